//! How well models rank after few events: random practices of the earlier years until so many events are there, tested on
//! the last two years together; means of the draws. The same draws for all.

use std::fmt::Write as _;
use std::path::Path;

use observatoire::risk::model::logistic::fit;
use observatoire::risk::model::models::{Model, Year};
use observatoire::risk::model::panel::{Panel, Sample};
use observatoire::risk::model::priors::Priors;
use observatoire::risk::model::ranking::Ranking;
use observatoire::risk::model::standard::Standard;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::Value;

use super::given::Given;

const EVENTS: [usize; 5] = [10, 25, 50, 100, 200];
const DRAWS: usize = 20;

/// The standard deviation of a prior that knows nothing but that effects are small.
const RIDGE: f64 = 0.35;

/// Practices in random order, with all their years, until there are so many events.
fn draw(panel: &Panel, past: &Sample, events: usize, rng: &mut ChaCha8Rng) -> Option<Sample> {
    let mut units: Vec<u32> = (0..panel.units.names.len() as u32).collect();
    for last in (1..units.len()).rev() {
        units.swap(last, rng.random_range(0..=last));
    }
    let mut of_unit = vec![Vec::new(); units.len()];
    for (row, y) in past.rows.iter().zip(&past.y) {
        of_unit[panel.units.of[*row] as usize].push((*row, *y));
    }
    let mut sample = Sample::default();
    for unit in units {
        for (row, y) in &of_unit[unit as usize] {
            sample.rows.push(*row);
            sample.y.push(*y);
        }
        if sample.events() >= events as f64 {
            return Some(sample);
        }
    }
    None
}

/// Area under the curve and average precision: with experts, without, and with experts and effects that bend.
fn fitted(given: &Given, panel: &Panel, priors: &Priors, train: Sample, test: &Sample) -> [f64; 6] {
    let year = Year::new(panel, priors, given.places(panel), train, test.clone()).expect("features");
    let of = |model| {
        let scores = year.foretell(model).expect("it converges").scores;
        let measured = Ranking::new(&scores, &test.y).measure();
        [measured.auc, measured.pr_auc]
    };
    let standard = Standard::fit(panel, &priors.features(), &year.train.rows).expect("features");
    let design = |rows: &[usize]| standard.design(panel, rows).expect("features");
    let mut ridge = priors.flat();
    ridge.sd[1..].fill(RIDGE);
    let fit = fit(&design(&year.train.rows), &year.train.y, None, &ridge).expect("it converges");
    let plain = Ranking::new(&fit.probabilities(&design(&test.rows)), &test.y).measure();
    let ([map, pr_map], [curved, pr_curved]) = (of(&Model::Map), of(&Model::Curved));
    [map, pr_map, plain.auc, plain.pr_auc, curved, pr_curved]
}

pub(crate) fn compare(given: &Given, target: &str, folder: &Path, peer: impl Fn(&[&str]) -> Value) {
    let (panel, priors) = given.read(target);
    let all = panel.labelled(target).expect("labels");
    let last = all.rows.iter().map(|row| panel.origins[*row]).max().expect("rows");
    let past = all.kept(|row| panel.origins[row] < last - 1);
    let test = all.kept(|row| panel.origins[row] >= last - 1);
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let mut text = String::new();
    let mut line = |first: usize, rows: &[usize]| {
        let rows: Vec<String> = [first].iter().chain(rows).map(usize::to_string).collect();
        writeln!(text, "{}", rows.join(",")).expect("text");
    };
    line(test.rows[0], &test.rows[1..]);
    let mut found = Vec::new();
    for events in EVENTS {
        let mut sums = [0.0; 6];
        let draws: Vec<Sample> = (0..DRAWS).filter_map(|_| draw(&panel, &past, events, &mut rng)).collect();
        for sample in &draws {
            line(events, &sample.rows);
            let one = fitted(given, &panel, &priors, sample.clone(), &test);
            sums.iter_mut().zip(one).for_each(|(sum, one)| *sum += one / draws.len() as f64);
        }
        if draws.len() == DRAWS {
            found.push((events, sums));
        }
    }
    let file = folder.join("draws.txt");
    std::fs::write(&file, text).expect("it is written");
    let (panel, priors) = given.paths();
    let boosted = peer(&["curve", panel, priors, target, file.to_str().expect("a path")]);
    println!("\n{target} after so many events, tested on the last two years, {DRAWS} draws: AUC (PR-AUC)");
    let titles = ["expert prior", "no expert", "curved", "LightGBM", "and monotone"];
    println!("{:>8}{}", "events", titles.map(|title| format!("{title:>17}")).concat());
    for (events, [auc, pr_auc, plain, pr_plain, curved, pr_curved]) in found {
        let of =
            |model: usize, at: usize| boosted[events.to_string()][model][at].as_f64().unwrap_or(f64::NAN);
        let peers = [(of(0, 0), of(0, 1)), (of(1, 0), of(1, 1))];
        let cells = [(auc, pr_auc), (plain, pr_plain), (curved, pr_curved)].into_iter().chain(peers);
        let cells: Vec<String> = cells.map(|(auc, pr_auc)| format!("    {auc:.3} ({pr_auc:.3})")).collect();
        println!("{events:>8}{}", cells.concat());
    }
}
