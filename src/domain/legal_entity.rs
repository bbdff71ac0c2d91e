//! What one FINESS edition says of one legal entity.

use super::finess::{FinessNumber, SISA};

#[derive(Clone, Debug, PartialEq)]
pub struct LegalEntity {
    pub finess: FinessNumber,
    pub name: String,
    /// Two digits of the nomenclature TRE_R72; 80 is a SISA.
    pub status: Option<String>,
    pub siren: Option<String>,
}

/// What is known of the legal form behind a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LegalForm {
    Unknown,
    Sisa,
    Other,
}

impl LegalForm {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Sisa => "sisa",
            Self::Other => "other",
        }
    }
}

impl LegalEntity {
    #[must_use]
    pub fn form(&self) -> LegalForm {
        match self.status.as_deref() {
            None => LegalForm::Unknown,
            Some(SISA) => LegalForm::Sisa,
            Some(_) => LegalForm::Other,
        }
    }
}
