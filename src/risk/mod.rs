//! How fragile a structure is on a day. Pure: what is known of it in, findings, probabilities and a grade out.

pub mod assess;
pub mod consequence;
pub mod doctors;
pub mod drift;
pub mod features;
pub mod levels;
mod look;
pub mod model;
pub mod outcome;
pub mod record;
mod rules;
pub mod score;
pub mod sheet;
mod withheld;

/// Of a rule, an input or a source: written in the code, or read again from what was stored.
pub type Name = std::borrow::Cow<'static, str>;

pub use look::{Evidence, Finding, Verdict};

#[cfg(test)]
mod tests;
