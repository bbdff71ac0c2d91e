//! The months of an evaluation, first and last included.

use crate::domain::month::Month;

#[derive(Clone, Copy)]
pub(super) struct Months {
    pub(super) first: Month,
    pub(super) last: Month,
}

impl Months {
    pub(super) fn len(self) -> usize {
        usize::try_from(self.last - self.first + 1).unwrap_or(0)
    }

    /// Position of a month, clamped to the range; `len` when after it.
    pub(super) fn position(self, month: Month) -> usize {
        usize::try_from(month - self.first).unwrap_or(0).min(self.len())
    }

    pub(super) fn all(self) -> impl Iterator<Item = Month> {
        Month::range(self.first, self.last)
    }
}
