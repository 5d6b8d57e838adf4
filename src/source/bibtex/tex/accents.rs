//! Accents over letters.

use unicode_normalization::char::compose;

/// The commands of accents: the combining character, and what the command prints over nothing.
#[rustfmt::skip]
pub const ACCENTS: &[(&str, char, &str)] = &[
    ("`", '\u{300}', "`"), ("'", '\u{301}', "´"), ("^", '\u{302}', "^"), ("~", '\u{303}', "~"),
    ("=", '\u{304}', "¯"), ("u", '\u{306}', "˘"), (".", '\u{307}', "˙"), ("\"", '\u{308}', "¨"),
    ("r", '\u{30a}', "˚"), ("H", '\u{30b}', "˝"), ("v", '\u{30c}', "ˇ"), ("c", '\u{327}', "¸"),
    ("k", '\u{328}', "˛"), ("d", '\u{323}', ""), ("b", '\u{331}', "ˍ"), ("t", '\u{361}', ""),
    ("G", '\u{30f}', ""), ("h", '\u{309}', ""), ("U", '\u{30e}', ""), ("f", '\u{311}', ""),
    ("textogonekcentered", '\u{328}', "˛"), ("textcommabelow", '\u{326}', ""),
    ("textcommaabove", '\u{313}', ""), ("textcircled", '\u{20dd}', ""),
    ("capitalgrave", '\u{300}', "`"), ("capitalacute", '\u{301}', "´"),
    ("capitalcircumflex", '\u{302}', "^"), ("capitaltilde", '\u{303}', "~"),
    ("capitalmacron", '\u{304}', "¯"), ("capitalbreve", '\u{306}', "˘"),
    ("capitaldotaccent", '\u{307}', "˙"), ("capitaldieresis", '\u{308}', "¨"),
    ("capitalring", '\u{30a}', "˚"), ("capitalhungarumlaut", '\u{30b}', "˝"),
    ("capitalcaron", '\u{30c}', "ˇ"), ("capitalcedilla", '\u{327}', "¸"),
    ("capitalogonek", '\u{328}', "˛"),
];

/// The accent of a command, by its name without the backslash.
pub fn accent(name: &str) -> Option<(char, &'static str)> {
    let found = ACCENTS.iter().find(|(known, _, _)| *known == name);
    found.map(|(_, mark, alone)| (*mark, *alone))
}

/// A text whose first letter carries an accent, as TeX sets it.
///
/// The dot of an `i` or `j` goes: TeX writes it without one under an accent. Unicode has one character for
/// most; else the mark follows the letter.
pub fn accented(text: &str, mark: char, alone: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next().filter(|first| !first.is_whitespace()) else {
        return format!("{alone}{text}");
    };
    let letter = match first {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    // The letter may carry marks already.
    let rest = chars.as_str();
    let marks = rest.len()
        - rest
            .trim_start_matches(unicode_normalization::char::is_combining_mark)
            .len();
    let (marks, rest) = rest.split_at(marks);
    match compose(letter, mark) {
        Some(composed) if marks.is_empty() => format!("{composed}{rest}"),
        _ => format!("{letter}{marks}{mark}{rest}"),
    }
}
