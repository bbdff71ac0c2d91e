use proptest::prelude::*;

use super::*;
use crate::domain::establishment::Establishment;
use crate::domain::finess::Kind;
use crate::domain::member::Mode;

const JUNE: &str =
    include_str!("../../../tests/fixtures/rpps/PS_LibreAcces_Personne_activite_202606020830.txt");
const JULY: &str =
    include_str!("../../../tests/fixtures/rpps/PS_LibreAcces_Personne_activite_202607010830.txt");
const NAME: &str = "PS_LibreAcces_Personne_activite_202606020830.txt";

fn establishment(finess: &str, legal_entity: &str, kind: Kind) -> Establishment {
    Establishment {
        finess: finess.parse().unwrap(),
        legal_entity: Some(legal_entity.parse().unwrap()),
        kind,
        name: String::new(),
        complement: None,
        address: None,
        department: "01".into(),
        commune: None,
        siret: None,
        opened_on: None,
        closed_on: None,
        active: true,
        location: None,
        main_site: None,
    }
}

fn known() -> Known {
    Known::new(&[
        establishment("010009999", "010009998", Kind::Msp),
        establishment("2A0009997", "2A0009996", Kind::Msp),
    ])
}

fn keying() -> Keying {
    Keying::new(b"a secret of these tests and of nothing else")
}

fn try_read(text: impl AsRef<[u8]>) -> Result<Edition, Refusal> {
    read(text.as_ref(), NAME, &known(), &keying())
}

fn edition(text: impl AsRef<[u8]>) -> Edition {
    try_read(text).unwrap()
}

fn key(national_id: &str) -> PersonKey {
    keying().key(national_id.as_bytes()).into()
}

/// Structure, profession, general practitioner, mode of each member of a person.
fn memberships(edition: &Edition, national_id: &str) -> Vec<(String, String, bool, Mode)> {
    let own = edition.members.iter().filter(|member| member.person == key(national_id));
    own.map(|m| (m.structure.to_string(), m.profession.to_string(), m.is_gp, m.mode)).collect()
}

fn counts(edition: &Edition) -> Vec<(&str, String, bool, u32)> {
    edition
        .professionals
        .iter()
        .map(|p| (p.commune.as_str(), p.profession.to_string(), p.is_gp, p.count))
        .collect()
}

/// The line of the fixture that has all of it, with something else in its place.
fn broken(id: &str, from: &str, to: &str) -> String {
    let line = JUNE.lines().find(|line| line.contains(id) && line.contains(from)).unwrap();
    JUNE.replacen(line, &line.replacen(from, to, 1), 1)
}

#[test]
fn both_widths_are_read() {
    assert_eq!(
        (
            JUNE.lines().next().unwrap().split('|').count(),
            JULY.split('\n').next().unwrap().split('|').count()
        ),
        (53, 57)
    );
    for (text, read) in [(JUNE, 17), (JULY, 18)] {
        let edition = edition(text);
        assert_eq!((edition.report.tally.read, edition.report.tally.accepted), (read, read));
        assert_eq!(edition.report.rejections, []);
        assert!(!edition.is_simulated);
    }
}

#[test]
fn a_person_is_one_member_of_a_structure() {
    let edition = edition(JUNE);
    let one = |site: &str, profession: &str, is_gp, mode| {
        vec![(site.to_owned(), profession.to_owned(), is_gp, mode)]
    };
    assert_eq!(memberships(&edition, "810001111111"), one("010009999", "10", true, Mode::Liberal));
    assert_eq!(memberships(&edition, "810002222222"), one("010009999", "60", false, Mode::Liberal));
    assert_eq!(memberships(&edition, "810006666666"), one("2A0009997", "10", true, Mode::Liberal));
    assert_eq!(memberships(&edition, "810007777777"), one("2A0009997", "10", false, Mode::Employed));
    assert_eq!(memberships(&edition, "810008888888"), one("2A0009997", "50", false, Mode::Other));
    let by_its_legal_entity = memberships(&edition, "0019300123");
    assert_eq!(by_its_legal_entity, one("010009999", "93", false, Mode::Liberal));
    assert_eq!(edition.members.len(), 6, "no student, nobody of another structure");
    assert_eq!(edition.unknown_msp, 1);
}

#[test]
fn liberals_are_counted_once_in_a_commune_of_today() {
    let edition = edition(JUNE);
    let merged = france().commune("01340").unwrap().code;
    let mut expected = vec![
        ("01451", "10".to_owned(), true, 1),
        ("01451", "60".to_owned(), false, 1),
        ("01451", "93".to_owned(), false, 1),
        (merged, "70".to_owned(), false, 1),
        ("2A004", "10".to_owned(), true, 1),
        ("75056", "10".to_owned(), true, 1),
    ];
    expected.sort();
    assert_eq!(counts(&edition), expected);
    assert_eq!(edition.unplaced, 1);
}

#[test]
fn a_legal_entity_decides_only_where_it_stands_behind_one_structure_and_no_site_is_told() {
    let both = Known::new(&[
        establishment("010009999", "010009998", Kind::Msp),
        establishment("010008888", "010009998", Kind::Cds),
    ]);
    let of = |known: &Known, text: &str| read(text.as_bytes(), NAME, known, &keying()).unwrap();
    assert_eq!(memberships(&of(&both, JUNE), "0019300123"), []);
    let elsewhere = broken("0019300123", "||010009998||", "|010008888|010009998||");
    assert_eq!(memberships(&of(&known(), &elsewhere), "0019300123"), []);
}

#[test]
fn a_wrong_line_is_told_without_its_words_and_is_no_departure() {
    let cases = [
        ("10002222222|BEL", "", "", "line"),
        ("BELMONDINE", "BELMONDINE", "BEL|MONDINE", "line"),
        ("810002222222", "|60|", "|DURAND|", "Code profession"),
        ("810002222222", "|L|", "|Libéral|", "Code mode exercice"),
        ("810002222222", "010009999|", "01000999|", "Numéro FINESS site"),
        ("810002222222", "|010009998|", "|SISA X|", "Numéro FINESS établissement juridique"),
        ("810002222222", "|01451|", "|VIRIAT|", "Code commune"),
        ("810002222222", "810002222222", "", "Identification nationale PP"),
    ];
    for (id, from, to, column) in cases.into_iter().skip(1) {
        // All lines of the nurse: one that was read would tell of the membership.
        let text: Vec<String> = JUNE
            .lines()
            .map(|line| if line.contains(id) { line.replacen(from, to, 1) } else { line.to_owned() })
            .collect();
        let edition = edition(text.join("\n"));
        let wrong = edition.report.rejections.len();
        assert!(
            (2..=3).contains(&wrong) && edition.report.tally.rejected == wrong as u64,
            "{column}: {wrong}"
        );
        let first = &edition.report.rejections[0];
        assert_eq!(first.column, column);
        assert!(first.line >= 6, "{first:?}");
        for word in ["BEL", "DURAND", "Libéral", "SISA X", "VIRIAT", "01000999"] {
            assert!(!first.reason.contains(word), "{}", first.reason);
        }
        let is_held = edition.held.persons.contains(&key("810002222222"))
            || edition.held.structures.contains(&"010009999".parse().unwrap());
        assert!(is_held, "{column}");
    }
}

#[test]
fn another_file_is_refused() {
    let refused = |text: &str| try_read(text).unwrap_err().to_string();
    assert_eq!(refused(""), "the file is empty");
    let other = refused("Type d'identifiant PP|Identifiant PP|Identification nationale PP|\n8|1|81|\n");
    assert!(other.contains("“Code profession” is missing"), "{other}");
    let nameless = read(JUNE.as_bytes(), "rpps.txt", &known(), &keying()).unwrap_err().to_string();
    assert!(nameless.contains("tells no day"), "{nameless}");
    let hopeless = format!("{}\n{}", JUNE.lines().next().unwrap(), "a|b\n".repeat(3_000));
    assert!(matches!(try_read(&hopeless), Err(Refusal::MostlyRejected(..))));
}

#[test]
fn the_name_tells_the_day() {
    let told = |name: &str| day(name).map(|day| day.to_string());
    assert_eq!(told(NAME).as_deref(), Some("2026-06-02"));
    assert_eq!(told("ps_libreacces_personne_activite.20260603-1a2b3c4d.txt").as_deref(), Some("2026-06-03"));
    assert_eq!(told("x/PS_LibreAcces_Personne_activite_202606020830.txt.gz").as_deref(), Some("2026-06-02"));
    for name in [
        "PS_LibreAcces_Personne_activite.txt",
        "PS_LibreAcces_Personne_activite_202613450830.txt",
        "finess.20260603-1a2b3c4d.json.gz",
    ] {
        assert_eq!(told(name), None, "{name}");
    }
}

#[test]
fn a_packed_file_reads_the_same_and_a_cut_one_is_refused() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, JUNE.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    assert_eq!(edition(&packed).members, edition(JUNE).members);
    assert!(matches!(try_read(&packed[..packed.len() - 9]), Err(Refusal::Unreadable(_))));
}

#[test]
fn a_simulated_file_says_so_and_new_columns_are_passed_over() {
    assert!(edition(JUNE.replace("MSP DU REVERMONT", "MSP DU REVERMONT (SIMULÉ)")).is_simulated);
    let wider: Vec<String> = (0..)
        .zip(JUNE.lines())
        .map(|(i, line)| format!("{line}{}|", if i == 0 { "Code neuf" } else { "x" }))
        .collect();
    let wider = edition(wider.join("\r\n"));
    assert_eq!((wider.members, wider.report.tally.rejected), (edition(JUNE).members, 0));
}

fn shuffled() -> impl Strategy<Value = Vec<&'static str>> {
    let lines: Vec<&str> = JULY.lines().skip(1).collect();
    let twice = proptest::sample::subsequence(lines.clone(), 0..lines.len());
    twice.prop_flat_map(move |twice| Just([lines.clone(), twice].concat()).prop_shuffle())
}

proptest! {
    #[test]
    fn neither_the_order_of_lines_nor_their_repetition_matters(lines in shuffled(), block in 2_000usize..6_000) {
        let text = format!("{}\n{}", JULY.lines().next().unwrap(), lines.join("\n"));
        let (expected, day) = (edition(JULY), day(NAME).unwrap());
        let again = read_text(text.as_bytes(), block, day, &known(), &keying()).unwrap();
        prop_assert_eq!(again.members, expected.members);
        prop_assert_eq!(again.professionals, expected.professionals);
    }

    #[test]
    fn no_input_makes_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = try_read(&bytes);
        let _ = edition([JUNE.lines().next().unwrap().as_bytes(), b"\n", &bytes].concat());
    }

    #[test]
    fn a_damaged_line_never_panics_and_costs_no_other(at in JUNE.find("\n8").unwrap() + 1..JUNE.len(), byte in any::<u8>()) {
        let mut bytes = JUNE.as_bytes().to_vec();
        bytes[at] = byte;
        if let Ok(edition) = try_read(&bytes) {
            let tally = edition.report.tally;
            prop_assert_eq!(tally.read, tally.accepted + tally.rejected);
            prop_assert!(tally.rejected <= 2, "a new end of line makes two wrong lines of one");
        }
    }
}
