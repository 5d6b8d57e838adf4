//! What happens to a text: bytes that flip, lines that move, tokens in the wrong place.

use std::ops::Range;

use crate::contract::Dice;

/// What YAML, the markup and the format itself react to.
const TOKENS: [&str; 96] = [
    ":",
    ": ",
    "- ",
    "-",
    "?",
    "? ",
    ",",
    "[",
    "]",
    "{",
    "}",
    "#",
    " #",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "!!binary ",
    "!!int ",
    "!<x> ",
    "|",
    "|+\n",
    ">-",
    ">2\n",
    "'",
    "\"",
    "''",
    "\"\"",
    "%",
    "%YAML 1.1\n",
    "@",
    "`",
    "---\n",
    "...\n",
    "<<: *a",
    "~",
    "null",
    "NULL",
    "true",
    "no",
    "on",
    "NO",
    "1.10",
    "007",
    "0x1F",
    "1e9999",
    "-1",
    "-0",
    "99999999999999999999",
    ".inf",
    ".nan",
    "2024",
    "2024-01",
    "2024-02-30",
    "2024-13",
    "0000",
    "9999-12-31",
    "10000",
    "2021-2019",
    "present",
    "1:30",
    "+44 20 7946 0958",
    "https://",
    "https://example.org/a b",
    "https://[::1]:0/%zz#?",
    "mailto:a@b",
    "10.1000/182",
    "0000-0002-1825-0097",
    "a@b",
    "\t",
    "\r",
    "\r\n",
    "\n\n",
    "    ",
    "\\",
    "\\u0000",
    "\\uD800",
    "\\x07",
    "$",
    "$$",
    "$\\frac{1}{",
    "**",
    "_",
    "[a](b)",
    "![](",
    "<b>",
    "&amp;",
    ";",
    " and ",
    "et al.",
    "^{2}",
    "{\\\"u}",
    "selected",
    "cv",
    "resume",
    "publications",
];

/// Texts that are longer, odder or more nested than anyone writes.
const ODDITIES: [&str; 30] = [
    "\u{0}",
    "\u{feff}",
    "\u{2028}",
    "\u{2029}",
    "\u{85}",
    "\u{a0}",
    "\u{200d}",
    "\u{200b}",
    "\u{ad}",
    "\u{202e}abc\u{202c}",
    "שלום",
    "مرحبا",
    "e\u{301}\u{302}\u{303}",
    "\u{301}",
    "👩\u{200d}👩\u{200d}👧",
    "🇩🇪",
    "張三",
    "Ａ",
    "ﬁ",
    "ß",
    "İ",
    "ǅ",
    "\u{1d54f}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{e000}",
    "½",
    "²",
    "\u{1b}[31m",
];

/// A text changed in one to three places.
pub fn changed(text: &str, donor: &str, dice: &mut Dice) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..dice.between(1, 3) {
        match std::str::from_utf8(&bytes) {
            Ok(text) if dice.between(0, 4) > 0 => bytes = by_token(text, donor, dice).into_bytes(),
            _ => by_byte(&mut bytes, dice),
        }
    }
    bytes
}

fn by_byte(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.between(0, bytes.len());
    let end = (at + dice.between(0, 12)).min(bytes.len());
    match dice.between(0, 4) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        3 => bytes.insert(at, dice.next().to_le_bytes()[0]),
        _ => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.between(0, 7);
            }
        }
    }
}

fn by_token(text: &str, donor: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let at = dice.between(0, lines.len() - 1);
    let other = dice.between(0, lines.len() - 1);
    match dice.between(0, 13) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(other, lines[at].clone()),
        2 => lines.swap(at, other),
        3 => {
            // A run of lines goes elsewhere.
            let end = (at + dice.between(1, 6)).min(lines.len());
            let moved: Vec<String> = lines.drain(at..end).collect();
            let to = other.min(lines.len());
            lines.splice(to..to, moved);
        }
        4 => indent(&mut lines[at], dice),
        5 => {
            let donor: Vec<&str> = donor.split('\n').collect();
            let from = dice.between(0, donor.len() - 1);
            let end = (from + dice.between(1, 4)).min(donor.len());
            lines.splice(
                at..at,
                donor[from..end].iter().map(|line| (*line).to_owned()),
            );
        }
        6 => exchange(&mut lines, at, other, key),
        7 | 8 => exchange(&mut lines, at, other, value),
        9 => {
            let value = value(&lines[at]);
            lines[at].replace_range(value, dice.one_of(&TOKENS));
        }
        10 => wrap(&mut lines[at], dice),
        11 => nest(&mut lines[at], dice),
        12 => insert(&mut lines[at], &ODDITIES, dice),
        _ => insert(&mut lines[at], &TOKENS, dice),
    }
    lines.join("\n")
}

fn indent(line: &mut String, dice: &mut Dice) {
    let written = line.len() - line.trim_start().len();
    match dice.between(0, 3) {
        0 => {
            // Some blanks take several bytes.
            let blanks = line.floor_char_boundary(dice.between(0, written));
            line.replace_range(..blanks, "");
        }
        1 => line.insert(0, '\t'),
        _ => line.insert_str(0, &" ".repeat(dice.between(1, 4))),
    }
}

/// The key of a line, without its colon.
fn key(line: &str) -> Range<usize> {
    let start = line.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    let end = line[start..]
        .find(':')
        .map_or(line.len(), |end| start + end);
    start..end
}

/// The value of a line, after its key or its dash.
fn value(line: &str) -> Range<usize> {
    let start = [": ", "- ", ":"]
        .iter()
        .find_map(|mark| line.find(mark).map(|at| at + mark.len()));
    start.unwrap_or(0)..line.len()
}

fn exchange(lines: &mut [String], at: usize, other: usize, part: fn(&str) -> Range<usize>) {
    let (mine, theirs) = (part(&lines[at]), part(&lines[other]));
    if at != other {
        let (a, b) = (
            lines[at][mine.clone()].to_owned(),
            lines[other][theirs.clone()].to_owned(),
        );
        lines[at].replace_range(mine, &b);
        lines[other].replace_range(theirs, &a);
    }
}

/// Puts the value between quotes or brackets, or behind an anchor or a tag.
fn wrap(line: &mut String, dice: &mut Dice) {
    const PAIRS: [(&str, &str); 11] = [
        ("\"", "\""),
        ("'", "'"),
        ("[", "]"),
        ("{", "}"),
        ("{a: ", "}"),
        ("[[", "]]"),
        ("&a ", ""),
        ("!!str ", ""),
        ("!x ", ""),
        ("- ", ""),
        ("\"\\u202E", "\\uD83D\""),
    ];
    let (before, after) = PAIRS[dice.between(0, PAIRS.len() - 1)];
    let value = value(line);
    line.insert_str(value.end, after);
    line.insert_str(value.start, before);
}

/// Nests the value, now and then deeper than any limit.
fn nest(line: &mut String, dice: &mut Dice) {
    let levels = [2, 8, 62, 66, 300, 5_000][dice.between(0, 5).min(dice.between(0, 5))];
    let bracket = dice.one_of(&[
        "[",
        "{a: ",
        "- ",
        "? ",
        "[*",
        "$\\sqrt{",
        "**",
        "> ",
        "\\textbf{",
    ]);
    let start = value(line).start;
    line.insert_str(start, &bracket.repeat(levels));
}

fn insert(line: &mut String, tokens: &[&'static str], dice: &mut Dice) {
    let mut at = dice.between(0, line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    line.insert_str(at, dice.one_of(tokens));
}
