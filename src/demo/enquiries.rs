//! Enquiries of the demo world: five of them, each somewhere else on its way.
use entity::{
    registry::trade::{
        buyer_org, capacity_commitment, enquiry, enquiry_contact, enquiry_event, enquiry_line, enquiry_list,
        enquiry_message,
    },
    values::Lines,
};
use sea_orm::{ConnectionTrait, prelude::TimeUnixTimestampMillis};
use time::{Date, Duration, OffsetDateTime};

use super::{
    people,
    rows::{insert, variant_id},
    world::{ENQUIRIES, GOODS, World},
};
use crate::{
    error::Result,
    marketplace::enquiries::{
        capacity::monday,
        model::{ANSWER_DAYS, working_day},
        workflow::{Side, State, Step},
    },
};

struct Sample {
    key: &'static str,
    maker: &'static str,
    /// Account of whoever asks.
    buyer: &'static str,
    /// Name, kind and regency of the organisation.
    org: (&'static str, &'static str, &'static str),
    /// Pieces of the first goods of the maker that are on show.
    pieces: &'static [i32],
    /// Days from now.
    need_in: i64,
    delivery: &'static str,
    documents: &'static [&'static str],
    /// Each step with its side and the days since.
    steps: &'static [(Step, Side, i64)],
    /// Who wrote what, and the days since.
    messages: &'static [(Side, &'static str, i64)],
    /// Days from now until everything is ready, and until when the quotation holds.
    quote: Option<(i64, i64)>,
}

const MADE: &str = "Made";

const SAMPLES: [Sample; 5] = [
    Sample {
        key: "Q1",
        maker: "E01",
        buyer: MADE,
        org: ("Hotel Tepi Sungai", "company", "6371"),
        pieces: &[40, 60, 30, 25],
        need_in: 28,
        delivery: "delivery",
        documents: &["quotation", "receipt"],
        steps: &[(Step::Send, Side::Buyer, 4), (Step::Quote, Side::Maker, 2)],
        messages: &[
            (Side::Buyer, "Untuk isi kamar tamu. Warna alami saja, tanpa hiasan.", 4),
            (Side::Maker, "Bisa. Ukurannya kami samakan supaya rapi di rak kamar.", 2),
        ],
        quote: Some((21, 12)),
    },
    Sample {
        key: "Q2",
        maker: "E02",
        buyer: "Agus",
        org: ("Kantor Kecamatan Muara Lantung", "agency", "6371"),
        pieces: &[35],
        need_in: 40,
        delivery: "pick_up",
        documents: &["quotation", "receipt", "invoice"],
        steps: &[(Step::Send, Side::Buyer, 1)],
        messages: &[(Side::Buyer, "Untuk seragam hari Kamis, ukuran menyusul.", 1)],
        quote: None,
    },
    Sample {
        key: "Q3",
        maker: "E01",
        buyer: MADE,
        org: ("Hotel Tepi Sungai", "company", "6371"),
        pieces: &[20],
        need_in: 5,
        delivery: "pick_up",
        documents: &["receipt"],
        steps: &[
            (Step::Send, Side::Buyer, 20),
            (Step::Quote, Side::Maker, 18),
            (Step::Accept, Side::Buyer, 17),
            (Step::Ready, Side::Maker, 1),
        ],
        messages: &[(Side::Buyer, "Kami ambil sore hari, setelah jam empat.", 3)],
        quote: Some((2, 4)),
    },
    Sample {
        key: "Q4",
        maker: "E09",
        buyer: MADE,
        org: ("Hotel Tepi Sungai", "company", "6371"),
        pieces: &[12, 12],
        need_in: -20,
        delivery: "delivery",
        documents: &["quotation", "invoice"],
        steps: &[
            (Step::Send, Side::Buyer, 60),
            (Step::Quote, Side::Maker, 58),
            (Step::Counter, Side::Buyer, 57),
            (Step::Quote, Side::Maker, 56),
            (Step::Accept, Side::Buyer, 55),
            (Step::Ready, Side::Maker, 30),
            (Step::HandOver, Side::Buyer, 28),
            (Step::Pay, Side::Buyer, 26),
        ],
        messages: &[
            (Side::Buyer, "Kain untuk taplak, panjangnya sama semua.", 60),
            (Side::Buyer, "Boleh dua minggu lebih cepat?", 57),
        ],
        quote: Some((-30, -45)),
    },
    Sample {
        key: "Q5",
        maker: "E03",
        buyer: MADE,
        org: ("Hotel Tepi Sungai", "company", "6371"),
        pieces: &[100],
        need_in: 18,
        delivery: "pick_up",
        documents: &[],
        steps: &[(Step::Send, Side::Buyer, 3), (Step::Ask, Side::Maker, 2)],
        messages: &[
            (Side::Buyer, "Untuk bingkisan akhir tahun, kemasan polos.", 3),
            (Side::Maker, "Kemasan polos bisa. Perlu kotak, atau botol saja?", 2),
        ],
        quote: None,
    },
];

/// Writes all of them. The accounts have to be there.
pub async fn write(db: &impl ConnectionTrait, world: &World, now: OffsetDateTime) -> Result<()> {
    let mut orgs: Vec<buyer_org::Model> = Vec::new();
    for sample in &SAMPLES {
        let org = org_row(sample);
        if !orgs.iter().any(|known| known.id == org.id) {
            orgs.push(org);
        }
    }
    insert(db, orgs).await?;
    for sample in &SAMPLES {
        write_one(db, world, sample, now).await?;
    }
    Ok(())
}

fn org_row(sample: &Sample) -> buyer_org::Model {
    let (name, kind, regency) = sample.org;
    buyer_org::Model {
        id: ENQUIRIES.id(name),
        name: name.to_owned(),
        kind: kind.to_owned(),
        regency_code: regency.to_owned(),
    }
}

async fn write_one(db: &impl ConnectionTrait, world: &World, sample: &Sample, now: OffsetDateTime) -> Result<()> {
    let ago = |days: i64| TimeUnixTimestampMillis(now - Duration::days(days));
    let id = ENQUIRIES.id(sample.key);
    let states = states(sample);
    let state = *states.last().unwrap_or(&State::Sent);
    let last = sample.steps.last().map_or(0, |(.., days)| *days);
    let first = sample.steps.first().map_or(0, |(.., days)| *days);
    let lines = lines(world, sample, state);
    let total = sample
        .quote
        .map(|_| lines.iter().map(|line| line.unit_idr.unwrap_or_default() * i64::from(line.pieces)).sum::<i64>());
    let closed = state.is_closed().then(|| ago(last));
    let day = |days: i64| now.date() + Duration::days(days);
    let list = enquiry_list::Model {
        id: ENQUIRIES.id(&format!("{}/list", sample.key)),
        buyer_org_id: ENQUIRIES.id(sample.org.0),
        need_by: day(sample.need_in),
        delivery: sample.delivery.to_owned(),
        documents: Lines(sample.documents.iter().map(|word| (*word).to_owned()).collect()),
        created_at: ago(first),
    };
    let revision = sample.steps.iter().filter(|(step, ..)| *step == Step::Quote).count();
    let paid = sample.steps.iter().find(|(step, ..)| *step == Step::Pay);
    let row = enquiry::Model {
        id,
        public_code: ENQUIRIES.document_code(sample.key),
        list_id: list.id,
        enterprise_id: GOODS.id(sample.maker),
        state: state.as_str().to_owned(),
        revision: i32::try_from(revision).unwrap_or_default(),
        seller_kind: sample.quote.map(|_| "cooperative".to_owned()),
        seller_name: sample.quote.map(|_| "Koperasi Serba Usaha Muara Rintik".to_owned()).unwrap_or_default(),
        total_idr: total,
        ready_on: sample.quote.map(|(ready_in, _)| day(ready_in)),
        valid_until: sample.quote.map(|(_, holds_for)| day(holds_for)),
        answer_by: working_day(day(-first), ANSWER_DAYS),
        clock_at: ago(last),
        created_at: ago(first),
        closed_at: closed,
        paid_on: paid.map(|(.., days)| day(-days)),
        paid_how: paid.map(|_| "transfer".to_owned()),
        paid_idr: paid.and(total),
        row_version: 1,
    };
    insert(db, [list]).await?;
    insert(db, [row]).await?;
    insert(db, lines.clone()).await?;
    insert(db, contacts(sample, state, closed)).await?;
    insert(db, messages(sample, now, closed)).await?;
    insert(db, events(sample, &states, total, now)).await?;
    insert(db, commitments(sample, &lines, state, now)).await
}

/// The state after each step.
fn states(sample: &Sample) -> Vec<State> {
    let after = |(step, ..): &(Step, Side, i64)| match step {
        Step::Ask | Step::Counter => State::Clarifying,
        Step::Quote => State::Quoted,
        Step::Accept => State::Accepted,
        Step::Ready => State::Ready,
        Step::HandOver => State::HandedOver,
        Step::Pay => State::Completed,
        _ => State::Sent,
    };
    sample.steps.iter().map(after).collect()
}

fn lines(world: &World, sample: &Sample, state: State) -> Vec<enquiry_line::Model> {
    let Some(maker) = world.enterprises.iter().find(|known| known.key == sample.maker) else { return Vec::new() };
    let shown = maker.products.iter().filter(|product| product.state == "published");
    let received = matches!(state, State::HandedOver | State::Completed);
    let line = |((position, pieces), product): ((i32, &i32), &super::world::Product)| {
        let name = maker.name_of(product);
        enquiry_line::Model {
            enquiry_id: ENQUIRIES.id(sample.key),
            position,
            product_id: Some(GOODS.id(&name)),
            variant_id: Some(variant_id(&name)),
            title: product.name.clone(),
            unit_text: product.unit.clone(),
            pieces: *pieces,
            unit_idr: sample.quote.map(|_| product.price),
            pieces_offered: sample.quote.map(|_| *pieces),
            pieces_received: received.then_some(*pieces),
        }
    };
    (0..).zip(sample.pieces).zip(shown).map(line).collect()
}

fn contacts(sample: &Sample, state: State, closed: Option<TimeUnixTimestampMillis>) -> Vec<enquiry_contact::Model> {
    let of = |name: &str| people::ACCOUNTS.iter().find(|account| account.name == name).map(people::Account::id);
    let agreed = state.is_agreed() || state == State::Completed;
    let row = |side: Side, name: &str| {
        of(name).map(|person_id| enquiry_contact::Model {
            enquiry_id: ENQUIRIES.id(sample.key),
            side: side.as_str().to_owned(),
            person_id,
            shows_name: agreed,
            shows_phone: false,
            shows_email: false,
            closed_at: closed,
        })
    };
    let speaks = (sample.maker == "E01" && sample.quote.is_some()).then_some("Rahma");
    row(Side::Buyer, sample.buyer).into_iter().chain(speaks.and_then(|name| row(Side::Maker, name))).collect()
}

fn messages(
    sample: &Sample,
    now: OffsetDateTime,
    closed: Option<TimeUnixTimestampMillis>,
) -> Vec<enquiry_message::Model> {
    let row = |(at, (side, words, days)): (usize, &(Side, &str, i64))| enquiry_message::Model {
        id: ENQUIRIES.id(&format!("{}/message {at}", sample.key)),
        enquiry_id: ENQUIRIES.id(sample.key),
        side: side.as_str().to_owned(),
        body: (*words).to_owned(),
        at: TimeUnixTimestampMillis(now - Duration::days(*days)),
        closed_at: closed,
    };
    sample.messages.iter().enumerate().map(row).collect()
}

fn events(sample: &Sample, states: &[State], total: Option<i64>, now: OffsetDateTime) -> Vec<enquiry_event::Model> {
    let mut revision = 0;
    let mut before: Option<State> = None;
    let mut rows = Vec::new();
    for ((seq, (step, side, days)), state) in (1..).zip(sample.steps).zip(states) {
        revision += i32::from(*step == Step::Quote);
        rows.push(enquiry_event::Model {
            enquiry_id: ENQUIRIES.id(sample.key),
            seq,
            step: step.as_str().to_owned(),
            from_state: before.map(|state| state.as_str().to_owned()),
            to_state: state.as_str().to_owned(),
            side: side.as_str().to_owned(),
            reason: String::new(),
            revision,
            total_idr: total.filter(|_| revision > 0),
            at: TimeUnixTimestampMillis(now - Duration::days(*days)),
        });
        before = Some(*state);
    }
    rows
}

/// The week in which what was agreed is to be made.
fn commitments(
    sample: &Sample,
    lines: &[enquiry_line::Model],
    state: State,
    now: OffsetDateTime,
) -> Vec<capacity_commitment::Model> {
    let agreed = state.is_agreed() || state == State::Completed;
    let Some((ready_in, _)) = sample.quote.filter(|_| agreed) else { return Vec::new() };
    let week: Date = monday(now.date() + Duration::days(ready_in));
    let row = |line: &enquiry_line::Model| {
        Some(capacity_commitment::Model {
            enquiry_id: line.enquiry_id,
            product_id: line.product_id?,
            week,
            pieces: line.pieces,
        })
    };
    lines.iter().filter_map(row).collect()
}
