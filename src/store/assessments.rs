//! The fragility of structures, month by month, as it was known over instants. Signals and what is made of them are two
//! families: who may read the ones only is never given the others. Both hold figures of yet other families, which leave here
//! for those only who read these.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::helper_types::IntoBoxed;
use diesel::prelude::*;

use super::backend::{BATCH, Conn, Error, each};
use super::schema::{assessments as t, structure_versions as s};
use super::scope::{Rows, Scope};
use super::versions::{Known, STILL_KNOWN};

use crate::domain::finess::FinessNumber;
use crate::domain::legal_clock::Clock;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::timeline::FOREVER;
use crate::risk::sheet::{Sheet, Signals, Standing};

#[derive(Insertable)]
#[diesel(table_name = t)]
struct Row {
    structure: String,
    month: String,
    level: String,
    listed: bool,
    signals: String,
    standing: String,
    known_from: NaiveDateTime,
    known_to: NaiveDateTime,
}

// The same table, asked for its last month.
diesel::alias!(t as other: Other);

type Wanted = IntoBoxed<'static, t::table, <Conn as Connection>::Backend>;

/// What is seen of a structure at the end of a month, or of the last one that was assessed; none where the scope does not
/// reach.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn signals(
    conn: &mut Conn,
    scope: &Scope,
    structure: &FinessNumber,
    month: Option<Month>,
    known: Known,
) -> Result<Option<Signals>, Error> {
    let Some(wanted) = wanted(scope, Family::Signals, known) else { return Ok(None) };
    let wanted = of_one(wanted, structure, month);
    let text: Option<String> = wanted.select(t::signals).first(conn).optional()?;
    text.map(|text| seen(scope, &text)).transpose()
}

/// What was seen of a structure month by month, the last first; empty where the scope does not reach.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn all_signals(conn: &mut Conn, scope: &Scope, structure: &FinessNumber) -> Result<Vec<Signals>, Error> {
    let Some(wanted) = wanted(scope, Family::Signals, Known::Now) else { return Ok(Vec::new()) };
    let texts: Vec<String> = of_one(wanted, structure, None).select(t::signals).load(conn)?;
    texts.iter().map(|text| seen(scope, text)).collect()
}

/// What is made of it, likewise.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn standing(
    conn: &mut Conn,
    scope: &Scope,
    structure: &FinessNumber,
    month: Option<Month>,
    known: Known,
) -> Result<Option<Standing>, Error> {
    let Some(wanted) = wanted(scope, Family::Assessments, known) else { return Ok(None) };
    let wanted = of_one(wanted, structure, month);
    let text: Option<String> = wanted.select(t::standing).first(conn).optional()?;
    text.map(|text| made(scope, &text)).transpose()
}

/// What was made last of these structures, by number, where the scope reaches.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn last_standings(
    conn: &mut Conn,
    scope: &Scope,
    numbers: &[FinessNumber],
    known: Known,
) -> Result<HashMap<String, Standing>, Error> {
    let rows = last_of(scope, Family::Assessments, numbers, known);
    rows.map_or_else(|| Ok(HashMap::new()), |rows| load(conn, scope, rows))
}

/// What was seen last of these structures, likewise.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn last_signals(
    conn: &mut Conn,
    scope: &Scope,
    numbers: &[FinessNumber],
    known: Known,
) -> Result<HashMap<String, Signals>, Error> {
    let Some(rows) = last_of(scope, Family::Signals, numbers, known) else {
        return Ok(HashMap::new());
    };
    let rows: Vec<(String, String)> = rows.select((t::structure, t::signals)).load(conn)?;
    rows.into_iter().map(|(number, text)| Ok((number, seen(scope, &text)?))).collect()
}

/// What their legal clocks show at the end of the last month assessed, by structure.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn clocks(
    conn: &mut Conn,
    scope: &Scope,
    known: Known,
) -> Result<HashMap<FinessNumber, (Clock, Month)>, Error> {
    /// The rest is not read.
    #[derive(serde::Deserialize)]
    struct Clocked {
        clock: Clock,
    }
    let last = last_month(conn, scope, Family::Signals, known)?;
    let Some((last, rows)) = last.zip(wanted(scope, Family::Signals, known)) else {
        return Ok(HashMap::new());
    };
    let rows = rows.filter(t::month.eq(last.to_string())).select((t::structure, t::signals));
    let rows: Vec<(String, String)> = rows.load(conn)?;
    let each = rows.into_iter().map(|(number, text)| {
        let number = number.parse().map_err(|problem| unwritten(&problem))?;
        Ok((number, (read::<Clocked>(&text)?.clock, last)))
    });
    each.collect()
}

/// The rows of some structures in the last month that was assessed.
fn last_of(scope: &Scope, family: Family, numbers: &[FinessNumber], known: Known) -> Option<Wanted> {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    let instant = known.instant();
    let known_then = other.field(t::known_from).le(instant).and(other.field(t::known_to).gt(instant));
    let last = other.filter(known_then).select(diesel::dsl::max(other.field(t::month))).single_value();
    let rows = sought(scope, family, known, true)?;
    Some(rows.filter(t::structure.eq_any(numbers)).filter(t::month.nullable().eq(last)))
}

/// The last month assessed, as it was known; none where nothing was that the scope reaches.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn last_month(
    conn: &mut Conn,
    scope: &Scope,
    family: Family,
    known: Known,
) -> Result<Option<Month>, Error> {
    let Some(wanted) = wanted(scope, family, known) else { return Ok(None) };
    let last: Option<String> = wanted.select(diesel::dsl::max(t::month)).first(conn)?;
    last.map(|month| month.parse().map_err(|_| unwritten(&month))).transpose()
}

/// What was made of all structures that the scope reaches in the last month assessed before one, as it was known.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn before(
    conn: &mut Conn,
    scope: &Scope,
    month: Month,
    known: Known,
) -> Result<HashMap<String, Standing>, Error> {
    let earlier =
        |scope| wanted(scope, Family::Assessments, known).map(|it| it.filter(t::month.lt(month.to_string())));
    let (Some(last), Some(rows)) = (earlier(scope), earlier(scope)) else { return Ok(HashMap::new()) };
    let last: Option<String> = last.select(diesel::dsl::max(t::month)).first(conn)?;
    last.map_or_else(|| Ok(HashMap::new()), |last| load(conn, scope, rows.filter(t::month.eq(last))))
}

/// What was made of them in one month.
///
/// # Errors
/// The database fails, or a row holds what no assessment may hold.
pub fn of_month(
    conn: &mut Conn,
    scope: &Scope,
    month: Month,
    known: Known,
) -> Result<HashMap<String, Standing>, Error> {
    let rows = wanted(scope, Family::Assessments, known);
    rows.map_or_else(
        || Ok(HashMap::new()),
        |rows| load(conn, scope, rows.filter(t::month.eq(month.to_string()))),
    )
}

fn load(conn: &mut Conn, scope: &Scope, rows: Wanted) -> Result<HashMap<String, Standing>, Error> {
    let rows: Vec<(String, String)> = rows.select((t::structure, t::standing)).load(conn)?;
    rows.into_iter().map(|(structure, text)| Ok((structure, made(scope, &text)?))).collect()
}

/// Makes what is known of a month equal to these assessments, as of an instant; gives the number of rows that changed. The
/// same again changes none.
///
/// # Errors
/// The database fails, or an assessment cannot be written.
pub fn replace(conn: &mut Conn, month: Month, sheets: &[Sheet], at: NaiveDateTime) -> Result<usize, Error> {
    let held: Vec<(i64, String, String, String)> = t::table
        .filter(t::month.eq(month.to_string()).and(t::known_to.eq(STILL_KNOWN)))
        .select((t::id, t::structure, t::signals, t::standing))
        .load(conn)?;
    let mut held: HashMap<String, (i64, String, String)> = held
        .into_iter()
        .map(|(id, structure, signals, standing)| (structure, (id, signals, standing)))
        .collect();
    let (mut new, mut gone) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let (signals, standing) = (write(&sheet.signals)?, write(&sheet.standing)?);
        let structure = sheet.signals.finess.to_string();
        match held.remove(&structure) {
            Some((_, before, stood)) if (&before, &stood) == (&signals, &standing) => continue,
            Some((id, ..)) => gone.push(id),
            None => {}
        }
        new.push(Row {
            structure,
            month: month.to_string(),
            level: sheet.standing.level.as_str().to_owned(),
            listed: sheet.standing.is_listed,
            signals,
            standing,
            known_from: at,
            known_to: STILL_KNOWN,
        });
    }
    let changed = new.len() + held.len();
    gone.extend(held.into_values().map(|(id, ..)| id));
    for chunk in gone.chunks(BATCH) {
        diesel::update(t::table.filter(t::id.eq_any(chunk))).set(t::known_to.eq(at)).execute(conn)?;
    }
    for chunk in new.chunks(BATCH) {
        each!(conn, c => diesel::insert_into(t::table).values(chunk).execute(c))?;
    }
    Ok(changed)
}

/// The rows known at an instant that the scope reaches; none when it reaches nothing.
fn wanted(scope: &Scope, family: Family, known: Known) -> Option<Wanted> {
    sought(scope, family, known, false)
}

/// The same rows; of a few, the place of each is looked up rather than all places first.
fn sought(scope: &Scope, family: Family, known: Known, are_few: bool) -> Option<Wanted> {
    let instant = known.instant();
    let wanted = t::table.filter(t::known_from.le(instant).and(t::known_to.gt(instant))).into_boxed();
    match scope.rows(family) {
        Rows::All => Some(wanted),
        Rows::None => None,
        Rows::Structures(numbers) => Some(wanted.filter(t::structure.eq_any(numbers))),
        Rows::Departments(departments) if are_few => {
            let placed = s::table
                .filter(s::finess.eq(t::structure).and(s::department.eq_any(departments)))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(FOREVER)));
            Some(wanted.filter(diesel::dsl::exists(placed)))
        }
        Rows::Departments(departments) => {
            // Where FINESS places the structure now.
            let placed = s::table
                .filter(s::department.eq_any(departments))
                .filter(s::known_to.eq(STILL_KNOWN).and(s::valid_to.eq(FOREVER)))
                .select(s::finess);
            Some(wanted.filter(t::structure.eq_any(placed)))
        }
    }
}

/// The last month first.
fn of_one(wanted: Wanted, structure: &FinessNumber, month: Option<Month>) -> Wanted {
    let wanted = wanted.filter(t::structure.eq(structure.to_string())).order(t::month.desc());
    match month {
        Some(month) => wanted.filter(t::month.eq(month.to_string())),
        None => wanted,
    }
}

/// Signals leave here as the scope may see them, and in no other way.
fn seen(scope: &Scope, text: &str) -> Result<Signals, Error> {
    Ok(read::<Signals>(text)?.seen_with(scope.sight()))
}

/// What is made of them, likewise.
fn made(scope: &Scope, text: &str) -> Result<Standing, Error> {
    Ok(read::<Standing>(text)?.seen_with(scope.sight()))
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| unwritten(&error))
}

fn write<T: serde::Serialize>(part: &T) -> Result<String, Error> {
    serde_json::to_string(part).map_err(|error| unwritten(&error))
}

fn unwritten(problem: &dyn ToString) -> Error {
    Error::Row { table: "assessments", problem: problem.to_string() }
}
