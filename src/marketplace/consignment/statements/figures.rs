//! The figures of a statement, from the entries it is made of. A statement is never a query of its own: what stands on
//! it is what its lines point to.
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use serde::{Deserialize, Serialize};
use time::Date;
use uuid::Uuid;

use crate::error::Result;

/// An entry that belongs on a statement.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Entry {
    pub id: i64,
    pub kind: String,
    pub due_delta: i64,
    pub business_day: Date,
    /// Of a sale or a void: what the buyer paid, and the outlet's part. 0 else.
    pub gross_idr: i64,
    pub outlet_idr: i64,
    pub pieces: i64,
    pub unit_idr: i64,
    /// Title of the goods; empty for fees and adjustments.
    pub goods: String,
    /// Name of the variant.
    pub variant: String,
    /// Code of the sale or the write-off.
    pub reference: String,
    /// Code of the dispute that ended in it.
    pub dispute: String,
}

/// Sums of a statement, rupiah.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    pub gross: i64,
    pub outlet_share: i64,
    pub fee: i64,
    pub liability: i64,
    pub adjustments: i64,
    /// What the entries come to.
    pub lines: i64,
}

impl Sums {
    pub fn of(entries: &[Entry]) -> Self {
        entries.iter().fold(Self::default(), |mut sums, entry| {
            sums.lines += entry.due_delta;
            match entry.kind.as_str() {
                "sale_maker" | "void_maker" => {
                    sums.gross += entry.gross_idr;
                    sums.outlet_share += entry.outlet_idr;
                }
                "fee" | "fee_back" => sums.fee -= entry.due_delta,
                "liability" | "liability_back" => sums.liability += entry.due_delta,
                _ => sums.adjustments += entry.due_delta,
            }
            sums
        })
    }

    /// The sums say the same as the entries: gross, less the outlet's part and fees, with losses and adjustments.
    pub fn tie_out(&self) -> bool {
        self.lines == self.gross - self.outlet_share - self.fee + self.liability + self.adjustments
    }
}

/// Which entries.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// On no statement yet, up to a day.
    Unsettled { placement: Uuid, until: Date },
    /// On a statement.
    Of(Uuid),
}

/// Entries with what they are about, by day. At most 20,000.
pub async fn entries(db: &impl ConnectionTrait, which: Which) -> Result<Vec<Entry>> {
    let (condition, values) = match which {
        Which::Unsettled { placement, until } => (
            "m.placement_id = $1 AND m.business_day <= $2 AND EXISTS (SELECT 1 FROM money_rule r \
             WHERE r.kind = m.kind AND r.from_account = m.from_account AND r.to_account = m.to_account AND r.settles) \
             AND NOT EXISTS (SELECT 1 FROM settlement_line l WHERE l.money_entry_id = m.id)",
            vec![placement.into(), until.into()],
        ),
        Which::Of(statement) => {
            ("m.id IN (SELECT money_entry_id FROM settlement_line WHERE settlement_id = $1)", vec![statement.into()])
        }
    };
    let sql = format!(
        "SELECT m.id, m.kind, m.due_delta, m.business_day, \
         CAST(COALESCE(CASE WHEN x.kind = 'void_sale' THEN -1 ELSE 1 END * x.qty * x.unit_idr, 0) AS BIGINT) \
         AS gross_idr, \
         CAST(COALESCE(CASE WHEN x.kind = 'void_sale' THEN -1 ELSE 1 END * x.outlet_idr, 0) AS BIGINT) AS outlet_idr, \
         CAST(COALESCE(CASE WHEN x.kind = 'void_sale' THEN -1 ELSE 1 END * x.qty, w.qty, 0) AS BIGINT) AS pieces, \
         CAST(COALESCE(x.unit_idr, 0) AS BIGINT) AS unit_idr, \
         COALESCE(g.title, '') AS goods, COALESCE(v.name, '') AS variant, \
         COALESCE(s.public_code, w.public_code, '') AS reference, COALESCE(d.public_code, '') AS dispute \
         FROM money_entry m LEFT JOIN sale_line x ON x.maker_entry_id = m.id LEFT JOIN sale s ON s.id = x.sale_id \
         LEFT JOIN write_off w ON w.money_entry_id = m.id LEFT JOIN dispute d ON d.money_entry_id = m.id \
         LEFT JOIN lot l ON l.id = COALESCE(x.lot_id, w.lot_id) LEFT JOIN variant v ON v.id = l.variant_id \
         LEFT JOIN product g ON g.id = v.product_id \
         WHERE {condition} ORDER BY m.business_day, m.id LIMIT 20000"
    );
    Ok(Entry::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn entry(kind: &str, due: i64, gross: i64, outlet: i64) -> Entry {
        Entry {
            id: 1,
            kind: kind.to_owned(),
            due_delta: due,
            business_day: date!(2026 - 11 - 22),
            gross_idr: gross,
            outlet_idr: outlet,
            pieces: 1,
            unit_idr: gross,
            goods: String::new(),
            variant: String::new(),
            dispute: String::new(),
            reference: String::new(),
        }
    }

    #[test]
    fn the_sums_of_the_worked_example() {
        let sums = Sums::of(&[entry("sale_maker", 191_250, 225_000, 33_750), entry("liability", 42_500, 0, 0)]);
        assert_eq!((sums.gross, sums.outlet_share, sums.liability, sums.lines), (225_000, 33_750, 42_500, 233_750));
        assert!(sums.tie_out());
        let taken_back = Sums::of(&[
            entry("sale_maker", 21_250, 25_000, 3_750),
            entry("void_maker", -21_250, -25_000, -3_750),
            entry("fee", -50_000, 0, 0),
            entry("adjust_up", 1_000, 0, 0),
        ]);
        assert_eq!((taken_back.gross, taken_back.fee, taken_back.lines), (0, 50_000, -49_000));
        assert!(taken_back.tie_out());
    }
}
