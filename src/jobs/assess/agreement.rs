//! The agreement: contracts, yearly statements of the caisse, prerequisites.

use chrono::NaiveDate;

use super::monthly::observed;
use super::records::{Dossier, Region, tell};
use crate::domain::aci::{Evidence, Margin, Scale};
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::point::State;
use crate::domain::statement::Statement;
use crate::domain::structure::Structure;
use crate::risk::record::Record;

const CONTRACTS: &str = "aci_contrats";

pub(super) fn fill(
    record: &mut Record,
    region: &Region,
    structure: &Structure,
    dossier: &Dossier,
    month: Month,
) {
    contracts(record, region, structure, dossier, month);
    let told = &dossier.statements;
    let source = told.source();
    let share = |it: &Statement| share(it, region);
    tell(&mut record.aci_share_before, source, told.year_before(month, share));
    tell(&mut record.aci_share, source, told.at(month, share));
    tell(&mut record.aci_amount, source, told.at(month, |it| it.number("montant_total")));
    tell(
        &mut record.largest_share,
        source,
        told.at(month, |it| it.number("part_max_mg").map(|share| share / 100.0)),
    );
    tell(&mut record.evidence_days, source, told.at(month, evidence_days));
    // A caisse that writes its statement and no meeting has held none, as for the indicators.
    tell(&mut record.was_met, source, told.at(month, |it| Some(it.cells.contains_key("date_entretien_roc"))));
    prerequisites(record, dossier, month);
    stand_in(record, dossier, month);
}

/// Points obtained as a share of those that can be had.
fn share(statement: &Statement, region: &Region) -> Option<f64> {
    let day = statement.period.end()?;
    let scale = Scale::read(|name| region.parameters.on(name, day)).ok()?;
    let (patients, professionals) = (statement.number("patientele_mt")?, statement.number("ps_associes")?);
    let most = scale.most(patients, professionals as u32, None);
    (most > 0.0).then_some(statement.number("points_total")? / most)
}

fn evidence_days(statement: &Statement) -> Option<f64> {
    Some((statement.day("date_justificatifs")? - statement.period.end()?).num_days() as f64)
}

/// What the caisse stated last, and what the declarations say since.
fn prerequisites(record: &mut Record, dossier: &Dossier, month: Month) {
    let year = dossier.statements.last(month);
    let lines: Vec<Statement> = dossier
        .lines
        .iter()
        .filter(|line| year.is_some_and(|year| year.period == line.period))
        .cloned()
        .collect();
    // Of the same year the caisse has checked what the team only declared.
    let stated_until = year.and_then(|year| year.period.end());
    let is_since = |statement: &&Statement| statement.period.end() > stated_until;
    let monthly = dossier.monthly.last(month).filter(is_since);
    let yearly = dossier.yearly.last(month).filter(is_since);
    let margins = Evidence::gather(year, &lines, monthly, yearly).margins();
    let codes = |is: &dyn Fn(&Margin) -> bool| -> Vec<String> {
        margins.iter().filter(|margin| is(margin)).map(|margin| margin.prerequisite.to_string()).collect()
    };
    if let Some(year) = year.filter(|_| margins.iter().any(|margin| margin.stated.is_some())) {
        let missed = codes(&|margin| margin.stated == Some(false));
        record.prerequisites_missed.know(missed, year.period, dossier.statements.source(), State::Observed);
    }
    if let Some(monthly) = monthly.filter(|_| margins.iter().any(|margin| margin.declared.is_some())) {
        let source = dossier.monthly.source();
        // Some can be told from the yearly declaration only: without it a list that is empty says less.
        let state = if dossier.yearly.last(month).is_some() { State::Observed } else { State::Estimated };
        let lacking = codes(&|margin| margin.declared == Some(false));
        record.prerequisites_lacking.know(lacking, monthly.period, source, state);
        let restored = codes(&|margin| margin.declared == Some(true));
        record.prerequisites_restored.know(restored, monthly.period, source, state);
    }
}

/// Where the team does not declare its heads and patients, the caisse counted them at the end of the year.
fn stand_in(record: &mut Record, dossier: &Dossier, month: Month) {
    let told = &dossier.statements;
    for (input, column) in [
        (&mut record.doctors, "medecins_associes"),
        (&mut record.gps, "mg_associes"),
        (&mut record.team, "ps_associes"),
    ] {
        if input.value.is_none()
            && let Some(cell) = told.at(month, |it| it.number(column).map(|number| number as u32))
        {
            input.know(cell.value, cell.period, told.source(), State::Estimated);
        }
    }
    if record.patients.value.is_none()
        && let Some(cell) = told.at(month, |it| it.number("patientele_mt"))
    {
        record.patients.know(cell.value, cell.period, told.source(), State::Estimated);
    }
    // The other way round: of the lists that the team declares.
    if record.largest_share.value.is_none()
        && let Some(lists) = &record.gp_lists.value
    {
        let (whole, largest) =
            lists.iter().fold((0.0, 0.0f64), |(sum, most), list| (sum + list, most.max(*list)));
        if whole > 0.0 {
            record.largest_share.know(
                largest / whole,
                record.gp_lists.period,
                record.gp_lists.source,
                State::Estimated,
            );
        }
    }
}

fn contracts(record: &mut Record, region: &Region, structure: &Structure, dossier: &Dossier, month: Month) {
    let day = month.last_day();
    let mut signed = dossier.contracts.iter().filter_map(|contract| match contract.period {
        Period::Day(signed) if signed <= day => Some((signed, contract)),
        _ => None,
    });
    let running = signed.rfind(|(_, contract)| ended(contract).is_none_or(|ended| day < ended));
    let Some((signed, contract)) = running else {
        let is_supplied =
            structure.spell(month).is_some_and(|spell| region.contracted.contains(&spell.department));
        tell(
            &mut record.has_contract,
            CONTRACTS,
            is_supplied.then(|| observed(false, month, Period::Month(month))),
        );
        return;
    };
    let period = Period::Day(signed);
    tell(&mut record.has_contract, CONTRACTS, Some(observed(true, month, period)));
    let since = contract.day("date_effet").unwrap_or(signed);
    tell(&mut record.contract_since, CONTRACTS, Some(observed(since, month, period)));
    tell(
        &mut record.contract_until,
        CONTRACTS,
        contract.day("date_fin").map(|end| observed(end, month, period)),
    );
}

/// When a contract that is over ended; the beginning of times when nobody says since when.
pub(super) fn ended(contract: &Statement) -> Option<NaiveDate> {
    let is_over = matches!(contract.text("statut"), Some("resilie" | "expire"));
    let ends = [contract.day("date_fin"), contract.day("date_statut")].into_iter().flatten();
    is_over.then(|| ends.min().unwrap_or(NaiveDate::MIN))
}
