//! The source file of a run, loaded and reported on.

use super::Failure;
use super::arguments::{Common, Reporting};
use super::reporting::{report, show};
use crate::diagnostics::{Severity, closest, enumerated, printable};
use crate::render::typst::Engine;
use crate::session::{self, UnknownDocument, Workspace};
use crate::source;

/// Loads the file of the run, prints its errors and warnings, and stops at errors; the document of
/// this name must be there.
pub(super) fn open(common: &Common, document: &str) -> Result<(Workspace, String), Failure> {
    let reporting = Reporting::default();
    let mut project = load(common, &reporting)?;
    let found = std::mem::take(&mut project.found);
    report(common, &reporting, &project, found, Severity::Warning)?;
    let mut names = documents(&project, &[document.to_owned()])?;
    Ok((project, names.remove(0)))
}

/// Loads the file of the run, and stops at errors, which are reported with all that was found.
pub(super) fn load(common: &Common, reporting: &Reporting) -> Result<Workspace, Failure> {
    let project = read(common, reporting)?;
    match project.has_errors() {
        true => Err(refuse(common, reporting, &project)),
        false => Ok(project),
    }
}

/// Loads the file of the run; stops when nothing of it could be read.
///
/// With an error among what was found, the CV lacks what could not be read.
pub(super) fn read(common: &Common, reporting: &Reporting) -> Result<Workspace, Failure> {
    read_in(common, reporting, &[])
}

/// Loads the file of the run, also in these languages, as [`read`] does.
pub(super) fn read_in(
    common: &Common,
    reporting: &Reporting,
    languages: &[String],
) -> Result<Workspace, Failure> {
    let engine = Engine::new(Some(&source::folder_of(&common.file)));
    let project = session::read_in(&common.file, engine, languages)?;
    match project.cv {
        Some(_) => Ok(project),
        None => Err(refuse(common, reporting, &project)),
    }
}

/// The documents to make: those named, or all.
pub(super) fn documents(project: &Workspace, named: &[String]) -> Result<Vec<String>, Failure> {
    let asked = project.documents(named).all();
    asked.map_err(|unknown| Failure::Usage(unknown_document(&unknown)))
}

/// What is wrong with a command line that names a document that is not there: any word may be the name
/// of a command as well.
pub(super) fn unknown_document(unknown: &UnknownDocument) -> String {
    let UnknownDocument { name, known } = unknown;
    let commands: Vec<String> = super::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let closest = closest(name, known.iter().chain(&commands).map(String::as_str));
    let mut message = format!("there is no document or command `{}`", printable(name));
    if let Some(closest) = closest {
        message.push_str(&format!("; did you mean `{closest}`?"));
    }
    message.push_str(&format!(
        "\n  the documents of the file are: {}\n  the commands are: {}",
        enumerated(known),
        commands.join(", ")
    ));
    message
}

/// Reports why a file is refused: errors and warnings, advice being for what can be built.
fn refuse(common: &Common, reporting: &Reporting, project: &Workspace) -> Failure {
    let (found, denies) = (project.found.clone(), reporting.denies_warnings());
    let problems = project.judged(found, denies, Severity::Warning);
    show(common, reporting, &problems, &project.sources);
    Failure::Source
}
