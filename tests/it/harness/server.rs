//! A dashboard served for real, on a port of the system's choice. It ends when its standard input closes, as it
//! does when the tests end, however they end.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::Installation;

const KEEPER: &str = r#"
"$@" </dev/null &
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
        Self::start_with(installation.command().args(["serve", "--port", "0"])).expect("it serves")
    }

    /// Runs a command that serves; nothing when it ends instead.
    pub(crate) fn start_with(command: &Command) -> Option<Self> {
        let mut kept = Command::new("/bin/sh");
        kept.args(["-c", KEEPER, "keeper"]).arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => kept.env(name, value),
                None => kept.env_remove(name),
            };
        }
        if let Some(folder) = command.get_current_dir() {
            kept.current_dir(folder);
        }
        kept.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut keeper = kept.spawn().unwrap();
        let mut lines = BufReader::new(keeper.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut told = String::new();
        for line in &mut lines {
            if let Some(address) = line.strip_prefix("Observatoire: ") {
                let address = address.trim_end_matches('/').to_owned();
                // What it goes on to say must find an ear: a broken pipe would end it.
                std::thread::spawn(move || lines.for_each(drop));
                return Some(Self { keeper, address });
            }
            told.push_str(&line);
            if line.starts_with("observatoire: ") {
                break;
            }
        }
        eprintln!("{told}");
        drop(keeper.stdin.take());
        let _ = keeper.wait();
        None
    }

    /// At another instant.
    pub(crate) fn start_at(installation: &Installation, now: &str) -> Self {
        let mut command = installation.command();
        Self::start_with(command.env("OBSERVATOIRE_NOW", now).args(["serve", "--web", "--port", "0"]))
            .expect("it serves")
    }

    pub(crate) fn port(&self) -> &str {
        self.address.rsplit(':').next().unwrap_or_default()
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, path, headers, ())
    }

    /// The same with a body; redirections are answers, too.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl ureq::AsSendBody,
    ) -> Answer {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        let agent = ureq::Agent::new_with_config(config);
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = agent.run(request.body(body).unwrap()).unwrap();
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
