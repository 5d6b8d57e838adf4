//! Names that settings refer to by: themes, templates, languages, sections.

use super::{Environment, Known, section_names, unknown_name, value};
use crate::diagnostics::{Code, Diagnostic, Place, closest, listed};
use crate::model::{
    Contacts, Cv, DocumentSettings, EntryGroup, Layout, PAPER_PARTS, Section, known_networks,
};
use crate::source::shape::Shape;
use crate::words::{Family, Locale};

pub(super) fn check(cv: &Cv, environment: &Environment, diagnostics: &mut Vec<Diagnostic>) {
    let themes: Known = environment.themes.iter().map(String::as_str).collect();
    let templates: Known = environment.templates.iter().map(String::as_str).collect();
    let sections = section_names(cv);
    let parts: Known = PAPER_PARTS.iter().map(|(part, _)| *part).collect();
    let hidden = hideable(cv, &sections);
    let mut judge = |code, kind, path: String, name: Option<&str>, known: &Known| {
        if let Some(name) = name.filter(|name| !name.is_empty() && !known.contains(name)) {
            let told = diagnostics.len();
            let place = value(path);
            diagnostics.push(unknown_name(told, code, place, kind, name, known));
        }
    };
    judge(
        Code::UnknownTheme,
        "theme",
        "settings.theme".to_owned(),
        cv.settings.theme.as_deref(),
        &themes,
    );
    let designs = cv.documents.iter().map(|(name, document)| {
        let path = format!("documents.{name}");
        (path, &document.design)
    });
    for (path, design) in designs.chain([("settings".to_owned(), &cv.settings.design)]) {
        let side = design.columns.side.iter().flat_map(|side| side.iter());
        for (index, section) in side.enumerate() {
            judge(
                Code::UnknownSection,
                "section",
                format!("{path}.design.columns.side[{index}]"),
                Some(section),
                &sections,
            );
        }
    }
    for (name, document) in &cv.documents {
        let path = |field: &str| format!("documents.{name}.{field}");
        judge(
            Code::UnknownTheme,
            "theme",
            path("theme"),
            document.theme.as_deref(),
            &themes,
        );
        judge(
            Code::UnknownTemplate,
            "template",
            path("template"),
            document.template.as_deref(),
            &templates,
        );
        for (index, section) in document
            .sections
            .iter()
            .flat_map(|sections| sections.iter())
            .enumerate()
        {
            judge(
                Code::UnknownSection,
                "section",
                path(&format!("sections[{index}]")),
                Some(section),
                &sections,
            );
        }
        for (index, field) in document.hide.iter().enumerate() {
            if is_labelled(cv, field) {
                continue;
            }
            // What hides an account of a network may name the network alone or after `profiles.`.
            let bare = field.strip_prefix("profiles.").unwrap_or(field);
            judge(
                Code::UnknownSection,
                "field or section",
                path(&format!("hide[{index}]")),
                Some(bare),
                &hidden,
            );
        }
        for (index, part) in document
            .publications
            .show
            .iter()
            .flat_map(|parts| parts.iter())
            .enumerate()
        {
            judge(
                Code::UnknownValue,
                "part",
                path(&format!("publications.show[{index}]")),
                Some(part),
                &parts,
            );
        }
    }
    for (name, document) in &cv.documents {
        for section in document
            .titles
            .keys()
            .filter(|section| !sections.contains(section))
        {
            let place = Place::Key(format!("documents.{name}.titles.{section}"));
            diagnostics.push(unknown_name(
                diagnostics.len(),
                Code::UnknownSection,
                place,
                "section",
                section,
                &sections,
            ));
        }
        own_options(cv, name, document, diagnostics);
        groups(cv, name, document, diagnostics);
    }
    let known: Known = Code::names().collect();
    for (index, code) in cv
        .settings
        .allow
        .iter()
        .enumerate()
        .filter(|(_, code)| !code.is_empty())
    {
        if !known.contains(code) {
            let path = format!("settings.allow[{index}]");
            // It hides nothing, so it does no harm.
            let told = diagnostics.len();
            let doubt = unknown_name(told, Code::UnknownCode, value(path), "code", code, &known);
            diagnostics.push(doubt);
        }
    }
    language(
        "settings.language".to_owned(),
        cv.settings.language.as_deref(),
        diagnostics,
    );
    for (name, document) in &cv.documents {
        language(
            format!("documents.{name}.language"),
            document.language.as_deref(),
            diagnostics,
        );
    }
}

/// Groups that the entries of a section have nothing for.
fn groups(cv: &Cv, name: &str, document: &DocumentSettings, diagnostics: &mut Vec<Diagnostic>) {
    let known = Section::ALL
        .iter()
        .filter(|section| **section != Section::Publications);
    let known = known.map(|section| {
        let path = format!("{}.group", section.key());
        (
            path,
            document.options(*section).group,
            EntryGroup::of(*section),
        )
    });
    let own = document.own_sections.iter();
    let own = own.map(|(id, options)| {
        let kind = cv.sections.get(id).and_then(|own| own.entries.kind());
        (
            format!("own_sections.{id}.group"),
            options.group,
            kind.map_or(&[EntryGroup::Tag, EntryGroup::Year][..], EntryGroup::of),
        )
    });
    for (path, layout) in tables(cv, document) {
        if layout == Some(Layout::Table) {
            let message = "these entries share lines, and a table has a row for each";
            let place = value(format!("documents.{name}.{path}.layout"));
            diagnostics.push(
                Diagnostic::error(Code::UnknownValue, place, message).help("allowed value: `list`"),
            );
        }
    }
    for (path, group, allowed) in known.chain(own) {
        let Some(group) =
            group.filter(|group| *group != EntryGroup::None && !allowed.contains(group))
        else {
            continue;
        };
        let message = format!("these entries have no `{}` to be grouped by", group.key());
        let words = allowed.iter().map(|group| group.key());
        diagnostics.push(
            Diagnostic::error(
                Code::UnknownValue,
                value(format!("documents.{name}.{path}")),
                message,
            )
            .help(format!("allowed values: {}", listed(words))),
        );
    }
}

/// How entries stand that share lines, by where it is said.
fn tables<'a>(
    cv: &'a Cv,
    document: &'a DocumentSettings,
) -> impl Iterator<Item = (String, Option<Layout>)> + 'a {
    const OF_LINES: [Section; 3] = [Section::Interests, Section::Skills, Section::Languages];
    let known = OF_LINES.map(|one| (one.key().to_owned(), document.options(one).layout));
    let own = document.own_sections.iter().filter_map(|(id, options)| {
        let kind = cv.sections.get(id)?.entries.kind()?;
        let is_of_lines = OF_LINES.contains(&kind);
        is_of_lines.then(|| (format!("own_sections.{id}"), options.layout))
    });
    known.into_iter().chain(own)
}

/// Options of sections of the user's own, which must be there.
fn own_options(
    cv: &Cv,
    name: &str,
    document: &DocumentSettings,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own: Known = cv.sections.keys().collect();
    for section in document.own_sections.keys() {
        if own.contains(section) {
            continue;
        }
        let place = Place::Key(format!("documents.{name}.own_sections.{section}"));
        diagnostics.push(match Section::parse(section) {
            Some(known) => {
                let key = known.key();
                let message = format!("`{key}` is a section of Folio and none of your own");
                Diagnostic::error(Code::UnknownSection, place, message).help(format!(
                    "write its options as `{key}:` in the document itself"
                ))
            }
            None => {
                let told = diagnostics.len();
                unknown_name(told, Code::UnknownSection, place, "section", section, &own)
            }
        });
    }
}

/// Whether a field is a labelled e-mail address or phone number that is there, such as `phone.Office`.
fn is_labelled(cv: &Cv, field: &str) -> bool {
    let has = |all: &Contacts, label| all.iter().any(|one| one.label.as_deref() == Some(label));
    match field.split_once('.') {
        Some(("email", label)) => has(&cv.person.email, label),
        Some(("phone", label)) => has(&cv.person.phone, label),
        _ => false,
    }
}

/// What a document can hide: fields of the person, accounts, sections.
fn hideable<'a>(cv: &'a Cv, sections: &Known<'a>) -> Known<'a> {
    let fields = Shape::root().key("person").keys().into_iter();
    let fields = fields.filter(|name| *name != "name");
    let known = known_networks().map(|name| -> &'a str { name });
    let accounts = cv.person.profiles.keys().chain(known);
    fields
        .chain(sections.names.iter().copied())
        .chain(accounts)
        .collect()
}

fn language(path: String, tag: Option<&str>, diagnostics: &mut Vec<Diagnostic>) {
    let unknown = tag.filter(|tag| !tag.is_empty() && Locale::for_tag(tag).is_none());
    diagnostics.extend(unknown.map(|tag| unknown_language(tag, value(path))));
}

/// The error of a language that Folio has no words of.
pub(in crate::source) fn unknown_language(tag: &str, place: Place) -> Diagnostic {
    // People write what a language is called, by itself or in English.
    let names = |tag: &'static str| {
        let locale = Locale::for_tag(tag);
        let english = locale.and_then(|locale| Family::Language.message(locale.language()));
        let english = english.map(|name| Locale::default_language().word(name));
        let own = locale.map(|locale| locale.name().to_owned());
        let names = own.into_iter().chain(english);
        names.map(move |name| (name.to_lowercase(), tag))
    };
    let lower = tag.to_lowercase().replace('_', "-");
    let code = Locale::tags()
        .find(|tag| tag.eq_ignore_ascii_case(&lower))
        .or_else(|| {
            let known: Vec<(String, &str)> = Locale::tags().flat_map(names).collect();
            let near = closest(&lower, known.iter().map(|(name, _)| &name[..]))?;
            let named = known.iter().find(|(name, _)| name == near);
            named.map(|(_, tag)| *tag)
        });
    let diagnostic = Diagnostic::error(
        Code::UnknownLanguage,
        place,
        format!("there are no words of the language `{tag}`"),
    );
    let diagnostic = match code {
        Some(code) => diagnostic
            .label(format!("did you mean `{code}`?"))
            .rewrite(tag, code),
        None => diagnostic.label("a language by its BCP 47 tag, such as `en` or `en-GB`"),
    };
    diagnostic.help(format!(
        "languages with words: {}",
        crate::diagnostics::enumerated(Locale::tags())
    ))
}
