//! What a team does in a month: true, before anybody writes it down. Organisation and climate show in it, noisily.

use crate::domain::month::Month;

use super::people::team::Team;
use super::people::trades::Kind;

/// Associates of a team, by what the law and the agreement count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Associates {
    pub gps: u32,
    pub specialists: u32,
    pub auxiliaries: u32,
    /// Distinct professions among the auxiliaries.
    pub professions: u32,
    pub pharmacists: u32,
    pub dentists: u32,
    pub midwives: u32,
    pub employed_doctors: u32,
    pub employed_auxiliaries: u32,
}

impl Associates {
    pub(super) fn of(team: &Team, month: Month) -> Self {
        let mut this = Self::default();
        let mut codes: Vec<&str> = Vec::new();
        for person in team.present(month) {
            let slot = match (person.trade.kind, person.associate, person.employed) {
                (Kind::GeneralPractitioner, true, _) => &mut this.gps,
                (Kind::Specialist, true, _) => &mut this.specialists,
                (Kind::Auxiliary, true, _) => {
                    if !codes.contains(&person.trade.code) {
                        codes.push(person.trade.code);
                    }
                    &mut this.auxiliaries
                }
                (Kind::Pharmacist, true, _) => &mut this.pharmacists,
                (Kind::Dentist, true, _) => &mut this.dentists,
                (Kind::Midwife, true, _) => &mut this.midwives,
                (kind, false, true) if kind.is_doctor() => &mut this.employed_doctors,
                (Kind::Auxiliary, false, true) => &mut this.employed_auxiliaries,
                _ => continue,
            };
            *slot += 1;
        }
        this.professions = codes.len() as u32;
        this
    }

    pub(super) fn doctors(&self) -> u32 {
        self.gps + self.specialists
    }

    pub(super) fn all(&self) -> u32 {
        self.doctors() + self.auxiliaries + self.pharmacists + self.dentists + self.midwives
    }
}

impl Team {
    /// Patients of the associated general practitioners, doctor by doctor, in the order of their births.
    pub(super) fn lists(&self, month: Month) -> Vec<(i32, u32)> {
        let gps = self.present(month).filter(|p| p.associate && p.is(Kind::GeneralPractitioner));
        let mut lists: Vec<(i32, u32)> = gps.map(|p| (p.born, p.patients(month).round() as u32)).collect();
        lists.sort_unstable();
        lists
    }

    pub(super) fn patients(&self, month: Month) -> u32 {
        self.lists(month).iter().map(|(_, patients)| patients).sum()
    }

    /// Team meetings expected in a month.
    pub(super) fn meetings(&self, month: Month) -> f64 {
        (0.75 + 0.9 * self.traits.organised) * (0.15 * self.climate(month).clamp(-4.0, 3.0)).exp()
    }

    /// Share of the patients whom the team discusses in a year.
    pub(super) fn discussed(&self, month: Month) -> f64 {
        (0.012 + 0.06 * self.traits.organised) * (0.1 * self.climate(month).clamp(-4.0, 3.0)).exp()
    }

    /// Hours a day: cut when a team lives badly.
    pub(super) fn hours(&self, month: Month) -> f64 {
        let usual = match self.traits.opening {
            ..0.08 => 9.5,
            0.08..0.25 => 11.0,
            _ => 12.0,
        };
        if self.climate(month) < -1.8 { usual - 1.5 } else { usual }
    }

    pub(super) fn opens_saturday(&self) -> bool {
        self.traits.opening > 0.15
    }

    /// Share of its doctors who answer the regulation of unscheduled care, spread over the country since 2021.
    pub(super) fn regulated(&self, month: Month) -> f64 {
        let years = f64::from(month.index()) / 12.0 - 2021.0;
        (0.15 * years + 0.5 * (self.traits.reach - 0.5)).clamp(0.0, 1.0)
    }

    pub(super) fn supervisors(&self, month: Month) -> u32 {
        self.present(month).filter(|p| p.supervises && month - p.joined >= 12).count() as u32
    }
}

impl Team {
    /// Protocols written by a month: a few more each year.
    pub(super) fn protocols(&self, month: Month) -> u32 {
        let years = f64::from(month - self.opened) / 12.0;
        (1.0 + 4.0 * self.traits.organised + 0.4 * years.min(6.0)) as u32
    }

    /// Public-health missions carried out in a year.
    pub(super) fn missions(&self, month: Month) -> u32 {
        let years = f64::from(month - self.opened) / 12.0;
        (0.5 + 1.5 * self.traits.reach + 0.1 * years.min(5.0)) as u32
    }
}
