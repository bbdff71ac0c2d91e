//! The page's figures as files: tables with raw numbers, pictures with source and date drawn in.

use super::super::super::Site;
use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::panels::numbers::all_departments;
use super::super::panels::table::figures;
use super::super::panels::trajectory::{Caption, chart};
use super::super::panels::{self, files};
use super::{Shown, map, regions, trajectory};
use crate::charts::Size;
use crate::domain::territory::Territory;

impl Shown {
    fn name(&self, what: &str, kind: &str) -> String {
        files::name(what, &self.numbers, self.view.month, kind)
    }

    fn caption(&self) -> String {
        files::caption(&self.numbers, self.view.month, self.words)
    }

    pub(super) fn regions_csv(&self, site: &Site) -> Result<Content, WebError> {
        let (parts, month) = (panels::parts(&site.catalog)?, self.view.month);
        let nation = figures(&Territory::France, &parts, &self.numbers, month, self.words);
        let lines = regions::lines(&parts, &self.numbers, self.view, self.words);
        let text = files::territories(std::iter::once(&nation).chain(&lines), &self.numbers, month)?;
        Ok(Content::Csv { name: self.name("regions", "csv"), text })
    }

    pub(super) fn regions_svg(&self, site: &Site) -> Result<Content, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let text = regions::drawing(&parts, &self.numbers, self.view, self.words, &self.caption());
        Ok(Content::Svg { name: self.name("regions", "svg"), text })
    }

    pub(super) fn map_csv(&self, site: &Site) -> Result<Content, WebError> {
        let (parts, month) = (panels::parts(&site.catalog)?, self.view.month);
        let of = |territory: &Territory| figures(territory, &parts, &self.numbers, month, self.words);
        let nation = std::iter::once(of(&Territory::France));
        let departments = all_departments().map(|(department, _)| of(&department));
        let overseas = regions::overseas(&parts, &self.numbers, self.view, self.words);
        let lines: Vec<_> = nation.chain(departments).chain(overseas).collect();
        let text = files::territories(&lines, &self.numbers, month)?;
        Ok(Content::Csv { name: self.name("departments", "csv"), text })
    }

    pub(super) fn map_svg(&self, site: &Site) -> Result<Content, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let text = map::file(&parts, &self.numbers, self.view, self.words, &self.caption());
        let what = format!("departments-{}", self.view.map.code());
        Ok(Content::Svg { name: self.name(&what, "svg"), text })
    }

    pub(super) fn professions_csv(&self, site: &Site) -> Result<Content, WebError> {
        let conn = &mut *site.store.connection()?;
        let professions = self.professions(conn, site)?.ok_or(WebError::NotFound)?;
        Ok(Content::Csv { name: self.name("professions", "csv"), text: professions.csv()? })
    }

    pub(super) fn professions_svg(&self, site: &Site) -> Result<Content, WebError> {
        let conn = &mut *site.store.connection()?;
        let professions = self.professions(conn, site)?.ok_or(WebError::NotFound)?;
        Ok(Content::Svg { name: self.name("professions", "svg"), text: professions.file() })
    }

    pub(super) fn trajectory_csv(&self, site: &Site) -> Result<Content, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let progress = self.progress(site, &parts, parts.open)?;
        let lines = trajectory::lines(&site.catalog, &parts, &self.numbers, &progress, self.view);
        let text = files::trajectory(&lines, self.numbers.is_simulated)?;
        Ok(Content::Csv { name: self.name("trajectory", "csv"), text })
    }

    pub(super) fn trajectory_svg(&self, site: &Site) -> Result<Content, WebError> {
        let parts = panels::parts(&site.catalog)?;
        let progress = self.progress(site, &parts, parts.open)?;
        let lines = trajectory::lines(&site.catalog, &parts, &self.numbers, &progress, self.view);
        let title = trajectory::finding(&lines, &progress, self.view, self.words);
        let caption = self.caption();
        let words = Caption { title: &title, shown: Some(&caption) };
        let text = chart(&lines, self.words, &words, Size::Wide);
        Ok(Content::Svg { name: self.name("trajectory", "svg"), text })
    }
}
