//! How long a processor has worked for something, which is the same on a busy machine.

use std::fs;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// Ticks a second in `/proc`, the same on every Linux (`USER_HZ`).
const TICKS: u64 = 100;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// What the processors have worked for this thread so far; where the system does not say, the time
/// that has passed.
pub fn of_thread() -> Duration {
    let start = *START;
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// What the processors have worked for a process that runs, all its threads together; none where the
/// system does not say.
pub fn of_process(id: u32) -> Option<Duration> {
    let said = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name of the program may hold anything; what follows it begins with the third field.
    let (_, fields) = said.rsplit_once(") ")?;
    let mut fields = fields.split(' ').skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 1_000 / TICKS))
}

#[test]
fn work_counts_and_waiting_does_not() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let waited = |work: &dyn Fn()| {
        let before = of_thread();
        work();
        of_thread() - before
    };
    let idle = waited(&|| std::thread::sleep(Duration::from_millis(300)));
    assert!(idle < Duration::from_millis(150), "{idle:?}");
    let before = of_process(std::process::id()).unwrap();
    let busy = waited(&|| {
        let end = of_thread() + Duration::from_millis(200);
        while of_thread() < end {}
    });
    assert!(busy >= Duration::from_millis(200), "{busy:?}");
    let process = of_process(std::process::id()).unwrap() - before;
    assert!(process >= Duration::from_millis(150), "{process:?}");
}
