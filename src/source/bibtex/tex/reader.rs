//! The reader of a value.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::html;
use super::{Node, Problem, Reading, Trouble, control_name, invisible, push_literal};
use crate::document::MathNode;
use crate::markup::math;

/// Deepest nesting that is read; what lies deeper prints as it is.
pub(super) const DEEPEST: usize = 70;

/// Reads a value.
pub fn read(text: &str) -> Reading {
    let mut reader = Reader {
        text,
        at: 0,
        partners: partners(text),
        problems: Vec::new(),
        looks: Looks::default(),
        quotes: 0,
        singles: 0,
        depth: 0,
        endless: HashSet::new(),
    };
    let nodes = reader.within(0..text.len());
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| problem.range.start);
    Reading { nodes, problems }
}

/// The place of the closing brace of each opening one that has one.
fn partners(text: &str) -> HashMap<usize, usize> {
    let mut partners = HashMap::new();
    let mut open = Vec::new();
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => open.push(at),
            b'}' => {
                if let Some(start) = open.pop() {
                    partners.insert(start, at);
                }
            }
            _ => {}
        }
    }
    partners
}

/// What the text around a place looks like already.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Looks {
    pub(super) is_emph: bool,
    pub(super) is_strong: bool,
    pub(super) is_code: bool,
    /// Within a formula that is not understood: its signs of structure do not print.
    pub(super) is_formula: bool,
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) partners: HashMap<usize, usize>,
    pub(super) problems: Vec<Problem>,
    pub(super) looks: Looks,
    /// How many pairs of quotation marks are open.
    pub(super) quotes: usize,
    /// How many backticks have begun a quotation.
    pub(super) singles: usize,
    pub(super) depth: usize,
    /// Names of elements of HTML, and ends of formulas, that stand nowhere more before the byte.
    pub(super) endless: HashSet<(String, usize)>,
}

impl<'a> Reader<'a> {
    pub(super) fn report(&mut self, range: Range<usize>, trouble: Trouble) {
        // A formula that is not understood is told as a whole.
        if !self.looks.is_formula {
            self.problems.push(Problem { range, trouble });
        }
    }

    pub(super) fn rest(&self, end: usize) -> &'a str {
        self.text.get(self.at..end).unwrap_or_default()
    }

    /// The pieces of a part of the value, after which reading goes on where it was.
    pub(super) fn within(&mut self, range: Range<usize>) -> Vec<Node> {
        let resume = (self.at, self.looks);
        self.at = range.start;
        self.depth += 1;
        let nodes = if self.depth > DEEPEST {
            self.report(range.clone(), Trouble::Deep);
            let flat = self.rest(range.end).replace(['\\', '{', '}', '$'], " ");
            vec![Node::Text(flat)]
        } else {
            self.sequence(range.end)
        };
        self.depth -= 1;
        (self.at, self.looks) = resume;
        nodes
    }

    /// The pieces up to a place.
    pub(super) fn sequence(&mut self, end: usize) -> Vec<Node> {
        let mut nodes = Nodes::default();
        while self.at < end {
            let rest = self.rest(end);
            let Some(character) = rest.chars().next() else {
                break;
            };
            if matches!(character, '<' | '&' | '$' | '\\' | '{') {
                if self.element(end, &mut nodes) {
                    continue;
                }
                if let Some((characters, length)) = html::entity(rest) {
                    self.at += length;
                    self.characters(&characters, &mut nodes);
                    continue;
                }
            }
            match character {
                '\\' => self.control(end, &mut nodes),
                '{' => self.group(end, &mut nodes),
                '$' => self.dollar(end, &mut nodes),
                '}' => {
                    self.report(self.at..self.at + 1, Trouble::Brace('}'));
                    self.at += 1;
                }
                '^' | '_' if self.looks.is_formula => self.at += 1,
                _ => self.character(character, rest, &mut nodes),
            }
        }
        nodes.0
    }

    /// A character, or a ligature of TeX's fonts.
    pub(super) fn character(&mut self, character: char, rest: &str, nodes: &mut Nodes) {
        if let Some(repair) = invisible::repair(rest) {
            let range = self.at..self.at + repair.length;
            self.report(range, Trouble::Inkless(character));
            self.at += repair.length;
            nodes.push_text(&repair.text, self.looks.is_code);
            return;
        }
        const LIGATURES: [(&str, &str); 7] = [
            ("---", "—"),
            ("--", "–"),
            ("``", "“"),
            ("''", "”"),
            ("!`", "¡"),
            ("?`", "¿"),
            ("`", "‘"),
        ];
        let ligature = LIGATURES
            .iter()
            .filter(|_| !self.looks.is_code)
            .find(|(written, _)| rest.starts_with(written));
        if let Some((written, printed)) = ligature {
            self.at += written.len();
            self.singles += usize::from(*written == "`");
            nodes.push_text(printed, false);
            return;
        }
        self.at += character.len_utf8();
        // An apostrophe stays as it was typed; it ends a quotation that a backtick has begun.
        let is_followed = rest[character.len_utf8()..].starts_with(char::is_alphanumeric);
        if character == '\'' && self.singles > 0 && !is_followed && !self.looks.is_code {
            self.singles -= 1;
            nodes.push_text("’", false);
            return;
        }
        if character == '~' || character.is_whitespace() {
            nodes.push_text(" ", self.looks.is_code);
        } else {
            nodes.push_text(character.encode_utf8(&mut [0; 4]), self.looks.is_code);
        }
    }

    /// Characters that are not read as TeX, such as those of an entity.
    pub(super) fn characters(&mut self, text: &str, nodes: &mut Nodes) {
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            match invisible::repair(&text[at..]) {
                Some(repair) => {
                    at += repair.length;
                    nodes.push_text(&repair.text, self.looks.is_code);
                }
                None => {
                    at += character.len_utf8();
                    nodes.push_text(character.encode_utf8(&mut [0; 4]), self.looks.is_code);
                }
            }
        }
    }

    pub(super) fn group(&mut self, end: usize, nodes: &mut Nodes) {
        let Some(close) = self.partner(end) else {
            self.report(self.at..self.at + 1, Trouble::Brace('{'));
            self.at += 1;
            return;
        };
        let inner = self.at + 1..close;
        let is_command = self.text[inner.clone()].starts_with('\\');
        let content = self.within(inner);
        self.at = close + 1;
        let mut text = String::new();
        push_literal(&mut text, &content);
        // BibTeX's special characters: braces around an accent keep no words together.
        if is_command && !text.contains(char::is_whitespace) {
            nodes.extend(content);
        } else {
            nodes.0.push(Node::Group(content));
        }
    }

    pub(super) fn skip_blanks(&mut self, end: usize) {
        let rest = self.rest(end);
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The argument that follows: what braces hold, a command with what belongs to it, or a character. Reading
    /// goes on behind it.
    pub(super) fn argument(&mut self, end: usize) -> Option<Range<usize>> {
        self.skip_blanks(end);
        let start = self.at;
        let rest = self.rest(end);
        let character = rest.chars().next()?;
        match character {
            '{' => match self.partner(end) {
                Some(close) => {
                    self.at = close + 1;
                    Some(start + 1..close)
                }
                None => None,
            },
            '}' => None,
            '\\' => {
                self.at += 1 + control_name(&rest[1..]).len();
                Some(start..self.at)
            }
            _ => {
                self.at += character.len_utf8();
                Some(start..self.at)
            }
        }
    }

    /// Skips an argument in brackets.
    pub(super) fn optional(&mut self, end: usize) -> bool {
        let rest = self.rest(end);
        if !rest.starts_with('[') {
            return false;
        }
        let Some(close) = near(rest, ']') else {
            return false;
        };
        self.at += close + 1;
        true
    }

    /// The place of the brace that closes the one here, before the end.
    pub(super) fn partner(&self, end: usize) -> Option<usize> {
        self.partners
            .get(&self.at)
            .copied()
            .filter(|close| *close < end)
    }
}

/// Pieces under way.
#[derive(Debug, Default)]
pub(super) struct Nodes(pub(super) Vec<Node>);

impl Nodes {
    pub(super) fn push_text(&mut self, text: &str, is_code: bool) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Node::Text(before)) if !is_code => before.push_str(text),
            Some(Node::Code(before)) if is_code => before.push_str(text),
            _ if is_code => self.0.push(Node::Code(text.to_owned())),
            _ => self.0.push(Node::Text(text.to_owned())),
        }
    }

    /// A formula as it is written, if markup can hold it so.
    pub(super) fn push_formula(&mut self, latex: &str, node: &MathNode) {
        let written = latex.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut escaped = false;
        let has_dollar = written.chars().any(|c| {
            let is_bare = c == '$' && !escaped;
            escaped = c == '\\' && !escaped;
            is_bare
        });
        if has_dollar || escaped || math::parse(&written).as_ref() != Ok(node) {
            self.push_math(node);
        } else {
            self.0.push(Node::Math {
                latex: written,
                plain: math::spoken(node),
            });
        }
    }

    pub(super) fn push_math(&mut self, node: &MathNode) {
        self.0.push(Node::Math {
            latex: math::written(node),
            plain: math::spoken(node),
        });
    }

    pub(super) fn extend(&mut self, nodes: Vec<Node>) {
        for node in nodes {
            match node {
                Node::Text(text) => self.push_text(&text, false),
                Node::Code(text) => self.push_text(&text, true),
                node => self.0.push(node),
            }
        }
    }
}

/// The place of a sign, if it is not far.
pub(super) fn near(text: &str, sign: char) -> Option<usize> {
    const FAR: usize = 500;
    let mut places = text.char_indices().take_while(|(at, _)| *at < FAR);
    places.find(|(_, c)| *c == sign).map(|(at, _)| at)
}
