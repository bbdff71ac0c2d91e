//! How fragile a structure is on a day. Pure: what is known of it in, findings, probabilities and a grade out.

pub mod assess;
pub mod consequence;
pub mod doctors;
mod look;
pub mod model;
pub mod record;
mod rules;

pub use look::{Evidence, Finding, Verdict};
