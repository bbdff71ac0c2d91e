//! What a team declares every month.

use chrono::NaiveDate;

use super::records::tell;
use super::told::{Cell, Told};
use crate::domain::legal_clock::Heads;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::statement::Statement;
use crate::risk::record::Record;

pub(super) fn fill(record: &mut Record, told: &Told, month: Month) {
    let source = told.source();
    record.heads = heads(told, month);
    for (input, column) in [
        (&mut record.doctors, "medecins_associes"),
        (&mut record.gps, "mg_associes"),
        (&mut record.auxiliaries, "auxiliaires_associes"),
        (&mut record.team, "associes_total"),
        (&mut record.announced_doctors, "departs_annonces_medecins"),
        (&mut record.announced_alone, "departs_sans_successeur"),
        (&mut record.rooms, "salles_total"),
        (&mut record.rooms_empty, "salles_vides_6_mois"),
        (&mut record.active_users, "utilisateurs_logiciel_actifs"),
        (&mut record.junior_doctors, "docteurs_juniors"),
    ] {
        tell(input, source, told.at(month, |statement| count(statement, column)));
    }
    for (input, column) in [
        (&mut record.patients, "patientele_mt"),
        (&mut record.coordinator_hours, "coordinateur_heures"),
        (&mut record.hours, "amplitude_jour"),
    ] {
        tell(input, source, told.at(month, |statement| statement.number(column)));
    }
    for (input, column) in [
        (&mut record.refuses_patients, "nouveaux_patients_refuses"),
        (&mut record.saturday, "ouvert_samedi_matin"),
    ] {
        tell(input, source, told.at(month, |statement| statement.flag(column)));
    }
    let next = |statement: &Statement| {
        statement.number("departs_annonces_medecins")?;
        statement.day("date_prochain_depart_medecin")
    };
    tell(&mut record.next_departure, source, told.at(month, next));
    let year_ago = month - 12;
    tell(&mut record.patients_before, source, told.at(year_ago, |it| it.number("patientele_mt")));
    tell(&mut record.hours_before, source, told.at(year_ago, |it| it.number("amplitude_jour")));
    tell(&mut record.saturday_before, source, told.at(year_ago, |it| it.flag("ouvert_samedi_matin")));
    let both = |one: &'static str, other: &'static str| {
        move |it: &Statement| Some(it.number(one)? + it.number(other)?)
    };
    tell(&mut record.exits, source, told.sum(month, 12, both("sorties_medecins", "sorties_autres")));
    tell(&mut record.entries, source, told.sum(month, 12, both("entrees_medecins", "entrees_autres")));
    tell(&mut record.meetings, source, told.sum(month, 12, |it| it.number("reunions_equipe")));
    tell(&mut record.meetings_before, source, told.sum(year_ago, 12, |it| it.number("reunions_equipe")));
    tell(&mut record.interns, source, told.sum(month, 12, |it| it.number("internes")));
    tell(&mut record.interns_before, source, told.sum(year_ago, 12, |it| it.number("internes")));
    let changes = told.sum(month, 24, |it| it.number("coordinateur_change"));
    tell(
        &mut record.coordinator_changes,
        source,
        changes.map(|cell| cell.map(|changes| changes.round() as u32)),
    );
    tell(&mut record.coordinator_empty_days, source, empty_days(told, month));
    tell(&mut record.days_without_meeting, source, days_without_meeting(told, month));
}

/// Patients by general practitioner.
pub(super) fn load(told: &Told, month: Month) -> Option<f64> {
    let patients = told.at(month, |it| it.number("patientele_mt"))?.value;
    let gps = told.at(month, |it| it.number("mg_associes"))?.value;
    (gps > 0.0).then(|| patients / gps)
}

fn count(statement: &Statement, column: &str) -> Option<u32> {
    statement.number(column).map(|number| number as u32)
}

/// Heads of each month declared, on whose last day they are counted; nobody knows them any more when declarations stop for long.
fn heads(told: &Told, month: Month) -> Vec<(NaiveDate, Heads)> {
    let mut heads: Vec<(NaiveDate, Heads)> = Vec::new();
    let mut forgotten: Option<Month> = None;
    let mut forget = |heads: &mut Vec<_>, next: Month| {
        if let Some(at) = forgotten.filter(|at| *at < next) {
            heads.push((at.first_day(), Heads::default()));
        }
        forgotten = Some(next + told.patience() + 1);
    };
    for (own, statement) in told.until(month) {
        forget(&mut heads, *own);
        let of = |column| count(statement, column);
        heads.push((
            own.last_day(),
            Heads {
                doctors: of("medecins_associes"),
                auxiliaries: of("auxiliaires_associes"),
                associates: of("associes_total"),
                employed_doctors: of("medecins_salaries_sisa"),
                employed_auxiliaries: of("auxiliaires_salaries_sisa"),
                employed: of("soignants_salaries_sisa"),
            },
        ));
    }
    forget(&mut heads, month + 1);
    heads
}

/// Days between the first and the last of the months, without another one in between, at whose end nobody held the post.
fn empty_days(told: &Told, month: Month) -> Option<Cell<u32>> {
    let last = told.at(month, |it| it.flag("coordinateur_en_poste"))?;
    let flags =
        told.until(last.month).rev().filter_map(|(own, it)| Some((*own, it.flag("coordinateur_en_poste")?)));
    let first = flags.take_while(|(_, is_held)| !is_held).last();
    let days = first.map_or(0, |(first, _)| (last.month.last_day() - first.last_day()).num_days());
    Some(last.map(|_| days.max(0) as u32))
}

/// Days from the last month with a team meeting to the last month declared.
fn days_without_meeting(told: &Told, month: Month) -> Option<Cell<u32>> {
    let last = told.at(month, |it| it.number("reunions_equipe"))?;
    let meetings =
        || told.until(last.month).filter_map(|(own, it)| Some((*own, it.number("reunions_equipe")?)));
    let with_one = meetings().rfind(|(_, meetings)| *meetings > 0.0).map(|(own, _)| own.last_day());
    let since = with_one.or_else(|| Some(meetings().next()?.0.first_day()))?;
    Some(last.map_with(|month, _| (month.last_day() - since).num_days().max(0) as u32))
}

impl<T> Cell<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Cell<U> {
        self.map_with(|_, value| change(value))
    }

    pub(super) fn map_with<U>(self, change: impl FnOnce(Month, T) -> U) -> Cell<U> {
        let Self { value, month, period, state } = self;
        Cell { value: change(month, value), month, period, state }
    }
}

/// A value of the register of facts, seen as such.
pub(super) fn observed<T>(value: T, month: Month, period: Period) -> Cell<T> {
    Cell { value, month, period, state: State::Observed }
}
