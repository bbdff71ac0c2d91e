//! A dashboard served for real, on a port of the system's choice. It ends when its standard input closes, as it
//! does when the tests end, however they end.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use super::Installation;

const KEEPER: &str = r#"
"$1" serve --port 0 </dev/null &
server=$!
read -r _
kill $server
wait $server
"#;

pub(crate) struct Served {
    keeper: Child,
    address: String,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Served {
    pub(crate) fn start(installation: &Installation) -> Self {
        let mut keeper = installation
            .command_of("/bin/sh")
            .args(["-c", KEEPER, "keeper", env!("CARGO_BIN_EXE_observatoire")])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let told = BufReader::new(keeper.stderr.take().unwrap()).lines().map_while(Result::ok);
        let address = told.filter_map(|line| line.strip_prefix("Observatoire: ").map(str::to_owned)).next();
        Self {
            keeper,
            address: address.expect("the server says where it listens").trim_end_matches('/').into(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let agent =
            ureq::Agent::new_with_config(ureq::Agent::config_builder().http_status_as_error(false).build());
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = agent.run(request.body(()).unwrap()).unwrap();
        let headers = response.headers().iter();
        let headers =
            headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
        let body = response.body_mut().read_to_vec().unwrap();
        Answer {
            status: response.status().as_u16(),
            headers,
            body: String::from_utf8(body).unwrap_or_default(),
        }
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
