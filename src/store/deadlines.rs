//! What is due, structure by structure. Each family of data is read through a scope of its own: what a reader may not
//! read makes no deadline.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::assessments;
use super::backend::{Conn, Error};
use super::scope::Scope;
use super::statements::{self, Query};
use super::structures;
use super::versions::Known;
use crate::domain::deadline::{Agreement, Deadline, Rules, of_clock, of_training};
use crate::domain::finess::{FinessNumber, Kind, unmarked};
use crate::domain::legal_clock::{self, Clock};
use crate::domain::legal_entity::LegalForm;
use crate::domain::month::Month;
use crate::domain::rights::Family;
use crate::domain::statement::{Statement, Subject};
use crate::domain::structure::Structure;

/// The families that tell of deadlines.
pub const FAMILIES: [Family; 3] = [Family::Aci, Family::Declared, Family::Signals];

/// By which rules, on which day.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub rules: &'a Rules,
    pub law: &'a legal_clock::Rules,
    pub today: NaiveDate,
}

/// A deadline, with whose it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    pub deadline: Deadline,
    /// As FINESS shows it.
    pub name: String,
    pub department: String,
}

type BySubject = HashMap<FinessNumber, Vec<Statement>>;

/// What the sources tell, by structure.
#[derive(Default)]
struct Told {
    contracts: BySubject,
    years: BySubject,
    declared: BySubject,
    clocks: HashMap<FinessNumber, (Clock, Month)>,
}

/// What is due of the structures that are open and that each scope reaches, by day.
///
/// # Errors
/// The database fails, or a row holds what it may not hold.
pub fn load(conn: &mut Conn, scopes: &[(Family, Scope)], asked: Asked) -> Result<Vec<Dated>, Error> {
    let mut told = Told::default();
    for (family, scope) in scopes {
        told.hear(conn, scope, *family)?;
    }
    let numbers: Vec<String> = told.numbers().map(ToString::to_string).collect();
    let mut dated = Vec::new();
    for chunk in numbers.chunks(400) {
        for structure in structures::of_numbers(conn, chunk, Known::Now)? {
            dated.extend(told.of(&structure, asked));
        }
    }
    dated.sort_by_cached_key(|it| {
        (it.deadline.due.end(), it.deadline.kind, it.name.clone(), it.deadline.key())
    });
    Ok(dated)
}

impl Told {
    fn hear(&mut self, conn: &mut Conn, scope: &Scope, family: Family) -> Result<(), Error> {
        match family {
            Family::Aci => {
                self.contracts = stated(conn, scope, family, "aci_contrats")?;
                self.years = stated(conn, scope, family, "aci_releves")?;
            }
            Family::Declared => self.declared = stated(conn, scope, family, "declaration_annuelle")?,
            Family::Signals => self.clocks = assessments::clocks(conn, scope, Known::Now)?,
            _ => {}
        }
        Ok(())
    }

    fn numbers(&self) -> impl Iterator<Item = &FinessNumber> {
        let stated = self.contracts.keys().chain(self.declared.keys()).chain(self.clocks.keys());
        stated.collect::<std::collections::BTreeSet<_>>().into_iter()
    }

    fn of(&self, structure: &Structure, asked: Asked) -> Vec<Dated> {
        let Asked { rules, law, today } = asked;
        let Some(spell) = structure.life.spells.iter().rfind(|spell| spell.kind == Kind::Msp) else {
            return Vec::new();
        };
        // What has closed owes nothing; an edition of last month says nothing of this one.
        if structure.closed(today).is_some() || spell.end.is_some_and(|end| end <= Month::of(today)) {
            return Vec::new();
        }
        let number = &structure.finess;
        let is_sisa = match spell.form {
            LegalForm::Sisa => Some(true),
            LegalForm::Other => Some(false),
            LegalForm::Unknown => None,
        };
        let of = |statements: &BySubject| statements.get(number).cloned().unwrap_or_default();
        let (contracts, years) = (of(&self.contracts), of(&self.years));
        let agreement = Agreement { contracts: &contracts, years: &years, is_sisa };
        let mut deadlines = agreement.deadlines(number, rules, today);
        deadlines.extend(of_training(number, &of(&self.declared), today));
        if let Some((clock, month)) = self.clocks.get(number) {
            deadlines.extend(of_clock(number, (clock, *month), law, today));
        }
        let name = unmarked(&structure.shown(today).name).to_owned();
        let department = spell.department.clone();
        let dated = |deadline| Dated { deadline, name: name.clone(), department: department.clone() };
        deadlines.into_iter().map(dated).collect()
    }
}

fn stated(conn: &mut Conn, scope: &Scope, family: Family, source: &str) -> Result<BySubject, Error> {
    let query = Query { source, family, subjects: None, known: Known::Now };
    let mut found = BySubject::new();
    for held in statements::load(conn, scope, query)? {
        if let Subject::Structure(number) = &held.statement.subject {
            found.entry(number.clone()).or_default().push(held.statement);
        }
    }
    Ok(found)
}
