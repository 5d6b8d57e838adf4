//! Styles: those that come with Folio by their names, others from their files.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{IndependentStyle, Style};

use super::registry::known;

/// A style that can say something of a work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationStyle(IndependentStyle);

/// Why a file is no style that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleProblem {
    /// It is not well-formed, or not a style: where in it, and what is wrong.
    Unreadable(String),
    /// It says only that it is as another style, by that one's name.
    Dependent(String),
    /// It is a style of notes alone.
    NoBibliography,
}

impl CitationStyle {
    /// The style of a name that [`known`] lists.
    pub fn archived(name: &str) -> Option<Self> {
        let style = ArchivedStyle::by_name(known(name)?.archived)?;
        Self::of(style.get()).ok()
    }

    fn of(style: Style) -> Result<Self, StyleProblem> {
        match style {
            Style::Independent(style) if style.bibliography.is_none() => {
                Err(StyleProblem::NoBibliography)
            }
            Style::Independent(style) => Ok(Self(style)),
            Style::Dependent(style) => Err(StyleProblem::Dependent(style.parent_link.href)),
        }
    }

    /// What the style calls itself.
    pub fn title(&self) -> &str {
        &self.0.info.title.value
    }

    pub(super) fn independent(&self) -> &IndependentStyle {
        &self.0
    }
}

/// Reads a style from the text of its file.
///
/// A style that depends on another that comes with Folio is that one; the languages and the field it adds make no
/// difference to a list.
pub fn read(text: &str) -> Result<CitationStyle, StyleProblem> {
    let style = Style::from_xml(text).map_err(|error| {
        use std::error::Error as _;
        let mut said = error.to_string();
        if let Some(source) = error.source() {
            said = source.to_string();
        }
        StyleProblem::Unreadable(said)
    })?;
    match CitationStyle::of(style) {
        Err(StyleProblem::Dependent(parent)) => {
            let archived = ArchivedStyle::by_id(&parent);
            let own = archived.and_then(|style| CitationStyle::of(style.get()).ok());
            own.ok_or(StyleProblem::Dependent(parent))
        }
        other => other,
    }
}
