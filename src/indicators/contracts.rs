//! Contracts of the ACI: when each structure had signed one, had one that was active, had one that ended.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::months::Months;
use super::segment::Segment;
use crate::catalog::ContractState;
use crate::domain::finess::FinessNumber;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::statement::{Statement, Subject};

struct Contract {
    signed_on: NaiveDate,
    /// From the day on which it takes effect; never while it waits to.
    active_from: Option<NaiveDate>,
    ended_on: Option<NaiveDate>,
}

pub(super) struct Contracts<'a> {
    of_structure: Vec<Vec<Contract>>,
    /// Where contracts are supplied at all: elsewhere nobody knows that there is none.
    departments: HashSet<&'a str>,
}

impl<'a> Contracts<'a> {
    pub(super) fn of(
        statements: &[Statement],
        structures: &HashMap<&FinessNumber, usize>,
        segments: &[Segment<'a>],
    ) -> Self {
        let mut of_structure: Vec<Vec<Contract>> = Vec::new();
        of_structure.resize_with(structures.len(), Vec::new);
        for statement in statements {
            let (Subject::Structure(number), Period::Day(signed_on)) = (&statement.subject, statement.period)
            else {
                continue;
            };
            if let Some(structure) = structures.get(number) {
                of_structure[*structure].push(Contract::read(statement, signed_on));
            }
        }
        let supplied = segments.iter().filter(|segment| !of_structure[segment.subject].is_empty());
        let departments = supplied.map(|segment| segment.department).collect();
        Self { of_structure, departments }
    }

    pub(super) fn is_supplied(&self, department: &str) -> bool {
        self.departments.contains(department)
    }

    /// 1 in the months at whose end the structure has a contract in that state.
    pub(super) fn fill(
        &self,
        structure: usize,
        state: ContractState,
        window: Option<i32>,
        months: Months,
        row: &mut [f64],
    ) {
        row.fill(0.0);
        for contract in &self.of_structure[structure] {
            let (from, to) = match state {
                ContractState::Signed => (Some(contract.signed_on), None),
                ContractState::Active => (contract.active_from, contract.ended_on),
                ContractState::Ended => (contract.ended_on, None),
            };
            let Some(from) = from else { continue };
            let end = window.map(|window| Month::of(from) + window).or(to.map(Month::of));
            let from = months.position(Month::of(from));
            let end = end.map_or(months.len(), |end| months.position(end));
            if from < end {
                row[from..end].fill(1.0);
            }
        }
    }
}

impl Contract {
    fn read(statement: &Statement, signed_on: NaiveDate) -> Self {
        let status = statement.text("statut");
        let is_over = matches!(status, Some("resilie" | "expire"));
        // The last day of an active contract is the one planned, which renewals move: it ends nothing by itself.
        let ends = [statement.day("date_fin"), statement.day("date_statut")].into_iter().flatten();
        let ended_on = ends.min().filter(|_| is_over);
        // Over, but nobody says since when: better not counted as active at all than for ever.
        let is_active = status != Some("en_attente") && (!is_over || ended_on.is_some());
        let active_from = is_active.then(|| statement.day("date_effet").unwrap_or(signed_on));
        Self { signed_on, active_from, ended_on }
    }
}
