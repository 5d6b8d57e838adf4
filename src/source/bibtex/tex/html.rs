//! HTML that publishers and indexes leave in titles.

use pulldown_cmark::{Event, Parser};

/// What an element does to its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// Emphasises it.
    Emphasis,
    /// Emphasises it strongly.
    Strong,
    /// Raises it.
    Raised,
    /// Lowers it.
    Lowered,
    /// Sets it as program text.
    Code,
    /// Nothing that a CV shows.
    Look,
    /// Has no content: a space.
    Break,
}

/// The elements that are read, by name; `jats:` and `mml:` before a name change nothing.
#[rustfmt::skip]
pub const ELEMENTS: &[(Element, &[&str])] = &[
    (Element::Emphasis, &["i", "em", "italic", "cite", "var"]),
    (Element::Strong, &["b", "strong", "bold"]),
    (Element::Raised, &["sup", "msup"]),
    (Element::Lowered, &["sub", "inf", "msub"]),
    (Element::Code, &["code", "tt", "monospace"]),
    (Element::Look, &[
        "scp", "sc", "small", "big", "u", "span", "p", "div", "font", "title", "underline", "roman",
        "inline-formula", "tex-math", "alternatives", "math", "mrow", "mi", "mn", "mo", "mtext",
        "mstyle", "semantics", "mathvariant", "a", "named-content", "xref", "jats",
    ]),
    (Element::Break, &["br", "hr", "mspace"]),
];

/// A tag that a text begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its element.
    pub element: Element,
    /// The name of the element, in lower case, with its prefix.
    pub name: String,
    /// Whether it ends the element.
    pub closes: bool,
    /// Whether it has no end: `<br/>`.
    pub is_empty: bool,
    /// How many bytes it takes.
    pub length: usize,
}

/// How `<` is written: as such, as an entity, or as exporters turn it into TeX.
const LESS: [&str; 9] = [
    "<",
    "&lt;",
    "\\&lt;",
    "$<$",
    "$\\less$",
    "{$\\less$}",
    "{\\textless}",
    "\\textless{}",
    "\\textless ",
];

/// How `>` is written.
const GREATER: [&str; 9] = [
    ">",
    "&gt;",
    "\\&gt;",
    "$>$",
    "$\\greater$",
    "{$\\greater$}",
    "{\\textgreater}",
    "\\textgreater{}",
    "\\textgreater ",
];

/// Longest tag that is read; what follows its name are attributes.
const LONGEST: usize = 200;

/// The tag that a text begins with.
pub fn tag(text: &str) -> Option<Tag> {
    let less = LESS.iter().find(|less| text.starts_with(**less))?;
    let mut at = less.len();
    let closes = ["/", "\\/"]
        .iter()
        .find(|slash| text[at..].starts_with(**slash));
    at += closes.map_or(0, |slash| slash.len());
    let name: String = text[at..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-'))
        .take(LONGEST)
        .collect();
    at += name.len();
    let name = name.to_ascii_lowercase();
    let bare = name.rsplit(':').next().unwrap_or_default();
    let (element, _) = ELEMENTS.iter().find(|(_, names)| names.contains(&bare))?;
    // Attributes: up to the end of the tag, none of whose signs may stand in them.
    let end = text[at..]
        .char_indices()
        .take_while(|(offset, c)| *offset < LONGEST && *c != '<')
        .map(|(offset, _)| at + offset)
        .find_map(|place| {
            let greater = GREATER
                .iter()
                .find(|greater| text[place..].starts_with(**greater));
            greater.map(|greater| (place, place + greater.len()))
        })?;
    let attributes = &text[at..end.0];
    let is_empty = attributes.trim_end().ends_with('/') || *element == Element::Break;
    let attributes = attributes.trim_end().trim_end_matches('/');
    let fits = attributes.trim().is_empty()
        || attributes.starts_with(char::is_whitespace) && attributes.contains('=');
    fits.then_some(Tag {
        element: *element,
        name,
        closes: closes.is_some(),
        is_empty,
        length: end.1,
    })
}

/// The end of the element that a tag has begun, in the text after the tag: where it begins, and where it
/// ends.
pub fn end_of(name: &str, text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    while let Some(found) = text[at..].find(['<', '&', '$', '\\', '{']) {
        let place = at + found;
        if let Some(tag) = tag(&text[place..]) {
            if tag.closes && tag.name == name {
                return Some((place, place + tag.length));
            }
            at = place + tag.length;
        } else {
            at = place + 1;
        }
    }
    None
}

/// Longest entity that is read: `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 40;

/// The characters of the entity that a text begins with, and its length in bytes.
///
/// What was escaped twice (`&amp;lt;`) is read twice.
pub fn entity(text: &str) -> Option<(String, usize)> {
    // `&` is written `\&` in TeX.
    let escape = usize::from(text.starts_with('\\'));
    let mut source = text.get(escape..)?;
    if !source.starts_with('&') {
        return None;
    }
    let amp = source
        .get(..5)
        .filter(|start| start.eq_ignore_ascii_case("&amp;"));
    if amp.is_some()
        && let Some(inner) = source.get(5..)
        && let Some((characters, length)) = simple(&format!("&{}", clipped(inner)))
    {
        return Some((characters, escape + 5 + length - 1));
    }
    source = clipped(source);
    let (characters, length) = simple(source)?;
    Some((characters, escape + length))
}

fn clipped(text: &str) -> &str {
    let end = text.char_indices().map(|(at, _)| at).nth(LONGEST_ENTITY);
    &text[..end.unwrap_or(text.len())]
}

/// An entity of HTML 5, of which CommonMark takes all.
fn simple(text: &str) -> Option<(String, usize)> {
    let end = text.find(';')?;
    let written = &text[..=end];
    let name = &written[1..end];
    let plausible =
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#');
    if !plausible {
        return None;
    }
    let mut read = String::new();
    // A letter before it, so that no block can begin there.
    for event in Parser::new(&format!("x{written}")) {
        if let Event::Text(text) = event {
            read.push_str(&text);
        }
    }
    let read = read.strip_prefix('x')?;
    (read != written && !read.is_empty()).then(|| (read.to_owned(), written.len()))
}
