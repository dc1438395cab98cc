//! Papers people print: the delivery note and the sheet of labels.
use crate::support::{Answer, Site};

/// How many pages a file has.
fn pages(pdf: &Answer) -> usize {
    assert_eq!((pdf.status.as_u16(), pdf.header("content-type")), (200, "application/pdf"), "{}", pdf.text());
    assert_eq!(pdf.header("cache-control"), "no-store");
    pdf.text().matches("/Type/Page/").count()
}

#[actix_web::test]
async fn the_delivery_note_is_the_same_file_each_time_and_names_no_person() {
    let site = Site::demo().await;
    let (maker, shop) = (site.code_of_demo("enterprise", "E01"), site.code_of_demo("outlet", "O1"));
    let note = site.consignment_in(&site.placement_of_demo("E01", "O1").await, "received").await;
    let mut rahma = site.sign_in("Rahma").await;
    let address = format!("/saya/usaha/{maker}/titipan/{note}/surat-jalan.pdf");
    let (first, second) = (rahma.get(&address).await, rahma.get(&address).await);
    assert_eq!(pages(&first), 1);
    assert!(first.bytes == second.bytes, "one note, one file");
    assert!(first.text().contains(&format!("/Title(Surat jalan {}-{})", &note[..4], &note[4..])));
    assert_eq!(
        first.header("content-disposition"),
        format!("inline; filename=\"surat-jalan-{}-{}.pdf\"", note[..4].to_lowercase(), note[4..].to_lowercase())
    );
    let mut hendra = site.sign_in("Hendra").await;
    let from_the_outlet = format!("/gerai-kelola/{shop}/titipan/{note}/surat-jalan.pdf");
    assert_eq!(hendra.get(&from_the_outlet).await.status, 404, "the hand-over code is the maker's");
}

#[actix_web::test]
async fn labels_fill_a_sheet_from_the_place_that_is_free() {
    let site = Site::demo().await;
    let shop = format!("/gerai-kelola/{}", site.code_of_demo("outlet", "O1"));
    let mut ida = site.sign_in("Ida").await;
    let page = ida.get(&format!("{shop}/label")).await;
    let fields = page.attributes("input[name^=label-]", "name");
    assert!(fields.len() > 3, "the shelf has goods of several makers");
    let sheet = async |ida: &mut crate::support::Client<'_>, count: &str, start: &str| {
        ida.get(&format!("{shop}/label.pdf?{}={count}&mulai={start}", fields[0])).await
    };
    assert_eq!(pages(&sheet(&mut ida, "24", "1").await), 1);
    assert_eq!(pages(&sheet(&mut ida, "24", "2").await), 2);
    for (count, start) in [("0", "1"), ("", "1"), ("1.201", "1"), ("dua", "1"), ("3", "25"), ("3", "0"), ("3", "")] {
        let answer = sheet(&mut ida, count, start).await;
        assert_eq!(answer.status, 422, "{count} from {start}");
        assert_eq!(answer.attributes(&format!("input[name={}]", fields[0]), "value"), [count], "it is kept");
        assert_eq!(answer.all(".error-summary li").len(), 1);
    }
}

#[actix_web::test]
async fn what_came_just_now_gets_a_label_for_every_piece() {
    let site = Site::unsold().await;
    let shop = format!("/gerai-kelola/{}", site.code_of_demo("outlet", "O1"));
    let note = site.consignment_in(&site.placement_of_demo("E01", "O1").await, "received").await;
    let mut ida = site.sign_in("Ida").await;
    let page = ida.get(&format!("{shop}/label?surat={note}")).await;
    assert_eq!(page.attributes("input[name^=label-]", "value"), ["14"]);
    let elsewhere = site.consignment_in(&site.placement_of_demo("E09", "O3").await, "received").await;
    assert_eq!(ida.get(&format!("{shop}/label?surat={elsewhere}")).await.status, 404);
}
