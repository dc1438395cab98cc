//! Counters that outlive a restart and hold on every node: how often something was tried for one address. The key is a
//! keyed digest of what was typed, so an unknown address counts like a known one and the table names nobody.
use entity::registry::ops::limit_counter;
use sea_orm::{ConnectionTrait, EntityTrait, Statement};
use time::{Duration, OffsetDateTime};

use super::rooms::milliseconds;
use crate::error::Result;

/// Counts one try and tells how many there were within the window, this one included. Windows of different lengths
/// need different keys.
pub async fn count(db: &impl ConnectionTrait, now: OffsetDateTime, key: &[u8; 32], window: Duration) -> Result<i32> {
    let length = i64::try_from(window.whole_milliseconds()).unwrap_or(i64::MAX).max(1);
    let start = milliseconds(now) / length * length;
    let statement = Statement::from_sql_and_values(
        db.get_database_backend(),
        "INSERT INTO limit_counter (key, window_start, used, until) VALUES ($1, $2, 1, $3) \
         ON CONFLICT (key, window_start) DO UPDATE SET used = limit_counter.used + 1 RETURNING used",
        [key.to_vec().into(), start.into(), (start + length).into()],
    );
    let row = db.query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get("", "used")).transpose()?.unwrap_or(1))
}

/// Counts a guess and makes the next one wait 1, 3, 5, 10, 20 … seconds, an hour at most. Tells how long to wait when
/// it is too early; that guess does not count. One statement, so that guesses at once are as slow as guesses in a row.
pub async fn guess(db: &impl ConnectionTrait, now: OffsetDateTime, key: &[u8; 32]) -> Result<Option<Duration>> {
    let pauses: Vec<String> =
        (1..=LONGEST).map(|used| format!("WHEN {used} THEN {}", milliseconds_of(pause(used + 1)))).collect();
    let pauses = pauses.join(" ");
    let (first, last) = (milliseconds_of(pause(1)), milliseconds_of(pause(LONGEST + 1)));
    let sql = format!(
        "INSERT INTO limit_counter (key, window_start, used, until) VALUES ($1, 0, 1, $3) \
         ON CONFLICT (key, window_start) DO UPDATE SET used = limit_counter.used + 1, \
         until = $2 + CASE limit_counter.used {pauses} ELSE {last} END \
         WHERE limit_counter.until <= $2 RETURNING used",
    );
    let present = milliseconds(now);
    let values = [key.to_vec().into(), present.into(), (present + first).into()];
    let counted = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), &sql, values)).await?;
    if counted.is_some() {
        return Ok(None);
    }
    let row = limit_counter::Entity::find_by_id((key.to_vec(), 0)).one(db).await?;
    Ok(Some(row.map_or(Duration::SECOND, |row| (row.until.0 - now).max(Duration::SECOND))))
}

/// Forgets failures after a success.
pub async fn forget(db: &impl ConnectionTrait, key: &[u8; 32]) -> Result<()> {
    limit_counter::Entity::delete_by_id((key.to_vec(), 0)).exec(db).await?;
    Ok(())
}

/// From here on the pause does not grow.
const LONGEST: i32 = 13;

fn milliseconds_of(pause: Duration) -> i64 {
    i64::try_from(pause.whole_milliseconds()).unwrap_or(i64::MAX)
}

fn pause(failures: i32) -> Duration {
    match failures {
        ..=1 => Duration::seconds(1),
        2 => Duration::seconds(3),
        3 => Duration::seconds(5),
        more => Duration::seconds(10i64 << (more - 4).clamp(0, 9)).min(Duration::hours(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_has_an_end() {
        let seconds: Vec<i64> = (1..=14).map(|failures| pause(failures).whole_seconds()).collect();
        assert_eq!(seconds, [1, 3, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
    }
}
