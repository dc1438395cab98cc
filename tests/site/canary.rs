//! A world in which every sensitive fact is a mark that occurs nowhere else. Everybody walks everywhere, and then each
//! place to which something could leak is searched for each mark, however it is written there.
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
};

use data_encoding::{BASE32_NOPAD, BASE64, BASE64URL, HEXLOWER};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sha2::{Digest, Sha256};
use tanggui::{
    app::ROOMS,
    demo::people::ACCOUNTS,
    identity::{model::BodyKind, rooms},
    indexing,
    moderation::service as moderation,
    platform::search::Search,
    retention::tables::{Class, TABLES},
    site,
};

use crate::{
    access::{Door, Guest, rows},
    support::{Answer, NOW, Site},
    walk,
};

/// A fact that could leak.
struct Mark {
    /// Column, or what it is.
    name: String,
    class: Class,
    /// Who may see it on a page.
    seen_by: &'static [&'static str],
}

/// Somewhere something can turn up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sink {
    /// Bytes of the files of the store, or its rows where it has none.
    Store,
    /// Terms and stored fields of the search index.
    Index,
    Log,
    MailHead,
    MailBody,
    Header,
    Page,
    Export,
}

/// Twenty letters and digits that occur nowhere else and spell no word.
fn mark(name: &str) -> String {
    let letters = b"bcdfghjkmnpqrstvwxz23456789";
    let digest = Sha256::digest(name);
    digest.iter().take(20).map(|byte| char::from(letters[usize::from(*byte) % letters.len()])).collect()
}

/// A number that occurs nowhere else.
fn number(name: &str, length: usize) -> String {
    let digest = Sha256::digest(name);
    let digits = digest.iter().map(|byte| char::from(b'1' + byte % 9));
    digits.take(length).collect()
}

/// Finds marks in bytes, however they are written.
#[derive(Default)]
struct Hunt {
    marks: Vec<Mark>,
    /// By the first eight bytes, in lower case.
    forms: HashMap<[u8; 8], Vec<(Vec<u8>, usize)>>,
    starts: Vec<bool>,
}

impl Hunt {
    fn add(&mut self, name: impl Into<String>, class: Class, text: &str, seen_by: &'static [&'static str]) {
        let at = self.marks.len();
        self.marks.push(Mark { name: name.into(), class, seen_by });
        for form in forms(text) {
            self.know(&form, at);
        }
    }

    /// Bytes that only the store holds.
    fn add_bytes(&mut self, name: impl Into<String>, class: Class, bytes: &[u8]) {
        let at = self.marks.len();
        self.marks.push(Mark { name: name.into(), class, seen_by: &[] });
        for form in [bytes.to_vec(), HEXLOWER.encode(bytes).into(), middle_of_base64(bytes)] {
            self.know(&form, at);
        }
        if let Ok(id) = uuid::Uuid::from_slice(bytes) {
            self.know(id.to_string().as_bytes(), at);
        }
    }

    fn know(&mut self, form: &[u8], at: usize) {
        let form = form.to_ascii_lowercase();
        let Some(start) = form.first_chunk::<8>().copied() else { return };
        self.starts.resize(1 << 16, false);
        self.starts[usize::from(u16::from_be_bytes([form[0], form[1]]))] = true;
        let known = self.forms.entry(start).or_default();
        if !known.iter().any(|(other, owner)| *other == form && *owner == at) {
            known.push((form, at));
        }
    }

    fn search(&self, bytes: &[u8]) -> BTreeSet<usize> {
        let bytes = bytes.to_ascii_lowercase();
        let mut found = BTreeSet::new();
        for (at, window) in bytes.windows(8).enumerate() {
            if self.starts[usize::from(u16::from_be_bytes([window[0], window[1]]))]
                && let Some(forms) = self.forms.get(window)
            {
                found.extend(forms.iter().filter(|(form, _)| bytes[at..].starts_with(form)).map(|(_, mark)| *mark));
            }
        }
        found
    }
}

/// Plain, hexadecimal, base 64 at each of its three offsets, percent-encoded, escaped for JSON and for HTML.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let bytes = text.as_bytes();
    let mut forms = vec![
        bytes.to_vec(),
        HEXLOWER.encode(bytes).into_bytes(),
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string().into_bytes(),
        serde_html_form::to_string([("x", text)]).unwrap()[2..].to_owned().into_bytes(),
        serde_json::to_string(text).unwrap().trim_matches('"').to_owned().into_bytes(),
        text.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#x27;").into_bytes(),
        text.replace('&', "&#38;").replace('"', "&#34;").replace('\'', "&#39;").into_bytes(),
    ];
    for before in 0..3 {
        forms.push(middle_of_base64(&[&vec![0; before], bytes].concat()));
    }
    forms
}

/// What of the encoding does not depend on neighbours.
fn middle_of_base64(bytes: &[u8]) -> Vec<u8> {
    let encoded = BASE64.encode(bytes);
    let whole = bytes.len() / 3 * 4;
    encoded.as_bytes()[4.min(whole)..whole].to_vec()
}

/// What a process writes into its log, kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Everything that is logged on this thread, down to the finest level.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).json();
        tracing::subscriber::set_default(lines.with_writer(move || log.clone()).finish())
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

/// The world with its marks and what came of the walk.
struct Canary {
    site: Site,
    /// Every page there is.
    paths: Vec<String>,
    hunt: Hunt,
    log: Log,
    /// Where something was found: sink, mark, who was looking, place.
    found: BTreeMap<(Sink, usize, String), String>,
    searched: BTreeMap<Sink, (usize, usize)>,
    known_pages: HashMap<Vec<u8>, BTreeSet<usize>>,
}

impl Canary {
    async fn new() -> Self {
        let mut site = Site::demo().await;
        site.app.search = Arc::new(Search::open(&site.folder.path().join("index")).unwrap());
        site.settle().await;
        let mut paths: Vec<String> = walk::visits(&site).await.into_iter().map(|visit| visit.path).collect();
        paths.extend(walk::signed_in(&site).await.into_iter().map(|(_, path, _)| path));
        Self {
            site,
            paths,
            hunt: Hunt::default(),
            log: Log::default(),
            found: BTreeMap::new(),
            searched: BTreeMap::new(),
            known_pages: HashMap::new(),
        }
    }

    fn look(&mut self, sink: Sink, viewer: &str, place: &str, bytes: &[u8]) {
        let searched = self.searched.entry(sink).or_default();
        *searched = (searched.0 + 1, searched.1 + bytes.len());
        let key = Sha256::digest(bytes).to_vec();
        let hunt = &self.hunt;
        let found = self.known_pages.entry(key).or_insert_with(|| hunt.search(bytes)).clone();
        for mark in found {
            self.found.entry((sink, mark, viewer.to_owned())).or_insert_with(|| place.to_owned());
        }
    }

    fn look_at(&mut self, viewer: &str, path: &str, answer: &Answer) {
        for (name, value) in &answer.headers {
            self.look(Sink::Header, viewer, &format!("{path} {name}"), value.as_bytes());
        }
        self.look(Sink::Page, viewer, path, &answer.bytes);
    }

    /// Everybody asks for every page there is, in both languages.
    async fn walk(&mut self) {
        let (door, paths) = (Door::of(&self.site).await, self.paths.clone());
        let names = ACCOUNTS.iter().map(|account| account.name).chain(["nobody"]);
        for name in names {
            let mut guest = if name == "nobody" { door.anybody() } else { door.guest(name).await };
            for path in &paths {
                let answer = guest.get(path).await;
                self.look_at(name, path, &answer);
            }
            for address in site::routes().list().iter().filter(|address| address.method == "POST") {
                let ends =
                    ["/akun", "/keluar", "/operator", "/masuk"].iter().any(|part| address.pattern.starts_with(part));
                if !ends && !address.pattern.contains('{') {
                    let answer = guest.post(address.pattern, &[("nama", "x"), ("keterampilan", "menjahit")]).await;
                    self.look_at(name, address.pattern, &answer);
                }
            }
            for kind in ["json", "csv"] {
                let answer = guest.post("/akun/data/unduh", &[("jenis", kind)]).await;
                self.look(Sink::Export, name, kind, &answer.bytes);
            }
            guest.cookies.insert("bahasa".to_owned(), "en".to_owned());
            for path in &paths {
                let answer = guest.get(path).await;
                self.look_at(name, path, &answer);
            }
        }
    }

    async fn look_behind(&mut self) {
        for (name, mail) in self.site.mails().await {
            let (head, body) = mail.split_once("\r\n\r\n").unwrap();
            self.look(Sink::MailHead, &name, "head", head.as_bytes());
            let body = unquoted(body);
            self.look(Sink::MailBody, &name, "body", body.as_bytes());
        }
        indexing::settle(&self.site.app).await.unwrap();
        let terms = index(&self.site.folder.path().join("index"));
        assert!(terms.len() > 10_000, "{} bytes of terms", terms.len());
        self.look(Sink::Index, "nobody", "index", &terms);
        for file in files(self.site.folder.path()) {
            let (name, bytes) = (file.display().to_string(), std::fs::read(&file).unwrap());
            if file.extension().is_none_or(|kind| kind != "eml") {
                self.look(Sink::Store, "nobody", &name, &bytes);
            }
        }
        for table in TABLES {
            let text = rows(&self.site, table.name).await.join("\n");
            self.look(Sink::Store, "nobody", table.name, text.as_bytes());
        }
        let log = self.log.bytes();
        assert!(log.len() > 100_000, "{} bytes of log", log.len());
        self.look(Sink::Log, "nobody", "log", &log);
    }

    /// Every find outside the table of sinks and classes.
    fn leaks(&self) -> Vec<String> {
        let leak = |((sink, mark, viewer), place): (&(Sink, usize, String), &String)| {
            let mark = &self.hunt.marks[*mark];
            (!allowed(*sink, mark, viewer))
                .then(|| format!("{sink:?}: {} ({:?}) at {place} for {viewer}", mark.name, mark.class))
        };
        self.found.iter().filter_map(leak).collect()
    }

    fn report(&self) {
        let mut classes: BTreeMap<String, usize> = BTreeMap::new();
        for mark in &self.hunt.marks {
            *classes.entry(format!("{:?}", mark.class)).or_default() += 1;
        }
        println!("marks: {} {classes:?}, written in {} ways", self.hunt.marks.len(), self.hunt.forms.len());
        for (sink, (places, bytes)) in &self.searched {
            let finds = self.found.keys().filter(|(known, ..)| known == sink).count();
            println!("{sink:?}: {places} places, {bytes} bytes, {finds} finds");
        }
    }
}

/// The table of sinks and classes.
fn allowed(sink: Sink, mark: &Mark, viewer: &str) -> bool {
    let own = mark.seen_by.contains(&viewer);
    match (sink, mark.class) {
        (Sink::Store, Class::Registry) | (_, Class::Public) => true,
        // What lies in the store as a digest or sealed is there and nowhere else.
        (Sink::Store, _) => mark.name.starts_with("stored "),
        // Own data, and what the table of fields shows to colleagues and offices.
        (Sink::Page | Sink::Export, Class::Registry | Class::Vault) => own,
        // A letter bears the address it goes to, and a name that is the same at each attempt.
        (Sink::MailHead, Class::Vault) => mark.name == "email",
        (Sink::MailHead, Class::Registry) => mark.name == "outbox.id",
        // A code or a link to sign in with.
        (Sink::MailBody, Class::Secret) => mark.name.starts_with("mailed "),
        _ => false,
    }
}

fn unquoted(body: &str) -> String {
    body.replace("=\r\n", "").replace("=3D", "=")
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}

/// Every term of every field, and every stored field of every document: the files themselves are compressed.
fn index(folder: &Path) -> Vec<u8> {
    use tantivy::schema::Value;
    let live = std::fs::read_to_string(folder.join("live")).unwrap();
    let index = tantivy::Index::open_in_dir(folder.join(live)).unwrap();
    let searcher = index.reader().unwrap().searcher();
    let mut all = Vec::new();
    for segment in searcher.segment_readers() {
        for (field, entry) in index.schema().fields().filter(|(_, entry)| entry.is_indexed()) {
            let terms = segment.inverted_index(field).unwrap();
            let mut terms = terms.terms().stream().unwrap();
            while terms.advance() {
                all.extend_from_slice(terms.key());
                all.push(b'\n');
            }
            all.extend_from_slice(entry.name().as_bytes());
        }
        let store = segment.get_store_reader(1).unwrap();
        for document in store.iter::<tantivy::TantivyDocument>(segment.alive_bitset()) {
            for (_, value) in document.unwrap().field_values() {
                all.extend_from_slice(value.as_str().unwrap_or_default().as_bytes());
            }
        }
    }
    all
}

/// Binary and textual values of columns, as bytes.
async fn values(site: &Site, table: &str, column: &str) -> Vec<Vec<u8>> {
    let hexadecimal = match (site.backend(), column) {
        (DbBackend::Postgres, "verifier") => format!("encode(convert_to({column}, 'UTF8'), 'hex')"),
        (DbBackend::Postgres, _) => format!("encode({column}, 'hex')"),
        _ => format!("lower(hex({column}))"),
    };
    let sql = format!("SELECT {hexadecimal} AS v FROM {table} WHERE {column} IS NOT NULL");
    let found = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    let values = found.iter().map(|row| HEXLOWER.decode(row.try_get::<String>("", "v").unwrap().as_bytes()).unwrap());
    values.filter(|value| value.len() >= 16).collect()
}

/// Ids of rows that are not public.
async fn ids(site: &Site, table: &str, column: &str) -> Vec<Vec<u8>> {
    let (text, id) = match site.backend() {
        DbBackend::Postgres => (format!("replace({column}::text, '-', '')"), "uuid"),
        _ => (format!("lower(hex({column}))"), "blob"),
    };
    let kind = if id == "uuid" { "pg_typeof" } else { "typeof" };
    let sql = format!("SELECT {text} AS v FROM \"{table}\" WHERE {kind}({column})::text = '{id}'");
    let sql = if id == "blob" { sql.replace("::text", "") } else { sql };
    let found = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    let values = found.iter().map(|row| HEXLOWER.decode(row.try_get::<String>("", "v").unwrap().as_bytes()).unwrap());
    values.filter(|value| value.len() == 16 && value.iter().any(|byte| *byte != 0)).collect()
}

const LEADS: &[&str] = &["Rahma", "Salim"];
const SARI: &[&str] = &["Sari"];

/// Legal papers, texts that wait, people's own data: through the forms of the site.
async fn fill_through_forms(canary: &mut Canary, door: &Door) {
    let site = &canary.site;
    let enterprise = format!("/saya/usaha/{}", site.code_of_demo("enterprise", "E01"));
    let papers = [
        ("nama_resmi", "legal_name", format!("{} \"Rawa\" & Ani", mark("legal_name"))),
        ("akta", "deed_number", mark("deed_number")),
        ("nib", "nib", number("nib", 13)),
        ("npwp", "npwp", number("npwp", 16)),
        ("bank", "bank_name", mark("bank_name")),
        ("rekening", "bank_account", number("bank_account", 15)),
        ("atas_nama", "bank_holder", mark("bank_holder")),
        ("alamat_usaha", "business_address", format!("Jalan {} 7/2, b", mark("business_address"))),
        ("kecamatan", "district", mark("district")),
    ];
    let mut fields = vec![("bentuk", "unregistered"), ("versi", "0")];
    fields.extend(papers.iter().map(|(field, _, text)| (*field, text.as_str())));
    let mut rahma = door.guest("Rahma").await;
    let answer = rahma.post(&format!("{enterprise}/izin"), &fields).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
    for (_, column, text) in &papers {
        canary.hunt.add(format!("enterprise_legal.{column}"), Class::Registry, text, LEADS);
    }
    let paper = number("product_licence.number", 13);
    let answer = rahma.post(&format!("{enterprise}/surat"), &[("jenis", "brand"), ("nomor", &paper)]).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
    canary.hunt.add("product_licence.number", Class::Registry, &paper, &["Rahma", "Salim", "Nur", "Lia"]);
    let employer = format!("/perekrut/{}", canary.site.code_of_demo("employer", "B05"));
    let mut lestari = door.guest("Lestari").await;
    let page = lestari.get(&format!("{employer}/profil")).await;
    let checks = [
        ("nama_resmi", "legal_name", mark("employer.legal_name"), &["Lestari", "Operator"][..]),
        ("nib", "nib", number("employer.nib", 13), &["Lestari", "Operator"][..]),
        ("wlkp", "wlkp", mark("employer.wlkp"), &["Lestari"][..]),
        ("alamat", "business_address", mark("employer.business_address"), &["Lestari"][..]),
    ];
    let (name, version) = (page.attributes("[name=nama]", "value"), page.attributes("[name=versi]", "value"));
    let mut fields = vec![("nama", name[0].as_str()), ("wilayah", "Kota Banjarmasin"), ("versi", &version[0])];
    fields.extend(checks.iter().map(|(field, _, text, _)| (*field, text.as_str())));
    let answer = lestari.post(&format!("{employer}/profil"), &fields).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
    for (_, column, text, seen_by) in checks {
        canary.hunt.add(format!("employer_check.{column}"), Class::Registry, &text, seen_by);
    }
    let waiting = format!("{} dari rawa", mark("proposed"));
    let code = canary.site.code_of_demo("enterprise", "E01");
    let body = rooms::find_body(&canary.site.app.db, ROOMS, BodyKind::Enterprise, &code).await.unwrap().unwrap();
    moderation::propose(&canary.site.app.db, NOW, body, "cerita", &waiting).await.unwrap();
    canary.hunt.add("moderation_review.proposed", Class::Registry, &waiting, &["Rahma", "Salim", "Lia"]);
}

/// What is sealed of somebody who belongs nowhere, and the name by which colleagues know somebody.
/// What somebody looks for in work, and the number under which an index knows it.
async fn fill_the_profile(canary: &mut Canary, sari: &mut Guest<'_>) {
    let (phrase, available) = (mark("profile_item.phrase"), mark("skill_profile.available"));
    let wage = number("skill_profile.wage_floor", 9);
    let fields = [
        ("keterampilan", phrase.as_str()),
        ("lama", "over_five"),
        ("provinsi", "Kalimantan Selatan"),
        ("tersedia", &available),
        ("upah", &wage),
        ("betul", "1"),
    ];
    let answer = sari.post("/saya/kerja/profil", &fields).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
    let answer = sari.post("/saya/kerja/pencocokan", &[("tindakan", "nyala")]).await;
    assert_eq!(answer.status, 303);
    let no = number("skill_profile.match_no", 17);
    canary.site.execute(&format!("UPDATE skill_profile SET match_no = {no} WHERE available = '{available}'")).await;
    canary.hunt.add("profile_item.phrase", Class::Registry, &phrase, SARI);
    canary.hunt.add("skill_profile.available", Class::Registry, &available, SARI);
    canary.hunt.add("skill_profile.wage_floor", Class::Registry, &wage, SARI);
    canary.hunt.add("stored skill_profile.match_no", Class::Secret, &no, &[]);
}

async fn fill_the_vault(canary: &mut Canary, sari: &mut Guest<'_>, door: &Door) {
    let phone = format!("08129{}", number("phone", 7));
    let facts = [
        ("legal_name", mark("person.legal_name")),
        ("postal_address", format!("Gang {} 3 \"B\"", mark("postal_address"))),
    ];
    let form = [("nama_lengkap", facts[0].1.as_str()), ("alamat_rumah", &facts[1].1), ("telepon", &phone)];
    let answer = sari.post("/akun/data/betulkan", &form).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
    for (field, text) in &facts {
        canary.hunt.add(format!("person_secret {field}"), Class::Vault, text, SARI);
    }
    for shape in
        [format!("62{}", &phone[1..]), phone.clone(), format!("{}-{}-{}", &phone[..4], &phone[4..8], &phone[8..])]
    {
        canary.hunt.add("person_secret phone", Class::Vault, &shape, SARI);
    }
    let name = mark("display_name");
    assert_eq!(door.guest("Salim").await.post("/akun/nama", &[("nama", &name)]).await.status, 303);
    canary.hunt.add("person_secret display_name", Class::Vault, &name, &["Rahma", "Salim", "Nur"]);
    // The addresses people sign in with stand on the page of a demo; one that waits for its code does not.
    let email = format!("{}@rawa.example", mark("email"));
    assert_eq!(sari.post("/akun/surel", &[("alamat", &email)]).await.status, 303);
    canary.hunt.add("email", Class::Vault, &email, SARI);
}

/// Tokens and codes: what of them a browser, a sheet of paper or a mail held once.
async fn fill_secrets(canary: &mut Canary, sari: &mut Guest<'_>, door: &Door) {
    let setup = sari.get("/akun/dua").await;
    let secret = setup.all(".sheet-code").remove(0).replace(' ', "");
    let bytes: [u8; 20] = BASE32_NOPAD.decode(secret.as_bytes()).unwrap().try_into().unwrap();
    let codes = totp_rs::Builder::new().with_secret(totp_rs::Secret::new_stack(bytes)).build().unwrap();
    let code = codes.generate(u64::try_from(NOW.unix_timestamp()).unwrap()).to_string();
    let sheet = sari.post("/akun/dua", &[("kode", &code)]).await;
    assert_eq!(sheet.status, 200, "{:?}", sheet.all(".field-error"));
    let spares = sheet.all(".sheet-code");
    assert_eq!(spares.len(), 10);
    for spare in spares {
        canary.hunt.add("spare code", Class::Secret, &spare, &[]);
        canary.hunt.add("spare code", Class::Secret, &spare.replace('-', ""), &[]);
    }
    canary.hunt.add("secret of the authenticator", Class::Secret, &secret, &[]);
    canary.hunt.add_bytes("secret of the authenticator", Class::Secret, &bytes);
    let password = format!("{} {}", mark("password"), "rakit");
    let mut tono = door.guest("Tono").await;
    let answer = tono.post("/akun/sandi", &[("sandi", &password)]).await;
    assert_eq!(answer.status, 303, "{:?}", answer.all(".field-error"));
    canary.hunt.add("password", Class::Secret, &password, &[]);
    let wrong = mark("wrong password");
    door.anybody().post("/masuk", &[("alamat", "siapa@rawa.example"), ("sandi", &wrong), ("cara", "sandi")]).await;
    canary.hunt.add("password that is wrong", Class::Secret, &wrong, &[]);
    for (name, value) in &sari.cookies {
        canary.hunt.add(format!("cookie {name}"), Class::Secret, value, &[]);
    }
    let base = format!("/saya/usaha/{}", canary.site.code_of_demo("enterprise", "E01"));
    let invited = door.guest("Rahma").await.post(&format!("{base}/anggota/undang"), &[("peran", "writer")]).await;
    let paper = invited.all(".sheet-code").remove(0);
    let link = invited.all(".break-anywhere").remove(0).split("kode=").nth(1).unwrap().to_owned();
    assert_eq!((paper.len(), link.len()), (14, 26));
    canary.hunt.add("invitation", Class::Secret, &paper, &[]);
    canary.hunt.add("invitation", Class::Secret, &paper.replace('-', ""), &[]);
    canary.hunt.add("link of an invitation", Class::Secret, &link, &[]);
    // Somebody asks for a code to sign in with.
    let mut made = door.anybody();
    made.post("/masuk", &[("alamat", "made@tanggui.example"), ("cara", "kode")]).await;
    let flow = made.cookies.get("__Host-f").unwrap().clone();
    canary.hunt.add("flow", Class::Secret, &flow, &[]);
    let mails = canary.site.mails().await;
    let mail = mails.iter().map(|(_, mail)| unquoted(mail)).find(|mail| mail.contains("/masuk/kode?t=")).unwrap();
    let token = mail.split("/masuk/kode?t=").nth(1).unwrap().chars().take(26).collect::<String>();
    let digits = mail
        .split(|c: char| !c.is_ascii_digit() && c != ' ')
        .map(str::trim)
        .find(|part| part.len() == 9 && part.chars().nth(4) == Some(' '))
        .unwrap()
        .to_owned();
    canary.hunt.add("mailed link", Class::Secret, &token, &[]);
    canary.hunt.add("mailed code", Class::Secret, &digits, &[]);
}

/// Columns without a form, and everything that the store itself made: ids, digests, verifiers, wrapped keys.
async fn fill_by_hand(canary: &mut Canary) {
    let site = &canary.site;
    let (network, session) = (format!("Jejaring {}", mark("network.name")), mark("session.device"));
    site.execute(&format!("UPDATE network SET name = '{network}' WHERE name LIKE '%Sungai Kembar'")).await;
    site.execute(&format!("UPDATE session SET device = '{session}'")).await;
    let setting = mark("setting.value");
    site.execute(&format!("INSERT INTO setting (key, value) VALUES ('{}', '{setting}')", mark("setting.key"))).await;
    let outbox = mark("outbox.parameters");
    canary.hunt.add("network.name", Class::Registry, &network, &["Dewi", "Fitri"]);
    // Whose session it was when the mark was set.
    canary.hunt.add("session.device", Class::Registry, &session, ALL);
    canary.hunt.add("setting.value", Class::Registry, &setting, &[]);
    canary.hunt.add("setting.key", Class::Registry, &mark("setting.key"), &[]);
    for (table, column, seen_by) in [
        ("application_message", "body", APPLICATIONS),
        ("application", "offer_wage", APPLICATIONS),
        ("application", "offer_start", APPLICATIONS),
        ("application", "reason_words", APPLICATIONS),
        ("complaint", "body", &["Surya"]),
        ("complaint", "answer", &["Surya"]),
    ] {
        let text = mark(&format!("{table}.{column}"));
        site.execute(&format!("UPDATE {table} SET {column} = '{text}'")).await;
        canary.hunt.add(format!("{table}.{column}"), Class::Registry, &text, seen_by);
    }
    let job = serde_json::json!({ "template": "news", "note": outbox });
    let sari = ACCOUNTS.iter().find(|account| account.name == "Sari").unwrap().id();
    tanggui::platform::outbox::put(&canary.site.app.db, NOW, "mail", Some(sari), job).await.unwrap();
    canary.hunt.add("outbox.parameters", Class::Registry, &outbox, &[]);
    for table in TABLES {
        for (column, class) in table.columns {
            let public_row = table.columns.iter().any(|(_, class)| *class == Class::Public);
            if *class == Class::Registry && !public_row && *column == "id" {
                for value in ids(&canary.site, table.name, column).await {
                    canary.hunt.add_bytes(format!("{}.{column}", table.name), Class::Registry, &value);
                }
            } else if matches!(class, Class::Secret | Class::Vault) && *column != "match_no" {
                for value in values(&canary.site, table.name, column).await {
                    canary.hunt.add_bytes(format!("stored {}.{column}", table.name), *class, &value);
                }
            }
        }
    }
}

/// Whoever applied in the demo, and the recruiters.
const APPLICATIONS: &[&str] = &["Rahma", "Made", "Sari", "Agus", "Tono", "Rini", "Bayu", "Wulan", "Dimas", "Lestari"];

const ALL: &[&str] = &[
    "Rahma", "Salim", "Nur", "Ruslan", "Hendra", "Ida", "Lestari", "Dimas", "Ratna", "Nirmala", "Yusuf", "Rini",
    "Bayu", "Tono", "Wulan", "Yanti", "Agus", "Intan", "Dewi", "Fitri", "Made", "Sari", "Lia", "Surya", "Operator",
];

#[actix_web::test]
async fn no_mark_is_found_where_its_class_has_no_place() {
    let mut canary = Canary::new().await;
    let listening = canary.log.listen();
    let door = Door::of(&canary.site).await;
    fill_through_forms(&mut canary, &door).await;
    let mut sari = door.guest("Sari").await;
    fill_the_vault(&mut canary, &mut sari, &door).await;
    fill_secrets(&mut canary, &mut sari, &door).await;
    fill_the_profile(&mut canary, &mut sari).await;
    fill_by_hand(&mut canary).await;
    // From here on they sign in with what they had: the walk needs the password of the demo.
    sari.post("/akun/dua/hapus", &[]).await;
    restore_password(&canary.site, "Tono").await;
    canary.walk().await;
    canary.look_behind().await;
    drop(listening);
    canary.report();
    // Marks are where they belong: a walk that sees nothing proves nothing.
    for (name, viewer) in [
        ("enterprise_legal.nib", "Rahma"),
        ("employer_check.nib", "Operator"),
        ("moderation_review.proposed", "Lia"),
        ("person_secret legal_name", "Sari"),
        ("profile_item.phrase", "Sari"),
        ("complaint.body", "Surya"),
        ("person_secret display_name", "Nur"),
        ("network.name", "Dewi"),
    ] {
        let seen = canary
            .found
            .keys()
            .any(|(sink, mark, who)| *sink == Sink::Page && canary.hunt.marks[*mark].name == name && who == viewer);
        assert!(seen, "{viewer} does not see {name}");
    }
    let leaks = canary.leaks();
    assert!(leaks.is_empty(), "{} finds:\n{}", leaks.len(), leaks.join("\n"));
    assert!(canary.hunt.marks.len() > 200, "{}", canary.hunt.marks.len());
}

/// The verifier of another account: all have one password.
async fn restore_password(site: &Site, name: &str) {
    let id = |name: &str| {
        let id = ACCOUNTS.iter().find(|account| account.name == name).unwrap().id();
        match site.backend() {
            DbBackend::Postgres => format!("'{id}'"),
            _ => format!("X'{}'", id.simple()),
        }
    };
    let (there, here) = (id("Agus"), id(name));
    let verifier = format!("(SELECT verifier FROM credential WHERE kind = 'password' AND person_id = {there})");
    site.execute(&format!(
        "UPDATE credential SET verifier = {verifier} WHERE kind = 'password' AND person_id = {here}"
    ))
    .await;
}

#[actix_web::test]
async fn a_planted_leak_is_found_in_every_place_and_every_writing() {
    let mut canary = Canary::new().await;
    let listening = canary.log.listen();
    let planted = mark("planted");
    canary.hunt.add("planted", Class::Secret, &planted, &[]);
    let site = &canary.site;
    let code = site.code("product", "title", "Keripik tahu 150 g").await;
    site.execute(&format!("UPDATE product SET title = '{planted}' WHERE public_code = '{code}'")).await;
    indexing::rebuild(&site.app).await.unwrap();
    site.execute(&format!("INSERT INTO setting (key, value) VALUES ('x', '{planted}')")).await;
    tracing::info!(word = planted, "planted");
    let filler = "x".repeat(200);
    for _ in 0..600 {
        tracing::info!(filler, "so that the log is as long as it should be");
    }
    let page = site.get(&format!("/barang/{code}")).await;
    canary.look_at("nobody", "/barang", &page);
    canary.look(Sink::Header, "nobody", "x", format!("/masuk?ke={planted}").as_bytes());
    canary.look(Sink::Export, "nobody", "x", planted.as_bytes());
    for part in ["MailHead", "MailBody"] {
        let (head, body) = if part == "MailHead" { (planted.as_str(), "x") } else { ("x", planted.as_str()) };
        let file = canary.site.folder.path().join(format!("mail/{part}.eml"));
        std::fs::write(file, format!("Subject: {head}\r\n\r\n{body}\r\n")).unwrap();
    }
    canary.look_behind().await;
    drop(listening);
    let sinks: BTreeSet<Sink> = canary.found.keys().map(|(sink, ..)| *sink).collect();
    let all =
        [Sink::Store, Sink::Index, Sink::Log, Sink::MailHead, Sink::MailBody, Sink::Header, Sink::Page, Sink::Export];
    assert_eq!(sinks, all.into_iter().collect());
    assert!(canary.leaks().len() >= all.len());
    // Every writing of it, in the middle of other bytes.
    let odd = "Jalan \"Rawa\" & b/7 äöü zz";
    let mut hunt = Hunt::default();
    hunt.add("odd", Class::Secret, odd, &[]);
    for written in [
        odd.to_owned(),
        odd.to_uppercase().replace("ÄÖÜ", "äöü"),
        HEXLOWER.encode(odd.as_bytes()).to_uppercase(),
        BASE64.encode(format!("ab{odd}c").as_bytes()),
        BASE64.encode(format!("a{odd}").as_bytes()),
        BASE64.encode(odd.as_bytes()),
        percent_encoding::utf8_percent_encode(odd, percent_encoding::NON_ALPHANUMERIC).to_string(),
        serde_json::json!({ "a": odd }).to_string(),
        serde_html_form::to_string([("a", odd)]).unwrap(),
    ] {
        assert_eq!(hunt.search(format!("....{written}....").as_bytes()).len(), 1, "{written}");
        assert_eq!(hunt.search(format!("....{}....", &written[..7]).as_bytes()).len(), 0, "{written}");
    }
    assert_eq!(BASE64URL.encode(b"abc"), BASE64.encode(b"abc"), "letters alone are written alike in both");
}
