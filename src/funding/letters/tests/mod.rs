//! What each letter says, line by line, and what no letter may do.
mod samples;

use serde_json::Value;

use super::{
    parts::{OfficialNumber, Person, Signer, amount, budget, money, quantity},
    sheet::{Block, Check, Opening, Sheet, Table, printed},
    template,
};
use crate::{
    disclosure,
    funding::{budget::read_quantity, machine::Letter, versions::ContentHash},
    platform::{
        money::Rupiah,
        typeset::{Template, reading, render},
    },
};

/// A letter as lines of text, in the order they are read.
fn lines(sheet: &Sheet) -> String {
    let mut lines = vec![sheet.letterhead.over.clone(), sheet.letterhead.name.clone()];
    lines.extend(sheet.letterhead.lines.clone());
    match &sheet.opening {
        Opening::Letter { facts, dated, recipient } => {
            lines.push(dated.clone());
            lines.extend(facts.iter().map(|(name, value)| format!("{name}: {value}")));
            lines.extend(recipient.clone());
        }
        Opening::Record { heading, under } => {
            lines.push(format!("# {heading}"));
            lines.extend(under.clone());
        }
    }
    sheet.blocks.iter().for_each(|block| lines.extend(lines_of(block)));
    lines.push(sheet.signatures.closing.clone());
    lines.push(sheet.signatures.dated.clone());
    for signature in &sheet.signatures.boxes {
        let name = if signature.name.is_empty() { "(nama)" } else { &signature.name };
        lines.push(format!("[{}] {} {name}", signature.above.join(" / "), signature.stamp).replace("  ", " "));
    }
    let mut text = lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    text.push('\n');
    text
}

fn lines_of(block: &Block) -> Vec<String> {
    match block {
        Block::Text { text } => vec![text.clone()],
        Block::Name { text } => vec![format!("*** {text} ***")],
        Block::Part { text } => vec![format!("## {text}")],
        Block::Article { number, text } => vec![format!("## {number}. {text}")],
        Block::Facts { rows } => {
            rows.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}: {value}")).collect()
        }
        Block::List { numbering, items } => {
            let before = |number: usize| {
                if numbering.is_empty() { "-".to_owned() } else { numbering.replace('1', &number.to_string()) }
            };
            (1..).zip(items).map(|(number, item)| format!("{} {item}", before(number))).collect()
        }
        Block::Table(table) => lines_of_table(table),
        Block::Amount { label, figures, words } => vec![format!("! {label}: {figures} {words}")],
        Block::Note { label, text } => vec![format!("! {label}: {text}")],
    }
}

fn lines_of_table(Table { columns, rows, totals }: &Table) -> Vec<String> {
    let heads = columns.iter().map(|column| column.name).collect::<Vec<_>>().join(" | ");
    let rows = rows.iter().map(|row| {
        assert_eq!(row.len(), columns.len(), "{row:?}");
        format!("| {}", row.join(" | ")).trim_end().to_owned()
    });
    let totals = totals.iter().map(|total| format!("| = {}: {}", total.label, total.values.join(" | ")));
    [format!("| {heads}")].into_iter().chain(rows).chain(totals).collect()
}

/// A letter as the typesetter takes it.
fn data(sheet: &Sheet) -> Value {
    sheet.data(Some(Check { code: "3H9TWX5C", address: "https://contoh.id/periksa/3H9TWX5C" }))
}

/// The text of its pages.
fn pages(sheet: &Sheet) -> Vec<String> {
    reading::pages(sheet.template, &data(sheet))
}

macro_rules! golden {
    ($($name:literal,)+) => {
        &[$(($name, include_str!(concat!("../golden/", $name, ".txt"))),)+]
    };
}

const GOLDEN: &[(&str, &str)] = golden![
    "request_letter",
    "proposal_receipt",
    "revision_notice",
    "visit_minutes",
    "recommendation_note",
    "budget_batch",
    "approved",
    "waitlisted",
    "ineligible",
    "rejected",
    "objection_decision",
    "agreement",
    "addendum",
    "hand_over_note",
    "tranche_refused",
    "report",
    "report_receipt",
    "report_returned",
    "report_accepted",
    "suspension",
    "termination",
    "closing",
    "certificate",
];

#[test]
fn each_letter_says_what_it_is_known_to_say() {
    let all = samples::all();
    assert_eq!(all.len(), GOLDEN.len());
    for ((name, _, sheet), (known, golden)) in all.iter().zip(GOLDEN) {
        assert_eq!(name, known);
        let lines = lines(sheet);
        assert!(lines == *golden, "golden/{name}.txt is not what the letter says:\n{lines}");
    }
}

#[test]
fn everything_a_letter_says_stands_on_its_pages() {
    for (name, _, sheet) in samples::all() {
        let all = pages(&sheet).concat();
        let empty = |text: &str| text.is_empty();
        for text in sheet.texts().iter().map(|text| reading::squeezed(text)).filter(|text| !empty(text)) {
            // The title stands in the head of the file, and a fact without a value is left out with its name.
            let left_out = *text == reading::squeezed(&sheet.title) || is_name_of_nothing(&sheet, &text);
            assert!(left_out || all.contains(&text), "{name}: {text} is missing in {all}");
        }
        assert!(all.contains(&printed(&sheet.hash()).replace(' ', "")), "{name}");
        assert!(all.contains("contoh.id/periksa/3H9TWX5C") && all.contains("3H9T-WX5C"), "{name}");
    }
}

fn is_name_of_nothing(sheet: &Sheet, text: &str) -> bool {
    let mut rows =
        sheet.blocks.iter().flat_map(|block| if let Block::Facts { rows } = block { &rows[..] } else { &[] });
    rows.any(|(name, value)| value.is_empty() && reading::squeezed(name) == text)
}

#[test]
fn every_letter_of_the_machine_has_a_sample_and_its_template() {
    let all = samples::all();
    for letter in Letter::ALL {
        let (name, _, sheet) = all.iter().find(|(_, of, _)| *of == Some(*letter)).unwrap();
        assert_eq!(sheet.template, template(*letter), "{name}");
        assert_eq!(*name, letter.as_str());
    }
}

#[test]
fn no_letter_says_what_nobody_may_learn() {
    for (name, _, sheet) in samples::all() {
        assert_eq!(disclosure::sweep(&lines(&sheet)), [], "{name}");
        assert!(sheet.blocked().is_empty(), "{name}");
    }
}

#[test]
fn a_telling_word_keeps_a_letter_from_being_issued() {
    let word = ["vi", "ral lo", "ad"].concat();
    let mut letter = samples::rejected();
    letter.grounds.text = format!("Tidak sesuai: {word}");
    assert_eq!(letter.sheet().blocked().len(), 1);
}

#[test]
fn a_letter_with_reasons_names_no_officer() {
    for (name, letter, sheet) in samples::all() {
        use Letter::{
            Ineligible, ObjectionDecision, Rejected, ReportReturned, RevisionNotice, Suspension, Termination,
            TrancheRefused, Waitlisted,
        };
        let refusing = [
            Ineligible,
            ObjectionDecision,
            Rejected,
            ReportReturned,
            RevisionNotice,
            Suspension,
            Termination,
            TrancheRefused,
            Waitlisted,
        ];
        if letter.is_some_and(|letter| refusing.contains(&letter)) {
            assert!(sheet.signatures.boxes.iter().all(|signature| signature.name.is_empty()), "{name}");
        }
    }
}

#[test]
fn the_file_says_who_writes_and_its_number_or_code() {
    let numbered = samples::approved().sheet();
    assert_eq!(
        (numbered.title.as_str(), numbered.author.as_str()),
        ("503/150/Dispar", "Dinas Pariwisata Kota Banjarmasin")
    );
    let mut letter = samples::approved();
    letter.head = samples::head("  ");
    let unnumbered = letter.sheet();
    assert_eq!(unnumbered.title, "3H9T-WX5C");
    assert!(lines(&unnumbered).contains("Nomor: –\n"));
}

#[test]
fn a_number_has_sixty_letters_at_most_and_no_line_break() {
    assert!(OfficialNumber::parse(&"é".repeat(60)).is_some());
    for typed in ["1".repeat(61), "12\n13".to_owned()] {
        assert_eq!(OfficialNumber::parse(&typed), None);
    }
}

#[test]
fn a_mandate_is_told() {
    let signer = Signer { position: "Sekretaris".to_owned(), on_behalf_of: Some("Kepala Dinas".to_owned()) };
    let person = Person { name: "Andi".to_owned(), signer };
    assert_eq!(person.party("Pihak Kesatu").above, ["Pihak Kesatu", "a.n. Kepala Dinas", "Sekretaris"]);
}

#[test]
fn the_same_letter_gives_the_same_bytes_and_another_one_another_hash() {
    for (name, _, sheet) in samples::all() {
        let (one, two) = (render(sheet.template, &data(&sheet)), render(sheet.template, &data(&sheet.clone())));
        assert_eq!(one.unwrap(), two.unwrap(), "{name}");
    }
    let mut other = samples::approved();
    other.file.applicant.push('.');
    assert_ne!(samples::approved().sheet().hash(), other.sheet().hash());
    assert_eq!(printed(&ContentHash([0xab; 32])), "abab abab abab abab");
}

#[test]
fn what_is_checked_is_not_part_of_the_hash() {
    let sheet = samples::approved().sheet();
    let (issued, draft) = (data(&sheet), sheet.data(None));
    assert_eq!(issued["check"]["hash"], draft["check"]["hash"]);
    assert_eq!(draft["check"]["code"], "");
    let page = reading::pages(sheet.template, &draft).concat();
    assert!(!page.contains("Kodesurat") && !page.contains("Periksa"), "{page}");
}

#[test]
fn what_a_person_typed_stays_text() {
    let typed = "#set page(width: 1pt) *x* $y$ @b [c] // d `e` <f> \\ ~ --";
    let mut letter = samples::approved();
    letter.file.applicant = typed.to_owned();
    letter.file.call = typed.to_owned();
    letter.signer.name = typed.to_owned();
    let page = pages(&letter.sheet()).concat();
    assert_eq!(page.matches(&reading::squeezed(typed)).count(), 4, "{page}");
}

#[test]
fn a_name_without_end_breaks_and_is_whole() {
    let endless = "Sangat".repeat(40);
    let mut agreement = samples::agreement();
    agreement.receiver.body.clone_from(&endless);
    agreement.receiver.person.name.clone_from(&endless);
    agreement.head.agency.name.clone_from(&endless);
    agreement.lines[0].description.clone_from(&endless);
    let all = pages(&agreement.sheet()).concat();
    assert!(all.matches(&endless).count() >= 4, "{all}");
}

#[test]
fn a_budget_of_sixty_lines_repeats_its_heads() {
    let mut agreement = samples::agreement();
    agreement.lines = (1..=60).map(|number| samples::line(number, "Kantong kemasan", 1_000, 208_333, 0)).collect();
    let pages = pages(&agreement.sheet());
    assert!(pages.len() >= 4);
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Halaman{}dari{}", index + 1, pages.len())), "{page}");
        if page.contains("Kantongkemasan1buah") {
            assert!(page.contains("KegiatandanuraianVolumeHargasatuan(Rp)Jumlah(Rp)"), "{page}");
        }
    }
}

#[test]
fn a_long_report_repeats_its_heads_and_keeps_its_signatures_on_one_page() {
    let mut report = samples::report();
    report.lines = (1..=60).map(|number| samples::report_line(number, "Bahan", 1_000, 900, "Lebih murah.")).collect();
    let sheet = report.sheet();
    assert_eq!(sheet.template, Template::Record);
    let pages = pages(&sheet);
    let closing = reading::squeezed(&sheet.signatures.closing);
    let last = pages.iter().find(|page| page.contains(&closing)).unwrap();
    assert!(last.contains("Rahma") && last.contains("Yuli"), "{last}");
    assert!(pages.iter().filter(|page| page.contains("Rencana(Rp)Belanja(Rp)Selisih(Rp)Bukti")).count() >= 2);
}

#[test]
fn nothing_and_the_largest_amount_are_written_whole() {
    let words = |sum| {
        if let Block::Amount { figures, words, .. } = amount("Jumlah", sum) {
            figures + " " + &words
        } else {
            String::new()
        }
    };
    assert_eq!(words(Rupiah(0)), "Rp0,00 (nol rupiah)");
    assert_eq!(words(Rupiah(12_500_000)), money(Rupiah(12_500_000)));
    let mut note = samples::recommendation_note();
    note.asked = Rupiah::MAX;
    let all = pages(&note.sheet()).concat();
    assert!(all.contains("Rp999.999.999.999.999,00(sembilanratussembilanpuluhsembilantriliun"), "{all}");
    let lines = [samples::line(1, "Mesin", 1_000, Rupiah::MAX.0, 0)];
    assert_eq!(budget(&lines).totals[0].values, ["999.999.999.999.999"]);
}

#[test]
fn quantities_are_written_without_idle_digits() {
    for (thousandths, written) in [(1_500, "1,5"), (2_000, "2"), (2_500_500, "2.500,5"), (1, "0,001"), (10, "0,01")] {
        assert_eq!(quantity(thousandths), written);
    }
}

proptest::proptest! {
    #[test]
    fn a_quantity_that_was_written_is_read_again(thousandths in 0..=1_000_000_000_000i64) {
        proptest::prop_assert_eq!(read_quantity(&quantity(thousandths)), Some(thousandths));
    }
}
