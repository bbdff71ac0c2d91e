//! All that is known of the structures of one region, and the record of each on the last day of a month.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::told::{Cell, Told};
use super::{agreement, monthly, people, place, yearly};
use crate::catalog::{Catalog, Parameters};
use crate::domain::finess::Kind;
use crate::domain::geography::france;
use crate::domain::measure::Period;
use crate::domain::member::Member;
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::rights::Family;
use crate::domain::statement::{Statement, Subject};
use crate::domain::structure::Structure;
use crate::domain::timeline::Version;
use crate::risk::record::{Input, Record};
use crate::store::statements::{self, Query};
use crate::store::{Conn, Error, Known, Scope, imports, members, structures};

/// What the sources tell of one structure.
#[derive(Clone, Debug)]
pub(super) struct Dossier {
    pub(super) monthly: Told,
    pub(super) yearly: Told,
    pub(super) statements: Told,
    /// By indicator, several a year.
    pub(super) lines: Vec<Statement>,
    pub(super) movements: Vec<Statement>,
    pub(super) contracts: Vec<Statement>,
    pub(super) members: Vec<Version<Member>>,
}

/// The structures of a region: what is compared within it, and read in one go.
#[derive(Clone, Debug)]
pub(super) struct Region<'a> {
    pub(super) code: String,
    departments: Vec<&'static str>,
    pub(super) structures: Vec<Structure>,
    pub(super) dossiers: HashMap<String, Dossier>,
    /// Zones and accessibility, by commune, oldest first.
    pub(super) zones: HashMap<String, Vec<Statement>>,
    pub(super) access: HashMap<String, Vec<Statement>>,
    /// Departments where contracts are supplied at all: elsewhere nobody knows that there is none.
    pub(super) contracted: HashSet<String>,
    /// Days of the editions of the RPPS.
    pub(super) editions: Vec<NaiveDate>,
    /// The first month of which a team of the region declared anything.
    pub(super) first_declared: Option<Month>,
    pub(super) parameters: &'a Parameters,
    percentile: f64,
    /// What [`Region::load_exceeded`] found, month by month.
    exceeded: RefCell<BTreeMap<Month, Option<f64>>>,
}

impl Dossier {
    fn forget(&mut self, source: &str) {
        match source {
            "declaration_mensuelle" => self.monthly.forget(),
            "declaration_annuelle" => self.yearly.forget(),
            "aci_releves" => self.statements.forget(),
            "aci_releves_indicateurs" => self.lines.clear(),
            "aci_contrats" => self.contracts.clear(),
            "mouvements" => self.movements.clear(),
            "rpps" => self.members.clear(),
            _ => {}
        }
    }
}

type BySubject = HashMap<String, Vec<Statement>>;

impl<'a> Region<'a> {
    /// What was known of the maisons de santé ever placed in a region.
    pub(super) fn load(
        conn: &mut Conn,
        catalog: &'a Catalog,
        region: &str,
        known: Known,
    ) -> Result<Self, Error> {
        let departments = france().departments.iter().filter(|department| department.region == region);
        let departments: Vec<&'static str> = departments.map(|department| department.code).collect();
        let structures = structures::placed_in(conn, &departments, Kind::Msp, known)?;
        let numbers: Vec<_> = structures.iter().map(|structure| structure.finess.clone()).collect();
        let subjects: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let mut of = |source: &str, family: Family, subjects: &[String]| {
            by_subject(conn, source, family, subjects, known)
        };
        let mut monthly = of("declaration_mensuelle", Family::Declared, &subjects)?;
        let mut yearly = of("declaration_annuelle", Family::Declared, &subjects)?;
        let mut movements = of("mouvements", Family::Declared, &subjects)?;
        let mut stated = of("aci_releves", Family::Aci, &subjects)?;
        let mut lines = of("aci_releves_indicateurs", Family::Aci, &subjects)?;
        let mut contracts = of("aci_contrats", Family::Aci, &subjects)?;
        let communes: HashSet<String> = structures
            .iter()
            .flat_map(|structure| structure.life.spells.iter().filter_map(|spell| spell.commune.as_ref()))
            .map(|commune| format!("COM-{commune}"))
            .collect();
        let communes: Vec<String> = communes.into_iter().collect();
        let zones = of("zonage", Family::Facts, &communes)?;
        let access = of("apl", Family::Facts, &communes)?;
        let mut team: HashMap<String, Vec<Version<Member>>> = HashMap::new();
        for stored in members::of(conn, &Scope::operator(), &numbers, known)? {
            let version = stored.version;
            team.entry(version.content.structure.to_string()).or_default().push(version);
        }
        let source = |id: &str| catalog.source(id);
        let dossiers: HashMap<String, Dossier> = subjects
            .into_iter()
            .map(|subject| {
                let take = |from: &mut BySubject| from.remove(&subject).unwrap_or_default();
                let dossier = Dossier {
                    monthly: Told::new(
                        "declaration_mensuelle",
                        source("declaration_mensuelle"),
                        take(&mut monthly),
                    ),
                    yearly: Told::new(
                        "declaration_annuelle",
                        source("declaration_annuelle"),
                        take(&mut yearly),
                    ),
                    statements: Told::new("aci_releves", source("aci_releves"), take(&mut stated)),
                    lines: take(&mut lines),
                    movements: take(&mut movements),
                    contracts: take(&mut contracts),
                    members: team.remove(&subject).unwrap_or_default(),
                };
                (subject, dossier)
            })
            .collect();
        let contracted = structures.iter().filter(|structure| {
            dossiers.get(structure.finess.as_str()).is_some_and(|dossier| !dossier.contracts.is_empty())
        });
        let contracted = contracted
            .flat_map(|structure| structure.life.spells.iter().map(|spell| spell.department.clone()));
        let first = dossiers.values().filter_map(|dossier| dossier.monthly.first());
        Ok(Self {
            code: region.to_owned(),
            contracted: contracted.collect(),
            first_declared: first.min(),
            editions: imports::snapshots(conn, "rpps", known)?,
            departments,
            structures,
            dossiers,
            zones,
            access,
            parameters: &catalog.parameters,
            percentile: catalog.risk.thresholds.w17_percentile,
            exceeded: RefCell::default(),
        })
    }

    /// The same, had one source never told anything.
    pub(super) fn without(&self, source: &str) -> Self {
        let mut blind = Self { exceeded: RefCell::default(), ..self.clone() };
        match source {
            "declaration_mensuelle" => blind.first_declared = None,
            "aci_contrats" => blind.contracted.clear(),
            "zonage" => blind.zones.clear(),
            "apl" => blind.access.clear(),
            "rpps" => blind.editions.clear(),
            _ => {}
        }
        blind.dossiers.values_mut().for_each(|dossier| dossier.forget(source));
        blind
    }

    /// Unless FINESS shows something else: before its first edition a structure may be there already.
    pub(super) fn may_be_open(structure: &Structure, month: Month) -> bool {
        structure.spell(month).is_none_or(|spell| spell.kind == Kind::Msp)
            && structure.closed(month.last_day()).is_none()
    }

    /// Those of the region that are open at the end of a month.
    pub(super) fn open(&self, month: Month) -> impl Iterator<Item = &Structure> {
        let is_here = move |structure: &&Structure| {
            let spell = structure.spell(month).filter(|spell| spell.kind == Kind::Msp);
            spell.is_some_and(|spell| self.departments.contains(&spell.department.as_str()))
        };
        self.structures.iter().filter(is_here)
    }

    /// What is known of a structure on the last day of a month.
    pub(super) fn record(&self, structure: &Structure, month: Month) -> Record {
        let mut record = Record::unknown(structure.finess.clone(), month.last_day());
        place::fill(&mut record, self, structure, month);
        if let Some(dossier) = self.dossiers.get(structure.finess.as_str()) {
            monthly::fill(&mut record, &dossier.monthly, month);
            yearly::fill(&mut record, dossier, month);
            agreement::fill(&mut record, self, structure, dossier, month);
            people::fill(&mut record, self, dossier, month);
        }
        self.silence(&mut record, structure, month);
        let load = *self.exceeded.borrow_mut().entry(month).or_insert_with(|| self.load_exceeded(month));
        if let Some(load) = load {
            record.regional_load.know(load, Period::Month(month), "declaration_mensuelle", State::Observed);
        }
        record
    }

    /// The first month for which any source tells something of a structure that it may stop telling.
    pub(super) fn first_told(&self, structure: &Structure) -> Option<Month> {
        let dossier = self.dossiers.get(structure.finess.as_str())?;
        let stated = [&dossier.monthly, &dossier.yearly, &dossier.statements].map(Told::first);
        let moved = dossier.movements.iter().filter_map(|movement| {
            movement.day("date_annonce").or_else(|| movement.period.end()).map(Month::of)
        });
        let shown = dossier.members.iter().map(|version| Month::of(version.from));
        stated.into_iter().flatten().chain(moved).chain(shown).min()
    }

    /// Months without a declaration, counted from the first that could have come.
    fn silence(&self, record: &mut Record, structure: &Structure, month: Month) {
        let last = self
            .dossiers
            .get(structure.finess.as_str())
            .and_then(|dossier| dossier.monthly.until(month).next_back().map(|(own, _)| *own));
        let opened = structure.opened(month.last_day()).map(Month::of);
        let first = self.first_declared.map(|first| opened.map_or(first, |opened| opened.max(first)) - 1);
        if let Some(last) = last.or(first).filter(|last| *last <= month) {
            let months = (month - last) as u32;
            record.silent_months.know(months, Period::Month(month), "declaration_mensuelle", State::Observed);
        }
    }

    /// Of the structures of a department that were open a year before, the share that is no more; none where none was.
    pub(super) fn exits(&self, department: &str, month: Month) -> Option<f64> {
        let here = |structure: &&Structure| {
            structure
                .spell(month - 12)
                .is_some_and(|spell| spell.kind == Kind::Msp && spell.department == department)
        };
        let before = self.structures.iter().filter(here);
        let (all, gone) = before.fold((0, 0), |(all, gone), structure| {
            let is_gone = structure.spell(month).is_none() && structure.closed(month.last_day()).is_some();
            (all + 1, gone + u32::from(is_gone))
        });
        (all > 0).then(|| f64::from(gone) / f64::from(all))
    }

    /// Patients by general practitioner that only a tenth of the structures (or what is left above the percentile)
    /// exceeds: the smallest value with that share at or below it. None with fewer than ten structures.
    fn load_exceeded(&self, month: Month) -> Option<f64> {
        let mut loads: Vec<f64> = self
            .open(month)
            .filter_map(|structure| {
                monthly::load(&self.dossiers.get(structure.finess.as_str())?.monthly, month)
            })
            .collect();
        loads.sort_by(f64::total_cmp);
        let at = (self.percentile * loads.len() as f64).ceil() as usize;
        (loads.len() >= 10).then(|| loads[at.clamp(1, loads.len()) - 1])
    }
}

fn by_subject(
    conn: &mut Conn,
    source: &str,
    family: Family,
    subjects: &[String],
    known: Known,
) -> Result<BySubject, Error> {
    let mut found = BySubject::new();
    for chunk in subjects.chunks(400) {
        let query = Query { source, family, subjects: Some(chunk), known };
        for held in statements::load(conn, &Scope::operator(), query)? {
            let subject = match &held.statement.subject {
                Subject::Structure(number) => number.to_string(),
                Subject::Territory(territory) => territory.to_string(),
            };
            found.entry(subject).or_default().push(held.statement);
        }
    }
    for statements in found.values_mut() {
        statements.sort_by_key(|statement| statement.period);
    }
    Ok(found)
}

/// Tells an input what a source says, if it says anything.
pub(super) fn tell<T>(input: &mut Input<T>, source: &'static str, cell: Option<Cell<T>>) {
    if let Some(cell) = cell {
        input.know(cell.value, cell.period, source, cell.state);
    }
}
