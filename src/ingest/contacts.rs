//! The directory of contacts: `role;territoire;finess_et;nom_service;courriel;telephone;langue;frequence;verifie_le`.
//! Columns that nobody asked for are not read, so that no more is kept of people than is needed.

use std::collections::HashMap;
use std::io::BufRead;

use chrono::NaiveDate;
use csv::StringRecord;
use serde::Deserialize;

use super::{Fault, Refusal, Report, fault};
use crate::domain::contact::{Contact, Frequency, Kind};
use crate::domain::geography::france;
use crate::domain::statement::Subject;
use crate::domain::territory::{Level, Territory};
use crate::domain::writing::Language;

#[derive(Debug, Default)]
pub struct Directory {
    pub report: Report,
    pub contacts: Vec<Contact>,
}

#[derive(Deserialize)]
struct Row {
    role: String,
    #[serde(default)]
    territoire: String,
    #[serde(default)]
    finess_et: String,
    nom_service: String,
    courriel: String,
    #[serde(default)]
    telephone: String,
    #[serde(default)]
    langue: String,
    #[serde(default)]
    frequence: String,
    #[serde(default)]
    verifie_le: String,
}

/// Reads a directory that came on `day`.
///
/// # Errors
/// The file is refused when it is empty or lacks one of the columns.
pub fn read(file: impl BufRead, day: NaiveDate) -> Result<Directory, Refusal> {
    let mut csv =
        csv::ReaderBuilder::new().delimiter(b';').trim(csv::Trim::All).flexible(true).from_reader(file);
    let header = csv.headers().map_err(unreadable)?.clone();
    if header.is_empty() {
        return Err(Refusal::Empty);
    }
    let needed = ["role", "nom_service", "courriel"];
    if let Some(missing) = needed.iter().find(|it| !header.iter().any(|name| name == **it)) {
        let problem = format!("the column “{missing}” is missing");
        return Err(Refusal::NotThisFormat { line: 1, problem });
    }
    let mut read = Vec::new();
    let mut directory = Directory::default();
    let mut record = StringRecord::new();
    loop {
        let line = |record: &StringRecord| record.position().map_or(0, csv::Position::line);
        let contact = match csv.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => record
                .deserialize(Some(&header))
                .map_err(|error| fault("line", error.to_string()))
                .and_then(|row: Row| contact(&row, day)),
            Err(error) if error.is_io_error() => return Err(unreadable(error)),
            Err(error) => Err(fault("line", error.to_string())),
        };
        match contact {
            Ok(contact) => read.push((line(&record), contact)),
            Err(fault) => directory.report.reject(line(&record), fault)?,
        }
    }
    directory.keep(read)?;
    Ok(directory)
}

fn unreadable(error: csv::Error) -> Refusal {
    Refusal::Unreadable(std::io::Error::other(error))
}

impl Directory {
    /// Lines that share a key contradict each other: none is believed.
    fn keep(&mut self, read: Vec<(u64, Contact)>) -> Result<(), Refusal> {
        let key = |contact: &Contact| (contact.kind, contact.place.clone(), contact.email.clone());
        let mut lines: HashMap<_, usize> = HashMap::new();
        for (_, contact) in &read {
            *lines.entry(key(contact)).or_default() += 1;
        }
        for (line, contact) in read {
            if lines.get(&key(&contact)).is_some_and(|count| *count > 1) {
                self.report
                    .reject(line, fault("courriel", "several lines give this address for this place"))?;
            } else {
                self.report.accept();
                self.contacts.push(contact);
            }
        }
        self.report.rejections.sort_by_key(|rejection| rejection.line);
        Ok(())
    }
}

/// Addresses and numbers of telephones are not quoted: a rejected line is kept longer than they should be.
fn contact(row: &Row, day: NaiveDate) -> Result<Contact, Fault> {
    let kinds = Kind::ALL.map(Kind::as_str).join(", ");
    let kind = Kind::read(&row.role).ok_or_else(|| fault("role", format!("write one of {kinds}")))?;
    let place = place(row, kind)?;
    let is_written = |text: &str| !text.is_empty() && !text.chars().any(char::is_control);
    if !is_written(&row.nom_service) {
        return Err(fault("nom_service", "the service has no name"));
    }
    let phone = Some(row.telephone.clone()).filter(|phone| !phone.is_empty());
    if phone
        .as_deref()
        .is_some_and(|phone| !phone.chars().all(|c| c.is_ascii_digit() || " +().-".contains(c)))
    {
        return Err(fault("telephone", "not the number of a telephone"));
    }
    let verified_on = match row.verifie_le.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| fault("verifie_le", format!("“{text}” is not a day")))?),
    };
    if verified_on.is_some_and(|on| on > day) {
        return Err(fault("verifie_le", "the day is still to come"));
    }
    Ok(Contact {
        kind,
        place,
        office: row.nom_service.clone(),
        email: row.courriel.parse().map_err(|_| fault("courriel", "not an e-mail address"))?,
        phone,
        language: match row.langue.as_str() {
            "" | "fr" => Language::French,
            "en" => Language::English,
            _ => return Err(fault("langue", "write fr or en")),
        },
        frequency: match row.frequence.as_str() {
            "" | "immediat" => Frequency::Immediate,
            "hebdomadaire" => Frequency::Weekly,
            "mensuel" => Frequency::Monthly,
            "jamais" => Frequency::Never,
            _ => return Err(fault("frequence", "write immediat, hebdomadaire, mensuel or jamais")),
        },
        verified_on,
        refused: Vec::new(),
    })
}

/// A structure answers for itself, everybody else for a region, a department or the country.
fn place(row: &Row, kind: Kind) -> Result<Subject, Fault> {
    match (kind, row.territoire.as_str(), row.finess_et.as_str()) {
        (Kind::Msp, "", number) => {
            let number =
                number.parse().map_err(|_| fault("finess_et", format!("“{number}” is no FINESS number")))?;
            Ok(Subject::Structure(number))
        }
        (Kind::Msp, ..) => Err(fault("territoire", "an msp is named by finess_et alone")),
        (_, code, "") => {
            let known = |territory: &Territory| {
                matches!(territory.level(), Level::France | Level::Region | Level::Department)
                    && france().name(territory).is_some()
            };
            let territory = code.parse().ok().filter(known);
            let refused =
                || fault("territoire", format!("“{code}” is neither FR, a region nor a department"));
            territory.map(Subject::Territory).ok_or_else(refused)
        }
        _ => Err(fault("finess_et", "only an msp is named by a structure")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "role;territoire;finess_et;nom_service;courriel;telephone;langue;frequence;verifie_le\n";

    fn read_lines(lines: &str) -> Directory {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        read(format!("{HEADER}{lines}").as_bytes(), day).unwrap()
    }

    #[test]
    fn a_line_is_a_contact_or_says_why_not() {
        let directory = read_lines(
            "ars;REG-84;;Cellule MSP;Msp@ars.invalid;04 00 00 00 00;fr;hebdomadaire;2026-11-01\n\
             msp;;010009999;Coordination;msp@lac.invalid;;;;\n\
             ars;REG-99;;X;x@y.invalid;;;;\n\
             ars;REG-84;;X;x.invalid;;;;\n\
             ars;REG-84;;X;x@y.invalid;;;;2027-01-01\n\
             msp;REG-84;;X;x@y.invalid;;;;\n\
             ars;FR;;X;x@y.invalid;;de;;\n\
             ars;DEP-01;;X;twice@y.invalid;;;;\n\
             ars;DEP-01;;Y;twice@y.invalid;;;;\n",
        );
        let columns: Vec<&str> = directory.report.rejections.iter().map(|it| it.column.as_str()).collect();
        let expected =
            ["territoire", "courriel", "verifie_le", "territoire", "langue", "courriel", "courriel"];
        assert_eq!(columns, expected);
        let [desk, own] = &directory.contacts[..] else { panic!("two contacts") };
        assert_eq!((desk.email.as_str(), desk.frequency), ("msp@ars.invalid", Frequency::Weekly));
        assert!(desk.verified_on.is_some() && own.verified_on.is_none());
        assert_eq!((own.place.to_string().as_str(), own.language), ("010009999", Language::French));
        let told: Vec<&str> = directory.report.rejections.iter().map(|it| it.reason.as_str()).collect();
        assert!(!told.concat().contains(".invalid"), "no address is kept in a rejection");
    }
}
