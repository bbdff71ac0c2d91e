use super::super::canvas::assert_sound;
use super::*;

const TEXTS: Texts<'_> = Texts {
    id: "map",
    title: "Pour 100 000 habitants, 14,2 maisons de santé en Haute-Saône",
    desc: "Carte des départements",
    empty: "",
    heading: Some("MSP & départements"),
    caption: Some("FINESS, 30 septembre 2026. Données simulées."),
};
const INSETS: [&str; 6] = ["Guadeloupe", "Martinique", "Guyane", "La Réunion", "Mayotte", "Zoom sur Paris"];

fn all(page: Option<&str>) -> Vec<Area<'_>> {
    let shade = |place: usize| if place == 7 { Shade::Unknown } else { Shade::of(place % 5, 5) };
    sheet()
        .outlines
        .iter()
        .enumerate()
        .map(|(place, outline)| Area {
            department: outline.department,
            shade: shade(place),
            label: outline.department,
            page,
        })
        .collect()
}

/// The map without its paths, which come from elsewhere and say nothing to a reader of a snapshot.
fn structure(svg: &str) -> String {
    let mut structure = String::new();
    for (place, part) in svg.split(" d=\"M").enumerate() {
        let rest = if place == 0 { part } else { part.split_once('"').map_or("", |(_, rest)| rest) };
        structure.push_str(if place == 0 { "" } else { " d=\"…\"" });
        structure.push_str(rest);
    }
    structure
}

#[test]
fn draws_a_link_for_each_department_and_the_inner_ring_twice() {
    let svg = links(&TEXTS, &all(Some("/territories/DEP")), &INSETS);
    assert_sound(&svg);
    assert_eq!(svg.matches("<a href=").count(), 105);
    assert_eq!(svg.matches("aria-label=").count(), 101);
    let (copies, _) = svg.split_once("<g aria-hidden=\"true\">").unwrap().1.split_once("</g>").unwrap();
    assert_eq!(copies.matches("tabindex=\"-1\"").count(), 4);
    assert_eq!(svg.matches("url(#map-hatch)").count(), 1);
    assert!(svg.contains("role=\"group\""));
    assert_eq!(svg.matches("<text").count(), INSETS.len());
}

#[test]
fn keeps_its_structure() {
    let few: Vec<Area> = all(Some("/territories/DEP-01")).into_iter().take(3).collect();
    let svg = structure(&links(&TEXTS, &few, &INSETS));
    // What has no area is unknown: said once, not ninety-eight times.
    let lines: Vec<&str> = svg
        .lines()
        .filter(|line| !line.starts_with("<path class=\"unknown\"") || line.contains(">04<"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn makes_a_file_that_stands_alone() {
    let entries = [
        Entry { shade: Shade::Step(0), text: "moins de 2,5", count: "16 dép." },
        Entry { shade: Shade::Unknown, text: "non disponible", count: "1 dép." },
    ];
    let legend = Legend {
        name: "MSP pour 100 000 habitants",
        entries: &entries,
        nation: "France : 4,0",
        note: "Autres échelles.",
    };
    let svg = picture(&TEXTS, &all(None), &INSETS, &legend);
    assert_sound(&svg);
    for said in
        ["role=\"img\"", ">MSP &amp; départements<", "Données simulées", ">16 dép.<", ">France : 4,0<"]
    {
        assert!(svg.contains(said), "{said}");
    }
    assert!(!svg.contains("<a ") && !svg.contains("aria-label="));
    assert_eq!(svg.matches("url(#map-hatch)").count(), 2, "a department and the legend");
}
