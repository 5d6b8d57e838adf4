//! The PDFs are what they claim to be: tagged, archival, with embedded fonts of the bundle.

use super::project::{ENGINE, composed, fixture, for_every_page_design, output_of};

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
                "NewCMMath",
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
