mod from_right;
mod sample;

use super::*;
use crate::document::{
    Contact, Dated, Entry, Group, Header, Hold, Inline, Item, Joins, LabelledLine, Legend,
    LegendItem, MathNode, Meta, Paragraph, Parts, PhotoView, PositionItem, PublicationItem, Role,
    Section, VERSION,
};
use crate::model::THEMES;
use crate::model::Url;
use crate::theme;
use sample::*;

const TEMPLATES: [&str; 3] = ["academic", "resume", "publications"];

fn theme(name: &str) -> Theme {
    theme::load(name, None).expect("an embedded theme")
}

fn engine() -> Engine {
    Engine::new(None)
}

#[track_caller]
fn layout(document: &Document, theme: &Theme) -> Layout {
    engine()
        .layout(document, theme)
        .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

#[track_caller]
fn problems(document: &Document) -> Vec<Diagnostic> {
    engine()
        .layout(document, &theme("scholar"))
        .err()
        .expect("a document with problems")
}

#[test]
fn every_template_in_every_theme_is_archival_and_accessible() {
    for template in TEMPLATES {
        let document = sample(template);
        for name in THEMES {
            let layout = layout(&document, &theme(name));
            assert_eq!(layout.warnings(), [], "{template} in {name}");
            let pdf = layout
                .pdf()
                .unwrap_or_else(|p| panic!("{template} in {name}: {p:?}"));
            let text = String::from_utf8_lossy(&pdf);
            assert!(
                text.contains("<pdfuaid:part>1</pdfuaid:part>"),
                "{template} in {name}"
            );
            assert!(
                text.contains("<pdfaid:part>2</pdfaid:part>"),
                "{template} in {name}"
            );
            assert!(text.contains("<pdfaid:conformance>A</pdfaid:conformance>"));
            if let Some(folder) = std::env::var_os("FOLIO_TEST_PAGES") {
                let file = Path::new(&folder).join(format!("{template}-{name}.pdf"));
                std::fs::write(file, &pdf).expect("a writable folder");
            }
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let (document, theme) = (sample("academic"), theme("scholar"));
    let first = layout(&document, &theme).pdf().expect("a PDF");
    let others: Vec<_> = std::thread::scope(|scope| {
        let make = || scope.spawn(|| layout(&document, &theme).pdf().expect("a PDF"));
        [make(), make()]
            .map(|thread| thread.join().expect("no panic"))
            .into()
    });
    assert!(others.iter().all(|other| *other == first));
}

#[test]
fn pages_export_as_pictures() {
    let layout = layout(&sample("resume"), &theme("clear"));
    let png = layout.png(0, 36.0).expect("a picture");
    assert!(png.starts_with(b"\x89PNG"));
    assert!(layout.svg(0).starts_with("<svg"));
    assert!(layout.png(layout.pages(), 36.0).is_err());
    assert_eq!(layout.svg(layout.pages()), "");
}

#[test]
fn a_short_document_has_no_furniture_and_a_long_one_has() {
    let mut document = sample("academic");
    let pages = |document: &Document| layout(document, &theme("scholar"));
    let has = |layout: &Layout, words: &str| layout.svg(0).contains(words);
    assert!(pages(&document).pages() >= 1);
    document.sections.truncate(1);
    let short = pages(&document);
    assert_eq!(short.pages(), 1);
    assert!(!has(&short, "Updated"));
}

#[test]
fn a_document_of_a_name_alone_is_a_page() {
    let mut document = sample("academic");
    document.sections.clear();
    document.legend = None;
    let name = document.header.name.clone();
    document.header = Header { name, ..header() };
    document.header.headline.clear();
    document.header.contacts.clear();
    (
        document.header.location,
        document.header.native_name,
        document.header.pronouns,
    ) = (None, None, None);
    for name in THEMES {
        let layout = layout(&document, &theme(name));
        assert_eq!(layout.pages(), 1);
        assert!(layout.pdf().is_ok());
    }
}

#[test]
fn characters_without_a_glyph_are_found_at_their_place() {
    let mut document = sample("academic");
    document.header.name = "Ada 張".to_owned();
    document.sections[2].groups[0].items = vec![Item::Line(LabelledLine {
        origin: "skills[0]".to_owned(),
        label: "Smile 😀:".to_owned(),
        content: vec![text("zero\u{200b}width, \u{e001}, \u{2028}")],
    })];
    let found: Vec<_> = problems(&document)
        .into_iter()
        .map(|problem| (problem.code.name(), problem.place))
        .collect();
    let place = |origin: &str, character| Place::Character(origin.to_owned(), character);
    assert_eq!(
        found,
        [
            ("no-glyph", place("skills[0]", '😀')),
            ("bad-character", place("skills[0]", '\u{200b}')),
            ("bad-character", place("skills[0]", '\u{e001}')),
            ("bad-character", place("skills[0]", '\u{2028}')),
            ("no-glyph", place("person.name", '張')),
        ]
    );
}

#[test]
fn a_mark_that_no_font_has_with_its_letter_is_found() {
    let mut document = sample("academic");
    // The letter is in text fonts, the mark only in the font of formulas.
    document.header.headline = vec![text("Ж\u{20d7} and e\u{301}")];
    let problems = problems(&document);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(
        problems[0].place,
        Place::Character("person.headline".to_owned(), '\u{20d7}')
    );
}

#[test]
fn every_command_of_formulas_is_set() {
    use crate::markup::math;
    let mut document = sample("academic");
    let formulas = math::samples().into_iter().map(|latex| {
        let node = math::parse(&latex).unwrap();
        let alt = math::spoken(&node);
        Inline::Math { latex, node, alt }
    });
    document.header.headline = formulas.flat_map(|formula| [formula, text(" ")]).collect();
    // It stops at a problem, such as a sign that no font has.
    layout(&document, &theme("scholar"));
}

#[test]
fn an_unknown_template_and_an_unknown_font_are_errors() {
    let mut document = sample("academic");
    document.meta.template = "fancy".to_owned();
    let codes =
        |problems: Vec<Diagnostic>| problems.iter().map(|p| p.code.name()).collect::<Vec<_>>();
    assert_eq!(codes(problems(&document)), ["unknown-template"]);
    let mut theme = theme("scholar");
    theme.mono_font = "No Such Font".to_owned();
    let found = engine()
        .layout(&sample("academic"), &theme)
        .err()
        .expect("no such font");
    assert_eq!(codes(found), ["no-font"]);
}

#[test]
fn a_projects_template_is_used_and_its_mistakes_have_their_place() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let templates = folder.path().join("templates");
    std::fs::create_dir(&templates).expect("a folder in it");
    let write = |text: &str| std::fs::write(templates.join("mine.typ"), text).expect("a file");
    let mut document = sample("academic");
    document.meta.template = "mine".to_owned();

    write("#import \"lib/parts.typ\": *\n#show: setup\n#title[Mine]\n");
    let engine = Engine::new(Some(folder.path()));
    assert_eq!(
        engine.template_names(),
        ["academic", "resume", "publications", "mine"]
    );
    assert_eq!(
        engine
            .layout(&document, &theme("plain"))
            .map(|layout| layout.pages())
            .ok(),
        Some(1)
    );

    write("#import \"lib/parts.typ\": *\n\n#heder()\n");
    let engine = Engine::new(Some(folder.path()));
    let problems = engine
        .layout(&document, &theme("plain"))
        .err()
        .expect("a mistake");
    assert_eq!(
        problems[0].message,
        "templates/mine.typ:3:2: unknown variable: heder"
    );

    write("#image(\"../../secret.png\")\n#import \"@preview/x:0.1.0\": y\n");
    let engine = Engine::new(Some(folder.path()));
    let problems = engine
        .layout(&document, &theme("plain"))
        .err()
        .expect("no way out");
    assert!(
        problems[0].message.starts_with("templates/mine.typ:1:"),
        "{problems:?}"
    );
}

#[test]
fn a_photo_that_is_not_there_is_an_error_at_its_place() {
    let mut document = sample("academic");
    document.header.photo = Some(PhotoView {
        path: "ada.png".to_owned(),
        alt: "Ada".to_owned(),
        orientation: 1,
    });
    let problems = problems(&document);
    assert_eq!(
        problems[0].place,
        Place::Value("person.photo.path".to_owned())
    );
}

#[test]
fn words_longer_than_a_line_stay_on_the_page() {
    let mut document = sample("academic");
    let long = "x".repeat(400);
    let address = format!("https://example.org/{}", "a-long-path/".repeat(40));
    document.header.contacts[0].text = address.clone();
    document.sections[2].groups[0].items = vec![
        Item::Paragraph(paragraph("skills[0]", vec![text(&long)])),
        Item::Paragraph(paragraph("skills[1]", vec![Inline::no_break(&long)])),
        Item::Paragraph(paragraph(
            "skills[2]",
            vec![Inline::link(Url::parse(&address).unwrap(), &address)],
        )),
    ];
    for name in THEMES {
        let layout = layout(&document, &theme(name));
        for page in layout.document().pages() {
            let right = page.frame.width().to_pt() - theme(name).margin_right_mm * 72.0 / 25.4;
            let end = rightmost(&page.frame, 0.0);
            assert!(
                end <= right + 0.5,
                "{name}: text ends at {end} pt of {right} pt"
            );
        }
    }
}

/// Where the text of a frame ends at the right, in points.
fn rightmost(frame: &typst::layout::Frame, left: f64) -> f64 {
    use typst::layout::FrameItem;
    frame
        .items()
        .map(|(at, item)| match item {
            FrameItem::Text(text) => left + at.x.to_pt() + text.width().to_pt(),
            FrameItem::Group(group) => rightmost(&group.frame, left + at.x.to_pt()),
            _ => 0.0,
        })
        .fold(0.0, f64::max)
}

#[test]
fn every_item_is_found_again_by_its_origin() {
    let document = sample("academic");
    for name in THEMES {
        let layout = layout(&document, &theme(name));
        for origin in [
            "experience[0]",
            "experience[1].positions[0]",
            "publications[3]",
            "skills[0]",
        ] {
            let label = typst::utils::PicoStr::intern(origin);
            let label = typst::foundations::Label::new(label).expect("a name");
            let selector = typst::foundations::Selector::Label(label);
            use typst::introspection::Introspector;
            let found = layout.document().introspector().query(&selector);
            assert!(!found.is_empty(), "{origin} in {name}");
        }
    }
}

#[test]
fn a_letter_with_marks_is_in_the_text_once() {
    let mut document = sample("academic");
    // The text font has no glyph for this letter and sets it as `ū` and a mark above.
    document.header.location = Some("aṻb Olúṣẹ́gun".to_owned());
    let mut found = String::new();
    for page in layout(&document, &theme("scholar")).document().pages() {
        push_text(&page.frame, &mut found);
    }
    assert!(found.contains("aṻb Olúṣẹ́gun"), "{found}");
}

fn push_text(frame: &typst::layout::Frame, out: &mut String) {
    use typst::layout::FrameItem;
    for (_, item) in frame.items() {
        match item {
            FrameItem::Text(text) => out.push_str(&text.text),
            FrameItem::Group(group) => push_text(&group.frame, out),
            _ => {}
        }
    }
}
