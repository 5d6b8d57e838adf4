//! `folio check`.

use std::time::Duration;

use super::Failure;
use super::arguments::{Check, Common, Reporting};
use super::build::options;
use super::project::{self, documents};
use super::reporting::report;
use crate::diagnostics::{Severity, shown};
use crate::render::typst::Engine;
use crate::session::{self, Request};
use crate::source;

pub(super) fn run(common: &Common, arguments: &Check) -> Result<(), Failure> {
    let request = Request {
        options: options(None)?,
        ..Request::default()
    };
    if arguments.fix {
        correct(common)?;
    }
    let reporting = Reporting {
        all: arguments.all,
        ..arguments.reporting.clone()
    };
    let project = project::read_in(common, &reporting, &arguments.language)?;
    // Of a file with errors something is said of all its documents.
    let names = match project.has_errors() {
        true => documents(&project, &[])?,
        false => documents(&project, &arguments.documents)?,
    };
    let limit = Duration::from_secs(arguments.time_limit.into());
    let least = match common.quiet {
        true => Severity::Warning,
        false => Severity::Note,
    };
    let found = project.check(&names, limit, &request);
    report(common, &reporting, &project, found, least)?;
    let documents = if names.len() == 1 {
        "document"
    } else {
        "documents"
    };
    common.tell(&format!("{} {documents} can be built", names.len()));
    Ok(())
}

/// Corrects what is surely a slip, and says what was corrected.
fn correct(common: &Common) -> Result<(), Failure> {
    let engine = Engine::new(Some(&source::folder_of(&common.file)));
    let corrected = session::fix(&common.file, &engine)?;
    for slip in &corrected {
        common.tell(&format!(
            "{}:{}: {}: {}",
            shown(&slip.file),
            slip.line,
            slip.message,
            slip.title
        ));
    }
    let mut files: Vec<String> = corrected.iter().map(|slip| shown(&slip.file)).collect();
    files.dedup();
    let files = files.join(", ");
    common.tell(&match corrected.len() {
        0 => format!(
            "there is nothing in {} that is surely a slip",
            shown(&common.file)
        ),
        1 => format!("1 slip corrected in {files}"),
        count => format!("{count} slips corrected in {files}"),
    });
    Ok(())
}
