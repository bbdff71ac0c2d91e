//! Tables that people fill in, through the front door: CSV and workbooks, corrections, partial acceptance, templates.

use std::path::Path;

use chrono::NaiveDate;
use observatoire::catalog::{Catalog, Definitions, Language};
use observatoire::ingest::table;
use observatoire::reports::template;
use observatoire::store::statements::{self, Held, Query};
use observatoire::store::{Known, Scope, Store};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

use crate::harness::{Database, Installation, Served, objects, on_both};

const MONTHLY: &str = "\u{feff}finess_et;mois;date_declaration;medecins_associes;mg_associes;associes_total;\
    reunions_equipe;coordinateur_en_poste;coordinateur_heures;salles_total;salles_vides\r\n\
    010000011;2025-03;2025-04-10;5;4;14;2;oui;35,5;10;0\r\n\
    2A0000022;2025-03;2025-04-12;3;3;\"9\";;non;;;\r\n";

fn known(source: &str, at: Option<&str>, installation: &Installation) -> Vec<Held> {
    let store = Store::open(&installation.store_url()).unwrap();
    let conn = &mut *store.connection().unwrap();
    let at = at.map(|day| day.parse::<NaiveDate>().unwrap().and_hms_opt(12, 0, 0).unwrap());
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let family = catalog.source(source).unwrap().family.unwrap();
    let query = Query { source, family, subjects: None, known: at.map_or(Known::Now, Known::At) };
    statements::load(conn, &Scope::operator(), query).unwrap()
}

/// Subject, period, item and cells.
fn lines(source: &str, at: Option<&str>, installation: &Installation) -> Vec<Value> {
    let line = |held: Held| {
        let (subject, period, item) = held.statement.key();
        json!([subject, period, item, held.statement.cells])
    };
    known(source, at, installation).into_iter().map(line).collect()
}

fn import(installation: &Installation, source: &str, path: &Path, more: &[&str]) -> Vec<Value> {
    let arguments = ["import", source, path.to_str().unwrap(), "--json"];
    objects(&installation.say(arguments.iter().chain(more)).out)
}

/// Line, column and reason of the rejections.
fn rejected(said: &[Value]) -> Vec<(u64, &str, &str)> {
    let told = said[1..].iter();
    told.map(|r| (r["line"].as_u64().unwrap(), r["column"].as_str().unwrap(), r["reason"].as_str().unwrap()))
        .collect()
}

/// The same lines as `MONTHLY`, as somebody types them into a spreadsheet.
fn monthly_workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let notes = workbook.add_worksheet().set_name("Notes").unwrap();
    notes.write(0, 0, "Pense-bête").unwrap();
    let sheet = workbook.add_worksheet().set_name("declaration_mensuelle").unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let names = MONTHLY.lines().next().unwrap().trim_start_matches('\u{feff}');
    for (column, name) in (0..).zip(names.split(';')) {
        sheet.write(0, column, name).unwrap();
    }
    sheet.write(1, 0, 10_000_011).unwrap();
    let march = ExcelDateTime::from_ymd(2025, 3, 1).unwrap();
    sheet.write_with_format(1, 1, &march, &day).unwrap();
    sheet.write_with_format(1, 2, ExcelDateTime::from_ymd(2025, 4, 10).unwrap(), &day).unwrap();
    for (column, number) in [(3, 5.0), (4, 4.0), (5, 14.0), (6, 2.0), (8, 35.5), (9, 10.0), (10, 0.0)] {
        sheet.write(1, column, number).unwrap();
    }
    sheet.write(1, 7, true).unwrap();
    for (column, text) in [(0, "2A0000022"), (1, "2025-03"), (2, "2025-04-12"), (3, "3"), (4, "3"), (5, "9")]
    {
        sheet.write(3, column, text).unwrap();
    }
    sheet.write(3, 7, "NON").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_csv_and_a_workbook_state_the_same() {
    on_both(|installation| {
        let csv = installation.write("d.csv", MONTHLY);
        let said = import(installation, "declaration_mensuelle", &csv, &[]);
        assert_eq!((&said[0]["accepted"], &said[0]["snapshot"]), (&json!(2), &json!("2025-04-12")));
        let stated = lines("declaration_mensuelle", None, installation);
        let first = json!(["010000011", "2025-03", "", {
            "date_declaration": "2025-04-10", "medecins_associes": 5.0, "mg_associes": 4.0, "associes_total": 14.0,
            "reunions_equipe": 2.0, "coordinateur_en_poste": true, "coordinateur_heures": 35.5,
            "salles_total": 10.0, "salles_vides": 0.0,
        }]);
        assert_eq!(stated[0], first);
        // Unknown is not zero: an empty cell is not there.
        assert_eq!(stated[1][3].as_object().unwrap().len(), 5);
        let rows: Vec<i64> =
            known("declaration_mensuelle", None, installation).iter().map(|held| held.row).collect();

        let workbook = installation.write("d.xlsx", monthly_workbook());
        let said = import(installation, "declaration_mensuelle", &workbook, &[]);
        assert_eq!((&said[0]["accepted"], &said[0]["sheet"]), (&json!(2), &json!("declaration_mensuelle")));
        assert!(!said[0]["reason"].as_str().unwrap().contains("corrected"), "{said:?}");
        let now = known("declaration_mensuelle", None, installation);
        assert_eq!(now.iter().map(|held| held.row).collect::<Vec<_>>(), rows, "not one row is new");
        assert_eq!((now[0].line, now[1].line), (2, 3));
    });
}

#[test]
fn what_is_impossible_is_rejected_with_its_line_and_column_in_both_languages() {
    let installation = Installation::new(Database::Sqlite);
    let csv = installation.write(
        "d.csv",
        "# données simulées\n\
         finess_et;mois;medecins_associes;mg_associes;associes_total;salles_total;salles_vides;coordinateur_en_poste\n\
         010000011;2025-03;5;6;14;;;\n\
         \n\
         10000012;2025-03;5;4;14;;;\n\
         010000013;2025-13;5;4;14;;;\n\
         010000014;2025-03;5,5;4;14;;;\n\
         010000015;2025-03;-5;;14;;;\n\
         010000016;2025-03;5;4;14;3;4;\n\
         010000017;2025-03;5;4;14;;;peut-être\n\
         010000018;2025-03;5;4\n\
         010000019;2025-03;\"5;4;14;;;\n\
         010000020;2025-03;5;4;14;;;oui\n\
         010000021;;5;4;14;;;oui\n",
    );
    let told = |language: &str| {
        let more = ["--dry-run", "--language", language];
        import(&installation, "declaration_mensuelle", &csv, &more)
    };
    let english = told("en");
    assert_eq!(english[0]["accepted"], 1);
    let expected = [
        (3, "mg_associes", "6 exceeds medecins_associes, which is 5"),
        (
            5,
            "finess_et",
            "“10000012” is not a FINESS number (9 characters; a spreadsheet may have dropped the leading zero)",
        ),
        (6, "mois", "“2025-13” is not a month (AAAA-MM, as in 2025-03)"),
        (7, "medecins_associes", "“5,5” is not a whole number"),
        (8, "medecins_associes", "“-5” is below 0"),
        (9, "salles_vides", "4 exceeds salles_total, which is 3"),
        (10, "coordinateur_en_poste", "“peut-être” is not oui or non"),
        (11, "line", "4 fields where the header has 8"),
        (12, "line", "the quote of field 3 is not closed on its line"),
        (14, "mois", "is empty, and this column is needed"),
    ];
    assert_eq!(rejected(&english), expected);
    let french = told("fr");
    let places = |said: &[Value]| {
        rejected(said).iter().map(|(line, column, _)| (*line, (*column).to_owned())).collect::<Vec<_>>()
    };
    assert_eq!(places(&french), places(&english));
    assert_eq!(rejected(&french)[0].2, "6 dépasse medecins_associes, qui vaut 5");
    assert_eq!(rejected(&french)[2].2, "«\u{a0}2025-13\u{a0}» n’est pas un mois (AAAA-MM)");
    let people =
        installation.say(["import", "declaration_mensuelle", csv.to_str().unwrap(), "--language", "fr"]);
    assert!(people.out.contains("édition simulée du"), "{}", people.out);
    assert!(people.out.contains("importé, 11 lignes lues, 1 acceptée, 10 rejetées"), "{}", people.out);
    assert!(people.out.contains("  ligne 3, mg_associes\u{a0}: 6 dépasse"), "{}", people.out);
    assert!(people.out.contains("1 numéro que FINESS n’a pas montré\u{a0}: 010000020"), "{}", people.out);
}

#[test]
fn a_row_of_a_sheet_is_named_with_its_sheet() {
    let installation = Installation::new(Database::Sqlite);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Mars").unwrap();
    for (column, name) in (0..).zip(["finess_et", "mois", "salles_total"]) {
        sheet.write(2, column, name).unwrap();
    }
    for (row, (number, rooms)) in (4..).zip([("010000011", "beaucoup"), ("010000012", "3")]) {
        sheet.write(row, 0, number).unwrap().write(row, 1, "2025-03").unwrap().write(row, 2, rooms).unwrap();
    }
    let path = installation.write("mars.xlsx", workbook.save_to_buffer().unwrap());
    let said = import(&installation, "declaration_mensuelle", &path, &["--language", "fr"]);
    let expected = json!({
        "sheet": "Mars", "line": 5, "column": "salles_total",
        "reason": "«\u{a0}beaucoup\u{a0}» n’est pas un nombre entier",
    });
    assert_eq!((&said[0]["accepted"], &said[1]), (&json!(1), &expected));
}

#[test]
fn a_correction_replays_both_ways() {
    on_both(|installation| {
        let source = "declaration_mensuelle";
        let first = installation.write("first.csv", MONTHLY);
        import(installation, source, &first, &["--received", "2025-04-15"]);
        let corrected = "finess_et;mois;reunions_equipe;medecins_associes\n010000011;2025-03;4;\n";
        let second = installation.write("second.csv", corrected);
        let said = import(installation, source, &second, &["--received", "2025-06-01"]);
        assert!(said[0]["reason"].as_str().unwrap().starts_with("1 line corrected"), "{said:?}");

        assert_eq!(lines(source, Some("2025-04-14"), installation), [] as [Value; 0]);
        let before = lines(source, Some("2025-05-20"), installation);
        let after = lines(source, Some("2025-06-02"), installation);
        assert_eq!(
            (&before[0][3]["reunions_equipe"], &after[0][3]["reunions_equipe"]),
            (&json!(2.0), &json!(4.0))
        );
        assert_eq!(after, lines(source, None, installation));
        // An empty cell takes a value back; a column that the file does not have says nothing; nor does a line.
        assert_eq!(after[0][3].get("medecins_associes"), None);
        assert_eq!(after[0][3]["coordinateur_heures"], 35.5);
        assert_eq!((after.len(), &after[1]), (2, &before[1]));

        let store = Store::open(&installation.store_url()).unwrap();
        let conn = &mut *store.connection().unwrap();
        let subjects = ["010000011".to_owned()];
        let family = observatoire::domain::rights::Family::Declared;
        let query = Query { source, family, subjects: Some(&subjects), known: Known::Now };
        let history = statements::history(conn, &Scope::operator(), query).unwrap();
        let ends: Vec<_> = history.iter().map(|(held, end)| (held.known_from, *end)).collect();
        assert_eq!(ends.len(), 2);
        assert_eq!((ends[0].1, ends[1].1), (Some(ends[1].0), None));
        assert_eq!(statements::history(conn, &Scope::public(), query).unwrap(), []);
    });
}

#[test]
fn lines_of_one_key_contradict_each_other_but_movements_add_up() {
    on_both(|installation| {
        let twice =
            "finess_et;annee;sites\n010000011;2024;1\n010000012;2024;1\n010000011;2024;2\n010000011;2023;2\n";
        let path = installation.write("twice.csv", twice);
        let said = import(installation, "declaration_annuelle", &path, &["--language", "fr"]);
        let expected = [
            (
                2,
                "finess_et",
                "«\u{a0}010000011 2024\u{a0}» se trouve aussi à la ligne 4\u{a0}; gardez la bonne ligne",
            ),
            (
                4,
                "finess_et",
                "«\u{a0}010000011 2024\u{a0}» se trouve aussi à la ligne 2\u{a0}; gardez la bonne ligne",
            ),
        ];
        assert_eq!(rejected(&said), expected);
        assert_eq!(lines("declaration_annuelle", None, installation).len(), 2);

        // Two doctors leave on a day still to come; a third one has only said so.
        let moves = "finess_et;sens;code_profession;associe;date_annonce;date_effet;motif;successeur\n\
             010000011;sortie;10;oui;2026-10-01;2027-06-30;retraite;non\n\
             010000011;sortie;10;oui;2026-10-01;2027-06-30;retraite;non\n\
             010000011;sortie;10;oui;2026-11-02;;demenagement;inconnu\n";
        let path = installation.write("moves.csv", moves);
        let said = import(installation, "mouvements", &path, &[]);
        assert_eq!((&said[0]["accepted"], &said[0]["snapshot"]), (&json!(3), &json!("2026-11-02")));
        let keys: Vec<String> = lines("mouvements", None, installation)
            .iter()
            .map(|line| format!("{} {}", line[1].as_str().unwrap(), line[2].as_str().unwrap()))
            .collect();
        assert_eq!(keys, ["2026-11-02 sortie/10", "2027-06-30 sortie/10", "2027-06-30 sortie/10/2"]);
        assert_eq!(lines("mouvements", None, installation)[0][3]["date_annonce"], "2026-11-02");
    });
}

#[test]
fn a_list_of_the_wrong_length_is_rejected() {
    let installation = Installation::new(Database::Sqlite);
    let yearly = "finess_et;annee;annees_naissance_mg;patientele_mt_par_mg\n\
         010000011;2024;1958|1971|1985;900|1200\n\
         010000012;2024;1971|1958;900|1200\n\
         010000013;2024;1958|1971|1985;900|1200|700\n\
         010000014;2024;1985;\n";
    let path = installation.write("yearly.csv", yearly);
    let said = import(&installation, "declaration_annuelle", &path, &[]);
    let expected = [
        (2, "patientele_mt_par_mg", "the list has 2 items where annees_naissance_mg says 3"),
        (3, "annees_naissance_mg", "“1971|1958”: years stand in ascending order"),
    ];
    assert_eq!(rejected(&said), expected);
    let held = lines("declaration_annuelle", None, &installation);
    assert_eq!(held[0][3]["annees_naissance_mg"], json!([1958.0, 1971.0, 1985.0]));
}

#[test]
fn what_another_table_contradicts_is_kept_and_told() {
    let installation = Installation::new(Database::Sqlite);
    let december =
        "finess_et;mois;mg_associes\n010000011;2024-12;3\n010000012;2024-12;2\n010000013;2024-11;9\n";
    import(&installation, "declaration_mensuelle", &installation.write("december.csv", december), &[]);
    let yearly = "finess_et;annee;annees_naissance_mg\n\
         010000011;2024;1958|1971|1985\n010000012;2024;1958|1971|1985\n010000013;2024;1958\n";
    let said = import(
        &installation,
        "declaration_annuelle",
        &installation.write("yearly.csv", yearly),
        &["--language", "fr"],
    );
    assert_eq!(said[0]["accepted"], 3);
    let reason = said[0]["reason"].as_str().unwrap();
    let told = "1 valeur loin de celle de décembre\u{a0}: 010000012 annees_naissance_mg";
    assert!(reason.ends_with(told), "{reason}");
}

#[test]
fn a_file_that_lacks_its_key_or_names_people_is_refused() {
    let installation = Installation::new(Database::Sqlite);
    let refused = |source: &str, header: &str, language: &str| {
        let path = installation.write("refused.csv", format!("{header}\n010000011;2024;x\n"));
        let said = import(&installation, source, &path, &["--language", language]);
        assert_eq!((&said[0]["status"], said.len()), (&json!("refused"), 1), "{header}");
        said[0]["reason"].as_str().unwrap().to_owned()
    };
    let missing = refused("declaration_mensuelle", "finess_et;annee;sites", "fr");
    assert_eq!(missing, "ligne 1\u{a0}: la colonne «\u{a0}mois\u{a0}» manque\u{a0}; partez du modèle");
    for column in ["nom", "Prénom", "rpps", "nom_medecin", "date_naissance"] {
        let kind = refused("declaration_annuelle", &format!("finess_et;annee;{column}"), "fr");
        assert!(
            kind.contains("semble désigner des personnes") && kind.contains("ôtez cette colonne"),
            "{kind}"
        );
        let kind = refused("aci_releves", &format!("finess_et;annee;{column}"), "en");
        assert!(kind.contains("seems to name people"), "{kind}");
    }
    // A structure may be named, though nobody reads it.
    let path = installation.write("named.csv", "finess_et;annee;nom_structure\n010000011;2024;MSP du Lac\n");
    let said = import(&installation, "declaration_annuelle", &path, &[]);
    assert!(said[0]["reason"].as_str().unwrap().ends_with("columns not read: nom_structure"), "{said:?}");
}

#[test]
fn points_add_up_and_codes_are_closed() {
    let installation = Installation::new(Database::Sqlite);
    let statements = "finess_et;annee;points_prerequis;points_socle;points_optionnels;points_total;prerequis_manquants\n\
         010000011;2024;5000;3500;1000;9500;aucun\n\
         010000012;2024;5000;3500;1000;9600;aucun\n\
         010000013;2024;5000;;1000;9600;A09|A18\n";
    let path = installation.write("aci.csv", statements);
    let said = import(&installation, "aci_releves", &path, &[]);
    let reason =
        "9,600 is not the sum of points_prerequis + points_socle + points_optionnels, which makes 9,500";
    assert_eq!(rejected(&said), [(3, "points_total", reason)]);
    let held = lines("aci_releves", None, &installation);
    assert_eq!(held[1][3]["prerequis_manquants"], json!(["A09", "A18"]));

    let contracts = "finess_et;date_signature;statut;date_fin\n\
         010000011;2020-05-01;actif;\n010000012;2020-05-01;fini;\n010000013;2020-05-01;resilie;2019-01-01\n";
    let path = installation.write("contracts.csv", contracts);
    let said = import(&installation, "aci_contrats", &path, &[]);
    let expected = [
        (3, "statut", "“fini” is not one of these codes: actif, resilie, expire or en_attente"),
        (4, "date_fin", "2019-01-01 is before date_signature, 2020-05-01"),
    ];
    assert_eq!(rejected(&said), expected);

    let points =
        "finess_et;annee;code;niveau;points_fixes\n010000011;2024;A03;;300\n010000011;2024;A03;2;300\n";
    let path = installation.write("points.csv", points);
    import(&installation, "aci_releves_indicateurs", &path, &[]);
    let items: Vec<_> =
        known("aci_releves_indicateurs", None, &installation).into_iter().map(|h| h.statement.item).collect();
    assert_eq!(items, ["A03/1", "A03/2"]);
}

#[test]
fn territories_and_merged_communes_are_told() {
    let installation = Installation::new(Database::Sqlite);
    // Arbignieu (01015) and Saint-Bois (01340) became one commune in 2016.
    let zones = "insee_commune;zone;zip_plus;date_effet;arrete\n\
         01015;ZIP;oui;2022-05-01;ARS ARA 2022-12\n01340;ZIP;oui;2022-05-01;ARS ARA 2022-12\n\
         01004;ZAC;non;2022-05-01;\n99999;HZ;non;2022-05-01;\n01004;;non;2023-05-01;\n";
    let path = installation.write("zonage.csv", zones);
    let said = import(&installation, "zonage", &path, &[]);
    assert_eq!(said[0]["accepted"], 3);
    let places: Vec<_> = rejected(&said).iter().map(|(line, column, _)| (*line, column.to_owned())).collect();
    assert_eq!(places, [(5, "insee_commune"), (6, "zone")]);
    let subjects: Vec<_> =
        known("zonage", None, &installation).iter().map(|held| held.statement.subject.to_string()).collect();
    assert_eq!(subjects, ["COM-01004", "COM-01015"]);

    let actions = "mesure;territoire;finess_et;annee;cible;realise;unite;euros_engages;euros_payes;source\n\
         coordinateur;REG-84;;2024;10;7;postes;350000;;DGOS 12/2024\n\
         ipa;;010000011;2024;;1;;;;\n\
         ipa;REG-84;010000011;2024;;1;;;;\n\
         ipa;;;2024;;1;;;;\n\
         ipa;REG-99;;2024;;1;;;;\n";
    let path = installation.write("actions.csv", actions);
    let said = import(&installation, "actions_plan", &path, &[]);
    let expected = [
        (4, "finess_et", "fill in finess_et or territoire, not both"),
        (5, "finess_et", "fill in finess_et or territoire"),
        (6, "territoire", "“REG-99” is not a territory (FR, REG-84, DEP-53)"),
    ];
    assert_eq!(rejected(&said), expected);
    let items: Vec<_> =
        known("actions_plan", None, &installation).into_iter().map(|h| h.statement.item).collect();
    assert_eq!(items, ["ipa/", "coordinateur/DGOS 12/2024"]);
}

#[test]
fn the_accessibility_workbook_is_found_by_its_words() {
    let installation = Installation::new(Database::Sqlite);
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Lisez-moi").unwrap().write(0, 0, "APL").unwrap();
    let sheet = workbook.add_worksheet().set_name("APL_2022").unwrap();
    sheet.write(0, 0, "Indicateur d'accessibilité potentielle localisée (APL)").unwrap();
    let header = [
        "Code commune\nINSEE",
        "Commune",
        "APL aux médecins généralistes (sans borne d'âge)",
        "APL aux médecins généralistes de moins de 65 ans",
        "APL aux médecins généralistes de moins de 62 ans",
        "Population standardisée par la consommation de soins par tranche d'âge",
        "Population totale 2020",
    ];
    for (column, name) in (0..).zip(header) {
        sheet.write(6, column, name).unwrap();
    }
    sheet.write(7, 2, "en nombre de consultations").unwrap();
    let rows = [
        ("01004", ["3.2", "2,5", "NS", "14000"]),
        ("01015", ["4", "4", "4", "300"]),
        ("01340", ["1", "", "1", "100"]),
    ];
    for (row, (code, values)) in (9..).zip(rows) {
        sheet.write(row, 0, code).unwrap();
        for (column, value) in (2..).zip(values) {
            match value.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, value).unwrap(),
            };
        }
    }
    sheet.write(12, 0, "99999").unwrap().write(12, 2, 2.0).unwrap();
    sheet.write(14, 0, "Source : DREES").unwrap();
    let path = installation.write("apl.xlsx", workbook.save_to_buffer().unwrap());
    let said = import(&installation, "apl", &path, &["--language", "fr"]);
    assert_eq!((&said[0]["read"], &said[0]["accepted"]), (&json!(4), &json!(3)));
    let code = "«\u{a0}99999\u{a0}» n’est pas le code INSEE d’une commune (5 caractères)";
    assert_eq!(rejected(&said), [(13, "APL_2022 code commune", code)]);
    let expected = [
        json!(["COM-01004", "2022", "", {"sans_borne": 3.2, "moins_65": 2.5, "population_std": 14000.0}]),
        json!(["COM-01015", "2022", "", {"sans_borne": 3.25, "moins_65": 4.0, "moins_62": 3.25, "population_std": 400.0}]),
    ];
    assert_eq!(lines("apl", None, &installation), expected);
}

#[test]
fn what_a_template_writes_the_reader_reads() {
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let tables: Vec<_> = catalog.sources.iter().filter(|source| !source.columns.is_empty()).collect();
    assert_eq!(tables.len(), 9);
    for source in tables {
        for language in [Language::French, Language::English] {
            let csv = template::csv(source, language).into_bytes();
            let xlsx = template::xlsx(source, language).unwrap();
            assert_eq!(xlsx, template::xlsx(source, language).unwrap(), "the same bytes");
            for bytes in [csv, xlsx] {
                let read = table::read(&bytes[..], source).unwrap();
                assert_eq!((read.report.tally.read, read.is_simulated), (0, false), "{}", source.id);
                assert!(read.absent_columns.is_empty() && read.unknown_columns.is_empty(), "{}", source.id);
            }
        }
    }
    let installation = Installation::new(Database::Sqlite);
    let template = installation.ok(&["template", "objectifs", "--language", "en"]);
    assert_eq!(
        template,
        "\u{feff}# Targets of the Plan\r\nterritoire;annee;objectif_msp;hypothese;source\r\n"
    );
    let filled = installation.write("o.csv", format!("{template}FR;2027;4000;non;Plan 4 000 MSP\r\n"));
    assert_eq!(import(&installation, "objectifs", &filled, &[])[0]["accepted"], 1);
    let refused = installation.say(["template", "finess"]);
    assert!(refused.code == 2 && refused.err.contains("there are aci_contrats"), "{}", refused.err);
}

#[test]
fn the_page_of_the_tables_explains_every_column_and_gives_the_templates() {
    let installation = Installation::new(Database::Sqlite);
    let site = Served::start(&installation);
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let (french, english) = (site.get("/declarer"), site.get("/en/declarer"));
    assert_eq!((french.status, english.status), (200, 200));
    for source in catalog.sources.iter().filter(|source| !source.columns.is_empty()) {
        for column in &source.columns {
            assert!(french.body.contains(&format!("<code>{}</code>", column.name)), "{}", column.name);
        }
        assert!(french.body.contains(&format!("href=\"/declarer/{}.xlsx\"", source.id)));
        let csv = site.get(&format!("/declarer/{}.csv", source.id));
        assert_eq!(csv.body, template::csv(source, Language::French));
    }
    assert!(english.body.contains("at most medecins_associes"));
    assert!(french.body.contains("au plus medecins_associes") && french.body.contains("jamais publié"));
    let workbook = site.ask("HEAD", "/en/declarer/zonage.xlsx", &[]);
    assert!(workbook.header("content-type").contains("spreadsheetml"));
    assert_eq!(site.get("/declarer/finess.csv").status, 404);
}
