//! Steps of calls. Whoever acts, a person or the clock, goes through [`carry_out`]: it asks the machine and writes
//! everything the plan says in one transaction.
use entity::public::call;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, prelude::TimeUnixTimestampMillis,
};
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::{
    model::{Change, Outcome, Step},
    policy::MayMoveCalls,
    service::{Ground, acting, ground, moment, of_office},
};
use crate::{
    app::App,
    error::{Error, Result},
    funding::{
        calls::{
            service as calls,
            workflow::{self, Amendment, Event},
        },
        ledger::{Balance, Posting},
        machine::{Acting, Countersign, Duty, Hand, Notice, Plan, Reader, Refusal, Written},
        model::CallState,
        notices::service as news,
        proposals::acts::service as proposals,
        record::{
            Object,
            books::{self, Place},
            countersigns::{self, Waiting},
            events,
            timers::{self, Moment},
        },
    },
    identity::access::Permit,
    moderation::service as moderation,
    platform::{audit, changes, db, money::Rupiah, search::Kind},
};

/// A step that waits for its second person, and what would come of it now.
#[derive(Clone, Debug)]
pub struct Pending {
    pub step: Step,
    pub since: OffsetDateTime,
    /// The one who asks agreed to it.
    pub own: bool,
    /// What was agreed to, to be sent back by whoever confirms it.
    pub mark: String,
    pub change: Change,
    /// Why it cannot be confirmed as it stands.
    pub refusal: Option<Refusal>,
}

/// What a step would do, or why it is not taken.
pub type Preview = std::result::Result<Plan<CallState>, Vec<Refusal>>;

/// A step with what comes with it, as the first person says it.
#[derive(Clone, Debug)]
pub struct Wish {
    pub step: Step,
    pub change: Change,
}

/// A step that is taken now.
pub(in crate::funding) struct Act {
    pub event: Event,
    pub acting: Acting,
    /// For the line of what happened.
    pub payload: Value,
    /// Columns that change with it.
    pub columns: call::ActiveModel,
}

impl Step {
    fn kind(self) -> workflow::Kind {
        match self {
            Self::Publish => workflow::Kind::Publish,
            Self::Amend => workflow::Kind::Amend,
            Self::Cancel => workflow::Kind::Cancel,
            Self::Finish => workflow::Kind::Finish,
        }
    }

    /// Whether a second person confirms it.
    pub fn takes_two(self) -> bool {
        self != Self::Finish
    }
}

impl Wish {
    /// What both persons agree on: the call as it stands, and what comes with the step.
    fn payload(&self, ground: &Ground) -> Value {
        json!({
            "call": ground.mark(),
            "closes_at": self.change.closes.map(moment),
            "ceiling": self.change.ceiling.map(|ceiling| ceiling.0),
            "why": self.change.why,
        })
    }

    fn event(&self, why: Written) -> Event {
        match self.step {
            Step::Publish => Event::Publish,
            Step::Cancel => Event::Cancel { reason: why },
            Step::Finish => Event::Finish,
            Step::Amend => Event::Amend {
                amendment: Amendment {
                    closes_at: self.change.closes,
                    ceiling: self.change.ceiling,
                    texts: why,
                    touches_frozen: false,
                },
            },
        }
    }

    /// What the row says after it.
    fn columns(&self) -> call::ActiveModel {
        let mut columns = call::ActiveModel::default();
        if let Some(closes) = self.change.closes {
            columns.closes_at = Set(Some(TimeUnixTimestampMillis(closes)));
        }
        if let Some(ceiling) = self.change.ceiling {
            columns.ceiling_idr = Set(ceiling.0);
        }
        columns
    }
}

/// What the first person agreed to.
fn agreed(step: Step, payload: &Value) -> Wish {
    let stamp = |millis: i64| OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).ok();
    let change = Change {
        closes: payload["closes_at"].as_i64().and_then(stamp),
        ceiling: payload["ceiling"].as_i64().map(Rupiah),
        why: payload["why"].as_str().unwrap_or_default().to_owned(),
    };
    Wish { step, change }
}

/// Steps of a call that wait for a second person.
pub(in crate::funding::calls) async fn pending(app: &App, ground: &Ground, person: Uuid) -> Result<Vec<Pending>> {
    let (id, now) = (ground.known.row.id, app.clock.now());
    let mut found = Vec::new();
    for step in [Step::Publish, Step::Amend, Step::Cancel] {
        if !workflow::meets(Some(ground.known.state)).contains(&step.kind()) {
            continue;
        }
        let Some(waiting) = countersigns::find(&app.db, (Object::Call, id), step.kind().as_str()).await? else {
            continue;
        };
        let wish = agreed(step, &waiting.payload);
        let why = judge(&app.db, &wish.change.why).await?;
        let payload = wish.payload(ground);
        let acting = second(waiting.countersign, &payload, now);
        let decided = workflow::decide(Some(ground.known.state), &wish.event(why), &ground.facts(acting));
        found.push(Pending {
            step,
            since: waiting.countersign.at,
            own: waiting.countersign.hand.account == person,
            mark: countersigns::mark(&waiting.payload).hex(),
            change: wish.change,
            refusal: decided.err(),
        });
    }
    Ok(found)
}

/// Somebody who could confirm.
fn second(countersign: Countersign, payload: &Value, now: OffsetDateTime) -> Acting {
    let hand = Hand { account: Uuid::nil(), duty: Duty::Decider, on_behalf_of: None };
    acting(hand, Some(countersign), countersigns::mark(payload), now)
}

/// What a step would do if both persons took it now.
pub async fn preview(app: &App, permit: &Permit<MayMoveCalls>, code: &str, wish: &Wish) -> Result<Preview> {
    let known = of_office(&app.db, permit.object(), code).await?;
    let ground = ground(app, &app.db, known).await?;
    // Whoever looks has not typed a reason yet.
    let why = match (wish.step, judge(&app.db, &wish.change.why).await?) {
        (Step::Cancel, Written::Nothing) => Written::Fine,
        (_, why) => why,
    };
    Ok(tried(&ground, wish, why, app.clock.now()))
}

/// What a step would do if its first person agreed now. Of what stands in the way of publishing, everything is told.
fn tried(ground: &Ground, wish: &Wish, why: Written, now: OffsetDateTime) -> Preview {
    let payload = wish.payload(ground);
    let first = Hand { account: Uuid::max(), duty: Duty::Lead, on_behalf_of: None };
    let countersign = Countersign { hand: first, payload: countersigns::mark(&payload), at: now };
    let acting = if wish.step.takes_two() {
        second(countersign, &payload, now)
    } else {
        acting(first, None, countersigns::mark(&payload), now)
    };
    let decided = workflow::decide(Some(ground.known.state), &wish.event(why), &ground.facts(acting));
    decided.map_err(|refusal| {
        let lacking = if wish.step == Step::Publish { ground.lacking(now) } else { Vec::new() };
        if lacking.contains(&refusal) { lacking } else { vec![refusal] }
    })
}

/// The first person agrees. What they agree to waits for the second one, in the place of an earlier word.
pub async fn agree(app: &App, permit: Permit<MayMoveCalls>, code: &str, wish: &Wish, version: i32) -> Result<Outcome> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let ground = locked(app, &transaction, &permit, code, version).await?;
    if !ground.duties(permit.actor()).contains(&Duty::Lead) {
        return Ok(Outcome::Refused(vec![Refusal::NotYourDuty]));
    }
    let why = judge(&transaction, &wish.change.why).await?;
    if let Err(refusals) = tried(&ground, wish, why, now) {
        return Ok(Outcome::Refused(refusals));
    }
    let hand = ground.signed(Hand { account: permit.actor(), duty: Duty::Lead, on_behalf_of: None });
    let object = (Object::Call, ground.known.row.id);
    countersigns::put(&transaction, object, wish.step.kind().as_str(), hand, &wish.payload(&ground), now).await?;
    audit::done(&transaction, now, permit.event("agree_call_step", "agency")).await?;
    transaction.commit().await?;
    Ok(Outcome::Done(ground.known.state))
}

/// The first person takes back what they agreed to.
pub async fn take_back(app: &App, permit: Permit<MayMoveCalls>, code: &str, step: Step) -> Result<Outcome> {
    let transaction = db::begin(&app.db).await?;
    let known = of_office(&transaction, permit.object(), code).await?;
    let object = (Object::Call, known.row.id);
    let waiting = countersigns::find(&transaction, object, step.kind().as_str()).await?;
    if waiting.is_none_or(|waiting| waiting.countersign.hand.account != permit.actor()) {
        return Ok(Outcome::Refused(vec![Refusal::NotYourDuty]));
    }
    countersigns::forget(&transaction, object, step.kind().as_str()).await?;
    audit::done(&transaction, app.clock.now(), permit.event("take_back_call_step", "agency")).await?;
    transaction.commit().await?;
    Ok(Outcome::Done(known.state))
}

/// The second person confirms what waits, if it is still what they had before them, and the step is taken.
pub async fn confirm(
    app: &App,
    permit: Permit<MayMoveCalls>,
    code: &str,
    step: Step,
    seen: (i32, &str),
) -> Result<Outcome> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let ground = locked(app, &transaction, &permit, code, seen.0).await?;
    let object = (Object::Call, ground.known.row.id);
    let Some(waiting) = countersigns::find(&transaction, object, step.kind().as_str()).await? else {
        return Ok(Outcome::Refused(vec![Refusal::SecondPersonNeeded]));
    };
    if countersigns::mark(&waiting.payload).hex() != seen.1 {
        return Ok(Outcome::Refused(vec![Refusal::CountersignStale]));
    }
    let Waiting { countersign, payload } = waiting;
    let wish = agreed(step, &payload);
    let event = wish.event(judge(&transaction, &wish.change.why).await?);
    let hand = Hand { account: permit.actor(), duty: deciding(&ground, permit.actor()), on_behalf_of: None };
    let payload = wish.payload(&ground);
    let acting = acting(hand, Some(countersign), countersigns::mark(&payload), now);
    let act = Act { event, acting, payload, columns: wish.columns() };
    let outcome = carry_out(&transaction, &ground, act).await?;
    if let Outcome::Done(_) = outcome {
        audit::done(&transaction, now, permit.event(trail(step), "agency")).await?;
        transaction.commit().await?;
    }
    Ok(outcome)
}

/// The one step a lead takes alone: nothing is left to do.
pub async fn finish(app: &App, permit: Permit<MayMoveCalls>, code: &str, version: i32) -> Result<Outcome> {
    let now = app.clock.now();
    let transaction = db::begin(&app.db).await?;
    let ground = locked(app, &transaction, &permit, code, version).await?;
    let duties = ground.duties(permit.actor());
    let duty = if duties.contains(&Duty::Lead) { Duty::Lead } else { Duty::Verifier };
    let hand = Hand { account: permit.actor(), duty, on_behalf_of: None };
    let payload = json!({});
    let acting = acting(hand, None, countersigns::mark(&payload), now);
    let act = Act { event: Event::Finish, acting, payload, columns: call::ActiveModel::default() };
    let outcome = carry_out(&transaction, &ground, act).await?;
    if let Outcome::Done(_) = outcome {
        audit::done(&transaction, now, permit.event(trail(Step::Finish), "agency")).await?;
        transaction.commit().await?;
    }
    Ok(outcome)
}

/// The duty in which somebody confirms: one that cannot, when they do not decide on this call.
fn deciding(ground: &Ground, person: Uuid) -> Duty {
    let duties = ground.duties(person);
    [Duty::Decider, Duty::Lead].into_iter().find(|duty| duties.contains(duty)).unwrap_or(Duty::Verifier)
}

fn trail(step: Step) -> &'static str {
    match step {
        Step::Publish => "publish_call",
        Step::Amend => "amend_call",
        Step::Cancel => "cancel_call",
        Step::Finish => "finish_call",
    }
}

/// The call of an office, locked, if nobody changed it since that version.
async fn locked(
    app: &App,
    db: &DatabaseTransaction,
    permit: &Permit<MayMoveCalls>,
    code: &str,
    version: i32,
) -> Result<Ground> {
    let id = of_office(db, permit.object(), code).await?.row.id;
    let known = calls::locked(db, id).await?;
    if known.row.row_version != version {
        return Err(Error::Conflict);
    }
    ground(app, db, known).await
}

async fn judge(db: &impl sea_orm::ConnectionTrait, why: &str) -> Result<Written> {
    Ok(match why {
        "" => Written::Nothing,
        why if moderation::may_stand(db, &[why]).await? => Written::Fine,
        _ => Written::Blocked,
    })
}

/// Takes a step on a call that is locked, or tells why not: state and version, the line of what happened, timers, ledger
/// and effects, all in the transaction of the caller.
///
/// # Errors
/// The row was changed in between, or an entry breaks a rule of the ledger. The transaction has to end then.
pub(in crate::funding) async fn carry_out(db: &DatabaseTransaction, ground: &Ground, act: Act) -> Result<Outcome> {
    let (row, from) = (&ground.known.row, ground.known.state);
    let acting = Acting { hand: ground.signed(act.acting.hand), ..act.acting };
    let plan = match workflow::decide(Some(from), &act.event, &ground.facts(acting)) {
        Ok(plan) => plan,
        Err(refusal) => return Ok(Outcome::Refused(vec![refusal])),
    };
    let now = acting.now;
    let mut columns = act.columns;
    columns.state = Set(plan.to.as_str().to_owned());
    columns.row_version = Set(row.row_version + 1);
    let moved = call::Entity::update_many()
        .set(columns)
        .filter(call::Column::Id.eq(row.id))
        .filter(call::Column::RowVersion.eq(row.row_version))
        .exec(db)
        .await?;
    if moved.rows_affected == 0 {
        return Err(Error::Conflict);
    }
    let event = act.event.kind().as_str();
    let step = events::Step {
        event,
        from: Some(from.as_str()),
        to: plan.to.as_str(),
        hand: acting.hand,
        payload: &act.payload,
        at: now,
    };
    events::note(db, Object::Call, row.id, step).await?;
    let clock = ground.known.terms.zone.utc_offset();
    let moment = Moment { now, calendar: &ground.known.calendar, clock };
    timers::change(db, Object::Call, row.id, &plan.deadlines, moment).await?;
    post(db, row.id, &plan.ledger, acting).await?;
    tell_drafts(db, ground, &plan.notices, now).await?;
    // The row shows a call and its changes, and a form is frozen as soon as the state is no draft. Proposals follow in the
    // round of the clock; the register and private calendars read the events.
    countersigns::forget(db, (Object::Call, row.id), event).await?;
    if plan.to != CallState::Draft {
        changes::note(db, Kind::Call, [row.id]).await?;
    }
    Ok(Outcome::Done(plan.to))
}

/// Tells everybody of the groups that are writing a proposal for the call.
async fn tell_drafts(db: &DatabaseTransaction, ground: &Ground, notices: &[Notice], now: OffsetDateTime) -> Result<()> {
    let told = notices.iter().filter(|notice| notice.to == Reader::Drafts);
    for notice in told {
        for person in proposals::writing(db, ground.known.row.id).await? {
            news::tell(db, now, person, Some(notice.news)).await?;
        }
    }
    Ok(())
}

async fn post(db: &DatabaseTransaction, call: Uuid, postings: &[Posting], acting: Acting) -> Result<Balance> {
    let place = Place { call, award: None, tranche: None };
    if postings.is_empty() {
        return Ok(Balance::default());
    }
    let balance = books::lock(db, place).await?;
    books::post(db, place, balance, postings, (Some(acting.hand.account), acting.now)).await
}
