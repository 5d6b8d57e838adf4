//! The side of the run: worker processes, each given one CV at a time.

use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::maker::{crashed, timed_out};
use super::worker::{read, write};
use super::{Error, Finished, Inputs, Order, Task};
use crate::session;

/// How many workers a CV may end before it is given up. The first may have been at its end anyway,
/// such as for want of memory.
const ATTEMPTS: usize = 2;

/// How much of what a worker said last is kept, in bytes.
const LAST_WORDS: usize = 2_000;

/// Workers that make the CVs of a run.
pub struct WorkerPool<'a> {
    /// The program that a worker runs, and its arguments: it must [`super::serve`] its standard
    /// input and output.
    pub program: (&'a Path, &'a [&'a str]),
    /// What to make of each.
    pub order: &'a Order,
    /// How many workers there are at once, at most.
    pub jobs: usize,
    /// The longest that one CV may take.
    pub time_limit: Duration,
}

impl WorkerPool<'_> {
    /// Makes the CVs, and tells `finished` of each in the order of the inputs, as soon as it and
    /// those before it are finished; `progress` hears of each at once.
    ///
    /// # Errors
    /// When a worker cannot be started. What was finished by then stays.
    pub fn run(
        &self,
        inputs: &Inputs,
        mut progress: impl FnMut(),
        mut finished: impl FnMut(Finished) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let next = AtomicUsize::new(0);
        let stop = AtomicBool::new(false);
        let (results, received) = channel();
        thread::scope(|scope| {
            for _ in 0..self.jobs.clamp(1, inputs.len().max(1)) {
                let results = results.clone();
                let (next, stop) = (&next, &stop);
                scope.spawn(move || self.employ(inputs, next, stop, &results));
            }
            drop(results);
            let mut outcome = Ok(());
            let mut waiting = BTreeMap::new();
            let mut expected = 0;
            for result in received {
                match result {
                    Ok(result) => {
                        progress();
                        waiting.insert(result.index, result);
                    }
                    Err(error) => {
                        stop.store(true, Ordering::Relaxed);
                        outcome = Err(error);
                    }
                }
                while let Some(result) = waiting.remove(&expected) {
                    expected += 1;
                    if !stop.load(Ordering::Relaxed) && finished(result).is_break() {
                        stop.store(true, Ordering::Relaxed);
                    }
                }
            }
            outcome
        })
    }

    /// Hands one CV after the other to a worker, and to another one when that ends.
    fn employ(
        &self,
        inputs: &Inputs,
        next: &AtomicUsize,
        stop: &AtomicBool,
        results: &Sender<Result<Finished, Error>>,
    ) {
        let mut worker: Option<Worker> = None;
        while !stop.load(Ordering::Relaxed) {
            let Some(task) = inputs.task(next.fetch_add(1, Ordering::Relaxed)) else {
                break;
            };
            let result = self.attempt(&mut worker, &task);
            let is_hopeless = result.is_err();
            // The receiver is there as long as the scope of this thread.
            if results.send(result).is_err() || is_hopeless {
                break;
            }
        }
    }

    fn attempt(&self, worker: &mut Option<Worker>, task: &Task) -> Result<Finished, Error> {
        let mut said = String::new();
        for _ in 0..ATTEMPTS {
            let mut current = match worker.take() {
                Some(worker) => worker,
                None => Worker::start(self.program, self.order)?,
            };
            match current.make(task, self.time_limit) {
                Ok(finished) => {
                    *worker = Some(current);
                    return Ok(finished);
                }
                Err(Silence::Ended) => {
                    said = current.last_words();
                    self.sweep(task);
                }
                Err(Silence::TooLong) => {
                    // What takes so long once takes as long again.
                    current.end();
                    drop(current);
                    self.sweep(task);
                    return Ok(timed_out(task, self.time_limit, self.order.form));
                }
            }
        }
        Ok(crashed(task, &said, self.order.form))
    }
}

impl WorkerPool<'_> {
    /// Removes what a worker that was ended while it wrote the files of a CV has left.
    fn sweep(&self, task: &Task) {
        session::sweep(&Path::new(&self.order.output_dir).join(&task.folder));
    }
}

/// Why there is no answer to a task.
enum Silence {
    /// The worker has ended, or said what is no answer.
    Ended,
    /// It is still at it.
    TooLong,
}

/// A process that makes CVs.
struct Worker {
    process: Child,
    tasks: Option<ChildStdin>,
    results: Receiver<Finished>,
    errors: Option<JoinHandle<Vec<u8>>>,
}

impl Worker {
    fn start((program, arguments): (&Path, &[&str]), order: &Order) -> Result<Self, Error> {
        let mut process = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| Error::Start {
                program: program.to_owned(),
                error,
            })?;
        let (Some(tasks), Some(results), Some(errors)) = (
            process.stdin.take(),
            process.stdout.take(),
            process.stderr.take(),
        ) else {
            return Err(Error::Pipes);
        };
        let mut worker = Self {
            process,
            tasks: Some(tasks),
            results: answers(results),
            errors: Some(thread::spawn(move || end_of(errors))),
        };
        // A worker that ends at once is noticed at its first task.
        if let Some(tasks) = &mut worker.tasks {
            let _ = write(tasks, order);
        }
        Ok(worker)
    }

    fn make(&mut self, task: &Task, limit: Duration) -> Result<Finished, Silence> {
        let tasks = self.tasks.as_mut().ok_or(Silence::Ended)?;
        write(tasks, task).map_err(|_| Silence::Ended)?;
        match self.results.recv_timeout(limit) {
            Ok(finished) if finished.index == task.index => Ok(finished),
            Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(Silence::Ended),
            Err(RecvTimeoutError::Timeout) => Err(Silence::TooLong),
        }
    }

    /// Ends it, whatever it is at.
    fn end(&mut self) {
        // One that has ended already is as good.
        let _ = self.process.kill();
    }

    /// Why it ended: the signal or code, and the last line that it wrote.
    fn last_words(&mut self) -> String {
        // One that is still there said something that cannot be read.
        self.end();
        let end = match self.process.wait() {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        let errors = self.errors.take().and_then(|errors| errors.join().ok());
        let errors = errors.unwrap_or_default();
        let errors = String::from_utf8_lossy(&errors);
        match errors.lines().rfind(|line| !line.trim().is_empty()) {
            Some(line) => format!("{end}, {}", line.trim()),
            None => end,
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // At the end of its tasks it leaves; there is nothing to be done about one that cannot.
        self.tasks = None;
        let _ = self.process.wait();
    }
}

/// What a worker answers, up to its end or to what is no answer.
fn answers(from: impl Read + Send + 'static) -> Receiver<Finished> {
    let (answers, received) = channel();
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        while let Ok(Some(finished)) = read(&mut from) {
            if answers.send(finished).is_err() {
                break;
            }
        }
    });
    received
}

/// The end of what is read.
fn end_of(mut from: impl Read) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut chunk = [0; 4_096];
    while let Ok(length @ 1..) = from.read(&mut chunk) {
        kept.extend_from_slice(&chunk[..length]);
        let surplus = kept.len().saturating_sub(LAST_WORDS);
        kept.drain(..surplus);
    }
    kept
}
