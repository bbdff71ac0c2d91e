//! Rolling origins: each year foretold by models that know the years before it, and what came of it.

use super::bootstrap;
use super::level::{Level, tenths};
use super::models::{Failed, Forecast, Model, Places, Year};
use super::naive::usual;
use super::panel::{Lacking, Panel, Sample};
use super::parallel::each;
use super::persistence::{self, ENTER, LEAVE};
use super::priors::{Priors, target_of};
use super::ranking::{Ranked, Ranking, SHARES};
use super::report::{Against, Intervals, OfOrigin, Report};
use super::spread::{Spread, spread};
use super::strata::{self, Seen};

/// Years tested when nothing is said.
const LAST: usize = 3;

pub struct Question<'a> {
    pub panel: &'a Panel,
    /// Column of 0 and 1.
    pub target: &'a str,
    pub priors: &'a Priors,
    pub places: Places<'a>,
    /// Models to compare besides those that always are.
    pub more: &'a [Model],
    /// Years to foretell; by default the last three that have a year before them.
    pub origins: Option<&'a [i32]>,
    /// Draws of the bootstrap; none, no intervals.
    pub draws: usize,
    pub seed: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Lacking(#[from] Lacking),
    #[error("no row has a value of {0}")]
    Unlabelled(String),
    #[error("origin {origin}: no row has a value of {target} there (there are {known})")]
    NoOrigin { origin: i32, target: String, known: String },
    #[error("origin {0} is the first: there is no earlier one to learn from")]
    First(i32),
    #[error("origin {origin}, {model}: {failed}")]
    Failed { origin: i32, model: String, failed: Failed },
}

/// The rules of the priors, or the usual ones, then the models that learn.
#[must_use]
pub fn compared(question: &Question) -> Vec<Model> {
    let rules = question.priors.naive.clone();
    let usual = || usual(question.priors, |column| question.panel.number(column).is_ok());
    let mut models: Vec<Model> = rules.unwrap_or_else(usual).into_iter().map(Model::Rule).collect();
    models.extend([Model::Scorecard, Model::Ladder, Model::Map, Model::Recalibrated]);
    models.extend(question.places.region.map(|_| Model::Region));
    models.push(Model::Flat);
    models.extend(question.more.iter().cloned());
    models
}

/// # Errors
/// When the panel lacks a column or an origin that is asked for, or a fit does not converge.
pub fn run(question: &Question) -> Result<Vec<Report>, Fault> {
    let sample = question.panel.labelled(question.target)?;
    let origins = tested(question, &sample)?;
    let year = |origin: &i32| {
        let of = |row: usize| question.panel.origins[row];
        let (train, test) = (sample.kept(|row| of(row) < *origin), sample.kept(|row| of(row) == *origin));
        Year::new(question.panel, question.priors, question.places, train, test)
    };
    let years = each(&origins, year).into_iter().collect::<Result<Vec<_>, _>>()?;
    let models = compared(question);
    // The last years have the longest past: they come first.
    let tasks: Vec<(usize, usize)> =
        (0..years.len()).rev().flat_map(|year| (0..models.len()).map(move |model| (year, model))).collect();
    let foretold = each(&tasks, |(year, model)| years[*year].foretell(&models[*model]));
    let mut forecasts: Vec<Vec<(usize, Forecast)>> = vec![Vec::new(); models.len()];
    for ((year, model), forecast) in tasks.into_iter().zip(foretold) {
        let failed = |failed| Fault::Failed { origin: origins[year], model: models[model].name(), failed };
        forecasts[model].push((year, forecast.map_err(failed)?));
    }
    let forecasts = forecasts.into_iter().map(|mut of_model| {
        of_model.sort_by_key(|(year, _)| *year);
        of_model.into_iter().map(|(_, forecast)| forecast).collect()
    });
    Ok(reports(question, &origins, &years, &models, &forecasts.collect::<Vec<_>>()))
}

fn tested(question: &Question, sample: &Sample) -> Result<Vec<i32>, Fault> {
    let mut known: Vec<i32> = sample.rows.iter().map(|row| question.panel.origins[*row]).collect();
    known.sort_unstable();
    known.dedup();
    let Some(first) = known.first().copied() else {
        return Err(Fault::Unlabelled(question.target.to_owned()));
    };
    let Some(asked) = question.origins else {
        let last = known[1..].len().saturating_sub(LAST) + 1;
        return if known.len() > 1 { Ok(known[last..].to_vec()) } else { Err(Fault::First(first)) };
    };
    let mut asked = asked.to_vec();
    asked.sort_unstable();
    asked.dedup();
    for origin in &asked {
        if !known.contains(origin) {
            let known = known.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
            let target = question.target.to_owned();
            return Err(Fault::NoOrigin { origin: *origin, target, known });
        }
        if *origin == first {
            return Err(Fault::First(first));
        }
    }
    Ok(asked)
}

fn reports(
    question: &Question,
    origins: &[i32],
    years: &[Year],
    models: &[Model],
    forecasts: &[Vec<Forecast>],
) -> Vec<Report> {
    let units = &question.panel.units;
    let drawn: Vec<bootstrap::Year> = each(&(0..years.len()).collect::<Vec<_>>(), |year| {
        let test = &years[*year].test;
        let ranked = |forecast: &Vec<Forecast>| Ranking::new(&forecast[*year].scores, &test.y);
        bootstrap::Year {
            units: test.rows.iter().map(|row| units.of[*row]).collect(),
            rankings: forecasts.iter().map(ranked).collect(),
        }
    });
    let copies = bootstrap::copies(units.names.len(), question.draws, question.seed);
    let draws = bootstrap::draws(&drawn, &copies);
    let of_rows: Vec<u32> = drawn.iter().flat_map(|year| year.units.iter().copied()).collect();
    let ranked: Vec<Vec<Ranked>> = (0..models.len())
        .map(|model| drawn.iter().map(|year| year.rankings[model].measure()).collect())
        .collect();
    let means: Vec<Ranked> = ranked.iter().map(|ranked| bootstrap::mean(ranked)).collect();
    let interval = |of: &dyn Fn(&[Ranked]) -> f64| bootstrap::interval(draws.iter().map(|draw| of(draw)));
    let report = |model: usize| {
        let forecast = &forecasts[model];
        let level = |year: usize| match forecast[year].are_probabilities {
            true => Level::of(&forecast[year].scores, &years[year].test.y),
            false => Level::default(),
        };
        let of_origin = |year: usize| OfOrigin {
            origin: origins[year],
            n: years[year].test.y.len(),
            events: years[year].test.events(),
            base_rate: years[year].test.rate(),
            measures: ranked[model][year].into(),
            level: level(year),
        };
        let against = |rule: usize| Against {
            rule: models[rule].name(),
            auc: means[model].auc - means[rule].auc,
            pr_auc: means[model].pr_auc - means[rule].pr_auc,
            auc_interval: interval(&|draw| draw[model].auc - draw[rule].auc),
            pr_auc_interval: interval(&|draw| draw[model].pr_auc - draw[rule].pr_auc),
        };
        let rankings: Vec<&Ranking> = drawn.iter().map(|year| &year.rankings[model]).collect();
        let lists = lists(question.panel, years, &rankings);
        let y: Vec<f64> = years.iter().flat_map(|year| year.test.y.iter().copied()).collect();
        let p: Vec<f64> = forecast.iter().flat_map(|forecast| forecast.scores.iter().copied()).collect();
        let gives_probabilities = forecast[0].are_probabilities;
        let spread = if gives_probabilities { spread(&of_rows, &p, &y, &copies) } else { Spread::default() };
        let lead = persistence::lead(&lists);
        let of_model: Vec<Ranked> = draws.iter().map(|draw| draw[model]).collect();
        Report {
            target: target_of(question.target).to_owned(),
            model: models[model].name(),
            simulated: false,
            n: y.len(),
            events: y.iter().sum(),
            origins: (0..years.len()).map(of_origin).collect(),
            mean: means[model].into(),
            pooled: if gives_probabilities { Level::of(&p, &y) } else { Level::default() },
            calibration: if gives_probabilities { tenths(&p, &y) } else { Vec::new() },
            intervals: (!draws.is_empty()).then(|| Intervals::of(&of_model, &spread)),
            against: (0..models.len())
                .filter(|rule| *rule != model && matches!(models[*rule], Model::Rule(_)))
                .map(against)
                .collect(),
            strata: strata::parts(question.panel, question.places.region, &seen(years, forecast, &rankings)),
            lead_time: lead.iter().map(|(_, share)| *share).collect(),
            lead_events: lead.iter().map(|(events, _)| *events).collect(),
            alerts: persistence::alerts(&lists),
            labels: Vec::new(),
        }
    };
    each(&(0..models.len()).collect::<Vec<_>>(), |model| report(*model))
}

fn lists(panel: &Panel, years: &[Year], rankings: &[&Ranking]) -> Vec<persistence::Year> {
    let list = |(year, ranking): (&Year, &&Ranking)| {
        let unit = |at: usize| panel.units.of[year.test.rows[at]];
        let first = |share: f64| ranking.first(share).iter().map(|at| unit(*at as usize)).collect();
        let all = 0..year.test.rows.len();
        persistence::Year {
            units: all.clone().map(unit).collect(),
            events: all.filter(|at| year.test.y[*at] > 0.5).map(unit).collect(),
            enter: first(ENTER),
            leave: first(LEAVE),
        }
    };
    years.iter().zip(rankings).map(list).collect()
}

fn seen(years: &[Year], forecasts: &[Forecast], rankings: &[&Ranking]) -> Vec<Vec<Seen>> {
    let of_year = |at: usize| {
        let (test, forecast) = (&years[at].test, &forecasts[at]);
        let mut seen: Vec<Seen> = test
            .rows
            .iter()
            .zip(&test.y)
            .zip(&forecast.scores)
            .map(|((row, y), score)| {
                let p = forecast.are_probabilities.then_some(*score);
                Seen { row: *row, y: *y, p, is_listed: false }
            })
            .collect();
        for listed in rankings[at].first(SHARES[2]) {
            seen[*listed as usize].is_listed = true;
        }
        seen
    };
    (0..years.len()).map(of_year).collect()
}
