//! The ledger of help and what stands beside it: what the store itself refuses, a long random walk, two who promise the
//! same money, what the doctor finds, timers, and the first half of an act of two persons.
use std::collections::{BTreeMap, BTreeSet};

use entity::registry::grants::grant_rule;
use futures_util::future::join;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, PaginatorTrait, TransactionTrait};
use serde_json::{Value, json};
use tanggui::{
    error::Error,
    funding::{
        awards::workflow::State as AwardState,
        deadlines::{Change, Sla, Timer, Timing, resumed},
        ledger::{self, Balance, Entry, OfAward, OfCall, Posting},
        machine::{Duty, Hand},
        proposals::workflow::State as ProposalState,
        record::{
            Object,
            books::{self, Place},
            check::findings,
            countersigns,
            timers::{self, Moment, Running},
        },
    },
    platform::{db, ids, money::Rupiah, work_days::WorkDays},
};
use time::{
    Duration, OffsetDateTime, UtcOffset,
    macros::{date, datetime, offset},
};
use uuid::Uuid;

use crate::{
    access::rows,
    support::{NOW, Site},
    trade::raw,
};

/// The clock of Banjarmasin.
const WITA: UtcOffset = offset!(+8);

/// Tables that the store guards.
const GUARDED: [&str; 9] = [
    "grant_entry",
    "call_budget",
    "award_balance",
    "grant_rule",
    "award",
    "proposal",
    "proposal_version",
    "funding_event",
    "paper_opening",
];

/// A store with an office, and calls of it as they are made.
struct Books {
    site: Site,
    agency: Uuid,
}

impl Books {
    async fn new() -> Self {
        let books = Self { site: Site::empty().await, agency: ids::new_id() };
        let code = ids::new_public_code();
        let sql = format!(
            "INSERT INTO agency (id, public_code, name, kind, region_code) \
             VALUES ({}, '{code}', 'Dinas Kita', 'cooperative', (SELECT MIN(code) FROM region))",
            books.raw(books.agency)
        );
        books.site.execute(&sql).await;
        books
    }

    /// With a call of 100, an award that was promised 60 and given 30, and one that was promised nothing yet.
    async fn begun() -> (Self, Place, Place) {
        let books = Self::new().await;
        let call = books.call().await;
        let (award, other) = (books.award(call).await, books.award(call).await);
        for (place, entry, amount) in
            [(of_call(call), Entry::Ceiling, 100), (award, Entry::Commit, 60), (award, Entry::Pay, 30)]
        {
            books.post(place, entry, amount).await.unwrap();
        }
        (books, award, other)
    }

    fn raw(&self, id: Uuid) -> String {
        raw(&self.site, id)
    }

    fn is_postgres(&self) -> bool {
        self.site.backend() == DbBackend::Postgres
    }

    async fn call(&self) -> Uuid {
        let id = ids::new_id();
        self.site.execute(&self.call_row(id)).await;
        id
    }

    fn call_row(&self, id: Uuid) -> String {
        let (raw, agency, code) = (self.raw(id), self.raw(self.agency), ids::new_public_code());
        format!(
            "INSERT INTO \"call\" (id, public_code, agency_id, name, summary, purpose, kind, form, zone, ceiling_idr, \
             per_proposal_idr, who_may_apply, papers, criteria, steps, funders, state, opens_at) VALUES ({raw}, \
             '{code}', {agency}, 'Alat', '', '', 'grant', 'goods', 'wita', 100, 100, '[]', '[]', '[]', '[]', '[]', \
             'open', 0)"
        )
    }

    async fn enterprise(&self) -> Uuid {
        let (id, code) = (ids::new_id(), ids::new_public_code());
        let sql = format!(
            "INSERT INTO enterprise (id, public_code, trade_name, sector, regency_code, story, state) VALUES ({}, \
             '{code}', 'Roti Kita', 'food', (SELECT MIN(code) FROM region WHERE parent_code IS NOT NULL), '', 'active')",
            self.raw(id)
        );
        self.site.execute(&sql).await;
        id
    }

    async fn propose(&self, call: Uuid, enterprise: Uuid, state: &str) -> Result<Uuid, DbErr> {
        let (id, code) = (ids::new_id(), ids::new_document_code());
        let sql = format!(
            "INSERT INTO proposal (id, public_code, call_id, enterprise_id, state, publication_read, opened_at, \
             row_version) VALUES ({}, '{code}', {}, {}, '{state}', FALSE, 0, 1)",
            self.raw(id),
            self.raw(call),
            self.raw(enterprise)
        );
        self.site.app.db.execute_unprepared(&sql).await?;
        Ok(id)
    }

    /// A proposal of a new group, and its award.
    async fn award(&self, call: Uuid) -> Place {
        let proposal = self.propose(call, self.enterprise().await, "approved").await.unwrap();
        let id = ids::new_id();
        self.site.execute(&self.award_row(id, call, proposal)).await;
        Place { call, award: Some(id), tranche: None }
    }

    fn award_row(&self, id: Uuid, call: Uuid, proposal: Uuid) -> String {
        let (id, call, proposal, code) = (self.raw(id), self.raw(call), self.raw(proposal), ids::new_document_code());
        format!(
            "INSERT INTO award (id, public_code, call_id, proposal_id, state, made_at, row_version) \
             VALUES ({id}, '{code}', {call}, {proposal}, 'offered', 0, 1)"
        )
    }

    /// A statement that writes an entry without asking the program.
    fn entry(&self, place: Place, kind: &str, amount: &str) -> String {
        let award = place.award.map_or_else(|| "NULL".to_owned(), |award| self.raw(award));
        format!(
            "INSERT INTO grant_entry (call_id, award_id, kind, amount_idr, at) \
             VALUES ({}, {award}, '{kind}', {amount}, 0)",
            self.raw(place.call)
        )
    }

    /// Writes an entry as the program does.
    async fn post(&self, place: Place, entry: Entry, amount: i64) -> Result<Balance, Error> {
        let transaction = db::begin(&self.site.app.db).await?;
        let balance = books::lock(&transaction, place).await?;
        let posting = Posting { entry, amount: Rupiah(amount) };
        let balance = books::post(&transaction, place, balance, &[posting], (None, NOW)).await?;
        transaction.commit().await?;
        Ok(balance)
    }

    async fn balance(&self, place: Place) -> Balance {
        let transaction = db::begin(&self.site.app.db).await.unwrap();
        books::lock(&transaction, place).await.unwrap()
    }

    /// How many rows each rule does not hold for.
    async fn broken(&self) -> Vec<i64> {
        findings(&self.site.app.db).await.unwrap().iter().map(|finding| finding.broken).collect()
    }

    async fn snapshot(&self) -> Vec<Vec<String>> {
        let mut all = Vec::new();
        for table in GUARDED {
            all.push(rows(&self.site, table).await);
        }
        all
    }

    /// Each statement is refused for one of the reasons told, and nothing is written.
    async fn refuses(&self, reasons: &[&str], statements: &[(&str, String)]) {
        let before = self.snapshot().await;
        for (what, sql) in statements {
            match self.site.app.db.execute_unprepared(sql).await {
                Ok(_) => panic!("{what} was not refused: {sql}"),
                Err(error) => {
                    let said = error.to_string().to_lowercase();
                    assert!(reasons.iter().any(|reason| said.contains(reason)), "{what}: {said}");
                }
            }
            assert!(before == self.snapshot().await, "{what} was refused, and something is written all the same");
        }
    }
}

const fn of_call(call: Uuid) -> Place {
    Place { call, award: None, tranche: None }
}

/// Reasons of the store. A check says what it checks; `SQLite` has triggers beside some of them.
const NO_CHANGE: &[&str] = &["takes no change", "a balance begins empty"];
const OUT_OF_BOUNDS: &[&str] =
    &["check constraint", "promises no more than it has", "gives what it promised", "no more is claimed back"];
const REFERENCE: &[&str] = &["foreign key"];

#[actix_web::test]
async fn what_was_written_into_the_books_never_changes_and_never_goes() {
    let (books, award, _) = Books::begun().await;
    let (call, id) = (books.raw(award.call), books.raw(award.award.unwrap()));
    let sql = format!("SELECT proposal_id FROM award WHERE id = {id}");
    for row in [
        format!("INSERT INTO proposal_version VALUES (({sql}), 1, '{{}}', '{}', 0)", "0".repeat(64)),
        format!(
            "INSERT INTO funding_event VALUES ('award', {id}, 1, 'create', NULL, 'offered', NULL, 'clock', NULL, '{{}}', 0)"
        ),
        format!("INSERT INTO paper_opening VALUES ({id}, {id}, ({sql}), {id}, 'verifier', 'identity', 0)"),
    ] {
        books.site.execute(&row).await;
    }
    let mut wrong = vec![
        ("another amount", "UPDATE grant_entry SET amount_idr = amount_idr + 1".to_owned()),
        ("an entry that goes", "DELETE FROM grant_entry".to_owned()),
        ("a kind that does something else", "UPDATE grant_rule SET paid = 0".to_owned()),
        ("a kind that goes", "DELETE FROM grant_rule WHERE kind = 'recover'".to_owned()),
        ("sums of a call that go", format!("DELETE FROM call_budget WHERE call_id = {call}")),
        ("sums of an award that go", "DELETE FROM award_balance".to_owned()),
        ("an award that goes", "DELETE FROM award WHERE state = 'offered'".to_owned()),
        ("another version", "UPDATE proposal_version SET content = '{\"a\":1}'".to_owned()),
        ("a version that goes", "DELETE FROM proposal_version".to_owned()),
        ("another event", "UPDATE funding_event SET payload = '1'".to_owned()),
        ("an event that goes", "DELETE FROM funding_event".to_owned()),
        ("another reason", "UPDATE paper_opening SET reason = 'other'".to_owned()),
        ("an opening that goes", "DELETE FROM paper_opening".to_owned()),
    ];
    for table in GUARDED {
        if table == "proposal" {
            continue;
        }
        if books.is_postgres() {
            wrong.push(("empty a table", format!("TRUNCATE {table} CASCADE")));
        } else {
            wrong.push(("replace rows", format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}")));
        }
    }
    if !books.is_postgres() {
        let anew = format!("INSERT OR REPLACE INTO award_balance VALUES ({id}, 0, 0, 0, 0, 0, 0, 0, 0)");
        books.refuses(&["award_balance takes no change"], &[("sums that begin again", anew)]).await;
    }
    books.refuses(NO_CHANGE, &wrong).await;
    assert_eq!(books.broken().await, [0; 6]);
}

#[actix_web::test]
async fn balances_begin_empty_and_follow_their_entries() {
    let (books, award, other) = Books::begun().await;
    let (call, id) = (books.raw(award.call), books.raw(award.award.unwrap()));
    assert_eq!(books.balance(of_call(books.call().await)).await, Balance::default());
    assert_eq!(books.balance(other).await.award, OfAward::default());
    let mine = format!("WHERE award_id = {id}");
    let follows = [
        ("more money", "UPDATE call_budget SET ceiling_idr = ceiling_idr + 1".to_owned()),
        ("less promised", format!("UPDATE call_budget SET committed_idr = 0 WHERE call_id = {call}")),
        ("less paid", format!("UPDATE award_balance SET paid_idr = paid_idr - 1 {mine}")),
        ("the last entry again", format!("UPDATE award_balance SET paid_idr = paid_idr + 30 {mine}")),
        ("an entry to come", format!("UPDATE award_balance SET last_entry = last_entry + 1 {mine}")),
        ("an entry before", format!("UPDATE call_budget SET last_entry = last_entry - 1 WHERE call_id = {call}")),
        ("nothing at all", "UPDATE award_balance SET paid_idr = paid_idr".to_owned()),
        ("an entry no rule knows", books.entry(award, "gift", "1")),
    ];
    // The kind of an entry is a reference as well, and PostgreSQL looks at it after the triggers.
    books.refuses(&["follows its entries", "foreign key"], &follows).await;
    let empty = [
        ("sums of a call that begin with money", format!("INSERT INTO call_budget VALUES ({id}, 5, 0, 0)")),
        ("sums of a call that begin later", format!("INSERT INTO call_budget VALUES ({id}, 0, 0, 1)")),
        (
            "sums of an award that begin with money",
            format!("INSERT INTO award_balance VALUES ({call}, 0, 0, 0, 0, 0, 0, 1, 0)"),
        ),
    ];
    books.refuses(&["begins empty"], &empty).await;
    assert_eq!(books.broken().await, [0; 6]);
}

/// The store is asked past the program: each amount is one rupiah too many.
#[actix_web::test]
async fn the_store_itself_refuses_an_entry_that_would_break_a_rule() {
    let (books, award, other) = Books::begun().await;
    let place = of_call(award.call);
    let largest = Rupiah::MAX.0.to_string();
    let mut wrong = vec![
        ("more than is left of the ceiling", books.entry(award, "commit", "41")),
        ("more than is left of the ceiling, to another", books.entry(other, "commit", "41")),
        ("more than was promised", books.entry(award, "pay", "31")),
        ("goods for more than was promised", books.entry(award, "hand_over", "31")),
        ("more taken back than is left", books.entry(award, "release", "31")),
        ("more returned than was given", books.entry(award, "return", "31")),
        ("more refunded than was given", books.entry(award, "refund", "31")),
        ("more claimed than was given", books.entry(award, "recover", "31")),
        ("paid, and nothing promised", books.entry(other, "pay", "1")),
        ("claimed, and nothing given", books.entry(other, "recover", "1")),
        ("more money than a column holds", books.entry(place, "ceiling", &largest)),
    ];
    if !books.is_postgres() {
        // These pass by a check; the entry would stand there and its sums would not.
        let kinds = [("INSERT", "INSERT OR IGNORE"), ("INSERT", "INSERT OR FAIL"), ("INSERT", "INSERT OR REPLACE")];
        let plain = wrong.clone();
        for (from, to) in kinds {
            wrong.extend(plain.iter().map(|(what, sql)| (*what, sql.replacen(from, to, 1))));
        }
    }
    wrong.extend([
        ("nothing", books.entry(award, "pay", "0")),
        ("less than nothing", books.entry(award, "pay", "-1")),
        ("too much for one entry", books.entry(place, "ceiling", "1000000000000000")),
        ("money of the call to an award", books.entry(award, "ceiling", "1")),
        ("a promise to nobody", books.entry(place, "commit", "1")),
    ]);
    books.refuses(OUT_OF_BOUNDS, &wrong).await;
    if !books.is_postgres() {
        books.refuses(&["cannot store real"], &[("half a rupiah", books.entry(award, "pay", "1.5"))]).await;
    }
    // One rupiah less fits, each time.
    for (place, kind, amount) in [
        (award, "recover", 30),
        (award, "refund", 30),
        (award, "pay", 30),
        (other, "commit", 40),
        (other, "release", 40),
    ] {
        books.site.execute(&books.entry(place, kind, &amount.to_string())).await;
    }
    books.refuses(OUT_OF_BOUNDS, &[("claimed, and all came back", books.entry(award, "recover", "31"))]).await;
    assert_eq!(books.broken().await, [0; 6]);
}

#[actix_web::test]
async fn an_entry_names_an_award_of_its_call_and_an_award_a_proposal_of_its_call() {
    let (books, award, _) = Books::begun().await;
    let elsewhere = books.call().await;
    books.post(of_call(elsewhere), Entry::Ceiling, 100).await.unwrap();
    let stray = Place { call: elsewhere, ..award };
    let proposal = books.propose(elsewhere, books.enterprise().await, "approved").await.unwrap();
    let nobody = Place { award: Some(ids::new_id()), ..award };
    let unknown = of_call(ids::new_id());
    let wrong = [
        ("an award of another call", books.entry(stray, "commit", "1")),
        ("an award that is not there", books.entry(nobody, "commit", "1")),
        ("a call that is not there", books.entry(unknown, "ceiling", "1")),
        ("a proposal of another call", books.award_row(ids::new_id(), award.call, proposal)),
        ("an award that moves", format!("UPDATE award SET call_id = {}", books.raw(elsewhere))),
        ("a call that goes", format!("DELETE FROM \"call\" WHERE id = {}", books.raw(elsewhere))),
    ];
    books.refuses(REFERENCE, &wrong).await;
    assert!(matches!(books.post(nobody, Entry::Commit, 1).await, Err(Error::NotFound)));
    assert!(matches!(books.post(unknown, Entry::Ceiling, 1).await, Err(Error::NotFound)));
    assert!(books.post(stray, Entry::Commit, 1).await.is_err());
    assert_eq!(books.broken().await, [0; 6]);
}

#[actix_web::test]
async fn a_group_has_one_proposal_under_way_in_a_call() {
    let books = Books::new().await;
    let (call, other) = (books.call().await, books.call().await);
    let (group, neighbour) = (books.enterprise().await, books.enterprise().await);
    let ends = [ProposalState::Rejected, ProposalState::Withdrawn, ProposalState::Lapsed, ProposalState::Voided];
    for state in ProposalState::ALL {
        let proposal = books.propose(call, group, state.as_str()).await.unwrap();
        let another = books.propose(call, group, "draft").await;
        assert_eq!(another.is_ok(), ends.contains(state), "{state:?}");
        // Whatever it is, it does not keep others away, nor the group from other calls.
        for (call, group) in [(call, neighbour), (other, group)] {
            let free = books.propose(call, group, "draft").await.unwrap();
            books.site.execute(&format!("DELETE FROM proposal WHERE id = {}", books.raw(free))).await;
        }
        if let Ok(another) = another {
            let back = format!("UPDATE proposal SET state = 'draft' WHERE id = {}", books.raw(proposal));
            assert!(books.site.app.db.execute_unprepared(&back).await.is_err(), "{state:?} comes back beside another");
            books.site.execute(&format!("DELETE FROM proposal WHERE id = {}", books.raw(another))).await;
        }
        books.site.execute(&format!("DELETE FROM proposal WHERE id = {}", books.raw(proposal))).await;
    }
}

#[actix_web::test]
async fn the_words_and_rules_of_the_store_are_those_of_the_program() {
    let (books, award, _) = Books::begun().await;
    for state in AwardState::ALL {
        books.site.execute(&format!("UPDATE award SET state = '{}'", state.as_str())).await;
    }
    let calendar = WorkDays::default();
    let moment = Moment { now: NOW, calendar: &calendar, clock: WITA };
    let all: Vec<Change> = Timer::ALL.iter().map(|timer| Change::Start { timer: *timer, due: NOW }).collect();
    for object in Object::ALL {
        let id = ids::new_id();
        timers::change(&books.site.app.db, *object, id, &all, moment).await.unwrap();
        assert_eq!(timers::running(&books.site.app.db, id).await.unwrap().len(), Timer::ALL.len());
    }
    let rules = grant_rule::Entity::find().all(&books.site.app.db).await.unwrap();
    assert_eq!(rules.len(), Entry::ALL.len());
    for rule in rules {
        let entry = Entry::parse(&rule.kind).unwrap();
        let adds = ledger::sum([Posting { entry, amount: Rupiah(1) }]);
        let call = OfCall { ceiling: rule.ceiling.into(), committed: rule.call_committed.into() };
        let award = OfAward {
            committed: rule.committed.into(),
            released: rule.released.into(),
            paid: rule.paid.into(),
            handed_over: rule.handed_over.into(),
            returned: rule.returned.into(),
            refunded: rule.refunded.into(),
            recovered: rule.recovered.into(),
        };
        assert_eq!(adds, Balance { call, award }, "{entry:?}");
        assert_eq!(rule.of_award, entry != Entry::Ceiling, "{entry:?}");
    }
    assert_eq!(books.balance(award).await.award.unpaid(), 30);
}

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Calls and awards as the pure ledger has them, beside the store.
struct Walk {
    books: Books,
    calls: Vec<(Uuid, OfCall)>,
    awards: Vec<(Place, usize, OfAward)>,
    chance: Chance,
    /// Entries that were written and refused, by kind.
    told: BTreeMap<(&'static str, bool), usize>,
}

impl Walk {
    async fn new(seed: u64) -> Self {
        let books = Books::new().await;
        let (mut calls, mut awards) = (Vec::new(), Vec::new());
        for at in 0..3 {
            let call = books.call().await;
            calls.push((call, OfCall::default()));
            for _ in 0..3 {
                awards.push((books.award(call).await, at, OfAward::default()));
            }
        }
        Self { books, calls, awards, chance: Chance(seed), told: BTreeMap::new() }
    }

    /// An amount: often a small one, and often the most there is, or one more.
    fn amount(&mut self, entry: Entry, balance: Balance) -> i64 {
        let most = match entry {
            Entry::Ceiling => Rupiah::MAX.0 - balance.call.ceiling,
            Entry::Commit => balance.call.available(),
            Entry::Release | Entry::Pay | Entry::HandOver => balance.award.unpaid(),
            Entry::Return | Entry::Refund => balance.award.kept(),
            Entry::Recover => balance.award.claimable(),
        };
        match self.chance.below(12) {
            0 => most + 1,
            1 => i64::try_from(self.chance.below(2)).unwrap() - 1,
            // Not of a ceiling: nothing would be refused any more.
            2 | 3 if entry != Entry::Ceiling => most,
            _ => 1 + i64::try_from(self.chance.below(400_000)).unwrap(),
        }
    }

    /// Tries one entry, in the program and past it.
    async fn step(&mut self, transaction: &DatabaseTransaction) {
        let entry = self.chance.of(Entry::ALL);
        let at = self.chance.below(self.awards.len());
        let (award, call, _) = self.awards[at];
        let place = if entry == Entry::Ceiling { of_call(award.call) } else { award };
        let known = Balance {
            call: self.calls[call].1,
            award: if entry == Entry::Ceiling { OfAward::default() } else { self.awards[at].2 },
        };
        let stands = books::lock(transaction, place).await.unwrap();
        assert_eq!(stands, known, "before {entry:?}");
        let amount = self.amount(entry, known);
        let posting = Posting { entry, amount: Rupiah(amount) };
        let expected = ledger::post(known, posting);
        let written = books::post(transaction, place, stands, &[posting], (None, NOW)).await;
        *self.told.entry((entry.as_str(), expected.is_ok())).or_default() += 1;
        match (expected, written) {
            (Ok(next), Ok(written)) => {
                assert_eq!(written, next);
                self.calls[call].1 = next.call;
                if entry != Entry::Ceiling {
                    self.awards[at].2 = next.award;
                }
            }
            (Err(_), Err(Error::Conflict)) => {
                let aside = transaction.begin().await.unwrap();
                let sql = self.books.entry(place, entry.as_str(), &amount.to_string());
                assert!(aside.execute_unprepared(&sql).await.is_err(), "{entry:?} of {amount} after {known:?}");
                aside.rollback().await.unwrap();
            }
            (expected, written) => panic!("{entry:?} of {amount}: {expected:?} and {written:?} after {known:?}"),
        }
    }
}

#[actix_web::test]
async fn ten_thousand_entries_at_random_are_written_or_refused_alike_by_program_and_store() {
    let mut walk = Walk::new(20_261_123).await;
    for _ in 0..20 {
        let transaction = db::begin(&walk.books.site.app.db).await.unwrap();
        for _ in 0..500 {
            walk.step(&transaction).await;
        }
        for finding in findings(&transaction).await.unwrap() {
            assert_eq!(finding.broken, 0, "{}", finding.invariant);
        }
        transaction.commit().await.unwrap();
    }
    println!("{:?}", walk.told);
    for entry in Entry::ALL {
        for is_written in [true, false] {
            let times = walk.told.get(&(entry.as_str(), is_written)).copied().unwrap_or_default();
            assert!(times > 20, "{entry:?} was {is_written} {times} times: the walk says little");
        }
    }
    let written: usize = walk.told.iter().filter(|((_, written), _)| *written).map(|(_, times)| times).sum();
    let there = entity::registry::grants::grant_entry::Entity::find().count(&walk.books.site.app.db).await.unwrap();
    assert_eq!(usize::try_from(there).unwrap(), written, "what is refused writes nothing");
    assert_eq!(walk.books.broken().await, [0; 6]);
}

#[actix_web::test]
async fn of_two_who_promise_the_last_money_at_once_one_succeeds() {
    let books = Books::new().await;
    for round in 0..10 {
        let call = books.call().await;
        books.post(of_call(call), Entry::Ceiling, 100).await.unwrap();
        let (one, two) = (books.award(call).await, books.award(call).await);
        let (first, second) = join(books.post(one, Entry::Commit, 60), books.post(two, Entry::Commit, 60)).await;
        match (first, second) {
            (Ok(balance), Err(Error::Conflict)) | (Err(Error::Conflict), Ok(balance)) => {
                assert_eq!(balance.call, OfCall { ceiling: 100, committed: 60 }, "round {round}");
            }
            (first, second) => panic!("round {round}: {first:?} and {second:?}"),
        }
        // There is room for a smaller one still, and for both when they fit.
        let (first, second) = join(books.post(one, Entry::Commit, 20), books.post(two, Entry::Commit, 20)).await;
        assert!(first.is_ok() && second.is_ok(), "round {round}");
        assert_eq!(books.balance(of_call(call)).await.call.available(), 0);
    }
    assert_eq!(books.broken().await, [0; 6]);
}

/// Nobody locks anything here: the store alone keeps them apart.
#[actix_web::test]
async fn of_two_who_ask_the_store_past_the_program_one_succeeds() {
    let books = Books::new().await;
    let write = async |sql: String| {
        let transaction = db::begin(&books.site.app.db).await?;
        transaction.execute_unprepared(&sql).await?;
        transaction.commit().await
    };
    for round in 0..10 {
        let call = books.call().await;
        books.post(of_call(call), Entry::Ceiling, 100).await.unwrap();
        let (one, two) = (books.award(call).await, books.award(call).await);
        let (first, second) =
            join(write(books.entry(one, "commit", "60")), write(books.entry(two, "commit", "60"))).await;
        assert!(first.is_ok() != second.is_ok(), "round {round}: {first:?} and {second:?}");
        assert_eq!(books.balance(of_call(call)).await.call.committed, 60);
    }
    assert_eq!(books.broken().await, [0; 6]);
}

#[actix_web::test]
async fn the_doctor_has_a_line_for_each_rule_as_the_document_tells_them() {
    let (books, ..) = Books::begun().await;
    let found = findings(&books.site.app.db).await.unwrap();
    let numbers: Vec<&str> = found.iter().map(|finding| &finding.invariant[..2]).collect();
    assert_eq!(numbers, ["H1", "H2", "H3", "H4", "H5", "H6"]);
    assert_eq!(found.iter().map(|finding| finding.checked).collect::<Vec<_>>(), [1, 2, 1, 2, 0, 0]);
    let document = std::fs::read_to_string("docs/ARCHITECTURE.md").unwrap();
    let document = document.split_whitespace().collect::<Vec<_>>().join(" ");
    for finding in found {
        assert!(document.contains(&format!("* {}", finding.invariant)), "{} is not told", finding.invariant);
    }
}

#[actix_web::test]
async fn the_doctor_finds_what_was_changed_behind_the_guards() {
    let more =
        "INSERT INTO grant_entry (call_id, kind, amount_idr, at) SELECT call_id, 'ceiling', 5, 0 FROM call_budget";
    for (guard, table, sql, broken) in [
        ("call_budget_follows", "call_budget", "UPDATE call_budget SET ceiling_idr = 101", [1, 0, 0, 0, 0, 0]),
        (
            "award_balance_follows",
            "award_balance",
            "UPDATE award_balance SET paid_idr = 29 WHERE paid_idr = 30",
            [0, 1, 0, 0, 0, 0],
        ),
        (
            "grant_entry_no_update",
            "grant_entry",
            "UPDATE grant_entry SET amount_idr = 101 WHERE kind = 'commit'",
            [1, 1, 1, 0, 0, 0],
        ),
        (
            "grant_entry_no_update",
            "grant_entry",
            "UPDATE grant_entry SET amount_idr = 61 WHERE kind = 'pay'",
            [0, 1, 0, 1, 0, 0],
        ),
        (
            "grant_entry_no_update",
            "grant_entry",
            "UPDATE grant_entry SET kind = 'refund' WHERE kind = 'pay'",
            [0, 1, 0, 1, 0, 0],
        ),
        ("grant_entry_no_delete", "grant_entry", "DELETE FROM grant_entry WHERE kind = 'pay'", [0, 1, 0, 0, 0, 0]),
        ("grant_entry_posts", "grant_entry", more, [1, 0, 0, 0, 0, 0]),
        (
            "award_balance_no_delete",
            "award_balance",
            "DELETE FROM award_balance WHERE last_entry = 0",
            [0, 1, 0, 0, 0, 0],
        ),
        // No guard stands before this one: the machine refuses it.
        ("grant_entry_no_update", "grant_entry", "UPDATE award SET state = 'closed'", [0, 0, 0, 0, 1, 0]),
        ("grant_entry_no_update", "grant_entry", "UPDATE award SET state = 'terminated'", [0, 0, 0, 0, 0, 1]),
    ] {
        let (books, ..) = Books::begun().await;
        assert_eq!(books.broken().await, [0; 6]);
        books.drop_guard(guard, table).await;
        books.site.execute(sql).await;
        assert_eq!(books.broken().await, broken, "{sql}");
    }
    let (books, ..) = Books::begun().await;
    books.drop_guard("call_opens_budget", "call").await;
    books.call().await;
    assert_eq!(books.broken().await, [1, 0, 0, 0, 0, 0], "a call without sums");
}

impl Books {
    async fn drop_guard(&self, guard: &str, table: &str) {
        let on = if self.is_postgres() { format!(" ON \"{table}\"") } else { String::new() };
        self.site.execute(&format!("DROP TRIGGER {guard}{on}")).await;
    }
}

/// A calendar with two days of rest before the end of the year.
fn calendar() -> WorkDays {
    WorkDays::new([date!(2026 - 12 - 24), date!(2026 - 12 - 25)], [2026, 2027])
}

/// A timer as the pure functions have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    due: OffsetDateTime,
    paused_at: Option<OffsetDateTime>,
    fired: bool,
}

/// What a change does to the timers of one object.
fn carry_out(known: &mut BTreeMap<&'static str, (Timer, Known)>, change: Change, moment: Moment<'_>) {
    match change {
        Change::Start { timer, due } => {
            known.insert(timer.as_str(), (timer, Known { due, paused_at: None, fired: false }));
        }
        Change::Move { timer, due } => {
            if let Some((_, one)) = known.get_mut(timer.as_str()) {
                (one.due, one.fired) = (due, false);
            }
        }
        Change::Pause { timer } => {
            if let Some((_, one)) = known.get_mut(timer.as_str()) {
                one.paused_at = one.paused_at.or(Some(moment.now));
            }
        }
        Change::Resume { timer } => {
            let Some((_, one)) = known.get_mut(timer.as_str()) else { return };
            let Some(paused_at) = one.paused_at else { return };
            let due = resumed(one.due, paused_at, moment.now, moment.calendar, moment.clock);
            *one = Known { due, paused_at: None, fired: false };
        }
        Change::End { timer } => {
            known.remove(timer.as_str());
        }
        Change::EndAll => known.clear(),
    }
}

#[actix_web::test]
async fn timers_of_the_store_go_as_the_pure_functions_say() {
    let site = Site::empty().await;
    let (calendar, mut chance) = (calendar(), Chance(7));
    let objects = [ids::new_id(), ids::new_id()];
    let mut known = [BTreeMap::new(), BTreeMap::new()];
    let mut now = datetime!(2026-12-14 01:00 UTC);
    let (mut fired, mut stood) = (0, 0);
    for _ in 0..800 {
        now += Duration::hours(1 + i64::try_from(chance.below(20)).unwrap());
        let moment = Moment { now, calendar: &calendar, clock: WITA };
        let at = chance.below(2);
        let timer = chance.of(&Timer::ALL[..5]);
        let due = now + Duration::hours(i64::try_from(chance.below(100)).unwrap() - 10);
        let change = match chance.below(16) {
            0..4 => Change::Start { timer, due },
            4..7 => Change::Move { timer, due },
            7..10 => Change::Pause { timer },
            10..13 => Change::Resume { timer },
            13..15 => Change::End { timer },
            _ => Change::EndAll,
        };
        carry_out(&mut known[at], change, moment);
        timers::change(&site.app.db, Object::Proposal, objects[at], &[change], moment).await.unwrap();
        let running = timers::running(&site.app.db, objects[at]).await.unwrap();
        assert!(running.is_sorted_by_key(|one| one.due));
        let running: BTreeMap<&str, Running> = running.into_iter().map(|one| (one.timer.as_str(), one)).collect();
        let expected: BTreeMap<&str, Running> = known[at]
            .iter()
            .map(|(word, (timer, one))| (*word, Running { timer: *timer, due: one.due, paused_at: one.paused_at }))
            .collect();
        assert_eq!(running, expected, "after {change:?}");
        let found = timers::due(&site.app.db, now, 100).await.unwrap();
        assert!(found.is_sorted_by_key(|one| one.at));
        let found_now: BTreeSet<_> = found.iter().map(|one| (one.object_id, one.timer.as_str(), one.at)).collect();
        let expected: BTreeSet<_> = known
            .iter()
            .zip(objects)
            .flat_map(|(known, id)| known.iter().map(move |(word, (_, one))| (id, *word, *one)))
            .filter(|(_, _, one)| one.due < now && one.paused_at.is_none() && !one.fired)
            .map(|(id, word, one)| (id, word, one.due))
            .collect();
        assert_eq!(found_now, expected, "after {change:?}");
        stood += known.iter().flat_map(BTreeMap::values).filter(|(_, one)| one.paused_at.is_some()).count();
        if let Some(first) = found.first().filter(|_| chance.below(2) == 0) {
            assert!(timers::fired(&site.app.db, *first, now, "told").await.unwrap());
            assert!(!timers::fired(&site.app.db, *first, now, "told").await.unwrap(), "it fires once");
            let at = usize::from(first.object_id == objects[1]);
            known[at].get_mut(first.timer.as_str()).unwrap().1.fired = true;
            fired += 1;
        }
    }
    assert!(fired > 30 && stood > 100, "{fired} fired, {stood} stood: the walk says little");
}

#[actix_web::test]
async fn a_check_that_waits_for_the_group_goes_on_later_by_the_working_days_it_stood() {
    use ProposalState::{AdminCheck, AdminRevision, Submitted, Withdrawn};

    let site = Site::empty().await;
    let (calendar, file) = (calendar(), ids::new_id());
    let go = async |from, to, now, typed| {
        let timing = Timing { now, clock: WITA, calendar: &calendar, sla: Sla::DEFAULT, typed };
        let moment = Moment { now, calendar: &calendar, clock: WITA };
        let changes = timing.changes(from, to);
        timers::change(&site.app.db, Object::Proposal, file, &changes, moment).await.unwrap();
        let running = timers::running(&site.app.db, file).await.unwrap();
        running.into_iter().map(|one| (one.timer, one.due, one.paused_at)).collect::<Vec<_>>()
    };
    let monday = datetime!(2026-12-14 01:00 UTC);
    let sent = go(None, Submitted, monday, None).await;
    assert_eq!(sent, [(Timer::Claim, datetime!(2026-12-21 15:59:59 UTC), None)]);
    let claimed = go(Some(Submitted), AdminCheck, monday, None).await;
    // Ten working days, without the two days of rest.
    let due = datetime!(2026-12-30 15:59:59 UTC);
    assert_eq!(claimed, [(Timer::AdminCheck, due, None)]);
    let wednesday = datetime!(2026-12-23 03:00 UTC);
    let waits = go(Some(AdminCheck), AdminRevision, wednesday, Some(date!(2027 - 01 - 04))).await;
    let revision = datetime!(2027-01-04 15:59:59 UTC);
    assert_eq!(waits, [(Timer::AdminCheck, due, Some(wednesday)), (Timer::RevisionDue, revision, None)]);
    let much_later = datetime!(2027-06-01 00:00 UTC);
    let found = timers::due(&site.app.db, much_later, 100).await.unwrap();
    let found: Vec<_> = found.iter().map(|one| (one.object, one.object_id, one.timer, one.at)).collect();
    assert_eq!(found, [(Object::Proposal, file, Timer::RevisionDue, revision)], "what stands does not fire");
    // Thursday and Friday are days of rest, so one working day has gone by.
    let back = go(Some(AdminRevision), AdminCheck, datetime!(2026-12-28 09:00 UTC), None).await;
    assert_eq!(back, [(Timer::AdminCheck, datetime!(2026-12-31 15:59:59 UTC), None)]);
    assert_eq!(go(Some(AdminCheck), Withdrawn, datetime!(2026-12-29 09:00 UTC), None).await, []);
    assert!(timers::due(&site.app.db, much_later, 100).await.unwrap().is_empty(), "what ended does not fire");
}

#[actix_web::test]
async fn of_two_workers_one_fires_and_what_changed_meanwhile_does_not() {
    let site = Site::empty().await;
    let store = &site.app.db;
    let (calendar, timer, due) = (calendar(), Timer::Claim, NOW);
    let later = NOW + Duration::seconds(1);
    let moment = Moment { now: later, calendar: &calendar, clock: WITA };
    assert!(timers::due(store, later, 100).await.unwrap().is_empty());
    for change in [
        None,
        Some(Change::Move { timer, due: later + Duration::days(1) }),
        Some(Change::Pause { timer }),
        Some(Change::End { timer }),
        Some(Change::EndAll),
        Some(Change::Start { timer, due: later + Duration::days(1) }),
    ] {
        let id = ids::new_id();
        timers::change(store, Object::Proposal, id, &[Change::Start { timer, due }], moment).await.unwrap();
        assert!(timers::due(store, due, 100).await.unwrap().is_empty(), "its moment has come, and is not over");
        let found = timers::due(store, later, 100).await.unwrap();
        assert_eq!(found.len(), 1);
        if let Some(change) = change {
            timers::change(store, Object::Proposal, id, &[change], moment).await.unwrap();
        }
        let fire = async || {
            let transaction = db::begin(store).await.unwrap();
            let fires = timers::fired(&transaction, found[0], later, "told").await.unwrap();
            transaction.commit().await.unwrap();
            fires
        };
        let (one, two) = join(fire(), fire()).await;
        assert_eq!(usize::from(one) + usize::from(two), usize::from(change.is_none()), "{change:?}");
        assert!(timers::due(store, later, 100).await.unwrap().is_empty(), "{change:?}");
    }
    // The oldest come first, and no more than were asked for.
    let ids: Vec<Uuid> = (0..3).map(|_| ids::new_id()).collect();
    for (id, hours) in ids.iter().zip([2, 3, 1]) {
        let due = NOW - Duration::hours(hours);
        timers::change(store, Object::Award, *id, &[Change::Start { timer, due }], moment).await.unwrap();
    }
    let found = timers::due(store, NOW, 2).await.unwrap();
    assert_eq!(found.iter().map(|one| one.object_id).collect::<Vec<_>>(), [ids[1], ids[0]]);
}

#[actix_web::test]
async fn the_second_word_of_a_first_person_replaces_the_first_and_is_forgotten_when_done() {
    let site = Site::empty().await;
    let store = &site.app.db;
    let file = (Object::Proposal, ids::new_id());
    let hand = |duty| Hand { account: ids::new_id(), duty, on_behalf_of: None };
    let (verifier, lead) = (hand(Duty::Verifier), hand(Duty::Lead));
    let typed = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert!(countersigns::find(store, file, "recommend").await.unwrap().is_none());
    countersigns::put(store, file, "recommend", verifier, &json!({ "amount": 1 }), NOW).await.unwrap();
    let payload = typed(r#"{"reason":"baik","amount":{"to":5,"from":7},"lines":[2,1]}"#);
    let later = NOW + Duration::hours(1);
    countersigns::put(store, file, "recommend", lead, &payload, later).await.unwrap();
    let waiting = countersigns::find(store, file, "recommend").await.unwrap().unwrap();
    assert_eq!((waiting.countersign.hand, waiting.countersign.at, &waiting.payload), (lead, later, &payload));
    // The second person has the same before them, in whatever order its fields came.
    let same = typed(r#"{"lines":[2,1],"amount":{"from":7,"to":5},"reason":"baik"}"#);
    assert_eq!(waiting.countersign.payload, countersigns::mark(&same));
    for other in [
        r#"{"lines":[1,2],"amount":{"from":7,"to":5},"reason":"baik"}"#,
        r#"{"lines":[2,1],"amount":{"from":5,"to":7},"reason":"baik"}"#,
        r#"{"lines":[2,1],"amount":{"from":7,"to":5},"reason":"baik "}"#,
        r#"{"lines":[2,1],"amount":{"from":7,"to":5}}"#,
        "{}",
    ] {
        assert_ne!(waiting.countersign.payload, countersigns::mark(&typed(other)), "{other}");
    }
    // Another step and another file wait for themselves.
    let (elsewhere, step) = ((Object::Proposal, ids::new_id()), "void");
    countersigns::put(store, file, step, verifier, &json!({}), NOW).await.unwrap();
    countersigns::put(store, elsewhere, "recommend", verifier, &json!({}), NOW).await.unwrap();
    countersigns::forget(store, file, "recommend").await.unwrap();
    assert!(countersigns::find(store, file, "recommend").await.unwrap().is_none());
    assert!(countersigns::find(store, file, step).await.unwrap().is_some());
    assert!(countersigns::find(store, elsewhere, "recommend").await.unwrap().is_some());
    countersigns::forget(store, file, "recommend").await.unwrap();
}
