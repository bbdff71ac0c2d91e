//! When the model is not to be believed: it steps back by itself, says so everywhere, and nobody becomes safer.

use std::collections::BTreeMap;

use observatoire::domain::grade::Grade;
use observatoire::domain::month::Month;
use observatoire::domain::rights::Role;
use observatoire::risk::sheet::{Signals, Standing};
use observatoire::risk::{Finding, Verdict};
use observatoire::store::{Known, Scope, Store, assessments};

use crate::assessments::{assess, page_of, signed_in};
use crate::harness::{Database, Installation, Served, fixture, objects, on_both};
use crate::simulated;

/// Départements of Auvergne-Rhône-Alpes.
const OF_84: [&str; 12] = ["01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"];

/// Imports the files of a source whose month is wanted.
fn import(installation: &Installation, source: &str, is_wanted: impl Fn(&str) -> bool) {
    let month = |name: &str| name.chars().filter(char::is_ascii_digit).take(6).collect::<String>();
    let files = simulated::of_source(source).into_iter();
    let files = files.filter(|path| is_wanted(&month(path.file_name().unwrap().to_str().unwrap())));
    let files: Vec<String> = files.map(|path| path.to_str().unwrap().to_owned()).collect();
    assert!(!files.is_empty(), "{source}");
    let arguments = ["import", source].map(str::to_owned).into_iter().chain(files);
    installation.say(arguments).ok();
}

/// What is stored of each structure of a month.
fn stored(store: &Store, numbers: &[String], month: &str) -> BTreeMap<String, (Signals, Standing)> {
    let conn = &mut *store.connection().unwrap();
    let month: Option<Month> = Some(month.parse().unwrap());
    let mut found = BTreeMap::new();
    for number in numbers {
        let (scope, finess) = (Scope::operator(), number.parse().unwrap());
        let signals = assessments::signals(conn, &scope, &finess, month, Known::Now).unwrap();
        let standing = assessments::standing(conn, &scope, &finess, month, Known::Now).unwrap();
        found.extend(signals.zip(standing).map(|both| (number.clone(), both)));
    }
    found
}

#[test]
fn where_the_rpps_stops_nothing_is_told_and_nobody_becomes_safer() {
    let installation = Installation::new(Database::Sqlite);
    // FINESS+ begins in the summer: before it there are the files of Etalab.
    installation.import(&simulated::files_of("stock-2026"));
    installation.import(&simulated::files_of("finess-structures"));
    import(&installation, "rpps", |month| month < "202604");
    assess(&installation, "2026-03");
    let said = installation.ok(&["check"]);
    assert!(said.contains("risk model in 2026-03: believed\n"), "{said}");
    let august = || installation.say(["run", "monthly", "--month", "2026-08"]).err;
    const ERROR: &str = "the risk model has stepped back to the published rules";
    assert_eq!((august().matches(ERROR).count(), august().matches(ERROR).count()), (1, 0), "told once");
    // The alarm rings: once in the log, and whenever somebody checks.
    let said = installation.say(["check"]);
    assert_eq!(said.code, 1, "{}", said.out);
    let rings = "risk model in 2026-08: HAS STEPPED BACK to the published rules, no level falls\n  \
                 rpps: no edition since 2026-03-01";
    assert!(said.out.contains(rings), "{}", said.out);
    let store = Store::open(&installation.store_url()).unwrap();
    let all = objects(&installation.ok(&["risk", "report", "--month", "2026-08", "--format", "json"]));
    let structures = all.last().unwrap()["structures"].as_u64().unwrap() as usize;
    let numbers: Vec<String> = {
        let conn = &mut *store.connection().unwrap();
        let months: Month = "2026-09".parse().unwrap();
        assessments::before(conn, &Scope::operator(), months, Known::Now).unwrap().into_keys().collect()
    };
    assert_eq!(numbers.len(), structures);
    let (before, after) = (stored(&store, &numbers, "2026-03"), stored(&store, &numbers, "2026-08"));
    let rule = |signals: &Signals, id: &str| -> Finding {
        signals.findings.iter().find(|finding| finding.rule == id).unwrap().clone()
    };
    let (mut shown, mut held, mut widened) = (0, 0, 0);
    for (number, (signals, standing)) in &before {
        if !standing.score.inputs.contains(&"rpps_doctors".to_owned()) {
            continue;
        }
        let Some((later, stands)) = after.get(number) else { continue };
        shown += 1;
        assert!(stands.level >= standing.level, "{number}: {:?} after {:?}", stands.level, standing.level);
        assert!(stands.score.lost.contains(&"rpps_doctors".to_owned()), "{number}");
        let outflow = rule(later, "W06");
        assert!(outflow.missing.contains(&"rpps_team".into()), "{number}");
        let is_carried = outflow.fires() && outflow.carried_from.is_some();
        assert!(is_carried || outflow.verdict == Verdict::CannotTell, "{number}: {:?}", outflow.verdict);
        let stood = rule(signals, "W20").fires();
        assert!(!stood || rule(later, "W20").fires(), "{number}: who is silent stays silent");
        assert!(stands.shown().is_none() && !stands.steps_back.is_empty(), "{number}");
        held += usize::from(stands.is_held);
        widened += usize::from(stands.score.half > standing.score.half);
        let (now, then) = (stands.outlook.as_ref().unwrap(), standing.outlook.as_ref().unwrap());
        assert!(now.horizons[0].below_minimum >= then.horizons[0].below_minimum - 1e-12, "{number}");
    }
    assert!(shown > 20, "{shown} structures were seen in the RPPS");
    assert_eq!(widened, shown, "the band of each is wider");
    assert!(before.values().any(|(_, standing)| standing.level > Grade::None));
    eprintln!("{shown} structures seen in the RPPS until March, {held} levels held in August");
    let number = numbers.iter().find(|number| OF_84.contains(&&number[..2])).unwrap();
    says_so_everywhere(&installation, &store, number);

    // It comes back with the RPPS.
    import(&installation, "rpps", |month| "202604" <= month);
    assess(&installation, "2026-09");
    let said = installation.ok(&["check"]);
    assert!(said.contains("risk model in 2026-09: believed"), "{said}");
    let site = Served::start(&installation);
    let page = signed_in(&site, &store, Role::Ars, &["REG-84"], None).get(&page_of(number)).body;
    assert!(page.contains("Rang en France") && !page.contains("effacé"), "a rank again");
}

/// Page, explanation and report of August.
fn says_so_everywhere(installation: &Installation, store: &Store, number: &str) {
    let site = Served::start(installation);
    let agent = signed_in(&site, store, Role::Ars, &["REG-84"], None);
    let page = agent.get(&page_of(number));
    assert_eq!(page.status, 200);
    for part in ["Le modèle s’est effacé ce mois-ci", "RPPS", "1er\u{a0}mars 2026", "D’après les médecins"]
    {
        assert!(page.body.contains(part), "“{part}” is missing");
    }
    for part in ["Rang en France", "Ce qui pèse", "Ce qui abaisserait"] {
        assert!(!page.body.contains(part), "“{part}” comes from the model");
    }
    let english = agent.get(&format!("/en{}", page_of(number))).body;
    assert!(english.contains("The model has stepped back this month") && !english.contains("Rank in France"));
    let august = |more: &[&str]| {
        let explain: &[&str] = &["risk", "explain", number, "--month", "2026-08"];
        installation.ok(&[explain, more].concat())
    };
    let said = august(&[]);
    assert!(said.contains("HAS STEPPED BACK") && said.contains("no edition since 2026-03-01"), "{said}");
    assert!(!said.contains("log-odds"), "{said}");
    let said = objects(&august(&["--format", "json"])).pop().unwrap();
    assert!(said["standing"]["score"].is_null() && said["standing"]["steps_back"][0]["source"] == "rpps");
    let said = installation.ok(&["risk", "report", "--month", "2026-08"]);
    assert!(said.contains("the model, compared with 2026-03: HAS STEPPED BACK"), "{said}");
}

#[test]
fn editions_that_stop_make_the_model_step_back() {
    on_both(|installation| {
        installation.import(&[fixture("finess/507.csv")]);
        let check = || installation.say(["check"]);
        assert!(check().out.contains("risk model: no month assessed yet"));
        assess(installation, "2026-06");
        assert!(check().out.contains("risk model in 2026-06: believed"));
        assess(installation, "2026-10");
        let said = check();
        assert!(said.code == 1 && said.out.contains("  finess: no edition since 2026-05"), "{}", said.out);
        assert_eq!(assess(installation, "2026-10"), 0, "the same again");
    });
}

#[test]
fn without_any_one_source_nobody_becomes_safer() {
    let installation = Installation::new(Database::Sqlite);
    installation.import(&simulated::files_of("finess-structures"));
    let sources = [
        "zonage",
        "apl",
        "rpps",
        "aci_contrats",
        "aci_releves",
        "declaration_annuelle",
        "declaration_mensuelle",
        "mouvements",
    ];
    for source in sources {
        import(&installation, source, |_| true);
    }
    let lines = objects(&installation.ok(&["risk", "drill", "--month", "2026-10", "--format", "json"]));
    assert_eq!(lines.len(), 9);
    let of = |source: &str| lines.iter().find(|line| line["source"] == source).unwrap();
    for line in &lines {
        assert!(line["safer"].as_array().unwrap().is_empty(), "{line}");
        assert!(line["structures"].as_u64().unwrap() > 100);
    }
    assert!(of("declaration_mensuelle")["cannot_tell"].as_u64().unwrap() > 1_000);
    assert!(of("declaration_mensuelle")["carried"].as_u64().unwrap() > 20);
    assert!(of("mouvements")["cannot_tell"].as_u64().unwrap() > 20);
    let is_to_step_back = |source: &str| !of(source)["steps_back"].as_array().unwrap().is_empty();
    assert!(
        ["declaration_mensuelle", "declaration_annuelle", "rpps", "zonage"].into_iter().all(is_to_step_back)
    );
    assert!(!is_to_step_back("apl"), "no feature reads it");
}
