//! An office writes a call part by part, two persons publish it, the clock opens and closes it, and what may still change
//! changes by two persons again.
use tanggui::{
    app::ROOMS,
    demo::streams::GOODS,
    funding::{
        record::{Object, check, timers},
        rounds::service::{fire, tick},
    },
    identity::{
        model::{BodyKind, Office},
        people,
        rooms::{self, NewMembership},
    },
    platform::ids,
};
use time::{Duration, OffsetDateTime, macros::datetime};

use crate::{
    checking::{account, run},
    feeds::mails,
    support::{Answer, Client, NOW, Site},
    web_safety::texts,
};

type Fields = Vec<(&'static str, String)>;

fn fields(pairs: &[(&'static str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

fn with(mut form: Fields, changes: &[(&'static str, &str)]) -> Fields {
    for (name, value) in changes {
        form.retain(|(known, _)| known != name);
        form.push((name, (*value).to_owned()));
    }
    form
}

fn text(name: &str) -> Fields {
    with(
        fields(&[
            ("macam", "business_aid"),
            ("wilayah", "Kalimantan Selatan"),
            ("ringkas", "Mesin jahit untuk usaha kecil."),
            ("tujuan", "Mesin jahit baru yang langsung dipakai. Sewa tempat tidak dibiayai."),
            ("pelaku", "Usaha kecil yang menjahit sendiri\nKoperasi"),
            ("langkah", "Berkas diperiksa paling lama 10 hari kerja."),
            ("dasar", "Keputusan Kepala Dinas Nomor 9911 (contoh)"),
            ("tahun", "2027"),
        ]),
        &[("nama", name)],
    )
}

/// Opens on 25 November at 08.00 and closes on 15 December at 16.00, WITA.
fn money() -> Fields {
    fields(&[
        ("bentuk", "goods"),
        ("pagu", "100.000.000"),
        ("minta_min", "1.000.000"),
        ("minta_maks", "10.000.000"),
        ("kuota", "10"),
        ("zona", "WITA"),
        ("buka_tgl", "25"),
        ("buka_bln", "11"),
        ("buka_thn", "2026"),
        ("buka_jam", "08.00"),
        ("tutup_tgl", "15"),
        ("tutup_bln", "Desember"),
        ("tutup_thn", "2026"),
        ("tutup_jam", "16.00"),
        ("tenggang", "30"),
        ("tahap", "60, 40"),
        ("asal", "Pemerintah Provinsi Kalimantan Selatan: 70\nPemerintah Kota Banjarmasin: 30"),
    ])
}

const OPENS: OffsetDateTime = datetime!(2026-11-25 00:00 UTC);
const CLOSES: OffsetDateTime = datetime!(2026-12-15 08:00 UTC);

fn doors() -> Fields {
    fields(&[
        ("badan", "cooperative"),
        ("tanya", "place"),
        ("surat", "npwp"),
        ("surat_lain", "Foto alat yang dipakai sekarang"),
        ("banding", "3"),
        ("banding_dari", "1.000.000"),
    ])
}

fn assessment() -> Fields {
    fields(&[
        ("penilai", "1"),
        ("buta", "1"),
        ("kriteria", "Alat sesuai: 60\nRencana jual: 40"),
        ("skala", "100"),
        ("cara", "ordered"),
        ("keputusan", "agency"),
        ("putaran", "2"),
        ("hari_perbaikan", "5"),
        ("hari_tambah", "10"),
        ("terbuka", "l1"),
    ])
}

async fn base(site: &Site) -> String {
    format!("/instansi/{}/pembukaan", site.code_of_agency("Tono").await)
}

async fn send(client: &mut Client<'_>, path: &str, form: &Fields) -> Answer {
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(path, &fields).await
}

fn version(page: &Answer) -> String {
    page.attributes("input[name=versi]", "value").first().expect("a version").clone()
}

/// Fills a part of a draft, for the version its form was opened with.
async fn fill(client: &mut Client<'_>, here: &str, part: &str, form: Fields) -> Answer {
    let path = format!("{here}/{part}");
    let page = client.get(&path).await;
    assert_eq!(page.status, 200, "{path}");
    send(client, &path, &with(form, &[("versi", &version(&page))])).await
}

async fn filled(client: &mut Client<'_>, here: &str, part: &str, form: Fields) {
    let answer = fill(client, here, part, form).await;
    assert_eq!(answer.status, 303, "{part}: {:?}", answer.all(".error-summary li"));
}

/// Somebody who decides what the first decider decided is objected to.
async fn second_decider(site: &Site) {
    let (db, code) = (&site.app.db, site.code_of_agency("Tono").await);
    let body = rooms::find_body(db, ROOMS, BodyKind::Agency, &code).await.unwrap().unwrap();
    let person = ids::new_id();
    people::create(db, &site.app.keys, NOW, person, "pejabat@tanggui.example", "Pejabat").await.unwrap();
    let row = NewMembership { id: ids::new_id(), code: ids::new_public_code(), person, body, office: Office::Decider };
    rooms::of(ROOMS, BodyKind::Agency).unwrap().admit(db, NOW, row).await.unwrap();
}

/// Everybody of the office gets the duty of their office.
async fn staff(client: &mut Client<'_>, here: &str) {
    let path = format!("{here}/panitia");
    let page = client.get(&path).await;
    let (version, seats) = (version(&page), page.attributes("input[name=tugas]", "value"));
    let unwanted = |seat: &String| seat.ends_with(":second_decider") || seat.ends_with(":head");
    let mut form = vec![("versi", version.as_str())];
    form.extend(seats.iter().filter(|seat| !unwanted(seat)).map(|seat| ("tugas", seat.as_str())));
    let answer = client.post(&path, &form).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".error-summary li"));
}

/// A draft with its text alone; gives its address.
async fn begun(client: &mut Client<'_>, name: &str) -> String {
    let base = base(client.site).await;
    let made = send(client, &format!("{base}/baru"), &text(name)).await;
    assert_eq!(made.status, 303, "{:?}", made.all(".error-summary li"));
    made.header("location").split('?').next().unwrap().to_owned()
}

/// A draft that can be published.
async fn draft(client: &mut Client<'_>, name: &str, money: Fields) -> String {
    let here = begun(client, name).await;
    filled(client, &here, "dana", money).await;
    filled(client, &here, "syarat", doors()).await;
    filled(client, &here, "penilaian", assessment()).await;
    staff(client, &here).await;
    here
}

/// Presses a button of a step as its page offers it, and as somebody would who knows the version where it offers none.
async fn press(client: &mut Client<'_>, here: &str, step: &str, button: &str, more: &[(&str, &str)]) -> Answer {
    let path = format!("{here}/{step}");
    let page = client.get(&path).await;
    let first = |name: &str| page.attributes(&format!("input[name={name}]"), "value").into_iter().next();
    // A page without a form has no version to send back; that of the row is what a browser would have had.
    let held = format!("SELECT row_version || '' AS one FROM \"call\" WHERE public_code = '{}'", code(here));
    let held = texts(client.site, &held).await.remove(0);
    let (version, mark) = (first("versi").unwrap_or(held), first("tanda").unwrap_or_default());
    let fields = [("versi", version.as_str()), ("tanda", mark.as_str()), ("tindakan", button)];
    client.post(&path, &[&fields[..], more].concat()).await
}

async fn published(lead: &mut Client<'_>, decider: &mut Client<'_>, here: &str) {
    let agreed = press(lead, here, "terbit", "setuju", &[]).await;
    assert_eq!(agreed.status, 303, "{:?}", agreed.all(".error-summary li"));
    let confirmed = press(decider, here, "terbit", "sahkan", &[]).await;
    assert_eq!(confirmed.status, 303, "{:?}", confirmed.all(".error-summary li"));
}

fn code(here: &str) -> &str {
    here.rsplit('/').next().unwrap()
}

async fn state(site: &Site, here: &str) -> String {
    texts(site, &format!("SELECT state AS one FROM \"call\" WHERE public_code = '{}'", code(here))).await.remove(0)
}

async fn ceiling(site: &Site, here: &str) -> String {
    let sql = format!(
        "SELECT CAST(b.ceiling_idr AS TEXT) AS one FROM call_budget b JOIN \"call\" c ON c.id = b.call_id \
         WHERE c.public_code = '{}'",
        code(here)
    );
    texts(site, &sql).await.remove(0)
}

async fn events(site: &Site, here: &str) -> Vec<String> {
    let sql = format!(
        "SELECT e.event AS one FROM funding_event e JOIN \"call\" c ON c.id = e.object_id \
         WHERE c.public_code = '{}' ORDER BY e.number",
        code(here)
    );
    texts(site, &sql).await
}

async fn is_sound(site: &Site) {
    for finding in check::findings(&site.app.db).await.unwrap() {
        assert_eq!(finding.broken, 0, "{}", finding.invariant);
    }
}

fn to(site: &mut Site, moment: OffsetDateTime) {
    let by = moment - site.app.clock.now();
    site.later(by);
}

fn article(answer: &Answer) -> String {
    let text = answer.text();
    let start = text.find("<article").expect("an article");
    text[start..text.find("</article>").expect("its end")].to_owned()
}

#[actix_web::test]
async fn a_call_lives_from_a_draft_to_its_end_by_two_persons_and_the_clock() {
    let mut site = Site::demo().await;
    second_decider(&site).await;
    let here;
    {
        let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
        here = draft(&mut tono, "Mesin Jahit Usaha Kecil 2027", money()).await;
        let page = tono.get(&here).await;
        assert!(page.text().contains("Draf") && !page.text().contains("Perlu dilengkapi"), "nothing is missing");
        assert_eq!(site.get(&format!("/hibah/{}", code(&here))).await.status, 404, "a draft is nobody's business");
        let preview = tono.get(&format!("{here}/lihat")).await;
        assert!(preview.text().contains("Mesin jahit baru yang langsung dipakai."));
        assert!(preview.text().contains("Bertahap: 60 %, 40 %"));

        let early = press(&mut wulan, &here, "terbit", "sahkan", &[]).await;
        assert_eq!(early.status, 422, "nobody agreed yet");
        assert_eq!(press(&mut tono, &here, "terbit", "setuju", &[]).await.status, 303);
        assert_eq!(state(&site, &here).await, "draft", "one person alone publishes nothing");
        assert_eq!(press(&mut tono, &here, "terbit", "sahkan", &[]).await.status, 422, "nor the same person twice");
        let step = wulan.get(&format!("{here}/terbit")).await;
        let told = step.all(".notice--info li").join(" ");
        for words in ["Terjadwal", "100.000.000", "25 November 2026 pukul 08.00 WITA", "15 Desember 2026 pukul 16.30"] {
            assert!(told.contains(words), "{words}: {told}");
        }
        let (version, mark) = (version(&step), step.attributes("input[name=tanda]", "value").remove(0));
        let form = [("versi", version.as_str()), ("tanda", mark.as_str()), ("tindakan", "sahkan")];
        let path = format!("{here}/terbit");
        assert_eq!(wulan.post(&path, &form).await.status, 303);
        assert_eq!(wulan.post(&path, &form).await.status, 409, "a second press finds it done");
        assert_eq!(state(&site, &here).await, "scheduled");
        assert_eq!(ceiling(&site, &here).await, "100000000");
        site.settle().await;
        let public = site.get(&format!("/hibah/{}", code(&here))).await;
        assert_eq!(article(&public), article(&tono.get(&format!("{here}/lihat")).await));
        assert_eq!(fill_closed(&mut tono, &here).await, 303, "what is published is written no more");
    }
    assert_eq!(tick(&site.app).await.unwrap(), 0, "its moment has not come");
    to(&mut site, OPENS + Duration::minutes(1));
    tick(&site.app).await.unwrap();
    assert_eq!(state(&site, &here).await, "open");
    to(&mut site, CLOSES + Duration::minutes(29));
    tick(&site.app).await.unwrap();
    assert_eq!(state(&site, &here).await, "open", "drafts have half an hour of grace");
    to(&mut site, CLOSES + Duration::minutes(31));
    tick(&site.app).await.unwrap();
    assert_eq!(state(&site, &here).await, "closed");
    let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
    assert_eq!(press(&mut wulan, &here, "selesai", "sahkan", &[]).await.status, 422, "the lead ends it");
    assert_eq!(press(&mut tono, &here, "selesai", "sahkan", &[]).await.status, 303);
    assert_eq!(state(&site, &here).await, "finished");
    assert_eq!(events(&site, &here).await, ["create", "publish", "open", "close", "finish"]);
    let page = tono.get(&here).await;
    assert!(page.text().contains("Otomatis"), "the page tells that the clock opened it");
    is_sound(&site).await;
}

/// What an address of a part answers for a call that is no draft.
async fn fill_closed(client: &mut Client<'_>, here: &str) -> u16 {
    let form = with(text("Nama Lain Sekali"), &[("versi", "9")]);
    let answer = send(client, &format!("{here}/naskah"), &form).await;
    assert!([409, 422].contains(&answer.status.as_u16()), "{}", answer.status);
    client.get(&format!("{here}/naskah")).await.status.as_u16()
}

#[actix_web::test]
async fn the_same_hour_comes_earlier_in_the_east() {
    let mut site = Site::demo().await;
    second_decider(&site).await;
    let (east, west);
    {
        let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
        east = draft(&mut tono, "Mesin Jahit Timur", money()).await;
        west = draft(&mut tono, "Mesin Jahit Barat", with(money(), &[("zona", "WIB")])).await;
        published(&mut tono, &mut wulan, &east).await;
        published(&mut tono, &mut wulan, &west).await;
        assert!(site.get(&format!("/hibah/{}", code(&west))).await.text().contains("pukul 08.00 WIB"));
    }
    to(&mut site, OPENS + Duration::minutes(30));
    tick(&site.app).await.unwrap();
    assert_eq!([state(&site, &east).await, state(&site, &west).await], ["open", "scheduled"]);
    to(&mut site, OPENS + Duration::minutes(61));
    tick(&site.app).await.unwrap();
    assert_eq!(state(&site, &west).await, "open");
}

/// The reasons a page gives, as many as stand there.
fn lacking(page: &Answer) -> Vec<String> {
    page.all(".notice--warning li")
}

#[actix_web::test]
async fn everything_that_is_missing_is_told_at_once_and_nothing_is_agreed_to() {
    let site = Site::demo().await;
    let mut tono = site.sign_in("Tono").await;
    let here = begun(&mut tono, "Mesin Jahit 2027").await;
    let first = lacking(&tono.get(&format!("{here}/terbit")).await);
    assert!(first.len() >= 4, "weights, shares, money, publication, panel: {first:?}");
    assert!(!tono.get(&format!("{here}/terbit")).await.text().contains("value=\"setuju\""), "there is no button");
    assert_eq!(press(&mut tono, &here, "terbit", "setuju", &[]).await.status, 422);
    assert_eq!(texts(&site, "SELECT event AS one FROM countersign").await.len(), 0);
    let short = [("tutup_tgl", "3"), ("tutup_bln", "12")];
    filled(&mut tono, &here, "dana", with(money(), &short)).await;
    filled(&mut tono, &here, "penilaian", with(assessment(), &[("kriteria", "Alat sesuai: 60\nRencana: 30")])).await;
    let form = tono.get(&format!("{here}/penilaian")).await;
    assert!(form.text().contains("Jumlah sekarang 90 %"), "the sum is shown");
    let still = lacking(&tono.get(&format!("{here}/terbit")).await);
    assert_eq!(still.len(), 3, "weights, window, panel: {still:?}");
    filled(&mut tono, &here, "dana", money()).await;
    filled(&mut tono, &here, "penilaian", assessment()).await;
    run(&site, "DELETE FROM membership WHERE person_id = $1", vec![account("Yanti").into()]).await;
    staff(&mut tono, &here).await;
    let panel = tono.get(&format!("{here}/panitia")).await;
    let seats = panel.all("section[aria-labelledby=seats] li").join(" ");
    assert!(seats.contains("Pejabat pemutus keberatan: 0 orang, perlu 1"), "{seats}");
    assert_eq!(lacking(&tono.get(&format!("{here}/terbit")).await).len(), 1, "the second decider");
    second_decider(&site).await;
    staff(&mut tono, &here).await;
    assert_eq!(lacking(&tono.get(&format!("{here}/terbit")).await).len(), 0);
    // A year of which nobody told the holidays.
    let later = [("tutup_tgl", "15"), ("tutup_bln", "1"), ("tutup_thn", "2028")];
    filled(&mut tono, &here, "dana", with(money(), &later)).await;
    assert_eq!(lacking(&tono.get(&format!("{here}/terbit")).await).len(), 1);
    assert_eq!(state(&site, &here).await, "draft");
}

#[actix_web::test]
async fn what_was_agreed_to_is_what_is_confirmed_or_nothing_is() {
    let mut site = Site::demo().await;
    second_decider(&site).await;
    let here;
    {
        let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
        here = draft(&mut tono, "Mesin Jahit 2027", money()).await;
        assert_eq!(press(&mut tono, &here, "terbit", "setuju", &[]).await.status, 303);
        filled(&mut tono, &here, "dana", with(money(), &[("pagu", "900.000.000")])).await;
        let page = wulan.get(&format!("{here}/terbit")).await;
        assert!(!page.text().contains("value=\"sahkan\""), "what changed in between cannot be confirmed");
        let version = version(&tono.get(&format!("{here}/dana")).await);
        let mark = "0".repeat(64);
        let form = [("versi", version.as_str()), ("tanda", mark.as_str()), ("tindakan", "sahkan")];
        assert_eq!(wulan.post(&format!("{here}/terbit"), &form).await.status, 422);
        assert_eq!(state(&site, &here).await, "draft");
        assert_eq!(press(&mut tono, &here, "terbit", "setuju", &[]).await.status, 303);
        assert_eq!(press(&mut tono, &here, "terbit", "tarik", &[]).await.status, 303);
        assert_eq!(press(&mut wulan, &here, "terbit", "sahkan", &[]).await.status, 422, "it was taken back");
        assert_eq!(press(&mut tono, &here, "terbit", "setuju", &[]).await.status, 303);
    }
    site.later(Duration::days(6));
    {
        let mut wulan = site.sign_in("Wulan").await;
        assert_eq!(press(&mut wulan, &here, "terbit", "sahkan", &[]).await.status, 422, "five days are over");
    }
    let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
    published(&mut tono, &mut wulan, &here).await;
    assert_eq!(ceiling(&site, &here).await, "900000000");
}

#[actix_web::test]
async fn words_that_may_stand_nowhere_are_not_even_kept_in_a_draft() {
    let site = Site::demo().await;
    let mut tono = site.sign_in("Tono").await;
    let here = begun(&mut tono, "Mesin Jahit 2027").await;
    let before = texts(&site, "SELECT name || summary || purpose AS one FROM \"call\" ORDER BY id").await;
    let blocked = [
        ("naskah", text("Bantuan ODHA"), "nama"),
        ("naskah", with(text("Mesin Jahit 2027"), &[("ringkas", "Untuk kelompok dukungan sebaya.")]), "ringkas"),
        ("naskah", with(text("Mesin Jahit 2027"), &[("pelaku", "Usaha kecil\nPenyintas HIV")]), "pelaku"),
        ("dana", with(money(), &[("asal", "Komisi Penanggulangan AIDS: 100")]), "asal"),
        ("syarat", with(doors(), &[("surat_lain", "Surat status HIV")]), "surat_lain"),
        ("penilaian", with(assessment(), &[("kriteria", "Pendamping ODHA: 100")]), "kriteria"),
    ];
    for (part, form, field) in blocked {
        let answer = fill(&mut tono, &here, part, form).await;
        assert_eq!(answer.status, 422, "{part} {field}");
        let faults = answer.attributes(".error-summary a", "href");
        assert_eq!(faults, [format!("#f-{field}")], "{part}");
    }
    assert_eq!(texts(&site, "SELECT name || summary || purpose AS one FROM \"call\" ORDER BY id").await, before);
    let made = send(&mut tono, &format!("{}/baru", base(&site).await), &text("Bantuan ODHA")).await;
    assert_eq!(made.status, 422);
    assert_eq!(texts(&site, "SELECT name AS one FROM \"call\"").await.len(), before.len());
}

#[actix_web::test]
async fn two_who_write_at_once_do_not_overwrite_each_other() {
    let site = Site::demo().await;
    let mut tono = site.sign_in("Tono").await;
    let here = begun(&mut tono, "Mesin Jahit 2027").await;
    staff(&mut tono, &here).await;
    let mut ratna = site.sign_in("Ratna").await;
    let path = format!("{here}/naskah");
    let old = version(&ratna.get(&path).await);
    filled(&mut tono, &here, "naskah", text("Mesin Jahit dan Obras")).await;
    let late = with(text("Mesin Jahit dan Bordir"), &[("versi", &old)]);
    let answer = send(&mut ratna, &path, &late).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("Mesin Jahit dan Bordir"), "what was typed is kept");
    assert!(tono.get(&here).await.text().contains("Mesin Jahit dan Obras"));
    let again = with(late, &[("versi", &version(&answer))]);
    assert_eq!(send(&mut ratna, &path, &again).await.status, 303, "and can be sent again knowingly");
}

#[actix_web::test]
async fn other_offices_and_other_duties_find_nothing() {
    let site = Site::demo().await;
    let mut tono = site.sign_in("Tono").await;
    let here = begun(&mut tono, "Mesin Jahit 2027").await;
    let mut intan = site.sign_in("Intan").await;
    let theirs = format!("/instansi/{}/pembukaan", site.code_of_agency("Intan").await);
    for path in [here.clone(), format!("{here}/naskah"), format!("{theirs}/{}", code(&here))] {
        assert_eq!(intan.get(&path).await.status, 404, "{path}");
    }
    let form = text("Nama Lain Sekali");
    assert_eq!(send(&mut intan, &format!("{theirs}/{}/naskah", code(&here)), &form).await.status, 404);
    for (name, path, status) in [
        ("Nirmala", String::new(), 200),
        ("Nirmala", "/naskah".to_owned(), 404),
        ("Nirmala", "/terbit".to_owned(), 404),
        ("Nirmala", "/panitia".to_owned(), 404),
        ("Agus", "/terbit".to_owned(), 404),
        ("Ratna", "/terbit".to_owned(), 404),
        ("Wulan", "/naskah".to_owned(), 404),
        ("Wulan", "/terbit".to_owned(), 200),
        ("Rini", String::new(), 404),
    ] {
        let mut client = site.sign_in(name).await;
        assert_eq!(client.get(&format!("{here}{path}")).await.status, status, "{name} {path}");
    }
    // Of the office, but not on the panel of this call.
    let mut ratna = site.sign_in("Ratna").await;
    let refused = send(&mut ratna, &format!("{here}/naskah"), &with(form, &[("versi", "1")])).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("tidak bertugas menulis"));
    let mut wulan = site.sign_in("Wulan").await;
    assert!(wulan.get(&format!("{here}/terbit")).await.text().contains("tidak bertugas pada pembukaan ini"));
}

#[actix_web::test]
async fn a_button_that_is_none_moves_nothing() {
    let site = Site::demo().await;
    let mut tono = site.sign_in("Tono").await;
    let here = begun(&mut tono, "Mesin Jahit 2027").await;
    for step in ["terbit", "perubahan", "batal", "selesai"] {
        for button in ["", "hapus", "setuju ", "SAHKAN"] {
            let answer = tono.post(&format!("{here}/{step}"), &[("versi", "1"), ("tindakan", button)]).await;
            assert_eq!(answer.status, 422, "{step} {button}");
        }
    }
    assert_eq!(events(&site, &here).await, ["create"]);
}

#[actix_web::test]
async fn what_is_published_only_gets_more_time_more_money_and_an_explanation() {
    let mut site = Site::demo().await;
    second_decider(&site).await;
    let here;
    {
        let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
        here = draft(&mut tono, "Mesin Jahit 2027", money()).await;
        published(&mut tono, &mut wulan, &here).await;
        let wrong: [&[(&str, &str)]; 5] = [
            &[],
            &[("pagu", "90.000.000")],
            &[("tutup_tgl", "10"), ("tutup_bln", "12"), ("tutup_thn", "2026"), ("tutup_jam", "16.00")],
            &[("tutup_tgl", "10"), ("tutup_bln", "1"), ("tutup_thn", "2029"), ("tutup_jam", "16.00")],
            &[("jelas", "Khusus untuk ODHA.")],
        ];
        for change in wrong {
            assert_eq!(press(&mut tono, &here, "perubahan", "setuju", change).await.status, 422, "{change:?}");
        }
        assert_eq!(texts(&site, "SELECT event AS one FROM countersign").await.len(), 0);
        let change = [
            ("tutup_tgl", "20"),
            ("tutup_bln", "12"),
            ("tutup_thn", "2026"),
            ("tutup_jam", "16.00"),
            ("pagu", "120.000.000"),
            ("jelas", "Ada tambahan dana dari provinsi."),
        ];
        assert_eq!(press(&mut tono, &here, "perubahan", "setuju", &change).await.status, 303);
        let page = wulan.get(&format!("{here}/perubahan")).await;
        for words in ["20 Desember 2026 pukul 16.00 WITA", "120.000.000", "Ada tambahan dana dari provinsi."] {
            assert!(page.text().contains(words), "{words}");
        }
        assert_eq!(ceiling(&site, &here).await, "100000000", "nothing changed yet");
        let writes = format!(
            "INSERT INTO proposal (id, public_code, call_id, enterprise_id, state, publication_read, opened_at, \
             row_version) SELECT $1, '9DRAFT99', id, $2, 'draft', $3, 0, 1 FROM \"call\" WHERE public_code = '{}'",
            code(&here)
        );
        let values = vec![ids::new_id().into(), GOODS.id("E01").into(), false.into()];
        crate::checking::run(&site, &writes, values).await;
        let before = [mails(&site, "Nur").await, mails(&site, "Ruslan").await];
        assert_eq!(press(&mut wulan, &here, "perubahan", "sahkan", &[]).await.status, 303);
        assert_eq!(press(&mut wulan, &here, "perubahan", "sahkan", &[]).await.status, 422, "once");
        assert_eq!(ceiling(&site, &here).await, "120000000");
        let after = [mails(&site, "Nur").await, mails(&site, "Ruslan").await];
        assert_eq!(after, [before[0] + 1, before[1]], "whoever writes a proposal is told, once, and nobody else");
        let calendar = site.get(&format!("/hibah/{}.ics", code(&here))).await;
        assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
        let text = calendar.text().replace("\r\n ", "");
        for words in [
            "Mesin Jahit 2027: ditutup Minggu\\, 20 Desember 2026 pukul 16.00 WITA",
            "DTSTART:20261220T080000Z",
            "SEQUENCE:1",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
        let public = site.get(&format!("/hibah/{}", code(&here))).await.text();
        assert!(public.contains("Ada tambahan dana dari provinsi.") && public.contains("Perubahan"));
    }
    is_sound(&site).await;
    to(&mut site, OPENS + Duration::minutes(1));
    tick(&site.app).await.unwrap();
    to(&mut site, CLOSES + Duration::hours(2));
    tick(&site.app).await.unwrap();
    assert_eq!(state(&site, &here).await, "open", "the old moment closes nothing");
    let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
    assert_eq!(press(&mut tono, &here, "batal", "setuju", &[]).await.status, 422, "a reason is needed");
    let why = [("jelas", "Anggaran dipindahkan.")];
    assert_eq!(press(&mut tono, &here, "batal", "setuju", &why).await.status, 303);
    assert_eq!(state(&site, &here).await, "open");
    assert_eq!(press(&mut wulan, &here, "batal", "sahkan", &[]).await.status, 303);
    assert_eq!(state(&site, &here).await, "cancelled");
    assert!(tono.get(&here).await.text().contains("Anggaran dipindahkan."));
    let running = timers::due_of(&site.app.db, &[Object::Call], CLOSES + Duration::days(30), 100).await.unwrap();
    let id = texts(&site, "SELECT event AS one FROM countersign").await;
    assert!(id.is_empty() && running.iter().all(|due| due.at != datetime!(2026-12-20 08:30 UTC)), "{running:?}");
    is_sound(&site).await;
}

#[actix_web::test]
async fn two_workers_fire_a_timer_once() {
    let mut site = Site::demo().await;
    second_decider(&site).await;
    let here;
    {
        let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
        here = draft(&mut tono, "Mesin Jahit 2027", money()).await;
        published(&mut tono, &mut wulan, &here).await;
    }
    to(&mut site, OPENS + Duration::minutes(1));
    let now = site.app.clock.now();
    let due = timers::due_of(&site.app.db, &[Object::Call], now, 10).await.unwrap();
    let opens = due.into_iter().find(|due| due.at == OPENS).expect("a timer that is due");
    let event = || tanggui::funding::calls::workflow::Event::Open;
    let (one, other) = (fire(&site.app, opens, event()).await, fire(&site.app, opens, event()).await);
    assert_eq!([one.unwrap(), other.unwrap()], [true, false]);
    tick(&site.app).await.unwrap();
    assert_eq!(events(&site, &here).await, ["create", "publish", "open"]);
}

#[actix_web::test]
async fn a_timer_the_machine_refuses_is_marked_and_not_tried_again() {
    let mut site = Site::demo().await;
    second_decider(&site).await;
    {
        let (mut tono, mut wulan) = (site.sign_in("Tono").await, site.sign_in("Wulan").await);
        let here = draft(&mut tono, "Mesin Jahit 2027", money()).await;
        published(&mut tono, &mut wulan, &here).await;
        site.execute(&format!("UPDATE \"call\" SET state = 'finished' WHERE public_code = '{}'", code(&here))).await;
    }
    to(&mut site, OPENS + Duration::minutes(1));
    assert!(tick(&site.app).await.unwrap() > 0);
    let sql = "SELECT outcome AS one FROM deadline WHERE fired_at IS NOT NULL AND outcome = 'not_this_state'";
    assert_eq!(texts(&site, sql).await.len(), 1);
    assert_eq!(tick(&site.app).await.unwrap(), 0);
}

#[actix_web::test]
async fn the_operator_keeps_the_holidays_year_by_year() {
    let site = Site::demo().await;
    let mut operator = site.sign_in("Operator").await;
    let path = "/operator/libur";
    let lines = "1 Januari Tahun Baru\n25/12/2028 Natal";
    let wrong = operator.post(path, &[("tahun", "2028"), ("hari", "17 Agustus\n1 Januari Tahun Baru")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("17 Agustus"), "what was pasted is kept");
    assert_eq!(operator.post(path, &[("tahun", "2028"), ("hari", lines)]).await.status, 303);
    let page = operator.get("/operator/libur?tahun=2028").await;
    assert!(page.text().contains("25 Desember 2028") && page.text().contains("Belum lengkap"));
    let saved = [("tahun", "2028"), ("hari", "2028-01-01 Tahun Baru"), ("lengkap", "1")];
    assert_eq!(operator.post(path, &saved).await.status, 303);
    let days = "SELECT name AS one FROM holiday WHERE day >= '2028-01-01'";
    assert_eq!(texts(&site, days).await, ["Tahun Baru"], "a year is replaced whole");
    let mut tono = site.sign_in("Tono").await;
    assert_eq!(tono.get(path).await.status, 404);
}

#[actix_web::test]
async fn pages_of_calls_ask_the_store_a_bounded_number_of_times() {
    let site = Site::demo().await;
    let mut tono = site.sign_in("Tono").await;
    let here = begun(&mut tono, "Mesin Jahit 2027").await;
    let list = base(&site).await;
    for (path, most) in
        [(list, 12), (here.clone(), 30), (format!("{here}/terbit"), 50), (format!("{here}/panitia"), 36)]
    {
        site.statements();
        assert_eq!(tono.get(&path).await.status, 200);
        let asked = site.statements();
        assert!(asked <= most, "{path} asked {asked} times");
    }
}
