//! Links: who may come in, for how long, and what guessing leads to.

use observatoire::credentials::Token;

use super::{answer, form, link, released, replies, sayable};
use crate::harness::{Browser, MailServer, Served, on_both};
use crate::mail::letters::outbox;
use crate::risk::NUMBER;

#[test]
fn a_link_opens_until_it_is_over_or_taken_back() {
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        for _ in 0..3 {
            assert_eq!(Browser::new(&site).get(&page).status, 200, "opened as often as one likes");
        }
        drop(site);
        let last = Served::start_at(installation, "2027-01-20T08:59:00Z");
        assert_eq!(Browser::new(&last).get(&page).status, 200);
        drop(last);
        let over = Served::start_at(installation, "2027-01-20T09:00:00Z");
        for (address, said) in [
            (page.clone(), "répondez simplement au message"),
            (format!("/en{page}"), "simply answer the message"),
        ] {
            let closed = Browser::new(&over).get(&address);
            assert_eq!(closed.status, 410);
            assert!(closed.body.contains(said), "{}", closed.body);
            assert_eq!(closed.header("referrer-policy"), "no-referrer");
            sayable(&closed.body);
        }
        drop(over);
        assert!(installation.ok(&["reply", "revoke", NUMBER]).contains("taken back: 1"));
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        assert_eq!(browser.get(&page).status, 410);
        let other = browser.form("/connexion");
        assert_eq!(
            browser.post(&page, &[("form", &other), ("kind", "handled")]).status,
            410,
            "nor is it written"
        );
        // Another month, another link.
        drop(site);
        let server = MailServer::start("take");
        assert!(outbox(installation, &server, &["overview", NUMBER]).contains("raised before"));
        assert!(replies(installation).is_empty());
    });
}

#[test]
fn whoever_guesses_is_not_heard_for_a_while() {
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        for address in ["/repondre/abc", "/repondre/%00", "/repondre/..%2f"] {
            let answer = browser.get(address);
            assert_eq!(answer.status, 404, "{address}");
            sayable(&answer.body);
        }
        let mut last = 404;
        for _ in 0..20 {
            last = browser.get(&format!("/repondre/{}", Token::draw().unwrap().as_str())).status;
        }
        assert_eq!(last, 429);
        let shut = browser.get(&page);
        assert_eq!((shut.status, shut.header("retry-after")), (429, "60"), "not even with a right one");
        sayable(&shut.body);
        assert_eq!(browser.get("/connexion").status, 200);
        drop(site);
        let later = Served::start_at(installation, "2026-11-21T12:00:00Z");
        assert_eq!(Browser::new(&later).get(&page).status, 200);
    });
}

#[test]
fn only_a_form_of_the_page_is_heard_with_its_own_fields() {
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        let (own, other) = (Browser::new(&site), Browser::new(&site));
        let (mark, once) = form(&own, &page);
        let (strange, _) = form(&other, &page);
        let fields =
            |mark: &str| own.post(&page, &[("form", mark), ("once", &once), ("kind", "handled")]).status;
        assert_eq!(fields(&strange), 403, "shown to another browser");
        assert_eq!(fields(""), 403);
        let own_fields = [("form", mark.as_str()), ("once", once.as_str()), ("kind", "handled")];
        for more in
            [("structure", "2A0000014"), ("finess_et", "2A0000014"), ("until", "2027-01-01"), ("link", "2")]
        {
            assert_eq!(own.post(&page, &[&own_fields[..], &[more]].concat()).status, 400, "{more:?}");
        }
        assert_eq!(own.post(&page, &[("form", &mark), ("once", "x"), ("kind", "handled")]).status, 400);
        assert_eq!(own.post(&page, &[("form", &mark), ("once", &once), ("kind", "declaration")]).status, 400);
        assert!(replies(installation).is_empty());
        assert_eq!(own.post(&page, &own_fields).status, 303);
        assert_eq!(own.post(&page, &own_fields).status, 303, "sent twice");
        assert_eq!(replies(installation).len(), 1, "heard once");
        assert_eq!(answer(&own, &page, "handled", &[]).status, 303);
        assert_eq!(replies(installation).len(), 2, "said again");
    });
}

#[test]
fn links_and_drafts_that_are_over_are_deleted_and_replies_are_kept() {
    use diesel::RunQueryDsl as _;
    on_both(|installation| {
        let page = released(installation);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        answer(&browser, &page, "words", &[("words", "Bonjour")]);
        let table = format!("{page}/declaration/declaration_mensuelle");
        let (mark, once) = form(&browser, &table);
        let draft = [("form", mark.as_str()), ("once", &once), ("mois", "2026-10"), ("action", "save")];
        assert_eq!(browser.post(&table, &draft).status, 303);
        let store = observatoire::store::Store::open(&installation.store_url()).unwrap();
        let conn = &mut *store.connection().unwrap();
        let mut delete =
            |table: &str| diesel::sql_query(format!("DELETE FROM {table} WHERE 1 = 0")).execute(conn);
        let _ = delete("drafts");
        for (now, left) in
            [("2026-11-22T09:00:00Z", 200), ("2027-01-21T09:00:00Z", 410), ("2027-06-01T09:00:00Z", 404)]
        {
            installation.say_at(now, &["run", "replies"]).ok();
            let site = Served::start_at(installation, now);
            assert_eq!(Browser::new(&site).get(&link(installation)).status, left, "{now}");
        }
        let conn = &mut *store.connection().unwrap();
        for change in ["UPDATE replies SET said = '{}'", "DELETE FROM replies"] {
            assert!(diesel::sql_query(change).execute(conn).is_err(), "{change}");
        }
        assert_eq!(replies(installation).len(), 1);
        #[derive(diesel::QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        let drafts: Vec<Count> = diesel::sql_query("SELECT count(*) AS n FROM drafts").load(conn).unwrap();
        assert_eq!(drafts[0].n, 0);
    });
}
