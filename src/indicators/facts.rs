//! What was known, on some day, of all structures: what an evaluation starts from.

use std::collections::BTreeMap;

use super::supply::Supplies;
use super::table::Table;
use crate::domain::finess::FinessNumber;
use crate::domain::life::Life;
use crate::domain::member::{Member, Professionals};
use crate::domain::register::Entry;
use crate::domain::statement::Statement;
use crate::domain::timeline::Version;

#[derive(Debug, Default)]
pub struct Facts {
    pub supplies: Supplies,
    /// By number, each once.
    pub structures: Vec<(FinessNumber, Life)>,
    /// The register.
    pub entries: Vec<Entry>,
    pub members: Vec<Version<Member>>,
    pub professionals: Vec<Version<Professionals>>,
    /// Monthly and yearly statements of structures, by source.
    pub tables: BTreeMap<String, Table>,
    /// Statements that hold from a day on (contracts, zoning), by source.
    pub statements: BTreeMap<String, Vec<Statement>>,
}
