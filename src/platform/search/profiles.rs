//! The index of those who want to be told of openings: a random number, what is offered where, how much. It holds the
//! opted-in set between starts, with a cursor of its own. Nobody asks it through the web.
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use tantivy::{
    DocAddress, Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument, Term,
    collector::DocSetCollector,
    directory::{MmapDirectory, RamDirectory},
    indexer::NoMergePolicy,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema},
};

use super::store::{Progress, live_name, point_to, remove_others};
use crate::{error::Result, platform::ids};

/// Changes with every change of what stands in it; a difference rebuilds the index.
pub const PROFILES_VERSION: u32 = 1;

/// Every field there is. A name, an id, a text, a wage or a date has no place here.
pub const FIELDS: [&str; 3] = ["no", "key", "skill_n"];

const WRITER_HEAP: usize = 16 << 20;
/// More segments than this are merged into one.
const MOST_SEGMENTS: usize = 8;

/// What the index holds of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub no: u64,
    /// `province:skill`, one for each wanted province and skill.
    pub keys: Vec<String>,
    pub skill_n: u64,
}

/// The index of profiles of a node.
pub struct Profiles {
    folder: Option<PathBuf>,
    live: RwLock<Option<Arc<Kept>>>,
    turn: tokio::sync::Mutex<()>,
}

struct Kept {
    index: Index,
    reader: IndexReader,
    /// Opened at the first write, because a folder admits one writer.
    writer: Mutex<Option<IndexWriter>>,
    fields: [Field; FIELDS.len()],
    name: String,
}

impl Profiles {
    /// Opens what is there. A missing or unreadable index is no error: it has no [`progress`](Self::progress) until a
    /// rebuild made it.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        close_to_others(folder)?;
        let kept = live_name(folder).and_then(|name| {
            Kept::open(folder, &name)
                .inspect_err(
                    |error| tracing::warn!(%error, "the index of profiles is not readable and will be rebuilt"),
                )
                .ok()
        });
        Ok(Self {
            folder: Some(folder.to_owned()),
            live: RwLock::new(kept.map(Arc::new)),
            turn: tokio::sync::Mutex::new(()),
        })
    }

    /// An index in memory.
    pub fn in_memory() -> Self {
        Self { folder: None, live: RwLock::new(None), turn: tokio::sync::Mutex::new(()) }
    }

    /// Whoever follows the sequence takes turns: an older look must not be written after a newer one.
    pub async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// What the live index was made of and how far it followed.
    pub fn progress(&self) -> Option<Progress> {
        let payload = self.live()?.index.load_metas().ok()?.payload?;
        serde_json::from_str(&payload).ok()
    }

    /// Applies changes and makes them visible. Blocks on the disk: call it off the async threads.
    pub fn apply(&self, gone: &[u64], present: &[Profile], progress: &Progress) -> Result<()> {
        match self.live() {
            Some(live) => live.apply(gone, present, progress),
            None => Ok(()),
        }
    }

    /// Writes a new index from `profiles` and switches to it.
    pub fn replace(&self, profiles: &mut dyn Iterator<Item = Result<Vec<Profile>>>, progress: &Progress) -> Result<()> {
        let kept = Kept::create(self.folder.as_deref())?;
        for batch in profiles {
            kept.add(&batch?)?;
        }
        kept.commit(progress)?;
        let name = kept.name.clone();
        if let Some(folder) = &self.folder {
            point_to(folder, &name)?;
        }
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(kept));
        if let Some(folder) = &self.folder {
            remove_others(folder, &name);
        }
        Ok(())
    }

    /// Takes what was deleted out of the files: a deleted document stays in its segment until a merge writes it anew.
    /// Tells whether there was anything to do.
    pub fn purge(&self) -> Result<bool> {
        self.live().map_or(Ok(false), |live| live.purge())
    }

    /// Everything in it.
    pub fn all(&self) -> Result<Vec<Profile>> {
        self.live().map_or(Ok(Vec::new()), |live| live.all())
    }

    /// Numbers that have at least so many of these keys, in order. The search engine's own answer, to hold others
    /// against.
    pub fn sharing(&self, keys: &[String], at_least: usize) -> Result<Vec<u64>> {
        self.live().map_or(Ok(Vec::new()), |live| live.sharing(keys, at_least))
    }

    fn live(&self) -> Option<Arc<Kept>> {
        self.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Nobody but the owner of the process reads the folder.
#[cfg(unix)]
fn close_to_others(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    Ok(fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?)
}

#[cfg(not(unix))]
fn close_to_others(_: &Path) -> Result<()> {
    Ok(())
}

fn schema() -> (Schema, [Field; FIELDS.len()]) {
    let [no, key, skill_n] = FIELDS;
    let mut schema = Schema::builder();
    let fields = [
        schema.add_u64_field(no, INDEXED | FAST),
        schema.add_text_field(key, STRING),
        schema.add_u64_field(skill_n, FAST),
    ];
    (schema.build(), fields)
}

impl Kept {
    fn open(folder: &Path, name: &str) -> Result<Self> {
        let (expected, fields) = schema();
        let index = Index::open_in_dir(folder.join(name))?;
        if index.schema() != expected {
            return Err(anyhow::anyhow!("the index has other fields").into());
        }
        if !index.validate_checksum()?.is_empty() {
            return Err(anyhow::anyhow!("files of the index are damaged").into());
        }
        Self::of(index, fields, name.to_owned())
    }

    fn create(folder: Option<&Path>) -> Result<Self> {
        let (schema, fields) = schema();
        let name = ids::new_file_key();
        let index = match folder {
            Some(folder) => {
                let own = folder.join(&name);
                fs::create_dir_all(&own)?;
                Index::open_or_create(MmapDirectory::open(&own)?, schema)?
            }
            None => Index::create(RamDirectory::create(), schema, IndexSettings::default())?,
        };
        Self::of(index, fields, name)
    }

    fn of(index: Index, fields: [Field; FIELDS.len()], name: String) -> Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, writer: Mutex::new(None), fields, name })
    }

    fn apply(&self, gone: &[u64], present: &[Profile], progress: &Progress) -> Result<()> {
        let [no, ..] = self.fields;
        self.write(|writer| {
            for number in gone.iter().chain(present.iter().map(|profile| &profile.no)) {
                writer.delete_term(Term::from_field_u64(no, *number));
            }
            Ok(())
        })?;
        self.add(present)?;
        self.commit(progress)
    }

    fn add(&self, profiles: &[Profile]) -> Result<()> {
        let [no, key, skill_n] = self.fields;
        self.write(|writer| {
            for profile in profiles {
                let mut document = TantivyDocument::default();
                document.add_u64(no, profile.no);
                for text in &profile.keys {
                    document.add_text(key, text);
                }
                document.add_u64(skill_n, profile.skill_n);
                writer.add_document(document)?;
            }
            Ok(())
        })
    }

    fn commit(&self, progress: &Progress) -> Result<()> {
        let payload = serde_json::to_string(progress)?;
        self.write(|writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit()?;
            Ok(())
        })?;
        Ok(self.reader.reload()?)
    }

    fn purge(&self) -> Result<bool> {
        let segments = self.index.searchable_segment_metas()?;
        let deleted = segments.iter().any(|segment| segment.num_deleted_docs() > 0);
        let all: Vec<_> = segments.iter().map(tantivy::SegmentMeta::id).collect();
        // Whoever holds what is known of a segment keeps its files.
        drop(segments);
        if !deleted && all.len() <= MOST_SEGMENTS {
            return Ok(false);
        }
        self.write(|writer| {
            // What the merge gives back would keep the new segment, should it be merged in its turn.
            drop(writer.merge(&all).wait()?);
            // A reader keeps the files it reads, so it lets go of them before they are collected.
            self.reader.reload()?;
            writer.garbage_collect_files().wait()?;
            Ok(())
        })?;
        Ok(true)
    }

    fn all(&self) -> Result<Vec<Profile>> {
        let [_, key, _] = self.fields;
        let searcher = self.reader.searcher();
        let mut all = Vec::new();
        for segment in searcher.segment_readers() {
            let (numbers, counts) = (segment.fast_fields().u64("no")?, segment.fast_fields().u64("skill_n")?);
            let mut keys: Vec<Vec<String>> = vec![Vec::new(); segment.max_doc() as usize];
            let inverted = segment.inverted_index(key)?;
            let mut terms = inverted.terms().stream()?;
            while terms.advance() {
                let term = String::from_utf8_lossy(terms.key()).into_owned();
                let mut postings = inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                let mut document = tantivy::DocSet::doc(&postings);
                while document != tantivy::TERMINATED {
                    if let Some(own) = keys.get_mut(document as usize) {
                        own.push(term.clone());
                    }
                    document = tantivy::DocSet::advance(&mut postings);
                }
            }
            for document in segment.doc_ids_alive() {
                let no = numbers.first(document).unwrap_or_default();
                let skill_n = counts.first(document).unwrap_or_default();
                let keys = keys.get_mut(document as usize).map(std::mem::take).unwrap_or_default();
                all.push(Profile { no, keys, skill_n });
            }
        }
        all.sort_unstable_by_key(|profile| profile.no);
        Ok(all)
    }

    fn sharing(&self, keys: &[String], at_least: usize) -> Result<Vec<u64>> {
        let [_, key, _] = self.fields;
        let clauses = keys.iter().map(|text| {
            let term = TermQuery::new(Term::from_field_text(key, text), IndexRecordOption::Basic);
            (Occur::Should, Box::new(term) as Box<dyn Query>)
        });
        let query = BooleanQuery::with_minimum_required_clauses(clauses.collect(), at_least);
        let searcher = self.reader.searcher();
        let mut found = Vec::new();
        for DocAddress { segment_ord, doc_id } in searcher.search(&query, &DocSetCollector)? {
            let numbers = searcher.segment_reader(segment_ord).fast_fields().u64("no")?;
            found.extend(numbers.first(doc_id));
        }
        found.sort_unstable();
        Ok(found)
    }

    fn write<T>(&self, work: impl FnOnce(&mut IndexWriter) -> Result<T>) -> Result<T> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let writer = match &mut *writer {
            Some(writer) => writer,
            none => none.insert(open_writer(&self.index)?),
        };
        work(writer)
    }
}

fn open_writer(index: &Index) -> Result<IndexWriter> {
    let writer = index.writer_with_num_threads(1, WRITER_HEAP)?;
    // Merges happen in `purge` alone, so that none is under way when what was deleted has to go.
    writer.set_merge_policy(Box::new(NoMergePolicy));
    writer.garbage_collect_files().wait()?;
    Ok(writer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::{changes::Cursor, search::Origin};

    fn profile(no: u64, keys: &[&str]) -> Profile {
        Profile { no, keys: keys.iter().map(|key| (*key).to_owned()).collect(), skill_n: keys.len() as u64 }
    }

    fn progress() -> Progress {
        Progress { origin: Origin::new(PROFILES_VERSION, 1, "store"), cursor: Cursor::default() }
    }

    #[test]
    fn the_index_has_these_fields_and_no_other() {
        let (schema, _) = schema();
        let names: Vec<String> = schema.fields().map(|(_, entry)| entry.name().to_owned()).collect();
        assert_eq!(names, ["no", "key", "skill_n"]);
        assert!(schema.fields().all(|(_, entry)| !entry.is_stored()));
    }

    #[test]
    fn what_was_deleted_is_in_no_file_after_a_purge() {
        let folder = tempfile::tempdir().unwrap();
        let profiles = Profiles::open(folder.path()).unwrap();
        let written = [profile(7, &["63:1", "63:2"]), profile(4242, &["36:9"]), profile(9, &["63:1"])];
        profiles.replace(&mut std::iter::once(Ok(written.to_vec())), &progress()).unwrap();
        assert_eq!(profiles.all().unwrap().len(), 3);
        assert_eq!(profiles.sharing(&["63:1".to_owned(), "63:2".to_owned()], 2).unwrap(), [7]);
        profiles.apply(&[4242], &[], &progress()).unwrap();
        assert_eq!(profiles.all().unwrap().iter().map(|profile| profile.no).collect::<Vec<_>>(), [7, 9]);
        assert!(profiles.purge().unwrap());
        assert!(!profiles.purge().unwrap(), "nothing is left to purge");

        let live = folder.path().join(live_name(folder.path()).unwrap());
        let index = Index::open_in_dir(&live).unwrap();
        let searcher = index.reader().unwrap().searcher();
        let mut terms = Vec::new();
        for segment in searcher.segment_readers() {
            assert_eq!(segment.num_deleted_docs(), 0);
            for (field, _) in index.schema().fields().filter(|(_, entry)| entry.is_indexed()) {
                let inverted = segment.inverted_index(field).unwrap();
                let mut stream = inverted.terms().stream().unwrap();
                while stream.advance() {
                    terms.push(stream.key().to_vec());
                }
            }
        }
        assert!(!terms.contains(&b"36:9".to_vec()) && !terms.contains(&4242u64.to_be_bytes().to_vec()), "{terms:?}");
        assert!(terms.contains(&b"63:1".to_vec()) && terms.contains(&7u64.to_be_bytes().to_vec()), "{terms:?}");

        let kept: Vec<String> =
            index.searchable_segment_ids().unwrap().iter().map(tantivy::index::SegmentId::uuid_string).collect();
        for entry in fs::read_dir(&live).unwrap().flatten() {
            let name = entry.file_name().into_string().unwrap();
            let own = name.starts_with('.') || name == "meta.json";
            assert!(own || kept.iter().any(|segment| name.starts_with(segment)), "{name} is left");
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777, 0o700);
        }
    }

    #[test]
    fn an_index_that_is_opened_again_knows_where_it_stood() {
        let folder = tempfile::tempdir().unwrap();
        let first = Profiles::open(folder.path()).unwrap();
        assert_eq!(first.progress(), None);
        first.replace(&mut std::iter::once(Ok(vec![profile(7, &["63:1"])])), &progress()).unwrap();
        drop(first);
        let second = Profiles::open(folder.path()).unwrap();
        assert_eq!(second.progress(), Some(progress()));
        assert_eq!(second.all().unwrap(), [profile(7, &["63:1"])]);
    }
}
