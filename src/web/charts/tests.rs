//! Pictures are whole markup without style or script, lengths are in proportion, and nothing small can be read off.
use proptest::{prelude::*, test_runner::RngSeed};
use quick_xml::{Reader, events::Event};

use super::*;

const HEADING: Heading<'static> =
    Heading { id: "omzet-1", title: "Omzet (juta rupiah)", finding: "Tertinggi \"Mei\" & <Juni>" };

fn bar(label: &str, value: Option<i64>, shown: &str) -> Bar {
    Bar { label: label.to_owned(), value, shown: shown.to_owned() }
}

fn of(values: &[i64]) -> Vec<Bar> {
    values.iter().map(|value| bar("Mei", Some(*value), &value.to_string())).collect()
}

/// The elements of a picture with their attributes; fails when it is not well formed.
fn elements(svg: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    let mut depth = 0_i32;
    loop {
        let (element, deeper) = match reader.read_event().unwrap() {
            Event::Start(element) => (element, 1),
            Event::Empty(element) => (element, 0),
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            Event::Text(_) | Event::GeneralRef(_) => continue,
            Event::Eof => break,
            other => panic!("{other:?}"),
        };
        depth += deeper;
        let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            (attribute.key.as_ref().to_owned(), attribute.value.to_string())
        };
        let attributes = element.attributes().map(|one| attribute(one.unwrap())).collect();
        found.push((element.name().as_ref().to_owned(), attributes));
    }
    assert_eq!(depth, 0);
    found
}

/// An attribute of every element of a name whose class begins so.
fn all(svg: &str, name: &str, class: &str, attribute: &str) -> Vec<String> {
    let of = |attributes: &[(String, String)], key: &str| {
        attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let chosen = elements(svg);
    let chosen =
        chosen.iter().filter(|(known, attributes)| known == name && of(attributes, "class").starts_with(class));
    chosen.map(|(_, attributes)| of(attributes, attribute)).collect()
}

/// `8.33%` as hundredths.
fn hundredths(percent: &str) -> usize {
    let (whole, rest) = percent.trim_end_matches('%').split_once('.').unwrap();
    whole.parse::<usize>().unwrap() * 100 + format!("{rest:0<2}").parse::<usize>().unwrap()
}

fn is_safe(svg: &str) {
    for (name, attributes) in elements(svg) {
        assert!(["svg", "title", "desc", "g", "rect", "text"].contains(&name.as_str()), "{name}");
        for (key, value) in attributes {
            assert!(key != "style" && key != "fill" && key != "stroke" && !key.starts_with("on"), "{key}={value}");
            assert!(!key.ends_with("href") && !value.contains("url("));
        }
    }
}

fn map(values: &[(&str, Option<i64>, &str)]) -> Drawn {
    let tile = |(code, value, shown): &(&str, Option<i64>, &str)| Tile {
        code: (*code).to_owned(),
        value: *value,
        shown: (*shown).to_owned(),
    };
    tiles(HEADING, &values.iter().map(tile).collect::<Vec<_>>(), &COUNTS, "< 5")
}

#[test]
fn every_picture_is_named_and_described() {
    for svg in [bars(HEADING, &of(&[3])).svg, columns(HEADING, &of(&[3])).svg, map(&[]).svg] {
        is_safe(&svg);
        assert!(svg.starts_with("<svg class=\"chart\" role=\"img\" aria-labelledby=\"omzet-1-title omzet-1-finding\""));
        assert!(svg.contains("<title id=\"omzet-1-title\">Omzet (juta rupiah)</title>"));
        assert!(svg.contains("<desc id=\"omzet-1-finding\">Tertinggi &quot;Mei&quot; &amp; &lt;Juni&gt;</desc>"));
        assert!(!svg.contains("viewBox"), "letters would shrink");
    }
    let id = Heading { id: "a\"b c>", ..HEADING };
    assert!(bars(id, &[]).svg.contains("id=\"abc-title\""));
}

#[test]
fn the_longest_bar_is_marked_and_the_others_are_in_proportion() {
    let drawn = bars(HEADING, &of(&[50, 100, -3, 0]));
    assert_eq!(all(&drawn.svg, "rect", "chart-bar", "width"), ["29.0%", "58.0%", "0.0%", "0.0%"]);
    assert_eq!(drawn.svg.matches("chart-bar--best").count(), 1);
    assert_eq!(drawn.rows[1], Row { label: "Mei".to_owned(), shown: "100".to_owned() });
    assert!(!bars(HEADING, &of(&[0, 0])).svg.contains("chart-bar--best"));
    assert_eq!(all(&bars(HEADING, &of(&[i64::MAX])).svg, "rect", "chart-bar", "width"), ["58.0%"]);
    assert_eq!(bars(HEADING, &[]).rows, []);
}

#[test]
fn columns_and_the_room_between_them_fill_the_width() {
    for many in [1, 2, 6, 7, 12, 24, 36] {
        let drawn = columns(HEADING, &of(&vec![7; many]));
        let left: Vec<usize> = all(&drawn.svg, "rect", "chart-bar", "x").iter().map(|x| hundredths(x)).collect();
        let width: Vec<usize> = all(&drawn.svg, "rect", "chart-bar", "width").iter().map(|x| hundredths(x)).collect();
        assert_eq!(left.len(), many);
        assert!(left.windows(2).zip(&width).all(|(pair, width)| pair[0] + width < pair[1]), "{many} columns overlap");
        let (first, last) = (left[0], 10_000 - left[many - 1] - width[many - 1]);
        assert!(first.abs_diff(last) <= 2, "{many} columns: {first} before and {last} after");
    }
}

#[test]
fn a_column_without_a_value_is_a_gap_and_the_least_can_be_seen() {
    let months =
        [bar("Jan", Some(1_000_000), "1"), bar("Feb", None, "< 5"), bar("Mar", Some(1), "2"), bar("Apr", Some(0), "0")];
    let drawn = columns(HEADING, &months);
    assert_eq!(all(&drawn.svg, "rect", "chart-bar", "height"), ["136", "1", "0"]);
    assert!(drawn.svg.contains("<title>Feb: &lt; 5</title><text"));
    assert_eq!(drawn.rows.len(), 4);
    assert_eq!(columns(HEADING, &[]).rows, []);
    assert!(!columns(HEADING, &of(&[0])).svg.contains("--best"));
}

#[test]
fn of_many_columns_the_best_and_the_last_have_their_figure() {
    let mut year: Vec<Bar> = (1..=12).map(|n| bar("Jan", Some(n), &format!("Rp {n} jt"))).collect();
    year[2].value = Some(99);
    let figures = |columns_of: &[Bar]| {
        let svg = columns(HEADING, columns_of).svg;
        all(&svg, "text", "chart-small", "y").iter().filter(|y| *y != "178").count()
    };
    assert_eq!(figures(&year), 2);
    year.swap(2, 10);
    assert_eq!(figures(&year), 1, "side by side they would cover each other");
    assert_eq!(figures(&year[..6]), 2, "too long to stand side by side");
    assert_eq!(figures(&of(&[1, 2, 3, 4, 5, 6, 7, 8])), 8);
}

#[test]
fn long_labels_are_cut_and_whole_in_the_title() {
    let long = "Kelompok usaha pengolahan pangan di tepi sungai yang panjang sekali";
    let svg = bars(HEADING, &[bar(long, Some(1), "1")]).svg;
    assert!(svg.contains(&format!("<title>{long}: 1</title>")) && svg.contains("<text class=\"chart-label\""));
    assert!(svg.contains(">Kelompok usaha pengolahan pangan di t…</text>"));
    let svg = columns(HEADING, &vec![bar("September", Some(1), "1"); 12]).svg;
    assert_eq!(svg.matches(">Se…</text>").count(), 12);
    let labels = columns(HEADING, &vec![bar("Sep", Some(1), "1"); 24]).svg.matches(">Sep</text>").count();
    assert_eq!(labels, 12);
}

#[test]
fn a_map_has_every_province_and_five_colours() {
    let drawn =
        map(&[("63", Some(8), "8"), ("36", Some(24), "24"), ("11", Some(99), "99"), ("12", Some(1234), "1.234")]);
    assert_eq!(drawn.rows.len(), 38);
    assert!(drawn.rows.contains(&Row { label: "Kalimantan Selatan (KS)".to_owned(), shown: "8".to_owned() }));
    let classes = all(&drawn.svg, "rect", "chart-tile", "class");
    for (step, many) in [("--1", 1), ("--2", 1), ("--3", 0), ("--4", 1), ("--5", 1), ("--none", 34)] {
        assert_eq!(classes.iter().filter(|class| class.ends_with(step)).count(), many, "{step}");
    }
    assert!(!drawn.svg.contains(">1.234</text>") && drawn.svg.contains("(SU): 1.234</title>"));
    let right = |x: &String, width: &String| hundredths(x) + hundredths(width);
    let (x, width) = (all(&drawn.svg, "rect", "chart-tile", "x"), all(&drawn.svg, "rect", "chart-tile", "width"));
    assert!(x.iter().zip(&width).all(|(x, width)| right(x, width) <= 10_000));
}

#[test]
fn a_province_below_five_looks_like_one_without_a_figure() {
    for value in [Some(4), Some(1), Some(0), None] {
        assert_eq!(map(&[("63", value, "rahasia")]), map(&[]), "{value:?}");
    }
    assert_ne!(map(&[("63", Some(5), "5")]), map(&[]));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128, failure_persistence: None, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_the_labels_and_values_the_picture_is_whole(
        marks in prop::collection::vec((any::<String>(), any::<Option<i64>>(), any::<String>()), 0..20),
        id in any::<String>(),
    ) {
        let list: Vec<Bar> = marks.iter().map(|(label, value, shown)| bar(label, *value, shown)).collect();
        let heading = Heading { id: &id, title: &id, finding: &id };
        for drawn in [bars(heading, &list), columns(heading, &list)] {
            is_safe(&drawn.svg);
            prop_assert_eq!(drawn.rows.len(), list.len());
            prop_assert!(!drawn.svg.chars().any(char::is_control));
        }
    }
}
