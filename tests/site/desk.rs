//! Employers accept the pledge, write openings, mend what has no place there, and a moderator reads the first ones.
use time::Duration;

use crate::{
    support::{Answer, Client, Site},
    web_safety::texts,
};

const LATER: (&str, &str, &str) = ("20", "12", "2026");

/// A form that nothing speaks against.
fn form(title: &str) -> Vec<(&'static str, String)> {
    vec![
        ("jabatan", title.to_owned()),
        ("jumlah", "2".to_owned()),
        ("tempat", "Kota Banjarbaru".to_owned()),
        ("kontrak", "permanent".to_owned()),
        ("upah_dari", "3.900.000".to_owned()),
        ("satuan", "month".to_owned()),
        ("wajib", "membersihkan kamar\nmenyetrika".to_owned()),
        ("nilai", "bahasa Inggris".to_owned()),
        ("didik", "sma".to_owned()),
        ("pengalaman", "1".to_owned()),
        ("tugas", "Membersihkan kamar tamu dan mengganti seprai setiap hari.".to_owned()),
        ("tampil", "ya".to_owned()),
        ("sampai_tgl", LATER.0.to_owned()),
        ("sampai_bln", LATER.1.to_owned()),
        ("sampai_thn", LATER.2.to_owned()),
    ]
}

fn with(mut form: Vec<(&'static str, String)>, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push((name, (*value).to_owned()));
    }
    form
}

async fn send(client: &mut Client<'_>, path: &str, form: &[(&'static str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(path, &fields).await
}

fn version(page: &Answer) -> String {
    page.attributes("input[name=versi]", "value").first().expect("a version").clone()
}

/// Presses a button of the page of an opening.
async fn press(client: &mut Client<'_>, here: &str, fields: &[(&str, &str)]) -> Answer {
    let version = version(&client.get(here).await);
    client.post(&format!("{here}/keadaan"), &[&[("versi", version.as_str())][..], fields].concat()).await
}

/// Changes what is written.
async fn change(client: &mut Client<'_>, here: &str, mut form: Vec<(&'static str, String)>) -> Answer {
    let version = version(&client.get(&format!("{here}/ubah")).await);
    form.push(("versi", version));
    send(client, &format!("{here}/ubah"), &form).await
}

fn base(site: &Site, employer: &str) -> String {
    format!("/perekrut/{}/lowongan", site.code_of_demo("employer", employer))
}

/// A draft of the hotel; gives its address.
async fn draft(client: &mut Client<'_>, form: &[(&'static str, String)]) -> String {
    let base = base(client.site, "B05");
    let made = send(client, &format!("{base}/baru"), form).await;
    assert_eq!(made.status, 303, "{:?}", made.all(".field-error"));
    made.header("location").split('?').next().unwrap().to_owned()
}

async fn state(site: &Site, here: &str) -> String {
    let code = here.rsplit('/').next().unwrap();
    texts(site, &format!("SELECT state AS one FROM opening WHERE public_code = '{code}'")).await.remove(0)
}

fn public(here: &str) -> String {
    format!("/lowongan/{}", here.rsplit('/').next().unwrap())
}

#[actix_web::test]
async fn an_opening_is_written_looked_at_sent_and_shown() {
    let site = Site::demo().await;
    let mut lestari = site.sign_in("Lestari").await;
    let here = draft(&mut lestari, &form("Room boy")).await;
    let page = lestari.get(&here).await;
    assert!(page.text().contains("Draf") && !page.text().contains("f-keberatan"), "nothing has to be defended");
    assert_eq!(site.get(&public(&here)).await.status, 404, "a draft is nobody's business");
    let preview = lestari.get(&format!("{here}/lihat")).await;
    assert!(preview.text().contains("Membersihkan kamar tamu"));
    let sent = press(&mut lestari, &here, &[("tindakan", "kirim")]).await;
    assert_eq!(sent.status, 303, "{:?}", sent.all(".field-error"));
    assert_eq!(state(&site, &here).await, "open", "the hotel has shown openings before and nothing has to be weighed");
    site.settle().await;
    let shown = site.get(&public(&here)).await;
    assert_eq!(shown.status, 200);
    assert!(site.get("/lowongan?q=room+boy").await.all(".row-title").contains(&"Room boy".to_owned()));
    // The page that everybody sees is the one that was looked at, but for its way back.
    let part = |answer: &Answer| {
        let text = answer.text();
        let start = text.find("<article").expect("an article");
        text[start..text.find("</article>").expect("its end")].to_owned()
    };
    let preview = lestari.get(&format!("{here}/lihat")).await;
    assert_eq!(part(&preview), part(&shown));
}

#[actix_web::test]
async fn the_group_of_occupations_is_suggested_by_everyday_words() {
    let site = Site::demo().await;
    let mut lestari = site.sign_in("Lestari").await;
    let here = draft(&mut lestari, &form("Room boy")).await;
    let edit = lestari.get(&format!("{here}/ubah")).await;
    let chosen = edit.attributes("select[name=kbji] option[selected]", "value");
    assert_eq!(chosen, ["9112"]);
}

#[actix_web::test]
async fn what_has_no_place_is_told_refused_or_asked_a_reason_for() {
    let site = Site::demo().await;
    let mut lestari = site.sign_in("Lestari").await;
    let wrong = "Pria maks 28 th, penampilan menarik, bebas penyakit menular";
    let here = draft(&mut lestari, &with(form("Petugas kebersihan"), &[("syarat", wrong)])).await;
    let page = lestari.get(&here).await;
    let notes = page.all(".notice--warning li").join(" ");
    for words in ["perlu alasan pekerjaan", "Hapus syarat penampilan", "Tes atau status kesehatan"] {
        assert!(notes.contains(words), "{notes}");
    }
    let refused = press(&mut lestari, &here, &[("tindakan", "kirim")]).await;
    assert_eq!(refused.status, 422);
    assert_eq!(state(&site, &here).await, "draft");
    let reasoned = with(
        form("Petugas kebersihan"),
        &[
            ("syarat", "Khusus wanita"),
            ("alasan", "care"),
            ("alasan_kalimat", "Membersihkan ruang ganti tamu wanita setiap jam."),
        ],
    );
    assert_eq!(change(&mut lestari, &here, reasoned).await.status, 303);
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
    assert_eq!(state(&site, &here).await, "review", "somebody has to weigh the reason");
    let married = with(form("Petugas kebersihan"), &[("syarat", "Belum menikah")]);
    let here = draft(&mut lestari, &married).await;
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 422);
    let short = press(&mut lestari, &here, &[("tindakan", "keberatan"), ("keberatan", "Perlu.")]).await;
    assert_eq!(short.status, 422);
    assert!(short.text().contains("Perlu."), "what was typed is kept");
    let why = [("tindakan", "keberatan"), ("keberatan", "Kontrak asrama hanya untuk yang tinggal sendiri.")];
    assert_eq!(press(&mut lestari, &here, &why).await.status, 303);
    let mut lia = site.sign_in("Lia").await;
    assert!(lia.get("/moderasi/lowongan").await.text().contains("Keberatan"));
    let review = lia.get(&format!("/moderasi/lowongan/{}", here.rsplit('/').next().unwrap())).await;
    assert!(review.text().contains("Kontrak asrama"));
}

#[actix_web::test]
async fn the_same_sentences_come_while_typing() {
    let site = Site::demo().await;
    let mut lestari = site.sign_in("Lestari").await;
    let base = base(&site, "B05");
    let answer = lestari.post(&format!("{base}/periksa"), &[("syarat", "Wajib lulus tes buta warna")]).await;
    assert_eq!(answer.status, 200);
    let body = answer.json();
    assert_eq!(body["notes"][0]["field"], "syarat");
    assert_eq!(body["reason"], true);
    assert_eq!(
        lestari.post(&format!("{base}/periksa"), &[("syarat", "Teliti")]).await.json()["notes"][0],
        serde_json::Value::Null
    );
}

#[actix_web::test]
async fn words_that_may_stand_nowhere_are_not_even_kept_as_a_draft() {
    let site = Site::demo().await;
    let mut lestari = site.sign_in("Lestari").await;
    let before = texts(&site, "SELECT title AS one FROM opening").await.len();
    let base = base(&site, "B05");
    for (field, text) in
        [("syarat", "bebas HIV"), ("wajib", "konselor ODHA"), ("tugas", &"Mendampingi KDS setiap hari. ".repeat(3))]
    {
        let answer = send(&mut lestari, &format!("{base}/baru"), &with(form("Petugas"), &[(field, text)])).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.text().contains("Mohon hapus keterangan pribadi atau kesehatan"), "{field}");
    }
    assert_eq!(texts(&site, "SELECT title AS one FROM opening").await.len(), before);
}

#[actix_web::test]
async fn a_wage_below_the_minimum_is_told_and_never_stops_anybody() {
    let site = Site::demo().await;
    let mut lestari = site.sign_in("Lestari").await;
    let low = with(form("Tukang kebun"), &[("upah_dari", "3.500.000")]);
    let here = draft(&mut lestari, &low).await;
    let page = lestari.get(&here).await;
    assert!(page.text().contains("Di bawah UMK Kota Banjarbaru"), "{}", page.text());
    assert!(page.text().contains("3.843.037"));
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 422);
    assert_eq!(change(&mut lestari, &here, with(low, &[("upah_dilihat", "1")])).await.status, 303);
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
    assert_eq!(state(&site, &here).await, "open");
    let by_day = with(form("Pekerja harian"), &[("upah_dari", "150.000"), ("satuan", "day"), ("kontrak", "casual")]);
    let here = draft(&mut lestari, &by_day).await;
    assert!(!lestari.get(&here).await.text().contains("Di bawah UMK"), "days are not compared");
}

#[actix_web::test]
async fn a_first_opening_is_read_by_a_moderator_who_says_what_to_mend() {
    let site = Site::demo().await;
    site.execute("UPDATE opening SET published_on = NULL, state = 'draft' WHERE state IN ('open', 'closed_filled')")
        .await;
    let (mut lestari, mut lia) = (site.sign_in("Lestari").await, site.sign_in("Lia").await);
    let here = draft(&mut lestari, &form("Juru masak hotel")).await;
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
    assert_eq!(state(&site, &here).await, "review");
    let desk = format!("/moderasi/lowongan/{}", here.rsplit('/').next().unwrap());
    let shown = version(&lia.get(&desk).await);
    let nothing = lia.post(&desk, &[("versi", &shown), ("putusan", "perbaiki")]).await;
    assert_eq!(nothing.status, 422, "a moderator says what has to be mended");
    let back =
        [("versi", shown.as_str()), ("putusan", "perbaiki"), ("alasan", "duties"), ("catatan", "Sebutkan masakannya.")];
    assert_eq!(lia.post(&desk, &back).await.status, 303);
    assert_eq!(state(&site, &here).await, "returned");
    let page = lestari.get(&here).await;
    assert!(page.text().contains("Sebutkan masakannya.") && page.text().contains("Tugas kurang jelas"));
    assert!(site.mails().await.iter().any(|(_, mail)| mail.contains("Ada kabar baru")));
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
    let shown = version(&lia.get(&desk).await);
    assert_eq!(lia.post(&desk, &[("versi", &shown), ("putusan", "setujui")]).await.status, 303);
    assert_eq!(state(&site, &here).await, "open");
    assert_eq!(lia.get(&desk).await.status, 404, "what does not wait is not the moderator's business");
}

#[actix_web::test]
async fn nothing_is_shown_without_the_pledge_and_a_new_version_closes_after_thirty_days() {
    let mut site = Site::demo().await;
    site.execute("DELETE FROM pledge_acceptance").await;
    let ikrar = format!("/perekrut/{}/ikrar", site.code_of_demo("employer", "B05"));
    {
        let mut lestari = site.sign_in("Lestari").await;
        let here = draft(&mut lestari, &form("Pramusaji")).await;
        assert!(lestari.get(&here).await.text().contains("Ikrar terbaru belum disetujui."));
        assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 422);
        let some = [("versi_ikrar", "1"), ("ikrar", "0"), ("ikrar", "2"), ("nama", "Lestari"), ("kedudukan", "SDM")];
        let refused = lestari.post(&ikrar, &some).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.attributes("input[name=ikrar][checked]", "value"), ["0", "2"], "ticks are kept");
        let clauses = ["0", "1", "2", "3", "4", "5"].map(|clause| ("ikrar", clause));
        let all = [&clauses[..], &[("versi_ikrar", "1"), ("nama", "Lestari"), ("kedudukan", "Manajer SDM")]].concat();
        assert_eq!(lestari.post(&ikrar, &all).await.status, 303);
        assert!(lestari.get(&ikrar).await.text().contains("Lestari, Manajer SDM"));
        assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
        let mut dimas = site.sign_in("Dimas").await;
        assert_eq!(dimas.get(&ikrar).await.status, 200, "a recruiter reads it");
        assert_eq!(dimas.post(&ikrar, &all).await.status, 404, "and signs nothing");
    }
    let kept = texts(&site, "SELECT name AS one FROM pledge_acceptance").await;
    assert_eq!(kept, ["Lestari"]);
    // A new version comes into force; thirty days later openings pause until it is accepted.
    {
        let mut operator = site.sign_in("Operator").await;
        let text =
            (1..=6).map(|at| format!("Kalimat janji nomor {at} dari versi kedua.")).collect::<Vec<_>>().join("\n\n");
        let soon = [("mulai_tgl", "25"), ("mulai_bln", "11"), ("mulai_thn", "2026")];
        let short = [&[("ikrar_id", "Satu."), ("ikrar_en", text.as_str())], &soon[..]].concat();
        assert_eq!(operator.post("/operator/ikrar", &short).await.status, 422);
        let new = [&[("ikrar_id", text.as_str()), ("ikrar_en", text.as_str())], &soon[..]].concat();
        assert_eq!(operator.post("/operator/ikrar", &new).await.status, 303);
    }
    site.later(Duration::days(10));
    tanggui::jobs::desk::rounds::service::tick(&site.app).await.unwrap();
    let open = "SELECT title AS one FROM opening WHERE state = 'open' AND title = 'Pramusaji' \
                AND employer_id = (SELECT id FROM employer WHERE trade_name = 'Hotel Bukit Angsana')";
    assert_eq!(texts(&site, open).await.len(), 1, "thirty days are given");
    site.later(Duration::days(14));
    site.execute("UPDATE opening SET closes_at = closes_at + 8640000000 WHERE state = 'open'").await;
    site.later(Duration::days(10));
    tanggui::jobs::desk::rounds::service::tick(&site.app).await.unwrap();
    assert_eq!(texts(&site, open).await.len(), 0);
    let mut lestari = site.sign_in("Lestari").await;
    assert!(lestari.get(&ikrar).await.text().contains("Lowongan dijeda"));
    let clauses = ["0", "1", "2", "3", "4", "5"].map(|clause| ("ikrar", clause));
    let old = [&clauses[..], &[("versi_ikrar", "1"), ("nama", "Lestari"), ("kedudukan", "SDM")]].concat();
    assert_eq!(lestari.post(&ikrar, &old).await.status, 422, "another version was read");
    let new = [&clauses[..], &[("versi_ikrar", "2"), ("nama", "Lestari"), ("kedudukan", "SDM")]].concat();
    assert_eq!(lestari.post(&ikrar, &new).await.status, 303);
    tanggui::jobs::desk::rounds::service::tick(&site.app).await.unwrap();
    assert_eq!(texts(&site, open).await.len(), 1, "and they are shown again");
}

#[actix_web::test]
async fn an_opening_is_paused_extended_closed_by_the_clock_and_shown_again() {
    let mut site = Site::demo().await;
    let here;
    {
        let mut lestari = site.sign_in("Lestari").await;
        here = draft(&mut lestari, &form("Penata taman")).await;
        for (act, after) in [("kirim", "open"), ("jeda", "paused"), ("tayangkan", "open")] {
            assert_eq!(press(&mut lestari, &here, &[("tindakan", act)]).await.status, 303, "{act}");
            assert_eq!(state(&site, &here).await, after);
        }
        let far = [("tindakan", "perpanjang"), ("sampai_tgl", "1"), ("sampai_bln", "3"), ("sampai_thn", "2027")];
        assert_eq!(press(&mut lestari, &here, &far).await.status, 422, "thirty days more at most");
        let fits = [("tindakan", "perpanjang"), ("sampai_tgl", "10"), ("sampai_bln", "1"), ("sampai_thn", "2027")];
        assert_eq!(press(&mut lestari, &here, &fits).await.status, 303);
    }
    site.later(Duration::days(50));
    site.settle().await;
    assert!(site.get(&public(&here)).await.text().contains("Lowongan ditutup"), "the page knows by itself");
    assert!(tanggui::jobs::desk::rounds::service::tick(&site.app).await.unwrap() > 0);
    assert_eq!(state(&site, &here).await, "closed_expired");
    let mut lestari = site.sign_in("Lestari").await;
    let again = [("tindakan", "buka"), ("sampai_tgl", "31"), ("sampai_bln", "1"), ("sampai_thn", "2027")];
    assert_eq!(press(&mut lestari, &here, &again).await.status, 303);
    assert_eq!(state(&site, &here).await, "open");
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "terisi")]).await.status, 303);
    assert_eq!(state(&site, &here).await, "closed_filled");
    let code = here.rsplit('/').next().unwrap();
    let copied = lestari.post(&format!("{}/baru", base(&site, "B05")), &[("salin", code)]).await;
    assert_eq!(copied.status, 303);
    assert!(lestari.get(copied.header("location")).await.text().contains("Penata taman"));
}

#[actix_web::test]
async fn writing_anew_moves_the_last_day_no_further_than_extending_does() {
    let mut site = Site::demo().await;
    let here;
    {
        let mut lestari = site.sign_in("Lestari").await;
        here = draft(&mut lestari, &form("Penata taman")).await;
        assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
        let day = |day, month, year| [("sampai_tgl", day), ("sampai_bln", month), ("sampai_thn", year)];
        let far = change(&mut lestari, &here, with(form("Penata kebun"), &day("20", "1", "2027"))).await;
        assert_eq!(far.status, 422, "thirty days more at most, as with the button");
        assert!(far.text().contains("Penata kebun"), "what was typed is kept");
        for days in [day("18", "1", "2027"), day("10", "2", "2027")] {
            let longer = change(&mut lestari, &here, with(form("Penata taman"), &days)).await;
            assert_eq!(longer.status, 303, "{:?}", longer.all(".field-error"));
        }
        // The day is 80 days ahead now, which a new opening may not be; what is written may be mended all the same.
        let same = change(&mut lestari, &here, with(form("Penata kebun"), &day("10", "2", "2027"))).await;
        assert_eq!(same.status, 303, "{:?}", same.all(".field-error"));
        let back = change(&mut lestari, &here, with(form("Penata kebun"), &day("10", "3", "2027"))).await;
        assert_eq!(back.status, 303, "{:?}", back.all(".field-error"));
        let over = change(&mut lestari, &here, with(form("Penata kebun"), &day("30", "3", "2027"))).await;
        assert_eq!(over.status, 422, "120 days altogether");
    }
    site.later(Duration::days(60));
    let mut lestari = site.sign_in("Lestari").await;
    let past = with(form("Penata taman"), &[("sampai_tgl", "1"), ("sampai_bln", "1"), ("sampai_thn", "2027")]);
    assert_eq!(change(&mut lestari, &here, past).await.status, 422, "a day that is over");
}

#[actix_web::test]
async fn who_is_not_named_is_named_nowhere() {
    let site = Site::demo().await;
    let mut lestari = site.sign_in("Lestari").await;
    let here = draft(&mut lestari, &with(form("Penjaga malam"), &[("tampil", "tidak")])).await;
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
    site.settle().await;
    let code = here.rsplit('/').next().unwrap();
    for path in [
        public(&here),
        "/lowongan?q=penjaga+malam".to_owned(),
        format!("/api/v1/openings/{code}"),
        "/lowongan/umpan.atom?q=penjaga+malam".to_owned(),
    ] {
        let text = site.get(&path).await.text();
        assert!(text.contains("Penjaga malam"), "{path}");
        let own = text.find("Penjaga malam").unwrap();
        let end = ["</entry>", "</li>", "</article>"].iter().filter_map(|end| text[own..].find(end)).min();
        let near = &text[own..own + end.unwrap_or(text.len() - own)];
        assert!(!near.contains("Bukit Angsana"), "{path}: {near}");
    }
    let page = site.get(&public(&here)).await.text();
    assert!(page.contains("Perusahaan di Kota Banjarbaru") && page.contains("confidential"));
    assert!(!page.contains("Bukit Angsana"));
    let by_name = site.get("/lowongan?q=Hotel+Bukit+Angsana").await.all(".row-title");
    assert!(!by_name.contains(&"Penjaga malam".to_owned()), "{by_name:?}");
}

#[actix_web::test]
async fn two_hands_on_one_opening_lose_nothing() {
    let site = Site::demo().await;
    let (mut lestari, mut dimas) = (site.sign_in("Lestari").await, site.sign_in("Dimas").await);
    let here = draft(&mut lestari, &form("Bellboy")).await;
    let shown = version(&dimas.get(&format!("{here}/ubah")).await);
    assert_eq!(change(&mut lestari, &here, form("Petugas barang")).await.status, 303);
    let mut late = form("Porter");
    late.push(("versi", shown));
    let answer = send(&mut dimas, &format!("{here}/ubah"), &late).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("Porter"), "what was typed is kept");
}

#[actix_web::test]
async fn a_suspended_employer_shows_nothing_and_posts_nothing() {
    let site = Site::demo().await;
    let (mut lestari, mut operator) = (site.sign_in("Lestari").await, site.sign_in("Operator").await);
    let here = draft(&mut lestari, &form("Pelayan kamar")).await;
    assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
    let code = site.code_of_demo("employer", "B05");
    let decided = operator.post(&format!("/operator/perusahaan/{code}"), &[("putusan", "tangguhkan")]).await;
    assert_eq!(decided.status, 303);
    assert_eq!(site.get(&public(&here)).await.status, 410);
    assert!(tanggui::jobs::desk::rounds::service::tick(&site.app).await.unwrap() > 0);
    assert_eq!(state(&site, &here).await, "paused");
    let base = base(&site, "B05");
    assert_eq!(send(&mut lestari, &format!("{base}/baru"), &form("Kasir hotel")).await.status, 422);
    operator.post(&format!("/operator/perusahaan/{code}"), &[("putusan", "buka")]).await;
    tanggui::jobs::desk::rounds::service::tick(&site.app).await.unwrap();
    assert_eq!(state(&site, &here).await, "open");
}

#[actix_web::test]
async fn the_sheet_holds_what_the_vacancy_report_asks_and_neither_age_nor_sex() {
    let site = Site::demo().await;
    let mut lestari = site.sign_in("Lestari").await;
    let here = draft(&mut lestari, &form("Room boy")).await;
    let sheet = lestari.get(&format!("{here}/lembar")).await;
    assert_eq!(sheet.status, 200);
    assert!(sheet.header("content-type").contains("spreadsheetml"));
    assert_eq!(&sheet.bytes[..2], b"PK");
}

#[actix_web::test]
async fn the_operator_keeps_the_table_of_minimum_wages() {
    let site = Site::demo().await;
    let mut operator = site.sign_in("Operator").await;
    let wrong = [("tempat", "Atlantis"), ("tahun", "26"), ("upah", "x"), ("sumber", "")];
    let refused = operator.post("/operator/upah", &wrong).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.all(".field-error").len(), 4);
    assert!(refused.text().contains("Atlantis"), "what was typed is kept");
    let line =
        [("tempat", "Kota Banjarbaru"), ("tahun", "2026"), ("upah", "4.000.000"), ("sumber", "Keputusan contoh")];
    assert_eq!(operator.post("/operator/upah", &line).await.status, 303);
    assert!(operator.get("/operator/upah").await.text().contains("4.000.000"));
    assert_eq!(operator.post("/operator/upah", &[("hapus", "6372"), ("tahun", "2026")]).await.status, 303);
    assert!(!operator.get("/operator/upah").await.text().contains("Keputusan contoh"));
}

#[actix_web::test]
async fn words_nobody_knows_reach_the_keeper_from_five_openings_on() {
    let site = Site::demo().await;
    let (mut lestari, mut operator) = (site.sign_in("Lestari").await, site.sign_in("Operator").await);
    for at in 1..=5 {
        assert!(!operator.get("/operator/kata").await.text().contains("gondorukem"), "{at}");
        let strange = with(form(&format!("Pekerja {at}")), &[("wajib", "memasak\nmengaduk gondorukem")]);
        let here = draft(&mut lestari, &strange).await;
        assert_eq!(press(&mut lestari, &here, &[("tindakan", "kirim")]).await.status, 303);
    }
    let page = operator.get("/operator/kata").await;
    assert!(page.text().contains("gondorukem"), "{}", page.text());
    let word = page.attributes("input[name=kata]", "value").remove(0);
    assert_eq!(operator.post("/operator/kata", &[("kata", &word), ("putusan", "bukan")]).await.status, 303);
    assert!(!operator.get("/operator/kata").await.text().contains("gondorukem"));
}
