use std::collections::BTreeMap;

use super::*;
use crate::domain::legal_clock::{self, Clock, Heads};
use crate::domain::statement::{Cell, Statement, Subject};

const NUMBER: &str = "010009999";

fn rules() -> Rules {
    let value = |name: &str| match name {
        "calendar_balance_month" => Some(4.0),
        "calendar_balance_day" => Some(30.0),
        "calendar_advance_months" => Some(3.0),
        "calendar_sisa_months" => Some(6.0),
        "calendar_term_months" | "calendar_near_days" => Some(60.0),
        _ => None,
    };
    Rules::read(value).unwrap()
}

fn law() -> legal_clock::Rules {
    let since = day("2023-12-29");
    let value = |name: &str| match name {
        "legal_clock_delay" | "legal_clock_plan_months" => Some((36.0, since)),
        "legal_clock_auxiliaries" | "legal_clock_plan_doctors" => Some((1.0, since)),
        "legal_clock_reminder_1" => Some((0.0, since)),
        "legal_clock_reminder_2" => Some((12.0, since)),
        "legal_clock_reminder_3" => Some((24.0, since)),
        "legal_clock_reminder_4" => Some((30.0, since)),
        "legal_clock_reminder_5" => Some((33.0, since)),
        "legal_clock_reminder_6" => Some((35.0, since)),
        _ => Some((2.0, since)),
    };
    legal_clock::Rules::read(value).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn line(period: &str, cells: &[(&str, &str)]) -> Statement {
    let cells = cells.iter().map(|(name, text)| {
        let cell = text.parse().map_or_else(|_| Cell::Text((*text).to_owned()), Cell::Number);
        ((*name).to_owned(), cell)
    });
    Statement {
        subject: Subject::Structure(NUMBER.parse().unwrap()),
        period: Period::read(period).unwrap(),
        item: String::new(),
        cells: cells.collect::<BTreeMap<_, _>>(),
    }
}

fn agreed(contracts: &[Statement], years: &[Statement], is_sisa: Option<bool>, today: &str) -> Vec<Deadline> {
    let agreement = Agreement { contracts, years, is_sisa };
    agreement.deadlines(&NUMBER.parse().unwrap(), &rules(), day(today))
}

fn found(deadlines: &[Deadline], kind: Kind, of: &str) -> (String, State) {
    let of = Period::read(of).unwrap();
    let mut found = deadlines.iter().filter(|it| it.kind == kind && it.of == of);
    let deadline = found.next().unwrap_or_else(|| panic!("no {kind:?} of {of} in {deadlines:#?}"));
    assert!(found.next().is_none(), "twice {kind:?} of {of}");
    (deadline.due.to_string(), deadline.state)
}

#[test]
fn a_signature_sets_its_dates() {
    let contracts = [line("2026-09-15", &[("statut", "actif")])];
    let due = agreed(&contracts, &[], Some(false), "2026-11-21");
    assert_eq!(found(&due, Kind::Advance, "2026-09-15"), ("2026-12-15".into(), State::ToCome));
    assert_eq!(found(&due, Kind::Sisa, "2026-09-15"), ("2027-03-15".into(), State::ToCome));
    assert_eq!(found(&due, Kind::Term, "2026-09-15"), ("2031-09-15".into(), State::ToCome));
    assert_eq!(found(&due, Kind::Balance, "2026"), ("2027-04-30".into(), State::ToCome));
    // No text gives a day.
    assert_eq!(found(&due, Kind::Evidence, "2026"), ("2027-04".into(), State::ToCome));
    assert_eq!(found(&due, Kind::RocMeeting, "2026"), ("2026".into(), State::ToCome));
    assert_eq!(due.len(), 6, "nothing of the years before the signature: {due:#?}");
    let late = agreed(&contracts, &[], Some(false), "2027-04-01");
    assert_eq!(found(&late, Kind::Sisa, "2026-09-15").1, State::Overdue);
    assert_eq!(found(&late, Kind::Advance, "2026-09-15").1, State::Unknown, "the year is not stated yet");
    for (is_sisa, state) in [(Some(true), State::Met), (None, State::Unknown)] {
        let due = agreed(&contracts, &[], is_sisa, "2027-04-01");
        assert_eq!(found(&due, Kind::Sisa, "2026-09-15").1, state);
    }
}

#[test]
fn a_source_that_says_nothing_is_no_delay() {
    let contracts = [line("2022-01-01", &[("statut", "actif"), ("date_fin", "2026-12-31")])];
    let years = [
        line(
            "2024",
            &[("date_solde", "2025-04-12"), ("montant_total", "80000"), ("date_entretien_roc", "2024-06-03")],
        ),
        line("2025", &[("date_avance", "2025-05-02"), ("prerequis_manquants", "A09")]),
    ];
    let due = agreed(&contracts, &years, Some(true), "2026-11-21");
    assert_eq!(found(&due, Kind::Balance, "2024"), ("2025-04-30".into(), State::Met));
    assert_eq!(found(&due, Kind::RocMeeting, "2024").1, State::Met);
    assert_eq!(found(&due, Kind::Balance, "2025"), ("2026-04-30".into(), State::Overdue));
    assert_eq!(found(&due, Kind::RocMeeting, "2025").1, State::Overdue, "stated, and no meeting");
    assert_eq!(found(&due, Kind::Evidence, "2025").1, State::Unknown);
    assert_eq!(found(&due, Kind::Advance, "2026"), ("2026".into(), State::ToCome));
    assert_eq!(found(&due, Kind::Term, "2022-01-01"), ("2026-12-31".into(), State::ToCome));
    let unpaid: Vec<String> = due.iter().filter(|it| it.is_of_the_unpaid()).map(Deadline::key).collect();
    assert_eq!(unpaid, ["balance/010009999/2025"]);
    // Nobody stated the year: nobody knows.
    let silent = agreed(&contracts, &[], Some(true), "2026-11-21");
    assert_eq!(found(&silent, Kind::Balance, "2025").1, State::Unknown);
    assert!(!silent.iter().any(Deadline::is_of_the_unpaid));
}

#[test]
fn a_contract_that_is_over_sets_nothing_more_and_a_later_one_replaces_the_first() {
    let over = line("2021-01-01", &[("statut", "resilie"), ("date_fin", "2025-06-30")]);
    let due = agreed(std::slice::from_ref(&over), &[], Some(true), "2026-11-21");
    assert!(due.iter().all(|it| it.of == Period::Year(2024)), "{due:#?}");
    let renewed = [over, line("2025-07-01", &[("statut", "actif")])];
    let due = agreed(&renewed, &[], Some(true), "2026-11-21");
    let terms: Vec<&Deadline> = due.iter().filter(|it| it.kind == Kind::Term).collect();
    assert_eq!(terms.len(), 1);
    assert_eq!(terms[0].due, Period::Day(day("2030-07-01")));
    let waiting = [line("2026-10-01", &[("statut", "en_attente")])];
    assert!(agreed(&waiting, &[], Some(true), "2026-11-21").is_empty());
}

#[test]
fn the_clock_reminds_until_its_state_changes() {
    let number = NUMBER.parse().unwrap();
    let of = |heads: &[(NaiveDate, Heads)], today: &str| {
        let clock = Clock::read(heads, &[], &law(), day(today));
        of_clock(&number, (&clock, Month::of(day(today))), &law(), day(today))
    };
    let one = Heads { doctors: Some(1), auxiliaries: Some(3), ..Heads::default() };
    let due = of(&[(day("2024-01-31"), one)], "2026-11-21");
    let dates: Vec<(Option<u32>, String, State)> =
        due.iter().map(|it| (it.step, it.due.to_string(), it.state)).collect();
    let expected = [
        (0, "2024-01-31", State::Passed),
        (12, "2025-01-31", State::Passed),
        (24, "2026-01-31", State::Passed),
        (30, "2026-07-31", State::Passed),
        (33, "2026-10-31", State::Passed),
        (35, "2026-12-31", State::ToCome),
        (36, "2027-01-31", State::ToCome),
    ];
    assert_eq!(dates, expected.map(|(months, due, state)| (Some(months), due.to_owned(), state)));
    assert_eq!(due.last().unwrap().kind, Kind::ClockEnd);
    assert_eq!(of(&[(day("2024-01-31"), one)], "2027-02-01").last().unwrap().state, State::Overdue);
    let silent = [(day("2024-01-31"), one), (day("2026-06-30"), Heads::default())];
    assert!(of(&silent, "2026-11-21").iter().all(|it| it.state == State::Unknown));
    let cured = [(day("2024-01-31"), one), (day("2026-06-30"), Heads { doctors: Some(2), ..one })];
    assert!(of(&cured, "2026-11-21").is_empty());
}

#[test]
fn an_approval_ends_on_the_day_declared_last() {
    let number = NUMBER.parse().unwrap();
    let of = |lines: &[Statement]| -> Vec<(Kind, String, State)> {
        let due = of_training(&number, lines, day("2026-11-21"));
        due.into_iter().map(|it| (it.kind, it.due.to_string(), it.state)).collect()
    };
    let year = |period: &str, cells: &[(&str, &str)]| line(period, cells);
    let one =
        year("2025", &[("msu_mg", "2"), ("date_fin_agrement_msu", "2027-09-30"), ("mspu_statut", "aucun")]);
    assert_eq!(of(std::slice::from_ref(&one)), [(Kind::Msu, "2027-09-30".into(), State::ToCome)]);
    let old = year("2024", &[("date_fin_agrement_msu", "2026-01-31")]);
    assert_eq!(of(&[old.clone(), one]).len(), 1, "the last one counts");
    assert_eq!(of(&[old])[0].2, State::Unknown, "it may have been renewed since");
    let past = year("2025", &[("mspu_statut", "conventionne"), ("mspu_date_fin", "2025-06-30")]);
    assert_eq!(of(&[past]), [(Kind::Mspu, "2025-06-30".into(), State::Overdue)]);
    let undated = year("2025", &[("msu_mg", "1")]);
    assert_eq!(of(&[undated]), [(Kind::Msu, String::new(), State::Unknown)]);
    assert!(of(&[year("2025", &[("msu_mg", "0")])]).is_empty());
}

#[test]
fn what_is_missing_among_the_rules_is_named() {
    assert_eq!(Rules::read(|_| None).unwrap_err().0.len(), 6);
    assert_eq!(Kind::ALL.map(|kind| Kind::read(kind.as_str())), Kind::ALL.map(Some));
    assert_eq!(State::ALL.map(|state| State::read(state.as_str())), State::ALL.map(Some));
}
