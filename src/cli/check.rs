//! `folio check`.

use std::time::Duration;

use super::Failure;
use super::arguments::{Check, Common};
use super::build::options;
use super::project::Project;
use super::reporting::Least;
use crate::advice;
use crate::diagnostics::{has_errors, shown};
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
    let project = Project::read(common, &arguments.reporting)?;
    let mut found = project.found.clone();
    let names = if has_errors(&found) {
        let names = project.cv.document_names();
        let mut more = session::check_text(project.record(), &names, &project.engine, &request);
        let epoch = request.options.source_date_epoch;
        more.extend(advice::advise(project.record(), epoch));
        found.extend(advice::unaffected(more, &project.found, &project.sources));
        names
    } else {
        let names = project.documents(&arguments.documents)?;
        let limit = Duration::from_secs(arguments.time_limit.into());
        let (record, engine) = (project.record(), &project.engine);
        found.extend(session::check_within(
            limit, &record, &names, engine, &request,
        ));
        let epoch = request.options.source_date_epoch;
        found.extend(advice::advise(project.record(), epoch));
        names
    };
    let least = if common.quiet {
        Least::Warning
    } else {
        Least::Note
    };
    arguments.reporting.report(common, &project, found, least)?;
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
    let file = shown(&common.file);
    for slip in &corrected {
        common.tell(&format!(
            "{file}:{}: {}: {}",
            slip.line, slip.message, slip.title
        ));
    }
    common.tell(&match corrected.len() {
        0 => format!("there is nothing in {file} that is surely a slip"),
        1 => format!("1 slip corrected in {file}"),
        count => format!("{count} slips corrected in {file}"),
    });
    Ok(())
}
