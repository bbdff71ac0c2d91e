//! Figures quoted from publications: `annee;date_reference;indicateur;perimetre;valeur;unite;nature;source`.

use std::io::BufRead;

use csv::StringRecord;
use serde::Deserialize;

use super::{Fault, Refusal, Report, fault};
use crate::domain::geography::france;
use crate::domain::measure::{Period, PublishedFigure};
use crate::domain::territory::Territory;

#[derive(Debug, Default)]
pub struct Figures {
    pub report: Report,
    pub figures: Vec<PublishedFigure>,
}

#[derive(Deserialize)]
struct Row {
    annee: String,
    date_reference: String,
    indicateur: String,
    perimetre: String,
    valeur: String,
    unite: String,
    nature: String,
    source: String,
}

/// # Errors
/// The file is refused when it is empty or lacks one of the columns.
pub fn read(file: impl BufRead) -> Result<Figures, Refusal> {
    let mut csv = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(file);
    let header = csv.headers().map_err(unreadable)?.clone();
    if header.is_empty() {
        return Err(Refusal::Empty);
    }
    let columns =
        ["annee", "date_reference", "indicateur", "perimetre", "valeur", "unite", "nature", "source"];
    if let Some(missing) = columns.iter().find(|column| !header.iter().any(|name| name == **column)) {
        return Err(Refusal::NotThisFormat {
            line: 1,
            problem: format!("the column “{missing}” is missing"),
        });
    }
    let mut figures = Figures::default();
    let mut record = StringRecord::new();
    loop {
        let read = match csv.read_record(&mut record) {
            Ok(false) => return Ok(figures),
            Ok(true) => record
                .deserialize(Some(&header))
                .map_err(|error| fault("line", error.to_string()))
                .and_then(|row: Row| figure(&row)),
            Err(error) if error.is_io_error() => return Err(unreadable(error)),
            Err(error) => Err(fault("line", error.to_string())),
        };
        match read {
            Ok(figure) => {
                figures.report.accept();
                figures.figures.push(figure);
            }
            Err(fault) => {
                let line = record.position().map_or(0, csv::Position::line);
                figures.report.reject(line, fault)?;
            }
        }
    }
}

fn unreadable(error: csv::Error) -> Refusal {
    Refusal::Unreadable(std::io::Error::other(error))
}

fn figure(row: &Row) -> Result<PublishedFigure, Fault> {
    let value: f64 = row.valeur.trim().replace(',', ".").parse().unwrap_or(f64::NAN);
    if !value.is_finite() {
        return Err(fault("valeur", format!("“{}” is not a number", row.valeur)));
    }
    let date = if row.date_reference.is_empty() { &row.annee } else { &row.date_reference };
    let period = Period::read(date.trim())
        .ok_or_else(|| fault("date_reference", format!("“{date}” is neither a year, a month nor a day")))?;
    if [&row.indicateur, &row.unite, &row.nature, &row.source].iter().any(|field| field.contains('\0')) {
        return Err(fault("line", "the line holds a NUL character"));
    }
    if row.indicateur.trim().is_empty() {
        return Err(fault("indicateur", "what is counted is missing"));
    }
    if row.source.trim().is_empty() {
        return Err(fault("source", "a figure without its source cannot be quoted"));
    }
    Ok(PublishedFigure {
        code: row.indicateur.trim().to_owned(),
        territory: territory(row.perimetre.trim())?,
        period,
        value,
        unit: row.unite.trim().to_owned(),
        nature: row.nature.trim().to_owned(),
        citation: row.source.trim().to_owned(),
    })
}

/// A code (`FR`, `REG-84`, `DEP-53`), a department number, or the name of France or of a region, accents or not.
fn territory(scope: &str) -> Result<Territory, Fault> {
    let known = |territory: &Territory| france().name(territory).is_some();
    let by_name = || {
        let same = |name: &str| plain(name) == plain(scope);
        let region = france().regions.iter().find(|region| same(region.name));
        region.map(|region| Territory::Region(region.code.to_owned()))
    };
    scope
        .parse()
        .ok()
        .or_else(|| (scope == "France").then_some(Territory::France))
        .or_else(|| Some(Territory::Department(scope.to_owned())).filter(&known))
        .or_else(by_name)
        .filter(known)
        .ok_or_else(|| fault("perimetre", format!("“{scope}” is not a territory of France")))
}

fn plain(name: &str) -> String {
    let letter = |c: char| match c {
        'é' | 'è' | 'ê' => 'e',
        'ô' => 'o',
        'î' => 'i',
        'à' | 'â' => 'a',
        '’' | '\'' | '-' => ' ',
        other => other,
    };
    name.to_lowercase().chars().map(letter).collect()
}
