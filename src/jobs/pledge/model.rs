//! Versions of the pledge and how an employer stands to them. Pure.
use time::{Duration, OffsetDateTime};

/// Days employers go on under the version before, when a new one comes into force.
pub const GRACE: Duration = Duration::days(30);

/// Clauses a version has at least (product design, WK-6).
pub const CLAUSES: usize = 6;

/// The clauses of the first version: what is promised, in both languages. The decree and the circular stand there by
/// number only, and every ground that is protected stands in one list.
pub const FIRST: [(&str, &str); CLAUSES] = [
    (
        "Kami tidak bertanya, menguji, atau meminta dokumen tentang usia, jenis kelamin, disabilitas, kehamilan, agama, \
         suku, penampilan, status kawin, atau kondisi kesehatan, kecuali tugasnya memang membutuhkan.",
        "We do not ask about, test or demand papers on age, sex, disability, pregnancy, religion, ethnicity, appearance, \
         marital status or health condition beyond what the task itself needs.",
    ),
    (
        "Kami memberi setiap pelamar kesempatan yang sama, apa pun keadaannya menurut daftar itu (KEP.68/MEN/IV/2004, SE \
         M/6/HK.04/V/2025).",
        "We give every applicant an equal chance on all of those grounds (KEP.68/MEN/IV/2004, SE M/6/HK.04/V/2025).",
    ),
    (
        "Data pelamar kami pakai untuk lowongan ini saja, dan hanya dilihat perekrut yang namanya tercatat.",
        "We use an applicant's data for this opening only, and only recruiters on record see them.",
    ),
    (
        "Data pelamar yang tidak diterima dihapus setelah 180 hari.",
        "Data of applicants who are not hired are erased after 180 days.",
    ),
    (
        "Kami tidak menebak, menanyakan, atau menceritakan apakah seseorang ikut suatu kelompok atau perkumpulan.",
        "We do not guess, ask or tell whether somebody belongs to any group or community.",
    ),
    (
        "Bila ikrar ini dilanggar, lowongan kami ditarik, akses kami ditutup, dan pelanggaran dapat dilaporkan ke dinas \
         tenaga kerja.",
        "If this pledge is broken, our openings are withdrawn, our access is closed, and the breach may be reported to \
         the labour office.",
    ),
];

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
