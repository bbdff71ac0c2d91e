//! From terms to what an indicator says of one place and month.

use crate::catalog::{Formula, Indicator};
use crate::domain::point::{Reading, State};

pub(super) struct Inputs {
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    /// That the number speaks of.
    pub(super) structures: Option<f64>,
    /// Those of them for which every term is known, when some may not be.
    pub(super) known: Option<f64>,
    /// Share of the inhabitants who live where a register is kept, when that matters.
    pub(super) registered: Option<f64>,
    pub(super) state: State,
}

const NOTHING: Reading = Reading {
    numerator: None,
    denominator: None,
    value: None,
    structures: 0,
    coverage: None,
    state: State::NotSupplied,
};

impl Inputs {
    pub(super) fn read(self, indicator: &Indicator) -> Reading {
        if self.state == State::NotSupplied {
            return NOTHING;
        }
        let structures = self.structures.unwrap_or(0.0);
        let coverage = match (self.known, self.registered) {
            (Some(_), _) if structures == 0.0 => None,
            (Some(known), _) => Some(known / structures),
            (None, Some(registered)) => Some(registered),
            (None, None) => Some(1.0),
        };
        if coverage == Some(0.0) || (indicator.denominator.is_some() && self.denominator.is_none()) {
            return NOTHING;
        }
        let (numerator, value) = match (indicator.formula, self.numerator, self.denominator) {
            // Of no structure there is no middle one.
            (Formula::Median, value, _) => (None, value),
            (_, None, _) => return NOTHING,
            (Formula::Count, Some(numerator), _) => (Some(numerator), Some(numerator)),
            (Formula::Ratio, Some(numerator), Some(denominator)) => {
                let value = (denominator > 0.0).then(|| indicator.scale * numerator / denominator);
                (Some(numerator), value)
            }
            (Formula::Shortfall, Some(numerator), Some(denominator)) => {
                (Some(numerator), Some(denominator - numerator))
            }
            (_, Some(numerator), None) => (Some(numerator), None),
        };
        Reading {
            numerator,
            denominator: self.denominator,
            value,
            // A balance of transfers may be negative; as many structures stand behind it at least.
            structures: structures.abs() as i64,
            coverage,
            state: self.state,
        }
    }
}
