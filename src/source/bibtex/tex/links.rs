//! Links, and the HTML that publishers leave.

use std::ops::Range;

use super::commands::Meaning;
use super::html::{self, Element};
use super::reader::{DEEPEST, Nodes, Reader};
use super::{Node, Trouble, cleaned, literal};
use crate::model::address;

impl Reader<'_> {
    pub(super) fn link(&mut self, start: usize, meaning: Meaning, end: usize, nodes: &mut Nodes) {
        if !self.rest(end).starts_with('{') {
            return;
        }
        let Some(range) = self.argument(end) else {
            return;
        };
        let (written, problems) = cleaned(&self.text[range.clone()]);
        for problem in problems {
            let place = problem.range.start + range.start..problem.range.end + range.start;
            self.report(place, problem.trouble);
        }
        let shown = match meaning {
            Meaning::Link => {
                let Some(shown) = self.argument(end) else {
                    nodes.push_text(&written, false);
                    return;
                };
                self.within(shown)
            }
            _ => vec![Node::Text(written.clone())],
        };
        let place = start..self.at;
        let address = match meaning {
            Meaning::Doi => format!(
                "https://doi.org/{}",
                written.trim_start_matches("https://doi.org/")
            ),
            _ => written.clone(),
        };
        let shown = self.without_links(shown, &address, &place);
        let unlinked = |why: String| Trouble::Address {
            address: written.clone(),
            why,
        };
        let linked = if self.looks.is_code || self.looks.is_formula {
            Err(String::from("program text and formulas hold no links"))
        } else {
            address::with_scheme(&address).map_err(|wrong| wrong.sentence())
        };
        match linked {
            Ok(url) if literal(&shown).is_empty() => {
                self.report(place, Trouble::Wordless(url.clone()));
                nodes.0.push(Node::Link(vec![Node::Text(url.clone())], url));
            }
            Ok(url) => nodes.0.push(Node::Link(shown, url)),
            Err(why) => {
                // What shows itself says what it is, such as the name of a file; words that lead nowhere do not.
                let is_said = meaning != Meaning::Link
                    && (self.looks.is_code || !looks_like_address(&address));
                if !is_said {
                    self.report(place, unlinked(why));
                }
                nodes.extend(shown);
            }
        }
    }

    /// The words of a link without the links in them, which are told unless they lead to the same place.
    fn without_links(
        &mut self,
        shown: Vec<Node>,
        address: &str,
        place: &Range<usize>,
    ) -> Vec<Node> {
        let mut out = Vec::with_capacity(shown.len());
        for node in shown {
            match node {
                Node::Link(inner, url) => {
                    if url != address && literal(&inner) != url {
                        let why = String::from("a link stands in no other");
                        let trouble = Trouble::Address { address: url, why };
                        self.report(place.clone(), trouble);
                    }
                    out.extend(inner);
                }
                Node::Emph(inner) => {
                    out.push(Node::Emph(self.without_links(inner, address, place)))
                }
                Node::Strong(inner) => {
                    out.push(Node::Strong(self.without_links(inner, address, place)));
                }
                Node::Group(inner) => {
                    out.push(Node::Group(self.without_links(inner, address, place)));
                }
                Node::Text(_) | Node::Math { .. } | Node::Code(_) => out.push(node),
            }
        }
        out
    }

    /// An element of HTML, if one stands here.
    pub(super) fn element(&mut self, end: usize, nodes: &mut Nodes) -> bool {
        if self.looks.is_code || self.depth + 2 > DEEPEST {
            return false;
        }
        let Some(tag) = html::tag(self.rest(end)) else {
            return false;
        };
        if tag.is_empty {
            self.at += tag.length;
            nodes.push_text(" ", false);
            return true;
        }
        // An end whose beginning was not read as one stands in no element.
        if tag.closes || self.endless.contains(&(tag.name.clone(), end)) {
            return false;
        }
        let inner = self.at + tag.length;
        let Some((close, after)) = html::end_of(&tag.name, &self.text[inner..end]) else {
            self.endless.insert((tag.name, end));
            return false;
        };
        let range = inner..inner + close;
        match tag.element {
            Element::Emphasis => self.wrapped(Meaning::Emphasis, range, nodes),
            Element::Strong => self.wrapped(Meaning::Strong, range, nodes),
            Element::Code => self.wrapped(Meaning::Code, range, nodes),
            Element::Raised => self.script(range, true, nodes),
            Element::Lowered => self.script(range, false, nodes),
            Element::Look | Element::Break => {
                let content = self.within(range);
                nodes.extend(content);
            }
        }
        self.at = inner + after;
        true
    }
}

/// Whether a text means to be an address, and not the name of a file.
fn looks_like_address(text: &str) -> bool {
    text.contains(':') || text.to_ascii_lowercase().starts_with("www.")
}
