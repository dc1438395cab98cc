//! Files of the installation: pictures of goods, in a folder of the data directory.
use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::error::{Error, Result};

/// A folder of files with random names.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
}

impl Files {
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Writes a file; a reader sees the whole of it or nothing.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let next = self.folder.join(format!("{name}.next"));
        fs::write(&next, bytes)?;
        Ok(fs::rename(next, self.folder.join(name))?)
    }

    /// Whether a file is there.
    pub fn has(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    /// Reads a file. A name that could leave the folder is a name that does not exist.
    pub async fn get(&self, name: &str) -> Result<Vec<u8>> {
        let plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        if !plain || name.starts_with('.') {
            return Err(Error::NotFound);
        }
        match tokio::fs::read(self.folder.join(name)).await {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::NotFound),
            Err(error) => Err(error.into()),
        }
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
        files.put("abc-320.webp", b"picture").unwrap();
        assert_eq!(files.get("abc-320.webp").await.unwrap(), b"picture");
        for name in ["../secret", "..%2fsecret", "", ".", "ABC", "abc/320.webp", "none.webp"] {
            assert!(files.get(name).await.is_err(), "{name}");
        }
    }
}
