//! What lays documents out, isolated: dependencies may panic, and templates may go on for ever.
//!
//! Each document is made on threads of its own with a stack of known size. A panic in it is an error
//! of that document; one that takes too long is given up. No thread can be stopped from outside, so
//! one that was given up goes on until the process ends.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::panics::{caught, keep_what_is_said, kept};

/// Stack of the threads that make documents, in bytes. Memory is taken as it is used.
pub const STACK: usize = 64 * 1024 * 1024;

/// Why a document was not made to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// Something panicked, and said this.
    Panicked(String),
    /// It took longer than this.
    TooLong(Duration),
    /// Nobody waits for it any more.
    Ended,
}

impl Stopped {
    /// As a problem of a document.
    pub fn problem(&self, document: &str) -> Diagnostic {
        self.told(&format!("the document `{document}`"), "It was not written.")
    }

    /// As a problem of a file of many, whose documents are made together.
    pub fn problem_of_file(&self) -> Diagnostic {
        self.told("this file", "Nothing of it was written.")
    }

    fn told(&self, subject: &str, consequence: &str) -> Diagnostic {
        match self {
            Self::Panicked(said) => {
                let message = format!("Folio failed on {subject}: {said}");
                Diagnostic::new(Code::Internal, Place::Nowhere, message).help(format!(
                    "{consequence} The fault is Folio's: please report it with the file.",
                ))
            }
            Self::TooLong(limit) => {
                let message = format!(
                    "{subject} is not finished after {} s, and given up",
                    limit.as_secs()
                );
                Diagnostic::new(Code::TimeLimit, Place::Nowhere, message).help(
                    "Look for a template of your own that goes on without end; `--time-limit` \
                     allows more seconds.",
                )
            }
            Self::Ended => {
                let message = format!("{subject} was not waited for");
                Diagnostic::new(Code::TimeLimit, Place::Nowhere, message)
            }
        }
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Panicked(said) => f.write_str(said),
            Self::TooLong(limit) => write!(f, "not finished after {} s", limit.as_secs()),
            Self::Ended => f.write_str("not waited for"),
        }
    }
}

/// What a desk says of an input, by its place.
enum Word<T> {
    Begun(usize),
    Finished(usize, Result<T, String>),
    /// Work that was put off has panicked. Whoever waits for its result waits for ever.
    Stuck(usize, String),
}

/// Does some work for each input, for as many at once as there are cores, each within a limit of
/// time; the results have the order of the inputs.
pub fn each<I, T>(
    inputs: Vec<I>,
    limit: Duration,
    work: impl Fn(I) -> T + Send + Sync + 'static,
) -> Vec<Result<T, Stopped>>
where
    I: Send + 'static,
    T: Send + 'static,
{
    each_until(inputs, limit, &AtomicBool::new(false), work)
}

/// Does some work for one document, within a limit of time.
///
/// # Errors
/// The problem of the document, when the work panics or takes too long.
pub fn one<T: Send + 'static>(
    document: &str,
    limit: Duration,
    work: impl Fn(&str) -> T + Send + Sync + 'static,
) -> Result<T, Box<Diagnostic>> {
    let mut results = each(vec![document.to_owned()], limit, move |name| work(&name));
    // As many as there are inputs.
    let result = results.pop().unwrap_or(Err(Stopped::Ended));
    result.map_err(|stopped| Box::new(stopped.problem(document)))
}

/// How often it is looked whether anybody still waits.
const LOOK: Duration = Duration::from_millis(50);

/// Does what [`each`] does, until `is_over`: then it returns, and what is not finished is
/// [`Stopped::Ended`].
pub fn each_until<I, T>(
    inputs: Vec<I>,
    limit: Duration,
    is_over: &AtomicBool,
    work: impl Fn(I) -> T + Send + Sync + 'static,
) -> Vec<Result<T, Stopped>>
where
    I: Send + 'static,
    T: Send + 'static,
{
    let cores = rayon::current_num_threads().max(1);
    let count = inputs.len();
    let (words, heard) = mpsc::channel();
    let desk = Arc::new(Desk {
        inputs: Mutex::new(
            inputs
                .into_iter()
                .enumerate()
                .collect::<Vec<_>>()
                .into_iter(),
        ),
        work,
        words: Mutex::new(words),
        threads: cores.div_ceil(cores.min(count).max(1)),
    });
    let open = || {
        let desk = Arc::clone(&desk);
        thread::spawn(move || desk.serve());
    };
    (0..cores.min(count)).for_each(|_| open());
    let mut results: Vec<Option<Result<T, Stopped>>> = Vec::new();
    results.resize_with(count, || None);
    let mut ends: BTreeMap<usize, Instant> = BTreeMap::new();
    while results.iter().any(Option::is_none) {
        if is_over.load(Ordering::Relaxed) {
            let ended = || Some(Err(Stopped::Ended));
            let unfinished = results.iter_mut().filter(|result| result.is_none());
            unfinished.for_each(|result| *result = ended());
            break;
        }
        let next = ends.values().min().copied();
        let left = next.map_or(LOOK, |end| {
            end.saturating_duration_since(Instant::now()).min(LOOK)
        });
        let (index, result, is_desk_lost) = match heard.recv_timeout(left) {
            Ok(Word::Begun(index)) => {
                // A limit past the end of time is none.
                if let Some(end) = Instant::now().checked_add(limit) {
                    ends.insert(index, end);
                }
                continue;
            }
            Ok(Word::Finished(index, result)) => (index, result.map_err(Stopped::Panicked), false),
            Ok(Word::Stuck(index, said)) => (index, Err(Stopped::Panicked(said)), true),
            Err(RecvTimeoutError::Timeout) => {
                let now = Instant::now();
                match ends.iter().find(|(_, end)| **end <= now) {
                    Some((index, _)) => (*index, Err(Stopped::TooLong(limit)), true),
                    None => continue,
                }
            }
            // The desks keep the other end as long as `desk` is there.
            Err(RecvTimeoutError::Disconnected) => break,
        };
        ends.remove(&index);
        if let Some(place @ None) = results.get_mut(index) {
            *place = Some(result);
            if is_desk_lost {
                open();
            }
        }
    }
    let unmade = || Err(Stopped::Panicked("no thread can be started".to_owned()));
    results
        .into_iter()
        .map(|result| result.unwrap_or_else(unmade))
        .collect()
}

/// Where one input is worked on after the other.
struct Desk<I, T, W> {
    inputs: Mutex<std::vec::IntoIter<(usize, I)>>,
    work: W,
    words: Mutex<Sender<Word<T>>>,
    /// Threads that the work on one input may take.
    threads: usize,
}

impl<I: Send, T: Send + 'static, W: Fn(I) -> T + Send + Sync> Desk<I, T, W> {
    fn serve(&self) {
        let words = self
            .words
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let say = |word| {
            // Nobody may be left to hear of what was given up.
            let _ = words.send(word);
        };
        let current = Arc::new(AtomicUsize::new(0));
        let (at, stuck) = (Arc::clone(&current), Mutex::new(words.clone()));
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .stack_size(STACK)
            .start_handler(|_| drop(keep_what_is_said()))
            .panic_handler(move |_| {
                let said = kept().unwrap_or_else(|| "a panic".to_owned());
                let index = at.load(Ordering::Relaxed);
                let stuck = stuck.lock().unwrap_or_else(PoisonError::into_inner);
                let _ = stuck.send(Word::Stuck(index, said));
            })
            .build();
        loop {
            let next = {
                let mut inputs = self.inputs.lock().unwrap_or_else(PoisonError::into_inner);
                inputs.next()
            };
            let Some((index, input)) = next else { return };
            current.store(index, Ordering::Relaxed);
            say(Word::Begun(index));
            let result = match &pool {
                Ok(pool) => pool.install(|| caught(|| (self.work)(input))),
                Err(error) => Err(error.to_string()),
            };
            say(Word::Finished(index, result));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AMPLE: Duration = Duration::from_secs(60);

    #[test]
    fn results_have_the_order_of_the_inputs() {
        let inputs: Vec<u64> = (0..50).collect();
        let results = each(inputs.clone(), AMPLE, |input| {
            thread::sleep(Duration::from_millis((7 * input) % 5));
            input
        });
        assert_eq!(results, inputs.into_iter().map(Ok).collect::<Vec<_>>());
        assert_eq!(each(Vec::<u8>::new(), AMPLE, |input| input), []);
    }

    #[test]
    fn a_panic_stops_only_its_own() {
        let results = each(vec![1, 2, 3], AMPLE, |input| match input {
            2 => panic!("no {input}"),
            input => input,
        });
        assert_eq!((&results[0], &results[2]), (&Ok(1), &Ok(3)));
        let problem = results[1].clone().unwrap_err().problem("cv");
        assert_eq!(problem.code, Code::Internal);
        assert!(
            problem
                .message
                .starts_with("Folio failed on the document `cv`: no 2 (src/session/isolation.rs:"),
            "{problem:?}"
        );
    }

    #[test]
    fn a_panic_in_work_that_was_put_off_stops_only_its_own() {
        let results = each(vec![1, 2, 3, 4, 5], AMPLE, |input| {
            if input == 2 {
                rayon::spawn(|| panic!("put off"));
                // As whoever waits for its result, and helps before.
                while let Some(rayon::Yield::Executed) = rayon::yield_now() {}
                loop {
                    thread::park();
                }
            }
            input
        });
        let made: Vec<i32> = results.iter().flatten().copied().collect();
        assert_eq!(made, [1, 3, 4, 5]);
        let said = results[1].clone().unwrap_err().to_string();
        assert!(said.starts_with("put off ("), "{said}");
    }

    #[test]
    fn what_takes_too_long_is_given_up_and_the_others_are_made() {
        // More of them than there are cores; the others take nothing of two seconds on any machine.
        let count = 2 * (rayon::current_num_threads() + 1);
        let results = each((0..count).collect(), Duration::from_secs(2), |input| {
            if input % 2 == 1 {
                loop {
                    thread::park();
                }
            }
            input
        });
        assert_eq!(results.len(), count);
        for (index, result) in results.iter().enumerate() {
            match index % 2 {
                0 => assert_eq!(*result, Ok(index)),
                _ => assert!(matches!(result, Err(Stopped::TooLong(_))), "{result:?}"),
            }
        }
    }

    #[test]
    fn what_nobody_waits_for_any_more_holds_nobody() {
        let is_over = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&is_over);
        let results = each_until((0..9).collect(), AMPLE, &is_over, move |input| {
            if input == 1 {
                flag.store(true, Ordering::Relaxed);
                loop {
                    thread::park();
                }
            }
            input
        });
        assert_eq!(results[1], Err(Stopped::Ended));
        for (index, result) in results.iter().enumerate() {
            assert!(matches!(result, Ok(made) if *made == index) || *result == Err(Stopped::Ended));
        }
    }

    #[test]
    fn the_stack_is_that_of_the_program_and_not_that_of_the_system() {
        fn deep(levels: usize) -> usize {
            let page = std::hint::black_box([levels; 512]);
            match levels {
                0 => page[0],
                _ => deep(levels - 1) + page[1] - page[0],
            }
        }
        // Some 20 MB, more than any thread has by itself.
        assert_eq!(each(vec![5_000], AMPLE, deep), [Ok(0)]);
    }
}
