//! The itemised budget (rencana anggaran biaya): reading what was typed, subtotals, totals, cuts and comparisons of
//! prices. Money is whole rupiah and quantities are thousandths; the browser's sums are never asked.
use serde::{Deserialize, Serialize};

use crate::platform::money::Rupiah;

crate::words! {
    /// What a line asks for.
    pub enum Form {
        Money = "money",
        Goods = "goods",
        Services = "services",
    }
}

crate::words! {
    /// A field of a line, as its column is called in the form.
    pub enum Field {
        Activity = "kegiatan",
        Description = "uraian",
        Form = "bentuk",
        Quantity = "volume",
        Unit = "satuan",
        UnitPrice = "harga",
    }
}

/// A line as a person typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub activity: String,
    pub description: String,
    pub form: String,
    pub quantity: String,
    pub unit: String,
    pub unit_price: String,
    /// Comparisons of prices that came with it.
    pub quotes: u8,
}

/// A line of the budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which line of the form it stands on, from 1; it stays with the line through the versions.
    pub number: u16,
    pub activity: String,
    pub description: String,
    pub form: Form,
    /// Thousandths of the unit, above 0.
    pub quantity: i64,
    pub unit: String,
    pub unit_price: Rupiah,
    pub quotes: u8,
    /// What an officer took off the subtotal.
    pub cut: Rupiah,
}

/// What is wrong with a line: what is missing in one half of it, or what cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    pub number: u16,
    pub field: Field,
    pub kind: FaultKind,
}

crate::words! {
    pub enum FaultKind {
        Missing = "missing",
        Unreadable = "unreadable",
        TooLarge = "too_large",
    }
}

/// What a line may cost without a comparison, and how many comparisons it needs above that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteRule {
    /// Lines of at most this much need none. Rupiah.
    pub threshold: Rupiah,
    pub quotes: u8,
    /// The region's standard prices are cited instead.
    pub standard_prices: bool,
}

/// A cut of one line, in rupiah.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    pub number: u16,
    pub amount: Rupiah,
}

/// Why cuts do not fit a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutFault {
    NoSuchLine(u16),
    /// Two cuts of one line.
    Twice(u16),
    /// More than the line, or less than nothing.
    OutOfLine(u16),
}

/// The lines of a form. An empty line is left out and keeps its number; everything wrong is named at once.
pub fn read(typed: &[Typed]) -> Result<Vec<Line>, Vec<Fault>> {
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    for (line, number) in typed.iter().zip(1u16..).filter(|(line, _)| !line.is_empty()) {
        match read_line(line, number) {
            Ok(line) => lines.push(line),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults) }
}

/// What a reader can add up: the sum of the rounded lines. None above the largest amount.
pub fn total(lines: &[Line]) -> Option<Rupiah> {
    let sum = lines.iter().try_fold(0i64, |sum, line| sum.checked_add(line.subtotal()?.0))?;
    (sum <= Rupiah::MAX.0).then_some(Rupiah(sum))
}

/// What is left of the budget after cuts, one a line at most. None above the largest amount.
pub fn after_cuts(lines: &[Line], cuts: &[Cut]) -> Result<Option<Rupiah>, CutFault> {
    let mut reduced = lines.to_vec();
    for line in &mut reduced {
        line.cut = Rupiah(0);
    }
    for (at, cut) in cuts.iter().enumerate() {
        let fault = |wrong, fault| if wrong { Err(fault) } else { Ok(()) };
        fault(cuts[..at].iter().any(|earlier| earlier.number == cut.number), CutFault::Twice(cut.number))?;
        let line = reduced.iter_mut().find(|line| line.number == cut.number);
        let line = line.ok_or(CutFault::NoSuchLine(cut.number))?;
        let most = line.subtotal().unwrap_or(Rupiah::MAX);
        fault(cut.amount < Rupiah(0) || cut.amount > most, CutFault::OutOfLine(cut.number))?;
        line.cut = cut.amount;
    }
    Ok(net(&reduced))
}

/// The sum of the lines less their cuts. None above the largest amount.
pub fn net(lines: &[Line]) -> Option<Rupiah> {
    let cut: i64 = lines.iter().map(|line| line.cut.0).sum();
    total(lines).map(|total| Rupiah(total.0 - cut))
}

/// The lines that still need comparisons of prices, by number.
pub fn without_quotes(lines: &[Line], rule: QuoteRule) -> Vec<u16> {
    let needs = |line: &&Line| line.subtotal().is_none_or(|subtotal| subtotal > rule.threshold);
    let lacking = lines.iter().filter(needs).filter(|line| !rule.standard_prices && line.quotes < rule.quotes);
    lacking.map(|line| line.number).collect()
}

/// A quantity in thousandths: "1,5" is 1,500. Dots only between groups of three; at most three digits behind the comma.
pub fn read_quantity(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let (whole, part) = typed.split_once(',').unwrap_or((typed, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let grouped = groups.clone().next().is_none() || first.len() <= 3;
    let fits = digits(first) && grouped && groups.all(|group| group.len() == 3 && digits(group));
    if !fits || !digits(part) || part.len() > 3 {
        return None;
    }
    let whole: i64 = whole.replace('.', "").parse().ok()?;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    whole.checked_mul(1_000)?.checked_add(part)
}

impl Line {
    /// Quantity times price, half a rupiah upwards. None above the largest amount.
    pub fn subtotal(&self) -> Option<Rupiah> {
        let thousandths = i128::from(self.quantity) * i128::from(self.unit_price.0);
        let rounded = i64::try_from((thousandths + 500).div_euclid(1_000)).ok()?;
        (0..=Rupiah::MAX.0).contains(&rounded).then_some(Rupiah(rounded))
    }
}

impl Typed {
    /// Nothing was typed into it. The kind alone comes from a list and says nothing.
    pub fn is_empty(&self) -> bool {
        let texts = [&self.activity, &self.description, &self.quantity, &self.unit, &self.unit_price];
        texts.iter().all(|text| text.trim().is_empty())
    }
}

fn read_line(typed: &Typed, number: u16) -> Result<Line, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |field, kind| faults.push(Fault { number, field, kind });
    let mut field = |text: &str, field| {
        if text.trim().is_empty() {
            fault(field, FaultKind::Missing);
        }
        text.trim().to_owned()
    };
    let activity = field(&typed.activity, Field::Activity);
    let description = field(&typed.description, Field::Description);
    let form = field(&typed.form, Field::Form);
    let quantity = field(&typed.quantity, Field::Quantity);
    let unit = field(&typed.unit, Field::Unit);
    let unit_price = field(&typed.unit_price, Field::UnitPrice);
    if !form.is_empty() && Form::parse(&form).is_none() {
        fault(Field::Form, FaultKind::Unreadable);
    }
    let thousandths = read_quantity(&quantity).filter(|thousandths| *thousandths > 0);
    if !quantity.is_empty() && thousandths.is_none() {
        fault(Field::Quantity, FaultKind::Unreadable);
    }
    let price = Rupiah::parse(&unit_price).filter(|price| price.0 > 0);
    if !unit_price.is_empty() && price.is_none() {
        fault(Field::UnitPrice, FaultKind::Unreadable);
    }
    let (Some(form), Some(quantity), Some(unit_price), true) =
        (Form::parse(&form), thousandths, price, faults.is_empty())
    else {
        return Err(faults);
    };
    let line =
        Line { number, activity, description, form, quantity, unit, unit_price, quotes: typed.quotes, cut: Rupiah(0) };
    if line.subtotal().is_none() {
        return Err(vec![Fault { number, field: Field::UnitPrice, kind: FaultKind::TooLarge }]);
    }
    Ok(line)
}

#[cfg(test)]
#[path = "budget_tests.rs"]
mod tests;
