//! Looks as a user meets them: `folio theme`, a template to start from, and what `design` draws.

use std::fs;

use folio::arrange::arrange;
use folio::model::THEMES;
use folio::render::text::text;
use folio::render::typst::Layout;
use folio::session::{self, Request};
use folio::source::{Environment, load_str};
use typst::layout::{Frame, FrameItem, Point, Size};

use super::cli::{project, run};
use super::project::{ENGINE, condensed, fixtures};

const CV: &str = "person: {name: Ada Lovelace, email: ada@example.org, location: London, photo: {path: portrait.svg, alt: Ada}}
experience:
  - {title: Analyst, organization: Analytical Engines, start: 1842, highlights: [Wrote the first programme.]}
skills: [{name: Mathematics, keywords: [Numbers, Series]}]
";

#[test]
fn the_list_has_every_theme_and_the_projects_own() {
    let folder = project(CV);
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).unwrap();
    fs::write(
        themes.join("mine.yaml"),
        "# For the faculty.\nextends: axis\n",
    )
    .unwrap();
    for arguments in [&["theme"][..], &["theme", "list"]] {
        let (code, stdout, stderr) = run(folder.path(), arguments);
        assert_eq!(code, 0, "{stderr}");
        let lines: Vec<&str> = stdout.lines().collect();
        assert_eq!(lines.len(), THEMES.len() + 1);
        for (line, name) in lines.iter().zip(THEMES) {
            assert!(
                line.starts_with(&format!("{name} ")) && line.contains("  dates "),
                "{line}"
            );
        }
        assert_eq!(
            lines[THEMES.len()],
            "mine     dates left    (yours) For the faculty."
        );
    }
}

#[test]
fn a_theme_is_printed_as_a_file_that_builds() {
    let folder = project(&format!("{CV}settings: {{theme: mine}}\n"));
    let (code, printed, stderr) = run(folder.path(), &["theme", "show", "banner"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).unwrap();
    fs::write(themes.join("mine.yaml"), &printed).unwrap();
    let pdf = |arguments: &[&str]| {
        let (code, stdout, stderr) = run(folder.path(), arguments);
        assert_eq!(code, 0, "{stderr}");
        stdout
    };
    // The same page as the theme that was printed.
    assert_eq!(
        pdf(&["resume", "--format", "txt", "--stdout"]),
        pdf(&["resume", "--theme", "banner", "--format", "txt", "--stdout"])
    );
    let (code, _, stderr) = run(folder.path(), &["theme", "show", "baner"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("did you mean `banner`?"), "{stderr}");
    // One with mistakes says them at their places, and prints nothing.
    fs::write(themes.join("bad.yaml"), "size_pt: big\n").unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["theme", "show", "bad"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("bad.yaml:1:10"), "{stderr}");
}

#[test]
fn the_gallery_shows_the_cv_in_every_theme() {
    let folder = project(&CV.replace(", photo: {path: portrait.svg, alt: Ada}", ""));
    let (code, _, stderr) = run(folder.path(), &["theme", "gallery"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("output/gallery/index.html"), "{stderr}");
    let gallery = folder.path().join("output/gallery");
    let page = fs::read_to_string(gallery.join("index.html")).unwrap();
    for name in THEMES {
        let png = fs::read(gallery.join(format!("{name}.png"))).unwrap();
        assert!(png.starts_with(b"\x89PNG"), "{name}");
        assert!(gallery.join(format!("{name}.pdf")).exists(), "{name}");
        assert!(page.contains(&format!("src=\"{name}.png\"")), "{name}");
    }
    let (code, _, stderr) = run(folder.path(), &["theme", "gallery", "nowhere"]);
    assert_eq!(code, 2, "{stderr}");
}

#[test]
fn a_template_to_start_from_builds_as_it_is() {
    let folder = project(
        &format!("{CV}documents: {{own: {{extends: resume, template: mine}}}}\n")
            .replace(", photo: {path: portrait.svg, alt: Ada}", ""),
    );
    let (code, _, stderr) = run(folder.path(), &["new", "--template", "mine"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("template: mine"), "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["own"]);
    assert_eq!(code, 0, "{stderr}");
    // It is never written over, and its name leads nowhere else.
    let (code, _, stderr) = run(folder.path(), &["new", "--template", "mine"]);
    assert_eq!(code, 3, "{stderr}");
    for name in ["../mine", "a b", "", "resume"] {
        let (code, _, stderr) = run(folder.path(), &["new", "--template", name]);
        assert_eq!(code, 2, "{name}: {stderr}");
        assert!(stderr.contains("folio new --template mine"), "{stderr}");
    }
}

#[test]
fn looks_that_portals_do_not_read_are_noted_where_they_are_said() {
    for (said, place) in [
        (
            "documents: {resume: {theme: sidebar}}",
            Some("theme: sidebar"),
        ),
        (
            "documents: {resume: {theme: scholar}}",
            Some("theme: scholar"),
        ),
        (
            "documents: {resume: {design: {date: left}}}",
            Some("date: left"),
        ),
        (
            "documents: {resume: {design: {columns: {side: [skills]}}}}",
            Some("columns: {side"),
        ),
        ("settings: {theme: axis}", Some("theme: axis")),
        ("documents: {resume: {theme: banner}}", None),
        // An academic CV is read by people.
        ("documents: {cv: {theme: axis}}", None),
    ] {
        let folder = project(&format!(
            "{}{said}\n",
            CV.replace(", photo: {path: portrait.svg, alt: Ada}", "")
        ));
        let (code, _, stderr) = run(folder.path(), &["check"]);
        assert_eq!(code, 0, "{stderr}");
        let is_noted = stderr.contains("note[not-for-portals]");
        assert_eq!(is_noted, place.is_some(), "{said}: {stderr}");
        assert!(place.is_none_or(|place| stderr.contains(place)), "{stderr}");
    }
}

/// A document of the CV with a design, laid out; with it the theme.
fn designed(
    name: &str,
    design: &str,
) -> (
    folio::document::Document,
    folio::theme::Theme,
    folio::render::typst::Layout,
) {
    let source = format!("{CV}documents: {{{name}: {{extends: resume, design: {{{design}}}}}}}\n");
    let source = match name {
        "resume" => source.replace("extends: resume, ", ""),
        _ => source,
    };
    let loaded = load_str("cv.yaml", &source, &fixtures(), &Environment::default());
    assert!(!loaded.has_errors(), "{design}: {:#?}", loaded.diagnostics);
    let cv = loaded.cv.unwrap();
    let request = Request::default();
    let (composed, theme) = session::composed(&cv, name, &ENGINE, &request).unwrap();
    let layout = ENGINE.layout(&composed.document, &theme).unwrap();
    assert_eq!(layout.errors(), []);
    assert_eq!(layout.warnings(), [], "{design}");
    (composed.document, theme, layout)
}

/// Left and right, top and bottom of the pictures of a page as far as they are seen, in mm.
fn pictures(layout: &Layout) -> Vec<[f64; 4]> {
    fn walk(frame: &Frame, origin: Point, seen: [f64; 4], found: &mut Vec<[f64; 4]>) {
        let cut = |at: Point, size: Size, seen: [f64; 4]| {
            let [left, right, top, bottom] =
                [at.x, at.x + size.x, at.y, at.y + size.y].map(|length| length.to_mm());
            [
                left.max(seen[0]),
                right.min(seen[1]),
                top.max(seen[2]),
                bottom.min(seen[3]),
            ]
        };
        for (position, item) in frame.items() {
            let at = origin + *position;
            match item {
                FrameItem::Group(group) => {
                    let at = at + Point::new(group.transform.tx, group.transform.ty);
                    let seen = match group.clip {
                        Some(_) => cut(at, group.frame.size(), seen),
                        None => seen,
                    };
                    walk(&group.frame, at, seen, found);
                }
                FrameItem::Image(_, size, _) => found.push(cut(at, *size, seen)),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    let everything = [0.0, 1000.0, 0.0, 1000.0];
    let page = &layout.document().pages()[0].frame;
    walk(page, Point::zero(), everything, &mut found);
    found
}

#[test]
fn the_portrait_stands_where_the_design_has_it_in_any_document_and_theme() {
    for name in ["resume", "drawn"] {
        for theme in ["", "name_align: centered, ", "banner: true, "] {
            for (said, place) in [
                ("photo: none", None),
                ("photo: right", Some((161.0, 191.0, 38.0))),
                ("photo: right, photo_size: 24mm", Some((167.0, 191.0, 30.4))),
                (
                    "photo: left, photo_size: 24mm, photo_shape: rounded",
                    Some((19.0, 43.0, 30.4)),
                ),
                ("photo: left, photo_shape: circle", Some((19.0, 49.0, 30.0))),
            ] {
                let (_, _, layout) = designed(name, &format!("{theme}{said}"));
                let found = pictures(&layout);
                assert_eq!(found.len(), usize::from(place.is_some()), "{said}");
                let Some((left, right, height)) = place else {
                    continue;
                };
                let [from, to, top, bottom] = found[0];
                let near = |a: f64, b: f64| (a - b).abs() < 0.2;
                assert!(
                    near(from, left) && near(to, right),
                    "{theme}{said}: {found:?}"
                );
                assert!(
                    near(bottom - top, height) && top > 15.0,
                    "{theme}{said}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn what_the_design_draws_is_no_text_but_where_it_is_meant_to() {
    let drawn = |design: &str| condensed(&super::overflow::drawn(&designed("resume", design).2));
    let plain = drawn("photo: none");
    for design in [
        "heading: rule-beside",
        "heading: bar",
        "heading: boxed, heading_align: centered",
        "heading: rule-beside, heading_align: centered",
        "links: underline",
        "links: plain",
        "name_align: centered",
        "contact_separator: space",
        "banner: true",
        "date_face: italic",
        "photo: left, photo_shape: circle",
    ] {
        assert_eq!(drawn(design), plain, "{design}");
    }
    // Small capitals are as written, bullets and separators the signs that were asked for.
    assert!(plain.contains("EXPERIENCE") && !plain.contains("Experience"));
    assert!(drawn("small_caps: true").contains("Experience"));
    for (design, sign) in [
        ("bullet: dash", "–Wrote"),
        ("bullet: ring", "◦Wrote"),
        ("bullet: angle", "›Wrote"),
        ("contact_separator: bar", "London|ada@"),
        ("contact_separator: dot", "London·ada@"),
    ] {
        let (document, theme, layout) = designed("resume", design);
        let drawn = condensed(&super::overflow::drawn(&layout));
        assert!(drawn.contains(sign), "{design}: {drawn}");
        assert_eq!(drawn, condensed(&text(&document, &theme)), "{design}");
    }
}

#[test]
fn feet_and_heads_are_what_was_asked_for_on_one_page_too() {
    let drawn = |design: &str| super::overflow::drawn(&designed("resume", design).2);
    let plain = drawn("photo: none");
    for (design, more) in [
        ("footer: '{name} | {page}/{pages}'", ""),
        (
            "footer: '{name} | {page}/{pages}', footer_on_one_page: true",
            "Ada Lovelace1/1",
        ),
        ("header: '{kind}', header_on_first_page: true", "Résumé"),
        ("footer_on_one_page: true", "Page 1 of 1"),
        (
            "header: none, header_on_first_page: true, footer: none, footer_on_one_page: true",
            "",
        ),
    ] {
        let drawn = drawn(design);
        let rest = drawn.replacen(more, "", usize::from(!more.is_empty()));
        assert!(drawn.contains(more), "{design}: {drawn}");
        assert_eq!(
            condensed(&rest).len(),
            condensed(&plain).len(),
            "{design}: {drawn}"
        );
    }
    let folder = project(&format!(
        "{CV}settings: {{design: {{footer: '{{nam}}'}}}}\n"
    ));
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!(code, 1);
    assert!(
        stderr.contains("did you mean `{name}`?") && stderr.contains("^"),
        "{stderr}"
    );
}

#[test]
fn of_two_columns_each_has_its_sections_and_the_page_is_kept() {
    let (document, theme, layout) = designed("resume", "columns: {side: [skills]}");
    assert_eq!(layout.pages(), 1);
    let ids: Vec<String> = arrange(&document, &theme)
        .sections
        .into_iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, ["experience", "skills"]);
    let drawn = condensed(&super::overflow::drawn(&layout));
    assert_eq!(drawn, condensed(&text(&document, &theme)));
    // Name and contact come before the text, the second column after it.
    let place = |word: &str| {
        drawn
            .find(word)
            .unwrap_or_else(|| panic!("{word}: {drawn}"))
    };
    let order = ["Ada", "ada@", "Analyst", "Mathematics"].map(place);
    assert!(order.is_sorted(), "{drawn}");
    // The same record, much too long for a page in each column by itself.
    let bullets: String = (0..80).map(|n| format!("    - {{text: 'Did a thing of some length, number {n}, and then another one.', priority: low}}\n")).collect();
    let skills: String = (0..60)
        .map(|n| format!("  - {{name: Skill {n}, keywords: [a, b], priority: low}}\n"))
        .collect();
    let source = format!(
        "person: {{name: Ada, email: ada@example.org}}\nexperience:\n- title: Analyst\n  organization: Engines\n  highlights:\n{bullets}skills:\n{skills}\
         documents: {{resume: {{theme: sidebar}}}}\n"
    );
    let loaded = load_str("cv.yaml", &source, &fixtures(), &Environment::default());
    let cv = loaded.cv.unwrap();
    let page =
        session::fitted(&cv, "resume", &ENGINE, &Request::default(), &mut Vec::new()).unwrap();
    assert_eq!(page.fitted.layout.pages(), 1);
    let cut = page.fitted.report.cut.unwrap().left_out();
    assert!(cut.iter().any(|item| item.origin.starts_with("skills")));
    assert!(cut.iter().any(|item| item.origin.starts_with("experience")));
    assert!(page.fitted.report.layouts <= 12);
    let shown = super::overflow::drawn(&page.fitted.layout);
    assert!(shown.matches("Did a thing").count() > 15, "{shown}");
    assert!(shown.matches("Skill ").count() > 15, "{shown}");
}

/// HTML without its tags.
fn untagged(html: &str) -> String {
    let parts = html.split('<');
    let texts = parts.map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.collect()
}

#[test]
fn the_date_of_the_last_change_stands_under_the_name_where_it_is_asked_for() {
    const UPDATED: &str = "Updated 1 November 2026";
    for (said, is_under) in [
        ("", false),
        (", design: {updated: name}", true),
        (", design: {updated: foot}", false),
    ] {
        let folder = project(&format!(
            "{}settings: {{updated: 2026-11-01}}\ndocuments: {{resume: {{formats: [txt, md, html, tex]{said}}}}}\n",
            CV.replace(", photo: {path: portrait.svg, alt: Ada}", "")
        ));
        let (code, _, stderr) = run(folder.path(), &["build", "resume"]);
        assert_eq!(code, 0, "{stderr}");
        for ending in ["txt", "md", "html", "tex"] {
            let written = fs::read_to_string(folder.path().join(format!("output/resume.{ending}")));
            // The words of a date stay together.
            let written = written.unwrap().replace(['\u{a0}', '~'], " ");
            // LaTeX has the foot in its preamble, and prints it on several pages.
            // What machines read of a page of the Web stands above it.
            let start = match ending {
                "html" => "</head>",
                _ => "\\begin{document}",
            };
            let (_, body) = written.split_once(start).unwrap_or(("", &written));
            let body = match ending {
                "html" => untagged(body).replace("&nbsp;", " "),
                _ => body.to_owned(),
            };
            let place = body.find(UPDATED);
            assert_eq!(place.is_some(), is_under, "{ending}{said}");
            let order = ["Ada Lovelace", UPDATED, "ada@example.org"].map(|text| body.find(text));
            assert!(
                !is_under || order[0] < order[1] && order[1] < order[2],
                "{ending}: {order:?}"
            );
        }
    }
    // On the pages it is not said twice.
    for (design, count) in [
        ("updated: name, footer_on_one_page: true", 1),
        ("updated: foot, footer_on_one_page: true", 1),
        ("updated: name", 1),
        ("updated: foot", 0),
        (
            "updated: name, footer: '{updated}', footer_on_one_page: true",
            2,
        ),
    ] {
        let source = format!(
            "{CV}settings: {{updated: 2026-11-01}}\ndocuments: {{resume: {{design: {{{design}}}}}}}\n"
        );
        let loaded = load_str("cv.yaml", &source, &fixtures(), &Environment::default());
        let cv = loaded.cv.unwrap();
        let (composed, theme) =
            session::composed(&cv, "resume", &ENGINE, &Request::default()).unwrap();
        let layout = ENGINE.layout(&composed.document, &theme).unwrap();
        let drawn = super::overflow::drawn(&layout);
        assert_eq!(drawn.matches(UPDATED).count(), count, "{design}: {drawn}");
    }
}

#[test]
fn formats_that_cannot_follow_a_template_are_told() {
    for (formats, said) in [
        ("[pdf, txt, html, png]", None),
        (
            "[pdf, tex]",
            Some("LaTeX does not follow the template `mine`"),
        ),
        ("[docx]", Some("Word does not follow")),
        ("[tex, docx]", Some("LaTeX and Word do not follow")),
    ] {
        let folder = project(&format!(
            "{}documents:\n  own: {{extends: resume, template: mine, formats: {formats}}}\n  resume: {{formats: [pdf, tex, docx]}}\n",
            CV.replace(", photo: {path: portrait.svg, alt: Ada}", "")
        ));
        let (code, _, stderr) = run(folder.path(), &["new", "--template", "mine"]);
        assert_eq!(code, 0, "{stderr}");
        for command in ["build", "check"] {
            let (code, _, stderr) = run(folder.path(), &[command]);
            assert_eq!(code, 0, "{stderr}");
            let told = stderr.matches("template-not-followed").count();
            assert_eq!(
                told,
                usize::from(said.is_some()),
                "{command} {formats}: {stderr}"
            );
            assert!(said.is_none_or(|said| stderr.contains(said)), "{stderr}");
            assert!(said.is_none() || stderr.contains("cv.yaml:6:"), "{stderr}");
        }
    }
}
