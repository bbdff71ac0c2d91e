//! Premises and money.

use super::super::look::{Look, any};

/// W13: many rooms empty for long.
pub(super) fn empty_rooms(look: &Look) -> Option<bool> {
    let (rooms, empty) = (look.number(&look.record.rooms), look.number(&look.record.rooms_empty));
    let share = rooms.zip(empty).filter(|(rooms, _)| *rooms > 0.0).map(|(rooms, empty)| empty / rooms);
    share.map(|share| look.figure("empty_share", share) >= look.thresholds.w13_share)
}

/// W14: charges by associate rise, or cash is short.
pub(super) fn load(look: &Look) -> Option<bool> {
    let (record, limits) = (look.record, look.thresholds);
    let charges =
        look.number(&record.charges_by_associate_before).zip(look.number(&record.charges_by_associate));
    let cash = look.number(&record.cash).zip(look.number(&record.monthly_charges));
    let over = |name, pair: Option<(f64, f64)>| {
        let (above, below) = pair.filter(|(_, below)| *below > 0.0)?;
        Some(look.figure(name, above / below))
    };
    any([
        over("charges_ratio", charges.map(|(before, now)| (now, before)))
            .map(|ratio| ratio >= 1.0 + limits.w14_rise),
        over("cash_months", cash).map(|months| months < limits.w14_cash_months),
    ])
}
