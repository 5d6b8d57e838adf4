//! The themes of a project as a list.

use std::path::Path;

use super::DatePlacement;
use super::library::{BUILT_IN, Themes, names, theme_files};
use crate::diagnostics::Sources;

/// A theme as a list of themes has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its name.
    pub name: String,
    /// What it is and for whom: the comment at the head of its file.
    pub about: String,
    /// Where it has dates; nothing where its file has mistakes.
    pub date: Option<DatePlacement>,
    /// Whether it is a file of the project.
    pub is_own: bool,
}

/// All themes: the embedded ones, then a project's own in alphabetical order.
pub fn about(project: Option<&Path>) -> Vec<About> {
    let own = project.map(theme_files).unwrap_or_default();
    let themes = Themes::read(project, &mut Sources::default());
    let of = |name: String| {
        let file = own.iter().find(|file| file.name == name).zip(project);
        let bytes = file.and_then(|(file, project)| file.read(project).ok());
        let own = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let embedded = BUILT_IN.iter().find(|(known, _)| *known == name);
        let embedded = embedded.map(|(_, text)| *text);
        let theme = themes.get(&name, &mut Vec::new()).ok();
        About {
            about: head_comment(own.as_deref().or(embedded).unwrap_or_default()),
            date: theme.map(|theme| theme.date),
            is_own: file.is_some(),
            name,
        }
    };
    names(project).into_iter().map(of).collect()
}

/// The first line of a file, if it is a comment.
fn head_comment(text: &str) -> String {
    let first = text.trim_start_matches('\u{feff}').lines().next();
    let comment = first.and_then(|line| line.strip_prefix('#'));
    comment.unwrap_or_default().trim().to_owned()
}
