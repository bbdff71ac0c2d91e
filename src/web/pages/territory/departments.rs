//! The departments of a region side by side.

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::panels::table::{self, Drawn, Figures, Sort, Table, extremes, figures, sort};
use super::super::panels::tiles::written;
use super::super::panels::{self, numbers};
use super::Shown;
use super::query::View;
use crate::catalog::Indicator;
use crate::domain::territory::Territory;

impl Shown {
    /// Nothing for a department, and for a region of one department, which would be compared with itself.
    pub(super) fn departments(&self, site: &Site) -> Result<Option<Table>, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let (numbers, month, words) = (&self.numbers, self.view.month, self.words);
        let lines = self.lines_within(site)?;
        if lines.len() < 2 {
            return Ok(None);
        }
        let whole = |territory: &Territory| figures(territory, &parts, numbers, month, words);
        let wholes = [whole(&Territory::France), Figures { page: None, ..whole(&self.view.territory) }];
        let mean = wholes[0].density;
        let written = mean.map_or_else(
            || words.say("no-value"),
            |mean| words.language.number(mean, parts.density.decimals),
        );
        let target = |sort: Sort| self.address(&View { sort, ..self.view.clone() }, "#departments");
        let gaps = [("name", wholes[1].name.as_str()), ("month", &words.language.month(month))];
        let count = lines.len() as f64;
        Ok(Some(Table {
            title: self.departments_finding(&lines, parts.density),
            subtitle: words.counted("departments-subtitle", count, &[("mean", &written)]),
            caption: words.with("departments-caption", &gaps),
            columns: table::columns("col-department", self.view.sort, target, words),
            rows: table::rows(&wholes, &lines, mean, &parts, words),
        }))
    }

    pub(super) fn lines_within(&self, site: &Site) -> Result<Vec<Figures>, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let Territory::Region(code) = &self.view.territory else { return Ok(Vec::new()) };
        let mut lines: Vec<Figures> = numbers::departments(code)
            .map(|department| figures(&department, &parts, &self.numbers, self.view.month, self.words))
            .collect();
        sort(&mut lines, self.view.sort);
        Ok(lines)
    }

    /// The densest and the thinnest of those that have any.
    fn departments_finding(&self, lines: &[Figures], density: &Indicator) -> String {
        let words = self.words;
        let said = extremes(lines).filter(|(top, bottom)| top.1 > bottom.1).and_then(|(top, bottom)| {
            let place = |line: &Figures| words.place(line.territory.as_ref()?, "in");
            let [most, least] = [top.1, bottom.1].map(|value| written(density, value, words));
            let (top_in, bottom_in) = (place(top.0)?, place(bottom.0)?);
            let gaps =
                [("top", most.as_str()), ("topIn", &top_in), ("bottom", &least), ("bottomIn", &bottom_in)];
            Some(words.with("map-title-density", &gaps))
        });
        said.unwrap_or_else(|| words.say("departments-title-plain"))
    }

    pub(super) fn departments_drawing(&self, site: &Site, caption: &str) -> Result<String, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let lines = self.lines_within(site)?;
        let mean = self.numbers.value(parts.density, &Territory::France, self.view.month);
        let name = self.words.territory(&self.view.territory);
        let month = self.words.language.month(self.view.month);
        let title = self.words.with("departments-svg-title", &[("name", &name), ("month", &month)]);
        let finding = self.departments_finding(&lines, parts.density);
        let drawn = Drawn { id: "departments", title: &title, finding: &finding, caption };
        Ok(table::drawing(&lines, mean, &parts, &drawn, self.words))
    }
}
