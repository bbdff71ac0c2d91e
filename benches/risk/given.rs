//! The panel that the bench runs on.

use std::fs::{File, read_to_string};
use std::path::{Path, PathBuf};

use observatoire::ingest::panel::{Wanted, read};
use observatoire::risk::model::models::Places;
use observatoire::risk::model::panel::Panel;
use observatoire::risk::model::priors::Priors;

pub(crate) struct Given {
    pub(crate) panel: PathBuf,
    priors: PathBuf,
}

impl Given {
    pub(crate) fn from_environment() -> Self {
        let synthetic = || Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/risk/panel.csv");
        let panel =
            std::env::var_os("PANEL").filter(|path| !path.is_empty()).map_or_else(synthetic, PathBuf::from);
        let priors = panel.with_file_name("priors.json");
        Self { panel, priors }
    }

    pub(crate) fn paths(&self) -> (&str, &str) {
        (self.panel.to_str().expect("a path"), self.priors.to_str().expect("a path"))
    }

    fn header(&self) -> String {
        read_to_string(&self.panel).expect("the panel").lines().next().expect("a header").to_owned()
    }

    pub(crate) fn places(&self, panel: &Panel) -> Places<'static> {
        let known = |word: &'static str| panel.word(word).is_ok().then_some(word);
        Places { region: known("region"), area: known("area") }
    }

    /// The rare outcomes; a doctor lost is none.
    pub(crate) fn targets(&self) -> Vec<String> {
        let header =
            read_to_string(&self.panel).expect("the panel").lines().next().expect("a header").to_owned();
        let is_there = |target: &&str| header.split(',').any(|column| column == *target);
        ["y_exit", "y_below2"].iter().copied().filter(is_there).map(str::to_owned).collect()
    }

    pub(crate) fn read(&self, target: &str) -> (Panel, Priors) {
        let priors = Priors::read(&read_to_string(&self.priors).expect("priors"), target).expect("priors");
        let header = self.header();
        let features = priors.features();
        let numbers = features.iter().map(String::as_str).chain(["gp"]).collect();
        let wanted = Wanted {
            outcome: target,
            numbers,
            words: ["region", "area"]
                .into_iter()
                .filter(|word| header.split(',').any(|column| column == *word))
                .collect(),
            also: vec!["imd", "area_rural"],
        };
        let panel = read(File::open(&self.panel).expect("the panel"), &wanted).expect("a panel");
        (panel, priors)
    }
}
