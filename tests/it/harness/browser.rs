//! A browser without eyes: it keeps cookies and fills in the forms that it was shown.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::server::{Answer, Served};

pub(crate) struct Browser<'a> {
    site: &'a Served,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(site: &'a Served) -> Self {
        Self { site, cookies: RefCell::default() }
    }

    /// The same cookies, on a site that was started again.
    pub(crate) fn on<'b>(&self, site: &'b Served) -> Browser<'b> {
        Browser { site, cookies: self.cookies.clone() }
    }

    /// The value of the only cookie; empty without one.
    pub(crate) fn token(&self) -> String {
        self.cookies.borrow().values().next().cloned().unwrap_or_default()
    }

    pub(crate) fn set(&self, name: &str, value: &str) {
        self.cookies.borrow_mut().insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "")
    }

    /// Sends exactly these fields.
    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.send("POST", path, &body.finish())
    }

    /// What the forms of a page bear.
    pub(crate) fn form(&self, page: &str) -> String {
        let body = self.get(page).body;
        let after = body.split("name=\"form\" value=\"").nth(1).unwrap_or_default();
        after.split('"').next().unwrap_or_default().to_owned()
    }

    /// Opens a page and sends one of its forms.
    pub(crate) fn fill(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
        let form = self.form(page);
        self.post(action, &[&[("form", form.as_str())], fields].concat())
    }

    pub(crate) fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.fill("/connexion", "/connexion", &[("email", email), ("password", password)])
    }

    fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        let pairs = self.cookies.borrow();
        let cookie =
            pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
        drop(pairs);
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let answer = match method {
            "GET" => self.site.ask(method, path, &[("cookie", &cookie)]),
            _ => self.site.send(method, path, &[("cookie", &cookie), kind], body),
        };
        if let Some((name, value)) =
            answer.header("set-cookie").split(';').next().and_then(|it| it.split_once('='))
        {
            let mut cookies = self.cookies.borrow_mut();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }
}
