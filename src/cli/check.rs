//! `folio check`.

use super::Failure;
use super::arguments::{Check, Common};
use super::build::options;
use super::project::Project;
use super::reporting::Least;
use crate::advice;
use crate::build::{self, Request};

pub(super) fn run(common: &Common, arguments: &Check) -> Result<(), Failure> {
    let request = Request {
        options: options(None)?,
        ..Request::default()
    };
    let project = Project::load(common, &arguments.reporting)?;
    let names = project.documents(&arguments.documents)?;
    let mut found = project.found.clone();
    found.extend(build::check(&project.cv, &names, &project.engine, &request));
    found.extend(advice::advise(&project.cv, &request.options));
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
