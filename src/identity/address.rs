//! What people are found by, brought into one form: an e-mail address, with which one signs in, or an Indonesian
//! telephone number, by which the command line finds somebody.
use super::vault::Address;

/// An address in the form in which it is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInAddress {
    pub kind: Address,
    pub value: String,
}

impl SignInAddress {
    /// Reads an address one can sign in with.
    pub fn read_email(typed: &str) -> Option<Self> {
        email(typed).map(|value| Self { kind: Address::Email, value })
    }

    /// Reads what was typed, if it can be an address at all.
    pub fn read(typed: &str) -> Option<Self> {
        if typed.contains('@') {
            email(typed).map(|value| Self { kind: Address::Email, value })
        } else {
            phone(typed).map(|value| Self { kind: Address::Phone, value })
        }
    }
}

/// An e-mail address in small letters; whether it exists only a mail can tell. At most 254 bytes (RFC 5321).
pub fn email(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (local, domain) = typed.rsplit_once('@')?;
    let plain = |c: char| {
        c.is_ascii_graphic() && !matches!(c, '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | ']' | '\\' | '@')
    };
    let local_fits = !local.is_empty() && local.len() <= 64 && local.chars().all(plain);
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let domain_fits = domain.contains('.') && domain.split('.').all(label);
    let dots_fit = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    (local_fits && dots_fit && domain_fits && typed.len() <= 254).then(|| typed.to_ascii_lowercase())
}

/// A telephone number as `62812…`, 10 to 15 digits; `0812…`, `+62 812…` and `62812…` are the same.
pub fn phone(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let digits: String = typed.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')')).collect();
    let digits = digits.strip_prefix('+').unwrap_or(&digits);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = match digits.strip_prefix('0') {
        Some(rest) => format!("62{rest}"),
        None => digits.to_owned(),
    };
    (10..=15).contains(&number.len()).then_some(number)
}

/// How a number is shown: `0812-3456-7890`.
pub fn shown_phone(number: &str) -> String {
    let local = number.strip_prefix("62").map_or_else(|| format!("+{number}"), |rest| format!("0{rest}"));
    local.as_bytes().chunks(4).map(|part| String::from_utf8_lossy(part)).collect::<Vec<_>>().join("-")
}

/// How an address is shown to its owner on a screen others may see: `r•••@contoh.id`.
pub fn masked(email: &str) -> String {
    match email.split_once('@') {
        Some((local, domain)) => format!("{}•••@{domain}", local.chars().next().unwrap_or('•')),
        None => "•••".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_have_one_form() {
        for typed in ["0812-3456-7890", "+62 812 3456 7890", "62812.3456.7890", "(0812) 34567890"] {
            assert_eq!(phone(typed).as_deref(), Some("6281234567890"), "{typed}");
        }
        for typed in ["", "0812", "08123456789012345", "0812x3456789", "++62812345678"] {
            assert_eq!(phone(typed), None, "{typed}");
        }
        assert_eq!(shown_phone("6281234567890"), "0812-3456-7890");
    }

    #[test]
    fn addresses_are_written_small_and_nonsense_is_none() {
        assert_eq!(email(" Rahma@Contoh.ID ").as_deref(), Some("rahma@contoh.id"));
        let wrong =
            ["", "a", "a@b", "@b.id", "a@.id", "a b@c.id", "a@b..id", "a@b.id\r\nx", "a,b@c.id", ".a@b.id", "a@-b.id"];
        for typed in wrong {
            assert_eq!(email(typed), None, "{typed}");
        }
        assert_eq!(email(&format!("{}@b.id", "a".repeat(65))), None);
        assert_eq!(masked("rahma@contoh.id"), "r•••@contoh.id");
    }
}
