//! The team agreement with the Assurance maladie (ACI).

use super::super::look::{Answer, Look, all, any};
use super::{fall, months_after, months_before};

/// W10: fewer of the points that can be had, a prerequisite at risk, or late evidence; grave when a prerequisite was
/// missed and nothing shows that it is reached again: then nothing is paid.
pub(super) fn points(look: &Look) -> Answer {
    let (record, limits) = (look.record, look.thresholds);
    let shares = look.number(&record.aci_share_before).zip(look.number(&record.aci_share));
    let dropped = shares.map(|(before, now)| fall(before, now).is_some_and(|fall| fall >= limits.w10_drop));
    // Without a contract there is nothing to lose.
    let lacks = all([
        look.at(&record.has_contract).copied(),
        look.at(&record.prerequisites_lacking).map(|lacking| !lacking.is_empty()),
    ]);
    let missed = look.at(&record.prerequisites_missed);
    let restored = record.prerequisites_restored.value.as_ref();
    let fails = missed
        .map(|missed| missed.iter().any(|code| restored.is_none_or(|restored| !restored.contains(code))));
    let late = look.number(&record.evidence_days).map(|days| days > limits.w10_evidence_days);
    Answer { fires: any([dropped, lacks, fails, late]), is_grave: fails }
}

/// W11: no contract a year after the opening, or one that comes to its end.
pub(super) fn contract(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let has = look.at(&record.has_contract).copied();
    if has == Some(true) {
        let end = months_after(record.day, limits.w11_ending_months);
        return look.at(&record.contract_until).map(|until| *until < end);
    }
    let long_ago = months_before(record.day, limits.w11_unsigned_months);
    all([has.map(|has| !has), look.at(&record.opened).map(|opened| *opened < long_ago)])
}

/// W22: open for fewer hours of the scale than a year ago, or no more on Saturday morning.
pub(super) fn opening_hours(look: &Look) -> Option<bool> {
    let record = look.record;
    let limits = look.thresholds;
    let steps = [limits.w22_full, limits.w22_reduced, limits.w22_least];
    let step = |hours: f64| steps.iter().filter(|step| hours < **step).count();
    let hours = look.number(&record.hours_before).zip(look.number(&record.hours));
    any([
        hours.map(|(before, now)| step(before) < step(now)),
        all([look.at(&record.saturday_before).copied(), look.at(&record.saturday).map(|open| !open)]),
    ])
}
