//! What the tests stand on: installations on either database, the command line, a served dashboard.

mod browser;
mod mail_server;
mod postgres;
mod provider;
mod server;
mod someone;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

pub(crate) use browser::Browser;
pub(crate) use mail_server::MailServer;
pub(crate) use provider::Provider;
pub(crate) use server::{Answer, Served};
pub(crate) use someone::Someone;

/// The instant at which every test happens.
pub(crate) const NOW: &str = "2026-11-21T09:00:00Z";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Database {
    Sqlite,
    Postgres,
}

/// Runs the same test on both databases.
pub(crate) fn on_both(test: impl Fn(&Installation)) {
    for database in [Database::Sqlite, Database::Postgres] {
        eprintln!("on {database:?}");
        test(&Installation::new(database));
    }
}

/// A data folder and a database of its own.
pub(crate) struct Installation {
    pub(crate) folder: TempDir,
    url: Option<String>,
}

/// What a command said.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Installation {
    pub(crate) fn new(database: Database) -> Self {
        let url = (database == Database::Postgres).then(postgres::new_database);
        Self { folder: tempfile::tempdir().unwrap(), url }
    }

    pub(crate) fn store_url(&self) -> String {
        let file = self.folder.path().join("data/observatoire.sqlite");
        self.url.clone().unwrap_or_else(|| format!("sqlite://{}", file.display()))
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_observatoire"));
        for (key, _) in std::env::vars_os() {
            if key.to_string_lossy().starts_with("OBSERVATOIRE_") {
                command.env_remove(key);
            }
        }
        command
            .current_dir(self.folder.path())
            .env_remove("DATABASE_URL")
            .env("OBSERVATOIRE_DATA", self.folder.path().join("data"))
            .env("OBSERVATOIRE_NOW", NOW)
            .env("OBSERVATOIRE_LOG_FILTER", "warn");
        if let Some(url) = &self.url {
            command.env("DATABASE_URL", url);
        }
        command
    }

    pub(crate) fn say<S: AsRef<std::ffi::OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Said {
        Said::from(self.command().args(arguments).output().unwrap())
    }

    /// The same at another instant.
    pub(crate) fn say_at(&self, now: &str, arguments: &[&str]) -> Said {
        Said::from(self.command().env("OBSERVATOIRE_NOW", now).args(arguments).output().unwrap())
    }

    /// Runs a command that must succeed; gives its standard output.
    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        self.say(arguments).ok()
    }

    /// Imports files of FINESS; they must be accepted.
    pub(crate) fn import(&self, paths: &[PathBuf]) -> String {
        let arguments = ["import", "finess"].map(PathBuf::from).into_iter().chain(paths.iter().cloned());
        self.say(arguments.map(PathBuf::into_os_string)).ok()
    }

    /// Writes a file into the installation's folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Said {
    pub(crate) fn ok(self) -> String {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self.out
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Chance for one test: drawn anew each time, told on standard error, repeated with `SEED=…`.
pub(crate) fn chance() -> rand_chacha::ChaCha8Rng {
    use std::hash::{BuildHasher as _, RandomState};
    let given = std::env::var_os("SEED").map(|seed| seed.to_str().unwrap().parse().unwrap());
    let seed = given.unwrap_or_else(|| RandomState::new().hash_one(0));
    eprintln!("SEED={seed}");
    rand::SeedableRng::seed_from_u64(seed)
}

/// A file of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// JSON lines, one object each.
pub(crate) fn objects(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
