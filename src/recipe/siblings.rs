//! Documents that are one another in other languages.

use super::inherit::resolve;
use super::resolved::Resolved;
use crate::model::{Cv, Format};

/// A document in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sibling {
    /// Its language, by its BCP 47 tag.
    pub language: String,
    /// The name of its files, without extension.
    pub file: String,
    /// The formats that it is written in.
    pub formats: Vec<Format>,
}

/// The documents that differ from one in their language: those that extend it, that it extends, or that extend the same
/// one. Of several in one language the first is given; they come by the order of their names.
pub fn siblings(cv: &Cv, settings: &Resolved) -> Vec<Sibling> {
    let base = |name: &str| cv.documents.get(name)?.extends.as_deref();
    let own = base(&settings.name);
    let is_related = |name: &str| {
        let other = base(name);
        other == Some(settings.name.as_str()) || own == Some(name) || own.is_some() && own == other
    };
    let mut found: Vec<Sibling> = Vec::new();
    for name in cv.document_names().iter().filter(|name| is_related(name)) {
        let Some(other) = resolve(cv, name) else {
            continue;
        };
        let is_known = found.iter().any(|one| one.language == other.language);
        if other.language != settings.language && other.kind == settings.kind && !is_known {
            found.push(Sibling {
                language: other.language,
                file: other.file,
                formats: other.formats,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_extend_the_same_one_know_each_other() {
        let cv: Cv = serde_yaml::from_str(concat!(
            "documents:\n",
            "  cv-de: {extends: cv, language: de, file: lebenslauf, formats: [html]}\n",
            "  cv-fr: {extends: cv, language: fr}\n",
            "  cv-de-short: {extends: cv, language: de}\n",
            "  cv-long: {extends: cv}\n",
            "  list-de: {extends: publications, language: de}\n",
        ))
        .unwrap();
        let of = |name: &str| -> Vec<(String, String)> {
            let found = siblings(&cv, &resolve(&cv, name).unwrap());
            found
                .into_iter()
                .map(|one| (one.language, one.file))
                .collect()
        };
        let pair = |language: &str, file: &str| (language.to_owned(), file.to_owned());
        assert_eq!(of("cv"), [pair("de", "lebenslauf"), pair("fr", "cv-fr")]);
        assert_eq!(of("cv-fr"), [pair("en", "cv"), pair("de", "lebenslauf")]);
        assert_eq!(of("publications"), [pair("de", "list-de")]);
        assert_eq!(of("resume"), []);
    }
}
