//! Sending an application: what the person may tick, the card that comes of it, and the one moment in which exactly
//! that card leaves.
use entity::{
    public::{employer, opening},
    registry::{
        ops::consent,
        work::{
            application, application_event, opening_revision, profile_item, profile_province, profile_skill,
            skill_profile,
        },
    },
    values::Lines,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::TimeUnixTimestampMillis,
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::{
    app::App,
    error::{Error, Invalid, Result},
    identity::{Actor, account::consents::Purpose, counters},
    jobs::applications::{
        acts::service::tell_recruiters,
        card::{self, Band, Card, Evidence},
        workflow::{self, Facts, Party, Refusal, Release, Stage, Step, Words},
    },
    matching::{Seeker, vocabulary::SkillId},
    platform::{audit, db, ids},
    regions,
};

/// Letters of the skills a person may type at once.
const LONGEST_LIST: usize = 2_000;

/// An opening somebody wants to answer.
pub struct Target {
    pub code: String,
    pub title: String,
    pub employer: String,
    pub open: bool,
    /// By which this employer will know the applicant.
    pub shown_code: String,
    /// Application of the person that is alive.
    pub sent: Option<String>,
    opening: opening::Model,
}

/// What the profile of a person offers to tick.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub skills: Vec<(SkillId, Evidence)>,
    pub band: Option<Band>,
    pub provinces: Vec<String>,
}

/// What was ticked and typed.
#[derive(Clone, Debug, Default)]
pub struct Ticks {
    pub skills: Vec<SkillId>,
    pub typed: String,
    pub band: Option<Band>,
    pub province: String,
}

/// The opening of a code, for somebody who may want to answer it.
pub async fn target(app: &App, actor: &Actor, code: &str) -> Result<Target> {
    let (opening, employer) = opening::Entity::find()
        .filter(opening::Column::PublicCode.eq(code))
        .find_also_related(employer::Entity)
        .one(&app.db)
        .await?
        .and_then(|(opening, employer)| Some((opening, employer?)))
        .ok_or(Error::NotFound)?;
    let open = opening.state == "open" && opening.closes_at.0 > app.clock.now() && employer.state != "suspended";
    let sent = alive(&app.db, actor.person(), opening.id).await?;
    if !open && sent.is_none() && !matches!(opening.state.as_str(), "open" | "closed_filled" | "closed_expired") {
        return Err(Error::NotFound);
    }
    Ok(Target {
        code: opening.public_code.clone(),
        title: opening.title.clone(),
        employer: if opening.show_employer { employer.trade_name } else { String::new() },
        open,
        shown_code: card::code(&app.keys, actor.person(), opening.employer_id),
        sent,
        opening,
    })
}

/// What a person has written down about their skills; nothing without a profile.
pub async fn known(db: &impl ConnectionTrait, actor: &Actor) -> Result<Known> {
    let person = actor.person();
    let Some(profile) = skill_profile::Entity::find_by_id(person).one(db).await? else { return Ok(Known::default()) };
    let items = profile_item::Entity::find()
        .filter(profile_item::Column::PersonId.eq(person))
        .order_by_asc(profile_item::Column::Position)
        .limit(200)
        .all(db)
        .await?;
    let links = profile_skill::Entity::find()
        .filter(profile_skill::Column::PersonId.eq(person))
        .order_by_asc(profile_skill::Column::SkillId)
        .limit(400)
        .all(db)
        .await?;
    let provinces: Vec<String> = profile_province::Entity::find()
        .select_only()
        .column(profile_province::Column::RegionCode)
        .filter(profile_province::Column::PersonId.eq(person))
        .order_by_asc(profile_province::Column::RegionCode)
        .limit(50)
        .into_tuple()
        .all(db)
        .await?;
    let mut skills: Vec<(SkillId, Evidence)> = Vec::new();
    for link in links {
        let item = items.iter().find(|item| item.position == link.position);
        let evidence = item.and_then(|item| Evidence::parse(&item.evidence)).unwrap_or(Evidence::Stated);
        let Ok(skill) = u16::try_from(link.skill_id).map(SkillId) else { continue };
        if !skills.iter().any(|(known, _)| *known == skill) {
            skills.push((skill, evidence));
        }
    }
    let province = |code: String| code.get(..2).map(str::to_owned);
    Ok(Known {
        skills,
        band: Band::parse(&profile.band),
        provinces: provinces.into_iter().filter_map(province).collect(),
    })
}

/// The card of what was ticked and typed. What was typed is kept only as far as it names a skill.
pub fn card(known: &Known, ticks: &Ticks) -> Result<Card, Invalid> {
    let mut faults = Invalid::default();
    if ticks.typed.chars().count() > LONGEST_LIST {
        faults.0.push(("keterampilan", "error-skills-long"));
    }
    let Some(band) = ticks.band else {
        faults.0.push(("lama", "application-fault-band"));
        return Err(faults);
    };
    let typed = Seeker::new(Seeker::split(&ticks.typed), None).skills();
    let evidence = |skill: SkillId| {
        let own = known.skills.iter().find(|(known, _)| *known == skill);
        (skill, own.map_or(Evidence::Stated, |(_, evidence)| *evidence))
    };
    let card = Card::new(ticks.skills.iter().copied().chain(typed).map(evidence), band, &ticks.province);
    if card.skills.is_empty() && faults.0.is_empty() {
        faults.0.push(Refusal::Skills.sentence());
    }
    if faults.0.is_empty() { Ok(card) } else { Err(faults) }
}

impl Target {
    /// By which what is sent is known to be what was looked at.
    pub fn digest(&self, card: &Card) -> String {
        card.digest(&self.code, &Purpose::Apply.hash())
    }
}

/// Sends a card. Gives the code of the application; pressing twice gives the same one.
pub async fn send(
    app: &App,
    actor: &Actor,
    target: &Target,
    card: &Card,
    digest: &str,
    agreed: bool,
) -> Result<String> {
    if let Some(code) = &target.sent {
        return Ok(code.clone());
    }
    let now = app.clock.now();
    let mut facts = facts(target, card, digest, agreed, now);
    may_send(&facts)?;
    let transaction = db::begin(&app.db).await?;
    // Asked again where nobody can come between.
    if let Some(code) = alive(&transaction, actor.person(), target.opening.id).await? {
        return Ok(code);
    }
    let key = app.keys.blind("application-day", &actor.person().simple().to_string());
    facts.sent_today = counters::count(&transaction, now, &key, Duration::DAY).await?;
    may_send(&facts)?;
    let code = write(&transaction, actor.person(), target, card, now).await?;
    tell_recruiters(app, &transaction, target.opening.employer_id, now).await?;
    transaction.commit().await?;
    Ok(code)
}

fn may_send(facts: &Facts) -> Result<()> {
    match workflow::decide(None, Step::Send, Party::Applicant, facts) {
        Ok(_) => Ok(()),
        Err(refusal) => {
            let (field, key) = refusal.sentence();
            Err(Invalid::one(field, key).into())
        }
    }
}

fn facts(target: &Target, card: &Card, digest: &str, agreed: bool, now: OffsetDateTime) -> Facts {
    Facts {
        opening_open: target.open,
        alive: target.sent.is_some(),
        as_previewed: digest == target.digest(card),
        consented: agreed,
        skilled: !card.skills.is_empty(),
        sent_today: 1,
        ..Facts::nothing(now)
    }
}

impl Facts {
    /// Nothing is known of an application yet.
    pub fn nothing(now: OffsetDateTime) -> Self {
        Self {
            now,
            opening_open: false,
            alive: false,
            as_previewed: false,
            consented: false,
            skilled: false,
            sent_today: 0,
            person: false,
            named: false,
            pledged: false,
            invited: false,
            replied: false,
            refused: false,
            invite_ends_at: None,
            words: Words::Fine,
            stated: false,
            reasoned: false,
            fields: 0,
            shows_phone: false,
            fresh: false,
            clock_at: None,
        }
    }
}

async fn write(
    db: &impl ConnectionTrait,
    person: Uuid,
    target: &Target,
    card: &Card,
    now: OffsetDateTime,
) -> Result<String> {
    let (id, code, stamp) = (ids::new_id(), ids::new_public_code(), TimeUnixTimestampMillis(now));
    let zone = regions::get(&target.opening.regency_code).map_or(regions::Zone::Wib, |region| region.zone);
    let row = application::ActiveModel {
        id: Set(id),
        public_code: Set(code.clone()),
        opening_id: Set(target.opening.id),
        employer_id: Set(target.opening.employer_id),
        person_id: Set(person),
        code: Set(target.shown_code.clone()),
        stage: Set(Stage::Sent.as_str().to_owned()),
        release: Set(Release::Sealed.as_str().to_owned()),
        card: Set(serde_json::to_value(card)?),
        revision: Set(revision(db, target.opening.id).await?),
        text_version: Set(Purpose::Apply.version()),
        text_hash: Set(Purpose::Apply.hash()),
        sent_at: Set(stamp),
        sent_on: Set(now.to_offset(zone.utc_offset()).date()),
        invite_ends_at: Set(None),
        invited: Set(false),
        replied: Set(false),
        refused: Set(false),
        offer_wage: Set(String::new()),
        offer_start: Set(String::new()),
        released_fields: Set(Lines::default()),
        reason: Set(None),
        reason_words: Set(String::new()),
        clock_at: Set(None),
        row_version: Set(1),
    };
    application::Entity::insert(row).exec_without_returning(db).await?;
    let agreed = consent::ActiveModel {
        id: Set(ids::new_id()),
        person_id: Set(person),
        purpose: Set(Purpose::Apply.as_str().to_owned()),
        object_id: Set(Some(id)),
        version: Set(Purpose::Apply.version()),
        text_hash: Set(Purpose::Apply.hash()),
        given_at: Set(stamp),
        withdrawn_at: Set(None),
    };
    consent::Entity::insert(agreed).exec_without_returning(db).await?;
    note(db, id, Step::Send, Party::Applicant, Some(person), now).await?;
    let event = audit::Event {
        actor: Some(person),
        role: "person",
        action: "send_application",
        object_kind: "application",
        object: Some(id),
        reason: None,
    };
    audit::done(db, now, event).await?;
    Ok(code)
}

/// A line of what happened to an application.
pub(in crate::jobs::applications) async fn note(
    db: &impl ConnectionTrait,
    application: Uuid,
    step: Step,
    party: Party,
    actor: Option<Uuid>,
    now: OffsetDateTime,
) -> Result<()> {
    let row = application_event::ActiveModel {
        id: Set(ids::new_id()),
        application_id: Set(application),
        event: Set(step.as_str().to_owned()),
        party: Set(party.as_str().to_owned()),
        actor: Set(actor),
        at: Set(TimeUnixTimestampMillis(now)),
    };
    application_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The newest revision of an opening that was shown.
async fn revision(db: &impl ConnectionTrait, opening: Uuid) -> Result<i32> {
    let newest: Option<i32> = opening_revision::Entity::find()
        .select_only()
        .column(opening_revision::Column::Number)
        .filter(opening_revision::Column::OpeningId.eq(opening))
        .order_by_desc(opening_revision::Column::Number)
        .into_tuple()
        .one(db)
        .await?;
    Ok(newest.unwrap_or(1))
}

/// The living application of a person for an opening.
async fn alive(db: &impl ConnectionTrait, person: Uuid, opening: Uuid) -> Result<Option<String>> {
    let live = Stage::ALL.iter().filter(|stage| stage.is_live()).map(|stage| stage.as_str());
    let row: Option<String> = application::Entity::find()
        .select_only()
        .column(application::Column::PublicCode)
        .filter(application::Column::PersonId.eq(person))
        .filter(application::Column::OpeningId.eq(opening))
        .filter(application::Column::Stage.is_in(live))
        .into_tuple()
        .one(db)
        .await?;
    Ok(row)
}
