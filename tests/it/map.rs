//! The map of departments over HTTP: links, figures, the switch, what is not known.

use std::io::Write as _;

use crate::harness::{Database, Installation, Served, fixture};
use crate::web::SITE;

/// The map of a page, without what stands around it.
fn drawing(page: &str) -> &str {
    let start = page.find("<svg class=\"map\"").unwrap();
    let length = page[start..].find("</svg>").unwrap();
    &page[start..start + length]
}

/// Address and label of each department that is heard.
fn links(page: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest.split('"').next().unwrap().to_owned())
    };
    let tags = drawing(page).split("<a").skip(1).map(|part| part.split('>').next().unwrap());
    tags.filter_map(|tag| Some((attribute(tag, "href")?, attribute(tag, "aria-label")?))).collect()
}

fn legend(page: &str) -> Vec<(String, usize)> {
    let (_, rest) = page.split_once("<div class=\"legend\">").unwrap();
    let (list, _) = rest.split_once("</ul>").unwrap();
    let line = |item: &str| {
        let (class, rest) = item
            .split_once("class=\"")
            .unwrap()
            .1
            .split_once("<rect class=\"")
            .unwrap()
            .1
            .split_once('"')
            .unwrap();
        let count =
            rest.split_once("<small>").unwrap().1.split('\u{a0}').next().unwrap().split(' ').next().unwrap();
        (class.to_owned(), count.parse().unwrap())
    };
    list.split("<li>").skip(1).map(line).collect()
}

#[test]
fn every_department_is_a_link_that_says_its_value_and_rank() {
    let (_, site) = &*SITE;
    let found = links(&site.get("/").body);
    assert_eq!(found.len(), 101);
    for code in ["01", "2A", "75", "94", "971", "976"] {
        let (_, label) = found.iter().find(|(page, _)| *page == format!("/territories/DEP-{code}")).unwrap();
        assert!(label.contains(&format!("({code})\u{a0}:")), "{label}");
        assert!(label.contains("pour 100\u{a0}000 habitants, ") && label.ends_with(" sur 101"), "{label}");
    }
    let english = links(&site.get("/en?month=2024-12").body);
    assert_eq!(english[0].0, "/en/territories/DEP-01?month=2024-12");
    assert!(english[0].1.starts_with("Ain (01): "), "{}", english[0].1);
}

#[test]
fn the_legend_counts_each_department_once() {
    let (_, site) = &*SITE;
    for map in ["density", "number", "change"] {
        let page = site.get(&format!("/?map={map}&month=2025-12")).body;
        let legend = legend(&page);
        assert_eq!(legend.iter().map(|(_, count)| count).sum::<usize>(), 101, "{map}: {legend:?}");
        let (copies, own) = drawing(&page).split_once("</g>").unwrap();
        assert_eq!(copies.matches("tabindex=\"-1\"").count(), 4);
        for (class, count) in &legend {
            let drawn = own.split("<a").filter(|part| part.contains(&format!("class=\"{class}\""))).count();
            assert_eq!(drawn, *count, "{map}: {class}");
        }
    }
}

#[test]
fn the_switch_is_in_the_address_and_keeps_the_rest_of_it() {
    let (_, site) = &*SITE;
    let density = site.get("/?month=2024-12&sort=name").body;
    assert!(density.contains("href=\"/?month=2024-12&#38;sort=name&#38;map=number#map\""));
    assert!(density.contains("aria-current=\"true\">Densité</a>"));
    let number = site.get("/?month=2024-12&map=number").body;
    assert!(number.contains("aria-current=\"true\">Nombre</a>"));
    assert!(number.contains("<input type=\"hidden\" name=\"map\" value=\"number\">"));
    assert!(number.contains("/national/map.svg?month=2024-12&#38;map=number"));
    assert_ne!(links(&density)[0].1, links(&number)[0].1);
    assert_eq!(site.get("/?map=colour").status, 400);
}

#[test]
fn the_table_of_departments_adds_up_to_the_country() {
    let (installation, site) = &*SITE;
    let csv = site.get("/national/map.csv?month=2024-12").body;
    let rows: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let departments = rows.iter().filter(|row| row[0].starts_with("DEP-")).count();
    assert_eq!((rows[0][0], departments), ("FR", 101));
    let open: Vec<f64> = rows.iter().map(|row| row[3].parse().unwrap()).collect();
    assert_eq!(open[0], open[1..].iter().sum::<f64>());
    let ain = rows.iter().find(|row| row[0] == "DEP-01").unwrap();
    let series = installation.ok(&[
        "series",
        "msp_open",
        "--territory",
        "DEP-01",
        "--from",
        "2024-12",
        "--to",
        "2024-12",
    ]);
    assert_eq!(series.lines().nth(1).unwrap().split(',').nth(5).unwrap(), ain[3]);
    assert!(csv.lines().skip(1).all(|line| line.contains(",true,")), "simulated, on every line");
}

#[test]
fn the_ranking_cuts_between_its_ends() {
    let (_, site) = &*SITE;
    let page = site.get("/?map=number").body;
    let (_, rest) = page.split_once("id=\"ranking\"").unwrap();
    let (ranking, _) = rest.split_once("</table>").unwrap();
    assert_eq!(ranking.matches("<th scope=\"row\">").count(), 14);
    assert!(ranking.contains("… 87\u{a0}départements") || ranking.contains("… 87 départements"));
    assert!(ranking.contains("class=\"number\" aria-sort=\"descending\">MSP"));
    let (_, all) = page.split_once("id=\"departments-table\"").unwrap();
    assert_eq!(all.split_once("</table>").unwrap().0.matches("<th scope=\"row\">").count(), 101);
}

/// In the first year nothing is known of the year before: a change is not zero, it is not known.
#[test]
fn what_is_not_known_is_hatched_and_says_so() {
    let (_, site) = &*SITE;
    let page = site.get("/?map=change&month=2009-06").body;
    assert_eq!(legend(&page), [("unknown".to_owned(), 101)]);
    assert_eq!(drawing(&page).matches("fill=\"url(#map-chart-hatch)\"").count(), 105);
    assert!(links(&page).iter().all(|(_, label)| label.ends_with("\u{a0}: non disponible")));
    assert!(page.contains(">Les maisons de santé par département</h2>"));
    let known = site.get("/?month=2009-06").body;
    assert!(
        !drawing(&known).contains("fill=\"url(#map-chart-hatch)\""),
        "the density is known: zero is no gap"
    );
}

#[test]
fn the_file_of_the_map_stands_alone() {
    let (_, site) = &*SITE;
    let file = site.get("/national/map.svg?map=number");
    assert!(file.header("content-disposition").contains("msp-departments-number-"));
    assert!(file.header("content-disposition").contains("-simulated.svg"));
    for said in ["Données simulées", "CC BY 4.0", "Guadeloupe", "dép.", "France\u{a0}: "] {
        assert!(file.body.contains(said), "{said}");
    }
    assert!(!file.body.contains("<a ") && file.body.contains("<title>Ain (01)"));
    assert!(file.body.contains("fill=\"#d5ece5\""), "no page colours it");
}

#[test]
fn real_data_make_a_map_without_warning() {
    let installation = Installation::new(Database::Sqlite);
    installation.import(&[fixture("finess/507.csv")]);
    installation.ok(&["run", "monthly", "--month", "2026-05"]);
    let site = Served::start(&installation);
    let page = site.get("/").body;
    assert_eq!(links(&page).len(), 101);
    assert!(!site.get("/national/map.svg").body.contains("Données simulées"));
}

#[test]
fn the_page_with_its_map_stays_within_60_kilobytes() {
    let (_, site) = &*SITE;
    for path in ["/", "/en?month=2024-12&map=number", "/?month=2025-06&map=change&since=2015&sort=name"] {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
        packed.write_all(site.get(path).body.as_bytes()).unwrap();
        let bytes = packed.finish().unwrap().len();
        assert!(bytes <= 60_000, "{path}: {bytes}");
    }
}
