//! One reader checks every address, and what it takes is a link.

use folio::compose::{self, Options};
use folio::diagnostics::Severity;
use folio::source::{Environment, Loaded, load_str};

use super::project::fixtures;

fn loaded(text: &str) -> Loaded {
    load_str("cv.yaml", text, &fixtures(), &Environment::default())
}

/// Every field that takes an address, as a file with `{}` in its place, and its path.
const FIELDS: [(&str, &str); 26] = [
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
    ("education: [{institution: X, url: {}}]", "education[0].url"),
    (
        "education: [{institution: X, thesis: {title: T, url: {}}}]",
        "education[0].thesis.url",
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
];

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
            assert_eq!(error.code, expected, "{field}, {address}");
            let value = loaded.sources.get(path).unwrap().value.clone();
            let place = loaded.sources.resolve(&error.place).unwrap();
            assert_eq!(place.1, value, "{field}");
        }
    }
}
