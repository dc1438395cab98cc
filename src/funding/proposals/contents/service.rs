//! Keeps questions on sections. What stood there when they were asked comes back when nobody answers.
use entity::registry::grants::{content_question, content_request, proposal_section};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use serde_json::Value;
use std::collections::BTreeMap;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::{
    super::acts::{
        Dossier,
        service::{clear_signatures, line_section},
    },
    model::{Asked, Question, Standing, place, word},
};
use crate::{
    error::{Error, Result},
    funding::{machine::Hand, proposals::mending::model::Place},
};

/// Sections as they stood, by the name under which each is kept.
type Before = BTreeMap<String, BTreeMap<String, String>>;

/// The questions of a proposal.
pub async fn read(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Standing> {
    let Some(row) = content_request::Entity::find_by_id(proposal).one(db).await? else {
        return Ok(Standing::default());
    };
    let rows = asked(db, proposal).await?;
    let question = |row: content_question::Model| {
        let place = place(&row.section).ok_or_else(|| Error::unknown_word("Section"))?;
        Ok(Question { place, reason: row.reason, answered: row.answered, reply: row.reply })
    };
    Ok(Standing { due: Some(row.due), questions: rows.into_iter().map(question).collect::<Result<_>>()? })
}

async fn asked(db: &impl ConnectionTrait, proposal: Uuid) -> Result<Vec<content_question::Model>> {
    let rows = content_question::Entity::find().filter(content_question::Column::ProposalId.eq(proposal));
    Ok(rows.all(db).await?)
}

/// The questions go to the group, whose signatures stood under another text.
pub async fn begin(
    db: &impl ConnectionTrait,
    dossier: &Dossier,
    (payload, due): (&Value, Date),
    (hand, now): (Hand, OffsetDateTime),
) -> Result<()> {
    let asked: Asked = serde_json::from_value(payload.clone())?;
    let row = content_request::ActiveModel {
        proposal_id: Set(dossier.id),
        due: Set(due),
        asked_by: Set(hand.account),
        asked_at: Set(TimeUnixTimestampMillis(now)),
    };
    content_request::Entity::insert(row).exec_without_returning(db).await?;
    for (section, reason) in asked.questions {
        let place = place(&section).ok_or_else(|| Error::unknown_word("Section"))?;
        let row = content_question::ActiveModel {
            proposal_id: Set(dossier.id),
            section: Set(section),
            reason: Set(reason),
            answered: Set(false),
            reply: Set(String::new()),
            before: Set(serde_json::to_string(&standing(dossier, place))?),
        };
        content_question::Entity::insert(row).exec_without_returning(db).await?;
    }
    clear_signatures(db, dossier.id).await
}

/// Keeps what the group says to a question.
pub async fn answer(
    db: &impl ConnectionTrait,
    proposal: Uuid,
    place: Place,
    answered: bool,
    reply: &str,
) -> Result<()> {
    content_question::Entity::update_many()
        .col_expr(content_question::Column::Answered, Expr::value(answered))
        .col_expr(content_question::Column::Reply, Expr::value(reply))
        .filter(content_question::Column::ProposalId.eq(proposal))
        .filter(content_question::Column::Section.eq(word(place).unwrap_or_default()))
        .exec(db)
        .await?;
    Ok(())
}

/// Nobody answered in time: what was written since goes, and what was sent stands there again.
pub async fn put_back(db: &impl ConnectionTrait, dossier: &Dossier, now: OffsetDateTime) -> Result<()> {
    for question in asked(db, dossier.id).await? {
        let place = place(&question.section).ok_or_else(|| Error::unknown_word("Section"))?;
        let before: Before = serde_json::from_str(&question.before)?;
        for section in standing(dossier, place).into_keys().filter(|section| !before.contains_key(section)) {
            proposal_section::Entity::delete_by_id((dossier.id, section)).exec(db).await?;
        }
        for (section, fields) in before {
            let (version, changed_by) = last_change(dossier, &section);
            let row = proposal_section::ActiveModel {
                proposal_id: Set(dossier.id),
                section: Set(section.clone()),
                content: Set(serde_json::to_string(&fields)?),
                row_version: Set(version + 1),
                changed_at: Set(TimeUnixTimestampMillis(now)),
                changed_by: Set(changed_by),
            };
            proposal_section::Entity::delete_by_id((dossier.id, section)).exec(db).await?;
            proposal_section::Entity::insert(row).exec_without_returning(db).await?;
        }
    }
    clear_signatures(db, dossier.id).await
}

/// What stands at a place, section by section; the budget has one for each line.
fn standing(dossier: &Dossier, place: Place) -> Before {
    match place {
        Place::Section(section) => {
            let typed = dossier.sections.get(&section);
            typed.map(|typed| (section.as_str().to_owned(), typed.fields.clone())).into_iter().collect()
        }
        Place::Budget => {
            let line =
                |(number, typed): (&u16, &super::super::acts::Typed)| (line_section(*number), typed.fields.clone());
            dossier.budget.typed.iter().map(line).collect()
        }
        Place::Papers(_) => Before::new(),
    }
}

/// The version of a section, and who changed it last: nobody where it is gone.
fn last_change(dossier: &Dossier, section: &str) -> (i32, Uuid) {
    let of_section = dossier.sections.iter().find(|(known, _)| known.as_str() == section).map(|(_, typed)| typed);
    let of_line = dossier.budget.typed.iter().find(|(number, _)| line_section(**number) == section);
    let typed = of_section.or(of_line.map(|(_, typed)| typed));
    let who = typed.and_then(|typed| typed.changed).map(|(person, _)| person).unwrap_or_default();
    (typed.map_or(0, |typed| typed.version), who)
}
