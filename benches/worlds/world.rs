//! One simulated world through the real path: its files are written, imported on the days on which they came, and the
//! store is read as it was known at each origin. Beside it what only the simulator knows.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use observatoire::catalog::{Catalog, Definitions};
use observatoire::credentials::Secret;
use observatoire::domain::month::Month;
use observatoire::domain::writing::Language;
use observatoire::jobs::assess::{History, history, origins};
use observatoire::jobs::import::{Received, Request, Status, import, in_order};
use observatoire::risk::model::backtest::{Question, run};
use observatoire::risk::model::models::Places;
use observatoire::risk::model::naive::{Rule, Term};
use observatoire::risk::model::own::{REGION, priors};
use observatoire::risk::model::panel::Panel;
use observatoire::risk::model::report::{Against, Report};
use observatoire::risk::outcome::{Tally, Target};
use observatoire::simulate::{self, Settings, Written};
use observatoire::store::Store;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use tempfile::TempDir;

/// Of the truth: whether a general practitioner left within twelve months, and the log-odds of it for whoever knows all.
pub(crate) const LEFT: &str = "y_left";
const ORACLE: &str = "oracle";

/// Origins are the Decembers from this year on; what was declared from its January on is written.
const FIRST: i32 = 2021;
const LAST: (i32, u32) = (2025, 12);

pub(crate) struct World {
    /// Its files and its store.
    pub(crate) folder: TempDir,
    pub(crate) panel: Panel,
    pub(crate) tallies: BTreeMap<&'static str, Vec<Tally>>,
    catalog: Catalog,
}

impl World {
    /// From the files of some sources.
    pub(crate) fn new(seed: u64, structures: u32, sources: &[&str]) -> Self {
        let catalog = Catalog::load(&Definitions::Embedded).expect("the definitions have no fault");
        let folder = tempfile::tempdir().expect("a folder");
        let month = |year, number| Month::new(year, number).expect("a month");
        let (since, until) = (month(FIRST, 1), month(LAST.0, LAST.1));
        let settings = Settings { seed, structures, establishments: Some(1), since: Some(since), until };
        let files = folder.path().join("files");
        let written = simulate::write(&settings, &files, |_, _| {}).expect("the files are written");
        let store = Store::open(&url(folder.path())).expect("a store");
        take_all(&store, &catalog, &written, sources, folder.path());
        let conn = &mut *store.connection().expect("a connection");
        // The last one, whose twelve months are to come, tells what the one before could not know.
        let mut all = origins(FIRST, LAST.1, until);
        all.push(until);
        let History { mut panel, tallies } = history(conn, &catalog, &all, until).expect("the panel");
        tell(&mut panel, &files.join("truth/departures.csv"));
        Self { folder, panel, tallies, catalog }
    }

    /// What the models are worth for a column, with the target whose priors and rules they take. On the truth the oracle
    /// is one of the rules.
    pub(crate) fn reports(&self, panel: &Panel, column: &str, target: Target, draws: usize) -> Vec<Report> {
        let mut priors = priors(&self.catalog.risk.experts, target).expect("priors");
        if column.starts_with(LEFT) {
            let terms = vec![Term { column: ORACLE.into(), weight: 1.0, missing: 0.0, exp: false }];
            priors.naive.get_or_insert_default().push(Rule::Sum { name: ORACLE.into(), terms });
        }
        let places = Places { region: Some(REGION), area: None };
        let question = Question {
            panel,
            target: column,
            priors: &priors,
            places,
            more: &[],
            origins: None,
            draws,
            seed: 7,
        };
        run(&question).expect("a back-test")
    }

    /// The same structures and origins, outcomes dealt out anew among those of each origin.
    pub(crate) fn permuted(&self, column: &str, seed: u64) -> Panel {
        let mut panel = self.panel.clone();
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let origins = panel.origins.clone();
        let values = panel.numbers.get_mut(column).expect("the column");
        for origin in FIRST..=LAST.0 {
            let told: Vec<usize> =
                (0..values.len()).filter(|row| origins[*row] == origin && !values[*row].is_nan()).collect();
            let mut dealt: Vec<f64> = told.iter().map(|row| values[*row]).collect();
            dealt.shuffle(&mut rng);
            told.iter().zip(dealt).for_each(|(row, value)| values[*row] = value);
        }
        panel
    }
}

/// Of the store in the folder of a world.
pub(crate) fn url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("store.sqlite").display())
}

pub(crate) fn report<'a>(reports: &'a [Report], model: &str) -> &'a Report {
    reports.iter().find(|report| report.model == model).expect("the model is compared")
}

/// How far a model is above whoever knows all.
pub(crate) fn above(report: &Report) -> &Against {
    let oracle = |against: &&Against| against.rule.ends_with(ORACLE);
    report.against.iter().find(oracle).expect("the oracle is a rule")
}

fn take_all(store: &Store, catalog: &Catalog, written: &[Written], sources: &[&str], data: &Path) {
    let secret = Secret::new(None, data);
    for name in simulate::SOURCES.iter().filter(|name| sources.contains(name)) {
        let source = catalog.source(name).expect("a source");
        let mut files: Vec<&Written> = written.iter().filter(|file| file.source == *name).collect();
        in_order(&mut files);
        for Written { path, snapshot, .. } in files {
            let received = match *name {
                "finess" | "register" | "rpps" => Received::WithItsEdition,
                _ => Received::On(*snapshot),
            };
            let now = (*snapshot + chrono::Days::new(1)).and_time(chrono::NaiveTime::MIN);
            let language = Language::English;
            let request = Request {
                source,
                path,
                received,
                force: false,
                dry_run: false,
                now,
                secret: &secret,
                language,
            };
            let outcome = import(store, &request, &|_, _| {}).expect("an import");
            assert_ne!(outcome.status, Status::Refused, "{}: {:?}", outcome.file, outcome.reason);
        }
    }
}

/// Adds the truth to the rows of which it speaks.
fn tell(panel: &mut Panel, path: &Path) {
    let text = std::fs::read_to_string(path).expect("the truth");
    let truth: HashMap<(String, i32), (f64, f64)> = text.lines().filter_map(one).collect();
    let rows = panel.units.of.iter().zip(&panel.origins);
    let told = rows.map(|(unit, origin)| {
        let name = panel.units.names[*unit as usize].clone();
        truth.get(&(name, *origin)).copied().unwrap_or((f64::NAN, f64::NAN))
    });
    let (left, oracle) = told.unzip();
    panel.numbers.insert(LEFT.into(), left);
    panel.numbers.insert(ORACLE.into(), oracle);
}

fn one(line: &str) -> Option<((String, i32), (f64, f64))> {
    let cells: Vec<&str> = line.split(';').collect();
    let [number, month, _, probability, left] = cells.as_slice() else { return None };
    let year = month.get(..4)?.parse().ok()?;
    let p: f64 = probability.parse().ok()?;
    Some((((*number).to_owned(), year), (f64::from(u8::from(*left == "oui")), (p / (1.0 - p)).ln())))
}
