//! The source file of a run, loaded and reported on.

use std::sync::Arc;

use super::Failure;
use super::arguments::{Common, Reporting};
use super::reporting::{Least, show};
use crate::diagnostics::{Diagnostic, Severity, Sources, has_errors, printable};
use crate::model::Cv;
use crate::papers::{Papers, Record};
use crate::render::typst::Engine;
use crate::{diagnostics, session, source};

/// A CV, and what draws it.
pub(super) struct Project {
    pub(super) cv: Cv,
    papers: Arc<Papers>,
    pub(super) sources: Sources,
    pub(super) engine: Engine,
    /// What was found on loading, and not yet reported.
    pub(super) found: Vec<Diagnostic>,
}

impl Project {
    /// Loads the file of the run, prints its errors and warnings, and stops at errors.
    pub(super) fn open(common: &Common) -> Result<Self, Failure> {
        let reporting = Reporting::default();
        let mut project = Self::load(common, &reporting)?;
        let found = std::mem::take(&mut project.found);
        reporting.report(common, &project, found, Least::Warning)?;
        Ok(project)
    }

    /// Loads the file of the run, and stops at errors, which are reported with all that was found.
    pub(super) fn load(common: &Common, reporting: &Reporting) -> Result<Self, Failure> {
        let project = Self::read(common, reporting)?;
        if has_errors(&project.found) {
            return Err(refuse(common, reporting, &project.found, &project.sources));
        }
        Ok(project)
    }

    /// Loads the file of the run; stops when nothing of it could be read.
    ///
    /// With an error among what was found, the CV lacks what could not be read.
    pub(super) fn read(common: &Common, reporting: &Reporting) -> Result<Self, Failure> {
        let engine = Engine::new(Some(&source::folder_of(&common.file)));
        let session::Project {
            cv,
            papers,
            sources,
            engine,
            found,
        } = session::read(&common.file, engine)?;
        match cv {
            Some(cv) => Ok(Self {
                cv,
                papers,
                sources,
                engine,
                found,
            }),
            None => Err(refuse(common, reporting, &found, &sources)),
        }
    }

    /// The CV with its papers.
    pub(super) fn record(&self) -> Record<'_> {
        let papers = Arc::clone(&self.papers);
        Record {
            cv: &self.cv,
            papers,
        }
    }

    /// The documents to make: those named, or all.
    pub(super) fn documents(&self, named: &[String]) -> Result<Vec<String>, Failure> {
        let known = self.cv.document_names();
        if named.is_empty() {
            return Ok(known);
        }
        if let Some(unknown) = named.iter().find(|name| !known.contains(name)) {
            return Err(Failure::Usage(unknown_document(unknown, &known)));
        }
        let mut names: Vec<String> = Vec::new();
        for name in named {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        Ok(names)
    }
}

pub(super) fn unknown_document(name: &str, known: &[String]) -> String {
    let commands: Vec<String> = super::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect();
    let closest = diagnostics::closest(name, known.iter().chain(&commands).map(String::as_str));
    let mut message = format!("there is no document or command `{}`", printable(name));
    if let Some(closest) = closest {
        message.push_str(&format!("; did you mean `{closest}`?"));
    }
    message.push_str(&format!(
        "\n  the documents of the file are: {}\n  the commands are: {}",
        diagnostics::enumerated(known),
        commands.join(", ")
    ));
    message
}

/// Reports why a file is refused: errors and warnings, advice being for what can be built.
fn refuse(
    common: &Common,
    reporting: &Reporting,
    found: &[Diagnostic],
    sources: &Sources,
) -> Failure {
    let found: Vec<Diagnostic> = found
        .iter()
        .filter(|found| found.severity > Severity::Note)
        .cloned()
        .collect();
    show(common, reporting, &found, sources);
    Failure::Source
}

/// Prints problems for people.
pub(super) fn report(common: &Common, problems: &[Diagnostic], sources: &Sources) {
    show(common, &Reporting::default(), problems, sources);
}
