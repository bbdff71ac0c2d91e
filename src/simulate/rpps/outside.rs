//! Those who practise outside the teams: general practitioners as many as the country has, the others at a reduced
//! scale, so that only shares of general practitioners mean something.

use std::io::{self, Write};

use rand::RngExt;

use crate::domain::geography::france;
use crate::domain::month::Month;

use super::super::Population;
use super::super::chance::{chance, strikes, wait};
use super::super::people::trades::{GP, Kind, OTHERS};
use super::super::place::Place;
use super::super::supply::Draw;
use super::line::{Activity, Identity};

/// Of the other trades, those written.
const REDUCED: f64 = 0.02;
/// Leaving a year, and months until somebody takes the place. \[A\]
const LEAVE: f64 = 0.045;
const VACANT: f64 = 4.0;
/// The first number: those of the teams are lower.
const FIRST: u32 = 60_000_000;

pub(super) struct Outside {
    lines: Vec<Span>,
}

/// A line, and the months that show it.
struct Span {
    from: Month,
    to: Option<Month>,
    line: String,
}

impl Outside {
    /// Practices that somebody fills from `dawn` on, one after the other.
    pub(super) fn new(of: &Population, dawn: Month) -> Self {
        let draw = Draw::new(&of.supply, france().communes().iter().filter(|c| c.population.is_some()));
        let mut lines = Vec::new();
        let mut number = FIRST;
        for trade in std::iter::once(GP).chain(&OTHERS) {
            let scale = if trade.kind == Kind::GeneralPractitioner { 1.0 } else { REDUCED };
            for _ in 0..(trade.outside * 1_000.0 * scale * of.scale).round() as u32 {
                let mut rng = chance(of.seed, &number.to_string(), "outside");
                let Some(commune) = draw.draw(&mut rng) else { continue };
                let place = Place::within(commune, &mut rng);
                let mut from = dawn;
                // Ten numbers for the successive holders of a practice.
                for rank in 0..10 {
                    let born = from.year() - rng.random_range(30..66);
                    let identity = Identity::new(&mut rng, number + rank, trade, born);
                    let activity = Activity {
                        is_employed: rng.random_bool(if trade.kind.is_doctor() { 0.04 } else { 0.15 }),
                        postcode: &place.postcode,
                        insee: &place.insee,
                        city: &place.city,
                        department: commune.department,
                        sector: if rng.random_bool(0.5) { ("SA07", "") } else { ("SA08", "") },
                        ..Activity::default()
                    };
                    // Last: how many months are drawn depends on where the run ends.
                    let to = Month::range(from, of.until).find(|_| strikes(&mut rng, LEAVE));
                    let mut line = String::new();
                    activity.put(&identity, &mut line);
                    lines.push(Span { from, to, line });
                    let Some(left) = to else { break };
                    from = left + 1 + wait(&mut rng, VACANT);
                    if from > of.until {
                        break;
                    }
                }
                number += 10;
            }
        }
        Self { lines }
    }

    pub(super) fn write(&self, month: Month, out: &mut impl Write) -> io::Result<()> {
        for span in &self.lines {
            if span.from <= month && span.to.is_none_or(|to| month < to) {
                out.write_all(span.line.as_bytes())?;
            }
        }
        Ok(())
    }
}
