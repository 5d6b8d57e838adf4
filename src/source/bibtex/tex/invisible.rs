//! Characters without ink, and such as a wrong encoding has made.

/// What becomes of a character that cannot print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What prints in its place.
    pub text: String,
    /// How many bytes of the text it stands for.
    pub length: usize,
}

/// The repair that the beginning of a text needs.
pub fn repair(text: &str) -> Option<Repair> {
    let character = text.chars().next()?;
    let instead = |text: &str| {
        Some(Repair {
            text: text.to_owned(),
            length: character.len_utf8(),
        })
    };
    match character {
        '\t' | '\n' | '\r' => None,
        '\u{c2}'..='\u{f4}' => misread(text),
        '\u{80}'..='\u{9f}' => instead(windows(character)),
        '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => instead(" "),
        '\u{f020}'..='\u{f0ff}' => instead(symbol_font(character)),
        _ if is_without_ink(character) => instead(""),
        _ => None,
    }
}

/// Whether a character prints nothing, in any font: controls, marks of direction, joiners, selectors, and what
/// Unicode leaves to private agreement or to nobody.
pub fn is_without_ink(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}'
        | '\u{34f}' | '\u{61c}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e0fff}'
        | '\u{f0000}'..='\u{10ffff}')
        || u32::from(character) & 0xfffe == 0xfffe
}

/// UTF-8 that was read as Latin-1: `â`, U+0080, U+0099 for `’`. Only with a control character in it, which no
/// text holds, so that none that is meant is changed.
fn misread(text: &str) -> Option<Repair> {
    let first = u8::try_from(u32::from(text.chars().next()?)).ok()?;
    let count = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let characters: Vec<char> = text.chars().take(count).collect();
    let has_control = characters.iter().any(|c| matches!(c, '\u{80}'..='\u{9f}'));
    let bytes: Option<Vec<u8>> = characters
        .iter()
        .map(|c| u8::try_from(u32::from(*c)).ok())
        .collect();
    let read = String::from_utf8(bytes.filter(|_| has_control)?).ok()?;
    let kept = read.chars().filter(|c| !is_without_ink(*c)).collect();
    Some(Repair {
        text: kept,
        length: characters.iter().map(|c| c.len_utf8()).sum(),
    })
}

/// What a control character is in Windows-1252, the usual origin of one.
fn windows(character: char) -> &'static str {
    const PRINTS: [&str; 32] = [
        "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "", "", "‘", "’",
        "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
    ];
    let at = u32::from(character).saturating_sub(0x80);
    let at = usize::try_from(at).unwrap_or_default();
    PRINTS.get(at).copied().unwrap_or_default()
}

/// A character of the font Symbol, which Word and Scopus leave at its place in the private area.
fn symbol_font(character: char) -> &'static str {
    let code = u32::from(character) - 0xf000;
    match code {
        0x61..=0x7a => [
            "α", "β", "χ", "δ", "ε", "φ", "γ", "η", "ι", "ϕ", "κ", "λ", "μ", "ν", "ο", "π", "θ",
            "ρ", "σ", "τ", "υ", "ϖ", "ω", "ξ", "ψ", "ζ",
        ]
        .get((code - 0x61) as usize)
        .copied()
        .unwrap_or_default(),
        0x41..=0x5a => [
            "Α", "Β", "Χ", "Δ", "Ε", "Φ", "Γ", "Η", "Ι", "ϑ", "Κ", "Λ", "Μ", "Ν", "Ο", "Π", "Θ",
            "Ρ", "Σ", "Τ", "Υ", "ς", "Ω", "Ξ", "Ψ", "Ζ",
        ]
        .get((code - 0x41) as usize)
        .copied()
        .unwrap_or_default(),
        0x30..=0x39 => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
            .get((code - 0x30) as usize)
            .copied()
            .unwrap_or_default(),
        0x20 => " ",
        0x28 => "(",
        0x29 => ")",
        0x2b => "+",
        0x2c => ",",
        0x2d => "−",
        0x2e => ".",
        0x2f => "/",
        0x3c => "<",
        0x3d => "=",
        0x3e => ">",
        0xa2 => "′",
        0xa3 => "≤",
        0xa5 => "∞",
        0xae => "→",
        0xb0 => "°",
        0xb1 => "±",
        0xb2 => "″",
        0xb3 => "≥",
        0xb4 => "×",
        0xb5 => "∝",
        0xb6 => "∂",
        0xb7 => "•",
        0xb9 => "≠",
        0xba => "≡",
        0xbb => "≈",
        _ => "",
    }
}
