//! Every address, asked by everybody, about what is theirs, what belongs to others and what does not exist. What should
//! come is worked out from the rules an address declares and from the table of accounts, never from the pages.
use std::{
    collections::{BTreeMap, HashMap, hash_map::Entry},
    process::Command,
};

use actix_web::{http::Method, test::TestRequest};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tanggui::{
    app::{App, ROOMS},
    demo::{
        people::{ACCOUNTS, Account, PASSWORD},
        streams::{APPLICATIONS, COMPLAINTS, ENQUIRIES, OUTSIDE, PROPOSALS},
    },
    identity::{
        access::{Relation, Rule},
        members::service::write_invite,
        model::{Body, BodyKind, Office, Role},
        people,
        rooms::{self, NewMembership},
    },
    moderation::service as moderation,
    platform::ids,
    retention::tables::TABLES,
    site,
    web::{Who, assets, routes::Address},
};

use crate::{
    support::{Answer, NOW, Router, Site, form, router},
    walk,
};

/// Parts of addresses below which documents stand.
const DOCUMENTS: [&str; 11] = [
    "/uang/",
    "/rekap/",
    "/sanggahan/",
    "/titipan/",
    "/terima/",
    "/jual/",
    "/penjualan/",
    "/hitung/",
    "/rusak/",
    "/bukti/",
    "/kembali/",
];

/// A code that nothing has.
const NOTHING: &str = "ZZZZZZ";

/// A site as it is at this moment: what a test changes in it later is not seen here.
pub struct Door(Router);

impl Door {
    pub async fn of(site: &Site) -> Self {
        Self::around(site.app.clone()).await
    }

    pub async fn around(app: App) -> Self {
        Self(router(app).await)
    }

    /// A browser that nobody signed in with.
    pub fn anybody(&self) -> Guest<'_> {
        Guest { door: self, cookies: BTreeMap::new() }
    }

    /// A browser of somebody of the demo.
    pub async fn guest(&self, name: &str) -> Guest<'_> {
        let mut guest = self.anybody();
        let address = format!("{}@tanggui.example", name.to_lowercase());
        let fields = [("alamat", address.as_str()), ("sandi", PASSWORD), ("cara", "sandi"), ("bersama", "1")];
        let answer = guest.post("/masuk", &fields).await;
        assert_eq!(answer.status, 303, "{name} cannot sign in");
        guest
    }
}

/// A browser with its cookies. It forgets none, so that an act that ends a session can be taken back in the store.
#[derive(Clone)]
pub struct Guest<'a> {
    door: &'a Door,
    pub cookies: BTreeMap<String, String>,
}

impl Guest<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(TestRequest::get().uri(path)).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(posted(path, fields)).await
    }

    pub async fn send(&mut self, request: TestRequest) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = if cookies.is_empty() { request } else { request.insert_header(("cookie", cookies.join("; "))) };
        let answer = (self.door.0)(request).await;
        for value in answer.headers.get_all("set-cookie") {
            let cookie = actix_web::cookie::Cookie::parse(value.to_str().unwrap()).unwrap();
            if !cookie.value().is_empty() {
                self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
        answer
    }
}

fn posted(path: &str, fields: &[(&str, &str)]) -> TestRequest {
    let request = TestRequest::post().uri(path).insert_header(("sec-fetch-site", "same-origin"));
    if path.starts_with("/api/") {
        return request.insert_header(("content-type", "application/json")).set_payload("{}");
    }
    if ["/foto", "/impor", "/berkas"].iter().any(|file| path.ends_with(file)) {
        // A form with a file, of which nothing was chosen.
        let request = request.insert_header(("content-type", "multipart/form-data; boundary=grens"));
        return request.set_payload("--grens--\r\n");
    }
    request.insert_header(("content-type", "application/x-www-form-urlencoded")).set_payload(form(fields))
}

/// Every row of a table as text, sorted.
pub async fn rows(site: &Site, table: &str) -> Vec<String> {
    let columns = TABLES.iter().find(|known| known.name == table).unwrap().columns.iter();
    let parts: Vec<String> =
        columns.filter(|(name, _)| *name != "xid").map(|(name, _)| format!("quote(\"{name}\")")).collect();
    let sql = match site.backend() {
        DbBackend::Postgres => format!("SELECT row_to_json(t)::text AS line FROM \"{table}\" t"),
        _ => format!("SELECT {} AS line FROM \"{table}\"", parts.join(" || ',' || ")),
    };
    let found = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    let mut rows: Vec<String> = found.iter().map(|row| row.try_get("", "line").unwrap()).collect();
    rows.sort();
    rows
}

/// What is written whoever asks and whatever is answered: the trail, sessions, counters of tries.
const ALWAYS_WRITTEN: [&str; 4] = ["audit_event", "session", "limit_counter", "sign_in_attempt"];

/// Every row of the store but those of [`ALWAYS_WRITTEN`].
pub async fn store(site: &Site) -> BTreeMap<&'static str, Vec<String>> {
    let mut all = BTreeMap::new();
    for table in TABLES.iter().filter(|table| !ALWAYS_WRITTEN.contains(&table.name)) {
        all.insert(table.name, rows(site, table.name).await);
    }
    all
}

async fn refusals(site: &Site) -> i64 {
    let sql = "SELECT COUNT(*) AS n FROM audit_event WHERE outcome = 'refused'";
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    row.unwrap().try_get("", "n").unwrap()
}

/// The bodies the matrix asks about, each with a member and an invitation to act on.
struct World {
    bodies: Vec<Known>,
    /// A code of each public thing, by the pattern of its page.
    things: HashMap<&'static str, Vec<String>>,
    review: String,
    session: String,
    /// A product that was sent to a moderator, and a paper.
    sent: String,
    paper: String,
    posted: String,
    /// Placements and consignments as the two sides see them: kind, code of the body, code of the document.
    placements: Vec<(BodyKind, String, String)>,
    consignments: Vec<(BodyKind, String, String)>,
    lots: Vec<(BodyKind, String, String)>,
    sales: Vec<(BodyKind, String, String)>,
    losses: Vec<(BodyKind, String, String)>,
    payouts: Vec<(BodyKind, String, String)>,
    returns: Vec<(BodyKind, String, String)>,
    counts: Vec<(BodyKind, String, String)>,
    /// Statements likewise.
    statements: Vec<(BodyKind, String, String)>,
}

struct Known {
    kind: BodyKind,
    code: String,
    /// The key in the table of accounts; empty for the platform, "-" for a body nobody of the demo belongs to.
    key: &'static str,
    member: String,
    invite: String,
    /// Codes of a product of an enterprise and of a table of goods; nothing that exists elsewhere.
    product: String,
    table: String,
    /// Of what was asked of an enterprise; of others nothing.
    enquiry: String,
    /// An opening of an employer, and an application that can be read.
    opening: String,
    applicant: String,
    /// A call of an office, a draft if there is one.
    call: String,
}

impl World {
    async fn of(site: &Site) -> Self {
        let ratna = site.code_of_agency("Ratna").await;
        let intan = site.code_of_agency("Intan").await;
        let network = |name| site.code("network", "name", name);
        let places = [
            (BodyKind::Enterprise, "E01", site.code_of_demo("enterprise", "E01")),
            (BodyKind::Enterprise, "E02", site.code_of_demo("enterprise", "E02")),
            (BodyKind::Enterprise, "-", site.code_of_demo("enterprise", "E09")),
            (BodyKind::Outlet, "O1", site.code_of_demo("outlet", "O1")),
            (BodyKind::Outlet, "-", site.code_of_demo("outlet", "O2")),
            (BodyKind::Outlet, "-", site.code_of_demo("outlet", "O3")),
            (BodyKind::Employer, "B05", site.code_of_demo("employer", "B05")),
            (BodyKind::Employer, "-", site.code_of_demo("employer", "B01")),
            (BodyKind::Employer, "-", site.code_of_demo("employer", "B02")),
            (BodyKind::Agency, "K03", ratna),
            (BodyKind::Agency, "K01", intan),
            (BodyKind::Network, "first", network("Jejaring Usaha Sungai Kembar").await),
            (BodyKind::Network, "-", other(site, "network", "Jejaring Usaha Sungai Kembar").await),
            (BodyKind::Platform, "", String::new()),
        ];
        let mut bodies = Vec::new();
        for (at, (kind, key, code)) in (10..).zip(places) {
            bodies.push(Self::settle(site, kind, key, code, at).await);
        }
        // The last one of each kind of public body is closed.
        for (table, state, at) in [("enterprise", "closed", 2), ("outlet", "closed", 5), ("employer", "suspended", 8)] {
            let code = &bodies[at].code;
            site.execute(&format!("UPDATE {table} SET state = '{state}' WHERE public_code = '{code}'")).await;
        }
        let enterprise = rooms::find_body(&site.app.db, ROOMS, BodyKind::Enterprise, &bodies[0].code).await.unwrap();
        moderation::propose(&site.app.db, NOW, enterprise.unwrap(), "cerita", "Anyaman dari rawa.").await.unwrap();
        let mut things = HashMap::new();
        for (pattern, table) in [
            ("/barang/{code}", "product"),
            ("/b/{code}", "product"),
            ("/usaha/{code}", "enterprise"),
            ("/gerai/{code}", "outlet"),
            ("/lowongan/{code}", "opening"),
            ("/hibah/{code}", "call"),
            ("/hibah/{code}/cek", "call"),
            ("/hibah/{code}.ics", "call"),
        ] {
            things.insert(pattern, codes_where(site, table, public_state(table)).await);
        }
        let review = codes(site, "moderation_review").await.remove(0);
        // Of somebody's, so that ending it for somebody else would show.
        site.sign_in("Made").await;
        let session = codes(site, "session").await.remove(0);
        let placements = documents(site, "SELECT public_code AS code, id AS placement FROM placement", true).await;
        let with_drafts = "SELECT public_code AS code, placement_id AS placement FROM consignment";
        let mut consignments = documents(site, with_drafts, true).await;
        consignments.retain(|(kind, ..)| *kind == BodyKind::Enterprise);
        consignments.extend(documents(site, &format!("{with_drafts} WHERE state <> 'draft'"), false).await);
        let sent = codes_where(site, "product", "state = 'submitted'").await.remove(0);
        let paper = codes(site, "product_licence").await.remove(0);
        let posted = codes_where(site, "opening", "state = 'review'").await.remove(0);
        // Somebody sells something, sends something back and counts, so that there is something to ask about.
        walk::at_the_counter(site).await;
        let lots = documents(site, "SELECT public_code AS code, placement_id AS placement FROM lot", false).await;
        let with_lines = "SELECT s.public_code AS code, (SELECT x.placement_id FROM sale_line x \
                          WHERE x.sale_id = s.id LIMIT 1) AS placement FROM sale s";
        let sales = documents(site, with_lines, false).await;
        let losses =
            documents(site, "SELECT public_code AS code, placement_id AS placement FROM write_off", true).await;
        let payouts = documents(site, "SELECT public_code AS code, placement_id AS placement FROM payout", true).await;
        let returns =
            documents(site, "SELECT public_code AS code, placement_id AS placement FROM return_note", true).await;
        let with_outlet = "SELECT c.public_code AS code, (SELECT p.id FROM placement p \
                           WHERE p.outlet_id = c.outlet_id ORDER BY p.id LIMIT 1) AS placement FROM stock_count c";
        let counts = documents(site, with_outlet, false).await;
        let drafts_too = "SELECT public_code AS code, placement_id AS placement FROM settlement";
        let seen = format!("{drafts_too} WHERE state <> 'drafted' OR revision > 1");
        let mut statements = documents(site, &seen, true).await;
        statements.retain(|(kind, ..)| *kind == BodyKind::Enterprise);
        statements.extend(documents(site, drafts_too, false).await);
        Self {
            bodies,
            things,
            review,
            session,
            sent,
            paper,
            posted,
            placements,
            consignments,
            lots,
            sales,
            losses,
            payouts,
            returns,
            counts,
            statements,
        }
    }

    /// One more member and an invitation, so that there is something to remove and to take back.
    async fn settle(site: &Site, kind: BodyKind, key: &'static str, code: String, at: u32) -> Known {
        let (db, app) = (&site.app.db, &site.app);
        let body = match kind {
            BodyKind::Platform => Body::PLATFORM,
            kind => rooms::find_body(db, ROOMS, kind, &code).await.unwrap().unwrap(),
        };
        let office = match kind {
            BodyKind::Platform => Office::Moderator,
            kind => kind.offices().find(|office| !office.administers()).unwrap(),
        };
        let (person, member) = (ids::new_id(), format!("9MEM{at}"));
        people::create(db, &app.keys, NOW, person, &format!("anggota{at}@tanggui.example"), "Anggota").await.unwrap();
        let row = NewMembership { id: ids::new_id(), code: member.clone(), person, body, office };
        let room = rooms::of(ROOMS, kind).unwrap();
        room.admit(db, NOW - time::Duration::days(60), row).await.unwrap();
        write_invite(app, db, kind, Some(body.id), office, Some(person)).await.unwrap();
        let invite = room.open_invites(db, NOW, body).await.unwrap().remove(0).public_code;
        let product = match kind {
            BodyKind::Enterprise => {
                let own = format!("enterprise_id = (SELECT id FROM enterprise WHERE public_code = '{code}')");
                codes_where(site, "product", &own).await.remove(0)
            }
            _ => "ZZZZZY".to_owned(),
        };
        let opening = match kind {
            BodyKind::Employer => {
                let own = format!("employer_id = (SELECT id FROM employer WHERE public_code = '{code}')");
                codes_where(site, "opening", &own).await.remove(0)
            }
            _ => "ZZZZZX".to_owned(),
        };
        let table = format!("9TAB{at}");
        if kind == BodyKind::Enterprise {
            let id = format!("(SELECT id FROM enterprise WHERE public_code = '{code}')");
            let kept = r#"{"header": [], "rows": [], "other_sheets": [], "refused": []}"#;
            site.execute(&format!(
                "INSERT INTO goods_import (id, public_code, enterprise_id, table_read, made_at, confirmed_role, \
                 rows_wanted, added, changed, tries) \
                 VALUES ({id}, '{table}', {id}, '{kept}', 0, '', 0, 0, 0, 0)"
            ))
            .await;
        }
        let enquiry = enquiry_of(site, &code).await;
        let own = format!("employer_id = (SELECT id FROM employer WHERE public_code = '{code}')");
        let live = format!("{own} AND stage IN ('sent', 'invited', 'offered', 'hired')");
        let applicant = codes_where(site, "application", &live).await.into_iter().next();
        let applicant = applicant.unwrap_or_else(|| NOTHING.to_owned());
        let call = call_of(site, &code).await;
        Known { kind, code, key, member, invite, product, table, enquiry, opening, applicant, call }
    }

    /// Takes back what the last act has done to members, invitations, texts and sessions.
    async fn restore(&self, site: &Site) {
        for table in ["membership", "network_staff", "session"] {
            site.execute(&format!("UPDATE {table} SET ended_at = NULL WHERE ended_at IS NOT NULL")).await;
        }
        for table in ["invite", "network_invite"] {
            let gone = "WHERE used_at IS NOT NULL OR revoked_at IS NOT NULL";
            site.execute(&format!("UPDATE {table} SET used_at = NULL, revoked_at = NULL {gone}")).await;
        }
        site.execute("UPDATE goods_import SET confirmed_at = NULL WHERE confirmed_at IS NOT NULL").await;
        site.execute(
            "UPDATE moderation_review SET state = 'waiting', decided_at = NULL, reason = NULL WHERE state <> 'waiting'",
        )
        .await;
    }

    /// Every place an address can mean here. An address without one fails the test.
    fn places(&self, address: &Address) -> Vec<Place> {
        let pattern = address.pattern;
        let there = |path: String, exists: bool| Place { path, exists, ..Place::default() };
        if let Some(codes) = self.things.get(pattern) {
            return public_places(pattern, codes);
        }
        let filled = |value: &str| pattern.replace(&pattern[pattern.find('{').unwrap_or(0)..], value);
        match pattern {
            "/api/v1/products/{code}" => public_places(pattern, &self.things["/barang/{code}"]),
            "/api/v1/enterprises/{code}" => public_places(pattern, &self.things["/usaha/{code}"]),
            "/api/v1/outlets/{code}" => public_places(pattern, &self.things["/gerai/{code}"]),
            "/saya/kerja/lamaran/{item}" => {
                let of = |key: &str, name| {
                    let path = pattern.replace("{item}", &APPLICATIONS.public_code(key));
                    Place { path, exists: true, about: Some(name), ..Place::default() }
                };
                vec![of("Rahma 16", "Rahma"), of("Made 16", "Made"), there(filled_item(pattern), false)]
            }
            "/api/v1/openings/{code}" | "/lowongan/{code}/lamar" => {
                public_places(pattern, &self.things["/lowongan/{code}"])
            }
            "/periksa/{item}" => vec![there(filled_item(pattern), false)],
            "/hibah/{code}/ajukan" => public_places(pattern, &self.things["/hibah/{code}"]),
            pattern if pattern.starts_with("/saya/usaha/{code}/proposal/{item}") => self.of_proposals(pattern),
            pattern if pattern.contains("/bantuan/{item}") => self.of_awards(pattern),
            pattern if pattern.starts_with("/saya/usaha/{code}/luar/{item}") => self.of_proposals(pattern),
            "/saya/usaha/{code}/proposal/mulai/{item}" => self.of_calls(pattern),
            "/api/v1/calls/{code}" => public_places(pattern, &self.things["/hibah/{code}"]),
            "/bahasa/{language}" => vec![there(filled("en"), true), there(filled("xx"), false)],
            "/aset/{path:.*}" => vec![there(assets::url("css/app.css"), true), there(filled("none.css"), false)],
            // Whoever knows a secret address is let in, and no account matters.
            "/kalender/{secret}.ics" => vec![there(filled("none.ics"), false)],
            // The pictures of the demo are painted by the command that serves it.
            "/foto/{name}" => vec![there(filled("none-320.webp"), false)],
            // Whether the device is one's own does not show; that it is not ended is a test of its own.
            "/akun/perangkat/{code}/keluarkan" => {
                [self.session.as_str(), NOTHING].map(|code| there(pattern.replace("{code}", code), true)).to_vec()
            }
            pattern if pattern.starts_with("/instansi/{code}/proposal/{item}") => self.of_inboxes(pattern),
            pattern if pattern.starts_with("/instansi/{code}/penilaian/{item}") => self.of_inboxes(pattern),
            "/instansi/{code}/pembukaan/{item}/peringkat"
            | "/instansi/{code}/pembukaan/{item}/pengantar"
            | "/instansi/{code}/pembukaan/{item}/pengganti" => self.of_inboxes(pattern),
            "/operator/perusahaan/{code}" => self.objects(pattern, BodyKind::Employer),
            pattern if pattern.starts_with("/permintaan/{item}") => {
                let of = |key: &str, name| {
                    let path = pattern.replace("{item}", &ENQUIRIES.document_code(key));
                    Place { path, exists: true, about: Some(name), ..Place::default() }
                };
                vec![of("Q3", "Made"), of("Q2", "Agus"), there(filled_item(pattern), false)]
            }
            "/moderasi/{code}" => {
                [(self.review.as_str(), true), (self.bodies[0].code.as_str(), false), (NOTHING, false)]
                    .map(|(code, exists)| Place::of_platform(pattern.replace("{code}", code), exists))
                    .to_vec()
            }
            "/moderasi/barang/{code}" | "/moderasi/barang/{code}/lihat" => self.of_moderator(pattern, &self.sent),
            "/moderasi/surat/{code}" => self.of_moderator(pattern, &self.paper),
            "/moderasi/lowongan/{code}" | "/moderasi/lowongan/{code}/lihat" => self.of_moderator(pattern, &self.posted),
            "/pengaduan/{code}" => self.of_moderator(pattern, &COMPLAINTS.public_code("1")),
            _ => self.in_areas(pattern),
        }
    }

    /// Addresses of a proposal: that of the demo, below its own enterprise and below others, and none.
    fn of_proposals(&self, pattern: &str) -> Vec<Place> {
        let key = if pattern.contains("/luar/") { OUTSIDE } else { "E01 K02" };
        let own = PROPOSALS.document_code(key);
        let pattern = pattern.replace("{section}", "tujuan").replace("{line}", "1");
        let mut places = Vec::new();
        for body in self.bodies.iter().filter(|body| body.kind == BodyKind::Enterprise) {
            for item in [own.as_str(), NOTHING] {
                // The demo's draft has neither papers nor letters.
                let path = pattern.replace("{code}", &body.code).replace("{item}", item);
                let lacks = path.contains("{paper}") || path.contains("{letter}");
                let path = path.replace("{paper}", NOTHING).replace("{letter}", NOTHING);
                let exists = body.key == "E01" && item == own && !lacks;
                places.push(Place { path, body: Some((body.kind, body.code.clone())), exists, about: None });
            }
        }
        places
    }

    /// The beginning of a proposal of each enterprise in a call, and in none.
    fn of_calls(&self, pattern: &str) -> Vec<Place> {
        let call = self.things["/hibah/{code}"].first().cloned().unwrap();
        let mut places = Vec::new();
        for body in self.bodies.iter().filter(|body| body.kind == BodyKind::Enterprise) {
            for (item, exists) in [(call.as_str(), true), (NOTHING, false)] {
                let path = pattern.replace("{code}", &body.code).replace("{item}", item);
                places.push(Place { path, body: Some((body.kind, body.code.clone())), exists, about: None });
            }
        }
        places
    }

    /// An address of moderators about a thing: that one, one of another kind, and none.
    fn of_moderator(&self, pattern: &str, code: &str) -> Vec<Place> {
        [(code, true), (self.bodies[0].code.as_str(), false), (NOTHING, false)]
            .map(|(code, exists)| Place::of_platform(pattern.replace("{code}", code), exists))
            .to_vec()
    }

    /// An address of the operator about a body.
    fn objects(&self, pattern: &str, kind: BodyKind) -> Vec<Place> {
        let known = self.bodies.iter().filter(|body| !body.code.is_empty());
        let places = known.map(|body| (body.code.as_str(), body.kind == kind)).chain([(NOTHING, false)]);
        places.map(|(code, exists)| Place::of_platform(pattern.replace("{code}", code), exists)).collect()
    }

    /// Addresses below the area of a kind of body: of each body, of none, with items of each body and of none.
    fn in_areas(&self, pattern: &str) -> Vec<Place> {
        let kind = BodyKind::of_path(pattern);
        if !pattern.contains('{') {
            let body = (kind == Some(BodyKind::Platform)).then(|| (BodyKind::Platform, String::new()));
            return vec![Place { path: pattern.to_owned(), body, exists: true, about: None }];
        }
        let kind = kind.unwrap_or_else(|| panic!("{pattern} has no row in the table of samples"));
        let unknown = pattern.replace("{code}", "").replace("{item}", "");
        assert!(!unknown.contains('{'), "{pattern} has no row in the table of samples");
        let nothing = (kind, NOTHING.to_owned());
        let mut codes: Vec<(BodyKind, String)> =
            self.bodies.iter().filter(|body| body.kind == kind).map(|body| (kind, body.code.clone())).collect();
        if kind != BodyKind::Platform {
            let stranger = self.bodies.iter().find(|body| body.kind != kind && !body.code.is_empty()).unwrap();
            codes.extend([(kind, stranger.code.clone()), nothing]);
        }
        let mut places = Vec::new();
        for body in codes {
            let path = pattern.replace("{code}", &body.1);
            if !path.contains("{item}") {
                places.push(Place { path, body: Some(body), exists: true, about: None });
                continue;
            }
            if DOCUMENTS.iter().any(|part| pattern.contains(part)) {
                places.extend(self.of_documents(pattern, &path, &body));
                places.push(Place {
                    path: path.replace("{item}", NOTHING),
                    body: Some(body),
                    exists: false,
                    about: None,
                });
                continue;
            }
            // Its own item, one of a sister and one of another kind.
            let own = self.bodies.iter().filter(|known| known.kind == kind && known.code == body.1);
            let sister = self.bodies.iter().find(|known| known.kind == kind && known.code != body.1);
            let stranger = self.bodies.iter().find(|known| known.kind != kind);
            for known in own.chain(sister).chain(stranger) {
                let item = match pattern {
                    pattern if pattern.contains("/lowongan/") => &known.opening,
                    pattern if pattern.contains("/pelamar/") => &known.applicant,
                    pattern if pattern.contains("/impor/") => &known.table,
                    pattern if pattern.contains("/pembukaan/") => &known.call,
                    pattern if pattern.contains("/barang/") => &known.product,
                    pattern if pattern.contains("/undangan/") => &known.invite,
                    pattern if pattern.contains("/permintaan/") => &known.enquiry,
                    _ => &known.member,
                };
                let exists = known.kind == kind && known.code == body.1;
                let path = path.replace("{item}", item);
                places.push(Place { path, body: Some(body.clone()), exists, about: None });
            }
            let path = path.replace("{item}", NOTHING);
            places.push(Place { path, body: Some(body), exists: false, about: None });
        }
        places
    }

    /// Documents of a body, one of each kind it has, and one that is none of its own.
    fn of_documents(&self, pattern: &str, path: &str, body: &(BodyKind, String)) -> Vec<Place> {
        let known = match pattern {
            // Nobody of the demo asked for a mediator.
            pattern if pattern.contains("/sanggahan/") => return Vec::new(),
            pattern if pattern.contains("/uang/") || pattern.contains("/rekap/") => &self.statements,
            pattern if pattern.contains("/kerja-sama/") => &self.placements,
            pattern if pattern.contains("/jual/") => &self.lots,
            pattern if pattern.contains("/penjualan/") => &self.sales,
            pattern if pattern.contains("/hitung/") => &self.counts,
            pattern if pattern.contains("/rusak/") => &self.losses,
            pattern if pattern.contains("/bukti/") => &self.payouts,
            pattern if pattern.contains("/kembali/") => &self.returns,
            _ => &self.consignments,
        };
        let is_own = |(kind, code, _): &&(BodyKind, String, String)| *kind == body.0 && *code == body.1;
        let own: Vec<&str> = known.iter().filter(is_own).map(|(.., item)| item.as_str()).collect();
        let foreign = known.iter().map(|(.., item)| item.as_str()).find(|item| !own.contains(item));
        let place = |item: &str, exists| Place {
            path: path.replace("{item}", item),
            body: Some(body.clone()),
            exists,
            about: None,
        };
        own.iter().take(2).map(|item| place(item, true)).chain(foreign.map(|item| place(item, false))).collect()
    }

    /// Proposals that were sent to an office, with their reviews and rankings. Nobody of the demo sent one; who sees one
    /// that was has tests of its own.
    fn of_inboxes(&self, pattern: &str) -> Vec<Place> {
        let place = |body: &Known| {
            let item = if pattern.contains("/pembukaan/") { NOTHING } else { "ZZZZZZZZ" };
            let path = pattern.replace("{code}", &body.code).replace("{item}", item).replace("{paper}", NOTHING);
            Place { path, body: Some((body.kind, body.code.clone())), exists: false, about: None }
        };
        self.bodies.iter().filter(|body| body.kind == BodyKind::Agency).map(place).collect()
    }

    /// Awards of groups and offices. Nobody of the demo got one; who sees one that was offered has tests of its own.
    fn of_awards(&self, pattern: &str) -> Vec<Place> {
        let kind = if pattern.starts_with("/instansi") { BodyKind::Agency } else { BodyKind::Enterprise };
        let place = |body: &Known| {
            let path = pattern.replace("{code}", &body.code).replace("{line}", "1");
            let path = ["{item}", "{paper}", "{letter}", "{report}"]
                .into_iter()
                .fold(path, |path, word| path.replace(word, "ZZZZZZZZ"));
            Place { path, body: Some((body.kind, body.code.clone())), exists: false, about: None }
        };
        self.bodies.iter().filter(|body| body.kind == kind).map(place).collect()
    }

    /// The offices somebody holds on a body.
    fn offices(&self, account: &Account, kind: BodyKind, code: &str) -> Vec<Office> {
        let known = self.bodies.iter().find(|body| body.kind == kind && body.code == code);
        let Some(known) = known else { return Vec::new() };
        account
            .offices
            .iter()
            .filter(|(office, key)| office.kind() == kind && *key == known.key)
            .map(|(office, _)| *office)
            .collect()
    }
}

/// Codes of documents with the two bodies of their placement; without the enterprise where it is not asked for.
async fn documents(site: &Site, select: &str, both: bool) -> Vec<(BodyKind, String, String)> {
    let sql = format!(
        "SELECT d.code, e.public_code AS maker, o.public_code AS shop FROM ({select}) d \
         JOIN placement p ON p.id = d.placement JOIN enterprise e ON e.id = p.enterprise_id \
         JOIN outlet o ON o.id = p.outlet_id ORDER BY d.code"
    );
    let rows = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    let mut found = Vec::new();
    for row in rows {
        let word = |column: &str| -> String { row.try_get("", column).unwrap() };
        found.push((BodyKind::Outlet, word("shop"), word("code")));
        if both {
            found.push((BodyKind::Enterprise, word("maker"), word("code")));
        }
    }
    found
}

fn filled_item(pattern: &str) -> String {
    pattern.replace("{item}", NOTHING)
}

/// What was asked of an enterprise.
async fn enquiry_of(site: &Site, code: &str) -> String {
    let sql = format!(
        "SELECT q.public_code AS code FROM enquiry q JOIN enterprise e ON e.id = q.enterprise_id \
         WHERE e.public_code = '{code}' ORDER BY q.public_code LIMIT 1"
    );
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    row.map_or_else(|| NOTHING.to_owned(), |row| row.try_get("", "code").unwrap())
}

/// A call of an office, a draft if there is one.
async fn call_of(site: &Site, code: &str) -> String {
    let own = format!("agency_id = (SELECT id FROM agency WHERE public_code = '{code}')");
    let drafts = codes_where(site, "call", &format!("{own} AND state = 'draft'")).await;
    let any = codes_where(site, "call", &own).await;
    drafts.into_iter().chain(any).next().unwrap_or_else(|| "ZZZZZW".to_owned())
}

fn public_places(pattern: &str, codes: &[String]) -> Vec<Place> {
    let place = |code: &str, exists| Place { path: pattern.replace("{code}", code), exists, ..Place::default() };
    vec![place(&codes[0], true), place(codes.last().unwrap(), true), place(NOTHING, false)]
}

fn public_state(table: &str) -> &'static str {
    match table {
        "product" => "state = 'published'",
        "enterprise" => "state = 'active'",
        "call" => "state <> 'draft' AND state <> 'cancelled'",
        _ => "state = 'open'",
    }
}

async fn codes(site: &Site, table: &str) -> Vec<String> {
    codes_where(site, table, "public_code IS NOT NULL").await
}

async fn codes_where(site: &Site, table: &str, condition: &str) -> Vec<String> {
    let sql = format!("SELECT public_code AS code FROM \"{table}\" WHERE {condition} ORDER BY public_code");
    let rows = site.app.db.query_all_raw(Statement::from_string(site.backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "code").unwrap()).collect()
}

async fn other(site: &Site, table: &str, name: &str) -> String {
    let codes = site.codes(table, "name").await;
    codes.into_iter().find(|(known, _)| known != name).unwrap().1
}

/// An address with its blanks filled.
#[derive(Clone, Debug, Default)]
struct Place {
    path: String,
    /// The body it is about.
    body: Option<(BodyKind, String)>,
    /// Whether what it is about is there.
    exists: bool,
    /// Whom it is about, when that is somebody else than whoever asks.
    about: Option<&'static str>,
}

impl Place {
    fn of_platform(path: String, exists: bool) -> Self {
        Self { path, body: Some((BodyKind::Platform, String::new())), exists, about: None }
    }
}

/// What comes back, as far as access goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    LetIn,
    /// As if it were not there.
    Absent,
    SignIn,
    NeedsFactor,
    SignInAgain,
    /// Nothing that should ever come.
    Fault(u16),
}

fn outcome(answer: &Answer) -> Outcome {
    let to = answer.header("location");
    match answer.status.as_u16() {
        404 => Outcome::Absent,
        403 if answer.text().contains("href=\"/akun/dua\"") => Outcome::NeedsFactor,
        303 if to.starts_with("/masuk?ke=") => Outcome::SignIn,
        // With a code asked for, it is the page the act leads to.
        303 if to.starts_with("/akun/pastikan?ke=") && !to.contains("&kode=") => Outcome::SignInAgain,
        200 | 204 | 302 | 303 | 304 | 409 | 410 | 422 | 429 => Outcome::LetIn,
        status => Outcome::Fault(status),
    }
}

/// How the browser stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Session {
    factor: bool,
    fresh: bool,
}

/// What should come, by the rules of the address alone.
fn expected(world: &World, address: &Address, place: &Place, account: Option<&Account>, session: Session) -> Outcome {
    let there = if place.exists { Outcome::LetIn } else { Outcome::Absent };
    let Who::May(policy) = address.who else {
        // Only somebody who is in can leave.
        let closed = matches!(address.who, Who::SignedIn) || address.pattern == "/keluar";
        return if closed && account.is_none() { Outcome::SignIn } else { there };
    };
    let Some(account) = account else { return Outcome::SignIn };
    let standings: Vec<(Role, Relation, Option<Office>)> = match &place.body {
        None if place.about.is_some_and(|name| name != account.name) => vec![(Role::Person, Relation::Foreign, None)],
        None => vec![(Role::Person, Relation::Own, None)],
        Some((kind, code)) => {
            let offices = world.offices(account, *kind, code).into_iter();
            let relation = |office: Office| if office.administers() { Relation::Admin } else { Relation::Member };
            offices.map(|office| (office.role(), relation(office), Some(office))).collect()
        }
    };
    let held = |rule: &&Rule, office: Option<Office>| {
        rule.offices.is_empty() || office.is_some_and(|office| rule.offices.contains(&office))
    };
    let about = |rule: &&Rule| {
        let stands = |(role, relation, _): &&(Role, Relation, _)| (*role, *relation) == (rule.role, rule.relation);
        standings.iter().filter(stands).any(|(.., office)| held(rule, *office))
    };
    let rules = policy.rules.iter().filter(about);
    let answers = rules.map(|rule| match rule {
        rule if rule.role.needs_factor() && !session.factor => Outcome::NeedsFactor,
        rule if rule.fresh && !session.fresh => Outcome::SignInAgain,
        _ => there,
    });
    // The best answer of any rule counts; without a rule there is nothing.
    let best = answers.min().unwrap_or(Outcome::Absent);
    // An office that needs a second factor keeps it.
    let keeps_factor = account.offices.iter().any(|(office, _)| office.needs_factor());
    if address.pattern == "/akun/dua/hapus" && keeps_factor && best == Outcome::LetIn { Outcome::Absent } else { best }
}

/// Fields that do no harm, and are enough for the act to be one.
fn fields(pattern: &str) -> &'static [(&'static str, &'static str)] {
    match pattern {
        "/operator/perusahaan/{code}" | "/moderasi/barang/{code}" => &[("putusan", "setujui")],
        "/moderasi/{code}" => &[("putusan", "terbitkan")],
        "/moderasi/surat/{code}" => &[("putusan", "benar")],
        "/akun/data/persetujuan" => &[("tujuan", "matching"), ("beri", "1")],
        "/akun/pastikan" => &[("sandi", PASSWORD)],
        _ => &[],
    }
}

async fn ask(guest: &mut Guest<'_>, address: &Address, path: &str) -> Answer {
    match address.method {
        "GET" => guest.get(path).await,
        _ => guest.post(path, fields(address.pattern)).await,
    }
}

type Face = (u16, Vec<(String, String)>, String);

/// Status, headers and bytes, with the address that was asked for left out: the switch of the language leads back to
/// it, and whoever asked knows it.
fn face(answer: &Answer, path: &str) -> Face {
    let encoded = form(&[("ke", path)]);
    let plain = |text: &str| text.replace(&encoded, "ke=");
    let mut headers: Vec<(String, String)> = answer
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), plain(value.to_str().unwrap())))
        .filter(|(name, _)| name != "content-length")
        .collect();
    headers.sort();
    (answer.status.as_u16(), headers, plain(&answer.text()))
}

/// The same shape of address, of something that was never there.
fn of_nothing(address: &Address) -> String {
    if address.pattern.contains('{') {
        return address.pattern.replace("{code}", NOTHING).replace("{item}", NOTHING).replace("{language}", "zz");
    }
    // One step deeper, because a code may be asked for in the last place, and that address knows other methods.
    let (rest, last) = address.pattern.rsplit_once('/').unwrap();
    format!("{rest}/z/{}", "z".repeat(last.len().saturating_sub(2)))
}

/// One account at every address and place. Gives how many cells there were, and what surprised.
struct Matrix<'a> {
    site: &'a Site,
    world: &'a World,
    session: Session,
    cells: BTreeMap<Outcome, usize>,
    surprises: Vec<String>,
    /// How nothing looks to this account at an address.
    nothing: HashMap<(&'static str, &'static str), Face>,
}

impl<'a> Matrix<'a> {
    fn new(site: &'a Site, world: &'a World, session: Session) -> Self {
        Self { site, world, session, cells: BTreeMap::new(), surprises: Vec::new(), nothing: HashMap::new() }
    }

    fn count(&self) -> usize {
        self.cells.values().sum()
    }

    async fn walk(&mut self, guest: &mut Guest<'_>, account: Option<&Account>, routes: &[Address]) {
        let mut refused = Vec::new();
        let mut allowed = Vec::new();
        for address in routes {
            for place in self.world.places(address) {
                let wanted = expected(self.world, address, &place, account, self.session);
                if wanted == Outcome::LetIn { &mut allowed } else { &mut refused }.push((address, place, wanted));
            }
        }
        self.nothing.clear();
        let before = store(self.site).await;
        for (address, place, wanted) in refused {
            self.refuse(guest, account, address, &place, wanted).await;
        }
        assert!(before == store(self.site).await, "what is refused changes nothing");
        // Acts that end the session come last.
        allowed.sort_by_key(|(address, ..)| address.pattern.starts_with("/keluar"));
        for (address, place, wanted) in allowed {
            let answer = ask(guest, address, &place.path).await;
            self.note(account, address, &place, wanted, outcome(&answer));
            if address.method == "POST" {
                self.world.restore(self.site).await;
            }
        }
    }

    async fn refuse(
        &mut self,
        guest: &mut Guest<'_>,
        account: Option<&Account>,
        address: &Address,
        place: &Place,
        wanted: Outcome,
    ) {
        let name = account.map_or("nobody", |account| account.name);
        let held = |(kind, code): &(BodyKind, String)| {
            account.is_some_and(|account| !self.world.offices(account, *kind, code).is_empty())
        };
        // Refused by a rule, not because there is nothing: that leaves a line.
        let by_rule = place.body.as_ref().is_some_and(held) && (wanted != Outcome::Absent || place.exists);
        let lines = if by_rule { refusals(self.site).await } else { 0 };
        let answer = ask(guest, address, &place.path).await;
        self.note(account, address, place, wanted, outcome(&answer));
        if by_rule && refusals(self.site).await == lines {
            self.surprises.push(format!("{name} {} {}: no line in the trail", address.method, place.path));
        }
        if wanted == Outcome::Absent {
            let nothing = of_nothing(address);
            let key = (address.method, address.pattern);
            if let Entry::Vacant(unseen) = self.nothing.entry(key) {
                let there = ask(guest, address, &nothing).await;
                unseen.insert(face(&there, &nothing));
            }
            if face(&answer, &place.path) != self.nothing[&key] {
                self.surprises.push(format!("{name} {} {} is not like {nothing}", address.method, place.path));
            }
        }
    }

    fn note(&mut self, account: Option<&Account>, address: &Address, place: &Place, wanted: Outcome, came: Outcome) {
        *self.cells.entry(wanted).or_default() += 1;
        if came != wanted {
            let name = account.map_or("nobody", |account| account.name);
            self.surprises.push(format!("{name} {} {}: {came:?}, not {wanted:?}", address.method, place.path));
        }
    }

    fn finish(self, least: usize) {
        println!("cells: {} {:?}", self.count(), self.cells);
        assert!(self.surprises.is_empty(), "{} surprises:\n{}", self.surprises.len(), self.surprises.join("\n"));
        assert!(self.count() >= least, "only {} cells", self.count());
    }
}

const SIGNED_IN: Session = Session { factor: true, fresh: true };

#[actix_web::test]
async fn everybody_gets_at_every_address_what_its_rules_say() {
    let site = Site::demo().await;
    let world = World::of(&site).await;
    let door = Door::of(&site).await;
    let routes = site::routes();
    let mut matrix = Matrix::new(&site, &world, SIGNED_IN);
    matrix.walk(&mut door.anybody(), None, routes.list()).await;
    for (number, account) in ACCOUNTS.iter().enumerate() {
        let mut guest = door.guest(account.name).await;
        matrix.walk(&mut guest, Some(account), &in_turn(&site, number, routes.list())).await;
    }
    matrix.finish(8_000 / parts(&site));
}

/// Into how many parts the addresses are divided. Rules are not of the store, and asking everybody for everything twice
/// takes as long as all other stories together.
fn parts(site: &Site) -> usize {
    if site.backend() == DbBackend::Postgres { 5 } else { 1 }
}

/// The part of the addresses an account asks for, another one than the account before.
fn in_turn(site: &Site, number: usize, addresses: &[Address]) -> Vec<Address> {
    let parts = parts(site);
    let own = addresses.iter().enumerate().filter(|(at, _)| at % parts == number % parts);
    own.map(|(_, address)| *address).collect()
}

#[actix_web::test]
async fn an_office_that_needs_a_second_factor_opens_nothing_without_one() {
    let mut site = Site::demo().await;
    let world = World::of(&site).await;
    let entered = Door::of(&site).await;
    site.app.settings.demo = false;
    let door = Door::of(&site).await;
    let routes = site::routes();
    let areas: Vec<Address> =
        routes.list().iter().filter(|address| matches!(address.who, Who::May(_))).copied().collect();
    let mut matrix = Matrix::new(&site, &world, Session { factor: false, fresh: true });
    // Somebody of each office.
    let mut offices = std::collections::BTreeSet::new();
    for (number, account) in ACCOUNTS.iter().enumerate().filter(|(_, account)| !account.offices.is_empty()) {
        if account.offices.iter().all(|(office, _)| !offices.insert(office.as_str())) {
            continue;
        }
        let cookies = entered.guest(account.name).await.cookies;
        matrix.walk(&mut Guest { door: &door, cookies }, Some(account), &in_turn(&site, number, &areas)).await;
    }
    assert!(matrix.cells[&Outcome::NeedsFactor] > 100 / parts(&site), "{:?}", matrix.cells);
    matrix.finish(3_000 / parts(&site));
}

#[actix_web::test]
async fn sensitive_acts_ask_again_after_five_minutes() {
    let mut site = Site::demo().await;
    let world = World::of(&site).await;
    let entered = Door::of(&site).await;
    let names = ["Rahma", "Hendra", "Sari", "Operator"];
    let mut guests = Vec::new();
    for name in names {
        guests.push(entered.guest(name).await.cookies);
    }
    site.later(time::Duration::minutes(6));
    let door = Door::of(&site).await;
    let routes = site::routes();
    // What asks for the password again is not asked here: it makes the session fresh.
    let own: Vec<Address> = routes
        .list()
        .iter()
        .filter(|address| address.pattern.starts_with("/akun") && matches!(address.who, Who::May(_)))
        .filter(|address| address.pattern != "/akun/hp-bersama")
        .copied()
        .collect();
    let mut matrix = Matrix::new(&site, &world, Session { factor: true, fresh: false });
    for (name, cookies) in names.into_iter().zip(guests) {
        let account = ACCOUNTS.iter().find(|account| account.name == name);
        matrix.walk(&mut Guest { door: &door, cookies }, account, &own).await;
    }
    assert!(matrix.cells[&Outcome::SignInAgain] >= 40, "{:?}", matrix.cells);
    matrix.finish(100);
}

#[actix_web::test]
async fn a_closed_body_stays_open_to_those_who_belong_to_it_and_to_nobody_else() {
    let site = Site::demo().await;
    let world = World::of(&site).await;
    for (table, state) in [("enterprise", "closed"), ("outlet", "closed"), ("employer", "suspended")] {
        site.execute(&format!("UPDATE {table} SET state = '{state}'")).await;
    }
    let door = Door::of(&site).await;
    let routes = site::routes();
    let areas: Vec<Address> = routes
        .list()
        .iter()
        .filter(|address| address.method == "GET" && matches!(address.who, Who::May(_)))
        .copied()
        .collect();
    let mut matrix = Matrix::new(&site, &world, SIGNED_IN);
    for name in ["Rahma", "Nur", "Hendra", "Ida", "Lestari", "Dimas"] {
        let account = ACCOUNTS.iter().find(|account| account.name == name);
        matrix.walk(&mut door.guest(name).await, account, &areas).await;
    }
    matrix.finish(500);
}

#[actix_web::test]
async fn other_methods_tell_nothing_of_what_is_there() {
    let site = Site::demo().await;
    let world = World::of(&site).await;
    let door = Door::of(&site).await;
    let routes = site::routes();
    let mut asked = 0;
    for name in ["Rahma", "Made"] {
        let mut guest = door.guest(name).await;
        for address in routes.list().iter().filter(|address| matches!(address.who, Who::May(_))) {
            for place in world.places(address) {
                let nothing = of_nothing(address);
                for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
                    let request = |path: &str| {
                        let request = TestRequest::default().method(method.clone()).uri(path);
                        request.insert_header(("sec-fetch-site", "same-origin"))
                    };
                    let answer = guest.send(request(&place.path)).await;
                    assert!(!answer.status.is_success(), "{method} {} {}", place.path, answer.status);
                    // An address without a blank is on the list of addresses, which is no secret.
                    if address.pattern.contains('{') {
                        let there = guest.send(request(&nothing)).await;
                        assert_eq!(face(&answer, &place.path), face(&there, &nothing), "{method} {}", place.path);
                    }
                    asked += 1;
                }
            }
        }
    }
    println!("cells of other methods: {asked}");
}

#[actix_web::test]
async fn an_office_that_ends_is_felt_at_the_next_request() {
    let site = Site::demo().await;
    let code = site.code_of_demo("enterprise", "E01");
    let mut rahma = site.sign_in("Rahma").await;
    let mut nur = site.sign_in("Nur").await;
    let home = format!("/saya/usaha/{code}");
    assert_eq!(nur.get(&home).await.status, 200);
    let member = site.membership_of("Nur").await;
    assert_eq!(rahma.post(&format!("{home}/anggota/{member}/keluarkan"), &[]).await.status, 303);
    let (there, nothing) = (nur.get(&home).await, nur.get(&format!("/saya/usaha/{NOTHING}")).await);
    assert_eq!(there.status, 404);
    assert_eq!(face(&there, &home), face(&nothing, &format!("/saya/usaha/{NOTHING}")));
}

#[actix_web::test]
async fn a_session_of_somebody_else_is_not_ended() {
    let site = Site::demo().await;
    let mut made = site.sign_in("Made").await;
    let code = codes(&site, "session").await.remove(0);
    let mut rahma = site.sign_in("Rahma").await;
    assert_eq!(rahma.post(&format!("/akun/perangkat/{code}/keluarkan"), &[]).await.status, 303);
    assert_eq!(made.get("/akun").await.status, 200);
    assert_eq!(made.post(&format!("/akun/perangkat/{code}/keluarkan"), &[]).await.status, 303);
    assert_eq!(made.get("/akun").await.status, 303, "one's own is");
}

/// Words that a random request draws its values from.
const VALUES: [&str; 12] = [
    "",
    "1",
    "setujui",
    "terbitkan",
    "lead",
    "treasurer",
    "writer",
    "Anyaman Lain",
    "6371",
    "food",
    "unregistered",
    "0",
];
const NAMES: [&str; 16] = [
    "nama",
    "cerita",
    "sektor",
    "wilayah",
    "versi",
    "peran",
    "nama_resmi",
    "bentuk",
    "nib",
    "role",
    "owner_id",
    "state",
    "public_code",
    "enterprise_id",
    "body_id",
    "putusan",
];

#[actix_web::test]
async fn nothing_rahma_sends_changes_a_row_of_another_enterprise() {
    let site = Site::demo().await;
    let world = World::of(&site).await;
    let door = Door::of(&site).await;
    let other = world.bodies[1].code.clone();
    let body = rooms::find_body(&site.app.db, ROOMS, BodyKind::Enterprise, &other).await.unwrap().unwrap();
    moderation::propose(&site.app.db, NOW, body, "cerita", "Kain dari rawa.").await.unwrap();
    let mut ruslan = door.guest("Ruslan").await;
    let papers = [("bentuk", "unregistered"), ("nama_resmi", "Koperasi Rawa"), ("versi", "0")];
    assert_eq!(ruslan.post(&format!("/saya/usaha/{other}/izin"), &papers).await.status, 303);
    let before = of_body(&site, body.id).await;
    assert!(before.len() > 8, "{}", before.len());
    let routes = site::routes();
    let posts: Vec<&Address> = routes.list().iter().filter(|address| address.method == "POST").collect();
    let mut rahma = door.guest("Rahma").await;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let mut let_in = 0;
    for _ in 0..1_200 {
        let address = posts[random(posts.len())];
        if address.pattern.starts_with("/keluar") || address.pattern == "/akun/data/hapus" {
            continue;
        }
        let places = world.places(address);
        let place = &places[random(places.len())];
        let mut fields: Vec<(&str, &str)> = fields(address.pattern).to_vec();
        for _ in 0..random(6) {
            fields.push((NAMES[random(NAMES.len())], VALUES[random(VALUES.len())]));
        }
        fields.extend([("enterprise_id", other.as_str()), ("kode", other.as_str())]);
        let answer = rahma.post(&place.path, &fields).await;
        let_in += usize::from(outcome(&answer) == Outcome::LetIn);
        world.restore(&site).await;
    }
    println!("of 1200 random acts {let_in} were let in");
    assert!(let_in > 200, "{let_in}");
    let after = of_body(&site, body.id).await;
    assert_eq!(before, after);
    // The check can see a change.
    let form = [("nama", "Rawa Baru"), ("sektor", "food"), ("wilayah", "Kota Banjarmasin"), ("versi", "1")];
    assert_eq!(ruslan.post(&format!("/saya/usaha/{other}/profil"), &form).await.status, 303);
    assert_ne!(before, of_body(&site, body.id).await);
}

/// Every row of the store that names a body, but for the trail.
async fn of_body(site: &Site, id: uuid::Uuid) -> Vec<(&'static str, String)> {
    let names = [id.simple().to_string().to_uppercase(), id.to_string()];
    let mut found = Vec::new();
    for table in TABLES.iter().filter(|table| table.name != "audit_event") {
        let rows = rows(site, table.name).await.into_iter();
        found.extend(rows.filter(|row| names.iter().any(|name| row.contains(name))).map(|row| (table.name, row)));
    }
    found
}

#[test]
fn the_program_prints_every_address_with_its_rules() {
    let printed = Command::new(env!("CARGO_BIN_EXE_tanggui")).args(["routes", "--json"]).output().unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    let lines: Vec<serde_json::Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let routes = site::routes();
    assert_eq!(lines.len(), routes.list().len());
    for (line, address) in lines.iter().zip(routes.list()) {
        assert_eq!((&line["method"], &line["path"]), (&address.method.into(), &address.pattern.into()));
        let rules = line["rules"].as_array().unwrap();
        match address.who {
            Who::May(policy) => {
                assert_eq!(line["who"], policy.action);
                assert_eq!(rules.len(), policy.rules.len());
                for (line, rule) in rules.iter().zip(policy.rules) {
                    assert_eq!(line["role"], rule.role.as_str());
                    assert_eq!(line["relation"], format!("{:?}", rule.relation));
                    assert_eq!(line["fresh"], rule.fresh);
                    assert_eq!(line["offices"].as_array().unwrap().len(), rule.offices.len());
                    assert_eq!(line["states"].as_array().unwrap().len(), rule.states.len());
                }
            }
            Who::Everyone | Who::SigningIn | Who::SignedIn => {
                assert!(rules.is_empty());
                assert!(["everyone", "signing in", "signed in"].contains(&line["who"].as_str().unwrap()));
            }
        }
    }
}

#[test]
fn every_rule_of_an_address_stands_in_the_list_of_rules() {
    let policies = site::policies();
    for address in site::routes().list() {
        if let Who::May(policy) = address.who {
            assert!(policies.iter().any(|known| known.action == policy.action), "{}", policy.action);
        }
    }
    let mut names: Vec<_> = policies.iter().map(|policy| policy.action).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), policies.len(), "two actions have one name");
    assert!(policies.iter().all(|policy| !policy.rules.is_empty()));
}
