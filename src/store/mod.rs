//! The one place that speaks to a database, SQLite or PostgreSQL. Functions take and give domain types.

pub mod accounts;
pub mod assessments;
pub mod attempts;
pub mod audit;
mod backend;
pub mod backtests;
pub mod cases;
pub mod contacts;
pub mod corrections;
pub mod deadlines;
pub mod downloads;
pub mod drift;
pub mod editions;
pub mod entities;
pub mod hidden;
pub mod imports;
pub mod lineage;
pub mod members;
pub mod neighbours;
pub mod outbox;
pub mod points;
pub mod published;
pub mod refusals;
pub mod register;
pub mod runs;
mod schema;
mod scope;
pub mod sessions;
pub mod statements;
pub mod structures;
pub mod subscriptions;
mod versions;

pub use backend::{Conn, Error, Kind, Store};
pub use scope::Scope;
pub use versions::{Known, Provenance, Stored};
