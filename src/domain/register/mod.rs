//! The register of structures as the ARS confirms it, from the idea of a project to its end, and its
//! reconciliation with FINESS.

pub mod discrepancy;
mod entry;
mod likeness;
pub mod reconcile;
mod resolution;
mod seen;
mod stage;
mod succession;

pub use entry::{Entry, Form, Impossible, Status};
pub use resolution::{Change, Resolution, resolve};
pub use seen::Seen;
pub use stage::{Passage, Stage};
pub use succession::Successions;
