//! Links, and the HTML that publishers leave.

use super::commands::Meaning;
use super::html::{self, Element};
use super::reader::{DEEPEST, Nodes, Reader};
use super::{Node, Trouble, cleaned};

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
        let address = match meaning {
            Meaning::Doi => format!(
                "https://doi.org/{}",
                written.trim_start_matches("https://doi.org/")
            ),
            _ => written.clone(),
        };
        let is_plain = self.looks.is_code || self.looks.is_formula;
        match absolute(&address) {
            Some(url) if !is_plain && !written.is_empty() => nodes.0.push(Node::Link(shown, url)),
            _ => {
                // What shows itself says what it is; words that lead nowhere do not.
                if meaning == Meaning::Link {
                    self.report(start..self.at, Trouble::Address(written));
                }
                nodes.extend(shown);
            }
        }
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

/// An address with its scheme, if it is one of the web or of mail.
pub(super) fn absolute(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let has_scheme = ["http://", "https://", "mailto:", "tel:"]
        .iter()
        .find(|scheme| lower.starts_with(**scheme) && lower.len() > scheme.len());
    if address.contains(char::is_whitespace) {
        None
    } else if let Some(scheme) = has_scheme {
        Some(format!("{scheme}{}", &address[scheme.len()..]))
    } else if lower.starts_with("www.") {
        Some(format!("https://{address}"))
    } else {
        None
    }
}
