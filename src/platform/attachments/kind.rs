//! What a file is: its first bytes and the end of its name have to agree, and both have to stand on the list.
use super::{MOST_BYTES, Refusal};

crate::words! {
    /// What a stored file is.
    pub enum Media {
        Pdf = "pdf",
        Jpeg = "jpeg",
        Docx = "docx",
        Xlsx = "xlsx",
    }
}

impl Media {
    /// For the header of an answer.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The end of a name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

/// What was sent, as far as name and first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    Pdf,
    Picture,
    Docx,
    Xlsx,
}

/// Finds out what was sent.
pub fn sent(name: &str, bytes: &[u8]) -> Result<Sent, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let ending = name.trim().rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase());
    match (content(bytes), ending.as_str()) {
        (Content::Pdf, "pdf") => Ok(Sent::Pdf),
        (Content::Jpeg, "jpg" | "jpeg" | "jfif") | (Content::Png, "png") | (Content::Webp, "webp") => Ok(Sent::Picture),
        (Content::Zip, "docx") => Ok(Sent::Docx),
        (Content::Zip, "xlsx") => Ok(Sent::Xlsx),
        (Content::Zip, "docm" | "dotm" | "xlsm" | "xltm" | "xlsb" | "xlam") => Err(Refusal::Macros),
        (Content::Zip | Content::OtherArchive, _) => Err(Refusal::Archive),
        (Content::Pdf | Content::Jpeg | Content::Png | Content::Webp, _) => Err(Refusal::OtherName),
        (_, "pdf") => Err(Refusal::NotPdf),
        (Content::Ole, _) => Err(Refusal::OldOffice),
        (Content::Markup, _) => Err(Refusal::WebPage),
        (Content::OtherPicture, _) => Err(Refusal::OtherPicture),
        (Content::Unknown, "docx" | "xlsx") => Err(Refusal::NotOffice),
        (Content::Unknown, _) => Err(Refusal::Unknown),
    }
}

enum Content {
    Pdf,
    Jpeg,
    Png,
    Webp,
    Zip,
    Ole,
    OtherArchive,
    OtherPicture,
    Markup,
    Unknown,
}

fn content(bytes: &[u8]) -> Content {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Content::Pdf,
        [0xff, 0xd8, 0xff, ..] => Content::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Content::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Content::Webp,
        [b'P', b'K', 3, 4, ..] => Content::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Content::Ole,
        [b'P', b'K', ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] | [0x1f, 0x8b, ..] => {
            Content::OtherArchive
        }
        [b'G', b'I', b'F', b'8', ..]
        | [b'B', b'M', ..]
        | [b'I', b'I', b'*', 0, ..]
        | [b'M', b'M', 0, b'*', ..]
        | [_, _, _, _, b'f', b't', b'y', b'p', ..] => Content::OtherPicture,
        _ if is_markup(bytes) => Content::Markup,
        _ => Content::Unknown,
    }
}

/// Whether the first letter that is none of the white ones opens a tag.
fn is_markup(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    matches!(head, [b'<', b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..])
}
