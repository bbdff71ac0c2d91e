//! The observatory of coordinated practice. `docs/ARCHITECTURE.md` is the map of this house.

pub mod domain;
pub mod simulate;
