//! The life of one team, month after month: people leave, are replaced, arrive; a departure shakes the others. Why
//! a team lives badly is latent: a frailty of its own and of its region, and a climate that changes slowly.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::domain::month::Month;

use super::super::chance::{chance, factor, gamma, normal, poisson, strikes, weighted};
use super::coordination;
use super::hazards::{fall, strain, yearly};
use super::parameters::{Cohorts, Parameters, arriving};
use super::person::{Leave, Motive, Person};
use super::team::{SHAKEN, Team, Traits};
use super::trades::{GP, Kind, OTHERS, Trade};

pub(super) struct Life<'a> {
    parameters: &'a Parameters,
    rng: ChaCha8Rng,
    /// The coordinators' own, since how long the others live depends on where the run ends.
    posts: ChaCha8Rng,
    team: &'a mut Team,
    is_under_dense: bool,
    /// Doctors who left and were not replaced, by the month in which they left.
    vacancies: Vec<Month>,
    /// Doctors found before the one they follow had left.
    found: u32,
    shaken_until: Month,
    /// Members of each other trade that the team has work for.
    targets: Vec<f64>,
}

/// A vacancy that nobody filled in this many months is given up.
const SEARCH: i32 = 24;
/// General practitioners of the usual team.
const USUAL: f64 = 4.65;
/// Members of an antenna, of those of a team.
const ANTENNA: f64 = 0.35;
/// Work for the other trades grows by this a year since 2016. \[A\] 17.8 members in 2018, 20.5 in 2023.
const GROWTH: f64 = 0.035;

impl<'a> Life<'a> {
    pub(super) fn new(
        seed: u64,
        number: &str,
        region: &str,
        parameters: &'a Parameters,
        is_under_dense: bool,
        team: &'a mut Team,
    ) -> Self {
        let mut rng = chance(seed, number, "team");
        let own = factor(&mut rng, parameters.frailty);
        let regional = factor(&mut chance(seed, region, "frailty"), parameters.region_frailty);
        // Seven closures in ten are prepared by a crisis of one to two years.
        let crisis = rng.random_range(12..25);
        let is_prepared = rng.random_bool(0.7);
        team.crisis = team.closed.filter(|_| is_prepared).map(|closed| closed - crisis);
        team.frailty = own * regional;
        let shaken_until = team.opened;
        Self {
            parameters,
            rng,
            posts: chance(seed, number, "coordination"),
            team,
            is_under_dense,
            vacancies: Vec::new(),
            found: 0,
            shaken_until,
            targets: Vec::new(),
        }
    }

    pub(super) fn live(mut self, until: Month) {
        self.found();
        let end = self.team.closed.map_or(until, |closed| until.min(closed - 1));
        for month in Month::range(self.team.opened, end) {
            self.feel(month);
            self.depart(month);
            self.recruit(month);
            self.attend(month);
        }
        if let Some(closed) = self.team.closed.filter(|closed| *closed <= until) {
            for index in 0..self.team.people.len() {
                self.leave(index, closed, Motive::End);
            }
        }
        coordination::fill(&mut self.posts, self.team, end);
    }

    fn found(&mut self) {
        let small = if self.team.is_antenna { ANTENNA } else { 1.0 };
        let cohorts = Cohorts::founded(&mut self.rng);
        let least = if self.team.is_antenna { 1 } else { 2 };
        let gps = loop {
            let mean = self.parameters.gps * small * gamma(&mut self.rng, self.parameters.gps_size);
            let drawn = poisson(&mut self.rng, mean);
            if drawn >= least {
                break drawn;
            }
        };
        let mut draw = || self.rng.random::<f64>();
        self.team.traits =
            Traits { answers: draw(), organised: draw(), teaching: draw(), opening: draw(), reach: draw() };
        let opened = self.team.opened;
        for _ in 0..gps {
            let age = cohorts.age(&mut self.rng);
            self.join(GP, opened, age);
        }
        let size = (0.5 * USUAL * small + 0.5 * f64::from(gps)) * gamma(&mut self.rng, 4.0);
        for trade in &OTHERS {
            self.targets.push(trade.each * size);
            let count =
                poisson(&mut self.rng, trade.each * size * growth(opened)).max(u32::from(trade.code == "60"));
            for _ in 0..count {
                let age = self.rng.random_range(26..58);
                self.join(trade, opened, age);
            }
        }
    }

    fn join(&mut self, trade: &'static Trade, month: Month, age: i32) -> usize {
        let index = self.team.people.len();
        let number =
            self.team.chain.first().copied().unwrap_or_default() as u32 * 1_000 + index as u32 % 1_000;
        let rng = &mut self.rng;
        let employed = rng.random_bool(if trade.kind.is_doctor() { 0.03 } else { 0.05 });
        let willing = rng.random_bool(if trade.kind.is_doctor() { 0.97 } else { 0.96 });
        let supervises = rng.random_bool(teaching(self.team.traits.teaching));
        self.team.people.push(Person {
            number,
            trade,
            born: month.year() - age,
            joined: month,
            left: None,
            associate: willing && !employed && trade.kind != Kind::TitleUser,
            employed,
            patients: 1_190.0 * factor(rng, 0.3),
            stayer: rng.random_bool(self.parameters.stayers),
            partner: None,
            supervises: supervises && trade.kind == Kind::GeneralPractitioner,
        });
        index
    }

    fn feel(&mut self, month: Month) {
        let memory = self.parameters.memory;
        let before = self.team.climate.last().copied().map_or_else(|| normal(&mut self.rng), f64::from);
        let fall = fall(self.team, month);
        let now = memory * before + (1.0 - memory * memory).sqrt() * normal(&mut self.rng) - fall;
        self.team.climate.push(now as f32);
    }

    /// What multiplies the hazards of all this month, retirement apart.
    fn strain(&self, month: Month) -> f64 {
        let p = self.parameters;
        let climate = (-p.climate * self.team.climate(month)).exp();
        strain(p, self.team, month, climate, month < self.shaken_until)
    }

    fn depart(&mut self, month: Month) {
        let strain = self.strain(month);
        for index in 0..self.team.people.len() {
            let Some(person) = self.team.people.get(index).filter(|p| p.is_present(month)) else { continue };
            let (kind, partner) = (person.trade.kind, person.partner);
            let [retires, moves] = yearly(self.parameters, person, month, strain);
            let motive = if strikes(&mut self.rng, retires) {
                Motive::Retirement
            } else if strikes(&mut self.rng, moves) {
                let unhappy = 0.12 * (-self.team.climate(month)).exp();
                let motives = [(1.0, Motive::Move), (0.35, Motive::Employment), (unhappy, Motive::Conflict)];
                weighted(&mut self.rng, &motives).unwrap_or(Motive::Move)
            } else {
                continue;
            };
            self.leave(index, month, motive);
            let partner =
                partner.filter(|_| kind.is_doctor() && self.rng.random_bool(self.parameters.taken_along));
            if let Some(partner) = partner {
                self.leave(partner, month, Motive::Move);
            }
        }
    }

    /// A person who has left, or has not come yet, does not leave.
    fn leave(&mut self, index: usize, month: Month, motive: Motive) {
        let lead = match motive {
            Motive::Retirement => self.rng.random_range(3..13),
            _ => self.rng.random_range(0..5),
        };
        let (tells, succeeded) = (self.rng.random_bool(0.75), self.rng.random_bool(0.2));
        let Some(person) = self.team.people.get_mut(index).filter(|p| p.is_present(month)) else { return };
        let announced = if tells { (month - lead).max(person.joined) } else { month };
        let is_gp = person.is(Kind::GeneralPractitioner);
        person.left = Some(Leave { month, motive, announced, succeeded: succeeded && motive != Motive::End });
        if is_gp && motive != Motive::End {
            if succeeded {
                self.found += 1;
            } else {
                self.vacancies.push(month);
            }
            self.shaken_until = month + SHAKEN;
        }
    }

    /// General practitioners: those whom a vacancy waits for, and those who come of themselves.
    fn recruit(&mut self, month: Month) {
        if self.team.is_in_crisis(month) {
            self.vacancies.clear();
            self.found = 0;
            return;
        }
        let p = *self.parameters;
        let density = if self.is_under_dense { p.under_dense } else { 1.0 };
        let mut arrivals = std::mem::take(&mut self.found);
        let rng = &mut self.rng;
        self.vacancies.retain(|since| {
            let is_filled = rng.random_bool(p.replacement * density);
            arrivals += u32::from(is_filled);
            !is_filled && month - *since < SEARCH
        });
        let gps = self.team.present(month).filter(|one| one.is(Kind::GeneralPractitioner)).count();
        if strikes(&mut self.rng, p.arrivals * density * gps as f64 / USUAL) {
            arrivals += 1;
        }
        for _ in 0..arrivals {
            let age = arriving(&mut self.rng);
            let one = self.join(GP, month, age);
            if self.rng.random_bool(p.couples) {
                let age = arriving(&mut self.rng);
                let other = self.join(GP, month, age);
                for (who, with) in [(one, other), (other, one)] {
                    if let Some(person) = self.team.people.get_mut(who) {
                        person.partner = Some(with);
                    }
                }
            }
        }
    }

    /// The other trades come where there is work for one more.
    fn attend(&mut self, month: Month) {
        if self.team.is_in_crisis(month) {
            return;
        }
        for (trade, target) in OTHERS.iter().zip(self.targets.clone()) {
            let target = target * growth(month);
            let is = |p: &&Person| std::ptr::eq(p.trade, trade);
            let count = self.team.present(month).filter(is).count() as f64;
            // Work for one half more brings that one half of the time.
            let missing = (target - count).clamp(0.0, 3.0);
            if missing > 0.0 && self.rng.random::<f64>() < 0.06 * missing {
                let age = self.rng.random_range(25..50);
                self.join(trade, month, age);
            }
        }
    }
}

/// Share of the general practitioners who supervise, in a team: some teach none, some all. \[A\] Half on average.
fn teaching(draw: f64) -> f64 {
    (1.3 * draw - 0.15).clamp(0.0, 1.0)
}

fn growth(month: Month) -> f64 {
    let years = f64::from(month.index()) / 12.0 - 2016.0;
    1.0 + GROWTH * years.clamp(-8.0, 14.0)
}
