//! The register and the decisions on its contradictions with FINESS.

pub mod decisions;
pub mod entries;
pub mod queue;
