use crate::matching::vocabulary::{How, Link, Tongue, link, unlinked, vocabulary};
use proptest::prelude::*;

fn found(text: &str, tongue: Option<Tongue>) -> Vec<(&'static str, How)> {
    link(text, tongue).iter().map(|link| (name(link), link.how)).collect()
}

fn name(link: &Link) -> &'static str {
    vocabulary().get(link.skill).unwrap().name(Tongue::Id)
}

fn names(text: &str) -> Vec<&'static str> {
    found(text, None).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn how_a_skill_was_found_is_told() {
    assert_eq!(found("menjahit", None), [("menjahit", How::Exact)]);
    assert_eq!(found("Sewing", None), [("menjahit", How::Exact)]);
    assert_eq!(found("penjahit", None), [("menjahit", How::Alias)]);
    assert_eq!(found("jait", None), [("menjahit", How::Alias)]);
    assert_eq!(found("dijahit", None), [("menjahit", How::Stem)]);
    assert_eq!(found("menjahid", None), [("menjahit", How::Typo)]);
}

#[test]
fn offsets_point_into_the_original_text() {
    let text = "Dicari: “Juru Masak” & kasir";
    let places: Vec<_> = link(text, None).iter().map(|link| &text[link.start..link.end]).collect();
    assert_eq!(places, ["Juru Masak", "kasir"]);
}

#[test]
fn the_longest_label_wins() {
    assert_eq!(names("servis mesin jahit"), ["servis mesin jahit"]);
    assert_eq!(names("juru masak katering"), ["memasak untuk katering"]);
}

#[test]
fn one_frame_or_function_word_may_stand_inside_a_label() {
    assert_eq!(names("pelayanan kepada pelanggan"), Vec::<&str>::new());
    assert_eq!(names("pelayanan untuk pelanggan"), ["layanan pelanggan"]);
    assert_eq!(names("desain pengalaman grafis"), ["desain grafis"]);
    assert_eq!(names("bekerja yang di dalam tim"), Vec::<&str>::new());
}

#[test]
fn punctuation_and_joining_words_part_labels() {
    assert_eq!(names("petugas mesin, kasir"), ["kasir"]);
    assert_eq!(names("kontrol mutu"), ["kontrol mutu"]);
    assert!(names("kontrol, mutu").is_empty());
    assert!(names("kontrol dan mutu").is_empty());
    assert_eq!(names("mencuci dan menyetrika"), ["mencuci dan menyetrika"]);
}

#[test]
fn an_ambiguous_label_gives_each_skill_its_share() {
    let links = link("RAB", None);
    let mut skills: Vec<_> = links.iter().map(name).collect();
    skills.sort_unstable();
    assert_eq!(skills, ["menyusun RAB", "menyusun proposal"]);
    assert!(links.iter().all(|link| (link.weight - 0.5).abs() < f32::EPSILON));
    assert_eq!(found("menyusun RAB", None), [("menyusun RAB", How::Exact)]);
    assert_eq!(names("bahasa Inggris").len(), 1);
}

#[test]
fn short_labels_match_as_whole_words_only() {
    assert_eq!(found("las", None), [("mengelas", How::Alias)]);
    assert!(names("kelas belasan").is_empty());
    assert_eq!(found("kas", None), [("pembukuan dasar", How::Alias)]);
    assert!(names("bekas").is_empty());
}

#[test]
fn two_letters_need_upper_case_or_a_neighbour() {
    assert_eq!(names("AC"), ["servis AC"]);
    assert!(names("ac").is_empty());
    assert_eq!(names("teknisi ac"), ["servis AC"]);
    assert_eq!(names("jadi ob"), ["kebersihan gedung"]);
    assert!(names("HARGA OB TURUN TAJAM").is_empty());
}

#[test]
fn an_abbreviation_that_is_a_word_needs_upper_case() {
    assert_eq!(names("aplikasi POS"), ["kasir"]);
    assert!(names("kantor pos").is_empty());
    assert!(names("api unggun").is_empty());
}

#[test]
fn case_does_not_matter_elsewhere() {
    assert_eq!(names("MENJAHIT DAN MEMBORDIR"), ["menjahit", "bordir"]);
    assert_eq!(names("sim b1"), ["SIM B1"]);
}

#[test]
fn a_word_of_one_language_counts_in_that_language() {
    assert_eq!(names("cat"), ["mengecat bangunan"]);
    assert!(found("cat", Some(Tongue::En)).is_empty());
    assert!(names("the cat in the house").is_empty());
    assert_eq!(found("word", Some(Tongue::Id)), [("Microsoft Word", How::Alias)]);
    assert!(found("word", Some(Tongue::En)).is_empty());
    assert_eq!(found("MS Word", Some(Tongue::En)), [("Microsoft Word", How::Alias)]);
}

#[test]
fn another_word_of_the_same_root_is_not_the_skill() {
    for text in ["gaji", "pendidikan", "tertulis", "belajar", "pasar", "perawatan", "teliti", "pelajar", "program"] {
        let wrong = ["penggajian", "mengajar", "menulis kreatif", "pemasaran", "perawat", "penelitian", "pemrograman"];
        assert!(!names(text).iter().any(|name| wrong.contains(name)), "{text}");
    }
}

#[test]
fn places_and_things_are_not_skills() {
    for text in ["Kabupaten Banjar", "West Java", "kamar AC", "asuransi kesehatan"] {
        assert!(names(text).is_empty(), "{text}");
    }
    assert_eq!(names("bahasa Banjar"), ["bahasa Banjar"]);
}

#[test]
fn real_words_are_never_repaired() {
    for text in ["kasar", "kapal", "lemak", "koran", "former", "soldier", "jahat", "masal", "cukup", "bubuk", "banjir"]
    {
        assert!(names(text).is_empty(), "{text}");
    }
}

#[test]
fn short_words_are_never_repaired() {
    assert!(names("jaht").is_empty());
    assert!(names("welk").is_empty());
}

#[test]
fn what_no_link_covers_is_left_over() {
    let text = "mampu menjahit kebaya modern, memasak, rumah dekat";
    assert_eq!(unlinked(text, &link(text, None)), ["kebaya modern", "rumah dekat"]);
    assert_eq!(unlinked("memiliki kemampuan", &[]), Vec::<&str>::new());
    assert_eq!(unlinked("", &[]), Vec::<&str>::new());
}

#[test]
fn the_same_text_always_gives_the_same_links() {
    let text = "sales, RAB, menjahid dan memasak";
    assert_eq!(link(text, None), link(text, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_linked_without_panic(text in "\\PC{0,120}") {
        check(&text);
    }

    #[test]
    fn words_and_signs_in_any_order_are_linked_without_panic(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "menjahit", "SIM", "B1", "A/C", "dan", "RAB", "QC", "ac", "mampu", "C++", "é", "ﬁ", "-", ",", ".", " ", "\n",
                "anak-anak", "kompuetr", "2thn", "\u{200b}", "İ", "customer", "service", "[telp]", "'s", "ß",
            ]),
            0..24,
        ),
        glue in prop::sample::select(vec!["", " "]),
    ) {
        check(&parts.join(glue));
    }
}

fn check(text: &str) {
    for tongue in [None, Some(Tongue::Id), Some(Tongue::En)] {
        let links = link(text, tongue);
        for link in &links {
            assert!(link.start < link.end && text.get(link.start..link.end).is_some());
            assert!(link.weight > 0.0 && link.weight <= 1.0);
        }
        for rest in unlinked(text, &links) {
            assert!(!rest.is_empty() && text.contains(rest));
        }
    }
}
