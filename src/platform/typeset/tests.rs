use serde_json::{Map, json};

use super::{
    reading::{pages, squeezed},
    samples::sample,
    *,
};
use crate::disclosure;

/// Every text of the data that is to be read on the sheet.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![squeezed(text)],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => shown(fields).flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// The words are written with places to fill, the title stands in the head of the file, the codes are drawn, and the
/// kind of a block and the pattern of its numbers are for the template.
fn shown(fields: &Map<String, Value>) -> impl Iterator<Item = &Value> {
    const NOT_READ: [&str; 6] = ["lang", "page", "qr", "title", "kind", "numbering"];
    let fields = fields.iter().filter(|(name, _)| !NOT_READ.contains(&name.as_str()));
    fields.map(|(_, value)| value)
}

#[test]
fn every_figure_and_word_given_stands_on_the_sheet_in_both_languages() {
    for template in Template::ALL {
        for lang in ["id", "en"] {
            let mut data = sample(*template, lang).unwrap();
            // Without this part the words for "none" are not needed.
            let empty = data["words"].as_object_mut().unwrap().remove("nothing");
            if let Some(words) = empty {
                assert!(pages_of_statement_without_sales(lang).contains(&squeezed(words.as_str().unwrap())));
                data["others"] = json!([{ "date": "30 Nov", "what": "Iuran", "amount": "Rp\u{a0}5.000" }]);
            }
            let all = pages(*template, &data).concat();
            for text in texts(&data) {
                assert!(all.contains(&text), "{}: {text} is missing in {all}", template.as_str());
            }
        }
    }
}

fn pages_of_statement_without_sales(lang: &str) -> String {
    let mut data = sample(Template::Statement, lang).unwrap();
    data["sales"] = json!([]);
    pages(Template::Statement, &data).concat()
}

#[test]
fn no_sheet_makes_the_typesetter_frown() {
    for template in Template::ALL {
        let sheet = Sheet::new(*template, serde_json::to_vec(&sample(*template, "id").unwrap()).unwrap());
        let warnings = typst::compile::<PagedDocument>(&sheet).warnings;
        assert!(warnings.is_empty(), "{}: {warnings:?}", template.as_str());
    }
}

#[test]
fn the_same_data_give_the_same_bytes() {
    for template in Template::ALL {
        let data = sample(*template, "id").unwrap();
        assert_eq!(render(*template, &data).unwrap(), render(*template, &data).unwrap());
    }
}

#[test]
fn another_figure_gives_other_bytes() {
    let data = sample(Template::Statement, "id").unwrap();
    let mut other = data.clone();
    other["net"] = json!("Rp\u{a0}233.751");
    assert_ne!(render(Template::Statement, &data).unwrap(), render(Template::Statement, &other).unwrap());
}

#[test]
fn a_file_says_of_itself_its_title_its_author_and_its_language_and_nothing_more() {
    for template in Template::ALL {
        let data = sample(*template, "id").unwrap();
        let pdf = String::from_utf8_lossy(&render(*template, &data).unwrap()).into_owned();
        let title = data["title"].as_str().unwrap();
        let author = data["author"].as_str().map_or_else(String::new, |author| format!("/Author({author})"));
        assert_eq!(information(&pdf).replace('\n', ""), format!("/Title({title}){author}"));
        let described = properties(&pdf);
        for name in &described {
            assert!(ALLOWED.contains(&name.as_str()), "{name} in {described:?}");
        }
        assert!(pdf.contains("/Lang(id)"));
        for word in ["Typst", "typst", "krilla", "Date(", "PieceInfo", "EmbeddedFile", "JavaScript"] {
            assert!(!pdf.contains(word), "{word} in {title}");
        }
    }
}

const ALLOWED: [&str; 9] = [
    "dc:title",
    "dc:creator",
    "dc:language",
    "dc:format",
    "xmpTPg:NPages",
    "xmpMM:InstanceID",
    "xmpMM:DocumentID",
    "xmpMM:RenditionClass",
    "pdf:PDFVersion",
];

/// What stands between the brackets of the object that describes the file.
fn information(pdf: &str) -> String {
    let number = pdf.rsplit_once("/Info ").unwrap().1.split(' ').next().unwrap();
    let object = pdf.split_once(&format!("\n{number} 0 obj\n<<")).unwrap().1;
    object.split_once(">>").unwrap().0.to_owned()
}

/// The names of the properties that describe the file a second time.
fn properties(pdf: &str) -> Vec<String> {
    let packet = pdf.split_once("<rdf:Description").unwrap().1.split_once("</rdf:Description>").unwrap().0;
    let opened = packet.split('<').skip(1).filter(|tag| !tag.starts_with('/') && !tag.starts_with("rdf:"));
    opened.map(|tag| tag.split(['>', ' ']).next().unwrap().to_owned()).collect()
}

#[test]
fn no_template_and_no_sample_holds_a_telling_word() {
    for (name, source) in world::SOURCES {
        assert_eq!(disclosure::sweep(source), [], "{name}");
    }
    for template in Template::ALL {
        assert_eq!(disclosure::sweep(&sample(*template, "id").unwrap().to_string()), [], "{}", template.as_str());
    }
}

#[test]
fn what_a_person_typed_is_never_read_as_markup() {
    let typed = "#panic(\"x\") *a* $x$ @b [c] // d _e_ `f` <g> \\ ~ --";
    let mut data = sample(Template::DeliveryNote, "id").unwrap();
    data["trade_name"] = json!(typed);
    data["lines"][0]["goods"] = json!(typed);
    let page = pages(Template::DeliveryNote, &data).concat();
    assert_eq!(page.matches(&squeezed(typed)).count(), 2, "{page}");
}

#[test]
fn a_word_without_end_breaks_and_is_whole() {
    let mut data = sample(Template::DeliveryNote, "id").unwrap();
    let endless = "Sangat".repeat(40);
    data["lines"][0]["goods"] = json!(endless);
    assert!(pages(Template::DeliveryNote, &data).concat().contains(&endless));
}

#[test]
fn a_sheet_holds_twenty_four_labels() {
    for (start, count, expected) in
        [(1, 24, vec![24]), (1, 25, vec![24, 1]), (24, 2, vec![1, 1]), (5, 20, vec![20]), (3, 50, vec![22, 24, 4])]
    {
        let mut data = sample(Template::Labels, "id").unwrap();
        data["labels"] = json!([data["labels"][0]]);
        data["labels"][0]["count"] = json!(count);
        data["start"] = json!(start);
        let code = data["labels"][0]["code"].as_str().unwrap();
        let found: Vec<_> = pages(Template::Labels, &data).iter().map(|page| page.matches(code).count()).collect();
        assert_eq!(found, expected, "{count} from {start}");
    }
}

#[test]
fn a_long_name_is_shortened_on_a_label_and_a_price_never() {
    let mut data = sample(Template::Labels, "id").unwrap();
    data["labels"][0]["goods"] = json!("Kue kering ".repeat(12).trim());
    data["labels"][0]["price"] = json!("Rp\u{a0}999.999.999.999");
    let page = pages(Template::Labels, &data).concat();
    assert!(page.contains("Kuekering") && page.contains('…'), "{page}");
    assert!(page.contains("Rp999.999.999.999"), "{page}");
}

#[test]
fn a_long_statement_repeats_its_heads_and_counts_its_pages() {
    let mut data = sample(Template::Statement, "id").unwrap();
    let sale = data["sales"][0].clone();
    data["sales"] = json!(vec![sale; 120]);
    let pages = pages(Template::Statement, &data);
    assert!(pages.len() >= 3);
    for (index, page) in pages.iter().enumerate() {
        assert!(page.contains(&format!("Halaman{}dari{}", index + 1, pages.len())), "{page}");
        if page.contains("Keripikpisangmanis,150g6Rp25.000") {
            assert!(page.contains("OmzetBagiangeraiHakpembuat"), "{page}");
        }
    }
}

#[test]
fn a_file_without_end_is_refused() {
    assert!(check_length(MOST_PAGES).is_ok());
    assert!(check_length(MOST_PAGES + 1).unwrap_err().to_string().contains("201 pages"));
}

#[test]
fn missing_data_are_told_with_the_place_in_the_template() {
    let mut data = sample(Template::Quotation, "id").unwrap();
    data.as_object_mut().unwrap().remove("sum");
    let error = render(Template::Quotation, &data).unwrap_err().to_string();
    assert!(error.contains("quotation.typ:") && error.contains("sum"), "{error}");
}

#[test]
fn a_template_reaches_no_file_no_package_and_no_clock() {
    use typst::syntax::{FileId, RootedPath, VirtualPath, VirtualRoot};
    let file = |root, path| FileId::new(RootedPath::new(root, VirtualPath::new(path).unwrap()));
    let sheet = Sheet::new(Template::Labels, b"{}".to_vec());
    for path in ["/etc/hostname", "Cargo.toml", "fonts/OFL.txt", "parts.txt"] {
        assert!(sheet.source(file(VirtualRoot::Project, path)).is_err(), "{path}");
        assert!(sheet.file(file(VirtualRoot::Project, path)).is_err(), "{path}");
    }
    let package = VirtualRoot::Package("@preview/example:1.0.0".parse().unwrap());
    assert!(sheet.source(file(package.clone(), "parts.typ")).is_err());
    assert!(sheet.file(file(package, "data.json")).is_err());
    assert!(sheet.today(None).is_none());
}

#[test]
fn the_memory_that_is_emptied_is_the_one_in_use() {
    let lock = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock"));
    assert_eq!(lock.matches("name = \"comemo\"\n").count(), 1);
}
