//! What a run says: on the standard output what was asked for, on the standard error everything else.
//!
//! Whoever reads may have gone, and the disk behind a redirection may be full. Neither may stop a
//! run half-way, such as between the files that it writes. So all that the program says goes through
//! here: what the standard error does not take is lost, what the standard output does not take is
//! remembered, and decides the exit code once all else is done.

use std::io::{self, ErrorKind, Write};
use std::sync::{Mutex, PoisonError};

/// Why the standard output did not take what was asked for.
static REFUSED: Mutex<Option<io::Error>> = Mutex::new(None);

/// Writes to the standard error.
pub(super) fn say(text: &str) {
    let mut err = io::stderr().lock();
    // Nothing is left to say it to when this fails.
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

/// Writes to the standard output.
pub(super) fn print(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    remember(out.write_all(bytes).and_then(|()| out.flush()));
}

/// Remembers that the standard output did not take something, unless whoever read it has closed it,
/// as `head` does: they have what they wanted.
pub(super) fn remember(result: io::Result<()>) {
    if let Err(error) = result
        && error.kind() != ErrorKind::BrokenPipe
    {
        let mut refused = REFUSED.lock().unwrap_or_else(PoisonError::into_inner);
        refused.get_or_insert(error);
    }
}

/// Why the standard output did not take all that was asked for, if it did not.
pub(super) fn refused() -> Option<io::Error> {
    REFUSED
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take()
}
