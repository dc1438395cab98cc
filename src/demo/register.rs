//! One release of the register, of the quarter that ended last. No award of the demo stands behind it: what is published
//! leads to none in any store.
use sea_orm::ConnectionTrait;
use time::OffsetDateTime;

use super::world::FUNDING;
use crate::{
    enterprises::model::Sector,
    error::Result,
    funding::{
        calls::terms::Publication,
        model::Form,
        register::{
            Award, Change, Quarter,
            release::{Draw, compose},
            releases::service as store,
            service::PREFIX,
        },
    },
    platform::money::Rupiah,
    regions::Zone,
};

/// How many awards in a place and a sector, their form, and millions of the first one; each next one has one more.
const AWARDS: [(usize, &str, Sector, Form, i64); 6] = [
    (9, "6371", Sector::Food, Form::Money, 4),
    (7, "6371", Sector::Textile, Form::Goods, 8),
    (6, "6303", Sector::Craft, Form::Goods, 3),
    (6, "6372", Sector::Food, Form::Money, 5),
    // Too few to be told.
    (3, "6372", Sector::Wood, Form::Money, 12),
    (2, "6303", Sector::Food, Form::Money, 20),
];

/// The government whose money it is.
const GOVERNMENT: &str = "63";

/// Writes it.
pub async fn write(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<()> {
    let today = now.to_offset(Zone::Wib.utc_offset()).date();
    let Some(quarter) = Quarter::of(today).days().0.previous_day().map(Quarter::of) else { return Ok(()) };
    let mut awards = Vec::new();
    for (many, regency, sector, form, millions) in AWARDS {
        for (number, amount) in (0..many).zip(millions..) {
            awards.push(Award {
                sector,
                regency: regency.to_owned(),
                quarter,
                amount: Rupiah(amount * 1_000_000),
                form,
                government: GOVERNMENT.to_owned(),
                publication: Publication::Reduced,
                recipient: FUNDING.id(&format!("recipient {regency} {} {number}", sector.as_str())),
                change: Change::Made,
            });
        }
    }
    let mut drawn = 0;
    let mut code = || {
        drawn += 1;
        FUNDING.register_code(&format!("register {drawn}"))
    };
    let draw = Draw { prefix: PREFIX, seed: [7; 32], code: &mut code };
    let release = compose(quarter, &awards, &[], draw).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
    store::write(db, &release, Quarter::of(today).days().0.midnight().assume_utc()).await
}
