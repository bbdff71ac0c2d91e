//! Who may see what: the matrix of roles and data families. The store asks it before it reads.

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    Public,
    /// The coordinator of a structure.
    Msp,
    Ars,
    /// Caisse primaire, or the Cnam.
    Cpam,
    Federation,
    Dgos,
    /// Whoever answers for accounts and reads the audit; of structures, what everybody sees.
    Administrator,
    /// The installation itself: its jobs and its command line.
    Operator,
}

impl Role {
    /// Those that an account may have.
    pub const OF_ACCOUNTS: [Self; 6] =
        [Self::Msp, Self::Ars, Self::Cpam, Self::Federation, Self::Dgos, Self::Administrator];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Msp => "msp",
            Self::Ars => "ars",
            Self::Cpam => "cpam",
            Self::Federation => "federation",
            Self::Dgos => "dgos",
            Self::Administrator => "administrator",
            Self::Operator => "operator",
        }
    }

    /// The role of an account.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::OF_ACCOUNTS.into_iter().find(|role| role.as_str() == text)
    }
}

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// FINESS and register facts of a structure.
    Facts,
    /// Points, small numbers suppressed.
    Aggregates,
    /// Members and declared data of a structure.
    Declared,
    /// ACI of a structure.
    Aci,
    /// What is seen of a structure: signals, their evidence, its legal clock.
    Signals,
    /// What is made of that: level, score, outlook.
    Assessments,
    /// What a desk does about it.
    Cases,
    /// How many cases the desks have, and how useful they found them.
    Tallies,
    /// Who did or read what.
    Audit,
    /// Who may sign in.
    Accounts,
}

impl Family {
    pub const ALL: [Self; 10] = [
        Self::Facts,
        Self::Aggregates,
        Self::Declared,
        Self::Aci,
        Self::Signals,
        Self::Assessments,
        Self::Cases,
        Self::Tallies,
        Self::Audit,
        Self::Accounts,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Aggregates => "aggregates",
            Self::Declared => "declared",
            Self::Aci => "aci",
            Self::Signals => "signals",
            Self::Assessments => "assessments",
            Self::Cases => "cases",
            Self::Tallies => "tallies",
            Self::Audit => "audit",
            Self::Accounts => "accounts",
        }
    }

    /// Whether everybody reads it, without a line in the audit.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Facts | Self::Aggregates)
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.as_str() == text)
    }
}

/// How far a role reaches into a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Nothing,
    /// The reader's own structure.
    Own,
    /// Structures of the reader's territories whose open case their desk has shared with the role.
    Shared,
    /// The reader's territories.
    Territories,
    Everything,
}

/// The matrix.
#[must_use]
pub fn reach(role: Role, family: Family) -> Reach {
    use {Family::*, Role::*};
    match (role, family) {
        (Operator, _)
        | (_, Facts | Aggregates)
        | (Ars | Dgos | Administrator, Tallies)
        | (Administrator, Audit | Accounts) => Reach::Everything,
        (Msp, Declared | Aci | Signals) => Reach::Own,
        (Ars, Declared | Aci | Signals | Assessments | Cases) | (Cpam, Aci) => Reach::Territories,
        (Cpam | Federation, Declared | Signals | Assessments | Cases)
        // A case that was escalated; of what a team declares the ministry reads aggregates.
        | (Dgos, Signals | Assessments | Cases) => Reach::Shared,
        (Public | Administrator, _)
        | (Msp, Assessments | Cases)
        | (Federation, Aci)
        | (Dgos, Declared | Aci)
        | (_, Tallies | Audit | Accounts) => Reach::Nothing,
    }
}

/// Aggregates are for everybody, small numbers in them for the installation alone: who may see the rows of some
/// structures reads those rows.
#[must_use]
pub fn sees_small_numbers(role: Role) -> bool {
    role == Role::Operator
}
