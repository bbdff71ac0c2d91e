//! The register of structures as the ARS confirms it, from the idea of a project to its end, and its
//! reconciliation with FINESS.

mod entry;
mod likeness;
pub mod reconcile;
mod resolution;
mod stage;

pub use entry::{Entry, Form, Impossible, Status};
pub use resolution::{Change, Resolution, resolve};
pub use stage::{Passage, Stage};
