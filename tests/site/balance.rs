//! Random walks: five enterprises and three outlets press anything in any order, and the ledgers stay sound.
use std::mem::swap;

use tanggui::{
    error::Error,
    marketplace::consignment::{
        agreements::{
            model::{LossCause, Terms},
            service as agreements,
        },
        counts::{service as counts, workflow::Resolution},
        losses::{proposals, service as losses, workflow::Event as LossEvent},
        notes::{model::CountedLine, service as notes},
        pulls,
        returns::{model::Wanted, service as returns},
        sales::{counter::pick_of, service as sales},
        statements::{
            disputes::{self, Objection},
            payouts, service as statements,
            workflow::{Event as StatementEvent, PayoutEvent, State as StatementState},
        },
    },
    platform::ids,
};
use uuid::Uuid;

use crate::trade::{Trade, key, number, pay, place_of};

/// What a walk may come back to: statements that were sent, lines that were sold.
#[derive(Default)]
struct Seen {
    codes: Vec<String>,
    lines: Vec<Uuid>,
}

#[actix_web::test]
async fn random_walks_keep_every_invariant() {
    let mut random = Random(7);
    let terms = Terms { liability: [2_500, 10_000, 5_000, 0, 3_333], ..Terms::default() };
    let (mut trade, others) = Trade::several(&terms).await;
    let mut seen = Seen::default();
    let mut others: Vec<_> = others.into_iter().map(|pair| (pair, Seen::default())).collect();
    let (mut done, mut refused) = (0, 0);
    while events(&trade).await < walk_length() {
        for _ in 0..200 {
            // Whoever is next changes places with whoever was there.
            let next: usize = random.below(others.len() as u64);
            swap(&mut trade.pair, &mut others[next].0);
            swap(&mut seen, &mut others[next].1);
            match walk(&mut trade, &mut random, &mut seen).await {
                Ok(()) => done += 1,
                Err(Error::Invalid(_) | Error::Conflict | Error::NotFound) => refused += 1,
                Err(other) => panic!("step {}: {other}", done + refused),
            }
        }
        trade.sound().await;
    }
    assert!(done > refused, "the walk gets somewhere: {done} done, {refused} refused");
}

/// What was written so far: moves in the ledgers and steps of documents.
async fn events(trade: &Trade) -> i64 {
    number(&trade.site, "SELECT (SELECT COUNT(*) FROM ledger_op) + (SELECT COUNT(*) FROM document_event) AS n").await
}

/// Events of the walk; another number by `TANGGUI_WALK_EVENTS`.
fn walk_length() -> i64 {
    std::env::var("TANGGUI_WALK_EVENTS").ok().and_then(|events| events.parse().ok()).unwrap_or(10_000)
}

#[expect(clippy::too_many_lines, reason = "an arm for each act")]
async fn walk(trade: &mut Trade, random: &mut Random, Seen { codes, lines }: &mut Seen) -> Result<(), Error> {
    let app = trade.app().clone();
    match random.below::<u8>(20) {
        0 | 1 => {
            let pieces = 1 + random.below::<i32>(30);
            let missing = random.below::<i32>(3).min(pieces);
            let counted = CountedLine { received: pieces - missing, refused: 0, missing, reason: "selisih".to_owned() };
            let code = trade.deliver(pieces, pieces, counted).await;
            if random.below::<u8>(2) == 0 {
                notes::acknowledge(&app, &trade.maker, &code).await?;
            }
        }
        2..=7 => {
            trade.sell(1 + random.below::<i64>(6)).await?;
        }
        8 => {
            let day = agreements::today(&app, &place_of(trade).await.regency);
            let sold = sales::of_day(&app, &trade.manager, day).await?;
            lines.extend(sold.iter().flat_map(|sale| &sale.lines).map(|line| line.id));
            if let Some(line) = random.pick(lines) {
                sales::void(&app, &trade.manager, &key(), line, "salah").await?;
            }
        }
        9 | 10 => {
            let lots = trade.on_shelf().await;
            let causes = [LossCause::Damaged, LossCause::Missing, LossCause::Stolen, LossCause::Expired];
            if let Some(lot) = random.pick(&lots) {
                let cause = causes[random.below::<usize>(4)];
                let pieces = 1 + random.below::<i64>(4);
                losses::report(&app, &trade.manager, &key(), lot.lot, pieces, (cause, "")).await?;
            }
        }
        11 => {
            let open = losses::list(&app.db, trade.id).await?;
            if let Some(loss) = random.pick(&open) {
                losses::act(&app, &trade.maker, &loss.code, LossEvent::Acknowledge).await?;
            }
        }
        12 => {
            trade.later(1 + random.below::<i64>(9));
            notes::lapse(trade.app()).await?;
            losses::accept_by_silence(trade.app(), trade.app().clock.now()).await?;
            statements::lapse(trade.app()).await?;
        }
        13 => {
            if let Some(code) = statements::draft(&app, &trade.manager, &trade.placement).await? {
                statements::send(&app, &trade.manager, &code).await?;
                codes.push(code);
            }
        }
        14 => {
            if let Some(code) = random.pick(codes) {
                let (statement, place, _) = statements::show(&app.db, &trade.maker, &code).await?;
                match statement.state {
                    StatementState::Sent if random.below::<u8>(3) == 0 => {
                        let objection = Objection { reason: "other", lines: &[], text: "Jumlahnya lain." };
                        disputes::open(&app, &trade.maker, &code, &objection).await?;
                        disputes::propose(&app, &trade.manager, &code, 1_000 - random.below::<i64>(2_000)).await?;
                        let proposed = disputes::of_statement(&app.db, statement.id).await?.unwrap().proposed;
                        disputes::agree(&app, &trade.maker, &code, proposed.unwrap()).await?;
                        statements::send(&app, &trade.manager, &code).await?;
                    }
                    StatementState::Sent => {
                        statements::act(&app, &trade.maker, &code, StatementEvent::Confirm, "").await?;
                    }
                    _ => {
                        let open = statement.net - statement.paid;
                        let today = agreements::today(&app, &place.regency);
                        let rupiah = if random.below::<u8>(2) == 0 { open } else { open / 2 };
                        pay(trade, &code, rupiah, today).await?;
                    }
                }
            }
        }
        15 | 16 => {
            let lots = trade.on_shelf().await;
            if let Some(lot) = random.pick(&lots) {
                let pieces = 1 + random.below::<i64>(3);
                pulls::pull(&app, &trade.assistant, &key(), &lot.code, pieces).await?;
                if random.below::<u8>(2) == 0 {
                    pulls::unpull(&app, &trade.assistant, &key(), &lot.code, 1).await?;
                }
                losses::report(&app, &trade.assistant, &key(), lot.lot, 1, (LossCause::Stolen, "")).await?;
                let proposed = proposals::list(&app.db, &trade.manager).await?;
                if let Some(proposal) = random.pick(&proposed) {
                    if random.below::<u8>(2) == 0 {
                        proposals::confirm(&app, &trade.manager, &proposal.mark).await?;
                    } else {
                        proposals::decline(&app, &trade.manager, &key(), &proposal.mark).await?;
                    }
                }
            }
        }
        17 => go_home(trade, random).await?,
        18 => count(trade, random).await?,
        _ => {
            if let Some(code) = random.pick(codes) {
                let (statement, ..) = statements::show(&app.db, &trade.maker, &code).await?;
                let payments = payouts::of_statement(&app.db, statement.id).await?;
                if let Some(payment) = random.pick(&payments) {
                    let event = if random.below::<u8>(3) == 0 { PayoutEvent::Fail } else { PayoutEvent::Acknowledge };
                    payouts::act(&app, &trade.maker, &payment.code, event, "kembali").await?;
                }
            }
        }
    }
    Ok(())
}

/// Some of what is at the outlet goes back to its maker, not always all of it.
async fn go_home(trade: &Trade, random: &mut Random) -> Result<(), Error> {
    let app = trade.app();
    let place = place_of(trade).await;
    let at_hand = returns::at_hand(app, &place).await?;
    let mut wanted = Vec::new();
    for (lot, from) in at_hand.into_iter().filter(|_| random.below::<u8>(2) == 0).take(4) {
        wanted.push(Wanted { lot: lot.code, from, pieces: i32::try_from(lot.pieces.min(2)).unwrap() });
    }
    let code = returns::request(app, &trade.maker, ids::new_id(), &trade.placement, &wanted, "").await?;
    let counted: Vec<i32> = wanted.iter().map(|_| random.below::<i32>(3).min(1)).collect();
    returns::pick(app, &trade.assistant, &code, &key(), &counted).await?;
    let came: Vec<i32> = wanted.iter().map(|_| random.below::<i32>(2)).collect();
    returns::receive(app, &trade.maker, &code, &key(), &came).await
}

/// Somebody counts and finds other numbers than the books.
async fn count(trade: &Trade, random: &mut Random) -> Result<(), Error> {
    let app = trade.app();
    let code = counts::start(app, &trade.assistant, ids::new_id(), None).await?;
    let found = counts::show(&app.db, &trade.assistant, &code).await?;
    let lots = trade.on_shelf().await;
    let mut numbers = Vec::new();
    let mut reasons = Vec::new();
    for group in found.groups.iter().filter(|group| lots.iter().any(|lot| lot.code == group.code)) {
        let there: i64 = lots.iter().filter(|lot| pick_of(lot) == group.pick).map(|lot| lot.pieces).sum();
        let number = (there + random.below::<i64>(5) - 3).max(0);
        numbers.push((group.code.clone(), number));
        let why = [Resolution::Sold, Resolution::Lost, Resolution::Damaged][random.below::<usize>(3)];
        if number < there {
            reasons.push((group.code.clone(), why));
        }
    }
    counts::enter(app, &trade.assistant, &code, &numbers).await?;
    counts::resolve(app, &trade.assistant, &code, &reasons).await?;
    trade.sell(1).await.ok();
    counts::finish(app, &trade.assistant, &code).await?;
    counts::settle(app, &trade.manager, &code).await
}

/// Numbers that are the same in every run (splitmix64 of Steele, Lea and Flood).
struct Random(u64);

impl Random {
    /// A number below an end, of whatever kind it is wanted.
    fn below<N: TryFrom<u64>>(&mut self, end: u64) -> N {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let below = (mixed ^ (mixed >> 31)) % end;
        N::try_from(below).unwrap_or_else(|_| unreachable!("{end} fits"))
    }

    fn pick<T: Clone>(&mut self, among: &[T]) -> Option<T> {
        let at: usize = self.below(among.len().max(1) as u64);
        among.get(at).cloned()
    }
}
