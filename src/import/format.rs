//! The formats: their names, how a file is known to be in one, and who reads it.

use super::draft::Draft;
use super::text::Dialect;
use super::tree::{Node, Raw};
use super::{
    File, Unreadable, al_folio, csl, hayagriva, json_resume, limits, reading, rendercv, yamlresume,
};
use crate::diagnostics::listed;

/// A format that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JSON Resume, in JSON or YAML.
    JsonResume,
    /// RenderCV.
    RenderCv,
    /// YAMLResume.
    YamlResume,
    /// The `_data/cv.yml` of al-folio.
    AlFolio,
    /// CSL-JSON, or the same in YAML.
    Csl,
    /// Hayagriva.
    Hayagriva,
}

impl Format {
    /// All of them, in the order in which a file is held against them.
    pub const ALL: &'static [Self] = &[
        Self::RenderCv,
        Self::YamlResume,
        Self::JsonResume,
        Self::AlFolio,
        Self::Csl,
        Self::Hayagriva,
    ];

    /// Its name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::JsonResume => "json-resume",
            Self::RenderCv => "rendercv",
            Self::YamlResume => "yamlresume",
            Self::AlFolio => "al-folio",
            Self::Csl => "csl",
            Self::Hayagriva => "hayagriva",
        }
    }

    /// What people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::JsonResume => "JSON Resume",
            Self::RenderCv => "RenderCV",
            Self::YamlResume => "YAMLResume",
            Self::AlFolio => "al-folio",
            Self::Csl => "CSL-JSON",
            Self::Hayagriva => "Hayagriva",
        }
    }

    /// Whether a file that was read into a tree is in it.
    fn is_of(self, root: &Raw) -> bool {
        match self {
            Self::JsonResume => json_resume::is_one(root),
            Self::RenderCv => rendercv::is_one(root),
            Self::YamlResume => yamlresume::is_one(root),
            Self::AlFolio => al_folio::is_one(root),
            Self::Csl => csl::is_one(root),
            Self::Hayagriva => hayagriva::is_one(root),
        }
    }

    /// The tree of a file, once what must be known of the whole is known.
    pub(super) fn prepared(self, draft: &mut Draft, raw: Raw) -> Raw {
        draft.dialect = Dialect::Plain;
        draft.first_days_mean_months = false;
        if self == Self::JsonResume {
            json_resume::prepare(draft, &raw);
        }
        raw
    }

    /// Places what a file says.
    pub(super) fn place(self, draft: &mut Draft, root: Node) {
        match self {
            Self::JsonResume => json_resume::read(draft, root),
            Self::RenderCv => rendercv::read(draft, root),
            Self::YamlResume => yamlresume::read(draft, root),
            Self::AlFolio => al_folio::read(draft, root),
            Self::Csl => csl::read(draft, root),
            Self::Hayagriva => hayagriva::read(draft, root),
        }
    }
}

/// Reads a file, in the format that is given or in the one that it is in.
pub(super) fn read(file: &File, given: Option<Format>) -> Result<(Format, Raw), Unreadable> {
    let (sources, id) = reading::text(&file.name, &file.bytes)?;
    let text = sources
        .file(id)
        .map(|(_, text)| text.trim_start().to_owned())
        .unwrap_or_default();
    if text.is_empty() {
        return Err(reading::unreadable(
            sources,
            id,
            "the file is empty",
            "is it the right file?",
        ));
    }
    let again = sources.clone();
    let raw = match text.starts_with(['{', '[']) {
        true => reading::json(sources, id)?,
        false => reading::yaml(&file.name, &file.bytes)?,
    };
    if let Some(excess) = limits::excess(&raw) {
        return Err(reading::unreadable(
            again,
            id,
            excess,
            "is it the right file? A CV has some hundreds of values",
        ));
    }
    let found = Format::ALL
        .iter()
        .copied()
        .find(|format| format.is_of(&raw));
    match given.or(found) {
        Some(format) => Ok((format, raw)),
        None => {
            let titles = listed(Format::ALL.iter().map(|format| format.title()));
            let keys = listed(Format::ALL.iter().map(|format| format.key()));
            let message = format!("the file is in no format that is known: {titles}");
            let help =
                format!("if it is in one of them all the same, name it with `--from`: {keys}");
            let help = match raw.has("person") {
                true => "it looks like a `cv.yaml`, which needs no import: `folio check --file` reads it".to_owned(),
                false => help,
            };
            Err(reading::unreadable(again, id, message, help))
        }
    }
}
