//! `declaration_mensuelle_YYYY-MM.csv`: what the teams of the country declared in a month, mostly about that month.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use chrono::{Days, NaiveDate};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::domain::month::Month;

use super::super::activity::Associates;
use super::super::chance::{chance, poisson};
use super::super::people::person::Person;
use super::super::people::team::Team;
use super::super::people::trades::Kind;
use super::super::row::{Row, Table};
use super::super::world::Establishment;
use super::super::{Population, Written};
use super::columns::MONTHLY;
use super::errors::mistakes;
use super::observation::{PATIENCE, counted, course};

const SOURCE: &str = "declaration_mensuelle";

pub(in super::super) fn monthly(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let Some(first) = of.window().next() else { return Ok(Vec::new()) };
    let mut waiting: BTreeMap<Month, Vec<Row>> = BTreeMap::new();
    let mut written = Vec::new();
    // What comes late in the first file is of the months before.
    for month in Month::range(first - PATIENCE, of.until) {
        for team in of.teams.iter().filter(|team| !team.is_antenna) {
            if let Some(this) = team.establishment(of.world, month) {
                declare(of, team, this, month, &mut waiting);
            }
        }
        let mut rows = waiting.remove(&month).unwrap_or_default();
        if month < first {
            continue;
        }
        rows.extend(mistakes(&mut chance(of.seed, &month.to_string(), "mistakes"), &rows));
        let path = out.join(format!("{SOURCE}_{month}.csv"));
        let mut table = Table::create(&path, MONTHLY)?;
        for row in &rows {
            table.put(row)?;
        }
        table.finish()?;
        written.push(Written { source: SOURCE, path, snapshot: month.last_day() });
    }
    Ok(written)
}

fn declare(
    of: &Population,
    team: &Team,
    this: &Establishment,
    month: Month,
    waiting: &mut BTreeMap<Month, Vec<Row>>,
) {
    let mut rng = chance(of.seed, &this.number, &format!("declares {month}"));
    let Some(course) = course(&mut rng, team, month) else { return };
    let received = month + course.declared;
    let day = received.last_day() - Days::new(rng.random_range(0..5));
    let row = row(&mut rng.clone(), team, &this.number, month, day, false);
    waiting.entry(received).or_default().push(row);
    if let Some(corrected) = course.corrected {
        let received = month + corrected;
        let day = received.last_day() - Days::new(rng.random_range(0..20));
        let row = self::row(&mut rng, team, &this.number, month, day, true);
        waiting.entry(received).or_default().push(row);
    }
}

/// A correction says the same, but for the meetings that had been forgotten and the heads now counted rightly.
fn row(rng: &mut ChaCha8Rng, team: &Team, number: &str, month: Month, day: NaiveDate, is_right: bool) -> Row {
    let mut row = Row::default();
    row.say(number).say(month).say(day);
    // Each block is left empty by some.
    let mut knows = |share: f64| rng.random_bool(share);
    let (meetings, coordination, opening) = (knows(0.96), knows(0.97), knows(0.95));
    let (rooms, patients, leaving, students) = (knows(0.88), knows(0.93), knows(0.95), knows(0.94));
    row.block(&heads(rng, team, month, is_right), true);
    row.block(&meet(rng, team, month, is_right), meetings);
    row.block(&coordinate(rng, team, month), coordination);
    row.block(&open(rng, team, month), opening);
    row.block(&stay(rng, team, month), rooms);
    row.block(&care(rng, team, month), patients);
    row.block(&moves(team, month), true);
    row.block(&announced(team, month), leaving);
    row.block(&learn(rng, team, month), students);
    row
}

fn heads(rng: &mut ChaCha8Rng, team: &Team, month: Month, is_right: bool) -> Row {
    let true_heads = Associates::of(team, month);
    let mut count = |heads: u32| {
        let counted = counted(rng, heads);
        if is_right { heads } else { counted }
    };
    let (gps, specialists) = (count(true_heads.gps), count(true_heads.specialists));
    let (auxiliaries, pharmacists) = (count(true_heads.auxiliaries), true_heads.pharmacists);
    let (dentists, midwives) = (true_heads.dentists, true_heads.midwives);
    let mut row = Row::default();
    row.say(gps + specialists).say(gps).say(auxiliaries).say(true_heads.professions);
    row.say(pharmacists).say(dentists).say(midwives);
    row.say(gps + specialists + auxiliaries + pharmacists + dentists + midwives);
    let (doctors, others) = (true_heads.employed_doctors, true_heads.employed_auxiliaries);
    row.say(doctors).say(others).say(doctors + others);
    row
}

fn meet(rng: &mut ChaCha8Rng, team: &Team, month: Month, is_right: bool) -> Row {
    let is_holiday = if month.number() == 8 { 0.3 } else { 1.0 };
    let meetings = poisson(rng, team.meetings(month) * is_holiday) + u32::from(is_right);
    let concertations = poisson(rng, 0.9 * team.meetings(month) * is_holiday);
    let forgetful = 0.25 * (1.0 - team.traits.organised);
    let unwritten = (0..concertations).filter(|_| rng.random_bool(forgetful)).count();
    let discussed = f64::from(team.patients(month)) * team.discussed(month) / 12.0;
    let discussed = if concertations == 0 { 0 } else { poisson(rng, discussed) };
    let is_general = month.number() == 6 || rng.random_bool(0.04);
    let mut row = Row::default();
    row.say(meetings).say(concertations).say(unwritten).say(discussed.min(team.patients(month)));
    row.say(u32::from(is_general));
    row
}

fn coordinate(rng: &mut ChaCha8Rng, team: &Team, month: Month) -> Row {
    let holder = team.coordinator(month);
    let mut row = Row::default();
    row.flag(holder.is_some()).flag(holder.is_some_and(|held| held.from == month && month > team.opened));
    let worked = holder.map(|held| held.hours_a_week * 4.33 * (0.85 + 0.3 * rng.random::<f64>()));
    row.say(format_args!("{:.1}", worked.unwrap_or_default()));
    row
}

fn open(rng: &mut ChaCha8Rng, team: &Team, month: Month) -> Row {
    let (hours, saturday) = (team.hours(month), team.opens_saturday());
    let closed = poisson(rng, if month.number() == 8 { 1.5 } else { 0.2 }).min(20);
    let doctors = Associates::of(team, month).doctors();
    let regulated = (f64::from(doctors) * team.regulated(month)).round();
    let visiting = if team.traits.reach > 0.55 { (team.traits.reach - 0.5) * 8.0 } else { 0.0 };
    let mut row = Row::default();
    row.say(hours).say(hours * 5.0 + if saturday { 4.0 } else { 0.0 }).flag(saturday).say(closed);
    row.flag(team.climate(month) > -2.2).say(regulated).say(format_args!("{visiting:.1}"));
    row
}

/// Rooms stand empty by chance, and where a doctor has left.
fn stay(rng: &mut ChaCha8Rng, team: &Team, month: Month) -> Row {
    let members = team.present(month).count() as u32;
    let left = |months: i32| {
        let is = |p: &&Person| p.left.is_some_and(|l| l.month <= month && month - l.month < months);
        team.people.iter().filter(|p| p.trade.kind.is_doctor()).filter(is).count() as u32
    };
    let total = 3 + members * 6 / 10;
    let empty = (poisson(rng, 0.4) + left(12)).min(total);
    let mut row = Row::default();
    row.say(total).say(empty).say((left(12) - left(6)).min(empty));
    row
}

fn care(rng: &mut ChaCha8Rng, team: &Team, month: Month) -> Row {
    let lists = team.lists(month);
    let patients: u32 = lists.iter().map(|(_, patients)| patients).sum();
    let load = f64::from(patients) / lists.len().max(1) as f64;
    let mut row = Row::default();
    row.say(patients).flag(rng.random_bool(((load - 700.0) / 900.0).clamp(0.05, 0.9)));
    row
}

fn moves(team: &Team, month: Month) -> Row {
    let came = |p: &&Person| p.joined == month && month > team.opened;
    let went = |p: &&Person| p.left.is_some_and(|leave| leave.month == month);
    let (doctors, others): (Vec<_>, Vec<_>) = team.people.iter().partition(|p| p.trade.kind.is_doctor());
    let mut row = Row::default();
    row.say(doctors.iter().filter(|p| came(p)).count()).say(doctors.iter().filter(|p| went(p)).count());
    row.say(others.iter().filter(|p| came(p)).count()).say(others.iter().filter(|p| went(p)).count());
    row
}

fn announced(team: &Team, month: Month) -> Row {
    let leaving = |p: &&Person| p.left.is_some_and(|leave| leave.announced <= month && month < leave.month);
    let people: Vec<&Person> = team.present(month).filter(leaving).collect();
    let doctors = || people.iter().filter(|p| p.trade.kind.is_doctor());
    let auxiliaries = people.iter().filter(|p| p.is(Kind::Auxiliary)).count();
    let alone = people.iter().filter(|p| p.left.is_some_and(|leave| !leave.succeeded)).count();
    let next = doctors().filter_map(|p| p.left).map(|leave| leave.month.first_day()).min();
    let mut row = Row::default();
    row.say(doctors().count()).say(auxiliaries).say(alone).given(next);
    row
}

fn learn(rng: &mut ChaCha8Rng, team: &Team, month: Month) -> Row {
    let supervisors = f64::from(team.supervisors(month));
    let interns = poisson(rng, 0.45 * supervisors);
    // The fourth year of the residency begins in November 2026.
    let is_begun = month >= Month::from_index(2026 * 12 + 10);
    let juniors = if is_begun { poisson(rng, 0.06 * supervisors) } else { 0 };
    let is_term = !matches!(month.number(), 7 | 8);
    let students = if is_term { poisson(rng, 0.25 * supervisors) } else { 0 };
    let service = if matches!(month.number(), 1..=4) {
        poisson(rng, 0.2 * team.traits.teaching * supervisors)
    } else {
        0
    };
    // A team that teaches takes in trainees of other trades too; one that does not, hardly ever.
    let others = poisson(rng, 0.05 + 0.3 * supervisors);
    let members = team.present(month).count() as f64;
    let active = (members * (0.65 + 0.3 * team.traits.organised)).round();
    let mut row = Row::default();
    row.say(interns).say(juniors).say(students).say(service).say(others).say(active);
    row
}
