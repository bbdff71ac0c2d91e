//! What would happen if a source were lost: the month is assessed again, all else being equal, without one source at a time, as
//! the month that follows itself. Nobody may become safer.

use std::collections::{BTreeSet, HashMap};

use super::records::Region;
use super::standing::{scores, standings};
use super::{Assessed, Failure, Laws, course, drift, law};
use crate::catalog::Catalog;
use crate::domain::geography::france;
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::risk::Verdict;
use crate::risk::assess::Assessment;
use crate::risk::drift::{Beside, Drift, Readings, Reason};
use crate::risk::score::is_sound;
use crate::risk::sheet::Standing;
use crate::store::{Conn, Known, Scope, assessments};

/// Without FINESS there would be no structure to assess.
const SOURCES: [&str; 9] = [
    "declaration_mensuelle",
    "declaration_annuelle",
    "mouvements",
    "aci_releves",
    "aci_releves_indicateurs",
    "aci_contrats",
    "rpps",
    "zonage",
    "apl",
];

/// What the loss of one source changes.
#[derive(Debug)]
pub struct Lost {
    pub source: &'static str,
    /// Assessments with another finding, legal clock, outlook or level.
    pub changed: usize,
    /// Findings that could be told, and cannot any more; findings that stand as they were found before.
    pub cannot_tell: usize,
    pub carried: usize,
    /// Levels that stand for want of data, and did not before.
    pub held: usize,
    /// Why the model steps back; empty when it does not.
    pub steps_back: Vec<Reason>,
    /// Structures whose level, or grade by rules, is lower than it was: none, or something is wrong.
    pub safer: Vec<String>,
}

/// Of a month, one source after the other, and how many structures are assessed.
///
/// # Errors
/// As [`super::assess`].
pub fn drill(
    conn: &mut Conn,
    catalog: &Catalog,
    month: Month,
    known: Known,
) -> Result<(usize, Vec<Lost>), Failure> {
    let (whole, without) = assess_each(conn, catalog, month, known)?;
    let before = assessments::before(conn, &Scope::operator(), month, known)?;
    let lists = &catalog.risk.experts.lists;
    let first = scores(&whole, &before, catalog);
    let watched = drift::watch(conn, catalog, &whole, &first, (month, known))?;
    let full: HashMap<String, Standing> = whole
        .iter()
        .map(|one| one.assessment.finess.to_string())
        .zip(standings(&whole, &before, first, &watched.steps_back(), lists))
        .collect();
    let each = SOURCES.into_iter().zip(without).map(|(source, all)| {
        let scores = scores(&all, &full, catalog);
        let readings = Readings::of(all.iter().map(|one| &one.record).zip(&scores));
        let is_fitted = is_sound(&scores, &catalog.risk.experts);
        let beside = Beside { reference: Some(&watched), is_fitted, ..Beside::default() };
        let steps_back = Drift::of(month + 1, readings, beside, &catalog.risk.limits).steps_back();
        let standings = standings(&all, &full, scores, &steps_back, lists);
        compare(source, &whole, &full, &all, &standings, steps_back)
    });
    Ok((whole.len(), each.collect()))
}

/// All structures with everything, then without each source.
fn assess_each(
    conn: &mut Conn,
    catalog: &Catalog,
    month: Month,
    known: Known,
) -> Result<(Vec<Assessed>, Vec<Vec<Assessed>>), Failure> {
    let law = law(catalog, month)?;
    let mut whole = Vec::new();
    let mut laws = Laws::new(catalog);
    let mut without: Vec<Vec<Assessed>> = SOURCES.map(|_| Vec::new()).into();
    let regions: BTreeSet<&str> = france().departments.iter().map(|department| department.region).collect();
    for region in regions {
        let region = Region::load(conn, catalog, region, known)?;
        let from = whole.len();
        for structure in region.open(month) {
            whole.push(course(&region, structure, &mut laws, month)?);
        }
        for (source, all) in SOURCES.into_iter().zip(&mut without) {
            let blind = region.without(source);
            all.extend(blind.open(month).zip(&whole[from..]).map(|(structure, one)| {
                let record = blind.record(structure, month);
                let before = Some(&one.assessment);
                let assessment = Assessment::of(&record, month, &catalog.risk, &law, before);
                Assessed { name: one.name.clone(), region: one.region.clone(), record, assessment }
            }));
        }
    }
    Ok((whole, without))
}

fn compare(
    source: &'static str,
    whole: &[Assessed],
    full: &HashMap<String, Standing>,
    all: &[Assessed],
    standings: &[Standing],
    steps_back: Vec<Reason>,
) -> Lost {
    let (changed, cannot_tell, carried, held) = (0, 0, 0, 0);
    let mut lost = Lost { source, changed, cannot_tell, carried, held, steps_back, safer: Vec::new() };
    for ((before, after), standing) in whole.iter().zip(all).zip(standings) {
        let stood = full.get(after.assessment.finess.as_str());
        let (level, was_held) = stood.map_or((Grade::None, false), |stood| (stood.level, stood.is_held));
        let (before, after) = (&before.assessment, &after.assessment);
        lost.changed += usize::from(differs(before, after) || level != standing.level);
        for (then, now) in before.findings.iter().zip(&after.findings) {
            let (then_told, is_told) =
                (then.verdict != Verdict::CannotTell, now.verdict != Verdict::CannotTell);
            lost.cannot_tell += usize::from(then_told && !is_told);
            lost.carried += usize::from(now.carried_from.is_some() && then.carried_from.is_none());
        }
        lost.held += usize::from(standing.is_held && !was_held);
        if standing.level < level || after.grade < before.grade {
            lost.safer.push(after.finess.to_string());
        }
    }
    lost
}

fn differs(before: &Assessment, after: &Assessment) -> bool {
    let found = |assessment: &Assessment| -> Vec<_> {
        assessment.findings.iter().map(|finding| (finding.verdict, finding.carried_from)).collect()
    };
    let outlook = |assessment: &Assessment| assessment.outlook.as_ref().map(|outlook| outlook.horizons);
    found(before) != found(after) || before.clock != after.clock || outlook(before) != outlook(after)
}
