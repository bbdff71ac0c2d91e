use super::*;
use crate::charts::canvas::assert_sound;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn french(value: f64) -> String {
    let whole = format!("{value:.0}");
    match whole.len() {
        4.. => format!("{}\u{202f}{}", &whole[..whole.len() - 3], &whole[whole.len() - 3..]),
        _ => whole,
    }
}

fn chart<'a>(
    observed: &'a [Observed],
    published: &'a [(NaiveDate, f64)],
    required: &'a [(NaiveDate, f64)],
) -> Trajectory<'a> {
    Trajectory {
        texts: Texts {
            id: "trajectory",
            title: "3 050 maisons de santé ouvertes, 76 % de l’objectif",
            desc: "De 2008 à octobre 2026, et le chemin jusqu’à 4 000 fin 2027",
            empty: "Aucune donnée pour ce choix",
            heading: None,
            caption: Some("Source : FINESS, 31 octobre 2026. Données simulées."),
        },
        observed,
        published,
        required,
        observed_words: Words { name: "Observé", end: "3\u{202f}050", detail: "ouvertes, octobre 2026" },
        estimated_name: "Estimé",
        published_words: Words { name: "Publié", end: "2\u{202f}800", detail: "publiées, fin 2025" },
        required_words: Words {
            name: "Trajectoire requise",
            end: "Objectif : 4\u{202f}000",
            detail: "fin 2027",
        },
        ranges: &[],
        ranges_name: "Intervalle",
        number: &french,
    }
}

/// Year by year, with the shape of the real one: slow, then steady, estimated before 2013.
fn observed() -> Vec<Observed> {
    let values = [
        20.0, 65.0, 120.0, 180.0, 260.0, 370.0, 520.0, 690.0, 860.0, 1010.0, 1220.0, 1450.0, 1690.0, 1930.0,
        2190.0, 2440.0, 2758.0, 2890.0,
    ];
    let years = (2008..).zip(values).map(|(year, value)| Observed {
        date: NaiveDate::from_ymd_opt(year, 12, 31).unwrap(),
        value,
        estimated: year <= 2013,
        is_after_gap: false,
    });
    let now = Observed { date: day("2026-10-31"), value: 3050.0, estimated: false, is_after_gap: false };
    years.chain([now]).collect()
}

fn published() -> Vec<(NaiveDate, f64)> {
    [
        ("2008-12-31", 20.0),
        ("2012-06-30", 235.0),
        ("2017-06-30", 1000.0),
        ("2019-01-01", 1253.0),
        ("2021-12-31", 2150.0),
        ("2022-12-31", 2251.0),
        ("2023-12-31", 2251.0),
        ("2024-12-31", 2758.0),
        ("2025-12-31", 2800.0),
    ]
    .map(|(date, value)| (day(date), value))
    .to_vec()
}

fn required() -> [(NaiveDate, f64); 2] {
    [(day("2022-12-31"), 2251.0), (day("2027-12-31"), 4000.0)]
}

#[test]
fn draws_the_way_to_the_goal_for_a_desk_and_for_a_telephone() {
    let (observed, published, required) = (observed(), published(), required());
    let chart = chart(&observed, &published, &required);
    let (wide, narrow) = (trajectory(&chart, Size::Wide), trajectory(&chart, Size::Narrow));
    for svg in [&wide, &narrow] {
        assert_sound(svg);
        assert_eq!(svg.matches("ch-published").count(), published.len() + 1, "with the one of the key");
    }
    assert!(
        wide.contains("id=\"trajectory-wide-title\"") && narrow.contains("id=\"trajectory-narrow-title\"")
    );
    insta::assert_snapshot!("trajectory_wide", wide);
    insta::assert_snapshot!("trajectory_narrow", narrow);
}

#[test]
fn says_so_when_there_is_nothing_to_draw() {
    let nothing =
        [Observed { date: day("2026-01-31"), value: f64::NAN, estimated: false, is_after_gap: false }];
    for observed in [&[][..], &nothing] {
        let svg = trajectory(&chart(observed, &[], &[]), Size::Narrow);
        assert!(svg.contains(">Aucune donnée pour ce choix</text>") && !svg.contains("ch-grid"));
    }
}

#[test]
fn draws_whatever_it_is_given() {
    let one = [Observed { date: day("2026-01-31"), value: 3.0, estimated: true, is_after_gap: false }];
    let odd = [(day("2026-01-31"), f64::INFINITY), (day("2026-01-31"), -4.0), (day("1900-01-01"), 1e12)];
    for size in [Size::Wide, Size::Narrow] {
        for (observed, published, required) in
            [(&one[..], &[][..], &[][..]), (&[], &odd, &[]), (&[], &[], &odd), (&one, &odd, &odd[..1])]
        {
            let svg = trajectory(&chart(observed, published, required), size);
            assert_sound(&svg);
            assert!(svg.contains("ch-axis"), "{svg}");
        }
    }
}
