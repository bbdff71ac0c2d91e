//! The vocabulary of terms: what a numerator or denominator counts. Closed: a definition cannot say anything else.

use serde::Deserialize;

use crate::domain::cut::Zone;
use crate::domain::finess::Kind;
use crate::domain::legal_entity::LegalForm;
use crate::domain::member::Mode;
use crate::domain::profession::Group;
use crate::domain::register::Stage;

/// What a numerator or denominator counts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "count", rename_all = "lowercase", deny_unknown_fields)]
pub enum Term {
    /// Structures open at the end of the month.
    Structures {
        kind: Kind,
        form: Option<FormFilter>,
        /// In communes of one of these zones, by the zoning in force that month.
        #[serde(default)]
        zone: Vec<Zone>,
        /// In a priority urban district, or not, as the register says.
        qpv: Option<Qpv>,
    },
    /// Openings over the last `months` months.
    Openings { kind: Kind, months: i32 },
    /// Closures over the last `months` months.
    Closures { kind: Kind, months: i32 },
    /// Structures that came from another category or territory less those that went, over the last `months` months.
    Transfers { kind: Kind, months: i32 },
    /// Structures that the register calls open at the end of the month.
    Registered {},
    /// Open structures of the register where the ARS keeps one, of FINESS elsewhere (architecture: the headline).
    Headline {},
    /// Projects of the register under way at the end of the month.
    Projects {},
    /// Projects given up over the last `months` months.
    Abandoned { months: i32 },
    /// Projects that passed a stage over the last `months` months.
    Passed { stage: Stage, months: i32 },
    /// Days that the stage took them, in all.
    Waited { stage: Stage, months: i32 },
    /// Inhabitants of the territory.
    Population {},
    /// Inhabitants of the communes, or of the EPCI, where a maison de santé is open.
    Inhabitants { near: Near },
    /// A value of `jobs/parameters` in force on the last day of the month.
    Parameter { name: String },
    /// Members of open maisons de santé at the end of the month (RPPS).
    Members {
        /// Of these families only.
        #[serde(default)]
        of: Vec<Group>,
        mode: Option<Mode>,
        /// Persons, whatever the number of structures they are members of; else memberships.
        #[serde(default)]
        distinct: bool,
    },
    /// Persons who are members now and were not `months` months ago, in structures that both editions show.
    Arrivals {
        #[serde(default)]
        of: Vec<Group>,
        months: i32,
    },
    /// Persons who were members `months` months ago and are no more, in structures that both editions show.
    Departures {
        #[serde(default)]
        of: Vec<Group>,
        months: i32,
    },
    /// Distinct liberals who work in the territory, in a maison de santé or not (RPPS).
    Professionals {
        #[serde(default)]
        of: Vec<Group>,
    },
    /// The values stated, over open maisons de santé that state one.
    Sum(Stated),
    /// Open maisons de santé that state a value.
    Answered(Stated),
    /// Open maisons de santé whose value satisfies `is`, `is_not`, `at_least`, `at_most` and every condition of `also`.
    Meeting(Stated),
    /// Elements of a list of years of birth; with `at_least`, those of that age or more at the end of the year.
    Aged(Stated),
    /// Points that the scale of the ACI would give at most, over open maisons de santé with a yearly statement.
    Attainable {
        /// The code of an indicator of the ACI; all of them by default.
        item: Option<String>,
    },
    /// Open maisons de santé with a contract in that state (ACI), where contracts are supplied at all.
    Contracts {
        state: ContractState,
        /// For signed and ended ones: over the last months rather than ever.
        months: Option<i32>,
    },
}

/// A value that structures state, in which column of which source.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// Sources, preferred first; a value of any but the first is an estimate.
    pub from: OneOrMany,
    /// The column of each source, or one for all.
    pub column: OneOrMany,
    /// Columns of the same source that are added to it; the value is known when all are.
    #[serde(default)]
    pub plus: Vec<String>,
    /// The item of the statement; `A09` stands for all its levels (`A09/1`, `A09/2`), added or any of them.
    pub item: Option<String>,
    /// Over the last months, of which three quarters must be stated; brought to the whole window.
    pub months: Option<i32>,
    /// Codes or `oui`, `non`: one of these.
    #[serde(default)]
    pub is: Vec<String>,
    /// Codes: none of these.
    #[serde(default)]
    pub is_not: Vec<String>,
    pub at_least: Option<f64>,
    pub at_most: Option<f64>,
    /// Whether the cell is filled, among the structures that made a statement at all.
    #[serde(default)]
    pub filled: bool,
    /// Conditions on other columns of the same statement, all needed.
    #[serde(default)]
    pub also: Vec<Also>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Also {
    pub column: String,
    #[serde(default)]
    pub is: Vec<String>,
    pub at_least: Option<f64>,
    pub at_most: Option<f64>,
}

/// `"declaration_mensuelle"` or `["aci_releves", "declaration_mensuelle"]`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormFilter {
    Sisa,
    /// Any legal form, provided it is known.
    Known,
}

/// `true`, `false`, or `"known"`: any answer, provided there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Qpv {
    Is(bool),
    Known(Known),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Known {
    Known,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Near {
    Commune,
    Epci,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ContractState {
    /// By the end of the month, whatever became of it.
    Signed,
    Active,
    Ended,
}

impl FormFilter {
    #[must_use]
    pub fn admits(self, form: LegalForm) -> bool {
        match self {
            Self::Sisa => form == LegalForm::Sisa,
            Self::Known => form != LegalForm::Unknown,
        }
    }
}

impl Qpv {
    #[must_use]
    pub fn admits(self, is_priority: Option<bool>) -> bool {
        match self {
            Self::Is(wanted) => is_priority == Some(wanted),
            Self::Known(_) => is_priority.is_some(),
        }
    }
}

impl OneOrMany {
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

impl Stated {
    /// Sources with the column that is read in each, preferred first.
    pub fn sources(&self) -> impl Iterator<Item = (&str, &str)> {
        let columns = self.column.as_slice();
        let from = self.from.as_slice().iter().enumerate();
        from.filter_map(move |(i, source)| {
            Some((source.as_str(), columns.get(i).or(columns.last())?.as_str()))
        })
    }

    /// Whether any condition on the value is set.
    #[must_use]
    pub fn has_condition(&self) -> bool {
        let is_compared = self.at_least.is_some() || self.at_most.is_some();
        is_compared || self.filled || !self.is.is_empty() || !self.is_not.is_empty() || !self.also.is_empty()
    }
}

impl Term {
    /// Whether only the register can tell it: elsewhere it is not supplied.
    #[must_use]
    pub fn needs_register(&self) -> bool {
        matches!(
            self,
            Self::Registered {}
                | Self::Projects {}
                | Self::Abandoned { .. }
                | Self::Passed { .. }
                | Self::Waited { .. }
        )
    }

    /// The value that structures state, for the terms that read one.
    #[must_use]
    pub fn stated(&self) -> Option<&Stated> {
        match self {
            Self::Sum(stated) | Self::Answered(stated) | Self::Meeting(stated) | Self::Aged(stated) => {
                Some(stated)
            }
            _ => None,
        }
    }

    /// The window that it looks back over, in months.
    #[must_use]
    pub fn window(&self) -> Option<i32> {
        match self {
            Self::Openings { months, .. }
            | Self::Closures { months, .. }
            | Self::Transfers { months, .. }
            | Self::Abandoned { months }
            | Self::Passed { months, .. }
            | Self::Waited { months, .. }
            | Self::Arrivals { months, .. }
            | Self::Departures { months, .. } => Some(*months),
            Self::Contracts { months, .. } => *months,
            other => other.stated().and_then(|stated| stated.months),
        }
    }

    /// Whether it is counted structure by structure, so that it may be cut by zone and size.
    #[must_use]
    pub fn is_by_structure(&self) -> bool {
        match self {
            Self::Structures { kind, .. } => *kind == Kind::Msp,
            Self::Members { .. }
            | Self::Arrivals { .. }
            | Self::Departures { .. }
            | Self::Attainable { .. }
            | Self::Contracts { .. } => true,
            other => other.stated().is_some(),
        }
    }

    /// Whether it counts professionals of all families, so that it may be cut by family.
    #[must_use]
    pub fn is_by_group(&self) -> bool {
        match self {
            Self::Members { of, .. }
            | Self::Arrivals { of, .. }
            | Self::Departures { of, .. }
            | Self::Professionals { of } => of.is_empty(),
            _ => false,
        }
    }

    /// The sources without which it is not supplied.
    #[must_use]
    pub fn sources(&self) -> Vec<&str> {
        match self {
            Self::Structures { zone, qpv, .. } => {
                let zoning = (!zone.is_empty()).then_some("zonage");
                ["finess"].into_iter().chain(zoning).chain(qpv.map(|_| "register")).collect()
            }
            Self::Openings { .. } | Self::Closures { .. } | Self::Transfers { .. } => vec!["finess"],
            Self::Inhabitants { .. } => vec!["finess"],
            Self::Registered {}
            | Self::Projects {}
            | Self::Abandoned { .. }
            | Self::Passed { .. }
            | Self::Waited { .. } => vec!["register"],
            // The headline knows place by place which source it counts.
            Self::Headline {} | Self::Population {} | Self::Parameter { .. } => Vec::new(),
            Self::Members { .. } | Self::Arrivals { .. } | Self::Departures { .. } => vec!["finess", "rpps"],
            Self::Professionals { .. } => vec!["rpps"],
            Self::Attainable { .. } => vec!["finess", "aci_releves"],
            Self::Contracts { .. } => vec!["finess", "aci_contrats"],
            Self::Sum(stated) | Self::Answered(stated) | Self::Meeting(stated) | Self::Aged(stated) => {
                ["finess"].into_iter().chain(stated.from.as_slice().iter().map(String::as_str)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_read_as_they_are_written() {
        let term = |text: &str| toml::from_str::<Term>(text);
        let value = |from, column: &str| Stated {
            from,
            column: OneOrMany::One(column.into()),
            plus: Vec::new(),
            item: None,
            months: None,
            is: Vec::new(),
            is_not: Vec::new(),
            at_least: None,
            at_most: None,
            filled: false,
            also: Vec::new(),
        };
        let monthly = || OneOrMany::One("declaration_mensuelle".into());
        let text = "count = 'meeting'\nfrom = 'declaration_mensuelle'\ncolumn = 'medecins_associes'\nat_least = 2\n\
                    also = [{ column = 'auxiliaires_associes', at_least = 1 }]";
        let also = Also {
            column: "auxiliaires_associes".into(),
            is: Vec::new(),
            at_least: Some(1.0),
            at_most: None,
        };
        let expected =
            Stated { at_least: Some(2.0), also: vec![also], ..value(monthly(), "medecins_associes") };
        assert_eq!(term(text).unwrap(), Term::Meeting(expected));
        let text = "count = 'sum'\nfrom = ['aci_releves', 'declaration_mensuelle']\ncolumn = 'patientele_mt'";
        let both = OneOrMany::Many(vec!["aci_releves".into(), "declaration_mensuelle".into()]);
        assert_eq!(term(text).unwrap(), Term::Sum(value(both, "patientele_mt")));
        let qpv =
            |qpv| Term::Structures { kind: Kind::Msp, form: None, zone: vec![Zone::Zip], qpv: Some(qpv) };
        let text = "count = 'structures'\nkind = 'msp'\nzone = ['ZIP']\nqpv = ";
        assert_eq!(term(&format!("{text}true")).unwrap(), qpv(Qpv::Is(true)));
        assert_eq!(term(&format!("{text}'known'")).unwrap(), qpv(Qpv::Known(Known::Known)));
        let members = "count = 'members'\nof = ['general_practitioner']\nmode = 'liberal'";
        assert!(matches!(
            term(members).unwrap(),
            Term::Members { distinct: false, mode: Some(Mode::Liberal), .. }
        ));
        for wrong in [
            "count = 'sum'\nfrom = 'x'",
            "count = 'members'\nsql = 'x'",
            "count = 'answered'\nfrom = 'x'\ncolumn = 'y'\nwhere = 'z'",
        ] {
            assert!(term(wrong).is_err(), "{wrong}");
        }
    }
}
