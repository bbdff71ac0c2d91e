use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::grade::Grade;
use crate::domain::month::Month;

fn terms() -> Terms {
    toml::from_str(include_str!("../../../jobs/risk/cases.toml")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn event(at: &str, who: Option<&str>, deed: Deed) -> Event {
    Event { at: day(at).and_hms_opt(9, 0, 0).unwrap(), who: who.map(str::to_owned), deed }
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

const ANNE: Option<&str> = Some("anne@ars.example");

/// A case of tension that begins on 5 January 2026.
fn begun() -> Vec<Event> {
    let deed = Deed::Raised { month: month("2025-12"), level: Grade::Tension, is_first: true };
    vec![event("2026-01-05", None, deed)]
}

fn case(later: Vec<Event>) -> Case {
    Case::of(&[begun(), later].concat(), &terms()).unwrap()
}

#[test]
fn a_case_goes_its_way_and_each_step_has_its_term() {
    let new = case(vec![]);
    assert_eq!((new.state, new.due), (State::New, Some(day("2026-01-15"))), "ten days for tension");
    let taken = event("2026-01-08", ANNE, Deed::Assigned { to: ANNE.map(str::to_owned) });
    let mine = case(vec![taken.clone()]);
    assert_eq!(
        (mine.state, mine.due),
        (State::Acknowledged, Some(day("2026-02-07"))),
        "thirty to do something"
    );
    assert_eq!(mine.assignee.as_deref(), ANNE);
    let given = event("2026-01-08", ANNE, Deed::Assigned { to: Some("luc@ars.example".into()) });
    assert_eq!(case(vec![given]).state, State::New, "who is given a case has not seen it yet");
    let watched = event("2026-02-01", ANNE, Deed::Moved { to: State::UnderWatch });
    let reply = event("2026-02-02", None, Deed::Replied { reply: 1, kind: "call_me".into() });
    let answered = case(vec![taken.clone(), watched.clone(), reply]);
    assert!(answered.has_reply && answered.touched == Some(event("2026-02-01", None, Deed::Acknowledged).at));
    assert_eq!(answered.due, Some(day("2026-02-07")), "an answer is read within five days");
    let closed = Deed::Closed { outcome: Outcome::Improved, text: "Deux arrivées".into() };
    let closed = case(vec![taken, watched, event("2026-03-01", ANNE, closed)]);
    assert_eq!((closed.state, closed.due, closed.outcome), (State::Closed, None, Some(Outcome::Improved)));
}

#[test]
fn a_reply_or_a_worse_level_never_gives_more_time() {
    let worse = Deed::Worsened { month: month("2026-01"), level: Grade::Critique, before: Grade::Tension };
    let case = case(vec![event("2026-01-14", None, worse)]);
    assert_eq!(case.due, Some(day("2026-01-15")), "three days from the fourteenth would be later");
    assert!(case.is_worse && case.level == Grade::Critique);
    assert!(!case.is_overdue(day("2026-01-15")) && case.is_overdue(day("2026-01-16")));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let today = day("2026-02-01");
    let open = case(vec![]);
    let said = |text: &str| Deed::Commented { text: text.into() };
    let acted = |on: &str| Deed::Acted { lever: "mediation".into(), on: day(on), text: "Vu".into() };
    for (deed, refusal) in [
        (Deed::Moved { to: State::New }, Refusal::Already),
        (Deed::Moved { to: State::Closed }, Refusal::NoWay),
        (Deed::Reopened { month: None, level: None, text: "Si".into() }, Refusal::Open),
        (Deed::Assigned { to: None }, Refusal::Already),
        (said(" \n"), Refusal::Empty),
        (acted("2026-02-02"), Refusal::Future),
        (Deed::Unshared { with: Partner::Cpam }, Refusal::Already),
    ] {
        assert_eq!(open.allows(&deed, today), Err(refusal), "{deed:?}");
    }
    assert_eq!(open.allows(&acted("2026-02-01"), today), Ok(()));
    let closed = Deed::Closed { outcome: Outcome::Unfounded, text: "Rien".into() };
    let closed = case(vec![event("2026-01-20", ANNE, closed)]);
    assert_eq!(closed.allows(&Deed::Acknowledged, today), Err(Refusal::Closed));
    assert_eq!(closed.allows(&acted("2026-01-30"), today), Err(Refusal::Closed));
    let judged = Deed::Judged { judgement: Judgement::WrongData, text: String::new() };
    assert_eq!(closed.allows(&judged, today), Ok(()), "an alert is judged whenever");
}

#[test]
fn a_closed_case_is_left_alone_for_a_while_unless_it_is_worse() {
    let terms = terms();
    let past = Past { outcome: Outcome::Unfounded, level: Grade::Vigilance, closed: month("2026-01") };
    let now = |level: Grade| Some(Seen { level, is_listed: true });
    let what = |of: &str, level: Grade| alert(month(of), now(level), None, Some(past), &terms);
    assert_eq!(what("2026-03", Grade::Vigilance), Some(Alert::Cooldown));
    assert_eq!(what("2026-03", Grade::Tension), Some(Alert::Reopen));
    assert_eq!(what("2026-07", Grade::Vigilance), Some(Alert::Begin { is_first: false }));
    let unlisted = Some(Seen { level: Grade::Vigilance, is_listed: false });
    assert_eq!(
        alert(month("2026-03"), unlisted, None, None, &terms),
        None,
        "beyond the capacity of the desk"
    );
}

#[test]
fn who_leaves_the_list_is_told_why() {
    let terms = terms();
    let open = case(vec![]);
    let left = |now: Option<Seen>| alert(month("2026-01"), now, Some(&open), None, &terms);
    let gone = |why: Gone| Some(Alert::Tell(Deed::LeftList { month: month("2026-01"), why }));
    let unlisted = |level: Grade| Some(Seen { level, is_listed: false });
    assert_eq!(left(unlisted(Grade::Vigilance)), gone(Gone::Better));
    assert_eq!(left(unlisted(Grade::Tension)), gone(Gone::Crowded));
    assert_eq!(left(None), gone(Gone::Unseen));
    let older = alert(month("2025-11"), None, Some(&open), None, &terms);
    assert_eq!(older, None, "an older month assessed again is no news");
}

fn grade() -> impl Strategy<Value = Grade> {
    prop::sample::select(&Grade::ALL[..])
}

proptest! {
    /// The same assessment twice tells nothing the second time; nothing told ever closes a case or gives more time.
    #[test]
    fn an_assessment_is_told_once(seen in prop::collection::vec((any::<bool>(), grade(), any::<bool>()), 1..12)) {
        let terms = terms();
        let mut case = case(vec![]);
        for (later, (is_assessed, level, is_listed)) in (1..).zip(seen) {
            let month = month("2025-12") + later;
            let now = is_assessed.then_some(Seen { level, is_listed });
            let due = case.due;
            if let Some(told) = alert(month, now, Some(&case), None, &terms) {
                let Alert::Tell(deed) = told else { return Err(TestCaseError::fail("a case is open")) };
                case.apply(&Event { at: month.last_day().and_hms_opt(6, 0, 0).unwrap(), who: None, deed }, &terms);
            }
            prop_assert_eq!(alert(month, now, Some(&case), None, &terms), None);
            prop_assert!(case.due <= due && case.state == State::New);
            let is_on_it = now.is_some_and(|seen| seen.is_listed);
            prop_assert_eq!(case.is_listed, is_on_it);
            if is_on_it {
                prop_assert_eq!(case.level, level);
            }
        }
    }
}

#[test]
fn words_are_read_as_they_are_written() {
    for state in State::ALL {
        assert_eq!(State::read(state.as_str()), Some(*state));
        assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
    }
    for outcome in Outcome::ALL {
        assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.as_str());
    }
    for judgement in Judgement::ALL {
        assert_eq!(serde_json::to_value(judgement).unwrap(), judgement.as_str());
    }
    let names: BTreeSet<&str> = Partner::ALL.iter().map(|partner| partner.as_str()).collect();
    assert_eq!(names.len(), 3);
}
