//! The default world against what is published: measured here, told in `docs/CALIBRATION.md`.
//! `cargo test --lib calibration` prints the table when the document says otherwise.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use chrono::Datelike;

use super::aci::{Contract, Statement, agree, statement};
use super::edition::month;
use super::people::person::{Motive, Person};
use super::people::team::Team;
use super::people::trades::{GP, Kind};
use super::world::World;
use super::{Population, Settings};
use crate::domain::month::Month;

const DOCUMENT: &str = include_str!("../../docs/CALIBRATION.md");

struct Line {
    what: String,
    /// As published, with its source in the second word; a range when there are two ends.
    published: (f64, f64),
    source: &'static str,
    simulated: f64,
    /// Relative gap that is accepted.
    tolerance: f64,
}

struct Measured {
    lines: Vec<Line>,
}

static MEASURED: LazyLock<Measured> = LazyLock::new(measure);

fn measure() -> Measured {
    let settings =
        Settings { seed: 42, structures: 2758, establishments: Some(1), since: None, until: month(2026, 10) };
    let (atlas, world) = World::grow_with_atlas(&settings);
    let of = Population::new(&settings, &atlas, &world);
    let contracts = agree(&of);
    let mut measured = Measured { lines: Vec::new() };
    measured.structures(&of);
    measured.contracts(&of, &contracts);
    measured.amounts(&of, &contracts);
    measured.professionals(&of, &contracts);
    measured.regions(&of, &contracts);
    measured.ages(&of);
    measured.departures(&of);
    measured
}

fn december(year: i32) -> Month {
    month(year, 12)
}

fn gps(team: &Team, at: Month) -> usize {
    team.present(at).filter(|p| p.is(Kind::GeneralPractitioner)).count()
}

fn share(part: usize, of: usize) -> f64 {
    100.0 * part as f64 / of.max(1) as f64
}

impl Measured {
    fn add(&mut self, what: &str, published: f64, simulated: f64, tolerance: f64, source: &'static str) {
        self.between(what, (published, published), simulated, tolerance, source);
    }

    fn between(
        &mut self,
        what: &str,
        published: (f64, f64),
        simulated: f64,
        tolerance: f64,
        source: &'static str,
    ) {
        self.lines.push(Line { what: what.to_owned(), published, source, simulated, tolerance });
    }

    fn structures(&mut self, of: &Population) {
        for (year, count, source) in [
            (2008, 20.0, "Quotidien du médecin 2018"),
            (2012, 235.0, "Quotidien du médecin 2018"),
            (2015, 1_000.0, "Quotidien du médecin 2018"),
            (2018, 1_253.0, "egora"),
            (2022, 2_251.0, "Plan 4 000 MSP"),
            (2024, 2_758.0, "Concours pluripro 2025"),
        ] {
            let open = of.world.establishments.iter().filter(|e| e.is_open_msp(december(year))).count();
            self.add(&format!("MSP open, end of {year}"), count, open as f64, 0.001, source);
        }
        let at = december(2024);
        let open = of.world.establishments.iter().filter(|e| e.is_open_msp(at));
        let poor = open.filter(|e| of.supply.is_under_dense(e.places.at(at).commune)).count();
        self.add("of them in ZIP or ZAC, end of 2024", 1_744.0, poor as f64, 0.03, "Concours pluripro 2025");
    }

    fn contracts(&mut self, of: &Population, contracts: &[Contract]) {
        for (year, count) in [(2019, 943.0), (2022, 1_747.0), (2023, 2_031.0)] {
            let last = december(year).last_day();
            let signed = contracts.iter().filter(|c| c.signed <= last).count();
            self.add(&format!("ACI signed so far, {year}"), count, signed as f64, 0.01, "Cnam");
        }
        let last = december(2023).last_day();
        let active = contracts.iter().filter(|c| c.is_active(last)).count();
        self.add("ACI active, end of 2023", 1_953.0, active as f64, 0.02, "Cnam, Concours pluripro 2024");
        let ended = contracts.iter().filter_map(|c| c.ended.as_ref());
        let ended = ended.filter(|(day, why)| day.year() == 2023 && *why != "fermeture" && *why != "fusion");
        self.add(
            "ACI ended in 2023 (closures apart)",
            11.0,
            ended.count() as f64,
            0.6,
            "Concours pluripro 2024",
        );
        let active = contracts.iter().filter(|c| c.is_active(december(2024).last_day())).count();
        let open = of.world.establishments.iter().filter(|e| e.is_open_msp(december(2024))).count();
        let rate = share(active, open);
        self.between(
            "ACI active, % of the open, end of 2024",
            (80.0, 81.0),
            rate,
            0.05,
            "Cnam, AVECsanté 2025",
        );
    }

    fn amounts(&mut self, of: &Population, contracts: &[Contract]) {
        let euros = |year: i32| -> Vec<f64> {
            let statements = contracts.iter().filter_map(|contract| statement(of, contract, year));
            statements.map(|statement| statement.paid).filter(|paid| *paid > 0.0).collect()
        };
        for (year, paid, total, source) in [
            (2017, 538.0, 35.6, "blog alternatives MG 2018"),
            (2018, 735.0, 46.7, "Cnam, egora"),
            (2022, 1_731.0, 125.0, "ameli 2023"),
            (2023, 1_918.0, 153.5, "Cnam, Concours pluripro 2024"),
        ] {
            let amounts = euros(year);
            let sum: f64 = amounts.iter().sum();
            let mean = 1e6 * total / paid;
            self.add(&format!("ACI paid, {year}"), paid, amounts.len() as f64, 0.1, source);
            self.add(&format!("ACI total {year}, M€"), total, sum / 1e6, 0.1, source);
            self.add(&format!("ACI mean {year}, €"), mean, sum / amounts.len() as f64, 0.1, source);
        }
        let statements = contracts.iter().filter_map(|contract| statement(of, contract, 2023));
        let unpaid = statements.filter(|statement| statement.paid == 0.0).count();
        self.add("ACI active and unpaid, 2023", 35.0, unpaid as f64, 0.5, "Cnam, Concours pluripro 2024");
    }

    fn professionals(&mut self, of: &Population, contracts: &[Contract]) {
        let counted = |year: i32| -> Vec<Statement> {
            contracts.iter().filter_map(|contract| statement(of, contract, year)).collect()
        };
        let patients =
            |statements: &[Statement]| statements.iter().map(|s| f64::from(s.patients)).sum::<f64>() / 1e6;
        let members = |year: i32| -> BTreeMap<&str, f64> {
            let at = december(year);
            let mut counts = BTreeMap::new();
            let teams = contracts.iter().filter(|c| c.is_active(at.last_day()));
            for person in teams.filter_map(|c| of.teams.get(c.team)).flat_map(|team| team.present(at)) {
                let key = match person.trade.kind {
                    Kind::GeneralPractitioner => "GP",
                    Kind::Specialist => "specialists",
                    _ => person.trade.code,
                };
                *counts.entry(key).or_default() += 1.0;
                *counts.entry("all").or_default() += 1.0;
            }
            counts
        };
        let (then, now) = (members(2018), members(2023));
        let of_2018 = |key: &str| then.get(key).copied().unwrap_or_default();
        let of_2023 = |key: &str| now.get(key).copied().unwrap_or_default();
        self.add("professionals of the ACI teams, 2018", 13_096.0, of_2018("all"), 0.15, "egora");
        self.add("of them GPs, 2018", 3_554.0, of_2018("GP"), 0.12, "egora");
        let source = "Concours pluripro 2024";
        for (what, key, count) in [
            ("professionals of the ACI teams, 2023", "all", 39_975.0),
            ("of them GPs", "GP", 9_082.0),
            ("nurses", "60", 11_722.0),
            ("physiotherapists", "70", 4_964.0),
            ("pharmacists", "21", 2_729.0),
            ("other doctors", "specialists", 2_056.0),
            ("speech therapists", "91", 1_636.0),
        ] {
            self.add(what, count, of_2023(key), 0.1, source);
        }
        let outside = GP.outside * 1_000.0;
        let gps = of_2023("GP");
        let inside: usize = of.teams.iter().map(|team| self::gps(team, december(2023))).sum();
        let rate = 100.0 * gps / (outside + inside as f64);
        self.add(
            "GPs of the ACI teams, % of the liberal GPs, 2023",
            15.6,
            rate,
            0.1,
            "AVECsanté (8,714 GPs)",
        );
        for (year, millions, tolerance) in [(2018, 3.2, 0.12), (2022, 8.9, 0.1), (2023, 10.0, 0.1)] {
            let what = format!("patients of the ACI teams, {year}, millions");
            self.add(&what, millions, patients(&counted(year)), tolerance, "Cnam");
        }
        let at = december(2017);
        let mut sizes: Vec<usize> = contracts
            .iter()
            .filter(|c| c.is_active(at.last_day()))
            .filter_map(|c| of.teams.get(c.team))
            .map(|team| team.present(at).count())
            .collect();
        sizes.sort_unstable();
        let at =
            |share: f64| sizes.get((share * sizes.len() as f64) as usize).copied().unwrap_or_default() as f64;
        self.add("median team, 2017", 15.0, at(0.5), 0.2, "ameli 2018 (half above 15)");
        self.add("ninth decile of the teams, 2017", 32.0, at(0.9), 0.2, "ameli 2018 (a tenth above 32)");
    }

    fn regions(&mut self, of: &Population, contracts: &[Contract]) {
        let at = december(2023);
        let mut active: BTreeMap<&str, f64> = BTreeMap::new();
        for contract in contracts.iter().filter(|c| c.is_active(at.last_day())) {
            let region = crate::domain::geography::france().region_of(contract.department);
            *active.entry(region.unwrap_or_default()).or_default() += 1.0;
        }
        for (name, code, count) in [
            ("Auvergne-Rhône-Alpes", "84", 280.0),
            ("Occitanie", "76", 261.0),
            ("Nouvelle-Aquitaine", "75", 201.0),
            ("Hauts-de-France", "32", 193.0),
            ("Île-de-France", "11", 168.0),
        ] {
            let simulated = active.get(code).copied().unwrap_or_default();
            self.add(&format!("ACI active in {name}, 2023"), count, simulated, 0.3, "Concours pluripro 2024");
        }
        let loire = contracts.iter().filter(|c| matches!(c.department, "44" | "49" | "53" | "72" | "85"));
        let paid: Vec<f64> =
            loire.filter_map(|c| statement(of, c, 2023)).map(|s| s.paid).filter(|paid| *paid > 0.0).collect();
        let mean = paid.iter().sum::<f64>() / paid.len().max(1) as f64;
        self.add("ACI mean 2023, Pays de la Loire, €", 107_311.0, mean, 0.4, "Cnam regional");
    }

    fn ages(&mut self, of: &Population) {
        let at = december(2024);
        let gps = of.teams.iter().flat_map(|team| team.present(at));
        let ages: Vec<i32> = gps.filter(|p| p.is(Kind::GeneralPractitioner)).map(|p| p.age(at)).collect();
        let mean = ages.iter().map(|age| f64::from(*age)).sum::<f64>() / ages.len() as f64;
        let part = |from: i32, to: i32| {
            share(ages.iter().filter(|age| (from..to).contains(age)).count(), ages.len())
        };
        self.between("mean age of the GPs, 2024", (45.0, 47.7), mean, 0.02, "risk.md; DREES/Irdes QES 258");
        self.add("GPs under 40, %", 43.0, part(0, 40), 0.15, "founding teams, risk.md");
        self.add("GPs of 40 to 54, %", 35.0, part(40, 55), 0.25, "founding teams, risk.md");
        self.add("GPs of 55 and more, %", 22.0, part(55, 120), 0.2, "founding teams, risk.md");
        let (mean, active) = retirement(of);
        self.add("age at retirement, mean", 67.1, mean, 0.015, "DREES E&R 1097 (67)");
        self.add("still at work at 65 to 69, % of those at 60", 43.0, active, 0.15, "DREES E&R 1097");
    }

    fn departures(&mut self, of: &Population) {
        let (mut gps_before, mut left, mut teams, mut any, mut fewer, mut below, mut edge, mut fell) =
            (0, 0, 0, 0, 0, 0, 0, 0);
        for year in 2021..2026 {
            let (then, now) = (month(year, 6), month(year + 1, 6));
            for team in of.teams.iter().filter(|team| !team.is_antenna && team.opened <= then) {
                if team.closed.is_some_and(|closed| closed <= now) {
                    continue;
                }
                let before: Vec<&Person> =
                    team.present(then).filter(|p| p.is(Kind::GeneralPractitioner)).collect();
                let gone = before.iter().filter(|p| !p.is_present(now)).count();
                let after = self::gps(team, now);
                gps_before += before.len();
                left += gone;
                teams += 1;
                any += usize::from(gone > 0);
                fewer += usize::from(after < before.len());
                if before.len() >= 2 {
                    below += usize::from(after < 2);
                }
                if before.len() == 2 {
                    edge += 1;
                    fell += usize::from(after < 2);
                }
            }
        }
        let source = "risk.md §10, check of the mechanism";
        self.between("GPs who leave in a year, %", (4.6, 4.8), share(left, gps_before), 0.1, source);
        self.between(
            "teams that at least one GP leaves in a year, %",
            (18.0, 19.0),
            share(any, teams),
            0.1,
            source,
        );
        self.between("teams with fewer GPs a year later, %", (9.0, 13.0), share(fewer, teams), 0.1, source);
        self.between("teams below 2 GPs a year later, %", (1.4, 1.8), share(below, teams), 0.25, source);
        self.between("the same, of those with 2, %", (4.0, 6.0), share(fell, edge), 0.25, source);
    }
}

/// Mean age at the end and share still at work at 65 to 69, of those at work at 60: a life table of the world.
fn retirement(of: &Population) -> (f64, f64) {
    let (mut retired, mut exposed) = (BTreeMap::<i32, f64>::new(), BTreeMap::<i32, f64>::new());
    for person in of.teams.iter().flat_map(|team| &team.people).filter(|p| p.is(Kind::GeneralPractitioner)) {
        let last = person.left.map_or(month(2026, 10), |leave| leave.month.min(month(2026, 10)));
        for at in Month::range(person.joined, last - 1) {
            *exposed.entry(person.age(at)).or_insert(0.0) += 1.0 / 12.0;
        }
        if person.left.is_some_and(|l| l.motive == Motive::Retirement && l.month <= month(2026, 10)) {
            *retired.entry(person.age(last)).or_insert(0.0) += 1.0;
        }
    }
    let (mut alive, mut mean, mut active) = (1.0, 0.0, 0.0);
    for age in 60..90 {
        let hazard =
            retired.get(&age).copied().unwrap_or(0.0) / exposed.get(&age).copied().unwrap_or(1.0).max(0.1);
        let next = alive * f64::exp(-hazard);
        mean += (alive - next) * (f64::from(age) + 0.5);
        if (65..70).contains(&age) {
            active += (alive + next) / 2.0 / 5.0;
        }
        alive = next;
    }
    ((mean + alive * 90.0), 100.0 * active)
}

impl Line {
    fn ratio(&self) -> f64 {
        let (low, high) = self.published;
        self.simulated / self.simulated.clamp(low, high)
    }

    fn is_close(&self) -> bool {
        (self.ratio() - 1.0).abs() <= self.tolerance
    }
}

fn figure(value: f64) -> String {
    match value {
        _ if value.abs() < 1_000.0 && value.fract() != 0.0 => format!("{value:.1}"),
        _ => {
            let digits = format!("{value:.0}");
            let groups: Vec<&str> = digits
                .as_bytes()
                .rchunks(3)
                .rev()
                .map(|group| std::str::from_utf8(group).unwrap_or_default())
                .collect();
            groups.join(",")
        }
    }
}

fn table(measured: &Measured) -> String {
    let mut text = String::from("| measure | published | simulated | ratio | accepted | source |\n");
    text.push_str("|---|---:|---:|---:|---:|---|\n");
    for line in &measured.lines {
        let (low, high) = line.published;
        let published = if low < high { format!("{} to {}", figure(low), figure(high)) } else { figure(low) };
        let _ = writeln!(
            text,
            "| {} | {published} | {} | {:.2} | ±{:.0} % | {} |",
            line.what,
            figure(line.simulated),
            line.ratio(),
            100.0 * line.tolerance,
            line.source
        );
    }
    text
}

#[test]
fn calibration_is_close_enough() {
    let far: Vec<String> = MEASURED
        .lines
        .iter()
        .filter(|line| !line.is_close())
        .map(|line| format!("{}: {} for {:?}", line.what, figure(line.simulated), line.published))
        .collect();
    assert!(far.is_empty(), "{far:#?}\n{}", table(&MEASURED));
}

#[test]
fn calibration_is_told_as_it_is() {
    let table = table(&MEASURED);
    assert!(DOCUMENT.contains(&table), "docs/CALIBRATION.md should say:\n{table}");
}
