//! Clerks who sell from one shelf while the program dies under them. Each press of the button that was not answered is
//! repeated after the start, as a telephone would; in the end each press is one sale, and the ledgers balance.
use std::{
    collections::HashSet,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use time::OffsetDateTime;

use crate::{
    client::Client,
    experiment::{any_of, session_of, start},
    program::{Home, Program},
    store::Store,
};

const CLERKS: usize = 4;
/// Pieces on the shelf at the beginning; more than can be sold meanwhile.
const PIECES: u32 = 9_000;
/// The longest the clerks sell before the kill.
const LONGEST_WAIT: u64 = 600;

/// An outlet with one full shelf.
struct Counter<'a> {
    home: &'a Home,
    store: Store,
    session: String,
    /// Where the label of the goods leads.
    label: String,
    lot: String,
    /// Keys of the presses that were answered, with the sale that came of each.
    sold: Vec<(String, String)>,
}

/// Sells and kills so many times, and holds the sales against the ledgers.
pub fn sell_and_kill(home: &Home, rounds: u32) -> String {
    let (mut program, mut address) = start(home);
    let mut counter = Counter::fill(home, address);
    let mut repeated = 0;
    for _ in 0..rounds {
        let (sold, open) = counter.sell_until_killed(program, address);
        counter.sold.extend(sold);
        let orphans = counter.store.orphans();
        (program, address) = start(home);
        counter.store.outlive(&orphans);
        repeated += open.len();
        for key in open {
            let sale = counter.press(address, &key).unwrap_or_else(|what| panic!("repeated after the start: {what}"));
            counter.sold.push((key, sale));
        }
        counter.check();
    }
    drop(program);
    format!(
        "{rounds} kills, {} sales, {repeated} of them repeated, 0 lost, 0 double, no ledger line broken",
        counter.sold.len()
    )
}

impl<'a> Counter<'a> {
    /// Goods are offered, accepted, brought and put on the shelf, by the pages of both sides.
    fn fill(home: &'a Home, address: SocketAddr) -> Self {
        let store = Store::new(&home.database_url);
        let (maker, shop) = (session_of(address, "rahma"), session_of(address, "hendra"));
        let enterprise = format!("/saya/usaha/{}/titipan", store.code_of("Purun Sanja"));
        let outlet = format!(
            "/gerai-kelola/{}",
            store.word("SELECT public_code AS w FROM outlet WHERE name = 'Gerai Dermaga Kunyit'")
        );
        let placement = store.word(
            "SELECT p.public_code AS w FROM placement p JOIN enterprise e ON e.id = p.enterprise_id \
             WHERE e.trade_name = 'Purun Sanja' AND p.state = 'active'",
        );
        let goods = store.word("SELECT public_code AS w FROM product WHERE title = 'Tas purun bulat'");
        let (pieces, key) = (PIECES.to_string(), "c".repeat(32));
        let send = |session: &str, path: &str, fields: &[(&str, &str)]| {
            let client = Client { program: address, source: Ipv4Addr::LOCALHOST, session: session.to_owned() };
            let answer = client.post(path, fields).unwrap();
            assert_eq!(answer.status, 303, "{path}: {}", answer.text);
            answer.location
        };
        let offered = [
            ("kerja", placement.as_str()),
            ("kunci", &key),
            (&format!("jumlah-{goods}-0"), &pieces),
            ("langkah", "ajukan"),
        ];
        let note = send(&maker, &format!("{enterprise}/baru"), &offered);
        let note = note.split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
        let before = (OffsetDateTime::now_utc() + Duration::from_hours(72)).date();
        let (day, month, year) =
            (before.day().to_string(), u8::from(before.month()).to_string(), before.year().to_string());
        let accepted = [
            ("langkah", "accept"),
            ("terima-1", &*pieces),
            ("antar_tgl", &*day),
            ("antar_bln", &*month),
            ("antar_thn", &*year),
        ];
        send(&shop, &format!("{outlet}/titipan/{note}"), &accepted);
        send(&maker, &format!("{enterprise}/{note}"), &[("langkah", "issue"), ("kunci", &key), ("kirim-1", &pieces)]);
        let received =
            [("langkah", "simpan"), ("kunci", &*key), ("diterima-1", &*pieces), ("rusak-1", "0"), ("hilang-1", "0")];
        send(&shop, &format!("{outlet}/terima/{note}"), &received);
        let lot = store.word(&format!("SELECT l.public_code AS w FROM lot l JOIN stock_account a ON a.lot_id = l.id WHERE a.place = 'shelf' AND a.qty = {PIECES}"));
        Self { home, store, session: shop, label: format!("{outlet}/jual/{lot}"), lot, sold: Vec::new() }
    }

    /// All clerks sell one piece after the other until the program is killed. Gives the presses that were answered, and
    /// those that were not.
    fn sell_until_killed(&self, program: Program, address: SocketAddr) -> (Vec<(String, String)>, Vec<String>) {
        let killed = AtomicBool::new(false);
        let (sold, open) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
        thread::scope(|scope| {
            for _ in 0..CLERKS {
                scope.spawn(|| {
                    loop {
                        let key = new_key();
                        match self.press(address, &key) {
                            Ok(sale) => sold.lock().unwrap().push((key, sale)),
                            Err(what) => {
                                assert!(killed.load(Ordering::SeqCst), "{what} although the program was alive");
                                return open.lock().unwrap().push(key);
                            }
                        }
                    }
                });
            }
            thread::sleep(Duration::from_millis(LONGEST_WAIT / 4) + any_of(LONGEST_WAIT));
            killed.store(true, Ordering::SeqCst);
            program.kill();
        });
        (sold.into_inner().unwrap(), open.into_inner().unwrap())
    }

    /// Presses the button once; gives the code of the sale.
    fn press(&self, address: SocketAddr, key: &str) -> Result<String, String> {
        let client = Client { program: address, source: Ipv4Addr::LOCALHOST, session: self.session.clone() };
        let answer = client.post(&self.label, &[("kunci", key), ("jumlah", "1")]).map_err(|error| error.to_string())?;
        let sale = answer.location.split_once("/penjualan/").map(|(_, sale)| sale.split('?').next().unwrap_or(sale));
        sale.map(str::to_owned).ok_or_else(|| format!("{} {}", answer.status, answer.location))
    }

    /// Each press is one sale of its own, the shelf holds the rest, and every invariant of the ledgers holds.
    fn check(&self) {
        let sales: HashSet<&str> = self.sold.iter().map(|(_, sale)| sale.as_str()).collect();
        assert_eq!(sales.len(), self.sold.len(), "each press is a sale of its own");
        let lines = self.store.number(&format!(
            "SELECT COUNT(*) AS n FROM sale_line s JOIN lot l ON l.id = s.lot_id WHERE l.public_code = '{}'",
            self.lot
        ));
        assert_eq!(lines, self.sold.len() as u64, "sales in the store");
        let left = self.store.number(&format!(
            "SELECT a.qty AS n FROM stock_account a JOIN lot l ON l.id = a.lot_id \
             WHERE l.public_code = '{}' AND a.place = 'shelf'",
            self.lot
        ));
        assert_eq!(left + self.sold.len() as u64, u64::from(PIECES), "pieces on the shelf");
        assert_eq!(self.store.broken_ledgers(), [""; 0]);
        assert_eq!(self.home.errors(), [""; 0]);
    }
}

/// A key of a form, never the same twice in this process.
fn new_key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{:032x}", NEXT.fetch_add(1, Ordering::Relaxed))
}
