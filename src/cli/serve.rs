//! `serve`: answers requests and follows the change sequence until told to stop.
use std::net::{SocketAddr, TcpListener};

use actix_web::{HttpServer, web};
use anyhow::Context;
use tokio::sync::watch;

use super::Outcome;
use crate::{app::App, config::Config, indexing, site, web::assets};

pub async fn run(config: Config) -> anyhow::Result<Outcome> {
    let listener = listen(config.listen)?;
    let app = App::open(&config).await?;
    tracing::info!(address = %config.listen, "serving");
    until_stopped(app, listener).await?;
    Ok(Outcome::Done)
}

/// Takes the address first: when it is in use, nothing else has happened yet.
pub fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .with_context(|| format!("{address} cannot be listened on; choose another with --port or --listen"))
}

/// Serves until an interrupt or a termination signal; requests under way are finished.
pub async fn until_stopped(app: App, listener: TcpListener) -> anyhow::Result<()> {
    assets::prepare();
    let (stop, stopped) = watch::channel(false);
    let follower = tokio::spawn(indexing::follow(app.clone(), stopped));
    let data = web::Data::new(app);
    let server = HttpServer::new(move || site::site(data.clone()))
        .workers(std::thread::available_parallelism().map_or(1, usize::from))
        .max_connections(2_000)
        .client_request_timeout(std::time::Duration::from_secs(5))
        .shutdown_timeout(10)
        .listen(listener)?
        .run();
    server.await?;
    let _ = stop.send(true);
    follower.await?;
    Ok(())
}
