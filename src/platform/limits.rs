//! How often somebody may do something. The counters live in memory under keyed digests, so that nothing here tells
//! who did what; an address counts with its whole network, because many telephones share one.
use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use governor::{
    Quota, RateLimiter,
    clock::{Clock, MonotonicClock},
    middleware::NoOpMiddleware,
    state::keyed::HashMapStateStore,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use time::Date;

const SECOND: Duration = Duration::from_secs(1);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// How many keys of one act are told apart. Beyond that newcomers share counters: a flood from many networks costs
/// a bounded amount of memory, and is still slowed down.
const MOST_KEYS: usize = 200_000;

/// What is counted, and by whose key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// A page asked for without signing in; by network.
    Page,
    /// A page asked for by somebody signed in; by session.
    PageSignedIn,
    /// A search; by session, else by network.
    Search,
    /// A code to sign in with asked for; by network.
    AskCode,
    /// A sign-up, or a try with an invitation; by network.
    SignUp,
    /// An enquiry from the public form; by network.
    Enquiry,
    /// A complaint made without an account; by network.
    Complaint,
    /// A file sent in; by person.
    Upload,
    /// An application for an opening; by person.
    Application,
    /// An opening announced; by employer.
    Opening,
    /// Everything about oneself asked for; by person.
    Export,
}

impl Act {
    /// Every act there is, in the order of the declaration.
    pub const ALL: [Self; 11] = [
        Self::Page,
        Self::PageSignedIn,
        Self::Search,
        Self::AskCode,
        Self::SignUp,
        Self::Enquiry,
        Self::Complaint,
        Self::Upload,
        Self::Application,
        Self::Opening,
        Self::Export,
    ];

    /// How many may come at once, and how many come back in which time.
    fn rate(self, pages_per_second: u32) -> Rate {
        let pages = pages_per_second.clamp(1, 1_000_000);
        let (session, searches) = ((pages / 2).max(1), (pages / 5).max(1));
        match self {
            Self::Page => Rate { burst: pages * 6, regained: pages, every: SECOND },
            Self::PageSignedIn => Rate { burst: session * 4, regained: session, every: SECOND },
            Self::Search => Rate { burst: searches * 5, regained: searches, every: SECOND },
            Self::AskCode | Self::Upload => Rate { burst: 30, regained: 30, every: HOUR },
            Self::SignUp => Rate { burst: 10, regained: 10, every: HOUR },
            Self::Enquiry | Self::Complaint => Rate { burst: 5, regained: 5, every: HOUR },
            Self::Application | Self::Opening => Rate { burst: 20, regained: 20, every: DAY },
            Self::Export => Rate { burst: 5, regained: 5, every: DAY },
        }
    }
}

/// A bucket that holds `burst` and regains, drop by drop, `regained` in every span of time. So "30 an hour" lets 30
/// through at once and one more every two minutes.
#[derive(Clone, Copy)]
struct Rate {
    burst: u32,
    regained: u32,
    every: Duration,
}

impl Rate {
    fn quota(self) -> Quota {
        let burst = NonZeroU32::new(self.burst).unwrap_or(NonZeroU32::MIN);
        let drop = self.every / self.regained.max(1);
        Quota::with_period(drop).unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(burst)
    }
}

/// How long to wait until the act is allowed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too often; again in {} s", self.seconds())]
pub struct Wait(pub Duration);

impl Wait {
    /// For `Retry-After`: whole seconds, at least one.
    pub fn seconds(self) -> u64 {
        let begun = u64::from(self.0.subsec_nanos() > 0);
        (self.0.as_secs() + begun).max(1)
    }
}

/// The counters of every act.
pub struct Limits<C: Clock = MonotonicClock> {
    counters: [Counter<C>; Act::ALL.len()],
    most_keys: usize,
}

type Counter<C> = RateLimiter<Key, HashMapStateStore<Key>, C, NoOpMiddleware<<C as Clock>::Instant>>;

impl Limits {
    /// Fresh counters. The figure is how many pages a second one network may ask for (usually 10); what a session may
    /// ask for and how often one may search follow from it.
    pub fn new(pages_per_second: u32) -> Self {
        Self::with_clock(pages_per_second, &MonotonicClock)
    }
}

impl<C: Clock + Clone> Limits<C> {
    /// Fresh counters that go by another clock.
    pub fn with_clock(pages_per_second: u32, clock: &C) -> Self {
        let counter = |act: Act| Counter::hashmap_with_clock(act.rate(pages_per_second).quota(), clock.clone());
        Self { counters: Act::ALL.map(counter), most_keys: MOST_KEYS }
    }

    /// Counts an act and says whether it is allowed. An act that is not allowed does not lengthen the wait.
    pub fn allow(&self, act: Act, key: &Key) -> Result<(), Wait> {
        let counter = &self.counters[act as usize];
        let key = if counter.len() < self.most_keys { *key } else { key.shared() };
        counter.check_key(&key).map_err(|until| Wait(until.wait_time_from(counter.clock().now())))
    }

    /// Forgets every key whose bucket is full again. Call it every minute, else memory grows.
    pub fn forget_idle(&self) {
        for counter in &self.counters {
            counter.retain_recent();
            counter.shrink_to_fit();
        }
    }

    /// How many keys are remembered.
    pub fn len(&self) -> usize {
        self.counters.iter().map(RateLimiter::len).sum()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<C: Clock> std::fmt::Debug for Limits<C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Limits").finish_non_exhaustive()
    }
}

/// Whom to count an act for: a digest under a secret that never leaves memory. Made by [`Keyer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// The bytes of the key, to go into a digest.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// One of 65,536 keys that newcomers share while there are too many.
    fn shared(&self) -> Self {
        let mut shared = [0; 16];
        shared[..2].copy_from_slice(&self.0[..2]);
        Self(shared)
    }
}

/// Makes keys. Its secrets are drawn when the process starts and are gone when it ends.
pub struct Keyer {
    secret: Salt,
    day: Mutex<(Option<Date>, Salt)>,
}

type Salt = [u8; 64];

impl Keyer {
    /// Draws the secrets.
    pub fn new() -> Result<Self, getrandom::Error> {
        let (mut secret, mut salt) = ([0; 64], [0; 64]);
        getrandom::fill(&mut secret)?;
        getrandom::fill(&mut salt)?;
        Ok(Self { secret, day: Mutex::new((None, salt)) })
    }

    /// The key of the network an address belongs to: the first 24 bits of a short address, 56 of a long one. `today`
    /// is the day in UTC: with every new one the keys are others, and yesterday's cannot be made again.
    pub fn net(&self, address: IpAddr, today: Date) -> Key {
        let salt = self.salt_of(today);
        match address.to_canonical() {
            IpAddr::V4(address) => digest(&salt, b'4', &address.octets()[..3]),
            IpAddr::V6(address) => digest(&salt, b'6', &address.octets()[..7]),
        }
    }

    /// The key of a session or a person, by the bytes that stand for it. It stays the same over midnight, so that what
    /// is counted by the day is not forgiven there.
    pub fn of(&self, bytes: &[u8]) -> Key {
        digest(&self.secret, b'-', bytes)
    }

    /// Each day's salt is made from the one before in a way that cannot be undone. A caller that is late by a moment
    /// at midnight gets the new salt too.
    fn salt_of(&self, today: Date) -> Salt {
        let mut day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        if day.0.is_none_or(|of| of < today) {
            let (first, second) = (hmac(&day.1, b'<', &[]), hmac(&day.1, b'>', &[]));
            day.1[..32].copy_from_slice(&first);
            day.1[32..].copy_from_slice(&second);
            day.0 = Some(today);
        }
        day.1
    }
}

impl std::fmt::Debug for Keyer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyer").finish_non_exhaustive()
    }
}

fn digest(salt: &Salt, kind: u8, bytes: &[u8]) -> Key {
    let mut key = [0; 16];
    key.copy_from_slice(&hmac(salt, kind, bytes)[..16]);
    Key(key)
}

fn hmac(salt: &Salt, kind: u8, bytes: &[u8]) -> [u8; 32] {
    Hmac::<Sha256>::new(&(*salt).into()).chain_update([kind]).chain_update(bytes).finalize().into_bytes().into()
}

/// The address a request came from. What `X-Forwarded-For` says counts only when it was a proxy of ours that asked,
/// and then only the part our proxies wrote: the right-most address that is not one of them. Several such header lines
/// are to be joined with commas, in their order.
pub fn client_address(peer: Option<IpAddr>, forwarded_for: Option<&str>, trusted: &[IpAddr]) -> Option<IpAddr> {
    let is_ours = |address: IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == address);
    let mut nearest = peer?.to_canonical();
    let mut hops = forwarded_for.unwrap_or_default().rsplit(',');
    while is_ours(nearest) {
        // An entry that cannot be read leaves the proxy itself, whose callers then share one counter.
        match hops.next().and_then(read_hop) {
            Some(address) => nearest = address.to_canonical(),
            None => break,
        }
    }
    Some(nearest)
}

/// An address as proxies write it: bare, in brackets, or with a port.
fn read_hop(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    if let Ok(address) = hop.parse() {
        return Some(address);
    }
    if let Some(bracketed) = hop.strip_prefix('[') {
        return bracketed.split_once(']')?.0.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    }
    hop.split_once(':')?.0.parse::<Ipv4Addr>().ok().map(IpAddr::V4)
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 03 - 09);

    fn limits() -> (Limits<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        (Limits::with_clock(10, &clock), clock)
    }

    fn key(number: u32) -> Key {
        let mut key = [7; 16];
        key[..4].copy_from_slice(&number.to_le_bytes());
        Key(key)
    }

    /// How often in a row an act is allowed.
    fn allowed(limits: &Limits<FakeRelativeClock>, act: Act, key: &Key) -> u32 {
        (0..10_000).take_while(|_| limits.allow(act, key).is_ok()).count().try_into().unwrap()
    }

    #[test]
    fn every_act_has_its_burst_and_gets_it_back() {
        let (limits, clock) = limits();
        for (act, burst, regained, every) in [
            (Act::Page, 60, 10, SECOND),
            (Act::PageSignedIn, 20, 5, SECOND),
            (Act::Search, 10, 2, SECOND),
            (Act::AskCode, 30, 30, HOUR),
            (Act::SignUp, 10, 10, HOUR),
            (Act::Enquiry, 5, 5, HOUR),
            (Act::Complaint, 5, 5, HOUR),
            (Act::Upload, 30, 30, HOUR),
            (Act::Application, 20, 20, DAY),
            (Act::Opening, 20, 20, DAY),
            (Act::Export, 5, 5, DAY),
        ] {
            assert_eq!(allowed(&limits, act, &key(1)), burst, "{act:?}");
            clock.advance(every);
            assert_eq!(allowed(&limits, act, &key(1)), regained, "{act:?}");
            clock.advance(every * 10);
            assert_eq!(allowed(&limits, act, &key(1)), burst, "{act:?}");
        }
    }

    #[test]
    fn every_act_has_its_own_counter() {
        for (index, act) in Act::ALL.into_iter().enumerate() {
            assert_eq!(act as usize, index);
        }
        let (limits, _) = limits();
        for act in Act::ALL {
            limits.allow(act, &key(1)).unwrap();
        }
        assert_eq!(limits.len(), Act::ALL.len());
        assert_eq!(allowed(&limits, Act::Enquiry, &key(1)), 4);
        assert_eq!(allowed(&limits, Act::Enquiry, &key(2)), 5);
    }

    #[test]
    fn whoever_waits_as_told_is_let_in_and_knocking_does_not_lengthen_the_wait() {
        let (limits, clock) = limits();
        allowed(&limits, Act::SignUp, &key(1));
        let wait = limits.allow(Act::SignUp, &key(1)).unwrap_err();
        assert_eq!((wait, wait.seconds()), (Wait(Duration::from_mins(6)), 360));
        for _ in 0..100 {
            assert_eq!(limits.allow(Act::SignUp, &key(1)), Err(wait));
        }
        clock.advance(wait.0);
        assert_eq!(limits.allow(Act::SignUp, &key(1)), Ok(()));
    }

    #[test]
    fn retry_after_is_rounded_up_and_never_nothing() {
        for (millis, seconds) in [(0, 1), (1, 1), (1000, 1), (1001, 2), (360_000, 360)] {
            assert_eq!(Wait(Duration::from_millis(millis)).seconds(), seconds);
        }
    }

    #[test]
    fn the_limits_of_pages_scale_and_the_others_do_not() {
        for (pages, page, session, search) in [(0, 6, 4, 5), (1, 6, 4, 5), (10, 60, 20, 10), (100, 600, 200, 100)] {
            let limits = Limits::with_clock(pages, &FakeRelativeClock::default());
            assert_eq!(allowed(&limits, Act::Page, &key(1)), page);
            assert_eq!(allowed(&limits, Act::PageSignedIn, &key(1)), session);
            assert_eq!(allowed(&limits, Act::Search, &key(1)), search);
            assert_eq!(allowed(&limits, Act::AskCode, &key(1)), 30);
        }
        assert!(Limits::new(u32::MAX).allow(Act::Page, &key(1)).is_ok());
    }

    #[test]
    fn keys_at_rest_are_forgotten_and_busy_ones_are_not() {
        let (limits, clock) = limits();
        for number in 0..5000 {
            limits.allow(Act::Page, &key(number)).unwrap();
        }
        allowed(&limits, Act::SignUp, &key(1));
        assert_eq!(limits.len(), 5001);
        clock.advance(Duration::from_mins(1));
        limits.forget_idle();
        assert_eq!(limits.len(), 1);
        assert!(limits.allow(Act::SignUp, &key(1)).is_err());
        clock.advance(HOUR * 2);
        limits.forget_idle();
        assert!(limits.is_empty());
    }

    #[test]
    fn a_flood_of_keys_ends_in_shared_counters() {
        let (mut limits, _) = limits();
        limits.most_keys = 100;
        for number in 0..20_000 {
            // All in one of the shared counters.
            let _ = limits.allow(Act::Page, &key(number << 16));
        }
        assert_eq!(limits.len(), 101);
        assert!(limits.allow(Act::Page, &key(30_000 << 16)).is_err());
        assert!(limits.allow(Act::Page, &key(3)).is_ok());
    }

    #[test]
    fn a_whole_network_shares_a_key() {
        let keyer = Keyer::new().unwrap();
        let key = |text: &str| keyer.net(text.parse().unwrap(), TODAY);
        for last in 0..200 {
            assert_eq!(key(&format!("203.0.113.{last}")), key("203.0.113.255"));
            assert_eq!(key(&format!("2001:db8:1:ff{last:02x}::1")), key("2001:db8:1:ff00::"));
        }
        assert_ne!(key("203.0.114.0"), key("203.0.113.0"));
        assert_ne!(key("2001:db8:1:100::1"), key("2001:db8:1:200::1"));
        assert_eq!(key("::ffff:203.0.113.9"), key("203.0.113.7"));
    }

    #[test]
    fn keys_of_networks_change_with_the_day_and_those_of_people_do_not() {
        let keyer = Keyer::new().unwrap();
        let address = "203.0.113.9".parse().unwrap();
        let (today, person) = (keyer.net(address, TODAY), keyer.of(b"person"));
        assert_eq!(keyer.net(address, TODAY), today);
        let tomorrow = keyer.net(address, TODAY.next_day().unwrap());
        assert_ne!(tomorrow, today);
        assert_eq!(keyer.net(address, TODAY), tomorrow, "a request that is late at midnight");
        assert_eq!(keyer.of(b"person"), person);
        assert_ne!(keyer.of(b"another"), person);
    }

    #[test]
    fn two_processes_make_different_keys() {
        let (one, other) = (Keyer::new().unwrap(), Keyer::new().unwrap());
        let address = "203.0.113.9".parse().unwrap();
        assert_ne!(one.net(address, TODAY), other.net(address, TODAY));
        assert_ne!(one.of(b"person"), other.of(b"person"));
    }

    #[test]
    fn only_our_own_proxies_are_believed() {
        let ours = ["10.0.0.1", "10.0.0.2", "::1"].map(|text| text.parse().unwrap());
        let client = |peer: &str, forwarded: Option<&str>| {
            client_address(Some(peer.parse().unwrap()), forwarded, &ours).unwrap().to_string()
        };
        assert_eq!(client("198.51.100.4", None), "198.51.100.4");
        assert_eq!(client("198.51.100.4", Some("203.0.113.9")), "198.51.100.4");
        assert_eq!(client("10.0.0.1", Some("203.0.113.9")), "203.0.113.9");
        assert_eq!(client("::ffff:10.0.0.1", Some("203.0.113.9")), "203.0.113.9");
        assert_eq!(client("10.0.0.1", Some("192.0.2.66, 203.0.113.9")), "203.0.113.9");
        assert_eq!(client("10.0.0.1", Some("192.0.2.66,203.0.113.9 , 10.0.0.2")), "203.0.113.9");
        assert_eq!(client("::1", Some("10.0.0.2")), "10.0.0.2");
        assert_eq!(client("::1", Some("203.0.113.9:4711")), "203.0.113.9");
        assert_eq!(client("::1", Some("2001:db8::9")), "2001:db8::9");
        assert_eq!(client("::1", Some("[2001:db8::9]:4711")), "2001:db8::9");
        assert_eq!(client("::1", Some("[2001:db8::9]")), "2001:db8::9");
        for unreadable in [None, Some(""), Some("203.0.113.9, unknown"), Some("203.0.113.9,"), Some("[")] {
            assert_eq!(client("10.0.0.1", unreadable), "10.0.0.1", "{unreadable:?}");
        }
        assert_eq!(client_address(None, Some("203.0.113.9"), &ours), None);
    }
}
