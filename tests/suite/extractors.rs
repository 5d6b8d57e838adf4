//! What five programs read from a PDF that an applicant uploads: the name first, contacts whole, sections in order.

use std::sync::atomic::{AtomicUsize, Ordering};

use folio::arrange::{Arranged, arrange};
use folio::document::{Lines, Section};
use folio::theme::Theme;
use unicode_normalization::UnicodeNormalization;

use super::page_breaks::{for_every_page, records};
use super::project::{THEMES, is_looked_at, output_of};

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

/// How a program orders what it reads.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// As it was painted, page by page.
    Painted,
    /// By where it stands: of two columns, a line of one and a line of the other.
    ByPlace,
}

fn order_of(program: &str) -> Order {
    match program {
        "pdftotext -raw" | "pypdf" => Order::Painted,
        _ => Order::ByPlace,
    }
}

/// The titles of sections, each list of them in the order in which a program reads it.
fn titles(document: &Arranged, theme: &Theme, order: Order, pages: usize) -> Vec<Vec<String>> {
    let title = |section: &Section<Lines>| {
        words(if theme.has_capitals() {
            &section.capitals
        } else {
            &section.title
        })
    };
    let side = &theme.columns.side;
    // A page has the first column of its text, then the second; another page the same again.
    if order == Order::Painted && (side.is_empty() || pages == 1) || side.is_empty() {
        return vec![document.sections.iter().map(title).collect()];
    }
    let column = |is_side: bool| {
        let sections = document.sections.iter();
        let own = sections.filter(|section| side.contains(&section.id) == is_side);
        own.map(title).collect()
    };
    vec![column(false), column(true)]
}

fn look(name: &str, document: &Arranged, theme: &Theme, text: &str, order: Order, pages: usize) {
    let read = words(text);
    let header = &document.header;
    // Of two columns, a program that goes by place may find the second first, which begins at the same height:
    // `folio check` says of such a look that it is not for portals.
    let own = read.find(&words(&header.name));
    let beside = theme.columns.are_two() && order == Order::ByPlace;
    assert!(
        own == Some(0) || beside && own.is_some(),
        "{name} begins with {}",
        read.chars().take(60).collect::<String>()
    );
    for contact in &header.contacts {
        // Whole, and parted from its neighbours.
        let wanted = words(&contact.text);
        let is_alone = read.match_indices(&wanted).any(|(at, _)| {
            let (before, after) = (&read[..at], &read[at + wanted.len()..]);
            (before.is_empty() || before.ends_with([' ', '|', '·']))
                && (after.is_empty() || after.starts_with([' ', '|', '·']))
        });
        let begin: String = read.chars().take(600).collect();
        assert!(is_alone, "{name} has no `{wanted}` in {begin}");
    }
    // What stands far apart on a line is of two columns, or the label of a paper beside a title.
    let lines: Vec<Vec<String>> = text
        .lines()
        .map(|line| {
            let parts = line.split("   ").map(words);
            parts.filter(|part| !part.is_empty()).collect()
        })
        .collect();
    let is_two = theme.columns.are_two() || theme.pairs;
    // Of sections beside each other, a program that goes by place may find either first, or both on one line.
    if is_two && order == Order::ByPlace {
        for title in titles(document, theme, order, pages).concat() {
            assert!(read.contains(&title), "{name} has no section `{title}`");
        }
        return;
    }
    for column in titles(document, theme, order, pages) {
        let mut after = 0;
        for title in column {
            let found = lines[after..].iter().position(|line| match is_two {
                true => line.contains(&title),
                false => *line == [title.clone()],
            });
            let found = found.unwrap_or_else(|| panic!("{name} has no section `{title}` in order"));
            after += found + 1;
        }
    }
}

#[test]
#[ignore = "runs pdftotext (poppler) and Python with pdfminer.six and pypdf"]
fn five_extractors_read_name_contacts_and_sections_in_order() {
    let read = AtomicUsize::new(0);
    for_every_page(
        &records(),
        &["academic", "resume"],
        |name, document, theme, layout| {
            let arranged = arrange(document, theme);
            for (program, text) in extracted(&layout.pdf().unwrap()) {
                let name = format!("{name}, {program}");
                look(
                    &name,
                    &arranged,
                    theme,
                    &text,
                    order_of(program),
                    layout.pages(),
                );
                read.fetch_add(1, Ordering::Relaxed);
            }
        },
    );
    // Four records, two documents, ten themes, two sizes of paper, five programs.
    let designs = (0..4 * 2 * THEMES.len() * 2).filter(|at| is_looked_at(*at));
    assert_eq!(read.into_inner(), designs.count() * 5);
}
