//! What the map shows of each department.

use super::super::super::panels::numbers::{Numbers, Parts};
use crate::catalog::Indicator;
use crate::domain::month::Month;
use crate::domain::territory::Territory;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Measure {
    Density,
    Number,
    /// Of the number, over twelve months.
    Change,
}

impl Measure {
    pub(in super::super) const ALL: [Self; 3] = [Self::Density, Self::Number, Self::Change];

    pub(in super::super) fn code(self) -> &'static str {
        match self {
            Self::Density => "density",
            Self::Number => "number",
            Self::Change => "change",
        }
    }

    /// What the address says; density when it says nothing.
    pub(in super::super) fn read(text: Option<&str>) -> Option<Self> {
        match text.unwrap_or_default() {
            "" => Some(Self::Density),
            text => Self::ALL.into_iter().find(|measure| measure.code() == text),
        }
    }

    pub(super) fn indicator<'a>(self, parts: &Parts<'a>) -> &'a Indicator {
        match self {
            Self::Density => parts.map.density,
            Self::Number => parts.map.number,
            Self::Change => parts.map.change,
        }
    }

    pub(super) fn value(
        self,
        territory: &Territory,
        parts: &Parts,
        numbers: &Numbers,
        month: Month,
    ) -> Option<f64> {
        let indicator = self.indicator(parts);
        match self {
            Self::Density | Self::Number => numbers.value(indicator, territory, month),
            Self::Change => numbers.change(indicator, territory, month),
        }
    }
}
