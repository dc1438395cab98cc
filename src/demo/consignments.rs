//! Placements and consignments of the demo world, one for each situation, made through the services as people make them:
//! on the day they happened.
use std::collections::BTreeMap;

use time::{Date, Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    on,
    rows::variant_id,
    world::{GOODS, OUTLETS},
};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        agreements::{
            model::{Cycle, Pricing, Terms},
            service as agreements,
            workflow::Event as PlacementEvent,
        },
        notes::{
            model::{CountedLine, NoteView, OfferLine, Reason, Reply, TakenLine},
            service as notes,
            workflow::Event,
        },
        party::{Hand, Party},
    },
    platform::ids::Stream,
};

const KEYS: Stream = Stream::new("consignments");

/// How far a placement has come.
#[derive(Clone, Copy)]
enum Come {
    Proposed,
    TermsSent,
    Active,
    Paused,
}

/// Enterprise, outlet, days ago it was asked for, how far it has come.
const PLACEMENTS: &[(&str, &str, i64, Come)] = &[
    ("E01", "O1", 90, Come::Active),
    ("E02", "O1", 80, Come::Active),
    ("E03", "O1", 75, Come::Active),
    ("E04", "O1", 70, Come::Active),
    ("E06", "O1", 4, Come::Proposed),
    ("E07", "O1", 6, Come::TermsSent),
    ("E08", "O1", 60, Come::Active),
    ("E01", "O2", 5, Come::TermsSent),
    ("E05", "O2", 85, Come::Active),
    ("E06", "O2", 50, Come::Paused),
    ("E09", "O3", 85, Come::Active),
    ("E10", "O3", 64, Come::Active),
    ("E11", "O3", 3, Come::Proposed),
    ("E12", "O4", 88, Come::Active),
];

/// What became of an offer.
#[derive(Clone, Copy)]
enum Fate {
    Draft,
    Offered,
    Sample,
    Declined(Reason),
    Withdrawn,
    Accepted(i32),
    Expired(i32),
    Issued(i32),
    Cancelled(i32),
    /// Pieces accepted, received and missing; the difference waits for the maker.
    Short(i32, i32),
    /// The same, and the maker agreed to the count.
    ShortAgreed(i32, i32),
    Received(i32),
}

/// An offer of one kind of goods.
struct Story {
    maker: &'static str,
    outlet: &'static str,
    goods: &'static str,
    offered: i32,
    days_ago: i64,
    /// Days from now on which the goods expire.
    expires_in: Option<i64>,
    fate: Fate,
}

const fn story(
    maker: &'static str,
    outlet: &'static str,
    goods: &'static str,
    (offered, days_ago, expires_in): (i32, i64, Option<i64>),
    fate: Fate,
) -> Story {
    Story { maker, outlet, goods, offered, days_ago, expires_in, fate }
}

const STORIES: &[Story] = &[
    story("E01", "O1", "Amplang ikan 250 g", (20, 40, Some(120)), Fate::ShortAgreed(15, 14)),
    story("E01", "O1", "Topi purun lebar", (6, 1, None), Fate::Offered),
    story("E02", "O1", "Blus sasirangan", (4, 9, None), Fate::Sample),
    story("E04", "O1", "Kalung manik", (10, 12, None), Fate::Declined(Reason::ShelfFull)),
    story("E03", "O1", "Sambal mangga muda 150 g", (24, 15, Some(70)), Fate::Declined(Reason::PapersMissing)),
    story("E01", "O1", "Tas purun belanja", (10, 5, None), Fate::Short(10, 9)),
    story("E03", "O1", "Kue kering sagu 300 g", (12, 45, Some(21)), Fate::Received(12)),
    story("E03", "O1", "Kue kering sagu 300 g", (12, 20, Some(63)), Fate::Received(12)),
    story("E03", "O1", "Sambal acan 150 g", (20, 60, Some(14)), Fate::Received(20)),
    story("E08", "O1", "Peyek udang 200 g", (30, 58, Some(7)), Fate::Received(30)),
    story("E08", "O1", "Stik ikan 150 g", (15, 2, Some(100)), Fate::Draft),
    story("E02", "O1", "Dompet sasirangan", (12, 3, None), Fate::Issued(12)),
    story("E01", "O1", "Kotak tisu purun", (8, 2, None), Fate::Accepted(6)),
    story("E05", "O2", "Dodol kelapa 300 g", (20, 30, Some(15)), Fate::Received(18)),
    story("E05", "O2", "Sirup kasturi 500 ml", (12, 25, Some(140)), Fate::Withdrawn),
    story("E09", "O3", "Dompet batik", (10, 33, None), Fate::Received(10)),
    story("E10", "O3", "Emping manis 250 g", (20, 28, Some(90)), Fate::Expired(20)),
    story("E12", "O4", "Sirup pala 500 ml", (16, 21, Some(200)), Fate::Cancelled(16)),
    story("E12", "O4", "Bagea kenari 250 g", (18, 26, Some(80)), Fate::Received(18)),
];

/// Makes all of it. Call it once, on a store that holds the rest of the world. Gives the codes of the placements by
/// enterprise and outlet.
pub async fn write(app: &App) -> Result<BTreeMap<(&'static str, &'static str), String>> {
    let now = app.clock.now();
    let mut codes = BTreeMap::new();
    for (maker, outlet, days, come) in PLACEMENTS {
        codes.insert((*maker, *outlet), place(app, now - Duration::days(*days), (maker, outlet), *come).await?);
    }
    for (at, story) in STORIES.iter().enumerate() {
        if let Some(code) = codes.get(&(story.maker, story.outlet)) {
            tell(app, now, story, code, at).await?;
        }
    }
    Ok(codes)
}

/// One kind of goods on the shelf of one outlet. Gives who sells there, and the placement.
pub async fn fill(app: &App, pieces: i32) -> Result<(Party, Uuid)> {
    let now = app.clock.now();
    let code = place(app, now - Duration::days(30), ("E01", "O1"), Come::Active).await?;
    tell(app, now, &story("E01", "O1", "Tas purun belanja", (pieces, 5, None), Fate::Received(pieces)), &code, 0)
        .await?;
    let clerk = manager_of("O1");
    let placement = agreements::find(&app.db, &clerk, &code).await?.id;
    Ok((clerk, placement))
}

fn maker_of(key: &str) -> Party {
    Party::of_demo(Hand::Maker, GOODS.id(key))
}

fn manager_of(key: &str) -> Party {
    Party::of_demo(Hand::Manager, OUTLETS.id(key))
}

async fn place(app: &App, asked: OffsetDateTime, (maker, outlet): (&str, &str), come: Come) -> Result<String> {
    let (enterprise, shop) = (maker_of(maker), manager_of(outlet));
    let code = agreements::propose(&on(app, asked), &enterprise, &OUTLETS.public_code(outlet)).await?;
    if matches!(come, Come::Proposed) {
        return Ok(code);
    }
    let written = on(app, asked + Duration::days(1));
    let today = written.clock.now().date() + Duration::DAY;
    agreements::send_terms(&written, &shop, &code, today, &terms(outlet)).await?;
    if matches!(come, Come::TermsSent) {
        return Ok(code);
    }
    agreements::agree(&on(app, asked + Duration::days(2)), &enterprise, &code, 1).await?;
    if matches!(come, Come::Paused) {
        let later = on(app, asked + Duration::days(30));
        agreements::act(&later, &enterprise, &code, PlacementEvent::Pause, "").await?;
    }
    Ok(code)
}

/// The terms each outlet has for everybody.
fn terms(outlet: &str) -> Terms {
    let usual = Terms::default();
    match outlet {
        "O1" => Terms { max_shelf_days: 30, liability: [0, 0, 10_000, 10_000, 0], ..usual },
        "O2" => Terms {
            pricing: Pricing::MonthlyFee,
            outlet_share: 0,
            max_markup: 0,
            monthly_fee: 50_000,
            liability: [0, 5_000, 10_000, 10_000, 0],
            ..usual
        },
        "O3" => Terms {
            pricing: Pricing::Markup,
            outlet_share: 0,
            max_markup: 2_000,
            cycle: Cycle::Weekly,
            close_day: 1,
            max_shelf_days: 45,
            ..usual
        },
        _ => Terms {
            pricing: Pricing::Free,
            outlet_share: 0,
            max_markup: 0,
            max_shelf_days: 90,
            liability: [0, 10_000, 10_000, 10_000, 5_000],
            ..usual
        },
    }
}

async fn tell(app: &App, now: OffsetDateTime, story: &Story, placement: &str, at: usize) -> Result<()> {
    let (maker, shop) = (maker_of(story.maker), manager_of(story.outlet));
    let offered = now - Duration::days(story.days_ago);
    let then = |hours: i64| on(app, Ord::min(offered + Duration::hours(hours), now));
    let line = OfferLine {
        variant: variant_id(&format!("{}/{}", story.maker, story.goods)),
        pieces: story.offered,
        expires_on: story.expires_in.map(|days| now.date() + Duration::days(days)),
    };
    let code = notes::write(&then(0), &maker, placement, &[line]).await?;
    if matches!(story.fate, Fate::Draft) {
        return Ok(());
    }
    notes::act(&then(0), &maker, &code, Event::Offer, "").await?;
    let reply = |reason| Reply { reason: Some(reason), text: String::new() }.write();
    let accepted = match story.fate {
        Fate::Draft | Fate::Offered => return Ok(()),
        Fate::Sample => {
            return notes::act(&then(5), &shop, &code, Event::AskChanges, &reply(Reason::Sample)).await;
        }
        Fate::Declined(reason) => return notes::act(&then(5), &shop, &code, Event::Decline, &reply(reason)).await,
        Fate::Withdrawn => return notes::act(&then(3), &maker, &code, Event::Withdraw, "").await,
        Fate::Accepted(pieces)
        | Fate::Expired(pieces)
        | Fate::Issued(pieces)
        | Fate::Cancelled(pieces)
        | Fate::Short(pieces, _)
        | Fate::ShortAgreed(pieces, _)
        | Fate::Received(pieces) => pieces,
    };
    accept(&then(6), &shop, &code, accepted).await?;
    if matches!(story.fate, Fate::Accepted(_)) {
        return Ok(());
    }
    if matches!(story.fate, Fate::Expired(_)) {
        return notes::act(&on(app, now - Duration::DAY), &Party::system(), &code, Event::Expire, "").await;
    }
    let key = |step: &str| format!("{step}-{}", KEYS.file_key(&at.to_string()));
    notes::issue(&then(12), &maker, &code, &key("issue"), &BTreeMap::new()).await?;
    let received = match story.fate {
        Fate::Cancelled(_) => return notes::cancel(&then(20), &maker, &code, &key("cancel")).await,
        Fate::Short(_, received) | Fate::ShortAgreed(_, received) => received,
        Fate::Received(pieces) => pieces,
        _ => return Ok(()),
    };
    receive(&then(24), &shop, &code, &key("receive"), received).await?;
    if matches!(story.fate, Fate::ShortAgreed(..)) {
        notes::acknowledge(&then(30), &maker, &code).await?;
    }
    Ok(())
}

async fn first_line(app: &App, party: &Party, code: &str) -> Result<(Uuid, NoteView)> {
    let (note, _) = notes::show(&app.db, party, code).await?;
    Ok((note.lines.first().map(|line| line.id).unwrap_or_default(), note))
}

async fn accept(app: &App, shop: &Party, code: &str, pieces: i32) -> Result<()> {
    let (line, note) = first_line(app, shop, code).await?;
    // Where the outlet names the price, it asks for the maker's.
    let shelf_price = note.lines.first().map(|line| line.unit_idr);
    let before: Date = app.clock.now().date() + Duration::days(7);
    notes::accept(app, shop, code, &BTreeMap::from([(line, TakenLine { pieces, shelf_price })]), before).await
}

async fn receive(app: &App, shop: &Party, code: &str, key: &str, received: i32) -> Result<()> {
    let (line, note) = first_line(app, shop, code).await?;
    let missing = note.lines.first().and_then(|line| line.issued).unwrap_or_default() - received;
    let reason = if missing > 0 { "tidak ada di dus".to_owned() } else { String::new() };
    let count = CountedLine { received, refused: 0, missing, reason };
    notes::receive(app, shop, code, key, &BTreeMap::from([(line, count)]), "").await.map(|_| ())
}
