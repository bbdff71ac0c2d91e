//! What no source shows, for those who test a method on the world: `truth/people.csv`, who really came and left;
//! `truth/departures.csv`, how likely it was that a general practitioner would leave within twelve months, and whether one
//! did. Nobody who knows less than the simulator ranks better than that, but for luck.

use std::io;
use std::path::Path;

use crate::domain::month::Month;

use super::Population;
use super::people::hazards::any_leaves;
use super::people::parameters::Parameters;
use super::people::person::Motive;
use super::people::team::Team;
use super::people::trades::Kind;
use super::row::{Row, Table};

const HEADER: &str = "finess_et;code_profession;annee_naissance;associe;arrivee;depart;motif";

pub(super) fn people(of: &Population, out: &Path) -> io::Result<()> {
    let mut table = Table::create(&out.join("people.csv"), HEADER)?;
    for team in &of.teams {
        let Some(this) = team.first(of.world) else { continue };
        for person in team.people.iter().filter(|person| person.joined <= of.until) {
            let left = person.left.filter(|leave| leave.month <= of.until);
            let motive = left.map(|leave| match leave.motive {
                Motive::Retirement => "retraite",
                Motive::Move => "demenagement",
                Motive::Employment => "salariat",
                Motive::Conflict => "conflit",
                Motive::End => "fermeture",
            });
            let mut row = Row::default();
            row.say(&this.number).say(person.trade.code).say(person.born).flag(person.associate);
            row.say(person.joined).given(left.map(|leave| leave.month)).given(motive);
            table.put(&row)?;
        }
    }
    table.finish()
}

const DEPARTURES: &str = "finess_et;mois;mg;probabilite;depart";

/// Every December of which the next twelve months are over, of the teams that do not close in them: a closure takes
/// everybody along.
pub(super) fn departures(of: &Population, out: &Path) -> io::Result<()> {
    let parameters = Parameters::drawn(of.seed);
    let mut table = Table::create(&out.join("departures.csv"), DEPARTURES)?;
    let first = of.window().next().unwrap_or(of.until);
    for now in Month::range(first, of.until - 12).filter(|month| month.number() == 12) {
        let goes_on = |team: &&Team| team.closed.is_none_or(|closed| closed > now + 12);
        for team in of.teams.iter().filter(|team| team.opened <= now).filter(goes_on) {
            let Some(this) = team.establishment(of.world, now) else { continue };
            let gps = || team.present(now).filter(|person| person.is(Kind::GeneralPractitioner));
            let goes = gps().any(|person| person.left.is_some_and(|leave| leave.month <= now + 12));
            let probability = format!("{:.6}", any_leaves(&parameters, team, now));
            let mut row = Row::default();
            row.say(&this.number).say(now).say(gps().count()).say(probability).flag(goes);
            table.put(&row)?;
        }
    }
    table.finish()
}
