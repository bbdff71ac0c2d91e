//! Every address that is read, taken from the router itself: one that is new and takes something not known here fails the
//! test until somebody says what it takes.

use std::path::Path;

use rand::seq::IndexedRandom as _;

use super::PLACES;

#[derive(Debug)]
pub(super) struct Route(String);

/// Files that are answered under `{file}`.
const FILES: [(&str, &[&str]); 3] = [
    (
        "/indicateurs/{id}/{file}",
        &["trend.csv", "regions.csv", "parts.csv", "departments.csv", "trend.svg", "map.svg"],
    ),
    (
        "/territories/{code}/{file}",
        &["structures.csv", "trajectory.csv", "professions.csv", "departments.csv"],
    ),
    ("/declarer/{file}", &["declaration_mensuelle.csv", "declaration_annuelle.xlsx"]),
];
const INDICATORS: [&str; 5] = ["msp_open", "team_meetings", "aci_signed_share", "professionals", "students"];

/// All routes of `src/web/mod.rs` that are read, in their order.
pub(super) fn routes() -> Vec<Route> {
    let router = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/mod.rs");
    let text = std::fs::read_to_string(router).unwrap();
    let read = text.split(".route(\"").skip(1).filter_map(|rest| {
        let (path, after) = rest.split_once('"')?;
        after.trim_start_matches(',').trim_start().starts_with("read()").then(|| Route(path.to_owned()))
    });
    let routes: Vec<Route> = read.filter(|route| !route.0.starts_with("/assets")).collect();
    assert!(routes.len() > 40, "the router is not read as it is written: {routes:?}");
    routes
}

impl Route {
    /// Its addresses for this world.
    pub(super) fn paths(&self, chance: &mut impl rand::Rng) -> Vec<String> {
        let mut paths = vec![self.0.clone()];
        let mut each = |place: &str, values: Vec<String>| {
            if self.0.contains(place) {
                let filled =
                    |path: &String| values.iter().map(|value| path.replace(place, value)).collect::<Vec<_>>();
                paths = paths.iter().flat_map(filled).collect();
            }
        };
        each("{finess}", PLACES.iter().map(|place| place.0.to_owned()).collect());
        let codes = PLACES.iter().flat_map(|place| [place.1, place.2]).map(str::to_owned);
        each("{code}", codes.collect());
        if self.0.starts_with("/courriers") {
            each("{id}", (1..=2 * PLACES.len()).map(|id| id.to_string()).collect());
        }
        each("{id}", vec![(*INDICATORS.choose(chance).unwrap()).to_owned()]);
        // Of nobody: what a token opens is tried with those who hold one.
        each("{token}", vec!["0".repeat(64)]);
        each("{table}", vec!["declaration_mensuelle".to_owned()]);
        let files = FILES.iter().find(|(route, _)| *route == self.0).map_or(&[][..], |(_, files)| *files);
        each("{file}", files.iter().map(|file| (*file).to_owned()).collect());
        for path in &paths {
            assert!(!path.contains('{'), "say in tests/it/leaks what {} takes", self.0);
        }
        paths
    }
}
