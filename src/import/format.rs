//! The formats: their names, how a file is known to be in one, and who reads it.

use super::draft::Draft;
use super::text::Dialect;
use super::tree::{Node, Raw};
use super::{
    File, Unreadable, al_folio, archive, attachment, bib, csl, europass, hayagriva, json_resume,
    latex, limits, linkedin, macros, orcid, reading, rendercv, xml, yamlresume,
};
use crate::diagnostics::{Sources, listed};

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
    /// BibTeX or BibLaTeX.
    BibTex,
    /// An ORCID record, in XML or JSON.
    Orcid,
    /// The `Candidate` of Europass, in XML or attached to a PDF.
    Europass,
    /// LinkedIn's export of one's data, as a folder or an archive.
    LinkedIn,
    /// LaTeX in the macros of moderncv, Awesome-CV or AltaCV.
    Latex,
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
        Self::Orcid,
        Self::Europass,
        Self::LinkedIn,
        Self::BibTex,
        Self::Latex,
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
            Self::BibTex => "bibtex",
            Self::Orcid => "orcid",
            Self::Europass => "europass",
            Self::LinkedIn => "linkedin",
            Self::Latex => "latex",
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
            Self::BibTex => "BibTeX",
            Self::Orcid => "ORCID",
            Self::Europass => "Europass",
            Self::LinkedIn => "LinkedIn",
            Self::Latex => "LaTeX",
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
            Self::Orcid => orcid::is_one(root),
            Self::Europass => europass::is_one(root),
            // They are known by their texts.
            Self::LinkedIn | Self::BibTex | Self::Latex => false,
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
    pub(super) fn place(self, draft: &mut Draft, root: Node, file: &File) {
        match self {
            Self::JsonResume => json_resume::read(draft, root),
            Self::RenderCv => rendercv::read(draft, root),
            Self::YamlResume => yamlresume::read(draft, root),
            Self::AlFolio => al_folio::read(draft, root),
            Self::Csl => csl::read(draft, root),
            Self::Hayagriva => hayagriva::read(draft, root),
            Self::Orcid => orcid::read(draft, root),
            Self::Europass => europass::read(draft, root),
            Self::LinkedIn => linkedin::read(draft, root),
            Self::BibTex => bib::read(draft, root, file),
            Self::Latex => latex::read(draft, root),
        }
    }
}

/// Reads a file, in the format that is given or in the one that it is in.
pub(super) fn read(file: &File, given: Option<Format>) -> Result<(Format, Raw), Unreadable> {
    if !file.parts.is_empty()
        || file.bytes.starts_with(archive::SIGNATURE)
        || given == Some(Format::LinkedIn)
    {
        return Ok((Format::LinkedIn, limited(linkedin::raw(file)?, file)?));
    }
    let attached = match file.bytes.starts_with(attachment::PDF) {
        true => Some(attached(file)?),
        false => None,
    };
    let bytes = attached.as_deref().unwrap_or(&file.bytes);
    let (sources, id) = reading::text(&file.name, bytes)?;
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
    let is_tree = text.starts_with(['{', '[', '<']);
    if given == Some(Format::BibTex) || given.is_none() && !is_tree && bib::is_one(&text) {
        return Ok((Format::BibTex, limited(bib::raw(file)?, file)?));
    }
    if given == Some(Format::Latex) || given.is_none() && !is_tree && macros::is_one(&text) {
        return Ok((Format::Latex, limited(macros::raw(&text), file)?));
    }
    if given.is_none() && is_linkedin(file, &text) {
        return Ok((Format::LinkedIn, limited(linkedin::raw(file)?, file)?));
    }
    let again = sources.clone();
    let raw = match text.chars().next() {
        Some('<') => xml::read(sources, id)?,
        Some('{' | '[') => reading::json(sources, id)?,
        _ => reading::yaml(&file.name, bytes)?,
    };
    let raw = limited(raw, file)?;
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
            let help = match raw.has("person") {
                true => "it looks like a `cv.yaml`, which needs no import: `folio check --file` reads it".to_owned(),
                false => format!("if it is in one of them all the same, name it with `--from`: {keys}"),
            };
            Err(reading::unreadable(again, id, message, help))
        }
    }
}

/// The XML that is attached to a PDF.
fn attached(file: &File) -> Result<Vec<u8>, Unreadable> {
    attachment::read(&file.bytes).ok_or_else(|| {
        let mut sources = Sources::default();
        let id = sources.add(&file.name, "");
        let help = "a PDF of the Europass portal has its data attached, others have pages alone; import what this one was made from";
        reading::unreadable(sources, id, "the PDF has no data of Europass attached", help)
    })
}

/// Whether a file is one table of LinkedIn's export.
fn is_linkedin(file: &File, text: &str) -> bool {
    let base = file.name.rsplit(['/', '\\']).next().unwrap_or_default();
    linkedin::is_read(base)
        && text
            .lines()
            .next()
            .is_some_and(|head| head.contains(',') || head.trim() == "Name")
}

/// A tree that is not more than there may be.
fn limited(raw: Raw, file: &File) -> Result<Raw, Unreadable> {
    match limits::excess(&raw) {
        None => Ok(raw),
        Some(excess) => {
            let mut sources = Sources::default();
            let id = sources.add(&file.name, "");
            let help = "is it the right file? A CV has some hundreds of values";
            Err(reading::unreadable(sources, id, excess, help))
        }
    }
}
