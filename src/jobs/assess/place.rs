//! What FINESS, the zoning and the accessibility tell.

use chrono::NaiveDate;

use super::records::Region;
use crate::domain::establishment::Establishment;
use crate::domain::legal_entity::LegalForm;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::statement::Statement;
use crate::domain::structure::Structure;
use crate::domain::timeline::Version;
use crate::risk::record::Record;

const FINESS: &str = "finess";
/// Years over which a fall of the accessibility counts.
const YEARS: i32 = 3;

pub(super) fn fill(record: &mut Record, region: &Region, structure: &Structure, month: Month) {
    let day = month.last_day();
    if let Some(opened) = structure.opened(day) {
        record.opened.know(opened, Period::Day(opened), FINESS, State::Observed);
    }
    if let Some(since) = entity_since(structure, day) {
        record.entity_since.know(since, Period::Day(since), FINESS, State::Observed);
    }
    let form = structure.spell(month).map(|spell| spell.form).filter(|form| *form != LegalForm::Unknown);
    if let Some(form) = form {
        record.legal_form.know(form, Period::Month(month), FINESS, State::Observed);
    }
    if let Some(exits) = structure.spell(month).and_then(|spell| region.exits(&spell.department, month)) {
        record.area_exits.know(exits, Period::Month(month), FINESS, State::Observed);
    }
    let Some(commune) = structure.spell(month).and_then(|spell| spell.commune.as_ref()) else { return };
    let subject = format!("COM-{commune}");
    let until = |all: Option<&Vec<Statement>>| -> Vec<Statement> {
        let by = |statement: &&Statement| match statement.period {
            Period::Day(from) => from <= day,
            other => other.end().is_none_or(|end| end <= day),
        };
        all.into_iter().flatten().filter(by).cloned().collect()
    };
    let zones = until(region.zones.get(&subject));
    if let Some((zone, period)) = zones.last().and_then(|it| Some((it.text("zone")?.to_owned(), it.period))) {
        record.zone.know(zone, period, "zonage", State::Observed);
    }
    let access = until(region.access.get(&subject));
    let Some(last) = access.last() else { return };
    let Period::Year(year) = last.period else { return };
    if let Some(value) = last.number("sans_borne") {
        record.access.know(value, last.period, "apl", State::Observed);
    }
    let before = access.iter().find(|statement| statement.period == Period::Year(year - YEARS));
    if let Some(value) = before.and_then(|statement| statement.number("sans_borne")) {
        record.access_before.know(value, Period::Year(year - YEARS), "apl", State::Observed);
    }
}

/// Since when FINESS shows the legal entity that it shows on a day; since the opening when it never showed another.
fn entity_since(structure: &Structure, day: NaiveDate) -> Option<NaiveDate> {
    let current = structure.shown(day).legal_entity.as_ref()?;
    let is_other = |version: &&Version<Establishment>| {
        version.content.legal_entity.as_ref().is_some_and(|entity| entity != current)
    };
    let known = || structure.versions.iter().filter(|version| version.from <= day);
    let Some(other) = known().rfind(is_other) else { return structure.opened(day) };
    known().find(|version| version.from > other.from).map(|version| version.from)
}
