//! What happens before the court, as somebody records it.

use chrono::NaiveDate;

/// A dated event before the court.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Court {
    /// Somebody asked for the dissolution.
    Seized,
    /// The court granted time, this day included.
    Delay {
        until: NaiveDate,
    },
    Ruled(Ruling),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    Dissolved,
    Rejected,
}
