//! An award as its group and its office see it, and the acts of both. Who may not see one is told that there is none.
use entity::{
    public::enterprise,
    registry::grants::{award_account, award_plan, paper_opening, tranche},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    prelude::TimeUnixTimestampMillis, sea_query::OnConflict,
};
use serde_json::{Value, json};
use time::OffsetDateTime;
use uuid::Uuid;

use super::super::{
    acts::{
        model::{About, Act},
        service::{Taken, apply, last_version, plan, rehearse, sign},
    },
    letters::{report::sheet as account, service::objects},
    model::{Grant, Step},
    service::{locked, of_code},
    tranches,
    workflow::{self, State},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        calls::{mandates::service as mandates, service as calls},
        deadlines::Timer,
        documents::service::{self as documents, Issued},
        machine::{Duty, Hand, Plan, Refusal, Who},
        proposals::{
            acts::service::{duties as of_group, refused},
            checks::{desk::service::admitted, model::OpeningReason},
            policy::{MayCheckProposals, MayWriteProposals},
        },
        record::{
            Object,
            countersigns::{self, Waiting},
            events, timers,
        },
        reports::workflow::{self as reports, State as ReportState},
        versions::ContentHash,
    },
    identity::{access::Permit, vault::papers as vault},
    moderation::service as moderation,
    platform::{audit, db, ids, params::Params, work_days::day_at},
};

/// Letters of a field of an account.
const LONGEST: usize = 80;

/// From where somebody looks.
#[derive(Clone, Copy, Debug)]
pub enum Side<'a> {
    Group(&'a Permit<MayWriteProposals>),
    Office(&'a Permit<MayCheckProposals>),
}

/// An award on its page.
#[derive(Clone, Debug)]
pub struct View {
    pub grant: Grant,
    pub owner: String,
    pub trade_name: String,
    /// As what the one who looks acts on it.
    pub duties: Vec<Duty>,
    pub person: Uuid,
    pub letters: Vec<Issued>,
    /// What happened, the newest first: who did it stands there by their duty alone.
    pub history: Vec<(&'static str, events::By, OffsetDateTime)>,
    pub running: Vec<(Timer, OffsetDateTime)>,
    /// What waits for a second person, by what moves and its event.
    pub waiting: Vec<((Uuid, &'static str), Waiting)>,
    /// What the office wrote when it sent a report back, by its place.
    pub returned: Vec<(usize, Value)>,
}

/// A person who acts, with the one that agreed before, where one did.
#[derive(Debug)]
enum Mode {
    Alone(Hand),
    First(Hand),
    Second(Hand),
}

impl Side<'_> {
    pub fn person(&self) -> Uuid {
        match self {
            Self::Group(permit) => permit.actor(),
            Self::Office(permit) => permit.actor(),
        }
    }

    /// The duties of whoever looks.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the award of another, and for officers who are tied or have no seat on its panel.
    pub async fn duties(&self, db: &impl ConnectionTrait, app: &App, grant: &Grant) -> Result<Vec<Duty>> {
        let dossier = &grant.dossier;
        match self {
            Self::Group(permit) if dossier.enterprise == permit.object() => {
                of_group(db, app, permit.object(), permit.actor()).await
            }
            Self::Office(permit) if dossier.call.row.agency_id == permit.object() => {
                admitted(db, app, permit, dossier).await
            }
            Self::Group(_) | Self::Office(_) => Err(Error::NotFound),
        }
    }

    fn event(&self) -> audit::Event<'static> {
        match self {
            Self::Group(permit) => permit.event("act_on_award", "award"),
            Self::Office(permit) => permit.event("act_on_award", "award"),
        }
    }
}

/// An award, for whoever may see it.
pub async fn find(app: &App, side: Side<'_>, code: &str) -> Result<View> {
    let grant = of_code(&app.db, code).await?;
    let duties = side.duties(&app.db, app, &grant).await?;
    let maker = enterprise::Entity::find_by_id(grant.dossier.enterprise).one(&app.db).await?;
    let (mut letters, mut running, mut waiting, mut history) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (object, id) in objects(&grant) {
        let happened = events::of(&app.db, object, id).await?;
        history.extend(happened.iter().filter_map(|line| Some((happened_key(object, line)?, line.by(), line.at))));
        letters.extend(documents::for_group(&app.db, id).await?);
        running.extend(timers::running(&app.db, id).await?);
        for word in ["sign_both", "terminate", "hand_over", "retry", "accept"] {
            if let Some(found) = countersigns::find(&app.db, (object, id), word).await? {
                waiting.push(((id, word), found));
            }
        }
    }
    let mut returned = Vec::new();
    for (at, report) in grant.reports.iter().enumerate().filter(|(_, report)| report.state == ReportState::Returned) {
        let happened = events::of(&app.db, Object::Report, report.id).await?;
        returned.extend(happened.into_iter().find(|line| line.event == "return").map(|line| (at, line.payload)));
    }
    running.sort_by_key(|timer| timer.due);
    letters.sort_by_key(|letter| std::cmp::Reverse(letter.at));
    history.sort_by_key(|(.., at)| std::cmp::Reverse(*at));
    Ok(View {
        owner: calls::office(&app.db, &grant.dossier.call.row).await?.name,
        trade_name: maker.map(|maker| maker.trade_name).unwrap_or_default(),
        person: side.person(),
        running: running.into_iter().map(|timer| (timer.timer, timer.due)).collect(),
        duties,
        letters,
        history,
        waiting,
        returned,
        grant,
    })
}

/// What a line is called. What follows by itself is told by the step it follows from.
fn happened_key(object: Object, line: &events::Happened) -> Option<&'static str> {
    match object {
        _ if line.duty == Duty::Consequence => None,
        Object::Award => workflow::Kind::parse(&line.event).map(workflow::Kind::happened_key),
        Object::Tranche => tranches::Kind::parse(&line.event).map(tranches::Kind::happened_key),
        Object::Report => reports::Kind::parse(&line.event).map(reports::Kind::happened_key),
        Object::Call | Object::Proposal => None,
    }
}

impl View {
    /// What whoever looks can do now, with the place of the instalment it is about. What is still missing for it is told
    /// on its own page.
    pub fn acts(&self) -> Vec<(Act, usize)> {
        let places = |act: Act| match act.about() {
            About::Award => 0..1,
            About::Tranche | About::Report => 0..self.grant.tranches.len(),
        };
        let all = Act::ALL.iter().flat_map(|act| places(*act).map(|at| (*act, at)));
        all.filter(|(act, at)| self.may(*act, *at)).collect()
    }

    /// The second of two persons: what the first one agreed to.
    pub fn first_of(&self, act: Act, at: usize) -> Option<&Waiting> {
        let step = act.step(at, &probe(), &self.grant)?;
        let (_, id, _) = self.grant.object(&step)?;
        let known = |((object, word), _): &&((Uuid, &str), Waiting)| *object == id && *word == step.word();
        self.waiting.iter().find(known).map(|(_, waiting)| waiting)
    }

    fn may(&self, act: Act, at: usize) -> bool {
        let has = |wanted: &[Duty]| wanted.iter().any(|duty| self.duties.contains(duty));
        if !act.suits(at, &self.grant) {
            return false;
        }
        let Some(step) = act.step(at, &probe(), &self.grant) else { return self.may_beside(act, at) };
        if act.about() == About::Report && self.grant.tranches.get(at).is_none_or(|tranche| tranche.given.0 == 0) {
            return false;
        }
        match self.grant.who(&step) {
            Some(Who::One(duties)) => has(duties),
            Some(Who::Group) => has(Who::Group.hands()),
            Some(Who::Two { first, then }) => match self.first_of(act, at) {
                Some(waiting) => waiting.countersign.hand.account != self.person && has(then),
                None => has(first),
            },
            Some(Who::Nobody) | None => false,
        }
    }

    /// Acts that move no state.
    fn may_beside(&self, act: Act, at: usize) -> bool {
        let grant = &self.grant;
        let signs = self.duties.iter().any(|duty| matches!(duty, Duty::Chair | Duty::Treasurer));
        let under = matches!(grant.state, State::Accepted | State::AgreementDraft | State::Active);
        match act {
            Act::SignBudget => {
                let mark = grant.budget_mark();
                let own = grant.signed.iter().any(|(_, one)| one.account == self.person && one.content == mark);
                grant.state == State::Accepted && signs && !own && !grant.dossier.call.terms.certificate
            }
            Act::GiveAccount => under && signs && grant.is_paid_in_money(),
            Act::CheckAccount => grant.account.as_ref().is_some_and(|account| {
                let open = |duty, seen: Option<Uuid>| self.duties.contains(&duty) && seen.is_none();
                let twice = [account.verifier, account.disburser].contains(&Some(self.person));
                under && !twice && (open(Duty::Verifier, account.verifier) || open(Duty::Disburser, account.disburser))
            }),
            Act::Contact => {
                grant.state == State::Offered && self.duties.contains(&Duty::Lead) && !grant.terms.contacted
            }
            Act::Acknowledge => signs,
            Act::SignReport => {
                let Some(report) = grant.reports.get(at) else { return false };
                let mark = grant.report_mark(at);
                let own = report.signed.iter().any(|(_, one)| one.account == self.person && one.content == mark);
                signs && !own && is_open(report.state) && grant.tranches[at].given.0 > 0
            }
            _ => false,
        }
    }
}

/// Whether a report is being written.
pub const fn is_open(state: ReportState) -> bool {
    matches!(state, ReportState::Due | ReportState::Returned | ReportState::Overdue)
}

/// What stands for a form nobody filled in yet.
fn probe() -> Value {
    json!({ "day": "2000-01-01" })
}

/// What an act would do now, from the very plan that is carried out. None for what moves no state.
///
/// # Errors
/// Why it would be refused.
pub async fn look(
    app: &App,
    side: Side<'_>,
    code: &str,
    (act, at): (Act, usize),
    form: &Params,
) -> Result<Option<Plan<&'static str>>> {
    guard(app, form).await?;
    let mut grant = of_code(&app.db, code).await?;
    let duties = side.duties(&app.db, app, &grant).await?;
    let (mode, payload) = mode(&app.db, &side, (&grant, &duties), (act, at), form).await?;
    if matches!(mode, Mode::Second(_)) {
        grant.terms.agency_reference = form.get("rujukan").unwrap_or_default().to_owned();
    }
    let Some(step) = act.step(at, &payload, &grant) else { return Ok(None) };
    let (Mode::Alone(hand) | Mode::First(hand) | Mode::Second(hand)) = &mode;
    let taken = Taken { step: &step, hand: *hand, payload: &payload, seen: None };
    let plan = match mode {
        Mode::First(_) => rehearse(app, &grant, &taken)?,
        Mode::Alone(_) | Mode::Second(_) => plan(&app.db, app, &grant, &taken).await?,
    };
    Ok(Some(plan))
}

/// Does an act.
///
/// # Errors
/// The refusal of the machine, beside the buttons; fields that cannot be read.
pub async fn take(app: &App, side: Side<'_>, code: &str, (act, at): (Act, usize), form: &Params) -> Result<()> {
    guard(app, form).await?;
    let sealed = if act == Act::GiveAccount { Some(seal_account(app, form).await?) } else { None };
    let transaction = db::begin(&app.db).await?;
    let id = of_code(&transaction, code).await?.id;
    let grant = locked(&transaction, id).await?;
    let duties = side.duties(&transaction, app, &grant).await?;
    let (mode, payload) = mode(&transaction, &side, (&grant, &duties), (act, at), form).await?;
    let reason = if let Some(step) = act.step(at, &payload, &grant) {
        move_on(&transaction, app, &grant, (&step, &payload), mode, form).await?;
        step.word()
    } else {
        let (Mode::Alone(hand) | Mode::First(hand) | Mode::Second(hand)) = mode;
        beside(&transaction, app, &grant, (act, at), (hand, form), sealed).await?;
        act.as_str()
    };
    let line = audit::Event { object: Some(grant.id), reason: Some(reason), ..side.event() };
    audit::done(&transaction, app.clock.now(), line).await?;
    transaction.commit().await?;
    Ok(())
}

async fn move_on(
    db: &DatabaseTransaction,
    app: &App,
    grant: &Grant,
    (step, payload): (&Step, &Value),
    mode: Mode,
    form: &Params,
) -> Result<()> {
    match mode {
        Mode::Alone(hand) => {
            apply(db, app, grant, Taken { step, hand, payload, seen: None }).await?;
        }
        Mode::First(hand) => {
            let taken = Taken { step, hand, payload, seen: None };
            let _as_the_second_would = rehearse(app, grant, &taken)?;
            let (object, id, _) = grant.object(step).ok_or(Error::NotFound)?;
            let (call, now) = (grant.dossier.call.row.id, app.clock.now());
            mandates::countersign(db, call, (object, id), step.word(), hand, payload, now).await?;
        }
        Mode::Second(hand) => {
            if step.word() == "sign_both" {
                let reference = form.get("rujukan").unwrap_or_default().trim().to_owned();
                if reference.is_empty() || reference.chars().count() > LONGEST {
                    return Err(Invalid::one("rujukan", "award-fault-reference").into());
                }
                let row = award_plan::ActiveModel { agency_reference: Set(reference), ..Default::default() };
                let own = award_plan::Entity::update_many().set(row);
                own.filter(award_plan::Column::AwardId.eq(grant.id)).exec(db).await?;
            }
            let seen = form.get("isi").and_then(ContentHash::from_hex);
            let seen = Some(seen.ok_or_else(|| refused(Refusal::CountersignStale))?);
            apply(db, app, grant, Taken { step, hand, payload, seen }).await?;
        }
    }
    Ok(())
}

/// As what somebody acts, and what is kept of the act: a second person does what the first one agreed to.
async fn mode(
    db: &impl ConnectionTrait,
    side: &Side<'_>,
    (grant, duties): (&Grant, &[Duty]),
    (act, at): (Act, usize),
    form: &Params,
) -> Result<(Mode, Value)> {
    let hand = |wanted: &[Duty]| {
        let duty = wanted.iter().copied().find(|duty| duties.contains(duty));
        let duty = duty.ok_or_else(|| refused(Refusal::NotYourDuty))?;
        Ok::<_, Error>(Hand { account: side.person(), duty, on_behalf_of: None })
    };
    let Some(step) = act.step(at, &probe(), grant) else {
        return Ok((Mode::Alone(hand(beside_duties(act, grant))?), json!({})));
    };
    match grant.who(&step) {
        None | Some(Who::Nobody) => Err(refused(Refusal::NotThisState)),
        Some(who @ (Who::One(_) | Who::Group)) => Ok((Mode::Alone(hand(who.hands())?), act.payload(form, grant)?)),
        Some(Who::Two { first, then }) => {
            let (object, id, _) = grant.object(&step).ok_or(Error::NotFound)?;
            let waiting = countersigns::find(db, (object, id), step.word()).await?;
            match (waiting, hand(then)) {
                (Some(waiting), Ok(second)) => {
                    let payload = waiting.payload;
                    Ok((Mode::Second(second), payload))
                }
                _ => Ok((Mode::First(hand(first)?), act.payload(form, grant)?)),
            }
        }
    }
}

/// Who does what moves no state.
fn beside_duties(act: Act, grant: &Grant) -> &'static [Duty] {
    match act {
        Act::Contact => &[Duty::Lead],
        Act::CheckAccount if grant.account.is_some_and(|account| account.verifier.is_some()) => &[Duty::Disburser],
        Act::CheckAccount => &[Duty::Verifier, Duty::Disburser],
        _ => &[Duty::Chair, Duty::Treasurer],
    }
}

/// Texts of officers and groups end in letters.
async fn guard(app: &App, form: &Params) -> Result<()> {
    let mut faults = Invalid::default();
    let texts: Vec<(&'static str, &str)> =
        ["uraian", "barang", "keterangan"].into_iter().filter_map(|name| Some((name, form.get(name)?))).collect();
    moderation::judge_new(app, &texts, &mut faults).await?;
    faults.finish()?;
    Ok(())
}

/// An account, sealed before anything of it is kept.
async fn seal_account(app: &App, form: &Params) -> Result<(Uuid, vault::Sealed)> {
    let mut faults = Invalid::default();
    for name in ["bank", "nomor", "pemilik"] {
        let length = form.get(name).unwrap_or_default().trim().chars().count();
        if length == 0 || length > LONGEST {
            faults.0.push((name, "award-fault-account"));
        }
    }
    faults.finish()?;
    let part = |name: &str| form.get(name).unwrap_or_default().trim().to_owned();
    let plain = json!([part("bank"), part("nomor"), part("pemilik")]).to_string();
    let id = ids::new_id();
    let sealed = vault::seal(&app.db, &app.keys, id, None, plain.as_bytes()).await?;
    app.papers.put(&sealed.file(), sealed.bytes.clone()).await?;
    Ok((id, sealed))
}

async fn beside(
    db: &DatabaseTransaction,
    app: &App,
    grant: &Grant,
    (act, at): (Act, usize),
    (hand, form): (Hand, &Params),
    sealed: Option<(Uuid, vault::Sealed)>,
) -> Result<()> {
    let now = app.clock.now();
    let view = |waiting| View {
        grant: grant.clone(),
        owner: String::new(),
        trade_name: String::new(),
        duties: vec![hand.duty],
        person: hand.account,
        letters: Vec::new(),
        history: Vec::new(),
        running: Vec::new(),
        waiting,
        returned: Vec::new(),
    };
    if !view(Vec::new()).may(act, at) {
        return Err(refused(Refusal::NotThisState));
    }
    let seen = form.get("isi").and_then(ContentHash::from_hex);
    let same = |mark: ContentHash| if seen == Some(mark) { Ok(mark) } else { Err(Error::Conflict) };
    match act {
        Act::SignBudget => sign(db, (Object::Award, grant.id), hand, same(grant.budget_mark())?, now).await,
        Act::SignReport => {
            let report = grant.reports.get(at).ok_or(Error::NotFound)?;
            sign(db, (Object::Report, report.id), hand, same(grant.report_mark(at))?, now).await
        }
        Act::GiveAccount => keep_account(db, grant, hand, sealed, now).await,
        Act::CheckAccount => {
            let row = if hand.duty == Duty::Verifier {
                award_account::ActiveModel { checked_by: Set(Some(hand.account)), ..Default::default() }
            } else {
                award_account::ActiveModel { disburser: Set(Some(hand.account)), ..Default::default() }
            };
            let own = award_account::Entity::update_many().set(row);
            own.filter(award_account::Column::AwardId.eq(grant.id)).exec(db).await?;
            Ok(())
        }
        Act::Contact => {
            let row =
                award_plan::ActiveModel { contacted_at: Set(Some(TimeUnixTimestampMillis(now))), ..Default::default() };
            let own = award_plan::Entity::update_many().set(row);
            own.filter(award_plan::Column::AwardId.eq(grant.id)).exec(db).await?;
            Ok(())
        }
        Act::Acknowledge => {
            let known = grant.tranches.get(at).ok_or(Error::NotFound)?;
            let row =
                tranche::ActiveModel { acknowledged_at: Set(Some(TimeUnixTimestampMillis(now))), ..Default::default() };
            tranche::Entity::update_many().set(row).filter(tranche::Column::Id.eq(known.id)).exec(db).await?;
            Ok(())
        }
        _ => Err(refused(Refusal::NotThisState)),
    }
}

/// A new account has to be looked at anew, and the key of the one before is destroyed.
async fn keep_account(
    db: &DatabaseTransaction,
    grant: &Grant,
    hand: Hand,
    sealed: Option<(Uuid, vault::Sealed)>,
    now: OffsetDateTime,
) -> Result<()> {
    let (id, sealed) = sealed.ok_or(Error::NotFound)?;
    if let Some(former) = &grant.account {
        vault::destroy(db, &[former.paper]).await?;
    }
    vault::keep(db, &sealed).await?;
    let row = award_account::ActiveModel {
        award_id: Set(grant.id),
        paper_id: Set(id),
        stored: Set(sealed.file()),
        entered_by: Set(hand.account),
        entered_at: Set(TimeUnixTimestampMillis(now)),
        checked_by: Set(None),
        disburser: Set(None),
    };
    let replace = OnConflict::column(award_account::Column::AwardId)
        .update_columns([
            award_account::Column::PaperId,
            award_account::Column::Stored,
            award_account::Column::EnteredBy,
            award_account::Column::EnteredAt,
            award_account::Column::CheckedBy,
            award_account::Column::Disburser,
        ])
        .to_owned();
    award_account::Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// What the account says: bank, number and owner, for an officer who compares it. The group reads that it was opened.
pub async fn open_account(app: &App, side: Side<'_>, view: &View) -> Result<Vec<String>> {
    if !view.may(Act::CheckAccount, 0) {
        return Err(Error::NotFound);
    }
    let row = award_account::Entity::find_by_id(view.grant.id).one(&app.db).await?.ok_or(Error::NotFound)?;
    let duty = if view.duties.contains(&Duty::Verifier) { Duty::Verifier } else { Duty::Disburser };
    let opening = paper_opening::ActiveModel {
        id: Set(ids::new_id()),
        paper_id: Set(row.paper_id),
        proposal_id: Set(view.grant.dossier.id),
        person_id: Set(side.person()),
        duty: Set(duty.as_str().to_owned()),
        reason: Set(OpeningReason::Compare.as_str().to_owned()),
        at: Set(TimeUnixTimestampMillis(app.clock.now())),
    };
    paper_opening::Entity::insert(opening).exec_without_returning(&app.db).await?;
    let bytes = app.papers.get(&row.stored).await?;
    let plain = vault::open(&app.db, &app.keys, row.paper_id, &bytes).await?.ok_or(Error::NotFound)?;
    Ok(serde_json::from_slice(&plain)?)
}

/// A letter of an award as a file, with its name.
pub async fn print(app: &App, side: Side<'_>, code: &str, letter: &str) -> Result<(Vec<u8>, String)> {
    let grant = of_code(&app.db, code).await?;
    side.duties(&app.db, app, &grant).await?;
    for (_, id) in objects(&grant) {
        match documents::print_for_group(app, id, letter).await {
            Err(Error::NotFound) => {}
            found => return found,
        }
    }
    Err(Error::NotFound)
}

/// The account of an instalment as a paper, with its name.
pub async fn print_report(app: &App, side: Side<'_>, code: &str, report: &str) -> Result<(Vec<u8>, String)> {
    let grant = of_code(&app.db, code).await?;
    side.duties(&app.db, app, &grant).await?;
    let at = grant.reports.iter().position(|known| known.code == report).ok_or(Error::NotFound)?;
    let today = day_at(app.clock.now(), grant.dossier.call.terms.zone.utc_offset());
    let version = last_version(&app.db, grant.reports[at].id).await?;
    let sheet = account(&grant, at, version, today).ok_or(Error::NotFound)?.sheet();
    let file = app.typesetter.typeset(sheet.template, &sheet.data(None)).await?;
    Ok((file, ids::shown_document_code(report)))
}
