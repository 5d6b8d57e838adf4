//! The order in which the schema has children of elements.

use roxmltree::Node;

use super::reader;

/// The order that the schema has for what stands in an element (ECMA-376 part 1, annex A; part 4 for what
/// only its transitional form has). Only what is written.
const ORDER: &[(&str, &[&str])] = &[
    (
        "pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "bidi",
            "spacing",
            "ind",
            "jc",
            "outlineLvl",
        ],
    ),
    (
        "rPr",
        &[
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "smallCaps",
            "noProof",
            "color",
            "spacing",
            "sz",
            "szCs",
            "u",
            "vertAlign",
            "rtl",
            "lang",
        ],
    ),
    (
        "style",
        &[
            "name",
            "basedOn",
            "next",
            "uiPriority",
            "semiHidden",
            "unhideWhenUsed",
            "qFormat",
            "pPr",
            "rPr",
        ],
    ),
    ("styles", &["docDefaults", "style"]),
    ("docDefaults", &["rPrDefault", "pPrDefault"]),
    ("rPrDefault", &["rPr"]),
    ("pPrDefault", &["pPr"]),
    ("numPr", &["ilvl", "numId"]),
    ("pBdr", &["top", "left", "bottom", "right"]),
    ("tabs", &["tab"]),
    ("avLst", &["gd"]),
    ("numbering", &["abstractNum", "num"]),
    ("abstractNum", &["multiLevelType", "lvl"]),
    ("lvl", &["start", "numFmt", "pStyle", "lvlText", "lvlJc"]),
    ("num", &["abstractNumId"]),
    (
        "sectPr",
        &[
            "headerReference",
            "footerReference",
            "pgSz",
            "pgMar",
            "titlePg",
            "bidi",
        ],
    ),
    (
        "settings",
        &[
            "defaultTabStop",
            "characterSpacingControl",
            "compat",
            "mathPr",
            "themeFontLang",
        ],
    ),
    ("compat", &["compatSetting"]),
    ("mathPr", &["mathFont"]),
    ("fonts", &["font"]),
    (
        "font",
        &["altName", "panose1", "charset", "family", "pitch"],
    ),
    ("document", &["body"]),
    ("body", &["p tbl", "sectPr"]),
    ("tbl", &["tblPr", "tblGrid", "tr"]),
    (
        "tblPr",
        &["bidiVisual", "tblW", "tblInd", "tblLayout", "tblCellMar"],
    ),
    ("tblCellMar", &["left", "right"]),
    ("tblGrid", &["gridCol"]),
    ("tr", &["trPr", "tc"]),
    ("trPr", &["cantSplit", "tblHeader"]),
    ("tc", &["tcPr", "p"]),
    ("tcPr", &["tcW", "gridSpan", "tcBorders"]),
    ("tcBorders", &["bottom"]),
    ("hdr", &["p"]),
    ("ftr", &["p"]),
    ("p", &["pPr", "r hyperlink oMath fldSimple"]),
    ("hyperlink", &["r oMath"]),
    ("fldSimple", &["r"]),
    ("r", &["rPr", "t tab br drawing"]),
    ("drawing", &["anchor"]),
    (
        "anchor",
        &[
            "simplePos",
            "positionH",
            "positionV",
            "extent",
            "effectExtent",
            "wrapSquare",
            "docPr",
            "cNvGraphicFramePr",
            "graphic",
        ],
    ),
    ("positionH", &["align"]),
    ("positionV", &["posOffset"]),
    ("graphic", &["graphicData"]),
    ("graphicData", &["pic"]),
    ("pic", &["nvPicPr", "blipFill", "spPr"]),
    ("nvPicPr", &["cNvPr", "cNvPicPr"]),
    ("blipFill", &["blip", "stretch"]),
    ("stretch", &["fillRect"]),
    ("spPr", &["xfrm", "prstGeom"]),
    ("xfrm", &["off", "ext"]),
    ("prstGeom", &["avLst"]),
];

/// The same of formulas (ECMA-376 part 1, annex A.6), in which any element may stand in an argument.
const ORDER_OF_FORMULAS: &[(&str, &[&str])] = &[
    ("r", &["rPr", "t"]),
    ("rPr", &["nor", "scr", "sty"]),
    ("sSub", &["e", "sub"]),
    ("sSup", &["e", "sup"]),
    ("sSubSup", &["e", "sub", "sup"]),
    ("f", &["num", "den"]),
    ("rad", &["radPr", "deg", "e"]),
    ("radPr", &["degHide"]),
    ("acc", &["accPr", "e"]),
    ("accPr", &["chr"]),
    ("bar", &["barPr", "e"]),
    ("barPr", &["pos"]),
    ("func", &["fName", "e"]),
    ("mathPr", &["mathFont"]),
];
const IN_ARGUMENTS: &str = "r sSub sSup sSubSup f rad acc bar func";

/// Panics where a child does not stand where the schema has it.
pub(super) fn assert_ordered(part: &str, text: &str) {
    let document = roxmltree::Document::parse(text).unwrap();
    for node in document.descendants().filter(Node::is_element) {
        let (name, space) = (reader::name(node), node.tag_name().namespace());
        let is_formula = space.is_some_and(|space| space.ends_with("/math"));
        let table = if is_formula { ORDER_OF_FORMULAS } else { ORDER };
        let known = table.iter().find(|(known, _)| *known == name);
        let order: &[&str] = match known {
            Some((_, order)) => order,
            None if is_formula
                && matches!(
                    name,
                    "oMath" | "e" | "sub" | "sup" | "num" | "den" | "deg" | "fName"
                ) =>
            {
                &[IN_ARGUMENTS]
            }
            None => &[],
        };
        let mut at = 0;
        for child in node.children().filter(Node::is_element) {
            let child = reader::name(child);
            let place = order
                .iter()
                .position(|names| names.split(' ').any(|one| one == child));
            let place = place.unwrap_or_else(|| panic!("{part}: <{child}> in <{name}>"));
            assert!(place >= at, "{part}: <{child}> in <{name}> comes too late");
            at = place;
        }
    }
}
