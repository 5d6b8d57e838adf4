//! Connections, each with a thread of its own and an end.

use std::io::{self, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::request::{self, Refusal, Route};
use super::store::Store;

/// Most connections at a time; a browser window has up to six.
pub(super) const MOST_CONNECTIONS: usize = 64;

/// How long an answer may wait to be taken.
pub(super) const WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// How often a stream without events says that it is there, and finds out who has left.
const HEARTBEAT: Duration = Duration::from_secs(3);

/// How long a browser waits before it connects again, in milliseconds.
const RETRY: u32 = 400;

/// Only what comes from here is loaded, and nothing is sent anywhere.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

/// A picture is a picture: whatever is in it, no script of it runs.
const PICTURE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

/// A page of the Web says itself what of it may run; nothing of elsewhere may, and nobody else may show it.
const WEB_POLICY: &str = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; \
    img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Answers connections in the background, until the program ends.
pub(super) fn start(listener: TcpListener, port: u16, store: Arc<Store>) -> io::Result<()> {
    let open = Arc::new(AtomicUsize::new(0));
    let accept = move || {
        for stream in listener.incoming() {
            match stream {
                Ok(stream) => receive(stream, port, &store, &open),
                // The system has no descriptor left; one is free again soon.
                Err(_) => thread::sleep(Duration::from_millis(50)),
            }
        }
    };
    thread::Builder::new()
        .name("preview".to_owned())
        .spawn(accept)?;
    Ok(())
}

/// Counts a connection for as long as it lasts.
struct Place(Arc<AtomicUsize>);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn receive(stream: TcpStream, port: u16, store: &Arc<Store>, open: &Arc<AtomicUsize>) {
    // Without this limit nothing may be written, lest somebody who does not read holds a thread.
    if stream.set_write_timeout(Some(WRITE_TIMEOUT)).is_err() {
        return;
    }
    // Events are small, and meant to arrive at once.
    let _ = stream.set_nodelay(true);
    let place = Place(Arc::clone(open));
    if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
        // A few bytes, for which the system always has room.
        let _ = refuse(&stream, Refusal::Busy);
        return;
    }
    let store = Arc::clone(store);
    let connection = move || {
        let _place = place;
        // Whoever left needs no answer.
        let _ = answer(stream, port, &store);
    };
    // When the system gives no thread, the connection is closed, and the browser tries again.
    let _ = thread::Builder::new()
        .name("preview connection".to_owned())
        .spawn(connection);
}

fn answer(mut stream: TcpStream, port: u16, store: &Store) -> io::Result<()> {
    let request = match request::read(&mut stream, port) {
        Some(Ok(request)) => request,
        Some(Err(refusal)) => return refuse(&stream, refusal),
        None => return Ok(()),
    };
    let answer = match request.route {
        Route::Events if !request.head_only => return stream_events(&stream, store),
        Route::Events => Some(Answer::new("text/event-stream", "")),
        Route::Page => Some(Answer::new(
            "text/html; charset=utf-8",
            include_str!("page.html"),
        )),
        Route::Style => Some(Answer::new(
            "text/css; charset=utf-8",
            include_str!("page.css"),
        )),
        Route::Script => Some(Answer::new(
            "text/javascript; charset=utf-8",
            include_str!("page.js"),
        )),
        Route::Icon => Some(Answer::picture(include_str!("icon.svg"))),
        Route::Svg(hash) => store.svg(&hash).map(|svg| Answer::picture(&svg)),
        Route::Pdf(name) => store
            .pdf(&name)
            .map(|pdf| Answer::new("application/pdf", pdf)),
        Route::Html(name) => store.html(&name).map(|html| Answer {
            policy: WEB_POLICY,
            ..Answer::new("text/html; charset=utf-8", html.as_bytes())
        }),
    };
    match answer {
        Some(answer) => answer.send(&stream, request.head_only),
        None => refuse(&stream, Refusal::NotFound),
    }
}

struct Answer {
    kind: &'static str,
    policy: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            kind,
            policy: PAGE_POLICY,
            body: body.into(),
        }
    }

    fn picture(svg: &str) -> Self {
        Self {
            policy: PICTURE_POLICY,
            ..Self::new("image/svg+xml", svg)
        }
    }

    fn send(self, mut stream: &TcpStream, head_only: bool) -> io::Result<()> {
        let mut bytes = head("200 OK", self.kind, self.policy, Some(self.body.len())).into_bytes();
        if !head_only {
            bytes.extend(self.body);
        }
        stream.write_all(&bytes)?;
        stream.shutdown(Shutdown::Write)
    }
}

fn refuse(mut stream: &TcpStream, refusal: Refusal) -> io::Result<()> {
    let status = refusal.status();
    let text = format!("{status}\n");
    let kind = "text/plain; charset=utf-8";
    let mut answer = head(status, kind, PAGE_POLICY, Some(text.len()));
    answer.push_str(&text);
    stream.write_all(answer.as_bytes())?;
    stream.shutdown(Shutdown::Write)
}

/// The head of an answer. Nothing is kept by the browser: the next moment it is of the past.
fn head(status: &str, kind: &str, policy: &str, length: Option<usize>) -> String {
    let length = length.map_or_else(String::new, |length| {
        format!("Content-Length: {length}\r\n")
    });
    let allow = match status.starts_with("405") {
        true => "Allow: GET, HEAD\r\n",
        false => "",
    };
    format!(
        "HTTP/1.1 {status}\r\n\
         Content-Type: {kind}\r\n\
         {length}{allow}\
         Cache-Control: no-store\r\n\
         Content-Security-Policy: {policy}\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\n\
         Referrer-Policy: no-referrer\r\n\
         Connection: close\r\n\r\n"
    )
}

/// Sends every state until the browser leaves (Server-sent events, HTML standard, section 9.2).
fn stream_events(mut stream: &TcpStream, store: &Store) -> io::Result<()> {
    let mut start = head("200 OK", "text/event-stream", PAGE_POLICY, None);
    start.push_str(&format!("retry: {RETRY}\n\n"));
    stream.write_all(start.as_bytes())?;
    let mut version = 0;
    loop {
        let event = match store.after(version, HEARTBEAT) {
            Some((newer, message)) => {
                version = newer;
                // JSON has no line breaks but written ones.
                format!("event: state\ndata: {message}\n\n")
            }
            None => ":\n\n".to_owned(),
        };
        stream.write_all(event.as_bytes())?;
    }
}
