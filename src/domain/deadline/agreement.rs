//! The dates of the agreement (ACI). The fund states a year once its balance is paid, so that nothing is told of the current
//! year before the next spring.

use chrono::{Datelike, NaiveDate};

use super::{Contract, Deadline, Kind, Rules, State, after};
use crate::domain::finess::FinessNumber;
use crate::domain::measure::Period;
use crate::domain::statement::{Cell, Statement};

const CONTRACTS: &str = "aci_contrats";
const STATEMENTS: &str = "aci_releves";

/// Years gone by that are still looked at: what was not settled by then is no matter of a calendar.
const YEARS_BACK: i32 = 2;

/// What is known of the agreement of one structure.
#[derive(Clone, Copy, Debug)]
pub struct Agreement<'a> {
    /// Lines of `aci_contrats`.
    pub contracts: &'a [Statement],
    /// Lines of `aci_releves`, one a year.
    pub years: &'a [Statement],
    /// Whether FINESS shows a SISA behind it; none when it does not tell.
    pub is_sisa: Option<bool>,
}

impl Agreement<'_> {
    /// What it sets, as it stands on a day.
    #[must_use]
    pub fn deadlines(&self, structure: &FinessNumber, rules: &Rules, today: NaiveDate) -> Vec<Deadline> {
        let mut contracts: Vec<Contract> = self.contracts.iter().filter_map(Contract::read).collect();
        contracts.retain(|contract| contract.signed_on <= today);
        contracts.sort_by_key(|contract| contract.signed_on);
        let mut deadlines = Vec::new();
        let Some(last) = contracts.last().copied() else { return deadlines };
        let first_year = today.year() - YEARS_BACK;
        for year in first_year..=today.year() {
            let counts = |contract: &Contract| {
                let december = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
                contract.runs(december.min(today))
            };
            if contracts.iter().any(counts) {
                let of = Year { structure, year, stated: self.stated(year), rules, today };
                // The first advance has a day of its own.
                deadlines.extend((last.signed_on.year() != year).then(|| of.advance()));
                deadlines.extend(of.balance());
                deadlines.push(of.evidence());
                deadlines.push(of.meeting());
            }
        }
        if last.ended_on.is_none() && last.active_from.is_some() {
            let of = Signed { structure, contract: last, rules, today };
            if last.signed_on.year() >= first_year {
                deadlines.extend(of.first_advance(self.stated(last.signed_on.year())));
                deadlines.extend(of.sisa(self.is_sisa));
            }
            deadlines.extend(of.term());
        }
        deadlines
    }

    fn stated(&self, year: i32) -> Option<&Statement> {
        self.years.iter().find(|statement| statement.period == Period::Year(year))
    }
}

/// A civil year of the agreement, and what the fund stated of it.
#[derive(Clone, Copy)]
struct Year<'a> {
    structure: &'a FinessNumber,
    year: i32,
    stated: Option<&'a Statement>,
    rules: &'a Rules,
    today: NaiveDate,
}

impl Year<'_> {
    /// « In the course of the year »: no day is known.
    fn advance(&self) -> Deadline {
        self.told(Kind::Advance, Period::Year(self.year), "date_avance", State::Overdue)
    }

    fn balance(&self) -> Option<Deadline> {
        let due = NaiveDate::from_ymd_opt(self.year + 1, self.rules.balance_month, self.rules.balance_day)?;
        let told = self.told(Kind::Balance, Period::Day(due), "date_solde", State::Overdue);
        let misses = |cell: &Cell| match cell {
            Cell::Texts(codes) => codes.iter().any(|code| code != "aucun"),
            Cell::Text(code) => code != "aucun",
            _ => false,
        };
        let stated = self.stated;
        let is_unpaid = stated.is_some_and(|stated| {
            stated.number("montant_total") == Some(0.0)
                || stated.number("montant_total").is_none()
                    && stated.day("date_solde").is_none()
                    && stated.cells.get("prerequis_manquants").is_some_and(misses)
        });
        Some(Deadline { is_unpaid, ..told })
    }

    /// No text that was verified gives the day: the fund needs it before it pays the balance.
    fn evidence(&self) -> Deadline {
        let month = NaiveDate::from_ymd_opt(self.year + 1, self.rules.balance_month, 1);
        let due = month.map_or(Period::Undated, |day| Period::Month(crate::domain::month::Month::of(day)));
        self.told(Kind::Evidence, due, "date_justificatifs", State::Unknown)
    }

    /// A fund that states a year and no meeting has held none, as the indicators read it.
    fn meeting(&self) -> Deadline {
        self.told(Kind::RocMeeting, Period::Year(self.year), "date_entretien_roc", State::Overdue)
    }

    /// `silent`: what it means that the year is stated, its time over, and this column empty.
    fn told(&self, kind: Kind, due: Period, column: &str, silent: State) -> Deadline {
        let deadline = Deadline::new(self.structure, kind, Period::Year(self.year), due, STATEMENTS);
        let met_on = self.stated.and_then(|stated| stated.day(column)).filter(|day| *day <= self.today);
        let is_over = due.end().is_some_and(|end| end < self.today);
        let state = match (met_on, self.stated) {
            (Some(_), _) => State::Met,
            _ if !is_over => State::ToCome,
            (None, Some(_)) => silent,
            (None, None) => State::Unknown,
        };
        Deadline { state, met_on, told: self.stated.map(|stated| stated.period), ..deadline }
    }
}

/// The last contract, which runs.
#[derive(Clone, Copy)]
struct Signed<'a> {
    structure: &'a FinessNumber,
    contract: Contract,
    rules: &'a Rules,
    today: NaiveDate,
}

impl Signed<'_> {
    fn first_advance(&self, stated: Option<&Statement>) -> Option<Deadline> {
        let due = after(self.contract.signed_on, self.rules.advance_months)?;
        let met_on = stated.and_then(|stated| stated.day("date_avance")).filter(|day| *day <= self.today);
        let state = match (met_on, stated) {
            (Some(_), _) => State::Met,
            _ if self.today <= due => State::ToCome,
            (None, Some(_)) => State::Overdue,
            (None, None) => State::Unknown,
        };
        Some(Deadline { state, met_on, ..self.due(Kind::Advance, due) })
    }

    fn sisa(&self, is_sisa: Option<bool>) -> Option<Deadline> {
        let due = after(self.contract.signed_on, self.rules.sisa_months)?;
        let is_sisa = if self.contract.names_sisa { Some(true) } else { is_sisa };
        let state = match is_sisa {
            Some(true) => State::Met,
            _ if self.today <= due => State::ToCome,
            Some(false) => State::Overdue,
            None => State::Unknown,
        };
        Some(Deadline { state, ..self.due(Kind::Sisa, due) })
    }

    /// As the contract says, or so many months after it took effect.
    fn term(&self) -> Option<Deadline> {
        let from = self.contract.active_from?;
        let due = self.contract.until.or_else(|| after(from, self.rules.term_months))?;
        let state = if self.today <= due { State::ToCome } else { State::Overdue };
        Some(Deadline { state, ..self.due(Kind::Term, due) })
    }

    fn due(&self, kind: Kind, due: NaiveDate) -> Deadline {
        let signed = Period::Day(self.contract.signed_on);
        let deadline = Deadline::new(self.structure, kind, signed, Period::Day(due), CONTRACTS);
        Deadline { told: Some(signed), ..deadline }
    }
}
