use super::sample;
use crate::document::Inline;
use crate::model::Url;
use crate::render::latex::latex;
use crate::theme::{DatePlacement, Theme};

fn theme(name: &str) -> Theme {
    Theme::built_in(name).unwrap()
}

/// What stands between two lines of the file, those not included.
fn between(tex: &str, from: &str, to: &str) -> String {
    let start = tex.find(from).unwrap() + from.len();
    let end = start + tex[start..].find(to).unwrap();
    tex[start..end].trim().to_owned()
}

#[test]
fn the_sample_as_a_file() {
    insta::with_settings!({filters => vec![(r"Folio \d+\.\d+\.\d+", "Folio VERSION")]}, {
        insta::assert_snapshot!("sample-scholar", latex(&sample::document(), &theme("scholar")));
    });
}

#[test]
fn an_entry_is_a_block() {
    let tex = latex(&sample::document(), &theme("clear"));
    insta::assert_snapshot!(between(&tex, r"\cvsection[Experience]{EXPERIENCE}", r"\cventry{expected"), @r"
    \cventry{2021 – present}{\textbf{Associate Professor}, University of Fjords, \cvmuted{Bergen,
      Norway}}
    \cvhighlight{Lead the Efficient Engines group (2~postdocs, 5 PhD students); third-party funding of
      €3.4M since~2021.}
    \cvhighlight{Programme director, MSc Computational Mechanics (60~students a~year).}

    \cventry{}{\textbf{Analytical Engines Ltd}, Research, \cvmuted{London}}
    \cvbody{Makers of difference engines since 1832, with 3,400~engineers in four~countries.}
    \cvhighlight{Reports to the board.}
    \cvposition{May 2023 – present}{\textbf{Principal Engineer}}
    \cvhighlight{Lead the compiler for cards.}
    \cvhighlight{Cut the cost of a carry by 40\%.}
    \cvposition{Sept 2021 – Apr 2023}{\textbf{Engineer}, \cvmuted{Turin}}
    ");
}

#[test]
fn headings_are_capitals_only_where_the_theme_says_so() {
    let mut theme = theme("classic");
    assert!(latex(&sample::document(), &theme).contains("\\cvsection{Experience}\n"));
    theme.heading_upper = true;
    theme.heading_small_caps = false;
    assert!(latex(&sample::document(), &theme).contains("\\cvsection[Experience]{EXPERIENCE}\n"));
}

#[test]
fn paper_margins_and_colours_are_those_of_the_theme() {
    let mut document = sample::empty();
    document.meta.paper = "us-letter";
    let tex = latex(&document, &theme("scholar"));
    assert!(tex.contains(r"\documentclass[10pt,letterpaper]{article}"));
    assert!(tex.contains("left=22mm"));
    assert!(tex.contains(r"\definecolor{cvaccent}{rgb}{0.122,0.227,0.373} % #1f3a5f"));
}

#[test]
fn each_placement_of_dates_has_its_commands() {
    for (placement, sign) in [
        (DatePlacement::Left, "in a column at the left"),
        (DatePlacement::Right, "at the right end"),
        (DatePlacement::Under, "under the heading"),
        (DatePlacement::Inline, "on the same line"),
    ] {
        let mut theme = theme("clear");
        theme.date = placement;
        let tex = latex(&sample::empty(), &theme);
        assert!(tex.contains(sign), "{placement:?}");
        assert_eq!(tex.matches(r"\newcommand{\cvdated}").count(), 1);
    }
}

#[test]
fn only_what_the_text_needs_is_declared() {
    let tex = latex(&sample::empty(), &theme("scholar"));
    for absent in ["% !TeX program", "amssymb", "\\cvscript", "\\cvletter{0"] {
        assert!(!tex.contains(absent), "{absent}");
    }
    let mut document = sample::empty();
    document.header.location = Some("Đà Nẵng, Москва, α".into());
    let tex = latex(&document, &theme("scholar"));
    assert!(tex.starts_with("% !TeX program = xelatex\n"));
    for present in [
        r"\cvletter{1EB5}{T5}{174}{abrevetilde} % ẵ",
        r"\cvgreek{03B1}{03B1}{\ensuremath{\alpha}} % α",
        r"\cvfont{cyrillic}{cmunrm.otf}",
        r"\usepackage{amsmath,amssymb}",
        r"\cvcontact{}{Đà Nẵng, \cvscript{cyrillic}{Москва}{041C043E0441043A04320430}{Moskva}, α}",
    ] {
        assert!(tex.contains(present), "{present}");
    }
}

#[test]
fn the_foot_has_the_numbers_of_the_pages() {
    let mut document = sample::empty();
    document.meta.page_of = "{page} / {pages} & more".into();
    let tex = latex(&document, &theme("scholar"));
    assert!(tex.contains(r"{\thepage{} / \cvpages{} \& more}}"), "{tex}");
}

#[test]
fn lines_are_short_enough_to_read() {
    let tex = latex(&sample::document(), &theme("scholar"));
    for line in tex.lines().filter(|line| line.chars().count() > 110) {
        // What has no space cannot be broken: an address, a long word.
        let longest = line
            .trim()
            .split(' ')
            .map(|word| word.chars().count())
            .max()
            .unwrap();
        assert!(longest > 60, "{line}");
    }
}

#[test]
fn text_cannot_end_a_comment() {
    let mut document = sample::empty();
    document.meta.title = "CV\n\\input{x}\u{2028}y".into();
    document.header.name = "Ada\r\\input{x}".into();
    document.sections = vec![sample::section(
        "x",
        "Title\n\\input{x}",
        vec![crate::document::Item::Entry(sample::entry(
            None,
            vec![Inline::text("x")],
            &[],
        ))],
    )];
    let tex = latex(&document, &theme("scholar"));
    assert!(
        !tex.lines().any(|line| line.starts_with(r"\input{x}")),
        "{tex}"
    );
    assert!(tex.contains("% CV \\input{x} y"));
}

#[test]
fn a_space_is_not_swallowed_by_a_command() {
    let headline = |runs: Vec<Inline>| {
        let mut document = sample::empty();
        document.header.headline = runs;
        let tex = latex(&document, &theme("scholar"));
        between(&tex, "\n\\cvheadline{", "}\n")
    };
    type Wrap = fn(Vec<Inline>) -> Inline;
    let wraps: [(&str, Wrap); 8] = [
        (r"\textbf{", |content| Inline::Strong { content }),
        (r"\emph{", |content| Inline::Emph { content }),
        (r"\cvmuted{", |content| Inline::Muted { content }),
        (r"\cvself{", |content| Inline::Owner { content }),
        (r"\textsuperscript{", |content| Inline::Superscript {
            content,
        }),
        (r"\textsubscript{", |content| Inline::Subscript { content }),
        (r"\cvkeep{", |content| Inline::NoBreak { content }),
        (r"\href{tel:+1}{", |content| Inline::Link {
            url: Url::parse("tel:+1").unwrap(),
            content,
        }),
    ];
    for (begin, wrap) in wraps {
        let after = |before: &str| {
            // Words of a short link stay together.
            let said = headline(vec![
                Inline::text(before),
                wrap(vec![Inline::text(" (daily use)")]),
            ]);
            said.replace("daily~use", "daily use")
        };
        assert_eq!(after("Python"), format!("Python {begin}(daily use)}}"));
        assert_eq!(after("Python "), format!("Python {begin}(daily use)}}"));
        let nested = wrap(vec![Inline::muted(" x y")]);
        let nested = headline(vec![Inline::text("a"), nested]);
        let nested = nested.replace("x~y", "x y");
        assert_eq!(nested, format!(r"a {begin}\cvmuted{{x y}}}}"));
    }
    assert_eq!(
        headline(vec![Inline::muted(" a"), Inline::muted(" ")]),
        r"\cvmuted{a} \cvmuted{}"
    );
}

#[test]
fn a_formula_is_read_as_the_text_has_it() {
    let mut document = sample::empty();
    let formula = |latex: &str, alt: &str| Inline::Math {
        latex: latex.into(),
        node: crate::markup::math::parse(latex).unwrap(),
        alt: alt.into(),
    };
    document.header.headline = vec![formula(r"\alpha", "α"), formula("x", &"x".repeat(500))];
    let tex = latex(&document, &theme("scholar"));
    assert!(tex.contains(r"\cvheadline{\cvformula{03B1}{\(\alpha\)}\cvformula{}{\(x\)}}"));
}

#[test]
fn a_portrait_is_turned_as_it_was_stored() {
    let photo = |orientation: u8| {
        let mut document = sample::empty();
        document.header.photo = Some(crate::document::PhotoView {
            path: "me.jpg".into(),
            alt: "Portrait".into(),
            orientation,
        });
        let tex = latex(&document, &theme("scholar"));
        between(&tex, "folder above.\n", r"\cvname")
    };
    let mirror = "\\renewcommand{\\cvmirror}{\\reflectbox}\n";
    for (orientation, expected) in [
        (1, r"\cvphoto{me.jpg}".to_owned()),
        (2, format!(r"{mirror}\cvphoto{{me.jpg}}")),
        (3, r"\cvphoto[angle=180]{me.jpg}".to_owned()),
        (4, format!(r"{mirror}\cvphoto[angle=180]{{me.jpg}}")),
        (5, format!(r"{mirror}\cvphoto[angle=-90]{{me.jpg}}")),
        (6, r"\cvphoto[angle=-90]{me.jpg}".to_owned()),
        (7, format!(r"{mirror}\cvphoto[angle=90]{{me.jpg}}")),
        (8, r"\cvphoto[angle=90]{me.jpg}".to_owned()),
    ] {
        assert_eq!(photo(orientation), expected);
    }
}

#[test]
fn a_portrait_is_named_if_every_engine_can_draw_it() {
    let with = |path: &str| {
        let mut document = sample::empty();
        document.header.photo = Some(crate::document::PhotoView {
            path: path.into(),
            alt: "Portrait".into(),
            orientation: 1,
        });
        latex(&document, &theme("scholar"))
    };
    let drawn = with("img/me-1.JPG");
    assert!(drawn.contains("\\cvphoto{img/me-1.JPG}\n"));
    assert!(drawn.contains("\\usepackage{graphicx}"));
    for path in [
        "me.svg",
        "me.webp",
        "/me.png",
        "../me.png",
        "a%b.png",
        "a}b.png",
        "a b.png",
    ] {
        let tex = with(path);
        assert!(
            !tex.contains("\\cvphoto{i") && !tex.contains("graphicx"),
            "{path}"
        );
        assert!(tex.contains("% The portrait is left out"), "{path}");
    }
}
