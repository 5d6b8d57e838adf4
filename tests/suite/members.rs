//! The papers of a document, their order and their numbers are the same in every output.

use folio::arrange::arrange;
use folio::document::{Content, Document, Item, Lines, PublicationItem};
use folio::model::Format;
use folio::session::{Request, build, fitted};
use folio::theme::Theme;

use super::project::{ENGINE, condensed, fixture};

/// The papers on their lines.
fn papers(document: &Document, theme: &Theme) -> Vec<PublicationItem<Lines>> {
    let sections = arrange(document, theme).sections.into_iter();
    let groups = sections.flat_map(|section| section.groups);
    let items = groups.flat_map(|group| group.items);
    items
        .filter_map(|item| match item {
            Item::Publication(paper) => Some(paper),
            _ => None,
        })
        .collect()
}

/// The places of texts in another, each after the one before.
fn assert_in_order(name: &str, text: &str, parts: &[String]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part.as_str());
        let at = at.unwrap_or_else(|| panic!("{name}: `{part}` is not where it belongs"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn every_output_has_the_same_papers_in_the_same_order_under_the_same_numbers() {
    for (source, names) in [
        ("homepage", &["cv", "resume", "publications"][..]),
        (
            "full",
            &[
                "cv",
                "resume",
                "publications",
                "grant-cv",
                "subject-list",
                "industry-resume",
            ][..],
        ),
    ] {
        let cv = fixture(source);
        for name in names {
            let request = Request {
                formats: vec![
                    Format::Txt,
                    Format::Tex,
                    Format::Bib,
                    Format::CslJson,
                    Format::Ris,
                ],
                ..Request::default()
            };
            let page = fitted(&cv, name, &ENGINE, &request, &mut Vec::new()).unwrap();
            let papers = papers(&page.fitted.document, &page.fitted.theme);
            assert!(!papers.is_empty(), "{source} {name}");
            let built = build(&cv, &[(*name).to_owned()], &ENGINE, &request).remove(0);
            let output = |format: Format| {
                let output = built
                    .outputs
                    .iter()
                    .find(|output| output.format == format)
                    .unwrap();
                String::from_utf8(output.bytes.clone()).unwrap()
            };

            // The pages: every paper is a block that its origin finds, in order.
            let marks = page.fitted.layout.measure().marks;
            let on_pages: Vec<&str> = marks
                .iter()
                .map(|mark| mark.label.as_str())
                .filter(|label| papers.iter().any(|paper| paper.origin == *label))
                .collect();
            let expected: Vec<&str> = papers.iter().map(|paper| paper.origin.as_str()).collect();
            assert_eq!(on_pages, expected, "{source} {name}");

            // The text: label, then content.
            let lines: Vec<String> = papers
                .iter()
                .map(|paper| {
                    condensed(&format!(
                        "{}{}",
                        paper.label.as_deref().unwrap_or_default(),
                        match (&paper.year, page.fitted.theme.date) {
                            (Some(year), folio::theme::DatePlacement::Left) => year.as_str(),
                            _ => "",
                        }
                    )) + &condensed(&paper.content.text())
                })
                .collect();
            assert_in_order(
                &format!("{source} {name} txt"),
                &condensed(&output(Format::Txt)),
                &lines,
            );

            // The LaTeX: one `\cvpublication{label}` each.
            let tex = output(Format::Tex);
            let body = tex.split_once("\\begin{document}").unwrap().1;
            let labels: Vec<&str> = body
                .match_indices("\\cvpublication{")
                .map(|(at, macro_name)| {
                    let rest = &body[at + macro_name.len()..];
                    rest.split('}').next().unwrap_or_default()
                })
                .collect();
            let expected: Vec<&str> = papers
                .iter()
                .map(|paper| paper.label.as_deref().unwrap_or_default())
                .collect();
            assert_eq!(labels, expected, "{source} {name} tex");

            // What other programs read: as many entries, in order.
            let json: serde_json::Value = serde_json::from_str(&output(Format::CslJson)).unwrap();
            let titles: Vec<String> = json
                .as_array()
                .unwrap()
                .iter()
                .map(|item| condensed(item["title"].as_str().unwrap()))
                .collect();
            assert_eq!(titles.len(), papers.len(), "{source} {name} csl-json");
            for (title, paper) in titles.iter().zip(&papers) {
                let letters =
                    |text: &str| -> String { text.chars().filter(|c| c.is_alphabetic()).collect() };
                let content = letters(&condensed(&paper.content.text()));
                let first_words: String = letters(title).chars().take(12).collect();
                assert!(content.contains(&first_words), "{source} {name}: {title}");
            }
            let entries = output(Format::Bib)
                .lines()
                .filter(|line| line.starts_with('@'))
                .count();
            assert_eq!(entries, papers.len(), "{source} {name} bib");
            let ris = output(Format::Ris);
            assert_eq!(
                ris.matches("TY  - ").count(),
                papers.len(),
                "{source} {name} ris"
            );
            let ris_titles: Vec<String> = ris
                .lines()
                .filter_map(|line| line.strip_prefix("TI  - "))
                .map(condensed)
                .collect();
            assert_eq!(ris_titles.len(), titles.len(), "{source} {name} ris");
        }
    }
}
