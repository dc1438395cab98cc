//! What a document says about itself.

/// Texts kept of one file.
pub const MOST_TEXTS: usize = 40;
/// Letters kept of one text.
pub const MOST_LETTERS: usize = 300;

/// Texts found so far, each once.
#[derive(Debug, Default)]
pub struct Texts(Vec<String>);

impl Texts {
    /// Adds a text. An empty one, or one beyond what is kept, adds nothing.
    pub fn add(&mut self, text: &str) {
        let mut short = String::new();
        // Twice as much as is kept leaves room for white letters that fall together.
        let start: String = text.chars().filter(|letter| *letter != '\0').take(2 * MOST_LETTERS).collect();
        for word in start.split_whitespace() {
            if !short.is_empty() {
                short.push(' ');
            }
            short.push_str(word);
        }
        let short: String = short.chars().take(MOST_LETTERS).collect();
        if !short.is_empty() && self.0.len() < MOST_TEXTS && !self.0.contains(&short) {
            self.0.push(short);
        }
    }

    pub fn into_vec(self) -> Vec<String> {
        self.0
    }
}
