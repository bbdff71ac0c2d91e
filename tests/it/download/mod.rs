//! Fetching files from servers of every kind; whatever they do, yesterday's data stay.

mod server;
mod trouble;
mod way;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use observatoire::store::Store;
use serde_json::Value;

use self::server::{Answer, Server};
use crate::harness::{Installation, NOW, Said, fixture, objects, on_both};

#[derive(QueryableByName, Debug)]
struct Row {
    #[diesel(sql_type = Text)]
    url: String,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Nullable<BigInt>)]
    bytes: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    error: Option<String>,
}

/// An installation that fetches FINESS from a server.
struct Fetching<'a> {
    installation: &'a Installation,
    server: Server,
}

/// Limits that a loaded machine keeps to.
const PATIENT: &str = "megabytes = 0.02\nminutes = 0.5\nsilence = 20";

/// What one run of the monthly job said.
#[derive(Debug)]
struct Ran {
    code: i32,
    steps: Vec<Value>,
    err: String,
}

impl<'a> Fetching<'a> {
    fn new(installation: &'a Installation, path: &str) -> Self {
        let server = Server::start();
        let this = Self { installation, server };
        this.wants(&this.server.url(path), PATIENT);
        this
    }

    /// The definitions of the house, with an address for FINESS.
    fn wants(&self, url: &str, more: &str) {
        crate::check::definitions(self.installation, |name, text| match name {
            "jobs/sources/finess.toml" => format!("{text}\n[download]\nurl = \"{url}\"\n{more}\n"),
            _ => text,
        });
    }

    fn say_at(&self, now: &str, arguments: &[&str]) -> Said {
        let mut command = self.installation.command();
        command.env("OBSERVATOIRE_NOW", now).env("OBSERVATOIRE_DEFINITIONS", "definitions");
        // The server is on this machine, whatever proxies it is told of.
        command.env("NO_PROXY", "127.0.0.1").env("no_proxy", "127.0.0.1");
        Said::from(command.args(arguments).output().unwrap())
    }

    fn run_at(&self, now: &str) -> Ran {
        let Said { code, out, err } = self.say_at(now, &["run", "monthly", "--month", "2026-05", "--json"]);
        Ran { code, steps: objects(&out), err }
    }

    fn run(&self) -> Ran {
        self.run_at(NOW)
    }

    fn check(&self) -> String {
        self.say_at(NOW, &["check"]).ok()
    }

    fn rows(&self) -> Vec<Row> {
        let store = Store::open(&self.installation.store_url()).unwrap();
        let query = "SELECT url, status, bytes, error FROM downloads ORDER BY id";
        diesel::sql_query(query).load(&mut *store.connection().unwrap()).unwrap()
    }

    /// Files in the inbox; those on their way begin with a dot.
    fn inbox(&self) -> Vec<String> {
        let folder = self.installation.folder.path().join("data/inbox/finess");
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn open(&self) -> String {
        let csv = self.installation.ok(&["series", "msp_open", "--from", "2026-05", "--to", "2026-05"]);
        csv.lines().nth(1).map(|line| line.split(',').nth(5).unwrap().to_owned()).unwrap_or_default()
    }
}

impl Ran {
    /// The download went well, and so did all the rest.
    fn fetched(self, files: i64) -> Self {
        assert_eq!((self.code, &self.steps[0]["rows"]), (0, &files.into()), "{self:?}");
        self
    }

    /// The download failed for this reason, told once; the other steps were done.
    fn failed(self, reason: &str) -> Self {
        let status = |step: usize| (self.steps[step]["step"].as_str(), self.steps[step]["status"].as_str());
        assert_eq!(self.code, 1, "{self:?}");
        assert_eq!(status(0), (Some("download"), Some("failed")), "{self:?}");
        assert_eq!(status(1), (Some("import"), Some("done")), "{self:?}");
        assert_eq!(status(2), (Some("reconcile"), Some("done")), "{self:?}");
        assert_eq!(status(3), (Some("aggregate"), Some("done")), "{self:?}");
        assert!(self.steps[0]["error"].as_str().unwrap().contains(reason), "“{reason}” in {self:?}");
        assert_eq!(self.err.matches(reason).count(), 1, "{self:?}");
        self
    }
}

fn csv() -> Vec<u8> {
    std::fs::read(fixture("finess/507.csv")).unwrap()
}

fn packed() -> Vec<u8> {
    use std::io::Write as _;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&std::fs::read(fixture("finess/plus.json")).unwrap()).unwrap();
    packed.finish().unwrap()
}

/// The rest of a file from its `from`th byte on.
fn rest(file: &[u8], from: usize, etag: &str) -> Answer {
    let range = format!("bytes {from}-{}/{}", file.len() - 1, file.len());
    let length = (file.len() - from).to_string();
    Answer::new(206, &[("Content-Range", &range), ("Content-Length", &length), ("ETag", etag)], &file[from..])
}

#[test]
fn a_new_file_is_fetched_imported_and_then_asked_for_under_conditions() {
    on_both(|installation| {
        let fetching = Fetching::new(installation, "/f/etalab.csv");
        let csv = csv();
        let first = [
            ("Content-Length", &*csv.len().to_string()),
            ("ETag", "\"a\""),
            ("Last-Modified", "Tue, 12 May 2026 04:00:00 GMT"),
        ];
        fetching.server.will([Answer::new(200, &first, &csv)]);
        let ran = fetching.run().fetched(1);
        assert_eq!(ran.steps[1]["rows"], 6, "{ran:?}");
        assert_eq!(fetching.open(), "5");
        let [asked] = &fetching.server.asked()[..] else { panic!("asked once") };
        assert!(
            asked.starts_with("get /f/etalab.csv http/1.1\r\n")
                && asked.contains("accept-encoding: identity")
        );
        assert!(!asked.contains("if-") && !asked.contains("range:"), "{asked}");
        let [name] = &fetching.inbox()[..] else { panic!("{:?}", fetching.inbox()) };
        assert!(name.starts_with("etalab.20261121-") && name.ends_with(".csv"), "{name}");

        fetching.server.will([Answer::new(304, &[("ETag", "\"a\"")], "")]);
        fetching.run().fetched(0);
        let asked = fetching.server.asked().concat();
        assert!(asked.contains("if-none-match: \"a\"\r\n"), "{asked}");
        assert!(asked.contains("if-modified-since: tue, 12 may 2026 04:00:00 gmt\r\n"), "{asked}");

        // A server without conditions sends the same again: it is not laid down twice.
        fetching.server.will([Answer::whole(&csv, "\"b\"")]);
        fetching.run().fetched(0);
        assert_eq!(fetching.inbox().len(), 1);
        let rows = fetching.rows();
        assert_eq!(
            rows.iter().map(|row| &*row.status).collect::<Vec<_>>(),
            ["new", "unchanged", "unchanged"]
        );
        assert!(rows.iter().all(|row| row.bytes == Some(csv.len() as i64)), "{rows:?}");
        let check = fetching.check();
        assert!(check.contains("LATE") || check.contains("NO LONGER SUPPLIED"), "{check}");
        assert!(check.contains("; last download 2026-11-21 09:00 UTC: unchanged\n"), "{check}");
    });
}
