//! What files are called when they are shown.
use proptest::prelude::*;

use super::*;

#[test]
fn a_shown_name_is_what_people_called_it() {
    for (sent, shown) in [
        ("Surat permohonan.pdf", "Surat permohonan.pdf"),
        ("SURAT.PDF", "SURAT.pdf"),
        ("Lap. keuangan 2.1.pdf", "Lap. keuangan 2.1.pdf"),
        ("tanpa akhiran", "tanpa akhiran.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Siti\\KTP.pdf", "KTP.pdf"),
        ("surat\u{202e}fdp.exe.pdf", "suratfdp.exe.pdf"),
        ("su\u{200b}rat\r\nSet-Cookie: x.pdf", "surat Set-Cookie x.pdf"),
        ("a<script>\"b\".pdf", "ascriptb.pdf"),
        (".htaccess.pdf", "htaccess.pdf"),
        ("  nota   toko .. .pdf", "nota toko.pdf"),
        ("..", "berkas.pdf"),
        ("", "berkas.pdf"),
        ("\u{202e}\u{2066}.pdf", "berkas.pdf"),
        ("cafe\u{301}.pdf", "caf\u{e9}.pdf"),
    ] {
        assert_eq!(shown_name(sent, Media::Pdf), shown, "{sent:?}");
    }
    assert_eq!(shown_name("kwitansi.png", Media::Jpeg), "kwitansi.jpg", "a picture is stored as JPEG");
    let long = shown_name(&"é".repeat(500), Media::Xlsx);
    assert_eq!((long.chars().count(), long.ends_with("é.xlsx")), (80, true));
}

#[test]
fn every_kind_says_what_it_is() {
    for media in Media::ALL {
        assert!(media.content_type().contains('/'));
        assert!(shown_name("x", *media).ends_with(media.extension()));
    }
}

proptest! {
    #[test]
    fn no_name_is_long_or_leads_elsewhere(name in "\\PC{0,120}|.{0,120}|[./\\\\\u{202a}-\u{202e} a]{0,40}") {
        let shown = shown_name(&name, Media::Docx);
        prop_assert!(shown.chars().count() <= 80 && shown.strip_suffix(".docx").is_some_and(|stem| !stem.is_empty()));
        let harmful = ['/', '\\', '\u{202e}', '\n', '"', '\0'];
        prop_assert!(!shown.starts_with('.') && !shown.contains(harmful));
        prop_assert_eq!(shown_name(&shown, Media::Docx), shown);
    }
}
