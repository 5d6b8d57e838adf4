//! What an SVG asks for.

use std::collections::HashMap;

use roxmltree::{Document, Node, ParsingOptions};

use super::{MAX_PIXELS, SAVE_ANEW, Unusable};

/// Most elements and texts of a file.
pub(super) const MAX_NODES: u32 = 100_000;

/// Most elements that are drawn, each time that it is repeated by a reference.
pub(super) const MAX_DRAWN: u64 = 100_000;

/// Most levels of elements within each other, references followed.
pub(super) const MAX_DEPTH: usize = 200;

/// Most references to entities that the file declares itself.
const MAX_ENTITIES: usize = 100;

/// Most bytes of a declaration of entities.
const MAX_DECLARATION: usize = 4_096;

/// How many pixels of a picture within the file are as much work as an element.
const PIXELS_PER_ELEMENT: u64 = 1_000;

/// Looks at what an SVG asks for.
pub(super) fn check(data: &[u8]) -> Result<(), Unusable> {
    let text = std::str::from_utf8(data)
        .map_err(|_| unusable("is compressed, or not in UTF-8".to_owned()))?;
    entities(text)?;
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| unusable(format!("cannot be read: {error}")))?;
    let mut asked = Asked {
        targets: HashMap::new(),
        known: HashMap::new(),
        pixels: 0,
    };
    for node in document.descendants().filter(Node::is_element) {
        forbidden(node)?;
        asked.pixels(node)?;
        if let Some(id) = node.attribute("id") {
            asked.targets.insert(id, node);
        }
    }
    match asked.drawn(document.root_element(), MAX_DEPTH)? {
        Some(drawn) if drawn <= MAX_DRAWN => Ok(()),
        _ => Err(unusable(format!(
            "has more than {MAX_DRAWN} elements drawn, by repeating them"
        ))),
    }
}

fn unusable(what: String) -> Unusable {
    let message = format!("the photo is an SVG that {what}");
    Unusable::new(message, format!("simplify it, or {SAVE_ANEW}"))
}

/// Entities that a file declares may repeat each other without end.
fn entities(text: &str) -> Result<(), Unusable> {
    if !text.contains("<!ENTITY") {
        return Ok(());
    }
    let start = text.find("<!DOCTYPE").unwrap_or_default();
    let length = text[start..].find("]>").unwrap_or(text.len());
    let own = text.split('&').skip(1).filter(|rest| {
        let known = ["amp;", "lt;", "gt;", "quot;", "apos;", "#"];
        !known.iter().any(|known| rest.starts_with(known))
    });
    if length > MAX_DECLARATION || own.count() > MAX_ENTITIES {
        let message = format!("repeats its own entities more than {MAX_ENTITIES} times");
        return Err(unusable(message));
    }
    Ok(())
}

/// Filters compute each pixel, as often as they like.
fn forbidden(node: Node) -> Result<(), Unusable> {
    let name = node.tag_name().name();
    let is_filter =
        name == "filter" || (name.starts_with("fe") && name[2..].starts_with(char::is_uppercase));
    if is_filter {
        return Err(unusable(format!("has an element `{name}`, a filter")));
    }
    let styles = node.attribute("style");
    let sheet = node.text().filter(|_| name == "style");
    let has_filter = |style: &str| {
        style
            .match_indices("filter")
            .any(|(at, word)| style[at + word.len()..].trim_start().starts_with(':'))
    };
    let asks = node
        .attribute("filter")
        .is_some_and(|value| value.trim() != "none")
        || styles.into_iter().chain(sheet).any(has_filter);
    match asks {
        true => Err(unusable(format!("has a `filter` at its element `{name}`"))),
        false => Ok(()),
    }
}

/// What the elements of a file ask for together.
struct Asked<'a, 'input> {
    /// The elements that others may refer to.
    targets: HashMap<&'a str, Node<'a, 'input>>,
    /// How many elements each target draws; none while it is being counted.
    known: HashMap<&'a str, Option<u64>>,
    /// Pixels of the pictures within the file.
    pixels: u64,
}

impl<'a, 'input: 'a> Asked<'a, 'input> {
    /// Adds the pixels of a picture within the file.
    fn pixels(&mut self, node: Node<'a, 'input>) -> Result<(), Unusable> {
        let Some(pixels) = pixels(node)? else {
            return Ok(());
        };
        self.pixels = self.pixels.saturating_add(pixels);
        if self.pixels > MAX_PIXELS {
            let most = MAX_PIXELS / 1_000_000;
            return Err(unusable(format!(
                "holds pictures of more than {most} million pixels"
            )));
        }
        Ok(())
    }

    /// How many elements an element has drawn; none when there are too many to count.
    fn drawn(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<Option<u64>, Unusable> {
        if depth == 0 {
            return Err(unusable(format!(
                "has more than {MAX_DEPTH} levels of elements within each other"
            )));
        }
        let own = pixels(node)?.unwrap_or_default() / PIXELS_PER_ELEMENT + 1;
        let mut sum = Some(own);
        let mut add = |more: Option<u64>| {
            sum = sum
                .zip(more)
                .and_then(|(sum, more)| sum.checked_add(more))
                .filter(|sum| *sum <= MAX_DRAWN);
        };
        for child in node.children().filter(Node::is_element) {
            add(self.drawn(child, depth - 1)?);
        }
        for attribute in node.attributes() {
            // A marker is drawn at each point of a path.
            let times = match attribute.name().starts_with("marker") {
                true => ["d", "points"]
                    .iter()
                    .filter_map(|name| node.attribute(*name))
                    .map(|points| points.len() as u64)
                    .sum::<u64>()
                    .max(1),
                false => 1,
            };
            for id in references(attribute.name(), attribute.value()) {
                let drawn = self.target(id, depth - 1)?;
                add(drawn.and_then(|drawn| drawn.checked_mul(times)));
            }
        }
        if let Some(sheet) = node.text().filter(|_| node.tag_name().name() == "style") {
            for id in references("style", sheet) {
                // Which elements it is about is not looked at: it may be any.
                let drawn = self.target(id, depth - 1)?;
                let elements = node.document().descendants().count() as u64;
                add(drawn.and_then(|drawn| drawn.checked_mul(elements)));
            }
        }
        Ok(sum)
    }

    /// How many elements a target has drawn; nothing for one that refers to itself, which is not
    /// drawn.
    fn target(&mut self, id: &'a str, depth: usize) -> Result<Option<u64>, Unusable> {
        if let Some(known) = self.known.get(id) {
            return Ok(*known);
        }
        let Some(node) = self.targets.get(id).copied() else {
            return Ok(Some(0));
        };
        self.known.insert(id, Some(0));
        let drawn = self.drawn(node, depth)?;
        self.known.insert(id, drawn);
        Ok(drawn)
    }
}

/// The elements that an attribute refers to: `#id` of a link, `url(#id)` of anything else.
fn references<'a>(name: &str, value: &'a str) -> Vec<&'a str> {
    if name == "href" {
        return value.trim().strip_prefix('#').into_iter().collect();
    }
    let parts = value.split("url(").skip(1);
    parts
        .filter_map(|part| {
            let part = part.trim_start().trim_start_matches(['"', '\'']);
            let id = part.strip_prefix('#')?;
            id.split([')', '"', '\'']).next().map(str::trim)
        })
        .collect()
}

/// The pixels of a picture within the file; none for other elements.
fn pixels(node: Node) -> Result<Option<u64>, Unusable> {
    if node.tag_name().name() != "image" {
        return Ok(None);
    }
    let link = node
        .attributes()
        .find(|attribute| attribute.name() == "href");
    let Some(link) = link.map(|link| link.value().trim()) else {
        return Ok(None);
    };
    if link.starts_with('#') || link.is_empty() {
        return Ok(None);
    }
    let Some(data) = embedded(link) else {
        let message = "refers to another file, of which nothing is known";
        return Err(unusable(message.to_owned()));
    };
    match imagesize::blob_size(&data) {
        Ok(size) => Ok(Some((size.width as u64).saturating_mul(size.height as u64))),
        Err(_) => Err(unusable("holds an `image` that is no picture".to_owned())),
    }
}

/// The bytes of a `data:` address.
fn embedded(link: &str) -> Option<Vec<u8>> {
    let address = data_url::DataUrl::process(link).ok()?;
    address.decode_to_vec().ok().map(|(data, _)| data)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(inner: &str) -> String {
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             width=\"10\" height=\"10\">{inner}</svg>"
        );
        match check(text.as_bytes()) {
            Ok(()) => String::new(),
            Err(unusable) => unusable.message,
        }
    }

    #[test]
    fn plain_drawings_are_fine() {
        for inner in [
            "<rect width='9' height='9'/>",
            "<defs><linearGradient id='g'/></defs><rect fill='url(#g)'/>",
            "<symbol id='s'><path d='M0 0'/></symbol><use href='#s'/><use xlink:href='#s'/>",
            "<style>.a { fill: red }</style><rect class='a' filter='none'/>",
            "<image href='data:image/gif;base64,R0lGODlhAQABAAAAACw='/>",
            "<a href='#nowhere'/>",
        ] {
            assert_eq!(said(inner), "", "{inner}");
        }
        let portrait = include_bytes!("../../../../tests/fixtures/portrait.svg");
        assert_eq!(check(portrait), Ok(()));
    }

    #[test]
    fn filters_are_named_wherever_they_stand() {
        for inner in [
            "<filter id='f'/>",
            "<g><feTurbulence numOctaves='1000000'/></g>",
            "<rect filter='blur(1000px)'/>",
            "<rect style='fill: red; filter : blur(9px)'/>",
            "<style>rect { filter: url(#f) }</style>",
        ] {
            assert!(said(inner).contains("filter"), "{inner}");
        }
    }

    #[test]
    fn repetitions_are_counted_whatever_repeats() {
        let levels = |repeat: &dyn Fn(usize) -> String| {
            let mut inner = "<g id='a0'><rect/></g>".to_owned();
            for level in 1..10 {
                inner += &format!("<g id='a{level}'>{}</g>", repeat(level - 1).repeat(10));
            }
            inner + &repeat(9)
        };
        let kinds: [&dyn Fn(usize) -> String; 5] = [
            &|id| format!("<use href='#a{id}'/>"),
            &|id| format!("<use xlink:href='#a{id}'/>"),
            &|id| format!("<rect fill='url(#a{id})'/>"),
            &|id| format!("<rect style='mask: url( \"#a{id}\" )'/>"),
            &|id| format!("<path d='M0 0' marker-mid='url(#a{id})'/>"),
        ];
        for kind in kinds {
            let inner = levels(kind);
            assert!(said(&inner).contains("drawn"), "{inner}");
        }
        let path = "L1 1".repeat(50_000);
        let marker = format!(
            "<marker id='m'><rect/><rect/></marker><path d='{path}' marker-mid='url(#m)'/>"
        );
        assert!(said(&marker).contains("drawn"));
        // What refers to itself is not drawn.
        assert_eq!(said("<g id='a'><use href='#a'/></g>"), "");
    }

    #[test]
    fn depth_and_number_are_limited() {
        let deep = |levels: usize| "<g>".repeat(levels) + &"</g>".repeat(levels);
        assert_eq!(said(&deep(100)), "");
        assert!(said(&deep(1_000)).contains("levels"));
        assert!(said(&deep(50_000)).contains("levels"));
        let chain: String = (0..1_000)
            .map(|at| format!("<g id='a{at}'><use href='#a{}'/></g>", at + 1))
            .collect();
        assert!(said(&chain).contains("levels"));
        assert!(said(&"<g/>".repeat(200_000)).contains("cannot be read"));
    }

    #[test]
    fn entities_and_pictures_are_limited() {
        let entities =
            "<!DOCTYPE svg [<!ENTITY a \"<g/>\">]><svg xmlns=\"http://www.w3.org/2000/svg\">";
        let few = format!("{entities}&a;&amp;</svg>");
        assert_eq!(check(few.as_bytes()), Ok(()));
        let many = format!("{entities}{}</svg>", "&a;".repeat(200));
        assert!(check(many.as_bytes()).is_err());
        assert!(check(b"\x1f\x8b\x08").is_err());
        // A PNG of 20,000 × 20,000 pixels, of which the header is enough.
        let bomb = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAATiAAAE4gCAIAAAA=";
        assert!(said(&format!("<image href='{bomb}'/>")).contains("million"));
        assert!(said("<image href='other.png'/>").contains("another file"));
    }
}
