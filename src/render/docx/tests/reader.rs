//! A document for Word, read as another program would read it.

use roxmltree::{Document, Node};

use crate::document::MathNode;
use crate::markup::math;

/// What stands in the text: its paragraphs, each with the id of its style.
pub(super) struct Text {
    pub(super) paragraphs: Vec<(String, String)>,
}

impl Text {
    /// The characters of all paragraphs.
    pub(super) fn joined(&self) -> String {
        let texts: Vec<&str> = self
            .paragraphs
            .iter()
            .map(|(_, text)| text.as_str())
            .collect();
        texts.join("\n")
    }
}

/// Reads `word/document.xml`.
pub(super) fn text(part: &str) -> Text {
    let document = Document::parse(part).unwrap();
    let body = child(document.root_element(), "body").unwrap();
    // Those of cells as well.
    let paragraphs = body.descendants().filter(|node| name(*node) == "p");
    let paragraphs = paragraphs.map(|paragraph| {
        let style = child(paragraph, "pPr").and_then(|node| child(node, "pStyle"));
        let style = style.and_then(|node| value(node)).unwrap_or("Normal");
        // The numbering of a list is what its style says.
        let mut text = match style {
            "ListBullet" => "• ".to_owned(),
            "ListBullet2" => "– ".to_owned(),
            _ => String::new(),
        };
        push(paragraph, &mut text);
        (style.to_owned(), text)
    });
    Text {
        paragraphs: paragraphs.collect(),
    }
}

fn push(node: Node, out: &mut String) {
    for child in node.children().filter(Node::is_element) {
        match name(child) {
            "t" => out.push_str(child.text().unwrap_or_default()),
            "tab" => out.push('\t'),
            "br" => out.push('\n'),
            "oMath" => out.push_str(&math::spoken(&formula(child))),
            "r" | "hyperlink" => push(child, out),
            "pPr" | "rPr" | "drawing" => {}
            other => panic!("<{other}> has no text"),
        }
    }
}

/// A formula as the tree that it was written from, as far as its reading goes.
pub(super) fn formula(node: Node) -> MathNode {
    let mut items = Vec::new();
    for child in node.children().filter(Node::is_element) {
        let argument = |name: &str| self::child(child, name).map(|node| Box::new(formula(node)));
        let e = || argument("e").unwrap();
        match name(child) {
            "r" => items.extend(run(child)),
            "func" => {
                for name in ["fName", "e"] {
                    match *argument(name).unwrap() {
                        MathNode::Row { items: parts } => items.extend(parts),
                        other => items.push(other),
                    }
                }
            }
            "sSub" | "sSup" | "sSubSup" => items.push(MathNode::Attach {
                base: e(),
                top: argument("sup"),
                bottom: argument("sub"),
            }),
            "f" => items.push(MathNode::Fraction {
                numerator: argument("num").unwrap(),
                denominator: argument("den").unwrap(),
            }),
            "rad" => {
                let is_hidden = self::child(child, "radPr").is_some();
                items.push(MathNode::Root {
                    radicand: e(),
                    index: argument("deg").filter(|_| !is_hidden),
                });
            }
            "acc" => {
                let properties = self::child(child, "accPr").unwrap();
                let accent = value(self::child(properties, "chr").unwrap()).unwrap();
                items.push(MathNode::Accent {
                    accent: accent.chars().next().unwrap(),
                    base: e(),
                });
            }
            "bar" => {
                let properties = self::child(child, "barPr").unwrap();
                let place = value(self::child(properties, "pos").unwrap()).unwrap();
                items.push(MathNode::Accent {
                    accent: if place == "top" { '\u{305}' } else { '\u{332}' },
                    base: e(),
                });
            }
            "accPr" | "barPr" | "radPr" => {}
            other => panic!("<{other}> in a formula"),
        }
    }
    match items.len() {
        1 => items.remove(0),
        _ => MathNode::Row { items },
    }
}

/// A run of a formula; nothing of a blank that fills a gap.
fn run(node: Node) -> Option<MathNode> {
    let text = child(node, "t").unwrap().text().unwrap_or_default();
    let properties = child(node, "rPr");
    let style = properties.and_then(|node| child(node, "sty"));
    let has_script = properties.is_some_and(|node| child(node, "scr").is_some());
    let is_upright = style.is_some_and(|node| value(node) == Some("p"));
    Some(match text {
        "\u{200a}" => return None,
        "\u{2006}" => MathNode::Space { em: 1.0 / 6.0 },
        blank if blank.chars().all(char::is_whitespace) => MathNode::Space { em: 1.0 },
        text => MathNode::Upright {
            text: text.to_owned(),
            operator: is_upright && !has_script,
        },
    })
}

pub(super) fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

pub(super) fn child<'a, 'input>(node: Node<'a, 'input>, of: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| name(*child) == of)
}

/// The attribute `val`.
pub(super) fn value<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    let mut attributes = node.attributes();
    let found = attributes.find(|attribute| attribute.name() == "val");
    found.map(|attribute| attribute.value())
}
