use super::super::{Zone, prefecture};
use super::*;

#[test]
fn draws_each_of_the_101_departments_that_has_a_name_and_people() {
    let drawn: Vec<&str> = sheet().outlines.iter().map(|outline| outline.department).collect();
    let mut named: Vec<&str> = france()
        .departments
        .iter()
        .filter(|d| d.zone != Zone::Com && !d.name.is_empty())
        .map(|d| d.code)
        .collect();
    named.sort_unstable();
    assert_eq!(drawn.len(), 101);
    assert_eq!(drawn, named);
    for code in drawn {
        let communes = france().communes().iter().filter(|commune| commune.department == code);
        assert!(communes.filter_map(|commune| commune.population).sum::<u64>() > 70_000, "{code}");
    }
}

/// The prefectures are known to a hundredth of a degree (1 km), and some stand on the shore.
#[test]
fn places_every_prefecture_in_its_own_department() {
    const TOLERANCE: f64 = 1.3; // km
    for outline in &sheet().outlines {
        let code = outline.department;
        let (longitude, latitude) = prefecture(code).unwrap();
        let spot = place(code, longitude, latitude).unwrap();
        let km = (spot.1 - place(code, longitude, latitude + 0.1).unwrap().1) / 11.1;
        let away = outline.distance(spot) / km;
        assert!(away <= TOLERANCE, "{code}: {away:.2} km away at {spot:?}");
        let other = sheet().outlines.iter().find(|other| other.department != code && other.contains(spot));
        assert!(other.is_none(), "{code} falls into {other:?}");
    }
}

/// Capes and borders whose coordinates every atlas gives: a shift or a wrong scale would show here first.
#[test]
fn places_the_ends_of_france_on_its_edge() {
    for (name, code, longitude, latitude) in [
        ("Dunkerque, the border at Bray-Dunes", "59", 2.545, 51.089),
        ("pointe de Corsen", "29", -4.795, 48.413),
        ("Lauterbourg, the Rhine", "67", 8.23, 48.975),
        ("cap Cerbère", "66", 3.17, 42.435),
        ("cap Corse", "2B", 9.38, 43.01),
        ("Capo di Feno, south of Corsica", "2A", 9.22, 41.37),
    ] {
        let spot = place(code, longitude, latitude).unwrap();
        let away = sheet().outline(code).unwrap().to_edge(spot);
        assert!(away < 1.6, "{name}: {away:.2} units away at {spot:?}");
    }
}

#[test]
fn places_nothing_that_is_far_or_not_drawn() {
    assert_eq!(place("01", 48.0, 5.0), None, "a latitude for a longitude");
    assert_eq!(place("29", f64::NAN, 48.0), None);
    assert_eq!(place("987", -149.57, -17.54), None);
    assert_eq!(place("XX", 2.0, 48.0), None);
}

#[test]
fn keeps_all_on_the_sheet_and_the_metropole_out_of_the_boxes() {
    let sheet = sheet();
    let spots = |outline: &Outline| outline.rings.concat();
    for outline in &sheet.outlines {
        let inset = sheet.insets.iter().find(|inset| inset.departments == [outline.department]);
        for spot in spots(outline) {
            assert!(SHEET.contains(spot), "{} leaves the sheet", outline.department);
            let within = sheet.insets.iter().find(|inset| inset.frame.contains(spot));
            assert_eq!(inset.map(|i| i.frame), within.map(|i| i.frame), "{} at {spot:?}", outline.department);
        }
    }
    let paris = sheet.insets.last().unwrap();
    assert_eq!(sheet.enlarged.len(), 4);
    assert!(sheet.enlarged.iter().flat_map(spots).all(|spot| paris.frame.contains(spot)));
}

#[test]
fn neighbours_share_their_borders() {
    let sheet = sheet();
    let codes: std::collections::BTreeSet<&str> = ["22", "29", "35", "56"].into();
    let lines =
        border::between(&sheet.outlines, |code| Some(if codes.contains(code) { "in" } else { "out" }));
    let bretagne = extent(&["22", "29", "35", "56"]).unwrap();
    assert!(!lines.is_empty() && lines.iter().flatten().all(|spot| bretagne.contains(*spot)));
    // The border of Bretagne runs from the bay of the Mont-Saint-Michel to the mouth of the Vilaine.
    let length =
        |line: &Vec<Spot>| line.windows(2).map(|w| (w[0].0 - w[1].0).hypot(w[0].1 - w[1].1)).sum::<f64>();
    let whole: f64 = lines.iter().map(length).sum();
    assert!((90.0..260.0).contains(&whole), "{whole}");
    let all: f64 = sheet.region_borders.iter().map(length).sum();
    assert!((2_000.0..6_000.0).contains(&all), "{all}");
}

#[test]
fn gives_the_box_of_any_departments() {
    let corse = extent(&["2A", "2B"]).unwrap();
    assert!(corse.width() > 35.0 && corse.height() > 90.0);
    assert!(
        corse.contains(place("2A", 8.95, 41.8).unwrap()) && !corse.contains(place("06", 7.2, 44.0).unwrap())
    );
    assert_eq!(extent(&["988"]), None);
    assert!(extent(&["974"]).unwrap().width() > 60.0);
    let (x, y) = sheet().outline("23").unwrap().centre();
    let (px, py) = place("23", 2.02, 46.09).unwrap();
    assert!((x - px).hypot(y - py) < 3.0, "the middle of the Creuse");
}
