//! The file of a backup: a tar of `database`, `photos/…`, then `manifest.json` with the digest of each, and last of
//! all `seal`, the SHA-256 of every byte before it. So one wrong bit anywhere is noticed, in a header or in the
//! padding as well, and a file cut short has no seal.
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufReader, Read, Write},
    path::Path,
};

use anyhow::Context;
use sha2::{Digest, Sha256};
use tar::{EntryType, Header};

use super::{
    manifest::{DATABASE, MANIFEST, Manifest, Part, SEAL, place},
    refused,
};

const BLOCK: u64 = 512;
/// A header, a digest with its padding, and the two empty blocks that end a tar.
const SEAL_LENGTH: u64 = 4 * BLOCK;
/// A manifest has some lines for each picture; a longer one is no manifest.
const LONGEST_MANIFEST: u64 = 512 << 20;
const BUFFER: usize = 1 << 18;

/// Writes parts one after the other and remembers their digests.
pub struct Writer {
    out: Digesting<File>,
    parts: BTreeMap<String, Part>,
    /// Seconds since 1970, for the headers.
    moment: u64,
}

impl Writer {
    pub fn new(file: File, moment: i64) -> Self {
        let moment = u64::try_from(moment).unwrap_or_default();
        Self { out: Digesting::new(file), parts: BTreeMap::new(), moment }
    }

    /// Adds a file.
    pub fn add(&mut self, name: &str, file: File) -> anyhow::Result<()> {
        let bytes = file.metadata()?.len();
        let mut content = Digesting::new(file);
        append(&mut self.out, name, bytes, &mut content, self.moment).with_context(|| format!("copying {name}"))?;
        self.parts.insert(name.to_owned(), content.finish());
        Ok(())
    }

    /// Writes manifest and seal; afterwards everything is on the disk.
    pub fn finish(mut self, describe: impl FnOnce(BTreeMap<String, Part>) -> Manifest) -> anyhow::Result<Manifest> {
        let manifest = describe(self.parts);
        let text = serde_json::to_vec_pretty(&manifest)?;
        append(&mut self.out, MANIFEST, text.len() as u64, &mut text.as_slice(), self.moment)?;
        let mut file = self.out.inner;
        file.write_all(&seal(&hex(&self.out.digest.finalize()))?)?;
        file.sync_all()?;
        Ok(manifest)
    }
}

/// Reads the whole file and refuses it when anything in it is not as it was written.
pub fn verify(path: &Path) -> anyhow::Result<Manifest> {
    check_seal(path)?;
    let mut found = BTreeMap::new();
    let mut text = None;
    each(path, |name, content| {
        if text.is_some() {
            return refused("something stands behind the manifest of this backup");
        }
        if name == MANIFEST {
            let mut bytes = Vec::new();
            content.take(LONGEST_MANIFEST).read_to_end(&mut bytes)?;
            text = Some(bytes);
            return Ok(());
        }
        let mut content = Digesting::new(content);
        io::copy(&mut content, &mut io::sink())?;
        if found.insert(name.to_owned(), content.finish()).is_some() {
            return refused(format!("{name} stands twice in this backup"));
        }
        Ok(())
    })?;
    match text {
        Some(text) => Manifest::check(&text, &found),
        None => refused("this backup has no manifest"),
    }
}

/// Hands out every part of a verified file, and holds what was handed out against the manifest once more: the file
/// may have been exchanged since.
pub fn extract(
    path: &Path,
    manifest: &Manifest,
    mut receive: impl FnMut(&str, &mut dyn Read) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut received = BTreeMap::new();
    each(path, |name, content| {
        if name != MANIFEST {
            let mut content = Digesting::new(content);
            receive(name, &mut content)?;
            received.insert(name.to_owned(), content.finish());
        }
        Ok(())
    })?;
    if received == manifest.parts { Ok(()) } else { refused("this backup changed while it was read") }
}

/// Walks over the entries before the seal. Only regular files under names that have a place are let through; entries
/// that would give another one a longer name or a link are refused like any other.
fn each(path: &Path, mut visit: impl FnMut(&str, &mut dyn Read) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut tar = tar::Archive::new(BufReader::with_capacity(BUFFER, open(path)?));
    for entry in tar.entries()?.raw(true) {
        let Ok(mut entry) = entry else { return refused("this backup is damaged") };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type() != EntryType::Regular {
            return refused(format!("{name:?} in this backup is no plain file"));
        }
        if name == SEAL {
            return Ok(());
        }
        if name != DATABASE && name != MANIFEST && place(&name).is_none() {
            return refused(format!("{name:?} has no place in a backup"));
        }
        visit(&name, &mut entry)?;
    }
    Ok(())
}

/// The last bytes must be the very ones that [`Writer::finish`] would write.
fn check_seal(path: &Path) -> anyhow::Result<()> {
    let mut file = open(path)?;
    let Some(length) = file.metadata()?.len().checked_sub(SEAL_LENGTH) else {
        return refused("this is no backup, or it was cut short");
    };
    let mut before = Digesting::new((&mut file).take(length));
    io::copy(&mut before, &mut io::sink())?;
    let expected = seal(&before.finish().sha256)?;
    let mut found = Vec::with_capacity(expected.len());
    file.take(SEAL_LENGTH).read_to_end(&mut found)?;
    if found == expected { Ok(()) } else { refused("this backup is damaged or was cut short") }
}

fn open(path: &Path) -> anyhow::Result<File> {
    File::open(path).with_context(|| format!("opening {}", path.display()))
}

/// Writes one entry: header, content, padding.
fn append(out: &mut impl Write, name: &str, bytes: u64, content: &mut impl Read, moment: u64) -> anyhow::Result<()> {
    let mut header = Header::new_gnu();
    header.set_path(name)?;
    header.set_entry_type(EntryType::Regular);
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(moment);
    header.set_cksum();
    out.write_all(header.as_bytes())?;
    let mut buffered = BufReader::with_capacity(BUFFER, content.take(bytes));
    anyhow::ensure!(io::copy(&mut buffered, out)? == bytes, "it became shorter");
    let padding = bytes.next_multiple_of(BLOCK) - bytes;
    io::copy(&mut io::repeat(0).take(padding), out)?;
    Ok(())
}

/// The bytes that end a backup.
fn seal(digest: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    append(&mut bytes, SEAL, digest.len() as u64, &mut digest.as_bytes(), 0)?;
    bytes.extend_from_slice(&[0; 1024]);
    Ok(bytes)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Counts and digests whatever passes through.
struct Digesting<T> {
    inner: T,
    digest: Sha256,
    bytes: u64,
}

impl<T> Digesting<T> {
    fn new(inner: T) -> Self {
        Self { inner, digest: Sha256::new(), bytes: 0 }
    }

    fn finish(self) -> Part {
        Part { bytes: self.bytes, sha256: hex(&self.digest.finalize()) }
    }

    fn note(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl<R: Read> Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.note(&buffer[..length]);
        Ok(length)
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let length = self.inner.write(buffer)?;
        self.note(&buffer[..length]);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
