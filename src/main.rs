//! Parses the command line, nothing else.
#[actix_web::main]
async fn main() -> std::process::ExitCode {
    tanggui::cli::run().await
}
