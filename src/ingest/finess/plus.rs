//! FINESS+ (`finess-structures-…json.gz`): one JSON document of hundreds of megabytes, read one legal entity at
//! a time. The stream is followed, not the published schema, which disagrees with it.

mod record;

use std::collections::HashSet;
use std::fmt;
use std::io::{BufReader, Read};

use chrono::NaiveDate;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::super::{Fault, Refusal, fault};
use super::{Edition, Known};
use crate::domain::edition::Flow;
use record::{Ege, Pmej};

const SCHEMA: &str = "v1.0.0";

pub(super) fn read(file: impl Read, known: &Known) -> Result<Edition, Refusal> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let mut document = Document {
        edition: Edition::new(Flow::Plus, NaiveDate::MIN),
        known,
        ordinal: 0,
        has_schema: false,
        seen: HashSet::new(),
        generated: None,
        refusal: None,
    };
    let mut json = serde_json::Deserializer::from_reader(&mut reader);
    let read = (&mut document).deserialize(&mut json).and_then(|()| json.end());
    if let Some(refusal) = document.refusal {
        return Err(refusal);
    }
    read.map_err(|error| match error.classify() {
        serde_json::error::Category::Io | serde_json::error::Category::Eof => {
            Refusal::Unreadable(std::io::Error::other(format!("the document is cut short ({error})")))
        }
        _ => not_this(error.line(), error.to_string()),
    })?;
    // The checksum stands at the very end of the file.
    std::io::copy(&mut reader, &mut std::io::sink())?;
    if !document.has_schema {
        return Err(not_this(1, "schemaVersion is missing"));
    }
    document.edition.snapshot = document.generated.ok_or_else(|| not_this(1, "generatedAt is missing"))?;
    Ok(document.edition)
}

fn not_this(line: usize, problem: impl Into<String>) -> Refusal {
    Refusal::NotThisFormat { line: line as u64, problem: problem.into() }
}

struct Document<'a> {
    edition: Edition,
    known: &'a Known,
    ordinal: u64,
    has_schema: bool,
    /// Establishments seen, packed: the same number twice is an error of the file.
    seen: HashSet<u64>,
    generated: Option<NaiveDate>,
    /// A refusal found inside the document, which serde could only carry as a text.
    refusal: Option<Refusal>,
}

impl Document<'_> {
    fn refuse<E: serde::de::Error>(&mut self, refusal: Refusal) -> E {
        let error = E::custom(&refusal);
        self.refusal = Some(refusal);
        error
    }

    fn legal_entity(&mut self, raw: &str) -> Result<(), Refusal> {
        self.ordinal += 1;
        self.edition.look_at(raw);
        if raw.contains("\\u0000") {
            return self.reject(raw, fault("pmej", "the entity holds a NUL character"));
        }
        let pmej: Pmej = match serde_json::from_str(raw) {
            Ok(pmej) => pmej,
            Err(error) => return self.reject(raw, fault("pmej", error.to_string())),
        };
        let entity = match pmej.legal_entity() {
            Ok(entity) => entity,
            Err(fault) => return self.reject(raw, fault),
        };
        let mut has_kept = false;
        for raw in &pmej.ege {
            let read = Ege::read(raw.get()).and_then(|ege| {
                let finess = ege.finess()?;
                if self.seen.insert(finess.packed()) {
                    return pmej.establishment(finess, &entity.finess, &ege, self.known);
                }
                Err(fault("numFinessEge", format!("{finess} stands already in the file")))
            });
            match read {
                Ok(establishment) => {
                    self.edition.report.accept();
                    if let Some(establishment) = establishment {
                        has_kept = true;
                        self.edition.keep(establishment);
                    }
                }
                Err(fault) => self.reject(raw.get(), fault)?,
            }
        }
        if has_kept || self.known.legal_entities.contains(&entity.finess) {
            self.edition.legal_entities.push(entity);
        }
        Ok(())
    }

    fn reject(&mut self, raw: &str, fault: Fault) -> Result<(), Refusal> {
        self.edition.hold_back(raw);
        self.edition.report.reject(self.ordinal, fault)
    }
}

impl<'de> DeserializeSeed<'de> for &mut Document<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a FINESS+ document with schemaVersion, generatedAt and pmej")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "schemaVersion" => {
                    let version: String = map.next_value()?;
                    if version != SCHEMA {
                        let problem =
                            format!("schemaVersion “{version}” is unknown; this reader knows {SCHEMA}");
                        return Err(self.refuse(not_this(1, problem)));
                    }
                    self.has_schema = true;
                }
                "generatedAt" => {
                    let text: String = map.next_value()?;
                    let day = text.get(..10).and_then(|day| day.parse().ok());
                    let Some(day) = day else {
                        return Err(self.refuse(not_this(1, format!("generatedAt “{text}” is not a date"))));
                    };
                    self.generated = Some(day);
                }
                "pmej" => map.next_value_seed(Entities(self))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// The array of legal entities, never held whole.
struct Entities<'a, 'b>(&'a mut Document<'b>);

impl<'de> DeserializeSeed<'de> for Entities<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entities<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an array of legal entities")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(raw) = seq.next_element::<Box<RawValue>>()? {
            if let Err(refusal) = self.0.legal_entity(raw.get()) {
                return Err(self.0.refuse(refusal));
            }
        }
        Ok(())
    }
}
