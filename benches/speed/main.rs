//! Benchmarks of Folio: `cargo bench` runs all, `cargo bench -- ratios` the promises alone (`ratios web`: some of them),
//! `cargo bench -- stages` the table of stages, `cargo bench -- NAME` the stages of a name.
//! docs/performance.md says what is measured and gives the figures.

// Benchmarks print, and stop where nothing could be measured.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod bare;
mod papers;
mod ratios;
mod stages;
mod timing;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [work, path] = &arguments[..]
        && work.starts_with("memory-")
    {
        ratios::measured_alone(work, Path::new(path));
        return ExitCode::SUCCESS;
    }
    let asked = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"));
    let kept = match asked.map(String::as_str) {
        Some("ratios") => {
            let group = arguments.iter().skip_while(|one| *one != "ratios").nth(1);
            ratios::run(group.map(String::as_str))
        }
        Some(_) => {
            divan::main();
            true
        }
        None => {
            let kept = ratios::run(None);
            divan::main();
            kept
        }
    };
    ExitCode::from(u8::from(!kept))
}
