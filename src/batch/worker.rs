//! The side of a worker: orders in, results out.

use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Error, Maker, Order, Task};
use crate::panics::kept;
use crate::session::isolation::STACK;

/// Works through orders until there are none: the first line of `orders` is an [`Order`], each
/// further one a [`Task`], which is answered by a [`super::Finished`].
///
/// Typst's own threads are limited to one in this process, since the run has as many workers as
/// there are cores.
///
/// `orphaned` is called, on another thread, when the orders end before the last task is answered:
/// whoever gave them has ended, whatever ended it, and nobody waits for the result or would give up
/// a task that goes on without end.
///
/// # Errors
/// When a line is not what it should be, or the result cannot be written.
pub fn serve(
    mut orders: impl BufRead + Send + 'static,
    mut results: impl Write,
    orphaned: impl FnOnce() + Send + 'static,
) -> Result<(), Error> {
    let Some(order) = read::<Order>(&mut orders)? else {
        return Ok(());
    };
    let typesetter = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .stack_size(STACK)
        .panic_handler(|_| give_up())
        .build()
        .map_err(Error::Thread)?;
    let mut maker = Maker::new(order);
    let unanswered = Arc::new(AtomicUsize::new(0));
    for task in tasks(orders, Arc::clone(&unanswered), orphaned) {
        let task = task?;
        let finished = typesetter.install(|| maker.make(&task));
        // Before the answer: once it has that, the run may end.
        unanswered.fetch_sub(1, Ordering::SeqCst);
        write(&mut results, &finished)?;
    }
    Ok(())
}

/// The tasks, read by a thread of their own, which also sees their end while one is worked at.
fn tasks(
    mut orders: impl BufRead + Send + 'static,
    unanswered: Arc<AtomicUsize>,
    orphaned: impl FnOnce() + Send + 'static,
) -> Receiver<Result<Task, Error>> {
    let (tasks, received) = channel();
    thread::spawn(move || {
        loop {
            let task = match read::<Task>(&mut orders) {
                Ok(Some(task)) => Ok(task),
                Ok(None) => break,
                Err(error) => Err(error),
            };
            let is_last = task.is_err();
            unanswered.fetch_add(1, Ordering::SeqCst);
            if tasks.send(task).is_err() || is_last {
                return;
            }
        }
        if unanswered.load(Ordering::SeqCst) > 0 {
            orphaned();
        }
    });
    received
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
pub(super) fn read<T: DeserializeOwned>(from: &mut impl BufRead) -> Result<Option<T>, Error> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    serde_json::from_str(&line)
        .map(Some)
        .map_err(Error::Message)
}

/// Writes a line.
pub(super) fn write(to: &mut impl Write, message: &impl Serialize) -> Result<(), Error> {
    let mut line = serde_json::to_vec(message).map_err(io::Error::from)?;
    line.push(b'\n');
    to.write_all(&line)?;
    Ok(to.flush()?)
}
