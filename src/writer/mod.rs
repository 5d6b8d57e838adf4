//! From the CV to the text of a `cv.yaml` that a person would be glad to edit.
//!
//! The reverse of `source`: reading what is written gives the same [`Cv`]. Keys stand in the order
//! of the model's fields; what says nothing is left out; prose stands in block style, a few words
//! on one line, and quotes only where a text would be read as something else, by this program or
//! by another reader of YAML 1.1 or 1.2.
//!
//! It goes in three steps: the model's `Serialize` makes a tree (`serializer`, `tree`), in which
//! comments find their places (`comments`), and which is set out in lines (`layout`, `scalar`,
//! `resolution`).
//!
//! The emitters of libraries serve data, not people. That of `yaml_serde` writes all in block style, leaves
//! long lines as they are and cannot write a comment; that of `serde-saphyr` does these only for
//! values wrapped in its own types, which the model would have to be made of. Neither knows that a
//! date needs no quotes and a text that looks like one does. So the lines are made here, and an
//! independent parser reads them in the tests.

mod comments;
mod layout;
mod resolution;
mod scalar;
mod serializer;
#[cfg(test)]
pub(crate) mod strategy;
#[cfg(test)]
mod tests;
mod tree;

use std::path::Path;

use serde::Serialize;

pub use self::comments::Comment;
use self::serializer::TreeSerializer;
use self::tree::{Content, Node};
use crate::model::{Cv, Publication};

/// How a CV is written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The address or path of the JSON Schema, for a first line that tells editors of it.
    pub schema: Option<String>,
    /// Columns that lines keep to where their texts have blanks to break at; at least 40.
    pub width: usize,
    /// Comments at values.
    pub comments: Vec<Comment>,
    /// Comments at the end of the file, a paragraph each.
    pub closing: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            schema: None,
            width: 100,
            comments: Vec::new(),
            closing: Vec::new(),
        }
    }
}

/// The text of the YAML file that says what `cv` says.
///
/// Papers that come from a file of [`Cv::bibliography`] are left out, since reading the file brings
/// them again. What such a file adds to a paper with a `bib` key is written as the paper's own.
///
/// Two things have no form in YAML as Folio reads it, and nothing that was read has them: an empty
/// key, and the fields of a paper that only a bibliography can give.
///
/// ```
/// use folio::model::{Cv, Person};
/// use folio::writer::{self, Comment, Options};
///
/// let mut cv = Cv::default();
/// cv.person = Person {
///     name: Some("Ada Lovelace".to_owned()),
///     email: [(None, "ada@example.org".to_owned())].into_iter().collect(),
///     location: Some("no: 12, St James’s Square".to_owned()),
///     ..Person::default()
/// };
/// let mut options = Options::default();
/// options.schema = Some("schema/cv.schema.json".to_owned());
/// options.comments = vec![Comment::new("person.location", "was \"address\"")];
/// assert_eq!(
///     writer::write(&cv, &options),
///     r##"# yaml-language-server: $schema=schema/cv.schema.json
///
/// person:
///   name: Ada Lovelace
///   email: ada@example.org
///   ## was "address"
///   location: "no: 12, St James’s Square"
/// "##
/// );
/// ```
pub fn write(cv: &Cv, options: &Options) -> String {
    let content = cv
        .serialize(TreeSerializer)
        .expect("only a type with a `Serialize` of its own can fail, and none of the model's does");
    let mut root = Node::from(content);
    leave_out_bibliographies(&mut root, cv);
    comments::attach(&mut root, &options.comments);
    layout::lines_of_file(&root, options)
        .into_iter()
        .flat_map(|line| [line, "\n".to_owned()])
        .collect()
}

/// Takes the papers away that the files of bibliographies bring.
fn leave_out_bibliographies(root: &mut Node, cv: &Cv) {
    let is_brought = |paper: &Publication| {
        paper.origin.as_deref().is_some_and(|origin| {
            let file = origin.rsplit_once(':').map_or(origin, |(file, _)| file);
            cv.bibliography
                .iter()
                .any(|bibliography| Path::new(bibliography.file()) == Path::new(file))
        })
    };
    let Content::Map { entries, .. } = &mut root.content else {
        return;
    };
    let Some(at) = entries.iter().position(|(key, _)| key == "publications") else {
        return;
    };
    if let Content::List { items, .. } = &mut entries[at].1.content {
        let mut papers = cv.publications.iter();
        items.retain(|_| papers.next().is_none_or(|paper| !is_brought(paper)));
        if items.is_empty() {
            entries.remove(at);
        }
    }
}
