//! Who makes up a SISA: what the law counts.

use super::Rules;

/// Heads as they are known from a day on; unknown is none, never zero. Only natural persons who are associates count:
/// pharmacists, dentists and midwives are no auxiliaires médicaux, employed doctors no associates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// Associates, doctors of any specialty.
    pub doctors: Option<u32>,
    /// Associates, auxiliaires médicaux.
    pub auxiliaries: Option<u32>,
    /// Associates of all professions.
    pub associates: Option<u32>,
    /// Doctors whom the company employs.
    pub employed_doctors: Option<u32>,
    pub employed_auxiliaries: Option<u32>,
    /// Care professionals of any trade whom the company employs.
    pub employed: Option<u32>,
}

impl Heads {
    /// Whether the minimum is reached (L4041-4 I). One count that is short is enough to say no; yes takes both.
    #[must_use]
    pub fn reach(&self, rules: &Rules) -> Option<bool> {
        let doctors = self.doctors.map(|doctors| doctors >= rules.doctors);
        let auxiliaries = self.auxiliaries.map(|auxiliaries| auxiliaries >= rules.auxiliaries);
        match (doctors, auxiliaries) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    /// Whether the company employs as many doctors and auxiliaires as it lacks among its associates.
    #[must_use]
    pub fn employs_the_missing(&self, rules: &Rules) -> Option<bool> {
        let enough = |minimum: u32, associated: Option<u32>, employed: Option<u32>| {
            let missing = minimum.saturating_sub(associated?);
            if missing == 0 { Some(true) } else { Some(employed? >= missing) }
        };
        let doctors = enough(rules.doctors, self.doctors, self.employed_doctors);
        let auxiliaries = enough(rules.auxiliaries, self.auxiliaries, self.employed_auxiliaries);
        match (doctors, auxiliaries) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (doctors, auxiliaries) => Some(doctors? & auxiliaries?),
        }
    }

    /// Whether fewer care professionals are employed than there are associates (L4041-4 II, strictly).
    #[must_use]
    pub fn keeps_payroll_cap(&self) -> Option<bool> {
        Some(self.employed? < self.associates?)
    }
}
