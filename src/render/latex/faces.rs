//! The fonts of a theme by the names that TeX installations have for them.
//!
//! Latin Modern is set up first and stays where none of these is found. For pdfLaTeX a family is
//! there when TeX finds its font definitions (`T1….fd`); the packages that come with them need others that
//! may be missing, so they are not loaded. For XeLaTeX and LuaLaTeX it is there when its regular font is.

use std::fmt::Write as _;

use crate::theme::Theme;

const FACES: &str = include_str!("faces.tex");

/// A family of fonts.
struct Face {
    /// What themes call it.
    family: &'static str,
    /// Its family in LaTeX's T1 encoding, with lining figures.
    t1: &'static str,
    /// Names of its OpenType files, newest version first: the stem, then regular, bold, italic, bold italic.
    files: &'static [[&'static str; 5]],
}

const KNOWN: &[Face] = &[
    Face {
        family: "Source Serif 4",
        t1: "SourceSerifPro-LF",
        files: &[
            ["SourceSerif4", "Regular", "Bold", "It", "BoldIt"],
            ["SourceSerifPro", "Regular", "Bold", "RegularIt", "BoldIt"],
        ],
    },
    Face {
        family: "Source Sans 3",
        t1: "SourceSansPro-LF",
        files: &[
            ["SourceSans3", "Regular", "Bold", "It", "BoldIt"],
            ["SourceSansPro", "Regular", "Bold", "RegularIt", "BoldIt"],
        ],
    },
    Face {
        family: "Libertinus Serif",
        t1: "LibertinusSerif-LF",
        files: &[["LibertinusSerif", "Regular", "Bold", "Italic", "BoldItalic"]],
    },
    Face {
        family: "EB Garamond",
        t1: "EBGaramond-LF",
        files: &[["EBGaramond", "Regular", "Bold", "Italic", "BoldItalic"]],
    },
];

/// Characters that every engine prints in Latin Modern, and some of these fonts lack or name otherwise, with
/// their commands in LaTeX. Measured with the packages of TeX Live 2022 and the fonts of Folio.
#[rustfmt::skip] // one a line says no more
const LATIN_ONLY: &[(char, &str)] = &[
    ('Ŋ', "NG"), ('ŋ', "ng"), ('ƒ', "textflorin"), ('ˇ', "textasciicaron"),
    ('˘', "textasciibreve"), ('˝', "textacutedbl"), ('‖', "textbardbl"),
    ('※', "textreferencemark"), ('‽', "textinterrobang"), ('₡', "textcolonmonetary"),
    ('₤', "textlira"), ('₩', "textwon"), ('₫', "textdong"), ('℃', "textcelsius"),
    ('№', "textnumero"), ('←', "textleftarrow"), ('↑', "textuparrow"), ('→', "textrightarrow"),
    ('↓', "textdownarrow"), ('\u{2329}', "textlangle"), ('\u{232A}', "textrangle"),
    ('␣', "textvisiblespace"), ('◦', "textopenbullet"), ('♪', "textmusicalnote"),
];

/// LaTeX's command for a character that is taken from Latin Modern where other fonts may lack it.
pub(super) fn latin_only(c: char) -> Option<&'static str> {
    let at = LATIN_ONLY.binary_search_by_key(&c, |(known, _)| *known);
    at.ok()
        .and_then(|at| LATIN_ONLY.get(at))
        .map(|(_, name)| *name)
}

/// Appends the choice of fonts.
pub(super) fn push_faces(out: &mut String, theme: &Theme) {
    out.push_str(FACES);
    let families = [theme.body_fonts.first(), theme.head_fonts.first()];
    let mut faces: Vec<(bool, &Face)> = Vec::new();
    for family in families.into_iter().flatten() {
        let sans = is_sans(family);
        if let Some(face) = KNOWN.iter().find(|face| face.family == family)
            && !faces.iter().any(|(known, _)| *known == sans)
        {
            faces.push((sans, face));
        }
    }
    if !faces.is_empty() {
        out.push_str("\\ifPDFTeX\n");
        for (sans, face) in &faces {
            let role = if *sans { r"\sfdefault" } else { r"\rmdefault" };
            let _ = writeln!(out, "  \\cvface{{{role}}}{{{}}}", face.t1);
        }
        out.push_str("\\else\n");
        for (sans, face) in &faces {
            let role = if *sans {
                r"{\sfdefault}{\setsansfont}"
            } else {
                r"{\rmdefault}{\setmainfont}"
            };
            for files in face.files {
                let _ = writeln!(out, "  \\cvface{role}{{{}}}", files.join("}{"));
            }
        }
        out.push_str("\\fi\n");
    }
    out.push('\n');
}

/// Whether a family is drawn without serifs.
pub(super) fn is_sans(family: &str) -> bool {
    family.to_lowercase().contains("sans")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(LATIN_ONLY.is_sorted());
        assert_eq!(latin_only('→'), Some("textrightarrow"));
        assert_eq!(latin_only('é'), None);
    }

    #[test]
    fn every_font_of_a_theme_is_known() {
        for name in crate::model::THEMES {
            let theme = Theme::built_in(name).unwrap();
            for fonts in [&theme.body_fonts, &theme.head_fonts] {
                for family in fonts {
                    assert!(KNOWN.iter().any(|face| face.family == family), "{family}");
                }
            }
        }
    }

    #[test]
    fn a_family_that_tex_does_not_know_stays_latin_modern() {
        let mut theme = Theme::built_in("clear").unwrap();
        theme.body_fonts = vec!["Comic Sans".into()];
        theme.head_fonts = Vec::new();
        let mut out = String::new();
        push_faces(&mut out, &theme);
        assert_eq!(out.trim_end(), FACES.trim_end());
    }
}
