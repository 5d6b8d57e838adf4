//! Places where a line may end inside what no line may hold: a long word, a code span, words that
//! several styles or links join without a space.
//!
//! A place is the character ZERO WIDTH SPACE, at which a line may end whatever stands beside it
//! (Unicode Standard Annex 14, rule LB8). Texts of the user's may not hold it, so that it is never
//! taken for one of theirs, and the renderers take it out again: no file has it.

use std::collections::BTreeMap;

use unicode_normalization::char::is_combining_mark;

use crate::arrange::Arranged;
use crate::document::{Inline, Inlines, MathNode, Origin, VisitMut, What, plain_text};

/// A place where a line may end.
pub(super) const PLACE: char = '\u{200b}';

/// Words of more characters than this may break inside.
const LONG: usize = 40;

/// Most characters between two places, and most signs of punctuation before one.
const STRETCH: usize = 30;
const SIGNS: usize = 4;

/// How many characters a word may have, at each level, before a line may end after any of them.
const FINER: [usize; 3] = [20, 8, 1];

/// How often places can be made finer.
pub(super) const LEVELS: usize = FINER.len();

/// By origin, how fine the places have to be, from 1 to [`LEVELS`]: where a layout has shown that
/// what stands there is wider than its column.
pub(super) type Tight = BTreeMap<Origin, usize>;

/// Puts such places into a document.
///
/// What is only a layout's concern changes with them: spaces that must not break do where what they
/// join is too long for a line.
pub(super) fn place(document: &mut Arranged, tight: &Tight) {
    let header = &document.header;
    let header = level(tight, &header.origin).max(level(tight, &header.contact_label()));
    let mut breaks = Breaks {
        tight,
        header,
        section: header,
    };
    document.visit_mut(&mut breaks);
}

/// Runs with a place between two of them where a word goes on from one to the next and is too long.
///
/// For a renderer that breaks the words of one run by itself.
pub(super) fn between(runs: &[Inline]) -> Option<Inlines> {
    if Flat::longest_of(runs) <= LONG {
        return None;
    }
    let Flat { characters, ends } = Flat::of(runs);
    let mut places = vec![false; characters.len()];
    for word in long_words(&characters, LONG) {
        let inner = places.iter_mut().enumerate();
        for (at, place) in inner.take(word.end.saturating_sub(1)).skip(word.start) {
            let is_end = ends.binary_search(&(at + 1)).is_ok();
            *place = is_end && !is_combining_mark(characters[at + 1]);
        }
    }
    let mut runs = runs.to_vec();
    insert(&mut runs, &mut places.into_iter());
    Some(runs)
}

struct Breaks<'a> {
    tight: &'a Tight,
    /// How fine the places of the header have to be.
    header: usize,
    /// How fine those of the section: the label of its heading is its id.
    section: usize,
}

/// How fine the places of a block have to be.
fn level(tight: &Tight, origin: &str) -> usize {
    tight.get(origin).copied().unwrap_or_default()
}

impl VisitMut for Breaks<'_> {
    fn section(&mut self, id: &str) {
        self.section = level(self.tight, id);
    }

    fn text(&mut self, what: What, origin: &str, text: &mut String) {
        let level = self.level_of(what, origin);
        self.place_in(text, level);
    }

    fn runs(&mut self, what: What, origin: &str, runs: &mut Inlines) {
        let level = self.level_of(what, origin);
        self.inlines(runs, level);
    }
}

impl Breaks<'_> {
    fn level_of(&self, what: What, origin: &str) -> usize {
        match what {
            What::Header => self.header,
            What::SectionTitle | What::SectionCapitals | What::GroupTitle | What::Legend => {
                self.section
            }
            // What stands beside the paper is no part of the block of its origin.
            What::Beside => level(self.tight, origin).max(self.section),
            _ => level(self.tight, origin),
        }
    }

    fn place_in(&mut self, text: &mut String, level: usize) {
        if level == 0 && text.len() <= LONG {
            return;
        }
        let mut runs = vec![Inline::text(std::mem::take(text))];
        self.inlines(&mut runs, level);
        if let Some(Inline::Text { text: placed }) = runs.pop() {
            *text = placed;
        }
    }

    fn inlines(&mut self, runs: &mut Inlines, level: usize) {
        if level == 0 && Flat::longest_of(runs) <= LONG {
            return;
        }
        let mut flat = Flat::of(runs);
        let joined = flat.long_joints(level);
        if !joined.is_empty() {
            let mut index = 0;
            part(runs, &joined, &mut index);
            flat = Flat::of(runs);
        }
        let places = flat.places(level);
        if places.contains(&true) {
            insert(runs, &mut places.into_iter());
        }
        if level > 0 {
            release(runs);
            part_formulas(runs);
        }
    }
}

/// The characters of runs one after the other; a formula is one of them.
struct Flat {
    characters: Vec<char>,
    /// Where runs end, in characters.
    ends: Vec<usize>,
}

/// Stands for a formula.
const OBJECT: char = '\u{fffc}';

impl Flat {
    fn of(runs: &[Inline]) -> Self {
        fn push(runs: &[Inline], flat: &mut Flat) {
            for run in runs {
                match run {
                    Inline::Math { .. } => flat.characters.push(OBJECT),
                    run => {
                        flat.characters.extend(run.own_text().unwrap_or("").chars());
                        push(run.children(), flat);
                    }
                }
                flat.ends.push(flat.characters.len());
            }
        }
        let mut flat = Self {
            characters: Vec::new(),
            ends: Vec::new(),
        };
        push(runs, &mut flat);
        flat
    }

    /// The length of the longest word, without making anything.
    fn longest_of(runs: &[Inline]) -> usize {
        fn walk(runs: &[Inline], current: &mut usize, longest: &mut usize) {
            for run in runs {
                match run {
                    Inline::Math { .. } => *current += 1,
                    run => {
                        for c in run.own_text().unwrap_or("").chars() {
                            *current = if parts(c) { 0 } else { *current + 1 };
                            *longest = (*longest).max(*current);
                        }
                        walk(run.children(), current, longest);
                    }
                }
            }
        }
        let (mut current, mut longest) = (0, 0);
        walk(runs, &mut current, &mut longest);
        longest
    }

    /// The no-break spaces that join more than a line may hold.
    fn long_joints(&self, level: usize) -> Vec<usize> {
        let most = if level == 0 { LONG } else { FINER[0] };
        let words = long_words(&self.characters, most);
        let joints = words.into_iter().flatten();
        joints
            .filter(|at| self.characters.get(*at) == Some(&'\u{a0}'))
            .collect()
    }

    /// After which characters a line may end, inside of words.
    fn places(&self, level: usize) -> Vec<bool> {
        let mut places = vec![false; self.characters.len()];
        let most = match level {
            0 => LONG,
            level => FINER[level.min(LEVELS) - 1],
        };
        for word in long_words(&self.characters, most) {
            let (mut letters, mut signs) = (0, 0);
            let inner = places.iter_mut().enumerate();
            for (at, place) in inner.take(word.end.saturating_sub(1)).skip(word.start) {
                let (c, next) = (self.characters[at], self.characters[at + 1]);
                if is_combining_mark(next) || next == '\u{a0}' || c == '\u{a0}' {
                    continue;
                }
                if is_sign(c) {
                    signs += 1;
                } else {
                    letters += 1;
                }
                let full = if is_sign(next) {
                    signs >= SIGNS
                } else {
                    signs > 0 || letters >= STRETCH
                };
                if level > 0 || full {
                    *place = true;
                    (letters, signs) = (0, 0);
                }
            }
        }
        places
    }
}

/// The words of more than so many characters, as ranges.
fn long_words(characters: &[char], most: usize) -> Vec<std::ops::Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    let ends = characters.iter().map(|c| parts(*c)).chain([true]);
    for (at, is_end) in ends.enumerate() {
        if is_end {
            if at - start > most {
                words.push(start..at);
            }
            start = at + 1;
        }
    }
    words
}

/// Whether a line may end at a character anyway: at a space, and beside the letters of scripts that
/// are written without spaces.
fn parts(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{e00}'..='\u{eff}'
            | '\u{f00}'..='\u{fff}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff00}'..='\u{ffef}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Punctuation after which an address parts.
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '/' | '.' | '_' | '?' | '&' | '=' | ':' | ',' | ';' | '+' | '-'
    )
}

/// Puts the places into the characters that they follow.
fn insert(runs: &mut Inlines, places: &mut impl Iterator<Item = bool>) {
    let mut at = 0;
    while at < runs.len() {
        match &mut runs[at] {
            Inline::Text { text } | Inline::Code { text } | Inline::Mark { symbol: text, .. } => {
                let mut placed = String::with_capacity(text.len());
                for c in text.chars() {
                    placed.push(c);
                    if places.next().unwrap_or(false) {
                        placed.push(PLACE);
                    }
                }
                *text = placed;
            }
            Inline::Math { .. } => {
                if places.next().unwrap_or(false) {
                    at += 1;
                    runs.insert(at, Inline::text(PLACE));
                }
            }
            run => {
                if let Some(content) = run.children_mut() {
                    insert(content, places);
                }
            }
        }
        at += 1;
    }
}

/// Makes common spaces of some no-break spaces.
fn part(runs: &mut Inlines, joints: &[usize], index: &mut usize) {
    for run in runs.iter_mut() {
        match run {
            Inline::Math { .. } => *index += 1,
            Inline::Text { text } | Inline::Code { text } | Inline::Mark { symbol: text, .. } => {
                let parted = text.chars().map(|c| {
                    let is_joint = c == '\u{a0}' && joints.binary_search(index).is_ok();
                    *index += 1;
                    if is_joint { ' ' } else { c }
                });
                *text = parted.collect();
            }
            run => {
                if let Some(content) = run.children_mut() {
                    part(content, joints, index);
                }
            }
        }
    }
}

/// Makes several formulas of one whose parts stand in a row, as a line may end between two of them,
/// and lets one that has none be drawn smaller.
fn part_formulas(runs: &mut Inlines) {
    let mut parted = Inlines::with_capacity(runs.len());
    for mut run in std::mem::take(runs) {
        if let Some(content) = run.children_mut() {
            part_formulas(content);
        }
        match run {
            Inline::Math { latex, node, .. } => {
                for (index, node) in pieces(node).into_iter().enumerate() {
                    if index > 0 {
                        parted.push(Inline::text(PLACE));
                    }
                    let alt = crate::markup::math::spoken(&node);
                    parted.push(Inline::Math {
                        latex: latex.clone(),
                        node: MathNode::Fitted {
                            body: Box::new(node),
                        },
                        alt,
                    });
                }
            }
            run => parted.push(run),
        }
    }
    *runs = parted;
}

/// Most parts of a formula that stay together.
const PARTS: usize = 8;

/// The parts of a formula between which a line may end: after commas and the words of a text, and
/// else after a few signs.
fn pieces(node: MathNode) -> Vec<MathNode> {
    match node {
        MathNode::Row { items } => {
            let mut rows: Vec<Vec<MathNode>> = Vec::new();
            for item in items.into_iter().flat_map(pieces) {
                match rows.last_mut() {
                    Some(row) if !ends(row, &item) => row.push(item),
                    _ => rows.push(vec![item]),
                }
            }
            let rows = rows.into_iter();
            rows.map(|items| MathNode::Row { items }).collect()
        }
        MathNode::Upright { text, operator } if text.contains(' ') => text
            .split_inclusive(' ')
            .map(|word| MathNode::Upright {
                text: word.to_owned(),
                operator,
            })
            .collect(),
        node => vec![node],
    }
}

/// Whether a line may end after a row of parts, before the next.
fn ends(row: &[MathNode], next: &MathNode) -> bool {
    let text = |node: &MathNode| match node {
        MathNode::Symbol { text } | MathNode::Upright { text, .. } => text.clone(),
        _ => String::new(),
    };
    let last = row.last().map(text).unwrap_or_default();
    let closes = text(next).starts_with([',', ';', '.', ')', ']', '}', '!', '\u{27e9}']);
    !closes && (last.ends_with([',', ';', ' ']) || row.len() >= PARTS)
}

/// Lets what must not break over a line do so where it is too long for one.
fn release(runs: &mut Inlines) {
    let mut released = Inlines::with_capacity(runs.len());
    for mut run in std::mem::take(runs) {
        if let Some(content) = run.children_mut() {
            release(content);
        }
        match run {
            Inline::NoBreak { content } if plain_text(&content).chars().count() > LONG => {
                released.extend(content);
            }
            run => released.push(run),
        }
    }
    *runs = released;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Url;

    fn shown(runs: &[Inline], level: usize) -> String {
        let mut breaks = Breaks {
            tight: &Tight::new(),
            header: 0,
            section: 0,
        };
        let mut runs = runs.to_vec();
        breaks.inlines(&mut runs, level);
        plain_text(&runs).replace(PLACE, "|")
    }

    #[test]
    fn a_long_word_parts_after_punctuation_and_others_do_not() {
        let address = "https://example.org/some/where/else/and/more.html?x=1";
        assert_eq!(
            shown(&[Inline::text(address)], 0),
            "https://|example.|org/|some/|where/|else/|and/|more.|html?|x=|1"
        );
        assert_eq!(shown(&[Inline::text("x".repeat(40))], 0), "x".repeat(40));
        let parted = shown(&[Inline::text("x".repeat(70))], 0);
        assert_eq!(
            parted,
            [30, 30, 10].map(|count| "x".repeat(count)).join("|")
        );
    }

    #[test]
    fn a_word_goes_on_over_styles_links_code_and_marks() {
        let mark = Inline::Mark {
            symbol: "m".repeat(15),
            raised: true,
        };
        let code = Inline::Code {
            text: "c".repeat(15),
        };
        let runs = [
            Inline::text("a ".to_owned() + &"a".repeat(15)),
            Inline::strong("b".repeat(15)),
            code,
            mark,
            Inline::link(Url::parse("https://a.example").unwrap(), "l".repeat(15)),
        ];
        assert_eq!(shown(&runs, 0).matches('|').count(), 2);
    }

    #[test]
    fn long_text_joined_by_no_break_spaces_parts_at_them() {
        assert_eq!(
            shown(&[Inline::text("Ada\u{a0}Lovelace wrote")], 0),
            "Ada\u{a0}Lovelace wrote"
        );
        let long = "word\u{a0}".repeat(20);
        assert!(!shown(&[Inline::text(long)], 0).contains('\u{a0}'));
    }

    #[test]
    fn finer_places_stand_between_all_characters_but_before_no_mark() {
        assert_eq!(shown(&[Inline::text("abc d")], 3), "a|b|c d");
        let marked = format!("{}e\u{301}x", "x".repeat(45));
        assert!(shown(&[Inline::text(marked)], 1).ends_with("x|e\u{301}|x"));
    }

    proptest! {
        #[test]
        fn nothing_but_places_is_added(text in "[a-c/.\u{a0}\u{301}漢 \\[]{0,120}", level in 0..=LEVELS) {
            let half = text.chars().count() / 2;
            let runs = [
                Inline::text(text.chars().take(half).collect::<String>()),
                Inline::emph(text.chars().skip(half).collect::<String>()),
            ];
            let placed = shown(&runs, level).replace('|', "");
            prop_assert_eq!(placed.replace('\u{a0}', " "), text.replace('\u{a0}', " "));
        }
    }
}
