//! Links that lead out of the site, to a messenger. A plain anchor: nothing is loaded from there.

/// Opens a messenger with the text ready and nobody chosen.
pub fn share(text: &str) -> String {
    messenger("", text)
}

/// Opens a chat with a telephone number of Indonesia, the text ready to send.
pub fn chat(number: &str, text: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    messenger(&format!("62{}", digits.strip_prefix('0').unwrap_or(&digits)), text)
}

fn messenger(number: &str, text: &str) -> String {
    format!("https://wa.me/{number}?{}", serde_html_form::to_string([("text", text)]).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_for_abroad_and_a_text_cannot_leave_its_place() {
        assert_eq!(chat("0812-3456", "a & b"), "https://wa.me/628123456?text=a+%26+b");
        assert_eq!(share("Rp 1#x"), "https://wa.me/?text=Rp+1%23x");
    }
}
