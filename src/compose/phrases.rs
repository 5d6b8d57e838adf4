//! Patterns of the document's language with runs in their places.

use crate::document::{Inline, Inlines, Role, joined_texts};
use crate::markup::plain;
use crate::words::{Family, Locale, Message, Pattern, Piece};

/// A message with runs in its places.
pub(crate) fn phrase(locale: &Locale, message: Message, values: &[(&str, Inlines)]) -> Inlines {
    filled(locale.pattern(message), values)
}

/// A pattern with runs in its places; a place without a value stays empty.
pub(crate) fn filled(pattern: &Pattern, values: &[(&str, Inlines)]) -> Inlines {
    let mut runs = Inlines::new();
    for piece in pattern.pieces() {
        match piece {
            Piece::Words(words) => runs.push(Inline::text(words)),
            Piece::Place(name) => {
                let value = values.iter().find(|(place, _)| place == name);
                runs.extend(value.map(|(_, value)| value.clone()).unwrap_or_default());
            }
        }
    }
    runs
}

/// Adds runs behind others, with what a join has between them; nothing when there is nothing to add.
pub(crate) fn add(runs: &mut Inlines, locale: &Locale, join: Message, more: Inlines) {
    if more.is_empty() {
        return;
    }
    if !runs.is_empty() {
        let between = locale.between(join);
        if !between.is_empty() {
            runs.push(Inline::text(between));
        }
    }
    runs.extend(more);
}

/// Begins runs with a capital, as the language writes it.
pub(crate) fn capitalise(runs: &mut Inlines, locale: &Locale) {
    if let Some(Inline::Text { text }) = runs.first_mut() {
        *text = locale.capitalised(text);
    }
}

/// A remark on what stands before it, " (native)": as a part, of which the space before it is none.
pub(crate) fn aside(locale: &Locale, role: Role, remark: Inlines) -> Inlines {
    let values = [("text", Inlines::new()), ("remark", remark)];
    let mut content = joined_texts(phrase(locale, Message::Aside, &values));
    let mut out = Inlines::new();
    if let Some(Inline::Text { text }) = content.first_mut() {
        let before = text.len() - text.trim_start().len();
        if before > 0 {
            out.push(Inline::text(&text[..before]));
            text.drain(..before);
        }
    }
    out.push(Inline::Part { role, content });
    out
}

/// The word that a link prints as: that of its kind, else the kind as the user calls it.
pub(crate) fn link_word(kind: &str, locale: &Locale) -> String {
    match Family::Link.message(&kind.trim().to_lowercase()) {
        Some(message) => locale.word(message),
        None => plain(kind).replace(['-', '_'], " "),
    }
}
