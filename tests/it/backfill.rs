//! Eighteen years from the annual stocks alone: what opened less what closed is what changed, in every territory.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use observatoire::domain::geography::france;
use observatoire::domain::month::Month;
use observatoire::domain::territory::Territory;
use observatoire::store::{Scope, Store, points};
use rand::seq::SliceRandom as _;
use tempfile::TempDir;

use crate::harness::{Database, Installation, chance};

const FIRST: i32 = 2008;
const LAST: i32 = 2025;

/// The thirty-six stocks of a world of its own, large enough that every department has a structure and some move or
/// change category.
static STOCKS: LazyLock<(TempDir, Vec<PathBuf>)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let written = Command::new(env!("CARGO_BIN_EXE_observatoire"))
        .args(["simulate", "--seed", "3", "--structures", "800", "--establishments", "900"])
        .args(["--until", "2025-12", "--out"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    let lines = String::from_utf8(written.stdout).unwrap();
    let stocks: Vec<PathBuf> = lines
        .lines()
        .map(PathBuf::from)
        .filter(|path| path.to_str().unwrap().contains("etalab_stock_"))
        .collect();
    assert_eq!(stocks.len(), 36);
    (folder, stocks)
});

fn december(year: i32) -> Month {
    Month::new(year, 12).unwrap()
}

/// The value of an indicator at the end of each year; none where there is no point.
fn decembers(store: &Store, indicator: &str, territory: &Territory) -> Vec<Option<f64>> {
    let conn = &mut store.connection().unwrap();
    let all = points::Selection::default();
    let spans = points::of_territory(conn, &Scope::operator(), all, indicator, territory).unwrap();
    let at = |month| spans.iter().find(|span| span.first <= month && month <= span.last);
    (FIRST..=LAST).map(|year| at(december(year)).and_then(|span| span.reading.value)).collect()
}

fn territories() -> Vec<Territory> {
    let departments = france().departments.iter().map(|d| Territory::Department(d.code.to_owned()));
    let regions = france().regions.iter().map(|r| Territory::Region(r.code.to_owned()));
    let epcis = france().epcis.iter().map(|e| Territory::Epci(e.code.to_owned()));
    std::iter::once(Territory::France).chain(regions).chain(departments).chain(epcis).collect()
}

/// Openings, closures and transfers of all years, having checked that they explain the stock year by year.
fn add_up(installation: &Installation) -> (f64, f64, f64) {
    installation.ok(&["run", "monthly", "--month", "2025-12"]);
    let store = Store::open(&installation.store_url()).unwrap();
    let mut sums = (0.0, 0.0, 0.0);
    for territory in territories() {
        let [stock, opened, closed, moved] =
            ["msp_open", "msp_opened_12m", "msp_closed_12m", "msp_transfers_12m"]
                .map(|indicator| decembers(&store, indicator, &territory));
        for year in 1..stock.len() {
            let flows = (opened[year].unwrap(), closed[year].unwrap(), moved[year].unwrap());
            let change = stock[year].unwrap() - stock[year - 1].unwrap();
            let year = FIRST + i32::try_from(year).unwrap();
            assert_eq!(flows.0 - flows.1 + flows.2, change, "{territory} in {year}: {flows:?}");
            if matches!(territory, Territory::Department(_)) {
                sums = (sums.0 + flows.0, sums.1 + flows.1, sums.2 + flows.2.abs());
            }
        }
    }
    sums
}

fn everything(installation: &Installation) -> Vec<String> {
    let indicators = ["msp_open", "msp_opened_12m", "msp_closed_12m", "msp_transfers_12m"];
    let series =
        |indicator: &str, territory: &str| installation.ok(&["series", indicator, "--territory", territory]);
    let territories = ["FR", "REG-84", "DEP-59", "DEP-2A", "DEP-977"];
    indicators.iter().flat_map(|i| territories.map(|territory| series(i, territory))).collect()
}

#[test]
fn eighteen_years_of_stocks_add_up_in_whatever_order_they_come() {
    let stocks = &STOCKS.1;
    let mut told: Vec<Vec<String>> = Vec::new();
    for database in [Database::Sqlite, Database::Postgres] {
        let ordered = Installation::new(database);
        ordered.import(stocks);
        let (opened, closed, moved) = add_up(&ordered);
        assert!(opened > 800.0 && closed > 20.0 && moved > 0.0, "{opened}, {closed}, {moved}");
        told.push(everything(&ordered));

        eprintln!("{database:?}: {opened} opened, {closed} closed, {moved} came or went");

        // The same files one by one, shuffled.
        let shuffled = Installation::new(database);
        let mut order: Vec<&PathBuf> = stocks.iter().collect();
        order.shuffle(&mut chance());
        for path in order {
            shuffled.import(std::slice::from_ref(path));
        }
        assert_eq!(add_up(&shuffled), (opened, closed, moved));
        assert!(everything(&shuffled) == told[0], "the order of arrival changes nothing");
    }
    assert_eq!(told[0], told[1], "the same on both databases");
}
