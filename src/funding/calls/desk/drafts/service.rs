//! Writes calls. Every change counts the version, and one made for an older version is refused.
use entity::{
    public::{agency, call},
    registry::grants::call_panel,
    values::{self, Lines, Shares},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, prelude::TimeUnixTimestampMillis,
};
use serde_json::json;
use time::{Duration, OffsetDateTime, Time, UtcOffset};
use uuid::Uuid;

use super::super::{
    model::{AssessmentForm, DoorsForm, MoneyForm, TextForm, Typed},
    policy::MayWriteCalls,
    service::{acting, colleagues, ground, of_office, paper_names},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    funding::{
        budget::Form,
        calls::{
            parameters::Parameters,
            service as calls,
            workflow::{self, Event},
        },
        machine::{Duty, Hand, Refusal},
        model::{FundingKind, Share},
        record::{Object, countersigns, events},
    },
    identity::{access::Permit, model::Office},
    moderation::service as moderation,
    platform::{
        audit, db,
        i18n::{self, Lang},
        ids,
    },
    regions::{self, Zone},
};

/// A new call is proposed to open after so long, at eight in the morning, for thirty days.
const OPENS_AFTER: Duration = Duration::days(14);
const OPEN_FOR: Duration = Duration::days(30);

/// Begins a call. Whoever does so leads it, or owns its programme. Gives its code.
pub async fn create(app: &App, permit: Permit<MayWriteCalls>, form: TextForm) -> Result<String> {
    let now = app.clock.now();
    judge(app, &Typed::Text(form.clone())).await?;
    let office = agency::Entity::find_by_id(permit.object()).one(&app.db).await?.ok_or(Error::NotFound)?;
    let (id, code) = (ids::new_id(), ids::new_public_code());
    let duty = duty_of(app, office.id, permit.actor()).await?;
    let transaction = db::begin(&app.db).await?;
    let row = call::ActiveModel { public_code: Set(code.clone()), ..fresh(id, &office, now) };
    let row = call::ActiveModel { id: Set(id), ..text_columns(row, &form) };
    let parameters = Parameters { fiscal_year: form.fiscal_year, ..Parameters::default() };
    let row = call::ActiveModel { parameters: Set(json(&parameters)?), ..row };
    call::Entity::insert(row).exec_without_returning(&transaction).await?;
    let seat = call_panel::ActiveModel {
        call_id: Set(id),
        person_id: Set(permit.actor()),
        duty: Set(duty.as_str().to_owned()),
        added_at: Set(TimeUnixTimestampMillis(now)),
    };
    call_panel::Entity::insert(seat).exec_without_returning(&transaction).await?;
    let hand = Hand { account: permit.actor(), duty, on_behalf_of: None };
    let payload = json!({});
    let step = events::Step { event: "create", from: None, to: "draft", hand, payload: &payload, at: now };
    events::note(&transaction, Object::Call, id, step).await?;
    audit::done(&transaction, now, permit.event("create_call", "agency")).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Saves one part of a draft.
///
/// # Errors
/// A text may not stand, the draft was saved by somebody else since that version, or it is no draft any more.
pub async fn save(app: &App, permit: Permit<MayWriteCalls>, code: &str, typed: Typed, version: i32) -> Result<()> {
    let now = app.clock.now();
    judge(app, &typed).await?;
    let transaction = db::begin(&app.db).await?;
    let known = locked_draft(app, &transaction, &permit, code, version).await?;
    let (columns, parameters) = apply(typed, known.parameters)?;
    let columns = call::ActiveModel { parameters: Set(json(&parameters)?), ..columns };
    write(&transaction, known.row.id, version, columns).await?;
    audit::done(&transaction, now, permit.event("edit_call", "agency")).await?;
    transaction.commit().await?;
    Ok(())
}

/// The call, locked, if it may be edited by whoever asks and nobody changed it since that version. What somebody agreed to
/// before stays, and no longer fits: the mark of the call is another one.
pub(in crate::funding::calls::desk) async fn locked_draft(
    app: &App,
    db: &DatabaseTransaction,
    permit: &Permit<MayWriteCalls>,
    code: &str,
    version: i32,
) -> Result<calls::Known> {
    let id = of_office(db, permit.object(), code).await?.row.id;
    let ground = ground(app, db, calls::locked(db, id).await?).await?;
    let duties = ground.duties(permit.actor());
    let duty = [Duty::Lead, Duty::ProgrammeOwner].into_iter().find(|duty| duties.contains(duty));
    let hand = Hand { account: permit.actor(), duty: duty.unwrap_or(Duty::Verifier), on_behalf_of: None };
    let acting = acting(hand, None, countersigns::mark(&json!({})), app.clock.now());
    let event = Event::Edit { version: i64::from(version) };
    match workflow::decide(Some(ground.known.state), &event, &ground.facts(acting)) {
        Ok(_) => Ok(ground.known),
        Err(Refusal::Stale) => Err(Error::Conflict),
        Err(Refusal::NotYourDuty) => Err(Invalid::one("versi", "fault-call-duty").into()),
        Err(_) => Err(Invalid::one("versi", "fault-call-published").into()),
    }
}

/// Writes columns of a draft and counts its version.
pub(in crate::funding::calls::desk) async fn write(
    db: &DatabaseTransaction,
    id: Uuid,
    version: i32,
    columns: call::ActiveModel,
) -> Result<()> {
    let written = call::Entity::update_many()
        .set(call::ActiveModel { row_version: Set(version + 1), ..columns })
        .filter(call::Column::Id.eq(id))
        .filter(call::Column::RowVersion.eq(version))
        .exec(db)
        .await?;
    if written.rows_affected == 0 { Err(Error::Conflict) } else { Ok(()) }
}

/// What is refused is not stored, not even in a draft.
async fn judge(app: &App, typed: &Typed) -> Result<()> {
    let mut faults = Invalid::default();
    moderation::judge_new(app, &typed.texts(), &mut faults).await?;
    faults.0.dedup();
    faults.finish()
}

/// As what somebody begins a call: a lead leads it, anybody else who may owns its programme.
async fn duty_of(app: &App, agency: Uuid, person: Uuid) -> Result<Duty> {
    let people = colleagues(app, &app.db, agency).await?;
    let leads = people.iter().any(|(known, _, offices)| *known == person && offices.contains(&Office::CallLead));
    Ok(if leads { Duty::Lead } else { Duty::ProgrammeOwner })
}

fn json(parameters: &Parameters) -> Result<serde_json::Value> {
    Ok(serde_json::to_value(parameters)?)
}

/// A call of which nothing is known yet.
fn fresh(id: Uuid, office: &agency::Model, now: OffsetDateTime) -> call::ActiveModel {
    let zone = regions::get(&office.region_code).map_or(Zone::Wib, |region| region.zone);
    let morning = Time::from_hms(8, 0, 0).unwrap_or(Time::MIDNIGHT);
    let opens = (now + OPENS_AFTER).to_offset(zone.utc_offset()).replace_time(morning).to_offset(UtcOffset::UTC);
    call::ActiveModel {
        id: Set(id),
        agency_id: Set(office.id),
        kind: Set(FundingKind::Grant.as_str().to_owned()),
        form: Set("money".to_owned()),
        zone: Set(zone.label().to_lowercase()),
        ceiling_idr: Set(0),
        per_proposal_idr: Set(0),
        quota: Set(None),
        doors: Set(Lines::default()),
        eligibility: Set(Lines::default()),
        papers: Set(Lines(paper_names(&Parameters::default().papers))),
        criteria: Set(Shares::default()),
        instalments: Set(None),
        funders: Set(Shares::default()),
        questions: Set(json!([])),
        state: Set("draft".to_owned()),
        opens_at: Set(TimeUnixTimestampMillis(opens)),
        closes_at: Set(Some(TimeUnixTimestampMillis(opens + OPEN_FOR))),
        row_version: Set(1),
        ..call::ActiveModel::default()
    }
}

/// What a part says, as columns and terms.
fn apply(typed: Typed, parameters: Parameters) -> Result<(call::ActiveModel, Parameters)> {
    let columns = call::ActiveModel::default();
    Ok(match typed {
        Typed::Text(form) => (text_columns(columns, &form), Parameters { fiscal_year: form.fiscal_year, ..parameters }),
        Typed::Money(form) => money(form, parameters)?,
        Typed::Doors(form) => doors(form, parameters),
        Typed::Assessment(form) => assessment(form, parameters),
    })
}

fn text_columns(columns: call::ActiveModel, form: &TextForm) -> call::ActiveModel {
    call::ActiveModel {
        name: Set(form.name.clone()),
        summary: Set(form.summary.clone()),
        purpose: Set(form.purpose.clone()),
        kind: Set(form.kind.unwrap_or(FundingKind::Grant).as_str().to_owned()),
        region_code: Set(form.region.clone()),
        who_may_apply: Set(Lines(form.applicants.clone())),
        steps: Set(Lines(form.steps.clone())),
        legal_basis: Set(Some(form.legal_basis.clone()).filter(|text| !text.is_empty())),
        ..columns
    }
}

fn money(form: MoneyForm, parameters: Parameters) -> Result<(call::ActiveModel, Parameters)> {
    let opens = form.opens.ok_or_else(|| Error::from(Invalid::one("buka", "fault-call-opens")))?;
    let in_money = form.forms.contains(&Form::Money);
    let columns = call::ActiveModel {
        form: Set(if in_money { "money" } else { "goods" }.to_owned()),
        ceiling_idr: Set(form.ceiling.0),
        per_proposal_idr: Set(form.per_proposal.0),
        quota: Set(form.quota),
        zone: Set(form.zone.label().to_lowercase()),
        opens_at: Set(TimeUnixTimestampMillis(opens)),
        closes_at: Set(form.closes.map(TimeUnixTimestampMillis)),
        instalments: Set(instalments(&form.tranches)),
        funders: Set(shares(form.funders)),
        ..call::ActiveModel::default()
    };
    let parameters = Parameters {
        forms: form.forms,
        ask_min: form.ask_min.0,
        grace_minutes: form.grace,
        tranches: form.tranches,
        ..parameters
    };
    Ok((columns, parameters))
}

/// The sentence of the public page, in the language of the call. One that is given at once needs none.
fn instalments(tranches: &[u32]) -> Option<String> {
    let percents: Vec<_> = tranches.iter().map(|part| format!("{} %", part / 100)).collect();
    let mut args = fluent_bundle::FluentArgs::new();
    args.set("parts", percents.join(", "));
    (percents.len() > 1).then(|| i18n::text(Lang::Id, "calls-instalments", Some(&args)))
}

fn doors(form: DoorsForm, parameters: Parameters) -> (call::ActiveModel, Parameters) {
    let papers = paper_names(&form.papers).into_iter().chain(form.other_papers).collect();
    let columns = call::ActiveModel {
        doors: Set(Lines(form.doors.iter().map(|door| door.as_str().to_owned()).collect())),
        eligibility: Set(Lines(form.questions.iter().map(|question| question.as_str().to_owned()).collect())),
        papers: Set(Lines(papers)),
        ..call::ActiveModel::default()
    };
    let parameters = Parameters {
        papers: form.papers,
        quotes: form.quotes,
        quotes_above: form.quotes_above.0,
        standard_prices: form.standard_prices,
        ..parameters
    };
    (columns, parameters)
}

fn assessment(form: AssessmentForm, parameters: Parameters) -> (call::ActiveModel, Parameters) {
    let columns = call::ActiveModel { criteria: Set(shares(form.criteria)), ..call::ActiveModel::default() };
    let parameters = Parameters {
        reviews_required: form.reviews_required,
        blind: form.blind,
        score_max: form.score_max,
        selection: form.selection,
        needs_field_visit: form.needs_field_visit,
        needs_apip: form.needs_apip,
        needs_tapd: form.needs_tapd,
        needs_budget_act: form.needs_budget_act,
        admin_rounds: form.admin_rounds,
        revision_days: form.revision_days,
        extension_days: form.extension_days,
        allow_content_revision: form.allow_content_revision,
        admin_days: form.admin_days,
        appeal_days: form.appeal_days,
        waitlist_until: form.waitlist_until,
        decree: form.decree,
        publication: form.publication,
        ..parameters
    };
    (columns, parameters)
}

fn shares(shares: Vec<Share>) -> Shares {
    Shares(shares.into_iter().map(|share| values::Share { name: share.name, percent: share.percent }).collect())
}
