//! A case: what a desk does about one structure, from the first alert to the end. What happened is a list of events that is
//! only added to; a [`Case`] is what they come to. Pure.

mod alert;
mod event;
mod fold;
mod hand;
mod launch;
mod outcome;
mod terms;
#[cfg(test)]
mod tests;

pub use alert::{Alert, Past, Seen, alert};
pub use event::{Deed, Event, Gone};
pub use fold::{Case, Refusal};
pub use hand::may;
pub use launch::{Gates, Load, Verdict, loads};
pub use outcome::{Judgement, Outcome, Partner, State};
pub use terms::{Terms, Within};
