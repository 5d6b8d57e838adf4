//! The part of the file before the text: engines, page, colours, commands, characters.

use std::fmt::Write as _;

use unicode_normalization::is_nfd;

use crate::arrange::Arranged;
use crate::document::Meta;
use crate::theme::{
    DatePlacement, Geometry, HeadingStyle, LinkStyle, OwnerMark, RuleTone, Theme, has_local_forms,
};

use super::body::drawable;
use super::characters::{Class, Writing, class};
use super::escape::{Needs, pdf_text};
use super::faces::{is_sans, latin_only, push_faces};
use super::look::{self, furniture, link_options};
use super::wrap::wrapped;

const ENGINES: &str = include_str!("engines.tex");
const CHARACTERS: &str = include_str!("characters.tex");
/// Links with a line under their words.
const LINKS_UNDERLINED: &str = include_str!("links-underlined.tex");

/// Lines that run from the right.
const FROM_RIGHT: &str = include_str!("from-right.tex");

const SCRIPTS: &str = include_str!("scripts.tex");
const MACROS: &str = include_str!("macros.tex");
const DATES_LEFT: &str = include_str!("dates-left.tex");
const DATES_RIGHT: &str = include_str!("dates-right.tex");
const DATES_UNDER: &str = include_str!("dates-under.tex");
const DATES_INLINE: &str = include_str!("dates-inline.tex");
const OWNER_UNDERLINED: &str = "% Titles of papers are bold: the owner's name is underlined.\n\
     \\renewcommand{\\cvself}[1]{\\cvkeep{\\cvunderlined{#1}}}\n";
const UPDATED: &str = "% The date of the last change, under the name.\n\
     \\newcommand{\\cvupdated}[1]{\\par{\\cvset{\\cvcontactsize}{3.5pt}\\color{cvmuted}\\noindent#1\\par}\\vskip 1pt }\n";
const SECOND_LINES: &str = include_str!("second-lines.tex");

/// Entries of text and bullets alone.
const BARE_ENTRIES: &str = include_str!("bare-entries.tex");

/// Entries as rows of a table.
const TABLE_ROWS: &str = include_str!("table-rows.tex");

/// The end of a page where the file has one.
const PAGE_BREAKS: &str = "\\newcommand{\\cvnewpage}{\\cvfinish\\clearpage}\n";

/// Appends everything before `\begin{document}`.
pub(super) fn push_preamble(
    out: &mut String,
    document: &Arranged,
    theme: &Theme,
    needs: &mut Needs,
) {
    let furniture = furniture(&document.meta, theme, needs);
    push_head_comment(out, &document.meta, needs);
    out.push('\n');
    push_packages(out, document, theme, needs);
    push_characters(out, needs);
    push_scripts(out, document, theme, needs);
    push_look(out, document, theme);
    // pdfTeX counts in thousandths of an em, fontspec in hundredths.
    let tracking = theme.heading_tracking_em.clamp(0.0, 0.06);
    let _ = writeln!(
        out,
        "\\newcommand{{\\cvspaced}}{{{}}} % letter spacing of section titles",
        if tracking > 0.0 {
            format!(
                "\\ifPDFTeX \\letterspacefont\\cvspacedfont\\font {:.0} \\cvspacedfont\n  \\else \
                 \\addfontfeatures{{LetterSpace={}}}\\fi",
                tracking * 1000.0,
                rounded(tracking * 100.0)
            )
        } else {
            String::new()
        }
    );
    out.push('\n');
    out.push_str(MACROS);
    out.push_str(match theme.date {
        DatePlacement::Left => DATES_LEFT,
        DatePlacement::Right => DATES_RIGHT,
        DatePlacement::Under => DATES_UNDER,
        DatePlacement::Inline => DATES_INLINE,
    });
    if theme.owner() == OwnerMark::Underline {
        out.push_str(OWNER_UNDERLINED);
    }
    if theme.links == LinkStyle::Underline {
        out.push_str(LINKS_UNDERLINED);
    }
    if document.header.updated.is_some() {
        out.push_str(UPDATED);
    }
    if needs.second_lines {
        out.push_str(SECOND_LINES);
    }
    if needs.bare_entries {
        out.push_str(BARE_ENTRIES);
    }
    if needs.tables {
        out.push_str(TABLE_ROWS);
    }
    if needs.page_breaks {
        out.push_str(PAGE_BREAKS);
    }
    look::push_look(out, theme, &Geometry::of(document, theme));
    out.push('\n');
    out.push_str("% What stands above and below the text.\n");
    out.push_str(&furniture);
}

fn line(out: &mut String, text: &str) {
    out.push_str(&wrapped(text));
    out.push('\n');
}

fn push_head_comment(out: &mut String, meta: &Meta, needs: &Needs) {
    if !needs.writings.is_empty() {
        out.push_str("% !TeX program = xelatex\n");
    }
    // A comment ends at its line: the title is one word after another without any control.
    let title = meta.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title: String = title
        .chars()
        .filter(|c| !matches!(class(*c), Class::Dropped))
        .collect();
    let _ = writeln!(out, "% {title}");
    let _ = writeln!(
        out,
        "% Written by Folio {}. The next run of Folio replaces this file: edit a copy.",
        env!("CARGO_PKG_VERSION")
    );
    out.push_str(
        "%\n\
         % To compile: pdflatex, xelatex or lualatex, twice (the second run knows how many pages there are).\n\
         % Needed: LaTeX's base packages and the Latin Modern fonts; on Debian texlive-latex-base and\n\
         % lmodern, and texlive-xetex or texlive-luatex for those engines.\n",
    );
    if !needs.writings.is_empty() {
        let names = needs
            .writings
            .iter()
            .map(|writing| writing.name())
            .collect::<Vec<_>>();
        let _ = writeln!(
            out,
            "% Text in other scripts ({}) prints as it is written with xelatex and lualatex, given a\n\
             % font (see \"Scripts\" below); pdflatex prints it romanised.",
            names.join(", ")
        );
    }
    if meta.right_to_left {
        out.push_str(
            "% The lines of this file run from the right, which lualatex alone can set.\n",
        );
    }
    out.push_str(
        "%\n\
         % To edit: the text stands in the second half, one entry per block. Sizes and colours stand under\n\
         % \"Look\". These signs are written with a backslash: \\# \\$ \\% \\& \\_ \\{ \\}\n",
    );
}

fn push_packages(out: &mut String, document: &Arranged, theme: &Theme, needs: &Needs) {
    let meta = &document.meta;
    let paper = if meta.paper == "us-letter" {
        "letterpaper"
    } else {
        "a4paper"
    };
    let _ = writeln!(out, "\\documentclass[10pt,{paper}]{{article}}");
    if meta.right_to_left {
        out.push_str(FROM_RIGHT);
    }
    out.push_str(ENGINES);
    push_faces(out, theme);
    let symbols = needs
        .declared
        .iter()
        .any(|&c| matches!(class(c), Class::Symbol(d) if d.contains("ensuremath")));
    if needs.math || symbols {
        out.push_str("\\usepackage{amsmath,amssymb}\n");
    }
    let _ = writeln!(
        out,
        "\\usepackage[{paper},left={}mm,right={}mm,top={}mm,bottom={}mm,headheight=12pt,headsep=18pt,\n  \
         footskip=30pt]{{geometry}}",
        theme.margin_left_mm, theme.margin_right_mm, theme.margin_top_mm, theme.margin_bottom_mm
    );
    out.push_str("\\usepackage{color}\n");
    let photo = document.header.photo.as_ref();
    if photo.is_some_and(|photo| drawable(&photo.path)) {
        out.push_str("\\usepackage{graphicx}\n");
    }
    // hyperref asks XeTeX for a font of PSNFSS that nothing here uses; without it XeTeX would stop.
    out.push_str("\\ifXeTeX \\suppressfontnotfounderror=1 \\fi\n");
    let links = link_options(theme);
    let _ = writeln!(out, "\\usepackage[unicode{links}]{{hyperref}}");
    out.push_str("\\ifXeTeX \\suppressfontnotfounderror=0 \\fi\n");
    out.push_str("\\urlstyle{same}\n");
    let language = match &meta.region {
        Some(region) => format!("{}-{region}", meta.language),
        None => meta.language.clone(),
    };
    let date = &meta.date;
    let stamp = format!("D:{:04}{:02}{:02}000000Z", date.year, date.month, date.day);
    out.push_str("\\hypersetup{\n");
    for (key, value) in [
        ("pdftitle", pdf_text(&meta.title)),
        ("pdfauthor", pdf_text(&meta.author)),
        ("pdfsubject", pdf_text(&meta.kind)),
        ("pdfkeywords", pdf_text(&meta.keywords.join(", "))),
        ("pdflang", pdf_text(&language)),
        ("pdfcreator", format!("Folio {}", env!("CARGO_PKG_VERSION"))),
        ("pdfcreationdate", stamp.clone()),
        ("pdfmoddate", stamp),
    ] {
        line(out, &format!("  {key}={{{value}}},"));
    }
    out.push_str("  pdfdisplaydoctitle=true, bookmarksopen=true\n}\n\n");
}

fn push_characters(out: &mut String, needs: &Needs) {
    out.push_str(CHARACTERS);
    for &c in &needs.declared {
        let code = c as u32;
        let declaration = match class(c) {
            Class::Letter(letter) => format!(
                r"\cvletter{{{code:04X}}}{{{}}}{{{}}}{{{}}}",
                letter.encoding, letter.slot, letter.glyph
            ),
            Class::Drawn(drawing) => format!(r"\cvdrawn{{{code:04X}}}{{{drawing}}}"),
            Class::Symbol(drawing) => {
                let command = if is_greek(c) {
                    "cvgreek"
                } else if c.is_alphabetic() && !is_nfd(&c.to_string()) {
                    "cvaccented"
                } else {
                    "cvsymbol"
                };
                format!(
                    r"\{command}{{{}}}{{{code:04X}}}{{{drawing}}}",
                    super::escape::utf16(&c.to_string())
                )
            }
            _ => match latin_only(c) {
                Some(command) => format!(r"\cvlatinonly{{{code:04X}}}{{\{command}}}"),
                None => continue,
            },
        };
        let _ = writeln!(out, "{declaration} % {c}");
    }
    out.push('\n');
}

/// Fonts to try for a script, best first: name and options for fontspec.
fn fonts(writing: Writing, language: &str) -> &'static [(&'static str, &'static str)] {
    const FANDOL: (&str, &str) = (
        "FandolSong-Regular.otf",
        "BoldFont=FandolSong-Bold.otf,ItalicFont=FandolKai-Regular.otf",
    );
    const HARANO: (&str, &str) = (
        "HaranoAjiMincho-Regular.otf",
        "BoldFont=HaranoAjiMincho-Bold.otf",
    );
    const SC: (&str, &str) = ("Noto Serif CJK SC", UPRIGHT);
    const TC: (&str, &str) = ("Noto Serif CJK TC", UPRIGHT);
    const JP: (&str, &str) = ("Noto Serif CJK JP", UPRIGHT);
    const KR: (&str, &str) = ("Noto Serif CJK KR", UPRIGHT);
    match writing {
        Writing::Cjk => match language {
            "ja" => &[JP, HARANO, SC, FANDOL],
            "ko" => &[
                KR,
                ("UnBatang.ttf", "BoldFont=UnBatangBold.ttf"),
                SC,
                JP,
                HARANO,
            ],
            _ => &[SC, TC, JP, KR, FANDOL, HARANO],
        },
        Writing::Cyrillic => EUROPEAN,
        Writing::Hebrew => &[
            (
                "Noto Serif Hebrew",
                "Script=Hebrew,ItalicFont=*,BoldItalicFont=* Bold",
            ),
            ("FreeSerif.otf", FREE),
            ("DejaVu Sans", ""),
        ],
        // Letters are joined by the rules of their script; three digits of Persian are those of Arabic by the font's table of
        // languages.
        Writing::Arabic => match has_local_forms(language) {
            false => &[
                (
                    "Noto Naskh Arabic",
                    "Script=Arabic,RawFeature=-locl,ItalicFont=*,BoldItalicFont=* Bold",
                ),
                ("Amiri-Regular.ttf", "Script=Arabic,BoldFont=Amiri-Bold.ttf"),
                ("DejaVu Sans", "Script=Arabic"),
            ],
            true => &[
                (
                    "Noto Naskh Arabic",
                    "Script=Arabic,ItalicFont=*,BoldItalicFont=* Bold",
                ),
                ("Amiri-Regular.ttf", "Script=Arabic,BoldFont=Amiri-Bold.ttf"),
                ("DejaVu Sans", "Script=Arabic"),
            ],
        },
        Writing::Other => &[
            ("FreeSerif.otf", FREE),
            ("DejaVu Sans", ""),
            ("Noto Sans", ""),
        ],
    }
}

/// Fonts that have no slanted letters.
const UPRIGHT: &str = "ItalicFont=*,BoldItalicFont=* Bold";

const FREE: &str = "BoldFont=FreeSerifBold.otf,ItalicFont=FreeSerifItalic.otf,BoldItalicFont=FreeSerifBoldItalic.otf";

/// Greek and Cyrillic: Computer Modern first, which Latin Modern grew from.
const EUROPEAN: &[(&str, &str)] = &[
    (
        "cmunrm.otf",
        "BoldFont=cmunbx.otf,ItalicFont=cmunti.otf,BoldItalicFont=cmunbi.otf",
    ),
    (
        "LibertinusSerif-Regular.otf",
        "BoldFont=LibertinusSerif-Bold.otf,ItalicFont=LibertinusSerif-Italic.otf,BoldItalicFont=LibertinusSerif-BoldItalic.otf",
    ),
    ("FreeSerif.otf", FREE),
    ("Noto Serif", ""),
    ("DejaVu Serif", ""),
];

/// The same for themes set in sans.
const EUROPEAN_SANS: &[(&str, &str)] = &[
    (
        "cmunss.otf",
        "BoldFont=cmunsx.otf,ItalicFont=cmunsi.otf,BoldItalicFont=cmunso.otf",
    ),
    ("Noto Sans", ""),
    ("DejaVu Sans", ""),
    (
        "FreeSans.otf",
        "BoldFont=FreeSansBold.otf,ItalicFont=FreeSansOblique.otf",
    ),
];

fn push_scripts(out: &mut String, document: &Arranged, theme: &Theme, needs: &Needs) {
    let greek = needs.declared.iter().any(|&c| is_greek(c));
    if needs.writings.is_empty() && !greek {
        return;
    }
    out.push_str(SCRIPTS);
    let european = if theme
        .body_fonts
        .first()
        .is_some_and(|family| is_sans(family))
    {
        EUROPEAN_SANS
    } else {
        EUROPEAN
    };
    if greek {
        push_fonts(out, "greek", european);
    }
    for &writing in &needs.writings {
        let chain = match writing {
            Writing::Cyrillic => european,
            _ => fonts(writing, &document.meta.language),
        };
        push_fonts(out, writing.name(), chain);
    }
    out.push('\n');
}

fn push_fonts(out: &mut String, script: &str, chain: &[(&str, &str)]) {
    for (font, options) in chain {
        let _ = writeln!(out, "\\cvfont{{{script}}}{{{font}}}{{{options}}}");
    }
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}')
}

fn push_look(out: &mut String, document: &Arranged, theme: &Theme) {
    let geometry = Geometry::of(document, theme);
    let Geometry {
        column_mm: column,
        axis_mm: indent,
        slack_mm: slack,
        ..
    } = geometry;
    // From baseline to rule stand 4.6 pt, from rule to the text's box the gap; TeX adds a leading.
    let mut below =
        theme.heading_gap_em * theme.leading_pt + 0.75 * theme.size_pt - theme.leading_pt;
    let has_rule = matches!(
        theme.heading_style,
        HeadingStyle::RuleUnder | HeadingStyle::Boxed
    );
    if theme.heading_rule_pt <= 0.0 || !has_rule {
        // The lower part of the title's box, which else ends at the rule.
        below += 0.25 * theme.size_pt * theme.heading_em;
    }
    let above = theme.section_gap_em * theme.leading_pt
        + 0.25 * theme.size_pt
        + 0.75 * theme.size_pt * theme.heading_em
        - (theme.size_pt * theme.heading_em + 2.0);
    out.push_str("% ---- Look: sizes, spaces, colours ");
    out.push_str(&"-".repeat(57));
    out.push_str("\n\n");
    for (name, colour) in [("cvaccent", &theme.accent), ("cvmuted", &theme.muted)] {
        let [r, g, b] = rgb(colour);
        let _ = writeln!(
            out,
            "\\definecolor{{{name}}}{{rgb}}{{{r:.3},{g:.3},{b:.3}}} % {}",
            hex([r, g, b])
        );
    }
    let [r, g, b] = rgb(&theme.accent).map(|channel| match theme.heading_rule_tone {
        RuleTone::Light => channel * 0.45 + 0.55,
        RuleTone::Full => channel,
    });
    let _ = writeln!(
        out,
        "\\definecolor{{cvrule}}{{rgb}}{{{r:.3},{g:.3},{b:.3}}}"
    );
    for (name, value) in [
        ("cvsize", theme.size_pt),
        ("cvleading", theme.leading_pt),
        ("cvnamesize", theme.name_pt),
        ("cvheadingsize", theme.size_pt * theme.heading_em),
        ("cvheadlinesize", theme.headline_pt),
        ("cvcontactsize", theme.contact_pt),
        ("cvdatesize", theme.date_pt),
        ("cvnotesize", theme.note_pt),
    ] {
        let _ = writeln!(
            out,
            "\\newlength{{\\{name}}}\\setlength{{\\{name}}}{{{}pt}}",
            rounded(value)
        );
    }
    for (name, value, unit, what) in [
        ("cvdatecolumn", column, "mm", "column of dates"),
        ("cvindent", indent, "mm", "where text begins"),
        (
            "cvslack",
            slack,
            "mm",
            "kept free at the right, for lines that read well",
        ),
        (
            "cvlabelcolumn",
            theme.label_column_mm,
            "mm",
            "least width of a column of labels",
        ),
        ("cvsectiongap", above, "pt", "above section titles"),
        ("cvheadinggap", below, "pt", "below section titles"),
        ("cventrygap", theme.gap_pt, "pt", "between entries"),
        (
            "cvrule",
            theme.heading_rule_pt,
            "pt",
            "line under section titles",
        ),
        (
            "cvbulletwidth",
            theme.size_pt,
            "pt",
            "bullet and the space after it",
        ),
        ("cvbodyindent", indent, "mm", "set by each entry"),
        ("cvlabelwidth", 0.0, "pt", "set by \\cvwidestlabel"),
    ]
    .into_iter()
    .chain(look::lengths(theme, &geometry))
    {
        let _ = writeln!(
            out,
            "\\newlength{{\\{name}}}\\setlength{{\\{name}}}{{{}{unit}}} % {what}",
            rounded(value)
        );
    }
    let family = |sans: bool| if sans { r"\sffamily" } else { r"\rmfamily" };
    let _ = writeln!(
        out,
        "\\newcommand{{\\cvheadfont}}{{{}}}",
        family(
            theme
                .head_fonts
                .first()
                .is_some_and(|family| is_sans(family))
        )
    );
    if theme
        .body_fonts
        .first()
        .is_some_and(|family| is_sans(family))
    {
        out.push_str("\\renewcommand{\\familydefault}{\\sfdefault}\n");
    }
    out.push('\n');
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// `#rrggbb` as parts of one; black if it is none.
fn rgb(colour: &str) -> [f64; 3] {
    let digits = colour.trim_start_matches('#');
    let channel = |at: usize| {
        let pair = digits.get(at..at + 2).unwrap_or("00");
        f64::from(u8::from_str_radix(pair, 16).unwrap_or(0)) / 255.0
    };
    [channel(0), channel(2), channel(4)]
}

fn hex(channels: [f64; 3]) -> String {
    // Channels are parts of one, so a byte holds them.
    let bytes = channels.map(|channel| (channel * 255.0).round() as u8);
    format!("#{:02x}{:02x}{:02x}", bytes[0], bytes[1], bytes[2])
}
