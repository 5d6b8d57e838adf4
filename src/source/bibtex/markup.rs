//! Rich text as the inline markup of `cv.yaml`.
//!
//! Markup says less than LaTeX: emphasis around nothing, or between a letter and a bracket, has no
//! form in it (CommonMark 0.31.2, "left-flanking delimiter run"). There the text stays and the
//! emphasis goes, as asterisks would print.

use unicode_normalization::char::is_combining_mark;

use super::tex;
use crate::document::{Inline, plain_text};
use crate::markup::{self, signs as marks};
use crate::model::Text;

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Text(String),
    Math(String),
    Code(String),
    Emph(Vec<Node>),
    Strong(Vec<Node>),
    Link(Vec<Node>, String),
}

/// The pieces of a value as markup, on one line.
pub fn written(nodes: &[tex::Node]) -> String {
    let mut joined = Vec::new();
    join(&mut joined, nodes);
    let nodes = spaces_outside(joined);
    if !nodes.iter().any(is_emphasised) {
        return text_of(&nodes, Signs::Careful);
    }
    // What stands beside signs of emphasis decides whether they are such, and the signs of one may stand
    // beside those of another. So what was written is read again: all of the emphasis is kept where it reads as
    // it is meant, what is surely read as such elsewhere, and none where words would not come out.
    let meant = styled_nodes(&nodes);
    for signs in [Signs::All, Signs::Careful] {
        let text = text_of(&nodes, signs);
        if styled_runs(&text) == meant {
            return text;
        }
    }
    let careful = text_of(&nodes, Signs::Careful);
    let mut bare = Vec::new();
    unemphasised(&mut bare, nodes);
    let bare = text_of(&bare, Signs::Careful);
    match shown(&careful) == shown(&bare) {
        true => careful,
        false => bare,
    }
}

/// Which signs of emphasis are written.
#[derive(Clone, Copy, PartialEq)]
enum Signs {
    All,
    /// Those that are read as such whatever stands around the text.
    Careful,
}

/// A character with whether it is strong, emphasised, and code.
type Styled = (char, [bool; 3]);

/// Stands for a formula.
const FORMULA: char = '\u{fffc}';

fn styled_nodes(nodes: &[Node]) -> Vec<Styled> {
    fn push(nodes: &[Node], style: [bool; 3], out: &mut Vec<Styled>) {
        let [strong, emph, _] = style;
        for node in nodes {
            match node {
                Node::Text(text) => out.extend(text.chars().map(|c| (c, style))),
                Node::Code(text) => out.extend(text.chars().map(|c| (c, [strong, emph, true]))),
                Node::Math(_) => out.push((FORMULA, style)),
                Node::Emph(inner) => push(inner, [strong, true, false], out),
                Node::Strong(inner) => push(inner, [true, emph, false], out),
                Node::Link(inner, _) => push(inner, style, out),
            }
        }
    }
    let mut out = Vec::new();
    push(nodes, [false; 3], &mut out);
    trimmed(out)
}

fn styled_runs(text: &str) -> Vec<Styled> {
    fn push(runs: &[Inline], style: [bool; 3], out: &mut Vec<Styled>) {
        let [strong, emph, _] = style;
        for run in runs {
            match run {
                Inline::Math { .. } => out.push((FORMULA, style)),
                Inline::Code { text } => {
                    out.extend(text.chars().map(|c| (c, [strong, emph, true])));
                }
                Inline::Emph { content } => push(content, [strong, true, false], out),
                Inline::Strong { content } => push(content, [true, emph, false], out),
                run => {
                    let own = run.own_text().unwrap_or_default();
                    out.extend(own.chars().map(|c| (c, style)));
                    push(run.children(), style, out);
                }
            }
        }
    }
    let text = Text(text.to_owned());
    let mut out = Vec::new();
    push(
        &markup::runs(&text, "", &mut Vec::new()),
        [false; 3],
        &mut out,
    );
    trimmed(out)
}

/// Without white space at the ends, which no text keeps; of other white space no style shows.
fn trimmed(styled: Vec<Styled>) -> Vec<Styled> {
    let plain = |(c, style): Styled| match c.is_whitespace() {
        true => (c, [false; 3]),
        false => (c, style),
    };
    let mut styled: Vec<Styled> = styled.into_iter().map(plain).collect();
    while styled.last().is_some_and(|(c, _)| c.is_whitespace()) {
        styled.pop();
    }
    let start = styled.iter().position(|(c, _)| !c.is_whitespace());
    styled.split_off(start.unwrap_or(styled.len()))
}

fn text_of(nodes: &[Node], signs: Signs) -> String {
    let mut out = String::new();
    push_nodes(&mut out, nodes, Next::one(None), false, signs);
    out.trim().to_owned()
}

/// The characters that markup prints.
fn shown(text: &str) -> String {
    let text = Text(text.to_owned());
    plain_text(&markup::runs(&text, "", &mut Vec::new()))
}

fn is_emphasised(node: &Node) -> bool {
    match node {
        Node::Emph(_) | Node::Strong(_) => true,
        Node::Link(inner, _) => inner.iter().any(is_emphasised),
        Node::Text(_) | Node::Math(_) | Node::Code(_) => false,
    }
}

/// Appends nodes without emphasis.
fn unemphasised(out: &mut Vec<Node>, nodes: Vec<Node>) {
    for node in nodes {
        match node {
            Node::Emph(inner) | Node::Strong(inner) => unemphasised(out, inner),
            Node::Link(inner, url) => {
                let mut bare = Vec::new();
                unemphasised(&mut bare, inner);
                push(out, Node::Link(bare, url));
            }
            other => push(out, other),
        }
    }
}

/// Appends pieces, of which braces keep nothing together any more.
fn join(out: &mut Vec<Node>, nodes: &[tex::Node]) {
    let joined = |inner: &[tex::Node]| {
        let mut nodes = Vec::new();
        join(&mut nodes, inner);
        nodes
    };
    for node in nodes {
        let node = match node {
            tex::Node::Group(inner) => {
                join(out, inner);
                continue;
            }
            tex::Node::Text(text) => Node::Text(text.clone()),
            tex::Node::Math { latex, .. } => Node::Math(formula(latex)),
            tex::Node::Code(text) => Node::Code(text.clone()),
            tex::Node::Emph(inner) => Node::Emph(joined(inner)),
            tex::Node::Strong(inner) => Node::Strong(joined(inner)),
            tex::Node::Link(inner, url) => Node::Link(joined(inner), url.clone()),
        };
        push(out, node);
    }
}

/// Appends a node; neighbours of one kind become one, and blanks one space.
fn push(nodes: &mut Vec<Node>, node: Node) {
    match (nodes.last_mut(), node) {
        (Some(Node::Text(text)), Node::Text(more)) => push_spaced(text, &more),
        (Some(Node::Emph(inner)), Node::Emph(more))
        | (Some(Node::Strong(inner)), Node::Strong(more)) => {
            more.into_iter().for_each(|node| push(inner, node));
        }
        (Some(Node::Code(text)), Node::Code(more)) => push_spaced(text, &more),
        // Markup takes a dollar sign before a digit for one of money; digits look the same inside.
        (Some(Node::Math(math)), Node::Text(text)) => {
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            math.push_str(&text[..text.len() - rest.len()]);
            if !rest.is_empty() {
                nodes.push(Node::Text(spaced(rest)));
            }
        }
        (_, Node::Text(text)) => nodes.push(Node::Text(spaced(&text))),
        (_, Node::Code(text)) => nodes.push(Node::Code(spaced(&text))),
        (_, node) => nodes.push(node),
    }
}

fn spaced(text: &str) -> String {
    let mut spaced = String::new();
    push_spaced(&mut spaced, text);
    spaced
}

fn push_spaced(out: &mut String, text: &str) {
    for character in text.chars() {
        if !character.is_whitespace() {
            out.push(character);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

/// A formula in a form that markup does not take for an amount of money.
fn formula(math: &str) -> String {
    let math = math.trim().trim_end_matches('\\').trim_end();
    if math.starts_with(|c: char| c.is_ascii_digit()) {
        format!("{{}}{math}")
    } else {
        math.to_owned()
    }
}

/// Takes spaces at the ends of emphasis and of code out of them, and empty ones away.
fn spaces_outside(nodes: Vec<Node>) -> Vec<Node> {
    let mut out = Vec::new();
    for node in nodes {
        let wrap = |inner: Vec<Node>, make: &dyn Fn(Vec<Node>) -> Node| {
            let mut inner = spaces_outside(inner);
            let before = matches!(inner.first(), Some(Node::Text(text)) if text.starts_with(' '));
            let after = matches!(inner.last(), Some(Node::Text(text)) if text.ends_with(' '));
            if let Some(Node::Text(text)) = inner.first_mut() {
                *text = text.trim_start().to_owned();
            }
            if let Some(Node::Text(text)) = inner.last_mut() {
                *text = text.trim_end().to_owned();
            }
            inner.retain(|node| !matches!(node, Node::Text(text) if text.is_empty()));
            let space = |there: bool| there.then(|| Node::Text(" ".to_owned()));
            let node = (!inner.is_empty()).then(|| make(inner));
            [space(before), node, space(after)].into_iter().flatten()
        };
        match node {
            Node::Emph(inner) => wrap(inner, &Node::Emph).for_each(|node| push(&mut out, node)),
            Node::Strong(inner) => wrap(inner, &Node::Strong).for_each(|node| push(&mut out, node)),
            Node::Link(inner, url) => push(&mut out, Node::Link(spaces_outside(inner), url)),
            // Of several spaces markup keeps one, and that one it takes from an end of code beside a backtick.
            Node::Code(text) if text.is_empty() => {}
            Node::Code(text) if is_padded(&text) => {
                let bare = text.trim_matches(' ');
                let space = |there: bool| there.then(|| Node::Text(" ".to_owned()));
                let code = (!bare.is_empty()).then(|| Node::Code(bare.to_owned()));
                let after = text.ends_with(' ') && !bare.is_empty();
                let parts = [space(text.starts_with(' ')), code, space(after)];
                parts
                    .into_iter()
                    .flatten()
                    .for_each(|node| push(&mut out, node));
            }
            Node::Math(text) if text.is_empty() => {}
            other => push(&mut out, other),
        }
    }
    out
}

/// What comes after nodes, and belongs to no wrapper's end.
#[derive(Clone, Copy)]
struct Next {
    /// The first character, which may be a sign of emphasis.
    written: Option<char>,
    /// The first character where that emphasis is not written.
    bare: Option<char>,
}

impl Next {
    fn of(node: &Node) -> Self {
        Self {
            written: Some(edge(node, First, false)),
            bare: Some(edge(node, First, true)),
        }
    }

    fn one(character: Option<char>) -> Self {
        Self {
            written: character,
            bare: character,
        }
    }
}

/// Whether a code span has a space at both ends that is not part of it: beside backticks, and where it
/// begins and ends with a space and holds more (CommonMark 0.31.2, "code spans").
fn is_padded(text: &str) -> bool {
    let is_spaced = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    is_spaced || text.starts_with('`') || text.ends_with('`')
}

/// Appends nodes.
fn push_nodes(out: &mut String, nodes: &[Node], next: Next, nested: bool, signs: Signs) {
    for (at, node) in nodes.iter().enumerate() {
        let following = nodes.get(at + 1);
        let next = following.map_or(next, Next::of);
        match node {
            Node::Text(text) => text.chars().for_each(|c| push_escaped(out, c)),
            Node::Math(math) => out.push_str(&format!("${math}$")),
            Node::Code(text) => push_code(out, text),
            Node::Emph(inner) => {
                // `*` may stand within a word, `_` beside other asterisks.
                let before = out.trim_end_matches('*').chars().next_back();
                let within_word = [before, next.written].into_iter().flatten().any(is_letter);
                let beside = nested
                    || out.ends_with('*')
                    || matches!(following, Some(Node::Strong(_) | Node::Emph(_)));
                let sign = if beside && !within_word { "_" } else { "*" };
                push_wrapped(out, inner, sign, next, signs);
            }
            Node::Strong(inner) => push_wrapped(out, inner, "**", next, signs),
            Node::Link(inner, url) if url.is_empty() => push_nodes(out, inner, next, nested, signs),
            Node::Link(inner, url) => {
                out.push('[');
                push_nodes(out, inner, Next::one(Some(']')), false, signs);
                out.push_str("](<");
                for c in url.chars() {
                    if c == '&' {
                        out.push('\\');
                    }
                    push_escaped(out, c);
                }
                out.push_str(">)");
            }
        }
    }
}

fn push_wrapped(out: &mut String, inner: &[Node], sign: &str, next: Next, signs: Signs) {
    let (Some(head), Some(tail)) = (inner.first(), inner.last()) else {
        return;
    };
    let before = out.trim_end_matches('*').chars().next_back();
    // Markup would take these signs for those of a product.
    let after = [next.written, next.bare];
    let multiplies = |next| marks::multiply(before, &bare(inner), next);
    let multiply = sign.starts_with('*') && after.into_iter().any(multiplies);
    let opens = is_letter(edge(head, First, true)) || before.is_none_or(parts);
    let closes = is_letter(edge(tail, Last, true)) || after.into_iter().flatten().all(parts);
    if signs == Signs::All || opens && closes && !multiply {
        out.push_str(sign);
        push_nodes(out, inner, next, true, signs);
        out.push_str(sign);
    } else {
        push_nodes(out, inner, next, false, signs);
    }
}

/// Nodes without emphasis, as far as it matters what stands beside signs.
fn bare(nodes: &[Node]) -> String {
    let parts = nodes.iter().map(|node| match node {
        Node::Text(text) => text.clone(),
        Node::Math(_) => "$".to_owned(),
        Node::Code(text) => format!("`{text}`"),
        Node::Emph(inner) | Node::Strong(inner) => bare(inner),
        Node::Link(inner, _) => format!("[{}]", bare(inner)),
    });
    parts.collect()
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    First,
    Last,
}
use End::{First, Last};

/// The character at an end of a node; with `within`, that of what a wrapper there wraps.
fn edge(node: &Node, end: End, within: bool) -> char {
    match node {
        Node::Text(text) => match end {
            First => text.chars().next(),
            Last => text.chars().next_back(),
        }
        .unwrap_or(' '),
        // A formula counts as a letter: markup is read with one character in its place.
        Node::Math(_) => 'x',
        Node::Code(_) => '`',
        Node::Emph(inner) | Node::Strong(inner) if within => match end {
            First => inner.first(),
            Last => inner.last(),
        }
        .map_or(' ', |node| edge(node, end, within)),
        Node::Emph(_) | Node::Strong(_) => '*',
        Node::Link(..) => ']',
    }
}

/// Whether emphasis may begin before the character. A mark belongs to its letter and is no punctuation
/// (CommonMark 0.31.2, "Unicode punctuation character"); rare signs count as such, on the safe side.
fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || is_combining_mark(character)
}

/// Whether emphasis that ends in punctuation may end before the character, and one that begins with it
/// begin after: spaces and what is surely punctuation. What is neither, such as a zero-width space, counts
/// as a letter.
fn parts(character: char) -> bool {
    character.is_whitespace()
        || character.is_ascii_punctuation()
        || matches!(character, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '¡' | '¿' | '«' | '»')
}

fn push_escaped(out: &mut String, character: char) {
    if matches!(
        character,
        '\\' | '*' | '_' | '`' | '[' | ']' | '$' | '<' | '>' | '!' | '^' | '~'
    ) {
        out.push('\\');
    }
    out.push(character);
}

/// A code span, between more backticks than it has in a row.
fn push_code(out: &mut String, text: &str) {
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if is_padded(text) { " " } else { "" };
    out.push_str(&format!("{fence}{space}{text}{space}{fence}"));
}
