//! Which requests are answered, and what they ask for.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;

/// The longest head of a request, in bytes; browsers send about a tenth of it.
pub(super) const LONGEST_HEAD: usize = 8 * 1024;

/// The most header fields of a request.
pub(super) const MOST_FIELDS: usize = 64;

/// How long the head of a request may take, however slowly it comes.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// What a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    Page,
    Style,
    Script,
    Icon,
    Events,
    /// A page, by its hash.
    Svg(String),
    /// A document, by its name.
    Pdf(String),
    /// A document as a page of the Web, by its name.
    Html(String),
}

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) route: Route,
    /// Whether only the head of the answer is wanted.
    pub(super) head_only: bool,
}

/// Why a request is refused, by the status of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no request.
    Malformed,
    /// It is meant for another host: a page of elsewhere whose name was made to lead here (DNS
    /// rebinding).
    ForeignHost,
    /// There is nothing there.
    NotFound,
    /// It wants to change something.
    Method,
    /// It took too long.
    Timeout,
    /// Its head is too long.
    TooLong,
    /// There are too many at once.
    Busy,
}

impl Refusal {
    pub(super) fn status(self) -> &'static str {
        match self {
            Self::Malformed => "400 Bad Request",
            Self::ForeignHost => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::Method => "405 Method Not Allowed",
            Self::Timeout => "408 Request Timeout",
            Self::TooLong => "431 Request Header Fields Too Large",
            Self::Busy => "503 Service Unavailable",
        }
    }
}

/// Reads the head of a request; none when the connection is closed before or fails.
pub(super) fn read(stream: &mut TcpStream, port: u16) -> Option<Result<Request, Refusal>> {
    let end = Instant::now() + PATIENCE;
    let mut head = Vec::with_capacity(1024);
    let mut part = [0; 1024];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Some(Err(Refusal::Timeout));
        }
        stream.set_read_timeout(Some(left)).ok()?;
        match stream.read(&mut part) {
            Ok(0) => return None,
            Ok(length) => head.extend_from_slice(part.get(..length)?),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                use io::ErrorKind::{TimedOut, WouldBlock};
                let timed_out = matches!(error.kind(), TimedOut | WouldBlock);
                return timed_out.then_some(Err(Refusal::Timeout));
            }
        }
        match parse(&head, port) {
            Some(request) => return Some(request),
            None if head.len() > LONGEST_HEAD => return Some(Err(Refusal::TooLong)),
            None => {}
        }
    }
}

/// The request of a head; none while it is not whole.
pub(super) fn parse(head: &[u8], port: u16) -> Option<Result<Request, Refusal>> {
    let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
    let mut parsed = httparse::Request::new(&mut fields);
    match parsed.parse(head) {
        Ok(status) if status.is_partial() => return None,
        Ok(_) => {}
        Err(httparse::Error::TooManyHeaders) => return Some(Err(Refusal::TooLong)),
        Err(_) => return Some(Err(Refusal::Malformed)),
    }
    let mut hosts = parsed
        .headers
        .iter()
        .filter(|field| field.name.eq_ignore_ascii_case("host"));
    let is_own = match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_own_host(host.value, port),
        _ => false,
    };
    if !is_own {
        return Some(Err(Refusal::ForeignHost));
    }
    let head_only = match parsed.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Some(Err(Refusal::Method)),
    };
    let target = parsed.path.unwrap_or_default();
    let path = target.split_once('?').map_or(target, |(path, _)| path);
    Some(match route(path) {
        Some(route) => Ok(Request { route, head_only }),
        None => Err(Refusal::NotFound),
    })
}

/// Whether a host is this machine by a name that nobody else can give.
fn is_own_host(host: &[u8], port: u16) -> bool {
    let Ok(host) = std::str::from_utf8(host) else {
        return false;
    };
    let own = ["127.0.0.1", "localhost", "[::1]"];
    own.iter()
        .any(|own| host.eq_ignore_ascii_case(&format!("{own}:{port}")))
}

fn route(path: &str) -> Option<Route> {
    Some(match path {
        "/" => Route::Page,
        "/page.css" => Route::Style,
        "/page.js" => Route::Script,
        "/icon.svg" => Route::Icon,
        "/events" => Route::Events,
        _ => {
            if let Some(hash) = path.strip_prefix("/pages/") {
                return Some(Route::Svg(hash.strip_suffix(".svg")?.to_owned()));
            }
            let pdf = path
                .strip_prefix("/pdf/")
                .and_then(|name| name.strip_suffix(".pdf"));
            let html = || path.strip_prefix("/html/")?.strip_suffix(".html");
            let name = pdf.or_else(html)?;
            let name = percent_decode_str(name).decode_utf8().ok()?.into_owned();
            match pdf {
                Some(_) => Route::Pdf(name),
                None => Route::Html(name),
            }
        }
    })
}
