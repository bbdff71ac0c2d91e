//! The dashboard over real HTTP.

use std::sync::LazyLock;

use crate::harness::{Database, Installation, Served, fixture};
use crate::simulated::{STRUCTURES, files_of};

/// A dashboard on the small world, shared by the tests that only read.
pub(crate) static SITE: LazyLock<(Installation, Served)> = LazyLock::new(|| {
    let installation = Installation::new(Database::Sqlite);
    let files = [files_of("etalab"), files_of("finess-structures")].concat();
    installation.import(&files);
    installation.ok(&[
        "import",
        "published",
        concat!(env!("CARGO_MANIFEST_DIR"), "/jobs/published/figures.csv"),
    ]);
    installation.ok(&["run", "monthly"]);
    let served = Served::start(&installation);
    (installation, served)
});

const PAGES: [&str; 24] = [
    "/indicateurs",
    "/en/indicateurs?q=team",
    "/indicateurs/msp_sisa_share?territory=DEP-69",
    "/indicateurs/professionals",
    "/en/indicateurs/msp_open?since=2019&month=2024-12",
    "/",
    "/en",
    "/method",
    "/en/method",
    "/methode/risque",
    "/en/methode/risque",
    "/?month=2024-12",
    "/?since=2022&sort=name",
    "/territories",
    "/territories/REG-84?month=2024-12&q=sante&state=all",
    "/en/territories/DEP-69",
    "/structures/690000013",
    "/?map=change&month=2009-06",
    "/register",
    "/en/register?kind=moved",
    "/plan",
    "/en/plan",
    "/nowhere",
    "/en/nowhere",
];

#[test]
fn the_national_page_shows_the_figures_of_the_series() {
    let (installation, site) = &*SITE;
    let page = site.get("/?month=2024-12");
    assert_eq!(page.status, 200);
    assert!(page.body.contains(&format!(
        "<h1>{STRUCTURES} maisons de santé en fonctionnement, 3\u{a0}% de l’objectif</h1>"
    )));
    assert!(page.body.contains("Vue arrêtée à décembre 2024"));
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
    let value = csv.lines().nth(1).unwrap().split(',').nth(5).unwrap();
    assert!(page.body.contains(&format!("Auvergne-Rhône-Alpes</a></th><td class=\"number\">{value}</td>")));
    let english = site.get("/en?month=2024-12");
    assert!(english.body.contains(&format!("<h1>{STRUCTURES} maisons de santé open, 3% of the goal</h1>")));
    assert!(english.body.contains("<html lang=\"en\">"));
}

#[test]
fn before_the_goal_was_set_nobody_was_behind_it() {
    let (_, site) = &*SITE;
    let early = site.get("/?month=2020-01").body;
    assert!(!early.contains("Rythme nécessaire") && !early.contains("Au rythme des douze"));
    assert!(early.contains("FINESS, 31\u{a0}décembre 2019 (estimé)"));
    assert!(site.get("/").body.contains("Rythme nécessaire"));
}

#[test]
fn every_page_says_that_the_data_are_simulated() {
    let (_, site) = &*SITE;
    for path in ["/", "/en", "/method", "/en/method"] {
        let body = site.get(path).body;
        assert!(body.contains("Données simulées") || body.contains("Simulated data"), "{path}");
    }
    for path in ["/national/trajectory.svg", "/national/regions.svg", "/national/map.svg"] {
        let picture = site.get(path);
        assert!(picture.body.contains("Données simulées"), "{path}");
        assert!(picture.header("content-disposition").contains("-simulated.svg"));
    }
    let csv = site.get("/national/regions.csv").body;
    assert!(csv.lines().skip(1).all(|line| line.ends_with(",true,observed")));
}

#[test]
fn real_data_wear_no_banner() {
    let installation = Installation::new(Database::Sqlite);
    installation.import(&[fixture("finess/507.csv")]);
    installation.ok(&["run", "monthly", "--month", "2026-05"]);
    let site = Served::start(&installation);
    let page = site.get("/");
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("Données simulées"));
    assert!(site.get("/national/regions.csv").body.lines().skip(1).all(|line| line.contains(",false,")));
}

#[test]
fn an_empty_observatory_says_what_to_do() {
    let installation = Installation::new(Database::Sqlite);
    let site = Served::start(&installation);
    let page = site.get("/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("observatoire run monthly"));
    assert_eq!(site.get("/national/regions.csv").status, 404);
    assert_eq!(site.get("/readyz").status, 200);
}

#[test]
fn a_source_that_stopped_leaves_the_last_known_month_and_says_that_it_is_late() {
    let installation = Installation::new(Database::Sqlite);
    installation.import(&[fixture("finess/507.csv")]);
    installation.ok(&["run", "monthly", "--month", "2026-10"]);
    let site = Served::start(&installation);
    let page = site.get("/");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("<h1>5 maisons de santé en fonctionnement"));
    assert!(page.body.contains("édition attendue depuis juin 2026"));
    assert!(page.body.contains("FINESS, 12\u{a0}mai 2026 (en retard)"));
    assert_eq!(site.get("/national/trajectory.svg").status, 200);
    assert_eq!(site.get("/?month=2026-09").status, 400, "nothing is known of September");
}

#[test]
fn an_error_is_no_page_of_the_navigation() {
    let (_, site) = &*SITE;
    assert!(!site.get("/nowhere").body.contains("aria-current"));
    assert!(site.get("/method").body.contains("aria-current"));
}

#[test]
fn tables_behind_the_charts_add_up() {
    let (_, site) = &*SITE;
    let csv = site.get("/national/regions.csv").body;
    let open: Vec<f64> =
        csv.lines().skip(1).map(|line| line.split(',').nth(3).unwrap().parse().unwrap()).collect();
    assert!(open.len() >= 19);
    assert_eq!(open[0], open[1..].iter().sum::<f64>(), "France is the sum of the lines below it");
    let trajectory = site.get("/national/trajectory.csv").body;
    assert!(trajectory.contains("published,2022-12-31,2251") && trajectory.contains("published,2023,2251"));
    assert!(trajectory.contains("required,2027-12-31,4000"));
}

#[test]
fn wrong_addresses_are_said_plainly_in_the_language_of_the_address() {
    let (_, site) = &*SITE;
    let wrong = site.get("/?month=2031-01");
    assert_eq!(wrong.status, 400);
    assert!(wrong.body.contains("les données vont de décembre 2008 à octobre 2026"));
    assert_eq!(site.get("/en?sort=colour").status, 400);
    assert!(site.get("/en/nowhere").body.contains("This page does not exist"));
    let nowhere = site.get("/nowhere");
    assert_eq!(nowhere.status, 404);
    assert!(!nowhere.body.contains("aria-current"), "an error is none of the pages");
    assert_eq!(site.ask("POST", "/", &[]).status, 405);
    assert_eq!(site.ask("HEAD", "/", &[]).status, 200);
    assert_eq!(site.get("/assets/x/../../Cargo.toml").status, 404);
    let script = site.get("/?month=%3Cscript%3E");
    assert!(!script.body.contains("<script>"), "what the reader wrote is not repeated as markup");
}

#[test]
fn nothing_comes_from_elsewhere_and_nothing_is_inline() {
    let (_, site) = &*SITE;
    for path in PAGES {
        let page = site.get(path);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert!(!page.body.contains(" style=") && !page.body.contains("<style"), "{path}");
        assert!(!page.body.contains("<script>") && !page.body.contains(" onclick"), "{path}");
        for source in page.body.split("src=\"").skip(1) {
            assert!(source.starts_with('/'), "{path}: {}", &source[..40]);
        }
    }
}

#[test]
fn every_asset_named_by_a_page_is_served_and_remembered() {
    let (_, site) = &*SITE;
    let body = site.get("/").body;
    let mut seen = 0;
    for part in body.split("\"/assets/").skip(1) {
        let path = format!("/assets/{}", part.split('"').next().unwrap());
        let asset = site.get(&path);
        assert_eq!(asset.status, 200, "{path}");
        assert!(asset.header("cache-control").contains("immutable"));
        seen += 1;
        if path.ends_with(".css") {
            let folder = path.rsplit_once('/').unwrap().0;
            let font = site.get(&format!("{folder}/source-sans-3-latin-wght-normal.woff2"));
            assert_eq!((font.status, font.header("content-type")), (200, "font/woff2"));
            assert!(asset.body.contains("source-sans-3-latin-wght-normal.woff2"));
        }
    }
    assert!(seen >= 3);
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let (_, site) = &*SITE;
    let first = site.get("/method");
    let tag = first.header("etag").to_owned();
    let again = site.ask("GET", "/method", &[("if-none-match", &tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(site.ask("GET", "/method", &[("if-none-match", "W/\"other\"")]).status, 200);
}

#[test]
fn pages_are_packed_when_the_browser_can_unpack() {
    let (_, site) = &*SITE;
    for encoding in ["br", "gzip"] {
        let page = site.ask("GET", "/", &[("accept-encoding", encoding)]);
        assert_eq!(page.header("content-encoding"), encoding);
    }
}

/// Text of a page outside its tags, its script and its code.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<').skip(1) {
        let Some((tag, words)) = part.split_once('>') else { continue };
        if !tag.starts_with("code") && !tag.starts_with("script") {
            text.push_str(words);
            text.push('\n');
        }
    }
    text
}

#[test]
fn french_pages_are_set_as_french_is_printed() {
    let (_, site) = &*SITE;
    for path in
        PAGES.iter().filter(|path| !path.starts_with("/en")).chain(&["/?map=number", "/?month=2031-01"])
    {
        let text = text(&site.get(path).body);
        for wrong in [" :", " ;", " ?", " !", " %", "« ", " »", "'", "..."] {
            let found = text.lines().find(|line| line.contains(wrong) && !line.contains("://"));
            assert_eq!(found, None, "{path}: “{wrong}”");
        }
    }
}

#[test]
fn pages_are_well_formed() {
    let (_, site) = &*SITE;
    const VOID: [&str; 6] = ["!doctype", "meta", "link", "br", "input", "hr"];
    for path in PAGES {
        let body = site.get(path).body;
        let mut open: Vec<String> = Vec::new();
        let mut ids = std::collections::HashSet::new();
        for part in body.split('<').skip(1) {
            let tag = part.split('>').next().unwrap();
            let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap().trim_end_matches('/');
            if let Some(id) = tag.split(" id=\"").nth(1) {
                let id = id.split('"').next().unwrap();
                assert!(ids.insert(id.to_owned()), "{path}: two elements are called {id}");
            }
            if tag.starts_with('/') {
                assert_eq!(open.pop().as_deref(), Some(name), "{path}: </{name}>");
            } else if !VOID.contains(&name) && !tag.ends_with('/') {
                open.push(name.to_owned());
            }
        }
        assert_eq!(open, Vec::<String>::new(), "{path}");
        assert_eq!(body.matches("<h1").count(), 1, "{path}");
    }
}

#[test]
fn a_dashboard_says_that_it_is_healthy() {
    let (installation, site) = &*SITE;
    let ask = |port: &str| {
        let mut command = installation.command();
        command.env("OBSERVATOIRE_PORT", port).env("OBSERVATOIRE_HOST", "0.0.0.0").arg("healthy");
        crate::harness::Said::from(command.output().unwrap())
    };
    assert_eq!(ask(site.port()).ok(), "healthy\n");
    let dead = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let said = ask(&dead);
    assert!(
        said.code == 1 && said.err.contains(&format!("127.0.0.1:{dead} does not answer")),
        "{}",
        said.err
    );
}
