//! A text file in blocks of whole lines, which several threads take one after the other.

use std::io::{self, ErrorKind, Read};

use memchr::{memchr, memchr_iter, memrchr};

/// Large enough that taking one costs nothing, small enough for the cache. No line comes near it; a longer one is
/// another kind of file.
pub(super) const BLOCK: usize = 1 << 20;

pub(super) struct Blocks<R> {
    reader: R,
    size: usize,
    /// The start of a line whose end is not read yet.
    carry: Vec<u8>,
    /// Of the first line that was not given yet, from 1.
    line: u64,
    is_over: bool,
}

/// Whole lines, and the number of the first.
#[derive(Default)]
pub(super) struct Block {
    buffer: Vec<u8>,
    length: usize,
    first_line: u64,
}

impl<R: Read> Blocks<R> {
    pub(super) fn new(reader: R, size: usize) -> Self {
        Self { reader, size, carry: Vec::new(), line: 1, is_over: false }
    }

    /// The first line, without its end; nothing when the file is empty.
    pub(super) fn header(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut block = Block::default();
        if !self.next(&mut block)? {
            return Ok(None);
        }
        let bytes = &block.buffer[..block.length];
        let end = memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
        self.carry = [&bytes[end..], &self.carry].concat();
        self.line = 2;
        Ok(Some(bytes[..end].trim_ascii_end().to_vec()))
    }

    /// Fills a block; false at the end of the file.
    pub(super) fn next(&mut self, block: &mut Block) -> io::Result<bool> {
        // What is carried may be more than a block: the last one, without the header.
        let room = self.size.max(self.carry.len() + 1);
        if block.buffer.len() != room {
            block.buffer = vec![0; room];
        }
        block.buffer[..self.carry.len()].copy_from_slice(&self.carry);
        let mut filled = self.carry.len();
        while filled < block.buffer.len() && !self.is_over {
            match self.reader.read(&mut block.buffer[filled..]) {
                Ok(0) => self.is_over = true,
                Ok(n) => filled += n,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let read = &block.buffer[..filled];
        block.length = match memrchr(b'\n', read) {
            _ if self.is_over => filled,
            Some(end) => end + 1,
            None => {
                let problem = format!("line {} is over {} bytes long", self.line, self.size);
                return Err(io::Error::other(problem));
            }
        };
        self.carry.clear();
        self.carry.extend_from_slice(&read[block.length..]);
        block.first_line = self.line;
        self.line += memchr_iter(b'\n', &read[..block.length]).count() as u64;
        Ok(block.length > 0)
    }

    /// Gives no more blocks.
    pub(super) fn stop(&mut self) {
        self.is_over = true;
        self.carry.clear();
    }
}

impl Block {
    /// The lines with their numbers, without their ends.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let mut rest = &self.buffer[..self.length];
        let lines = std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let line = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            Some(line.strip_suffix(b"\r").unwrap_or(line))
        });
        (self.first_line..).zip(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn gives_every_line_once_with_its_number(text in "(a|\r\n|\n){0,30}", size in 61usize..80) {
            let mut blocks = Blocks::new(text.as_bytes(), size);
            let mut block = Block::default();
            let header = blocks.header().unwrap();
            let mut lines = Vec::new();
            while blocks.next(&mut block).unwrap() {
                lines.extend(block.lines().map(|(number, line)| (number, line.to_vec())));
            }
            let mut expected = (1..).zip(text.lines().map(|line| line.as_bytes().to_vec()));
            proptest::prop_assert_eq!(header, expected.next().map(|(_, line)| line.trim_ascii_end().to_vec()));
            proptest::prop_assert_eq!(lines, expected.collect::<Vec<_>>());
        }

        #[test]
        fn small_blocks_give_the_same(lines in proptest::collection::vec("[ab]{0,9}", 1..30)) {
            let text = lines.join("\n");
            let all = |size| {
                let (mut blocks, mut block) = (Blocks::new(text.as_bytes(), size), Block::default());
                let mut all = Vec::new();
                while blocks.next(&mut block).unwrap() {
                    all.extend(block.lines().map(|(number, line)| (number, line.to_vec())));
                }
                all
            };
            proptest::prop_assert_eq!(all(11), all(BLOCK));
        }
    }

    #[test]
    fn a_line_without_end_is_refused() {
        let text = [b'a'; 100];
        assert!(Blocks::new(&text[..], 50).next(&mut Block::default()).is_err());
    }
}
