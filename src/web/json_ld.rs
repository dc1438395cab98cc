//! Facts for search engines in the words of schema.org.
use serde_json::Value;

/// A data block.
#[derive(Clone, Debug)]
pub struct JsonLd(pub Value);

impl JsonLd {
    /// The text of the script element. HTML escaping would break it, and no escaping would let a name close the
    /// element.
    pub fn to_script(&self) -> String {
        self.0.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_close_the_script_element() {
        let data = JsonLd(serde_json::json!({ "name": "</script><script>alert(1)</script>&" }));
        let text = data.to_script();
        assert!(!text.contains('<') && !text.contains('>') && !text.contains('&'));
        let back: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back, data.0);
    }
}
