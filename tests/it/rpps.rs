//! Editions of the RPPS through the front door, on both databases: who came, who left, and nobody's name anywhere.

use std::path::PathBuf;

use diesel::RunQueryDsl as _;
use observatoire::domain::rights::{Family, Role};
use observatoire::store::{Known, Scope, Store, members};
use serde_json::json;

use crate::harness::{Database, Installation, Said, Someone, fixture, objects, on_both};

const JUNE: &str = "PS_LibreAcces_Personne_activite_202606020830.txt";
const JULY: &str = "PS_LibreAcces_Personne_activite_202607010830.txt";
const AUGUST: &str = "PS_LibreAcces_Personne_activite_202608030830.txt";

/// Of persons, sites, streets and lines of the fixtures.
const WORDS: [&str; 12] = [
    "QUILLIVERE",
    "ZARAGOSKI",
    "BELMONDINE",
    "VARENGEVILLE",
    "OUDINOTTE",
    "TREMOLINE",
    "PAOLINETTI",
    "ARRIVANTINE",
    "TROIS FONTAINES",
    "mssante.exemple",
    "0474999888",
    "10002222222",
];

fn edition(name: &str) -> PathBuf {
    fixture("rpps").join(name)
}

fn import(installation: &Installation, path: &std::path::Path, more: &[&str]) -> Said {
    installation.say([&["import", "rpps", path.to_str().unwrap(), "--json"], more].concat())
}

fn imported(installation: &Installation, name: &str) -> serde_json::Value {
    objects(&import(installation, &edition(name), &[]).ok()).remove(0)
}

/// An installation that knows the structures.
fn with_finess(test: impl Fn(&Installation)) {
    on_both(|installation| {
        installation.import(&[fixture("finess/502.csv")]);
        test(installation);
    });
}

/// Structure, profession, general practitioner, mode, from, to; and in the same way the counts.
fn rows(installation: &Installation, scope: &Scope) -> Vec<String> {
    let store = Store::open(&installation.store_url()).unwrap();
    let conn = &mut *store.connection().unwrap();
    let mut rows: Vec<String> = members::load(conn, scope, Known::Now)
        .unwrap()
        .into_iter()
        .map(|row| {
            let (member, version) = (&row.version.content, &row.version);
            let gp = if member.is_gp { " GP" } else { "" };
            let (place, mode) = (&member.structure, member.mode.as_str());
            format!(
                "{place} {}{gp} {mode} {} {} {}",
                member.profession, version.from, version.to, member.person.0
            )
        })
        .collect();
    rows.sort();
    rows
}

fn counts(installation: &Installation) -> Vec<String> {
    let store = Store::open(&installation.store_url()).unwrap();
    let conn = &mut *store.connection().unwrap();
    let stored = members::professionals(conn, Known::Now).unwrap();
    stored
        .into_iter()
        .map(|row| {
            let (counted, version) = (&row.version.content, &row.version);
            let gp = if counted.is_gp { " GP" } else { "" };
            format!(
                "{} {}{gp} {} {} {}",
                counted.commune, counted.profession, counted.count, version.from, version.to
            )
        })
        .collect()
}

/// Without the keys of persons, which differ from installation to installation.
fn faceless(rows: &[String]) -> Vec<&str> {
    rows.iter().map(|row| row.rsplit_once(' ').unwrap().0).collect()
}

#[test]
fn editions_become_memberships_whatever_their_order() {
    with_finess(|installation| {
        let june = imported(installation, JUNE);
        let note = "1 lines of liberals name no commune and are counted in none; \
                    1 lines of a maison de santé name no structure that FINESS knows";
        let expected = json!({
            "source": "rpps", "file": JUNE, "snapshot": "2026-06-02", "read": 17, "accepted": 17, "rejected": 0,
            "status": "imported", "reason": note
        });
        assert_eq!(june, expected);
        imported(installation, JULY);
        imported(installation, AUGUST);
        let after = rows(installation, &Scope::operator());
        let expected = [
            "010009999 10 GP liberal 2026-06-02 9999-12-31",
            "010009999 60 liberal 2026-06-02 2026-08-03",
            "010009999 70 liberal 2026-07-01 9999-12-31",
            "010009999 93 liberal 2026-06-02 9999-12-31",
            "2A0009997 10 GP liberal 2026-06-02 9999-12-31",
            "2A0009997 10 employed 2026-06-02 9999-12-31",
            "2A0009997 50 other 2026-06-02 9999-12-31",
        ];
        assert_eq!(faceless(&after), expected);
        let counted = counts(installation);
        assert!(counted.contains(&"01451 60 1 2026-06-02 2026-08-03".to_owned()), "{counted:?}");
        assert!(counted.contains(&"01451 70 1 2026-07-01 9999-12-31".to_owned()), "{counted:?}");
        assert!(counted.contains(&"75056 10 GP 1 2026-06-02 9999-12-31".to_owned()), "{counted:?}");

        // The same secret elsewhere, the edition in between last.
        let other = Installation::new(Database::Sqlite);
        other.import(&[fixture("finess/502.csv")]);
        let secret = std::fs::read(installation.folder.path().join("data/secret")).unwrap();
        other.write("data/secret", secret);
        for name in [JUNE, AUGUST, JULY] {
            imported(&other, name);
        }
        assert_eq!(rows(&other, &Scope::operator()), after);
        assert_eq!(counts(&other), counted);
    });
}

#[test]
fn what_was_read_is_read_once_and_a_dry_run_writes_nothing() {
    with_finess(|installation| {
        let dry = objects(&import(installation, &edition(JUNE), &["--dry-run"]).ok());
        assert_eq!((&dry[0]["status"], &dry[0]["accepted"]), (&json!("dry run"), &json!(17)));
        assert_eq!(rows(installation, &Scope::operator()), [""; 0]);
        imported(installation, JUNE);
        let before = rows(installation, &Scope::operator());
        assert_eq!(imported(installation, JUNE)["status"], "already imported");
        // The same persons in another file of the month: nothing is written.
        let text = std::fs::read_to_string(edition(JUNE)).unwrap();
        let last = text.lines().last().unwrap();
        let again = installation.write(&format!("again/{JUNE}"), format!("{text}{last}\n"));
        let again = objects(&import(installation, &again, &[]).ok());
        assert_eq!((&again[0]["status"], &again[0]["read"]), (&json!("imported"), &json!(18)));
        assert_eq!(rows(installation, &Scope::operator()), before);
    });
}

#[test]
fn a_zip_as_it_is_published_is_read() {
    with_finess(|installation| {
        let path = installation.folder.path().join("PS_LibreAcces.zip");
        let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("PS_LibreAcces_SavoirFaire_202606020830.txt", options).unwrap();
        zip.start_file(JUNE, options).unwrap();
        std::io::copy(&mut std::fs::File::open(edition(JUNE)).unwrap(), &mut zip).unwrap();
        zip.finish().unwrap();
        let said = objects(&import(installation, &path, &[]).ok());
        assert_eq!((&said[0]["snapshot"], &said[0]["accepted"]), (&json!("2026-06-02"), &json!(17)));
        let whole = std::fs::read(&path).unwrap();
        let cut = installation.write("cut.zip", &whole[..whole.len() / 2]);
        let said = import(installation, &cut, &[]);
        assert_eq!((said.code, &objects(&said.out)[0]["status"]), (2, &json!("refused")));
    });
}

#[test]
fn a_rejected_line_is_no_departure() {
    with_finess(|installation| {
        imported(installation, JUNE);
        let before = rows(installation, &Scope::operator());
        let text = std::fs::read_to_string(edition(JUNE)).unwrap();
        let broken = installation.write(JULY, text.replace("|BELMONDINE|PAUL|60|", "|BELMONDINE|PAUL|six|"));
        let said = objects(&import(installation, &broken, &[]).ok());
        assert_eq!(said[0]["rejected"], json!(3));
        let reason = "is not a code of two digits, nor one of G16";
        assert_eq!(said[1], json!({"line": 6, "column": "Code profession", "reason": reason}));
        assert_eq!(rows(installation, &Scope::operator()), before);
        // The line that tells of general practice is lost, another one of the same structure is not.
        let other =
            text.replace("|Libéral||||||CABINET QUILLIVERE|", "|Libéral|||010009999|||CABINET QUILLIVERE|");
        let lost =
            other.replace("|SM26|Qualifié en Médecine Générale|L|", "|SM26|Qualifié en Médecine Générale|1|");
        let lost = installation.write(AUGUST, lost);
        assert_eq!(objects(&import(installation, &lost, &[]).ok())[0]["rejected"], json!(1));
        assert_eq!(rows(installation, &Scope::operator()), before);
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both(|installation| {
        let refused = |path: &std::path::Path| {
            let said = import(installation, path, &[]);
            assert_eq!(said.code, 2);
            objects(&said.out)[0]["reason"].as_str().unwrap().to_owned()
        };
        assert!(refused(&edition(JUNE)).contains("no edition of FINESS"));
        installation.import(&[fixture("finess/502.csv")]);
        let text = std::fs::read_to_string(edition(JUNE)).unwrap();
        let future = installation.write("PS_LibreAcces_Personne_activite_202701010830.txt", &text);
        assert!(refused(&future).contains("still to come"));
        let simulated = text.replace("MSP DU REVERMONT", "MSP DU REVERMONT (SIMULÉ)");
        let simulated = installation.write(JUNE, simulated);
        assert!(refused(&simulated).contains("the store holds real data and the file is simulated"));
    });
}

/// Twenty nurses in a file of their own.
fn many(installation: &Installation) -> PathBuf {
    let text = std::fs::read_to_string(edition(JUNE)).unwrap();
    let (header, nurse) = (text.lines().next().unwrap(), text.lines().nth(5).unwrap());
    let nurses = (10..30).map(|n| nurse.replace("10002222222", &format!("100022222{n}")));
    let nurses: Vec<String> = nurses.collect();
    installation.write(JUNE, format!("{header}\n{}\n", nurses.join("\n")))
}

#[test]
fn another_secret_is_noticed() {
    with_finess(|installation| {
        let file = many(installation);
        import(installation, &file, &[]).ok();
        let next = installation.write(JULY, std::fs::read_to_string(&file).unwrap() + "\n");
        let mut command = installation.command();
        command.env("OBSERVATOIRE_SECRET", "not the one under which the others became keys");
        let said = Said::from(command.args(["import", "rpps", next.to_str().unwrap()]).output().unwrap());
        assert_eq!(said.code, 2, "{}", said.out);
        assert!(said.out.contains("none of the 20 persons known is in it"), "{}", said.out);
        let mut command = installation.command();
        command.env("OBSERVATOIRE_SECRET", "short");
        let said = Said::from(command.args(["import", "rpps", next.to_str().unwrap()]).output().unwrap());
        assert!(
            said.code == 2 && said.err.contains("32 characters") && !said.err.contains("short\""),
            "{}",
            said.err
        );
        import(installation, &next, &[]).ok();
    });
}

#[test]
fn no_name_is_anywhere() {
    with_finess(|installation| {
        imported(installation, JUNE);
        let text = std::fs::read_to_string(edition(JULY)).unwrap();
        let broken = text.replace("|BELMONDINE|", "|BELMONDINE|BELMONDINE|").replace("|70|", "|OUDINOTTE|");
        let broken = installation.write(JULY, broken);
        let said = import(installation, &broken, &[]).ok();
        let everything = everything(installation);
        assert!(contains(&everything, b"liberal"), "the search finds what is there");
        let secret = std::fs::read_to_string(installation.folder.path().join("data/secret")).unwrap();
        for word in WORDS.iter().copied().chain([secret.trim()]) {
            assert!(!contains(&everything, word.as_bytes()), "{word} is in the database");
            assert!(!said.contains(word), "{word} was printed");
        }
    });
}

/// The bytes of an SQLite database with all that lies beside it, or every row of every table of a PostgreSQL one.
pub(crate) fn everything(installation: &Installation) -> Vec<u8> {
    #[derive(diesel::QueryableByName)]
    struct Text {
        #[diesel(sql_type = diesel::sql_types::Text)]
        text: String,
    }
    let url = installation.store_url();
    if let Some(file) = url.strip_prefix("sqlite://") {
        let files = ["", "-wal", "-shm"].map(|end| std::fs::read(format!("{file}{end}")).unwrap_or_default());
        return files.concat();
    }
    let store = Store::open(&url).unwrap();
    let conn = &mut *store.connection().unwrap();
    let mut load = |query: &str| diesel::sql_query(query).load::<Text>(conn).unwrap();
    let tables = load("SELECT tablename AS text FROM pg_tables WHERE schemaname = 'public'");
    let rows =
        tables.iter().flat_map(|table| load(&format!("SELECT row::text AS text FROM {} row", table.text)));
    rows.map(|row| row.text + "\n").collect::<String>().into_bytes()
}

pub(crate) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn members_are_read_on_somebodys_behalf() {
    with_finess(|installation| {
        imported(installation, JUNE);
        let store = Store::open(&installation.store_url()).unwrap();
        let of = |scope: &Scope| rows(installation, scope).len();
        let scope = |role, territories: &[&str], structure| {
            Someone::new(&store, role, territories, structure).scope(&store, Family::Declared)
        };
        let ars = |region| scope(Role::Ars, &[region], None);
        assert_eq!(of(&Scope::operator()), 6);
        assert_eq!(of(&Scope::public()), 0);
        assert_eq!(of(&ars("REG-84")), 3, "Ain");
        assert_eq!(of(&ars("REG-94")), 3, "Corse");
        assert_eq!(of(&ars("REG-11")), 0);
        assert_eq!(of(&scope(Role::Dgos, &[], None)), 0);
        assert_eq!(of(&scope(Role::Cpam, &["FR"], None)), 0);
        assert_eq!(of(&scope(Role::Msp, &[], Some("2A0009997"))), 3);
        assert_eq!(of(&scope(Role::Msp, &[], Some("970109995"))), 0);

        let corse = ars("REG-94");
        let conn = &mut *store.connection().unwrap();
        let wanted = ["010009999".parse().unwrap()];
        let mut read = |scope: &Scope| members::of(conn, scope, &wanted, Known::Now).unwrap().len();
        assert_eq!((read(&Scope::operator()), read(&corse), read(&Scope::public())), (3, 0, 0));
    });
}
