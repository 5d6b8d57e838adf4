//! Memory of a long session of watching. A process of its own, as other tests have their own memory.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it measured"
)]
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use folio::session::Request;
use folio::watch::{Builder, Order, Status};

/// Rebuilds after which memory is first taken, and all of them.
const REBUILDS: (usize, usize) = match cfg!(debug_assertions) {
    true => (40, 160),
    false => (200, 10_000),
};

/// Memory that is in use, in kB.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

#[test]
#[ignore = "takes minutes; meant for a release build"]
fn memory_stays_flat() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(root.join("cv.yaml")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("cv.yaml"), &source).unwrap();
    let mut builder = Builder::new(Order {
        file: path("cv.yaml"),
        output_dir: path("output"),
        documents: Vec::new(),
        request: Request::default(),
        denies_warnings: false,
        time_limit: Duration::from_secs(300),
        timed_out: None,
        is_over: Default::default(),
    });
    assert!(matches!(builder.rebuild(&[]).status, Status::Current));
    let (early, all) = REBUILDS;
    let mut at_start = 0;
    let mut faulty = 0;
    for number in 0..all {
        let word = format!("research number {number}");
        let text = source.replacen("research", &word, 1);
        let text = match number % 10 {
            // A mistake of the source, and one that only a layout finds.
            3 => text.replacen("person:", "persn:", 1),
            7 => text.replacen("research", "\u{1F9FF}", 1),
            _ => text,
        };
        fs::write(path("cv.yaml"), text).unwrap();
        let rebuild = builder.rebuild(&[path("cv.yaml")]);
        builder.rest();
        match rebuild.status {
            Status::Current => assert!(!rebuild.made.is_empty()),
            Status::Faulty => faulty += 1,
            other => panic!("{other:?}"),
        }
        if number + 1 == early {
            at_start = resident();
        }
    }
    assert_eq!(faulty, all / 5);
    let at_end = resident();
    println!("{at_start} kB after {early} rebuilds, {at_end} kB after {all}");
    assert!(
        at_end as f64 <= at_start as f64 * 1.2,
        "{at_start} kB became {at_end} kB"
    );
}
