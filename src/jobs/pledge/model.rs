//! Versions of the pledge and how an employer stands to them. Pure.
use time::{Duration, OffsetDateTime};

/// Days employers go on under the version before, when a new one comes into force.
pub const GRACE: Duration = Duration::days(30);

/// One version, in both languages. Clause by clause, because each is ticked by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Counted from 1.
    pub number: i32,
    pub clauses_id: Vec<String>,
    pub clauses_en: Vec<String>,
    /// Digest of the clauses in both languages.
    pub text_hash: String,
    pub valid_from: OffsetDateTime,
}

/// How an employer stands to the pledge at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Never accepted any version.
    None,
    Current,
    /// Accepted the version before; a newer one has to be accepted until then.
    Grace {
        until: OffsetDateTime,
    },
    /// That time is over: nothing is posted and no application is read until the present version is accepted.
    Lapsed,
}

impl Standing {
    /// Whether openings may be shown and applications be read.
    pub fn holds(self) -> bool {
        matches!(self, Self::Current | Self::Grace { .. })
    }
}

/// How somebody stands who accepted a version. `versions` are in order of their numbers.
pub fn standing(versions: &[(i32, OffsetDateTime)], accepted: Option<i32>, now: OffsetDateTime) -> Standing {
    let Some(accepted) = accepted else { return Standing::None };
    let newer = versions.iter().find(|(number, valid_from)| *number > accepted && *valid_from <= now);
    match newer {
        None => Standing::Current,
        Some((_, valid_from)) if now < *valid_from + GRACE => Standing::Grace { until: *valid_from + GRACE },
        Some(_) => Standing::Lapsed,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const FIRST: OffsetDateTime = datetime!(2026-01-01 00:00 UTC);
    const SECOND: OffsetDateTime = datetime!(2026-06-01 00:00 UTC);
    const THIRD: OffsetDateTime = datetime!(2026-06-20 00:00 UTC);

    #[test]
    fn a_new_version_gives_thirty_days_and_then_closes() {
        let versions = [(1, FIRST), (2, SECOND)];
        let until = SECOND + GRACE;
        let minute = Duration::MINUTE;
        for (accepted, now, expected) in [
            (None, FIRST, Standing::None),
            (Some(1), FIRST, Standing::Current),
            (Some(1), SECOND - minute, Standing::Current),
            (Some(1), SECOND, Standing::Grace { until }),
            (Some(1), until - minute, Standing::Grace { until }),
            (Some(1), until, Standing::Lapsed),
            (Some(2), until, Standing::Current),
        ] {
            assert_eq!(standing(&versions, accepted, now), expected, "{accepted:?} {now}");
        }
    }

    #[test]
    fn a_third_version_does_not_give_the_time_of_the_second_again() {
        let versions = [(1, FIRST), (2, SECOND), (3, THIRD)];
        let until = SECOND + GRACE;
        assert_eq!(standing(&versions, Some(1), THIRD), Standing::Grace { until });
        assert_eq!(standing(&versions, Some(1), until), Standing::Lapsed);
        assert_eq!(standing(&versions, Some(2), until), Standing::Grace { until: THIRD + GRACE });
    }

    #[test]
    fn only_what_holds_opens_doors() {
        for (standing, holds) in [
            (Standing::None, false),
            (Standing::Current, true),
            (Standing::Grace { until: SECOND }, true),
            (Standing::Lapsed, false),
        ] {
            assert_eq!(standing.holds(), holds, "{standing:?}");
        }
    }
}
