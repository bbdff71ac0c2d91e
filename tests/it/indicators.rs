//! The catalogue of indicators, the page of each, the panels that name them, and what no public page says.

use std::collections::BTreeMap;

use observatoire::catalog::{Catalog, Definitions};

use crate::harness::{Database, Installation, Served, fixture};
use crate::web::SITE;

/// Lines of a CSV file as columns by name.
fn table(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_catalogue_shows_every_indicator_once_with_its_state() {
    let (_, site) = &*SITE;
    let catalog = Catalog::load(&Definitions::Embedded).unwrap();
    let page = site.get("/indicateurs").body;
    let lines = table(&site.get("/indicateurs/catalogue.csv").body);
    assert_eq!(lines.len(), catalog.indicators.len());
    for indicator in &catalog.indicators {
        let rows = page.matches(&format!("<tr id=\"{}\">", indicator.id)).count();
        assert_eq!(rows, 1, "{}", indicator.id);
        let line = lines.iter().find(|line| line["indicator"] == indicator.id).unwrap();
        // Missing is never zero: where there is no value the state says why.
        let is_missing = ["not supplied", "suppressed"].contains(&line["state"].as_str());
        assert!(!is_missing || line["value"].is_empty(), "{line:?}");
    }
    assert!(lines.iter().any(|line| line["state"] == "not supplied"), "nobody declared anything");
    assert!(page.contains("non fourni"));
}

#[test]
fn the_catalogue_is_searched_without_script() {
    let (_, site) = &*SITE;
    let all = table(&site.get("/indicateurs/catalogue.csv").body).len();
    let found = site.get("/indicateurs?q=SISA").body;
    assert!(found.contains("id=\"msp_sisa_share\"") && !found.contains("id=\"msp_goal_gap\""));
    let found = table(&site.get("/indicateurs/catalogue.csv?q=sisa").body);
    assert!(!found.is_empty() && found.len() < all);
    assert!(site.get("/en/indicateurs?theme=projects").body.contains("id=\"msp_projects\""));
    let nothing = site.get("/indicateurs?q=xyzzy").body;
    assert!(nothing.contains("Aucun indicateur ne correspond"));
    assert_eq!(site.get("/indicateurs?theme=xyzzy").status, 400);
    assert!(!site.get("/indicateurs?q=%3Cscript%3E").body.contains("<script>"));
}

#[test]
fn an_indicator_says_what_the_series_say() {
    let (installation, site) = &*SITE;
    let page = site.get("/indicateurs/msp_open?territory=REG-84&month=2024-12");
    assert_eq!(page.status, 200);
    let csv = installation.ok(&[
        "series",
        "msp_open",
        "--territory",
        "REG-84",
        "--from",
        "2024-12",
        "--to",
        "2024-12",
    ]);
    let value = csv.lines().nth(1).unwrap().split(',').nth(5).unwrap().to_owned();
    assert!(page.body.contains(&format!("<p class=\"value\">{value}<small>")));
    let trend = table(&site.get("/indicateurs/msp_open/trend.csv?territory=REG-84&month=2024-12").body);
    let last = trend.last().unwrap();
    assert_eq!((last["month"].as_str(), &last["value"]), ("2024-12", &format!("{value}.0")));
    let regions = table(&site.get("/indicateurs/msp_open/regions.csv?month=2024-12").body);
    assert_eq!(regions.len(), 19);
    let departments = table(&site.get("/indicateurs/msp_open/departments.csv?month=2024-12").body);
    assert_eq!(departments.len(), 102);
    let on_the_map = "<a href=\"/indicateurs/msp_open?territory=DEP-01&amp;month=2024-12\"";
    assert_eq!(page.body.matches(on_the_map).count(), 1, "the map leads to the series of a department");
}

#[test]
fn what_nobody_supplied_is_said_and_never_zero() {
    let (_, site) = &*SITE;
    let page = site.get("/indicateurs/team_meetings").body;
    assert!(page.contains("<p class=\"value\">non fourni</p>"));
    assert!(page.contains("la source ne dit rien de ce mois"));
    let lines = table(&site.get("/indicateurs/team_meetings/trend.csv").body);
    assert!(lines.iter().all(|line| line["value"].is_empty() && line["state"] == "not supplied"));
    let national = site.get("/").body;
    assert!(national.contains("La composition des équipes n’est pas encore fournie"));
    assert!(national.contains("Aucune de ces données n’est encore fournie"));
}

#[test]
fn files_leave_with_their_source_and_their_warning() {
    let (_, site) = &*SITE;
    for file in ["trend.svg", "regions.svg", "map.svg", "departments.svg"] {
        let picture = site.get(&format!("/indicateurs/msp_sisa_share/{file}"));
        assert_eq!(picture.status, 200, "{file}");
        assert!(picture.body.contains("Données simulées") && picture.body.contains("FINESS"), "{file}");
        assert!(picture.header("content-disposition").contains("-simulated.svg"), "{file}");
        assert!(!picture.body.contains("<a "), "{file}");
    }
    for file in ["trend.csv", "regions.csv", "departments.csv", "parts.csv"] {
        let lines = table(&site.get(&format!("/indicateurs/msp_sisa_share/{file}")).body);
        assert!(
            lines.iter().all(|line| line["simulated"] == "true" && !line["version"].is_empty()),
            "{file}"
        );
    }
}

#[test]
fn wrong_addresses_are_told_plainly() {
    let (_, site) = &*SITE;
    let unknown = site.get("/indicateurs/msp_opne");
    assert!(
        unknown.status == 404
            && unknown.body.contains("Aucun indicateur ne s’appelle «\u{a0}msp_opne\u{a0}»")
    );
    for wrong in ["territory=REG-00", "territory=COM-01004", "month=1990-01", "since=1789"] {
        assert_eq!(site.get(&format!("/indicateurs/msp_open?{wrong}")).status, 400, "{wrong}");
    }
    assert_eq!(site.get("/indicateurs/msp_open/no-such.csv").status, 404);
}

#[test]
fn anchors_of_the_method_still_lead_somewhere() {
    let (_, site) = &*SITE;
    let method = site.get("/method").body;
    for id in ["indicators", "msp_open", "msp_sisa_share", "states", "sources"] {
        assert!(method.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(method.contains("href=\"/indicateurs/msp_open\""));
}

#[test]
fn every_page_stays_within_60_kilobytes() {
    let (_, site) = &*SITE;
    for path in ["/", "/indicateurs", "/indicateurs/msp_sisa_share", "/territories/REG-84"] {
        let page = site.ask("GET", path, &[("accept-encoding", "gzip")]);
        assert_eq!(page.header("content-encoding"), "gzip");
        let bytes: usize = page.header("content-length").parse().unwrap();
        assert!(bytes <= 60_000, "{path}: {bytes}");
    }
}

/// A value that appears nowhere by chance.
const DECLARED: &str = "finess_et;mois;date_declaration;medecins_associes;associes_total;reunions_equipe;\
    coordinateur_en_poste;coordinateur_heures\n\
    010000011;2026-03;2026-04-10;5;14;2;oui;87,37\n";

#[test]
fn no_public_page_tells_what_a_structure_declared() {
    let installation = Installation::new(Database::Sqlite);
    installation.import(&[fixture("finess/507.csv")]);
    let path = installation.write("declaration_mensuelle.csv", DECLARED);
    installation.ok(&["import", "declaration_mensuelle", path.to_str().unwrap()]);
    installation.ok(&["run", "monthly", "--month", "2026-05"]);
    let site = Served::start(&installation);
    let list = site.get("/territories/REG-84").body;
    let number = list.split("/structures/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let pages = [
        "/structures/010000011".to_owned(),
        format!("/structures/{number}"),
        "/en/structures/010000011".to_owned(),
        "/territories/REG-84/structures.csv".to_owned(),
        "/indicateurs/team_meetings?territory=DEP-01".to_owned(),
        "/indicateurs/team_meetings/departments.csv".to_owned(),
        "/indicateurs/coordinator_hours/trend.csv?territory=DEP-01".to_owned(),
        "/territories/DEP-01".to_owned(),
    ];
    for path in pages {
        let body = site.get(&path).body;
        for secret in ["87,37", "87.37"] {
            assert!(!body.contains(secret), "{path} tells {secret}");
        }
    }
}
