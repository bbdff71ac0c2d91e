//! The register of an ARS, `registre.csv`: UTF-8, `;`, one line a structure or project, key `id_registre`.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use chrono::NaiveDate;
use csv::StringRecord;

use super::{Fault, Refusal, Report, fault};
use crate::domain::finess::SIMULATED_MARK;
use crate::domain::geography::france;
use crate::domain::register::{Entry, Form, Status};

#[derive(Debug, Default)]
pub struct Register {
    pub report: Report,
    pub entries: Vec<Entry>,
    pub is_simulated: bool,
    /// Columns of the file that the layout does not know; they are not read.
    pub unknown_columns: Vec<String>,
    /// Entries that rejected lines speak of: not being read is not being gone.
    pub unreadable: HashSet<String>,
    /// A rejected line does not even tell its entry: nobody knows what is gone.
    pub is_torn: bool,
}

const COLUMNS: [&str; 16] = [
    "id_registre",
    "finess_et",
    "nom",
    "insee_commune",
    "statut",
    "date_idee",
    "date_depot_projet",
    "date_validation_ars",
    "date_ouverture",
    "date_cloture",
    "forme",
    "mspu",
    "structure_mere",
    "qpv",
    "succede_a",
    "confirme_le",
];

/// Without these a line says nothing.
const KEYS: [&str; 4] = ["id_registre", "nom", "insee_commune", "statut"];

impl Register {
    /// The day of the file: the last one on which the ARS confirmed a line.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.entries.iter().filter_map(|entry| entry.confirmed_on).max()
    }
}

/// `received` confirms what the file does not date: its lines hold since then at the latest.
///
/// # Errors
/// The file is refused when it is empty or lacks a key column.
pub fn read(file: impl BufRead, received: NaiveDate) -> Result<Register, Refusal> {
    let mut csv = csv::ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(file);
    let header = csv.headers().map_err(unreadable)?.clone();
    if header.is_empty() {
        return Err(Refusal::Empty);
    }
    if let Some(missing) = KEYS.iter().find(|key| !header.iter().any(|name| name.trim() == **key)) {
        let problem = format!("the column “{missing}” is missing");
        return Err(Refusal::NotThisFormat { line: 1, problem });
    }
    let positions = COLUMNS.map(|column| header.iter().position(|name| name.trim() == column));
    let unknown_columns =
        header.iter().map(str::trim).filter(|name| !COLUMNS.contains(name)).map(str::to_owned);
    let mut register = Register { unknown_columns: unknown_columns.collect(), ..Register::default() };
    let mut read: Vec<(u64, Entry)> = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let entry = match csv.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => Line { positions: &positions, record: &record, width: header.len() }.entry(),
            Err(error) if error.is_io_error() => return Err(unreadable(error)),
            Err(error) => Err(fault("line", error.to_string())),
        };
        let line = record.position().map_or(0, csv::Position::line);
        match entry {
            Ok(entry) => read.push((line, entry)),
            Err(fault) => {
                // What a stray quote swallowed cannot be told.
                let is_swallowed = record.iter().any(|field| field.contains(['\n', '\r']));
                let id = positions[0].and_then(|at| record.get(at)).filter(|_| !is_swallowed);
                register.hold_back(id);
                register.report.reject(line, fault)?;
            }
        }
    }
    let day = read.iter().filter_map(|(_, entry)| entry.confirmed_on).max().unwrap_or(received);
    for (_, entry) in &mut read {
        entry.confirmed_on.get_or_insert(day);
    }
    register.keep(read)?;
    Ok(register)
}

fn unreadable(error: csv::Error) -> Refusal {
    Refusal::Unreadable(std::io::Error::other(error))
}

impl Register {
    fn hold_back(&mut self, id: Option<&str>) {
        match id.map(str::trim).filter(|id| !id.is_empty()) {
            Some(id) => {
                self.unreadable.insert(id.to_owned());
            }
            None => self.is_torn = true,
        }
    }

    /// Lines that share a key are all rejected: nobody can tell which one is right.
    fn keep(&mut self, read: Vec<(u64, Entry)>) -> Result<(), Refusal> {
        let mut lines: HashMap<String, Vec<u64>> = HashMap::new();
        for (line, entry) in &read {
            lines.entry(entry.id.clone()).or_default().push(*line);
        }
        for (line, entry) in read {
            let sharing: Vec<String> =
                lines[&entry.id].iter().filter(|other| **other != line).map(u64::to_string).collect();
            if sharing.is_empty() {
                self.is_simulated |= entry.name.contains(SIMULATED_MARK);
                self.report.accept();
                self.entries.push(entry);
            } else {
                self.unreadable.insert(entry.id.clone());
                let reason = format!("“{}” also stands on line {}", entry.id, sharing.join(", "));
                self.report.reject(line, fault("id_registre", reason))?;
            }
        }
        self.report.rejections.sort_by_key(|rejection| rejection.line);
        Ok(())
    }
}

struct Line<'a> {
    positions: &'a [Option<usize>; COLUMNS.len()],
    record: &'a StringRecord,
    width: usize,
}

impl Line<'_> {
    fn entry(&self) -> Result<Entry, Fault> {
        if self.record.len() != self.width {
            let reason = format!("{} fields where the header has {}", self.record.len(), self.width);
            return Err(fault("line", reason));
        }
        if self.record.iter().any(|field| field.contains('\0')) {
            return Err(fault("line", "the line holds a NUL character"));
        }
        if self.record.iter().any(|field| field.contains(['\n', '\r'])) {
            return Err(fault("line", "a quote that is not closed swallows the lines below"));
        }
        let code = self.needed("insee_commune")?;
        let commune = france()
            .commune(code)
            .ok_or_else(|| fault("insee_commune", format!("“{code}” is not the INSEE code of a commune")))?;
        let entry = Entry {
            id: self.needed("id_registre")?.to_owned(),
            finess: self
                .field("finess_et")
                .map(|text| text.parse().map_err(|_| wrong("finess_et", text, "a FINESS number")))
                .transpose()?,
            name: self.needed("nom")?.to_owned(),
            commune: commune.code.to_owned(),
            department: commune.department.to_owned(),
            status: status(self.needed("statut")?)?,
            imagined_on: self.day("date_idee")?,
            filed_on: self.day("date_depot_projet")?,
            recognised_on: self.day("date_validation_ars")?,
            opened_on: self.day("date_ouverture")?,
            ended_on: self.day("date_cloture")?,
            form: self.field("forme").map(form).transpose()?,
            is_university: self.yes_or_no("mspu")?,
            parent: self.field("structure_mere").map(str::to_owned),
            is_priority_district: self.yes_or_no("qpv")?,
            succeeds: self.field("succede_a").map(str::to_owned),
            confirmed_on: self.day("confirme_le")?,
        };
        entry.check().map_err(|impossible| fault(impossible.column, impossible.reason))?;
        Ok(entry)
    }

    /// None when empty, or when the file does not have the column.
    fn field(&self, column: &str) -> Option<&str> {
        let at = COLUMNS.iter().position(|name| *name == column).and_then(|i| self.positions[i])?;
        self.record.get(at).map(str::trim).filter(|text| !text.is_empty())
    }

    fn needed(&self, column: &'static str) -> Result<&str, Fault> {
        self.field(column).ok_or_else(|| fault(column, "is empty"))
    }

    fn day(&self, column: &'static str) -> Result<Option<NaiveDate>, Fault> {
        let day = |text: &str| text.parse().map_err(|_| wrong(column, text, "a day (AAAA-MM-JJ)"));
        self.field(column).map(day).transpose()
    }

    fn yes_or_no(&self, column: &'static str) -> Result<Option<bool>, Fault> {
        match self.field(column) {
            None => Ok(None),
            Some("oui") => Ok(Some(true)),
            Some("non") => Ok(Some(false)),
            Some(text) => Err(wrong(column, text, "oui or non")),
        }
    }
}

fn wrong(column: &'static str, text: &str, expected: &str) -> Fault {
    fault(column, format!("“{text}” is not {expected}"))
}

fn status(text: &str) -> Result<Status, Fault> {
    Ok(match text {
        "projet" => Status::Project,
        "valide" => Status::Recognised,
        "ouvert" => Status::Open,
        "ferme" => Status::Closed,
        "fusionne" => Status::Merged,
        "abandonne" => Status::Abandoned,
        _ => return Err(wrong("statut", text, "projet, valide, ouvert, ferme, fusionne or abandonne")),
    })
}

fn form(text: &str) -> Result<Form, Fault> {
    Ok(match text {
        "aucune" => Form::None,
        "association" => Form::Association,
        "sisa" => Form::Sisa,
        _ => return Err(wrong("forme", text, "aucune, association or sisa")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str =
        "id_registre;finess_et;nom;insee_commune;statut;date_depot_projet;date_ouverture;ville";

    const RECEIVED: NaiveDate = NaiveDate::MIN;

    fn file(lines: &[&str]) -> Register {
        read(format!("\u{feff}{HEADER}\n{}\n", lines.join("\n")).as_bytes(), RECEIVED).unwrap()
    }

    #[test]
    fn keeps_the_good_lines_and_says_what_is_wrong_with_the_others() {
        let register = file(&[
            "A1;010012345;MSP DU LAC;01053;ouvert;2019-01-01;2020-06-01;",
            "A2;;MSP DU BOIS;01053;projet;2024-02-30;;",
            "A3;;MSP DU PRE;99999;projet;;;",
            "A4;;MSP DU PONT;01053;ouvert;2021-01-01;2020-06-01;",
            "A5;;\"MSP; DU \"\"CHATEAU\"\"\";01053;projet;;;",
            "A6;;MSP X;01053;projet;;;",
            "A6;;MSP Y;01053;projet;;;",
            "A7;;MSP Z;01053",
        ]);
        let ids: Vec<&str> = register.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["A1", "A5"]);
        assert_eq!(register.entries[1].name, "MSP; DU \"CHATEAU\"");
        assert_eq!(register.unknown_columns, ["ville"]);
        let told: Vec<(u64, &str)> =
            register.report.rejections.iter().map(|r| (r.line, r.column.as_str())).collect();
        let expected = [
            (3, "date_depot_projet"),
            (4, "insee_commune"),
            (5, "date_ouverture"),
            (7, "id_registre"),
            (8, "id_registre"),
            (9, "line"),
        ];
        assert_eq!(told, expected);
        assert_eq!(register.report.tally.read, 8);
    }

    #[test]
    fn a_stray_quote_swallows_no_line_in_silence() {
        let register = file(&[
            "A1;;\"MSP DU LAC;01053;projet;;;",
            "A2;;MSP DU BOIS;01053;projet;;;",
            "A3;;MSP\";01053;projet;;;",
        ]);
        assert_eq!((register.entries.len(), register.is_torn), (0, true));
        assert!(register.report.rejections[0].reason.contains("swallows"));
    }

    #[test]
    fn a_file_without_a_key_column_is_refused() {
        let refusal = read("id_registre;nom;statut\n".as_bytes(), RECEIVED).unwrap_err();
        assert_eq!(refusal.to_string(), "line 1: the column “insee_commune” is missing");
        assert!(matches!(read("".as_bytes(), RECEIVED), Err(Refusal::Empty)));
    }

    proptest::proptest! {
        #[test]
        fn no_file_makes_it_panic(body in "[\\PC;\"\n]{0,300}") {
            if let Ok(register) = read(format!("{HEADER}\n{body}").as_bytes(), RECEIVED) {
                let tally = register.report.tally;
                proptest::prop_assert_eq!(tally.read, tally.accepted + tally.rejected);
                proptest::prop_assert_eq!(register.entries.len() as u64, tally.accepted);
            }
        }
    }
}
