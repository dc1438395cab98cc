//! What an office takes away of proposals, and what it counts: never a file somebody is tied to, never a name, never a
//! formula.
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tanggui::demo::streams::{FUNDING, GOODS};

use crate::{
    checking::{OF_THE_CALL, account, claim, run, sent},
    support::{Answer, Site},
};

const TIE: &str = "INSERT INTO recusal (person_id, enterprise_id, added_at) VALUES ($1, $2, 0)";

/// Every sheet with its cells. No cell is a formula.
pub fn sheets(answer: &Answer) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.bytes.clone())).unwrap();
    let names = book.sheet_names();
    let read = |name: String| {
        assert!(book.worksheet_formula(&name).unwrap().cells().all(|(.., formula)| formula.is_empty()));
        let rows = book.worksheet_range(&name).unwrap().rows().map(<[Data]>::to_vec).collect();
        (name, rows)
    };
    names.into_iter().map(read).collect()
}

pub fn column(rows: &[Vec<Data>], at: usize) -> Vec<String> {
    rows.iter().map(|row| row[at].to_string()).collect()
}

pub async fn noted(site: &Site, action: &str) -> i64 {
    let sql = format!("SELECT COUNT(*) AS n FROM audit_event WHERE action = '{action}' AND outcome = 'done'");
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    row.unwrap().try_get("", "n").unwrap()
}

/// The list of the office and its numbers, from the address of one of its files.
fn around(file: &str) -> (String, String) {
    let list = file.rsplit_once('/').unwrap().0;
    (format!("{list}/unduh"), format!("{}/angka", list.rsplit_once('/').unwrap().0))
}

#[actix_web::test]
async fn the_list_leaves_as_a_file_in_which_nothing_runs_and_nobody_is_named() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let (take, _) = around(&here);
    let code = here.rsplit_once('/').unwrap().1;
    site.execute("UPDATE enterprise SET trade_name = '=HYPERLINK(\"x\")' WHERE trade_name = 'Purun Sanja'").await;
    let mut nirmala = site.sign_in("Nirmala").await;
    assert_eq!(nirmala.post(&take, &[]).await.status, 422, "no format");
    assert_eq!(nirmala.post(&take, &[("jenis", "pdf")]).await.status, 422, "no such format");
    assert_eq!(noted(&site, "export_proposals").await, 0);
    let list = nirmala.post(&take, &[("jenis", "csv")]).await;
    assert_eq!((list.status.as_u16(), list.header("cache-control")), (200, "no-store"));
    assert_eq!(list.header("content-disposition"), "attachment; filename=\"proposal.csv\"");
    let text = list.text();
    assert!(text.contains(code) && text.contains(";800000;") && text.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{text}");
    for name in ["Rahma", "Salim", "Nirmala", "Yusuf"] {
        assert!(!text.contains(name), "{name}");
    }
    let book = nirmala.post(&take, &[("jenis", "xlsx")]).await;
    let (name, rows) = sheets(&book).remove(0);
    assert_eq!(name, "Daftar proposal");
    assert_eq!(column(&rows, 2)[1], "=HYPERLINK(\"x\")", "a text, as it is");
    assert_eq!(column(&rows, 6).last().unwrap(), "800000");
    assert_eq!(noted(&site, "export_proposals").await, 2, "each is in the trail");
    let other = nirmala.post(&format!("{take}?tahap=selesai"), &[("jenis", "csv")]).await;
    assert!(!other.text().contains(code), "what was looked for is what is taken");
    let agus = site.sign_in("Agus").await.post(&take, &[("jenis", "csv")]).await;
    assert!(!agus.text().contains(code), "not on the panel");
    assert_eq!(site.sign_in("Rahma").await.post(&take, &[("jenis", "csv")]).await.status, 404);
}

#[actix_web::test]
async fn files_and_numbers_of_a_tied_officer_are_those_of_an_office_without_the_file() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let (take, numbers) = around(&here);
    let mut yusuf = site.sign_in("Yusuf").await;
    let code = here.rsplit_once('/').unwrap().1;
    assert!(yusuf.post(&take, &[("jenis", "csv")]).await.text().contains(code));
    assert!(yusuf.get(&numbers).await.text().contains("chart-bar"));
    run(&site, TIE, vec![account("Yusuf").into(), GOODS.id("E01").into()]).await;
    let tied = (yusuf.post(&take, &[("jenis", "csv")]).await.bytes, yusuf.get(&numbers).await.bytes);
    let book = sheets(&yusuf.post(&take, &[("jenis", "xlsx")]).await);
    assert_eq!(yusuf.post(&format!("{here}/unduh"), &[]).await.status, 404);
    site.execute("DELETE FROM recusal").await;
    site.execute(&format!("UPDATE proposal SET state = 'draft', submitted_at = NULL WHERE {OF_THE_CALL}")).await;
    let without = (yusuf.post(&take, &[("jenis", "csv")]).await.bytes, yusuf.get(&numbers).await.bytes);
    assert!(tied == without, "byte for byte");
    assert_eq!(book, sheets(&yusuf.post(&take, &[("jenis", "xlsx")]).await));
}

#[actix_web::test]
async fn one_proposal_leaves_as_a_file_for_its_group_and_for_those_who_read_it() {
    let site = Site::demo().await;
    let (group, here) = sent(&site).await;
    let (of_group, of_office) = (format!("{group}/unduh"), format!("{here}/unduh"));
    let (mut nirmala, mut tono) = (site.sign_in("Nirmala").await, site.sign_in("Tono").await);
    let (mut rahma, mut ruslan) = (site.sign_in("Rahma").await, site.sign_in("Ruslan").await);
    assert_eq!(nirmala.post(&of_office, &[]).await.status, 404, "not before the claim");
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    let mut books = Vec::new();
    for (client, path) in [(&mut nirmala, &of_office), (&mut tono, &of_office), (&mut rahma, &of_group)] {
        let answer = client.post(path, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.header("cache-control")), (200, "no-store"));
        books.push(sheets(&answer));
    }
    assert_eq!(noted(&site, "export_proposal").await, 3);
    for book in &books {
        let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Proposal", "RAB"]);
        assert!(column(&book[0].1, 2).contains(&"Mesin kurang.".to_owned()));
        let sums = column(&book[1].1, 7);
        assert_eq!((sums[1].as_str(), sums.last().unwrap().as_str()), ("800000", "800000"));
    }
    assert_eq!(ruslan.post(&of_group, &[]).await.status, 404);
    let other = of_group.replace(&site.code_of_demo("enterprise", "E01"), &site.code_of_demo("enterprise", "E02"));
    assert_eq!(ruslan.post(&other, &[]).await.status, 404, "below one's own enterprise neither");
    assert_eq!(site.sign_in("Agus").await.post(&of_office, &[]).await.status, 404);
    assert_eq!(noted(&site, "export_proposal").await, 3);
}

#[actix_web::test]
async fn the_numbers_of_an_office_say_the_same_as_charts_and_as_tables() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let (_, numbers) = around(&here);
    let mut nirmala = site.sign_in("Nirmala").await;
    let page = nirmala.get(&numbers).await;
    assert_eq!(page.status, 200);
    assert_eq!(page.all("svg.chart").len(), 4, "nothing has left a step yet");
    let captions = page.all("table caption");
    assert_eq!(captions.len(), 4);
    let stage = page.all("[aria-labelledby=c-tahap] tbody tr");
    assert!(stage.iter().any(|row| row.contains("Terkirim") && row.contains('1')), "{stage:?}");
    assert_eq!(page.all("[aria-labelledby=c-bulan] tbody tr").len(), 12);
    assert_eq!(page.all("[aria-labelledby=c-tempat] tbody tr").len(), 1);
    assert_eq!(page.all("[aria-labelledby=c-peta] tbody tr").len(), 1);
    assert!(!page.text().contains("Purun Sanja"), "numbers name nobody");
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    let page = nirmala.get(&numbers).await;
    assert_eq!(page.all("svg.chart").len(), 5, "how long it waited for the claim");
    assert_eq!(page.all("[aria-labelledby=c-lama] tbody tr").len(), 1);
    assert_eq!(site.sign_in("Rahma").await.get(&numbers).await.status, 404);
}

#[actix_web::test]
async fn ten_thousand_proposals_fit_into_a_file_and_one_more_does_not() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let (take, numbers) = around(&here);
    ten_thousand_more(&site).await;
    let mut nirmala = site.sign_in("Nirmala").await;
    assert_eq!(nirmala.post(&take, &[("jenis", "xlsx")]).await.status, 422, "10,001");
    assert_eq!(noted(&site, "export_proposals").await, 0);
    site.execute("DELETE FROM proposal WHERE public_code = '00000001'").await;
    site.statements();
    let begun = std::time::Instant::now();
    let book = nirmala.post(&take, &[("jenis", "xlsx")]).await;
    println!("10,000 rows: {} bytes in {:?}, {} statements", book.bytes.len(), begun.elapsed(), site.statements());
    let (_, rows) = sheets(&book).remove(0);
    assert_eq!(rows.len(), 10_002, "a head and a sum besides");
    assert_eq!(column(&rows, 6).last().unwrap(), "9999800000");
    assert_eq!(nirmala.get(&numbers).await.status, 200);
}

#[actix_web::test]
async fn the_list_of_an_office_with_ten_thousand_files_is_read_with_as_many_statements_as_a_short_one() {
    let site = Site::demo().await;
    let (_, here) = sent(&site).await;
    let inbox = here.rsplit_once('/').unwrap().0.to_owned();
    let mut nirmala = site.sign_in("Nirmala").await;
    site.statements();
    nirmala.get(&inbox).await;
    let few = site.statements();
    ten_thousand_more(&site).await;
    // Each until another moment.
    let id = match site.backend() {
        DbBackend::Postgres => "gen_random_uuid()",
        _ => "randomblob(16)",
    };
    let waiting = format!(
        "INSERT INTO deadline (id, object, object_id, timer, due_at) \
         SELECT {id}, 'proposal', id, 'claim', 1796000000000 + CAST(public_code AS BIGINT) \
         FROM proposal WHERE public_code LIKE '000%'"
    );
    site.execute(&waiting).await;
    site.statements();
    let begun = std::time::Instant::now();
    let first = nirmala.get(&inbox).await;
    println!("10,001 files: {} bytes in {:?}, {few} statements", first.bytes.len(), begun.elapsed());
    assert_eq!(site.statements(), few, "as many for 10,001 as for one");
    assert_eq!(first.all(".way").len(), 24);
}

/// Ten thousand proposals of one call, which nobody has to look at.
async fn ten_thousand_more(site: &Site) {
    let (id, code) = match site.backend() {
        DbBackend::Postgres => ("gen_random_uuid()", "lpad(i::text, 8, '0')"),
        _ => ("randomblob(16)", "printf('%08d', i)"),
    };
    let sql = format!(
        "INSERT INTO proposal (id, public_code, call_id, enterprise_id, state, publication_read, opened_at, \
         submitted_at, asked_idr, row_version) \
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) \
         SELECT {id}, {code}, $1, $2, 'withdrawn', TRUE, 0, 1795309200000, 1000000, 1 FROM n"
    );
    run(site, &sql, vec![FUNDING.id("K03").into(), GOODS.id("E02").into()]).await;
}
