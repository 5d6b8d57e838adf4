//! `folio build`, and a document's name in its place.

use std::path::PathBuf;
use std::time::Duration;

use super::arguments::{Build, Common};
use super::project::Project;
use super::reporting::{Least, show};
use super::{Failure, print};
use crate::compose;
use crate::diagnostics::{has_errors, shown};
use crate::model::PartialDate;
use crate::session::{self, Output, Request};

pub(super) fn run(common: &Common, arguments: &Build) -> Result<(), Failure> {
    let request = Request {
        formats: arguments
            .format
            .iter()
            .map(|format| (*format).into())
            .collect(),
        pages: arguments.pages.map(usize::from),
        options: options(arguments.theme.clone())?,
    };
    let reporting = &arguments.reporting;
    if arguments.stdout && reporting.uses_stdout() {
        let message = "--stdout and this --message-format both write to the standard output";
        return Err(Failure::Usage(message.to_owned()));
    }
    let project = Project::load(common, reporting)?;
    let names = project.documents(&arguments.documents)?;
    if arguments.stdout && (names.len() != 1 || request.formats.len() > 1) {
        let message =
            "--stdout takes one document and one format: `folio cv --format pdf --stdout`";
        return Err(Failure::Usage(message.to_owned()));
    }
    let limit = Duration::from_secs(arguments.time_limit.into());
    let mut built =
        session::build_within(limit, project.record(), &names, &project.engine, &request);
    let mut found = project.found.clone();
    found.extend(built.iter().flat_map(|built| built.problems.clone()));
    let problems = reporting.judged(&project, found, Least::Warning);
    show(common, reporting, &problems, &project.sources);
    let is_whole = !has_errors(&problems);
    // All documents or none: a folder of outputs never shows two states of the source. But what
    // stops a document by no mistake of the source stops no other.
    if !is_whole && (arguments.stdout || !session::net::stop_one_document(&problems)) {
        return Err(Failure::Source);
    }
    built.retain(|built| !built.failed());
    for line in built.iter().filter_map(super::fit::short_report) {
        common.tell(&line);
    }
    let outputs: Vec<Output> = built.into_iter().flat_map(|built| built.outputs).collect();
    if arguments.stdout {
        return match &outputs[..] {
            [output] => {
                print(&output.bytes);
                Ok(())
            }
            _ => Err(Failure::Usage(format!(
                "the document has {} pages, each a file of its own; --stdout takes a format of one file",
                outputs.len()
            ))),
        };
    }
    if arguments.verify {
        verify(common, &outputs)?;
    } else {
        write(common, &outputs)?;
    }
    match is_whole {
        true => Ok(()),
        false => Err(Failure::Source),
    }
}

/// What a run sets from outside of the file.
pub(super) fn options(theme: Option<String>) -> Result<compose::Options, Failure> {
    Ok(compose::Options {
        theme,
        source_date_epoch: source_date_epoch()?,
    })
}

/// The environment's `SOURCE_DATE_EPOCH`, in seconds since 1970-01-01 UTC; none when it is not set,
/// or empty, which is how a shell unsets it for one command.
fn source_date_epoch() -> Result<Option<i64>, Failure> {
    let Some(text) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let seconds = text.to_str().and_then(|text| text.trim().parse().ok());
    let seconds = seconds.filter(|seconds| PartialDate::of_unix_time(*seconds).is_some());
    seconds.map(Some).ok_or_else(|| {
        Failure::Usage(format!(
            "SOURCE_DATE_EPOCH is `{}`, which is not a number of seconds since 1970-01-01 within the \
             years 1 to 9999",
            shown(&text)
        ))
    })
}

fn write(common: &Common, outputs: &[Output]) -> Result<(), Failure> {
    let all: Vec<&Output> = outputs.iter().collect();
    let replaced = session::replace_durably(&common.output_dir, &all)?;
    for (path, output) in replaced.written.iter().zip(outputs) {
        common.tell(&line(&shown(path), output));
    }
    for path in replaced.removed {
        common.tell(&format!("{}  removed, a page that is no more", shown(path)));
    }
    Ok(())
}

fn verify(common: &Common, outputs: &[Output]) -> Result<(), Failure> {
    let folder = &common.output_dir;
    let changed = outputs
        .iter()
        .filter(|output| !session::same_as_written(folder, output));
    let mut stale: Vec<PathBuf> = changed.map(|output| folder.join(&output.file)).collect();
    stale.extend(session::leftovers(folder, outputs));
    if stale.is_empty() {
        common.tell(&format!("{} files are current", outputs.len()));
        return Ok(());
    }
    for path in &stale {
        let state = if path.exists() { "stale" } else { "missing" };
        common.complain(&format!("`{}` is {state}", shown(path)));
    }
    common.tell("write the files again with `folio build`");
    Err(Failure::Source)
}

/// "output/cv.pdf  2 pages  48 kB  0.31 s"
fn line(path: &str, output: &Output) -> String {
    let pages = match output.pages {
        Some(1) => "  1 page".to_owned(),
        Some(pages) => format!("  {pages} pages"),
        None => String::new(),
    };
    format!(
        "{path}{pages}  {}  {}",
        size(output.bytes.len()),
        seconds(output.elapsed)
    )
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

pub(super) fn seconds(elapsed: Duration) -> String {
    match elapsed.as_millis() {
        millis @ 0..1_000 => format!("{millis} ms"),
        _ => format!("{:.1} s", elapsed.as_secs_f64()),
    }
}
