//! `folio build`, and a document's name in its place.

use std::path::PathBuf;
use std::time::Duration;

use super::arguments::{Build, Common, OutputFormat};
use super::project::{self, documents};
use super::reporting::show;
use super::{Failure, print};
use crate::compose;
use crate::diagnostics::{Severity, shown};
use crate::model::{Format, PartialDate};
use crate::session::{self, Extent, Output, Request, Written};

/// What to know of files that have no pages of their own, and look as if they had.
const OF_WORD: &str =
    "note: a .docx has the entries of the PDF; how many pages they take is up to Word";

pub(super) fn run(common: &Common, arguments: &Build) -> Result<(), Failure> {
    let request = Request {
        fragment: arguments.fragment,
        ..request(&arguments.format, arguments.pages, arguments.theme.clone())?
    };
    if request.fragment && request.formats != [Format::Html] {
        let message = "--fragment is of HTML alone: `folio publications --format html --fragment`";
        return Err(Failure::Usage(message.to_owned()));
    }
    let reporting = &arguments.reporting;
    if arguments.stdout && reporting.uses_stdout() {
        let message = "--stdout and this --message-format both write to the standard output";
        return Err(Failure::Usage(message.to_owned()));
    }
    let project = project::load(common, reporting)?;
    let names = documents(&project, &arguments.documents)?;
    if arguments.stdout && (names.len() != 1 || request.formats.len() > 1) {
        let message =
            "--stdout takes one document and one format: `folio cv --format pdf --stdout`";
        return Err(Failure::Usage(message.to_owned()));
    }
    let limit = Duration::from_secs(arguments.time_limit.into());
    let record = project.record().ok_or(Failure::Source)?;
    let mut built = session::build_within(limit, record, &names, &project.engine, &request);
    let mut found = project.found.clone();
    found.extend(built.iter().flat_map(|built| built.problems.clone()));
    let problems = project.judged(found, reporting.denies_warnings(), Severity::Warning);
    show(common, reporting, &problems, &project.sources);
    let extent = Extent::of(&problems);
    if extent == Extent::Nothing || extent == Extent::Part && arguments.stdout {
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
    match extent {
        Extent::Whole => Ok(()),
        Extent::Part | Extent::Nothing => Err(Failure::Source),
    }
}

/// What to make, as the command line says it.
pub(super) fn request(
    formats: &[OutputFormat],
    pages: Option<u16>,
    theme: Option<String>,
) -> Result<Request, Failure> {
    Ok(Request {
        formats: formats.iter().map(|format| (*format).into()).collect(),
        pages: pages.map(usize::from),
        fragment: false,
        options: options(theme)?,
    })
}

/// What a run sets from outside of the file.
pub(super) fn options(theme: Option<String>) -> Result<compose::Options, Failure> {
    Ok(compose::Options {
        theme,
        source_date_epoch: source_date_epoch()?,
        ..compose::Options::default()
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
    for written in &replaced.written {
        common.tell(&line(written));
    }
    if outputs.iter().any(|output| output.format == Format::Docx) {
        common.tell(OF_WORD);
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
fn line(written: &Written) -> String {
    let pages = match written.pages {
        Some(1) => "  1 page".to_owned(),
        Some(pages) => format!("  {pages} pages"),
        None => String::new(),
    };
    format!(
        "{}{pages}  {}  {}",
        shown(&written.path),
        size(written.bytes),
        seconds(written.elapsed)
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
