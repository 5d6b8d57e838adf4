//! Literal text, which takes no markup.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Literal text as it prints: composed (NFC), on one line, without space around it.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // Not `split_whitespace`, which would also fold the no-break space.
    for word in text
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        match is_nfc_quick(word.chars()) {
            IsNormalized::Yes => out.push_str(word),
            IsNormalized::No | IsNormalized::Maybe => out.extend(word.nfc()),
        }
    }
    out
}
