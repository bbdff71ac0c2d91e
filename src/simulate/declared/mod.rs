//! What the teams declare themselves: monthly, yearly, and their arrivals and departures. A declaration comes late or
//! never, holds errors, and is sometimes corrected; a file holds what was declared in its month.

mod columns;
mod errors;
mod monthly;
mod movements;
mod observation;
mod yearly;

pub(super) use monthly::monthly;
pub(super) use movements::movements;
pub(super) use yearly::yearly;
