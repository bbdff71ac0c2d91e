//! The pages of regions, departments and structures, over real HTTP.

use std::collections::BTreeMap;

use crate::harness::{Database, Installation, Served, fixture};
use crate::web::SITE;

/// Lines of a CSV file as columns by name.
fn table(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// The figures of the regions at a month, by territory.
fn regions(site: &Served, month: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let csv = site.get(&format!("/national/regions.csv?month={month}")).body;
    table(&csv).into_iter().map(|line| (line["territory"].clone(), line)).collect()
}

/// The part of a page between two texts.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split_once(from).unwrap_or_else(|| panic!("no “{from}”")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("no “{to}”")).0
}

/// Links of the list of all territories, in the order of the page.
fn territories(site: &Served) -> Vec<String> {
    let index = site.get("/territories").body;
    let links = index.split("href=\"/territories/").skip(1);
    let mut codes: Vec<String> = links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn structures(site: &Served, territory: &str, query: &str) -> Vec<BTreeMap<String, String>> {
    table(&site.get(&format!("/territories/{territory}/structures.csv?{query}")).body)
}

#[test]
fn every_region_and_department_has_a_page_in_both_languages() {
    let (_, site) = &*SITE;
    let codes = territories(site);
    assert_eq!(codes.iter().filter(|code| code.starts_with("REG-")).count(), 18);
    assert_eq!(codes.iter().filter(|code| code.starts_with("DEP-")).count(), 101);
    for code in &codes {
        for (path, word) in [("", "Données simulées"), ("/en", "Simulated data")] {
            let page = site.get(&format!("{path}/territories/{code}"));
            assert_eq!(page.status, 200, "{path} {code}");
            assert!(page.body.contains(word), "{path} {code}: no banner");
            assert!(page.body.contains("id=\"map-title\""), "{path} {code}: no map");
            assert!(page.body.contains("aria-current=\"true\""), "{path} {code}: not in the navigation");
        }
    }
}

#[test]
fn the_structures_listed_are_those_that_the_series_counts() {
    let (installation, site) = &*SITE;
    for month in ["2019-06", "2024-12", "2026-10"] {
        for (code, line) in regions(site, month).iter().filter(|(code, _)| code.starts_with("REG-")) {
            let listed = structures(site, code, &format!("month={month}"));
            assert_eq!(listed.len().to_string(), line["msp_open"], "{code} in {month}");
        }
    }
    let series = ["series", "msp_open", "--territory", "DEP-69", "--from", "2024-12", "--to", "2024-12"];
    let counted: usize =
        table(&installation.ok(&series))[0]["value"].parse::<f64>().unwrap().round() as usize;
    assert_eq!(structures(site, "DEP-69", "month=2024-12").len(), counted);
    let page = site.get("/territories/DEP-69?month=2024-12").body;
    assert!(between(&page, "<h1>", "</h1>").starts_with(&counted.to_string()), "{counted}");
    assert!(between(&page, "id=\"structures-title\">", "</h2>").contains(&counted.to_string()));
    assert_eq!(
        between(&page, "<table class=\"regions list\">", "</table>").matches("<tr>").count() - 1,
        counted
    );
}

#[test]
fn openings_and_closures_are_as_many_as_the_indicators_say() {
    let (_, site) = &*SITE;
    let mut seen = 0;
    for month in ["2020-12", "2026-10"] {
        for (code, line) in regions(site, month).iter().filter(|(code, _)| code.starts_with("REG-")) {
            let page = site.get(&format!("/territories/{code}?month={month}")).body;
            let moves = between(&page, "id=\"moves\"", "</article>");
            for (list, figure) in [("openings", "msp_opened_12m"), ("closures", "msp_closed_12m")] {
                let rows = moves.split_once(&format!("<caption id=\"{list}\">")).map_or(0, |(_, rest)| {
                    rest.split("</table>").next().unwrap().matches("<tr>").count() - 1
                });
                assert_eq!(rows.to_string(), line[figure], "{list} of {code} in {month}");
                seen += rows;
            }
        }
    }
    assert!(seen > 10, "{seen}");
    let early = site.get("/territories/REG-84?month=2009-03").body;
    assert!(between(&early, "id=\"moves\"", "</article>").contains("non disponible"));
}

#[test]
fn filters_narrow_the_list_and_stay_in_the_address() {
    let (_, site) = &*SITE;
    let count = |query: &str| structures(site, "REG-84", query).len();
    let open = structures(site, "REG-84", "");
    assert_eq!(
        count("form=sisa") + count("form=other"),
        open.len(),
        "every form is known at the last edition"
    );
    assert_eq!(count("state=all"), open.len() + count("state=ended"));
    assert!(structures(site, "REG-84", "state=ended").iter().all(|line| line["standing"] != "open"));
    let recent = structures(site, "REG-84", "opened=2022");
    assert!(!recent.is_empty() && recent.len() < open.len());
    assert!(recent.iter().all(|line| line["opened_on"].as_str() >= "2022"));

    let one = &open[0];
    let searched = format!("q={}", one["finess"]);
    assert_eq!(structures(site, "REG-84", &searched).as_slice(), std::slice::from_ref(one));
    let plain = one["commune_name"].to_uppercase().replace(['-', ' '], "+").replace(['É', 'È', 'Ê'], "e");
    assert!(structures(site, "REG-84", &format!("q={plain}")).contains(one), "{plain}");

    let page = site.get("/territories/REG-84?q=zzz+%22%3Cb%3E&form=sisa&month=2024-12").body;
    assert!(page.contains("Aucune structure ne correspond à tous les filtres à la fois."));
    assert!(page.contains("value=\"zzz &#34;&#60;b&#62;\"") && !page.contains("<b>\""), "escaped");
    assert!(
        page.contains("/territories/REG-84?month=2024-12&#38;form=sisa#structures"),
        "a filter to take away"
    );
    assert!(page.contains("structures.csv?month=2024-12&#38;q=zzz%20%22%3Cb%3E&#38;form=sisa"));
    let by_commune: Vec<String> = structures(site, "REG-84", "order=commune")
        .iter()
        .map(|line| line["commune_name"].to_lowercase().replace(['é', 'è'], "e"))
        .collect();
    assert!(by_commune.windows(2).all(|pair| pair[0].chars().next() <= pair[1].chars().next()));
    assert_eq!(site.get("/territories/REG-84?page=99").status, 200, "an old address of a longer list");
}

#[test]
fn files_say_what_they_hold_even_when_it_is_nothing() {
    let (_, site) = &*SITE;
    let file = site.get("/territories/DEP-69/structures.csv");
    assert!(file.header("content-disposition").contains("msp-DEP-69-structures-2026-10-simulated.csv"));
    assert!(table(&file.body).iter().all(|line| line["simulated"] == "true" && line["source"] == "FINESS"));
    let none = site.get("/territories/DEP-69/structures.csv?q=zzzz");
    assert_eq!(none.body.lines().count(), 1);
    assert!(none.body.starts_with("finess,name,department,"));
    let departments = table(&site.get("/territories/REG-84/departments.csv").body);
    assert_eq!(departments.len(), 14, "France, the region, twelve departments");
    let trajectory = site.get("/territories/DEP-69/trajectory.csv").body;
    assert!(trajectory.contains("observed,2026-10-31,") && !trajectory.contains("required"));
    for name in ["trajectory.svg", "departments.svg", "map.svg"] {
        let picture = site.get(&format!("/territories/REG-84/{name}"));
        assert_eq!(picture.status, 200, "{name}");
        assert!(picture.body.contains("Données simulées") && !picture.body.contains("<a "), "{name}");
    }
}

#[test]
fn what_is_no_territory_has_no_page() {
    let (_, site) = &*SITE;
    for code in ["DEP-99", "REG-00", "FR", "COM-01004", "EPCI-200000172", "dep-01", "DEP-987", "x"] {
        let page = site.get(&format!("/territories/{code}"));
        assert_eq!(page.status, 404, "{code}");
        assert!(page.body.contains("ne désigne ni une région ni un département"), "{code}");
    }
    for file in ["DEP-01/departments.csv", "DEP-01/nothing.csv", "DEP-99/structures.csv"] {
        assert_eq!(site.get(&format!("/territories/{file}")).status, 404, "{file}");
    }
    for query in ["month=2031-01", "sort=x", "form=x", "state=x", "opened=1800", "order=x", "page=0"] {
        assert_eq!(site.get(&format!("/territories/DEP-01?{query}")).status, 400, "{query}");
    }
}

#[test]
fn a_region_leads_to_its_departments_and_back_at_the_same_month() {
    let (_, site) = &*SITE;
    let national = site.get("/?month=2024-12").body;
    assert!(national.contains("href=\"/territories/REG-84?month=2024-12\""));
    let region = site.get("/en/territories/REG-84?month=2024-12&sort=name").body;
    assert!(region.contains("href=\"/en/territories/DEP-01?month=2024-12\""));
    assert!(region.contains("<th scope=\"col\" aria-sort=\"ascending\">"));
    let department = site.get("/territories/DEP-01?month=2024-12").body;
    assert!(department.contains("href=\"/territories/REG-84?month=2024-12\""));
    assert!(!department.contains("id=\"departments\""));
    assert!(
        !department.contains("de l’objectif") && !department.contains("ch-required"),
        "no goal, no delay"
    );
}

#[test]
fn a_structure_says_what_finess_says_of_it() {
    let (_, site) = &*SITE;
    let all = structures(site, "REG-84", "state=all");
    for line in &all {
        let page = site.get(&format!("/structures/{}", line["finess"]));
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Données simulées"));
        assert!(page.body.contains(&line["finess"]) && page.body.contains("Première fois dans une édition"));
        assert!(page.body.contains(&format!("href=\"/territories/DEP-{}\"", line["department"])));
        assert_eq!(
            page.body.contains(">ouverte</span>") || page.body.contains("</span> ouverte"),
            // One that became a centre de santé is open as such.
            ["open", "another category"].contains(&line["standing"].as_str()),
            "{line:?}"
        );
    }
    let english = site.get(&format!("/en/structures/{}", all[0]["finess"])).body;
    assert!(english.contains("What FINESS says") && english.contains("Simulated data"));
    for (number, why) in [("999999999", "sous le numéro 999999999"), ("12", "n’est pas un numéro FINESS")]
    {
        let page = site.get(&format!("/structures/{number}"));
        assert_eq!(page.status, 404);
        assert!(page.body.contains(why), "{number}");
    }
    assert!(!site.get("/structures/%3Cscript%3E").body.contains("<script>"));
}

#[test]
fn the_page_of_a_real_structure_wears_no_banner_and_an_empty_observatory_says_what_to_do() {
    let installation = Installation::new(Database::Sqlite);
    let site = Served::start(&installation);
    for path in ["/territories", "/territories/DEP-01"] {
        let page = site.get(path);
        assert_eq!((page.status, page.body.contains("observatoire run monthly")), (200, true), "{path}");
    }
    assert_eq!(site.get("/territories/DEP-01/structures.csv").status, 404);
    installation.import(&[fixture("finess/507.csv")]);
    installation.ok(&["run", "monthly", "--month", "2026-05"]);
    let listed: Vec<_> = ["DEP-01", "DEP-2A", "DEP-75", "DEP-971"]
        .iter()
        .flat_map(|code| structures(&site, code, ""))
        .collect();
    assert!(!listed.is_empty());
    for line in &listed {
        assert_eq!(line["simulated"], "false");
        let page = site.get(&format!("/structures/{}", line["finess"]));
        assert!(page.status == 200 && !page.body.contains("Données simulées"));
    }
}
