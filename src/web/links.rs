//! Links that lead out of the site, to a messenger: a plain anchor, nothing is loaded from there. And addresses that
//! came from outside, which must lead nowhere else.

/// Opens a messenger with the text ready and nobody chosen.
pub fn share(text: &str) -> String {
    messenger("", text)
}

/// Opens a chat with a telephone number of Indonesia, the text ready to send.
pub fn chat(number: &str, text: &str) -> String {
    messenger(&international(number), text)
}

/// A telephone number of Indonesia with the code of the country and digits alone, however it was written: `0812…`,
/// `+62 812…`, `62812…` and `812…` are the same.
fn international(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix('0') {
        Some(rest) => format!("62{rest}"),
        None if digits.starts_with("62") => digits,
        None => format!("62{digits}"),
    }
}

/// A path on this site: nothing that a browser could read as another host.
pub fn own_path(path: &str) -> Option<&str> {
    let mut bytes = path.bytes();
    let own = bytes.next() == Some(b'/')
        && !matches!(bytes.next(), Some(b'/' | b'\\'))
        && path.bytes().all(|b| b.is_ascii_graphic());
    own.then_some(path)
}

fn messenger(number: &str, text: &str) -> String {
    format!("https://wa.me/{number}?{}", serde_html_form::to_string([("text", text)]).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_leads_nowhere_else() {
        for path in ["/", "/barang?q=tas&halaman=2"] {
            assert_eq!(own_path(path), Some(path));
        }
        for path in ["", "//example.com", "/\\example.com", "https://example.com", "barang", "/a\r\nb", "/a b"] {
            assert_eq!(own_path(path), None, "{path}");
        }
    }

    #[test]
    fn a_number_is_written_for_abroad_and_a_text_cannot_leave_its_place() {
        assert_eq!(chat("0812-3456", "a & b"), "https://wa.me/628123456?text=a+%26+b");
        for number in ["0812-3456-7890", "+62 812 3456 7890", "62812.3456.7890", "(0812) 34567890", "81234567890"] {
            assert_eq!(chat(number, ""), "https://wa.me/6281234567890?text=", "{number}");
        }
        assert_eq!(share("Rp 1#x"), "https://wa.me/?text=Rp+1%23x");
    }
}
