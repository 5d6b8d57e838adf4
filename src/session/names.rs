//! Which documents a run makes: names are looked up here, and those that are not there are told here.

use crate::diagnostics::{Code, Diagnostic, Place, closest, listed};

/// The documents that were asked for by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Those that there are, each once, in the order in which they were asked for.
    pub names: Vec<String>,
    /// Those that there are not.
    pub unknown: Vec<UnknownDocument>,
}

/// The name of a document that a file does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownDocument {
    /// The name.
    pub name: String,
    /// The documents that the file has.
    pub known: Vec<String>,
}

impl Asked {
    /// The documents `named`, of those that a file has; all of them where none is named.
    pub fn of(named: &[String], known: &[String]) -> Self {
        if named.is_empty() {
            return Self {
                names: known.to_vec(),
                unknown: Vec::new(),
            };
        }
        let (names, unknown): (Vec<String>, Vec<String>) = each_once(named)
            .into_iter()
            .partition(|name| known.contains(name));
        let unknown = unknown.into_iter().map(|name| UnknownDocument {
            name,
            known: known.to_vec(),
        });
        Self {
            names,
            unknown: unknown.collect(),
        }
    }

    /// The documents, where all that were asked for are there.
    ///
    /// # Errors
    /// The first that is not.
    pub fn all(self) -> Result<Vec<String>, UnknownDocument> {
        match self.unknown.into_iter().next() {
            None => Ok(self.names),
            Some(unknown) => Err(unknown),
        }
    }
}

impl UnknownDocument {
    /// As a problem of the run.
    pub fn problem(&self) -> Diagnostic {
        let message = format!("there is no document `{}`", self.name);
        let mut problem = Diagnostic::error(Code::UnknownDocument, Place::Nowhere, message);
        if let Some(near) = closest(&self.name, self.known.iter().map(String::as_str)) {
            problem = problem.help(format!("did you mean `{near}`?"));
        }
        problem.help(format!(
            "the documents of the file are: {}",
            listed(&self.known)
        ))
    }
}

/// Names as they were given, each once.
pub fn each_once(names: &[String]) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if !once.contains(name) {
            once.push(name.clone());
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn each_document_is_made_once_and_all_where_none_is_named() {
        let known = texts(&["cv", "resume"]);
        assert_eq!(Asked::of(&[], &known).all(), Ok(known.clone()));
        let named = texts(&["resume", "cv", "resume"]);
        assert_eq!(
            Asked::of(&named, &known).all(),
            Ok(texts(&["resume", "cv"]))
        );
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is() {
        let known = texts(&["cv", "resume"]);
        let asked = Asked::of(&texts(&["resum", "cv", "quite-else"]), &known);
        assert_eq!(asked.names, ["cv"]);
        let said: Vec<_> = asked
            .unknown
            .iter()
            .map(UnknownDocument::problem)
            .map(|problem| (problem.message, problem.help))
            .collect();
        let list = "the documents of the file are: `cv`, `resume`";
        assert_eq!(
            said,
            [
                (
                    "there is no document `resum`".to_owned(),
                    texts(&["did you mean `resume`?", list])
                ),
                (
                    "there is no document `quite-else`".to_owned(),
                    texts(&[list])
                ),
            ]
        );
        assert_eq!(asked.clone().all().unwrap_err(), asked.unknown[0]);
    }
}
