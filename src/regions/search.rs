//! Finds the region people mean by what they type: a name with or without its kind, a short form, or a code.

use std::{collections::HashMap, sync::LazyLock};

use super::{Region, all, get, province_of};

/// The one region this text names, or nothing when it names none or several ("Banjar" is a regency in one province
/// and a city in another). A province behind a comma decides: "Banjar, Kalimantan Selatan".
pub fn find(text: &str) -> Option<&'static Region> {
    by_code(text.trim()).or_else(|| by_name(text)).or_else(|| by_name_in_province(text))
}

fn by_code(text: &str) -> Option<&'static Region> {
    match text.split_once('.') {
        Some((province, rest)) if province.len() == 2 && rest.len() == 2 => get(&format!("{province}{rest}")),
        Some(_) => None,
        None => get(text),
    }
}

fn by_name(text: &str) -> Option<&'static Region> {
    only(named(text).iter().copied())
}

fn by_name_in_province(text: &str) -> Option<&'static Region> {
    let (name, province) = text.rsplit_once(',')?;
    let province = only(named(province).iter().copied().filter(|region| region.is_province()))?;
    only(named(name).iter().copied().filter(|region| province_of(region.code) == Some(province)))
}

fn named(text: &str) -> &'static [&'static Region] {
    NAMES.get(&key(text)).map_or(&[], Vec::as_slice)
}

fn only(mut regions: impl Iterator<Item = &'static Region>) -> Option<&'static Region> {
    let first = regions.next()?;
    regions.next().is_none().then_some(first)
}

/// Every way to write a region, spelled by `key`, with all regions written so.
static NAMES: LazyLock<HashMap<String, Vec<&'static Region>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<&'static Region>> = HashMap::new();
    for region in all() {
        for name in names_of(region) {
            let regions = names.entry(key(&name)).or_default();
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
    }
    names
});

fn names_of(region: &Region) -> Vec<String> {
    let (kind, bare) = match region.name.split_once(' ') {
        Some((kind @ ("Kota" | "Kabupaten"), bare)) => (kind, bare),
        _ => ("Provinsi", region.name),
    };
    let short_forms = SHORT_FORMS.iter().filter(|(code, _)| *code == region.code).map(|(_, name)| *name);
    short_forms.chain([bare]).flat_map(|name| [name.to_owned(), format!("{kind} {name}")]).collect()
}

/// Letters and digits in lower case, with short words written out, so that "Kab. Kep. Selayar" and "kabupaten
/// kepulauan selayar", "Palangkaraya" and "Palangka Raya" are spelled alike.
fn key(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(written_out).collect()
}

fn written_out(word: &str) -> &str {
    match word {
        "kab" => "kabupaten",
        "kotamadya" => "kota",
        "prov" | "propinsi" => "provinsi",
        "kep" => "kepulauan",
        "adm" | "administrasi" | "administratif" => "",
        "sumatra" => "sumatera",
        "jogja" | "jogjakarta" | "yogya" => "yogyakarta",
        other => other,
    }
}

/// What people say for the long names.
const SHORT_FORMS: [(&str, &str); 46] = [
    ("11", "Nanggroe Aceh Darussalam"),
    ("11", "NAD"),
    ("12", "Sumut"),
    ("13", "Sumbar"),
    ("16", "Sumsel"),
    ("19", "Bangka Belitung"),
    ("19", "Babel"),
    ("21", "Kepri"),
    ("31", "DKI"),
    ("31", "DKJ"),
    ("31", "Jakarta"),
    ("31", "Daerah Khusus Jakarta"),
    ("31", "Daerah Khusus Ibukota Jakarta"),
    ("32", "Jabar"),
    ("33", "Jateng"),
    ("34", "DIY"),
    ("34", "Yogyakarta"),
    ("34", "Daerah Istimewa Yogyakarta"),
    ("35", "Jatim"),
    ("52", "NTB"),
    ("53", "NTT"),
    ("61", "Kalbar"),
    ("62", "Kalteng"),
    ("63", "Kalsel"),
    ("64", "Kaltim"),
    ("65", "Kaltara"),
    ("71", "Sulut"),
    ("72", "Sulteng"),
    ("73", "Sulsel"),
    ("74", "Sultra"),
    ("76", "Sulbar"),
    ("82", "Malut"),
    ("3101", "Pulau Seribu"),
    ("3171", "Jakpus"),
    ("3172", "Jakut"),
    ("3173", "Jakbar"),
    ("3174", "Jaksel"),
    ("3175", "Jaktim"),
    ("3372", "Solo"),
    ("3674", "Tangsel"),
    ("6304", "Batola"),
    ("6306", "HSS"),
    ("6307", "HST"),
    ("6308", "HSU"),
    ("7109", "Kepulauan Sitaro"),
    ("7310", "Pangkep"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_finds_the_region() {
        for (typed, code) in [
            ("banjarmasin", "6371"),
            ("kota banjarmasin", "6371"),
            ("  KOTA  BANJARMASIN ", "6371"),
            ("Kotamadya Banjarmasin", "6371"),
            ("kab. banjar", "6303"),
            ("Kab.Banjar", "6303"),
            ("kabupaten banjar", "6303"),
            ("kota banjar", "3279"),
            ("Banjar, Kalimantan Selatan", "6303"),
            ("Kota Banjarmasin, Kalsel", "6371"),
            ("Barito Kuala", "6304"),
            ("batola", "6304"),
            ("Kab. Kotabaru", "6302"),
            ("kota baru", "6302"),
            ("Jakarta Selatan", "3174"),
            ("Kota Administrasi Jakarta Selatan", "3174"),
            ("jaksel", "3174"),
            ("jakarta", "31"),
            ("DKI Jakarta", "31"),
            ("D.I. Yogyakarta", "34"),
            ("kota jogja", "3471"),
            ("Solo", "3372"),
            ("kota solo", "3372"),
            ("Sumatra Utara", "12"),
            ("prov. kalsel", "63"),
            ("Provinsi Kalimantan Selatan", "63"),
            ("palangkaraya", "6271"),
            ("Palangka Raya", "6271"),
            ("Kab. Kep. Selayar", "7301"),
            ("Lima Puluh Kota", "1307"),
            ("Ternate", "8271"),
            ("provinsi gorontalo", "75"),
            ("63", "63"),
            ("6371", "6371"),
            ("63.71", "6371"),
        ] {
            assert_eq!(find(typed).map(|region| region.code), Some(code), "{typed}");
        }
    }

    #[test]
    fn what_could_be_several_regions_finds_none() {
        for typed in ["banjar", "bandung", "gorontalo", "jambi", "Yogyakarta", "serang", "Tangerang"] {
            assert_eq!(find(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_no_region_finds_none() {
        for typed in ["", " ", ",", ".", "6.371", "63.", "63.7", "Atlantis", "kota", "Banjar, Atlantis", "Serang, Bali"]
        {
            assert_eq!(find(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_region_is_found_by_its_full_name_and_by_its_code() {
        for region in all() {
            let whole = if region.is_province() { format!("Provinsi {}", region.name) } else { region.name.to_owned() };
            assert_eq!(find(&whole), Some(region));
            assert_eq!(find(region.code), Some(region));
        }
    }

    #[test]
    fn every_short_form_belongs_to_a_region() {
        for (code, name) in SHORT_FORMS {
            assert!(get(code).is_some_and(|region| named(name).contains(&region)), "{name}");
        }
    }
}
