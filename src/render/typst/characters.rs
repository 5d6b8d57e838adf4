//! Characters that must not or cannot be printed, found before typesetting.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::fonts::{Fonts, marked_letters};
use super::scripts::{ForeignScript, is_spelling};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{Document, Inline, Inlines, MathNode, Meta, Visit, What};
use crate::limits::text::{Excess, excess_of_words, is_too_long};
use crate::theme::{Running, Theme};

/// Reports each character of a document that has no place on paper, once for each origin.
pub(super) fn check(document: &Document, theme: &Theme, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut check = Check {
        fonts,
        headings_in_capitals: false,
        drawn: HashMap::new(),
        reported: BTreeSet::new(),
        foreign: BTreeMap::new(),
        problems: Vec::new(),
    };
    check.document(document, theme);
    check.foreign_scripts(&document.meta);
    check.problems
}

struct Check<'a> {
    fonts: &'a Fonts,
    /// Whether headings of sections print in capitals.
    headings_in_capitals: bool,
    /// Whether some font has it, by character or cluster; a text repeats few of them often.
    drawn: HashMap<String, bool>,
    reported: BTreeSet<(String, String)>,
    /// What no font has of scripts that are not embedded, each character with the place where it was met.
    foreign: BTreeMap<ForeignScript, Vec<(char, String)>>,
    problems: Vec<Diagnostic>,
}

impl Visit for Check<'_> {
    fn text(&mut self, what: What, origin: &str, text: &str) {
        match what {
            What::SectionCapitals if !self.headings_in_capitals => return,
            What::SectionTitle => self.string(origin, text, "the heading"),
            _ => {}
        }
        self.printed(origin, text);
    }

    fn runs(&mut self, _what: What, origin: &str, runs: &Inlines) {
        self.inlines(origin, runs);
    }
}

impl Check<'_> {
    fn document(&mut self, document: &Document, theme: &Theme) {
        self.headings_in_capitals = theme.has_capitals();
        document.visit(self);
        let (meta, header) = (&document.meta, &document.header);
        let name = format!("{}.name", header.origin);
        self.printed(&name, &meta.author);
        self.string(&name, &meta.title, "the title of the PDF");
        let keywords = meta.keywords.join(", ");
        self.string("interests", &keywords, "the list of keywords of the PDF");
        for words in [&meta.title, &meta.kind, &meta.page_of] {
            self.printed("", words);
        }
        if let Some(updated) = &meta.updated {
            self.printed("", updated);
        }
        for running in [&theme.header, &theme.footer] {
            if let Running::Text(text) = running {
                self.printed("", text);
            }
        }
    }

    fn inlines(&mut self, origin: &str, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Math { node, alt, .. } => {
                    self.math(origin, node);
                    self.unprintable(origin, alt);
                    self.string(origin, alt, "the formula");
                }
                inline => {
                    if let Some(text) = inline.own_text() {
                        self.printed(origin, text);
                    }
                    self.inlines(origin, inline.children());
                }
            }
        }
    }

    fn math(&mut self, origin: &str, node: &MathNode) {
        match node {
            MathNode::Row { items } => items.iter().for_each(|item| self.math(origin, item)),
            MathNode::Symbol { text } | MathNode::Upright { text, .. } => {
                self.printed(origin, text)
            }
            MathNode::Styled { body, .. } | MathNode::Fitted { body } => self.math(origin, body),
            MathNode::Attach { base, top, bottom } => {
                self.math(origin, base);
                top.iter()
                    .chain(bottom)
                    .for_each(|node| self.math(origin, node));
            }
            MathNode::Fraction {
                numerator,
                denominator,
            } => {
                self.math(origin, numerator);
                self.math(origin, denominator);
            }
            MathNode::Root { radicand, index } => {
                index.iter().for_each(|node| self.math(origin, node));
                self.math(origin, radicand);
            }
            MathNode::Accent { base, .. } => self.math(origin, base),
            MathNode::Space { .. } => {}
        }
    }

    fn printed(&mut self, origin: &str, text: &str) {
        if let Some(excess) = excess_of_words(text) {
            let place = match text.get(excess.range()).and_then(|it| it.chars().last()) {
                Some(mark) if matches!(excess, Excess::Marks(_)) => {
                    Place::Character(origin.to_owned(), mark)
                }
                _ => Place::Value(origin.to_owned()),
            };
            self.excess(place, &excess, "a word");
            return;
        }
        if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
            return; // Every embedded font has these.
        }
        self.unprintable(origin, text);
        let mut buffer = [0; 4];
        for character in text.chars().filter(|c| !c.is_ascii()) {
            if !is_unprintable(character)
                && !character.is_whitespace()
                && !self.is_drawn(character.encode_utf8(&mut buffer))
            {
                self.no_glyph(origin, character, None);
            }
        }
        for cluster in marked_letters(text) {
            let printable = !cluster.chars().any(is_unprintable);
            let known = cluster
                .chars()
                .all(|character| self.is_drawn(character.encode_utf8(&mut buffer)));
            if printable && known && !self.is_drawn(cluster) {
                let character = cluster.chars().next_back().unwrap_or_default();
                self.no_glyph(origin, character, Some(cluster));
            }
        }
    }

    fn excess(&mut self, place: Place, excess: &Excess, what: &str) {
        let problem = excess.problem(place, what);
        // A name stands in several places of a document.
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// A text that becomes a string of a PDF, which may not be of any length.
    fn string(&mut self, origin: &str, text: &str, what: &str) {
        if is_too_long(text) {
            let place = Place::Value(origin.to_owned());
            self.excess(place, &Excess::Length(0..text.len()), what);
        }
    }

    fn is_drawn(&mut self, cluster: &str) -> bool {
        if let Some(drawn) = self.drawn.get(cluster) {
            return *drawn;
        }
        let drawn = self.fonts.has_all(cluster);
        self.drawn.insert(cluster.to_owned(), drawn);
        drawn
    }

    fn unprintable(&mut self, origin: &str, text: &str) {
        let mut previous = None;
        for character in text.chars() {
            let before = previous.replace(character);
            if !is_unprintable(character)
                || before.is_some_and(|before| is_spelling(before, character))
                || !self.is_new(origin, &character.to_string())
            {
                continue;
            }
            let problem = Diagnostic::error(
                Code::BadCharacter,
                Place::Character(origin.to_owned(), character),
                format!("the character {} cannot be printed", describe(character)),
            );
            self.problems
                .push(problem.label("invisible or private").help(
                "Delete it; it is invisible or means something else in every font, and a PDF for \
                 archives may not hold it.",
            ));
        }
    }

    fn no_glyph(&mut self, origin: &str, character: char, cluster: Option<&str>) {
        let what = cluster.map_or_else(|| character.to_string(), str::to_owned);
        if !self.is_new(origin, &what) {
            return;
        }
        if let Some(script) = ForeignScript::of(character) {
            let characters = self.foreign.entry(script).or_default();
            if characters.iter().all(|(known, _)| *known != character) {
                characters.push((character, origin.to_owned()));
            }
            return;
        }
        let message = match cluster {
            Some(cluster) => format!("no font has `{cluster}`, a letter with a combining mark"),
            None => format!("no font has the character {}", describe(character)),
        };
        self.problems.push(
            Diagnostic::error(
                Code::NoGlyph,
                Place::Character(origin.to_owned(), character),
                message,
            )
            .label("no font has this")
            .help("Put a font that has it into a folder `fonts/` beside your `cv.yaml`."),
        );
    }

    /// One problem for each script, however many characters there are of it.
    fn foreign_scripts(&mut self, meta: &Meta) {
        let language = &meta.script();
        for (script, characters) in &self.foreign {
            let Some((first, origin)) = characters.first() else {
                continue;
            };
            let what = script.called();
            let message = match characters.len() {
                1 => format!("no font has the {what} character {}", describe(*first)),
                _ => format!("no font has {what} characters"),
            };
            let label = match characters.len() - 1 {
                0 => "no font has this".to_owned(),
                1 => "no font has this, and another of its kind".to_owned(),
                more => format!("no font has this, and {more} others of its kind"),
            };
            let place = Place::Character(origin.clone(), *first);
            let problem = Diagnostic::error(Code::NoGlyph, place, message);
            let problem = problem.label(label).help(script.help(language));
            self.problems.push(problem.once());
        }
    }

    fn is_new(&mut self, origin: &str, what: &str) -> bool {
        self.reported.insert((origin.to_owned(), what.to_owned()))
    }
}

/// A character with its number, such as "`é` (U+00E9)"; only the number of an invisible one.
pub(super) fn describe(character: char) -> String {
    let number = u32::from(character);
    if is_unprintable(character) {
        format!("U+{number:04X}")
    } else {
        format!("`{character}` (U+{number:04X})")
    }
}

/// Whether a character has no sign of its own: control and format characters, separators of
/// lines, private use, replacement and non-characters (Unicode general categories Cc, Cf, Zl, Zp,
/// Co and Cn, as far as they are invisible).
pub(super) fn is_unprintable(character: char) -> bool {
    matches!(
        character,
        '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{ffff}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{10ffff}'
    )
}
