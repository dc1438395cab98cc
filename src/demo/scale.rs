//! Very many openings and people who look for work, to measure with. The same seed draws the same ones.
use entity::{
    public::{employer, opening, opening_item, opening_skill},
    registry::{
        ops::{consent, person},
        work::{profile_item, profile_province, profile_skill, skill_profile},
    },
    values::Lines,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    prelude::{Expr, TimeUnixTimestampMillis},
};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{dice::Dice, rows::insert, world::JOBS};
use crate::{
    app::App,
    error::{Error, Result},
    identity::account::consents::Purpose,
    jobs::{
        index,
        model::Contract,
        pledge::service::{self as pledge, Acceptance},
        seekers::model::Line,
    },
    matching::vocabulary::{Tongue, vocabulary},
    platform::{changes, db, search::Kind},
    regions,
};

/// Openings of one employer.
const OF_ONE: usize = 50;
/// Rows written in one transaction.
const BATCH: usize = 2_000;
/// Lines of a profile.
const SKILLS: usize = 8;

/// Sentences that say nothing of a skill, as openings are full of them.
const FILLING: [&str; 8] = [
    "Kami mencari orang yang rapi, jujur, dan datang tepat waktu.",
    "Pekerjaan dilakukan bersama empat sampai enam orang dalam satu kelompok.",
    "Hari kerja Senin sampai Sabtu, libur pada hari besar.",
    "Tempat kerja dekat pasar dan mudah dicapai dengan angkutan kota.",
    "Kerja dimulai dengan masa belajar selama dua minggu yang dibayar penuh.",
    "Alat dan bahan disediakan, hasil diperiksa setiap sore.",
    "Upah dibayar tiap bulan lewat bank, tunjangan hari raya menurut aturan.",
    "Pelamar dari mana saja boleh melamar, bahasa daerah menjadi nilai tambah.",
];

/// Writes so many openings, with the employers they need, and so many profiles whose people want to be told.
pub async fn fill(app: &App, openings: usize, profiles: usize, seed: u64) -> Result<()> {
    let mut dice = Dice::new(seed);
    let now = app.clock.now();
    let employers = employers(app, openings.div_ceil(OF_ONE)).await?;
    let labels = labels();
    let places: Vec<&str> =
        regions::all().iter().filter(|region| !region.is_province()).map(|region| region.code).collect();
    for first in (0..openings).step_by(BATCH) {
        let transaction = db::begin(&app.db).await?;
        let (mut rows, mut items, mut skills) = (Vec::new(), Vec::new(), Vec::new());
        for at in first..(first + BATCH).min(openings) {
            let employer = employers.get(at / OF_ONE).copied().unwrap_or_default();
            let own = Opening { at, employer, place: dice.one(&places).copied().unwrap_or("6371") };
            let lines = own.lines(&mut dice, &labels);
            skills.extend(lines.iter().flat_map(index::links));
            rows.push(own.row(&mut dice, &labels, &lines, now));
            items.extend(lines);
        }
        insert(&transaction, rows).await?;
        insert(&transaction, items).await?;
        for part in skills.chunks(1_000) {
            opening_skill::Entity::insert_many(part.to_vec()).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
    }
    seekers(app, profiles, &mut dice, &labels).await
}

/// Skills of so many people, each as eight phrases, as somebody would type them.
pub fn questions(many: usize, seed: u64) -> Vec<Vec<&'static str>> {
    let (mut dice, labels) = (Dice::new(seed), labels());
    (0..many).map(|_| dice.some(&labels, SKILLS).into_iter().copied().collect()).collect()
}

/// Gives an opening another title, as an employer would, and tells the index. Gives its id.
pub async fn retitle(app: &App, at: usize, title: &str) -> Result<Uuid> {
    let id = JOBS.id(&format!("scale opening {at}"));
    let transaction = db::begin(&app.db).await?;
    opening::Entity::update_many()
        .col_expr(opening::Column::Title, Expr::value(title))
        .filter(opening::Column::Id.eq(id))
        .exec(&transaction)
        .await?;
    changes::note(&transaction, Kind::Opening, [id]).await?;
    transaction.commit().await?;
    Ok(id)
}

/// What people call their skills: every Indonesian label, the everyday ones too.
fn labels() -> Vec<&'static str> {
    let vocabulary = vocabulary();
    let skills = vocabulary.skills().iter();
    skills.flat_map(|skill| &skill.labels).filter(|label| label.tongue == Tongue::Id).map(|label| label.text).collect()
}

async fn employers(app: &App, many: usize) -> Result<Vec<Uuid>> {
    let now = app.clock.now();
    let ids: Vec<Uuid> = (0..many).map(|at| JOBS.id(&format!("scale employer {at}"))).collect();
    let transaction = db::begin(&app.db).await?;
    let row = |(at, id): (usize, &Uuid)| employer::Model {
        id: *id,
        public_code: code(at),
        trade_name: format!("Usaha Contoh {at}"),
        regency_code: "6371".to_owned(),
        about: String::new(),
        micro: false,
        state: "active".to_owned(),
        row_version: 1,
    };
    insert(&transaction, ids.iter().enumerate().map(row).collect::<Vec<_>>()).await?;
    let version = pledge::present(&transaction, now).await?.ok_or(Error::NotFound)?;
    let acceptance = Acceptance {
        version: version.number,
        ticked: (0..version.clauses_id.len()).collect(),
        name: "Penanggung jawab contoh".to_owned(),
        position: "Manajer SDM".to_owned(),
    };
    for id in &ids {
        pledge::write_acceptance(&transaction, now - Duration::DAY, *id, *id, &version, &acceptance).await?;
    }
    transaction.commit().await?;
    Ok(ids)
}

/// Codes of so many things that no two are the same: every number below 2^30 has one of its own.
fn code(at: usize) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut number = (at as u64 + 1).wrapping_mul(0x9E37_79B1) & 0x3FFF_FFFF;
    let letter = |_| {
        let letter = char::from(LETTERS[(number & 31) as usize]);
        number >>= 5;
        letter
    };
    (0..6).map(letter).collect()
}

struct Opening<'a> {
    at: usize,
    employer: Uuid,
    place: &'a str,
}

impl Opening<'_> {
    fn id(&self) -> Uuid {
        JOBS.id(&format!("scale opening {}", self.at))
    }

    /// Three to six demands and up to three advantages.
    fn lines(&self, dice: &mut Dice, labels: &[&str]) -> Vec<opening_item::Model> {
        let (required, preferred) = (3 + dice.below(4), dice.below(4));
        let drawn = dice.some(labels, required + preferred);
        let line = |(at, phrase): (usize, &&str)| opening_item::Model {
            opening_id: self.id(),
            position: i32::try_from(at).unwrap_or_default(),
            required: at < required,
            phrase: (*phrase).to_owned(),
        };
        drawn.into_iter().enumerate().map(line).collect()
    }

    fn row(
        &self,
        dice: &mut Dice,
        labels: &[&str],
        lines: &[opening_item::Model],
        now: OffsetDateTime,
    ) -> opening::Model {
        let title = lines.first().map_or_else(String::new, |line| line.phrase.clone());
        let other = dice.some(labels, 3).into_iter().copied().collect::<Vec<_>>().join(", ");
        let filling = dice.some(&FILLING, 4).into_iter().copied().collect::<Vec<_>>().join(" ");
        let wage = 3_000_000 + 100_000 * i64::try_from(dice.below(40)).unwrap_or_default();
        let contract = dice.one(Contract::ALL).copied().unwrap_or(Contract::FixedTerm);
        let days = i64::try_from(dice.below(50)).unwrap_or_default();
        opening::Model {
            id: self.id(),
            public_code: code(self.at),
            employer_id: self.employer,
            body: format!("Tugas Anda {title}, {other}. {filling}"),
            title,
            requirements: String::new(),
            job_reason: String::new(),
            show_employer: true,
            occupation_code: None,
            regency_code: self.place.to_owned(),
            remote: dice.below(20) == 0,
            wage_low: Some(wage),
            wage_high: Some(wage),
            wage_unit: "month".to_owned(),
            contract: contract.as_str().to_owned(),
            education: "none".to_owned(),
            experience_years: 0,
            people: 1,
            hours: String::new(),
            benefits: Lines::default(),
            state: "open".to_owned(),
            published_on: Some((now - Duration::days(days / 2)).date()),
            closes_at: TimeUnixTimestampMillis(now + Duration::days(10 + days)),
            closed_at: None,
            row_version: 1,
        }
    }
}

async fn seekers(app: &App, many: usize, dice: &mut Dice, labels: &[&str]) -> Result<()> {
    let stamp = TimeUnixTimestampMillis(app.clock.now());
    let provinces: Vec<&str> = regions::provinces().map(|province| province.code).collect();
    for first in (0..many).step_by(BATCH) {
        let transaction = db::begin(&app.db).await?;
        let (mut people, mut profiles, mut consents) = (Vec::new(), Vec::new(), Vec::new());
        let (mut items, mut skills, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
        for at in first..(first + BATCH).min(many) {
            let id = JOBS.id(&format!("scale person {at}"));
            people.push(person::Model {
                id,
                state: "active".to_owned(),
                locale: "id".to_owned(),
                created_at: stamp,
                erased_at: None,
            });
            profiles.push(profile(id, at, stamp));
            consents.push(agreed(id, at, stamp));
            let region_code = dice.one(&provinces).copied().unwrap_or("63").to_owned();
            wanted.push(profile_province::Model { person_id: id, region_code });
            for (position, phrase) in (0..).zip(dice.some(labels, SKILLS)) {
                let line = Line::read(phrase);
                let mut found: Vec<i32> = line.skills.iter().map(|skill| i32::from(skill.0)).collect();
                found.sort_unstable();
                found.dedup();
                let link = |skill_id| profile_skill::Model { person_id: id, position, skill_id };
                skills.extend(found.into_iter().map(link));
                let evidence = line.evidence.as_str().to_owned();
                items.push(profile_item::Model { person_id: id, position, phrase: line.phrase, evidence });
            }
        }
        insert(&transaction, people).await?;
        insert(&transaction, profiles).await?;
        insert(&transaction, consents).await?;
        insert(&transaction, wanted).await?;
        insert(&transaction, items).await?;
        insert(&transaction, skills).await?;
        transaction.commit().await?;
    }
    Ok(())
}

fn profile(person_id: Uuid, at: usize, stamp: TimeUnixTimestampMillis) -> skill_profile::Model {
    skill_profile::Model {
        person_id,
        band: "one_to_three".to_owned(),
        remote: at.is_multiple_of(10),
        regency_code: None,
        wage_floor: None,
        contracts: Lines::default(),
        available: String::new(),
        matching: true,
        // Far from the numbers of the demo, which are random.
        match_no: i64::try_from(at).ok().map(|at| at + (1 << 33)),
        mails: "none".to_owned(),
        mailed_at: None,
        paused_until: None,
        paused: false,
        changed_at: stamp,
        row_version: 1,
    }
}

fn agreed(person_id: Uuid, at: usize, stamp: TimeUnixTimestampMillis) -> consent::Model {
    consent::Model {
        id: JOBS.id(&format!("scale consent {at}")),
        person_id,
        purpose: Purpose::Matching.as_str().to_owned(),
        object_id: None,
        version: Purpose::Matching.version(),
        text_hash: Purpose::Matching.hash(),
        given_at: stamp,
        withdrawn_at: None,
    }
}
