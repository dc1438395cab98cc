//! The keys of an installation. They lie in a text file outside the data folder, one on a line: without it nothing
//! sealed opens, nobody is found by an address, no code fits and no password is right.

use std::{
    collections::BTreeMap,
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{
    seal::{DataKey, Place, Unreadable, open_bytes, seal_bytes},
    secret::{LETTERS_TO_TYPE, random, spell},
};

/// The keys, read once at the start.
pub struct Keys {
    /// Those which wrap the keys of persons, by number. The last one writes.
    wrapping: BTreeMap<u32, Key>,
    /// Finds a row by a value that is stored sealed.
    index: Key,
    /// Makes codes and tokens.
    code: Key,
    /// Goes into every password hash.
    pepper: Key,
    demo: bool,
}

type Key = SecretBox<[u8; 32]>;

/// The key of a person as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// The key of the installation that opens it.
    pub kek_id: u32,
    pub bytes: Vec<u8>,
}

/// What is wrong with the key file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    #[error("the key file {0} exists and is left as it is")]
    Exists(PathBuf),
    #[error("{0} exists: the keys are being changed, or a change broke off and left it behind")]
    Busy(PathBuf),
    #[error("others than its owner may use the key file {0}: set its mode to 0400")]
    OpenToOthers(PathBuf),
    #[error("line {0} of the key file is not a key, or a key that is there already")]
    Line(usize),
    #[error("the key file has no line `{0}`")]
    Missing(&'static str),
    #[error("the key file has no key {0}")]
    NoKey(u32),
    #[error("key {0} is the newest, with which new rows are written: add another one first")]
    Newest(u32),
    #[error("the key file {0}: {1}")]
    File(PathBuf, #[source] io::Error),
}

impl Keys {
    /// Makes a key file for its owner alone. One that exists is not touched.
    pub fn create(path: &Path, demo: bool) -> Result<(), KeyFault> {
        // Written beside and given its name when it is whole: a program that is killed meanwhile leaves no half file.
        let beside = path.with_extension(format!("{}.part", std::process::id()));
        drop(fs::remove_file(&beside));
        let file = new_file(&beside).map_err(|fault| named(fault, &beside, KeyFault::Exists))?;
        let made = fill(file, &beside, &new_text(demo))
            .and_then(|()| fs::hard_link(&beside, path).map_err(|fault| named(fault, path, KeyFault::Exists)));
        drop(fs::remove_file(&beside));
        made?;
        settle(path).map_err(|fault| KeyFault::File(path.into(), fault))
    }

    /// Reads a key file, unless others than its owner may do so too.
    pub fn load(path: &Path) -> Result<Self, KeyFault> {
        let mut file = open(path)?;
        Self::read(&text_of(&mut file, path)?)
    }

    /// Adds a key for wrapping, which writes from the next start on, and says its number.
    pub fn add_key(path: &Path) -> Result<u32, KeyFault> {
        change(path, |keys, text| {
            let id = keys.newest().saturating_add(1);
            let gap = if text.ends_with('\n') { "" } else { "\n" };
            Ok((Zeroizing::new(format!("{}{gap}{}", text.as_str(), *line(&format!("kek {id}")))), id))
        })
    }

    /// Takes out a key for wrapping. What it wrapped, if anything is left, does not open again.
    pub fn drop_key(path: &Path, id: u32) -> Result<(), KeyFault> {
        change(path, |keys, text| {
            if !keys.wrapping.contains_key(&id) {
                return Err(KeyFault::NoKey(id));
            }
            if id == keys.newest() {
                return Err(KeyFault::Newest(id));
            }
            let stays = |line: &&str| !matches!(words(line)[..], ["kek", number, _] if number.parse() == Ok(id));
            Ok((Zeroizing::new(text.split_inclusive('\n').filter(stays).collect()), ()))
        })
    }

    /// Random keys that lie nowhere, for tests.
    pub fn ephemeral() -> Self {
        let wrapping = BTreeMap::from([(1, random_key())]);
        Self { wrapping, index: random_key(), code: random_key(), pepper: random_key(), demo: false }
    }

    /// Whether the keys were made for trying only.
    pub fn is_demo(&self) -> bool {
        self.demo
    }

    /// The number of the key that writes.
    pub fn newest(&self) -> u32 {
        self.wrapping.keys().next_back().copied().unwrap_or_default()
    }

    /// The numbers of the keys for wrapping, the oldest first.
    pub fn ids(&self) -> Vec<u32> {
        self.wrapping.keys().copied().collect()
    }

    fn read(text: &str) -> Result<Self, KeyFault> {
        let mut lines = Lines::default();
        for (place, line) in text.lines().enumerate() {
            lines.take(line).ok_or(KeyFault::Line(place + 1))?;
        }
        lines.whole()
    }
}

/// What the keys are for.
impl Keys {
    /// Wraps the key of a person with the newest key.
    pub fn wrap(&self, person: Uuid, data_key: &DataKey) -> Wrapped {
        let kek_id = self.newest();
        let key = &self.wrapping[&kek_id];
        Wrapped { kek_id, bytes: seal_bytes(key.expose_secret(), &key_of(person), data_key.bytes()) }
    }

    /// Unwraps the key of a person.
    pub fn unwrap(&self, person: Uuid, kek_id: u32, wrapped: &[u8]) -> Result<DataKey, Unreadable> {
        let key = self.wrapping.get(&kek_id).ok_or(Unreadable::NoKey(kek_id))?;
        let bytes = open_bytes(key.expose_secret(), &key_of(person), wrapped)?;
        bytes.as_slice().try_into().map(DataKey::of).map_err(|_| Unreadable::Damaged)
    }

    /// What stands in the index for a value: the same for the same value of the same kind, and without the key
    /// nobody can try values out. The caller brings the value into one form first.
    pub fn blind(&self, kind: &str, value: &str) -> [u8; 32] {
        fingerprint(&self.index, &[kind.as_bytes(), b"\0", value.as_bytes()])
    }

    /// The eight digits for a row. Like all codes they are worked out anew and never stored.
    pub fn short_code(&self, label: &str, id: Uuid) -> u32 {
        (self.number("short", label, id) % 100_000_000) as u32
    }

    /// The 128 bits for a row that stand in a link, in 26 small letters and digits.
    pub fn token(&self, label: &str, id: Uuid) -> String {
        // Five bits each. Nobody types them, so all that matters is that no short name stands in a link by chance.
        const LETTERS: &[u8; 32] = b"0123456789abcefghjklmnopqrsuwxyz";
        spell(self.number("token", label, id), LETTERS, 26)
    }

    /// The twelve letters for a row that are printed and typed: 57 bits.
    pub fn paper_code(&self, label: &str, id: Uuid) -> String {
        spell(self.number("paper", label, id), LETTERS_TO_TYPE, 12)
    }

    /// What goes into every password hash beside the password.
    pub fn pepper(&self) -> &[u8] {
        self.pepper.expose_secret()
    }

    fn number(&self, form: &str, label: &str, id: Uuid) -> u128 {
        let parts = [form.as_bytes(), b"\0", label.as_bytes(), b"\0", id.as_bytes()];
        let print = fingerprint(&self.code, &parts);
        print[..16].iter().fold(0, |number, byte| number << 8 | u128::from(*byte))
    }
}

/// Whether two codes are the same, found out in the same time wherever they differ.
pub fn same(code: &str, other: &str) -> bool {
    code.as_bytes().ct_eq(other.as_bytes()).into()
}

impl fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Keys").field("ids", &self.ids()).field("demo", &self.demo).finish_non_exhaustive()
    }
}

fn random_key() -> Key {
    let bytes = Zeroizing::new(random());
    Key::new(Box::new(*bytes))
}

/// Where the wrapped key of a person is stored.
fn key_of(person: Uuid) -> Place<'static> {
    Place { table: "person_key", column: "wrapped", row: person }
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
fn fingerprint(key: &Key, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.expose_secret()).expect("a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The lines of a key file as far as they are read.
#[derive(Default)]
struct Lines {
    wrapping: BTreeMap<u32, Key>,
    index: Option<Key>,
    code: Option<Key>,
    pepper: Option<Key>,
    demo: bool,
}

impl Lines {
    /// Nothing when the line is none of those known, or there already.
    fn take(&mut self, line: &str) -> Option<()> {
        match words(line)[..] {
            [] => Some(()),
            ["demo"] => {
                self.demo = true;
                Some(())
            }
            ["kek", id, key] => {
                let id = id.parse().ok().filter(|id| (1..=LARGEST).contains(id))?;
                self.wrapping.insert(id, key_in(key)?).is_none().then_some(())
            }
            ["index", key] => put(&mut self.index, key),
            ["code", key] => put(&mut self.code, key),
            ["pepper", key] => put(&mut self.pepper, key),
            _ => None,
        }
    }

    fn whole(self) -> Result<Keys, KeyFault> {
        if self.wrapping.is_empty() {
            return Err(KeyFault::Missing("kek"));
        }
        Ok(Keys {
            wrapping: self.wrapping,
            index: self.index.ok_or(KeyFault::Missing("index"))?,
            code: self.code.ok_or(KeyFault::Missing("code"))?,
            pepper: self.pepper.ok_or(KeyFault::Missing("pepper"))?,
            demo: self.demo,
        })
    }
}

/// Room in any column for numbers.
const LARGEST: u32 = 1_000_000;

fn words(line: &str) -> Vec<&str> {
    line.split('#').next().unwrap_or_default().split_whitespace().collect()
}

fn put(place: &mut Option<Key>, hex: &str) -> Option<()> {
    place.replace(key_in(hex)?).is_none().then_some(())
}

fn key_in(hex: &str) -> Option<Key> {
    let mut bytes = Zeroizing::new([0; 32]);
    if hex.len() != 64 {
        return None;
    }
    HEXLOWER_PERMISSIVE.decode_mut(hex.as_bytes(), bytes.as_mut()).ok()?;
    Some(Key::new(Box::new(*bytes)))
}

fn new_text(demo: bool) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(1024));
    text.push_str("# Without this file nothing sealed can be read again.\n");
    text.push_str("# Keep a copy of it, and never beside a copy of the database.\n");
    if demo {
        text.push_str("demo # made for trying only\n");
    }
    for name in ["kek 1", "index", "code", "pepper"] {
        text.push_str(&line(name));
    }
    text
}

fn line(name: &str) -> Zeroizing<String> {
    let key = Zeroizing::new(HEXLOWER.encode(random_key().expose_secret()));
    Zeroizing::new(format!("{name} {}\n", key.as_str()))
}

fn open(path: &Path) -> Result<File, KeyFault> {
    let file = File::open(path).map_err(|fault| KeyFault::File(path.into(), fault))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = file.metadata().map_err(|fault| KeyFault::File(path.into(), fault))?.mode();
        if mode & 0o077 != 0 {
            return Err(KeyFault::OpenToOthers(path.into()));
        }
    }
    Ok(file)
}

fn text_of(file: &mut File, path: &Path) -> Result<Zeroizing<String>, KeyFault> {
    /// Far more than a key file ever holds: growing would leave copies behind in memory.
    const ROOM: usize = 64 * 1024;
    let mut text = Zeroizing::new(String::with_capacity(ROOM));
    file.take(ROOM as u64).read_to_string(&mut text).map_err(|fault| KeyFault::File(path.into(), fault))?;
    Ok(text)
}

/// Writes the changed text beside the file and puts it in its place in one step. The new file is there before the
/// old one is read, so that two changes at once do not undo each other.
fn change<T>(
    path: &Path,
    changed: impl FnOnce(&Keys, &Zeroizing<String>) -> Result<(Zeroizing<String>, T), KeyFault>,
) -> Result<T, KeyFault> {
    let mut old = open(path)?;
    let beside = beside(path);
    let new = new_file(&beside).map_err(|fault| named(fault, &beside, KeyFault::Busy))?;
    let change = || {
        let text = text_of(&mut old, path)?;
        let (text, outcome) = changed(&Keys::read(&text)?, &text)?;
        Keys::read(&text)?;
        keep_owner(&old, &new).map_err(|fault| KeyFault::File(beside.clone(), fault))?;
        fill(new, &beside, &text)?;
        fs::rename(&beside, path).and_then(|()| settle(path)).map_err(|fault| KeyFault::File(path.into(), fault))?;
        Ok(outcome)
    };
    change().inspect_err(|_| drop(fs::remove_file(&beside)))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// A file that is not there yet, which its owner alone may read.
fn new_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o400);
    options.open(path)
}

/// The service may run as somebody else than the operator who changes its keys.
#[cfg_attr(not(unix), expect(unused_variables, clippy::unnecessary_wraps, reason = "files have no such owner"))]
fn keep_owner(old: &File, new: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let (old, made) = (old.metadata()?, new.metadata()?);
        if (old.uid(), old.gid()) != (made.uid(), made.gid()) {
            fchown(new, Some(old.uid()), Some(old.gid()))?;
        }
    }
    Ok(())
}

fn fill(mut file: File, path: &Path, text: &str) -> Result<(), KeyFault> {
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|fault| KeyFault::File(path.into(), fault))
}

/// A key that has written rows must not be gone after a power failure: the folder too is written down.
#[cfg_attr(not(unix), expect(unused_variables, clippy::unnecessary_wraps, reason = "folders are no files there"))]
fn settle(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}

fn named(fault: io::Error, path: &Path, exists: fn(PathBuf) -> KeyFault) -> KeyFault {
    match fault.kind() {
        io::ErrorKind::AlreadyExists => exists(path.into()),
        _ => KeyFault::File(path.into(), fault),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: Uuid = Uuid::from_u128(0x1234);

    /// A key file in a folder of its own, which goes with the first value.
    fn key_file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        Keys::create(&path, false).unwrap();
        (folder, path)
    }

    fn write(path: &Path, text: &str) {
        drop(fs::remove_file(path));
        fill(new_file(path).unwrap(), path, text).unwrap();
    }

    /// A file with these four kinds of lines, each key made of one digit.
    fn text_with(lines: &[&str]) -> String {
        let filled = |(digit, line): (usize, &&str)| [line, " ", &digit.to_string().repeat(64), "\n"].concat();
        lines.iter().enumerate().map(filled).collect()
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        std::os::unix::fs::MetadataExt::mode(&fs::metadata(path).unwrap()) & 0o777
    }

    #[test]
    fn a_new_key_file_is_for_its_owner_alone_and_never_overwritten() {
        let (_folder, path) = key_file();
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o400);
        let before = fs::read(&path).unwrap();
        assert!(matches!(Keys::create(&path, true), Err(KeyFault::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), before);
        let keys = Keys::load(&path).unwrap();
        assert_eq!((keys.ids(), keys.newest(), keys.is_demo()), (vec![1], 1, false));
    }

    #[test]
    fn keys_for_trying_say_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        Keys::create(&path, true).unwrap();
        assert!(Keys::load(&path).unwrap().is_demo());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, path) = key_file();
        for mode in [0o440, 0o404, 0o644, 0o420] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(Keys::load(&path), Err(KeyFault::OpenToOthers(_))), "{mode:o}");
            assert!(matches!(Keys::add_key(&path), Err(KeyFault::OpenToOthers(_))), "{mode:o}");
        }
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(Keys::load(&path).is_ok());
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let fault = Keys::load(Path::new("no-such-folder/keys")).unwrap_err();
        assert!(fault.to_string().contains("no-such-folder/keys"), "{fault}");
    }

    #[test]
    fn lines_that_are_missing_unknown_or_double_are_refused() {
        const ALL: [&str; 4] = ["kek 1", "index", "code", "pepper"];
        assert!(Keys::read(&text_with(&ALL)).is_ok());
        for name in ALL {
            let others: Vec<&str> = ALL.into_iter().filter(|other| *other != name).collect();
            let missing = name.trim_end_matches(" 1");
            assert!(matches!(Keys::read(&text_with(&others)), Err(KeyFault::Missing(word)) if word == missing));
        }
        for wrong in ["salt", "kek", "kek 0", "kek one", "kek 1000001", "index 2", "kek 1", "pepper", "code 7f"] {
            let text = text_with(&[&ALL[..], &[wrong]].concat());
            assert!(matches!(Keys::read(&text), Err(KeyFault::Line(5))), "{wrong}");
        }
        let short = text_with(&ALL).replacen('0', "", 1);
        assert!(matches!(Keys::read(&short), Err(KeyFault::Line(1))));
    }

    #[test]
    fn remarks_and_empty_lines_are_passed_over() {
        let text = text_with(&["kek 12", "index", "code", "pepper"]).replace('\n', " # since May\n\n# more\n");
        assert_eq!(Keys::read(&text).unwrap().ids(), [12]);
    }

    #[test]
    fn a_fault_tells_no_secret() {
        let text = text_with(&["kek 1", "index", "code", "pepper"]).replace("pepper", "paper");
        let fault = Keys::read(&text).unwrap_err();
        assert!(!format!("{fault} {fault:?}").contains("333"));
    }

    #[test]
    fn keys_do_not_show_themselves() {
        let keys = Keys::read(&text_with(&["kek 1", "index", "code", "pepper"])).unwrap();
        assert_eq!(format!("{keys:?}"), "Keys { ids: [1], demo: false, .. }");
    }

    #[test]
    fn an_added_key_writes_while_the_old_one_still_opens() {
        let (_folder, path) = key_file();
        let old = Keys::load(&path).unwrap();
        let data_key = DataKey::random();
        let wrapped = old.wrap(PERSON, &data_key);
        assert_eq!(Keys::add_key(&path).unwrap(), 2);
        let new = Keys::load(&path).unwrap();
        assert_eq!(new.ids(), [1, 2]);
        assert_eq!(new.unwrap(PERSON, 1, &wrapped.bytes).unwrap().bytes(), data_key.bytes());
        let again = new.wrap(PERSON, &data_key);
        assert_eq!(again.kek_id, 2);
        assert_eq!(new.unwrap(PERSON, 2, &again.bytes).unwrap().bytes(), data_key.bytes());
        assert_eq!(old.unwrap(PERSON, 2, &again.bytes).unwrap_err(), Unreadable::NoKey(2));
        assert_eq!(new.blind("address", "siti@contoh.id"), old.blind("address", "siti@contoh.id"));
    }

    #[test]
    fn a_change_keeps_remarks_and_mode_and_leaves_nothing_beside() {
        let (folder, path) = key_file();
        Keys::add_key(&path).unwrap();
        #[cfg(unix)]
        assert_eq!(mode(&path), 0o400);
        assert!(fs::read_to_string(&path).unwrap().starts_with("# Without this file"));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_key_is_added_to_a_file_without_a_line_end() {
        let (_folder, path) = key_file();
        write(&path, text_with(&["kek 7", "index", "code", "pepper"]).trim_end());
        assert_eq!(Keys::add_key(&path).unwrap(), 8);
        assert_eq!(Keys::load(&path).unwrap().ids(), [7, 8]);
    }

    #[test]
    fn a_dropped_key_opens_nothing_and_the_newest_stays() {
        let (folder, path) = key_file();
        let wrapped = Keys::load(&path).unwrap().wrap(PERSON, &DataKey::random());
        assert!(matches!(Keys::drop_key(&path, 1), Err(KeyFault::Newest(1))));
        Keys::add_key(&path).unwrap();
        assert!(matches!(Keys::drop_key(&path, 3), Err(KeyFault::NoKey(3))));
        Keys::drop_key(&path, 1).unwrap();
        let keys = Keys::load(&path).unwrap();
        assert_eq!(keys.ids(), [2]);
        assert_eq!(keys.unwrap(PERSON, 1, &wrapped.bytes).unwrap_err(), Unreadable::NoKey(1));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_change_that_is_under_way_holds_off_another() {
        let (_folder, path) = key_file();
        let _under_way = new_file(&beside(&path)).unwrap();
        assert!(matches!(Keys::add_key(&path), Err(KeyFault::Busy(_))));
        assert!(beside(&path).exists());
        assert_eq!(Keys::load(&path).unwrap().ids(), [1]);
    }

    #[test]
    fn a_wrapped_key_opens_for_its_person_alone() {
        let keys = Keys::ephemeral();
        let wrapped = keys.wrap(PERSON, &DataKey::random());
        assert_eq!(wrapped.bytes.len(), 1 + 24 + 32 + 16);
        assert!(keys.unwrap(PERSON, 1, &wrapped.bytes).is_ok());
        assert_eq!(keys.unwrap(Uuid::from_u128(1), 1, &wrapped.bytes).unwrap_err(), Unreadable::Damaged);
        assert_eq!(Keys::ephemeral().unwrap(PERSON, 1, &wrapped.bytes).unwrap_err(), Unreadable::Damaged);
        for place in 0..wrapped.bytes.len() {
            let mut damaged = wrapped.bytes.clone();
            damaged[place] ^= 1;
            assert!(keys.unwrap(PERSON, 1, &damaged).is_err(), "byte {place}");
        }
    }

    #[test]
    fn the_index_tells_kinds_values_and_installations_apart() {
        let keys = Keys::ephemeral();
        let address = keys.blind("address", "siti@contoh.id");
        assert_eq!(address, keys.blind("address", "siti@contoh.id"));
        assert_ne!(address, keys.blind("name", "siti@contoh.id"));
        assert_ne!(address, keys.blind("address", "sita@contoh.id"));
        assert_ne!(address, Keys::ephemeral().blind("address", "siti@contoh.id"));
        assert_ne!(keys.blind("a", "bc"), keys.blind("ab", "c"));
    }

    #[test]
    fn codes_have_their_form_and_stay_the_same_for_a_row() {
        let keys = Keys::ephemeral();
        for number in 0..2_000 {
            let id = Uuid::from_u128(number);
            assert!(keys.short_code("sign-in", id) < 100_000_000);
            let token = keys.token("invite", id);
            assert!(token.len() == 26 && token.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()));
            let code = keys.paper_code("invite", id);
            assert!(code.len() == 12 && code.bytes().all(|byte| LETTERS_TO_TYPE.contains(&byte)));
            assert_eq!((token, code), (keys.token("invite", id), keys.paper_code("invite", id)));
        }
    }

    #[test]
    fn codes_differ_by_row_label_form_and_installation() {
        let keys = Keys::ephemeral();
        let code = keys.paper_code("invite", PERSON);
        assert_ne!(code, keys.paper_code("invite", Uuid::from_u128(1)));
        assert_ne!(code, keys.paper_code("reset", PERSON));
        assert_ne!(code, Keys::ephemeral().paper_code("invite", PERSON));
        assert_ne!(keys.number("paper", "invite", PERSON), keys.number("token", "invite", PERSON));
    }

    #[test]
    fn short_codes_are_spread_over_all_eight_digits() {
        let keys = Keys::ephemeral();
        let mut tenths = [0_u32; 10];
        for number in 0..10_000 {
            tenths[(keys.short_code("sign-in", Uuid::from_u128(number)) / 10_000_000) as usize] += 1;
        }
        assert!(tenths.iter().all(|count| (850..1150).contains(count)), "{tenths:?}");
    }

    #[test]
    fn codes_are_the_same_only_letter_by_letter() {
        assert!(same("7K2M", "7K2M"));
        assert!(!same("7K2M", "7K2N"));
        assert!(!same("7K2M", "7K2"));
    }
}
