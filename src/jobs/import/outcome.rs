//! What became of a file, as a script and a person read it.

use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use crate::ingest::{Rejection, Report};
use crate::store::imports::Import;

/// What became of a file.
#[derive(Debug, Serialize)]
pub struct Outcome {
    pub source: String,
    pub file: String,
    pub snapshot: Option<NaiveDate>,
    pub read: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub status: Status,
    pub reason: Option<String>,
    /// Of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    #[serde(skip)]
    pub rejections: Vec<Rejection>,
    #[serde(skip)]
    pub is_simulated: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Status {
    #[serde(rename = "imported")]
    Imported,
    #[serde(rename = "already imported")]
    AlreadyImported,
    #[serde(rename = "refused")]
    Refused,
    #[serde(rename = "dry run")]
    DryRun,
}

impl Outcome {
    /// Of a file about to be read.
    pub(super) fn of(source: &str, path: &Path) -> Self {
        Self {
            source: source.to_owned(),
            file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            snapshot: None,
            read: 0,
            accepted: 0,
            rejected: 0,
            status: Status::Refused,
            reason: None,
            sheet: None,
            rejections: Vec::new(),
            is_simulated: false,
        }
    }

    pub(super) fn refused(mut self, reason: String) -> Self {
        self.refuse(reason);
        self
    }

    pub(super) fn refuse(&mut self, reason: String) {
        self.status = Status::Refused;
        self.reason = Some(reason);
    }

    /// Takes over what the reader counted.
    pub(super) fn count(&mut self, snapshot: NaiveDate, report: &Report) {
        self.snapshot = Some(snapshot);
        self.read = report.tally.read;
        self.accepted = report.tally.accepted;
        self.rejected = report.tally.rejected;
        self.rejections.clone_from(&report.rejections);
    }

    /// The same content was read before.
    pub(super) fn known(&mut self, before: &Import) {
        self.snapshot = Some(before.snapshot);
        self.read = before.records_read.unsigned_abs();
        self.accepted = before.accepted.unsigned_abs();
        self.rejected = before.rejected.unsigned_abs();
        self.rejections.clear();
        self.status = Status::AlreadyImported;
        self.is_simulated = before.is_simulated;
        self.reason = Some(format!(
            "the same content was imported on {}, known from {}",
            before.imported_at.date(),
            before.known_from.date()
        ));
    }
}
