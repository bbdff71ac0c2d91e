//! `mouvements_YYYY.csv`: arrivals and departures, announced or done, told in a year.

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
const FIRST: i32 = 2021;
/// Movements that nobody ever tells. \[A\]
const UNTOLD: f64 = 0.12;
/// Months that one waits to be told. \[A\]
const DELAY: f64 = 2.0;

pub(in super::super) fn movements(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let mut written = Vec::new();
    for (year, received) in of.years(FIRST, 1) {
        let path = out.join(format!("{SOURCE}_{year}.csv"));
        let mut table = Table::create(&path, MOVEMENTS)?;
        for team in of.teams.iter().filter(|team| !team.is_antenna && team.traits.answers < 0.9) {
            for person in &team.people {
                for row in told(of, team, person, year) {
                    table.put(&row)?;
                }
            }
        }
        table.finish()?;
        written.push(Written { source: SOURCE, path, snapshot: received });
    }
    Ok(written)
}

/// What of one person is told in a year: an arrival after the opening, a departure ahead or behind.
fn told(of: &Population, team: &Team, person: &Person, year: i32) -> Vec<Row> {
    let mut rng = chance(of.seed, &person.number.to_string(), "tells");
    let mut rows = Vec::new();
    let (untold, late) = (rng.random_bool(UNTOLD), wait(&mut rng, DELAY));
    let came = day(&mut rng, person.joined);
    if person.joined > team.opened && !untold && (person.joined + late).year() == year {
        let this = team.establishment(of.world, person.joined);
        rows.extend(this.map(|this| row(person, &this.number, "entree", came, came, "inconnu", "")));
    }
    let (untold, late) = (rng.random_bool(UNTOLD), wait(&mut rng, DELAY));
    let Some(leave) = person.left.filter(|leave| leave.motive != Motive::End) else { return rows };
    let announced = leave.announced.max(person.joined);
    let known = if announced < leave.month { announced } else { leave.month + late };
    if untold || known.year() != year {
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
    rows.extend(
        this.map(|this| row(person, &this.number, "sortie", told.min(went), went, motive, successor)),
    );
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
