//! One reader checks every address, and what it takes is a link.

use std::collections::BTreeSet;

use folio::compose::{self, Options};
use folio::diagnostics::Severity;
use folio::model::Url;
use folio::model::address::SCHEMES;
use folio::source::{Environment, Loaded, load_str};
use folio::theme;
use serde_json::Value;

use super::project::{ENGINE, fixtures};

fn loaded(text: &str) -> Loaded {
    load_str("cv.yaml", text, &fixtures(), &Environment::default())
}

/// Every field that takes an address, as a file with `{}` in its place, and its path.
const FIELDS: [(&str, &str); 49] = [
    ("person: {name: A, website: {}}", "person.website"),
    (
        "person: {name: A, profiles: {blog: {}}}",
        "person.profiles.blog",
    ),
    (
        "experience: [{organization: X, url: {}}]",
        "experience[0].url",
    ),
    (
        "volunteering: [{organization: X, url: {}}]",
        "volunteering[0].url",
    ),
    (
        "experience: [{organization: X, positions: [{title: X, url: {}}]}]",
        "experience[0].positions[0].url",
    ),
    (
        "volunteering: [{organization: X, positions: [{title: X, url: {}}]}]",
        "volunteering[0].positions[0].url",
    ),
    ("education: [{institution: X, url: {}}]", "education[0].url"),
    (
        "education: [{institution: X, thesis: {title: T, url: {}}}]",
        "education[0].thesis.url",
    ),
    (
        "person: {name: A, metrics: {values: {h-index: 3}, url: {}}}\npublications: [{title: T}]",
        "person.metrics.url",
    ),
    ("projects: [{name: X, url: {}}]", "projects[0].url"),
    (
        "projects: [{name: X, links: {code: {}}}]",
        "projects[0].links.code",
    ),
    ("talks: [{title: X, url: {}}]", "talks[0].url"),
    (
        "talks: [{title: X, links: {slides: {}}}]",
        "talks[0].links.slides",
    ),
    ("teaching: [{course: X, url: {}}]", "teaching[0].url"),
    ("advising: [{name: X, url: {}}]", "advising[0].url"),
    (
        "advising: [{name: X, thesis: {title: T, url: {}}}]",
        "advising[0].thesis.url",
    ),
    ("grants: [{title: X, url: {}}]", "grants[0].url"),
    ("awards: [{title: X, url: {}}]", "awards[0].url"),
    ("service: [{role: X, url: {}}]", "service[0].url"),
    ("skills: [{name: X, url: {}}]", "skills[0].url"),
    ("languages: [{name: X, url: {}}]", "languages[0].url"),
    (
        "certifications: [{title: X, url: {}}]",
        "certifications[0].url",
    ),
    (
        "memberships: [{organization: X, url: {}}]",
        "memberships[0].url",
    ),
    ("media: [{title: X, url: {}}]", "media[0].url"),
    ("references: [{name: X, url: {}}]", "references[0].url"),
    ("news: [{text: X, url: {}}]", "news[0].url"),
    (
        "sections: {own: {title: T, entries: [{title: X, url: {}}]}}",
        "sections.own.entries[0].url",
    ),
    ("publications: [{title: X, url: {}}]", "publications[0].url"),
    (
        "publications: [{title: X, links: {code: {}}}]",
        "publications[0].links.code",
    ),
    (
        "publications: [{title: X, venue: {name: V, url: {}}}]",
        "publications[0].venue.url",
    ),
    (
        "publications: [{title: X, authors: [{name: B, url: {}}]}]",
        "publications[0].authors[0].url",
    ),
    (
        "publications: [{title: X, type: chapter, venue: V, editors: [{name: B, url: {}}]}]",
        "publications[0].editors[0].url",
    ),
    (
        "publications: [{title: X, translators: [{name: B, url: {}}]}]",
        "publications[0].translators[0].url",
    ),
    (
        "experience: [{organization: X, links: {slides: {}}}]",
        "experience[0].links.slides",
    ),
    (
        "volunteering: [{organization: X, links: {slides: {}}}]",
        "volunteering[0].links.slides",
    ),
    (
        "education: [{institution: X, links: {slides: {}}}]",
        "education[0].links.slides",
    ),
    (
        "teaching: [{course: X, links: {slides: {}}}]",
        "teaching[0].links.slides",
    ),
    (
        "advising: [{name: X, links: {slides: {}}}]",
        "advising[0].links.slides",
    ),
    (
        "grants: [{title: X, links: {slides: {}}}]",
        "grants[0].links.slides",
    ),
    (
        "awards: [{title: X, links: {slides: {}}}]",
        "awards[0].links.slides",
    ),
    (
        "service: [{role: X, links: {slides: {}}}]",
        "service[0].links.slides",
    ),
    (
        "skills: [{name: X, links: {slides: {}}}]",
        "skills[0].links.slides",
    ),
    (
        "languages: [{name: X, links: {slides: {}}}]",
        "languages[0].links.slides",
    ),
    (
        "certifications: [{title: X, links: {slides: {}}}]",
        "certifications[0].links.slides",
    ),
    (
        "memberships: [{organization: X, links: {slides: {}}}]",
        "memberships[0].links.slides",
    ),
    (
        "media: [{title: X, links: {slides: {}}}]",
        "media[0].links.slides",
    ),
    (
        "references: [{name: X, links: {slides: {}}}]",
        "references[0].links.slides",
    ),
    (
        "news: [{text: X, links: {slides: {}}}]",
        "news[0].links.slides",
    ),
    (
        "sections: {own: {title: T, entries: [{title: X, links: {slides: {}}}]}}",
        "sections.own.entries[0].links.slides",
    ),
];

/// The paths of all web addresses in a schema, with `[0]` for the items of lists and `*` for names of the user's own.
fn paths_of_addresses(root: &Value, schema: &Value, path: String, found: &mut BTreeSet<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/definitions/");
        return paths_of_addresses(root, &root["definitions"][name], path, found);
    }
    if schema["title"] == Url::TITLE {
        found.insert(path.clone());
    }
    for forms in ["anyOf", "oneOf", "allOf"].map(|keyword| schema[keyword].as_array()) {
        for form in forms.into_iter().flatten() {
            paths_of_addresses(root, form, path.clone(), found);
        }
    }
    let properties = schema["properties"].as_object().into_iter().flatten();
    // Entries of a kind are as those of its section.
    for (key, value) in properties.filter(|(key, _)| !key.contains('\0')) {
        let below = format!("{path}.{key}").trim_start_matches('.').to_owned();
        paths_of_addresses(root, value, below, found);
    }
    if schema["items"].is_object() {
        paths_of_addresses(root, &schema["items"], format!("{path}[0]"), found);
    }
    if schema["additionalProperties"].is_object() {
        let values = &schema["additionalProperties"];
        paths_of_addresses(root, values, format!("{path}.*"), found);
    }
}

#[test]
fn the_table_has_every_field_that_the_model_has() {
    let schema = folio::model::schema();
    let mut found = BTreeSet::new();
    paths_of_addresses(&schema, &schema, String::new(), &mut found);
    // One person may stand without a list.
    let found: BTreeSet<String> = found
        .into_iter()
        .map(|path| match path.strip_suffix(".url") {
            Some(people) if people.ends_with("ors") => format!("{people}[0].url"),
            _ => path,
        })
        .collect();
    let own = |path: &str| {
        let path = path.replace("sections.own", "sections.*");
        match path.split_once(".links.") {
            Some((before, _)) => format!("{before}.links.*"),
            None => path,
        }
    };
    let paths = FIELDS.iter().map(|(_, path)| own(path));
    // An account is an address or a user name.
    let listed: BTreeSet<String> = paths.filter(|path| !path.contains("profiles")).collect();
    assert_eq!(found, listed);
}

/// Addresses, of which each is a link wherever it stands.
const GOOD: [&str; 3] = [
    "https://example.org/a%20b",
    "tel:+442079460000",
    "mailto:ada@example.org",
];

/// Addresses that nobody can follow.
const BAD: [&str; 6] = [
    "ftp://example.org/a",
    "javascript:alert(1)",
    "https://a..org",
    "https://example.org/\\u202Ea",
    "https://example.org/a b",
    "file:///etc/hosts",
];

fn file(field: &str, address: &str) -> String {
    let person = match field.starts_with("person") {
        true => "",
        false => "person: {name: A}\n",
    };
    format!(
        "{person}{}\n",
        field.replace("{}", &format!("\"{address}\""))
    )
}

#[test]
fn every_field_links_an_address_or_refuses_it_at_its_place() {
    for (field, path) in FIELDS {
        for address in GOOD {
            // An account is told from a user name by its `//`.
            if path.contains("profiles") && !address.contains("//") {
                continue;
            }
            let loaded = loaded(&file(field, address));
            assert!(!loaded.has_errors(), "{field}: {:#?}", loaded.diagnostics);
            let composed = compose::compose(&loaded.cv.unwrap(), "cv", &Options::default());
            let document = serde_json::to_string(&composed.unwrap().document).unwrap();
            let link = format!("\"url\":\"{address}\"");
            assert!(document.contains(&link), "{field}: {document}");
        }
        for address in BAD {
            let loaded = loaded(&file(field, address));
            let errors = loaded.diagnostics.iter();
            let errors: Vec<_> = errors
                .filter(|found| found.severity == Severity::Error)
                .collect();
            let [error] = errors[..] else {
                panic!("{field}, {address}: {errors:#?}")
            };
            let expected = match path.contains("profiles") && !address.contains("//") {
                true => "unknown-network",
                false => "bad-url",
            };
            assert_eq!(error.code.name(), expected, "{field}, {address}");
            let value = loaded.sources.get(path).unwrap().value.clone();
            let place = loaded.sources.resolve(&error.place).unwrap();
            assert_eq!(place.1, value, "{field}");
        }
    }
}

/// Every text with inline markup, as a file with `{}` in its place, and its path.
const TEXTS: [(&str, &str); 46] = [
    ("summary: {}", "summary"),
    ("person: {name: A, headline: {}}", "person.headline"),
    (
        "experience: [{organization: X, summary: {}}]",
        "experience[0].summary",
    ),
    (
        "experience: [{organization: X, highlights: [{}]}]",
        "experience[0].highlights[0]",
    ),
    (
        "experience: [{organization: X, highlights: [{text: {}}]}]",
        "experience[0].highlights[0].text",
    ),
    (
        "experience: [{organization: X, positions: [{title: T, highlights: [{}]}]}]",
        "experience[0].positions[0].highlights[0]",
    ),
    (
        "experience: [{organization: X, note: {}}]",
        "experience[0].note",
    ),
    (
        "volunteering: [{organization: X, summary: {}}]",
        "volunteering[0].summary",
    ),
    (
        "education: [{institution: X, thesis: {}}]",
        "education[0].thesis",
    ),
    (
        "education: [{institution: X, thesis: {title: {}}}]",
        "education[0].thesis.title",
    ),
    (
        "education: [{institution: X, summary: {}}]",
        "education[0].summary",
    ),
    (
        "education: [{institution: X, highlights: [{}]}]",
        "education[0].highlights[0]",
    ),
    (
        "projects: [{name: X, description: {}}]",
        "projects[0].description",
    ),
    ("projects: [{name: X, summary: {}}]", "projects[0].summary"),
    (
        "projects: [{name: X, highlights: [{}]}]",
        "projects[0].highlights[0]",
    ),
    ("talks: [{title: {}}]", "talks[0].title"),
    ("talks: [{title: X, event: {}}]", "talks[0].event"),
    ("talks: [{title: X, summary: {}}]", "talks[0].summary"),
    ("talks: [{title: X, note: {}}]", "talks[0].note"),
    (
        "teaching: [{course: X, summary: {}}]",
        "teaching[0].summary",
    ),
    (
        "teaching: [{course: X, highlights: [{}]}]",
        "teaching[0].highlights[0]",
    ),
    ("advising: [{name: X, thesis: {}}]", "advising[0].thesis"),
    ("advising: [{name: X, note: {}}]", "advising[0].note"),
    ("grants: [{title: {}}]", "grants[0].title"),
    ("grants: [{title: X, funder: {}}]", "grants[0].funder"),
    ("grants: [{title: X, summary: {}}]", "grants[0].summary"),
    ("awards: [{title: X, reason: {}}]", "awards[0].reason"),
    ("service: [{role: X, summary: {}}]", "service[0].summary"),
    ("skills: [{name: X, note: {}}]", "skills[0].note"),
    ("languages: [{name: X, note: {}}]", "languages[0].note"),
    (
        "certifications: [{title: X, note: {}}]",
        "certifications[0].note",
    ),
    (
        "memberships: [{organization: X, note: {}}]",
        "memberships[0].note",
    ),
    ("media: [{title: {}}]", "media[0].title"),
    ("references: [{name: X, quote: {}}]", "references[0].quote"),
    ("references: [{name: X, note: {}}]", "references[0].note"),
    ("service: [{role: X, venue: {}}]", "service[0].venue"),
    (
        "experience: [{organization: X, positions: [{title: T, summary: {}}]}]",
        "experience[0].positions[0].summary",
    ),
    ("news: [{text: {}}]", "news[0].text"),
    (
        "sections: {own: {title: T, entries: [{title: {}}]}}",
        "sections.own.entries[0].title",
    ),
    (
        "sections: {own: {title: T, entries: [{title: X, summary: {}}]}}",
        "sections.own.entries[0].summary",
    ),
    ("sections: {own: {title: T, text: {}}}", "sections.own.text"),
    ("publications: [{title: {}}]", "publications[0].title"),
    (
        "publications: [{title: X, title_addon: {}}]",
        "publications[0].title_addon",
    ),
    (
        "publications: [{title: X, contribution: {}}]",
        "publications[0].contribution",
    ),
    (
        "publications: [{title: X, note: {}}]",
        "publications[0].note",
    ),
    ("documents: {cv: {headline: {}}}", "documents.cv.headline"),
];

/// What may stand in a text in place of a link, the code that it gives, and what the caret marks.
const BAD_LINKS: [(&str, &str, &str); 12] = [
    (
        "[w](ftp://example.org/a)",
        "bad-link",
        "ftp://example.org/a",
    ),
    ("[w](javascript:alert)", "bad-link", "javascript:alert"),
    ("[w](https://a..org)", "bad-link", "https://a..org"),
    (
        "[w](https://example.org/\u{ad}a)",
        "bad-link",
        "https://example.org/\u{ad}a",
    ),
    (
        "[w](<https://example.org/a b>)",
        "bad-link",
        "https://example.org/a b",
    ),
    ("[w](file:///etc/hosts)", "bad-link", "file:///etc/hosts"),
    ("[w](notes)", "bad-link", "notes"),
    ("[w]()", "bad-link", "[w]()"),
    ("<file:///etc/hosts>", "bad-link", "file:///etc/hosts"),
    (
        "[](https://example.org)",
        "bad-link",
        "[](https://example.org)",
    ),
    (
        "![w](https://example.org)",
        "bad-link",
        "![w](https://example.org)",
    ),
    ("[w](https://example.org 'T')", "link-title", "'T'"),
];

/// The problems of a document, and the file.
fn composed(text: &str) -> (Loaded, compose::Composed) {
    let loaded = loaded(text);
    assert!(!loaded.has_errors(), "{text}: {:#?}", loaded.diagnostics);
    let composed = compose::compose(loaded.cv.as_ref().unwrap(), "cv", &Options::default());
    (loaded, composed.unwrap())
}

#[test]
fn every_text_links_an_address_or_refuses_it_at_its_place() {
    for (field, path) in TEXTS {
        for address in GOOD {
            let (_, composed) = composed(&file(field, &format!("a [w]({address}) <{address}>")));
            assert_eq!(composed.problems, [], "{field}");
            let document = serde_json::to_string(&composed.document).unwrap();
            let link = format!("\"url\":\"{address}\"");
            assert_eq!(document.matches(&link).count(), 2, "{field}: {document}");
        }
        for (link, code, marked) in BAD_LINKS {
            let text = file(field, &format!("a {link} b"));
            let (loaded, composed) = composed(&text);
            let [problem] = &composed.problems[..] else {
                panic!("{field}, {link}: {:#?}", composed.problems)
            };
            assert_eq!(problem.code.name(), code, "{field}, {link}");
            assert!(!problem.help.is_empty(), "{link}");
            let (id, range) = loaded.sources.resolve(&problem.place).unwrap();
            let (_, source) = loaded.sources.file(id).unwrap();
            assert_eq!(&source[range], marked, "{field}, {link}");
            assert!(loaded.sources.get(path).is_some(), "{path}");
            let words = serde_json::to_string(&composed.document).unwrap();
            assert!(!words.contains(r#""url":"file"#), "{words}");
        }
    }
}

#[test]
fn every_field_with_markup_is_in_the_table() {
    let page = include_str!("../../docs/format.md");
    let rows = page.lines().filter(|line| line.starts_with('|'));
    for row in rows.filter(|row| row.contains('¶')) {
        let parts: Vec<&str> = row.split('¶').collect();
        for before in &parts[..parts.len() - 1] {
            // The last name before the sign, unless the row is about a form of values.
            let Some(name) = before.rsplit('`').nth(1) else {
                continue;
            };
            let is_known = TEXTS
                .iter()
                .any(|(field, _)| field.contains(&format!("{name}: ")));
            assert!(is_known, "{row}: {name}");
        }
    }
}

/// Fields of an entry of a bibliography with `{}` in the place of an address.
const BIB_FIELDS: [&str; 9] = [
    "title = {T \\href{{}}{words}}",
    "title = {T \\url{{}} words}",
    "titleaddon = {T \\href{{}}{words}}",
    "note = {See \\href{{}}{the words} there}",
    "contribution = {T \\href{{}}{words}}",
    "url = {{}}",
    "code = {{}}",
    "venueurl = {{}}",
    "author+an:url = {1={}}",
];

#[test]
fn a_bibliography_links_an_address_or_prints_words_with_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let check = |field: &str, address: &str| {
        let entry = format!(
            "@article{{k, author = {{A}}, journal = {{J}}, year = 2020, {}{}}}",
            if field.contains("title =") {
                ""
            } else {
                "title = {T}, "
            },
            field.replace("{}", address)
        );
        std::fs::write(folder.path().join("refs.bib"), &entry).unwrap();
        let text = "person: {name: A}\nbibliography: refs.bib\n";
        let loaded = load_str("cv.yaml", text, folder.path(), &Environment::default());
        assert!(!loaded.has_errors(), "{entry}: {:#?}", loaded.diagnostics);
        let composed = compose::compose(loaded.cv.as_ref().unwrap(), "cv", &Options::default());
        let composed = composed.unwrap();
        assert_eq!(composed.problems, [], "{entry}");
        let document = serde_json::to_string(&composed.document).unwrap();
        (loaded.diagnostics, document)
    };
    for field in BIB_FIELDS {
        for address in ["https://example.org/a", "http://example.org/b"] {
            let (told, document) = check(field, address);
            assert_eq!(told, [], "{field} {address}");
            assert!(
                document.contains(&format!("\"url\":\"{address}\"")),
                "{field}: {document}"
            );
        }
        for address in [
            "ftp://example.org/a",
            "javascript:alert",
            "https://a..org",
            "file:///etc/hosts",
            "https://example.org:x/",
        ] {
            let (told, document) = check(field, address);
            let [warning] = &told[..] else {
                panic!("{field}, {address}: {told:#?}")
            };
            // Fields of websites also name files, which is told once for all.
            let least = match field.starts_with("code") {
                true => Severity::Note,
                false => Severity::Warning,
            };
            assert!(warning.severity >= least, "{field}, {address}: {told:#?}");
            assert!(
                !document.contains(&format!("\"url\":\"{address}\"")),
                "{field}: {document}"
            );
            assert!(
                !field.contains("words") || document.contains("words"),
                "{document}"
            );
        }
    }
}

/// An address of each scheme that a link may have, and how it stands in LaTeX.
const OF_SCHEMES: [(&str, &str); 4] = [
    (
        "https://example.org/a_b?c=ü",
        "https://example.org/a\\_b?c=\\%C3\\%BC",
    ),
    ("http://müller.example/", "http://xn--mller-kva.example/"),
    ("mailto:ada@example.org", "mailto:ada@example.org"),
    ("tel:+442079460000", "tel:+442079460000"),
];

#[test]
fn every_scheme_is_a_link_in_every_output_and_no_other_is() {
    let schemes = OF_SCHEMES.map(|(address, _)| address.split(':').next().unwrap());
    assert_eq!(schemes, SCHEMES);
    let scholar = theme::load("scholar", None).unwrap();
    let schema = jsonschema::draft7::new(&folio::schema::schema()).unwrap();
    for (address, in_latex) in OF_SCHEMES {
        let text = format!(
            "person: {{name: A, website: \"{address}\"}}\nsummary: \"[w]({address}x0)\"\npublications: [{{title: T, url: \"{address}1\"}}]\n"
        );
        assert!(
            schema.is_valid(&serde_yaml::from_str(&text).unwrap()),
            "{text}"
        );
        let (_, composed) = composed(&text);
        assert_eq!(composed.problems, []);
        let latex = folio::render::latex::latex(&composed.document, &scholar);
        // As Typst draws it: the objects of a PDF are compressed.
        let pages = ENGINE.layout(&composed.document, &scholar).unwrap();
        let pages: String = (0..pages.pages()).map(|page| pages.svg(page)).collect();
        for end in ["", "x0", "1"] {
            let link = format!("\\href{{{in_latex}{end}}}");
            assert!(latex.contains(&link), "{link} in {latex}");
            let url = Url::parse(&format!("{address}{end}")).unwrap();
            let link = format!("href=\"{}\"", url.uri().replace('&', "&amp;"));
            assert!(pages.contains(&link), "{link}");
        }
    }
    for address in [
        "ftp://example.org",
        "file:///etc/hosts",
        "javascript:alert(1)",
        "sms:+44",
        "example.org",
    ] {
        assert!(Url::parse(address).is_err(), "{address}");
        let text = format!("person: {{name: A, website: \"{address}\"}}\n");
        assert!(
            !schema.is_valid(&serde_yaml::from_str(&text).unwrap()),
            "{text}"
        );
        assert!(loaded(&text).has_errors(), "{text}");
    }
}
