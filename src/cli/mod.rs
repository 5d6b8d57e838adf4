//! The command line: parse, resolve, call the library, print.

mod arguments;
mod batch;
mod build;
mod check;
mod completions;
mod console;
mod creating;
mod dump;
mod explain;
mod fit;
mod import;
mod man;
mod new;
mod project;
mod reporting;
mod schema;
mod styles;
mod theme;
mod watch;

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::diagnostics::{is_control, printable, printable_lines, shown};
use crate::source::LoadError;
use arguments::{Arguments, Command, Common, DEFAULT_FILE};
use clap::Parser;
use console::print;

pub(crate) use arguments::TIME_LIMITS;
pub use arguments::command;

/// What the program carries of others.
const NOTICE: &str = include_str!("../../NOTICE");

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

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Environment(error.into())
    }
}

impl From<crate::session::Error> for Failure {
    fn from(error: crate::session::Error) -> Self {
        Self::Environment(error.into())
    }
}

impl From<crate::batch::Error> for Failure {
    fn from(error: crate::batch::Error) -> Self {
        Self::Environment(error.into())
    }
}

/// Runs the program with its arguments (the first is its name); returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let parsed = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => return print_usage(&error, &arguments),
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
        Command::Licences => {
            print(NOTICE.as_bytes());
            (common, Ok(()))
        }
        Command::Import(of_import) => {
            let output = arguments::import_output(&arguments);
            (
                common.clone(),
                import::run(&common, &of_import, output.as_deref()),
            )
        }
        Command::Styles => {
            styles::run(&common);
            (common, Ok(()))
        }
        Command::Theme(arguments) => (common.clone(), theme::run(&common, &arguments)),
        Command::New(arguments) => (common.clone(), new::run(&common, &arguments)),
        Command::Man => (common, man::run()),
        Command::Document(words) => match arguments::document(&common, words) {
            Ok((common, arguments)) => (common.clone(), build::run(&common, &arguments)),
            Err(error) => return print_usage(&error, &arguments),
        },
    };
    finish(&common, result)
}

/// Prints what is wrong with the command line, or the help that was asked for.
fn print_usage(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    // Arguments are repeated as they are, and a pattern of the shell may have filled in the name of any
    // file.
    let arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    let acting: Vec<_> = arguments
        .filter(|argument| argument.contains(is_control))
        .collect();
    if !acting.is_empty() && error.use_stderr() {
        let mut text = error.render().to_string();
        let parts = acting
            .iter()
            .flat_map(|argument| argument.split(['=', ',']).chain([&**argument]));
        for part in parts.filter(|part| part.contains(is_control)) {
            text = text.replace(part, &printable(part));
        }
        console::say(&printable_lines(&text));
        return ExitCode::from(2);
    }
    let printed = error.print();
    if !error.use_stderr() {
        console::remember(printed.and_then(|()| std::io::stdout().flush()));
        if let Some(code) = refused(|message| console::say(&format!("error: {message}\n"))) {
            return code;
        }
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn finish(common: &Common, result: Result<(), Failure>) -> ExitCode {
    let refused = refused(|message| common.complain(message));
    let (code, message) = match result {
        Ok(()) => return refused.unwrap_or(ExitCode::SUCCESS),
        Err(Failure::Source) => return ExitCode::from(1),
        Err(Failure::Inaccessible) => return ExitCode::from(3),
        Err(Failure::Usage(message)) => (2, message),
        Err(Failure::Environment(error)) => {
            let next = next_step(common, &error).unwrap_or_default();
            (3, format!("{error:#}{next}"))
        }
    };
    common.complain(&message);
    ExitCode::from(code)
}

/// What to do when the CV is not there.
fn next_step(common: &Common, error: &anyhow::Error) -> Option<String> {
    let missing = error
        .downcast_ref()
        .or_else(|| match error.downcast_ref()? {
            crate::session::Error::Load(missing) => Some(missing),
            _ => None,
        });
    let LoadError { path, error } = missing?;
    if error.kind() != std::io::ErrorKind::NotFound || *path != common.file {
        return None;
    }
    let new = match path == Path::new(DEFAULT_FILE) {
        true => "folio new".to_owned(),
        false => format!("folio new {}", shown(path)),
    };
    Some(format!(
        "; `{new}` writes one to start from, `--file` names another"
    ))
}

/// The exit code of a run of which the standard output did not take all that was asked for.
fn refused(complain: impl FnOnce(&str)) -> Option<ExitCode> {
    let error = console::refused()?;
    complain(&format!("the standard output cannot be written: {error}"));
    Some(ExitCode::from(3))
}
