use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;

use super::request::{self, Refusal, Route};
use super::store::Store;
use super::*;
use crate::diagnostics::Sources;
use crate::render::typst::Engine;
use crate::session::{self, LaidOut};
use crate::source::{self, Environment};

fn page(source: &str, name: &str) -> Arc<LaidOut> {
    let environment = Environment::default();
    let cv = source::load_str("cv.yaml", source, Path::new(""), &environment)
        .cv
        .unwrap();
    let request = session::Request::default();
    let page = session::fitted(&cv, name, &Engine::new(None), &request, &mut Vec::new());
    Arc::new(page.map_err(|problems| format!("{problems:?}")).unwrap())
}

fn state(summary: &str) -> State {
    let source = format!("person: {{name: Ada Lovelace}}\nsummary: {summary}\n");
    State {
        documents: vec![ShownDocument {
            name: "cv".to_owned(),
            note: "1 page".to_owned(),
            page: page(&source, "cv"),
        }],
        source: "cv.yaml".to_owned(),
        ..State::default()
    }
}

/// What a running preview answers to bytes.
fn ask(preview: &Preview, bytes: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(preview: &Preview, path: &str) -> String {
    let port = preview.port;
    ask(
        preview,
        &format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"),
    )
}

fn running() -> Preview {
    // Any free port, so that tests and previews of people do not meet.
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    Preview::start(Some(free)).unwrap()
}

fn latest(store: &Store) -> serde_json::Value {
    let (_, message) = store.after(0, Duration::ZERO).unwrap();
    serde_json::from_str(&message).unwrap()
}

#[test]
fn the_page_and_its_parts_are_served_and_nothing_else() {
    let preview = running();
    preview.show(state("Computing."));
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/?x=1", "text/html; charset=utf-8"),
        ("/page.css", "text/css; charset=utf-8"),
        ("/page.js", "text/javascript; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
        ("/pdf/cv.pdf", "application/pdf"),
        ("/html/cv.html", "text/html; charset=utf-8"),
    ] {
        let answer = get(&preview, path);
        assert!(
            answer.starts_with("HTTP/1.1 200 OK\r\n"),
            "{path}: {answer}"
        );
        assert!(
            answer.contains(&format!("Content-Type: {kind}\r\n")),
            "{path}"
        );
        assert!(
            answer.contains("Content-Security-Policy: default-src 'none'"),
            "{path}"
        );
        assert!(
            answer.contains("X-Content-Type-Options: nosniff\r\n"),
            "{path}"
        );
        assert!(answer.contains("Cache-Control: no-store\r\n"), "{path}");
    }
    for path in [
        "/cv.yaml",
        "/pdf/../cv.yaml",
        "/pdf/%2e%2e%2fcv.pdf",
        "/pdf/%ff.pdf",
        "/html/../cv.yaml",
        "/html/none.html",
        "/html/cv.pdf",
        "/pages/../../etc/passwd",
        "/pages/0.svg",
        "//",
        "http://127.0.0.1/",
    ] {
        let answer = get(&preview, path);
        assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
    }
}

#[test]
fn pages_are_served_by_what_is_on_them() {
    let preview = running();
    preview.show(state("Computing."));
    let first = latest(&preview.store);
    let hash = first["documents"][0]["pages"][0]["hash"]
        .as_str()
        .unwrap()
        .to_owned();
    let svg = get(&preview, &format!("/pages/{hash}.svg"));
    assert!(
        svg.contains("image/svg+xml") && svg.contains("<svg "),
        "{svg:.300}"
    );
    assert!(!svg.contains("<use "), "letters are joined into paths");
    preview.show(state("Computing."));
    let same = latest(&preview.store);
    assert_eq!(
        same["documents"][0]["pages"][0]["hash"], hash,
        "the same look, the same hash"
    );
    preview.show(state("Engines."));
    let other = latest(&preview.store);
    assert_ne!(other["documents"][0]["pages"][0]["hash"], hash);
    assert!(get(&preview, &format!("/pages/{hash}.svg")).starts_with("HTTP/1.1 404 "));
}

#[test]
fn problems_come_with_their_place_and_line() {
    let loaded = source::load_str(
        "cv.yaml",
        "persn: <b>\n",
        Path::new(""),
        &Environment::default(),
    );
    let store = Store::default();
    store.show(State {
        problems: loaded.diagnostics,
        sources: loaded.sources,
        ..State::default()
    });
    let problem = &latest(&store)["problems"][0];
    assert_eq!(problem["place"], "cv.yaml:1:1");
    assert_eq!(problem["severity"], "error");
    assert_eq!(problem["code"], "unknown-key");
    let excerpt = problem["excerpt"].as_str().unwrap();
    assert!(
        excerpt.starts_with("1 | persn: <b>\n  | ^^^^^ "),
        "{excerpt}"
    );
    store.show(State {
        failure: Some("gone".to_owned()),
        sources: Sources::default(),
        ..State::default()
    });
    assert_eq!(latest(&store)["failure"], "gone");
}

#[test]
fn requests_of_other_hosts_and_methods_are_refused() {
    let preview = running();
    let port = preview.port;
    for host in [
        "Host: evil.example\r\n",
        "Host: 127.0.0.1\r\n",
        "Host: 127.0.0.1:1\r\n",
        &format!("Host: localhost:{port}.evil.example\r\n"),
        &format!("Host: localhost:{port}\r\nHost: evil.example\r\n"),
        "",
    ] {
        let answer = ask(&preview, &format!("GET / HTTP/1.1\r\n{host}\r\n"));
        assert!(answer.starts_with("HTTP/1.1 403 "), "{host}: {answer}");
    }
    for host in ["127.0.0.1", "LOCALHOST", "[::1]"] {
        let answer = ask(
            &preview,
            &format!("HEAD / HTTP/1.1\r\nhost: {host}:{port}\r\n\r\n"),
        );
        assert!(
            answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("\r\n\r\n"),
            "{answer}"
        );
    }
    for method in ["POST", "PUT", "OPTIONS", "get"] {
        let request = format!("{method} / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
        let answer = ask(&preview, &request);
        assert!(answer.starts_with("HTTP/1.1 405 "), "{method}: {answer}");
        assert!(answer.contains("Allow: GET, HEAD\r\n"), "{answer}");
    }
}

#[test]
fn what_is_no_request_gets_an_end() {
    let preview = running();
    assert!(ask(&preview, "\0\0\0 nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    let long = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(20_000));
    // The answer may be lost when more is sent than is read; the connection ends all the same.
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    let _ = stream.write_all(long.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 431 "));
}

#[test]
fn slow_requests_end_and_hold_up_nobody() {
    let preview = running();
    let port = preview.port;
    let forty = || -> Vec<TcpStream> {
        let streams = (0..40).map(|_| TcpStream::connect(("127.0.0.1", port)).unwrap());
        streams.collect()
    };
    let slow = || {
        let mut streams = forty();
        for stream in &mut streams {
            stream.write_all(b"GET / HT").unwrap();
        }
        streams
    };
    // Others are answered, and too many refused, while slow requests wait for their ends. On a busy
    // machine these may come in between; where they hold others up, they always do.
    let are_waiting = |streams: &[TcpStream]| {
        streams.iter().all(|stream| {
            stream.set_nonblocking(true).unwrap();
            let waits = stream.peek(&mut [0]);
            stream.set_nonblocking(false).unwrap();
            waits.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
        })
    };
    let mut attempts = 0;
    let slow = loop {
        attempts += 1;
        assert!(attempts <= 20, "slow requests hold others up");
        let slow = slow();
        assert!(get(&preview, "/").starts_with("HTTP/1.1 200 "));
        if !are_waiting(&slow) {
            continue;
        }
        // None of these says anything, so that they stay; the last is beyond the limit.
        let mut others = forty();
        let last = others.last_mut().unwrap();
        last.set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let mut answer = String::new();
        let read = last.read_to_string(&mut answer);
        // What is refused is closed, and the answer may go with it.
        let is_reset = read.is_err_and(|error| error.kind() == ErrorKind::ConnectionReset);
        if answer.starts_with("HTTP/1.1 503 ") || is_reset {
            break slow;
        }
        assert!(!are_waiting(&slow), "there is a limit");
    };
    for mut stream in slow {
        stream
            .set_read_timeout(Some(Duration::from_secs(60)))
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    }
    assert!(
        get(&preview, "/").starts_with("HTTP/1.1 200 "),
        "and then there is room again"
    );
}

#[test]
fn events_carry_every_state_at_once() {
    let preview = running();
    preview.show(state("Computing."));
    let port = preview.port;
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    write!(
        stream,
        "GET /events HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"
    )
    .unwrap();
    let mut text = String::new();
    let mut until = |wanted: &str| {
        let mut part = [0; 4096];
        while !text.contains(wanted) {
            let length = stream.read(&mut part).unwrap();
            assert!(length > 0, "closed after {text}");
            text.push_str(&String::from_utf8_lossy(&part[..length]));
        }
    };
    until("\"version\":1,");
    preview.show(state("Engines."));
    until("\"version\":2,");
    until("\n:\n");
}

#[test]
fn a_taken_port_is_passed_over_unless_it_was_asked_for() {
    let first = running();
    assert!(Preview::start(Some(first.port)).is_err());
    let (one, other) = (Preview::start(None).unwrap(), Preview::start(None).unwrap());
    assert_ne!(one.port, other.port);
    assert!(one.address().starts_with("http://127.0.0.1:"));
}

#[test]
fn routes_are_few() {
    let parse = |target: &str| {
        let head = format!("GET {target} HTTP/1.1\r\nHost: localhost:3737\r\n\r\n");
        request::parse(head.as_bytes(), 3737).unwrap()
    };
    assert_eq!(
        parse("/pdf/a%20b.pdf").unwrap().route,
        Route::Pdf("a b".to_owned())
    );
    assert_eq!(
        parse("/pages/ff.svg?x").unwrap().route,
        Route::Svg("ff".to_owned())
    );
    assert_eq!(parse("/pages/ff.png"), Err(Refusal::NotFound));
}

proptest! {
    #[test]
    fn no_head_is_too_odd(head in proptest::collection::vec(any::<u8>(), 0..400)) {
        request::parse(&head, 3737);
    }

    #[test]
    fn a_head_is_read_the_same_in_parts(path in "/[a-z/.%0-9]{0,30}", cut in 0..60usize) {
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost:3737\r\n\r\n");
        let part = &head.as_bytes()[..cut.min(head.len() - 1)];
        prop_assert_eq!(request::parse(part, 3737), None);
        prop_assert!(request::parse(head.as_bytes(), 3737).is_some());
    }
}
