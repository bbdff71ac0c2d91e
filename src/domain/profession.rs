//! The professions of the RPPS (value set TRE_G15-ProfessionSante of the ANS) and how the law classes them (Code de la
//! santé publique, part 4: book I medical, II pharmacy, III auxiliaires médicaux).

use std::fmt;
use std::str::FromStr;

/// A code of TRE_G15: two digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Profession(u8);

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("“{0}” is not a code of a profession (two digits)")]
pub struct NotAProfession(String);

/// What the composition of a SISA counts (L4041-4 CSP): pharmacists, dentists and midwives are no auxiliaires médicaux.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Doctor,
    /// Dentist or midwife.
    OtherMedical,
    Pharmacist,
    Auxiliary,
    /// Neither in the book of the medical professions nor in that of the auxiliaires médicaux.
    Other,
}

/// The seven families in which professionals are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// A doctor with one of the savoir-faire SM26, SM53, SM54.
    GeneralPractitioner,
    OtherDoctor,
    Nurse,
    Physiotherapist,
    Pharmacist,
    OtherAuxiliary,
    /// Dentists, midwives and those of no book.
    Other,
}

impl Profession {
    pub const DOCTOR: Self = Self(10);
    pub const PHARMACIST: Self = Self(21);
    pub const NURSE: Self = Self(60);
    pub const PHYSIOTHERAPIST: Self = Self(70);

    /// The profession of a code below 100.
    #[must_use]
    pub fn of_code(code: u8) -> Option<Self> {
        (code < 100).then_some(Self(code))
    }

    #[must_use]
    pub fn class(self) -> Class {
        match self.0 {
            10 => Class::Doctor,
            40 | 50 => Class::OtherMedical,
            21 => Class::Pharmacist,
            26 | 28 | 60 | 69 | 70 | 80..=86 | 91 | 92 | 94..=96 | 98 => Class::Auxiliary,
            _ => Class::Other,
        }
    }

    #[must_use]
    pub fn group(self, is_gp: bool) -> Group {
        match (self, self.class()) {
            (Self::DOCTOR, _) if is_gp => Group::GeneralPractitioner,
            (Self::DOCTOR, _) => Group::OtherDoctor,
            (Self::NURSE | Self(69), _) => Group::Nurse,
            (Self::PHYSIOTHERAPIST, _) => Group::Physiotherapist,
            (Self::PHARMACIST, _) => Group::Pharmacist,
            (_, Class::Auxiliary) => Group::OtherAuxiliary,
            _ => Group::Other,
        }
    }
}

impl Group {
    pub const ALL: [Self; 7] = [
        Self::GeneralPractitioner,
        Self::OtherDoctor,
        Self::Nurse,
        Self::Physiotherapist,
        Self::Pharmacist,
        Self::OtherAuxiliary,
        Self::Other,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GeneralPractitioner => "general_practitioner",
            Self::OtherDoctor => "other_doctor",
            Self::Nurse => "nurse",
            Self::Physiotherapist => "physiotherapist",
            Self::Pharmacist => "pharmacist",
            Self::OtherAuxiliary => "other_auxiliary",
            Self::Other => "other",
        }
    }
}

impl FromStr for Profession {
    type Err = NotAProfession;
    fn from_str(text: &str) -> Result<Self, NotAProfession> {
        let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        let code = if is_code { text.parse().ok() } else { None };
        code.map(Self).ok_or_else(|| NotAProfession(text.to_owned()))
    }
}

impl fmt::Display for Profession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}
