//! Every address of the site, with values that lead somewhere.
use sea_orm::{ConnectionTrait, Statement};
use tanggui::{
    demo::streams::{APPLICATIONS, COMPLAINTS},
    identity::vault::{self, photos::Owner},
};

use crate::support::{NOW, Site};

/// A GET address to look at, with the status it should have.
pub struct Visit {
    pub path: String,
    pub status: u16,
}

/// One visit for every GET address, and the strange ones people try.
#[expect(clippy::too_many_lines, reason = "a list of addresses")]
pub async fn visits(site: &Site) -> Vec<Visit> {
    let product = site.code("product", "title", "Keripik tahu 150 g").await;
    let withdrawn = site.code("product", "title", "Gantungan kunci manik").await;
    let enterprise = site.code("enterprise", "trade_name", "Purun Sanja").await;
    let outlet = site.code("outlet", "name", "Gerai Dermaga Kunyit").await;
    let opening = site.code("opening", "title", "Penjahit konveksi").await;
    let filled = site.code("opening", "title", "Petugas binatu").await;
    let call = site.code("call", "name", "Dana Darurat Usaha").await;
    let grant = crate::eligibility::grant(site).await;
    let good = [
        "/".to_owned(),
        "/barang".to_owned(),
        "/barang?q=tas".to_owned(),
        "/barang?q=zzzz".to_owned(),
        "/barang?jenis=keripik&ada=ya&halal=ya&harga_maks=50000".to_owned(),
        format!("/barang?gerai={outlet}"),
        format!("/barang/{product}"),
        format!("/usaha/{enterprise}"),
        "/gerai".to_owned(),
        format!("/gerai/{outlet}"),
        "/lowongan".to_owned(),
        "/lowongan?q=menjahit".to_owned(),
        "/lowongan?tempat=63&kontrak=fixed_term&kontrak=permanent&upah=3500000&didik=sma&pengalaman=2".to_owned(),
        "/lowongan?q=zzzz".to_owned(),
        "/lowongan/umpan.atom".to_owned(),
        "/lowongan/umpan.atom?q=kasir".to_owned(),
        format!("/lowongan/{opening}"),
        format!("/lowongan/{filled}"),
        "/permintaan".to_owned(),
        "/cocok".to_owned(),
        "/janji-pemberi-kerja".to_owned(),
        "/lapor".to_owned(),
        format!("/lapor?lowongan={opening}"),
        "/hibah".to_owned(),
        format!("/hibah/{call}"),
        format!("/hibah/{call}/cek"),
        format!("/hibah/{grant}/cek"),
        format!("/hibah/{call}.ics"),
        "/hibah/penerima".to_owned(),
        "/hibah/penerima?triwulan=2026-Q3".to_owned(),
        "/hibah/penerima.csv".to_owned(),
        "/hibah/penerima.csv?isi=baris".to_owned(),
        "/periksa".to_owned(),
        "/tentang".to_owned(),
        "/privasi".to_owned(),
        "/bantuan".to_owned(),
        "/gaya".to_owned(),
        "/robots.txt".to_owned(),
        "/sitemap.xml".to_owned(),
        "/manifest.webmanifest".to_owned(),
        "/api".to_owned(),
        "/api/openapi.json".to_owned(),
        "/api/v1/products".to_owned(),
        "/api/v1/products?q=tas".to_owned(),
        format!("/api/v1/products/{product}"),
        "/api/v1/categories".to_owned(),
        format!("/api/v1/enterprises/{enterprise}"),
        "/api/v1/outlets".to_owned(),
        format!("/api/v1/outlets/{outlet}"),
        "/api/v1/openings".to_owned(),
        "/api/v1/openings?q=menjahit&region=63".to_owned(),
        format!("/api/v1/openings/{opening}"),
        "/api/v1/skills?q=jahit".to_owned(),
        "/api/v1/calls".to_owned(),
        format!("/api/v1/calls/{call}"),
        "/api/v1/grants".to_owned(),
        "/api/v1/grants?quarter=2026-Q3".to_owned(),
        "/api/v1/grants/releases".to_owned(),
    ];
    let other = [
        (format!("/b/{product}?l=7K2M9QPW"), 303),
        ("/up".to_owned(), 204),
        ("/healthz".to_owned(), 204),
        ("/readyz".to_owned(), 204),
        ("/masuk".to_owned(), 200),
        ("/masuk/kode".to_owned(), 200),
        ("/masuk/kode?t=abcdefghijklmnopqrstuvwxyz".to_owned(), 200),
        ("/masuk/dua".to_owned(), 200),
        ("/daftar".to_owned(), 200),
        ("/daftar/baru".to_owned(), 200),
        ("/daftar/undangan?kode=0000".to_owned(), 422),
        ("/lupa".to_owned(), 200),
        ("/saya".to_owned(), 303),
        ("/favicon.ico".to_owned(), 302),
        ("/bahasa/en".to_owned(), 303),
        ("/bahasa/xx".to_owned(), 404),
        (format!("/barang/{withdrawn}"), 410),
        (format!("/api/v1/products/{withdrawn}"), 410),
        ("/barang/ZZZZZZ".to_owned(), 404),
        ("/tidak-ada".to_owned(), 404),
        ("/kalender/none.ics".to_owned(), 404),
        ("/aset/none.css".to_owned(), 404),
        ("/foto/none-320.webp".to_owned(), 404),
        ("/api/v1/none".to_owned(), 404),
        ("/hibah/penerima?triwulan=2026-Q2".to_owned(), 404),
        ("/hibah/penerima?triwulan=x".to_owned(), 404),
        ("/api/v1/grants?quarter=2020-Q1".to_owned(), 404),
        ("/barang?halaman=-1".to_owned(), 422),
        ("/lowongan?tempat=atlantis&upah=1,5".to_owned(), 422),
        ("/api/v1/openings?region=atlantis".to_owned(), 422),
    ];
    let good = good.into_iter().map(|path| Visit { path, status: 200 });
    good.chain(other.into_iter().map(|(path, status)| Visit { path, status })).collect()
}

/// A GET address that needs somebody who is signed in: account of the demo, path, status.
#[expect(clippy::too_many_lines, reason = "a list of addresses")]
pub async fn signed_in(site: &Site) -> Vec<(&'static str, String, u16)> {
    let enterprise = site.code("enterprise", "trade_name", "Purun Sanja").await;
    let outlet = site.code("outlet", "name", "Gerai Dermaga Kunyit").await;
    let employer = site.code_of_demo("employer", "B05");
    let agency = site.code_of_agency("Ratna").await;
    let network = site.code("network", "name", "Jejaring Usaha Sungai Kembar").await;
    let draft = site.code("product", "title", "Amplang pedas 100 g").await;
    let sent = site.code("product", "title", "Rak bumbu").await;
    let table = "9TAB2E";
    let id = format!("(SELECT id FROM enterprise WHERE public_code = '{enterprise}')");
    let kept = r#"{"header": ["Nama"], "rows": [[2, ["Tas"]]], "other_sheets": [], "refused": [3]}"#;
    site.execute(&format!(
        "INSERT INTO goods_import (id, public_code, enterprise_id, table_read, made_at, confirmed_role, \
         rows_wanted, added, changed, tries) VALUES ({id}, '{table}', {id}, '{kept}', 1795309200000, '', 0, 0, 0, 0) ON CONFLICT DO NOTHING"
    ))
    .await;
    let mut visits = Vec::new();
    for page in ["", "/salah"] {
        visits.push(("Rahma", format!("/saya/usaha/{enterprise}/barang/impor/{table}{page}"), 200));
    }
    let note = tanggui::demo::streams::PROPOSALS.document_code(tanggui::demo::streams::OUTSIDE);
    for page in ["", "/baru", &format!("/{note}"), &format!("/{note}/ubah")] {
        visits.push(("Rahma", format!("/saya/usaha/{enterprise}/luar{page}"), 200));
    }
    for page in ["", "/nama", "/foto", "/makanan", "/pilihan", "/pesanan", "/lihat"] {
        visits.push(("Rahma", format!("/saya/usaha/{enterprise}/barang/{draft}{page}"), 200));
    }
    for page in ["", &format!("/{sent}"), &format!("/{sent}/lihat")] {
        visits.push(("Lia", format!("/moderasi/barang{page}"), 200));
    }
    let posted = site.code("opening", "title", "Room attendant").await;
    let returned = site.code("opening", "title", "Petugas keamanan").await;
    for page in ["", "/ubah", "/lihat", "/lembar"] {
        visits.push(("Lestari", format!("/perekrut/{employer}/lowongan/{posted}{page}"), 200));
        visits.push(("Lestari", format!("/perekrut/{employer}/lowongan/{returned}{page}"), 200));
    }
    let waiting = site.code("opening", "title", "Pengantar pesanan").await;
    for page in ["", "/lihat"] {
        visits.push(("Lia", format!("/moderasi/lowongan/{waiting}{page}"), 200));
    }
    for page in [
        "/saya",
        "/saya/kerja",
        "/saya/kerja/profil",
        "/saya/usaha",
        "/saya/usaha/baru",
        "/akun",
        "/akun/nama",
        "/akun/surel",
        "/akun/surel/kode",
        "/akun/telepon",
        "/akun/sandi",
        "/akun/dua",
        "/akun/perangkat",
        "/akun/data",
        "/akun/data/betulkan",
        "/akun/data/hapus",
        "/akun/siapa-melihat",
        "/akun/kalender",
        "/akun/kabar",
        "/akun/pastikan",
    ] {
        visits.push(("Rahma", page.to_owned(), 200));
    }
    visits.push(("Sari", "/perekrut/baru".to_owned(), 200));
    visits.extend(proposals(site, &enterprise).await);
    let enquiry = |key: &str| site.code_of_demo("enquiry", key);
    for page in [
        "/saya".to_owned(),
        format!("/{}", enquiry("Q1")),
        format!("/{}/cetak", enquiry("Q4")),
        format!("/{}/surat.pdf", enquiry("Q4")),
    ] {
        visits.push(("Made", format!("/permintaan{page}"), 200));
    }
    visits.push(("Made", format!("/permintaan/{}/kalender.ics", enquiry("Q3")), 200));
    visits.extend(applications(site, &employer).await);
    let asked = format!("/saya/usaha/{enterprise}/permintaan");
    for page in [
        String::new(),
        format!("/{}", enquiry("Q1")),
        format!("/{}/cetak", enquiry("Q1")),
        format!("/{}/surat.pdf", enquiry("Q1")),
    ] {
        visits.push(("Rahma", format!("{asked}{page}"), 200));
    }
    visits.push(("Rahma", format!("{asked}/{}/kalender.ics", enquiry("Q3")), 200));
    let other = site.code_of_demo("enterprise", "E02");
    visits.push(("Ruslan", format!("/saya/usaha/{other}/permintaan/{}/tawar", enquiry("Q2")), 200));
    let complaint = format!("/{}", COMPLAINTS.public_code("1"));
    let areas = [
        (
            "Rahma",
            format!("/saya/usaha/{enterprise}"),
            vec![
                "",
                "/profil",
                "/izin",
                "/anggota",
                "/barang",
                "/barang/baru",
                "/barang/impor",
                "/barang/unduh?jenis=csv",
                "/surat",
            ],
        ),
        ("Hendra", format!("/gerai-kelola/{outlet}"), vec!["", "/profil", "/anggota"]),
        (
            "Lestari",
            format!("/perekrut/{employer}"),
            vec!["", "/profil", "/anggota", "/ikrar", "/lowongan", "/lowongan/baru"],
        ),
        ("Ratna", format!("/instansi/{agency}"), vec!["", "/profil", "/anggota"]),
        ("Dewi", format!("/jaringan/{network}"), vec!["", "/anggota"]),
        (
            "Operator",
            "/operator".to_owned(),
            vec![
                "",
                "/lembaga",
                "/perusahaan",
                "/orang",
                "/anggota",
                "/ikrar",
                "/upah",
                "/libur",
                "/penerima",
                "/kata",
                "/kosakata",
                "/kosakata?q=jahit",
                "/kosakata?keterampilan=S001",
            ],
        ),
        ("Lia", "/moderasi".to_owned(), vec!["", "/surat", "/lowongan"]),
        ("Surya", "/pengaduan".to_owned(), vec!["", complaint.as_str()]),
    ];
    for (who, base, pages) in areas {
        visits.extend(pages.into_iter().map(|page| (who, format!("{base}{page}"), 200)));
    }
    visits.extend(consignment(site, &format!("/saya/usaha/{enterprise}"), &format!("/gerai-kelola/{outlet}")).await);
    visits.extend(counter(site, &format!("/gerai-kelola/{outlet}")).await);
    visits.extend(money(site, &format!("/saya/usaha/{enterprise}"), &format!("/gerai-kelola/{outlet}")).await);
    visits.extend(calls(site, &format!("/instansi/{agency}/pembukaan")).await);
    for page in ["gerai", "sanggahan"] {
        visits.push(("Ratna", format!("/instansi/{agency}/{page}"), 200));
    }
    visits.push(("Intan", format!("/instansi/{}/gerai", site.code_of_agency("Intan").await), 200));
    visits.push(("Ratna", format!("/instansi/{agency}/sanggahan/ZZZZZZZZ"), 404));
    for page in ["proposal", "angka"] {
        visits.push(("Nirmala", format!("/instansi/{agency}/{page}"), 200));
    }
    for page in [
        "",
        "/langkah",
        "/nilai",
        "/rekomendasi",
        "/tinjauan",
        "/keputusan",
        "/keputusan/berkas",
        "/catatan",
        "/catatan/ZZZZZZZZ",
        "/kunjungan",
        "/kunjungan/ZZZZZZZZ",
        "/tanya",
    ] {
        visits.push(("Nirmala", format!("/instansi/{agency}/proposal/ZZZZZZZZ{page}"), 404));
    }
    visits.push(("Rini", format!("/instansi/{agency}/penilaian"), 200));
    for page in ["", "/ikatan"] {
        visits.push(("Rini", format!("/instansi/{agency}/penilaian/ZZZZZZZZ{page}"), 404));
    }
    for (who, area) in [("Nirmala", format!("/instansi/{agency}")), ("Rahma", format!("/saya/usaha/{enterprise}"))] {
        visits.push((who, format!("{area}/bantuan"), 200));
        let mut pages =
            vec!["", "/langkah", "/berkas/ZZZZZZZZ", "/surat/ZZZZZZZZ", "/laporan/ZZZZZZZZ", "/laporan/ZZZZZZZZ/cetak"];
        pages.extend((who == "Rahma").then_some("/laporan/ZZZZZZZZ/baris/1"));
        visits.extend(pages.into_iter().map(|page| (who, format!("{area}/bantuan/ZZZZZZZZ{page}"), 404)));
    }
    visits.push(("Hendra", "/gerai-kelola".to_owned(), 303));
    visits.push(("Lestari", "/perekrut".to_owned(), 200));
    visits.push(("Ratna", "/instansi".to_owned(), 303));
    visits.push(("Dewi", "/jaringan".to_owned(), 303));
    // One colleague of each body, for the pages about one member.
    for (who, base, colleague) in [
        ("Rahma", format!("/saya/usaha/{enterprise}"), "Salim"),
        ("Hendra", format!("/gerai-kelola/{outlet}"), "Ida"),
        ("Lestari", format!("/perekrut/{employer}"), "Dimas"),
        ("Ratna", format!("/instansi/{agency}"), "Nirmala"),
        ("Dewi", format!("/jaringan/{network}"), "Fitri"),
        ("Operator", "/operator".to_owned(), "Lia"),
    ] {
        let member = site.membership_of(colleague).await;
        for page in ["keluarkan", "bantu"] {
            visits.push((who, format!("{base}/anggota/{member}/{page}"), 200));
        }
    }
    visits
}

/// Pages of the calls of an office: a draft, and one that is closed.
async fn calls(site: &Site, base: &str) -> Vec<(&'static str, String, u16)> {
    let draft = site.code("call", "name", "Mesin Kemas Usaha Kecil 2027").await;
    let closed = site.code("call", "name", "Alat Produksi Usaha Kecil 2027").await;
    let mut visits = Vec::new();
    for page in [String::new(), "/baru".to_owned(), format!("/{closed}"), format!("/{closed}/lihat")] {
        visits.push(("Tono", format!("{base}{page}"), 200));
    }
    for page in ["", "/lihat", "/naskah", "/dana", "/syarat", "/penilaian", "/panitia", "/terbit", "/batal"] {
        visits.push(("Tono", format!("{base}/{draft}{page}"), 200));
    }
    for (page, status) in [("naskah", 303), ("selesai", 200), ("perubahan", 200)] {
        visits.push(("Tono", format!("{base}/{closed}/{page}"), status));
    }
    for page in ["", "/terbit"] {
        visits.push(("Wulan", format!("{base}/{draft}{page}"), 200));
    }
    visits.push(("Nirmala", format!("{base}/{draft}"), 200));
    // A call that decides in the order of time has no ranking.
    visits.push(("Tono", format!("{base}/{closed}/peringkat"), 200));
    visits.push(("Tono", format!("{base}/{closed}/pengantar"), 200));
    visits.push(("Tono", format!("{base}/{closed}/pengganti"), 200));
    visits
}

/// Pages of applications, for both sides.
async fn applications(site: &Site, employer: &str) -> Vec<(&'static str, String, u16)> {
    crate::applications::pledged(site).await;
    let opening = site.code("opening", "title", "Barista").await;
    let item = |key: &str| APPLICATIONS.public_code(key);
    let mut visits = vec![
        ("Hendra", format!("/lowongan/{opening}/lamar"), 200),
        ("Sari", format!("/lowongan/{opening}/lamar"), 303),
        ("Sari", "/saya/kerja/lamaran".to_owned(), 200),
        ("Sari", format!("/saya/kerja/lamaran/{}", item("Sari 17")), 200),
        ("Made", format!("/saya/kerja/lamaran/{}", item("Made 16")), 200),
    ];
    for page in [
        "pelamar".to_owned(),
        format!("lowongan/{opening}/pelamar"),
        format!("lowongan/{opening}/pelamar/unduh"),
        format!("pelamar/{}", item("Made 16")),
        format!("pelamar/{}", item("Made 17")),
    ] {
        visits.push(("Dimas", format!("/perekrut/{employer}/{page}"), 200));
    }
    visits
}

/// Pages of consignment, each in a state in which it has something to show.
async fn consignment(site: &Site, maker: &str, shop: &str) -> Vec<(&'static str, String, u16)> {
    let placement = site.placement_of_demo("E01", "O1").await;
    let asked = site.placement_of_demo("E01", "O2").await;
    let proposed = site.placement_of_demo("E06", "O1").await;
    let waiting = site.consignment_in(&placement, "received_with_difference").await;
    let accepted = site.consignment_in(&placement, "accepted").await;
    let offered = site.consignment_in(&placement, "offered").await;
    let received = site.consignment_in(&placement, "received").await;
    let draft = site.consignment_in(&site.placement_of_demo("E08", "O1").await, "draft").await;
    let issued = site.consignment_in(&site.placement_of_demo("E02", "O1").await, "issued").await;
    let mut visits = Vec::new();
    for (page, status) in [
        ("titipan".to_owned(), 200),
        ("titipan/ajukan".to_owned(), 200),
        ("titipan/baru".to_owned(), 200),
        (format!("titipan/baru?kerja={placement}&seperti={received}"), 200),
        (format!("titipan/kerja-sama/{placement}"), 200),
        (format!("titipan/kerja-sama/{asked}"), 200),
        (format!("titipan/{waiting}"), 200),
        (format!("titipan/{accepted}"), 200),
        (format!("titipan/{received}/surat-jalan"), 200),
        (format!("titipan/{received}/surat-jalan.pdf"), 200),
        (format!("titipan/{accepted}/surat-jalan.pdf"), 303),
        (format!("titipan/{offered}/ubah"), 303),
        (format!("titipan/{draft}"), 404),
    ] {
        visits.push(("Rahma", format!("{maker}/{page}"), status));
    }
    for (page, status) in [
        ("titipan".to_owned(), 200),
        ("titipan/undang".to_owned(), 200),
        (format!("titipan/kerja-sama/{placement}"), 200),
        (format!("titipan/kerja-sama/{proposed}"), 200),
        (format!("titipan/{offered}"), 200),
        (format!("titipan/{draft}"), 404),
        ("terima".to_owned(), 200),
        (format!("terima/{issued}"), 200),
        (format!("terima/{received}"), 303),
        ("label".to_owned(), 200),
        (format!("label?surat={received}"), 200),
        (format!("label?surat={draft}"), 404),
        ("label.pdf".to_owned(), 422),
    ] {
        visits.push(("Hendra", format!("{shop}/{page}"), status));
    }
    visits.push(("Ida", format!("{shop}/titipan/{issued}"), 200));
    visits
}

/// What was made at the counter of the demo: the addresses of a sale, a count and a return, and of a loss for both sides.
pub struct Made {
    pub sale: String,
    pub count: String,
    pub back: String,
    pub losses: [String; 2],
}

/// Somebody sells, counts, asks for goods to go back and notes a loss; once, however often this is called.
pub async fn at_the_counter(site: &Site) -> Made {
    let shop = format!("/gerai-kelola/{}", site.code_of_demo("outlet", "O1"));
    let (cookies, bags) = (site.lot_of("Kue kering sagu 300 g").await, site.lot_of("Tas purun belanja").await);
    let placement = site.placement_of_demo("E01", "O1").await;
    let mut hendra = site.sign_in("Hendra").await;
    let key = "a".repeat(32);
    let (sold, wanted) = (format!("n-{cookies}"), format!("shelf-{bags}"));
    let made: [(&str, Vec<(&str, &str)>); 4] = [
        ("jual", vec![(&sold, "2")]),
        ("hitung", vec![]),
        ("kembali/baru", vec![("kerja", &placement), (&wanted, "1")]),
        ("rusak/baru", vec![("lot", &cookies), ("jumlah", "1"), ("sebab", "damaged")]),
    ];
    let mut pages = Vec::new();
    for (page, mut fields) in made {
        fields.push(("kunci", &key));
        let answer = hendra.post(&format!("{shop}/{page}"), &fields).await;
        assert_eq!(answer.status, 303, "{page}: {:?}", answer.all(".error-summary li"));
        pages.push(answer.header("location").split('?').next().unwrap().to_owned());
    }
    photos(site).await;
    let (open, ours) = (site.loss_in("E03", "reported").await, site.loss_in("E01", "reported").await);
    Made {
        sale: pages.remove(0),
        count: pages.remove(0),
        back: pages.remove(0),
        losses: [
            format!("{shop}/rusak/{open}"),
            format!("/saya/usaha/{}/rusak/{ours}", site.code_of_demo("enterprise", "E01")),
        ],
    }
}

/// A proposal that is being written.
async fn proposals(site: &Site, enterprise: &str) -> Vec<(&'static str, String, u16)> {
    let base = format!("/saya/usaha/{enterprise}/proposal");
    let here = format!("{base}/{}", site.code_of_demo("proposal", "E01 K02"));
    let call =
        site.codes("call", "name").await.into_iter().find(|(name, _)| name.starts_with("Alat Produksi")).unwrap().1;
    let mut visits = vec![
        ("Rahma", base.clone(), 200),
        ("Rahma", format!("/hibah/{call}/ajukan"), 303),
        ("Sari", format!("/hibah/{call}/ajukan"), 200),
        ("Rahma", format!("{base}/mulai/{call}"), 200),
        // Nobody has sent it back.
        ("Rahma", format!("{here}/perbaikan"), 303),
        // Nobody has refused it.
        ("Rahma", format!("{here}/keberatan"), 303),
        ("Rahma", format!("{here}/berkas/ZZZZZZZZ"), 404),
        ("Rahma", format!("{here}/surat/ZZZZZZZZ"), 404),
        ("Rahma", "/periksa/ZZZZZZZZ".to_owned(), 404),
    ];
    for page in
        ["", "/isi/identitas", "/isi/kegiatan", "/isi/manfaat", "/rab", "/rab/1", "/rab/2", "/rab/baru", "/berkas"]
    {
        visits.push(("Rahma", format!("{here}{page}"), 200));
    }
    visits.push(("Salim", format!("{here}/kirim"), 200));
    visits
}

/// A photo lies beside every payment and every loss.
async fn photos(site: &Site) {
    let (db, keys) = (&site.app.db, &site.app.keys);
    for (owner, table) in [(Owner::Payout, "payout"), (Owner::WriteOff, "write_off")] {
        let rows = db.query_all_raw(Statement::from_string(site.backend(), format!("SELECT id FROM {table}"))).await;
        for row in rows.unwrap() {
            let document = row.try_get("", "id").unwrap();
            vault::photos::put(db, keys, (owner, document), &[0xff, 0xd8, 0xff], NOW).await.unwrap();
        }
    }
}

/// Pages of the counter, for both sides.
async fn counter(site: &Site, shop: &str) -> Vec<(&'static str, String, u16)> {
    let made = at_the_counter(site).await;
    let lot = site.lot_of("Sambal acan 150 g").await;
    let placement = site.placement_of_demo("E01", "O1").await;
    let maker = format!("/saya/usaha/{}", site.code_of_demo("enterprise", "E01"));
    let [loss, our_loss] = made.losses;
    let back = made.back.rsplit('/').next().unwrap().to_owned();
    let mut pages: Vec<String> = [
        "jual",
        "jual?cari=sambal",
        "penjualan",
        "penjualan?hari=2026-11-20",
        "tarik",
        "hitung",
        "rusak",
        "rusak/baru",
        "kembali",
        "kembali/baru",
    ]
    .map(|page| format!("{shop}/{page}"))
    .to_vec();
    pages.extend([
        format!("{shop}/jual/{lot}"),
        format!("{shop}/rusak/baru?lot={lot}"),
        format!("{shop}/kembali/baru?kerja={placement}"),
        made.sale,
        made.count,
        made.back,
        format!("{loss}/foto"),
        loss,
    ]);
    let mut visits: Vec<_> = pages.into_iter().map(|page| ("Hendra", page, 200)).collect();
    let ours = ["rusak", "kembali", "kembali/baru"].map(|page| format!("{maker}/{page}"));
    visits.extend(ours.map(|page| ("Rahma", page, 200)));
    visits.push(("Rahma", format!("{maker}/kembali/baru?kerja={placement}"), 200));
    visits.push(("Rahma", format!("{maker}/kembali/{back}"), 200));
    visits.push(("Rahma", format!("{our_loss}/foto"), 200));
    visits.push(("Rahma", our_loss, 200));
    visits
}

/// Pages of money, each in a state in which it has something to show.
async fn money(site: &Site, maker: &str, shop: &str) -> Vec<(&'static str, String, u16)> {
    let own = site.placement_of_demo("E01", "O1").await;
    let (paid, closed) = (site.statement_in(&own, "paid").await, site.statement_in(&own, "closed").await);
    let mut visits = Vec::new();
    for page in [
        String::new(),
        "/ringkasan".to_owned(),
        "/unduh".to_owned(),
        "/unduh?isi=buku".to_owned(),
        format!("/{paid}"),
        format!("/{closed}"),
        format!("/{closed}/unduh"),
    ] {
        visits.push(("Rahma", format!("{maker}/uang{page}"), 200));
    }
    let mut pages = vec![
        String::new(),
        "?bulan=2026-10".to_owned(),
        "/laporan".to_owned(),
        "/laporan?bulan=2026-10".to_owned(),
        "/unduh?isi=buku&bulan=2026-10".to_owned(),
        format!("/{paid}"),
        format!("/{paid}/unduh?jenis=xlsx"),
    ];
    for (key, state) in [("E02", "sent"), ("E03", "confirmed"), ("E04", "drafted"), ("E08", "disputed")] {
        let placement = site.placement_of_demo(key, "O1").await;
        pages.push(format!("/{}", site.statement_in(&placement, state).await));
    }
    visits.extend(pages.into_iter().map(|page| ("Hendra", format!("{shop}/rekap{page}"), 200)));
    let payment = site.payment_of(&paid).await;
    visits.push(("Rahma", format!("{maker}/bukti/{payment}/foto"), 200));
    visits.push(("Hendra", format!("{shop}/bukti/{payment}/foto"), 200));
    visits
}

/// Whether a pattern such as `/barang/{code}` stands for a path.
pub fn fits(pattern: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    if let Some(prefix) = pattern.strip_suffix("{path:.*}") {
        return path.starts_with(prefix);
    }
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len() && pattern.iter().zip(&path).all(|(a, b)| a.starts_with('{') || a == b)
}
