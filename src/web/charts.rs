//! Charts drawn on the server. Widths are in percent and letters in pixels, so that nothing shrinks on a telephone;
//! colours come from the style sheet. Each chart has its table beside it.
use std::fmt::Write;

/// A bar: what it is, how long, and the figure in words.
#[derive(Clone, Debug)]
pub struct Bar {
    pub label: String,
    pub value: i64,
    pub shown: String,
}

/// Height of a bar with its label, pixels.
const ROW: usize = 46;
/// The longest bar leaves room for its figure, percent.
const WIDEST: i64 = 58;

/// Bars one below the other, the longest marked. `finding` is what the picture says, in one sentence. Values below 0
/// have no bar.
pub fn bars(finding: &str, bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let mut svg = format!(
        "<svg class=\"chart\" role=\"img\" aria-label=\"{}\" width=\"100%\" height=\"{}\">",
        escaped(finding),
        bars.len() * ROW
    );
    for (at, bar) in bars.iter().enumerate() {
        let top = at * ROW;
        let tenths = bar.value.max(0).saturating_mul(WIDEST * 10) / most;
        let (whole, rest) = (tenths / 10, tenths % 10);
        let best = if bar.value == most { " chart-bar--best" } else { "" };
        // Writing to a text does not fail.
        let _ = write!(
            svg,
            "<text class=\"chart-label\" x=\"0\" y=\"{}\">{}</text>\
             <rect class=\"chart-bar{best}\" x=\"0.3%\" y=\"{}\" width=\"{whole}.{rest}%\" height=\"16\"/>\
             <text class=\"chart-value\" x=\"{}.{rest}%\" dx=\"8\" y=\"{}\">{}</text>",
            top + 15,
            escaped(&bar.label),
            top + 22,
            whole + 1,
            top + 35,
            escaped(&bar.shown)
        );
    }
    svg.push_str("</svg>");
    svg
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(value: i64) -> Bar {
        Bar { label: "Mei <2026>".to_owned(), value, shown: format!("Rp {value}") }
    }

    #[test]
    fn the_longest_bar_is_marked_and_the_others_are_in_proportion() {
        let svg = bars("Tertinggi \"Mei\"", &[bar(50), bar(100), bar(-3)]);
        assert!(svg.contains("width=\"29.0%\"") && svg.contains("width=\"58.0%\"") && svg.contains("width=\"0.0%\""));
        assert_eq!(svg.matches("chart-bar--best").count(), 1);
        assert!(svg.contains("aria-label=\"Tertinggi &quot;Mei&quot;\"") && svg.contains("Mei &lt;2026&gt;"));
        assert!(bars("Belum ada", &[bar(0)]).contains("width=\"0.0%\""));
    }
}
