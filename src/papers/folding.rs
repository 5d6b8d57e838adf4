//! Texts made comparable: without case, diacritics and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without case and diacritics: `Müller` and `MULLER` become `muller`.
///
/// Compatibility forms are resolved (NFKC); letters that carry no combining mark and are
/// nevertheless written without their stroke or ligature become what people write: `ø` `o`,
/// `ł` `l`, `æ` `ae`. Turkish `İ` and `ı` become `i`.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    fold(text, false)
}

/// As [`folded`], with umlauts written out: `Müller` becomes `mueller`, `Åse` `aase`.
pub fn transliterated(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    fold(text, true)
}

fn fold(text: &str, transliterate: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let composed = text.nfkc().flat_map(char::to_lowercase).collect::<String>();
    for letter in composed.nfc() {
        let written_out = match letter {
            'ä' if transliterate => "ae",
            'ö' | 'ø' if transliterate => "oe",
            'ü' if transliterate => "ue",
            'å' if transliterate => "aa",
            'ø' => "o",
            'ł' => "l",
            'đ' | 'ð' => "d",
            'ħ' => "h",
            'ŧ' => "t",
            'ı' => "i",
            'ŋ' => "n",
            'æ' => "ae",
            'œ' => "oe",
            'þ' => "th",
            'ß' => "ss",
            'ς' => "σ",
            '’' | 'ʼ' | '‘' | '`' | '´' => "'",
            '‐' | '‑' | '–' => "-",
            _ => {
                out.extend(
                    std::iter::once(letter)
                        .nfkd()
                        .filter(|c| !is_combining_mark(*c)),
                );
                continue;
            }
        };
        out.push_str(written_out);
    }
    out
}

/// The letters and digits of a text, folded: for comparing titles.
pub fn letters(text: &str) -> String {
    folded(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Whether a name is written in Chinese characters, kana or Hangul, which take no initials.
pub fn is_east_asian(text: &str) -> bool {
    text.chars().any(|character| {
        matches!(u32::from(character),
            0x1100..=0x11FF | 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3134F)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds() {
        for (text, plain, written_out) in [
            ("Müller", "muller", "mueller"),
            ("Mu\u{308}ller", "muller", "mueller"),
            ("ÅSE", "ase", "aase"),
            ("Łukasz", "lukasz", "lukasz"),
            ("Sørensen", "sorensen", "soerensen"),
            ("İlker", "ilker", "ilker"),
            ("Işık", "isik", "isik"),
            ("Straße", "strasse", "strasse"),
            ("Đặng", "dang", "dang"),
            ("ﬁ", "fi", "fi"),
            ("O’Neil", "o'neil", "o'neil"),
        ] {
            assert_eq!(
                (folded(text).as_str(), transliterated(text).as_str()),
                (plain, written_out)
            );
        }
        assert_eq!(letters("A–B: “C” 2"), "abc2");
        assert!(is_east_asian("张伟") && is_east_asian("김철수") && !is_east_asian("Wei"));
    }
}
