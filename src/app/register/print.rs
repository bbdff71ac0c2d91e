//! Entries and contradictions as a person reads them in a terminal.

use chrono::NaiveDate;

use super::super::output;
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::register::discrepancy::Discrepancy;
use crate::domain::register::{Entry, Resolution};

pub(super) fn line(entry: &Entry) -> anyhow::Result<()> {
    let finess = entry.finess.as_ref().map_or("no number", FinessNumber::as_str);
    let day =
        |what: &str, day: Option<NaiveDate>| day.map(|day| format!(", {what} {day}")).unwrap_or_default();
    output::line(&format!(
        "{}  {finess}  {}  {}, {}{}{}{}{}{}",
        entry.id,
        entry.status.as_str(),
        entry.name,
        place(&entry.commune),
        day("imagined", entry.imagined_on),
        day("filed", entry.filed_on),
        day("recognised", entry.recognised_on),
        day("opened", entry.opened_on),
        day("ended", entry.ended_on),
    ))
}

fn place(code: &str) -> String {
    france().commune(code).map_or_else(|| code.to_owned(), |commune| format!("{} ({code})", commune.name))
}

pub(super) fn explain(discrepancy: &Discrepancy, found_on: NaiveDate) -> anyhow::Result<()> {
    output::line(&format!("{}  DEP-{}, since {found_on}", discrepancy.key, discrepancy.department))?;
    for side in &discrepancy.register {
        let ended = side.ended_on.map(|day| format!(" since {day}")).unwrap_or_default();
        let number = side.finess.as_ref().map_or("no number", FinessNumber::as_str);
        let (id, name, status) = (&side.id, &side.name, side.status.as_str());
        output::line(&format!(
            "  register  {id}  {number}  {name}, {}: {status}{ended}",
            place(&side.commune)
        ))?;
    }
    for side in &discrepancy.finess {
        let state = side.closed_on.map_or("open".to_owned(), |day| format!("closed on {day}"));
        let commune = side.commune.as_deref().map(place).unwrap_or_default();
        output::line(&format!("  FINESS    {}  {}, {commune}: {state}", side.finess, side.name))?;
    }
    let choices: Vec<&str> = discrepancy.choices().into_iter().map(Resolution::as_str).collect();
    output::line(&format!("  proposed: {}; choices: {}", discrepancy.proposal.as_str(), choices.join(", ")))
}
