//! How the team is led and works together.

use super::super::look::{Look, all, any};
use super::{fall, months_before};

/// Weeks of a month.
const WEEKS: f64 = 365.25 / 12.0 / 7.0;

/// W07: nobody coordinates, holders follow each other, or the hours are too few for the team.
pub(super) fn coordinator(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let hours = look.number(&record.coordinator_hours).zip(look.number(&record.team));
    any([
        look.number(&record.coordinator_empty_days).map(|days| days > limits.w07_empty_days),
        look.number(&record.coordinator_changes).map(|changes| changes >= limits.w07_changes),
        // A post that nobody holds has no hours: the first clause says so.
        hours.filter(|(_, team)| *team > 0.0).map(|(hours, team)| {
            let each = look.figure("coordinator_hours_a_week_each", hours / WEEKS / team);
            hours > 0.0 && each < limits.w07_hours
        }),
    ])
}

/// W08: one person does everything, or an old manager has been in office for long.
pub(super) fn leader(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let long_ago = months_before(record.day, 12.0 * limits.w08_years);
    any([
        all([
            look.at(&record.manager_is_coordinator).copied(),
            look.number(&record.manager_files).map(|files| files >= limits.w08_files),
        ]),
        all([
            look.at(&record.manager_is_aged).copied(),
            look.at(&record.manager_since).map(|since| *since <= long_ago),
        ]),
    ])
}

/// W09: the team meets rarely, far less than before, or not any more. Meetings on patient files are another count.
pub(super) fn meetings(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let (now, before) = (look.number(&record.meetings), look.number(&record.meetings_before));
    any([
        now.map(|meetings| meetings < limits.w09_meetings),
        now.zip(before).map(|(now, before)| fall(before, now).is_some_and(|fall| fall >= limits.w09_drop)),
        look.number(&record.days_without_meeting).map(|days| days > limits.w09_silent_days),
    ])
}

/// W15: told by those who agree to tell.
pub(super) fn conflict(look: &Look) -> Option<bool> {
    let record = look.record;
    any([
        look.at(&record.mediation).copied(),
        look.number(&record.contested_meetings).map(|meetings| meetings >= look.thresholds.w15_contested),
        look.at(&record.aci_dispute).copied(),
    ])
}

/// W18: a label that is lost or over, or few who use the software.
pub(super) fn software(look: &Look) -> Option<bool> {
    let record = look.record;
    let now = look.at(&record.software_label);
    let is_none = |label: &String| label == "aucun";
    let lost = match now {
        Some(label) if is_none(label) => {
            look.at(&record.software_label_before).map(|before| !is_none(before))
        }
        // One that ends after the year declared may have been renewed since: the next declaration says.
        Some(_) => look.at(&record.software_label_until).map(|until| {
            let declared = record.software_label_until.period.end();
            *until < declared.unwrap_or(record.day)
        }),
        None => None,
    };
    let users = look.number(&record.active_users).zip(look.number(&record.team));
    let idle = users
        .filter(|(_, team)| *team > 0.0)
        .map(|(users, team)| look.figure("active_share", users / team) < look.thresholds.w18_active_share);
    any([lost, idle])
}
