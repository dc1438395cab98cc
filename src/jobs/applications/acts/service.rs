//! Every step of an application after it was sent: load, decide, write. One transaction a step; the other side hears
//! that there is news, unless the step is one it may not learn of.
use entity::{
    registry::{
        ops::consent,
        work::{application, application_message},
    },
    values::Lines,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{
        access::Permit,
        account::consents::Purpose,
        mailing::{self, Template},
        model::{Body, BodyKind, Office},
        rooms,
    },
    jobs::applications::{
        model::{Act, LONGEST_TERM, Reason, Shows},
        policy::{MayReadApplications, MayUseOwnApplication},
        relay,
        sending::service::note,
        views::service::{Held, of_employer, pledged},
        workflow::{self, Facts, INVITATION, Party, Release, State, Step, Words},
    },
    moderation::service as moderation,
    platform::{audit, db, ids},
};

/// The same words within this time were sent by pressing twice.
const TWICE: Duration = Duration::minutes(1);

/// The one who sent an application does something. `fresh`: the sign-in is of just now.
pub async fn by_applicant(
    app: &App,
    permit: Permit<MayUseOwnApplication>,
    fresh: bool,
    version: i32,
    act: Act,
) -> Result<()> {
    let held = Held::load(&app.db, permit.object()).await?;
    if held.row.row_version != version {
        return Err(Error::Conflict);
    }
    let facts = Facts { person: true, fresh, ..held.facts(app.clock.now()) };
    let who = Who { party: Party::Applicant, person: Some(permit.actor()), role: permit.role().trail() };
    apply(app, &who, &held, facts, act).await
}

/// A recruiter of the employer does something. No version is asked for: it would tell of steps the employer may not
/// learn of. What was looked at has to fit the state all the same, or the step is not in the table.
pub async fn by_recruiter(app: &App, permit: Permit<MayReadApplications>, item: &str, act: Act) -> Result<()> {
    let held = of_employer(&app.db, permit.object(), item).await?;
    let now = app.clock.now();
    let pledged = pledged(&app.db, &held.employer, now).await?;
    let facts = Facts { person: true, named: true, pledged, ..held.facts(now) };
    let who = Who { party: Party::Employer, person: Some(permit.actor()), role: permit.role().trail() };
    apply(app, &who, &held, facts, act).await
}

/// Who acts.
pub(in crate::jobs::applications) struct Who {
    pub party: Party,
    pub person: Option<Uuid>,
    pub role: &'static str,
}

/// What a step brings along.
#[derive(Default)]
struct Extra {
    message: String,
    offer: Option<(String, String)>,
    reason: Option<(Reason, String)>,
    shows: Option<Shows>,
}

async fn apply(app: &App, who: &Who, held: &Held, mut facts: Facts, act: Act) -> Result<()> {
    let state = held.state()?;
    let (step, extra) = unfold(state, act, &mut facts);
    let (field, text) = typed(step, &extra);
    let optional = matches!(step, Step::Decline | Step::Offer) && text.is_empty();
    if !text.is_empty() || matches!(step, Step::Message | Step::Invite) {
        facts.words = judged(app, who.party, &text).await?;
    }
    if text.chars().count() > relay::LONGEST || terms_too_long(&extra) {
        return Err(Invalid::one(field, "fault-text-long").into());
    }
    if optional {
        facts.words = Words::Fine;
    }
    let to = workflow::decide(Some(state), step, who.party, &facts).map_err(|refusal| {
        let (usual, key) = refusal.sentence();
        // Faults of a text stand beside the text that has it.
        let beside = if usual == "pesan" && !field.is_empty() { field } else { usual };
        Error::from(Invalid::one(beside, key))
    })?;
    if step == Step::Message && said_twice(&app.db, who.party, held, &extra.message, facts.now).await? {
        return Ok(());
    }
    write(app, who, held, &facts, step, to, &extra).await
}

/// The step an act means, and what it brings along.
fn unfold(state: State, act: Act, facts: &mut Facts) -> (Step, Extra) {
    let plain = |step| (step, Extra::default());
    match act {
        Act::Say(message) => (Step::Message, Extra { message: message.trim().to_owned(), ..Extra::default() }),
        Act::Invite(message) => (Step::Invite, Extra { message: message.trim().to_owned(), ..Extra::default() }),
        Act::Refuse => plain(Step::Refuse),
        Act::Accept => plain(Step::Accept),
        Act::TurnDown => plain(Step::TurnDown),
        Act::Withdraw => plain(Step::Withdraw),
        Act::Unshare => plain(Step::WithdrawRelease),
        Act::Erase => plain(Step::Erase),
        Act::Share(shows) => {
            facts.fields = shows.words().len();
            facts.shows_phone = shows.phone;
            let step = if state.release == Release::Released { Step::Change } else { Step::Release };
            (step, Extra { shows: Some(shows), ..Extra::default() })
        }
        Act::Offer(wage, start) => {
            let offer = (wage.trim().to_owned(), start.trim().to_owned());
            facts.stated = !offer.0.is_empty() && !offer.1.is_empty();
            (Step::Offer, Extra { offer: Some(offer), ..Extra::default() })
        }
        Act::Decline(reason, words) => {
            let words = words.trim().to_owned();
            facts.reasoned = reason.is_some_and(|reason| reason != Reason::Other || !words.is_empty());
            // Words are for the reason that is not on the list.
            let reason = reason.map(|reason| (reason, if reason == Reason::Other { words } else { String::new() }));
            (Step::Decline, Extra { reason, ..Extra::default() })
        }
    }
}

/// What was typed with a step, and the field it was typed into.
fn typed(step: Step, extra: &Extra) -> (&'static str, String) {
    match step {
        Step::Message => ("pesan", extra.message.clone()),
        Step::Invite => ("undang", extra.message.clone()),
        Step::Offer => {
            let (wage, start) = extra.offer.clone().unwrap_or_default();
            ("upah", [wage, start].join("\n").trim().to_owned())
        }
        Step::Decline => ("catatan", extra.reason.clone().map(|(_, words)| words).unwrap_or_default()),
        _ => ("", String::new()),
    }
}

fn terms_too_long(extra: &Extra) -> bool {
    let long = |text: &str| text.chars().count() > LONGEST_TERM;
    extra.offer.as_ref().is_some_and(|(wage, start)| long(wage) || long(start))
}

async fn judged(app: &App, party: Party, text: &str) -> Result<Words> {
    if text.is_empty() {
        return Ok(Words::Empty);
    }
    if relay::has_contact(text) {
        return Ok(Words::Contact);
    }
    if party == Party::Employer && relay::demands(text) {
        return Ok(Words::Demand);
    }
    let mut faults = Invalid::default();
    moderation::judge_new(app, &[("pesan", text)], &mut faults).await?;
    Ok(if faults.0.is_empty() { Words::Fine } else { Words::Guarded })
}

async fn said_twice(
    db: &impl ConnectionTrait,
    party: Party,
    held: &Held,
    text: &str,
    now: OffsetDateTime,
) -> Result<bool> {
    let last = application_message::Entity::find()
        .filter(application_message::Column::ApplicationId.eq(held.row.id))
        .filter(application_message::Column::Side.eq(party.as_str()))
        .order_by_desc(application_message::Column::At)
        .order_by_desc(application_message::Column::Id)
        .one(db)
        .await?;
    Ok(last.is_some_and(|last| last.body == text && now - last.at.0 < TWICE))
}

/// Writes a step with its effects. Whoever was slower with another step hears that something changed.
async fn write(
    app: &App,
    who: &Who,
    held: &Held,
    facts: &Facts,
    step: Step,
    to: Option<State>,
    extra: &Extra,
) -> Result<()> {
    let (now, id) = (facts.now, held.row.id);
    let transaction = db::begin(&app.db).await?;
    match to {
        None => {
            application::Entity::delete_by_id(id).exec(&transaction).await?;
        }
        Some(to) => {
            put(&transaction, held, changed(held, who.party, now, step, to, extra)).await?;
            if !extra.message.is_empty() {
                say(&transaction, held, who.party, &extra.message, !silenced(who.party, facts), now).await?;
            }
            note(&transaction, id, step, who.party, who.person, now).await?;
            remember_consent(&transaction, held, step, now).await?;
        }
    }
    tell(app, &transaction, who.party, held, facts, step).await?;
    let event = audit::Event {
        actor: who.person,
        role: who.role,
        action: "change_application",
        object_kind: "application",
        object: Some(id),
        reason: Some(step.as_str()),
    };
    audit::done(&transaction, now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// What a recruiter writes after a refusal is accepted and goes nowhere, as it would to somebody who does not answer.
fn silenced(party: Party, facts: &Facts) -> bool {
    party == Party::Employer && facts.refused
}

/// Writes a row if it is still the one that was looked at.
pub(in crate::jobs::applications) async fn put(
    db: &impl ConnectionTrait,
    held: &Held,
    row: application::ActiveModel,
) -> Result<()> {
    let written = application::Entity::update_many()
        .set(row)
        .filter(application::Column::Id.eq(held.row.id))
        .filter(application::Column::RowVersion.eq(held.row.row_version))
        .exec(db)
        .await?;
    if written.rows_affected == 0 { Err(Error::Conflict) } else { Ok(()) }
}

/// The columns a step changes.
fn changed(
    held: &Held,
    party: Party,
    now: OffsetDateTime,
    step: Step,
    to: State,
    extra: &Extra,
) -> application::ActiveModel {
    let mut row = moved(held, now, to);
    match step {
        Step::Invite => {
            row.invited = Set(true);
            row.invite_ends_at = Set(Some(TimeUnixTimestampMillis(now + INVITATION)));
        }
        Step::Refuse => row.refused = Set(true),
        Step::Message | Step::Release if party == Party::Applicant => row.replied = Set(true),
        _ => {}
    }
    if let Some((wage, start)) = &extra.offer {
        row.offer_wage = Set(wage.clone());
        row.offer_start = Set(start.clone());
    }
    if let Some((reason, words)) = &extra.reason {
        row.reason = Set(Some(reason.as_str().to_owned()));
        row.reason_words = Set(words.clone());
    }
    if let Some(shows) = extra.shows {
        row.released_fields = Set(Lines(shows.words()));
    }
    row
}

/// The columns that say where it stands.
pub(in crate::jobs::applications) fn moved(held: &Held, now: OffsetDateTime, to: State) -> application::ActiveModel {
    let mut row = application::ActiveModel {
        stage: Set(to.stage.as_str().to_owned()),
        release: Set(to.release.as_str().to_owned()),
        row_version: Set(held.row.row_version + 1),
        ..<application::ActiveModel as Default>::default()
    };
    if to.release == Release::Sealed {
        row.released_fields = Set(Lines::default());
    }
    if to.stage.is_over() && held.row.stage != to.stage.as_str() {
        row.clock_at = Set(Some(TimeUnixTimestampMillis(now)));
    }
    row
}

async fn say(
    db: &impl ConnectionTrait,
    held: &Held,
    party: Party,
    text: &str,
    delivered: bool,
    now: OffsetDateTime,
) -> Result<()> {
    let row = application_message::ActiveModel {
        id: Set(ids::new_id()),
        application_id: Set(held.row.id),
        side: Set(party.as_str().to_owned()),
        body: Set(text.to_owned()),
        delivered: Set(delivered),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    application_message::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Sharing a contact is agreeing to it, and taking it back ends that.
async fn remember_consent(db: &impl ConnectionTrait, held: &Held, step: Step, now: OffsetDateTime) -> Result<()> {
    let purpose = match step {
        Step::Release | Step::WithdrawRelease => Purpose::ShareContact,
        Step::Withdraw | Step::TurnDown => Purpose::Apply,
        _ => return Ok(()),
    };
    let stamp = TimeUnixTimestampMillis(now);
    if step == Step::Release {
        let row = consent::ActiveModel {
            id: Set(ids::new_id()),
            person_id: Set(held.row.person_id),
            purpose: Set(purpose.as_str().to_owned()),
            object_id: Set(Some(held.row.id)),
            version: Set(purpose.version()),
            text_hash: Set(purpose.hash()),
            given_at: Set(stamp),
            withdrawn_at: Set(None),
        };
        consent::Entity::insert(row).exec_without_returning(db).await?;
        return Ok(());
    }
    consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Expr::value(stamp))
        .filter(consent::Column::ObjectId.eq(held.row.id))
        .filter(consent::Column::Purpose.eq(purpose.as_str()))
        .filter(consent::Column::WithdrawnAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// The other side hears that there is news. Of a refusal nobody hears, and after it the applicant hears nothing more.
async fn tell(
    app: &App,
    db: &impl ConnectionTrait,
    party: Party,
    held: &Held,
    facts: &Facts,
    step: Step,
) -> Result<()> {
    match party {
        Party::Applicant if matches!(step, Step::Refuse | Step::Erase) => Ok(()),
        Party::Applicant => tell_recruiters(app, db, held.row.employer_id, facts.now).await,
        _ if step == Step::Message && silenced(party, facts) => Ok(()),
        _ => mailing::put(db, facts.now, held.row.person_id, Template::News).await,
    }
}

/// The recruiters of an employer hear that there is news.
pub(in crate::jobs::applications) async fn tell_recruiters(
    app: &App,
    db: &impl ConnectionTrait,
    employer: Uuid,
    now: OffsetDateTime,
) -> Result<()> {
    let body = Body { kind: BodyKind::Employer, id: employer };
    for member in rooms::of(app.rooms, body.kind)?.members(db, body, false).await? {
        if Office::parse(&member.office) == Some(Office::Recruiter) {
            mailing::put(db, now, member.person_id, Template::News).await?;
        }
    }
    Ok(())
}
