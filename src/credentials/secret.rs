//! The secret of the installation, under which persons become keys, and salts the secrets of second factors.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rand::TryRng as _;
use rand::rngs::SysRng;

use crate::domain::writing::hexadecimal;

/// Never in the database, never in a log. Two installations on one database need the same: else the persons of one are
/// strangers to the other, and codes that one asks for are wrong to the other.
#[derive(Clone)]
pub struct Secret(Place);

#[derive(Clone)]
enum Place {
    Given(String),
    /// Made when it is first asked for.
    File(PathBuf),
}

/// What hides in it must not be shorter than what it hides behind.
pub const SHORTEST: usize = 32;

impl Secret {
    /// The one given, or that of a file in the data folder.
    #[must_use]
    pub fn new(given: Option<&str>, data: &Path) -> Self {
        let given = given.map(|text| Place::Given(text.to_owned()));
        Self(given.unwrap_or_else(|| Place::File(data.join("secret"))))
    }

    /// # Errors
    /// The file cannot be read or made, or is too short; the error names it, not what it holds.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let path = match &self.0 {
            Place::Given(text) => return Ok(text.clone().into_bytes()),
            Place::File(path) => path,
        };
        let read = || match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                make(path)?;
                fs::read(path)
            }
            read => read,
        };
        let told = |problem: String| io::Error::other(format!("{}: {problem}", path.display()));
        let bytes = read().map_err(|error| told(error.to_string()))?.trim_ascii().to_vec();
        if bytes.len() < SHORTEST {
            return Err(told(format!("a secret has {SHORTEST} characters or more")));
        }
        Ok(bytes)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Writes 256 bits of chance beside the file, then gives them its name unless another process was first.
fn make(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut chance = [0; 32];
    SysRng.try_fill_bytes(&mut chance).map_err(io::Error::other)?;
    let text = hexadecimal(&chance);
    let part = path.with_extension(format!("{}.part", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
    let written = writeln!(file, "{text}").and_then(|()| file.sync_all());
    let named = written.and_then(|()| match fs::hard_link(&part, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    fs::remove_file(&part)?;
    named
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let made = Secret::new(None, &data).bytes().unwrap();
        assert_eq!(made.len(), 64);
        assert_eq!(Secret::new(None, &data).bytes().unwrap(), made);
        let names: Vec<_> = fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["secret"]);
        let mode = fs::metadata(data.join("secret")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn what_is_given_goes_before_a_file_and_makes_none() {
        let folder = tempfile::tempdir().unwrap();
        let given = "a sentence that nobody else would write";
        assert_eq!(Secret::new(Some(given), folder.path()).bytes().unwrap(), given.as_bytes());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_was_emptied_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("secret"), "\n").unwrap();
        assert!(Secret::new(None, folder.path()).bytes().is_err());
    }
}
