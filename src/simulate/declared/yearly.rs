//! `declaration_annuelle_YYYY.csv`: the state at 31 December, declared in the first months of the next year.

use std::io;
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::domain::month::Month;

use super::super::chance::{chance, factor, poisson, weighted};
use super::super::people::person::Person;
use super::super::people::team::Team;
use super::super::people::trades::Kind;
use super::super::row::{Row, Table};
use super::super::{Population, Written};
use super::columns::YEARLY;
use super::observation::course;

const SOURCE: &str = "declaration_annuelle";
const FIRST: i32 = 2021;
/// Ages that nobody declares. \[A\]
const AGELESS: f64 = 0.15;
/// A file is closed on the last day of this month of the next year.
const CLOSED: i32 = 3;

pub(in super::super) fn yearly(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let mut written = Vec::new();
    for (year, received) in of.years(FIRST, CLOSED) {
        let december = Month::from_index(year * 12 + 11);
        let path = out.join(format!("{SOURCE}_{year}.csv"));
        let mut table = Table::create(&path, YEARLY)?;
        for team in of.teams.iter().filter(|team| !team.is_antenna) {
            let Some(this) = team.establishment(of.world, december) else { continue };
            let mut rng = chance(of.seed, &this.number, &format!("declares {year}"));
            if course(&mut rng, team, december).is_none() {
                continue;
            }
            table.put(&row(&mut rng, team, &this.number, december))?;
        }
        table.finish()?;
        written.push(Written { source: SOURCE, path, snapshot: received });
    }
    Ok(written)
}

fn row(rng: &mut ChaCha8Rng, team: &Team, number: &str, december: Month) -> Row {
    let mut row = Row::default();
    row.say(number).say(december.year());
    row.block(&project(team, december), true);
    let (ages, students, tools) = (!rng.random_bool(AGELESS), rng.random_bool(0.95), rng.random_bool(0.95));
    let (work, quality, lead, money) =
        (rng.random_bool(0.95), rng.random_bool(0.95), rng.random_bool(0.93), rng.random_bool(0.7));
    row.block(&births(team, december), ages);
    row.block(&training(rng, team, december), students);
    row.block(&software(rng, team, december), tools);
    row.block(&protocols(rng, team, december), work);
    row.block(&commitments(rng, team, december), quality);
    row.block(&leaders(rng, team, december), lead);
    row.block(&accounts(rng, team, december), money);
    row.block(&contracts(rng, team), money);
    row.block(&disputes(rng, team, december), true);
    row
}

fn project(team: &Team, december: Month) -> Row {
    let renewed = december.year() - (december.year() - team.opened.year()) % 5;
    let day = Month::from_index(renewed * 12).first_day() + Days::new((team.traits.reach * 300.0) as u64);
    let mut row = Row::default();
    row.say(1 + team.antennas).flag(team.traits.reach + 0.06 * f64::from(december.year() - 2021) > 0.4);
    row.say(day.min(december.last_day()));
    row
}

fn births(team: &Team, december: Month) -> Row {
    let mut others: Vec<i64> = team
        .present(december)
        .filter(|p| p.associate && p.is(Kind::Specialist))
        .map(|p| i64::from(p.born))
        .collect();
    others.sort_unstable();
    let lists = team.lists(december);
    let mut row = Row::default();
    row.list(&lists.iter().map(|(born, _)| i64::from(*born)).collect::<Vec<_>>()).list(&others);
    row.list(&lists.iter().map(|(_, patients)| i64::from(*patients)).collect::<Vec<_>>());
    row
}

fn training(rng: &mut ChaCha8Rng, team: &Team, december: Month) -> Row {
    let supervisors = team.supervisors(december);
    let offered = 2 * supervisors;
    let filled = (0..offered).filter(|_| rng.random_bool(0.62)).count() as u32;
    let settled = (poisson(rng, 0.06 * f64::from(supervisors))).min(3);
    let until = Month::from_index((december.year() + 1) * 12 + rng.random_range(0..48)).last_day();
    let mut row = Row::default();
    row.say(supervisors).say(poisson(rng, 0.15 * f64::from(supervisors)));
    row.given(Some(until).filter(|_| supervisors > 0));
    row.say(offered).say(filled).say(settled).say(filled.min(4));
    let (status, ends) = university(team, december);
    row.say(status)
        .given(ends)
        .flag(december.year() >= 2025 && supervisors > 0 && team.traits.teaching > 0.7);
    row
}

/// The teams that teach most ask to be of the university; about one in twenty-five is.
fn university(team: &Team, december: Month) -> (&'static str, Option<NaiveDate>) {
    let since = 2019.0 + (1.0 - team.traits.teaching) * 120.0;
    let years = f64::from(december.year()) - since;
    let ends = NaiveDate::from_ymd_opt(since as i32 + 5, 12, 31);
    match years {
        ..0.0 => ("aucun", None),
        0.0..1.0 => ("demande", None),
        1.0..6.0 => ("conventionne", ends),
        _ if team.traits.organised > 0.2 => {
            ("conventionne", ends.and_then(|day| day.with_year(day.year() + 5)))
        }
        _ => ("expire", ends),
    }
}

fn software(rng: &mut ChaCha8Rng, team: &Team, december: Month) -> Row {
    let has = team.traits.organised > 0.07;
    let label = match team.traits.organised {
        ..0.12 => "aucun",
        0.12..0.7 => "standard",
        _ => "avance",
    };
    let until = Month::from_index((december.year() + 1) * 12 + rng.random_range(0..36)).last_day();
    let mut row = Row::default();
    row.flag(has).say(label).given(Some(until).filter(|_| label != "aucun"));
    row
}

fn protocols(rng: &mut ChaCha8Rng, team: &Team, december: Month) -> Row {
    let years = f64::from(december - team.opened) / 12.0;
    let written = team.protocols(december);
    let nurses = u32::from(rng.random_bool((0.05 * f64::from(december.year() - 2019)).clamp(0.0, 0.4)));
    let assistants =
        0.25 * f64::from(poisson(rng, (0.6 * f64::from(december.year() - 2020)).clamp(0.0, 4.0)));
    let mut row = Row::default();
    row.say(written).say(nurses.min(written)).say(poisson(rng, 0.15 * years.min(6.0)).min(6));
    row.say(team.missions(december)).say(nurses).say(u32::from(rng.random_bool(0.02)));
    row.say(format_args!("{assistants:.2}"));
    row
}

fn commitments(rng: &mut ChaCha8Rng, team: &Team, december: Month) -> Row {
    let organised = team.traits.organised;
    let years = f64::from(december - team.opened) / 12.0;
    let users = if rng.random_bool(0.6) { 1 + u32::from(organised > 0.7) } else { 0 };
    let quality = (organised * 2.0 + 0.15 * years.min(6.0) - 0.3).clamp(0.0, 3.0) as u32;
    let mut row = Row::default();
    row.say(users).say(quality).flag(organised > 0.3).flag(rng.random_bool(0.12)).flag(rng.random_bool(0.08));
    row.flag(december.year() >= 2022 && organised > 0.04).flag(false);
    row
}

fn leaders(rng: &mut ChaCha8Rng, team: &Team, december: Month) -> Row {
    let oldest: Option<&Person> =
        team.present(december).filter(|p| p.associate && p.trade.kind.is_doctor()).min_by_key(|p| p.joined);
    let age = oldest.map_or(50, |p| p.age(december));
    let class = match age {
        ..45 => "moins_45",
        45..58 => "45_57",
        _ => "58_plus",
    };
    let since = oldest.map_or(team.opened, |p| p.joined);
    let holder = team.coordinator(december);
    let status = weighted(rng, &[(0.55, "salarie"), (0.35, "liberal"), (0.1, "benevole")]);
    let mut row = Row::default();
    row.say(class).say(since).flag(holder.is_none() && rng.random_bool(0.4)).say(poisson(rng, 1.2));
    match holder {
        Some(held) => row.flag(rng.random_bool(0.68)).say(held.structures).given(status),
        None => row.say("").say("").say(""),
    };
    row
}

fn accounts(rng: &mut ChaCha8Rng, team: &Team, december: Month) -> Row {
    let income = 12.0 * f64::from(team.patients(december)) * factor(rng, 0.25) + 15_000.0;
    let fixed = income * (0.55 * factor(rng, 0.2)).min(1.1);
    let mut row = Row::default();
    row.say(income.round()).say(fixed.round()).say((fixed / 12.0).round());
    row.say((income / 12.0 * 4.0 * rng.random::<f64>()).round());
    row
}

fn contracts(rng: &mut ChaCha8Rng, team: &Team) -> Row {
    let mut row = Row::default();
    row.flag(team.traits.reach < 0.4)
        .flag(rng.random_bool(0.2))
        .say([3, 6, 6, 12][(team.traits.reach * 4.0) as usize % 4]);
    row
}

/// Told by those who agree to tell.
fn disputes(rng: &mut ChaCha8Rng, team: &Team, december: Month) -> Row {
    let strain = (-0.8 * team.climate(december) - 3.2).clamp(-6.0, -0.5).exp();
    let mut row = Row::default();
    let tells = rng.random_bool(0.6);
    let (asked, contested, disputed) =
        (rng.random_bool(strain), poisson(rng, strain), rng.random_bool(strain));
    if tells {
        row.flag(asked).say(contested).flag(disputed);
    } else {
        row.say("").say("").say("");
    }
    row
}
