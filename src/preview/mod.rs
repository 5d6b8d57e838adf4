//! The pages in a browser, changing as the source does.
//!
//! A small server for this machine alone: `store` holds what is shown, `server` answers
//! connections, `request` says which are answered at all. The page asks for the state once, by a
//! stream of events; every message is the whole state, without the pages, which are fetched by the
//! hash of what is on them.

mod glyphs;
mod request;
mod server;
mod store;
#[cfg(test)]
mod tests;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use store::Store;
pub use store::{ShownDocument, State};

use crate::limits::Limit;

/// The port that is tried first where none is asked for.
pub const DEFAULT_PORT: u16 = 3737;

/// How many ports after it are tried.
const MORE_PORTS: u16 = 50;

pub(crate) const LIMITS: &[Limit] = &[
    Limit::quiet(
        "connections at a time",
        server::MOST_CONNECTIONS as u64,
        "",
        "503",
    ),
    Limit::quiet(
        "the head of a request",
        (request::LONGEST_HEAD / 1024) as u64,
        "kB",
        "431",
    ),
    Limit::quiet(
        "fields of a request",
        request::MOST_FIELDS as u64,
        "",
        "431",
    ),
    Limit::quiet(
        "how long a request may take to arrive",
        request::PATIENCE.as_secs(),
        "s",
        "408",
    ),
    Limit::quiet(
        "how long an answer may wait to be taken",
        server::WRITE_TIMEOUT.as_secs(),
        "s",
        "the connection is closed",
    ),
];

/// A running preview.
pub struct Preview {
    store: Arc<Store>,
    port: u16,
}

impl Preview {
    /// The port that it is served at.
    #[cfg_attr(
        not(unix),
        allow(
            dead_code,
            reason = "asked where a process can take the place of another"
        )
    )]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Starts serving on a port of this machine, or on the first free one from
    /// [`DEFAULT_PORT`].
    ///
    /// # Errors
    /// When the port is taken, or all of them are.
    pub fn start(port: Option<u16>) -> io::Result<Self> {
        let listener = match port {
            Some(port) => listen(port)?,
            None => (DEFAULT_PORT..=DEFAULT_PORT + MORE_PORTS)
                .find_map(|port| listen(port).ok())
                .map_or_else(|| listen(0), Ok)?,
        };
        let port = listener.local_addr()?.port();
        let store = Arc::new(Store::default());
        server::start(listener, port, Arc::clone(&store))?;
        Ok(Self { store, port })
    }

    /// Where it is.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Shows another state.
    pub fn show(&self, state: State) {
        self.store.show(state);
    }
}

/// Never another address than loopback: what is shown is nobody else's business.
fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}
