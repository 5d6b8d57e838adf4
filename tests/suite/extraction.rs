//! What a machine reads from a PDF is what the text output says.

use folio::arrange::{Arranged, arrange};
use folio::document::{Document, Inline, Inlines, Visit, What};
use folio::render::text::text;
use folio::render::typst::Layout;
use folio::theme::Theme;

use super::overflow;
use super::page_breaks::{for_every_page, records};
use super::project::{
    self, ENGINE, TEMPLATES, THEMES, assert_same, composed, condensed, fixture,
    for_every_page_design, output_of, without_separators,
};

/// The text of a PDF in the order of its content stream, page by page.
fn pages_of(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    let text = output_of("pdftotext", &["-raw", path.to_str().unwrap(), "-"]);
    text.trim_end_matches('\u{c}')
        .split('\u{c}')
        .map(str::to_owned)
        .collect()
}

/// The text of all pages without running heads and feet, which must be where they belong.
pub fn body_of(pdf: &[u8], document: &Document) -> String {
    let pages = pages_of(pdf);
    let count = pages.len();
    let meta = &document.meta;
    let mut body = String::new();
    for (index, page) in pages.iter().enumerate() {
        let number = (index + 1).to_string();
        let foot = meta
            .page_of
            .replace("{page}", &number)
            .replace("{pages}", &count.to_string());
        let foot = condensed(&format!(
            "{}{foot}",
            meta.updated.as_deref().unwrap_or_default()
        ));
        let head = condensed(&format!("{}{}", meta.author, meta.kind));
        // poppler sets runs of right-to-left characters in embedding marks of its own.
        let page: String = page
            .chars()
            .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}'))
            .collect();
        let mut rest = condensed(&page);
        if count > 1 {
            assert!(
                rest.ends_with(&foot),
                "page {number} must end in `{foot}`: {rest}"
            );
            rest.truncate(rest.len() - foot.len());
        }
        if index > 0 {
            let without = rest.strip_prefix(&head);
            rest = without
                .unwrap_or_else(|| panic!("page {number} must begin with `{head}`: {rest}"))
                .to_owned();
        }
        body.push_str(&rest);
    }
    body
}

#[test]
#[ignore = "runs pdftotext and pdfinfo (poppler)"]
fn the_text_and_the_tags_of_every_page_design_are_the_text_output() {
    for_every_page_design(|name, composed, theme| {
        let layout = ENGINE.layout(&composed.document, theme).unwrap();
        let pdf = layout.pdf().unwrap();
        let extracted = body_of(&pdf, &composed.document);
        assert_same_on_pages(
            name,
            &extracted,
            &condensed(&text(&composed.document, theme)),
            theme,
            layout.pages(),
        );
        assert_tagged(name, &pdf, &composed.document, theme, layout.pages());
        let banned = |c: char| {
            matches!(
                c,
                '\u{ad}' | '\u{fffd}' | '\u{200b}' | '\u{2060}' | '\u{e000}'..='\u{f8ff}'
            )
        };
        assert!(!extracted.contains(banned), "{name}");
        for string in strings(&arrange(&composed.document, theme)) {
            assert!(
                extracted.contains(&condensed(&string)),
                "{name}: `{string}` is not on the pages"
            );
        }
    });
}

#[test]
#[ignore = "runs pdftotext (poppler)"]
fn the_text_of_the_pages_is_that_of_the_text_output_however_parts_are_arranged() {
    let cv = fixture("full");
    for theme in THEMES {
        let (composed, plain) = composed(&cv, "cv", theme);
        let mut texts = std::collections::BTreeSet::new();
        for arranged in project::arrangements(&plain) {
            let layout = ENGINE.layout(&composed.document, &arranged).unwrap();
            let extracted = body_of(&layout.pdf().unwrap(), &composed.document);
            let expected = text(&composed.document, &arranged);
            assert_same_on_pages(
                theme,
                &extracted,
                &condensed(&expected),
                &arranged,
                layout.pages(),
            );
            texts.insert(expected);
        }
        assert_eq!(texts.len(), 3, "{theme}: nothing stands elsewhere");
    }
}

/// Panics unless what is drawn is the text output.
pub fn assert_drawn(name: &str, document: &Document, theme: &Theme, layout: &Layout) {
    assert_same_on_pages(
        name,
        &condensed(&overflow::body(layout, theme)),
        &condensed(&text(document, theme)),
        theme,
        layout.pages(),
    );
}

#[test]
#[ignore = "runs pdftotext and pdfinfo (poppler)"]
fn the_text_and_the_tags_of_every_record_are_the_text_output() {
    for_every_page(&records(), &TEMPLATES, |name, document, theme, layout| {
        let pdf = layout.pdf().unwrap();
        let expected = condensed(&text(document, theme));
        let extracted = body_of(&pdf, document);
        assert_same_on_pages(name, &extracted, &expected, theme, layout.pages());
        assert_tagged(name, &pdf, document, theme, layout.pages());
    });
}

/// Panics unless the text of pages is that of the text output. Two columns over several pages are painted page
/// by page, and text goes on below the end of the second, so that only the tags, which another test reads, have the order of the text: there nothing is missing
/// and nothing is more.
fn assert_same_on_pages(name: &str, found: &str, expected: &str, theme: &Theme, pages: usize) {
    let [found, expected] = [found, expected].map(|text| without_separators(text, theme));
    if !theme.columns.are_two() || pages == 1 && !theme.columns.ends {
        return assert_same(name, &found, &expected);
    }
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters.into_iter().collect::<String>()
    };
    assert_same(name, &sorted(&found), &sorted(&expected));
}

/// Every run of characters of the document.
fn strings(document: &Arranged) -> Vec<String> {
    struct Strings(Vec<String>);
    impl Visit for Strings {
        fn text(&mut self, what: What, _origin: &str, text: &str) {
            // Capitals print in some themes, and years beside papers.
            if !matches!(
                what,
                What::SectionTitle | What::SectionCapitals | What::Beside
            ) {
                self.0.push(text.to_owned());
            }
        }

        fn runs(&mut self, _what: What, _origin: &str, runs: &Inlines) {
            fn push(runs: &[Inline], out: &mut Vec<String>) {
                for run in runs {
                    out.extend(run.own_text().map(str::to_owned));
                    push(run.children(), out);
                }
            }
            push(runs, &mut self.0);
        }
    }
    let mut found = Strings(Vec::new());
    document.visit(&mut found);
    found.0
}

/// Panics unless the tags of a PDF have the text of the text output, in its order. Over several pages the sections of a
/// second column come where it ends, before those that stand below it: each column has its own order.
fn assert_tagged(name: &str, pdf: &[u8], document: &Document, theme: &Theme, pages: usize) {
    let found = without_separators(&tagged(pdf), theme);
    let expected = without_separators(&condensed(&text(document, theme)), theme);
    if !theme.columns.are_two() || pages == 1 && !theme.columns.ends {
        return assert_same(name, &found, &expected);
    }
    assert_same_on_pages(name, &found, &expected, theme, pages);
    let side = &theme.columns.side;
    for is_side in [false, true] {
        let found = found.to_lowercase();
        let mut rest = &found[..];
        let sections = arrange(document, theme).sections;
        for section in sections
            .iter()
            .filter(|one| side.contains(&one.id) == is_side)
        {
            let title = condensed(&section.title).to_lowercase();
            let at = rest.find(&title);
            let at = at.unwrap_or_else(|| panic!("{name}: no {title} behind those before it"));
            rest = &rest[at + title.len()..];
        }
    }
}

/// The text of the tags of a PDF.
fn tagged(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    let tree = output_of("pdfinfo", &["-struct-text", path.to_str().unwrap()]);
    condensed(&text_of_tags(&tree))
}

/// The characters between quotes of the tag tree that pdfinfo prints.
fn text_of_tags(tree: &str) -> String {
    let quoted = tree.lines().filter_map(|line| {
        let line = line.trim();
        line.strip_prefix('"')?.strip_suffix('"')
    });
    quoted.collect()
}
