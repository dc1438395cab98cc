//! Files of the installation: pictures of goods and attached papers, each in a folder of the data directory.
use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime},
};

use futures_util::TryStreamExt;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, local::LocalFileSystem, path::Path as Key};

use crate::error::{Error, Result};

/// A folder of files with random names.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<LocalFileSystem>,
}

impl Files {
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        // What was sent is forgotten after its files are written, so they have to be on the disk by then.
        let store = LocalFileSystem::new_with_prefix(folder).map_err(anyhow::Error::from)?.with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Writes a file, in place of the one that may be there; a reader sees the whole of it or nothing. One that is named
    /// after its content is the same, and young again.
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<()> {
        self.store.put(&key(name)?, bytes.into()).await.map_err(fault)?;
        Ok(())
    }

    /// Names of the files that were written so long ago or earlier, by the clock of the disk.
    pub async fn older_than(&self, age: Duration) -> Result<Vec<String>> {
        let files: Vec<ObjectMeta> = self.store.list(None).try_collect().await.map_err(fault)?;
        let is_old = |file: &ObjectMeta| SystemTime::from(file.last_modified).elapsed().is_ok_and(|gone| gone >= age);
        Ok(files.into_iter().filter(is_old).map(|file| file.location.to_string()).collect())
    }

    /// Whether a file is there.
    pub async fn has(&self, name: &str) -> bool {
        match key(name) {
            Ok(key) => self.store.head(&key).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Reads a file.
    pub async fn get(&self, name: &str) -> Result<Vec<u8>> {
        let found = self.store.get(&key(name)?).await.map_err(fault)?;
        Ok(found.bytes().await.map_err(fault)?.into())
    }

    /// Removes a file; one that is not there is no fault.
    pub async fn delete(&self, name: &str) -> Result<()> {
        let Ok(key) = key(name) else { return Ok(()) };
        match self.store.delete(&key).await.map_err(fault) {
            Ok(()) | Err(Error::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Waits for files on a thread that may stand still: one of its own or of the blocking pool.
pub fn now<T>(work: impl Future<Output = T>) -> T {
    futures_executor::block_on(work)
}

/// A name that could leave the folder, or hide in it, is a name that does not exist.
fn key(name: &str) -> Result<Key> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    if name.is_empty() || name.starts_with('.') || !name.bytes().all(plain) {
        return Err(Error::NotFound);
    }
    Ok(Key::from(name))
}

fn fault(error: object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { .. } => Error::NotFound,
        other => anyhow::Error::from(other).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_is_read_again_and_no_name_leaves_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(&folder.path().join("photos")).unwrap();
        fs::write(folder.path().join("secret"), "x").unwrap();
        files.put("abc-320.webp", b"picture".to_vec()).await.unwrap();
        assert_eq!(files.get("abc-320.webp").await.unwrap(), b"picture");
        assert!(files.has("abc-320.webp").await);
        for name in ["../secret", "..%2fsecret", "", ".", "..", "ABC", "abc/320.webp", "abc#1", "/secret", "none.webp"]
        {
            assert!(matches!(files.get(name).await, Err(Error::NotFound)), "{name}");
            assert!(!files.has(name).await, "{name}");
        }
        for name in ["../secret", "", ".", "abc/320.webp", "abc#1"] {
            assert!(files.put(name, vec![1]).await.is_err(), "{name}");
            assert!(files.delete(name).await.is_ok(), "{name}");
        }
        assert_eq!(fs::read_dir(folder.path().join("photos")).unwrap().count(), 1);
        assert!(folder.path().join("secret").exists());
    }

    #[tokio::test]
    async fn a_deleted_file_is_gone_and_may_be_deleted_again() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        files.put("a", vec![1]).await.unwrap();
        files.delete("a").await.unwrap();
        files.delete("a").await.unwrap();
        assert!(matches!(files.get("a").await, Err(Error::NotFound)));
    }

    #[tokio::test]
    async fn a_file_that_is_written_again_is_young_again() {
        let (folder, hour) = (tempfile::tempdir().unwrap(), Duration::from_hours(1));
        let files = Files::open(folder.path()).unwrap();
        files.put("paper-ab", vec![1]).await.unwrap();
        assert_eq!(files.older_than(hour).await.unwrap(), Vec::<String>::new());
        let written = fs::File::options().write(true).open(folder.path().join("paper-ab")).unwrap();
        let past = written.metadata().unwrap().modified().unwrap() - 2 * hour;
        written.set_modified(past).unwrap();
        assert_eq!(files.older_than(hour).await.unwrap(), ["paper-ab"]);
        files.put("paper-ab", vec![1]).await.unwrap();
        assert_eq!(files.older_than(hour).await.unwrap(), Vec::<String>::new());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_reader_sees_the_whole_of_a_file_or_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        let writer = tokio::spawn({
            let files = files.clone();
            async move {
                for round in 0..50_u8 {
                    files.put("a", vec![round; 200_000]).await.unwrap();
                }
            }
        });
        while !writer.is_finished() {
            match files.get("a").await {
                Ok(bytes) => assert!(bytes.len() == 200_000 && bytes.iter().all(|byte| *byte == bytes[0])),
                Err(error) => assert!(matches!(error, Error::NotFound)),
            }
        }
        writer.await.unwrap();
    }

    #[test]
    fn threads_that_may_stand_still_need_no_runtime() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        now(files.put("a", vec![1])).unwrap();
        assert!(now(files.has("a")));
    }

    #[tokio::test]
    async fn threads_of_the_blocking_pool_may_wait_for_files_too() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::open(folder.path()).unwrap();
        tokio::task::spawn_blocking(move || now(files.put("a", vec![1]))).await.unwrap().unwrap();
    }
}
