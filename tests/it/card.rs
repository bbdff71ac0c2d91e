//! The model card: made from the last back-tests kept, readable by all, about no structure.

use diesel::connection::SimpleConnection as _;
use observatoire::store::{Kind, Store};
use serde_json::Value;

use crate::harness::{Database, Installation, Said, Served, fixture, on_both};

const PAGE: &str = "/methode/risque";
const NONE: &str = "Aucun essai n’a encore été conservé";

fn backtest(installation: &Installation, more: &[&str]) -> Said {
    let [panel, priors] =
        ["risk/panel.csv", "risk/priors.json"].map(|name| fixture(name).display().to_string());
    let asked = ["risk", "backtest", "--panel", &panel, "--priors", &priors, "--draws", "40"];
    installation.say([&asked, more].concat())
}

fn kept(site: &Served) -> Vec<Value> {
    let answer = site.get("/methode/risque.json");
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    serde_json::from_str(&answer.body).unwrap()
}

fn years(backtest: &Value) -> Vec<i64> {
    let origins = backtest["reports"][0]["origins"].as_array().unwrap();
    origins.iter().map(|origin| origin["origin"].as_i64().unwrap()).collect()
}

#[test]
fn the_last_back_test_kept_is_the_one_shown() {
    on_both(|installation| {
        let site = Served::start(installation);
        let before = site.get(PAGE);
        assert_eq!(before.status, 200);
        for part in [NONE, "--keep", "1,8\u{a0}%", "multiplié par 0,6", "Composition minimale perdue"] {
            assert!(before.body.contains(part), "“{part}” is missing");
        }
        assert!(!before.body.contains("Données simulées") && kept(&site).is_empty());

        backtest(installation, &["--target", "y_exit", "--origins", "2015", "--keep"]).ok();
        assert_eq!(years(&kept(&site)[0]), [2015]);
        let printed = backtest(installation, &["--target", "y_exit", "--keep", "--format", "json"]).ok();
        backtest(installation, &["--target", "y_loss1", "--keep"]).ok();
        backtest(installation, &["--target", "y_exit", "--keep", "--exclude-feature", "list_growth"]).ok();
        backtest(installation, &["--target", "y_loss1", "--origins", "2016"]).ok();

        let found = kept(&site);
        let told: Vec<_> = found.iter().map(|one| (one["target"].as_str().unwrap(), years(one))).collect();
        let all = vec![2014, 2015, 2016];
        assert_eq!(told, [("exit", all.clone()), ("exit", all.clone()), ("loss1", all)]);
        let map: Value = printed
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .find(|report: &Value| report["model"] == "map")
            .unwrap();
        let again = found[0]["reports"].as_array().unwrap().iter().find(|one| one["model"] == "map").unwrap();
        for part in ["mean", "pooled", "intervals", "origins", "calibration", "lead_time", "against"] {
            assert_eq!(map[part], again[part], "{part}");
        }
        let page = site.get(PAGE).body;
        let auc = format!("{:.3}", map["mean"]["auc"].as_f64().unwrap()).replace('.', ",");
        for part in [
            auc.as_str(),
            "Panel synthétique\u{a0}: Disparition",
            "Panel synthétique\u{a0}: Perte d’un médecin",
            "Le cabinet n’est plus là l’année suivante.",
            "Nothing in this panel is real.",
            "n’est pas une preuve",
            "Données simulées",
            "Le même, sans list_growth",
            "Règle\u{a0}: le moins de patients",
            "Pente d’étalonnage",
            "21\u{a0}novembre 2026",
            "chart-narrow",
        ] {
            assert!(page.contains(part), "“{part}” is missing");
        }
        assert!(
            !page.contains(NONE) && !page.contains("naive_") && !page.contains("card-"),
            "words are missing"
        );
        let english = site.get(&format!("/en{PAGE}")).body;
        assert!(
            english.contains("Synthetic panel: Exit")
                && english.contains("Simulated accuracy is no evidence")
        );
    });
}

#[test]
fn no_part_is_told_in_which_too_few_are() {
    let installation = Installation::new(Database::Sqlite);
    let said = backtest(&installation, &["--target", "y_exit", "--keep", "--format", "json"]).ok();
    let is_small =
        |part: &Value| ["n", "events"].iter().any(|key| (0.5..4.5).contains(&part[key].as_f64().unwrap()));
    let raw: Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
    let parts = raw["strata"].as_array().unwrap();
    let site = Served::start(&installation);
    let found = kept(&site);
    for report in found[0]["reports"].as_array().unwrap() {
        let shown = report["strata"].as_array().unwrap();
        assert!(!shown.is_empty() && !shown.iter().any(is_small), "{shown:#?}");
        // Nobody is lost: what is too small is told with others.
        let rows = |parts: &[Value]| {
            parts
                .iter()
                .filter(|part| part["by"] == "region")
                .map(|part| part["n"].as_u64().unwrap())
                .sum::<u64>()
        };
        assert_eq!(rows(shown), rows(parts));
    }
}

#[test]
fn nothing_is_kept_of_which_nobody_says_what_it_is() {
    let installation = Installation::new(Database::Sqlite);
    let refused = |more: &[&str]| {
        let said = backtest(&installation, &[&["--target", "y_exit"], more].concat());
        assert_eq!(said.code, 2, "{}", said.err);
        said.err
    };
    assert!(refused(&["--about", "about.toml"]).contains("--keep"));
    assert!(refused(&["--keep", "--about", "none.toml"]).contains("which licence (jobs/README.md)"));
    let text = std::fs::read_to_string(fixture("risk/about.toml")).unwrap();
    installation.write("about.toml", text.replace("targets.exit", "targets.gone"));
    assert!(refused(&["--keep", "--about", "about.toml"]).contains("targets.exit: is missing"));
    assert!(kept(&Served::start(&installation)).is_empty());
}

#[test]
fn real_data_wear_no_banner_and_always_their_licence() {
    let installation = Installation::new(Database::Sqlite);
    let practices = concat!(env!("CARGO_MANIFEST_DIR"), "/jobs/risk/panels/english_practices.toml");
    backtest(&installation, &["--target", "y_exit", "--keep", "--about", practices]).ok();
    let site = Served::start(&installation);
    for path in [PAGE.to_owned(), format!("/en{PAGE}")] {
        let page = site.get(&path).body;
        let licence = "Contains public sector information licensed under the Open Government Licence v3.0.";
        assert!(page.contains(&format!("<span lang=\"en\">{licence}</span>")), "{path}");
        assert!(!page.contains("Données simulées") && !page.contains("Simulated data"), "{path}");
    }
    assert!(site.get("/methode/risque.json").body.contains("Open Government Licence v3.0."));
}

#[test]
fn what_was_kept_stays() {
    on_both(|installation| {
        backtest(installation, &["--target", "y_exit", "--keep"]).ok();
        let store = Store::open(&installation.store_url()).unwrap();
        let again = match store.kind() {
            Kind::Postgres => "TRUNCATE backtests",
            Kind::Sqlite => {
                "REPLACE INTO backtests VALUES (1, '2026-01-01 00:00:00', 'a', 'b', '', false, '')"
            }
        };
        for order in ["UPDATE backtests SET is_simulated = false", "DELETE FROM backtests", again] {
            let refused = store.connection().unwrap().batch_execute(order).unwrap_err().to_string();
            assert!(refused.contains("back-tests are only added to"), "{order}: {refused}");
        }
    });
}
