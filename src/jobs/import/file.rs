//! A file on disk: its hash, and reading it with a sense of progress.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::writing::hexadecimal;

/// Bytes read so far, of how many; told by whichever thread reads.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Sync);

#[derive(Debug)]
pub(super) struct Fingerprint {
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

pub(super) fn fingerprint(path: &Path) -> io::Result<Fingerprint> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let n = file.read(&mut chunk)?;
        if n == 0 {
            break;
        }
        hash.update(&chunk[..n]);
        bytes += n as u64;
    }
    Ok(Fingerprint { sha256: hexadecimal(&hash.finalize()), bytes })
}

/// A file that tells how far it has been read.
pub(super) struct Counted<'a> {
    file: File,
    done: u64,
    total: u64,
    progress: Progress<'a>,
}

pub(super) fn open<'a>(
    path: &Path,
    total: u64,
    progress: Progress<'a>,
) -> io::Result<BufReader<Counted<'a>>> {
    let file = File::open(path)?;
    Ok(BufReader::with_capacity(1 << 16, Counted { file, done: 0, total, progress }))
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.done += n as u64;
        (self.progress)(self.done, self.total);
        Ok(n)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.done = self.file.seek(to)?;
        Ok(self.done)
    }
}
