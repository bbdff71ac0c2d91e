//! Whatever the bytes, a table is read to its end or refused with a reason.

use std::sync::LazyLock;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::*;
use crate::catalog::{Catalog, Definitions};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::load(&Definitions::Embedded).unwrap());

fn source(id: &str) -> &'static Source {
    CATALOG.source(id).unwrap()
}

/// A cell as people type it, right or wrong.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "(0|2)[0-9A]000000[1-3]",
        "202[0-9]-(0|1)[0-9](-[0-3][0-9])?",
        "-?[0-9]{1,4}([.,][0-9]{1,3})?",
        "oui|non|entree|sortie|10|60|ZIP|FR|DEP-53|01004",
        "[0-9]{4}(\\|[0-9]{4}){0,3}",
        "[\\PC;\"#]{0,12}",
    ]
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), 0..8), 0..30)
}

/// Every line is accepted or rejected, every statement stands on a line of its own.
fn adds_up(table: &Table) {
    let tally = table.report.tally;
    assert_eq!(tally.read, tally.accepted + tally.rejected);
    assert_eq!(tally.rejected, table.report.rejections.len() as u64);
    assert!(table.statements.len() as u64 <= tally.accepted);
    let mut keys: Vec<_> = table.statements.iter().map(|(_, statement)| statement.key()).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), table.statements.len(), "no key twice");
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(body in rows(), id in prop::sample::select(vec!["mouvements", "zonage", "actions_plan", "aci_releves"])) {
        let source = source(id);
        let names: Vec<&str> = source.columns.iter().take(8).map(|column| column.name.as_str()).collect();
        let body: Vec<String> = body.iter().map(|row| row.join(";")).collect();
        let text = format!("{}\n{}", names.join(";"), body.join("\n"));
        adds_up(&read(text.as_bytes(), source).unwrap());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(table) = read(&bytes[..], source("objectifs")) {
            adds_up(&table);
        }
    }

    #[test]
    fn a_workbook_reads_as_the_text_of_its_cells(body in rows()) {
        let source = source("mouvements");
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let names: Vec<&str> = source.columns.iter().map(|column| column.name.as_str()).collect();
        let mut text = names.join(";");
        sheet.write_row(0, 0, names).unwrap();
        for (row, cells) in (1..).zip(&body) {
            let quoted: Vec<String> = (0..8)
                .map(|i| format!("\"{}\"", cells.get(i).map_or("", String::as_str).replace('"', "\"\"")))
                .collect();
            text.push_str(&format!("\n{}", quoted.join(";")));
            sheet.write_row(row, 0, cells).unwrap();
        }
        let (csv, xlsx) = (read(text.as_bytes(), source).unwrap(), {
            let bytes = workbook.save_to_buffer().unwrap();
            read(&bytes[..], source).unwrap()
        });
        adds_up(&xlsx);
        assert_eq!((csv.statements, csv.report.rejections), (xlsx.statements, xlsx.report.rejections));
    }

    #[test]
    fn no_damaged_workbook_makes_it_panic(at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut workbook = Workbook::new();
        let names = ["territoire", "annee", "objectif_msp"];
        workbook.add_worksheet().write_row(0, 0, names).unwrap().write_row(1, 0, ["FR", "2027", "4000"]).unwrap();
        let mut bytes = workbook.save_to_buffer().unwrap();
        for (index, byte) in at {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        if let Ok(table) = read(&bytes[..], source("objectifs")) {
            adds_up(&table);
        }
    }
}

#[test]
fn columns_that_name_people_are_told_from_those_that_name_a_structure() {
    for name in ["nom", "prénom", "Nom_Prenom", "rpps", "numero_rpps", "e-mail du medecin", "date_naissance"]
    {
        assert!(names_people(name), "{name}");
    }
    for name in ["nom_structure", "nom de la msp", "nombre", "commune", "remarque", "annees_naissance"] {
        assert!(!names_people(name), "{name}");
    }
}
