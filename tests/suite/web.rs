//! What a page of the Web and Markdown say is what the text output says, and nothing of a file becomes markup.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use folio::document::{Document, Inline, Inlines, VisitMut, What};
use folio::markup::math;
use folio::model::{Cv, Format};
use folio::papers::Record;
use folio::render::html::{self, Companions};
use folio::render::markdown::markdown;
use folio::render::text::text;
use folio::session::{Request, fitted, outputs};
use folio::source::{self, Environment};
use folio::theme::{DatePlacement, Theme};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

use super::cli::run;
use super::project::{
    self, THEMES, arrangements, assert_same, composed, condensed, fixture, fixtures,
    for_every_page_design,
};

/// What stands beside a document that stands alone.
fn companions() -> Companions {
    Companions {
        language: "en".to_owned(),
        ..Companions::default()
    }
}

/// The characters of HTML: without tags, formulas by how they are read, entities by what they stand for.
pub fn stripped(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(formula) = tag.strip_prefix("math alttext=\"") {
            out.push_str(formula.strip_suffix('"').expect("one attribute"));
            rest = rest.split_once("</math>").expect("a formula ends").1;
        }
    }
    out.push_str(rest);
    for (entity, character) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, character);
    }
    out
}

/// What of a page is the document: from its header to the end of `main`, without the list of sections.
fn said(html: &str) -> String {
    let from = html.find("<header").expect("a header");
    let to = html.find("</main>").expect("a main part");
    let mut body = html[from..to].to_owned();
    if let Some(start) = body.find("<nav") {
        let end = body.find("</nav>").expect("a nav ends");
        body.replace_range(start..end, "");
    }
    condensed(&stripped(&body))
}

/// The text output without what is no character of HTML or Markdown: bullets.
fn expected(document: &Document, theme: &Theme) -> String {
    let text = text(document, theme);
    let lines = text.lines();
    let bare = lines.map(|line| {
        let under = || line.strip_prefix("  – ");
        line.strip_prefix("• ").or_else(under).unwrap_or(line)
    });
    bare.collect::<Vec<_>>().join("\n")
}

/// A theme without capitals, which the style sheet makes.
fn small(theme: &Theme) -> Theme {
    Theme {
        heading_upper: false,
        ..theme.clone()
    }
}

fn assert_html(name: &str, document: &Document, theme: &Theme) {
    let theme = small(theme);
    let html = html::html(document, &theme, &companions());
    let expected = condensed(&expected(document, &theme));
    assert_same(name, &said(&html), &expected);
}

#[test]
fn a_page_of_the_web_says_what_the_text_output_says() {
    for_every_page_design(|name, composed, theme| assert_html(name, &composed.document, theme));
    let cv = fixture("full");
    for theme in THEMES {
        let (composed, plain) = composed(&cv, "cv", theme);
        for arranged in arrangements(&plain) {
            for date in [
                DatePlacement::Left,
                DatePlacement::Right,
                DatePlacement::Under,
                DatePlacement::Inline,
            ] {
                let theme = Theme {
                    date,
                    ..arranged.clone()
                };
                assert_html("arranged", &composed.document, &theme);
            }
        }
    }
}

/// Formulas as Markdown has them, in place of how they are read.
struct Formulas;

/// Stands for a no-break space of a text, which beside others would be taken for the three that part a date.
const NO_BREAK: &str = "\u{e000}";

impl VisitMut for Formulas {
    fn text(&mut self, _what: What, _origin: &str, text: &mut String) {
        *text = text.replace('\u{a0}', NO_BREAK);
    }

    fn runs(&mut self, _what: What, _origin: &str, runs: &mut Inlines) {
        fn change(runs: &mut Inlines) {
            for run in runs {
                let latex = match run {
                    Inline::Math { node, .. } => Some(math::written(node)),
                    _ => None,
                };
                if let Some(latex) = latex {
                    *run = Inline::text(format!("${latex}$"));
                    continue;
                }
                if let Inline::Text { text } | Inline::Code { text } = run {
                    *text = text.replace('\u{a0}', NO_BREAK);
                }
                run.children_mut().into_iter().for_each(change);
            }
        }
        change(runs);
    }
}

/// What Markdown says to a reader of CommonMark.
fn read(markdown: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => out.push('\n'),
            Event::InlineHtml(html) => assert!(
                [
                    "<sup>",
                    "</sup>",
                    "<sub>",
                    "</sub>",
                    "<em>",
                    "</em>",
                    "<strong>",
                    "</strong>",
                    "<!-- -->"
                ]
                .contains(&&*html),
                "{html}"
            ),
            Event::Html(_)
            | Event::Rule
            | Event::Start(
                Tag::Table(_)
                | Tag::CodeBlock(_)
                | Tag::BlockQuote(_)
                | Tag::Strikethrough
                | Tag::Image { .. },
            ) => panic!("{event:?} in\n{markdown}"),
            _ => {}
        }
    }
    out
}

fn assert_markdown(name: &str, document: &Document, theme: &Theme) {
    let written = markdown(document, theme);
    let mut document = document.clone();
    document.visit_mut(&mut Formulas);
    let theme = Theme {
        date: DatePlacement::Right,
        ..small(theme)
    };
    let expected = expected(&document, &theme).replace("   ", " · ");
    let expected = expected.replace(NO_BREAK, " ");
    assert_same(name, &condensed(&read(&written)), &condensed(&expected));
}

#[test]
fn markdown_says_what_the_text_output_says() {
    for_every_page_design(|name, composed, theme| assert_markdown(name, &composed.document, theme));
    let cv = fixture("full");
    let (composed, plain) = composed(&cv, "cv", "scholar");
    for arranged in arrangements(&plain) {
        assert_markdown("arranged", &composed.document, &arranged);
    }
}

#[test]
fn markdown_keeps_its_links_and_no_others() {
    let cv = fixture("full");
    let (composed, theme) = composed(&cv, "cv", "scholar");
    let written = markdown(&composed.document, &theme);
    let links =
        Parser::new(&written).filter(|event| matches!(event, Event::Start(Tag::Link { .. })));
    let html = html::html(&composed.document, &theme, &companions());
    let tags = html.split("<a ").skip(1);
    let addresses = tags.filter_map(|tag| tag.split_once("href=\"").map(|(_, rest)| rest));
    // Links within the page are not the document's.
    let anchors = addresses
        .filter(|address| !address.starts_with('#'))
        .count();
    assert!(anchors > 20);
    assert_eq!(links.count(), anchors);
}

/// Texts that mean something to HTML, to Markdown or to scripts. A bullet of the text output cannot be told from one that
/// is written, so there is none.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</style>",
        "</script>",
        "<!--",
        "-->",
        "]]>",
        "\"><svg onload=alert(1)>",
        "javascript:alert(1)",
        "&lt;",
        "&#60;",
        "&",
        "'",
        "\"",
        "<",
        ">",
        "`",
        "``",
        "*",
        "**",
        "_",
        "__",
        "~~",
        "# ",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "> ",
        "    ",
        "|",
        "---",
        "===",
        "[a](b)",
        "![a](b)",
        "[a]: b",
        "<https://x.example>",
        "https://x.example",
        "www.x.example",
        "a@b.example",
        "\\",
        "$",
        "$$",
        "{{x}}",
        "\u{a0}",
        "\u{202e}",
        "é",
        "漢",
        "a",
        "b c",
        " ",
        ".",
        ",",
        "(",
        ")",
        "!",
        ":",
        "\u{2028}",
        "😀",
        "=",
    ]);
    prop::collection::vec(pieces, 1..9).prop_map(|pieces| pieces.concat())
}

/// A CV that says a text wherever it can, as text.
fn saying(hostile: &str) -> Cv {
    let quoted = serde_json::to_string(hostile).unwrap();
    // No markup of the file's own: it would be taken apart before.
    let literal: String = hostile
        .chars()
        .flat_map(|c| match c {
            '*' | '_' | '`' | '[' | ']' | '$' | '\\' | '^' | '~' => vec!['\\', c],
            c => vec![c],
        })
        .collect();
    let text = serde_json::to_string(&literal).unwrap();
    let source = format!(
        "person: {{name: {quoted}, location: {quoted}, headline: {text}}}
summary: {text}
experience:
  - {{title: {quoted}, organization: {quoted}, location: {quoted}, start: 2020, highlights: [{text}]}}
publications:
  - {{title: {text}, authors: [Ada Lovelace], venue: {quoted}, date: 2020, note: {text}}}
skills:
  - {{name: {quoted}, keywords: [{quoted}]}}
awards:
  - {{title: {quoted}, issuer: {quoted}, date: 2020}}
"
    );
    let folder = project::fixtures();
    let loaded = source::load_str("cv.yaml", &source, &folder, &Environment::default());
    loaded.cv.unwrap()
}

#[test]
fn spaces_of_a_text_part_nothing() {
    for text in ["\u{a0}    <b>", "a \u{a0} b", " \u{a0}\u{a0}\u{a0}"] {
        let cv = saying(text);
        let composed = folio::compose::compose(&cv, "cv", &Default::default()).unwrap();
        let theme = folio::theme::load("clear", None).unwrap();
        assert_markdown(text, &composed.document, &theme);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_text_becomes_markup(hostile in hostile()) {
        prop_assume!(!hostile.trim().is_empty());
        let cv = saying(&hostile);
        let composed = folio::compose::compose(&cv, "cv", &Default::default()).unwrap();
        let theme = small(&folio::theme::load("clear", None).unwrap());
        let document = &composed.document;
        let html = html::html(document, &theme, &companions());
        prop_assert_eq!(said(&html), condensed(&expected(document, &theme)));
        let known = ["header", "div", "h1", "h2", "h3", "h4", "h5", "span", "p", "address", "ul", "li", "dl", "dt", "dd",
            "a", "main", "section", "strong", "em", "sup", "sub", "code", "time"];
        let body = &html[html.find("<header").unwrap()..html.find("</main>").unwrap()];
        for tag in body.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap();
            prop_assert!(known.contains(&name), "<{tag}");
            let attributes = tag.split('>').next().unwrap();
            prop_assert!(!attributes.contains(" on"), "<{attributes}");
        }
        for address in html.split("href=\"").skip(1) {
            let address = address.split('"').next().unwrap();
            prop_assert!(["https:", "http:", "mailto:", "tel:", "#"].iter().any(|start| address.starts_with(start)));
        }
        assert_markdown(&hostile, document, &theme);
    }
}

#[test]
fn what_is_not_of_the_direction_of_its_page_stands_for_itself() {
    let text = "\
person: {name: נועה לוי, phone: +972 50-123-4567}
experience: [{organization: Example Inc., title: מהנדסת C++, start: 2019}]
settings: {language: he}
";
    let loaded = source::load_str("cv.yaml", text, Path::new("."), &Environment::default());
    let (composed, theme) = composed(&loaded.cv.unwrap(), "cv", "clear");
    let document = composed.document;
    let companions = Companions {
        language: "he".to_owned(),
        ..Companions::default()
    };
    let page = html::html(&document, &theme, &companions);
    for part in [
        "<html lang=\"he\" dir=\"rtl\">",
        "<bdi dir=\"ltr\"><a class=\"cv-keep\" href=\"tel:+972501234567\">+972 50-123-4567</a></bdi>",
        "<bdi dir=\"ltr\"><span class=\"cv-organization\">Example Inc.</span></bdi>",
        "<span class=\"cv-title\">מהנדסת C++</span>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert_eq!(page.matches("<bdi").count(), 2);
    assert_html("he", &document, &theme);
}

#[test]
fn a_fragment_is_the_publication_list_of_its_page() {
    let cv = fixture("full");
    let (composed, theme) = composed(&cv, "cv", "scholar");
    let page = html::html(&composed.document, &theme, &companions());
    let fragment = html::fragment(&composed.document, &theme, &companions());
    assert!(
        fragment.starts_with("<section id=\"publications\""),
        "{fragment}"
    );
    assert!(page.contains(&fragment));
    let (composed, theme) = project::composed(&fixture("minimal"), "cv", "scholar");
    let papers = composed
        .document
        .sections
        .iter()
        .any(|section| section.id == "publications");
    assert_eq!(
        html::fragment(&composed.document, &theme, &companions()).is_empty(),
        !papers
    );
}

#[test]
fn the_classes_of_the_documentation_are_those_of_pages() {
    let page = include_str!("../../docs/html.md");
    let style = include_str!("../../src/render/html/page.css");
    let cv = fixture("full");
    for theme in THEMES {
        let (composed, theme) = composed(&cv, "cv", theme);
        let html = html::html(&composed.document, &theme, &companions());
        for classes in html.split("class=\"").skip(1) {
            for class in classes.split('"').next().unwrap().split(' ') {
                assert!(page.contains(&format!("`{class}`")), "{class}");
            }
        }
        // Inline CSS stays small.
        let start = html.find("<style>").unwrap();
        let end = html.find("</style>").unwrap();
        assert!(end - start < 15_000, "{}", end - start);
        assert!(html[start..end].contains(style));
    }
}

/// A page as it is built, with all that stands beside its document.
fn built(cv: &Cv, name: &str) -> String {
    let request = Request {
        formats: vec![Format::Html],
        ..Request::default()
    };
    let page = fitted(cv, name, &project::ENGINE, &request, &mut Vec::new()).unwrap();
    let outputs = outputs(
        &Record::from(cv),
        &page,
        std::time::Instant::now(),
        &request,
        &mut Vec::new(),
    )
    .unwrap();
    String::from_utf8(outputs[0].bytes.clone()).unwrap()
}

/// What a page says to search engines.
fn linked_data(html: &str) -> Value {
    let (_, data) = html.split_once("application/ld+json\">").unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    serde_json::from_str(data).unwrap()
}

/// Every type with its properties.
fn types(value: &Value, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| types(one, found)),
        Value::Object(fields) => {
            if let Some(kind) = fields.get("@type") {
                let keys = fields.keys().filter(|key| !key.starts_with('@'));
                let own = found.entry(kind.as_str().unwrap().to_owned()).or_default();
                own.extend(keys.cloned());
            }
            fields.values().for_each(|one| types(one, found));
        }
        _ => {}
    }
}

#[test]
fn what_search_engines_are_told_is_of_their_vocabulary() {
    let list = include_str!("../schemas/schema-org.txt");
    let known: BTreeMap<&str, BTreeSet<&str>> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (kind, properties) = line.split_once(':').unwrap();
            (kind, properties.split_whitespace().collect())
        })
        .collect();
    let mut found = BTreeMap::new();
    for name in project::fixture_names() {
        let cv = fixture(&name);
        for document in ["cv", "publications"] {
            types(&linked_data(&built(&cv, document)), &mut found);
        }
    }
    assert!(found.len() > 12, "{found:?}");
    for (kind, properties) in found {
        let own = known.get(kind.as_str()).unwrap_or_else(|| panic!("{kind}"));
        for property in properties {
            // A role has the property that it is the value of (<https://schema.org/Role>).
            let is_role =
                kind == "OrganizationRole" && ["worksFor", "memberOf"].contains(&&*property);
            assert!(
                is_role || own.contains(property.as_str()),
                "{kind} {property}"
            );
        }
    }
}

#[test]
fn search_engines_are_told_who_it_is_and_nothing_hidden() {
    let source =
        "person: {name: Ada Lovelace, email: ada@example.org, phone: \"+44 20 7946 0123\", \
        profiles: {orcid: 0000-0002-1825-0097, github: ada}}
experience:
  - {title: Engineer, organization: Analytical Society, start: 2020, end: present}
  - {title: Analyst, organization: Difference Works, start: 2015, end: 2019}
education:
  - {degree: PhD, institution: University of London, end: 2014}
  - {degree: MBA, institution: Night School, start: 2021, end: present}
settings: {updated: 2024-05-01}
documents:
  cv: {formats: [html]}
  quiet: {extends: cv, hide: [phone, email, profiles.github, education], language: de}
";
    let folder = project::fixtures();
    let loaded = source::load_str("cv.yaml", source, &folder, &Environment::default());
    let cv = loaded.cv.unwrap();
    let page = built(&cv, "cv");
    let person = linked_data(&page)["@graph"][1].clone();
    assert_eq!(person["name"], "Ada Lovelace");
    assert_eq!(person["email"], "ada@example.org");
    assert_eq!(person["jobTitle"], "Engineer");
    assert_eq!(
        person["worksFor"][0]["worksFor"]["name"],
        "Analytical Society"
    );
    assert_eq!(person["worksFor"][1]["endDate"], "2019");
    assert_eq!(person["alumniOf"]["name"], "University of London");
    assert_eq!(person["hasCredential"]["name"], "PhD");
    assert_eq!(person["sameAs"][1], "https://github.com/ada");
    assert_eq!(person["identifier"]["value"], "0000-0002-1825-0097");
    assert!(page.contains("rel=\"me\""));
    assert!(page.contains("<link rel=\"alternate\" hreflang=\"de\" href=\"quiet.html\">"));

    let quiet = built(&cv, "quiet");
    assert!(quiet.contains("<html lang=\"de\""));
    for hidden in [
        "7946",
        "ada@example",
        "github",
        "University of London",
        "PhD",
    ] {
        assert!(!quiet.contains(hidden), "{hidden}");
    }
}

#[test]
fn a_photograph_takes_nothing_along_that_its_camera_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let photo = fixtures().join("portrait.jpg");
    std::fs::copy(photo, folder.path().join("portrait.jpg")).unwrap();
    let cv = "person: {name: Ada Lovelace, email: ada@example.org, photo: {path: portrait.jpg, alt: Ada}}\n";
    std::fs::write(folder.path().join("cv.yaml"), cv).unwrap();
    let (code, _, stderr) = run(folder.path(), &["cv", "--format", "html"]);
    assert_eq!(code, 0, "{stderr}");
    let html = std::fs::read_to_string(folder.path().join("output/cv.html")).unwrap();
    assert!(html.contains("data:image/png;base64,"));
    assert!(!html.contains("image/jpeg"));
}
