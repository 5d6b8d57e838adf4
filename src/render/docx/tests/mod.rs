//! What is said in a document for Word, how it is written, and that nothing in it is more than text.

mod reader;
mod schema;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use roxmltree::Node;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::document::{Inline, Inlines, Visit, VisitMut, What};
use crate::markup::math as formulas;
use crate::model::Cv;
use crate::render::text::text;
use crate::theme::{DatePlacement, UpdatedPlace};
use crate::{compose, source, theme};
use schema::assert_ordered;

fn cv(fixture: &str) -> Cv {
    let path = format!("tests/fixtures/{fixture}.yaml");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    source::load(&path).unwrap().cv.unwrap()
}

fn document_of(cv: &Cv, name: &str) -> Document {
    let composed = compose::compose(cv, name, &compose::Options::default());
    composed.unwrap().document
}

fn themes() -> Vec<Theme> {
    let names = theme::names(None);
    assert!(names.len() >= 4, "{names:?}");
    let load = |name: &String| theme::load(name, None).unwrap();
    names.iter().map(load).collect()
}

/// A theme with dates in each place, and once with that of the last change under the name.
fn with_dates_anywhere(theme: &Theme) -> impl Iterator<Item = Theme> {
    use crate::theme::Choice;
    DatePlacement::ALL.iter().map(|(date, _)| Theme {
        date: *date,
        updated: match date {
            DatePlacement::Under => UpdatedPlace::Name,
            _ => UpdatedPlace::Foot,
        },
        ..theme.clone()
    })
}

/// A picture, as far as a package looks into it.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

fn pages(document: &Document) -> Pages<'static> {
    Pages {
        count: 2,
        portrait: document.header.photo.as_ref().map(|_| PICTURE),
    }
}

/// The parts of the package that are XML, by name.
fn parts(docx: &[u8]) -> BTreeMap<String, String> {
    let files = archive::read(docx).into_iter();
    let parts = files.filter(|(name, _)| !name.ends_with(".png"));
    parts
        .map(|(name, content)| (name, String::from_utf8(content).unwrap()))
        .collect()
}

fn said(docx: &[u8]) -> reader::Text {
    reader::text(&parts(docx)["word/document.xml"])
}

/// Characters for comparison: compatibility forms folded, blanks removed.
fn condensed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_text_is_that_of_the_text_output_in_every_theme() {
    let mut compared = 0;
    for fixture in ["full", "minimal", "undated", "homepage", "verbatim"] {
        let cv = cv(fixture);
        for name in cv.document_names() {
            let document = document_of(&cv, &name);
            for theme in themes().iter().flat_map(with_dates_anywhere) {
                let docx = docx(&document, &theme, pages(&document));
                assert_eq!(
                    condensed(&said(&docx).joined()),
                    condensed(&text(&document, &theme)),
                    "{fixture}/{name}/{}/{:?}",
                    theme.name,
                    theme.date
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn every_line_of_the_text_is_a_paragraph() {
    let document = document_of(&cv("full"), "cv");
    for theme in themes() {
        let docx = docx(&document, &theme, pages(&document));
        let said = said(&docx);
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().map(condensed);
            lines.filter(|line| !line.is_empty()).collect()
        };
        for (style, text) in &said.paragraphs {
            assert!(!text.trim().is_empty(), "an empty paragraph in {style}");
        }
        let joined: BTreeSet<String> = lines(&said.joined()).into_iter().collect();
        let missing: Vec<String> = lines(&text(&document, &theme))
            .into_iter()
            .filter(|line| !joined.contains(line))
            .collect();
        // Dates that are too long for their column have a line of their own.
        let most = match theme.date {
            DatePlacement::Left => 3,
            _ => 0,
        };
        assert!(missing.len() <= most, "{}: {missing:#?}", theme.name);
    }
}

#[test]
fn the_bytes_are_the_same_on_every_run() {
    let cv = cv("full");
    for name in cv.document_names() {
        let document = document_of(&cv, &name);
        for theme in themes() {
            let first = docx(&document, &theme, pages(&document));
            let second = std::thread::scope(|scope| {
                let made = scope.spawn(|| docx(&document, &theme, pages(&document)));
                made.join().unwrap()
            });
            assert!(first == second, "{name}");
        }
    }
}

/// Looks are styles: where the text stands, nothing is said of them, and every style that it has is there.
#[test]
fn nothing_is_formatted_where_it_stands() {
    let document = document_of(&cv("full"), "cv");
    for theme in themes() {
        let parts = parts(&docx(&document, &theme, pages(&document)));
        let styles = roxmltree::Document::parse(&parts["word/styles.xml"]).unwrap();
        let known: BTreeSet<&str> = styles
            .descendants()
            .filter(|node| reader::name(*node) == "style")
            .map(|node| attribute(node, "styleId"))
            .collect();
        for part in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
            let text = roxmltree::Document::parse(&parts[part]).unwrap();
            for node in text.descendants() {
                match reader::name(node) {
                    "pStyle" | "rStyle" => {
                        let style = reader::value(node).unwrap();
                        assert!(known.contains(style), "{part}: no style {style}");
                    }
                    "rPr" if node.tag_name().namespace() == Some(package::MAIN.1) => {
                        let said: Vec<&str> = node.children().map(reader::name).collect();
                        let is_allowed = |name: &&str| matches!(*name, "rStyle" | "rtl" | "lang");
                        assert!(said.iter().all(is_allowed), "{part}: {said:?}");
                    }
                    "pPr" => {
                        for said in node.children() {
                            match reader::name(said) {
                                "pStyle" | "keepNext" => {}
                                // A formula that is cut off nowhere.
                                "spacing" => assert_eq!(said.attributes().len(), 1),
                                other => panic!("{part}: <{other}>"),
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let found = node.attributes().find(|one| one.name() == name);
    found.map_or("", |found| found.value())
}

#[test]
fn everything_stands_where_the_schema_has_it() {
    let full = cv("full");
    for theme in themes().iter().flat_map(with_dates_anywhere) {
        for name in full.document_names() {
            let mut document = document_of(&full, &name);
            for language in ["en", "ar", "ja", "hi"] {
                document.meta.language = language.to_owned();
                document.meta.right_to_left = language == "ar";
                for (part, text) in parts(&docx(&document, &theme, pages(&document))) {
                    if part.starts_with("word/") && !part.ends_with(".rels") {
                        assert_ordered(&part, &text);
                    }
                }
            }
        }
    }
    for sample in formulas::samples() {
        let mut xml = xml::Xml::part();
        xml.element("w:p", &[package::MAIN, MATH], |xml| {
            math::write(xml, &formulas::parse(&sample).unwrap());
        });
        assert_ordered(&sample, &xml.finish());
    }
}

const MATH: (&str, &str) = (
    "xmlns:m",
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
);

#[test]
fn formulas_are_read_as_they_were_written() {
    let mut samples = formulas::samples();
    let more = [
        r"O(n \log n)",
        r"\frac12\alpha_i^{2}",
        r"{}^{87}\mathrm{Rb}",
        r"\sqrt[3]{x^2+1}",
        r"\sum_{i=1}^{n} \frac{1}{i^2}",
        r"\overline{AB} \underline{x}",
        r"\log_2 n",
        r"x'",
        r"\mathbb{R}^{n}",
        r"a<b \& c",
    ];
    samples.extend(more.map(str::to_owned));
    for sample in samples {
        let node = formulas::parse(&sample).unwrap_or_else(|error| panic!("{sample}: {error}"));
        let mut xml = xml::Xml::part();
        xml.element("a", &[MATH], |xml| math::write(xml, &node));
        let written = xml.finish();
        let read = roxmltree::Document::parse(&written).unwrap();
        let formula = reader::child(read.root_element(), "oMath").unwrap();
        let has_gap = formula.descendants().any(|node| {
            matches!(reader::name(node), "e" | "sub" | "sup" | "num" | "den")
                && !node.children().any(|child| child.is_element())
        });
        assert!(!has_gap, "{sample}: {written}");
        assert_eq!(
            condensed(&formulas::spoken(&reader::formula(formula))),
            condensed(&formulas::spoken(&node)),
            "{sample}: {written}"
        );
    }
}

#[test]
fn parts_of_a_small_document() {
    let document = document_of(&cv("minimal"), "cv");
    let theme = Theme::built_in("scholar").unwrap();
    let parts = parts(&docx(&document, &theme, pages(&document)));
    let broken = |part: &str| {
        let text = &parts[part];
        text.replace("<w:p>", "\n<w:p>")
            .replace("<w:style ", "\n<w:style ")
            .replace("<w:sectPr>", "\n<w:sectPr>")
    };
    let all: Vec<String> = parts
        .keys()
        .map(|part| format!("== {part}\n{}\n", broken(part)))
        .collect();
    insta::assert_snapshot!(all.join("\n"));
}

/// Puts texts, one after the other, in the place of those of a document.
struct Replaced<'a> {
    texts: std::iter::Cycle<std::slice::Iter<'a, String>>,
}

impl VisitMut for Replaced<'_> {
    fn text(&mut self, _: What, _: &str, text: &mut String) {
        self.texts.next().unwrap().clone_into(text);
    }

    fn runs(&mut self, what: What, origin: &str, runs: &mut Inlines) {
        for run in runs {
            match run {
                Inline::Text { text } | Inline::Code { text } => self.text(what, origin, text),
                Inline::Mark { symbol, .. } => self.text(what, origin, symbol),
                other => {
                    if let Some(content) = other.children_mut() {
                        self.runs(what, origin, content);
                    }
                }
            }
        }
    }
}

/// The addresses that a document declares.
#[derive(Default)]
struct Declared(BTreeSet<String>);

impl Visit for Declared {
    fn text(&mut self, _: What, _: &str, _: &str) {}

    fn runs(&mut self, _: What, _: &str, runs: &Inlines) {
        fn push(runs: &[Inline], out: &mut BTreeSet<String>) {
            for run in runs {
                if let Inline::Link { url, .. } = run {
                    out.insert(url.uri().to_owned());
                }
                push(run.children(), out);
            }
        }
        push(runs, &mut self.0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Nothing of a text becomes an element, a field or a link, whatever it holds.
    #[test]
    fn texts_stay_texts(
        texts in prop::collection::vec(
            "(<w:fldSimple w:instr=\"INCLUDETEXT c:/x\"/>|\\{ HYPERLINK \"http://evil\" \\}|</w:t>|&amp;|&#x0;|]]>|<!--|\
             \\{page\\}|\\PC|[\\x00-\\x1f]|\u{fffe}|\u{202e}|שלום|مرحبا){1,4}",
            7..12,
        ),
    ) {
        let mut document = document_of(&cv("full"), "cv");
        document.visit_mut(&mut Replaced { texts: texts.iter().cycle() });
        for text in [&mut document.meta.title, &mut document.meta.author, &mut document.meta.kind] {
            texts[0].clone_into(text);
        }
        let mut declared = Declared::default();
        document.visit(&mut declared);
        let contacts = document.header.contacts.iter();
        declared.0.extend(contacts.filter_map(|one| Some(one.url.as_ref()?.uri().to_owned())));
        for name in ["scholar", "clear"] {
            let theme = Theme::built_in(name).unwrap();
            let docx = docx(&document, &theme, pages(&document));
            let parts = parts(&docx);
            for (part, text) in &parts {
                let read = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{part}: {error}"));
                if part.starts_with("word/") && !part.ends_with(".rels") {
                    assert_ordered(part, text);
                }
                for node in read.descendants() {
                    match reader::name(node) {
                        "fldSimple" => {
                            let code = attribute(node, "instr");
                            prop_assert!(matches!(code, " PAGE " | " NUMPAGES "), "{}", code);
                        }
                        "Relationship" if attribute(node, "TargetMode") == "External" => {
                            let target = attribute(node, "Target");
                            prop_assert!(declared.0.contains(target), "{}", target);
                        }
                        _ => {}
                    }
                }
            }
            let is_written = |c: &char| !xml::is_forbidden(*c);
            let expected: String = text(&document, &theme).chars().filter(is_written).collect();
            prop_assert_eq!(condensed(&said(&docx).joined()), condensed(&expected));
        }
    }
}

#[test]
fn only_a_document_of_several_pages_has_a_foot_on_the_first() {
    let document = document_of(&cv("minimal"), "cv");
    let theme = Theme::built_in("clear").unwrap();
    for (count, has_foot) in [(1, false), (2, true)] {
        let pages = Pages {
            count,
            portrait: None,
        };
        let parts = parts(&docx(&document, &theme, pages));
        assert_eq!(parts.contains_key("word/footer2.xml"), has_foot);
        let text = &parts["word/document.xml"];
        assert_eq!(text.matches("footerReference").count(), count);
        assert!(text.contains("titlePg"));
        assert!(parts["word/footer1.xml"].contains("NUMPAGES"));
    }
}

#[test]
fn other_scripts_run_their_way() {
    let mut document = document_of(&cv("minimal"), "cv");
    document.header.native_name = Some("עדה לאבלייס".to_owned());
    let theme = Theme::built_in("clear").unwrap();
    let part = |document: &Document, name: &str| {
        parts(&docx(document, &theme, pages(document)))[name].clone()
    };
    let text = part(&document, "word/document.xml");
    assert!(
        text.contains("<w:rtl/></w:rPr><w:t>עדה\u{a0}לאבלייס</w:t>"),
        "{text}"
    );
    assert!(!part(&document, "word/styles.xml").contains("w:bidi"));
    document.header.native_name = Some("Άντα".to_owned());
    let text = part(&document, "word/document.xml");
    assert!(
        text.contains("<w:lang w:val=\"el\"/></w:rPr><w:t>Άντα</w:t>"),
        "{text}"
    );
    (document.meta.language, document.meta.right_to_left) = ("he".to_owned(), true);
    document.meta.region = Some("IL".to_owned());
    let styles = part(&document, "word/styles.xml");
    assert!(
        styles.contains("<w:bidi/>") && styles.contains("w:bidi=\"he-IL\""),
        "{styles}"
    );
    document.meta.language = "ja".to_owned();
    assert!(part(&document, "word/styles.xml").contains("w:eastAsia=\"Yu Gothic\""));
    let properties = part(&document, "docProps/core.xml");
    assert!(
        properties.contains("<dc:language>ja-IL</dc:language>"),
        "{properties}"
    );
}

#[test]
fn a_portrait_has_its_words() {
    let document = document_of(&cv("full"), "cv");
    let alt = document.header.photo.as_ref().unwrap().alt.clone();
    let theme = Theme::built_in("scholar").unwrap();
    let docx = docx(&document, &theme, pages(&document));
    let files = archive::read(&docx);
    let picture = files
        .iter()
        .find(|(name, _)| name == "word/media/portrait.png");
    assert_eq!(picture.unwrap().1, PICTURE);
    let parts = parts(&docx);
    let text = roxmltree::Document::parse(&parts["word/document.xml"]).unwrap();
    let described = text
        .descendants()
        .find(|node| reader::name(*node) == "docPr");
    assert_eq!(attribute(described.unwrap(), "descr"), alt);
    assert!(parts["[Content_Types].xml"].contains("image/png"));
}
