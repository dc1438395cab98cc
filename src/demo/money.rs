//! Sales, statements and payments of the demo world, day by day as they would have happened, so that three months are
//! closed and the last one shows each state: to send, to answer, disputed, late, paid.
use std::collections::BTreeMap;

use time::{Date, Duration, OffsetDateTime};

use super::{
    rows::variant_id,
    world::{GOODS, OUTLETS},
};
use crate::{
    app::App,
    error::Result,
    marketplace::consignment::{
        ledger::Place,
        notes::{
            model::{CountedLine, OfferLine, TakenLine},
            service as notes,
            workflow::Event as NoteEvent,
        },
        party::{Hand, Party},
        sales::{
            model::{Pick, Sold, Source},
            service as sales,
        },
        shelf::{self, Among},
        statements::{
            disputes::{self, Objection},
            payouts::{self, Method, Payment},
            service as statements,
            workflow::{Event, PayoutEvent},
        },
    },
    platform::ids::Stream,
};

const KEYS: Stream = Stream::new("sales");

/// How far the statement of the last month has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Drafted,
    Sent,
    Disputed,
    Late,
    /// Paid, and the maker has not said so yet.
    Paid,
}

/// One maker at the first outlet.
struct Maker {
    key: &'static str,
    goods: &'static str,
    /// Pieces brought, and days ago.
    brought: (i32, i64),
    /// Sells one to three pieces every so many days.
    every: i64,
    last: Last,
}

const MAKERS: &[Maker] = &[
    Maker { key: "E01", goods: "Tas purun belanja", brought: (40, 86), every: 4, last: Last::Paid },
    Maker { key: "E02", goods: "Selendang sasirangan", brought: (24, 74), every: 6, last: Last::Sent },
    Maker { key: "E03", goods: "Abon haruan 100 g", brought: (36, 69), every: 5, last: Last::Late },
    Maker { key: "E04", goods: "Gelang manik", brought: (30, 64), every: 5, last: Last::Drafted },
    Maker { key: "E08", goods: "", brought: (0, 0), every: 5, last: Last::Disputed },
];

/// The outlet all of them are at.
const OUTLET: &str = "O1";
/// Days over which all of it is told.
const DAYS: i64 = 88;

/// Makes all of it. Call it once, after the placements and the consignments.
pub async fn write(app: &App, placements: &BTreeMap<(&str, &str), String>) -> Result<()> {
    let now = app.clock.now();
    for maker in MAKERS {
        if let Some(placement) = placements.get(&(maker.key, OUTLET)) {
            Told { app, now, maker, placement, pending: None }.all().await?;
        }
    }
    Ok(())
}

/// A statement on its way, and the day it was drafted.
#[derive(Clone)]
struct Pending {
    code: String,
    drafted: Date,
    newest: bool,
}

struct Told<'a> {
    app: &'a App,
    now: OffsetDateTime,
    maker: &'a Maker,
    placement: &'a str,
    pending: Option<Pending>,
}

impl Told<'_> {
    async fn all(mut self) -> Result<()> {
        for back in (0..DAYS).rev() {
            let day = self.now - Duration::days(back);
            let then = super::on(self.app, day);
            if back == self.maker.brought.1 && self.maker.brought.0 > 0 {
                self.bring(&then).await?;
            }
            self.settle(&then, day.date()).await?;
            if back % self.maker.every == 1 {
                self.sell(&then, 1 + back % 3).await?;
            }
        }
        Ok(())
    }

    fn enterprise(&self) -> Party {
        Party::of_demo(Hand::Maker, GOODS.id(self.maker.key))
    }

    fn shop() -> Party {
        Party::of_demo(Hand::Manager, OUTLETS.id(OUTLET))
    }

    fn key(&self, what: &str, app: &App) -> String {
        KEYS.file_key(&format!("{what} {} {}", self.maker.key, app.clock.now().date()))
    }

    async fn bring(&self, app: &App) -> Result<()> {
        let (enterprise, shop) = (self.enterprise(), Self::shop());
        let pieces = self.maker.brought.0;
        let line = OfferLine {
            variant: variant_id(&format!("{}/{}", self.maker.key, self.maker.goods)),
            pieces,
            expires_on: (self.maker.key == "E03").then(|| app.clock.now().date() + Duration::days(170)),
        };
        let code = notes::write(app, &enterprise, self.placement, &[line]).await?;
        notes::act(app, &enterprise, &code, NoteEvent::Offer, "").await?;
        let (note, _) = notes::show(&app.db, &shop, &code).await?;
        let id = note.lines.first().map(|line| line.id).unwrap_or_default();
        let taken = BTreeMap::from([(id, TakenLine { pieces, shelf_price: None })]);
        notes::accept(app, &shop, &code, &taken, app.clock.now().date() + Duration::days(3)).await?;
        notes::issue(app, &enterprise, &code, &self.key("issue", app), &BTreeMap::new()).await?;
        let counted = CountedLine { received: pieces, ..CountedLine::default() };
        notes::receive(app, &shop, &code, &self.key("receive", app), &BTreeMap::from([(id, counted)]), "").await?;
        Ok(())
    }

    /// Sells of whatever of the maker stands there most.
    async fn sell(&self, app: &App, pieces: i64) -> Result<()> {
        let shop = Self::shop();
        let today = app.clock.now().date();
        let lots = shelf::lots(&app.db, Among::Outlet(shop.body()), Place::Shelf).await?;
        let own = lots.iter().filter(|lot| lot.enterprise == GOODS.id(self.maker.key) && lot.pieces > pieces + 5);
        let fresh = own.filter(|lot| lot.received_on <= Some(today) && lot.expires_on.is_none_or(|day| day > today));
        let Some(lot) = fresh.max_by_key(|lot| (lot.pieces, lot.lot)) else { return Ok(()) };
        let sold = [Sold { pick: Pick::Lot(lot.lot), pieces }];
        sales::record(app, &shop, &self.key("sell", app), &sold, (Source::List, None)).await?;
        Ok(())
    }

    /// Drafts on the first of a month, and goes on with what was drafted.
    async fn settle(&mut self, app: &App, day: Date) -> Result<()> {
        if self.pending.is_none()
            && day.day() == 1
            && let Some(code) = statements::draft(app, &Self::shop(), self.placement).await?
        {
            let today = self.now.date();
            let newest = (day.year(), day.month()) == (today.year(), today.month());
            self.pending = Some(Pending { code, drafted: day, newest });
        }
        let Some(pending) = self.pending.clone() else { return Ok(()) };
        let age = (day - pending.drafted).whole_days();
        let code = pending.code.as_str();
        match (pending.newest.then_some(self.maker.last), age) {
            (Some(Last::Sent), 16) | (Some(Last::Disputed), 10) => statements::send(app, &Self::shop(), code).await?,
            (Some(Last::Disputed), 13) => self.object(app, code).await?,
            (Some(Last::Drafted | Last::Sent | Last::Disputed), _) => {}
            (_, 1) => statements::send(app, &Self::shop(), code).await?,
            (None, 3) if self.corrected(day) => self.correct(app, code).await?,
            (_, 4) => statements::act(app, &self.enterprise(), code, Event::Confirm, "").await?,
            (None | Some(Last::Paid), 5) => self.pay(app, code, day).await?,
            (None, 7) => self.acknowledge(app, code).await?,
            _ => {}
        }
        Ok(())
    }

    /// The first maker corrected one statement together with the outlet.
    fn corrected(&self, day: Date) -> bool {
        let today = self.now.date();
        self.maker.key == "E01" && day.month() == today.month().previous()
    }

    async fn object(&self, app: &App, code: &str) -> Result<()> {
        let enterprise = self.enterprise();
        let (_, _, entries) = statements::show(&app.db, &enterprise, code).await?;
        let lines: Vec<i64> = entries.last().map(|entry| entry.id).into_iter().collect();
        let text = "Dua bungkus lagi terjual tanggal itu.";
        disputes::open(app, &enterprise, code, &Objection { reason: "count", lines: &lines, text }).await
    }

    async fn correct(&self, app: &App, code: &str) -> Result<()> {
        let (enterprise, shop) = (self.enterprise(), Self::shop());
        let text = "Satu tas terjual di acara pasar malam belum tercatat.";
        disputes::open(app, &enterprise, code, &Objection { reason: "unrecorded", lines: &[], text }).await?;
        disputes::answer(app, &shop, code, "Benar, catatannya terselip. Kami tambahkan.").await?;
        disputes::propose(app, &shop, code, 51_000).await?;
        disputes::agree(app, &enterprise, code, 51_000).await?;
        statements::send(app, &shop, code).await
    }

    async fn pay(&self, app: &App, code: &str, day: Date) -> Result<()> {
        let shop = Self::shop();
        let (statement, ..) = statements::show(&app.db, &shop, code).await?;
        if statement.net > 0 {
            // Never by chance: what is drawn may spell the name of a network, and would be refused.
            let reference = format!("TRX {}-{:02}{:02}", self.maker.key, u8::from(day.month()), day.day());
            let payment = Payment { rupiah: statement.net, method: Method::Transfer, happened_on: day, reference };
            payouts::record(app, &shop, code, &self.key("pay", app), &payment).await?;
        }
        Ok(())
    }

    async fn acknowledge(&mut self, app: &App, code: &str) -> Result<()> {
        let enterprise = self.enterprise();
        let (statement, ..) = statements::show(&app.db, &enterprise, code).await?;
        for payment in payouts::of_statement(&app.db, statement.id).await? {
            payouts::act(app, &enterprise, &payment.code, PayoutEvent::Acknowledge, "").await?;
        }
        self.pending = None;
        Ok(())
    }
}
