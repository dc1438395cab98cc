//! What consignment comes to over placements and months, for lists, charts and files. Sums are of the ledger's rows.
use entity::registry::trade::{payout, settlement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Statement as Query, Value,
};
use time::{Date, Month as CalendarMonth};
use uuid::Uuid;

use super::{
    service::{StatementView, view},
    workflow::State,
};
use crate::{
    app::App,
    error::Result,
    identity::access::Permit,
    marketplace::consignment::{
        agreements::{
            model::PlacementView,
            service::{in_force, today},
        },
        party::{Party, Side},
        policy::MaySeeOutletSums,
    },
};

/// Rows of a file.
pub const MOST_ROWS: u64 = 20_000;

/// A month of the calendar, written `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    pub year: i32,
    pub month: u8,
}

impl Month {
    pub fn of(day: Date) -> Self {
        Self { year: day.year(), month: day.month().into() }
    }

    /// None for anything that is no month of this century.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        ((2_000..2_100).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    #[must_use]
    pub fn back(self, months: i32) -> Self {
        let all = self.year * 12 + i32::from(self.month) - 1 - months;
        Self { year: all.div_euclid(12), month: u8::try_from(all.rem_euclid(12) + 1).unwrap_or(1) }
    }

    pub fn first(self) -> Date {
        let month = CalendarMonth::try_from(self.month).unwrap_or(CalendarMonth::January);
        Date::from_calendar_date(self.year, month, 1).unwrap_or(Date::MIN)
    }

    pub fn last(self) -> Date {
        self.back(-1).first() - time::Duration::DAY
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Whose rows.
#[derive(Clone, Copy, Debug)]
pub enum Scope {
    Enterprise(Uuid),
    Outlet(Uuid),
    /// Of the office that runs the outlets: sums only.
    Agency(Uuid),
}

impl Scope {
    /// The rows of a side; the platform has none.
    pub fn of(party: &Party) -> Self {
        match party.side() {
            Side::Enterprise => Self::Enterprise(party.body()),
            Side::Outlet | Side::Platform => Self::Outlet(party.body()),
        }
    }

    pub fn of_agency(permit: &Permit<MaySeeOutletSums>) -> Self {
        Self::Agency(permit.object())
    }

    fn column(self) -> &'static str {
        match self {
            Self::Enterprise(_) => "p.enterprise_id",
            Self::Outlet(_) => "p.outlet_id",
            Self::Agency(_) => "h.agency_id",
        }
    }

    fn id(self) -> Value {
        match self {
            Self::Enterprise(id) | Self::Outlet(id) | Self::Agency(id) => id.into(),
        }
    }
}

/// What a placement came to in a month. Rupiah.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Turnover {
    pub placement: Uuid,
    pub enterprise: Uuid,
    /// As [`Month`] is written.
    pub month: String,
    pub pieces: i64,
    pub gross: i64,
    pub outlet_share: i64,
    pub maker_share: i64,
    pub paid: i64,
}

/// Sales and payments by placement and month, between two days.
pub async fn turnover(db: &impl ConnectionTrait, scope: Scope, (from, to): (Date, Date)) -> Result<Vec<Turnover>> {
    let month = |column: &str| match db.get_database_backend() {
        DbBackend::Postgres => format!("to_char({column}, 'YYYY-MM')"),
        _ => format!("substr({column}, 1, 7)"),
    };
    let sql = format!(
        "SELECT p.id AS placement, p.enterprise_id AS enterprise, f.month, CAST(SUM(f.pieces) AS BIGINT) AS pieces, \
         CAST(SUM(f.gross) AS BIGINT) AS gross, CAST(SUM(f.outlet) AS BIGINT) AS outlet_share, \
         CAST(SUM(f.maker) AS BIGINT) AS maker_share, CAST(SUM(f.paid) AS BIGINT) AS paid FROM (\
         SELECT x.placement_id, {sold} AS month, CASE x.kind WHEN 'sell' THEN x.qty ELSE -x.qty END AS pieces, \
         CASE x.kind WHEN 'sell' THEN x.maker_idr + x.outlet_idr ELSE -x.maker_idr - x.outlet_idr END AS gross, \
         CASE x.kind WHEN 'sell' THEN x.outlet_idr ELSE -x.outlet_idr END AS outlet, \
         CASE x.kind WHEN 'sell' THEN x.maker_idr ELSE -x.maker_idr END AS maker, 0 AS paid \
         FROM sale_line x WHERE x.business_day >= $1 AND x.business_day <= $2 \
         UNION ALL SELECT y.placement_id, {paid}, 0, 0, 0, 0, y.amount_idr FROM payout y \
         WHERE y.state <> 'failed' AND y.happened_on >= $3 AND y.happened_on <= $4) f \
         JOIN placement p ON p.id = f.placement_id JOIN outlet h ON h.id = p.outlet_id \
         WHERE {column} = $5 GROUP BY 1, 2, 3 ORDER BY 3, 1",
        sold = month("x.business_day"),
        paid = month("y.happened_on"),
        column = scope.column(),
    );
    let values = [from.into(), to.into(), from.into(), to.into(), scope.id()];
    Ok(Turnover::find_by_statement(Query::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

/// What a placement comes to since its last statement, and what stands there now.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Running {
    pub placement: Uuid,
    /// Pieces sold, less those taken back.
    pub sold: i64,
    /// Rupiah on no statement yet.
    pub due: i64,
    /// Entries on no statement yet.
    pub entries: i64,
}

/// What is on no statement yet, by placement.
pub async fn running(db: &impl ConnectionTrait, scope: Scope) -> Result<Vec<Running>> {
    let sql = format!(
        "SELECT p.id AS placement, \
         CAST(COALESCE(SUM(CASE x.kind WHEN 'sell' THEN x.qty WHEN 'void_sale' THEN -x.qty ELSE 0 END), 0) AS BIGINT) \
         AS sold, CAST(COALESCE(SUM(m.due_delta), 0) AS BIGINT) AS due, CAST(COUNT(*) AS BIGINT) AS entries \
         FROM money_entry m JOIN money_rule r ON r.kind = m.kind AND r.from_account = m.from_account \
         AND r.to_account = m.to_account JOIN placement p ON p.id = m.placement_id JOIN outlet h ON h.id = p.outlet_id \
         LEFT JOIN sale_line x ON x.maker_entry_id = m.id \
         WHERE {} = $1 AND r.settles AND m.business_day > p.closed_through \
         AND NOT EXISTS (SELECT 1 FROM settlement_line l WHERE l.money_entry_id = m.id) GROUP BY p.id",
        scope.column()
    );
    let values = [scope.id()];
    Ok(Running::find_by_statement(Query::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

/// Pieces at the outlet now, by placement.
pub async fn standing(db: &impl ConnectionTrait, scope: Scope) -> Result<Vec<(Uuid, i64)>> {
    #[derive(FromQueryResult)]
    struct Row {
        placement: Uuid,
        pieces: i64,
    }
    let sql = format!(
        "SELECT p.id AS placement, CAST(SUM(a.qty) AS BIGINT) AS pieces FROM stock_account a \
         JOIN lot l ON l.id = a.lot_id JOIN placement p ON p.id = l.placement_id JOIN outlet h ON h.id = p.outlet_id \
         WHERE {} = $1 AND a.place IN ('shelf', 'hold') GROUP BY p.id",
        scope.column()
    );
    let values = [scope.id()];
    let rows =
        Row::find_by_statement(Query::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.placement, row.pieces)).collect())
}

/// Statements of several placements, the newest first; a first draft is the outlet's own. At most 500.
pub async fn statements(
    db: &impl ConnectionTrait,
    party: &Party,
    places: &[PlacementView],
) -> Result<Vec<StatementView>> {
    let rows = settlement::Entity::find()
        .filter(settlement::Column::PlacementId.is_in(places.iter().map(|place| place.id)))
        .order_by_desc(settlement::Column::PeriodTo)
        .order_by_desc(settlement::Column::CreatedAt)
        .limit(500)
        .all(db)
        .await?;
    let views = rows.into_iter().map(view).collect::<Result<Vec<_>>>()?;
    let shown =
        |view: &StatementView| party.side() != Side::Enterprise || view.state != State::Drafted || view.revision > 1;
    Ok(views.into_iter().filter(shown).collect())
}

/// The last day something was paid for a placement.
pub async fn last_paid(db: &impl ConnectionTrait, placement: Uuid) -> Result<Option<Date>> {
    let row = payout::Entity::find()
        .filter(payout::Column::PlacementId.eq(placement))
        .filter(payout::Column::State.ne("failed"))
        .order_by_desc(payout::Column::HappenedOn)
        .one(db)
        .await?;
    Ok(row.map(|row| row.happened_on))
}

/// Placements whose period is over while something waits to be put on a statement.
pub async fn to_draft(app: &App, places: &[PlacementView], running: &[Running]) -> Result<Vec<(String, Date, Date)>> {
    let mut found = Vec::new();
    for place in places {
        if !running.iter().any(|row| row.placement == place.id && row.entries > 0) {
            continue;
        }
        let day = today(app, &place.regency);
        let from = place.closed_through + time::Duration::DAY;
        let Some(agreement) = in_force(&app.db, place.id, day).await? else { continue };
        let to = agreement.terms.period_end(from);
        if to < day {
            found.push((place.code.clone(), from, to));
        }
    }
    Ok(found)
}

/// How many days a statement is overdue; 0 when it is not.
pub fn days_late(statement: &StatementView, today: Date) -> i64 {
    let owed = matches!(statement.state, State::Sent | State::Confirmed) && statement.net > statement.paid;
    match statement.due_on {
        Some(due) if owed && today > due => (today - due).whole_days(),
        _ => 0,
    }
}

/// A posting as double entry: from one account to another.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Posting {
    pub business_day: Date,
    /// Code of the sale, write-off, payment, dispute or placement it comes from.
    pub document: String,
    pub kind: String,
    pub from_account: String,
    pub to_account: String,
    pub amount_idr: i64,
    /// Trade name of the maker, name of the outlet.
    pub maker: String,
    pub outlet: String,
}

/// Every posting of a side between two days, by day. At most [`MOST_ROWS`].
pub async fn postings(db: &impl ConnectionTrait, scope: Scope, (from, to): (Date, Date)) -> Result<Vec<Posting>> {
    let sql = format!(
        "SELECT m.business_day, COALESCE(s.public_code, w.public_code, y.public_code, d.public_code, p.public_code) \
         AS document, m.kind, m.from_account, m.to_account, m.amount_idr, e.trade_name AS maker, h.name AS outlet \
         FROM money_entry m JOIN ledger_op o ON o.id = m.op_id JOIN placement p ON p.id = m.placement_id \
         JOIN outlet h ON h.id = p.outlet_id JOIN enterprise e ON e.id = p.enterprise_id \
         LEFT JOIN sale s ON s.id = o.document_id LEFT JOIN write_off w ON w.id = o.document_id \
         LEFT JOIN payout y ON y.id = o.document_id LEFT JOIN dispute d ON d.id = o.document_id \
         WHERE m.business_day >= $1 AND m.business_day <= $2 AND {} = $3 ORDER BY m.business_day, m.id LIMIT {MOST_ROWS}",
        scope.column()
    );
    let values = [from.into(), to.into(), scope.id()];
    Ok(Posting::find_by_statement(Query::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

/// A line of a sale, for a file.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sold {
    pub business_day: Date,
    pub document: String,
    pub outlet: String,
    pub maker: String,
    pub title: String,
    pub variant: String,
    /// Below 0 where it was taken back.
    pub pieces: i64,
    pub unit_idr: i64,
    pub maker_idr: i64,
    pub outlet_idr: i64,
}

/// Every line of a sale of a side between two days, by day. At most [`MOST_ROWS`].
pub async fn sold(db: &impl ConnectionTrait, scope: Scope, (from, to): (Date, Date)) -> Result<Vec<Sold>> {
    let sign = "CASE x.kind WHEN 'sell' THEN 1 ELSE -1 END";
    let sql = format!(
        "SELECT x.business_day, s.public_code AS document, h.name AS outlet, e.trade_name AS maker, g.title, \
         v.name AS variant, CAST({sign} * x.qty AS BIGINT) AS pieces, x.unit_idr, \
         CAST({sign} * x.maker_idr AS BIGINT) AS maker_idr, CAST({sign} * x.outlet_idr AS BIGINT) AS outlet_idr \
         FROM sale_line x JOIN sale s ON s.id = x.sale_id JOIN placement p ON p.id = x.placement_id \
         JOIN outlet h ON h.id = p.outlet_id JOIN enterprise e ON e.id = p.enterprise_id JOIN lot l ON l.id = x.lot_id \
         JOIN variant v ON v.id = l.variant_id JOIN product g ON g.id = v.product_id \
         WHERE x.business_day >= $1 AND x.business_day <= $2 AND {} = $3 \
         ORDER BY x.business_day, x.stock_entry_id LIMIT {MOST_ROWS}",
        scope.column()
    );
    let values = [from.into(), to.into(), scope.id()];
    Ok(Sold::find_by_statement(Query::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

/// Goods sold most, in pieces.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Best {
    pub title: String,
    pub pieces: i64,
    pub gross: i64,
}

/// The ten goods sold most between two days.
pub async fn best(db: &impl ConnectionTrait, scope: Scope, (from, to): (Date, Date)) -> Result<Vec<Best>> {
    let sign = "CASE x.kind WHEN 'sell' THEN 1 ELSE -1 END";
    let sql = format!(
        "SELECT g.title, CAST(SUM({sign} * x.qty) AS BIGINT) AS pieces, \
         CAST(SUM({sign} * (x.maker_idr + x.outlet_idr)) AS BIGINT) AS gross \
         FROM sale_line x JOIN placement p ON p.id = x.placement_id JOIN outlet h ON h.id = p.outlet_id \
         JOIN lot l ON l.id = x.lot_id JOIN variant v ON v.id = l.variant_id JOIN product g ON g.id = v.product_id \
         WHERE x.business_day >= $1 AND x.business_day <= $2 AND {} = $3 GROUP BY g.id, g.title \
         HAVING SUM({sign} * x.qty) > 0 ORDER BY 2 DESC, 1 LIMIT 10",
        scope.column()
    );
    let values = [from.into(), to.into(), scope.id()];
    Ok(Best::find_by_statement(Query::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

/// Pieces that came between two days, and pieces lost of them or of earlier ones: damaged, gone, stolen, expired.
#[derive(Clone, Copy, Debug, Default, FromQueryResult)]
pub struct Losses {
    pub came: i64,
    pub lost: i64,
}

/// How much came and how much was written off between two days.
pub async fn losses(db: &impl ConnectionTrait, scope: Scope, (from, to): (Date, Date)) -> Result<Losses> {
    let sql = format!(
        "SELECT CAST(COALESCE(SUM(CASE e.kind WHEN 'receive' THEN e.qty ELSE 0 END), 0) AS BIGINT) AS came, \
         CAST(COALESCE(SUM(CASE WHEN w.id IS NOT NULL AND w.state = 'accepted' THEN e.qty ELSE 0 END), 0) AS BIGINT) \
         AS lost FROM stock_entry e JOIN ledger_op o ON o.id = e.op_id JOIN lot l ON l.id = e.lot_id \
         JOIN placement p ON p.id = l.placement_id JOIN outlet h ON h.id = p.outlet_id \
         LEFT JOIN write_off w ON w.stock_entry_id = e.id AND w.cause <> 'missing_in_transit' \
         WHERE o.business_day >= $1 AND o.business_day <= $2 AND {} = $3",
        scope.column()
    );
    let values = [from.into(), to.into(), scope.id()];
    let query = Query::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Losses::find_by_statement(query).one(db).await?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn months_are_counted_over_the_turn_of_the_year() {
        let january = Month::of(date!(2027 - 01 - 15));
        assert_eq!(january.back(2).to_string(), "2026-11");
        assert_eq!((january.back(1).first(), january.back(1).last()), (date!(2026 - 12 - 01), date!(2026 - 12 - 31)));
        assert_eq!(Month::parse("2026-02").map(Month::last), Some(date!(2026 - 02 - 28)));
        for wrong in ["", "2026", "2026-13", "1999-01", "x-1"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
