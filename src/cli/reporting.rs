//! Problems, in the form that was asked for, and what they mean for the run.

use super::arguments::{Common, Deny, MessageFormat, Reporting};
use super::project::Project;
use super::{Failure, console, print};
use crate::diagnostics::{self, Diagnostic, Judgement, Severity, Sources, has_errors};

/// The least that is worth reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Least {
    /// Advice as well.
    Note,
    /// Warnings and errors.
    Warning,
}

impl Reporting {
    /// Whether problems go to the standard output.
    pub(super) fn uses_stdout(&self) -> bool {
        match self.message_format {
            MessageFormat::Human | MessageFormat::Short => false,
            MessageFormat::Json | MessageFormat::Sarif | MessageFormat::Github => true,
        }
    }

    /// Whether warnings stop the build.
    pub(super) fn denies_warnings(&self) -> bool {
        self.deny.contains(&Deny::Warnings)
    }

    /// Reports what was found in a project, in the order of its files and each problem once:
    /// documents share most of their content. Fails when an error is among it.
    pub(super) fn report(
        &self,
        common: &Common,
        project: &Project,
        found: Vec<Diagnostic>,
        least: Least,
    ) -> Result<(), Failure> {
        let problems = self.judged(project, found, least);
        show(common, self, &problems, &project.sources);
        if has_errors(&problems) {
            return Err(Failure::Source);
        }
        Ok(())
    }

    /// What was found in a project as it is reported.
    pub(super) fn judged(
        &self,
        project: &Project,
        found: Vec<Diagnostic>,
        least: Least,
    ) -> Vec<Diagnostic> {
        let judgement = Judgement {
            allowed: &project.cv.settings.allow,
            denies_warnings: self.denies_warnings(),
            least: match least {
                Least::Note => Severity::Note,
                Least::Warning => Severity::Warning,
            },
        };
        judgement.of(found, &project.sources)
    }
}

/// Prints problems as they are.
pub(super) fn show(
    common: &Common,
    reporting: &Reporting,
    problems: &[Diagnostic],
    sources: &Sources,
) {
    match reporting.message_format {
        MessageFormat::Human => {
            console::say(&diagnostics::human(problems, sources, common.has_color()));
        }
        MessageFormat::Short => console::say(&diagnostics::short(problems, sources)),
        MessageFormat::Json => print(diagnostics::json(problems, sources).as_bytes()),
        MessageFormat::Sarif => print(diagnostics::sarif(problems, sources).as_bytes()),
        MessageFormat::Github => print(diagnostics::github(problems, sources).as_bytes()),
    }
}
