//! What to do with a character: print it, declare it, draw it or leave it out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_script::{Script, UnicodeScript};

use super::symbols::SYMBOLS;
use super::tables::{LATIN_MODERN, LETTERS, Letter, PLAIN};

/// How a character goes out.
#[derive(Debug)]
pub(super) enum Class {
    /// ASCII that prints; some of it escaped.
    Ascii,
    /// A space of any width that may break.
    Space,
    /// Printed as it stands by every engine.
    Plain,
    /// Printed as it stands; pdfLaTeX is told in which encoding to find it.
    Letter(&'static Letter),
    /// Printed as it stands; pdfLaTeX is told how to draw it.
    Drawn(String),
    /// Printed as it stands; every engine is told how to draw it.
    Symbol(String),
    /// These characters in its place.
    Replaced(&'static str),
    /// Left out: it prints nothing, or would turn the text around.
    Dropped,
    /// A character of a script that needs another font.
    Foreign(Writing),
}

/// Scripts by the font that they need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Writing {
    /// Chinese characters, kana and hangul.
    Cjk,
    /// Cyrillic.
    Cyrillic,
    /// Hebrew, from right to left.
    Hebrew,
    /// Arabic and its relatives, from right to left.
    Arabic,
    /// Everything else: other scripts, pictures, letters with marks that no font has as one glyph.
    Other,
}

impl Writing {
    /// The name used in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cjk => "cjk",
            Self::Cyrillic => "cyrillic",
            Self::Hebrew => "hebrew",
            Self::Arabic => "arabic",
            Self::Other => "other",
        }
    }

    /// Whether words of it are written from right to left.
    pub fn is_rtl(self) -> bool {
        matches!(self, Self::Hebrew | Self::Arabic)
    }

    fn of(c: char) -> Self {
        match c.script() {
            Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Hangul
            | Script::Bopomofo => Self::Cjk,
            Script::Cyrillic => Self::Cyrillic,
            Script::Hebrew => Self::Hebrew,
            Script::Arabic | Script::Syriac | Script::Thaana => Self::Arabic,
            // Ideographic punctuation and full-width forms are common to several scripts.
            _ if matches!(c, '\u{3001}'..='\u{303F}' | '\u{30FC}' | '\u{FF01}'..='\u{FFEF}') => {
                Self::Cjk
            }
            _ => Self::Other,
        }
    }
}

/// What to do with a character.
pub(super) fn class(c: char) -> Class {
    match c {
        ' '..='~' => Class::Ascii,
        '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Space,
        '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}' | '\u{205F}' | '\u{3000}' => Class::Space,
        '\u{A0}' | '\u{2007}' => Class::Replaced("~"),
        '\u{2009}' | '\u{200A}' | '\u{202F}' => Class::Replaced(r"\,"),
        '\u{AD}' => Class::Replaced(r"\-"),
        _ if is_dropped(c) => Class::Dropped,
        _ if in_ranges(PLAIN, c) => Class::Plain,
        _ => {
            if let Some(letter) = lookup(LETTERS, c, |letter| letter.character) {
                Class::Letter(letter)
            } else if let Some((_, drawing)) = lookup(SYMBOLS, c, |(symbol, _)| *symbol) {
                Class::Symbol((*drawing).to_owned())
            } else if let Some(drawing) = composite(&decomposed(c)) {
                if in_ranges(LATIN_MODERN, c) {
                    Class::Drawn(drawing)
                } else if drawing.contains(r"\c{") || drawing.contains(r"\k{") {
                    // XeLaTeX and LuaLaTeX have no such accents in Latin Modern.
                    Class::Foreign(Writing::Other)
                } else {
                    Class::Symbol(drawing)
                }
            } else {
                Class::Foreign(Writing::of(c))
            }
        }
    }
}

/// The characters beyond ASCII that need no font but Latin Modern, in order.
pub(super) fn every_engine() -> impl Iterator<Item = char> {
    ('\u{A1}'..='\u{1FFFF}').filter(|&c| {
        matches!(
            class(c),
            Class::Plain | Class::Letter(_) | Class::Drawn(_) | Class::Symbol(_)
        )
    })
}

/// Whether a character joins the one before it rather than standing by itself.
pub(super) fn joins(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE0E}' | '\u{FE0F}')
        || matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// A base letter or digit and its marks in LaTeX's accents; nothing if LaTeX cannot draw it.
///
/// Marks below stand outside those above: TeX puts an accent only on a single character.
pub(super) fn composite(cluster: &str) -> Option<String> {
    let mut marks = cluster.nfd().collect::<Vec<_>>().into_iter();
    let base = marks.next().filter(char::is_ascii_alphanumeric)?;
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for mark in marks {
        match mark {
            '\u{300}' => above.push('`'),
            '\u{301}' => above.push('\''),
            '\u{302}' => above.push('^'),
            '\u{303}' => above.push('~'),
            '\u{304}' => above.push('='),
            '\u{306}' => above.push('u'),
            '\u{307}' => above.push('.'),
            '\u{308}' => above.push('"'),
            '\u{30A}' => above.push('r'),
            '\u{30B}' => above.push('H'),
            '\u{30C}' => above.push('v'),
            '\u{323}' => below.push("d"),
            '\u{326}' => below.push("textcommabelow"),
            '\u{327}' => below.push("c"),
            '\u{328}' => below.push("k"),
            '\u{331}' => below.push("b"),
            _ => return None,
        }
    }
    // TeX stacks two accents only over letters that fonts have with the first one.
    let stackable = matches!(
        (base.to_ascii_lowercase(), above.as_slice()),
        (_, [] | [_]) | ('u', ['"', _]) | ('a' | 'e' | 'o', ['^', _]) | ('a', ['u', _])
    );
    if (above.is_empty() && below.is_empty()) || !stackable {
        return None;
    }
    let mut drawing = match base {
        'i' if !above.is_empty() => r"\i".to_owned(),
        'j' if !above.is_empty() => r"\j".to_owned(),
        _ => base.to_string(),
    };
    for mark in above {
        drawing = format!(r"\{mark}{{{drawing}}}");
    }
    for mark in below {
        drawing = format!(r"\{mark}{{{drawing}}}");
    }
    Some(drawing)
}

fn decomposed(c: char) -> String {
    let mut out = String::new();
    decompose_canonical(c, |part| out.push(part));
    out
}

/// Controls, joiners and marks of direction, private and unassigned characters.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFF}' | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}'
            | '\u{E0000}'..='\u{10FFFF}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

fn in_ranges(ranges: &[(char, char)], c: char) -> bool {
    let after = ranges.partition_point(|(first, _)| *first <= c);
    after
        .checked_sub(1)
        .and_then(|at| ranges.get(at))
        .is_some_and(|(_, last)| c <= *last)
}

fn lookup<T>(table: &'static [T], c: char, key: impl Fn(&T) -> char) -> Option<&'static T> {
    table
        .binary_search_by_key(&c, key)
        .ok()
        .and_then(|at| table.get(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(LETTERS.is_sorted_by_key(|letter| letter.character));
        assert!(SYMBOLS.is_sorted_by_key(|(symbol, _)| *symbol));
        assert!(PLAIN.is_sorted() && LATIN_MODERN.is_sorted());
    }

    #[test]
    fn plain_characters_are_in_the_fonts_of_the_unicode_engines() {
        for &(first, last) in PLAIN {
            for c in first..=last {
                assert!(in_ranges(LATIN_MODERN, c), "{c} {:04X}", c as u32);
            }
        }
        for letter in LETTERS {
            assert!(
                in_ranges(LATIN_MODERN, letter.character),
                "{}",
                letter.character
            );
        }
    }

    #[test]
    fn accents_stack_in_an_order_that_tex_can_draw() {
        assert_eq!(composite("ḥ").as_deref(), Some(r"\d{h}"));
        assert_eq!(composite("ǐ").as_deref(), Some(r"\v{\i}"));
        assert_eq!(composite("ǘ").as_deref(), Some(r#"\'{\"{u}}"#));
        assert_eq!(composite("ṝ").as_deref(), Some(r"\d{\={r}}"));
        assert_eq!(composite("x"), None);
        assert_eq!(composite("я"), None);
    }

    #[test]
    fn what_prints_nothing_is_dropped() {
        for c in [
            '\u{0}', '\u{7F}', '\u{9F}', '\u{200B}', '\u{202E}', '\u{FEFF}', '\u{E000}',
        ] {
            assert!(matches!(class(c), Class::Dropped), "{:04X}", c as u32);
        }
    }
}
