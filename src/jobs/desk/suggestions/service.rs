//! Words of openings that the vocabulary does not know, for its keeper. They come from openings alone, never from what a
//! person types about himself or asks for.
use entity::registry::ops::skill_suggestion;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::{Expr, TimeUnixTimestampMillis},
    sea_query::OnConflict,
};
use time::OffsetDateTime;

use crate::{
    app::App,
    error::{Error, Result},
    identity::{access::Permit, policy::MayOperate},
    matching::vocabulary::{link, unlinked},
    platform::audit,
};

/// Openings that have to use a word before anybody is shown it.
pub const FLOOR: i32 = 5;

/// Counts the words of an opening that no skill has.
pub async fn learn(db: &impl ConnectionTrait, now: OffsetDateTime, lines: impl Iterator<Item = &str>) -> Result<()> {
    let mut phrases: Vec<String> = lines.flat_map(words).collect();
    phrases.sort_unstable();
    phrases.dedup();
    for phrase in phrases {
        let row = skill_suggestion::ActiveModel {
            phrase: Set(phrase),
            openings: Set(1),
            state: Set("waiting".to_owned()),
            last_at: Set(TimeUnixTimestampMillis(now)),
        };
        let count = Expr::col((skill_suggestion::Entity, skill_suggestion::Column::Openings)).add(1);
        let again = OnConflict::column(skill_suggestion::Column::Phrase)
            .value(skill_suggestion::Column::Openings, count)
            .update_column(skill_suggestion::Column::LastAt)
            .to_owned();
        skill_suggestion::Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Short runs of words without figures: what could be the name of a skill.
fn words(line: &str) -> Vec<String> {
    let links = link(line, None);
    let fits = |phrase: &String| {
        (3..=60).contains(&phrase.chars().count())
            && phrase.split(' ').count() <= 4
            && phrase.chars().all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '-' | '/'))
    };
    unlinked(line, &links).into_iter().map(str::to_lowercase).filter(fits).collect()
}

/// What waits for the keeper, the most used first: words and the number of openings.
pub async fn list(app: &App, permit: &Permit<MayOperate>) -> Result<Vec<(String, i32)>> {
    let _ = permit.object();
    let rows = skill_suggestion::Entity::find()
        .select_only()
        .columns([skill_suggestion::Column::Phrase, skill_suggestion::Column::Openings])
        .filter(skill_suggestion::Column::State.eq("waiting"))
        .filter(skill_suggestion::Column::Openings.gte(FLOOR))
        .order_by_desc(skill_suggestion::Column::Openings)
        .order_by_asc(skill_suggestion::Column::Phrase)
        .limit(100)
        .into_tuple()
        .all(&app.db)
        .await?;
    Ok(rows)
}

/// Takes a phrase off the list: it went into the vocabulary, or it is no skill.
pub async fn settle(app: &App, permit: &Permit<MayOperate>, phrase: &str, taken: bool) -> Result<()> {
    let state = if taken { "taken" } else { "dismissed" };
    let settled = skill_suggestion::Entity::update_many()
        .col_expr(skill_suggestion::Column::State, Expr::value(state))
        .filter(skill_suggestion::Column::Phrase.eq(phrase))
        .filter(skill_suggestion::Column::State.eq("waiting"))
        .exec(&app.db)
        .await?;
    if settled.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    audit::done(&app.db, app.clock.now(), permit.event("settle_word", "platform")).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_words_that_no_skill_has_are_kept() {
        assert_eq!(words("menjahit"), Vec::<String>::new());
        assert_eq!(words("Mengaduk gondorukem"), ["mengaduk gondorukem"].map(str::to_owned).to_vec());
        for line in ["Pengalaman 3 tahun", "0812 3456 7890", "a"] {
            assert_eq!(words(line), Vec::<String>::new(), "{line}");
        }
    }
}
