//! The facts of the monthly bulletin of the ministry: counts, of which those that speak of too few are left out, with others
//! that would tell them.

use std::collections::{BTreeSet, HashMap};

use chrono::Datelike as _;

use super::{Office, Raised};
use crate::catalog::Catalog;
use crate::domain::geography::france;
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::domain::suppression::{Cell, Problem, Relation, Series, is_small};
use crate::domain::territory::Territory;
use crate::mail::{Bulletin, Letter, Region};
use crate::risk::sheet::Standing;
use crate::store::points::{self, Selection};
use crate::store::{Conn, Error, Known, Scope, Store, assessments, structures};

const INDICATORS: [&str; 3] = ["msp_headline", "msp_projects", "aci_active"];

/// Vigilance, tension, critique, on a list.
const COLUMNS: usize = 4;

/// Raises the bulletin of a month; gives how many messages that made.
///
/// # Errors
/// The database fails.
pub fn raise(store: &Store, office: &Office, month: Month) -> Result<usize, Error> {
    let letter = facts(&mut *store.connection()?, office.catalog, month)?;
    let Some(letter) = letter.map(Letter::Bulletin) else { return Ok(0) };
    match store.write(|conn| office.raise(conn, &letter))? {
        Raised::Written(count) => Ok(count),
        Raised::Aside(_) | Raised::Withheld => Ok(0),
    }
}

/// None for a month of which no point is known.
///
/// # Errors
/// The database fails.
pub fn facts(conn: &mut Conn, catalog: &Catalog, month: Month) -> Result<Option<Bulletin>, Error> {
    let regions = || france().regions.iter().map(|it| Territory::Region(it.code.to_owned()));
    let territories: Vec<Territory> = std::iter::once(Territory::France).chain(regions()).collect();
    let codes: Vec<String> = territories.iter().map(ToString::to_string).collect();
    // The ministry reads aggregates as the public does.
    let spans = points::of_territories(conn, &Scope::public(), Selection::default(), &INDICATORS, &codes)?;
    let value = |indicator: &str, territory: &str, month: Month| {
        let spans = spans.get(&(indicator.to_owned(), territory.to_owned()))?;
        spans.iter().find(|span| span.first <= month && month <= span.last)?.reading.value
    };
    let Some(open) = value(INDICATORS[0], "FR", month) else { return Ok(None) };
    let goal = catalog.parameters.named("msp_path").next_back();
    let counts = counts(conn, month)?;
    let hidden = hidden(&counts, &codes);
    let told = |place: usize, column: usize| {
        let count = counts.get(&codes[place])?[column];
        (!hidden.contains(&(place, column))).then_some(count)
    };
    let region = |place: usize| Region {
        territory: territories[place].clone(),
        open: value(INDICATORS[0], &codes[place], month),
        levels: [0, 1, 2].map(|column| told(place, column)),
        listed: told(place, 3),
    };
    Ok(Some(Bulletin {
        month,
        open: Some(open),
        open_before: value(INDICATORS[0], "FR", month - 12),
        expected: catalog.parameters.on("msp_path", month.last_day()),
        goal: goal.map_or(0.0, |goal| goal.value),
        goal_year: goal.map_or(0, |goal| goal.on.year()),
        projects: value(INDICATORS[1], "FR", month),
        agreements: value(INDICATORS[2], "FR", month),
        france: region(0),
        // Some collectivities have none.
        regions: (1..codes.len()).map(region).filter(|region| region.open != Some(0.0)).collect(),
    }))
}

/// Structures of each level and on a list, by territory; the last column holds those that were assessed.
type Counts = HashMap<String, [f64; COLUMNS + 1]>;

/// All standings are read: what leaves are counts that are not small.
fn counts(conn: &mut Conn, month: Month) -> Result<Counts, Error> {
    let standings = assessments::of_month(conn, &Scope::operator(), month, Known::Now)?;
    let numbers: Vec<&String> = standings.keys().collect();
    let mut counts = Counts::new();
    for chunk in numbers.chunks(400) {
        for structure in structures::of_numbers(conn, chunk, Known::Now)? {
            let region = structure.spell(month).and_then(|spell| france().region_of(&spell.department));
            let (Some(region), Some(standing)) = (region, standings.get(structure.finess.as_str())) else {
                continue;
            };
            for place in ["FR".to_owned(), format!("REG-{region}")] {
                add(counts.entry(place).or_default(), standing);
            }
        }
    }
    Ok(counts)
}

fn add(counts: &mut [f64; COLUMNS + 1], standing: &Standing) {
    let is_in = [
        standing.level == Grade::Vigilance,
        standing.level == Grade::Tension,
        standing.level == Grade::Critique,
        standing.is_listed,
        true,
    ];
    for (count, is_in) in counts.iter_mut().zip(is_in) {
        *count += f64::from(u8::from(is_in));
    }
}

/// Which counts, by place and column, are not told.
fn hidden(counts: &Counts, codes: &[String]) -> BTreeSet<(usize, usize)> {
    let mut hidden = BTreeSet::new();
    for column in 0..COLUMNS {
        let of = |code: &String| counts.get(code).copied().unwrap_or_default();
        let cell = |code: &String| Cell {
            values: vec![Some(of(code)[column])],
            // Of so few structures a nought tells as much as a count.
            is_small: vec![is_small(of(code)[column]) || is_small(of(code)[COLUMNS])],
            spoke: vec![of(code)[COLUMNS]],
            counts_structures: true,
        };
        let series = |place: usize| Series {
            cells: vec![place],
            size: of(&codes[place])[COLUMNS],
            is_by_month: false,
        };
        let problem = Problem {
            months: 1,
            cells: codes.iter().map(cell).collect(),
            series: (0..codes.len()).map(series).collect(),
            relations: vec![Relation { total: 0, parts: (1..codes.len()).collect() }],
            ..Problem::default()
        };
        hidden.extend(problem.hide(&BTreeSet::new()).into_iter().map(|place| (place, column)));
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_told_of_few_nor_by_subtraction() {
        let codes = ["FR", "REG-84", "REG-11", "REG-53", "REG-02"].map(str::to_owned);
        let of = |row: [f64; COLUMNS + 1]| row;
        let counts = Counts::from([
            (codes[0].clone(), of([30.0, 20.0, 11.0, 16.0, 251.0])),
            (codes[1].clone(), of([12.0, 9.0, 2.0, 6.0, 100.0])),
            (codes[2].clone(), of([10.0, 6.0, 9.0, 5.0, 90.0])),
            (codes[3].clone(), of([7.0, 5.0, 0.0, 5.0, 60.0])),
            (codes[4].clone(), of([1.0, 0.0, 0.0, 0.0, 1.0])),
        ]);
        let hidden = hidden(&counts, &codes);
        // One structure: its noughts would tell where it is.
        assert!((0..COLUMNS).all(|column| hidden.contains(&(4, column))), "{hidden:?}");
        assert!(hidden.contains(&(1, 2)), "two are few");
        for column in 0..COLUMNS {
            let of_column = hidden.iter().filter(|(place, of)| *of == column && *place > 0).count();
            let is_told = !hidden.contains(&(0, column));
            assert!(!is_told || of_column != 1, "column {column} is told by the sum: {hidden:?}");
        }
        assert!(hidden.len() < codes.len() * COLUMNS, "something is told");
    }
}
