use std::io::{Cursor, Write};

use super::*;
use crate::domain::establishment::Quality;
use crate::domain::legal_entity::LegalForm;
use crate::ingest::Rejection;

const F502: &str = include_str!("../../../tests/fixtures/finess/502.csv");
const F507: &str = include_str!("../../../tests/fixtures/finess/507.csv");
const F501: &str = include_str!("../../../tests/fixtures/finess/501.csv");
const PLUS: &str = include_str!("../../../tests/fixtures/finess/plus.json");

fn parse(bytes: &[u8], known: &Known) -> Result<Edition, Refusal> {
    read(Cursor::new(bytes), "", known)
}

fn parse_new(text: &str) -> Edition {
    parse(text.as_bytes(), &Known::default()).unwrap()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn number(text: &str) -> FinessNumber {
    text.parse().unwrap()
}

fn refusal(bytes: &[u8]) -> String {
    parse(bytes, &Known::default()).unwrap_err().to_string()
}

#[test]
fn reads_the_quirks_of_a_502_file() {
    let edition = parse_new(F502);
    assert_eq!((edition.flow, edition.snapshot.to_string()), (Flow::Establishments, "2026-05-12".into()));
    let tally = edition.report.tally;
    assert_eq!((tally.read, tally.accepted, tally.rejected), (6, 6, 0));
    let kept: Vec<_> =
        edition.establishments.iter().map(|e| (e.finess.as_str(), e.commune.as_deref())).collect();
    let expected = [
        ("010009999", Some("01451")),
        ("2A0009997", Some("2A004")),
        ("970109995", Some("97701")),
        ("980509993", Some("97606")),
        ("980609991", Some("98613")),
    ];
    assert_eq!(kept, expected, "the hospital is well-formed but not kept");
    let [first, corsican, quote, ..] = edition.establishments.as_slice() else { panic!() };
    assert_eq!(first.address.as_deref(), Some("12 R DE L'ÉGLISE"));
    assert_eq!(corsican.name, "MAISON DE SANTE \"A CASA\" D'AJACCIO");
    assert_eq!((corsican.siret.as_deref(), corsican.opened_on), (None, None));
    assert_eq!((quote.name.as_str(), quote.department.as_str()), ("\"", "977"));
}

#[test]
fn the_same_file_in_latin_says_the_same() {
    let latin = encoding_rs::ISO_8859_15.encode(F502).0;
    assert!(std::str::from_utf8(&latin).is_err());
    let edition = parse(&latin, &Known::default()).unwrap();
    assert_eq!(edition.establishments, parse_new(F502).establishments);
}

#[test]
fn lines_may_end_as_on_windows_after_a_byte_order_mark() {
    let windows = format!("\u{feff}{}", F502.replace('\n', "\r\n"));
    assert_eq!(parse_new(&windows).establishments, parse_new(F502).establishments);
}

#[test]
fn points_come_from_the_lines_below() {
    let edition = parse_new(F507);
    let location =
        |finess: &str| edition.establishments.iter().find(|e| e.finess.as_str() == finess).unwrap().location;
    let metropolitan = location("010009999").unwrap();
    assert!((metropolitan.longitude - 5.23).abs() < 0.1 && (metropolitan.latitude - 46.23).abs() < 0.1);
    let antilles = location("970109995").unwrap();
    assert!((antilles.longitude + 62.85).abs() < 0.02 && (antilles.latitude - 17.90).abs() < 0.02);
    assert_eq!((metropolitan.quality, antilles.quality), (Quality::Good, Quality::Good));
    assert_eq!(location("980609991"), None, "no projection is known for Wallis-et-Futuna");
    assert_eq!(location("2A0009997"), None, "no line speaks of it");
    let orphan = Rejection {
        line: 11,
        column: "nofinesset".into(),
        reason: "no establishment 010999999 stands above in the file".into(),
        french: None,
    };
    assert_eq!(edition.report.rejections, [orphan]);
}

#[test]
fn a_broken_line_is_told_with_its_number_and_the_rest_is_kept() {
    let broken = |from: &str, to: &str| {
        let edition = parse_new(&F502.replacen(from, to, 1));
        let Rejection { line, column, .. } = edition.report.rejections[0].clone();
        assert_eq!((edition.report.tally.accepted, edition.report.tally.rejected), (5, 1), "{to}");
        (line, column)
    };
    assert_eq!(broken("010009999;", "01000999;"), (2, "nofinesset".into()));
    assert_eq!(broken("2019-04-10", "10/04/2019"), (2, "dateouv".into()));
    assert_eq!(broken(";603;", ";60;"), (2, "categetab".into()));
    assert_eq!(broken("\"MSP \"\"A CASA\"\"\"", "\"MSP \"\"A CASA\"\""), (3, "line".into()));
    assert_eq!(broken(";9F;", ";9Z;"), (5, "departement".into()));
    assert_eq!(broken("2024-02-04;\n", "2024-02-04\n"), (2, "line".into()));
    assert_eq!(broken("980509993", "010009999"), (5, "nofinesset".into()));
}

#[test]
fn the_numbers_of_a_rejected_line_are_held_back() {
    let edition = parse_new(&F502.replacen("2019-04-10", "soon", 1));
    assert!(edition.unreadable.contains(&number("010009999")));
}

#[test]
fn an_establishment_that_was_known_is_kept_whatever_its_category() {
    let known = Known { establishments: [number("010000024")].into(), ..Known::default() };
    let edition = parse(F502.as_bytes(), &known).unwrap();
    let hospital = edition.establishments.iter().find(|e| e.finess.as_str() == "010000024").unwrap();
    assert_eq!(hospital.kind, Kind::Other);
}

#[test]
fn legal_entities_are_kept_when_they_stand_behind_a_structure() {
    let known =
        Known { legal_entities: [number("010009998"), number("970109994")].into(), ..Known::default() };
    let edition = parse(F501.as_bytes(), &known).unwrap();
    assert_eq!((edition.flow, edition.report.tally.accepted), (Flow::LegalEntities, 3));
    let forms: Vec<_> = edition.legal_entities.iter().map(|e| (e.finess.as_str(), e.form())).collect();
    assert_eq!(forms, [("010009998", LegalForm::Sisa), ("970109994", LegalForm::Other)]);
    assert_eq!(edition.legal_entities[0].siren.as_deref(), Some("829679984"));
}

const STOCK: &str = include_str!("../../../tests/fixtures/finess/stock_et_20201231.csv");

#[test]
fn annual_stocks_are_read_by_the_names_of_their_columns() {
    let parse = |text: &str| {
        read(Cursor::new(text.as_bytes()), "etalab_stock_et_20201231.csv", &Known::default()).unwrap()
    };
    let edition = parse(STOCK);
    assert_eq!((edition.flow, edition.snapshot.to_string()), (Flow::Establishments, "2020-12-31".into()));
    let tally = edition.report.tally;
    assert_eq!((tally.read, tally.accepted, tally.rejected), (4, 3, 1));
    assert_eq!((edition.report.rejections[0].line, edition.report.rejections[0].column.as_str()), (5, "cog"));
    let [first, second] = edition.establishments.as_slice() else { panic!() };
    assert_eq!(
        (first.commune.as_deref(), first.opened_on.unwrap().to_string()),
        (Some("01451"), "2019-04-10".into())
    );
    let point = first.location.unwrap();
    assert!(
        (point.longitude - 5.23).abs() < 0.1 && (point.latitude - 46.23).abs() < 0.1,
        "thousands with commas"
    );
    assert_eq!((second.commune.as_deref(), second.location), (Some("2A004"), None), "x and y of 0 are none");

    // The older variant lacks six columns, the coordinates among them.
    let drop = ["codeape", "libcodeape", "coordx", "coordy", "sourcegeocod", "dategeocod"];
    let header: Vec<&str> = STOCK.lines().next().unwrap().split(';').collect();
    let old: Vec<String> = STOCK
        .lines()
        .map(|line| {
            let kept = line.split(';').zip(&header).filter(|(_, name)| !drop.contains(name));
            kept.map(|(field, _)| field).collect::<Vec<_>>().join(";")
        })
        .collect();
    assert_eq!(old[0].split(';').count(), 36);
    let old = parse(&old.join("\n"));
    assert_eq!((old.report.tally.accepted, old.has_locations), (3, false));
    assert_eq!(old.establishments[0].opened_on, first.opened_on);
}

#[test]
fn an_annual_stock_tells_its_day_by_its_name_alone() {
    let told = |name: &str| {
        peek(Cursor::new(b"nofinesset"), name).unwrap().map(|(day, flow)| (day.to_string(), flow))
    };
    assert_eq!(told("etalab_stock_et_20041231.csv"), Some(("2004-12-31".into(), Flow::Establishments)));
    assert_eq!(told("etalab_stock_ej_20251231.csv"), Some(("2025-12-31".into(), Flow::LegalEntities)));
    assert_eq!(told("etalab_stock_et_2004.csv"), None);
    assert_eq!(told("etalab_stock_é"), None);
}

#[test]
fn reads_both_layouts_of_finess_plus() {
    let edition = parse(&gzip(PLUS), &Known::default()).unwrap();
    assert_eq!((edition.flow, edition.snapshot.to_string()), (Flow::Plus, "2026-10-02".into()));
    let tally = edition.report.tally;
    assert_eq!((tally.read, tally.accepted, tally.rejected), (4, 3, 1));
    assert_eq!(edition.report.rejections[0].column, "etatObjet");
    assert!(edition.unreadable.contains(&number("010009969")));
    let [main, antenna, closed] = edition.establishments.as_slice() else { panic!() };
    assert_eq!(main.address.as_deref(), Some("12 R DE L'EGLISE"), "usage 03, not the seat");
    assert_eq!(main.opened_on.unwrap().to_string(), "2019-05-01");
    for site in [main, antenna] {
        let location = site.location.unwrap();
        assert_eq!((location.longitude, location.latitude), (5.2167, 46.25));
    }
    assert_eq!((main.main_site.clone(), antenna.main_site.clone()), (None, Some(number("010009999"))));
    assert_eq!(antenna.opened_on.unwrap().to_string(), "2021-01-01");
    assert!(!closed.active && closed.closed_on.unwrap().to_string() == "2020-06-30");
    assert_eq!(edition.legal_entities.len(), 1);
    assert_eq!(edition.legal_entities[0].form(), LegalForm::Sisa);
}

#[test]
fn refuses_what_it_cannot_trust() {
    assert_eq!(refusal(b""), "the file is empty");
    assert!(refusal(b"a;b;c\n").starts_with("line 1: expected"), "{}", refusal(b"a;b;c\n"));
    assert!(refusal(b"finess;etalab;111;2026-05-12\n").contains("no establishment"));
    let unknown = gzip(&PLUS.replace("v1.0.0", "v2.0.0"));
    assert!(refusal(&unknown).contains("schemaVersion “v2.0.0” is unknown"));
    let missing = gzip(&PLUS.replace("\"schemaVersion\": \"v1.0.0\",", ""));
    assert!(refusal(&missing).contains("schemaVersion is missing"));
    let whole = gzip(PLUS);
    for cut in [whole.len() / 2, whole.len() - 4] {
        assert!(refusal(&whole[..cut]).contains("cannot be read to its end"), "{}", refusal(&whole[..cut]));
    }
    assert!(refusal(&gzip(&PLUS[..PLUS.len() / 2])).contains("cut short"));
    assert!(refusal(&gzip("[1, 2]")).contains("line 1"));
    let nonsense = format!("finess;etalab;111;2026-05-12\n{}", "nonsense\n".repeat(1_200));
    assert!(refusal(nonsense.as_bytes()).contains("this is not the format expected"));
}

#[test]
fn peeks_at_the_edition_without_reading_the_file() {
    let peek =
        |bytes: &[u8]| peek(Cursor::new(bytes), "").unwrap().map(|(day, flow)| (day.to_string(), flow));
    assert_eq!(peek(F502.as_bytes()), Some(("2026-05-12".into(), Flow::Establishments)));
    assert_eq!(peek(format!("\u{feff}{F502}").as_bytes()), Some(("2026-05-12".into(), Flow::Establishments)));
    assert_eq!(peek(F501.as_bytes()), Some(("2026-05-12".into(), Flow::LegalEntities)));
    assert_eq!(peek(&gzip(PLUS)), Some(("2026-10-02".into(), Flow::Plus)));
    assert_eq!(peek(b"nonsense"), None);
}

#[test]
fn a_line_of_the_other_kind_is_an_error_of_the_file() {
    let mixed = format!("{F502}{}", F501.lines().nth(1).unwrap());
    let edition = parse_new(&mixed);
    assert_eq!((edition.flow, edition.establishments.len()), (Flow::Establishments, 5));
    assert_eq!(edition.report.rejections[0].line, 8);
}

#[test]
fn a_file_may_mix_encodings_and_a_nul_is_an_error() {
    let mut mixed = F502.as_bytes().to_vec();
    mixed.extend(
        encoding_rs::ISO_8859_15
            .encode(
                "structureet;010009979;;MSP DE L'ÉTÉ;;;;;;;;;451;01;AIN;01440 VIRIAT;;;603;;;;;;;;;;;;;\n",
            )
            .0
            .iter(),
    );
    let edition = parse(&mixed, &Known::default()).unwrap();
    assert_eq!(edition.establishments[0].address.as_deref(), Some("12 R DE L'ÉGLISE"));
    assert_eq!(edition.establishments[5].name, "MSP DE L'ÉTÉ");
    let nul = parse_new(&F502.replace("MSP D'UVEA", "MSP D\0UVEA"));
    assert_eq!((nul.report.rejections[0].line, nul.report.tally.accepted), (6, 5));
    let nul = parse(&gzip(&PLUS.replace("SANS ETABLISSEMENT", "SANS\\u0000")), &Known::default()).unwrap();
    assert_eq!(nul.report.rejections.len(), 2);
}

#[test]
fn finess_plus_may_say_null_for_nothing_and_must_not_repeat_a_number() {
    let null = PLUS
        .replace("\"roleEge\": []", "\"roleEge\": null")
        .replace("\"adresse\": [], \"etatObjet\"", "\"ege\": null, \"etatObjet\"");
    let edition = parse(&gzip(&null), &Known::default()).unwrap();
    assert_eq!(edition.report.tally.accepted, 3);
    let twice = PLUS.replace("010009979", "010009999");
    let edition = parse(&gzip(&twice), &Known::default()).unwrap();
    assert_eq!(edition.report.tally.accepted, 2);
    assert_eq!(edition.report.rejections[0].reason, "010009999 stands already in the file");
}

#[test]
fn a_reason_is_quoted_but_not_at_any_length() {
    let long = F502.replace("2019-04-10", &"9".repeat(100_000));
    assert!(parse_new(&long).report.rejections[0].reason.len() < 400);
    assert!(refusal(&[F502.as_bytes(), &b"x".repeat(2 << 20)].concat()).contains("over a million bytes"));
}

proptest::proptest! {
    /// Whatever a byte does to a file, reading it ends in an edition or a refusal, and every line is counted.
    #[test]
    fn never_panics_on_a_changed_byte(at in 0..F507.len(), byte: u8) {
        let mut bytes = F507.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(edition) = parse(&bytes, &Known::default()) {
            let tally = edition.report.tally;
            proptest::prop_assert_eq!(tally.read, tally.accepted + tally.rejected);
        }
    }

    #[test]
    fn never_panics_on_changed_json(at in 0..PLUS.len(), byte in 0x20u8..0x7f) {
        let mut bytes = PLUS.as_bytes().to_vec();
        bytes[at] = byte;
        let _ = parse(&gzip(&String::from_utf8_lossy(&bytes)), &Known::default());
    }
}
