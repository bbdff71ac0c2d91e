//! `mouvements_YYYY-MM.csv`: arrivals and departures, announced or done, told in a month.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};
use rand::{Rng, RngExt};

use crate::domain::month::Month;

use super::super::chance::{chance, wait};
use super::super::people::person::{Motive, Person};
use super::super::people::team::Team;
use super::super::row::{Row, Table};
use super::super::{Population, Written};
use super::columns::MOVEMENTS;

const SOURCE: &str = "mouvements";
/// Teams that tell theirs. \[A\]
const TELLING: f64 = 0.9;
/// Movements that nobody ever tells. \[A\]
const UNTOLD: f64 = 0.12;
/// Months that one waits to be told. \[A\]
const DELAY: f64 = 2.0;

pub(in super::super) fn movements(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let mut told: BTreeMap<Month, Vec<Row>> = BTreeMap::new();
    for team in of.teams.iter().filter(|team| !team.is_antenna && team.traits.answers < TELLING) {
        for person in &team.people {
            for (month, row) in tells(of, team, person) {
                told.entry(month).or_default().push(row);
            }
        }
    }
    let mut written = Vec::new();
    for month in of.window() {
        let path = out.join(format!("{SOURCE}_{month}.csv"));
        let mut table = Table::create(&path, MOVEMENTS)?;
        for row in told.get(&month).into_iter().flatten() {
            table.put(row)?;
        }
        table.finish()?;
        written.push(Written { source: SOURCE, path, snapshot: month.last_day() });
    }
    Ok(written)
}

/// What is told of one person, and when: an arrival after the opening, a departure ahead or behind.
fn tells(of: &Population, team: &Team, person: &Person) -> Vec<(Month, Row)> {
    let mut rng = chance(of.seed, &person.number.to_string(), "tells");
    let mut rows = Vec::new();
    let (untold, late) = (rng.random_bool(UNTOLD), wait(&mut rng, DELAY));
    let came = day(&mut rng, person.joined);
    if person.joined > team.opened && !untold {
        let this = team.establishment(of.world, person.joined);
        let row = this.map(|this| row(person, &this.number, "entree", came, came, "inconnu", ""));
        rows.extend(row.map(|row| (person.joined + late, row)));
    }
    let (untold, late) = (rng.random_bool(UNTOLD), wait(&mut rng, DELAY));
    let Some(leave) = person.left.filter(|leave| leave.motive != Motive::End) else { return rows };
    let announced = leave.announced.max(person.joined);
    let known = if announced < leave.month { announced } else { leave.month + late };
    if untold {
        return rows;
    }
    let (told, went) = (day(&mut rng, announced), day(&mut rng, leave.month));
    let motive = match leave.motive {
        Motive::Retirement => "retraite",
        Motive::Move => "demenagement",
        Motive::Employment => "salariat",
        Motive::Conflict => "conflit",
        Motive::End => "autre",
    };
    let motive = if rng.random_bool(0.2) { "inconnu" } else { motive };
    let successor = match (leave.succeeded, rng.random_bool(0.2)) {
        (_, true) => "inconnu",
        (true, _) => "oui",
        (false, _) => "non",
    };
    let this = team.establishment(of.world, announced);
    let row = this.map(|this| row(person, &this.number, "sortie", told.min(went), went, motive, successor));
    rows.extend(row.map(|row| (known, row)));
    rows
}

fn row(
    person: &Person,
    number: &str,
    way: &str,
    told: NaiveDate,
    done: NaiveDate,
    motive: &str,
    successor: &str,
) -> Row {
    let mut row = Row::default();
    row.say(number).say(way).say(person.trade.code).flag(person.associate).say(told).say(done).say(motive);
    row.say(successor);
    row
}

fn day(rng: &mut impl Rng, month: Month) -> NaiveDate {
    month.first_day() + Days::new(rng.random_range(0..28))
}
