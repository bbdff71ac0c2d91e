//! The territory, the demand, and what says how well the structure is known.

use super::super::look::{Answer, Look, any};
use super::{fall, months_before};

/// W16: a priority zone where access to doctors does not recover, or a clear fall of it. The ages of the doctors of the
/// territory are supplied by no source.
pub(super) fn territory(look: &Look) -> Option<bool> {
    let record = look.record;
    let access = look.number(&record.access_before).zip(look.number(&record.access));
    any([
        look.at(&record.zone).map(|zone| zone == "ZIP"),
        access.map(|(before, now)| fall(before, now).is_some_and(|fall| fall > look.thresholds.w16_fall)),
    ])
}

/// W17: more patients by general practitioner than elsewhere in the region.
pub(super) fn demand(look: &Look) -> Option<bool> {
    let record = look.record;
    let load = look.number(&record.patients).zip(look.number(&record.gps).filter(|gps| *gps > 0.0));
    let load = load.map(|(patients, gps)| look.figure("patients_by_gp", patients / gps));
    let others = look.number(&record.regional_load);
    load.zip(others).map(|(load, others)| load > others)
}

/// W19: too young to be known well.
pub(super) fn young(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let opened = look.at(&record.opened).map(|day| *day > months_before(record.day, limits.w19_months));
    let agreed = match record.has_contract.value {
        Some(false) => Some(false),
        _ => {
            look.at(&record.contract_since).map(|day| *day > months_before(record.day, limits.w19_aci_months))
        }
    };
    any([opened, agreed])
}

/// W20: nothing declared for long, or nobody of the caisse met the team.
pub(super) fn silence(look: &Look) -> Option<bool> {
    let record = look.record;
    any([
        look.number(&record.silent_months).map(|months| months >= look.thresholds.w20_months),
        look.at(&record.was_met).map(|was_met| !was_met),
    ])
}

/// W21: another legal entity, as FINESS shows it, or a legal notice; grave when it is insolvency. No source of notices
/// is connected yet.
pub(super) fn legal_life(look: &Look) -> Answer {
    let record = look.record;
    let start = months_before(record.day, look.thresholds.w21_months);
    let opened = record.opened.value;
    let changed =
        look.at(&record.entity_since).map(|since| *since > start && opened.is_none_or(|day| day < *since));
    let noticed = look.at(&record.legal_notices).map(|notices| !notices.is_empty());
    let insolvent = look.at(&record.insolvency).copied();
    Answer { fires: any([changed, noticed, insolvent]), is_grave: insolvent }
}
