//! The observatory of coordinated practice. `docs/ARCHITECTURE.md` is the map of this house.

pub mod app;
pub mod catalog;
pub mod charts;
pub mod clock;
pub mod config;
pub mod credentials;
pub mod domain;
pub mod indicators;
pub mod ingest;
pub mod jobs;
pub mod mail;
pub mod openid;
pub mod reports;
pub mod risk;
pub mod simulate;
pub mod store;
pub mod telemetry;
pub mod web;
pub mod words;
