//! What became of a structure in the twelve months after the end of a month, as far as anybody knows now. What is not
//! known is never “no”.

use serde::{Deserialize, Serialize};

use super::model::priors::target_of;
use crate::domain::month::Month;

/// Months that an outcome takes.
pub const HORIZON: i32 = 12;

/// How old the last count of the twelve months may be to say that nothing happened.
const RECENT: i32 = 2;

/// One thing that may have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Fewer associated doctors than the legal minimum at the end, of structures that had them; or closed.
    BelowMinimum,
    /// The contract of the ACI terminated, of structures that had one.
    AciEnded,
    /// Closed, the team nowhere else.
    Closed,
    /// Any of the three.
    Serious,
    /// Fewer associated general practitioners than before, of structures that had some; or closed.
    DoctorLost,
    /// The team goes on under another number: no failure, and no event of the others.
    Absorbed,
}

/// Whether it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Happened,
    DidNot,
    CannotTell(Why),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The twelve months are not over, or the source that would tell has not come so far.
    NotOver,
    /// Nobody told.
    Silent,
    /// It could not happen: nobody to lose, no contract to end, below the minimum already.
    NotAtRisk,
}

/// How a structure stood at the end of the twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Open,
    Closed,
    /// Its number ended, and its members are found under a number that was there before.
    Merged,
    /// Its number ended, and the team is found under a new one; or it bears another category.
    Succeeded,
    /// It is not shown any more, and nobody knows where its members are.
    Unclear,
    /// FINESS has not come so far.
    NotOver,
}

/// Where the members of a number that ended were seen in the year after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Of the last edition of the RPPS that showed the number.
    pub members: usize,
    /// Of them, those under the one other number where most are.
    pub found: usize,
    /// That number was open before.
    pub is_older: bool,
}

/// The contract of the ACI over the twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contract {
    /// None was in force on the first day.
    None,
    Kept,
    Terminated,
    /// No file of contracts tells, or none that is late enough.
    Unknown(Why),
}

/// Associates of one month; what was not told is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub month: Month,
    pub doctors: Option<u32>,
    pub gps: Option<u32>,
}

/// What is known now of one structure and the twelve months after an origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Followed {
    pub origin: Month,
    /// The last month that is over.
    pub last: Month,
    /// Doctors that the law asks for.
    pub minimum: u32,
    /// By month, ascending.
    pub counts: Vec<Count>,
    pub ending: Ending,
    pub contract: Contract,
}

/// How many structures of an origin each label has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub origin: i32,
    pub structures: usize,
    pub happened: usize,
    pub did_not: usize,
    pub not_at_risk: usize,
    pub silent: usize,
    pub not_over: usize,
    /// Merged or succeeded: among those where it did not happen, or nobody can tell.
    pub absorbed: usize,
    /// Of those of which nobody can tell, those whose number ended: closed or merged.
    pub unclear: usize,
}

impl Target {
    pub const ALL: [Self; 6] =
        [Self::BelowMinimum, Self::AciEnded, Self::Closed, Self::Serious, Self::DoctorLost, Self::Absorbed];

    /// The column of a panel.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::BelowMinimum => "y_below_minimum",
            Self::AciEnded => "y_aci_ended",
            Self::Closed => "y_closed",
            Self::Serious => "y_serious",
            Self::DoctorLost => "y_doctor_lost",
            Self::Absorbed => "y_absorbed",
        }
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        target_of(self.column())
    }

    /// By name or by column.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == target_of(text))
    }
}

impl Ending {
    /// Of a number that FINESS shows closed. `heir`: another number of the same legal entity, and whether it was open
    /// before. Half of the members are the team.
    #[must_use]
    pub fn of(trace: Option<Trace>, heir: Option<bool>) -> Self {
        let elsewhere = |is_older| if is_older { Self::Merged } else { Self::Succeeded };
        match (heir, trace.filter(|trace| trace.members > 0)) {
            (Some(is_older), _) => elsewhere(is_older),
            (None, Some(trace)) if 2 * trace.found >= trace.members => elsewhere(trace.is_older),
            (None, Some(_)) => Self::Closed,
            (None, None) => Self::Unclear,
        }
    }
}

impl Label {
    /// 1, 0, or nothing.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        match self {
            Self::Happened => Some(1.0),
            Self::DidNot => Some(0.0),
            Self::CannotTell(_) => None,
        }
    }

    fn of(happened: bool) -> Self {
        if happened { Self::Happened } else { Self::DidNot }
    }
}

impl Followed {
    #[must_use]
    pub fn label(&self, target: Target) -> Label {
        if self.end() > self.last {
            return Label::CannotTell(Why::NotOver);
        }
        match target {
            Target::BelowMinimum => self.below_minimum(),
            Target::AciEnded => self.aci_ended(),
            Target::Closed => self.ended(|ending| ending == Ending::Closed),
            Target::Absorbed => self.ended(|ending| matches!(ending, Ending::Merged | Ending::Succeeded)),
            Target::Serious => any([self.below_minimum(), self.aci_ended(), self.label(Target::Closed)]),
            Target::DoctorLost => self.doctor_lost(),
        }
    }

    fn end(&self) -> Month {
        self.origin + HORIZON
    }

    fn ended(&self, is: impl Fn(Ending) -> bool) -> Label {
        match self.ending {
            Ending::Unclear => Label::CannotTell(Why::Silent),
            Ending::NotOver => Label::CannotTell(Why::NotOver),
            ending => Label::of(is(ending)),
        }
    }

    fn below_minimum(&self) -> Label {
        let doctors = |count: &Count| count.doctors;
        match self.before(doctors) {
            None => return Label::CannotTell(Why::Silent),
            Some(before) if before < self.minimum => return Label::CannotTell(Why::NotAtRisk),
            Some(_) => {}
        }
        match self.ending {
            Ending::Open => self.after(doctors, |after| after < self.minimum),
            _ => self.ended(|ending| ending == Ending::Closed),
        }
    }

    fn doctor_lost(&self) -> Label {
        let gps = |count: &Count| count.gps;
        let before = match self.before(gps) {
            None => return Label::CannotTell(Why::Silent),
            Some(0) => return Label::CannotTell(Why::NotAtRisk),
            Some(before) => before,
        };
        match self.ending {
            Ending::Open => self.after(gps, |after| after < before),
            // Under another number nobody counted who came along.
            Ending::Merged | Ending::Succeeded => Label::CannotTell(Why::Silent),
            _ => self.ended(|ending| ending == Ending::Closed),
        }
    }

    fn aci_ended(&self) -> Label {
        match self.contract {
            Contract::None => Label::CannotTell(Why::NotAtRisk),
            Contract::Unknown(why) => Label::CannotTell(why),
            Contract::Kept => Label::DidNot,
            // With the number of a team that goes on elsewhere.
            Contract::Terminated => match self.ending {
                Ending::Unclear => Label::CannotTell(Why::Silent),
                ending => Label::of(!matches!(ending, Ending::Merged | Ending::Succeeded)),
            },
        }
    }

    /// The last count up to the origin that is recent.
    fn before(&self, read: impl Fn(&Count) -> Option<u32>) -> Option<u32> {
        let until = self.counts.iter().rev().filter(|count| count.month <= self.origin);
        let mut recent = until.take_while(|count| self.origin - count.month <= RECENT);
        recent.find_map(read)
    }

    /// The last count of the twelve months: what it shows has happened, when nothing later takes it back; only a recent
    /// one says that it has not.
    fn after(&self, read: impl Fn(&Count) -> Option<u32>, is_event: impl Fn(u32) -> bool) -> Label {
        let within =
            self.counts.iter().filter(|count| self.origin < count.month && count.month <= self.end());
        match within.filter_map(|count| Some((count.month, read(count)?))).next_back() {
            Some((_, count)) if is_event(count) => Label::Happened,
            Some((month, _)) if self.end() - month <= RECENT => Label::DidNot,
            _ => Label::CannotTell(Why::Silent),
        }
    }
}

/// One that happened is enough; one that nobody knows keeps the others from saying no. What cannot happen says nothing.
fn any(labels: [Label; 3]) -> Label {
    let at_risk = || labels.into_iter().filter(|label| *label != Label::CannotTell(Why::NotAtRisk));
    if at_risk().any(|label| label == Label::Happened) {
        return Label::Happened;
    }
    let unknown = at_risk().find(|label| *label != Label::DidNot);
    unknown.or_else(|| at_risk().next()).unwrap_or(Label::CannotTell(Why::NotAtRisk))
}

impl Tally {
    pub fn add(&mut self, label: Label, ending: Ending) {
        self.structures += 1;
        self.absorbed += usize::from(matches!(ending, Ending::Merged | Ending::Succeeded));
        self.unclear += usize::from(ending == Ending::Unclear);
        *match label {
            Label::Happened => &mut self.happened,
            Label::DidNot => &mut self.did_not,
            Label::CannotTell(Why::NotAtRisk) => &mut self.not_at_risk,
            Label::CannotTell(Why::Silent) => &mut self.silent,
            Label::CannotTell(Why::NotOver) => &mut self.not_over,
        } += 1;
    }
}

#[cfg(test)]
mod tests;
