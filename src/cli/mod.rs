//! The command line: parse, resolve, call the library, print.

mod arguments;
mod batch;
mod build;
mod check;
mod completions;
mod dump;
mod explain;
mod fit;
mod man;
mod new;
mod project;
mod reporting;
mod schema;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use arguments::{Arguments, Command, Common};
use clap::Parser;

pub use arguments::command;

/// Why a run did not do what was asked. The kind decides the exit code.
#[derive(Debug)]
enum Failure {
    /// The source has errors, or outputs are stale. Exit code 1; what is wrong was printed.
    Source,
    /// The command line asks for something that is not there. Exit code 2.
    Usage(String),
    /// A file cannot be read or written. Exit code 3.
    Environment(anyhow::Error),
    /// Some of many files cannot be read or written. Exit code 3; what is wrong was printed.
    Inaccessible,
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Environment(error)
    }
}

/// Runs the program with its arguments (the first is its name); returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let parsed = match Arguments::try_parse_from(arguments) {
        Ok(parsed) => parsed,
        Err(error) => return print_usage(&error),
    };
    let Arguments { common, command } = parsed;
    let (common, result) = match command {
        Command::Build(arguments) => (common.clone(), build::run(&common, &arguments)),
        Command::Batch(arguments) => (common.clone(), batch::run(&common, &arguments)),
        Command::Watch(arguments) => (common.clone(), watch::run(&common, &arguments)),
        Command::Check(arguments) => (common.clone(), check::run(&common, &arguments)),
        Command::Fit(arguments) => (common.clone(), fit::run(&common, &arguments)),
        Command::Dump(arguments) => (common.clone(), dump::run(&common, &arguments)),
        Command::Completions(arguments) => (common, completions::run(&arguments)),
        Command::Explain(arguments) => (common, explain::run(&arguments)),
        Command::Schema => (common, schema::run()),
        Command::New(arguments) => (common.clone(), new::run(&common, &arguments)),
        Command::Man => (common, man::run()),
        Command::Document(words) => match arguments::document(&common, words) {
            Ok((common, arguments)) => (common.clone(), build::run(&common, &arguments)),
            Err(error) => return print_usage(&error),
        },
    };
    finish(&common, result)
}

fn print_usage(error: &clap::Error) -> ExitCode {
    // Nothing is left to say it to when the output is closed.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn finish(common: &Common, result: Result<(), Failure>) -> ExitCode {
    let (code, message) = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Source) => return ExitCode::from(1),
        Err(Failure::Inaccessible) => return ExitCode::from(3),
        Err(Failure::Usage(message)) => (2, message),
        // Whoever reads the output has closed it (`folio dump cv | head`): no failure of ours.
        Err(Failure::Environment(error)) if is_broken_pipe(&error) => return ExitCode::SUCCESS,
        Err(Failure::Environment(error)) => (3, format!("{error:#}")),
    };
    common.complain(&message);
    ExitCode::from(code)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.downcast_ref::<std::io::Error>();
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

/// Writes to the standard output.
fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| Failure::Environment(error.into()))
}
