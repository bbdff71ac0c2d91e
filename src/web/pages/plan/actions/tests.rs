use super::*;
use crate::domain::statement::Cell;

fn statement(subject: &str, year: i32, item: &str, cells: &[(&str, f64)]) -> Statement {
    let mut cells: BTreeMap<String, Cell> =
        cells.iter().map(|(name, number)| ((*name).to_owned(), Cell::Number(*number))).collect();
    cells.insert("unite".into(), Cell::Text("postes".into()));
    Statement { subject: subject.parse().unwrap(), period: Period::Year(year), item: item.into(), cells }
}

fn only(statements: &[Statement]) -> Report {
    let reports = reports(statements);
    assert_eq!(reports.len(), 1, "{reports:?}");
    reports.into_iter().next().unwrap()
}

#[test]
fn the_word_of_the_country_is_not_added_to_that_of_its_parts() {
    let report = only(&[
        statement(
            "FR",
            2024,
            "coordinateur/DGOS",
            &[("euros_engages", 2e6), ("cible", 100.0), ("realise", 80.0)],
        ),
        statement("REG-84", 2024, "coordinateur/DGOS", &[("euros_engages", 5e5)]),
    ]);
    assert_eq!((report.origin, report.committed), (Origin::Country, Amount::Known(2e6)));
    assert_eq!((report.share(), report.paid), (Some(0.8), Amount::Unknown));
}

#[test]
fn a_region_speaks_for_its_departments_and_a_territory_for_its_structures() {
    let mut all = vec![
        statement("REG-84", 2024, "fir/ARS", &[("euros_payes", 100.0)]),
        statement("DEP-69", 2024, "fir/ARS", &[("euros_payes", 40.0)]),
        statement("DEP-53", 2024, "fir/ARS", &[("euros_payes", 30.0)]),
    ];
    // In the Rhône and in Mayenne: said already.
    all.push(statement("690000013", 2024, "fir/ARS", &[("euros_payes", 7.0)]));
    all.push(statement("530000013", 2024, "fir/ARS", &[("euros_payes", 7.0)]));
    // In Guadeloupe and Finistère: by structures only.
    for i in 0..5 {
        all.push(statement(&format!("9A000000{i}"), 2024, "fir/ARS", &[("euros_payes", 1.0)]));
    }
    all.push(statement("290000013", 2024, "fir/ARS", &[("euros_payes", 1.0)]));
    let report = only(&all);
    assert_eq!(report.origin, Origin::Parts { territories: 2, structures: 6 });
    assert_eq!(report.paid, Amount::Known(136.0));
}

#[test]
fn sums_of_fewer_than_five_structures_are_hidden() {
    let of = |n: usize| {
        let structures = (0..n).map(|i| {
            let mut cells = vec![("euros_payes", 10.0)];
            cells.extend((i < 4).then_some(("euros_engages", 20.0)));
            statement(&format!("69000000{i}"), 2024, "immobilier/ARS", &cells)
        });
        only(&structures.collect::<Vec<_>>())
    };
    assert_eq!(of(4).paid, Amount::Hidden);
    assert_eq!((of(5).paid, of(5).committed), (Amount::Known(50.0), Amount::Hidden));
    assert_eq!(of(5).target, Amount::Unknown);
    let mut beside_a_region: Vec<Statement> = (0..4)
        .map(|i| statement(&format!("69000000{i}"), 2024, "fir/ARS", &[("euros_payes", 10.0)]))
        .collect();
    beside_a_region.push(statement("REG-53", 2024, "fir/ARS", &[("euros_payes", 1_000.0)]));
    assert_eq!(only(&beside_a_region).paid, Amount::Hidden, "the region is public: the rest would be told");
}

#[test]
fn sources_that_speak_of_different_territories_are_added_up() {
    let report = only(&[
        statement("REG-84", 2024, "fir/ARS", &[("euros_payes", 10.0)]),
        statement("REG-53", 2024, "fir/DGOS", &[("euros_payes", 5.0)]),
        // Of the same territory as the first: it is told, not added.
        statement("REG-84", 2024, "fir/DGOS", &[("euros_payes", 11.0)]),
    ]);
    assert_eq!((report.paid, report.source.as_str()), (Amount::Known(15.0), "ARS, DGOS"));
}

#[test]
fn what_is_not_counted_alike_is_not_added_up() {
    let mut other = statement("REG-53", 2024, "assistant/ARS", &[("realise", 3.0), ("euros_payes", 1.0)]);
    other.cells.insert("unite".into(), Cell::Text("ETP".into()));
    let report =
        only(&[statement("REG-84", 2024, "assistant/ARS", &[("realise", 5.0), ("euros_payes", 1.0)]), other]);
    assert_eq!((report.done, report.paid), (Amount::Unknown, Amount::Known(2.0)));
}

#[test]
fn the_country_and_its_parts_are_both_shown_and_counted_once() {
    let all = reports(
        &[
            statement("FR", 2023, "immobilier/DGOS", &[("euros_engages", 15e6)]),
            statement("FR", 2024, "immobilier/DGOS", &[("euros_engages", 14e6)]),
            statement("REG-84", 2024, "immobilier/ARS", &[("euros_engages", 3e6)]),
            statement("REG-84", 2024, "fir/ARS", &[("euros_engages", 1e6)]),
        ]
        .clone(),
    );
    let of = |measure: &str| all.iter().filter(|r| r.measure == measure).map(|r| r.year).collect::<Vec<_>>();
    assert_eq!(of("immobilier"), [2024, 2024, 2023], "latest first");
    assert_eq!(total(&all, |report| report.committed), Some(30e6));
    assert_eq!(total(&all, |report| report.paid), None, "nothing known is not zero");
}
