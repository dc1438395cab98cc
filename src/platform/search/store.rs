//! The index on disk or in memory: opening, writing, reading, replacing.
//!
//! A folder holds one sub-folder per generation of the index and a pointer file that names the live one. A rebuild
//! writes a new generation beside the live one and moves the pointer, so readers never see half of anything.
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use tantivy::{
    Index, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, Term,
    collector::{Count, TopDocs},
    directory::{MmapDirectory, RamDirectory},
    indexer::LogMergePolicy,
};
use uuid::Uuid;

use super::{
    Document, Hit, Kind, Origin, Query,
    schema::{self, Fields},
    statistics::OfKind,
};
use crate::{
    error::Result,
    platform::{changes::Cursor, ids},
};

/// One thread writes: a community's site changes seldom, and each thread takes a heap.
const WRITER_HEAP: usize = 32 << 20;
const POINTER: &str = "live";

/// What the index was made of and how far it followed, kept in the payload of each commit, so that index and
/// cursor move together.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    pub origin: Origin,
    pub cursor: Cursor,
}

/// The search engine of a node.
pub struct Search {
    folder: Option<PathBuf>,
    live: RwLock<Option<Arc<Generation>>>,
}

struct Generation {
    reader: IndexReader,
    /// Taken by whoever writes; opened at the first write, because a folder admits one writer.
    writer: Mutex<Option<IndexWriter>>,
    index: Index,
    fields: Fields,
    name: String,
    /// Number of the commit that is being read.
    commit: AtomicU64,
}

impl Search {
    /// Opens what is there. A missing or unreadable index is no error: it is not [`ready`](Self::ready) until a
    /// rebuild made it.
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let search = Self { folder: Some(folder.to_owned()), live: RwLock::new(None) };
        if let Some(name) = live_name(folder) {
            match Generation::open(folder, &name) {
                Ok(generation) => search.install(generation),
                Err(error) => tracing::warn!(%error, "the search index is not readable and will be rebuilt"),
            }
        }
        Ok(search)
    }

    /// An index in memory.
    pub fn in_memory() -> Self {
        Self { folder: None, live: RwLock::new(None) }
    }

    /// Looks whether another process wrote the index or made a new one, and reads that.
    pub fn refresh(&self) -> Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let (Some(name), live) = (live_name(folder), self.live()) else { return Ok(()) };
        match live {
            Some(live) if live.name == name => live.refresh(),
            _ => {
                if let Ok(generation) = Generation::open(folder, &name) {
                    self.install(generation);
                }
                Ok(())
            }
        }
    }

    /// Whether there is an index to ask.
    pub fn ready(&self) -> bool {
        self.live().is_some()
    }

    /// What the live index was made of and how far it followed.
    pub fn progress(&self) -> Option<Progress> {
        let payload = self.live()?.index.load_metas().ok()?.payload?;
        serde_json::from_str(&payload).ok()
    }

    /// The best hits of a query, best first; equal scores in the order of ids. `None` while there is no index.
    pub fn find(&self, query: &Query) -> Result<Option<Vec<Hit>>> {
        let Some(live) = self.live() else { return Ok(None) };
        Ok(self.or_discard(live.find(query)))
    }

    /// How many documents fulfil a query. `None` while there is no index.
    pub fn count(&self, query: &Query) -> Result<Option<usize>> {
        let Some(live) = self.live() else { return Ok(None) };
        Ok(self.or_discard(live.count(query)))
    }

    /// How rare a word is among the documents of a kind: the logarithm of how many there are for one that has it.
    /// 1 while there is no index.
    pub fn rarity(&self, kind: Kind, word: &str) -> f32 {
        self.live().and_then(|live| live.rarity(kind, word).ok()).unwrap_or(1.0)
    }

    /// Applies changes to the live index and makes them visible. Blocks on the disk: call it off the async threads.
    pub fn apply(&self, gone: &[Uuid], present: &[Document], progress: &Progress) -> Result<()> {
        match self.live() {
            Some(live) => live.apply(gone, present, progress),
            None => Ok(()),
        }
    }

    /// Writes a new generation from `documents` and switches to it. The live one serves until then.
    pub fn replace(
        &self,
        documents: &mut dyn Iterator<Item = Result<Vec<Document>>>,
        progress: &Progress,
    ) -> Result<()> {
        let generation = Generation::create(self.folder.as_deref())?;
        for batch in documents {
            generation.add(&batch?)?;
        }
        generation.commit(progress)?;
        if let Some(folder) = &self.folder {
            point_to(folder, &generation.name)?;
        }
        let kept = generation.name.clone();
        self.install(generation);
        if let Some(folder) = &self.folder {
            remove_others(folder, &kept);
        }
        Ok(())
    }

    /// An index that cannot be read is put away: pages list from the store, and the follower builds a new one.
    fn or_discard<T>(&self, answer: Result<T>) -> Option<T> {
        answer
            .inspect_err(|error| {
                tracing::error!(%error, "the search index cannot be read and will be rebuilt");
                *self.live.write().unwrap_or_else(PoisonError::into_inner) = None;
                if let Some(folder) = &self.folder {
                    // Without the pointer no start takes the broken one up again.
                    let _ = fs::remove_file(folder.join(POINTER));
                }
            })
            .ok()
    }

    fn live(&self) -> Option<Arc<Generation>> {
        self.live.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn install(&self, generation: Generation) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(generation));
    }
}

impl Generation {
    fn open(folder: &Path, name: &str) -> Result<Self> {
        let (expected, fields) = schema::build();
        let index = Index::open_in_dir(folder.join(name))?;
        if index.schema() != expected {
            return Err(anyhow::anyhow!("the index has other fields").into());
        }
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() {
            return Err(anyhow::anyhow!("{} files of the index are damaged", damaged.len()).into());
        }
        Self::of(index, fields, name.to_owned())
    }

    fn create(folder: Option<&Path>) -> Result<Self> {
        let (schema, fields) = schema::build();
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

    fn of(index: Index, fields: Fields, name: String) -> Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let commit = AtomicU64::new(index.load_metas()?.opstamp);
        Ok(Self { reader, writer: Mutex::new(None), index, fields, name, commit })
    }

    fn find(&self, query: &Query) -> Result<Vec<Hit>> {
        let searcher = self.reader.searcher();
        let kind = Term::from_field_text(self.fields.kind, query.kind.as_str());
        let statistics = OfKind { searcher: &searcher, kind };
        let collector = TopDocs::with_limit(query.limit.max(1)).order_by_score();
        let top = searcher.search_with_statistics_provider(&query.build(&self.fields), &collector, &statistics)?;
        let mut hits = Vec::with_capacity(top.len());
        for (score, at) in top {
            let columns = searcher.segment_reader(at.segment_ord).fast_fields();
            let high = columns.u64("id_high")?.first(at.doc_id).unwrap_or_default();
            let low = columns.u64("id_low")?.first(at.doc_id).unwrap_or_default();
            hits.push(Hit { id: Uuid::from_u64_pair(high, low), score });
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        Ok(hits)
    }

    #[expect(clippy::cast_precision_loss, reason = "a logarithm of counts")]
    fn rarity(&self, kind: Kind, word: &str) -> tantivy::Result<f32> {
        let searcher = self.reader.searcher();
        let all = searcher.doc_freq(&Term::from_field_text(self.fields.kind, kind.as_str()))?;
        let having = searcher.doc_freq(&Term::from_field_text(self.fields.words(kind), word))?;
        Ok(((all as f32 + 1.0) / (having as f32 + 0.5)).ln().max(0.1))
    }

    fn count(&self, query: &Query) -> Result<usize> {
        Ok(self.reader.searcher().search(&query.build(&self.fields), &Count)?)
    }

    fn apply(&self, gone: &[Uuid], present: &[Document], progress: &Progress) -> Result<()> {
        self.write(|writer| {
            for id in gone.iter().chain(present.iter().map(|document| &document.id)) {
                writer.delete_term(Term::from_field_text(self.fields.id, &schema::id_term(*id)));
            }
            Ok(())
        })?;
        self.add(present)?;
        self.commit(progress)
    }

    fn add(&self, documents: &[Document]) -> Result<()> {
        self.write(|writer| {
            for document in documents {
                writer.add_document(self.fields.document(document))?;
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
        self.refresh()
    }

    /// Reads the newest commit, if it is not read already.
    fn refresh(&self) -> Result<()> {
        let newest = self.index.load_metas()?.opstamp;
        if self.commit.swap(newest, Ordering::Relaxed) != newest {
            self.reader.reload()?;
        }
        Ok(())
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
    // Words of deleted documents stay on disk and count in the scores until a merge: merge early.
    let mut merge = LogMergePolicy::default();
    merge.set_del_docs_ratio_before_merge(0.1);
    writer.set_merge_policy(Box::new(merge));
    // A process that was killed may have left files of a commit it never wrote down. The next commit takes up its
    // number, and would stumble over them.
    writer.garbage_collect_files().wait()?;
    Ok(writer)
}

pub(super) fn live_name(folder: &Path) -> Option<String> {
    let name = fs::read_to_string(folder.join(POINTER)).ok()?;
    name.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(name)
}

/// The rename is atomic: the pointer names the old generation or the new one, never half a name.
pub(super) fn point_to(folder: &Path, name: &str) -> Result<()> {
    let next = folder.join("live.next");
    fs::write(&next, name)?;
    Ok(fs::rename(next, folder.join(POINTER))?)
}

/// What cannot be removed now (open on some systems) is removed after the next rebuild.
pub(super) fn remove_others(folder: &Path, kept: &str) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.path().is_dir() && entry.file_name() != kept) {
        if let Err(error) = fs::remove_dir_all(entry.path()) {
            tracing::warn!(%error, "an old generation of the search index could not be removed");
        }
    }
}
