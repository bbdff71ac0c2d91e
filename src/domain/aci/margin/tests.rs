use super::*;
use crate::domain::measure::Period;

fn statement(item: &str, cells: &[(&str, Cell)]) -> Statement {
    let subject = "780001234".parse().unwrap();
    let cells = cells.iter().map(|(name, cell)| ((*name).to_owned(), cell.clone())).collect();
    Statement { subject, period: Period::Year(2024), item: item.to_owned(), cells }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn what_is_not_known_is_neither_reached_nor_missed() {
    for margin in Evidence::default().margins() {
        assert_eq!((margin.is_reached(), margin.lacks), (None, vec![]));
    }
    let half = Evidence { unscheduled_each_day: Some(true), ..Evidence::default() };
    assert_eq!(half.margins()[0].is_reached(), None, "hours are not declared");
}

#[test]
fn says_what_is_missing_for_each() {
    let monthly = statement(
        "",
        &[
            ("amplitude_jour", Cell::Number(7.5)),
            ("snp_chaque_jour", Cell::Flag(true)),
            ("coordinateur_en_poste", Cell::Flag(false)),
        ],
    );
    let yearly = statement(
        "",
        &[
            ("plan_crise", Cell::Flag(true)),
            ("logiciel_partage", Cell::Flag(true)),
            ("logiciel_label", text("aucun")),
        ],
    );
    let lines =
        [statement("A02/1", &[("atteint", text("oui"))]), statement("A09/1", &[("atteint", text("non"))])];
    let evidence = Evidence::gather(None, &lines, Some(&monthly), Some(&yearly));
    let [hours, crisis, coordination, software] = evidence.margins();
    assert_eq!(
        (hours.is_reached(), hours.stated, hours.lacks),
        (Some(false), None, vec![Lack::OpeningHours])
    );
    assert_eq!((crisis.is_reached(), crisis.stated, crisis.lacks), (Some(true), Some(true), vec![]));
    assert_eq!((coordination.stated, coordination.lacks), (Some(false), vec![Lack::Coordinator]));
    assert_eq!((software.is_reached(), software.lacks), (Some(false), vec![Lack::SoftwareLabel]));
}

#[test]
fn the_caisse_is_believed_where_nothing_is_declared() {
    for missed in [text("A09"), text("A02|A09"), Cell::Texts(vec!["A09".into()])] {
        let year = statement("", &[("prerequis_manquants", missed)]);
        let [hours, _, coordination, _] = Evidence::gather(Some(&year), &[], None, None).margins();
        assert_eq!((hours.is_reached(), coordination.is_reached()), (Some(true), Some(false)));
    }
    let none = statement("", &[("prerequis_manquants", text("aucun"))]);
    let margins = Evidence::gather(Some(&none), &[], None, None).margins();
    assert!(margins.iter().all(|margin| margin.is_reached() == Some(true)));
}
