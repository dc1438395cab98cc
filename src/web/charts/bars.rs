//! Bars one below the other.
use super::{Bar, Drawn, Heading, Row, cut, escaped, framed, mark};

/// Height of a bar with its label, pixels.
const ROW: usize = 46;
/// The longest bar leaves room for its figure, percent.
const WIDEST: i64 = 58;
/// Letters of a label that fit on a telephone.
const LABEL: usize = 38;

/// Bars one below the other, the longest marked.
pub fn bars(heading: Heading<'_>, bars: &[Bar]) -> Drawn {
    let most = bars.iter().filter_map(|bar| bar.value).max().unwrap_or(0).max(1);
    let mut marks = String::new();
    for (at, bar) in bars.iter().enumerate() {
        mark(&mut marks, &format!("{}: {}", bar.label, bar.shown), &shapes(bar, at * ROW, most));
    }
    Drawn { svg: framed(heading, bars.len() * ROW, &marks), rows: bars.iter().map(Row::from).collect() }
}

fn shapes(bar: &Bar, top: usize, most: i64) -> String {
    let label =
        format!("<text class=\"chart-label\" x=\"0\" y=\"{}\">{}</text>", top + 15, escaped(&cut(&bar.label, LABEL)));
    let (shown, line) = (escaped(&bar.shown), top + 35);
    let Some(value) = bar.value else {
        return format!("{label}<text class=\"chart-value\" x=\"0\" y=\"{line}\">{shown}</text>");
    };
    let tenths = i128::from(value.max(0)) * i128::from(WIDEST * 10) / i128::from(most);
    let (whole, rest) = (tenths / 10, tenths % 10);
    let best = if value == most { " chart-bar--best" } else { "" };
    format!(
        "{label}<rect class=\"chart-bar{best}\" x=\"0.3%\" y=\"{}\" width=\"{whole}.{rest}%\" height=\"16\"/>\
         <text class=\"chart-value\" x=\"{}.{rest}%\" dx=\"8\" y=\"{line}\">{shown}</text>",
        top + 22,
        whole + 1,
    )
}
