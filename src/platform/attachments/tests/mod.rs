//! Files as people send them, and as attackers would. All are put together here.
mod chance;
mod make;
mod names;
mod office;
mod pdfs;
mod pictures;

use std::time::{Duration, Instant};

use super::*;

/// Stands wherever a picture has room for words.
const CANARY: &str = "CANARY-7f3a91c4-Rumah-Kami";

/// Optimised it is a few milliseconds; unoptimised and beside other tests this is what one can ask for.
const AT_ONCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });

fn refused(name: &str, bytes: &[u8], expected: Refusal) {
    let begun = Instant::now();
    let refusal = inspect(name, bytes.to_vec()).map(|accepted| accepted.media);
    assert_eq!(refusal, Err(expected), "{name}");
    assert!(begun.elapsed() < AT_ONCE, "{name} took {:?}", begun.elapsed());
}

/// Takes a file that is stored as it was sent.
fn taken(name: &str, bytes: &[u8]) -> Accepted {
    let accepted = inspect(name, bytes.to_vec()).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
    assert!(accepted.bytes == bytes, "{name} was changed");
    accepted
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn what_is_not_on_the_list_is_called_by_its_name() {
    let html = b"<!DOCTYPE html><script>alert(1)</script>";
    let svg = b"\xef\xbb\xbf<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old document";
    for (name, bytes, expected) in [
        ("kosong.pdf", &b""[..], Refusal::Empty),
        ("halaman.pdf", html, Refusal::NotPdf),
        ("halaman.html", html, Refusal::WebPage),
        ("halaman.docx", html, Refusal::WebPage),
        ("gambar.svg", svg, Refusal::WebPage),
        ("gambar.png", svg, Refusal::WebPage),
        ("surat.doc", ole, Refusal::OldOffice),
        ("surat.docx", ole, Refusal::OldOffice),
        ("surat.pdf", ole, Refusal::NotPdf),
        ("foto.gif", b"GIF89a\x01\0\x01\0", Refusal::OtherPicture),
        ("foto.jpg", b"GIF89a\x01\0\x01\0", Refusal::OtherPicture),
        ("foto.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Refusal::OtherPicture),
        ("foto.tif", b"II*\0\x08\0\0\0", Refusal::OtherPicture),
        ("semua.zip", b"PK\x03\x04 files", Refusal::Archive),
        ("semua.rar", b"Rar!\x1a\x07", Refusal::Archive),
        ("semua.7z", b"7z\xbc\xaf\x27\x1c", Refusal::Archive),
        ("surat.docm", b"PK\x03\x04 macros", Refusal::Macros),
        ("catatan.txt", b"Yth. Bapak Camat", Refusal::Unknown),
        ("catatan.docx", b"Yth. Bapak Camat", Refusal::NotOffice),
        ("program.pdf", b"MZ\x90\0", Refusal::NotPdf),
        ("program.exe", b"MZ\x90\0", Refusal::Unknown),
        ("tabel.csv", b"a;b\n1;2\n", Refusal::Unknown),
    ] {
        refused(name, bytes, expected);
    }
}

#[test]
fn name_and_content_have_to_agree() {
    let pdf = make::plain_pdf();
    taken("surat.pdf", &pdf);
    taken("SURAT PERMOHONAN.Pdf ", &pdf);
    for name in ["surat.pdf.exe", "surat.docx", "surat", "", ".", "surat.pdf/..", "surat.jpg", "surat.pdf\u{202e}"] {
        assert_eq!(inspect(name, pdf.clone()), Err(Refusal::OtherName), "{name}");
    }
    refused("surat.pdf", b"\x89PNG\r\n\x1a\n", Refusal::OtherName);
    refused("foto.png", b"\xff\xd8\xff\xe0", Refusal::OtherName);
    refused("surat.xlsx", &make::docx(), Refusal::NotOffice);
}

#[test]
fn there_is_room_for_so_many_files_and_bytes() {
    assert_eq!(room(0, 0, MOST_BYTES), Ok(()));
    assert_eq!(room(24, 0, 1), Ok(()));
    assert_eq!(room(25, 0, 1), Err(Refusal::TooMany));
    assert_eq!(room(6, 50 << 20, 10 << 20), Ok(()));
    assert_eq!(room(6, 50 << 20, (10 << 20) + 1), Err(Refusal::TooMuchTogether));
    assert_eq!(room(1, u64::MAX, 1), Err(Refusal::TooMuchTogether));
    refused("besar.pdf", &vec![b'%'; MOST_BYTES + 1], Refusal::TooLarge);
}

#[test]
fn every_refusal_has_a_sentence_of_its_own() {
    let mut keys: Vec<_> = Refusal::ALL.iter().map(|refusal| refusal.key()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), Refusal::ALL.len());
    let later: Vec<_> = Refusal::ALL.iter().filter(|refusal| refusal.passes()).collect();
    assert_eq!(later, [&Refusal::Busy, &Refusal::TooSlow]);
}

#[tokio::test]
async fn a_file_that_waited_for_its_turn_is_the_same() {
    let pdf = make::plain_pdf();
    let accepted = receive("surat.pdf".to_owned(), pdf.clone()).await.unwrap();
    assert_eq!(accepted, inspect("surat.pdf", pdf));
}
