//! What ends by itself, and what is erased on request while the rest of a history stands.

use std::fs;

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use observatoire::store::Store;

use crate::assessments::assess;
use crate::harness::{Installation, fixture, on_both};
use crate::risk::typed;

const ERASED: &str = "effacé à la demande";

fn text(store: &Store, query: &str) -> String {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = diesel::sql_types::Text)]
        text: String,
    }
    let rows: Vec<Row> = diesel::sql_query(query).load(&mut *store.connection().unwrap()).unwrap();
    rows.into_iter().map(|row| row.text).collect::<Vec<_>>().join("\n")
}

fn is_done(store: &Store, statement: &str) -> bool {
    store.connection().unwrap().batch_execute(statement).is_ok()
}

fn retain(installation: &Installation, now: &str) {
    assert!(!installation.say_at(now, &["run", "accounts", "--json"]).ok().contains("\"failed\""));
}

#[test]
fn a_file_goes_after_its_import_and_a_refused_one_stays_and_is_told() {
    on_both(|installation| {
        let inbox = installation.folder.path().join("data/inbox/finess");
        fs::create_dir_all(&inbox).unwrap();
        let (read, refused) = (inbox.join("507.csv"), inbox.join("refused.csv"));
        fs::copy(fixture("finess/507.csv"), &read).unwrap();
        fs::write(&refused, "nothing of the kind").unwrap();
        installation.say(["run", "monthly", "--month", "2026-06"]);
        let told = installation.say(["check"]).out;
        assert!(told.contains("refused.csv") && !told.contains("507.csv"), "{told}");
        retain(installation, "2026-12-20T09:00:00Z");
        assert!(read.exists(), "29 days");
        retain(installation, "2026-12-21T09:00:00Z");
        assert!(!read.exists() && refused.exists());
        // Brought again it is known, and goes.
        fs::copy(fixture("finess/507.csv"), &read).unwrap();
        retain(installation, "2026-12-22T09:00:00Z");
        assert!(!read.exists() && installation.say(["check"]).out.contains("refused.csv"));
    });
}

#[test]
fn rows_go_when_their_term_is_over_and_not_before() {
    on_both(|installation| {
        installation.ok(&["check"]);
        let store = Store::open(&installation.store_url()).unwrap();
        let rows = "INSERT INTO unaddressed (key, letter, audience, place, facts, reason, raised_at, settled_at) VALUES
                ('old', 'x', 'ars', 'FR', '{}', '', '2024-01-01', '2024-11-01 00:00:00'),
                ('new', 'x', 'ars', 'FR', '{}', '', '2024-01-01', '2024-12-01 00:00:00'),
                ('open', 'x', 'ars', 'FR', '{}', '', '2024-01-01', NULL);
            INSERT INTO unsubscribe_links (token, kind, place, email, letter, made_at) VALUES
                ('old', 'ars', 'FR', 'a@b.invalid', 'dates', '2024-11-01 00:00:00'),
                ('new', 'ars', 'FR', 'a@b.invalid', 'dates', '2024-12-01 00:00:00');
            INSERT INTO deputies (absent, deputy, first_day, last_day, made_at) VALUES
                ('old', 'b', '2025-01-01', '2025-11-01', '2025-01-01 00:00:00'),
                ('new', 'b', '2025-01-01', '2025-12-01', '2025-01-01 00:00:00');
            INSERT INTO imports (id, source, file, sha256, snapshot, known_from, imported_at, records_read, accepted, rejected,
                is_simulated) VALUES
                (901, 'x', 'f', 'a', '2024-11-01', '2024-11-01 00:00:00', '2024-11-01 00:00:00', 1, 0, 1, FALSE),
                (902, 'x', 'f', 'b', '2024-12-01', '2024-12-01 00:00:00', '2024-12-01 00:00:00', 1, 0, 1, FALSE);
            INSERT INTO rejections (import_id, position, line, field, reason) VALUES
                (901, 1, 2, 'old', '“typed” is not'), (902, 1, 2, 'new', '“typed” is not');";
        store.connection().unwrap().batch_execute(rows).unwrap();
        retain(installation, "2026-11-21T09:00:00Z");
        let left = |column: &str, table: &str| {
            text(&store, &format!("SELECT {column} AS text FROM {table} ORDER BY {column}"))
        };
        assert_eq!(left("key", "unaddressed"), "new\nopen");
        assert_eq!(left("token", "unsubscribe_links"), "new");
        assert_eq!(left("absent", "deputies"), "new");
        assert_eq!(left("field", "rejections"), "new");
    });
}

#[test]
fn words_are_erased_on_request_and_nothing_else_of_a_history_is() {
    on_both(|installation| {
        typed(installation);
        assess(installation, "2026-06");
        let store = Store::open(&installation.store_url()).unwrap();
        let rows = "INSERT INTO case_events (case_id, position, at, who, name, deed) VALUES (1, 90, '2026-07-01 00:00:00',
                'agent@ars.invalid', 'called',
                '{\"deed\":\"called\",\"on\":\"2026-07-01\",\"whom\":\"Dr Secret\",\"text\":\"Malade\"}');
            INSERT INTO replies (id, key, link, structure, at, kind, said) VALUES (77, 'k', 1, '010009999',
                '2026-07-01 00:00:00', 'call', '{\"phone\":\"0102030405\",\"words\":\"Dr Secret\"}');";
        store.connection().unwrap().batch_execute(rows).unwrap();
        let others = [
            "UPDATE case_events SET deed = replace(deed, 'Malade', 'autre') WHERE position = 90",
            "UPDATE case_events SET deed = replace(deed, 'Malade', 'effacé à la demande') WHERE position = 90",
            "UPDATE case_events SET who = NULL WHERE position = 90",
            "UPDATE case_events SET deed = deed WHERE position = 90",
            "DELETE FROM case_events WHERE position = 90",
            "UPDATE replies SET said = '{}' WHERE id = 77",
            "UPDATE replies SET structure = 'x' WHERE id = 77",
            "UPDATE replies SET said = replace(replace(said, '0102030405', 'effacé à la demande'), 'Dr Secret',
                'effacé à la demande'), kind = 'words' WHERE id = 77",
            "DELETE FROM replies WHERE id = 77",
        ];
        let refused = || others.iter().for_each(|other| assert!(!is_done(&store, other), "{other}"));
        refused();
        let erase = |of: &[&str]| {
            let arguments = [&["structure", "erase-text", "--reason", "asked on 3 July"], of].concat();
            installation.say(arguments).code
        };
        assert_eq!(erase(&["--case", "1", "--position", "90"]), 0);
        assert_eq!(erase(&["--reply", "77"]), 0);
        refused();
        let deed = text(&store, "SELECT deed AS text FROM case_events WHERE position = 90");
        let said = text(&store, "SELECT said AS text FROM replies WHERE id = 77");
        for (kept, gone) in [(&deed, "Malade"), (&deed, "Secret"), (&said, "0102"), (&said, "Secret")] {
            assert!(kept.matches(ERASED).count() == 2 && !kept.contains(gone), "{kept}");
        }
        assert!(deed.contains("2026-07-01"));
        for nothing in [
            &["--reply", "77"][..],
            &["--case", "1", "--position", "1"],
            &["--case", "9", "--position", "1"],
            &[],
        ] {
            assert_eq!(erase(nothing), 2, "{nothing:?}");
        }
        let audit =
            text(&store, "SELECT who || ' ' || detail AS text FROM audit WHERE action = 'text erased'");
        assert_eq!(audit.lines().count(), 2, "{audit}");
        assert!(audit.contains("asked on 3 July") && !audit.contains("Secret") && !audit.contains("0102"));
    });
}
