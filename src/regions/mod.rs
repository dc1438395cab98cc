//! The provinces, regencies and cities of Indonesia: official code, name and time zone.
//! The table is compiled in and parsed once; where it comes from is told in `NOTICE.md`.

mod search;

use std::sync::LazyLock;

pub use search::find;

/// A province, a regency or a city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Two digits for a province, four for a regency or city, without the dot.
    pub code: &'static str,
    /// As written in running text: "Kalimantan Selatan", "Kota Banjarmasin", "Kabupaten Barito Kuala".
    pub name: &'static str,
    /// The clock people there go by.
    pub zone: Zone,
}

impl Region {
    /// Whether this is a province, not one of its regencies or cities.
    pub fn is_province(&self) -> bool {
        self.code.len() == PROVINCE_DIGITS
    }
}

/// One of the three time zones of Indonesia. None of them has summer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Western time, UTC+7.
    Wib,
    /// Central time, UTC+8.
    Wita,
    /// Eastern time, UTC+9.
    Wit,
}

impl Zone {
    /// Whole hours ahead of UTC.
    pub const fn offset(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// The short name that stands behind a clock time.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// The zone of a short name, in any case.
    pub fn from_label(label: &str) -> Option<Self> {
        [Self::Wib, Self::Wita, Self::Wit].into_iter().find(|zone| zone.label().eq_ignore_ascii_case(label))
    }

    /// The clock of the zone, as the distance from UTC.
    pub const fn utc_offset(self) -> time::UtcOffset {
        match time::UtcOffset::from_hms(self.offset(), 0, 0) {
            Ok(offset) => offset,
            Err(_) => time::UtcOffset::UTC,
        }
    }
}

/// All 552 regions in the order of their codes: each province stands before its regencies and cities.
pub fn all() -> &'static [Region] {
    &REGIONS
}

/// The region with this code, written without the dot.
pub fn get(code: &str) -> Option<&'static Region> {
    let place = REGIONS.binary_search_by(|region| region.code.cmp(code)).ok()?;
    REGIONS.get(place)
}

/// The name of the region with this code; empty for a code that is none.
pub fn name(code: &str) -> String {
    get(code).map_or_else(String::new, |region| region.name.to_owned())
}

/// The province a regency or city lies in; a province is its own.
pub fn province_of(code: &str) -> Option<&'static Region> {
    let region = get(code)?;
    get(region.code.get(..PROVINCE_DIGITS)?)
}

/// The 38 provinces in the order of their codes.
pub fn provinces() -> impl Iterator<Item = &'static Region> {
    all().iter().filter(|region| region.is_province())
}

/// The regencies and cities of the province with this code, in the order of their codes.
pub fn regencies(province: &str) -> impl Iterator<Item = &'static Region> {
    let first = REGIONS.iter().position(|region| region.code == province && region.is_province());
    let after_province = first.map_or(REGIONS.len(), |first| first + 1);
    REGIONS[after_province..].iter().take_while(|region| !region.is_province())
}

const PROVINCE_DIGITS: usize = 2;

static REGIONS: LazyLock<Vec<Region>> =
    LazyLock::new(|| include_str!("regions.tsv").lines().skip(1).filter_map(region_from_line).collect());

fn region_from_line(line: &'static str) -> Option<Region> {
    let mut cells = line.split('\t');
    Some(Region { code: cells.next()?, name: cells.next()?, zone: Zone::from_label(cells.next()?)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_region() {
        assert_eq!(all().len(), include_str!("regions.tsv").lines().count() - 1);
        assert!(all().iter().all(|region| !region.name.trim().is_empty() && region.name.trim() == region.name));
    }

    #[test]
    fn there_are_38_provinces_and_514_regencies_and_cities() {
        assert_eq!(provinces().count(), 38);
        assert_eq!(all().iter().filter(|region| !region.is_province()).count(), 514);
    }

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(all().windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn every_regency_has_its_province_and_its_clock() {
        for region in all() {
            let province = province_of(region.code).filter(|province| province.is_province());
            assert_eq!(province.map(|province| province.zone), Some(region.zone), "{}", region.name);
        }
    }

    #[test]
    fn the_regencies_of_all_provinces_together_are_all_regencies() {
        assert_eq!(provinces().map(|province| regencies(province.code).count()).sum::<usize>(), 514);
        assert_eq!(regencies("63").count(), 13);
        assert!(regencies("63").all(|region| region.code.starts_with("63")));
        assert_eq!(regencies("6371").count(), 0);
        assert_eq!(regencies("97").count(), 0);
    }

    #[test]
    fn the_places_of_the_demo_are_there_with_name_and_clock() {
        for (code, name, zone, province) in [
            ("6371", "Kota Banjarmasin", Zone::Wita, "Kalimantan Selatan"),
            ("6372", "Kota Banjarbaru", Zone::Wita, "Kalimantan Selatan"),
            ("6303", "Kabupaten Banjar", Zone::Wita, "Kalimantan Selatan"),
            ("6304", "Kabupaten Barito Kuala", Zone::Wita, "Kalimantan Selatan"),
            ("3673", "Kota Serang", Zone::Wib, "Banten"),
            ("3602", "Kabupaten Lebak", Zone::Wib, "Banten"),
            ("3672", "Kota Cilegon", Zone::Wib, "Banten"),
            ("3671", "Kota Tangerang", Zone::Wib, "Banten"),
            ("8271", "Kota Ternate", Zone::Wit, "Maluku Utara"),
        ] {
            assert_eq!(get(code), Some(&Region { code, name, zone }));
            assert_eq!(province_of(code).map(|region| region.name), Some(province));
        }
    }

    #[test]
    fn the_clock_follows_the_province() {
        for (province, zone) in [
            ("11", Zone::Wib),
            ("31", Zone::Wib),
            ("61", Zone::Wib),
            ("62", Zone::Wib),
            ("63", Zone::Wita),
            ("65", Zone::Wita),
            ("51", Zone::Wita),
            ("53", Zone::Wita),
            ("76", Zone::Wita),
            ("81", Zone::Wit),
            ("96", Zone::Wit),
        ] {
            assert_eq!(get(province).map(|region| region.zone), Some(zone), "{province}");
        }
        let hours: Vec<i8> = [Zone::Wib, Zone::Wita, Zone::Wit].map(Zone::offset).to_vec();
        assert_eq!(hours, [7, 8, 9]);
    }

    #[test]
    fn jakarta_and_yogyakarta_have_their_usual_names() {
        assert_eq!(get("31").map(|region| region.name), Some("DKI Jakarta"));
        assert_eq!(get("34").map(|region| region.name), Some("DI Yogyakarta"));
        assert_eq!(get("3174").map(|region| region.name), Some("Kota Jakarta Selatan"));
    }

    #[test]
    fn an_unknown_code_has_no_region() {
        for code in ["", "6", "63.71", "6399", "637101", "x", "９９"] {
            assert_eq!(get(code), None);
            assert_eq!(province_of(code), None);
        }
    }
}
