//! The settings of one document, with `extends` followed and defaults filled in.

use std::collections::BTreeMap;

use crate::model::{
    Count, Cv, DocumentSettings, Many, Override, PublicationOptions, SectionOptions,
};

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
    settings.publications = merge_publications(settings.publications, shown);
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
        Some(own) => merge(base, own),
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

/// `over` on top of `base`: maps merge deeply, lists replace, `hide` accumulates.
fn merge(base: DocumentSettings, over: &DocumentSettings) -> DocumentSettings {
    let over = over.clone();
    let mut hide = base.hide.0;
    hide.extend(
        over.hide
            .0
            .into_iter()
            .filter(|field| !hide.contains(field))
            .collect::<Vec<_>>(),
    );
    macro_rules! sections {
        ($($field:ident),*) => {
            DocumentSettings {
                extends: over.extends,
                template: over.template.or(base.template),
                theme: over.theme.or(base.theme),
                pages: over.pages.or(base.pages),
                tags: list(over.tags, base.tags),
                without: list(over.without, base.without),
                hide: Many(hide),
                sections: over.sections.or(base.sections),
                titles: map(over.titles, base.titles),
                headline: over.headline.or(base.headline),
                summary: over.summary.or(base.summary),
                language: over.language.or(base.language),
                paper: over.paper.or(base.paper),
                formats: list(over.formats, base.formats),
                max_highlights: over.max_highlights.or(base.max_highlights),
                since: over.since.or(base.since),
                file: over.file.or(base.file),
                publications: merge_publications(over.publications, base.publications),
                $($field: merge_section(over.$field, base.$field),)*
            }
        };
    }
    sections!(
        experience,
        volunteering,
        education,
        projects,
        talks,
        teaching,
        advising,
        grants,
        awards,
        service,
        media,
        news
    )
}

fn merge_section(over: SectionOptions, base: SectionOptions) -> SectionOptions {
    SectionOptions {
        limit: over.limit.or(base.limit),
        max_highlights: over.max_highlights.or(base.max_highlights),
        since: over.since.or(base.since),
    }
}

/// Publication options on top of others: maps merge, lists replace.
pub fn merge_publications(
    over: PublicationOptions,
    base: PublicationOptions,
) -> PublicationOptions {
    PublicationOptions {
        only: over.only.or(base.only),
        types: list(over.types, base.types),
        limit: over.limit.or(base.limit),
        since: over.since.or(base.since),
        group: over.group.or(base.group),
        number: over.number.or(base.number),
        prefixes: map(over.prefixes, base.prefixes),
        max_authors: over.max_authors.or(base.max_authors),
        author_position: over.author_position.or(base.author_position),
        names: over.names.or(base.names),
        venues: over.venues.or(base.venues),
        links: over.links.or(base.links),
        show: over.show.or(base.show),
        symbols: map(over.symbols, base.symbols),
        counts: over.counts.or(base.counts),
    }
}

fn list<T>(over: Override<T>, base: Override<T>) -> Override<T> {
    Override(over.0.or(base.0))
}

fn map<K: Ord, V>(over: BTreeMap<K, V>, mut base: BTreeMap<K, V>) -> BTreeMap<K, V> {
    base.extend(over);
    base
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
