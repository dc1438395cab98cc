//! `pg_dump` and `pg_restore`: the only child processes of the backup. The way to the store goes to them through the
//! environment, so that no password stands on a command line, where every user of the machine could read it.
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    str::FromStr,
};

use anyhow::{Context, anyhow, bail};
use percent_encoding::percent_decode_str;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, Statement,
    sqlx::postgres::{PgConnectOptions, PgSslMode},
};
use url::Url;

/// Where Debian keeps the programs of each version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// Writes a dump of a store into a file, as of the moment of an exported snapshot.
pub fn dump(url: &str, version: u32, snapshot: &str, into: File) -> anyhow::Result<()> {
    let mut command = command("pg_dump", url, version)?;
    command.args(["--format=custom", "--no-password"]).arg(format!("--snapshot={snapshot}"));
    run(command.stdin(Stdio::null()).stdout(into))
}

/// Reads the table of contents of a dump, which fails for a file cut short at its head.
pub fn look(url: &str, version: u32, dump: File) -> anyhow::Result<()> {
    run(command("pg_restore", url, version)?.arg("--list").stdin(dump).stdout(Stdio::null()))
}

/// Fills an empty store from a dump, wholly or not at all.
pub fn load(url: &str, version: u32, dump: File) -> anyhow::Result<()> {
    let database = options(url)?.get_database().context("the address of the store names no database")?.to_owned();
    let mut command = command("pg_restore", url, version)?;
    command.args(["--no-owner", "--exit-on-error", "--single-transaction", "--no-password"]);
    run(command.arg(format!("--dbname={database}")).stdin(dump).stdout(Stdio::null()))
}

/// The version of the server, as in 15 for 15.4.
pub async fn version(db: &DatabaseConnection) -> anyhow::Result<u32> {
    let sql = "SELECT current_setting('server_version_num')::int4 AS number";
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    let number: i32 = row.context("the server has no version")?.try_get("", "number")?;
    Ok(u32::try_from(number / 10_000)?)
}

fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ended = command.stderr(Stdio::piped()).spawn().with_context(|| format!("starting {name}"))?;
    let ended = ended.wait_with_output()?;
    if ended.status.success() {
        return Ok(());
    }
    bail!("{name} failed: {}", String::from_utf8_lossy(&ended.stderr).trim())
}

#[expect(clippy::disallowed_methods, reason = "the one place that starts another program")]
fn command(name: &str, url: &str, version: u32) -> anyhow::Result<Command> {
    let mut command = Command::new(program(name, version));
    let options = options(url)?;
    let host = options.get_socket().map_or_else(|| options.get_host().into(), |socket| socket.display().to_string());
    command.env("PGHOST", host);
    command.env("PGPORT", options.get_port().to_string());
    command.env("PGUSER", options.get_username());
    command.env("PGSSLMODE", security(options.get_ssl_mode()));
    command.env("PGCONNECT_TIMEOUT", "10");
    if let Some(database) = options.get_database() {
        command.env("PGDATABASE", database);
    }
    if let Some(settings) = options.get_options() {
        command.env("PGOPTIONS", settings);
    }
    if let Some(password) = password(url)? {
        command.env("PGPASSWORD", password);
    }
    Ok(command)
}

/// The program of the server's own version, else the newest, else the one in the path: an older one refuses, and
/// a newer one may write what the server cannot read.
fn program(name: &str, version: u32) -> PathBuf {
    let own = Path::new(VERSIONS).join(version.to_string()).join("bin").join(name);
    if own.exists() {
        return own;
    }
    let entries = std::fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    let versions = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let programs = versions.map(|version| (version, Path::new(VERSIONS).join(format!("{version}/bin/{name}"))));
    let newest = programs.filter(|(_, program)| program.exists()).max_by_key(|(version, _)| *version);
    newest.map_or_else(|| name.into(), |(_, program)| program)
}

fn options(url: &str) -> anyhow::Result<PgConnectOptions> {
    // The cause would show the address.
    PgConnectOptions::from_str(url).map_err(|_| anyhow!("the address of the store cannot be read"))
}

/// The options know the password but do not tell it.
fn password(url: &str) -> anyhow::Result<Option<String>> {
    let url = Url::parse(url).map_err(|_| anyhow!("the address of the store cannot be read"))?;
    if let Some((_, password)) = url.query_pairs().find(|(key, _)| key == "password") {
        return Ok(Some(password.into_owned()));
    }
    let decoded = url.password().map(|password| percent_decode_str(password).decode_utf8());
    Ok(decoded.transpose()?.map(std::borrow::Cow::into_owned))
}

fn security(mode: PgSslMode) -> &'static str {
    match mode {
        PgSslMode::Disable => "disable",
        PgSslMode::Allow => "allow",
        PgSslMode::Prefer => "prefer",
        PgSslMode::Require => "require",
        PgSslMode::VerifyCa => "verify-ca",
        PgSslMode::VerifyFull => "verify-full",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_goes_through_the_environment_and_never_on_the_command_line() {
        let url = "postgres://toko:rah%40sia@db.example:5433/barang";
        let command = command("pg_dump", url, 15).unwrap();
        assert_eq!(command.get_args().count(), 0);
        let given = |name: &str| {
            let found = command.get_envs().find(|(key, _)| *key == name);
            found.and_then(|(_, value)| value?.to_str().map(str::to_owned)).unwrap_or_default()
        };
        assert_eq!(given("PGPASSWORD"), "rah@sia");
        assert_eq!(
            [given("PGHOST"), given("PGPORT"), given("PGUSER"), given("PGDATABASE")].join(" "),
            "db.example 5433 toko barang"
        );
    }

    #[test]
    fn a_wrong_address_is_not_repeated_in_the_reason() {
        let error = options("postgres://toko:rahasia@[db").unwrap_err();
        assert!(!format!("{error:#}").contains("rahasia"));
    }
}
