//! The models that a back-test compares: each is fitted on the past and foretells one year.

use std::sync::OnceLock;

use super::calibration::{anchor, drift};
use super::design::{Design, Groups};
use super::ladder::{DRIFT, Rung, SHRINK};
use super::logistic::{Diverged, Fit, fit, sigmoid};
use super::naive::Rule;
use super::panel::{Lacking, Panel, Sample};
use super::priors::Priors;
use super::standard::Standard;

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
}

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

/// One year to foretell, with all that is known before it.
#[derive(Clone, Debug)]
pub struct Year<'a> {
    pub panel: &'a Panel,
    pub priors: &'a Priors,
    /// The column of words whose effects [`Model::Region`] fits.
    pub region: Option<&'a str>,
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
        region: Option<&'a str>,
        train: Sample,
        test: Sample,
    ) -> Result<Self, Lacking> {
        let standard = Standard::fit(panel, &priors.features(), &train.rows)?;
        let designs = (standard.design(panel, &train.rows)?, standard.design(panel, &test.rows)?);
        Ok(Self { panel, priors, region, train, test, designs, map: OnceLock::new() })
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
        let Some(region) = self.region else { return Ok(self.designs.1.scores(&self.map()?.beta)) };
        let words = self.panel.word(region)?;
        let grouped = |design: &Design, sample: &Sample| {
            let of = sample.rows.iter().map(|row| words.of[*row]).collect();
            design.clone().grouped(Groups { of, count: words.names.len() })
        };
        let (train, test) = (grouped(&self.designs.0, &self.train), grouped(&self.designs.1, &self.test));
        Ok(test.scores(&fit(&train, &self.train.y, None, &self.priors.prior(words.names.len()))?.beta))
    }

    fn ladder(&self) -> Result<Vec<f64>, Failed> {
        let rung = Rung::of(self.train.events() as usize);
        if rung >= Rung::Refitted {
            return Ok(self.designs.1.scores(&self.map()?.beta));
        }
        let mut beta = self.priors.prior(0).mean;
        beta[0] = 0.0;
        beta.iter_mut().for_each(|one| *one *= SHRINK);
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
