//! A proposal that is being written, so that there is something to look at. Everything in it is invented.
use std::collections::BTreeMap;

use entity::registry::grants::{funding_event, outside_scheme, outside_step, proposal, proposal_section};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, prelude::TimeUnixTimestampMillis};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::{
    people::ACCOUNTS,
    world::{FUNDING, GOODS},
};
use crate::{error::Result, platform::ids::Stream};

pub const PROPOSALS: Stream = Stream::new("proposals");

/// The key of the draft: enterprise and call.
pub const DRAFT: (&str, &str) = ("E01", "K02");

/// Fields with what was typed.
type Fields = &'static [(&'static str, &'static str)];

/// Sections, who wrote them, and their fields.
const SECTIONS: [(&str, &str, Fields); 5] = [
    ("identitas", "Rahma", &[("pengaju", "Koperasi Purun Lestari (contoh)"), ("alamat_badan", "Jalan Contoh 4")]),
    (
        "latar-belakang",
        "Nur",
        &[
            ("kegiatan_usaha", "Membuat tas dan tikar dari purun, dijual di gerai dan lewat pesanan."),
            ("latar_belakang", "Purun kering dibeli eceran, jadi harganya naik turun dan pesanan besar tertunda."),
        ],
    ),
    ("tujuan", "Nur", &[("tujuan", "Menyimpan bahan untuk dua bulan, supaya pesanan 100 tas selesai tepat waktu.")]),
    (
        "rab-1",
        "Salim",
        &[
            ("kegiatan", "Pengadaan bahan"),
            ("uraian", "Purun kering"),
            ("bentuk", "goods"),
            ("volume", "150"),
            ("satuan", "ikat"),
            ("harga", "22000"),
            ("toko_1", "Pasar Terapung (contoh)"),
            ("banding_1", "22000"),
            ("toko_2", "Pengumpul Desa (contoh)"),
            ("banding_2", "23500"),
            ("toko_3", "Koperasi Tani (contoh)"),
            ("banding_3", "22500"),
        ],
    ),
    (
        "rab-2",
        "Salim",
        &[("kegiatan", "Pengadaan bahan"), ("uraian", "Rak kering"), ("bentuk", "goods"), ("volume", "2")],
    ),
];

/// The key of a note of a scheme outside the site.
pub const OUTSIDE: &str = "E01 outside";

/// Writes a note with one stage.
async fn outside(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<()> {
    let row = outside_scheme::ActiveModel {
        id: Set(PROPOSALS.id(OUTSIDE)),
        public_code: Set(PROPOSALS.document_code(OUTSIDE)),
        enterprise_id: Set(GOODS.id("E01")),
        sector: Set("craft".to_owned()),
        agency: Set("Dinas Perindustrian (contoh)".to_owned()),
        registration: Set("SIPD-1187 (contoh)".to_owned()),
        due: Set(None),
        report_by: Set(None),
        ended: Set(false),
        made_at: Set(TimeUnixTimestampMillis(now - Duration::days(9))),
        row_version: Set(2),
    };
    outside_scheme::Entity::insert(row).exec_without_returning(db).await?;
    let step = outside_step::ActiveModel {
        scheme_id: Set(PROPOSALS.id(OUTSIDE)),
        number: Set(1),
        stage: Set("submitted".to_owned()),
        day: Set((now - Duration::days(8)).date()),
        reference: Set("Tanda terima 41 (contoh)".to_owned()),
        amount_idr: Set(0),
    };
    outside_step::Entity::insert(step).exec_without_returning(db).await?;
    Ok(())
}

/// Writes the draft, and the note.
pub async fn write(db: &impl ConnectionTrait, now: OffsetDateTime) -> Result<()> {
    let (enterprise, call) = DRAFT;
    let key = format!("{enterprise} {call}");
    let begun = TimeUnixTimestampMillis(now - Duration::days(6));
    let row = proposal::ActiveModel {
        id: Set(PROPOSALS.id(&key)),
        public_code: Set(PROPOSALS.document_code(&key)),
        call_id: Set(FUNDING.id(call)),
        enterprise_id: Set(GOODS.id(enterprise)),
        state: Set("draft".to_owned()),
        door: Set(Some("cooperative".to_owned())),
        publication_read: Set(false),
        opened_at: Set(begun),
        submitted_at: Set(None),
        ended_at: Set(None),
        asked_idr: Set(None),
        row_version: Set(1),
    };
    proposal::Entity::insert(row).exec_without_returning(db).await?;
    begin(db, &key, begun).await?;
    outside(db, now).await?;
    for (day, (section, writer, fields)) in (1..).zip(SECTIONS) {
        let fields: BTreeMap<&str, &str> = fields.iter().copied().collect();
        let row = proposal_section::ActiveModel {
            proposal_id: Set(PROPOSALS.id(&key)),
            section: Set(section.to_owned()),
            content: Set(serde_json::to_string(&fields)?),
            row_version: Set(1),
            changed_at: Set(TimeUnixTimestampMillis(now - Duration::days(6) + Duration::hours(day * 20))),
            changed_by: Set(account(writer)),
        };
        proposal_section::Entity::insert(row).exec_without_returning(db).await?;
    }
    Ok(())
}

async fn begin(db: &impl ConnectionTrait, key: &str, at: TimeUnixTimestampMillis) -> Result<()> {
    let row = funding_event::ActiveModel {
        object: Set("proposal".to_owned()),
        object_id: Set(PROPOSALS.id(key)),
        number: Set(1),
        event: Set("start".to_owned()),
        from_state: Set(None),
        to_state: Set("draft".to_owned()),
        person_id: Set(Some(account("Rahma"))),
        duty: Set("chair".to_owned()),
        on_behalf_of: Set(None),
        payload: Set("{}".to_owned()),
        at: Set(at),
    };
    funding_event::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

fn account(name: &str) -> Uuid {
    ACCOUNTS.iter().find(|account| account.name == name).map(super::people::Account::id).unwrap_or_default()
}
