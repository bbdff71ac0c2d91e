//! On the way: interruptions, changes in between, redirects, limits.

use super::server::{Answer, Server, Then};
use super::{Fetching, PATIENT, csv, packed, rest};
use crate::harness::{Database, Installation};

#[test]
fn a_download_that_stops_in_the_middle_is_gone_on_with() {
    let file = packed();
    let half = file.len() / 2;
    let whole = || Answer::whole(&file, "\"a\"");
    let cut = |then| [whole().cut(half, then)];
    let no_length = Answer::new(200, &[("ETag", "\"a\"")], &file).cut(half, Then::Close);
    let short = Answer::new(200, &[("Content-Length", &half.to_string()), ("ETag", "\"a\"")], &file);
    for (stop, reason) in [
        (cut(Then::Close), "the connection ended before the file did"),
        (cut(Then::Stall), "the server was silent for 1 s"),
        ([no_length], "the file is cut short"),
        // A length that is too short is believed, then found out.
        ([short], "the file is cut short"),
    ] {
        let installation = Installation::new(Database::Sqlite);
        let fetching = Fetching::new(&installation, "/plus.json.gz");
        if reason.contains("silent") {
            fetching.wants(&fetching.server.url("/plus.json.gz"), &PATIENT.replace("= 20", "= 1"));
        }
        fetching.server.will(stop);
        fetching.run().failed(reason);
        assert!(fetching.inbox().iter().all(|name| name.starts_with('.')), "{:?}", fetching.inbox());
        let row = &fetching.rows()[0];
        assert_eq!((&*row.status, row.bytes), ("failed", Some(half as i64)));

        fetching.server.asked();
        fetching.server.will([rest(&file, half, "\"a\"")]);
        let ran = fetching.run().fetched(1);
        assert!(ran.steps[1]["rows"].as_i64().unwrap() > 0, "{ran:?}");
        let asked = fetching.server.asked().concat();
        assert!(asked.contains(&format!("range: bytes={half}-\r\n")), "{asked}");
        assert!(asked.contains("if-range: \"a\"\r\n"), "{asked}");
        let inbox = fetching.inbox();
        let [name] = &inbox[..] else { panic!("{inbox:?}") };
        let path = installation.folder.path().join("data/inbox/finess").join(name);
        assert_eq!(std::fs::read(path).unwrap(), file);
    }
}

#[test]
fn a_part_that_no_longer_fits_is_thrown_away() {
    let (old, new) = (packed(), csv());
    let half = old.len() / 2;
    for second in [
        // The range is ignored, or the file changed in between and `If-Range` was heard.
        vec![Answer::whole(&new, "\"b\"")],
        // It changed, and `If-Range` was not heard.
        vec![rest(&new, half.min(new.len() / 2), "\"b\""), Answer::whole(&new, "\"b\"")],
        vec![rest(&new, 7, "\"a\""), Answer::whole(&new, "\"b\"")],
        vec![Answer::new(416, &[], ""), Answer::whole(&new, "\"b\"")],
    ] {
        let installation = Installation::new(Database::Sqlite);
        let fetching = Fetching::new(&installation, "/finess");
        fetching.server.will([Answer::whole(&old, "\"a\"").cut(half, Then::Close)]);
        fetching.run().failed("the connection ended before the file did");
        fetching.server.will(second);
        let ran = fetching.run().fetched(1);
        assert_eq!(ran.steps[1]["rows"], 6, "the new file alone: {ran:?}");
        assert_eq!(fetching.inbox().len(), 1, "{:?}", fetching.inbox());
    }
    // Without a tag nothing tells what a part belongs to.
    let installation = Installation::new(Database::Sqlite);
    let fetching = Fetching::new(&installation, "/finess");
    fetching.server.will([Answer::new(200, &[("Content-Length", "9999")], &new[..40])]);
    fetching.run().failed("the connection ended before the file did");
    fetching.server.asked();
    fetching.server.will([Answer::new(200, &[], &new)]);
    fetching.run().fetched(1);
    assert!(!fetching.server.asked().concat().contains("range:"));
}

#[test]
fn redirects_are_followed_but_not_in_circles() {
    let installation = Installation::new(Database::Sqlite);
    let fetching = Fetching::new(&installation, "/latest/etalab.csv");
    let to = |location: &str| Answer::new(302, &[("Location", location), ("Content-Length", "0")], "");
    fetching.server.will([
        to("../files/1"),
        to(&fetching.server.url("/2?signature=x")),
        Answer::whole(&csv(), "\"a\""),
    ]);
    fetching.run().fetched(1);
    let asked = fetching.server.asked();
    let lines: Vec<_> = asked.iter().map(|head| head.lines().next().unwrap()).collect();
    assert_eq!(
        lines,
        ["get /latest/etalab.csv http/1.1", "get /files/1 http/1.1", "get /2?signature=x http/1.1"]
    );
    fetching.server.will(vec![to("/latest/etalab.csv"); 20]);
    fetching.run().failed("over 5 redirects");
    assert_eq!(fetching.server.asked().len(), 6);
    fetching.server.will([to("ftp://127.0.0.1/file")]);
    fetching.run().failed("a redirect from http to ftp is not followed");
    fetching.server.will([Answer::new(301, &[("Content-Length", "0")], "")]);
    fetching.run().failed("the server redirects to nowhere");
}

#[test]
fn a_file_that_is_too_large_or_too_slow_is_given_up() {
    let installation = Installation::new(Database::Sqlite);
    let fetching = Fetching::new(&installation, "/etalab.csv");
    let large = "larger than 20000 bytes";
    // It says so, it does not say so, it says otherwise.
    fetching
        .server
        .will([Answer::new(200, &[("Content-Length", "20001"), ("ETag", "\"a\"")], "").cut(0, Then::Stall)]);
    fetching.run().failed(large);
    fetching.server.will([Answer::new(200, &[("ETag", "\"a\"")], "").cut(0, Then::Flood)]);
    fetching.run().failed(large);
    let chunked = [("Transfer-Encoding", "chunked"), ("ETag", "\"a\"")];
    let chunk = format!("{:x}\r\n{}\r\n0\r\n\r\n", 30_000, ";".repeat(30_000));
    fetching.server.will([Answer::new(200, &chunked, chunk)]);
    fetching.run().failed(large);
    assert_eq!(fetching.inbox(), [""; 0], "nothing of it is kept");

    let hasty = "megabytes = 1\nminutes = 0.01\nsilence = 20";
    fetching.wants(&fetching.server.url("/etalab.csv"), hasty);
    fetching.server.will([Answer::new(200, &[("ETag", "\"a\"")], "").cut(0, Then::Drip)]);
    fetching.run().failed("the download is over its time limit");
    let dead = Server::start().url("/");
    fetching.wants(&format!("{dead}etalab.csv"), PATIENT);
    fetching.run().failed("onnection refused");
}
