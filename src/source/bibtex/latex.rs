//! LaTeX in values that the BibTeX parser leaves as it is: emphasis, quotation marks, spaces.

use biblatex::{Chunk, ChunksRef};

use super::markup::{self, Piece, Wrap};

/// Stand for the ends of emphasis and of strong emphasis while a value passes the parser.
const EMPH: [char; 2] = ['\u{F0001}', '\u{F0002}'];
/// See [`EMPH`].
const STRONG: [char; 2] = ['\u{F0003}', '\u{F0004}'];

/// Stand for the ends of program text.
const CODE: [char; 2] = ['\u{F0008}', '\u{F0009}'];

/// Stand before the text, the address and the end of a link.
const LINK: [char; 3] = ['\u{F0005}', '\u{F0006}', '\u{F0007}'];

/// Deepest nesting of braces that is read.
pub const MAX_DEPTH: usize = 60;

/// Rewrites the commands of a value that the parser would print with their backslash.
pub fn prepared(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(character) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('\\') {
            let name: String = after
                .chars()
                .take_while(char::is_ascii_alphabetic)
                .collect();
            let tail = &after[name.len()..];
            if let Some(written) = space_command(after) {
                out.push_str(written);
                rest = &after[after.chars().next().map_or(0, char::len_utf8)..];
                continue;
            }
            if let Some((before, behind)) = wrapper(&name)
                && let Some((argument, tail)) = argument(tail)
            {
                out.push_str(&format!("{before}{}{behind}", prepared(argument)));
                rest = tail;
                continue;
            }
            if name == "href"
                && let Some((address, tail)) = argument(tail)
                && let Some((shown, tail)) = argument(tail)
            {
                let [text, url, end] = LINK;
                out.push_str(&format!("{text}{}{url}{address}{end}", prepared(shown)));
                rest = tail;
                continue;
            }
            if let Some(symbol) = symbol(&name) {
                out.push_str(symbol);
                rest = tail
                    .strip_prefix("{}")
                    .unwrap_or_else(|| tail.strip_prefix(' ').unwrap_or(tail));
                continue;
            }
            // Another command: with the character after the backslash, which may be an escape.
            let next = after
                .chars()
                .next()
                .map_or(0, char::len_utf8)
                .max(name.len());
            out.push_str(&rest[..1 + next]);
            rest = &after[next..];
            continue;
        }
        if let Some(length) = formula(rest) {
            let (formula, tail) = rest.split_at(length);
            out.push_str(formula);
            rest = tail;
            continue;
        }
        let declared = [
            "{\\em ",
            "{\\it ",
            "{\\sl ",
            "{\\itshape ",
            "{\\bf ",
            "{\\bfseries ",
        ]
        .into_iter()
        .find(|opening| rest.starts_with(opening));
        if let (Some(opening), Some((group, tail))) = (declared, argument(rest)) {
            let [before, behind] = if opening.starts_with("{\\bf") {
                STRONG
            } else {
                EMPH
            };
            let inner = group.get(opening.len() - 1..).unwrap_or_default();
            out.push_str(&format!("{before}{}{behind}", prepared(inner)));
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix("``") {
            out.push('“');
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix("''") {
            out.push('”');
            rest = tail;
        } else {
            out.push(if character == '~' { ' ' } else { character });
            rest = &rest[character.len_utf8()..];
        }
    }
    out
}

/// Length of the formula that a text begins with, dollar signs included.
fn formula(text: &str) -> Option<usize> {
    let body = text.strip_prefix('$')?;
    let mut escaped = false;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'$' => return (at > 0).then_some(at + 2),
            _ => {}
        }
    }
    None
}

/// Whether braces nest deeper than is read.
pub fn is_too_deep(value: &str) -> bool {
    let mut depth = 0usize;
    value.bytes().any(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

fn wrapper(name: &str) -> Option<(String, String)> {
    let pair = |[before, behind]: [char; 2]| Some((before.to_string(), behind.to_string()));
    match name {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" => pair(EMPH),
        "textbf" | "mkbibbold" => pair(STRONG),
        "textsuperscript" => Some(("$^{".into(), "}$".into())),
        "textsubscript" => Some(("$_{".into(), "}$".into())),
        "enquote" | "mkbibquote" => Some(("“".into(), "”".into())),
        "texttt" => pair(CODE),
        "textsc" | "textrm" | "textsf" | "textnormal" | "text" | "mbox" | "hbox" | "url"
        | "uppercase" | "lowercase" | "MakeUppercase" | "nobreak" | "ensuremath" | "underline" => {
            Some((String::new(), String::new()))
        }
        _ => None,
    }
}

fn space_command(after: &str) -> Option<&'static str> {
    match after.chars().next()? {
        ',' | ' ' | ';' | ':' if !after.starts_with(": ") => Some(" "),
        '/' | '@' | '!' => Some(""),
        _ => None,
    }
}

fn symbol(name: &str) -> Option<&'static str> {
    Some(match name {
        "dag" | "dagger" => "†",
        "ddagger" => "‡",
        "ast" | "star" => "*",
        "ldots" => "…",
        "newblock" | "nobreakspace" => " ",
        _ => return None,
    })
}

/// The `{…}` at the beginning of a text, without its braces, and what follows.
fn argument(text: &str) -> Option<(&str, &str)> {
    let trimmed = text.trim_start();
    if !trimmed.starts_with('{') {
        return None;
    }
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, byte) in trimmed.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some((&trimmed[1..at], &trimmed[at + 1..]));
                }
            }
            _ => {}
        }
    }
    None
}

/// A value as literal text: braces, emphasis, dollar signs and the addresses of links gone.
pub fn literal(chunks: ChunksRef) -> String {
    let mut out = String::new();
    let mut in_address = false;
    for chunk in chunks {
        match &chunk.v {
            Chunk::Math(math) => out.push_str(&plain_math(math)),
            Chunk::Normal(text) | Chunk::Verbatim(text) => {
                for character in text.chars() {
                    in_address = match character {
                        c if c == LINK[1] => true,
                        c if c == LINK[2] => false,
                        _ => in_address,
                    };
                    if !in_address && !is_sentinel(character) {
                        out.push(character);
                    }
                }
            }
        }
    }
    tidy(&out)
}

fn is_sentinel(character: char) -> bool {
    [EMPH, STRONG, CODE].concat().contains(&character) || LINK.contains(&character)
}

/// A value as text with inline markup: what markup would read as its own is escaped, formulas keep
/// their dollar signs.
pub fn marked_up(chunks: ChunksRef) -> String {
    let mut pieces = Vec::new();
    for chunk in chunks {
        match &chunk.v {
            Chunk::Math(math) => pieces.push(Piece::Math(math.trim().to_owned())),
            Chunk::Normal(text) | Chunk::Verbatim(text) => {
                pieces.extend(text.chars().map(|character| match character {
                    c if c == EMPH[0] => Piece::Open(Wrap::Emph),
                    c if c == EMPH[1] => Piece::Close(Wrap::Emph),
                    c if c == STRONG[0] => Piece::Open(Wrap::Strong),
                    c if c == STRONG[1] => Piece::Close(Wrap::Strong),
                    c if c == CODE[0] => Piece::Open(Wrap::Code),
                    c if c == CODE[1] => Piece::Close(Wrap::Code),
                    c if c == LINK[0] => Piece::Open(Wrap::Link),
                    c if c == LINK[1] => Piece::Address,
                    c if c == LINK[2] => Piece::Close(Wrap::Link),
                    c => Piece::Character(c),
                }));
            }
        }
    }
    markup::written(pieces)
}

/// A formula of marks and letters without its commands: `^\dagger` becomes `†`.
pub(super) fn plain_math(math: &str) -> String {
    let replaced = [
        ("\\dagger", "†"),
        ("\\ddagger", "‡"),
        ("\\ast", "*"),
        ("\\star", "*"),
        ("\\S", "§"),
    ]
    .into_iter()
    .fold(math.to_owned(), |text, (command, symbol)| {
        text.replace(command, symbol)
    });
    replaced
        .chars()
        .filter(|c| !matches!(c, '^' | '_' | '{' | '}' | '\\'))
        .collect()
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
