//! Series through the front door: equal to an independent count, additive, replayable, the same on both databases.

use std::path::PathBuf;

use crate::harness::{Database, Installation, fixture};
use crate::simulated::{STRUCTURES, files, files_of, open_by_department};

/// Value of the last line of a series.
fn last(installation: &Installation, arguments: &[&str]) -> Vec<String> {
    let csv = installation.ok(&[&["series"], arguments].concat());
    csv.lines().last().unwrap().split(',').map(str::to_owned).collect()
}

fn number(fields: &[String]) -> f64 {
    fields[5].parse().unwrap()
}

/// Imports the whole small world, each file as received on the day of its edition, and aggregates.
fn filled(database: Database) -> Installation {
    let installation = Installation::new(database);
    for files in by_edition() {
        let day = files.0;
        let arguments =
            ["import", "finess", "--received", &day].map(PathBuf::from).into_iter().chain(files.1);
        installation.say(arguments.map(PathBuf::into_os_string)).ok();
    }
    installation.ok(&["run", "monthly"]);
    installation
}

/// The files of each edition with its day, oldest first.
fn by_edition() -> Vec<(String, Vec<PathBuf>)> {
    let mut editions: Vec<(String, Vec<PathBuf>)> = Vec::new();
    for day in days() {
        let compact = day.replace('-', "");
        let files = files().into_iter().filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.contains(&compact) || (name.starts_with("finess-structures") && name.contains(&compact[..6]))
        });
        editions.push((day, files.collect()));
    }
    editions
}

fn days() -> Vec<String> {
    let csv = [files_of("cs1100507"), files_of("stock_et")].concat().into_iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let day = name.split(['-', '_', '.']).find(|part| part.len() == 8 && part.starts_with('2')).unwrap();
        format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..])
    });
    let plus = ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"].map(str::to_owned);
    let mut days: Vec<String> = csv.chain(plus).collect();
    days.sort();
    days.dedup();
    days
}

#[test]
fn a_simulated_world_is_counted_rightly_and_alike_on_both_databases() {
    let sqlite = filled(Database::Sqlite);

    // The last month equals a count of the last file made without the observatory.
    let independent = open_by_department();
    let nation: usize = independent.values().sum();
    assert!(nation > STRUCTURES as usize);
    assert_eq!(number(&last(&sqlite, &["msp_open"])), nation as f64);
    assert_eq!(number(&last(&sqlite, &["msp_open", "--to", "2024-12"])), f64::from(STRUCTURES));

    // Departments, regions and inter-municipal bodies add up as geography says.
    let france = observatoire::domain::geography::france();
    let mut sum = 0.0;
    for department in &france.departments {
        let counted =
            number(&last(&sqlite, &["msp_open", "--territory", &format!("DEP-{}", department.code)]));
        assert_eq!(
            counted,
            independent.get(department.code).copied().unwrap_or(0) as f64,
            "{}",
            department.code
        );
        sum += counted;
    }
    assert_eq!(sum, nation as f64);
    let regions: f64 = france
        .regions
        .iter()
        .map(|region| number(&last(&sqlite, &["msp_open", "--territory", &format!("REG-{}", region.code)])))
        .sum();
    assert_eq!(regions, nation as f64);

    // The same bytes on PostgreSQL, for every indicator.
    let postgres = filled(Database::Postgres);
    for indicator in [
        "msp_open",
        "msp_opened_12m",
        "msp_closed_12m",
        "msp_transfers_12m",
        "msp_per_100k",
        "msp_sisa_share",
        "msp_goal_gap",
    ] {
        let territories = if indicator == "msp_goal_gap" { &["FR"][..] } else { &["FR", "REG-84", "DEP-59"] };
        for territory in territories {
            for format in ["csv", "json"] {
                let arguments = ["series", indicator, "--territory", territory, "--format", format];
                assert_eq!(sqlite.ok(&arguments), postgres.ok(&arguments), "{arguments:?}");
            }
        }
        let known_on = ["series", indicator, "--known-on", "2025-06-30"];
        assert_eq!(sqlite.ok(&known_on), postgres.ok(&known_on));
    }

    // Replayed, the past says what it said: the stock of an edition is known on its day, not the day before.
    for (day, count) in [("2024-12-31", "2024-12"), ("2024-12-30", "2024-11")] {
        let then = last(&sqlite, &["msp_open", "--known-on", day]);
        assert_eq!(then[4], count);
        assert_eq!(number(&then), number(&last(&sqlite, &["msp_open", "--to", count])));
    }
    // What is known now is what the cache holds.
    assert_eq!(
        sqlite.ok(&["series", "msp_open"]),
        sqlite.ok(&["series", "msp_open", "--known-on", "2026-11-20"])
    );
    // Between two annual stocks, later knowledge fills in what the declared dates say.
    let then = sqlite.ok(&[
        "series",
        "msp_open",
        "--known-on",
        "2019-12-31",
        "--from",
        "2019-06",
        "--to",
        "2019-06",
    ]);
    assert!(then.ends_with(",1.0,estimated\n"), "{then}");

    // A commune is computed on request; all communes of the nation add up.
    let department = independent.keys().next().unwrap();
    let communes: f64 = france
        .communes()
        .iter()
        .filter(|commune| commune.department == department && commune.population.is_some_and(|p| p > 15_000))
        .map(|commune| number(&last(&sqlite, &["msp_open", "--territory", &format!("COM-{}", commune.code)])))
        .sum();
    assert!(communes <= independent[department] as f64);
}

#[test]
fn known_on_before_an_import_says_what_was_known_then() {
    let installation = Installation::new(Database::Sqlite);
    let early = installation.write(
        "early.csv",
        std::fs::read_to_string(fixture("finess/502.csv")).unwrap().replace("2026-05-12", "2026-04-12"),
    );
    let import = |now: &str, file: &str| installation.say_at(now, &["import", "finess", file]).ok();
    import("2026-06-01T08:00:00Z", early.to_str().unwrap());
    let late = std::fs::read_to_string(fixture("finess/502.csv")).unwrap();
    let late = installation.write("late.csv", late.replace(";603;", ";604;"));
    import("2026-07-01T08:00:00Z", late.to_str().unwrap());
    installation.ok(&["run", "monthly", "--month", "2026-05"]);

    let now = last(&installation, &["msp_open", "--to", "2026-05"]);
    assert_eq!((number(&now), now[10].as_str()), (0.0, "observed"));
    let then = last(&installation, &["msp_open", "--known-on", "2026-06-30"]);
    assert_eq!((then[4].as_str(), number(&then), then[10].as_str()), ("2026-06", 5.0, "late"));
    let before = installation.say(["series", "msp_open", "--known-on", "2026-05-31"]);
    assert_eq!(before.out.lines().count(), 1, "only the header: {}", before.out);
    let instant = last(&installation, &["msp_open", "--known-on", "2026-07-01T07:59:59Z"]);
    assert_eq!(number(&instant), 5.0);
}

#[test]
fn a_source_that_stops_turns_late_then_not_supplied_never_zero() {
    let installation = Installation::new(Database::Sqlite);
    installation.import(&[fixture("finess/507.csv")]);
    installation.ok(&["run", "monthly", "--month", "2026-10"]);
    let csv = installation.ok(&["series", "msp_open", "--from", "2026-05"]);
    let states: Vec<(String, String)> = csv
        .lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            (fields[5].to_owned(), fields[10].to_owned())
        })
        .collect();
    let expected = [
        ("5", "observed"),
        ("5", "late"),
        ("5", "late"),
        ("5", "late"),
        ("", "not supplied"),
        ("", "not supplied"),
    ];
    assert_eq!(states, expected.map(|(value, state)| (value.to_owned(), state.to_owned())));
}
