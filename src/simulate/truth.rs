//! `truth/people.csv`: who really came and left, which no source shows. For those who test a method on the world.

use std::io;
use std::path::Path;

use super::Population;
use super::people::person::Motive;
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
