//! A file on its way: it lies hidden in the inbox until it is whole, beside a note of what it is a part of.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use flate2::read::MultiGzDecoder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::answer::Validators;
use crate::domain::writing::hexadecimal;

/// Held by one process at a time.
pub(super) struct Part {
    folder: PathBuf,
    name: String,
    file: File,
    hash: Sha256,
    bytes: u64,
    note: Note,
}

/// What the bytes belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    address: String,
    validators: Validators,
}

/// Why a whole file is not to be kept.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// More may follow.
    Short,
    Damaged(String),
}

/// Whether a path still leads to an open file.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match std::fs::metadata(path) {
        Ok(there) => {
            let held = file.metadata()?;
            Ok((held.dev(), held.ino()) == (there.dev(), there.ino()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

impl Part {
    /// Takes up what an earlier attempt left of `name`.
    ///
    /// # Errors
    /// The folder cannot be written to, or another process is at it.
    pub(super) fn open(folder: &Path, name: &str) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let path = folder.join(format!(".{name}.part"));
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
        let taken = || io::Error::other("another process is downloading the same file");
        file.try_lock().map_err(|_| taken())?;
        if !is_at(&file, &path)? {
            // It was given its name in the inbox between the opening and the lock.
            return Err(taken());
        }
        let mut part = Self {
            folder: folder.to_owned(),
            name: name.to_owned(),
            file,
            hash: Sha256::new(),
            bytes: 0,
            note: Note::default(),
        };
        let note = std::fs::read(part.beside()).ok().and_then(|text| serde_json::from_slice(&text).ok());
        if let Some(note) = note {
            part.note = note;
            part.read_again()?;
        }
        Ok(part)
    }

    /// Hashes what is there, and stands behind it.
    fn read_again(&mut self) -> io::Result<()> {
        let mut chunk = vec![0; 1 << 16];
        loop {
            let n = self.file.read(&mut chunk)?;
            if n == 0 {
                return Ok(());
            }
            self.hash.update(&chunk[..n]);
            self.bytes += n as u64;
        }
    }

    /// The bytes that are there and what they belong to, if it is what is asked for now.
    pub(super) fn of(&self, address: &str) -> Option<(u64, Validators)> {
        (self.note.address == address && self.bytes > 0).then(|| (self.bytes, self.note.validators.clone()))
    }

    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Begins anew. The old bytes go before the new note comes, so that it never speaks of them.
    pub(super) fn begin(&mut self, address: &str, validators: &Validators) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.hash = Sha256::new();
        self.bytes = 0;
        self.note = Note { address: address.to_owned(), validators: validators.clone() };
        std::fs::write(self.beside(), serde_json::to_vec(&self.note)?)
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    pub(super) fn sha256(&self) -> String {
        hexadecimal(&self.hash.clone().finalize())
    }

    /// Whether the file is what its name and its definition say; a packed one is unpacked to know.
    pub(super) fn flaw(&mut self, sha256: Option<&str>) -> io::Result<Option<Flaw>> {
        if self.name.ends_with(".gz") {
            self.file.seek(SeekFrom::Start(0))?;
            match io::copy(&mut MultiGzDecoder::new(io::BufReader::new(&self.file)), &mut io::sink()) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(Some(Flaw::Short)),
                Err(error) => return Ok(Some(Flaw::Damaged(format!("it cannot be unpacked: {error}")))),
            }
        }
        let is_other = |expected: &str| !expected.eq_ignore_ascii_case(&self.sha256());
        let other = || Flaw::Damaged(format!("its sha256 is {}, not that of the definition", self.sha256()));
        Ok(sha256.is_some_and(is_other).then(other))
    }

    /// Gives the file its name in the inbox: the old one with the day and the start of its hash, so that no file that
    /// was not read yet is overwritten.
    pub(super) fn publish(self, today: NaiveDate) -> io::Result<String> {
        let (stem, kind) = self.name.split_at(self.name.find('.').unwrap_or(self.name.len()));
        let name = format!("{stem}.{}-{}{kind}", today.format("%Y%m%d"), &self.sha256()[..8]);
        self.file.sync_all()?;
        std::fs::rename(self.hidden(), self.folder.join(&name))?;
        std::fs::remove_file(self.beside())?;
        File::open(&self.folder)?.sync_all()?;
        Ok(name)
    }

    /// What is there is good for nothing; the next answer begins anew.
    pub(super) fn disown(&mut self) {
        self.note = Note::default();
    }

    pub(super) fn remove(self) -> io::Result<()> {
        for path in [self.beside(), self.hidden()] {
            match std::fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    fn hidden(&self) -> PathBuf {
        self.folder.join(format!(".{}.part", self.name))
    }

    fn beside(&self) -> PathBuf {
        self.folder.join(format!(".{}.part.json", self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_process_published_is_not_the_one_that_was_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".a.part");
        let file = File::create(&path).unwrap();
        assert!(is_at(&file, &path).unwrap());
        std::fs::rename(&path, folder.path().join("a")).unwrap();
        assert!(!is_at(&file, &path).unwrap(), "published");
        File::create(&path).unwrap();
        assert!(!is_at(&file, &path).unwrap(), "and begun again");
    }
}
