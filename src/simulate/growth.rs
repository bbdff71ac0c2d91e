//! How many structures there are and how fast things happen to them. National figures only: where and to whom
//! is drawn elsewhere.

use crate::domain::month::Month;

use super::edition::month;

/// Structures in operation at the end of a year, as published (sources.md, section 13).
const ANCHORS: [(i32, f64); 7] = [
    (2005, 0.0),
    (2008, 20.0),
    (2012, 235.0),
    (2015, 1_000.0),
    (2018, 1_253.0),
    (2022, 2_251.0),
    (2024, PUBLISHED),
];

/// The published count at the end of 2024, by which every other anchor is scaled.
const PUBLISHED: f64 = 2_758.0;

/// Net growth a month after the last anchor: an assumption, the pace of 2022-2024 being 21.
const PACE: f64 = 21.0;

/// Shares a year of the structures open, each an assumption of the simulation.
pub(super) const CLOSURE: f64 = 0.006;
pub(super) const MOVE: f64 = 0.004;
pub(super) const SUCCESSION: f64 = 0.0015;
/// Leaves category 603 for 124, centre de santé.
pub(super) const RECATEGORISATION: f64 = 0.0004;
/// Of the structures that no SISA bears yet.
pub(super) const CONVERSION: f64 = 0.05;

/// Share of the openings that are a secondary site of an older structure.
pub(super) const ANTENNA: f64 = 0.03;
/// Share of the openings that FINESS registers long after they happened.
pub(super) const LATE: f64 = 0.04;

/// When a world starts: nothing is open before.
pub(super) fn dawn() -> Month {
    month(2006, 1)
}

/// Structures open at the end of a month, in a world of `structures` at the end of 2024.
pub(super) fn stock(structures: u32, at: Month) -> u32 {
    let december = |year: i32| f64::from(month(year, 12).index());
    let x = f64::from(at.index());
    let published = ANCHORS
        .windows(2)
        .filter_map(|pair| <[(i32, f64); 2]>::try_from(pair).ok())
        .find(|[_, (year, _)]| x <= december(*year))
        .map_or_else(
            || PUBLISHED + PACE * (x - december(2024)),
            |[(y0, n0), (y1, n1)]| n0 + (n1 - n0) * (x - december(y0)) / (december(y1) - december(y0)),
        );
    (published.max(0.0) * f64::from(structures) / PUBLISHED).round() as u32
}

/// Of `structures` at the end of 2024, as many as 12 of 2,758: how many of each rare thing is planted, at least one.
pub(super) fn dozen(structures: u32) -> u32 {
    (f64::from(structures) * 12.0 / PUBLISHED).round().max(1.0) as u32
}

/// Teams whose SISA has opened a second number, by the end of a month: an assumption, growing while SISA spread.
pub(super) fn twins(structures: u32, at: Month) -> u32 {
    let share = f64::from(at - month(2014, 1)) / f64::from(month(2021, 12) - month(2014, 1));
    (share.clamp(0.0, 1.0) * f64::from(dozen(structures))).round() as u32
}

/// How far a world is grown beyond the last month written: the projects of that month are what opens later.
pub(super) const HORIZON: i32 = 48;

/// The first month in which a SISA may be founded: the law is of August 2011.
pub(super) fn first_sisa() -> Month {
    month(2011, 9)
}

/// Share of the openings of a month that a SISA bears from the start: none before the law, then more and more.
pub(super) fn sisa_share(at: Month) -> f64 {
    if at < first_sisa() {
        return 0.0;
    }
    let years = f64::from(at - first_sisa()) / 12.0;
    (0.15 + 0.12 * years).min(0.72)
}
