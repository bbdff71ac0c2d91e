//! What to remember of a territory: where it stands among its like, and the last opening.

use super::super::panels::numbers::{self, Parts};
use super::super::panels::tiles::written;
use super::Shown;
use crate::domain::territory::Territory;
use crate::store::{Conn, Error};

pub(super) struct Fact {
    pub(super) lead: String,
    pub(super) text: String,
}

/// Closer to the mean of the country than this share, the two are said to be alike.
const ALIKE: f64 = 0.03;

impl Shown {
    pub(super) fn facts(&self, conn: &mut Conn, parts: &Parts) -> Result<Vec<Fact>, Error> {
        let peers: Vec<Territory> = match &self.view.territory {
            Territory::Region(_) => numbers::regions().collect(),
            _ => numbers::all_departments().map(|(department, _)| department).collect(),
        };
        let (codes, month): (Vec<String>, _) =
            (peers.iter().map(Territory::to_string).collect(), self.view.month);
        let found = self.numbers.between(conn, &[parts.density], &codes, (month, month))?;
        let peers: Vec<(String, f64)> = found
            .into_iter()
            .filter_map(|((_, peer), spans)| Some((peer, spans.first()?.reading.value?)))
            .collect();
        Ok([self.rank(&peers), self.beside_france(parts), self.last_opening()]
            .into_iter()
            .flatten()
            .collect())
    }

    fn rank(&self, peers: &[(String, f64)]) -> Option<Fact> {
        let own = self.view.territory.to_string();
        let own = peers.iter().find(|(peer, _)| *peer == own)?.1;
        let rank = 1 + peers.iter().filter(|(_, density)| *density > own).count();
        let key = match self.view.territory {
            Territory::Region(_) => "territory-rank-region",
            _ => "territory-rank-department",
        };
        let gaps = [("rank", rank.to_string()), ("all", peers.len().to_string())];
        let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
        Some(Fact { lead: self.words.with(key, &gaps), text: self.words.say("territory-rank-text") })
    }

    fn beside_france(&self, parts: &Parts) -> Option<Fact> {
        let (words, month) = (self.words, self.view.month);
        let own = self.numbers.value(parts.density, &self.view.territory, month)?;
        let mean = self.numbers.value(parts.density, &Territory::France, month).filter(|mean| *mean > 0.0)?;
        let times = words.language.number(own / mean, 1);
        let more = own / mean - 1.0;
        let share = words.language.share(more.abs(), 0);
        let lead = match more {
            more if more >= 1.0 => words.with("territory-times", &[("times", &times)]),
            more if more > ALIKE => words.with("territory-above", &[("share", &share)]),
            more if more < -ALIKE => words.with("territory-below", &[("share", &share)]),
            _ => words.say("territory-alike"),
        };
        let [own, mean] = [own, mean].map(|density| written(parts.density, density, words));
        Some(Fact { lead, text: words.with("territory-beside", &[("own", &own), ("mean", &mean)]) })
    }

    fn last_opening(&self) -> Option<Fact> {
        let words = self.words;
        let last =
            self.structures.open().filter(|line| line.opened.is_some()).max_by_key(|line| line.opened)?;
        let day = words.language.day(last.opened?);
        let name = words.language.typeset(&last.shown.name);
        let place =
            last.commune().map_or_else(|| words.say("commune-unknown"), |c| words.language.typeset(c));
        Some(Fact {
            lead: words.with("territory-last", &[("day", &day)]),
            text: words.with("territory-last-text", &[("name", &name), ("place", &place)]),
        })
    }
}
