//! What languages ask of a page.

use unicode_script::{Script, UnicodeScript};

/// The language of a name in another script, where its letters tell: of Japanese and Korean their own, of others the
/// script alone, in a language that is not known (RFC 5646, section 4.1).
pub(in crate::render) fn of_name(name: &str) -> Option<&'static str> {
    let scripts: Vec<Script> = name.chars().map(|c| c.script()).collect();
    let has = |script: &Script| scripts.contains(script);
    let tags = [
        (Script::Hangul, "ko"),
        (Script::Hiragana, "ja"),
        (Script::Katakana, "ja"),
        (Script::Han, "und-Hani"),
        (Script::Hebrew, "und-Hebr"),
        (Script::Arabic, "und-Arab"),
        (Script::Cyrillic, "und-Cyrl"),
        (Script::Greek, "el"),
        (Script::Devanagari, "und-Deva"),
        (Script::Thai, "th"),
        (Script::Armenian, "hy"),
        (Script::Georgian, "ka"),
    ];
    let mut found = tags.into_iter().filter(|(script, _)| has(script));
    found.next().map(|(_, tag)| tag)
}

/// Whether `text-transform: uppercase` makes a title's capitals: not where words keep small letters, or the language has
/// rules of its own.
pub(super) fn is_plain_upper(title: &str, capitals: &str, language: &str) -> bool {
    let code = language.split('-').next().unwrap_or(language);
    !matches!(code, "tr" | "az" | "el" | "lt" | "nl" | "hy") && title.to_uppercase() == capitals
}
