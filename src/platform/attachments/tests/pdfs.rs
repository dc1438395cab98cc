//! PDFs: plain ones stay as they are, and none that acts, hides or locks is taken.
use super::{
    make::{Pdf, deflated, listed, plain_pdf},
    *,
};

const ALERT: &str = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";

#[test]
fn a_plain_pdf_is_taken_as_it_is() {
    let accepted = taken("surat.pdf", &plain_pdf());
    assert_eq!((accepted.media, accepted.pages), (Media::Pdf, Some(1)));
    assert_eq!(accepted.metadata, [""; 0]);
}

#[test]
fn all_that_office_programs_write_is_taken() {
    // A link, an action on opening that only turns to a page, bookmarks, words that are names elsewhere, a length that
    // stands in another object, odd numbers.
    let bytes = Pdf::with_page("/OpenAction [3 0 R /Fit]")
        .object(5, "<< /A << /S /URI /URI (https://contoh.id/JS/Launch) >> >>")
        .raw(b"7 0 obj <</Length 9 0 R>>stream\r\nq endstream Q\r\nendstream endobj 9 0 obj 13 endobj\n%a line\n\0 \n")
        .object(6, "[ +1 -.5 1. true null <48 65 6c6C6> (a\\(b\\)(c)\\\n\\101) /A#20B () ]")
        .object(8, "<< /Type /Outlines /First 10 0 R /Last 10 0 R /N 1 >>")
        .object(10, "<< /Title (JavaScript) /Parent 8 0 R >>")
        .finish();
    assert_eq!(taken("surat.pdf", &bytes).pages, Some(1));
}

#[test]
fn pages_are_counted_in_their_tree() {
    let tree = |kids: &str| {
        Pdf::new()
            .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
            .object(2, &format!("<< /Type /Pages /Count 9 /Kids {kids} >>"))
            .object(3, "<< /Type /Page >>")
            .object(4, "<< /Type /Page >>")
            .object(5, "<< /Type /Pages /Kids [6 0 R 4 0 R 2 0 R] >>")
            .object(6, "<< /Type /Page >>")
            .object(7, "[3 0 R 4 0 R]")
            .finish()
    };
    for (kids, pages) in [("[3 0 R]", 1), ("[3 0 R 5 0 R]", 3), ("7 0 R", 2), ("[3 0 R 99 0 R]", 1)] {
        assert_eq!(taken("surat.pdf", &tree(kids)).pages, Some(pages), "{kids}");
    }
    refused("kosong.pdf", &tree("[]"), Refusal::Damaged);
    let thousands = (10..2_011).map(|id| format!("{id} 0 R")).collect::<Vec<_>>().join(" ");
    let mut many =
        Pdf::new().object(1, "<< /Type /Catalog /Pages 2 0 R >>").object(2, &format!("<< /Kids [{thousands}] >>"));
    for id in 10..2_011 {
        many = many.object(id, "<< /Type /Page >>");
    }
    refused("tebal.pdf", &many.finish(), Refusal::TooMuchInside);
}

#[test]
fn a_pdf_from_a_list_of_objects_is_read_like_any_other() {
    let page = "<< /Type /Page /Parent 2 0 R >>";
    let bytes = Pdf::new()
        .list(9, &[(1, "<< /Type /Catalog /Pages 2 0 R >>"), (2, "<< /Kids [3 0 R 4 0 R] >>"), (3, page), (4, page)])
        .packed(10, "/Type /XRef /Size 11 /Root 1 0 R /W [1 2 1]", &[0; 44])
        .raw(b"startxref\n9\n%%EOF")
        .bytes();
    assert_eq!(taken("surat.pdf", &bytes).pages, Some(2));
}

#[test]
fn what_a_pdf_says_of_itself_is_found() {
    let xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description pdf:Keywords='kain, Ngarsopuro'>\
               <dc:title><rdf:Alt><rdf:li>Proposal alat tenun</rdf:li></rdf:Alt></dc:title>\
               <dc:creator><rdf:Seq><rdf:li>Siti &amp; Ida</rdf:li></rdf:Seq></dc:creator>\
               <xmp:CreatorTool>Office</xmp:CreatorTool></rdf:Description></rdf:RDF></x:xmpmeta>";
    let info = "<< /Title <FEFF0050007200610070> /Author (Rahma \\(ketua\\)) /Subject 7 0 R /Producer (Printer 3) >>";
    let long = format!("<< /Author ({}) >>", "a".repeat(5_000));
    let bytes = Pdf::with_page("")
        .object(5, info)
        .stream(6, "/Type /Metadata /Subtype /XML", xmp.as_bytes())
        .object(7, "(Kelompok\n  Melati)")
        .object(11, "(only a bookmark)")
        .list(8, &[(9, &long), (10, "<< /Title (only a bookmark) >>")])
        .finish_with("/Info 5 0 R");
    let found = taken("surat.pdf", &bytes).metadata;
    let letters = "a".repeat(300);
    for text in [
        "Prap",
        "Rahma (ketua)",
        "Kelompok Melati",
        "kain, Ngarsopuro",
        "Proposal alat tenun",
        "Siti & Ida",
        letters.as_str(),
    ] {
        assert!(found.iter().any(|known| known == text), "{text}: {found:?}");
    }
    assert_eq!(found.len(), 7, "{found:?}");
}

#[test]
fn a_pdf_that_acts_by_itself_is_refused() {
    let with = |body: &str| Pdf::with_page("").object(5, body).finish();
    for (name, bytes) in [
        ("script on opening", Pdf::with_page(&format!("/OpenAction {ALERT}")).finish()),
        ("script in an object", with(ALERT)),
        ("script with a spelled name", with("<< /S /J#61vaScript /J#53 (x) >>")),
        ("script by its key alone", with("<< /JS 6 0 R >>")),
        ("named scripts", Pdf::with_page("/Names << /JavaScript << /Names [(a) 5 0 R] >> >>").finish()),
        ("script no page refers to", with(ALERT)),
        ("script in a list of objects", Pdf::with_page("").list(5, &[(6, "[]"), (7, ALERT)]).finish()),
        ("program", with("<< /S /Launch /F (cmd.exe) >>")),
        ("form of another kind", Pdf::with_page("/AcroForm << /XFA [(a) 5 0 R] >>").finish()),
        ("form that is sent", with("<< /S /SubmitForm /F (https://contoh.id) >>")),
        ("script in the trailer", Pdf::with_page("").finish_with(&format!("/X {ALERT}"))),
        ("name on its own", with("/JavaScript")),
        ("unpacked list", {
            let (head, content) = listed(&[(6, ALERT)]);
            Pdf::with_page("").stream(5, &head, &content).finish()
        }),
        ("list that hides its type", {
            let (head, content) = listed(&[(6, ALERT)]);
            Pdf::with_page("").packed(5, &head.replace("/Type /ObjStm", ""), &content).finish()
        }),
    ] {
        assert_eq!(inspect("a.pdf", bytes).map(|_| ()), Err(Refusal::Script), "{name}");
    }
}

#[test]
fn a_pdf_with_other_files_inside_is_refused() {
    for (name, bytes) in [
        ("file", Pdf::with_page("").stream(5, "/Type /EmbeddedFile", b"MZ").finish()),
        ("named files", Pdf::with_page("/Names << /EmbeddedFiles << /Names [] >> >>").finish()),
        ("file of no type", Pdf::with_page("").object(5, "<< /F (a.exe) /EF << /F 6 0 R >> >>").finish()),
        ("note with a file", Pdf::with_page("").object(5, "<< /Subtype /FileAttachment >>").finish()),
        ("film", Pdf::with_page("").object(5, "<< /Subtype /RichMedia >>").finish()),
    ] {
        assert_eq!(inspect("a.pdf", bytes).map(|_| ()), Err(Refusal::Embedded), "{name}");
    }
}

#[test]
fn a_pdf_behind_a_password_is_refused() {
    let locked = "/Encrypt << /Filter /Standard /V 2 /R 3 >>";
    refused("kunci.pdf", &Pdf::with_page("").finish_with(locked), Refusal::Locked);
    refused("kunci.pdf", &Pdf::with_page("").finish_with("/Encr#79pt 5 0 R"), Refusal::Locked);
    let garbled = Pdf::with_page("").stream(5, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", b"enciphered");
    refused("kunci.pdf", &garbled.finish_with(locked), Refusal::Locked);
}

#[test]
fn a_pdf_that_is_something_else_too_is_refused() {
    let plain = plain_pdf();
    let hidden = format!("9 0 obj {ALERT} endobj");
    for (name, bytes) in [
        ("page behind the header", b"%PDF-1.4\n<html><script>alert(1)</script></html>".to_vec()),
        ("page in the first line", b"%PDF-1.4 <!DOCTYPE html><body>".to_vec()),
        ("page in a comment", [&plain[..], b"% <img src=x onerror=alert(1)>\n"].concat()),
        ("page behind the end", [&plain[..], b"<p>x"].concat()),
        ("words behind the end", [&plain[..], b"words"].concat()),
        ("archive behind the end", [&plain[..], &make::docx()].concat()),
        ("archive in a content", Pdf::with_page("").stream(5, "", &make::docx()).finish()),
        ("object in a content", Pdf::with_page("").stream(5, "", hidden.as_bytes()).finish()),
        ("object in a text", Pdf::with_page("").object(5, &format!("({hidden})")).finish()),
        ("object in a comment", Pdf::with_page("").raw(format!("%{hidden}\n").as_bytes()).finish()),
        ("object in a content, far apart", {
            let far = hidden.replace(" 0 obj", &format!(" 0{}obj", " ".repeat(400)));
            Pdf::with_page("").stream(5, "", far.as_bytes()).finish()
        }),
        ("object in a content, with a comment", {
            Pdf::with_page("").stream(5, "", hidden.replace(" 0 obj", "%\n0%x\nobj").as_bytes()).finish()
        }),
    ] {
        assert_eq!(inspect("a.pdf", bytes).map(|_| ()), Err(Refusal::Mixed), "{name}");
    }
    refused("geser.pdf", &[b"\n", &plain[..]].concat(), Refusal::NotPdf);
    refused("versi.pdf", b"%PDF-x.4\n", Refusal::NotPdf);
}

#[test]
fn a_pdf_cut_short_is_refused_wherever_it_was_cut() {
    let whole = plain_pdf();
    for length in 5..whole.len() - 1 {
        let refusal = inspect("a.pdf", whole[..length].to_vec()).map(|_| ());
        assert!(matches!(refusal, Err(Refusal::Damaged | Refusal::Mixed | Refusal::NotPdf)), "{length}: {refusal:?}");
    }
}

#[test]
fn a_pdf_out_of_order_is_refused() {
    let list = |head: &str| Pdf::with_page("").packed(5, head, b"6 0 7 0 [] []").finish();
    for (name, bytes) in [
        ("header alone", b"%PDF-1.7\n".to_vec()),
        ("object without an end", Pdf::with_page("").raw(b"5 0 obj [] 6 0 obj [] endobj ").finish()),
        ("content without an end", Pdf::with_page("").raw(b"5 0 obj << /Length 9 >> stream\nabc endobj ").finish()),
        ("open text", Pdf::with_page("").raw(b"5 0 obj (abc endobj ").finish()),
        ("dictionary without a value", Pdf::with_page("").object(5, "<< /A /B /C >>").finish()),
        ("two values", Pdf::with_page("").object(5, "[] []").finish()),
        ("length said twice", Pdf::with_page("").stream(5, "/Length 1", b"abc").finish()),
        ("list that is too short", list("/Type /ObjStm /N 9 /First 8")),
        ("list that overlaps", list("/Type /ObjStm /N 2 /First 8")),
        ("list packed in a rare way", list("/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode")),
        ("list that is not packed as it says", {
            Pdf::with_page("").stream(5, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", b"6 0 []").finish()
        }),
    ] {
        assert_eq!(inspect("a.pdf", bytes).map(|_| ()), Err(Refusal::Damaged), "{name}");
    }
}

#[test]
fn a_pdf_cannot_take_memory_or_time() {
    let claims = "/Type /ObjStm /N 1000000 /First 4";
    refused("janji.pdf", &Pdf::with_page("").packed(5, claims, b"6 0 []").finish(), Refusal::TooMuchInside);
    refused("besar.pdf", &Pdf::with_page("").finish_with("/Size 1000000"), Refusal::Damaged);
    let sized = Pdf::with_page("").raw(b"xref\n0 0\ntrailer << /Size 1000000 >>\n").finish();
    refused("besar.pdf", &sized, Refusal::TooMuchInside);
    refused("dalam.pdf", &Pdf::with_page("").object(5, &"[".repeat(100_000)).finish(), Refusal::TooMuchInside);
    refused("dalam.pdf", &Pdf::with_page("").object(5, &"<</A".repeat(100_000)).finish(), Refusal::TooMuchInside);
    refused("banyak.pdf", &Pdf::with_page("").object(5, &"0 ".repeat(600_000)).finish(), Refusal::TooMuchInside);
    let bomb = deflated(&vec![b' '; 33 << 20]);
    let packed = Pdf::with_page("").stream(5, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &bomb);
    refused("bom.pdf", &packed.finish(), Refusal::TooMuchInside);
    let said = Pdf::with_page("").stream(5, "/Type /Metadata /Filter /FlateDecode", &bomb);
    refused("bom.pdf", &said.finish(), Refusal::TooMuchInside);
    let mut deep = Pdf::new().object(1, "<< /Pages 2 0 R >>");
    for id in 2..200 {
        deep = deep.object(id, &format!("<< /Kids [{} 0 R] >>", id + 1));
    }
    refused("pohon.pdf", &deep.finish(), Refusal::TooMuchInside);
    let open = Pdf::with_page("").raw(&b"5 0 obj <<>> stream\n".repeat(20_000)).finish();
    refused("ujung.pdf", &open, Refusal::Damaged);
}
