//! The PDFs are what they claim to be: tagged, archival, with embedded fonts of the bundle.

use folio::document::Item;

use super::project::{ENGINE, composed, condensed, fixture, for_every_page_design, output_of};

#[test]
#[ignore = "runs pdfinfo, pdffonts (poppler) and qpdf"]
fn every_pdf_is_tagged_archival_and_embeds_its_fonts() {
    for_every_page_design(|name, composed, theme| {
        let layout = ENGINE.layout(&composed.document, theme).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("document.pdf");
        std::fs::write(&path, layout.pdf().unwrap()).unwrap();
        let path = path.to_str().unwrap();

        let info = output_of("pdfinfo", &[path]);
        let field = |key: &str| {
            let line = info
                .lines()
                .find(|line| line.starts_with(key))
                .unwrap_or_default();
            line.split_once(':')
                .map(|(_, value)| value.trim().to_owned())
                .unwrap_or_default()
        };
        assert_eq!(field("Tagged:"), "yes", "{name}");
        assert_eq!(field("Title:"), composed.document.meta.title, "{name}");
        assert_eq!(field("Author:"), composed.document.meta.author, "{name}");

        let metadata = output_of("pdfinfo", &["-meta", path]);
        for claim in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"] {
            assert!(
                metadata.contains(claim),
                "{name}: no `{claim}` in {metadata}"
            );
        }
        assert!(
            output_of("qpdf", &["--check", path]).contains("No syntax or stream encoding errors")
        );

        let fonts = output_of("pdffonts", &[path]);
        for font in fonts.lines().skip(2) {
            let columns: Vec<&str> = font.split_whitespace().collect();
            let family = columns[0]
                .split_once('+')
                .map_or(columns[0], |(_, family)| family);
            let bundled = [
                "SourceSerif4",
                "SourceSans3",
                "SourceCodePro",
                "LibertinusSerif",
                "EBGaramond",
                "NewCMMath",
                "Noto",
            ];
            assert!(
                bundled.iter().any(|own| family.starts_with(own)),
                "{name}: {font}"
            );
            // Columns end in: emb sub uni object ID.
            assert_eq!(columns[columns.len() - 5], "yes", "{name}: {font}");
        }
    });
}

#[test]
fn the_headings_are_the_outline() {
    let cv = fixture("full");
    let (composed, theme) = composed(&cv, "cv", "scholar");
    let pdf = ENGINE
        .layout(&composed.document, &theme)
        .unwrap()
        .pdf()
        .unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("/Outlines"));
    assert!(text.contains("/Lang"));
    assert!(text.contains("/DisplayDocTitle true"));
}

/// The tags of a PDF as pdfinfo prints them: the depth of each, its kind, and its text.
fn tags(pdf: &[u8]) -> Vec<(usize, String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    let tree = output_of("pdfinfo", &["-struct-text", path.to_str().unwrap()]);
    let mut tags: Vec<(usize, String, String)> = Vec::new();
    for line in tree.lines() {
        let depth = line.len() - line.trim_start().len();
        let line = line.trim();
        let quoted = line
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        // A picture is something as well.
        let drawn = line.starts_with("Figure").then_some("picture");
        if let Some(text) = quoted.filter(|text| !text.is_empty()).or(drawn) {
            // Text belongs to all tags around it.
            let mut around = depth;
            for (at, _, content) in tags.iter_mut().rev() {
                if *at < around {
                    content.push_str(text);
                    around = *at;
                }
            }
        } else if let Some(kind) = line
            .split([' ', ':'])
            .next()
            .filter(|kind| !kind.starts_with('/'))
        {
            tags.push((depth, kind.to_owned(), String::new()));
        }
    }
    tags
}

#[test]
#[ignore = "runs pdfinfo (poppler)"]
fn entries_are_headings_and_no_tag_is_empty() {
    let mut entries = 0;
    for_every_page_design(|name, composed, theme| {
        let layout = ENGINE.layout(&composed.document, theme).unwrap();
        let tags = tags(&layout.pdf().unwrap());
        let mut last = 0;
        let mut said: Vec<(usize, String)> = Vec::new();
        for (_, kind, text) in &tags {
            if let Some(level) = kind.strip_prefix('H').and_then(|level| level.parse().ok()) {
                assert!(
                    level <= last + 1,
                    "{name}: {text} skips from {last} to {level}"
                );
                last = level;
                said.push((level, condensed(text)));
            }
            if matches!(
                kind.as_str(),
                "Lbl" | "LBody" | "Div" | "P" | "H1" | "H2" | "H3" | "H4" | "H5"
            ) {
                assert!(!text.trim().is_empty(), "{name}: an empty {kind}");
            }
        }
        let document = &composed.document;
        let named = condensed(&document.meta.author);
        assert!(
            said[0].0 == 1 && said[0].1.starts_with(&named),
            "{name}: {:?}",
            said[0]
        );
        assert_eq!(
            said.iter().filter(|(level, _)| *level == 1).count(),
            1,
            "{name}"
        );
        // Each section, group, entry and position is one, but for what has no heading and the rows of tables.
        let groups = document.sections.iter().flat_map(|section| &section.groups);
        let titles = groups.clone().filter(|group| group.title.is_some()).count();
        let headed: usize = groups
            .filter(|group| group.columns.is_empty())
            .flat_map(|group| &group.items)
            .map(|item| match item {
                Item::Entry(entry) => {
                    usize::from(!entry.heading.is_empty())
                        + entry
                            .positions
                            .iter()
                            .filter(|one| !one.heading.is_empty())
                            .count()
                }
                _ => 0,
            })
            .sum();
        entries += headed;
        assert_eq!(
            said.len(),
            1 + document.sections.len() + titles + headed,
            "{name}: {said:?}"
        );
    });
    assert!(entries > 100, "{entries}");
}
