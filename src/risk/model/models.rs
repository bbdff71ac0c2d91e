//! The models that a back-test compares: each is fitted on the past and foretells one year.

use std::sync::OnceLock;

use super::calibration::{anchor, drift};
use super::curves::Curves;
use super::design::{Design, Groups};
use super::ladder::{DRIFT, Rung, SHRINK};
use super::logistic::{Diverged, Fit, fit, sigmoid};
use super::naive::Rule;
use super::panel::{Lacking, Panel, Sample};
use super::priors::{Priors, REGION};
use super::standard::{Standard, is_flag, is_log_odds};

/// A model by name. All but the rules give probabilities.
#[derive(Clone, Debug, PartialEq)]
pub enum Model {
    Rule(Rule),
    /// The priors alone, no label: standardised on the year that is foretold.
    Scorecard,
    /// What may be shown with so few labels ([`Rung`]).
    Ladder,
    /// Expert priors, all labels of the past: the bar.
    Map,
    /// The same, the level moved by what the last year of the past shows.
    Recalibrated,
    /// The same, with an effect of the region.
    Region,
    /// No expert: the labels alone.
    Flat,
    /// Surer experts, effects that bend, effects of regions and areas.
    Curved,
}

/// Of [`Model::Curved`], in log-odds: what the standard deviations of the experts are multiplied by, and how much a slope
/// changes at a knot. Chosen on the years before 2019 of the English panel, by evidence and log-loss.
const SURER: f64 = 0.5;
const BEND: f64 = 0.1;

impl Model {
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Rule(rule) => format!("naive_{}", rule.name()),
            Self::Scorecard => "scorecard".into(),
            Self::Ladder => "ladder".into(),
            Self::Map => "map".into(),
            Self::Recalibrated => "map_recalibrated".into(),
            Self::Region => "map_region".into(),
            Self::Flat => "flat".into(),
            Self::Curved => "curved".into(),
        }
    }
}

/// What a model says of the rows of a year, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    pub scores: Vec<f64>,
    pub are_probabilities: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error(transparent)]
    Lacking(#[from] Lacking),
    #[error(transparent)]
    Diverged(#[from] Diverged),
}

/// Columns of words whose effects [`Model::Region`] (the region alone) and [`Model::Curved`] fit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Places<'a> {
    pub region: Option<&'a str>,
    pub area: Option<&'a str>,
}

/// One year to foretell, with all that is known before it.
#[derive(Clone, Debug)]
pub struct Year<'a> {
    pub panel: &'a Panel,
    pub priors: &'a Priors,
    pub places: Places<'a>,
    pub train: Sample,
    pub test: Sample,
    /// Of the rows of `train` and of `test`, standardised on `train`.
    designs: (Design, Design),
    /// Several models begin with this fit.
    map: OnceLock<Result<Fit, Diverged>>,
}

impl<'a> Year<'a> {
    /// # Errors
    /// When the panel lacks a feature.
    pub fn new(
        panel: &'a Panel,
        priors: &'a Priors,
        places: Places<'a>,
        train: Sample,
        test: Sample,
    ) -> Result<Self, Lacking> {
        let standard = Standard::fit(panel, &priors.features(), &train.rows)?;
        let designs = (standard.design(panel, &train.rows)?, standard.design(panel, &test.rows)?);
        Ok(Self { panel, priors, places, train, test, designs, map: OnceLock::new() })
    }

    /// # Errors
    /// When the panel lacks a column, or a fit does not converge.
    pub fn foretell(&self, model: &Model) -> Result<Forecast, Failed> {
        let scores = match model {
            Model::Rule(rule) => {
                let said = rule.say(self.panel, &self.train, &self.test.rows)?;
                return Ok(Forecast { scores: said.scores, are_probabilities: said.are_probabilities });
            }
            Model::Scorecard => self.unlabelled()?.scores(&self.priors.prior(0).mean),
            Model::Ladder => self.ladder()?,
            Model::Map => self.designs.1.scores(&self.map()?.beta),
            Model::Recalibrated => self.recalibrated()?,
            Model::Region => self.regional()?,
            Model::Curved => self.curved()?,
            Model::Flat => {
                let (train, test) = &self.designs;
                test.scores(&fit(train, &self.train.y, None, &self.priors.flat())?.beta)
            }
        };
        Ok(Forecast { scores: scores.into_iter().map(sigmoid).collect(), are_probabilities: true })
    }

    /// The year standardised by itself: nothing of the past is needed.
    fn unlabelled(&self) -> Result<Design, Lacking> {
        let standard = Standard::fit(self.panel, &self.priors.features(), &self.test.rows)?;
        standard.design(self.panel, &self.test.rows)
    }

    fn map(&self) -> Result<&Fit, Diverged> {
        let fitted = || fit(&self.designs.0, &self.train.y, None, &self.priors.prior(0));
        self.map.get_or_init(fitted).as_ref().map_err(|diverged| *diverged)
    }

    fn recalibrated(&self) -> Result<Vec<f64>, Failed> {
        let (train, test) = &self.designs;
        let beta = &self.map()?.beta;
        let (past, scores) = (train.scores(beta), test.scores(beta));
        let last = self.train.rows.iter().map(|row| self.panel.origins[*row]).max();
        let of_last: Vec<usize> =
            (0..past.len()).filter(|at| Some(self.panel.origins[self.train.rows[*at]]) == last).collect();
        let past: Vec<f64> = of_last.iter().map(|at| past[*at]).collect();
        let y: Vec<f64> = of_last.iter().map(|at| self.train.y[*at]).collect();
        let shift = drift(&past, &y, DRIFT);
        Ok(scores.into_iter().map(|score| score + shift).collect())
    }

    fn regional(&self) -> Result<Vec<f64>, Failed> {
        let Some(region) = self.places.region else { return Ok(self.designs.1.scores(&self.map()?.beta)) };
        let (train, test) = self.grouped(self.designs.clone(), region)?;
        let prior = self.priors.prior(train.width() - train.columns());
        Ok(test.scores(&fit(&train, &self.train.y, None, &prior)?.beta))
    }

    fn grouped(&self, (train, test): (Design, Design), column: &str) -> Result<(Design, Design), Lacking> {
        let words = self.panel.word(column)?;
        let groups = |sample: &Sample| {
            let of = sample.rows.iter().map(|row| words.of[*row]).collect();
            Groups { of, count: words.names.len() }
        };
        Ok((train.grouped(groups(&self.train)), test.grouped(groups(&self.test))))
    }

    fn curved(&self) -> Result<Vec<f64>, Failed> {
        let (train, test) = &self.designs;
        let features = self.priors.features();
        let straight = (0..features.len()).filter(|at| !is_flag(&features[*at])).map(|at| at + 1);
        let curves = Curves::of(train, straight);
        let mut designs = (curves.bend(train), curves.bend(test));
        let mut prior = self.priors.prior(0);
        prior.sd[1..].iter_mut().for_each(|sd| *sd *= SURER);
        prior.sd.resize(designs.0.columns(), BEND);
        for column in [self.places.region, self.places.area].into_iter().flatten() {
            designs = self.grouped(designs, column)?;
        }
        let (train, test) = designs;
        prior.sd.resize(train.width(), REGION);
        prior.mean.resize(train.width(), 0.0);
        Ok(test.scores(&fit(&train, &self.train.y, None, &prior)?.beta))
    }

    fn ladder(&self) -> Result<Vec<f64>, Failed> {
        let rung = Rung::of(self.train.events() as usize);
        if rung >= Rung::Refitted {
            return Ok(self.designs.1.scores(&self.map()?.beta));
        }
        let mut beta = self.priors.prior(0).mean;
        beta[0] = 0.0;
        // Of features: the doctor layer is no guess of experts.
        for (one, (feature, _)) in beta[1..].iter_mut().zip(&self.priors.means) {
            *one *= if is_log_odds(feature) { 1.0 } else { SHRINK };
        }
        let scores = self.unlabelled()?.scores(&beta);
        let mut shift = anchor(&scores, self.priors.intercept_rate).unwrap_or_default();
        if rung == Rung::Drifting {
            let past = self.designs.0.scores(&beta);
            let level = anchor(&past, self.priors.intercept_rate).unwrap_or_default();
            let past: Vec<f64> = past.iter().map(|score| score + level).collect();
            shift += drift(&past, &self.train.y, DRIFT);
        }
        Ok(scores.into_iter().map(|score| score + shift).collect())
    }
}
