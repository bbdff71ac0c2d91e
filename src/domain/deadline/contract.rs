//! One contract of the agreement, as a line of `aci_contrats` states it.

use chrono::NaiveDate;

use crate::domain::measure::Period;
use crate::domain::statement::Statement;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contract {
    pub signed_on: NaiveDate,
    /// None while it waits to take effect.
    pub active_from: Option<NaiveDate>,
    /// As planned; renewals move it.
    pub until: Option<NaiveDate>,
    /// Terminated or expired; the beginning of times when nobody says since when.
    pub ended_on: Option<NaiveDate>,
    /// Whether the line names the SISA that is paid.
    pub names_sisa: bool,
}

impl Contract {
    /// None when the line bears no day of signature.
    #[must_use]
    pub fn read(statement: &Statement) -> Option<Self> {
        let Period::Day(signed_on) = statement.period else { return None };
        let status = statement.text("statut");
        let is_over = matches!(status, Some("resilie" | "expire"));
        let ends = [statement.day("date_fin"), statement.day("date_statut")].into_iter().flatten();
        let is_waiting = status == Some("en_attente");
        Some(Self {
            signed_on,
            active_from: (!is_waiting).then(|| statement.day("date_effet").unwrap_or(signed_on)),
            until: statement.day("date_fin").filter(|_| !is_over),
            ended_on: is_over.then(|| ends.min().unwrap_or(NaiveDate::MIN)),
            names_sisa: ["finess_ej_sisa", "siren_sisa"].into_iter().any(|it| statement.text(it).is_some()),
        })
    }

    /// Whether it ran on a day.
    #[must_use]
    pub fn runs(&self, day: NaiveDate) -> bool {
        self.active_from.is_some_and(|from| from <= day) && self.ended_on.is_none_or(|end| day < end)
    }
}
