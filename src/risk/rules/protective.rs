//! What protects. Never a reason to lower a grade: shown beside what threatens.

use super::super::look::Look;

/// P01: a university structure (MSPU).
pub(super) fn university(look: &Look) -> Option<bool> {
    look.at(&look.record.university).map(|status| status == "conventionne")
}

/// P02: an infirmier en pratique avancée.
pub(super) fn advanced_nurse(look: &Look) -> Option<bool> {
    look.at(&look.record.advanced_nurses).map(|nurses| *nurses > 0)
}

/// P03: some came within the year.
pub(super) fn arrivals(look: &Look) -> Option<bool> {
    look.number(&look.record.entries).map(|entries| entries >= look.thresholds.p03_entries)
}

/// P04: a docteur junior, who may stay.
pub(super) fn junior_doctor(look: &Look) -> Option<bool> {
    look.at(&look.record.junior_doctors).map(|doctors| *doctors > 0)
}

/// P05: a coordinator with all their time.
pub(super) fn coordination(look: &Look) -> Option<bool> {
    look.number(&look.record.coordinator_hours).map(|hours| hours >= look.thresholds.p05_hours)
}

/// P06: enough doctors for one to leave.
pub(super) fn many_doctors(look: &Look) -> Option<bool> {
    look.number(&look.record.doctors).map(|doctors| doctors >= look.thresholds.p06_doctors)
}

/// P07: a member of a CPTS.
pub(super) fn community(look: &Look) -> Option<bool> {
    look.at(&look.record.in_cpts).copied()
}
