//! Closed lists: an enum, its word in the database and in JSON, and the way back; and days as words.
use time::Date;

/// Declares an enum whose variants are stored and sent as fixed words.
///
/// Gives `ALL`, `as_str`, `parse`, serde and the schema of the word.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        $vis enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in the database, in addresses and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The variant of a word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            /// The variant of a word read from a column, whose constraint admits no other.
            pub fn of(word: &str) -> $crate::error::Result<Self> {
                Self::parse(word).ok_or_else(|| $crate::error::Error::unknown_word(stringify!($name)))
            }
        }
    };
}

/// A day as `2026-11-22`, for serde.
pub mod day {
    use serde::Serializer;
    use time::Date;

    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(day)
    }
}

/// A day as the field of a browser sends it, `2028-12-31`, or as people write it, `31/12/2028`.
pub fn read_day(typed: &str) -> Option<Date> {
    let parts: Vec<&str> = typed.split(['-', '/', '.']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    if year.len() != 4 {
        return None;
    }
    let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::read_day;

    #[test]
    fn days_are_read_as_browsers_and_people_write_them() {
        for typed in ["2028-12-31", "31/12/2028", "31-12-2028", "31.12.2028"] {
            assert_eq!(read_day(typed), Some(date!(2028 - 12 - 31)), "{typed}");
        }
        for typed in ["", "31/12/28", "besok", "2028-13-01", "2028", "1/2/3/4"] {
            assert_eq!(read_day(typed), None, "{typed}");
        }
    }
}
