//! Where definitions come from: the binary itself, or a folder that an operator names.

use std::fmt;
use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;

#[derive(RustEmbed)]
#[folder = "jobs"]
#[prefix = "jobs/"]
#[include = "*/*.toml"]
struct Jobs;

#[derive(RustEmbed)]
#[folder = "dashboards"]
#[prefix = "dashboards/"]
#[include = "*.toml"]
struct Dashboards;

#[derive(Debug)]
pub enum Definitions {
    Embedded,
    Folder(PathBuf),
}

/// Something wrong in a definition, said so that a person can mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub file: String,
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.problem)
    }
}

/// A definition that bears the name of its file.
pub(super) trait Identified {
    fn identify(&mut self, id: &str);
}

impl Definitions {
    /// Every definition of a folder, in the order of the file names.
    pub(super) fn read_all<T: DeserializeOwned + Identified>(
        &self,
        folder: &str,
        faults: &mut Vec<Fault>,
    ) -> Vec<T> {
        let mut files = self.files(folder, faults);
        files.sort();
        let mut definitions = Vec::new();
        for file in &files {
            let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            if let Some(mut definition) = self.read_one::<T>(file, faults) {
                definition.identify(stem);
                definitions.push(definition);
            }
        }
        definitions
    }

    pub(super) fn read_one<T: DeserializeOwned>(&self, file: &str, faults: &mut Vec<Fault>) -> Option<T> {
        let read = self.text(file).and_then(|text| toml::from_str(&text).map_err(|error| error.to_string()));
        read.map_err(|problem| faults.push(Fault { file: file.to_owned(), problem })).ok()
    }

    fn files(&self, folder: &str, faults: &mut Vec<Fault>) -> Vec<String> {
        match self {
            Self::Embedded => Jobs::iter()
                .filter(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
                .map(|path| path.into_owned())
                .collect(),
            Self::Folder(root) => match std::fs::read_dir(root.join(folder)) {
                Ok(entries) => entries
                    .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
                    .filter(|name| name.ends_with(".toml"))
                    .map(|name| format!("{folder}/{name}"))
                    .collect(),
                Err(error) => {
                    faults.push(Fault { file: folder.to_owned(), problem: error.to_string() });
                    Vec::new()
                }
            },
        }
    }

    fn text(&self, file: &str) -> Result<String, String> {
        match self {
            Self::Embedded => {
                let found = Jobs::get(file).or_else(|| Dashboards::get(file)).ok_or("missing")?;
                String::from_utf8(found.data.into_owned()).map_err(|error| error.to_string())
            }
            Self::Folder(root) => std::fs::read_to_string(root.join(file)).map_err(|error| error.to_string()),
        }
    }
}
