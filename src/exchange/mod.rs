//! Whole CVs in formats of other programs, out and in: JSON Resume and RenderCV.
//!
//! A document is written from what it selects. Then the result is read as an import reads it, and what does not come
//! back is told: JSON Resume keeps it under `meta.folio`, as changes that an import makes again; of RenderCV it is a
//! loss. The other way round, an import keeps on request what of a file would not go out again as it came in, under
//! `x-import`.

mod json_resume;
mod keeping;
mod loss;
mod networks;
mod rendercv;
mod shown;

use std::collections::BTreeSet;

use crate::difference::{self, Change, Path, Step, Tree};
use crate::document::{Document, Origin};
use crate::import::{self, File};
use crate::model::{Cv, KeptValue};
use crate::select::Selection;

#[cfg(test)]
mod tests;

pub use keeping::import;
pub use loss::Loss;

/// A format in which a whole document is written as data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// JSON Resume 1.3, `.json`.
    JsonResume,
    /// RenderCV 2.8, `.yaml`.
    RenderCv,
}

impl Form {
    /// The same format, to be imported.
    pub const fn format(self) -> import::Format {
        match self {
            Self::JsonResume => import::Format::JsonResume,
            Self::RenderCv => import::Format::RenderCv,
        }
    }

    /// What its files end in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::JsonResume => "resume.json",
            Self::RenderCv => "rendercv.yaml",
        }
    }
}

/// A document as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The text of the file.
    pub text: String,
    /// What of the document it does not say.
    pub losses: Vec<Loss>,
}

/// Writes a document as data: what it selects, without what a page limit left out of it, by origin. `document` is the
/// same, composed, and without that as well.
pub fn write(
    selection: &Selection,
    document: &Document,
    left_out: &BTreeSet<Origin>,
    form: Form,
) -> Written {
    let cv = shown::shown(selection, left_out);
    let mut kept = kept(selection.record.cv, form);
    kept.retain(|change| !is_hidden(change, selection));
    match form {
        Form::JsonResume => json_resume(&cv, &kept),
        Form::RenderCv => {
            let mut tree = rendercv::file(selection, document);
            let mut losses = loss::stale(
                form.format().key(),
                &kept,
                &difference::apply(&mut tree, &kept),
            );
            losses.extend(loss::of_rendercv(&cv, &tree));
            Written {
                text: yaml(&tree),
                losses,
            }
        }
    }
}

/// A CV as JSON Resume, with what the format has no field for under `meta.folio`.
fn json_resume(cv: &Cv, kept: &[Change]) -> Written {
    let mut tree = json_resume::resume(cv);
    let losses = loss::stale(
        Form::JsonResume.format().key(),
        kept,
        &difference::apply(&mut tree, kept),
    );
    let changes: Vec<Tree> = missing(cv, &tree).iter().map(written).collect();
    if !changes.is_empty() {
        let folio = Tree::Map(vec![("changes".to_owned(), Tree::List(changes))]);
        match tree.get_mut("meta") {
            Some(meta @ Tree::Map(_)) => meta.put("folio", folio),
            _ => tree.put("meta", Tree::Map(vec![("folio".to_owned(), folio)])),
        }
    }
    Written {
        text: tree.json(),
        losses,
    }
}

/// The changes that lead from what an import reads to the CV that was written.
fn missing(cv: &Cv, tree: &Tree) -> Vec<Change> {
    let options = import::Options {
        format: Some(import::Format::JsonResume),
        ..import::Options::default()
    };
    let file = File::new("resume.json", tree.json());
    let read = match import::import(&[file], &options) {
        Ok(imported) => shown::whole(&imported.cv),
        // What is too large to be read is told as a whole.
        Err(_) => Cv::default(),
    };
    difference::difference(&Tree::of(&read), &Tree::of(cv))
}

/// A change as it stands under `meta.folio.changes`.
fn written(change: &Change) -> Tree {
    let mut entries = vec![("at".to_owned(), Tree::from(change.at.to_string()))];
    let parts = [
        ("of", change.of.clone().map(Tree::from)),
        ("is", change.is.clone()),
        ("for", change.instead.clone()),
    ];
    let parts = parts.into_iter();
    entries.extend(parts.filter_map(|(key, value)| Some((key.to_owned(), value?))));
    Tree::Map(entries)
}

/// Whether what was kept belongs to what a document hides of the person.
fn is_hidden(change: &Change, selection: &Selection) -> bool {
    let [Step::Key(part), Step::Key(key), ..] = &change.at.0[..] else {
        return false;
    };
    let field = match key.as_str() {
        "label" => "headline",
        "url" => "website",
        "image" => "photo",
        "social_networks" | "custom_connections" => "profiles",
        other => other,
    };
    ["basics", "cv"].contains(&part.as_str()) && selection.settings.hides(field)
}

/// What an import of the format kept.
fn kept(cv: &Cv, form: Form) -> Vec<Change> {
    let values = cv.x_import.get(form.format().key());
    let change = |value: &KeptValue| {
        let word = |text: &Option<String>| text.as_deref().map(Tree::from_word);
        Some(Change {
            at: Path::parse(value.at.as_deref()?)?,
            of: value.of.clone(),
            is: word(&value.is),
            instead: word(&value.instead),
        })
    };
    values.into_iter().flatten().filter_map(change).collect()
}

/// As YAML, with the line that tells editors of its schema.
fn yaml(tree: &Tree) -> String {
    const SCHEMA: &str =
        "https://raw.githubusercontent.com/rendercv/rendercv/refs/tags/v2.8/schema.json";
    // Texts, numbers and maps with texts as keys always have a form in YAML.
    let text = serde_yaml::to_string(tree).unwrap_or_default();
    format!("# yaml-language-server: $schema={SCHEMA}\n{text}")
}
