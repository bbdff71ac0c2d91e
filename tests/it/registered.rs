//! The pages on a world whose ARS keep registers, over real HTTP.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::harness::{Database, Installation, Served, objects};
use crate::simulated::{files, registers};

static SITE: LazyLock<(Installation, Served)> = LazyLock::new(|| {
    let installation = Installation::new(Database::Sqlite);
    installation.import(&files());
    for register in registers() {
        installation.ok(&["import", "register", register.to_str().unwrap()]);
    }
    installation.ok(&["run", "monthly"]);
    let served = Served::start(&installation);
    (installation, served)
});

fn table(csv: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn last(installation: &Installation, indicator: &str, territory: &str) -> String {
    let csv = installation.ok(&["series", indicator, "--territory", territory, "--to", "2026-10"]);
    csv.lines().last().unwrap().split(',').nth(5).unwrap().to_owned()
}

#[test]
fn the_headline_says_which_regions_it_counts_in_the_register() {
    let (installation, site) = &*SITE;
    let (headline, finess) = (last(installation, "msp_headline", "FR"), last(installation, "msp_open", "FR"));
    let page = site.get("/").body;
    assert!(page.contains(&format!("<h1>{headline} maisons de santé en fonctionnement")), "{headline}");
    let regions = table(&site.get("/register/regions.csv").body);
    let kept =
        regions.iter().filter(|line| line["territory"] != "FR" && !line["msp_registered"].is_empty()).count();
    assert!((2..18).contains(&kept));
    assert!(page.contains(&format!("{kept} régions sur 18")));
    assert!(page.contains(&format!("FINESS partout\u{a0}: {finess}.")));
    assert!(page.contains(&format!("{kept} régions sur 18\u{a0}; ailleurs, FINESS, ")), "of what day?");
    let early = site.get("/?month=2019-12").body;
    assert!(early.contains("Registre des ARS, lu le "), "a register tells of months before it was read");
}

#[test]
fn the_page_of_the_register_shows_the_figures_of_the_series() {
    let (installation, site) = &*SITE;
    let page = site.get("/register");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Données simulées"));
    assert!(page.body.contains("<h1>") && page.body.contains(" en cours"));
    let lines = table(&site.get("/register/regions.csv").body);
    assert_eq!((lines.len(), lines[0]["territory"].as_str()), (19, "FR"));
    for line in &lines {
        for indicator in ["msp_registered", "msp_open", "msp_projects", "msp_abandoned_12m"] {
            if (indicator, line["territory"].as_str()) != ("msp_open", "FR") {
                assert_eq!(line[indicator], last(installation, indicator, &line["territory"]), "{line:?}");
            }
        }
        assert_eq!(line["simulated"], "true");
        assert!(!line["state"].is_empty(), "{line:?}");
        assert_eq!(line["coverage"].is_empty(), line["msp_registered"].is_empty(), "{line:?}");
    }
    // Where no register is kept nothing is shown, not zero.
    let without: Vec<_> = lines.iter().filter(|line| line["msp_registered"].is_empty()).collect();
    assert!((5..12).contains(&without.len()));
    assert!(without.iter().all(|line| line["msp_projects"].is_empty() && line["contradictions"].is_empty()));
    assert_eq!(page.body.matches(">pas de registre<").count(), without.len());
    // The first line sets like beside like: FINESS of the regions that keep a register.
    let kept: Vec<_> = lines[1..].iter().filter(|line| !line["msp_registered"].is_empty()).collect();
    for indicator in ["msp_registered", "msp_open"] {
        let sum: f64 = kept.iter().filter_map(|line| line[indicator].parse::<f64>().ok()).sum();
        assert_eq!(sum.to_string(), lines[0][indicator], "{indicator}");
    }
    assert_eq!(lines[0]["name"], "France, régions au registre");
    assert!(page.body.contains("somme des durées moyennes des 3 étapes"));
    assert!(page.body.contains("les retards de moins de 6 mois") && page.body.contains("Les 18 régions"));
}

#[test]
fn the_contradictions_on_the_page_are_those_of_the_queue() {
    let (installation, site) = &*SITE;
    let queue = objects(&installation.ok(&["register", "queue", "--json"]));
    let keys = |query: &str| {
        let lines = table(&site.get(&format!("/register/queue.csv{query}")).body);
        lines.into_iter().map(|line| line["key"].clone()).collect::<Vec<_>>()
    };
    let expected: Vec<_> = queue.iter().map(|one| one["key"].as_str().unwrap().to_owned()).collect();
    assert_eq!(keys(""), expected);
    let moved = keys("?kind=moved");
    assert!(!moved.is_empty() && moved.iter().all(|key| key.starts_with("moved:")));
    assert!(site.get("/en/register?kind=moved").body.contains("Two different communes"));
    let far = site.get("/register?kind=moved&page=18446744073709551614");
    assert_eq!(far.status, 200, "an old address of a longer queue");
    let range =
        |page: &str| page.split_once("<p class=\"range\">").unwrap().1.split('<').next().unwrap().to_owned();
    assert!(range(&far.body).ends_with(&format!("sur {}", moved.len())), "{}", range(&far.body));
    assert!(keys("?kind=moved&territory=REG-94").is_empty());
    let none = site.get("/register?kind=moved&territory=REG-94").body;
    assert!(none.contains("Aucun écart ne répond à ces filtres."));
    for wrong in ["kind=unknown", "territory=DEP-01", "territory=REG-00", "page=0"] {
        assert_eq!(site.get(&format!("/register?{wrong}")).status, 400, "{wrong}");
    }
}

#[test]
fn a_structure_shows_what_its_register_says() {
    let (installation, site) = &*SITE;
    let entries = objects(&installation.ok(&["register", "list", "--status", "open", "--json"]));
    let entry =
        entries.iter().find(|entry| entry["filed_on"].is_string() && entry["finess"].is_string()).unwrap();
    let page = site.get(&format!("/structures/{}", entry["finess"].as_str().unwrap())).body;
    assert!(page.contains("Ce que dit le registre de l’ARS") && page.contains(entry["id"].as_str().unwrap()));
    assert!(page.contains("Projet de santé déposé le"));
    assert!(!page.contains("DONNEES SIMULEES"), "the banner says it");
}

#[test]
fn a_team_that_took_another_number_is_not_lost() {
    let (installation, site) = &*SITE;
    let entries = objects(&installation.ok(&["register", "list", "--json"]));
    let mut seen = 0;
    for heir in entries.iter().filter(|entry| entry["succeeds"].is_string()) {
        let Some(old) = entries.iter().find(|entry| entry["id"] == heir["succeeds"]) else { continue };
        let (Some(old), Some(new)) = (old["finess"].as_str(), heir["finess"].as_str()) else { continue };
        let page = site.get(&format!("/structures/{old}")).body;
        if old == new || !page.contains("a pris un autre numéro") {
            continue;
        }
        seen += 1;
        assert!(!page.contains("non retrouvée") && page.contains(&format!("href=\"/structures/{new}\"")));
        assert!(page.contains("A pris un autre numéro, d’après le registre"), "its history");
        let department = if &old[..2] == "97" { &old[..3] } else { &old[..2] };
        let all = format!("/territories/DEP-{department}/structures.csv?state=ended");
        let lines = table(&site.get(&all).body);
        if let Some(line) = lines.iter().find(|line| line["finess"] == old) {
            assert_eq!((line["standing"].as_str(), line["ended_on"].is_empty()), ("another number", false));
        }
    }
    assert!(seen > 0, "no team took another number");
}

#[test]
fn without_a_register_the_page_says_so() {
    let site = &crate::web::SITE.1;
    let page = site.get("/register");
    assert_eq!((page.status, page.body.contains("Aucun registre n’a encore été lu")), (200, true));
    assert!(page.body.contains("Données simulées"));
    assert_eq!(site.get("/register/regions.csv").status, 404);
}
