//! Who comes, who goes, who learns.

use super::super::look::{Look, all, any};
use super::{months_after, months_before};

/// W06: departures outnumber arrivals by a good part of the team, or follow each other. What the RPPS alone shows is to
/// be confirmed.
pub(super) fn outflow(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let is_outflow = |exits: Option<f64>, entries: Option<f64>, team: Option<f64>| {
        let net = exits? - entries?;
        let share = net / team.filter(|team| *team > 0.0)?;
        Some(net >= limits.w06_net && share >= limits.w06_share)
    };
    let (exits, entries) = (look.number(&record.exits), look.number(&record.entries));
    let declared = is_outflow(exits, entries, look.number(&record.team));
    let cascade = look.at(&record.exit_days).map(|days| {
        let mut days = days.clone();
        days.sort_unstable();
        let count = limits.w06_cascade as usize;
        days.windows(count.max(1)).any(|run| {
            let span = run[run.len() - 1] - run[0];
            span.num_days() as f64 <= limits.w06_cascade_days
        })
    });
    let own = any([declared, cascade]);
    if own == Some(true) {
        return own;
    }
    let (exits, entries) = (look.number(&record.rpps_exits), look.number(&record.rpps_entries));
    let shown = is_outflow(exits, entries, look.number(&record.rpps_team));
    if shown == Some(true) {
        look.to_confirm();
    }
    any([own, shown])
}

/// W12: no intern in a year, nobody left to supervise one, or an accreditation that ends, in a team that did train. One
/// that never did stops nothing.
pub(super) fn training(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let none_came = look.number(&record.interns).map(|interns| interns <= limits.w12_interns);
    let supervisors =
        look.number(&record.supervisors).map(|supervisors| supervisors <= limits.w12_supervisors);
    let end = months_after(record.day, limits.w12_accreditation_months);
    // Where nobody supervises, no accreditation is declared.
    let ends = match supervisors {
        Some(true) => Some(true),
        _ => look.at(&record.supervisors_until).map(|until| {
            // One that ended long ago has been renewed or given up since: the next declaration says which.
            months_before(record.day, 12.0) < *until && *until < end
        }),
    };
    let trained = any([
        look.number(&record.interns_before).map(|interns| interns > limits.w12_interns),
        look.number(&record.supervisors_before).map(|before| before > limits.w12_supervisors),
    ]);
    all([any([none_came, supervisors, ends]), trained])
}
