//! Making a backup. The store is copied first and the pictures second: a picture too many does no harm.
use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::Context;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{
    FOLDERS, Place, archive, blocking,
    manifest::{DATABASE, FORMAT, Manifest, is_plain},
    postgres, refused, rows,
    rows::Schema,
    sqlite,
};
use crate::platform::db;

/// What was written.
#[derive(Debug)]
pub struct Written {
    pub manifest: Manifest,
    /// Length of the file.
    pub bytes: u64,
    /// Things in the folders that are no files of ours, such as other folders; they are not in the backup.
    pub left_out: Vec<PathBuf>,
}

/// Writes a backup beside its place, reads it again, and puts it there. A file that exists is not written over.
pub async fn write(place: &Place, file: &Path, now: OffsetDateTime) -> anyhow::Result<Written> {
    if file.exists() {
        return refused(format!("{} exists and is not written over", file.display()));
    }
    require_store(place)?;
    let (dump, part) = (Scratch::beside(file, "database.part")?, Scratch::beside(file, "part")?);
    let copied = copy_store(place, &dump).await?;
    let (place, file) = (place.clone(), file.to_owned());
    blocking(move || {
        let written = pack(&place, copied, &dump, &part, now)?;
        if file.exists() {
            return refused(format!("{} appeared meanwhile and is not written over", file.display()));
        }
        fs::rename(&part.path, &file)?;
        File::open(folder_of(&file))?.sync_all()?;
        Ok(written)
    })
    .await
}

/// What the copy of the store holds.
struct Copied {
    engine: &'static str,
    schema: Schema,
    rows: BTreeMap<String, i64>,
}

/// Connecting would make an empty store where there is none.
fn require_store(place: &Place) -> anyhow::Result<()> {
    match place.sqlite_file()? {
        Some(file) if !file.exists() => refused(format!("there is no store at {}", file.display())),
        _ => Ok(()),
    }
}

async fn copy_store(place: &Place, dump: &Scratch) -> anyhow::Result<Copied> {
    if place.engine() == DbBackend::Sqlite { copy_sqlite(place, dump).await } else { copy_postgres(place, dump).await }
}

async fn copy_sqlite(place: &Place, dump: &Scratch) -> anyhow::Result<Copied> {
    sqlite::copy(&place.database_url, &dump.path).await?;
    let copy = sqlite::open_copy(&dump.path).await?;
    sqlite::check(&copy).await?;
    require_tables(&copy).await?;
    let copied = Copied { engine: "sqlite", schema: Schema::read(&copy).await?, rows: rows::count(&copy).await? };
    copy.close().await?;
    Ok(copied)
}

/// Rows are counted in the very snapshot that is dumped.
async fn copy_postgres(place: &Place, dump: &Scratch) -> anyhow::Result<Copied> {
    let store = db::connect(&place.database_url).await?;
    require_tables(&store).await?;
    let version = postgres::version(&store).await?;
    let transaction = db::begin(&store).await?;
    transaction.execute_unprepared("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
    let export = Statement::from_string(DbBackend::Postgres, "SELECT pg_export_snapshot() AS name");
    let exported = transaction.query_one_raw(export).await?.context("no snapshot")?;
    let snapshot: String = exported.try_get("", "name")?;
    let (schema, rows) = (Schema::read(&transaction).await?, rows::count(&transaction).await?);
    let (url, writer, reader) = (place.database_url.clone(), dump.write()?, dump.read()?);
    blocking(move || {
        postgres::dump(&url, version, &snapshot, writer)?;
        postgres::look(&url, version, reader)
    })
    .await?;
    transaction.rollback().await?;
    store.close().await?;
    Ok(Copied { engine: "postgres", schema, rows })
}

async fn require_tables(store: &DatabaseConnection) -> anyhow::Result<()> {
    if db::is_bare(store).await? { refused("this store is empty") } else { Ok(()) }
}

fn pack(place: &Place, copied: Copied, dump: &Scratch, part: &Scratch, now: OffsetDateTime) -> anyhow::Result<Written> {
    let made_at = now.format(&Rfc3339)?;
    let mut archive = archive::Writer::new(part.write()?, now.unix_timestamp());
    archive.add(DATABASE, dump.read()?)?;
    let mut left_out = Vec::new();
    for folder in FOLDERS {
        for path in sorted(&place.data.join(folder))? {
            let name = path.file_name().and_then(|name| name.to_str()).filter(|name| is_plain(name));
            match (name, fs::symlink_metadata(&path)) {
                // Things come and go while the site serves.
                (_, Err(error)) if error.kind() == ErrorKind::NotFound => {}
                (Some(name), Ok(about)) if about.is_file() => match File::open(&path) {
                    Ok(file) => archive.add(&format!("{folder}/{name}"), file)?,
                    Err(error) if error.kind() == ErrorKind::NotFound => {}
                    Err(error) => return Err(error).with_context(|| format!("opening {}", path.display())),
                },
                _ => left_out.push(path),
            }
        }
    }
    let manifest = archive.finish(|parts| Manifest {
        format: FORMAT,
        engine: copied.engine.to_owned(),
        made_at,
        schema: copied.schema.last().to_owned(),
        rows: copied.rows,
        parts,
    })?;
    anyhow::ensure!(archive::verify(&part.path)? == manifest, "what was written is not what is read");
    Ok(Written { manifest, bytes: fs::metadata(&part.path)?.len(), left_out })
}

fn sorted(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.with_context(|| format!("reading {}", folder.display()))?,
    };
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The folder that a file lies in.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A file that only the owner may read, and that is gone when the work is over, done or not.
pub(super) struct Scratch {
    pub(super) path: PathBuf,
}

impl Scratch {
    /// Makes an empty one beside a file, under its name and more.
    pub(super) fn beside(file: &Path, more: &str) -> anyhow::Result<Self> {
        let mut name = file.file_name().context("a file needs a name")?.to_owned();
        name.push(".");
        name.push(more);
        let path = file.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(_) => Ok(Self { path }),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => refused(format!(
                "{} exists: either this is running elsewhere, or it was cut short and the file can be removed",
                path.display()
            )),
            Err(error) => Err(error).with_context(|| format!("writing {}", path.display())),
        }
    }

    pub(super) fn write(&self) -> anyhow::Result<File> {
        Ok(OpenOptions::new().write(true).open(&self.path)?)
    }

    pub(super) fn read(&self) -> anyhow::Result<File> {
        Ok(File::open(&self.path)?)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
