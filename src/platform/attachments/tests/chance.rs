//! Whatever is sent, an answer comes back.
use proptest::prelude::*;

use super::{make::Pdf, *};

const NAMES: [&str; 6] = ["a.pdf", "a.jpg", "a.png", "a.webp", "a.docx", "a.xlsx"];

/// What a PDF is made of.
const WORDS: &[&str] = &[
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "1 0 obj",
    "endobj",
    "stream\n",
    "endstream endobj",
    "R",
    "0",
    "7",
    "-99999999999999999999",
    "/N",
    "/First",
    "/Type",
    "/ObjStm",
    "/Metadata",
    "/Kids",
    "/Pages",
    "/Length",
    "/#4",
    "/#",
    "xref",
    "trailer <<",
    "startxref",
    "%%EOF\n",
    "%x",
    "\\",
    "1 0 obj << /Kids [ 1 0 R ] >> endobj",
];

/// Looks at bytes under every name; that there is an answer is all that is asked.
fn looked_at(bytes: &[u8]) {
    for name in NAMES {
        drop(inspect(name, bytes.to_vec()));
    }
}

fn broken(whole: &[u8], changes: &[(usize, u8)], cut: usize) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for (at, byte) in changes {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    bytes.truncate(bytes.len() - cut % 40);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        looked_at(&bytes);
        for start in [&b"%PDF-1.4\n"[..], b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"] {
            looked_at(&[start, &bytes].concat());
        }
    }

    #[test]
    fn any_words_of_a_pdf_get_an_answer(
        words in proptest::collection::vec(proptest::sample::select(WORDS), 0..60),
    ) {
        looked_at(&[&b"%PDF-1.4\n"[..], words.join(" ").as_bytes()].concat());
    }

    #[test]
    fn a_document_with_wrong_bytes_gets_an_answer(
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8),
        cut in any::<usize>(),
    ) {
        let pdf = Pdf::with_page("").list(5, &[(6, "<< /Kids [6 0 R] >>"), (7, "(a)")]).finish_with("/Info 7 0 R");
        looked_at(&broken(&pdf, &changes, cut));
        looked_at(&broken(&make::docx(), &changes, cut));
    }
}
