//! The command line: one file per command.
mod account;
mod backup;
mod bench;
mod config;
mod demo;
mod doctor;
mod generate;
mod import;
mod keys;
mod lint;
mod matching;
mod openapi;
mod routes;
mod serve;
mod store;
mod typeset;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Options;

/// Goods, jobs and funding for small enterprises.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fill an empty store with an invented world and serve it
    Demo(demo::Arguments),
    /// Serve the site
    Serve,
    /// Bring the schema of the store up to date
    Migrate,
    /// Read openings from a file, one JSON object a line
    #[command(subcommand)]
    Import(import::Command),
    /// Find openings for skills, with reasons; or answer a file of queries
    Match(matching::Arguments),
    /// Say what the rules for openings find in phrases
    Lint(lint::Arguments),
    /// Build the search index anew, or the index of profiles
    Reindex(store::Reindex),
    /// Make, renew and drop the keys of the vault
    #[command(subcommand)]
    Keys(keys::Command),
    /// Make, change and disable accounts
    #[command(subcommand)]
    Account(account::Command),
    /// Write the documents that follow from the code
    #[command(hide = true)]
    Generate(generate::Arguments),
    /// Make a PDF of a template and its data
    #[command(hide = true)]
    Typeset,
    /// Measure what the work on one photo takes
    #[command(hide = true)]
    BenchPhoto(bench::photo::Arguments),
    /// Measure what typesetting letters takes
    #[command(hide = true)]
    BenchLetters(bench::letters::Arguments),
    /// Measure how many sales a second an empty store takes
    #[command(hide = true)]
    BenchSales(bench::sales::Arguments),
    /// Fill an empty store with very many openings and profiles, and measure finding, telling and indexing there
    #[command(hide = true)]
    BenchMatch(bench::matching::Arguments),
    /// Measure how long one opening takes against many profiles
    #[command(hide = true)]
    BenchPercolation(bench::percolation::Arguments),
    /// Print the settings as they are in force, without secrets
    Config,
    /// Look whether everything is well: store, index, mail, keys, disk
    Doctor(doctor::Arguments),
    /// Write everything into one file, while the site runs
    Backup(backup::Arguments),
    /// Bring a backup into an empty store
    Restore(backup::Arguments),
    /// Print every address the site answers, and who may
    Routes(routes::Arguments),
    /// Print the description of the JSON interface
    Openapi,
}

/// How a command ended.
pub enum Outcome {
    Done,
    /// What was given could not be used, in whole or in part; the reasons are printed.
    BadInput,
}

/// Parses the command line and runs the command. 0 is success, 2 bad input, 1 anything else.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    log();
    match execute(cli).await {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::BadInput) => ExitCode::from(2),
        Err(error) => {
            eprintln!("tanggui: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn execute(cli: Cli) -> anyhow::Result<Outcome> {
    let options = cli.options;
    match cli.command {
        Command::Demo(arguments) => demo::run(options, arguments).await,
        Command::Serve => serve::run(options.load()?).await,
        Command::Migrate => store::migrate(options.load()?).await,
        Command::Import(import::Command::Openings(arguments)) => import::run(options.load()?, arguments).await,
        Command::Match(arguments) => matching::run(options.load()?, arguments).await,
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Reindex(arguments) => store::reindex(options.load()?, &arguments).await,
        Command::Keys(command) => keys::run(options.load()?, command).await,
        Command::Account(command) => account::run(options.load()?, command).await,
        Command::Generate(arguments) => generate::run(&arguments),
        Command::BenchPhoto(arguments) => bench::photo::run(&arguments).await,
        Command::BenchLetters(arguments) => bench::letters::run(&arguments).await,
        Command::BenchSales(arguments) => bench::sales::run(options, &arguments).await,
        Command::BenchMatch(arguments) => bench::matching::run(options, &arguments).await,
        Command::BenchPercolation(arguments) => Ok(bench::percolation::run(&arguments)),
        Command::Config => config::run(options),
        Command::Doctor(arguments) => doctor::run(options.load()?, arguments).await,
        Command::Backup(arguments) => backup::backup(options.load()?, arguments).await,
        Command::Restore(arguments) => backup::restore(options.load()?, arguments).await,
        Command::Routes(arguments) => Ok(routes::run(&arguments)),
        Command::Openapi => openapi::run(),
        Command::Typeset => typeset::run(),
    }
}

/// Log lines go to the standard error: JSON unless somebody watches.
fn log() {
    use std::io::IsTerminal;
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("TANGGUI_LOG").unwrap_or_else(|_| "warn,tanggui=info".into());
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        lines.without_time().init();
    } else {
        lines.json().init();
    }
}
