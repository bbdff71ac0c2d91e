use proptest::prelude::*;

use super::*;

fn tag(text: &str) -> Validators {
    Validators { etag: Some(text.to_owned()), last_modified: None }
}

fn now() -> NaiveDateTime {
    "2026-11-21T09:00:00".parse().unwrap()
}

fn resuming(validators: Validators) -> Ask {
    Ask { known: None, part: Some((200, validators)) }
}

#[test]
fn what_is_known_is_asked_for_under_conditions() {
    let known = Validators { etag: Some("\"a\"".into()), last_modified: Some("yesterday".into()) };
    let ask = Ask { known: Some(known), part: Some((7, tag("\"b\""))) };
    let expected = [
        ("If-None-Match", "\"a\""),
        ("If-Modified-Since", "yesterday"),
        ("Range", "bytes=7-"),
        ("If-Range", "\"b\""),
    ];
    assert_eq!(ask.headers(), expected.map(|(name, value)| (name, value.to_owned())));
    let weak = Validators { last_modified: Some("yesterday".into()), ..tag("W/\"b\"") };
    for useless in [
        resuming(tag("W/\"b\"")),
        resuming(weak),
        Ask { known: None, part: Some((0, tag("\"b\""))) },
        Ask::default(),
    ] {
        assert_eq!(useless.headers(), [], "{useless:?}");
    }
}

#[test]
fn an_answer_is_judged_by_what_was_asked() {
    let ask = resuming(tag("\"b\""));
    let part = |range: &str, etag: Option<&str>| Answer {
        status: 206,
        range: Some(range.into()),
        validators: Validators { etag: etag.map(str::to_owned), last_modified: None },
        ..Answer::default()
    };
    let verdict = |answer: &Answer| judge(&ask, answer, 1_000, now());
    assert_eq!(verdict(&part("bytes 200-999/1000", None)), Verdict::Anew, "of what file?");
    assert_eq!(verdict(&part("bytes 200-999/1000", Some("\"b\""))), Verdict::Rest(1_000));
    for wrong in ["bytes 0-999/1000", "bytes 200-900/1000", "bytes 200-999/*", "lines 1-2/3", ""] {
        assert_eq!(verdict(&part(wrong, Some("\"b\""))), Verdict::Anew, "{wrong}");
    }
    assert_eq!(verdict(&part("bytes 200-999/1000", Some("\"c\""))), Verdict::Anew, "it changed in between");
    let dated = |day: &str| Validators { etag: None, last_modified: Some(day.into()) };
    for (told, expected) in [("yesterday", Verdict::Rest(1_000)), ("today", Verdict::Anew)] {
        let answer = Answer { validators: dated(told), ..part("bytes 200-999/1000", None) };
        assert_eq!(judge(&resuming(dated("yesterday")), &answer, 1_000, now()), expected, "{told}");
    }
    assert!(matches!(verdict(&part("bytes 200-1000/1001", None)), Verdict::Refused { .. }), "too large");
    let plain = |status, length| Answer { status, length, ..Answer::default() };
    assert_eq!(verdict(&plain(200, Some(1_000))), Verdict::Whole(Some(1_000)));
    assert!(matches!(verdict(&plain(200, Some(1_001))), Verdict::Refused { .. }));
    assert_eq!(verdict(&plain(416, None)), Verdict::Anew);
    for status in [304, 302, 204, 404, 500] {
        assert!(matches!(verdict(&plain(status, None)), Verdict::Refused { .. }), "{status}");
    }
    let unasked = judge(&Ask::default(), &part("bytes 0-9/10", None), 1_000, now());
    assert!(matches!(unasked, Verdict::Refused { .. }), "a part was not asked for");
}

#[test]
fn the_patience_that_a_server_asks_for_is_bounded() {
    let until = |told: &str| {
        let answer = Answer { status: 503, retry_after: Some(told.into()), ..Answer::default() };
        match judge(&Ask::default(), &answer, 1, now()) {
            Verdict::Refused { not_before, .. } => not_before.map(|at| at.to_string()),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(until("120").unwrap(), "2026-11-21 09:02:00");
    assert_eq!(until("Sat, 21 Nov 2026 10:00:00 GMT").unwrap(), "2026-11-21 10:00:00");
    assert_eq!(until("999999999").unwrap(), "2026-11-21 21:00:00");
    assert_eq!(until("Fri, 20 Nov 2026 10:00:00 GMT"), None);
    assert_eq!(until("0"), None);
    assert_eq!(until("soon"), None);
}

proptest! {
    #[test]
    fn no_answer_appends_what_does_not_belong(
        status in 100_u16..600,
        range in proptest::option::of("(bytes )?[0-9]{0,20}-[0-9]{0,20}/([0-9]{0,20}|\\*)|.{0,20}"),
        retry_after in proptest::option::of(".{0,30}|-?[0-9]{0,25}"),
        length in proptest::option::of(any::<u64>()),
    ) {
        let answer = Answer { status, range: range.clone(), retry_after, length, validators: tag("\"b\""), ..Answer::default() };
        match judge(&resuming(tag("\"b\"")), &answer, 5_000, now()) {
            Verdict::Rest(total) => prop_assert!(total <= 5_000 && range.unwrap().contains("200-")),
            Verdict::Whole(Some(total)) => prop_assert!(total <= 5_000),
            Verdict::Refused { not_before: Some(at), .. } => prop_assert!(at > now() && at <= now() + MOST_PATIENCE),
            _ => {}
        }
    }
}
