//! Texts that a spreadsheet program would run as a formula when it opens a file of separated values.

/// The text with an apostrophe before it, where it would run. Texts that already have apostrophes before such a
/// beginning get one more, so that [`unguarded`] gives back exactly what was there.
pub(super) fn guarded(text: &str) -> String {
    if runs(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

/// The text as it was before [`guarded`].
pub(super) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_run_gets_an_apostrophe_and_loses_it_again() {
        for text in ["=1+1", "+62 811", "-5", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''+1", "＝1"] {
            assert_eq!(guarded(text), format!("'{text}"));
            assert_eq!(unguarded(&guarded(text)), text);
        }
        for text in ["Keripik", "'", "'n Beetje", "1-2", ""] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
