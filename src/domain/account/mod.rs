//! Who may sign in: an address to write to, a role of the matrix, and the place that the role asks for.

mod address;
mod email;
mod lockout;
mod password;
mod review;

pub use address::origin;
pub use email::{Email, NotAnEmail};
pub use lockout::Lockout;
pub use password::{Password, Weak};
pub use review::{Review, is_idle};

use super::finess::FinessNumber;
use super::geography::france;
use super::rights::Role;
use super::territory::Territory;

/// Somebody known. Only what `new` lets through exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub email: Email,
    /// As it is shown to the person.
    pub name: String,
    pub role: Role,
    /// Where the role may look, when it looks at territories.
    pub territories: Vec<Territory>,
    /// Whose data it may see, when it is of a structure.
    pub structure: Option<FinessNumber>,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Active,
    /// Kept for what the audit says of it; cannot sign in.
    Disabled,
}

/// What a role looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// One structure.
    Structure,
    /// Regions and departments.
    Territories,
    /// Regions and departments, or the whole country.
    TerritoriesOrFrance,
    /// The whole country, without saying so.
    Country,
}

/// Why there can be no such account.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum Unfit {
    #[error("an account has a name")]
    Nameless,
    #[error("nobody signs in as “{0}”; write one of msp, ars, cpam, federation, dgos, administrator")]
    Role(&'static str),
    #[error("an account of role {0} is of one structure: name it with --structure FINESS")]
    NoStructure(&'static str),
    #[error("an account of role {0} is of no structure: leave --structure out")]
    Structure(&'static str),
    #[error(
        "an account of role {0} needs territories: name them with --territory REG-84 or DEP-01, once each"
    )]
    NoTerritory(&'static str),
    #[error("an account of role {0} has no territories: leave --territory out")]
    Territories(&'static str),
    #[error("{0} is no territory of an account of role {1}: rights are given by region and department")]
    Level(Territory, &'static str),
    #[error("no territory has the code {0}")]
    Unknown(Territory),
}

/// What the role of an account looks at: what the reach of the matrix is measured by.
#[must_use]
pub fn outlook(role: Role) -> Option<Outlook> {
    match role {
        Role::Public | Role::Operator => None,
        Role::Msp => Some(Outlook::Structure),
        Role::Ars => Some(Outlook::Territories),
        // The Cnam and a national federation look at all of France.
        Role::Cpam | Role::Federation => Some(Outlook::TerritoriesOrFrance),
        Role::Dgos | Role::Administrator => Some(Outlook::Country),
    }
}

impl Account {
    /// Of whom it reads when nobody is named: its structure, or its territories.
    #[must_use]
    pub fn place(&self) -> String {
        let codes: Vec<String> = self.territories.iter().map(ToString::to_string).collect();
        self.structure.as_ref().map_or_else(|| codes.join(" "), ToString::to_string)
    }

    /// # Errors
    /// A place that the role does not have, or lacks.
    pub fn new(
        email: Email,
        name: &str,
        role: Role,
        territories: Vec<Territory>,
        structure: Option<FinessNumber>,
    ) -> Result<Self, Unfit> {
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(Unfit::Nameless);
        }
        let word = role.as_str();
        let outlook = outlook(role).ok_or(Unfit::Role(word))?;
        match (outlook, &structure) {
            (Outlook::Structure, None) => return Err(Unfit::NoStructure(word)),
            (Outlook::Structure, Some(_)) | (_, None) => {}
            (_, Some(_)) => return Err(Unfit::Structure(word)),
        }
        let mut territories = territories;
        territories.sort();
        territories.dedup();
        match outlook {
            Outlook::Territories | Outlook::TerritoriesOrFrance if territories.is_empty() => {
                return Err(Unfit::NoTerritory(word));
            }
            Outlook::Structure | Outlook::Country if !territories.is_empty() => {
                return Err(Unfit::Territories(word));
            }
            _ => {}
        }
        for territory in &territories {
            let is_fit = match territory {
                Territory::Region(_) | Territory::Department(_) => true,
                Territory::France => outlook == Outlook::TerritoriesOrFrance,
                // Rows are placed by department: a commune would open all of its department.
                Territory::Epci(_) | Territory::Commune(_) => false,
            };
            if !is_fit {
                return Err(Unfit::Level(territory.clone(), word));
            }
            if france().name(territory).is_none() {
                return Err(Unfit::Unknown(territory.clone()));
            }
        }
        Ok(Self { email, name, role, territories, structure, state: State::Active })
    }
}

#[cfg(test)]
mod tests;
