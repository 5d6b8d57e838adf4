//! The settings of one document, with `extends` followed and defaults filled in.

use crate::model::{Count, Cv, DocumentSettings, Layer as _};

/// The documents that exist without being written.
pub const DEFAULT_DOCUMENTS: [&str; 3] = ["cv", "resume", "publications"];

/// Most documents that may stand above one in its chain of `extends`; `source` reports more.
pub const DEEPEST_EXTENDS: usize = 32;

/// The names of the documents of a CV: the default ones, then its own by name.
pub fn document_names(cv: &Cv) -> Vec<String> {
    let own = cv
        .documents
        .keys()
        .filter(|name| !DEFAULT_DOCUMENTS.contains(&name.as_str()));
    DEFAULT_DOCUMENTS
        .iter()
        .map(|name| (*name).to_owned())
        .chain(own.cloned())
        .collect()
}

/// The settings of the document `name`, or `None` if the CV has no such document.
///
/// A cycle of `extends` or one too deep, which `source` reports, ends the chain.
pub fn resolve(cv: &Cv, name: &str) -> Option<DocumentSettings> {
    let mut settings = chain(cv, name, DEEPEST_EXTENDS)?;
    settings.extends = None;
    if settings.template.is_none() {
        settings.template = Some("academic".to_owned());
    }
    let designed_for = match settings.template.as_deref() {
        Some("resume") => "clear",
        Some("publications") => "classic",
        _ => "scholar",
    };
    settings.theme = settings
        .theme
        .or_else(|| cv.settings.theme.clone())
        .or_else(|| Some(designed_for.to_owned()));
    settings.language = settings
        .language
        .or_else(|| cv.settings.language.clone())
        .or_else(|| Some("en".to_owned()));
    settings.paper = settings
        .paper
        .or(cv.settings.paper)
        .or(Some(crate::model::Paper::A4));
    let shown = super::publications::defaults(settings.template.as_deref().unwrap_or_default());
    settings.publications = settings.publications.over(shown);
    settings.file = settings.file.or_else(|| Some(name.to_owned()));
    Some(settings)
}

fn chain(cv: &Cv, name: &str, depth: usize) -> Option<DocumentSettings> {
    let own = cv.documents.get(name);
    let base = match own
        .and_then(|own| own.extends.as_deref())
        .filter(|base| *base != name)
    {
        Some(base) if depth > 0 => {
            let mut base = chain(cv, base, depth - 1)?;
            base.file = None;
            base
        }
        _ => match built_in(name) {
            Some(settings) => settings,
            None => DocumentSettings {
                ..own.map(|_| DocumentSettings::default())?
            },
        },
    };
    Some(match own {
        Some(own) => own.clone().over(base),
        None => base,
    })
}

fn built_in(name: &str) -> Option<DocumentSettings> {
    let template = match name {
        "cv" => "academic",
        "resume" => "resume",
        "publications" => "publications",
        _ => return None,
    };
    let mut settings = DocumentSettings {
        template: Some(template.to_owned()),
        ..DocumentSettings::default()
    };
    if name == "resume" {
        settings.pages = Some(Count(1));
    }
    Some(settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Selection;

    fn cv(documents: &str) -> Cv {
        serde_yaml::from_str(&format!("documents:\n{documents}")).unwrap()
    }

    #[test]
    fn the_default_documents_need_not_be_written() {
        let cv = Cv::default();
        let resume = resolve(&cv, "resume").unwrap();
        assert_eq!(resume.template.as_deref(), Some("resume"));
        assert_eq!(resume.theme.as_deref(), Some("clear"));
        assert_eq!(resume.pages, Some(Count(1)));
        assert_eq!(
            resolve(&cv, "publications").unwrap().theme.as_deref(),
            Some("classic")
        );
        assert_eq!(resolve(&cv, "other"), None);
    }

    #[test]
    fn extending_merges_maps_replaces_lists_and_gathers_hide() {
        let cv = cv(concat!(
            "  a: {tags: [x, y], hide: [phone], titles: {skills: S, talks: T}, file: f}\n",
            "  b: {extends: a, tags: [z], hide: [location], titles: {talks: U}}\n",
        ));
        let b = resolve(&cv, "b").unwrap();
        assert_eq!(*b.tags, ["z"]);
        assert_eq!(b.hide.0, ["phone", "location"]);
        assert_eq!(b.titles["skills"], "S");
        assert_eq!(b.titles["talks"], "U");
        assert_eq!(b.file.as_deref(), Some("b"));
    }

    #[test]
    fn an_empty_list_undoes_the_one_that_is_extended() {
        let cv = cv(concat!(
            "  a: {tags: [x], without: y, formats: [tex], publications: {types: [thesis]}}\n",
            "  b: {extends: a, tags: [], without: [], formats: [], publications: {types: []}}\n",
            "  c: {extends: a}\n",
        ));
        let b = resolve(&cv, "b").unwrap();
        assert!(b.tags.is_empty() && b.without.is_empty() && b.formats.is_empty());
        assert!(b.publications.types.is_empty());
        let c = resolve(&cv, "c").unwrap();
        assert_eq!(
            (&*c.tags, &*c.without),
            (&["x".to_owned()][..], &["y".to_owned()][..])
        );
    }

    #[test]
    fn extending_a_default_document_takes_its_page_limit() {
        let cv = cv("  short: {extends: resume, publications: {limit: '3'}}\n");
        let short = resolve(&cv, "short").unwrap();
        assert_eq!(short.pages, Some(Count(1)));
        assert_eq!(short.publications.only, Some(Selection::Selected));
        assert_eq!(short.publications.limit, Some(Count(3)));
    }

    #[test]
    fn a_cycle_ends() {
        let cv = cv("  a: {extends: b}\n  b: {extends: a}\n");
        assert!(resolve(&cv, "a").is_some());
    }
}
