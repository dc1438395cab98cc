//! The search index is derived data: it can be lost, broken or behind, and the site goes on.
use std::{fs, path::Path, sync::Arc};

use tanggui::{
    indexing,
    jobs::import,
    platform::{
        changes::{self, Cursor},
        search::{Document, Filter, Kind, Origin, Phrase, Progress, Query, Search},
    },
};
use uuid::Uuid;

use crate::support::Site;

const SEARCHES: [&str; 6] = [
    "/lowongan?q=menjahit",
    "/lowongan?q=nyetir+mobil",
    "/lowongan?q=masak",
    "/barang?q=anyaman",
    "/barang?q=sambal+pedas",
    "/barang?q=kain",
];

async fn answers(site: &Site) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for path in SEARCHES {
        let page = site.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        all.push(page.all(".card-title, .row-title, .match-title"));
    }
    all
}

fn on_disk(site: &mut Site, folder: &Path) {
    site.app.search = Arc::new(Search::open(folder).unwrap());
}

#[actix_web::test]
async fn deleting_the_folder_and_starting_again_gives_the_same_answers() {
    let mut site = Site::demo().await;
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    on_disk(&mut site, &index);
    site.settle().await;
    let before = answers(&site).await;
    assert!(before.iter().all(|titles| !titles.is_empty()));
    on_disk(&mut site, &index);
    assert!(indexing::is_current(&site.app).await.unwrap(), "a second start reuses the index");
    assert_eq!(answers(&site).await, before);
    fs::remove_dir_all(&index).unwrap();
    on_disk(&mut site, &index);
    assert!(!site.app.search.ready());
    site.settle().await;
    assert_eq!(answers(&site).await, before);
}

#[actix_web::test]
async fn a_broken_index_is_rebuilt_while_the_site_serves() {
    let mut site = Site::demo().await;
    let folder = tempfile::tempdir().unwrap();
    on_disk(&mut site, folder.path());
    site.settle().await;
    let before = answers(&site).await;
    for damage in [truncate as fn(&Path), flip, remove_meta] {
        site.app.search = Arc::new(Search::in_memory());
        let generation = fs::read_to_string(folder.path().join("live")).unwrap();
        damage(&folder.path().join(generation));
        on_disk(&mut site, folder.path());
        assert!(!site.app.search.ready(), "damage is noticed at the start");
        for path in ["/", "/barang", "/barang?q=tas", "/lowongan", "/lowongan?q=kasir", "/cocok", "/hibah"] {
            let page = site.get(path).await;
            assert_eq!(page.status, 200, "{path} serves without an index");
            assert_eq!(page.text().contains("Pencarian sedang kami siapkan"), path.contains('?'), "{path}");
        }
        let matches = site.post("/cocok", "keterampilan=menjahit").await.text();
        assert!(matches.contains("Pencarian sedang kami siapkan") && matches.contains("row-title"));
        site.settle().await;
        assert_eq!(answers(&site).await, before);
    }
    let generations = fs::read_dir(folder.path()).unwrap().flatten().filter(|entry| entry.path().is_dir()).count();
    assert_eq!(generations, 1, "old generations are removed");
}

#[actix_web::test]
async fn what_a_killed_process_left_in_the_index_does_not_stop_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let goods: Vec<Document> = (0..40).map(small).collect();
    Search::open(folder.path()).unwrap().replace(&mut [Ok(goods)].into_iter(), &progress()).unwrap();
    let search = Search::open(folder.path()).unwrap();
    let generation = folder.path().join(fs::read_to_string(folder.path().join("live")).unwrap());
    let before = fs::read(generation.join("meta.json")).unwrap();
    search.apply(&[Uuid::from_u128(7)], &[], &progress()).unwrap();
    drop(search);
    // Killed before the commit was written down: its files are there, and nothing tells of them.
    fs::write(generation.join("meta.json"), before).unwrap();
    let search = Search::open(folder.path()).unwrap();
    search.apply(&[Uuid::from_u128(7)], &[], &progress()).unwrap();
    let all =
        Query { kind: Kind::Product, phrases: vec![], bonus: Phrase::default(), filter: Filter::default(), limit: 10 };
    assert_eq!(search.count(&all).unwrap(), Some(39));
}

fn progress() -> Progress {
    Progress { origin: Origin::new(1, 1, "store"), cursor: Cursor::default() }
}

fn small(number: u128) -> Document {
    Document {
        id: Uuid::from_u128(number),
        kind: Kind::Product,
        words: vec![format!("w{number}")],
        regions: vec![],
        tags: vec![],
        skills: vec![],
        low: None,
        high: None,
        until: None,
    }
}

fn largest(folder: &Path) -> std::path::PathBuf {
    let files = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    let data = files.filter(|path| path.extension().is_some_and(|extension| extension == "idx" || extension == "term"));
    data.max_by_key(|path| fs::metadata(path).unwrap().len()).unwrap()
}

fn truncate(folder: &Path) {
    let file = largest(folder);
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
}

fn flip(folder: &Path) {
    let file = largest(folder);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    fs::write(&file, bytes).unwrap();
}

fn remove_meta(folder: &Path) {
    fs::remove_file(folder.join("meta.json")).unwrap();
}

#[actix_web::test]
async fn the_index_follows_what_changes() {
    let site = Site::demo().await;
    let titles = |answer: crate::support::Answer| answer.all(".card-title");
    assert_eq!(titles(site.get("/barang?q=zamrud").await), [""; 0]);
    site.execute("UPDATE product SET title = 'Cincin zamrud', row_version = 2 WHERE title = 'Keripik tahu 150 g'")
        .await;
    assert_eq!(titles(site.get("/barang?q=zamrud").await), [""; 0], "nothing was noted yet");
    let id = id_of(&site, "Cincin zamrud").await;
    changes::note(&site.app.db, Kind::Product, [id]).await.unwrap();
    assert!(!indexing::is_current(&site.app).await.unwrap());
    site.settle().await;
    assert!(indexing::is_current(&site.app).await.unwrap());
    assert_eq!(titles(site.get("/barang?q=zamrud").await), ["Cincin zamrud"]);
    site.execute("UPDATE product SET state = 'paused' WHERE title = 'Cincin zamrud'").await;
    assert_eq!(titles(site.get("/barang?q=zamrud").await), [""; 0], "the store decides before the index knows");
    changes::note(&site.app.db, Kind::Product, [id]).await.unwrap();
    site.settle().await;
    assert_eq!(titles(site.get("/barang?q=zamrud").await), [""; 0]);
}

async fn id_of(site: &Site, title: &str) -> Uuid {
    use sea_orm::{ConnectionTrait, Statement};
    let sql = format!("SELECT id FROM product WHERE title = '{title}'");
    let row = site.app.db.query_one_raw(Statement::from_string(site.backend(), sql)).await.unwrap().unwrap();
    row.try_get("", "id").unwrap()
}

#[actix_web::test]
async fn saying_one_thing_in_five_ways_is_not_having_five_skills() {
    let site = Site::demo().await;
    let progress = site.app.search.progress().unwrap();
    let words = |words: &str| words.split(' ').map(str::to_owned).collect();
    let kitchen = Document { words: words("xmasak xkoki xdapur xsaji xresep"), ..small(1) };
    let both = Document { words: words("xmasak xkasir xlain xlagi xsisa"), ..small(2) };
    site.app.search.apply(&[], &[kitchen.clone(), both.clone()], &progress).unwrap();
    let way = |word: &str| vec![(word.to_owned(), 0.7)];
    let cooking = Phrase {
        words: vec![("xmasak".into(), 1.0)],
        others: ["xkoki", "xdapur", "xsaji", "xresep"].map(way).to_vec(),
    };
    let till = Phrase { words: vec![("xkasir".into(), 1.0)], ..Phrase::default() };
    let mut query = Query {
        kind: Kind::Product,
        phrases: vec![cooking, till],
        bonus: Phrase::default(),
        filter: Filter::default(),
        limit: 10,
    };
    let ids =
        |query: &Query| site.app.search.find(query).unwrap().unwrap().iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(ids(&query), [both.id, kitchen.id]);
    // What is added to the score of answers brings no answer of its own.
    query.phrases = vec![Phrase { words: vec![("xkasir".into(), 1.0)], ..Phrase::default() }];
    query.bonus = Phrase { words: vec![("xdapur".into(), 0.4), ("xlain".into(), 0.4)], ..Phrase::default() };
    assert_eq!(ids(&query), [both.id]);
}

#[actix_web::test]
async fn ten_thousand_goods_change_no_score_of_an_opening() {
    let site = Site::demo().await;
    let query = Query {
        kind: Kind::Opening,
        phrases: Seeker::new(["menjahit", "kasir"], None).phrases(),
        bonus: Phrase::default(),
        filter: Filter::default(),
        limit: 50,
    };
    let before = site.app.search.find(&query).unwrap().unwrap();
    assert!(!before.is_empty());
    let goods: Vec<Document> = (0..10_000)
        .map(|number| Document { words: vec!["jahit".into(), "kasir".into(), format!("w{number}")], ..small(number) })
        .collect();
    let progress = site.app.search.progress().unwrap();
    site.app.search.apply(&[], &goods, &progress).unwrap();
    assert_eq!(site.app.search.find(&query).unwrap().unwrap(), before);
    // Deleted documents still count in frequencies: no query may panic on them.
    let gone: Vec<Uuid> = goods.iter().map(|document| document.id).collect();
    site.app.search.apply(&gone, &[], &progress).unwrap();
    let of_goods = Query {
        kind: Kind::Product,
        phrases: vec![Phrase { words: vec![("jahit".into(), 1.0)], ..Phrase::default() }],
        bonus: Phrase::default(),
        filter: Filter::default(),
        limit: 10,
    };
    site.app.search.find(&of_goods).unwrap();
    assert_eq!(site.app.search.find(&query).unwrap().unwrap(), before);
}

use tanggui::matching::Seeker;

#[actix_web::test]
async fn filters_stay_outside_the_scoring() {
    let site = Site::demo().await;
    let query = |filter| Query {
        kind: Kind::Opening,
        phrases: Seeker::new(["memasak"], None).phrases(),
        bonus: Phrase::default(),
        filter,
        limit: 200,
    };
    let free = site.app.search.find(&query(Filter::default())).unwrap().unwrap();
    let filter = Filter { alive_at: Some(0), at_least: None, regions: vec!["63".into()], ..Filter::default() };
    let filtered = site.app.search.find(&query(filter)).unwrap().unwrap();
    assert!(!filtered.is_empty() && filtered.len() < free.len());
    for hit in &filtered {
        assert!(free.contains(hit), "a filter changed a score");
    }
}

#[actix_web::test]
async fn writers_at_the_same_time_lose_no_change() {
    let site = Site::empty().await;
    let writers = (0..8).map(|writer| {
        let db = site.app.db.clone();
        async move {
            for number in 0..25 {
                let line = format!("{{\"id\": \"W{writer}-{number}\", \"title\": \"Penjahit\"}}\n");
                import::import(&db, line.as_bytes(), |_| {}).await.unwrap();
            }
        }
    });
    let following = async {
        for _ in 0..20 {
            indexing::settle(&site.app).await.unwrap();
            tokio::task::yield_now().await;
        }
    };
    futures_util::future::join(futures_util::future::join_all(writers), following).await;
    site.settle().await;
    let all = Query {
        kind: Kind::Imported,
        phrases: vec![],
        bonus: Phrase::default(),
        filter: Filter::default(),
        limit: 1000,
    };
    assert_eq!(site.app.search.count(&all).unwrap(), Some(200));
}
