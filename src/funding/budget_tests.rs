//! Sums a reader can add up, and faults that name their line.
use proptest::{prelude::*, test_runner::RngSeed};

use super::*;

fn typed(quantity: &str, price: &str) -> Typed {
    Typed {
        activity: "Produksi".into(),
        description: "Alat".into(),
        form: "goods".into(),
        quantity: quantity.into(),
        unit: "unit".into(),
        unit_price: price.into(),
        quotes: 0,
    }
}

/// Lines of one piece, of these prices.
fn lines(prices: &[i64]) -> Vec<Line> {
    let typed: Vec<_> = prices.iter().map(|price| typed("1", &price.to_string())).collect();
    read(&typed).unwrap()
}

#[test]
fn the_budget_of_the_demo_comes_to_18_450_000() {
    let rows = [
        typed("1", "6.500.000"),
        typed("1", "Rp 2.750.000"),
        typed("2", "350.000"),
        typed("3", "850 000"),
        typed("2.000", "1850"),
        typed("5000", "450"),
    ];
    let lines = read(&rows).unwrap();
    let subtotals: Vec<_> = lines.iter().map(|line| line.subtotal().unwrap().0).collect();
    assert_eq!(subtotals, [6_500_000, 2_750_000, 700_000, 2_550_000, 3_700_000, 2_250_000]);
    assert_eq!(total(&lines), Some(Rupiah(18_450_000)));
}

#[test]
fn quantities_are_read_in_thousandths() {
    for (typed, thousandths) in [
        ("1,5", 1_500),
        ("1", 1_000),
        ("0,001", 1),
        ("2.000", 2_000_000),
        ("12.345.678,9", 12_345_678_900),
        (" 3,25 ", 3_250),
        ("1000", 1_000_000),
        ("0", 0),
    ] {
        assert_eq!(read_quantity(typed), Some(thousandths), "{typed}");
    }
    for typed in [
        "",
        "1.5",
        "1,2345",
        "1,",
        ",5",
        "-1",
        "1e3",
        "1000.000",
        "1.00",
        "1,5,5",
        "a",
        "9999999999999999999",
        "1.000.00",
    ] {
        assert_eq!(read_quantity(typed), None, "{typed}");
    }
}

#[test]
fn half_a_rupiah_goes_upwards() {
    for (thousandths, price, subtotal) in [(1_500, 1, 2), (1_499, 1, 1), (500, 1, 1), (499, 1, 0), (333, 1_000, 333)] {
        let line = Line { quantity: thousandths, unit_price: Rupiah(price), ..lines(&[1])[0].clone() };
        assert_eq!(line.subtotal(), Some(Rupiah(subtotal)), "{thousandths} x {price}");
    }
}

#[test]
fn an_empty_line_is_left_out_and_a_half_filled_one_is_named() {
    let empty = Typed { form: "goods".into(), ..Typed::default() };
    let half = Typed { unit_price: String::new(), unit: " ".into(), ..typed("1", "1") };
    let found = read(&[typed("1", "500"), empty.clone(), typed("2", "250")]).unwrap();
    assert_eq!(found.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(
        read(&[typed("1", "500"), empty, half]),
        Err(vec![
            Fault { number: 3, field: Field::Unit, kind: FaultKind::Missing },
            Fault { number: 3, field: Field::UnitPrice, kind: FaultKind::Missing },
        ])
    );
    assert_eq!(read(&[]), Ok(vec![]));
}

#[test]
fn what_cannot_be_read_is_named_in_every_line() {
    let wrong = Typed { form: "kind".into(), ..typed("x", "1,5") };
    let faults = read(&[wrong.clone(), wrong]).unwrap_err();
    let named: Vec<_> = faults.iter().map(|fault| (fault.number, fault.field)).collect();
    assert_eq!(
        named,
        [
            (1, Field::Form),
            (1, Field::Quantity),
            (1, Field::UnitPrice),
            (2, Field::Form),
            (2, Field::Quantity),
            (2, Field::UnitPrice)
        ]
    );
    assert!(faults.iter().all(|fault| fault.kind == FaultKind::Unreadable));
    assert!(read(&[typed("0", "100")]).is_err());
    assert!(read(&[typed("1", "0")]).is_err());
}

#[test]
fn an_amount_above_the_largest_is_refused_and_not_wrapped() {
    let large = typed("2", "999999999999999");
    assert_eq!(read(&[large]), Err(vec![Fault { number: 1, field: Field::UnitPrice, kind: FaultKind::TooLarge }]));
    assert_eq!(total(&lines(&[Rupiah::MAX.0])), Some(Rupiah::MAX));
    assert_eq!(total(&lines(&[Rupiah::MAX.0, 1])), None);
}

#[test]
fn cuts_are_stated_per_line() {
    let lines = lines(&[500, 300]);
    let cut = |number, amount| Cut { number, amount: Rupiah(amount) };
    assert_eq!(after_cuts(&lines, &[]), Ok(Some(Rupiah(800))));
    assert_eq!(after_cuts(&lines, &[cut(2, 300), cut(1, 1)]), Ok(Some(Rupiah(499))));
    assert_eq!(after_cuts(&lines, &[cut(3, 1)]), Err(CutFault::NoSuchLine(3)));
    assert_eq!(after_cuts(&lines, &[cut(1, 1), cut(1, 1)]), Err(CutFault::Twice(1)));
    assert_eq!(after_cuts(&lines, &[cut(1, 501)]), Err(CutFault::OutOfLine(1)));
    assert_eq!(after_cuts(&lines, &[cut(1, -1)]), Err(CutFault::OutOfLine(1)));
    let reduced: Vec<_> = lines.iter().map(|line| Line { cut: Rupiah(100), ..line.clone() }).collect();
    assert_eq!(net(&reduced), Some(Rupiah(600)));
}

#[test]
fn a_dear_line_needs_three_comparisons_or_the_standard_prices() {
    let mut lines = lines(&[1_000_000, 1_000_001, 5_000_000]);
    lines[2].quotes = 3;
    let rule = QuoteRule { threshold: Rupiah(1_000_000), quotes: 3, standard_prices: false };
    assert_eq!(without_quotes(&lines, rule), [2]);
    assert!(without_quotes(&lines, QuoteRule { standard_prices: true, ..rule }).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn the_total_does_not_depend_on_the_order(mut prices in proptest::collection::vec(1i64..1_000_000_000, 1..20), turn in 0usize..20) {
        let sum: i64 = prices.iter().sum();
        let turn = turn % prices.len();
        prices.rotate_left(turn);
        prop_assert_eq!(total(&lines(&prices)), Some(Rupiah(sum)));
    }

    #[test]
    fn a_quantity_is_read_as_it_is_written(whole in 0i64..1_000_000_000, part in 0i64..1_000) {
        let written = format!("{},{part:03}", crate::platform::money::grouped(whole, '.'));
        prop_assert_eq!(read_quantity(&written), Some(whole * 1_000 + part));
    }

    #[test]
    fn a_subtotal_is_never_further_off_than_half_a_rupiah(quantity in 1i64..1_000_000_000, price in 1i64..1_000_000) {
        let line = Line { quantity, unit_price: Rupiah(price), ..lines(&[1])[0].clone() };
        let exact = i128::from(quantity) * i128::from(price);
        let off = i128::from(line.subtotal().unwrap().0) * 1_000 - exact;
        prop_assert!((-499..=500).contains(&off));
    }
}

#[test]
fn quantities_are_shown_as_they_are_typed() {
    for (thousandths, shown) in [(1_000, "1"), (2_500, "2,5"), (1_500_000, "1.500"), (125, "0,125"), (10, "0,01")] {
        assert_eq!(shown_quantity(thousandths), shown);
        assert_eq!(read_quantity(shown), Some(thousandths));
    }
}
