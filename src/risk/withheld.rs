//! What of an assessment is withheld from whoever may not read the data behind it: a partner with whom a case is shared
//! learns what fires, not the figures of a family that the matrix does not give.

use super::Finding;
use super::doctors::Outlook;
use super::sheet::{Signals, Standing};
use crate::domain::rights::Family;
use crate::domain::sight::Sight;

impl Signals {
    /// As a role may see them: which rules fire and what is missing stay, and the legal clock.
    #[must_use]
    pub fn seen_with(mut self, sight: Sight) -> Self {
        if sight.is_whole() {
            return self;
        }
        self.findings.iter_mut().for_each(|finding| finding.withhold(sight));
        self.consequence = self.consequence.filter(|cost| sight.shows_all(&cost.sources));
        if let Some(cost) = self.consequence.as_mut().filter(|_| !sight.reads(Family::Aci)) {
            // Also where no contract is known: what the scale would pay is that family too.
            cost.average.iter_mut().chain(&mut cost.heaviest).for_each(|leaving| leaving.aci = None);
        }
        self.fresh.retain(|(source, _)| sight.shows(source));
        self.is_partial = true;
        self
    }
}

impl Finding {
    /// What was computed from something withheld would tell it.
    fn withhold(&mut self, sight: Sight) {
        let told = self.evidence.iter().filter(|one| !one.source.is_empty());
        let sources: Vec<_> = told.map(|one| one.source.clone()).collect();
        let shows_computed = sight.shows_all(&sources);
        for one in &mut self.evidence {
            let is_shown = if one.source.is_empty() { shows_computed } else { sight.shows(&one.source) };
            if !is_shown {
                (one.value, one.period) = (None, String::new());
            }
        }
    }
}

impl Standing {
    /// As a role may see it: level, reasons and probabilities stay, which are the assessment; counts and values that they
    /// were made of go with their sources.
    #[must_use]
    pub fn seen_with(mut self, sight: Sight) -> Self {
        if sight.is_whole() {
            return self;
        }
        self.outlook.iter_mut().for_each(|outlook| outlook.withhold(sight));
        // Nothing tells from which sources a feature was read.
        self.score.contributions.iter_mut().for_each(|one| one.value = None);
        self
    }
}

impl Outlook {
    fn withhold(&mut self, sight: Sight) {
        if !sight.shows_all(&self.sources) {
            (self.doctors, self.unknown_ages, self.announced) = (None, None, None);
        }
    }
}
