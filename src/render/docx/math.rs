//! Formulas as Word's own (OMML, ECMA-376 part 1, chapter 22.1), from their trees.

use super::xml::Xml;
use crate::document::MathNode;

/// A blank that takes no room to speak of, for what hangs on nothing: Word draws a frame into a gap.
const NOTHING: &str = "\u{200a}";

/// Writes a formula within a line.
pub(super) fn write(xml: &mut Xml, node: &MathNode) {
    xml.element("m:oMath", &[], |xml| push(xml, node, None));
}

/// Whether a formula is higher than a line of text.
pub(super) fn is_tall(node: &MathNode) -> bool {
    match node {
        MathNode::Fraction { .. } => true,
        MathNode::Row { items } => items.iter().any(is_tall),
        MathNode::Styled { body, .. } | MathNode::Fitted { body } => is_tall(body),
        MathNode::Attach { base, top, bottom } => {
            let scripts = [top, bottom].into_iter().flatten();
            is_tall(base) || scripts.into_iter().any(|script| is_tall(script))
        }
        MathNode::Root { radicand, index } => {
            is_tall(radicand) || index.as_ref().is_some_and(|index| is_tall(index))
        }
        MathNode::Accent { base, .. } => is_tall(base),
        MathNode::Symbol { .. } | MathNode::Upright { .. } | MathNode::Space { .. } => false,
    }
}

fn push(xml: &mut Xml, node: &MathNode, style: Option<&str>) {
    match node {
        MathNode::Row { items } => row(xml, items, style),
        MathNode::Symbol { text } => run(xml, text, |xml| alphabet(xml, style)),
        MathNode::Upright {
            text,
            operator: true,
        } => run(xml, text, upright),
        MathNode::Upright { text, .. } => run(xml, text, |xml| {
            xml.element("m:rPr", &[], |xml| xml.empty("m:nor", &[]));
        }),
        MathNode::Styled { style, body } => push(xml, body, Some(style)),
        MathNode::Fitted { body } => push(xml, body, style),
        MathNode::Attach { base, top, bottom } => {
            let (name, scripts) = match (bottom, top) {
                (Some(bottom), Some(top)) => ("m:sSubSup", vec![("m:sub", bottom), ("m:sup", top)]),
                (Some(bottom), None) => ("m:sSub", vec![("m:sub", bottom)]),
                (None, Some(top)) => ("m:sSup", vec![("m:sup", top)]),
                (None, None) => return push(xml, base, style),
            };
            xml.element(name, &[], |xml| {
                argument(xml, "m:e", base, style);
                for (name, script) in scripts {
                    argument(xml, name, script, style);
                }
            });
        }
        MathNode::Fraction {
            numerator,
            denominator,
        } => xml.element("m:f", &[], |xml| {
            argument(xml, "m:num", numerator, style);
            argument(xml, "m:den", denominator, style);
        }),
        MathNode::Root { radicand, index } => xml.element("m:rad", &[], |xml| {
            match index {
                Some(index) => argument(xml, "m:deg", index, style),
                None => {
                    xml.element("m:radPr", &[], |xml| {
                        xml.empty("m:degHide", &[("m:val", "1")]);
                    });
                    xml.empty("m:deg", &[]);
                }
            }
            argument(xml, "m:e", radicand, style);
        }),
        MathNode::Accent { accent, base } => {
            // Lines are as long as what is below or above them.
            let bar = match accent {
                '\u{305}' => Some("top"),
                '\u{332}' => Some("bot"),
                _ => None,
            };
            match bar {
                Some(place) => xml.element("m:bar", &[], |xml| {
                    xml.element("m:barPr", &[], |xml| {
                        xml.empty("m:pos", &[("m:val", place)]);
                    });
                    argument(xml, "m:e", base, style);
                }),
                None => xml.element("m:acc", &[], |xml| {
                    xml.element("m:accPr", &[], |xml| {
                        xml.empty("m:chr", &[("m:val", &accent.to_string())]);
                    });
                    argument(xml, "m:e", base, style);
                }),
            }
        }
        MathNode::Space { em } => {
            let blanks = blanks(*em);
            if !blanks.is_empty() {
                run(xml, blanks, |_| {});
            }
        }
    }
}

/// Parts in a row; what follows the name of a function is what it is of, so that Word sets it off.
fn row(xml: &mut Xml, items: &[MathNode], style: Option<&str>) {
    let mut items = items.iter().peekable();
    while let Some(item) = items.next() {
        let of = items.next_if(|next| is_function(item) && !is_space(next));
        match of {
            None => push(xml, item, style),
            Some(of) => xml.element("m:func", &[], |xml| {
                argument(xml, "m:fName", item, style);
                argument(xml, "m:e", of, style);
            }),
        }
    }
}

/// Whether a part is the name of a function, perhaps with scripts.
fn is_function(node: &MathNode) -> bool {
    match node {
        MathNode::Upright { operator, .. } => *operator,
        MathNode::Attach { base, .. } => is_function(base),
        _ => false,
    }
}

fn is_space(node: &MathNode) -> bool {
    matches!(node, MathNode::Space { .. })
}

/// What an element takes; never a gap.
fn argument(xml: &mut Xml, name: &'static str, node: &MathNode, style: Option<&str>) {
    xml.element(name, &[], |xml| {
        let mut inner = Xml::piece();
        push(&mut inner, node, style);
        match inner.is_empty() {
            true => run(xml, NOTHING, |_| {}),
            false => xml.push(&inner),
        }
    });
}

fn run(xml: &mut Xml, text: &str, properties: impl FnOnce(&mut Xml)) {
    xml.element("m:r", &[], |xml| {
        properties(xml);
        let is_kept = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        let attributes: &[_] = match is_kept {
            true => &[("xml:space", "preserve")],
            false => &[],
        };
        xml.element("m:t", attributes, |xml| xml.text(text));
    });
}

fn upright(xml: &mut Xml) {
    xml.element("m:rPr", &[], |xml| xml.empty("m:sty", &[("m:val", "p")]));
}

/// The alphabet of a style; Word's own choice, slanted letters, where there is none.
fn alphabet(xml: &mut Xml, style: Option<&str>) {
    let (script, slant) = match style {
        None => return,
        Some("bold") => (None, "b"),
        Some("blackboard") => (Some("double-struck"), "p"),
        Some("calligraphic") => (Some("script"), "p"),
        Some("fraktur") => (Some("fraktur"), "p"),
        Some("sans") => (Some("sans-serif"), "p"),
        Some("mono") => (Some("monospace"), "p"),
        Some("italic") => (None, "i"),
        Some(_) => (None, "p"),
    };
    xml.element("m:rPr", &[], |xml| {
        if let Some(script) = script {
            xml.empty("m:scr", &[("m:val", script)]);
        }
        xml.empty("m:sty", &[("m:val", slant)]);
    });
}

/// Blanks of about a width in em.
fn blanks(em: f64) -> &'static str {
    match em {
        _ if em >= 1.5 => "\u{2003}\u{2003}",
        _ if em >= 0.75 => "\u{2003}",
        _ if em >= 0.4 => "\u{2002}",
        _ if em > 0.2 => "\u{2005}",
        _ if em > 0.0 => "\u{2006}",
        _ => "",
    }
}
