//! Deadlines in a calendar at a secret address: dates, one neutral sentence, and nothing by which a group, a call or a
//! person could be told.
use actix_web::test::TestRequest;
use tanggui::{
    demo::streams::GOODS,
    funding::{checklist::Point, notices::service as notices},
};
use time::Duration;

use crate::{
    awards,
    checking::{IN_TIME, OF_THE_CALL, account, claim, draft, mark, run, sent, step},
    support::{Answer, Client, Site},
    web_safety::texts,
};

/// Makes or renews the address. Gives its path.
pub async fn make(client: &mut Client<'_>) -> String {
    let made = client.post("/akun/kalender", &[]).await;
    assert_eq!(made.status, 200);
    let address = made.attributes("a.break-anywhere", "href").remove(0);
    let at = address.find("/kalender/").unwrap();
    address[at..].to_owned()
}

/// The values of a field of all events, long lines joined.
fn values(answer: &Answer, field: &str) -> Vec<String> {
    let text = answer.text().replace("\r\n ", "");
    text.lines().filter_map(|line| line.strip_prefix(field)?.strip_prefix(':').map(str::to_owned)).collect()
}

async fn events(site: &Site, path: &str) -> usize {
    let answer = site.get(path).await;
    assert_eq!(answer.status, 200);
    answer.text().matches("BEGIN:VEVENT").count()
}

#[actix_web::test]
async fn an_address_is_made_renewed_and_revoked_and_what_ended_reads_like_what_never_was() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    assert!(made.get("/akun/kalender").await.all("a.break-anywhere").is_empty());
    let first = make(&mut made).await;
    assert!(!made.get("/akun/kalender").await.text().contains(&first), "shown once");
    let calendar = site.get(&first).await;
    assert_eq!((calendar.status.as_u16(), calendar.header("content-type")), (200, "text/calendar; charset=utf-8"));
    assert_eq!(calendar.header("cache-control"), "private, no-cache");
    assert!(calendar.header("x-robots-tag").contains("noindex"));
    let tag = calendar.header("etag").to_owned();
    let again = site.send(TestRequest::get().uri(&first).insert_header(("if-none-match", tag))).await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    assert_eq!(made.get(&first).await.bytes, calendar.bytes, "whoever asks reads the same");
    let second = make(&mut made).await;
    assert_ne!(first, second);
    assert_eq!(site.get(&second).await.status, 200);
    assert_eq!(made.post("/akun/kalender/cabut", &[]).await.status, 303);
    assert_eq!(made.post("/akun/kalender/cabut", &[]).await.status, 303, "once more does nothing");
    let never = format!("/kalender/{}.ics", "0".repeat(64));
    let face = |answer: Answer, path: &str| {
        let plain = answer.text().replace(&crate::support::form(&[("ke", path)]), "ke=");
        let mut headers: Vec<String> =
            answer.headers.iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        headers.sort();
        (answer.status.as_u16(), headers, plain)
    };
    let unknown = face(site.get(&never).await, &never);
    assert_eq!(unknown.0, 404);
    for path in [&first, &second] {
        assert_eq!(face(site.get(path).await, path), unknown);
    }
    let trail = "SELECT action AS one FROM audit_event WHERE action LIKE '%calendar' ORDER BY seq";
    assert_eq!(texts(&site, trail).await, ["make_calendar", "make_calendar", "revoke_calendar"]);
}

#[actix_web::test]
async fn only_a_keyed_digest_is_kept_and_it_goes_with_the_account() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    let path = make(&mut made).await;
    let secret = path.trim_start_matches("/kalender/").trim_end_matches(".ics");
    assert_eq!(secret.len(), 64);
    let kept = texts(&site, "SELECT COUNT(*) || '' AS one FROM calendar_feed").await;
    assert_eq!(kept, ["1"]);
    let row = crate::access::rows(&site, "calendar_feed").await.remove(0).to_lowercase();
    assert!(!row.contains(secret) && !row.contains(&tanggui::platform::ids::digest(secret.as_bytes(), 32)));
    let copy = made.post("/akun/data/unduh", &[("jenis", "json")]).await.json();
    assert!(copy["calendar"][0]["made_at"].is_string(), "{copy}");
    assert!(!copy.to_string().contains(secret));
    assert_eq!(made.post("/akun/data/hapus", &[("setuju", "1")]).await.status, 303);
    assert_eq!(site.get(&path).await.status, 404);
    assert_eq!(texts(&site, "SELECT COUNT(*) || '' AS one FROM calendar_feed").await, ["0"]);
}

#[actix_web::test]
async fn a_group_reads_when_its_draft_and_its_revision_are_due_and_nothing_else() {
    let site = Site::demo().await;
    draft(&site).await;
    let mut rahma = site.sign_in("Rahma").await;
    let path = make(&mut rahma).await;
    let drafts = events(&site, &path).await;
    assert!(drafts >= 1, "a draft is due when its call closes");
    site.execute(&format!(
        "DELETE FROM proposal_section WHERE proposal_id IN (SELECT id FROM proposal WHERE {OF_THE_CALL})"
    ))
    .await;
    site.execute(&format!("DELETE FROM proposal WHERE {OF_THE_CALL}")).await;
    assert_eq!(events(&site, &path).await, drafts - 1);
    let (_, here) = sent(&site).await;
    let before = events(&site, &path).await;
    let mut nirmala = site.sign_in("Nirmala").await;
    assert_eq!(claim(&mut nirmala, &here).await.status, 303);
    assert_eq!(events(&site, &path).await, before, "what the office has to keep is not the group's");
    mark(&mut nirmala, &here, &[(Point::Domicile, "INVALID_DOC", "Sudah lewat setahun.")]).await;
    assert_eq!(step(&mut nirmala, &here, &IN_TIME).await.status, 303);
    let calendar = site.get(&path).await;
    assert_eq!(calendar.text().matches("BEGIN:VEVENT").count(), before + 1);
    let (uids, sequences) = (values(&calendar, "UID"), values(&calendar, "SEQUENCE"));
    for summary in values(&calendar, "SUMMARY") {
        assert_eq!(summary, "Tenggat berkas");
    }
    for telling in ["Purun", "Alat Produksi", "Dinas", "proposal", "Rahma", "DESCRIPTION:M", "LOCATION"] {
        assert!(!calendar.text().contains(telling), "{telling}");
    }
    let due = values(&calendar, "DTSTART").into_iter().find(|at| at.starts_with("20261207")).expect("the last day");
    let more = [("ke", "perpanjang"), ("batas_tgl", "14"), ("batas_bln", "12"), ("batas_thn", "2026")];
    assert_eq!(step(&mut nirmala, &here, &more).await.status, 303);
    let moved = site.get(&path).await;
    assert_eq!(sorted(values(&moved, "UID")), sorted(uids), "it is the same date");
    assert!(!values(&moved, "DTSTART").contains(&due));
    let sum = |values: Vec<String>| values.iter().map(|one| one.parse::<u32>().unwrap()).sum::<u32>();
    assert!(sum(values(&moved, "SEQUENCE")) > sum(sequences), "and a later word on it");
    assert_eq!(site.english(&path).await.bytes, moved.bytes, "in the language of whose it is");
    let nur = make(&mut site.sign_in("Nur").await).await;
    let theirs = values(&site.get(&nur).await, "UID");
    assert!(theirs.iter().all(|uid| !values(&moved, "UID").contains(uid)), "two calendars have no date in common");
}

fn sorted(mut all: Vec<String>) -> Vec<String> {
    all.sort();
    all
}

#[actix_web::test]
async fn an_officer_reads_dates_of_files_without_a_tie_while_the_office_is_held() {
    let site = Site::demo().await;
    let (_, _) = sent(&site).await;
    let path = make(&mut site.sign_in("Yusuf").await).await;
    assert_eq!(events(&site, &path).await, 1, "the claim is due");
    let with = site.get(&path).await.bytes;
    let tie = "INSERT INTO recusal (person_id, enterprise_id, added_at) VALUES ($1, $2, 0)";
    run(&site, tie, vec![account("Yusuf").into(), GOODS.id("E01").into()]).await;
    let tied = site.get(&path).await.bytes;
    site.execute("DELETE FROM recusal").await;
    assert_eq!(site.get(&path).await.bytes, with);
    site.execute(&format!("UPDATE proposal SET state = 'draft', submitted_at = NULL WHERE {OF_THE_CALL}")).await;
    assert_eq!(site.get(&path).await.bytes, tied, "as if the file were not there");
    site.execute(&format!("UPDATE proposal SET state = 'submitted', submitted_at = 1 WHERE {OF_THE_CALL}")).await;
    assert_eq!(site.get(&path).await.bytes, with);
    run(&site, "UPDATE membership SET ended_at = 1 WHERE person_id = $1", vec![account("Yusuf").into()]).await;
    assert_eq!(site.get(&path).await.bytes, tied, "an office that ended shows nothing");
    let agus = make(&mut site.sign_in("Agus").await).await;
    assert_eq!(events(&site, &agus).await, 0, "not on the panel");
}

#[actix_web::test]
async fn instalments_and_reports_are_in_the_calendars_of_those_who_have_to_keep_them() {
    let site = Site::demo().await;
    let here = awards::agreed(&site, "money").await;
    let group = make(&mut awards::inside(&site, "Rahma").await).await;
    let office = make(&mut awards::inside(&site, "Nirmala").await).await;
    let [of_group, of_office] = [events(&site, &group).await, events(&site, &office).await];
    awards::done(&site, "Rahma", &here.group, "minta", 0, &[]).await;
    assert_eq!([events(&site, &group).await, events(&site, &office).await], [of_group, of_office + 1]);
    awards::done(&site, "Nirmala", &here.office, "verifikasi", 0, &[]).await;
    awards::done(&site, "Wulan", &here.office, "setujui", 0, &[]).await;
    awards::done(&site, "Agus", &here.office, "bayar", 0, &awards::order("9.000.000")).await;
    assert_eq!([events(&site, &group).await, events(&site, &office).await], [of_group + 1, of_office], "the report");
    let calendar = site.get(&group).await;
    assert!(values(&calendar, "SUMMARY").iter().all(|summary| summary == "Tenggat berkas"));
    for telling in ["9.000.000", "SP2D", "laporan", "Purun"] {
        assert!(!calendar.text().contains(telling), "{telling}");
    }
}

#[actix_web::test]
async fn a_reviewer_reads_when_scores_are_due_while_they_are() {
    let site = Site::demo().await;
    let (_, _) = sent(&site).await;
    site.execute(&format!("UPDATE proposal SET state = 'in_review' WHERE {OF_THE_CALL}")).await;
    let path = make(&mut site.sign_in("Rini").await).await;
    assert_eq!(events(&site, &path).await, 0);
    let [assignment, due] = [(); 2].map(|()| tanggui::platform::ids::new_id());
    let sql = format!(
        "INSERT INTO review_assignment (id, proposal_id, person_id, packet_code, assigned_at) \
         SELECT $1, id, $2, '9PACKET9', 0 FROM proposal WHERE {OF_THE_CALL}"
    );
    run(&site, &sql, vec![assignment.into(), account("Rini").into()]).await;
    let sql = format!(
        "INSERT INTO deadline (id, object, object_id, timer, due_at, outcome) \
         SELECT $1, 'proposal', id, 'reviewer', 1796000000000, '' FROM proposal WHERE {OF_THE_CALL}"
    );
    run(&site, &sql, vec![due.into()]).await;
    assert_eq!(events(&site, &path).await, 1);
    let bayu = make(&mut site.sign_in("Bayu").await).await;
    assert_eq!(events(&site, &bayu).await, 0, "the packet of somebody else");
    run(&site, "UPDATE review_assignment SET ended_at = 1 WHERE id = $1", vec![assignment.into()]).await;
    assert_eq!(events(&site, &path).await, 0);
}

/// Mails that went to somebody.
pub async fn mails(site: &Site, name: &str) -> usize {
    let address = format!("{}@tanggui.example", name.to_lowercase());
    site.mails().await.iter().filter(|(_, mail)| mail.contains(&address)).count()
}

/// Somebody chooses how often there is a mail.
async fn choose(site: &Site, name: &str, word: &str) {
    let mut client = site.sign_in(name).await;
    assert_eq!(client.post("/akun/kabar", &[("kabar", "weekly")]).await.status, 422);
    assert_eq!(client.post("/akun/kabar", &[("kabar", word)]).await.status, 303);
    let page = client.get("/akun/kabar").await;
    assert_eq!(page.attributes("input[name=kabar][checked]", "value"), [word]);
}

#[actix_web::test]
async fn news_comes_at_once_once_a_day_or_not_at_all_and_a_decision_always() {
    let mut site = Site::demo().await;
    let (_, here) = sent(&site).await;
    choose(&site, "Rahma", "off").await;
    choose(&site, "Salim", "daily").await;
    let before = [mails(&site, "Rahma").await, mails(&site, "Salim").await, mails(&site, "Nur").await];
    {
        let mut nirmala = site.sign_in("Nirmala").await;
        assert_eq!(claim(&mut nirmala, &here).await.status, 303);
        mark(&mut nirmala, &here, &[(Point::Domicile, "INVALID_DOC", "")]).await;
        assert_eq!(step(&mut nirmala, &here, &IN_TIME).await.status, 303);
        let more = [("ke", "perpanjang"), ("batas_tgl", "14"), ("batas_bln", "12"), ("batas_thn", "2026")];
        assert_eq!(step(&mut nirmala, &here, &more).await.status, 303);
    }
    let after = [mails(&site, "Rahma").await, mails(&site, "Salim").await, mails(&site, "Nur").await];
    assert_eq!((after[0], after[1]), (before[0], before[1]), "off, and not yet");
    assert!(after[2] > before[2], "at once");
    assert_eq!(notices::digest(&site.app).await.unwrap(), 1);
    assert_eq!(notices::digest(&site.app).await.unwrap(), 0, "nothing new");
    assert_eq!(mails(&site, "Salim").await, before[1] + 1, "one mail for all of it");
    site.execute("UPDATE funding_mail SET waiting_since = 1 WHERE choice = 'daily'").await;
    assert_eq!(notices::digest(&site.app).await.unwrap(), 0, "once a day");
    site.later(Duration::DAY);
    assert_eq!(notices::digest(&site.app).await.unwrap(), 1);
    let told = [mails(&site, "Rahma").await, mails(&site, "Salim").await];
    site.execute(&format!("UPDATE proposal SET state = 'admin_check' WHERE {OF_THE_CALL}")).await;
    let proposed = [("ke", "usul"), ("alasan", "OUT_OF_REGION"), ("uraian", "Alamat di luar provinsi.")];
    assert_eq!(step(&mut site.sign_in("Nirmala").await, &here, &proposed).await.status, 303);
    let decided = step(&mut site.sign_in("Tono").await, &here, &[("ke", "putuskan")]).await;
    assert_eq!(decided.status, 303, "{:?}", decided.all(".error-summary li"));
    assert_eq!([mails(&site, "Rahma").await, mails(&site, "Salim").await], [told[0] + 1, told[1] + 1]);
    choose(&site, "Salim", "daily").await;
    site.execute("UPDATE funding_mail SET waiting_since = 1, told_at = NULL WHERE choice = 'daily'").await;
    choose(&site, "Salim", "now").await;
    assert_eq!(mails(&site, "Salim").await, told[1] + 2, "what waited is told with the choice");
    assert_eq!(notices::digest(&site.app).await.unwrap(), 0);
}
