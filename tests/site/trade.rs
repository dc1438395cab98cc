//! An enterprise and an outlet that work together, for the tests of the ledgers.
use std::{
    collections::BTreeMap,
    ops::{Deref, DerefMut},
};

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tanggui::{
    app::{App, ROOMS},
    demo::people::ACCOUNTS,
    error::Error,
    identity::{
        access::{self, Facts},
        model::{Body, BodyKind, Office},
        rooms::{self, NewMembership},
        sessions,
    },
    marketplace::consignment::{
        agreements::{
            model::{PlacementView, Terms},
            service as agreements,
        },
        ledger::check::findings,
        notes::{
            model::{CountedLine, OfferLine, TakenLine},
            service as notes,
            workflow::Event as NoteEvent,
        },
        party::Party,
        policy::{MayKeepShop, MayTrade},
        sales::{
            model::{Pick, Sold, Source},
            service as sales,
        },
        shelf::{self, Among, LotView},
        statements::payouts::{self, Method, Payment},
    },
    platform::ids::{self, new_token},
};
use time::{Date, Duration};
use uuid::Uuid;

use crate::support::{NOW, Site};

/// Enterprises of the demo whose goods do not spoil.
const KEEPING: [&str; 4] = ["E02", "E04", "E06", "E09"];

/// A site on which an enterprise and an outlet work together, and perhaps others.
pub struct Trade {
    pub site: Site,
    pub pair: Pair,
}

/// An enterprise and an outlet that work together.
pub struct Pair {
    pub maker: Party,
    pub manager: Party,
    pub assistant: Party,
    pub placement: String,
    pub id: Uuid,
    /// Things that never spoil, with their price.
    pub goods: Vec<(Uuid, i64)>,
}

impl Deref for Trade {
    type Target = Pair;

    fn deref(&self) -> &Pair {
        &self.pair
    }
}

impl DerefMut for Trade {
    fn deref_mut(&mut self) -> &mut Pair {
        &mut self.pair
    }
}

impl Pair {
    /// Both agree to the terms.
    async fn agree(site: &Site, enterprise: Body, outlet: Body, terms: &Terms) -> Self {
        let app = &site.app;
        let maker = Party::maker(&permit::<MayTrade>(site, "Rahma", enterprise).await);
        let manager = Party::shop(&permit::<MayKeepShop>(site, "Hendra", outlet).await);
        let assistant = Party::shop(&permit::<MayKeepShop>(site, "Ida", outlet).await);
        let sql = format!("SELECT public_code AS t FROM outlet WHERE id = {}", raw(site, outlet.id));
        let placement = agreements::propose(app, &maker, &text(site, &sql).await).await.unwrap();
        let place = agreements::find(&app.db, &maker, &placement).await.unwrap();
        let today = agreements::today(app, &place.regency);
        agreements::send_terms(app, &manager, &placement, today, terms).await.unwrap();
        agreements::agree(app, &maker, &placement, 1).await.unwrap();
        let goods = goods(site, enterprise.id).await;
        Self { maker, manager, assistant, placement, id: place.id, goods }
    }
}

impl Trade {
    pub async fn with(terms: Terms) -> Self {
        let site = Site::untraded().await;
        let (enterprise, outlet) = (body_of(&site, "Rahma").await, body_of(&site, "Hendra").await);
        let pair = Pair::agree(&site, enterprise, outlet, &terms).await;
        Self { site, pair }
    }

    /// Five enterprises and three outlets, each enterprise at two of them; Rahma, Hendra and Ida look after all.
    pub async fn several(terms: &Terms) -> (Self, Vec<Pair>) {
        let site = Site::untraded().await;
        let mut outlets = vec![body_of(&site, "Hendra").await];
        for key in ["O2", "O3"] {
            seat(&site, "Ida", BodyKind::Outlet, key, Office::OutletAssistant).await;
            outlets.push(seat(&site, "Hendra", BodyKind::Outlet, key, Office::OutletManager).await);
        }
        let mut enterprises = vec![body_of(&site, "Rahma").await];
        for key in KEEPING {
            enterprises.push(seat(&site, "Rahma", BodyKind::Enterprise, key, Office::Lead).await);
        }
        let mut pairs = Vec::new();
        for (at, enterprise) in enterprises.into_iter().enumerate() {
            for outlet in [outlets[at % 3], outlets[(at + 1) % 3]] {
                pairs.push(Pair::agree(&site, enterprise, outlet, terms).await);
            }
        }
        let pair = pairs.remove(0);
        (Self { site, pair }, pairs)
    }

    pub fn app(&self) -> &App {
        &self.site.app
    }

    /// Offers, takes, sends and receives; gives the code of the note.
    pub async fn deliver(&self, offered: i32, accepted: i32, counted: CountedLine) -> String {
        let (variant, _) = self.goods[0];
        let app = self.app();
        let lines = [OfferLine { variant, pieces: offered, expires_on: None }];
        let code = notes::write(app, &self.maker, &self.placement, &lines).await.unwrap();
        notes::act(app, &self.maker, &code, NoteEvent::Offer, "").await.unwrap();
        let (note, place) = notes::show(&app.db, &self.manager, &code).await.unwrap();
        let line = note.lines[0].id;
        let taken = BTreeMap::from([(line, TakenLine { pieces: accepted, shelf_price: None })]);
        let today = agreements::today(app, &place.regency);
        notes::accept(app, &self.manager, &code, &taken, today + Duration::days(5)).await.unwrap();
        notes::issue(app, &self.maker, &code, &key(), &BTreeMap::new()).await.unwrap();
        notes::receive(app, &self.assistant, &code, &key(), &BTreeMap::from([(line, counted)]), "").await.unwrap();
        code
    }

    pub async fn on_shelf(&self) -> Vec<LotView> {
        use tanggui::marketplace::consignment::ledger::Place;
        shelf::lots(&self.app().db, Among::Placement(self.id), Place::Shelf).await.unwrap()
    }

    pub async fn sell(&self, pieces: i64) -> Result<String, Error> {
        let pick = Pick::Goods { variant: self.goods[0].0, unit_idr: self.goods[0].1 };
        sales::record(self.app(), &self.assistant, &key(), &[Sold { pick, pieces }], (Source::List, None)).await
    }

    pub async fn due(&self) -> i64 {
        let placement = self.raw(self.id);
        number(
            &self.site,
            &format!(
                "SELECT balance_idr AS n FROM money_account WHERE placement_id = {placement} AND account = 'maker_due'"
            ),
        )
        .await
    }

    pub async fn pieces(&self, place: &str) -> i64 {
        number(
            &self.site,
            &format!(
                "SELECT CAST(COALESCE(SUM(a.qty), 0) AS BIGINT) AS n FROM stock_account a JOIN lot l ON l.id = a.lot_id \
                 WHERE a.place = '{place}' AND l.placement_id = {}",
                self.raw(self.id)
            ),
        )
        .await
    }

    pub fn raw(&self, id: Uuid) -> String {
        raw(&self.site, id)
    }

    pub async fn sound(&self) {
        for finding in findings(&self.app().db).await.unwrap() {
            assert_eq!(finding.broken, 0, "{}: {} of {} broken", finding.invariant, finding.broken, finding.checked);
        }
    }

    pub fn later(&mut self, days: i64) {
        self.site.later(Duration::days(days));
    }
}

pub fn raw(site: &Site, id: Uuid) -> String {
    if site.backend() == DbBackend::Postgres { format!("'{id}'") } else { format!("x'{}'", id.simple()) }
}

pub fn key() -> String {
    new_token()
}

async fn permit<A: access::Action>(site: &Site, name: &str, body: Body) -> access::Permit<A> {
    let client = site.sign_in(name).await;
    for token in client.cookies.values() {
        if let Ok(Some(actor)) = sessions::resume(&site.app, token).await {
            return access::permit(&site.app, &actor, Facts::body(body)).await.unwrap();
        }
    }
    panic!("{name} is not signed in");
}

async fn body_of(site: &Site, name: &str) -> Body {
    let person = ACCOUNTS.iter().find(|account| account.name == name).unwrap().id();
    let hats = tanggui::identity::rooms::hats(&site.app.db, site.app.rooms, person).await.unwrap();
    let body = hats.first().unwrap().body;
    assert!(matches!(body.kind, BodyKind::Enterprise | BodyKind::Outlet));
    body
}

/// Gives somebody an office on a body of the demo.
async fn seat(site: &Site, name: &str, kind: BodyKind, key: &str, office: Office) -> Body {
    let table = if kind == BodyKind::Outlet { "outlet" } else { "enterprise" };
    let code = site.code_of_demo(table, key);
    let body = rooms::find_body(&site.app.db, ROOMS, kind, &code).await.unwrap().unwrap();
    let person = ACCOUNTS.iter().find(|account| account.name == name).unwrap().id();
    let row = NewMembership { id: ids::new_id(), code: ids::new_public_code(), person, body, office };
    rooms::of(ROOMS, kind).unwrap().admit(&site.app.db, NOW, row).await.unwrap();
    body
}

async fn goods(site: &Site, enterprise: Uuid) -> Vec<(Uuid, i64)> {
    let sql = format!(
        "SELECT v.id, v.retail_idr FROM variant v JOIN product p ON p.id = v.product_id \
         WHERE p.enterprise_id = {} AND p.state = 'published' AND p.keeps_days IS NULL ORDER BY p.title",
        raw(site, enterprise)
    );
    let rows = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    rows.iter().map(|row| (row.try_get("", "id").unwrap(), row.try_get("", "retail_idr").unwrap())).collect()
}

pub async fn number(site: &Site, sql: &str) -> i64 {
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql.to_owned())).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}

async fn text(site: &Site, sql: &str) -> String {
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql.to_owned())).await.unwrap().unwrap();
    row.try_get("", "t").unwrap()
}

pub async fn place_of(trade: &Trade) -> PlacementView {
    agreements::find(&trade.app().db, &trade.maker, &trade.placement).await.unwrap()
}

pub async fn pay(trade: &Trade, code: &str, rupiah: i64, today: Date) -> Result<(), Error> {
    let payment = Payment { rupiah, method: Method::Cash, happened_on: today, reference: String::new() };
    payouts::record(trade.app(), &trade.manager, code, &key(), &payment).await
}
