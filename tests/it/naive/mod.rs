//! For random worlds, each indicator equals what loops over the rows of one territory and month find, and counts add up.

mod count;
mod files;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use observatoire::catalog::{Catalog, Definitions, Formula, Term};
use observatoire::domain::cut::{Class, Cut};
use observatoire::domain::geography::france;
use observatoire::domain::month::Month;
use observatoire::domain::point::{Reading, Span};
use observatoire::domain::territory::{Level, Territory};
use observatoire::indicators::{Places, Series, evaluate};
use proptest::prelude::*;

use count::{Count, Expected, is_told};
use world::World;

const MONTHS: i32 = 40;

fn reading(series: &Series, month: Month) -> Reading {
    series.spans.iter().find(|span| span.first <= month && month <= span.last).unwrap().reading
}

fn is_near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + b.abs()),
        (a, b) => a == b,
    }
}

fn is_alike(found: &Reading, expected: Option<&Expected>) -> bool {
    use observatoire::domain::point::State::NotSupplied;
    let Some(expected) = expected else {
        return found.state == NotSupplied && found.value.is_none() && found.numerator.is_none();
    };
    is_near(found.numerator, expected.numerator)
        && is_near(found.denominator, expected.denominator)
        && is_near(found.value, expected.value)
        && is_near(found.coverage, expected.coverage)
        && (found.structures, found.state) == (expected.structures, expected.state)
}

fn places(world: &World) -> BTreeSet<Territory> {
    let levels = [Level::France, Level::Region, Level::Department, Level::Epci];
    let held = world.communes.iter();
    held.flat_map(|commune| levels.into_iter().filter_map(|level| france().containing(commune, level)))
        .collect()
}

fn catalog() -> Catalog {
    Catalog::load(&Definitions::Embedded).unwrap()
}

/// An indicator of one territory and cut.
type Part<'a> = (&'a str, &'a Territory, Cut, &'a [Span]);

/// Counts of France are those of its regions, of its departments and of its classes.
fn assert_sums<'a>(catalog: &Catalog, parts: impl Iterator<Item = Part<'a>>) {
    let mut sums: BTreeMap<(&str, Month, &str), f64> = BTreeMap::new();
    for (id, territory, cut, spans) in parts {
        let indicator = catalog.indicator(id).unwrap();
        let is_summed = indicator.formula == Formula::Count
            && indicator.terms().all(|term| !matches!(term, Term::Members { distinct: true, .. }));
        if !is_summed {
            continue;
        }
        let part = match (territory.level(), cut) {
            (Level::France, cut) if cut == Cut::default() => "whole",
            (Level::France, Cut { class: Some(Class::Group(_)), .. }) => "groups",
            (Level::France, Cut { class: Some(Class::Size(_)), .. }) => "sizes",
            (Level::France, _) => "zones",
            (Level::Region, cut) if cut == Cut::default() => "regions",
            (Level::Department, cut) if cut == Cut::default() => "departments",
            _ => continue,
        };
        for span in spans {
            for month in Month::range(span.first, span.last) {
                *sums.entry((id, month, part)).or_default() += span.reading.numerator.unwrap_or(0.0);
            }
        }
    }
    let mut parts = BTreeSet::new();
    for ((indicator, month, part), sum) in &sums {
        let whole = sums[&(*indicator, *month, "whole")];
        match *part {
            // Who has no zone, and who shows no member, is in no part.
            "zones" | "sizes" => {
                assert!(*sum <= whole + 1e-6, "{indicator} in {month}, {part}: {sum} of {whole}")
            }
            _ => assert!((sum - whole).abs() < 1e-6, "{indicator} in {month}, {part}: {sum}, not {whole}"),
        }
        if *sum > 0.0 {
            parts.insert(*part);
        }
    }
    let all = ["departments", "groups", "regions", "sizes", "whole", "zones"];
    assert_eq!(parts, BTreeSet::from(all), "parts that hold anything");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn each_indicator_equals_a_naive_count(seed in any::<u64>()) {
        let catalog = catalog();
        let world = World::new(seed, &catalog, MONTHS, 16);
        let series = evaluate(
            &catalog.indicators, &world.facts(&catalog), &Places::stored(france()), &catalog.parameters, world.last(),
        );
        let wanted = places(&world);
        let mut checked = BTreeSet::new();
        for one in series.iter().filter(|one| wanted.contains(&one.territory)) {
            let indicator = catalog.indicator(&one.indicator).unwrap();
            if !indicator.terms().all(is_told) {
                continue;
            }
            checked.insert(&indicator.id);
            for month in Month::range(world.first, world.last()).step_by(5) {
                let count =
                    Count { world: &world, catalog: &catalog, territory: &one.territory, cut: one.cut, month };
                let (found, expected) = (reading(one, month), count.expect(indicator));
                prop_assert!(
                    is_alike(&found, expected.as_ref()),
                    "{} of {} ({:?}) in {month}: {found:?}, counted {expected:?}",
                    indicator.id, one.territory, one.cut
                );
            }
        }
        prop_assert!(checked.len() > 50, "{} definitions are checked", checked.len());
    }

    #[test]
    fn counts_add_up(seed in any::<u64>()) {
        let catalog = catalog();
        let world = World::new(seed, &catalog, MONTHS, 16);
        let series = evaluate(
            &catalog.indicators, &world.facts(&catalog), &Places::stored(france()), &catalog.parameters, world.last(),
        );
        let parts = series.iter().map(|one| (one.indicator.as_str(), &one.territory, one.cut, &one.spans[..]));
        assert_sums(&catalog, parts);
    }
}
