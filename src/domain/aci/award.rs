//! From what a team did to points and euros.

use super::{Class, Done, Indicator, Opening, Scale, Team};

/// Points of one indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Points {
    pub fixed: f64,
    /// Grow with the patients (A18: with the professionals), without a bound.
    pub variable: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub indicator: Indicator,
    pub points: Points,
}

/// What a team is paid for a civil year.
#[derive(Clone, Debug, PartialEq)]
pub struct Award {
    /// All indicators, in their order.
    pub lines: Vec<Line>,
    /// Prerequisites that are not reached: with one of them nothing is paid.
    pub missed: Vec<Indicator>,
    /// Points that precarity adds.
    pub precarity: f64,
    /// Of the contract within the year.
    pub months: u32,
    point_euros: f64,
}

/// What a team no longer gets, in euros a year, when a general practitioner leaves with their patients.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Loss {
    /// For the patients, of prerequisites and socle.
    pub patients: f64,
    /// The same with every option that grows with the patients.
    pub patients_with_options: f64,
    /// For one associate less.
    pub associate: f64,
}

impl Points {
    #[must_use]
    pub fn sum(self) -> f64 {
        self.fixed + self.variable
    }
}

impl Award {
    /// Of one class, without precarity.
    #[must_use]
    pub fn points_of(&self, class: Class) -> f64 {
        self.lines.iter().filter(|line| line.indicator.class() == class).map(|line| line.points.sum()).sum()
    }

    /// All, precarity included.
    #[must_use]
    pub fn points(&self) -> f64 {
        self.lines.iter().map(|line| line.points.sum()).sum::<f64>() + self.precarity
    }

    /// What is due: nothing when a prerequisite is missed, and the months of the contract in its first year.
    #[must_use]
    pub fn euros(&self) -> f64 {
        if self.missed.is_empty() { self.worth() } else { 0.0 }
    }

    /// What the points are worth, prerequisites reached or not.
    #[must_use]
    pub fn worth(&self) -> f64 {
        self.point_euros * self.points() * f64::from(self.months) / 12.0
    }
}

impl Scale {
    /// Variable points for that many patients, without a bound at the team of reference.
    fn grown(&self, points: f64, patients: f64) -> f64 {
        points * patients / self.patients
    }

    #[must_use]
    pub fn award(&self, team: &Team) -> Award {
        let lines = Indicator::ALL.map(|indicator| Line { indicator, points: self.points(indicator, team) });
        let missed = Indicator::PREREQUISITES.into_iter().filter(|one| !is_reached(*one, &team.done));
        let (fixed, variable) = lines.iter().fold((0.0, 0.0), |(fixed, variable), line| {
            (fixed + line.points.fixed, variable + line.points.variable)
        });
        let uplift = team.precarity.clamp(0.0, self.precarity_cap);
        Award {
            missed: missed.collect(),
            precarity: uplift * (variable + self.precarity_fixed * fixed),
            months: team.months.clamp(1, 12),
            point_euros: self.point_euros,
            lines: lines.into(),
        }
    }

    /// Paid within three months of the signature, then every year: a share of the socle as if all of it were achieved.
    /// That the months of the first year count here too is the reading of this project.
    #[must_use]
    pub fn advance(&self, team: &Team) -> f64 {
        let whole = Done::socle(self.a10_most as u32, self.a11_rate);
        let socle = self.award(&Team { precarity: 0.0, done: whole, ..team.clone() });
        (self.advance_share * socle.worth()).max(self.advance_floor)
    }

    /// The points that a team can have at most, of one indicator or of all: crisis actions and what asks for an
    /// infirmier en pratique avancée are left out.
    #[must_use]
    pub fn most(&self, patients: f64, professionals: u32, indicator: Option<Indicator>) -> f64 {
        let done = Done::everything(self.a10_most as u32, self.a11_rate);
        let team = Team { patients, professionals, months: 12, precarity: 0.0, done };
        indicator.map_or_else(|| self.award(&team).points(), |indicator| self.points(indicator, &team).sum())
    }

    /// What the team loses when a general practitioner leaves with as many patients.
    #[must_use]
    pub fn loss(&self, team: &Team, leaving: f64) -> Loss {
        let worth = |patients: f64, professionals: u32, done: Done| {
            let team = Team { patients, professionals, months: 12, precarity: 0.0, done };
            self.award(&team).worth()
        };
        let left = (team.patients - leaving).max(0.0);
        let (all, fewer) = (team.professionals, team.professionals.saturating_sub(1));
        let socle = || Done::socle(0, self.a11_rate);
        let everything = || Done::everything(0, self.a11_rate);
        Loss {
            patients: worth(team.patients, all, socle()) - worth(left, all, socle()),
            patients_with_options: worth(team.patients, all, everything()) - worth(left, all, everything()),
            associate: worth(left, all, socle()) - worth(left, fewer, socle()),
        }
    }

    fn points(&self, indicator: Indicator, team: &Team) -> Points {
        let Team { patients, professionals, done, .. } = team;
        let fixed = |fixed: f64| Points { fixed, variable: 0.0 };
        let grown = |points: f64| Points { fixed: 0.0, variable: self.grown(points, *patients) };
        let both = |one: f64, other: f64| Points { fixed: one, ..grown(other) };
        let if_done = |is_done: bool, points: f64| if is_done { points } else { 0.0 };
        let times = |count: u32, most: f64| f64::from(count).min(most);
        match indicator {
            Indicator::A01 => fixed(done.opening.map_or(0.0, |opening| self.opening(opening))),
            Indicator::A02 => both(
                if_done(done.crisis_plan, self.a02_fixed),
                if_done(done.crisis_actions, self.a02_variable),
            ),
            Indicator::A03 => fixed(self.a03_level * times(done.diversity, 2.0)),
            Indicator::A04 => fixed(self.a04_level * times(done.second_recourse, 2.0)),
            Indicator::A05 => fixed(if_done(done.solidarity_doctor, self.a05_fixed)),
            Indicator::A06 => {
                let missions = times(done.missions, self.a06_most);
                both(
                    if_done(done.ipa && missions >= self.a06_most, self.a06_ipa),
                    self.a06_variable * missions,
                )
            }
            Indicator::A07 => {
                both(if_done(done.users >= 1, self.a07_fixed), if_done(done.users >= 2, self.a07_variable))
            }
            Indicator::A08 => fixed(self.a08_step * times(done.access_service, 2.0)),
            Indicator::A09 if done.coordination => {
                let above = (patients - self.a09_bend).max(0.0);
                let variable = self.grown(self.a09_variable, patients.min(self.a09_bend))
                    + self.grown(self.a09_variable_above, above);
                Points { fixed: self.a09_fixed, variable }
            }
            Indicator::A09 => Points::default(),
            Indicator::A10 => fixed(
                self.a10_each * times(done.protocols, self.a10_most)
                    + self.a10_ipa * times(done.protocols_ipa.min(done.protocols), self.a10_most),
            ),
            Indicator::A11 if f64::from(done.meetings) >= self.a11_meetings => {
                // The bound at the full rate is the choice of this project.
                let share = (done.rate / self.a11_rate).clamp(0.0, 1.0);
                grown(self.a11_variable * share + if_done(done.ipa, self.a11_ipa))
            }
            Indicator::A11 => Points::default(),
            Indicator::A12 => fixed(
                if_done(done.trainees >= 2, self.a12_two)
                    + self.a12_next * f64::from(done.trainees.clamp(2, 4) - 2),
            ),
            Indicator::A13 => grown(if_done(done.outside, self.a13_variable)),
            Indicator::A14 => both(
                if_done(done.quality >= 1, self.a14_fixed),
                if_done(done.quality >= 2, self.a14_variable_2)
                    + if_done(done.quality >= 3, self.a14_variable_3),
            ),
            Indicator::A15 => fixed(self.a15_each * times(done.cooperation_protocols, self.a15_most)),
            Indicator::A16 => grown(if_done(done.heart_failure, self.a16_variable)),
            Indicator::A17 => fixed(if_done(done.overweight, self.a17_fixed)),
            Indicator::A18 if done.software => {
                let (all, bend) = (f64::from(*professionals), self.a18_bend);
                let variable = self.a18_each * all.min(bend) + self.a18_each_above * (all - bend).max(0.0);
                Points { fixed: self.a18_fixed, variable }
            }
            Indicator::A18 => Points::default(),
            Indicator::A19 => fixed(if_done(done.advanced_software, self.a19_fixed)),
        }
    }

    /// Whether reductions add up is not written in what is known of the agreement: here they do.
    fn opening(&self, opening: Opening) -> f64 {
        let hours = match opening.hours {
            hours if hours >= 12.0 => 0.0,
            hours if hours >= 10.0 => self.a01_less_10h,
            _ => self.a01_less_8h,
        };
        let saturday = if opening.saturday { 0.0 } else { self.a01_less_saturday };
        let weeks = if opening.closes { self.a01_less_weeks } else { 0.0 };
        self.a01_fixed - hours - saturday - weeks
    }
}

fn is_reached(prerequisite: Indicator, done: &Done) -> bool {
    match prerequisite {
        Indicator::A01 => done.opening.is_some(),
        Indicator::A02 => done.crisis_plan,
        Indicator::A09 => done.coordination,
        Indicator::A18 => done.software,
        _ => true,
    }
}

#[cfg(test)]
mod tests;
