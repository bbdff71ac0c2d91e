//! How long a desk waits for its list: 10,000 open cases in its territories, on the embedded store, asked over HTTP by two
//! readers at once. The cases are those of a demonstration of 300 structures, with their assessments, copied under other
//! numbers. Prints the median and the 95th percentile of each page.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use observatoire::clock::Clock;
use observatoire::credentials::Token;
use observatoire::domain::account::Account;
use observatoire::domain::rights::Role;
use observatoire::store::{Store, accounts, sessions};

const COPIES: i64 = 34;
const CASES: i64 = 10_000;
const RUNS: usize = 200;
const READERS: usize = 2;
const PAGES: [&str; 6] = [
    "/suivi",
    "/suivi?page=120",
    "/suivi?only=overdue&order=due",
    "/suivi?idle=14&level=tension",
    "/suivi?who=nobody&dep=69",
    "/suivi/010000016",
];

/// A demonstration that serves, until it is dropped.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_observatoire"))
            .args(["demo", "--structures", "300", "--no-backtest", "--port", "0", "--data"])
            .arg(data)
            .env("OBSERVATOIRE_LOG_FILTER", "error")
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stderr.take().expect("it speaks")).lines().map_while(Result::ok);
        let address = lines.find_map(|line| line.strip_prefix("Observatoire: ").map(str::to_owned));
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.expect("it serves").trim_end_matches('/').to_owned() }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Copies structures, their last assessments and a case for each under other numbers.
fn multiply(database: &Path) {
    let conn = &mut SqliteConnection::establish(database.to_str().expect("a path")).expect("it opens");
    let columns = |table: &str, but: &[&str]| {
        #[derive(QueryableByName)]
        struct Name {
            #[diesel(sql_type = diesel::sql_types::Text)]
            name: String,
        }
        let all: Vec<Name> = diesel::sql_query(format!("SELECT name FROM pragma_table_info('{table}')"))
            .load(&mut SqliteConnection::establish(database.to_str().expect("a path")).expect("it opens"))
            .expect("columns");
        let all = all.into_iter().map(|column| column.name).filter(|name| !but.contains(&name.as_str()));
        all.collect::<Vec<_>>().join(", ")
    };
    let versions = columns("structure_versions", &["id", "finess"]);
    let sheets = columns("assessments", &["id", "structure", "signals"]);
    let number = |of: &str, copy: i64| {
        format!("substr({of}, 1, 2) || printf('%07d', substr({of}, 3) + {})", copy * 200_000)
    };
    let mut sql = String::from("BEGIN;");
    for copy in 1..=COPIES {
        let (finess, structure) = (number("finess", copy), number("structure", copy));
        sql += &format!(
            "INSERT INTO structure_versions (finess, {versions}) SELECT {finess}, {versions} FROM structure_versions
                WHERE kind = 'msp' AND substr(finess, 3) + 0 < 200000;
             INSERT INTO assessments (structure, signals, {sheets})
                SELECT {structure}, replace(signals, structure, {structure}), {sheets} FROM assessments
                WHERE substr(structure, 3) + 0 < 200000;"
        );
    }
    sql += &format!(
        "INSERT OR IGNORE INTO cases (structure, state, level, month, is_listed, is_first, is_worse, has_reply, assignee,
            opened, touched, due, with_cpam, with_federation, with_dgos, is_shadow, events)
         SELECT structure, CASE abs(random()) % 3 WHEN 0 THEN 'acknowledged' ELSE 'new' END, 1 + abs(random()) % 3, month, 1,
            abs(random()) % 2, abs(random()) % 9 = 0, abs(random()) % 9 = 0, NULL, known_from, NULL,
            date('now', (abs(random()) % 60 - 20) || ' days'), 0, 0, 0, 0, 1
         FROM assessments WHERE structure NOT IN (SELECT structure FROM cases) LIMIT {CASES};
         INSERT INTO case_events (case_id, position, at, name, deed) SELECT id, 1, opened, 'raised',
            '{{\"deed\":\"raised\",\"month\":\"' || month || '\",\"level\":\"tension\",\"is_first\":true}}'
            FROM cases WHERE id NOT IN (SELECT case_id FROM case_events);
         COMMIT; ANALYZE;"
    );
    conn.batch_execute(&sql).expect("the world grows");
}

/// Somebody whose desk is all of France.
fn token(database: &Path) -> Token {
    let store = Store::open(&format!("sqlite://{}", database.display())).expect("the store");
    let conn = &mut *store.connection().expect("a connection");
    let regions = ["11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"];
    let territories = regions.map(|code| format!("REG-{code}").parse().expect("a region")).into();
    let email = "bench@demo.invalid".parse().expect("an address");
    let account = Account::new(email, "Bench", Role::Ars, territories, None).expect("an account");
    let now = Clock::System.now();
    assert!(accounts::add(conn, &account, "no hash", now).expect("it is added"));
    let held = accounts::find(conn, &account.email).expect("it reads").expect("it is there");
    let token = Token::draw().expect("chance");
    sessions::open(conn, held.id, &token, "", None, now).expect("a session");
    token
}

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Served::start(folder.path()));
    let database = folder.path().join("observatoire.sqlite");
    multiply(&database);
    let token = token(&database);
    let served = Served::start(folder.path());
    println!("desk: {CASES} open cases, {READERS} readers at once, {RUNS} answers each");
    for page in PAGES {
        let ask = || -> Vec<Duration> {
            let agent = ureq::Agent::new_with_defaults();
            let address = format!("{}{page}", served.address);
            let mut times = Vec::with_capacity(RUNS);
            for _ in 0..RUNS {
                let start = Instant::now();
                let request =
                    agent.get(&address).header("cookie", format!("observatoire={}", token.as_str()));
                let body = request.call().expect("it answers").into_body().read_to_string().expect("a page");
                times.push(start.elapsed());
                assert!(body.contains("dossier"), "{page} is no page of cases");
            }
            times
        };
        let mut times: Vec<Duration> = std::thread::scope(|scope| {
            let readers: Vec<_> = (0..READERS).map(|_| scope.spawn(ask)).collect();
            readers.into_iter().flat_map(|reader| reader.join().expect("a reader")).collect()
        });
        times.sort();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!("  {page:32} median {:5.1} ms, 95 % under {:5.1} ms", at(0.5), at(0.95));
    }
}
