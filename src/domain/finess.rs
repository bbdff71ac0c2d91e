//! The FINESS identifiers and codes that every FINESS input shares.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A FINESS number, of an establishment or of a legal entity: text, never a number (Corsica has a letter).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FinessNumber(String);

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("“{0}” is not a FINESS number (a digit, a digit or capital, seven digits)")]
pub struct NotAFinessNumber(String);

impl FinessNumber {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in 64 bits, nine digits of base 36: to remember all numbers of a file in little room.
    #[must_use]
    pub fn packed(&self) -> u64 {
        self.0.chars().fold(0, |sum, c| sum * 36 + u64::from(c.to_digit(36).unwrap_or_default()))
    }

    /// Whether `text` has the shape `[0-9][0-9A-Z][0-9]{7}`.
    #[must_use]
    pub fn is_well_formed(text: &str) -> bool {
        let bytes = text.as_bytes();
        bytes.len() == 9
            && bytes[0].is_ascii_digit()
            && (bytes[1].is_ascii_digit() || bytes[1].is_ascii_uppercase())
            && bytes[2..].iter().all(u8::is_ascii_digit)
    }
}

impl FromStr for FinessNumber {
    type Err = NotAFinessNumber;
    fn from_str(text: &str) -> Result<Self, NotAFinessNumber> {
        if Self::is_well_formed(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAFinessNumber(text.to_owned()))
        }
    }
}

impl TryFrom<String> for FinessNumber {
    type Error = NotAFinessNumber;
    fn try_from(text: String) -> Result<Self, NotAFinessNumber> {
        text.parse()
    }
}

impl From<FinessNumber> for String {
    fn from(number: FinessNumber) -> Self {
        number.0
    }
}

impl fmt::Display for FinessNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The FINESS categories that the observatory tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 603, "Maison de santé (L.6223-3)": the label is wrong (L.6323-3), the code is right.
    Msp,
    /// 604, communauté professionnelle territoriale de santé.
    Cpts,
    /// 124, centre de santé.
    Cds,
    /// Any other category: kept only for an establishment that used to be one of the three.
    Other,
}

impl Kind {
    #[must_use]
    pub fn of_category(code: &str) -> Self {
        match code {
            "603" => Self::Msp,
            "604" => Self::Cpts,
            "124" => Self::Cds,
            _ => Self::Other,
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Msp => "msp",
            Self::Cpts => "cpts",
            Self::Cds => "cds",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        [Self::Msp, Self::Cpts, Self::Cds, Self::Other].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Statut juridique 80, société interprofessionnelle de soins ambulatoires (nomenclature TRE_R72).
pub const SISA: &str = "80";

/// A name without the mark of a simulated world, for pages that bear the warning themselves.
#[must_use]
pub fn unmarked<'a>(name: &'a str) -> &'a str {
    let bare = |name: &'a str| name.strip_suffix(')')?.strip_suffix(SIMULATED_MARK)?.strip_suffix(" (");
    bare(name).unwrap_or(name)
}

/// Written in the name complement of every simulated structure, so that a copied file still says what it is.
pub const SIMULATED_MARK: &str = "DONNEES SIMULEES";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_mark_leaves_a_name() {
        assert_eq!(unmarked("MSP DU LAC (DONNEES SIMULEES)"), "MSP DU LAC");
        for own in ["MSP DU LAC (SITE NORD)", "MSP DU LAC", "MSP (X))", "DONNEES SIMULEES"] {
            assert_eq!(unmarked(own), own);
        }
    }

    proptest::proptest! {
        #[test]
        fn packs_no_two_numbers_alike(a in "[0-9][0-9A-Z][0-9]{7}", b in "[0-9][0-9A-Z][0-9]{7}") {
            let packed = |text: &str| text.parse::<FinessNumber>().unwrap().packed();
            proptest::prop_assert_eq!(a == b, packed(&a) == packed(&b));
        }
    }
}
