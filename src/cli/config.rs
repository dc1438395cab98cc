//! `config`: every setting as it is in force, in the form of the settings file. Secrets are not shown.
use std::path::Path;

use time::format_description::well_known::Rfc3339;
use toml::Value;
use url::Url;

use super::Outcome;
use crate::{
    config::{Config, Options},
    platform::clock::Clock,
};

/// Stands where a secret would stand.
const HIDDEN: &str = "***";

pub fn run(options: Options) -> anyhow::Result<Outcome> {
    let config = options.load()?;
    for (name, value) in settings(&config) {
        println!("{name} = {value}");
    }
    // Not a key of the file: nobody stops the clock of a site for good.
    if let Clock::Fixed(moment) = config.clock {
        println!("# the clock is stopped at {}", moment.format(&Rfc3339)?);
    }
    Ok(Outcome::Done)
}

/// The keys of the settings file, in the order of the handbook. One that is not set is not shown.
fn settings(config: &Config) -> Vec<(&'static str, Value)> {
    let (settings, mail) = (&config.settings, &config.mail);
    let path = |path: &Path| Value::from(path.display().to_string());
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let proxies: Vec<_> = settings.trusted_proxies.iter().map(ToString::to_string).collect();
    let lines = [
        ("data", Some(path(&config.data))),
        ("database-url", Some(without_password(&config.database_url).into())),
        ("keys", config.keys.as_deref().map(path)),
        ("listen", Some(config.listen.to_string().into())),
        ("base-url", Some(settings.base_url.as_str().into())),
        ("site-name", Some(settings.site_name.as_str().into())),
        ("shelf-opens-at", Some(number(settings.shelf_opens_at))),
        ("mail-url", mail.url.as_deref().map(|url| without_password(url).into())),
        ("mail-folder", mail.folder.as_deref().map(path)),
        ("mail-from", mail.from.as_deref().map(Value::from)),
        ("registration", Some(if settings.registration_open { "everyone" } else { "invited" }.into())),
        ("exit-target", Some(settings.exit_target.as_str().into())),
        ("trusted-proxies", Some(proxies.into())),
        ("pages-per-second", Some(number(settings.pages_per_second.into()))),
        ("privacy-contact", Some(settings.privacy_contact.as_str().into())),
    ];
    lines.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// An address that cannot be read is hidden as a whole: nobody knows where in it the password is.
fn without_password(address: &str) -> String {
    if address.starts_with("sqlite:") {
        return address.to_owned();
    }
    let Ok(mut url) = Url::parse(address) else { return HIDDEN.to_owned() };
    if url.password().is_some() && url.set_password(Some(HIDDEN)).is_err() {
        return HIDDEN.to_owned();
    }
    if url.query_pairs().any(|(key, _)| key == "password") {
        let pairs: Vec<_> = url.query_pairs().map(|(key, value)| (key.into_owned(), value.into_owned())).collect();
        let shown = pairs.iter().map(|(key, value)| (key, if key == "password" { HIDDEN } else { value.as_str() }));
        url.query_pairs_mut().clear().extend_pairs(shown);
    }
    url.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_hidden_wherever_it_stands_in_the_address() {
        for (address, shown) in [
            ("postgres://toko:rahasia@db/barang", "postgres://toko:***@db/barang"),
            ("postgres://db/barang?user=toko&password=rahasia", "postgres://db/barang?user=toko&password=***"),
            ("postgres://toko@db/barang?sslmode=prefer", "postgres://toko@db/barang?sslmode=prefer"),
            ("postgres://toko:rahasia@[db/barang", "***"),
            ("smtps://toko:rahasia@mail.example:465", "smtps://toko:***@mail.example:465"),
            ("sqlite://data/tanggui.db?mode=rwc", "sqlite://data/tanggui.db?mode=rwc"),
        ] {
            assert_eq!(without_password(address), shown);
        }
    }

    #[test]
    fn what_is_printed_is_a_settings_file() {
        let options = Options { site_name: Some("Toko \"Ibu\"".to_owned()), ..Options::default() };
        let config = options.load().unwrap();
        let lines: Vec<_> = settings(&config).iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let table: toml::Table = toml::from_str(&lines.join("\n")).unwrap();
        assert_eq!(table["site-name"].as_str(), Some("Toko \"Ibu\""));
        assert_eq!(table["shelf-opens-at"].as_integer(), Some(20));
    }
}
