//! The form in which an outlet writes terms.
use time::Date;

use crate::{
    error::Invalid,
    marketplace::consignment::agreements::model::{Cycle, Pricing, Terms},
    platform::{money::Rupiah, params::Params},
    web::{FormView, Ui, days, ui::WEEKDAYS},
};

use super::words::percent;

/// A value that is in no range: what was typed is no number.
const NOTHING: i32 = -1;

/// Fields of the losses, in the order of the terms.
pub const LOSSES: [(&str, &str); 5] = [
    ("tanggung_jalan", "loss-transit"),
    ("tanggung_rusak", "loss-damaged"),
    ("tanggung_hilang", "loss-missing"),
    ("tanggung_curi", "loss-stolen"),
    ("tanggung_kedaluwarsa", "loss-expired"),
];

/// Faults of these stand in the part that is folded away.
const FOLDED: [&str; 9] = ["markup", "sewa", "periksa", "minimal", "sisa", "tarik", "ambil", "jumlah", "tinjau"];

/// Value, words, whether it is chosen.
pub type Choice = (String, String, bool);

/// The choices of the form.
#[derive(Debug)]
pub struct Choices {
    pub pricing: Vec<Choice>,
    pub cycles: Vec<Choice>,
    pub weekdays: Vec<Choice>,
    pub roundings: Vec<Choice>,
    /// Name, words and value of the part the outlet bears of each loss.
    pub losses: Vec<(&'static str, String, String)>,
    /// Something in the folded part has to be mended.
    pub open: bool,
}

impl Choices {
    pub fn of(ui: &Ui, form: &FormView) -> Self {
        let choice = |field: &str, word: &str, key: &str| (word.to_owned(), ui.t(key), form.v(field) == word);
        let weekday = |(at, key): (i32, &&str)| {
            let number = at.to_string();
            (number.clone(), ui.t(key), form.v("hari") == number)
        };
        let rounding = |step: i64| {
            let word = step.to_string();
            (word.clone(), ui.rupiah(&Rupiah(step)), form.v("bulat") == word)
        };
        Self {
            pricing: Pricing::ALL
                .iter()
                .map(|pricing| choice("cara", pricing.as_str(), pricing_key(*pricing)))
                .collect(),
            cycles: vec![choice("siklus", "monthly", "cycle-monthly"), choice("siklus", "weekly", "cycle-weekly")],
            weekdays: (1..).zip(&WEEKDAYS).map(weekday).collect(),
            roundings: [1, 50, 100].map(rounding).to_vec(),
            losses: LOSSES.map(|(field, key)| (field, ui.t(key), form.v(field).to_owned())).to_vec(),
            open: form.faults().iter().any(|(field, _)| FOLDED.contains(&field.as_str()) || field == "berakhir"),
        }
    }
}

fn pricing_key(pricing: Pricing) -> &'static str {
    match pricing {
        Pricing::Commission => "pricing-commission",
        Pricing::Markup => "pricing-markup",
        Pricing::MonthlyFee => "pricing-fee",
        Pricing::Free => "pricing-free",
    }
}

/// The form filled with terms.
pub fn filled(ui: &Ui, terms: &Terms, from: Date) -> FormView {
    let share = |basis_points: i32| percent(ui, basis_points);
    let weekly = terms.cycle == Cycle::Weekly;
    let mut values: Vec<(String, String)> = [
        ("cara", terms.pricing.as_str().to_owned()),
        ("bagian", share(terms.outlet_share)),
        ("markup", share(terms.max_markup)),
        ("sewa", terms.monthly_fee.to_string()),
        ("bulat", terms.rounding.to_string()),
        ("siklus", terms.cycle.as_str().to_owned()),
        ("tutup", if weekly { 31 } else { terms.close_day }.to_string()),
        ("hari", if weekly { terms.close_day } else { 1 }.to_string()),
        ("bayar", terms.pay_within.to_string()),
        ("periksa", terms.confirm_within.to_string()),
        ("minimal", terms.min_payout.to_string()),
        ("rak", terms.max_shelf_days.to_string()),
        ("sisa", share(terms.min_remaining)),
        ("tarik", terms.pull_before.to_string()),
        ("ambil", terms.collect_within.to_string()),
        ("jumlah_min", terms.quantity.0.to_string()),
        ("jumlah_maks", terms.quantity.1.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec();
    values.extend(LOSSES.iter().zip(terms.liability).map(|((field, _), part)| ((*field).to_owned(), share(part))));
    values.extend(days::boxes("mulai", Some(from)));
    values.extend(days::boxes("tinjau", terms.review_on));
    values.extend(days::boxes("berakhir", terms.ends_on));
    FormView::with(values.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

/// The terms as they were typed, the day from which they hold, and what has to be mended.
pub fn read(params: &Params) -> (Terms, Date, Invalid) {
    let mut faults = Invalid::default();
    let mut day = |name: &'static str| match days::read(params, name) {
        days::Typed::Day(day) => Some(day),
        days::Typed::Nothing => None,
        days::Typed::Wrong => {
            faults.0.push((name, "fault-day"));
            None
        }
    };
    let (from, review_on, ends_on) = (day("mulai"), day("tinjau"), day("berakhir"));
    let number = |name: &str| params.get(name).and_then(super::whole).unwrap_or(NOTHING);
    let share = |name: &str| params.get(name).and_then(basis_points).unwrap_or(NOTHING);
    let rupiah = |name: &str| params.get(name).and_then(Rupiah::parse).map_or(NOTHING.into(), |amount| amount.0);
    let pricing = params.get("cara").and_then(Pricing::parse);
    if pricing.is_none() {
        faults.0.push(("cara", "error-choice"));
    }
    let pricing = pricing.unwrap_or(Pricing::Commission);
    let cycle = params.get("siklus").and_then(Cycle::parse).unwrap_or(Cycle::Monthly);
    // What does not belong to the chosen way is nothing.
    let of = |chosen: Pricing, value: i32| if pricing == chosen { value } else { 0 };
    let terms = Terms {
        pricing,
        outlet_share: of(Pricing::Commission, share("bagian")),
        max_markup: of(Pricing::Markup, share("markup")),
        monthly_fee: if pricing == Pricing::MonthlyFee { rupiah("sewa") } else { 0 },
        rounding: Some(number("bulat")).filter(|step| [1, 50, 100].contains(step)).unwrap_or(1),
        cycle,
        close_day: number(if cycle == Cycle::Monthly { "tutup" } else { "hari" }),
        pay_within: number("bayar"),
        confirm_within: number("periksa"),
        min_payout: rupiah("minimal"),
        max_shelf_days: number("rak"),
        min_remaining: share("sisa"),
        pull_before: number("tarik"),
        collect_within: number("ambil"),
        liability: LOSSES.map(|(field, _)| share(field)),
        quantity: (number("jumlah_min"), number("jumlah_maks")),
        review_on,
        ends_on,
    };
    faults.0.extend(terms.check().0);
    if from.is_none() && faults.of("mulai").is_none() {
        faults.0.push(("mulai", "fault-valid-from"));
    }
    (terms, from.unwrap_or(Date::MIN), faults)
}

/// Percent as typed, in basis points: `15`, `12,5`, `12.25`.
fn basis_points(typed: &str) -> Option<i32> {
    let typed = typed.trim().trim_end_matches('%').trim();
    let (whole, rest) = typed.split_once([',', '.']).unwrap_or((typed, ""));
    if rest.len() > 2 || whole.len() > 3 || !whole.bytes().chain(rest.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rest: i32 = format!("{rest:0<2}").parse().ok()?;
    Some(whole.parse::<i32>().ok()? * 100 + rest)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn percent_is_read_with_comma_or_point() {
        assert_eq!(basis_points("15"), Some(1_500));
        assert_eq!(basis_points("12,5 %"), Some(1_250));
        assert_eq!(basis_points("0.25"), Some(25));
        for wrong in ["", "x", "1,234", "-5", "1,5,5", "9999"] {
            assert_eq!(basis_points(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_at_its_field() {
        let params = Params::read("cara=commission&bagian=banyak&siklus=monthly&tutup=0&mulai_tgl=31&mulai_bln=2");
        let (_, _, faults) = read(&params);
        for field in ["bagian", "tutup", "bayar", "rak", "tanggung", "jumlah"] {
            assert!(faults.of(field).is_some(), "{field}");
        }
        assert_eq!(faults.of("mulai"), Some("fault-day"));
        assert_eq!(faults.of("markup"), None, "it does not belong to this way");
    }

    #[test]
    fn terms_that_fill_the_form_are_read_back() {
        let text = "cara=outlet_markup&markup=20&siklus=weekly&hari=1&bayar=5&periksa=7&minimal=0&rak=45&sisa=30\
                    &tarik=3&ambil=14&tanggung_jalan=0&tanggung_rusak=100&tanggung_hilang=100&tanggung_curi=100\
                    &tanggung_kedaluwarsa=0&jumlah_min=1&jumlah_maks=9999&bulat=50&mulai_tgl=1&mulai_bln=12\
                    &mulai_thn=2026";
        let (terms, from, faults) = read(&Params::read(text));
        assert_eq!(faults, Invalid::default());
        assert_eq!(from, date!(2026 - 12 - 01));
        let expected = Terms {
            pricing: Pricing::Markup,
            outlet_share: 0,
            cycle: Cycle::Weekly,
            close_day: 1,
            max_shelf_days: 45,
            rounding: 50,
            ..Terms::default()
        };
        assert_eq!(terms, expected);
    }
}
