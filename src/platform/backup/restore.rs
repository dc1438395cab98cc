//! The way back: everything is checked before anything is touched, and the store appears last. What was put down
//! before a failure is taken away again.
use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};

use super::{
    FOLDERS, Place, archive, blocking,
    manifest::{DATABASE, Manifest, place},
    postgres, refused, rows, sqlite,
    write::{Scratch, folder_of},
};
use crate::platform::{db, ids};

/// Fills an empty store and an empty data folder from a backup, and brings the schema up to date.
pub async fn restore(into: &Place, file: &Path) -> anyhow::Result<Manifest> {
    let manifest = {
        let file = file.to_owned();
        blocking(move || archive::verify(&file)).await?
    };
    require_kin(into, &manifest)?;
    require_empty(into).await?;
    fs::create_dir_all(&into.data)?;
    let staged = Scratch::beside(&staging(into)?, "restore.part")?;
    let files = {
        let (file, manifest, data) = (file.to_owned(), manifest.clone(), into.data.clone());
        let target = staged.write()?;
        blocking(move || unpack(&file, &manifest, &data, target)).await?
    };
    if into.engine() == DbBackend::Sqlite {
        place_sqlite(into, &staged, &manifest).await?;
    } else {
        load_postgres(into, &staged, &manifest).await?;
    }
    files.keep();
    remove_index(&into.data)?;
    Ok(manifest)
}

/// The backup must be of this engine and not of a newer program.
fn require_kin(into: &Place, manifest: &Manifest) -> anyhow::Result<()> {
    let engine = if into.engine() == DbBackend::Sqlite { "sqlite" } else { "postgres" };
    if manifest.engine != engine {
        return refused(format!("this backup is of {} and cannot go into {engine}", manifest.engine));
    }
    if !rows::known().contains(&manifest.schema) {
        return refused(format!("this backup was made by another version: it knows {}", manifest.schema));
    }
    Ok(())
}

async fn require_empty(into: &Place) -> anyhow::Result<()> {
    for folder in FOLDERS {
        let folder = into.data.join(folder);
        let occupied = fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some());
        if occupied {
            return refused(format!("{} is not empty; a restore goes into an empty place only", folder.display()));
        }
    }
    if let Some(file) = into.sqlite_file()?
        && !file.exists()
    {
        return Ok(());
    }
    let store = db::connect(&into.database_url).await?;
    let bare = db::is_bare(&store).await?;
    store.close().await?;
    if bare { Ok(()) } else { refused("this store is not empty; a restore goes into an empty one only") }
}

/// The store's copy is laid down beside the store, so that it can be moved there in one step.
fn staging(into: &Place) -> anyhow::Result<PathBuf> {
    let file = into.sqlite_file()?.unwrap_or_else(|| into.data.join("store"));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(file)
}

/// Writes the store's copy into its scratch file and the pictures to their places.
fn unpack(file: &Path, manifest: &Manifest, data: &Path, mut target: File) -> anyhow::Result<Laid> {
    let mut laid = Laid(Vec::new());
    for folder in FOLDERS {
        fs::create_dir_all(data.join(folder))?;
    }
    archive::extract(file, manifest, |name, content| {
        if name == DATABASE {
            io::copy(content, &mut target)?;
            return Ok(target.sync_all()?);
        }
        let Some((folder, file)) = place(name) else { return refused(format!("{name:?} has no place")) };
        laid.put(data.join(folder).join(file), content).with_context(|| format!("writing {name}"))
    })?;
    Ok(laid)
}

/// Files that were put down, taken away again unless they are kept.
struct Laid(Vec<PathBuf>);

impl Laid {
    fn put(&mut self, path: PathBuf, content: &mut dyn Read) -> anyhow::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        self.0.push(path);
        io::copy(content, &mut file)?;
        Ok(file.sync_all()?)
    }

    fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Laid {
    fn drop(&mut self) {
        for path in &self.0 {
            let _ = fs::remove_file(path);
        }
    }
}

/// Everything that can fail is done in the copy; then it is moved to its place.
async fn place_sqlite(into: &Place, staged: &Scratch, manifest: &Manifest) -> anyhow::Result<()> {
    let copy = sqlite::open_copy(&staged.path).await?;
    sqlite::check(&copy).await?;
    copy.close().await?;
    let store = db::connect(&format!("sqlite://{}?mode=rw", staged.path.display())).await?;
    let settled = settle(&store, manifest).await;
    store.close().await?;
    settled?;
    let file = into.sqlite_file()?.context("the store is a file")?;
    for left in ["-wal", "-shm"] {
        let mut name = file.clone().into_os_string();
        name.push(left);
        remove(Path::new(&name))?;
    }
    fs::rename(&staged.path, &file)?;
    Ok(File::open(folder_of(&file))?.sync_all()?)
}

async fn load_postgres(into: &Place, staged: &Scratch, manifest: &Manifest) -> anyhow::Result<()> {
    let store = db::connect(&into.database_url).await?;
    let version = postgres::version(&store).await?;
    let (url, dump) = (into.database_url.clone(), staged.read()?);
    blocking(move || postgres::load(&url, version, dump)).await?;
    settle(&store, manifest).await?;
    Ok(store.close().await?)
}

/// Compares the rows, then makes the store at home here: a name of its own, so that an index that followed the store
/// of the backup is built anew, and places in the change sequences that mean something on this server.
async fn settle(store: &DatabaseConnection, manifest: &Manifest) -> anyhow::Result<()> {
    let found = rows::count(store).await?;
    for table in manifest.rows.keys().chain(found.keys()) {
        let (expected, found) = (manifest.rows.get(table), found.get(table));
        ensure!(expected == found, "{table} has {found:?} rows and not {expected:?} as in the backup");
    }
    if store.get_database_backend() == DbBackend::Postgres {
        for table in found.keys().filter(|table| ["public_change", "private_change"].contains(&table.as_str())) {
            store.execute_unprepared(&format!("UPDATE {table} SET xid = DEFAULT")).await?;
        }
    }
    db::migrate(store).await?;
    Ok(db::remember(store, "store", ids::new_file_key()).await?)
}

/// It is derived, and it is built anew.
fn remove_index(data: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(data.join("index")) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).context("removing the search index"),
        _ => Ok(()),
    }
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
