//! `serve`: answers requests and follows the change sequence until told to stop.
use std::net::{SocketAddr, TcpListener};

use actix_web::{HttpServer, web};
use anyhow::{Context, bail};
use tokio::sync::watch;

use super::{Outcome, keys};
use crate::{
    app::App,
    config::{Config, PRODUCT},
    indexing,
    platform::db,
    site,
    web::assets,
    worker,
};

pub async fn run(config: Config) -> anyhow::Result<Outcome> {
    let listener = listen(config.listen)?;
    let keys = keys::load(&config)?;
    let app = App::open(&config, keys).await?;
    refuse_a_trial(&app).await?;
    tracing::info!(address = %config.listen, "serving");
    until_stopped(app, listener).await?;
    Ok(Outcome::Done)
}

/// What was made for trying must not be reached by the world: accounts whose password is printed, or a name that tells
/// which program this is.
async fn refuse_a_trial(app: &App) -> anyhow::Result<()> {
    if db::setting(&app.db, "demo").await?.is_some() {
        bail!("this store holds a demo world, whose passwords everybody knows; start with an empty one");
    }
    let host = app.settings.host();
    let here = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    if !here && app.settings.site_name == PRODUCT {
        bail!("give the site a name of its own with --site-name before the world sees it");
    }
    if !here && !app.settings.over_tls() {
        bail!("the address of the site must begin with https:// when it is not this machine");
    }
    Ok(())
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
    let follower = tokio::spawn(indexing::follow(app.clone(), stopped.clone()));
    let worker = tokio::spawn(worker::work(app.clone(), stopped));
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
    worker.await?;
    Ok(())
}
