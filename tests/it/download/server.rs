//! A server on the loopback that answers as it was told to, one connection after the other, whatever that does to its
//! clients. It remembers what it was asked.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub(crate) struct Server {
    address: SocketAddr,
    state: Arc<State>,
    listening: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    answers: Mutex<Vec<Answer>>,
    asked: Mutex<Vec<String>>,
    is_over: AtomicBool,
}

#[derive(Clone)]
pub(crate) struct Answer {
    head: String,
    body: Vec<u8>,
    then: Then,
}

/// What follows the body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Then {
    Close,
    /// Nothing, for as long as the client holds on.
    Stall,
    /// More, for as long as the client holds on: a byte now and then, or as fast as it goes.
    Drip,
    Flood,
}

impl Answer {
    /// An answer with exactly these headers.
    pub(crate) fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let head = format!("HTTP/1.1 {status} So\r\nConnection: close\r\n{headers}\r\n");
        Self { head, body: body.as_ref().to_vec(), then: Then::Close }
    }

    /// The whole of a file, with a tag.
    pub(crate) fn whole(body: &[u8], etag: &str) -> Self {
        Self::new(200, &[("Content-Length", &body.len().to_string()), ("ETag", etag)], body)
    }

    /// Sends `bytes` of the body, whatever the headers promise.
    pub(crate) fn cut(mut self, bytes: usize, then: Then) -> Self {
        self.body.truncate(bytes);
        Self { then, ..self }
    }
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State::default());
        let told = Arc::clone(&state);
        let listening = thread::spawn(move || {
            for stream in listener.incoming() {
                if told.is_over.load(Ordering::Relaxed) {
                    return;
                }
                // A client that goes away in the middle is what is tested.
                let _ = told.serve(stream.unwrap());
            }
        });
        Self { address, state, listening: Some(listening) }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The answers to come, in their order; then it answers 500.
    pub(crate) fn will(&self, answers: impl IntoIterator<Item = Answer>) {
        let mut to_come: Vec<_> = answers.into_iter().collect();
        to_come.reverse();
        *self.state.answers.lock().unwrap() = to_come;
    }

    /// The heads of the requests since it was last asked, in lower case.
    pub(crate) fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.state.asked.lock().unwrap())
    }
}

impl State {
    fn serve(&self, mut stream: TcpStream) -> std::io::Result<()> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? == 1 {
            head.push(byte[0]);
        }
        self.asked.lock().unwrap().push(String::from_utf8_lossy(&head).to_lowercase());
        let answer = self.answers.lock().unwrap().pop().unwrap_or_else(|| Answer::new(500, &[], ""));
        stream.write_all(answer.head.as_bytes())?;
        stream.write_all(&answer.body)?;
        loop {
            match answer.then {
                Then::Close => return Ok(()),
                Then::Stall => return stream.read(&mut byte).map(|_| ()),
                Then::Drip => {
                    stream.write_all(b";")?;
                    thread::sleep(Duration::from_millis(20));
                }
                Then::Flood => stream.write_all(&[b';'; 1 << 12])?,
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.state.is_over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
    }
}
