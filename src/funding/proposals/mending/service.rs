//! Keeps what the group answers to the points it was asked to mend.
use super::super::{
    acts::{
        Dossier,
        service::{BUTTONS, locked_of_enterprise, of_enterprise, refused},
    },
    checks::service as checks,
    contents,
    mending::model::Place,
    policy::MayWriteProposals,
    workflow::Editable,
};
use crate::{
    app::App,
    error::{Invalid, Result},
    funding::{checklist::Point, machine::Refusal},
    identity::access::Permit,
    moderation::service as moderation,
    platform::db,
};

/// Letters of an answer.
pub const MOST_LETTERS: usize = 500;

/// What a group was asked to mend: a point of the papers, or a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Point(Point),
    Place(Place),
}

impl Item {
    /// The one of a word in a form.
    pub fn parse(word: &str) -> Option<Self> {
        Point::parse(word).map(Self::Point).or_else(|| contents::model::place(word).map(Self::Place))
    }

    /// The key of its name, which is also its field.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Point(point) => point.key(),
            Self::Place(place) => contents::model::key(place),
        }
    }
}

/// What the group says to a point.
#[derive(Clone, Debug)]
pub struct Reply {
    pub item: Item,
    /// It was mended.
    pub answered: bool,
    pub text: String,
}

/// Keeps the answers to the list that stands.
///
/// # Errors
/// The proposal is not with its group, a point is not on the list, or a text says too much or is too long. Nothing is
/// kept then.
pub async fn answer(app: &App, permit: Permit<MayWriteProposals>, code: &str, replies: &[Reply]) -> Result<()> {
    let dossier = of_enterprise(&app.db, permit.object(), code).await?;
    may_answer(&dossier, replies)?;
    guard(app, replies).await?;
    let transaction = db::begin(&app.db).await?;
    let dossier = locked_of_enterprise(&transaction, permit.object(), code).await?;
    may_answer(&dossier, replies)?;
    for reply in replies {
        let said = (reply.answered, reply.text.trim());
        match reply.item {
            Item::Point(point) => checks::answer(&transaction, dossier.id, point, said.0, said.1).await?,
            Item::Place(place) => contents::service::answer(&transaction, dossier.id, place, said.0, said.1).await?,
        }
    }
    transaction.commit().await?;
    Ok(())
}

fn may_answer(dossier: &Dossier, replies: &[Reply]) -> Result<()> {
    let editable = dossier.state.editable();
    if !matches!(editable, Editable::ListedItems | Editable::ListedSections) {
        return Err(refused(Refusal::NotThisState));
    }
    let listed = |reply: &Reply| match (editable, reply.item) {
        (Editable::ListedItems, Item::Point(point)) => dossier.check.listed().any(|found| found.mark.point == point),
        (Editable::ListedSections, Item::Place(place)) => dossier.contents.lists(place),
        _ => false,
    };
    if replies.iter().all(listed) { Ok(()) } else { Err(refused(Refusal::NotListed)) }
}

async fn guard(app: &App, replies: &[Reply]) -> Result<()> {
    if replies.iter().any(|reply| reply.text.chars().count() > MOST_LETTERS) {
        return Err(Invalid::one(BUTTONS, "mending-fault-long").into());
    }
    let texts: Vec<(&'static str, &str)> =
        replies.iter().map(|reply| (reply.item.key(), reply.text.as_str())).collect();
    let mut faults = Invalid::default();
    moderation::judge_new(app, &texts, &mut faults).await?;
    faults.finish()
}
