//! One line of the register.

use std::io;

use chrono::NaiveDate;

use crate::domain::finess::SIMULATED_MARK;

use super::super::lines::Lines;
use super::super::world::{ASSOCIATION, Entity, SISA};

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub id: String,
    pub finess: Option<String>,
    pub name: String,
    /// INSEE code of today's commune.
    pub commune: &'static str,
    pub status: Status,
    pub idea: Option<NaiveDate>,
    pub filed: Option<NaiveDate>,
    pub recognised: Option<NaiveDate>,
    pub opened: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
    pub form: Option<Form>,
    pub mspu: Option<bool>,
    pub parent: Option<String>,
    pub qpv: Option<bool>,
    pub succeeds: Option<String>,
    pub confirmed: Option<NaiveDate>,
    /// The establishment of the world that it speaks of, which the file does not say.
    pub structure: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Project,
    Recognised,
    Open,
    Closed,
    Merged,
    Abandoned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    None,
    Association,
    Sisa,
}

impl Status {
    fn code(self) -> &'static str {
        match self {
            Self::Project => "projet",
            Self::Recognised => "valide",
            Self::Open => "ouvert",
            Self::Closed => "ferme",
            Self::Merged => "fusionne",
            Self::Abandoned => "abandonne",
        }
    }
}

impl Form {
    /// A team borne by its commune has no form of its own.
    pub(super) fn of(entity: &Entity) -> Self {
        match entity.status.code {
            code if code == SISA.code => Self::Sisa,
            code if code == ASSOCIATION.code => Self::Association,
            _ => Self::None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::None => "aucune",
            Self::Association => "association",
            Self::Sisa => "sisa",
        }
    }
}

impl Entry {
    pub(super) fn put(&self, lines: &mut Lines) -> io::Result<()> {
        let yes = |flag: Option<bool>| flag.map_or("", |flag| if flag { "oui" } else { "non" });
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        lines.text(&self.id).text(&text(&self.finess)).text(&format!("{} ({SIMULATED_MARK})", self.name));
        lines.text(self.commune).text(self.status.code()).given(self.idea).given(self.filed);
        lines.given(self.recognised).given(self.opened).given(self.closed);
        lines.text(self.form.map_or("", Form::code)).text(yes(self.mspu)).text(&text(&self.parent));
        lines.text(yes(self.qpv)).text(&text(&self.succeeds)).given(self.confirmed).end()
    }
}
