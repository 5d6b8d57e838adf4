//! Pages that a browser draws in half the time.
//!
//! Typst writes every letter as a `<use>` of its outline, and a browser makes a tree of its own of each.
//! Letters of one run are joined into one path here; what does not look as expected stays as it is.

use std::collections::HashMap;

const USE: &str = "<use xlink:href=\"#";
const SYMBOL: &str = "<symbol id=\"";

/// A drawing with the letters of every run joined.
pub(super) fn joined(svg: &str) -> String {
    let outlines = outlines(svg);
    let mut out = String::with_capacity(svg.len() * 3);
    let mut rest = svg;
    while let Some(at) = rest.find(USE) {
        let (before, uses) = rest.split_at(at);
        out.push_str(before);
        rest = run(uses, &outlines, &mut out).unwrap_or_else(|| {
            out.push_str(USE);
            &uses[USE.len()..]
        });
    }
    out.push_str(rest);
    match out.contains("<use ") {
        true => out,
        false => without_outlines(&out),
    }
}

/// A drawing without the outlines that nothing uses any more.
fn without_outlines(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut end = 0;
    for symbol in symbols(svg).filter(|symbol| symbol.outline.is_some()) {
        // An outline has no quotes, and so no other symbol in it: they stand one after the other.
        out.push_str(svg.get(end..symbol.start).unwrap_or_default());
        end = symbol.start + symbol.length;
    }
    out.push_str(&svg[end..]);
    out
}

/// Joins the letters at the start of a text; what comes after them, or none if there are none.
fn run<'a>(mut rest: &'a str, outlines: &HashMap<&str, &str>, out: &mut String) -> Option<&'a str> {
    let mut look = None;
    let mut path = String::new();
    while let Some(letter) = Letter::read(rest) {
        let Some(outline) = outlines.get(letter.id) else {
            break;
        };
        if *look.get_or_insert(letter.look) != letter.look {
            break;
        }
        path.push_str(&format!("M {} {}{outline}", letter.x, letter.y));
        rest = letter.rest;
    }
    let look = look?;
    (!path.is_empty()).then(|| {
        out.push_str(&format!("<path d=\"{path}\"{look}/>"));
        rest
    })
}

/// A letter at its place.
struct Letter<'a> {
    id: &'a str,
    x: &'a str,
    y: &'a str,
    /// Its other attributes.
    look: &'a str,
    rest: &'a str,
}

impl<'a> Letter<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (id, text) = text.strip_prefix(USE)?.split_once('"')?;
        let (x, text) = text.strip_prefix(" x=\"")?.split_once('"')?;
        let (y, text) = text.strip_prefix(" y=\"")?.split_once('"')?;
        let (look, rest) = text.split_once("/>")?;
        let is_plain = look.starts_with(" fill=\"#") && !look.contains(['<', '>']);
        is_plain.then_some(Self {
            id,
            x,
            y,
            look,
            rest,
        })
    }
}

struct Symbol<'a> {
    start: usize,
    length: usize,
    id: &'a str,
    /// Its outline from where it stands, if it is but one path drawn by steps.
    outline: Option<&'a str>,
}

fn symbols(svg: &str) -> impl Iterator<Item = Symbol<'_>> {
    let starts = svg.match_indices(SYMBOL);
    starts.filter_map(|(start, _)| {
        const END: &str = "</symbol>";
        let whole = &svg[start..];
        let whole = &whole[..whole.find(END)? + END.len()];
        let (id, body) = whole.strip_prefix(SYMBOL)?.split_once('"')?;
        let path = body.strip_prefix(" overflow=\"visible\"><path d=\"M 0 0");
        let outline = path.and_then(|path| path.strip_suffix("\"/></symbol>"));
        // Only steps can be moved by moving their start; an end closes to where they began.
        let is_step = |c: char| !c.is_ascii_uppercase() || c == 'Z';
        let outline = outline.filter(|steps| steps.chars().all(|c| is_step(c) && c != '"'));
        let length = whole.len();
        Some(Symbol {
            start,
            length,
            id,
            outline,
        })
    })
}

fn outlines(svg: &str) -> HashMap<&str, &str> {
    symbols(svg)
        .filter_map(|symbol| Some((symbol.id, symbol.outline?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn letters_of_one_look_become_one_path() {
        let svg = "<svg><use xlink:href=\"#a\" x=\"1\" y=\"0\" fill=\"#000\"/>\
            <use xlink:href=\"#b\" x=\"2\" y=\"3\" fill=\"#000\"/>\
            <use xlink:href=\"#a\" x=\"4\" y=\"0\" fill=\"#111\"/><defs>\
            <symbol id=\"a\" overflow=\"visible\"><path d=\"M 0 0m 1 1h 2Z \"/></symbol>\
            <symbol id=\"b\" overflow=\"visible\"><path d=\"M 0 0h 3Z \"/></symbol></defs></svg>";
        let expected = "<svg><path d=\"M 1 0m 1 1h 2Z M 2 3h 3Z \" fill=\"#000\"/>\
            <path d=\"M 4 0m 1 1h 2Z \" fill=\"#111\"/><defs></defs></svg>";
        assert_eq!(joined(svg), expected);
    }

    #[test]
    fn what_is_not_understood_stays() {
        for svg in [
            "<svg><use xlink:href=\"#a\" x=\"1\" y=\"0\" fill=\"#000\"/></svg>",
            "<svg><use xlink:href=\"#a\" transform=\"scale(2)\"/><symbol id=\"a\" \
             overflow=\"visible\"><path d=\"M 0 0h 1Z \"/></symbol></svg>",
            "<svg><use xlink:href=\"#a\" x=\"1\" y=\"0\" fill=\"#000\"/><symbol id=\"a\" \
             overflow=\"visible\"><path d=\"M 0 0L 9 9\"/></symbol></svg>",
            "<svg><use xlink:href=\"#",
            "<symbol id=\"",
            "",
        ] {
            assert_eq!(joined(svg), svg);
        }
    }
}
