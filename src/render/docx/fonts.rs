//! The fonts of a theme as Word names them, and what to take where they are not installed.

use super::properties::Fonts;
use super::xml::Xml;
use crate::document::Meta;
use crate::theme::Theme;

/// A family of fonts as other programs know it.
struct Face {
    /// What themes call it.
    family: &'static str,
    /// What to take in its place, best first: an older name of it, then what most computers have.
    instead: &'static str,
    /// How it looks, by PANOSE 1.0.
    panose: &'static str,
    /// Its kind: `roman`, `swiss` or `modern`.
    kind: &'static str,
    /// How far a line reaches above and below the baseline, in em: `hhea` of the font.
    reach: (f64, f64),
}

/// What most fonts have.
const USUAL_REACH: (f64, f64) = (0.9, 0.25);

/// How far the lines of a family reach above and below their baselines by themselves, in em.
pub(super) fn reach(families: &[String]) -> (f64, f64) {
    let face = families.first().and_then(|family| known(family));
    face.map_or(USUAL_REACH, |face| face.reach)
}

/// The fonts that come with Folio.
const KNOWN: &[Face] = &[
    Face {
        family: "Source Serif 4",
        instead: "Source Serif Pro,Georgia",
        panose: "02040603050405020204",
        kind: "roman",
        reach: (1.036, 0.335),
    },
    Face {
        family: "Source Sans 3",
        instead: "Source Sans Pro,Calibri",
        panose: "020B0503030403020204",
        kind: "swiss",
        reach: (1.0, 0.326),
    },
    Face {
        family: "Libertinus Serif",
        instead: "Linux Libertine,Times New Roman",
        panose: "02020603050405020304",
        kind: "roman",
        reach: (0.894, 0.246),
    },
    Face {
        family: "EB Garamond",
        instead: "Garamond,Georgia",
        panose: "00000000000000000000",
        kind: "roman",
        reach: (1.007, 0.298),
    },
    Face {
        family: "Source Code Pro",
        instead: "Consolas,Courier New",
        panose: "020B0509030403020204",
        kind: "modern",
        reach: (0.984, 0.273),
    },
];

/// Families of most computers for other scripts: with serifs, and without.
const EAST_ASIAN: &[(&str, [&str; 2])] = &[
    ("ja", ["Yu Mincho", "Yu Gothic"]),
    ("ko", ["Batang", "Malgun Gothic"]),
    ("zh-Hant", ["PMingLiU", "Microsoft JhengHei"]),
    ("zh", ["SimSun", "Microsoft YaHei"]),
];
const COMPLEX: [&str; 2] = ["Times New Roman", "Arial"];
/// Of Windows, for the scripts of India.
const INDIC: &str = "Nirmala UI";

fn known(family: &str) -> Option<&'static Face> {
    KNOWN.iter().find(|face| face.family == family)
}

/// The first of some families, for all scripts of a document.
pub(super) fn fonts(families: &[String], meta: &Meta) -> Fonts {
    let western = families.first().cloned().unwrap_or_default();
    let is_sans = known(&western).is_some_and(|face| face.kind != "roman");
    let pick = |two: &[&str; 2]| two[usize::from(is_sans)].to_owned();
    let language = match (meta.language.as_str(), meta.region.as_deref()) {
        ("zh", Some("TW" | "HK" | "MO")) => "zh-Hant",
        (language, _) => language,
    };
    let east_asian = EAST_ASIAN.iter().find(|(tag, _)| *tag == language);
    Fonts {
        east_asian: east_asian.map_or_else(|| western.clone(), |(_, two)| pick(two)),
        complex: match language {
            "hi" => INDIC.to_owned(),
            _ => pick(&COMPLEX),
        },
        western,
    }
}

/// `fontTable.xml`: of each family of a theme, what stands in for it.
pub(super) fn table(theme: &Theme) -> String {
    let first = [theme.body_fonts.first(), theme.head_fonts.first()];
    let mut families: Vec<&str> = first.into_iter().flatten().map(String::as_str).collect();
    families.push(&theme.mono_font);
    families.sort_unstable();
    families.dedup();
    let mut xml = Xml::part();
    xml.element("w:fonts", &[super::package::MAIN], |xml| {
        for family in families {
            xml.element("w:font", &[("w:name", family)], |xml| {
                let Some(face) = known(family) else { return };
                xml.value("w:altName", face.instead);
                xml.value("w:panose1", face.panose);
                xml.value("w:charset", "00");
                xml.value("w:family", face.kind);
                let pitch = match face.kind {
                    "modern" => "fixed",
                    _ => "variable",
                };
                xml.value("w:pitch", pitch);
            });
        }
    });
    xml.finish()
}
