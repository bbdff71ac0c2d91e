//! Cases, through the front door: from an assessment to the last remark, and who may do what.

use diesel::prelude::*;
use observatoire::domain::rights::Role;
use observatoire::store::Store;
use serde_json::{Value, json};

use crate::assessments::{assess, signed_in};
use crate::harness::{Browser, Installation, Said, Served, objects, on_both};
use crate::risk::{NUMBER, typed};

const CASE: &str = "/suivi/010009999";

pub(crate) fn told(installation: &Installation) -> Vec<Value> {
    let lines = installation.ok(&["case", "show", NUMBER]);
    lines.lines().map(|line| serde_json::from_str(line.splitn(3, "  ").nth(2).unwrap()).unwrap()).collect()
}

pub(crate) fn case(installation: &Installation) -> Value {
    let mut all = objects(&installation.ok(&["case", "list", "--json"]));
    all.retain(|line| line["structure"] == NUMBER);
    all.pop().unwrap()
}

/// Sends a form of the page of the case, as the page shows it.
pub(crate) fn act(browser: &Browser, fields: &[(&str, &str)]) -> u16 {
    let page = browser.get(CASE).body;
    let hidden = |name: &str| {
        let start = format!("name=\"{name}\" value=\"");
        let at = page.find(&start).unwrap() + start.len();
        page[at..].split('"').next().unwrap().to_owned()
    };
    let (id, seen) = (hidden("case"), hidden("seen"));
    let fields = [&[("case", id.as_str()), ("seen", seen.as_str())], fields].concat();
    browser.fill(CASE, &format!("{CASE}/actes"), &fields).status
}

#[test]
fn a_case_goes_from_an_assessment_to_a_label_and_forgets_nothing() {
    on_both(|installation| {
        typed(installation);
        assess(installation, "2026-06");
        let begun = case(installation);
        assert_eq!((&begun["state"], &begun["level"]), (&json!("new"), &json!("critique")));
        assert_eq!(begun["is_shadow"], true, "nobody has decided that desks are written to");
        assert!(installation.ok(&["outbox", "list", "--json"]).is_empty());
        assert!(installation.ok(&["contact", "queue", "--json"]).is_empty());
        assess(installation, "2026-06");
        assert_eq!(told(installation).len(), 1, "the same assessment again is no news");

        let store = Store::open(&installation.store_url()).unwrap();
        let site = Served::start(installation);
        let agent = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let list = agent.get("/suivi").body;
        assert!(list.contains("Marche à blanc") && list.contains(NUMBER), "{list}");
        let monday = agent.get("/suivi/lundi").body;
        assert!(monday.contains("entrée") && monday.contains(NUMBER), "{monday}");

        assert_eq!(act(&agent, &[("deed", "take")]), 303);
        assert_eq!(case(installation)["state"], "acknowledged");
        let action =
            [("deed", "act"), ("lever", "mediation"), ("on", "2026-07-01"), ("text", "Réunion <b>vue</b>")];
        assert_eq!(act(&agent, &action), 303);
        assert_eq!(act(&agent, &[("deed", "move"), ("to", "in_support")]), 303);
        assert_eq!(act(&agent, &[("deed", "call"), ("on", "2026-07-02"), ("whom", "La coordinatrice")]), 303);
        let page = agent.get(CASE).body;
        assert!(page.contains("Réunion &#60;b&#62;vue") || page.contains("Réunion &lt;b&gt;vue"), "{page}");
        for part in
            ["Médiation", "La coordinatrice", "En accompagnement", "Somebody", "Composition minimale perdue"]
        {
            assert!(page.contains(part), "{part}: {page}");
        }
        let record = agent.get("/suivi/comite").body;
        assert!(record.contains("La coordinatrice") && record.contains(NUMBER));

        // What makes no sense, and what was not on the page.
        assert_eq!(act(&agent, &[("deed", "acknowledge")]), 422);
        assert_eq!(
            act(&agent, &[("deed", "act"), ("lever", "mediation"), ("on", "2030-01-01"), ("text", "x")]),
            422
        );
        assert_eq!(act(&agent, &[("deed", "raised")]), 400);
        assert_eq!(act(&agent, &[("deed", "take"), ("level", "none")]), 400, "no field of ours");
        assert_eq!(act(&agent, &[("deed", "assign"), ("to", "somebody@else.example")]), 400, "no colleague");
        let stale = [("case", "1"), ("seen", "1"), ("deed", "move"), ("to", "under_watch")];
        let stale = agent.fill(CASE, &format!("{CASE}/actes"), &stale);
        assert!(stale.status == 422 && stale.body.contains("Quelqu’un a agi"), "{}", stale.status);

        assert_eq!(act(&agent, &[("deed", "judge"), ("judgement", "useful"), ("text", "")]), 303);
        assert_eq!(
            act(&agent, &[("deed", "close"), ("outcome", "improved"), ("text", "Deux arrivées")]),
            303
        );
        let labels = objects(&installation.ok(&["case", "labels"]));
        assert_eq!((&labels[0]["is_useful"], &labels[0]["outcome"]), (&json!(true), &json!("improved")));
        assert_eq!((&labels[0]["month"], &labels[0]["level"]), (&json!("2026-06"), &json!("critique")));
        assess(installation, "2026-06");
        assert_eq!(case(installation)["state"], "closed", "an assessment that is no worse leaves it alone");
        assert_eq!(act(&agent, &[("deed", "reopen"), ("text", "Un départ encore")]), 303);
        let names: Vec<Value> = told(installation).into_iter().map(|mut deed| deed["deed"].take()).collect();
        let expected = ["raised", "assigned", "acted", "moved", "called", "judged", "closed", "reopened"]
            .map(Value::from);
        assert_eq!(names, expected);

        let evidence = installation.ok(&["case", "evidence", NUMBER]);
        assert!(evidence.contains("the same again"), "{evidence}");
        let pack: Value = serde_json::from_str(&agent.get(&format!("{CASE}/preuves.json")).body).unwrap();
        assert_eq!((&pack["structure"], &pack["month"]), (&json!(NUMBER), &json!("2026-06")));
        let conn = &mut *store.connection().unwrap();
        for sql in [
            "UPDATE case_events SET deed = ''",
            "DELETE FROM case_events",
            "UPDATE case_packs SET content = ''",
            "DELETE FROM cases",
        ] {
            assert!(diesel::sql_query(sql).execute(conn).is_err(), "{sql}");
        }
    });
}

#[test]
fn a_case_is_shown_to_its_desk_and_to_those_it_is_shared_with() {
    on_both(|installation| {
        typed(installation);
        assess(installation, "2026-06");
        let store = Store::open(&installation.store_url()).unwrap();
        let site = Served::start(installation);
        let someone = |role, territories: &[&str], own| signed_in(&site, &store, role, territories, own);
        let desk = someone(Role::Ars, &["DEP-01"], None);
        let elsewhere = someone(Role::Ars, &["REG-94"], None);
        let cpam = someone(Role::Cpam, &["DEP-01"], None);
        let other_cpam = someone(Role::Cpam, &["DEP-2A"], None);
        let federation = someone(Role::Federation, &["FR"], None);
        let dgos = someone(Role::Dgos, &[], None);
        let own = someone(Role::Msp, &[], Some(NUMBER));
        let assessment = format!("/structures/{NUMBER}/assessment");
        let sees = |who: &Browser| {
            let list = who.get("/suivi").body.contains(NUMBER);
            let pages = [CASE, &assessment].map(|page| who.get(page).status == 200);
            (list, pages[0], pages[1])
        };
        let nothing = (false, false, false);
        let all = (true, true, true);
        assert_eq!(sees(&desk), all);
        assert_eq!(sees(&own), (false, false, true), "its signals, and no case");
        for other in [&elsewhere, &cpam, &other_cpam, &federation, &dgos] {
            assert_eq!(sees(other), nothing);
        }
        assert_eq!(act(&desk, &[("deed", "share"), ("with", "cpam")]), 303);
        assert_eq!((sees(&cpam), sees(&other_cpam), sees(&federation)), (all, nothing, nothing));
        assert_eq!(act(&cpam, &[("deed", "comment"), ("text", "Nous l’avons appelée")]), 303);
        assert_eq!(act(&cpam, &[("deed", "move"), ("to", "under_watch")]), 403, "its desk decides");
        assert_eq!(act(&desk, &[("deed", "share"), ("with", "dgos")]), 303);
        assert_eq!((sees(&dgos), sees(&federation)), (all, nothing));
        assert_eq!(act(&desk, &[("deed", "share"), ("with", "federation")]), 303);
        assert_eq!(sees(&federation), all);
        assert!(
            !federation.get(CASE).body.contains("actes\"><input type=\"hidden\" name=\"form\" value=\"\"")
        );
        assert_eq!(act(&desk, &[("deed", "unshare"), ("with", "cpam")]), 303);
        assert_eq!((sees(&cpam), sees(&dgos)), (nothing, all));
        assert_eq!(act(&desk, &[("deed", "close"), ("outcome", "merged"), ("text", "Avec la voisine")]), 303);
        for other in [&cpam, &federation, &dgos, &elsewhere] {
            assert_eq!(sees(other), nothing, "what is closed is shared no more");
        }
        // Somebody else's form, sent straight to the address.
        let fields = [("case", "1"), ("seen", "1"), ("deed", "comment"), ("text", "x")];
        assert_eq!(elsewhere.fill("/compte", &format!("{CASE}/actes"), &fields).status, 403);
        let bulk = elsewhere.fill(
            "/compte",
            "/suivi",
            &[("case", "1"), ("deed", "take"), ("to", ""), ("query", "")],
        );
        assert!(bulk.status == 303 && bulk.header("location").contains("done=some"));
        assert_eq!(case(installation)["assignee"], Value::Null);
        let tally = dgos.get("/suivi/bilan");
        assert!(tally.status == 200 && !tally.body.contains(NUMBER), "{}", tally.body);
        assert_eq!(cpam.get("/suivi/bilan").status, 403);
    });
}

#[test]
fn a_live_alert_writes_to_the_desk_or_waits_for_a_contact() {
    on_both(|installation| {
        typed(installation);
        let said = installation
            .command()
            .env("OBSERVATOIRE_ALERTS", "live")
            .args(["run", "monthly", "--month", "2026-06"])
            .output();
        Said::from(said.unwrap()).ok();
        let names: Vec<Value> = told(installation).into_iter().map(|mut deed| deed["deed"].take()).collect();
        assert_eq!(names, ["raised", "put_aside"].map(Value::from), "no contact answers for it");
        let queue = objects(&installation.ok(&["contact", "queue", "--json"]));
        assert!(queue.iter().any(|line| line["letter"] == "critical"), "{queue:?}");
        assert_eq!(case(installation)["is_shadow"], false);
        let launch = objects(&installation.ok(&["case", "launch", "--json"]));
        assert_eq!((&launch[0]["desk"], &launch[0]["verdict"]), (&json!("REG-84"), &json!("too_few_judged")));
    });
}

#[test]
fn a_colleague_stands_in_and_the_list_answers_what_is_asked() {
    on_both(|installation| {
        typed(installation);
        assess(installation, "2026-06");
        let store = Store::open(&installation.store_url()).unwrap();
        let site = Served::start(installation);
        let agent = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let colleague = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let has = |who: &Browser, query: &str| who.get(&format!("/suivi?{query}")).body.contains(CASE);
        assert!(has(&agent, "who=nobody") && has(&agent, "only=first") && has(&agent, "level=critique"));
        assert!(has(&agent, "dep=01") && has(&agent, "top=5&order=due") && has(&agent, "state=new"));
        for without in
            ["who=me", "only=worse", "only=replied", "level=tension", "dep=69", "idle=7", "state=closed"]
        {
            assert!(!has(&agent, without), "{without}");
        }
        for strange in ["level=none5", "only=x", "page=0", "idle=-1", "dep=99", "state=open"] {
            assert_eq!(agent.get(&format!("/suivi?{strange}")).status, 400, "{strange}");
        }
        let ticked =
            [("case", "1"), ("deed", "take"), ("to", ""), ("query", "level=critique&who=nobody\r\nx: y")];
        let taken = agent.fill("/suivi", "/suivi", &ticked);
        assert_eq!(
            (taken.status, taken.header("location")),
            (303, "/suivi?level=critique&who=nobody%0D%0Ax%3A%20y&done=all")
        );
        assert!(has(&agent, "who=me") && !has(&colleague, "who=me"));
        let page = agent.get("/suivi/absence").body;
        let deputy = page.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let leave = [("deputy", deputy.as_str()), ("from", "2026-07-01"), ("to", "2027-12-31")];
        assert_eq!(agent.fill("/suivi/absence", "/suivi/absence", &leave).status, 303);
        assert!(has(&colleague, "who=me"), "the deputy sees it among their own");
        let backwards = [("deputy", deputy.as_str()), ("from", "2027-07-01"), ("to", "2027-06-01")];
        assert_eq!(agent.fill("/suivi/absence", "/suivi/absence", &backwards).status, 400);
        assert_eq!(agent.fill("/suivi/absence", "/suivi/absence/fin", &[]).status, 303);
        assert!(!has(&colleague, "who=me"));
    });
}
