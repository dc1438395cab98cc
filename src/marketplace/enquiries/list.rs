//! The list of goods somebody wants to ask for, as it stands in a cookie: codes and pieces, nothing else.
use crate::platform::ids;

/// Lines of a list.
pub const MOST_LINES: usize = 30;
/// Pieces of a line.
pub const MOST_PIECES: u16 = 9_999;

/// One thing that is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Code of the product.
    pub product: String,
    /// Which of its sizes or tastes, by its place; 0 is the first.
    pub choice: u8,
    /// 1 to [`MOST_PIECES`].
    pub pieces: u16,
}

/// Everything that is wanted, in the order in which it was put down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List(Vec<Wanted>);

impl List {
    /// Reads what [`Self::to_text`] wrote. What is not understood is left out: a browser sends what it likes.
    pub fn read(text: &str) -> Self {
        let mut list = Self::default();
        for wanted in text.split('-').filter_map(read_line) {
            list.put(wanted);
        }
        list
    }

    /// `K7Q2MX.0.12-R3W8ZA.1.40`.
    pub fn to_text(&self) -> String {
        let lines = self.0.iter().map(|line| format!("{}.{}.{}", line.product, line.choice, line.pieces));
        lines.collect::<Vec<_>>().join("-")
    }

    /// Puts a line in, in the place of one for the same thing. False when the list is full.
    pub fn put(&mut self, wanted: Wanted) -> bool {
        let same = self.0.iter_mut().find(|line| line.product == wanted.product && line.choice == wanted.choice);
        if let Some(line) = same {
            line.pieces = wanted.pieces;
            return true;
        }
        let room = self.0.len() < MOST_LINES;
        if room {
            self.0.push(wanted);
        }
        room
    }

    pub fn remove(&mut self, product: &str, choice: u8) {
        self.0.retain(|line| line.product != product || line.choice != choice);
    }

    pub fn lines(&self) -> &[Wanted] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How many pieces somebody typed: digits, perhaps with dots between groups.
pub fn read_pieces(typed: &str) -> Option<u16> {
    let digits: String = typed.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let pieces = if all_digits { digits.parse().ok()? } else { return None };
    (1..=MOST_PIECES).contains(&pieces).then_some(pieces)
}

/// `K7Q2MX.0`, the name of a line in forms.
pub fn read_name(name: &str) -> Option<(String, u8)> {
    let (product, choice) = name.split_once('.')?;
    Some((ids::read_public_code(product)?, choice.parse().ok()?))
}

fn read_line(line: &str) -> Option<Wanted> {
    let (name, pieces) = line.rsplit_once('.')?;
    let (product, choice) = read_name(name)?;
    Some(Wanted { product, choice, pieces: read_pieces(pieces)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(product: &str, choice: u8, pieces: u16) -> Wanted {
        Wanted { product: product.to_owned(), choice, pieces }
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let mut list = List::default();
        assert!(list.put(wanted("K7Q2MX", 0, 12)));
        assert!(list.put(wanted("R3W8ZA", 1, 40)));
        assert!(list.put(wanted("K7Q2MX", 0, 15)), "a second press changes the number");
        assert_eq!(list.to_text(), "K7Q2MX.0.15-R3W8ZA.1.40");
        assert_eq!(List::read(&list.to_text()), list);
        list.remove("K7Q2MX", 0);
        assert_eq!(list.lines(), [wanted("R3W8ZA", 1, 40)]);
    }

    #[test]
    fn what_a_browser_made_up_is_left_out() {
        for text in ["", "-", "K7Q2MX", "K7Q2MX.0.0", "K7Q2MX.0.10000", "K7Q2MX.300.1", "K7Q2MX.0.-1", "x.y.z"] {
            assert!(List::read(text).is_empty(), "{text}");
        }
        assert_eq!(List::read("x-K7Q2MX.0.2-..").lines(), [wanted("K7Q2MX", 0, 2)]);
    }

    #[test]
    fn a_full_list_takes_no_further_line() {
        let mut list = List::default();
        for choice in 0..30 {
            assert!(list.put(wanted("K7Q2MX", choice, 1)));
        }
        assert!(!list.put(wanted("R3W8ZA", 0, 1)));
        assert!(list.put(wanted("K7Q2MX", 3, 9)), "what is on it can still be changed");
        assert_eq!(list.lines().len(), MOST_LINES);
    }

    #[test]
    fn pieces_are_read_as_people_type_them() {
        for (typed, pieces) in [("1", Some(1)), (" 1.000 ", Some(1_000)), ("9999", Some(9_999))] {
            assert_eq!(read_pieces(typed), pieces, "{typed}");
        }
        for typed in ["", "0", "10000", "1,5", "-3", "banyak", "99999999999"] {
            assert_eq!(read_pieces(typed), None, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_cookie_breaks_it(text in ".{0,300}") {
            let list = List::read(&text);
            proptest::prop_assert!(list.lines().len() <= MOST_LINES);
            proptest::prop_assert_eq!(List::read(&list.to_text()), list);
        }
    }
}
