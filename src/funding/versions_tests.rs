//! One content has one hash, and a change is told where it is.
use proptest::{prelude::*, test_runner::RngSeed};

use super::*;
use crate::{funding::budget::Form, platform::money::Rupiah};

fn line(number: u16, price: i64) -> Line {
    Line {
        number,
        activity: "Produksi".into(),
        description: format!("Alat {number}"),
        form: Form::Goods,
        quantity: 1_500,
        unit: "unit".into(),
        unit_price: Rupiah(price),
        quotes: 3,
        cut: Rupiah(0),
    }
}

fn content() -> Content {
    Content {
        form: 1,
        answers: [("tujuan".to_owned(), json!("Menambah hasil")), ("anggota".to_owned(), json!(12))].into(),
        lines: vec![line(1, 6_500_000), line(2, 350_000)],
        files: [("npwp".to_owned(), "ab12".to_owned())].into(),
    }
}

#[test]
fn the_canonical_form_does_not_change() {
    let small = Content {
        form: 2,
        answers: [("b".to_owned(), json!({"z": 1, "a": [true, null]}))].into(),
        ..Content::default()
    };
    assert_eq!(small.canonical(), r#"{"answers":{"b":{"a":[true,null],"z":1}},"files":{},"form":2,"lines":[]}"#);
    assert_eq!(small.hash().hex(), "7d327d6f90e7ecc4f5f5e7914916728ba69cd9d3e4857ab19644f3acaabe2313");
}

#[test]
fn the_order_of_keys_changes_nothing_and_the_order_of_lines_does() {
    let one: Value = serde_json::from_str(r#"{"a":1,"b":{"c":2,"d":3}}"#).unwrap();
    let other: Value = serde_json::from_str(r#"{"b":{"d":3,"c":2},"a":1}"#).unwrap();
    assert_eq!(canonical(&one), canonical(&other));
    let mut turned = content();
    turned.lines.reverse();
    assert_ne!(turned.hash(), content().hash());
}

#[test]
fn any_edit_changes_the_hash() {
    let edits: &[fn(&mut Content)] = &[
        |content| content.form = 2,
        |content| content.answers.insert("tujuan".to_owned(), json!("Menambah hasil.")).map_or((), drop),
        |content| content.answers.insert("baru".to_owned(), Value::Null).map_or((), drop),
        |content| content.answers.remove("anggota").map_or((), drop),
        |content| content.lines[0].quantity += 1,
        |content| content.lines[0].unit_price.0 += 1,
        |content| content.lines[0].description.push('x'),
        |content| content.lines[0].activity.push('x'),
        |content| content.lines[0].unit.push('x'),
        |content| content.lines[0].form = Form::Money,
        |content| content.lines[1].cut.0 += 1,
        |content| content.lines[1].quotes -= 1,
        |content| content.lines.truncate(1),
        |content| content.files.insert("npwp".to_owned(), "ab13".to_owned()).map_or((), drop),
        |content| content.files.insert("foto".to_owned(), "ab12".to_owned()).map_or((), drop),
    ];
    let mut seen = BTreeSet::from([content().hash()]);
    for edit in edits {
        let mut edited = content();
        edit(&mut edited);
        assert!(seen.insert(edited.hash()), "{edited:?}");
        assert!(!Changes::between(&content(), &edited).is_empty() || edited.form != 1);
    }
}

#[test]
fn a_change_is_told_per_question_line_and_file() {
    let (before, mut after) = (content(), content());
    after.answers.insert("anggota".to_owned(), json!(13));
    after.answers.insert("catatan".to_owned(), json!("ada"));
    after.lines[1].unit_price = Rupiah(360_000);
    after.lines.push(line(3, 1));
    after.files.clear();
    let changes = Changes::between(&before, &after);
    assert_eq!(changes.answers["anggota"], Change::Changed { from: json!(12), to: json!(13) });
    assert_eq!(changes.answers["catatan"], Change::Added(json!("ada")));
    assert_eq!(changes.answers.len(), 2);
    assert_eq!(changes.lines[&2], Change::Changed { from: line(2, 350_000), to: line(2, 360_000) });
    assert_eq!(changes.lines[&3], Change::Added(line(3, 1)));
    assert_eq!(changes.lines.len(), 2);
    assert_eq!(changes.files["npwp"], Change::Removed("ab12".to_owned()));
    assert!(Changes::between(&before, &before).is_empty());
}

#[test]
fn what_was_not_asked_for_is_named() {
    let (before, mut after) = (content(), content());
    after.answers.insert("anggota".to_owned(), json!(13));
    after.lines[1].unit_price = Rupiah(360_000);
    let changes = Changes::between(&before, &after);
    assert_eq!(changes.unasked(&BTreeSet::from(["anggota".to_owned()]), true), Vec::<String>::new());
    assert_eq!(changes.unasked(&BTreeSet::new(), false), ["anggota", "rab-2"]);
}

fn contents() -> impl Strategy<Value = Content> {
    let answers = proptest::collection::btree_map("[a-d]", 0i64..4, 0..4);
    let lines = proptest::collection::vec(1i64..4, 0..4);
    (1u32..3, answers, lines).prop_map(|(form, answers, prices)| Content {
        form,
        answers: answers.into_iter().map(|(key, value)| (key, json!(value))).collect(),
        lines: prices.into_iter().zip(1u16..).map(|(price, number)| line(number, price)).collect(),
        files: BTreeMap::new(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(7), ..ProptestConfig::default() })]

    #[test]
    fn two_contents_have_one_hash_only_when_they_are_the_same(one in contents(), other in contents()) {
        prop_assert_eq!(one.hash() == other.hash(), one == other);
        let unchanged = Changes::between(&one, &other).is_empty() && one.form == other.form;
        prop_assert_eq!(unchanged, one == other);
    }
}
