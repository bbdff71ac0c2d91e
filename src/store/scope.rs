//! Row-level rights, in the one place that all readers pass: a query on members, declared or ACI data takes a `Scope`
//! and does not compile without one.

use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::rights::{Family, Reach, Role, reach};
use crate::domain::territory::Territory;

/// On whose behalf the store is read.
#[derive(Clone, Debug)]
pub struct Scope {
    role: Role,
    territories: Vec<Territory>,
    structure: Option<FinessNumber>,
}

/// The structures of whom rows may be read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rows {
    All,
    None,
    /// Of structures that FINESS places in one of these departments.
    Departments(Vec<&'static str>),
    Structure(FinessNumber),
}

impl Scope {
    /// Whoever comes without a name.
    #[must_use]
    pub fn public() -> Self {
        Self { role: Role::Public, territories: Vec::new(), structure: None }
    }

    /// The installation itself: jobs and command line.
    #[must_use]
    pub fn operator() -> Self {
        Self { role: Role::Operator, territories: Vec::new(), structure: None }
    }

    /// An agent of an institution, within territories.
    #[must_use]
    pub fn of_territories(role: Role, territories: Vec<Territory>) -> Self {
        Self { role, territories, structure: None }
    }

    /// The coordinator of a structure.
    #[must_use]
    pub fn of_structure(structure: FinessNumber) -> Self {
        Self { role: Role::Msp, territories: Vec::new(), structure: Some(structure) }
    }

    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    pub(super) fn rows(&self, family: Family) -> Rows {
        match reach(self.role, family) {
            Reach::Everything => Rows::All,
            Reach::Nothing => Rows::None,
            Reach::Own => self.structure.clone().map_or(Rows::None, Rows::Structure),
            Reach::Territories => Rows::Departments(france().departments_of(&self.territories)),
        }
    }
}
