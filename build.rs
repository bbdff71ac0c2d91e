//! Turns the administrative geography of the npm package `@etalab/decoupage-administratif`
//! (Licence Ouverte) into four small tab-separated tables that `domain::geography` embeds.
//! Nothing of the package is committed.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

const PACKAGE: &str = "node_modules/@etalab/decoupage-administratif";

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
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={PACKAGE}/package.json");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=jobs");
    println!("cargo::rerun-if-changed=dashboards");

    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let communes: Vec<Commune> = read("communes.json");
    let departments: Vec<Department> = read("departements.json");
    let regions: Vec<Region> = read("regions.json");
    let epcis: Vec<Epci> = read("epci.json");

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
}

fn read<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let path = format!("{PACKAGE}/data/{name}");
    let text = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{path}: {error}. Run `make setup` (it calls `npm ci`) first."));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
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
