//! Documents in every language that Folio has words of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use folio::compose::{self, Options};
use folio::document::Document;
use folio::fit::Fitted;
use folio::model::Cv;
use folio::papers::Record;
use folio::render::text::text;
use folio::render::typst::Engine;
use folio::session::{self, Request};
use folio::source::{Environment, load_str};
use folio::theme;
use folio::words::{Family, Locale, Message};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::extraction::body_of;
use super::project::{assert_same, condensed, fixtures, output_of, without_separators};

/// The example with every section, in a language.
fn full(tag: &str) -> Cv {
    let yaml = fs::read_to_string(fixtures().join("full.yaml")).unwrap();
    let setting = "\n  language: en\n";
    assert!(yaml.contains(setting));
    let yaml = yaml.replace(setting, &format!("\n  language: {tag}\n"));
    let loaded = load_str("cv.yaml", &yaml, &fixtures(), &Environment::default());
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    loaded.cv.unwrap()
}

fn document(cv: &Cv, name: &str) -> Document {
    let composed = compose::compose(cv, name, &Options::default()).unwrap();
    composed.document
}

/// The languages that say everything themselves; a region says what differs.
fn whole_languages() -> impl Iterator<Item = &'static str> {
    Locale::tags().filter(|tag| {
        let parent = tag.rsplit_once('-').map(|(parent, _)| parent);
        parent.is_none_or(|parent| Locale::tags().all(|tag| tag != parent))
    })
}

/// What the example says in a language: its academic CV and its list of publications.
fn pages(tag: &str) -> String {
    let theme = theme::load("scholar", None).unwrap();
    let cv = full(tag);
    let pages = ["cv", "publications"].map(|name| {
        let document = document(&cv, name);
        assert_eq!(document.meta.language, tag.split('-').next().unwrap());
        format!("{}\n{}\n", document.meta.title, text(&document, &theme))
    });
    pages.join("\n")
}

#[test]
fn the_example_in_every_language() {
    let english = pages("en");
    insta::assert_snapshot!("example-en", english);
    for tag in whole_languages().filter(|tag| *tag != "en") {
        let pages = pages(tag);
        // The words of a language change no line into two.
        assert_eq!(pages.lines().count(), english.lines().count(), "{tag}");
        let lines = pages.lines().zip(english.lines());
        let own = lines.filter(|(line, english)| line != english);
        let own: Vec<&str> = own.map(|(line, _)| line).collect();
        insta::assert_snapshot!(format!("example-{tag}"), own.join("\n"));
    }
}

/// What stands over sections and groups, and the kind of the document.
fn headings(document: &Document) -> Vec<String> {
    let sections = document.sections.iter().map(|section| &section.title);
    let groups = document.sections.iter().flat_map(|section| &section.groups);
    let groups = groups.filter_map(|group| group.title.as_ref());
    let headings = sections.chain(groups).chain([&document.meta.kind]);
    headings.cloned().collect()
}

#[test]
fn no_heading_stays_english() {
    let english = Locale::for_tag("en").unwrap();
    let is_heading = |message: &&Message| {
        let key = message.key();
        ["section.", "group.", "kind."]
            .iter()
            .any(|start| key.starts_with(start))
    };
    for tag in whole_languages().filter(|tag| *tag != "en") {
        let locale = Locale::for_tag(tag).unwrap();
        let messages = Message::ALL.iter().filter(is_heading);
        let own: BTreeSet<String> = messages.clone().map(|one| locale.word(*one)).collect();
        let others = messages.map(|one| english.word(*one));
        let others: Vec<String> = others.filter(|word| !own.contains(word)).collect();
        let cv = full(tag);
        let found = ["cv", "publications"].map(|name| headings(&document(&cv, name)));
        let found = found.concat();
        assert!(found.len() > 30, "{tag}: {found:?}");
        for heading in found {
            let words = heading.split(" (").next().unwrap();
            assert!(others.iter().all(|word| word != words), "{tag}: {heading}");
        }
    }
}

/// What is suggested in the place of a language.
fn suggested(language: &str) -> String {
    let yaml = format!("person: {{name: X}}\nsettings: {{language: '{language}'}}\n");
    let loaded = load_str("cv.yaml", &yaml, &fixtures(), &Environment::default());
    let mut problems = loaded.diagnostics.iter();
    let problem = problems.find(|problem| problem.code.to_string() == "unknown-language");
    let problem = problem.unwrap_or_else(|| panic!("{language} is known"));
    let label = problem.label.clone().unwrap();
    let suggested = label.strip_prefix("did you mean `");
    let suggested = suggested.and_then(|label| label.strip_suffix("`?"));
    suggested.unwrap_or(&label).to_owned()
}

#[test]
fn a_language_is_found_by_its_names() {
    let english = Locale::for_tag("en").unwrap();
    for tag in Locale::tags() {
        let locale = Locale::for_tag(tag).unwrap();
        assert_eq!(suggested(locale.name()), tag);
        let named = Family::Language.message(locale.language()).unwrap();
        let found = suggested(&english.word(named));
        assert_eq!(found.split('-').next(), tag.split('-').next(), "{tag}");
    }
    for (slip, tag) in [
        ("portugese", "pt"),
        ("pt_BR", "pt-BR"),
        ("Norwegan", "nb"),
        ("suomea", "fi"),
    ] {
        assert_eq!(suggested(slip), tag);
    }
}

/// Where Debian's packages `fonts-noto-core` and `fonts-noto-cjk` have the fonts of scripts that Folio has none for.
const SYSTEM_FONTS: [&str; 4] = [
    "truetype/noto/NotoSerifDevanagari-Regular.ttf",
    "truetype/noto/NotoSerifDevanagari-Bold.ttf",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSerifCJK-Bold.ttc",
];

/// A project with these fonts, and with what stands beside the example.
fn project_with_fonts() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fonts = folder.path().join("fonts");
    fs::create_dir(&fonts).unwrap();
    for font in SYSTEM_FONTS {
        let from = Path::new("/usr/share/fonts").join(font);
        fs::copy(&from, fonts.join(from.file_name().unwrap()))
            .unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    }
    for file in ["full.bib", "portrait.svg"] {
        fs::copy(fixtures().join(file), folder.path().join(file)).unwrap();
    }
    folder
}

/// The words of a text, each as its letters in the order of the alphabet, with how often it occurs. Left out are words with
/// marks, which poppler finds twice, those with a lam and an alef that are one sign, which it takes apart, and formulas.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    // A word in one script may be joined to one in another.
    let is_from_right = |c: char| matches!(c, '\u{590}'..='\u{8ff}');
    let mut parted = String::new();
    for c in text.chars().filter(|c| *c != '\u{200c}') {
        let last = parted.chars().next_back().unwrap_or_default();
        if is_from_right(c) != is_from_right(last) {
            parted.push(' ');
        }
        parted.push(c);
    }
    for word in parted.split(|c: char| !c.is_alphabetic() && !is_combining_mark(c)) {
        let is_joined = ["لا", "لأ", "لإ", "لآ"].iter().any(|sign| word.contains(sign));
        if is_joined || word.chars().any(is_combining_mark) || word.chars().count() < 2 {
            continue;
        }
        let mut letters: Vec<char> = word.nfkc().collect();
        letters.sort_unstable();
        *words.entry(letters.into_iter().collect()).or_default() += 1;
    }
    words
}

/// Of pages that are read from the right, programs guess the order of what stands on a line, and of letters that are
/// joined in one; so the words are counted.
fn assert_no_word_is_missing(what: &str, pdf: &[u8], expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    fs::write(&path, pdf).unwrap();
    let path = path.to_str().unwrap();
    // The one joins what a hyphen parts at the end of a line, the other parts what is beside each other.
    let found =
        [&[path, "-"][..], &["-raw", path, "-"]].map(|all| words(&output_of("pdftotext", all)));
    let expected = words(expected);
    assert!(expected.len() > 100, "{what}: {expected:?}");
    for (word, count) in &expected {
        let there = found.iter().filter_map(|words| words.get(word)).max();
        let there = there.copied().unwrap_or_default();
        assert!(
            there >= *count,
            "{what}: {word} is there {there} times of {count}"
        );
    }
}

/// Every document of the example, in every language, is built without a warning, says what its text output says, and is
/// PDF/UA-1 and PDF/A-2a: what breaks their rules is an error of the export.
#[test]
#[ignore = "needs the fonts of fonts-noto-core and fonts-noto-cjk, runs pdftotext (poppler)"]
fn every_document_is_built_in_every_language() {
    let folder = project_with_fonts();
    let engine = Engine::new(Some(folder.path()));
    let mut count = 0;
    for tag in Locale::tags() {
        let cv = full(tag);
        let record = Record::from(&cv);
        for name in ["cv", "resume", "publications"] {
            let what = format!("{tag}/{name}");
            let mut found = Vec::new();
            let page = session::fitted(&record, name, &engine, &Request::default(), &mut found);
            let page = page.unwrap_or_else(|problems| panic!("{what}: {problems:#?}"));
            let Fitted {
                document,
                theme,
                layout,
                ..
            } = &page.fitted;
            let warnings: Vec<_> = found.iter().chain(layout.warnings()).collect();
            assert!(warnings.is_empty(), "{what}: {warnings:#?}");
            let pdf = layout.pdf();
            let pdf = pdf.unwrap_or_else(|problems| panic!("{what}: {problems:#?}"));
            match document.meta.right_to_left {
                true => assert_no_word_is_missing(&what, &pdf, &text(document, theme)),
                false => {
                    let expected = without_separators(&condensed(&text(document, theme)), theme);
                    // In Czech, Polish, Portuguese and others a hyphen at the end of a line begins the next as well.
                    let found = without_separators(&body_of(&pdf, document), theme);
                    let once = |text: &str| text.replace("--", "-");
                    assert_same(&what, &once(&found), &once(&expected));
                }
            }
            count += 1;
        }
    }
    assert!(count >= 38 * 3, "{count}");
}

/// The fonts of the machine serve a document in a script that Folio has none for, if the file asks for them.
#[test]
#[ignore = "needs the fonts of fonts-noto-core and fonts-noto-cjk"]
fn fonts_of_the_machine_are_taken_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cv.yaml");
    for (language, name, family) in [
        ("zh-Hans", "王小明", "NotoSerifCJKsc"),
        ("zh-Hant", "王小明", "NotoSerifCJKtc"),
        ("ja", "山田太郎", "NotoSerifCJKjp"),
        ("ko", "홍길동", "NotoSerifCJKkr"),
        ("hi", "अदिति शर्मा", "NotoSerifDevanagari"),
        ("th", "สมชาย", "NotoSerifThai"),
    ] {
        // There are no words of Thai, and a name in it all the same.
        let language = if language == "th" { "en" } else { language };
        for origin in ["project", "system"] {
            let yaml = format!(
                "person: {{name: {name}}}\nsummary: {name}\n\
                 settings: {{language: {language}, theme: scholar, fonts: {origin}}}\n"
            );
            fs::write(&file, yaml).unwrap();
            let project = session::open(&file).unwrap();
            let cv = project.cv.as_ref().unwrap();
            let record = Record::from(cv);
            let mut found = Vec::new();
            let page = session::fitted(
                &record,
                "cv",
                &project.engine,
                &Request::default(),
                &mut found,
            );
            match (origin, page) {
                ("project", Err(problems)) => {
                    assert_eq!(problems.len(), 1, "{problems:#?}");
                    let help = format!("{:?}", problems[0]);
                    assert!(help.contains("fonts: system"), "{help}");
                }
                ("system", Ok(page)) => {
                    let pdf = page.fitted.layout.pdf().unwrap();
                    let text = String::from_utf8_lossy(&pdf);
                    let named = family.to_lowercase();
                    let is_there = text.to_lowercase().replace('-', "").contains(&named);
                    assert!(is_there, "{language}: no {family}");
                }
                (origin, page) => panic!("{language} {origin}: {}", page.is_ok()),
            }
        }
    }
}

/// The number of the first page, and the years of a job and of two papers.
#[test]
fn numbers_are_in_native_digits_on_request() {
    let yaml = |digits: &str| {
        format!(
            "person: {{name: مریم نمونه}}\n\
             settings: {{language: fa, updated: 2026-11-22, digits: {digits}}}\n\
             documents: {{cv: {{publications: {{group: type, counts: true}}, design: {{footer_on_one_page: true}}}}}}\n\
             experience: [{{organization: دانشگاه تهران, title: استاد, start: 2014, end: 2021}}]\n\
             grants: [{{title: بنیاد, amount: {{value: 1234567, currency: EUR}}, date: 2019}}]\n\
             publications:\n\
             - {{title: ساختار زبان, authors: مریم نمونه, type: journal, venue: زبان, date: 2018}}\n\
             - {{title: On Language, authors: مریم نمونه, type: journal, venue: Language, date: 2017}}\n"
        )
    };
    let document = |digits: &str| {
        let loaded = load_str(
            "cv.yaml",
            &yaml(digits),
            &fixtures(),
            &Environment::default(),
        );
        assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
        document(&loaded.cv.unwrap(), "cv")
    };
    let theme = theme::load("clear", None).unwrap();
    let native = document("native");
    let said = text(&native, &theme);
    for words in ["۲۰۱۴", "۲۰۲۱", "۱٬۲۳۴٬۵۶۷", "۲۰۱۹", "۲۰۱۸", "2017", "(۲)"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    for words in ["2014", "2021", "1,234", "2019", "2018", "۲۰۱۷"] {
        assert!(!said.contains(words), "{words}: {said}");
    }
    let western = text(&document("western"), &theme);
    assert!(
        western.contains("2014") && western.contains("1,234,567"),
        "{western}"
    );
    assert!(!western.contains('۲'), "{western}");
    // A digit of a page has its place in the fonts, and in LaTeX.
    let layout = Engine::new(None).layout(&native, &theme).unwrap();
    assert_eq!(layout.warnings(), []);
    assert_eq!(native.meta.digits.as_deref(), Some("۰۱۲۳۴۵۶۷۸۹"));
    let tex = folio::render::latex::latex(&native, &theme);
    assert!(tex.contains(r"\cvdigits{\thepage}"), "{tex}");
}
