//! What a document inherits, down to settings without gaps.

use super::kinds::Recipe;
use super::order;
use super::resolved::{DesignValue, PaperOptions, Resolved, Said};
use crate::model::{
    ALL_DOCUMENTS, Count, Cv, DEEPEST_EXTENDS, DEFAULT_DOCUMENTS, Digits, DocumentKind,
    DocumentSettings, Format, Layer as _, Many, PaperSize, Section, SectionOptions, Text,
};
use crate::words::Locale;

/// The settings of the document `name`, or `None` if the CV has no such document.
///
/// A cycle of `extends` or one too deep, which `source` reports, ends the chain.
pub fn resolve(cv: &Cv, name: &str) -> Option<Resolved> {
    let is_default = DEFAULT_DOCUMENTS
        .iter()
        .any(|(default, _)| *default == name);
    let is_own = cv.documents.contains_key(name) && name != ALL_DOCUMENTS;
    (is_default || is_own).then(|| resolved(cv, name, chain(cv, name)))
}

/// The names of a document and of those it extends, one after the other; the last may be a default
/// document that the file does not have.
fn chain<'a>(cv: &'a Cv, name: &'a str) -> Vec<&'a str> {
    let mut chain = vec![name];
    let base = |name: &str| cv.documents.get(name)?.extends.as_deref();
    let mut at = base(name);
    while let Some(name) = at.filter(|name| !chain.contains(name) && chain.len() <= DEEPEST_EXTENDS)
    {
        chain.push(name);
        at = base(name);
    }
    chain
}

/// The default document that a name stands for.
fn default_kind(name: &str) -> Option<DocumentKind> {
    let mut all = DEFAULT_DOCUMENTS.iter();
    let (_, kind) = all.find(|(default, _)| *default == name)?;
    Some(*kind)
}

fn resolved(cv: &Cv, name: &str, chain: Vec<&str>) -> Resolved {
    let shared = cv.documents.get(ALL_DOCUMENTS);
    let written = || chain.iter().filter_map(|name| cv.documents.get(*name));
    // What a document extends nothing below is, by its name.
    let default = chain.last().and_then(|last| default_kind(last));
    let named = |document: &DocumentSettings| DocumentKind::parse(document.template.as_deref()?);
    let own_kind = written().find_map(named).or(default);
    let kind = own_kind
        .or_else(|| shared.and_then(named))
        .unwrap_or(DocumentKind::Academic);
    let recipe = Recipe::of(kind);

    let mut said = DocumentSettings::default();
    for document in written() {
        said = said.over(document.clone());
    }
    if let Some(shared) = shared {
        let mut shared = shared.clone();
        // A template of all draws them; it does not make each the same kind of document.
        shared.template = shared
            .template
            .filter(|template| own_kind.is_none() || DocumentKind::parse(template).is_none());
        said = said.over(shared);
    }
    let text = |field: &str, of: fn(&DocumentSettings) -> Option<&Text>| {
        let mut layers = chain.iter().copied().chain([ALL_DOCUMENTS]);
        layers.find_map(|layer| {
            Some(Said {
                text: of(cv.documents.get(layer)?)?.clone(),
                origin: format!("documents.{layer}.{field}"),
            })
        })
    };
    let (headline, summary) = (
        text("headline", |document| document.headline.as_ref()),
        text("summary", |document| document.summary.as_ref()),
    );
    let mut design: Vec<DesignValue> = Vec::new();
    let layers = chain.iter().copied().chain([ALL_DOCUMENTS]);
    let layers = layers.filter_map(|layer| {
        let document = cv.documents.get(layer)?;
        Some((format!("documents.{layer}"), &document.design))
    });
    // The nearest layer that says something of a token decides.
    for (path, layer) in layers.chain([("settings".to_owned(), &cv.settings.design)]) {
        for (key, value) in layer.said() {
            if design.iter().all(|known| known.key != key) {
                let origin = format!("{path}.design.{key}");
                design.push(DesignValue { key, value, origin });
            }
        }
    }
    // What holds for all sections stands under what is said of one.
    let everywhere = SectionOptions {
        limit: None,
        max_highlights: said.max_highlights,
        since: said.since,
        ..SectionOptions::default()
    };
    let options = |section: &Section| (*section, said.options(*section).over(everywhere));
    let own_options = cv.sections.keys().map(|id| {
        let own = said.own_sections.get(id).copied().unwrap_or_default();
        (id.to_owned(), own.over(everywhere))
    });
    let layers = chain.iter().copied().chain([ALL_DOCUMENTS]);
    let mut with_lists = layers.filter(|layer| {
        let document = cv.documents.get(*layer);
        document.is_some_and(|document| document.publications.lists.0.is_some())
    });
    // What a list says stands where the lists are.
    let origin = with_lists.next().unwrap_or(name);
    let publications = PaperOptions::new(
        said.publications.clone(),
        (recipe.publications)(),
        said.since,
        &format!("documents.{origin}.publications.lists"),
    );
    let default_pages = default.and_then(|kind| Recipe::of(kind).pages);
    let file = cv.documents.get(name).and_then(|own| own.file.clone());
    let formats = match said.formats.to_vec() {
        none if none.is_empty() => vec![Format::Pdf],
        formats => formats,
    };
    Resolved {
        options: Section::ALL.iter().map(options).collect(),
        own_options: own_options.collect(),
        sections: order::order(said.sections.as_ref(), recipe, &cv.sections),
        name: name.to_owned(),
        kind,
        template: said.template.unwrap_or_else(|| kind.key().to_owned()),
        theme: said
            .theme
            .or_else(|| cv.settings.theme.clone())
            .unwrap_or_else(|| recipe.theme.to_owned()),
        design,
        language: said
            .language
            .or_else(|| cv.settings.language.clone())
            .unwrap_or_else(|| Locale::DEFAULT.to_owned()),
        digits: said
            .digits
            .or(cv.settings.digits)
            .unwrap_or(Digits::Western),
        paper: said.paper.or(cv.settings.paper).unwrap_or(PaperSize::A4),
        file: file.unwrap_or_else(|| name.to_owned()),
        formats,
        embed_fonts: said.embed_fonts.is_some_and(|flag| flag.0),
        pages: said.pages.or(default_pages).map(|Count(pages)| pages),
        tags: said.tags.to_vec(),
        without: said.without.to_vec(),
        hide: said.hide.0,
        show: said.show.0,
        bold: match said.bold.0 {
            Some(Many(words)) => words,
            None => cv.settings.bold.to_vec(),
        },
        titles: said.titles,
        headline,
        summary,
        publications,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PublicationScope;

    fn cv(documents: &str) -> Cv {
        serde_yaml::from_str(&format!("documents:\n{documents}")).unwrap()
    }

    #[test]
    fn the_default_documents_need_not_be_written() {
        let cv = Cv::default();
        let resume = resolve(&cv, "resume").unwrap();
        assert_eq!((&*resume.template, &*resume.theme), ("resume", "clear"));
        assert_eq!(resume.pages, Some(1));
        assert_eq!(resolve(&cv, "publications").unwrap().theme, "classic");
        assert_eq!(resolve(&cv, "other"), None);
        assert_eq!(resolve(&cv, "all"), None);
    }

    #[test]
    fn extending_merges_maps_replaces_lists_and_gathers_hide() {
        let cv = cv(concat!(
            "  a: {tags: [x, y], hide: [phone], titles: {skills: S, talks: T}, file: f}\n",
            "  b: {extends: a, tags: [z], hide: [location], titles: {talks: U}}\n",
        ));
        let b = resolve(&cv, "b").unwrap();
        assert_eq!(b.tags, ["z"]);
        assert_eq!(b.hide, ["phone", "location"]);
        assert_eq!(b.titles["skills"], "S");
        assert_eq!(b.titles["talks"], "U");
        assert_eq!(b.file, "b");
    }

    #[test]
    fn an_empty_list_undoes_the_one_that_is_extended() {
        let cv = cv(concat!(
            "  a: {tags: [x], without: y, formats: [tex], publications: {types: [thesis]}}\n",
            "  b: {extends: a, tags: [], without: [], formats: [], publications: {types: []}}\n",
            "  c: {extends: a}\n",
        ));
        let b = resolve(&cv, "b").unwrap();
        assert!(b.tags.is_empty() && b.without.is_empty());
        assert_eq!(b.formats, [Format::Pdf]);
        assert!(b.publications.lists[0].types.is_empty());
        let c = resolve(&cv, "c").unwrap();
        assert_eq!(
            (c.tags, c.without),
            (vec!["x".to_owned()], vec!["y".to_owned()])
        );
    }

    #[test]
    fn extending_a_default_document_takes_its_page_limit() {
        let cv = cv("  short: {extends: resume, publications: {limit: '3'}}\n");
        let short = resolve(&cv, "short").unwrap();
        assert_eq!(short.pages, Some(1));
        assert_eq!(short.publications.lists[0].only, PublicationScope::Selected);
        assert_eq!(short.publications.lists[0].limit, Some(Count(3)));
    }

    #[test]
    fn a_cycle_ends() {
        let cv = cv("  a: {extends: b}\n  b: {extends: a}\n");
        assert!(resolve(&cv, "a").is_some());
    }

    #[test]
    fn a_template_of_the_users_only_draws() {
        let cv = cv(concat!(
            "  short: {extends: resume, template: mine}\n",
            "  shorter: {extends: short}\n",
            "  plain: {template: mine}\n",
            "  resume: {template: mine}\n",
            "  whole: {extends: resume, template: academic}\n",
        ));
        for (name, kind, template) in [
            ("short", DocumentKind::Resume, "mine"),
            ("shorter", DocumentKind::Resume, "mine"),
            ("plain", DocumentKind::Academic, "mine"),
            ("resume", DocumentKind::Resume, "mine"),
            ("whole", DocumentKind::Academic, "academic"),
        ] {
            let document = resolve(&cv, name).unwrap();
            assert_eq!(
                (document.kind, &*document.template),
                (kind, template),
                "{name}"
            );
            let selected = document.publications.lists[0].only == PublicationScope::Selected;
            assert_eq!(selected, kind == DocumentKind::Resume, "{name}");
        }
    }

    #[test]
    fn what_all_documents_share_stands_under_each() {
        let cv = cv(concat!(
            "  all: {theme: plain, template: mine, hide: [phone], since: '2020', tags: [x],\n",
            "    headline: H, skills: {limit: '2', since: '2021'}, publications: {names: initials}}\n",
            "  resume: {hide: [location], skills: {limit: '1'}, tags: [], headline: R}\n",
        ));
        assert_eq!(cv.document_names(), ["cv", "resume", "publications"]);
        for name in cv.document_names() {
            let document = resolve(&cv, &name).unwrap();
            assert_eq!((&*document.theme, &*document.template), ("plain", "mine"));
            assert_eq!(document.kind, default_kind(&name).unwrap());
            assert_eq!(
                document.publications.names,
                crate::model::AuthorNames::Initials
            );
            let year = |section| document.options(section).since.map(|since| since.year);
            assert_eq!(
                (year(Section::Talks), year(Section::Skills)),
                (Some(2020), Some(2021))
            );
        }
        let (own, other) = (resolve(&cv, "resume").unwrap(), resolve(&cv, "cv").unwrap());
        assert_eq!(own.hide, ["phone", "location"]);
        assert_eq!(own.pages, Some(1));
        assert!(own.tags.is_empty());
        assert_eq!(other.tags, ["x"]);
        let limit = |document: &Resolved| document.options(Section::Skills).limit;
        assert_eq!(
            (limit(&own), limit(&other)),
            (Some(Count(1)), Some(Count(2)))
        );
        let origin = |document: Resolved| document.headline.map(|said| said.origin);
        assert_eq!(origin(own).as_deref(), Some("documents.resume.headline"));
        assert_eq!(origin(other).as_deref(), Some("documents.all.headline"));
    }

    #[test]
    fn a_kind_for_all_is_one_for_those_without() {
        let cv = cv("  all: {template: resume}\n  mine: {}\n  other: {extends: cv}\n");
        let kind = |name| resolve(&cv, name).unwrap().kind;
        assert_eq!(kind("mine"), DocumentKind::Resume);
        assert_eq!(kind("other"), DocumentKind::Academic);
        assert_eq!(kind("publications"), DocumentKind::Publications);
    }
}
