//! Values that stand for themselves: addresses and identifiers, out of what TeX and reference managers make of
//! them (`\_`, `\%`, `{\~{}}`, `\url{…}`, `$\sim$`, `&amp;`).

use crate::model::address::begins_as_web;

/// An address in a value, and the words that `\href` shows for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address, with its scheme.
    pub url: String,
    /// The words in TeX's spelling, unless they say nothing of their own.
    pub label: Option<String>,
}

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text in TeX's spelling.
    Text(String),
    /// An address.
    Address(Address),
}

/// The characters that a value means; none where it holds commands that only a reader of TeX knows, such as
/// accents.
pub fn cleaned(source: &str) -> Option<String> {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(character) = rest.chars().next() {
        let tail = &rest[character.len_utf8()..];
        rest = match character {
            '\\' => command(tail, &mut out)?,
            '{' | '}' => tail,
            // `$\sim$`, `$<$`: one character in a formula.
            '$' => match tail.split_once('$') {
                Some((inner, after)) if is_sign(inner) => {
                    out.push_str(&cleaned(inner)?);
                    after
                }
                _ => {
                    out.push('$');
                    tail
                }
            },
            '&' => match ENTITIES.iter().find(|(name, _)| tail.starts_with(name)) {
                Some((name, meant)) => {
                    out.push(*meant);
                    &tail[name.len()..]
                }
                None => {
                    out.push('&');
                    tail
                }
            },
            c if c.is_whitespace() => {
                out.push(' ');
                tail.trim_start()
            }
            c if is_invisible(c) => tail,
            c => {
                out.push(c);
                tail
            }
        };
    }
    Some(out.trim().to_owned())
}

const ENTITIES: [(&str, char); 5] = [
    ("amp;", '&'),
    ("lt;", '<'),
    ("gt;", '>'),
    ("quot;", '"'),
    ("#38;", '&'),
];

fn is_sign(inner: &str) -> bool {
    let inner = inner.trim_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | '^'));
    match inner.strip_prefix('\\') {
        Some(name) => matches!(
            name,
            "sim"
                | "tilde"
                | "less"
                | "greater"
                | "backslash"
                | "textasciitilde"
                | "_"
                | "&"
                | "%"
                | "#"
                | "lt"
                | "gt"
        ),
        // Other signs need no formula, and stand in addresses between dollar signs of their own.
        None => {
            let mut characters = inner.chars();
            let is_sign = |c: char| !c.is_alphanumeric() && (!c.is_ascii() || "<>_~|".contains(c));
            characters.next().is_some_and(is_sign) && characters.next().is_none()
        }
    }
}

/// Characters that no address and no identifier holds, and that no reader sees.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Reads the command whose backslash stands before a text; returns what follows it.
fn command<'a>(text: &'a str, out: &mut String) -> Option<&'a str> {
    let name = &text[..text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len())];
    if name.is_empty() {
        let Some(sign) = text.chars().next() else {
            return Some("");
        };
        let tail = &text[sign.len_utf8()..];
        match sign {
            '_' | '&' | '%' | '#' | '$' | '{' | '}' => out.push(sign),
            // An accent over nothing is the sign alone; over a letter it is an accent.
            '~' | '^' => {
                let bare = tail.strip_prefix("{}");
                let next = tail.trim_start_matches('{').chars().next();
                if bare.is_none() && next.is_some_and(char::is_alphabetic) {
                    return None;
                }
                out.push(sign);
                return Some(bare.unwrap_or(tail));
            }
            '/' | '-' | ',' | '@' | '!' | '\\' => {}
            c if c.is_whitespace() => out.push(' '),
            _ => return None,
        }
        return Some(tail);
    }
    let tail = &text[name.len()..];
    let meant = match name {
        "textasciitilde" | "sim" | "tilde" | "mytilde" => "~",
        "textunderscore" => "_",
        "textpercent" | "percent" => "%",
        "textdollar" => "$",
        "textless" | "less" | "lt" => "<",
        "textgreater" | "greater" | "gt" => ">",
        "textasciicircum" => "^",
        "textbackslash" | "backslash" => "\\",
        "textbraceleft" => "{",
        "textbraceright" => "}",
        "textbar" => "|",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "textendash" => "–",
        "textampersand" => "&",
        "slash" => "/",
        "url" | "path" | "nolinkurl" | "texttt" | "textrm" | "tt" | "ttfamily" | "mbox"
        | "small" | "footnotesize" | "allowbreak" | "linebreak" | "nolinebreak" | "newline"
        | "relax" | "protect" | "urlstyle" => "",
        _ => return None,
    };
    out.push_str(meant);
    Some(
        tail.strip_prefix("{}")
            .unwrap_or_else(|| tail.strip_prefix(' ').unwrap_or(tail)),
    )
}

/// Cuts a value at the addresses in it: `\url{…}`, `\href{…}{…}`, and what begins with a scheme or with `www.`.
pub fn parts(source: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut rest = source;
    let mut before = ' ';
    while let Some(character) = rest.chars().next() {
        let found = match character {
            '\\' => linking_command(&rest[1..]),
            _ if !before.is_alphanumeric() && before != '\\' => bare(rest),
            _ => None,
        };
        if let Some((address, after)) = found {
            if !text.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut text)));
            }
            parts.push(Part::Address(address));
            rest = after;
            before = ' ';
            continue;
        }
        text.push(character);
        rest = &rest[character.len_utf8()..];
        // A command and what it escapes stay together.
        if character == '\\'
            && let Some(escaped) = rest.chars().next()
        {
            text.push(escaped);
            rest = &rest[escaped.len_utf8()..];
            before = if escaped.is_alphabetic() { 'a' } else { ' ' };
            continue;
        }
        before = character;
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    parts
}

fn linking_command(text: &str) -> Option<(Address, &str)> {
    let (name, is_href) = ["url", "nolinkurl", "path", "href"]
        .into_iter()
        .find(|name| {
            text.strip_prefix(name)
                .is_some_and(|tail| !tail.starts_with(|c: char| c.is_ascii_alphabetic()))
        })
        .map(|name| (name, name == "href"))?;
    let (inner, after) = argument(&text[name.len()..])?;
    let url = with_scheme(&cleaned(inner)?.replace(' ', ""))?;
    if !is_href {
        return Some((Address { url, label: None }, after));
    }
    let (label, after) = argument(after)?;
    let plain = cleaned(label).unwrap_or_else(|| label.to_owned());
    let is_address = plain.is_empty() || with_scheme(&plain).is_some();
    let label = (!is_address).then(|| label.trim().to_owned());
    Some((Address { url, label }, after))
}

/// The `{…}` at the beginning of a text, without its braces, and what follows.
fn argument(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some((&text[1..at], &text[at + 1..]));
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The address at the beginning of a text, and what follows.
fn bare(text: &str) -> Option<(Address, &str)> {
    if !begins_as_web(text) {
        return None;
    }
    let (mut end, mut depth, mut escaped) = (text.len(), 0usize, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' => depth += 1,
            '}' if depth == 0 => {
                end = at;
                break;
            }
            '}' => depth -= 1,
            // A command ends with the blank after its name: `\textasciitilde holt`.
            ' ' if ends_in_command(&text[..at]) => {}
            c if c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|') && depth == 0 => {
                end = at;
                break;
            }
            ',' | ';' if begins_as_web(text[at + 1..].trim_start()) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let mut found = &text[..end];
    // Punctuation of the sentence, and a bracket that the address does not open.
    while let Some(last) = found.chars().next_back() {
        let closes = |open: char, close: char| {
            last == close && found.matches(close).count() > found.matches(open).count()
        };
        if !matches!(last, '.' | ',' | ';' | ':' | '\'') && !closes('(', ')') && !closes('[', ']') {
            break;
        }
        found = &found[..found.len() - last.len_utf8()];
    }
    let url = with_scheme(&cleaned(found)?)?;
    Some((Address { url, label: None }, &text[found.len()..]))
}

fn ends_in_command(text: &str) -> bool {
    text.rsplit_once('\\').is_some_and(|(_, name)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())
    })
}

/// The address that a text is, with its scheme; none for what does not look like one.
pub fn with_scheme(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_lowercase();
    if text.contains(char::is_whitespace) {
        return None;
    }
    if let Some((_, rest)) = text.split_once("://")
        && begins_as_web(text)
        && !lower.starts_with("www.")
    {
        return (!rest.is_empty()).then(|| text.to_owned());
    }
    let host = lower.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let mut labels = host.split('.').rev();
    let is_top = labels
        .next()
        .is_some_and(|top| top.len() >= 2 && top.chars().all(char::is_alphabetic));
    let fits = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let (first, mut others) = (labels.next(), labels);
    let is_host = is_top && first.is_some_and(fits) && others.all(fits);
    let is_address = is_host && (lower.starts_with("www.") || lower.len() > host.len());
    is_address.then(|| format!("https://{text}"))
}

/// Whether a text only leads to the address beside it, or says nothing at all.
pub fn leads_to_address(text: &str) -> bool {
    const WORDS: [&str; 29] = [
        "a",
        "accessed",
        "accessible",
        "address",
        "at",
        "available",
        "document",
        "electronic",
        "from",
        "homepage",
        "http",
        "https",
        "in",
        "internet",
        "last",
        "link",
        "on",
        "online",
        "page",
        "pdf",
        "project",
        "retrieved",
        "see",
        "site",
        "the",
        "url",
        "via",
        "web",
        "website",
    ];
    let lower = text.to_lowercase();
    let mut words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.all(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans() {
        for (source, meant) in [
            (
                r"10.1007/978-3-540-24777-7\_12",
                "10.1007/978-3-540-24777-7_12",
            ),
            (
                r"https://example.org/a\%20b.pdf",
                "https://example.org/a%20b.pdf",
            ),
            (
                r"https://example.org/{\~{}}holt/x",
                "https://example.org/~holt/x",
            ),
            (
                r"https://example.org/\~{}holt/x",
                "https://example.org/~holt/x",
            ),
            (r"https://example.org/\~/x", "https://example.org/~/x"),
            (
                r"https://example.org/\textasciitilde holt/x",
                "https://example.org/~holt/x",
            ),
            (
                r"https://example.org/\textasciitilde{}holt",
                "https://example.org/~holt",
            ),
            (
                r"https://example.org/{\textasciitilde}holt",
                "https://example.org/~holt",
            ),
            (
                r"https://example.org/$\sim$holt",
                "https://example.org/~holt",
            ),
            (
                r"https://example.org/{$\sim$}holt",
                "https://example.org/~holt",
            ),
            (
                r"https://example.org/x?a=1\&b=2\#sec",
                "https://example.org/x?a=1&b=2#sec",
            ),
            (
                "https://example.org/x?a=1&amp;b=2",
                "https://example.org/x?a=1&b=2",
            ),
            (
                r"https://example.org/x?a=1{\&}b=2",
                "https://example.org/x?a=1&b=2",
            ),
            (r"\url{https://example.org/m}", "https://example.org/m"),
            (
                r"10.1130/0016-7606(1978)89$<$663:EOFMSS$>$2.0.CO;2",
                "10.1130/0016-7606(1978)89<663:EOFMSS>2.0.CO;2",
            ),
            (
                r"10.1130/0016{\textless}663{\textgreater}2",
                "10.1130/0016<663>2",
            ),
            ("{{10.1000/182}}", "10.1000/182"),
            ("10.1000/\u{200b}182", "10.1000/182"),
            (r"10.1000/a$b", "10.1000/a$b"),
            (r"10.1000/a\-b\/c", "10.1000/abc"),
        ] {
            assert_eq!(cleaned(source).as_deref(), Some(meant), "{source}");
        }
        assert_eq!(cleaned(r#"https://example.org/Z{\"u}rich"#), None);
        assert_eq!(cleaned(r"https://example.org/\~n"), None);
    }

    fn found(source: &str) -> String {
        parts(source)
            .into_iter()
            .map(|part| match part {
                Part::Text(text) => text,
                Part::Address(address) => match address.label {
                    Some(label) => format!("<{} {label}>", address.url),
                    None => format!("<{}>", address.url),
                },
            })
            .collect()
    }

    #[test]
    fn finds_addresses() {
        for (source, expected) in [
            (
                r"\url{https://example.org/x_y?a=1&b=2}",
                "<https://example.org/x_y?a=1&b=2>",
            ),
            (
                r"Available at \url{https://example.org/av}.",
                "Available at <https://example.org/av>.",
            ),
            (
                r"\href{https://example.org/soft}{Project page}",
                "<https://example.org/soft Project page>",
            ),
            (
                r"\href{https://example.org/a}{https://example.org/a}",
                "<https://example.org/a>",
            ),
            (
                "https://example.org/a https://example.org/b",
                "<https://example.org/a> <https://example.org/b>",
            ),
            (
                "https://example.org/a, https://example.org/b.",
                "<https://example.org/a>, <https://example.org/b>.",
            ),
            (
                "https://example.org/a;http://b.org",
                "<https://example.org/a>;<http://b.org>",
            ),
            ("www.example.org/l", "<https://www.example.org/l>"),
            (
                "(see https://en.example.org/Z_(a))",
                "(see <https://en.example.org/Z_(a)>)",
            ),
            (
                r"https://example.org/\textasciitilde holt/x and more",
                "<https://example.org/~holt/x> and more",
            ),
            (
                r"xhttps://example.org \emph{www.a.org}",
                r"xhttps://example.org \emph{<https://www.a.org>}",
            ),
            (
                r"\urldate{x} \url{looms.pdf}",
                r"\urldate{x} \url{looms.pdf}",
            ),
        ] {
            assert_eq!(found(source), expected, "{source}");
        }
        assert_eq!(with_scheme("looms.pdf"), None);
        assert_eq!(with_scheme("papers/looms.pdf"), None);
        assert_eq!(
            with_scheme("example.org/x").as_deref(),
            Some("https://example.org/x")
        );
    }
}
