//! The ledgers of goods and of money: the worked example, what the store itself refuses, many clerks at one shelf.
use std::{collections::BTreeMap, rc::Rc};

use sea_orm::{ConnectionTrait, DbBackend};
use tanggui::{
    error::Error,
    marketplace::consignment::{
        agreements::{
            model::{LossCause, Terms},
            service as agreements,
            workflow::Event as PlacementEvent,
        },
        losses::{service as losses, workflow::Event as LossEvent},
        notes::{
            model::{CountedLine, OfferLine, TakenLine},
            service as notes,
            workflow::{Event as NoteEvent, State as NoteState},
        },
        sales::{
            model::{Pick, Sold, Source},
            service as sales,
        },
        statements::{
            disputes::{self, Objection},
            payouts::{self, Method, Payment},
            service as statements,
            workflow::{Event as StatementEvent, PayoutEvent, State as StatementState},
        },
    },
};
use time::Duration;
use uuid::Uuid;

use crate::trade::{Trade, key, pay, place_of};

/// `marketplace.md`, section 8.6: at 25,000 with 15 % for the outlet, and three ways to share what was damaged.
#[actix_web::test]
async fn a_group_offers_20_and_both_see_3_left_and_the_same_rupiah() {
    for (damaged, due) in [(10_000, 233_750), (0, 191_250), (5_000, 212_500)] {
        let terms = Terms { liability: [0, damaged, 10_000, 10_000, 0], ..Terms::default() };
        let mut trade = Trade::with(terms).await;
        trade.site.execute("UPDATE variant SET retail_idr = 25000").await;
        trade.goods[0].1 = 25_000;
        let counted = CountedLine { received: 14, refused: 0, missing: 1, reason: "kurang satu".to_owned() };
        let note = trade.deliver(20, 15, counted).await;
        notes::acknowledge(trade.app(), &trade.maker, &note).await.unwrap();
        trade.sell(9).await.unwrap();
        assert_eq!(trade.due().await, 191_250);
        let lot = trade.on_shelf().await[0].clone();
        losses::report(trade.app(), &trade.manager, &key(), lot.lot, 2, (LossCause::Damaged, "jahitan lepas"))
            .await
            .unwrap();
        assert_eq!(trade.due().await, 191_250, "nothing is owed before the maker agrees");
        let open = losses::list(&trade.app().db, trade.id).await.unwrap();
        let code = open.iter().find(|loss| loss.cause == LossCause::Damaged).unwrap().code.clone();
        losses::act(trade.app(), &trade.maker, &code, LossEvent::Acknowledge).await.unwrap();
        assert_eq!(trade.on_shelf().await[0].pieces, 3);
        let places = ["origin", "transit", "shelf", "hold", "sold", "lost"];
        let mut pieces = Vec::new();
        for place in places {
            pieces.push(trade.pieces(place).await);
        }
        assert_eq!(pieces, [-15, 0, 3, 2, 9, 1]);
        assert_eq!(trade.due().await, due);
        trade.sound().await;
    }
}

#[actix_web::test]
async fn a_period_is_settled_paid_and_its_payment_can_still_fail() {
    let mut trade = Trade::with(Terms::default()).await;
    trade.deliver(10, 10, CountedLine { received: 10, ..CountedLine::default() }).await;
    trade.sell(4).await.unwrap();
    assert_eq!(statements::draft(trade.app(), &trade.manager, &trade.placement).await.unwrap(), None, "not over yet");
    trade.later(20);
    let code = statements::draft(trade.app(), &trade.manager, &trade.placement).await.unwrap().unwrap();
    assert!(matches!(statements::show(&trade.app().db, &trade.maker, &code).await, Err(Error::NotFound)));
    statements::send(trade.app(), &trade.manager, &code).await.unwrap();
    let (statement, place, entries) = statements::show(&trade.app().db, &trade.maker, &code).await.unwrap();
    assert_eq!(statement.net, trade.due().await);
    assert_eq!(statement.net, entries.iter().map(|entry| entry.due_delta).sum::<i64>());
    assert_eq!(place.closed_through, statement.to);

    statements::act(trade.app(), &trade.maker, &code, StatementEvent::Confirm, "").await.unwrap();
    let today = agreements::today(trade.app(), &place.regency);
    let pay = |rupiah| Payment { rupiah, method: Method::Transfer, happened_on: today, reference: "TRX 12".to_owned() };
    let too_much = payouts::record(trade.app(), &trade.manager, &code, &key(), &pay(statement.net + 1)).await;
    assert!(matches!(too_much, Err(Error::Invalid(_))));
    let by_hand = payouts::record(trade.app(), &trade.assistant, &code, &key(), &pay(1)).await;
    assert!(matches!(by_hand, Err(Error::Invalid(_))), "the assistant pays nothing");
    let once = key();
    for _ in 0..2 {
        payouts::record(trade.app(), &trade.manager, &code, &once, &pay(statement.net)).await.unwrap();
    }
    assert_eq!(trade.due().await, 0);
    let payment = payouts::of_statement(&trade.app().db, statement.id).await.unwrap();
    assert_eq!(payment.len(), 1, "pressing twice pays once");
    let state = async |trade: &Trade| statements::show(&trade.app().db, &trade.maker, &code).await.unwrap().0.state;
    assert_eq!(state(&trade).await, StatementState::Paid);
    payouts::act(trade.app(), &trade.maker, &payment[0].code, PayoutEvent::Acknowledge, "").await.unwrap();
    assert_eq!(state(&trade).await, StatementState::Closed);
    // The bank sends it back after all.
    payouts::act(trade.app(), &trade.manager, &payment[0].code, PayoutEvent::Fail, "rekening ditutup").await.unwrap();
    assert_eq!(state(&trade).await, StatementState::Confirmed);
    assert_eq!(trade.due().await, statement.net);
    payouts::record(trade.app(), &trade.manager, &code, &key(), &pay(statement.net)).await.unwrap();
    assert_eq!(state(&trade).await, StatementState::Paid);
    trade.sound().await;
}

#[actix_web::test]
async fn a_dispute_ends_in_a_new_revision_with_the_difference() {
    let mut trade = Trade::with(Terms::default()).await;
    trade.deliver(10, 10, CountedLine { received: 10, ..CountedLine::default() }).await;
    let sale = trade.sell(4).await.unwrap();
    trade.later(20);
    let code = statements::draft(trade.app(), &trade.manager, &trade.placement).await.unwrap().unwrap();
    statements::send(trade.app(), &trade.manager, &code).await.unwrap();
    let objection = Objection { reason: "unrecorded", lines: &[], text: "Satu tas belum tercatat." };
    disputes::open(trade.app(), &trade.maker, &code, &objection).await.unwrap();
    // Selling and taking back go on meanwhile.
    let today = agreements::today(trade.app(), &place_of(&trade).await.regency);
    let day = today - Duration::days(20);
    let sold = sales::of_day(trade.app(), &trade.manager, day).await.unwrap();
    let line = sold.iter().find(|one| one.code == sale).unwrap().lines[0].id;
    let late = sales::void(trade.app(), &trade.assistant, &key(), line, "salah ketik").await;
    assert!(matches!(late, Err(Error::Invalid(_))), "after its day only the manager takes a sale back");
    sales::void(trade.app(), &trade.manager, &key(), line, "salah ketik").await.unwrap();
    assert!(matches!(sales::void(trade.app(), &trade.manager, &key(), line, "lagi").await, Err(Error::Invalid(_))));
    disputes::propose(trade.app(), &trade.manager, &code, 5_000).await.unwrap();
    assert!(matches!(disputes::agree(trade.app(), &trade.maker, &code, 4_000).await, Err(Error::Conflict)));
    disputes::agree(trade.app(), &trade.maker, &code, 5_000).await.unwrap();
    statements::send(trade.app(), &trade.manager, &code).await.unwrap();
    let (statement, ..) = statements::show(&trade.app().db, &trade.maker, &code).await.unwrap();
    assert_eq!((statement.revision, statement.state), (2, StatementState::Sent));
    assert_eq!(statement.sums.adjustments, 5_000);
    trade.sound().await;
}

#[actix_web::test]
async fn periods_without_sales_close_silently_and_little_is_carried() {
    let terms = Terms { min_payout: 100_000_000, ..Terms::default() };
    let mut trade = Trade::with(terms).await;
    trade.deliver(10, 10, CountedLine { received: 10, ..CountedLine::default() }).await;
    trade.sell(1).await.unwrap();
    trade.later(20);
    let first = statements::draft(trade.app(), &trade.manager, &trade.placement).await.unwrap().unwrap();
    statements::send(trade.app(), &trade.manager, &first).await.unwrap();
    trade.later(30);
    assert!(statements::lapse(trade.app()).await.unwrap() > 0, "silence confirms, and little is carried");
    let (carried, ..) = statements::show(&trade.app().db, &trade.maker, &first).await.unwrap();
    assert_eq!((carried.state, carried.by_timeout), (StatementState::Closed, true));
    trade.sell(2).await.unwrap();
    trade.later(40);
    let second = statements::draft(trade.app(), &trade.manager, &trade.placement).await.unwrap().unwrap();
    statements::send(trade.app(), &trade.manager, &second).await.unwrap();
    let (next, ..) = statements::show(&trade.app().db, &trade.maker, &second).await.unwrap();
    assert_eq!(next.carried_in, carried.net);
    assert_eq!(next.net, trade.due().await);
    trade.sound().await;
}

#[actix_web::test]
async fn whoever_sent_does_not_receive_and_the_code_from_the_paper_has_five_tries() {
    let trade = Trade::with(Terms::default()).await;
    let app = trade.app();
    let lines = [OfferLine { variant: trade.goods[0].0, pieces: 5, expires_on: None }];
    let code = notes::write(app, &trade.maker, &trade.placement, &lines).await.unwrap();
    assert!(matches!(notes::show(&app.db, &trade.manager, &code).await, Err(Error::NotFound)), "a draft is one's own");
    notes::act(app, &trade.maker, &code, NoteEvent::Offer, "").await.unwrap();
    let (note, place) = notes::show(&app.db, &trade.manager, &code).await.unwrap();
    let all = BTreeMap::from([(note.lines[0].id, TakenLine { pieces: 5, shelf_price: None })]);
    let day = agreements::today(app, &place.regency) + Duration::days(3);
    let more = BTreeMap::from([(note.lines[0].id, TakenLine { pieces: 6, shelf_price: None })]);
    assert!(matches!(notes::accept(app, &trade.manager, &code, &more, day).await, Err(Error::Invalid(_))));
    notes::accept(app, &trade.manager, &code, &all, day).await.unwrap();
    let once = key();
    for _ in 0..2 {
        notes::issue(app, &trade.maker, &code, &once, &BTreeMap::new()).await.unwrap();
    }
    assert_eq!(trade.pieces("transit").await, 5, "pressing twice sends once");
    let count = |received, missing| {
        let line = CountedLine { received, refused: 0, missing, reason: String::new() };
        BTreeMap::from([(note.lines[0].id, line)])
    };
    for _ in 0..5 {
        let wrong = notes::receive(app, &trade.assistant, &code, &key(), &count(5, 0), "000000x").await;
        assert!(matches!(wrong, Err(Error::Invalid(_))));
    }
    let (note, _) = notes::show(&app.db, &trade.maker, &code).await.unwrap();
    let right = notes::handover_code(app, &note);
    let late = notes::receive(app, &trade.assistant, &code, &key(), &count(5, 0), &right).await;
    assert!(matches!(late, Err(Error::Invalid(_))), "after five tries the code is dead");
    assert!(matches!(
        notes::receive(app, &trade.assistant, &code, &key(), &count(6, 0), "").await,
        Err(Error::Invalid(_))
    ));
    let once = key();
    for _ in 0..2 {
        let state = notes::receive(app, &trade.assistant, &code, &once, &count(5, 0), "").await.unwrap();
        assert_eq!(state, NoteState::Received);
    }
    assert_eq!(trade.pieces("shelf").await, 5);
    trade.sound().await;
}

/// Each of these would break an invariant; the store itself refuses it, whatever the program may think.
#[actix_web::test]
async fn the_store_refuses_what_does_not_balance() {
    let mut trade = Trade::with(Terms::default()).await;
    trade.deliver(10, 10, CountedLine { received: 10, ..CountedLine::default() }).await;
    trade.sell(4).await.unwrap();
    trade.later(20);
    let code = statements::draft(trade.app(), &trade.manager, &trade.placement).await.unwrap().unwrap();
    statements::send(trade.app(), &trade.manager, &code).await.unwrap();
    let lot = trade.raw(trade.on_shelf().await[0].lot);
    let placement = trade.raw(trade.id);
    let postgres = trade.site.backend() == DbBackend::Postgres;
    let fresh = trade.raw(Uuid::from_u128(77));
    let op = format!(
        "INSERT INTO ledger_op (id, op_key, command, document_kind, document_id, at, business_day) \
         VALUES ({fresh}, 'a-key-of-the-test', 'test', 'test', {fresh}, 0, '2027-01-01')"
    );
    trade.site.execute(&op).await;
    let goods = |kind: &str, from: &str, to: &str, qty: &str| {
        format!(
            "INSERT INTO stock_entry (op_id, lot_id, kind, from_place, to_place, qty) \
             VALUES ({fresh}, {lot}, '{kind}', '{from}', '{to}', {qty})"
        )
    };
    let money = |kind: &str, from: &str, to: &str, amount: i64, delta: i64| {
        format!(
            "INSERT INTO money_entry (op_id, placement_id, kind, from_account, to_account, amount_idr, due_delta, \
             business_day) VALUES ({fresh}, {placement}, '{kind}', '{from}', '{to}', {amount}, {delta}, '2027-01-01')"
        )
    };
    let mut wrong = vec![
        ("I3 sell more than there is", goods("sell", "shelf", "sold", "7")),
        ("I1 a move that no rule knows", goods("sell", "hold", "sold", "1")),
        ("I1 nothing", goods("sell", "shelf", "sold", "0")),
        ("I2 change an entry", "UPDATE stock_entry SET qty = qty + 1".to_owned()),
        ("I2 delete an entry", "DELETE FROM money_entry".to_owned()),
        ("I2 delete an operation", "DELETE FROM ledger_op".to_owned()),
        ("I2 change a sale", "UPDATE sale_line SET qty = 1".to_owned()),
        ("I2 change a price", "UPDATE lot_price SET unit_idr = 1000".to_owned()),
        ("I4 change an account", "UPDATE stock_account SET qty = qty + 1 WHERE place = 'shelf'".to_owned()),
        (
            "I4 point an account at an old entry",
            "UPDATE stock_account SET qty = qty + 10, last_entry = last_entry + 1".to_owned(),
        ),
        ("I4 change a balance", "UPDATE money_account SET balance_idr = 0 WHERE account = 'maker_due'".to_owned()),
        ("I4 delete an account", "DELETE FROM stock_account".to_owned()),
        ("I5 the same key again", op.replace("x'0000", "x'1111")),
        ("I6 receive more than was sent", "UPDATE consignment_line SET received = 11".to_owned()),
        ("I7 the price of a line", "UPDATE consignment_line SET maker_unit_idr = unit_idr + 1".to_owned()),
        ("a debt that is said otherwise", money("sale_maker", "buyers", "maker_due", 100, 99)),
        ("a posting that no rule knows", money("sale_maker", "maker_due", "paid", 100, -100)),
        ("a payment of no statement", money("payout", "maker_due", "clearing", 100, -100)),
        (
            "I11 an entry in a closed period",
            format!(
                "INSERT INTO money_entry (op_id, placement_id, kind, from_account, to_account, amount_idr, due_delta, \
                 business_day) SELECT id, {placement}, 'liability', 'outlet_loss', 'maker_due', 5, 5, business_day \
                 FROM ledger_op WHERE command = 'sell'"
            ),
        ),
        ("I11 open a period again", "UPDATE placement SET closed_through = '2020-01-01'".to_owned()),
        ("I10 another net", "UPDATE settlement SET net_idr = net_idr + 1, lines_idr = lines_idr + 1".to_owned()),
        ("I10 say it is paid", "UPDATE settlement SET paid_idr = 1".to_owned()),
        ("a statement that was sent becomes a draft", "UPDATE settlement SET state = 'drafted'".to_owned()),
        ("I9 settle twice", "INSERT INTO settlement_line SELECT * FROM settlement_line".to_owned()),
        ("a carried sum that is not open", "UPDATE settlement SET carry_out_idr = net_idr + 1".to_owned()),
        ("delete a statement", "DELETE FROM settlement".to_owned()),
        ("change what was agreed", "UPDATE consignment_agreement SET outlet_share_bp = 100".to_owned()),
        ("the day of a lot", "UPDATE lot SET expires_on = '2030-01-01'".to_owned()),
        ("the history", "UPDATE document_event SET note = 'x'".to_owned()),
        ("a period with a gap", statement_from(&placement, &fresh, "2027-03-05", "2027-03-31")),
    ];
    if postgres {
        wrong.push(("empty the ledger", "TRUNCATE stock_entry CASCADE".to_owned()));
    } else {
        wrong.push(("I2 replace an entry", "INSERT OR REPLACE INTO stock_entry SELECT * FROM stock_entry".to_owned()));
        wrong.push((
            "I4 replace an account",
            "INSERT OR REPLACE INTO stock_account SELECT * FROM stock_account".to_owned(),
        ));
        wrong.push(("half a piece", goods("sell", "shelf", "sold", "1.5")));
        // These pass by a check; the entry would stand there and its accounts would not follow.
        let settled = money("payout", "maker_due", "clearing", 900_000_000, -900_000_000)
            .replace("business_day)", "business_day, settlement_id)")
            .replace("'2027-01-01')", "'2027-01-01', (SELECT id FROM settlement))");
        for way in ["OR IGNORE", "OR FAIL", "OR REPLACE"] {
            let past = |sql: String| sql.replacen("INSERT", &format!("INSERT {way}"), 1);
            wrong.push(("I3 sell more than there is, past the check", past(goods("sell", "shelf", "sold", "7"))));
            wrong.push(("I3 pay more than is owed, past the check", past(settled.clone())));
        }
    }
    for (what, sql) in wrong {
        let answer = trade.app().db.execute_unprepared(&sql).await;
        assert!(answer.is_err(), "{what} was not refused: {sql}");
    }
    trade.sound().await;
}

fn statement_from(placement: &str, id: &str, from: &str, to: &str) -> String {
    format!(
        "INSERT INTO settlement (id, public_code, placement_id, period_from, period_to, state, gross_idr, \
         outlet_share_idr, fee_idr, liability_idr, adjustments_idr, lines_idr, net_idr, created_at) \
         VALUES ({id}, 'CODE1234', {placement}, '{from}', '{to}', 'drafted', 0, 0, 0, 0, 0, 0, 0, 0)"
    )
}

#[actix_web::test]
async fn eight_clerks_sell_a_shelf_empty_and_no_piece_twice() {
    let trade = Rc::new(Trade::with(Terms::default()).await);
    trade.deliver(500, 500, CountedLine { received: 500, ..CountedLine::default() }).await;
    let mut clerks = Vec::new();
    for clerk in 0..8_i64 {
        let trade = trade.clone();
        clerks.push(async move {
            let (mut sold, mut refused) = (0, 0);
            for round in 0..60_i64 {
                let pieces = 1 + (clerk + round) % 3;
                let pick = Pick::Goods { variant: trade.goods[0].0, unit_idr: trade.goods[0].1 };
                let own = format!("clerk-{clerk}-round-{round}");
                let one = [Sold { pick, pieces }];
                let answer = sales::record(trade.app(), &trade.assistant, &own, &one, (Source::List, None)).await;
                match answer {
                    Ok(_) => sold += pieces,
                    Err(Error::Invalid(_)) => refused += 1,
                    Err(other) => panic!("{other}"),
                }
                if round % 10 == 0 {
                    // Sent once more, as by a browser that heard no answer.
                    let again = sales::record(trade.app(), &trade.assistant, &own, &one, (Source::List, None)).await;
                    assert!(matches!(again, Ok(_) | Err(Error::Invalid(_))), "{again:?}");
                }
            }
            (sold, refused)
        });
    }
    let counts = futures_util::future::join_all(clerks).await;
    let sold: i64 = counts.iter().map(|(sold, _)| sold).sum();
    assert_eq!(sold, trade.pieces("sold").await);
    assert_eq!(trade.pieces("shelf").await, 500 - sold);
    assert!(counts.iter().any(|(_, refused)| *refused > 0), "the shelf was sold empty");
    let (unit, maker) = (trade.goods[0].1, trade.goods[0].1 - trade.goods[0].1 * 1_500 / 10_000);
    assert!(maker < unit);
    assert_eq!(trade.due().await, sold * maker);
    trade.sound().await;
}

#[actix_web::test]
async fn a_placement_ends_when_nothing_is_left_between_the_two() {
    let mut trade = Trade::with(Terms::default()).await;
    trade.deliver(2, 2, CountedLine { received: 2, ..CountedLine::default() }).await;
    agreements::act(trade.app(), &trade.manager, &trade.placement, PlacementEvent::End, "tutup").await.unwrap();
    let early = agreements::act(trade.app(), &trade.manager, &trade.placement, PlacementEvent::Close, "").await;
    assert!(matches!(early, Err(Error::Invalid(_))), "two pieces stand there still");
    trade.sell(2).await.unwrap();
    trade.later(40);
    let code = statements::draft(trade.app(), &trade.manager, &trade.placement).await.unwrap().unwrap();
    statements::send(trade.app(), &trade.manager, &code).await.unwrap();
    statements::act(trade.app(), &trade.maker, &code, StatementEvent::Confirm, "").await.unwrap();
    let (statement, place, _) = statements::show(&trade.app().db, &trade.maker, &code).await.unwrap();
    pay(&trade, &code, statement.net, agreements::today(trade.app(), &place.regency)).await.unwrap();
    let payments = payouts::of_statement(&trade.app().db, statement.id).await.unwrap();
    payouts::act(trade.app(), &trade.maker, &payments[0].code, PayoutEvent::Acknowledge, "").await.unwrap();
    agreements::act(trade.app(), &trade.manager, &trade.placement, PlacementEvent::Close, "").await.unwrap();
    trade.sound().await;
}
