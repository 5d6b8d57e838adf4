//! What five programs read from a PDF that an applicant uploads: the name first, contacts whole, sections in order.

use folio::arrange::{Arranged, arrange};
use folio::fit;
use folio::theme::Theme;
use unicode_normalization::UnicodeNormalization;

use super::page_breaks::records;
use super::project::{ENGINE, THEMES, composed, output_of};

/// Reads a file with two libraries, a form feed between the two.
const PYTHON: &str = r#"
import sys
from pdfminer.high_level import extract_text
from pypdf import PdfReader
path = sys.argv[1]
pages = [page.extract_text() for page in PdfReader(path).pages]
sys.stdout.buffer.write((extract_text(path).replace("\f", "\n") + "\f" + "\n".join(pages)).encode())
"#;

/// A text as one reads it: compatibility forms folded, a space between words.
fn words(text: &str) -> String {
    let folded: String = text.nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What five extractors read from a PDF.
fn extracted(pdf: &[u8]) -> Vec<(&'static str, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    let path = path.to_str().unwrap();
    let mut texts: Vec<(&str, String)> = vec![
        ("pdftotext", output_of("pdftotext", &[path, "-"])),
        (
            "pdftotext -layout",
            output_of("pdftotext", &["-layout", path, "-"]),
        ),
        (
            "pdftotext -raw",
            output_of("pdftotext", &["-raw", path, "-"]),
        ),
    ];
    let both = output_of("python3", &["-c", PYTHON, path]);
    let (pdfminer, pypdf) = both.split_once('\u{c}').unwrap();
    texts.push(("pdfminer.six", pdfminer.to_owned()));
    texts.push(("pypdf", pypdf.to_owned()));
    texts
}

fn look(name: &str, document: &Arranged, theme: &Theme, text: &str) {
    let read = words(text);
    let header = &document.header;
    assert!(
        read.starts_with(&words(&header.name)),
        "{name} begins with {}",
        &read[..60]
    );
    for contact in &header.contacts {
        // Whole, and parted from its neighbours.
        let wanted = words(&contact.text);
        let is_alone = read.match_indices(&wanted).any(|(at, _)| {
            let (before, after) = (&read[..at], &read[at + wanted.len()..]);
            (before.is_empty() || before.ends_with([' ', '|', '·']))
                && (after.is_empty() || after.starts_with([' ', '|', '·']))
        });
        assert!(
            is_alone,
            "{name} has no `{wanted}` in {}",
            &read[..600.min(read.len())]
        );
    }
    let lines: Vec<String> = text.lines().map(words).collect();
    let mut after = 0;
    for section in &document.sections {
        let title = words(if theme.has_capitals() {
            &section.capitals
        } else {
            &section.title
        });
        let found = lines[after..].iter().position(|line| *line == title);
        let found = found.unwrap_or_else(|| panic!("{name} has no section `{title}` in order"));
        after += found + 1;
    }
}

#[test]
#[ignore = "runs pdftotext (poppler) and Python with pdfminer.six and pypdf"]
fn five_extractors_read_name_contacts_and_sections_in_order() {
    for (record, cv) in records() {
        let document = if record == "swe" { "resume" } else { "cv" };
        for theme in THEMES {
            let (composed, theme) = composed(&cv, document, theme);
            // Who reads a page line by line reads across two columns, of which `folio check` tells.
            if !theme.columns.side.is_empty() {
                continue;
            }
            let limit = composed.settings.pages;
            let fitted = fit::fit(
                &composed.document,
                &theme,
                &composed.priorities,
                &ENGINE,
                limit,
            );
            let fitted = fitted.unwrap();
            let arranged = arrange(&fitted.document, &fitted.theme);
            for (program, text) in extracted(&fitted.layout.pdf().unwrap()) {
                let name = format!("{record}, {}, {program}", theme.name);
                look(&name, &arranged, &theme, &text);
            }
        }
    }
}
