//! Figures quoted from publications. A new file says all of them: what it no longer says is known no more.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error, each};
use super::schema::published_figures as t;
use super::versions::{Known, Provenance, STILL_KNOWN};
use crate::domain::measure::{Period, PublishedFigure};

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: i64,
    #[diesel(embed)]
    content: Content,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Content {
    code: String,
    territory: String,
    period: String,
    value: f64,
    unit: String,
    nature: String,
    citation: String,
    known_from: NaiveDateTime,
    known_to: NaiveDateTime,
    import_id: i64,
}

/// Figures of one code, or of all, by period.
///
/// # Errors
/// The database fails, or a row holds what no figure may hold.
pub fn load(conn: &mut Conn, code: Option<&str>, known: Known) -> Result<Vec<(i64, PublishedFigure)>, Error> {
    let instant = known.instant();
    let mut query = t::table
        .filter(t::known_from.le(instant).and(t::known_to.gt(instant)))
        .order((t::period, t::id))
        .select(Row::as_select())
        .into_boxed();
    if let Some(code) = code {
        query = query.filter(t::code.eq(code.to_owned()));
    }
    query.load(conn)?.into_iter().map(Row::read).collect()
}

/// Adds figures and ends the knowledge of others.
///
/// # Errors
/// The database fails.
pub fn change(
    conn: &mut Conn,
    gone: &[i64],
    new: &[&PublishedFigure],
    provenance: Provenance,
) -> Result<(), Error> {
    for chunk in gone.chunks(BATCH) {
        diesel::update(t::table.filter(t::id.eq_any(chunk)))
            .set(t::known_to.eq(provenance.known_from))
            .execute(conn)?;
    }
    for chunk in new.chunks(BATCH) {
        let rows: Vec<Content> = chunk.iter().map(|figure| Content::write(figure, provenance)).collect();
        each!(conn, c => diesel::insert_into(t::table).values(&rows).execute(c))?;
    }
    Ok(())
}

impl Row {
    fn read(self) -> Result<(i64, PublishedFigure), Error> {
        let row = self.content;
        let broken = |problem: String| Error::Row { table: "published_figures", problem };
        let figure = PublishedFigure {
            code: row.code,
            territory: row
                .territory
                .parse()
                .map_err(|e: crate::domain::territory::NotATerritory| broken(e.to_string()))?,
            period: Period::read(&row.period).ok_or_else(|| broken(row.period.clone()))?,
            value: row.value,
            unit: row.unit,
            nature: row.nature,
            citation: row.citation,
        };
        Ok((self.id, figure))
    }
}

impl Content {
    fn write(figure: &PublishedFigure, provenance: Provenance) -> Self {
        Self {
            code: figure.code.clone(),
            territory: figure.territory.to_string(),
            period: figure.period.to_string(),
            value: figure.value,
            unit: figure.unit.clone(),
            nature: figure.nature.clone(),
            citation: figure.citation.clone(),
            known_from: provenance.known_from,
            known_to: STILL_KNOWN,
            import_id: provenance.import,
        }
    }
}
