//! The cases of the texts, one by one.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The law as it stood on a day.
fn law(on: NaiveDate) -> Rules {
    let (since, delay, substitute) = match on {
        on if on >= day("2023-12-29") => (day("2023-12-29"), 36.0, 12.0),
        on if on >= day("2021-05-14") => (day("2021-05-14"), 6.0, 12.0),
        _ => (day("2011-08-12"), 0.0, 0.0),
    };
    let value = |name: &str| {
        let number = match name {
            "legal_clock_delay" => return Some((delay, since)),
            "legal_clock_substitute" => substitute,
            "legal_clock_doctors" | "legal_clock_plan_auxiliaries" => 2.0,
            "legal_clock_auxiliaries" | "legal_clock_plan_doctors" => 1.0,
            "legal_clock_judge" => 6.0,
            "legal_clock_plan_months" => 36.0,
            _ => {
                let place: usize = name.strip_prefix("legal_clock_reminder_")?.parse().ok()?;
                [0.0, 12.0, 24.0, 30.0, 33.0, 35.0][place - 1]
            }
        };
        Some((number, day("2011-08-12")))
    };
    Rules::read(value).unwrap()
}

fn heads(doctors: u32, auxiliaries: u32) -> Heads {
    Heads { doctors: Some(doctors), auxiliaries: Some(auxiliaries), ..Heads::default() }
}

/// Five doctors and three nurses, then what `then` says from `from` on, read on `on` under the law of that day.
fn clock(from: &str, then: Heads, on: &str) -> Clock {
    let course = [(day("2012-01-01"), heads(5, 3)), (day(from), then)];
    Clock::read(&course, &[], &law(day(on)), day(on))
}

#[test]
fn the_delay_is_that_of_the_day_on_which_one_asks() {
    use State::*;
    let one = heads(1, 3);
    for (from, on, state, possible, reformed) in [
        // Before 14 May 2021 the judge alone gave time, six months at most.
        ("2021-05-01", "2021-05-13", RequestPossible, "2021-05-01", None),
        ("2021-05-01", "2021-05-14", BelowMinimum, "2021-11-01", Some("2021-05-14")),
        // Until 28 December 2023: six months.
        ("2023-06-01", "2023-11-30", BelowMinimum, "2023-12-01", None),
        ("2023-06-01", "2023-12-01", RequestPossible, "2023-12-01", None),
        ("2023-06-01", "2023-12-28", RequestPossible, "2023-12-01", None),
        ("2023-12-28", "2023-12-28", BelowMinimum, "2024-06-28", None),
        // From 29 December 2023: three years, for breaches begun before too, which is flagged.
        ("2023-06-01", "2023-12-29", BelowMinimum, "2026-06-01", Some("2023-12-29")),
        ("2023-12-28", "2023-12-29", BelowMinimum, "2026-12-28", Some("2023-12-29")),
        ("2023-12-29", "2023-12-29", BelowMinimum, "2026-12-29", None),
        ("2023-12-29", "2026-12-28", BelowMinimum, "2026-12-29", None),
        ("2023-12-29", "2026-12-29", RequestPossible, "2026-12-29", None),
        // A day that the year does not have: the last one of its month.
        ("2024-02-29", "2027-02-27", BelowMinimum, "2027-02-28", None),
        ("2024-02-29", "2027-02-28", RequestPossible, "2027-02-28", None),
    ] {
        let read = clock(from, one, on);
        assert_eq!(read.state, state, "{from} on {on}");
        assert_eq!(read.request_possible, Some(day(possible)), "{from} on {on}");
        assert_eq!(read.reformed_on, reformed.map(day), "{from} on {on}");
        let left = (state == BelowMinimum).then(|| (day(possible) - day(on)).num_days());
        assert_eq!(read.days_left, left, "{from} on {on}");
    }
}

#[test]
fn the_law_counts_associates_of_two_classes() {
    use State::*;
    let pharmacist = Heads { associates: Some(3), ..heads(2, 0) };
    let unknown =
        |doctors: Option<u32>, auxiliaries: Option<u32>| Heads { doctors, auxiliaries, ..Heads::default() };
    for (what, heads, state, plan) in [
        ("two doctors, a pharmacist, nobody else", pharmacist, BelowMinimum, Some(false)),
        ("one doctor, one nurse", heads(1, 1), BelowMinimum, Some(false)),
        ("one doctor, two nurses", heads(1, 2), BelowMinimum, Some(true)),
        ("two specialists, one nurse", heads(2, 1), Compliant, Some(false)),
        ("nothing is known", unknown(None, None), Unknown, None),
        ("doctors only are known", unknown(Some(4), None), Unknown, Some(false)),
        ("nurses only are known", unknown(None, Some(4)), Unknown, None),
        ("one doctor, nurses not known", unknown(Some(1), None), BelowMinimum, None),
    ] {
        let read = clock("2024-03-01", heads, "2025-03-01");
        assert_eq!((read.state, read.plan), (state, plan), "{what}");
    }
    let always = [(day("2024-03-01"), heads(1, 2))];
    let read = Clock::read(&always, &[], &law(day("2025-03-01")), day("2025-03-01"));
    assert_eq!((read.state, read.plan), (BelowMinimum, None), "nobody saw a departure");
    let later = clock("2024-03-01", heads(1, 2), "2027-03-01");
    assert_eq!((later.state, later.plan), (RequestPossible, Some(false)), "the three years are over");
}

#[test]
fn whoever_employs_the_missing_has_a_year_by_right() {
    let with = |doctors, auxiliaries, employed: (u32, u32)| Heads {
        employed_doctors: Some(employed.0),
        employed_auxiliaries: Some(employed.1),
        ..heads(doctors, auxiliaries)
    };
    for (what, heads, by_right) in [
        ("one associate, one employed doctor, one nurse", with(1, 1, (1, 0)), Some(true)),
        ("no associate doctor, one employed", with(0, 1, (1, 0)), Some(false)),
        ("no associate doctor, two employed", with(0, 1, (2, 0)), Some(true)),
        ("no auxiliary, one employed", with(2, 0, (0, 1)), Some(true)),
        ("both are missing, one is employed", with(1, 0, (1, 0)), Some(false)),
        ("nothing is known of employees", heads(1, 1), None),
    ] {
        let extension = clock("2024-03-01", heads, "2025-03-01").extension.unwrap();
        assert_eq!((extension.judge_months, extension.substitute_months), (6, 12), "{what}");
        assert_eq!(extension.by_right, by_right, "{what}");
    }
    let before = clock("2021-01-01", with(1, 1, (1, 0)), "2021-05-13").extension.unwrap();
    assert_eq!(before, Extension { judge_months: 6, substitute_months: 0, by_right: Some(false) });
    assert_eq!(clock("2024-03-01", heads(2, 1), "2025-03-01").extension, None);
    let payroll =
        |employed, associates| Heads { employed, associates, ..Heads::default() }.keeps_payroll_cap();
    assert_eq!(payroll(Some(9), Some(10)), Some(true));
    assert_eq!(payroll(Some(10), Some(10)), Some(false), "strictly fewer");
    assert_eq!(payroll(None, Some(10)), None);
}

#[test]
fn a_cure_closes_the_run_and_a_later_breach_begins_a_new_one() {
    let read = |heads: &[(&str, Heads)], on: &str| {
        let heads: Vec<_> = heads.iter().map(|(from, heads)| (day(from), *heads)).collect();
        Clock::read(&heads, &[], &law(day(on)), day(on))
    };
    let unknown = Heads::default();
    let course = [
        ("2024-01-01", heads(2, 1)),
        ("2024-02-01", heads(1, 1)),
        ("2024-06-01", unknown),
        ("2024-08-01", heads(1, 1)),
        ("2025-01-01", heads(2, 1)),
        ("2025-06-01", heads(2, 0)),
        ("2025-09-01", unknown),
    ];
    let of = |on: &str| {
        let read = read(&course, on);
        (read.state, read.breach_start.map(|day| day.to_string()))
    };
    let start = |text: &str| Some(text.to_owned());
    assert_eq!(of("2023-12-31"), (State::Unknown, None), "nothing is known yet");
    assert_eq!(of("2024-01-31"), (State::Compliant, None));
    assert_eq!(of("2024-05-31"), (State::BelowMinimum, start("2024-02-01")));
    assert_eq!(of("2024-07-01"), (State::Unknown, start("2024-02-01")), "silence stops no clock");
    assert_eq!(of("2024-12-31"), (State::BelowMinimum, start("2024-02-01")));
    assert_eq!(of("2025-05-31"), (State::Compliant, None), "cured");
    assert_eq!(of("2025-08-31"), (State::BelowMinimum, start("2025-06-01")), "a new clock");
    assert_eq!(of("2026-08-31"), (State::Unknown, start("2025-06-01")));
}

#[test]
fn reminders_come_before_the_state_changes() {
    let last = |on: &str| {
        let read = clock("2024-01-15", heads(1, 1), on);
        (read.reminder.map(|it| it.months), read.next_reminder.map(|it| it.months))
    };
    assert_eq!(last("2024-01-14"), (None, None));
    for (on, due, next) in [
        ("2024-01-15", 0, Some(12)),
        ("2025-01-14", 0, Some(12)),
        ("2025-01-15", 12, Some(24)),
        ("2026-01-15", 24, Some(30)),
        ("2026-07-15", 30, Some(33)),
        ("2026-10-15", 33, Some(35)),
        ("2026-12-15", 35, None),
        ("2027-01-15", 35, None),
    ] {
        assert_eq!(last(on), (Some(due), next), "{on}");
    }
    let short = clock("2023-01-15", heads(1, 1), "2023-03-01");
    assert_eq!((short.reminder.map(|it| it.months), short.next_reminder), (Some(0), None), "six months only");
}

#[test]
fn the_court_alone_dissolves_and_not_a_team_that_is_whole() {
    let course = |ruled_with: Heads| {
        [(day("2024-01-01"), heads(3, 1)), (day("2024-02-01"), heads(1, 1)), (day("2027-06-01"), ruled_with)]
    };
    let court = |ruling| {
        [
            (day("2027-03-01"), Court::Seized),
            (day("2027-04-01"), Court::Delay { until: day("2027-10-01") }),
            (day("2027-11-01"), Court::Ruled(ruling)),
        ]
    };
    let state = |heads: Heads, ruling, on: &str| {
        Clock::read(&course(heads), &court(ruling), &law(day(on)), day(on)).state
    };
    let (short, whole) = (heads(1, 1), heads(2, 1));
    for (heads, ruling, on, expected) in [
        (short, Ruling::Dissolved, "2027-02-28", State::RequestPossible),
        (short, Ruling::Dissolved, "2027-03-15", State::CourtSeized),
        (short, Ruling::Dissolved, "2027-10-01", State::CourtDelay),
        (short, Ruling::Dissolved, "2027-10-02", State::CourtSeized),
        (short, Ruling::Dissolved, "2027-11-01", State::Dissolved),
        (short, Ruling::Rejected, "2027-11-01", State::RequestPossible),
        // Whole again, but the court has not ruled yet.
        (whole, Ruling::Dissolved, "2027-07-01", State::CourtDelay),
        (whole, Ruling::Dissolved, "2027-11-01", State::Compliant),
        (whole, Ruling::Rejected, "2027-11-01", State::Compliant),
    ] {
        assert_eq!(state(heads, ruling, on), expected, "{heads:?} {ruling:?} {on}");
    }
}

#[test]
fn every_value_that_is_missing_is_named() {
    let Incomplete(missing) = Rules::read(|_| None).unwrap_err();
    assert_eq!(missing.len(), 8, "{missing:?}");
}
