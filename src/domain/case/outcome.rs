//! Where a case stands, how it ended, what the desk thinks of the alert, with whom it is shared.

use serde::{Deserialize, Serialize};

use crate::domain::rights::Role;

/// Gives a closed list of words its spelling, and reads it.
macro_rules! spelled {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            #[must_use]
            pub fn read(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == text)
            }
        }
    };
}

/// In the order of a case that ends well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    New,
    Acknowledged,
    InSupport,
    UnderWatch,
    Closed,
}

spelled!(State {
    New = "new",
    Acknowledged = "acknowledged",
    InSupport = "in_support",
    UnderWatch = "under_watch",
    Closed = "closed",
});

/// Why a case is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Improved,
    /// There was nothing to help with.
    Unfounded,
    /// The team goes on within another structure.
    Merged,
    ClosedStructure,
}

spelled!(Outcome {
    Improved = "improved",
    Unfounded = "unfounded",
    Merged = "merged",
    ClosedStructure = "closed_structure",
});

/// Whether the alert was worth a call, in the words of the desk: the label by which alerts are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    Useful,
    /// Not useful, because the desk was at work on it.
    AlreadyKnown,
    /// … because the data are wrong or too old.
    WrongData,
    /// … because the trouble was over.
    TooLate,
    /// … because nothing can be done about it.
    NoLever,
    /// … because what fired says nothing about this team.
    NoTrouble,
}

spelled!(Judgement {
    Useful = "useful",
    AlreadyKnown = "already_known",
    WrongData = "wrong_data",
    TooLate = "too_late",
    NoLever = "no_lever",
    NoTrouble = "no_trouble",
});

/// Who may be shown one case of a desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Partner {
    /// The ROC of the caisse primaire.
    Cpam,
    Federation,
    /// Escalated to the ministry.
    Dgos,
}

spelled!(Partner { Cpam = "cpam", Federation = "federation", Dgos = "dgos" });

impl Partner {
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Cpam => Role::Cpam,
            Self::Federation => Role::Federation,
            Self::Dgos => Role::Dgos,
        }
    }
}
