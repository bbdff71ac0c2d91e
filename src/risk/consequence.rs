//! What it costs a structure and its patients when one general practitioner leaves.

use serde::{Deserialize, Serialize};

use super::Name;
use super::record::Record;
use crate::domain::aci::{Done, Loss, Scale, Team};
use crate::domain::legal_clock::{Heads, Rules};

/// All that [`Consequence::of`] reads but the contract.
const ASKED: [&str; 9] = [
    "doctors",
    "auxiliaries",
    "legal_form",
    "patients",
    "gps",
    "gp_lists",
    "largest_share",
    "fixed_charges",
    "team",
];

/// One general practitioner less. What is not known is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Consequence {
    /// Of an average departure, and of the one who follows most patients.
    pub average: Option<Leaving>,
    pub heaviest: Option<Leaving>,
    /// Euros a year that each remaining associate bears, and bears today.
    pub charges_by_remaining: Option<f64>,
    pub charges_by_associate: Option<f64>,
    /// Whether the legal minimum of a SISA is reached now, and would still be; none of another form.
    pub minimum_now: Option<bool>,
    pub minimum_after: Option<bool>,
    /// Of all that was asked for, besides the contract of the ACI.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Name>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leaving {
    pub patients: f64,
    /// Of all patients, 0 to 1.
    pub share: f64,
    /// Euros a year of the ACI that are no longer paid; none when the scale or the associates are not known, or there is
    /// no contract.
    pub aci: Option<Loss>,
}

impl Consequence {
    #[must_use]
    pub fn of(record: &Record, law: &Rules, scale: Option<&Scale>) -> Self {
        let patients = record.patients.value.filter(|patients| *patients > 0.0);
        let gps = record.gps.value.filter(|gps| *gps > 0);
        let heads = |fewer: u32| Heads {
            doctors: record.doctors.value.map(|doctors| doctors.saturating_sub(fewer)),
            auxiliaries: record.auxiliaries.value,
            ..Heads::default()
        };
        let reach = |fewer: u32| if record.is_no_sisa() { None } else { heads(fewer).reach(law) };
        let leaving =
            |of: f64| patients.map(|patients| Leaving::of(of.min(patients), patients, record, scale));
        let lists = record.gp_lists.value.as_ref();
        let heaviest = lists.and_then(|lists| lists.iter().copied().reduce(f64::max));
        let heaviest = heaviest.or_else(|| Some(record.largest_share.value? * patients?));
        let charges = record.fixed_charges.value;
        let by =
            |associates: Option<u32>| Some(charges? / f64::from(associates.filter(|number| *number > 0)?));
        let team = record.team.value;
        Self {
            average: gps.and_then(|gps| leaving(patients? / f64::from(gps))),
            heaviest: heaviest.and_then(leaving),
            charges_by_remaining: by(team.map(|team| team.saturating_sub(1))),
            charges_by_associate: by(team),
            minimum_now: reach(0),
            minimum_after: reach(1),
            sources: record.sources_of(&ASKED),
        }
    }
}

impl Leaving {
    fn of(leaving: f64, patients: f64, record: &Record, scale: Option<&Scale>) -> Self {
        let is_paid = record.has_contract.value != Some(false);
        let aci = scale.filter(|_| is_paid).zip(record.team.value).map(|(scale, professionals)| {
            let done = Done::socle(scale.a10_most as u32, scale.a11_rate);
            let team = Team { patients, professionals, months: 12, precarity: 0.0, done };
            scale.loss(&team, leaving)
        });
        Self { patients: leaving, share: leaving / patients, aci }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, Definitions};
    use crate::domain::measure::Period;
    use crate::domain::point::State;

    #[test]
    fn one_less_is_counted_out() {
        let catalog = Catalog::load(&Definitions::Embedded).unwrap();
        let day = "2026-06-30".parse().unwrap();
        let law =
            Rules::read(|name| catalog.parameters.in_force(name, day).map(|value| (value.value, value.on)));
        let scale = Scale::read(|name| catalog.parameters.on(name, day)).unwrap();
        let mut record = Record::unknown("690000013".parse().unwrap(), day);
        let nothing = Consequence::of(&record, law.as_ref().unwrap(), Some(&scale));
        assert_eq!((nothing.average, nothing.minimum_after), (None, None), "missing is not zero");
        let source = "declaration_mensuelle";
        for (input, count) in [
            (&mut record.doctors, 2),
            (&mut record.gps, 2),
            (&mut record.auxiliaries, 3),
            (&mut record.team, 8),
        ] {
            input.know(count, Period::Undated, source, State::Observed);
        }
        record.patients.know(3_000.0, Period::Undated, source, State::Observed);
        record.gp_lists.know(vec![1_000.0, 2_000.0], Period::Undated, source, State::Observed);
        record.fixed_charges.know(70_000.0, Period::Undated, source, State::Observed);
        let found = Consequence::of(&record, &law.unwrap(), Some(&scale));
        let (average, heaviest) = (found.average.unwrap(), found.heaviest.unwrap());
        assert_eq!((average.patients, average.share), (1_500.0, 0.5));
        assert_eq!(heaviest.patients, 2_000.0);
        // domain.md 3.3: 4,725 € a year for 1,000 patients on the socle, 1,400 € for one associate.
        let aci = heaviest.aci.unwrap();
        assert!((aci.patients - 9_450.0).abs() < 1e-6 && (aci.associate - 1_400.0).abs() < 1e-6, "{aci:?}");
        assert_eq!((found.charges_by_remaining, found.charges_by_associate), (Some(10_000.0), Some(8_750.0)));
        assert_eq!((found.minimum_now, found.minimum_after), (Some(true), Some(false)));
    }
}
