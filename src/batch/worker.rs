//! The side of a worker: orders in, results out.

use std::io::{BufRead, Write};

use anyhow::{Context, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::catch::kept;
use super::{Maker, Order, Task};

/// Stack of the thread that typesets, in bytes. Memory is taken as it is used.
const STACK: usize = 64 * 1024 * 1024;

/// Works through orders until there are none: the first line of `orders` is an [`Order`], each
/// further one a [`Task`], which is answered by a [`super::Finished`].
///
/// Typst's own threads are limited to one in this process, since the run has as many workers as
/// there are cores.
///
/// # Errors
/// When a line is not what it should be, or the result cannot be written.
pub fn serve(mut orders: impl BufRead, mut results: impl Write) -> Result<()> {
    let Some(order) = read::<Order>(&mut orders)? else {
        return Ok(());
    };
    let thread = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .stack_size(STACK)
        .panic_handler(|_| give_up())
        .build()
        .context("no thread can be started")?;
    let mut maker = Maker::new(order);
    while let Some(task) = read::<Task>(&mut orders)? {
        let finished = thread.install(|| maker.make(&task));
        write(&mut results, &finished)?;
    }
    Ok(())
}

/// Ends the process after a panic in work that was put off. Whoever waits for its result would wait
/// for ever, as nothing tells them.
fn give_up() {
    let said = kept().unwrap_or_default();
    // The run reads it, or it is lost.
    let _ = writeln!(std::io::stderr(), "{said}");
    std::process::abort();
}

/// Reads a line; none at the end.
pub(super) fn read<T: DeserializeOwned>(from: &mut impl BufRead) -> Result<Option<T>> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    serde_json::from_str(&line)
        .map(Some)
        .context("a line that is no message")
}

/// Writes a line.
pub(super) fn write(to: &mut impl Write, message: &impl Serialize) -> Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    to.write_all(&line)?;
    Ok(to.flush()?)
}
