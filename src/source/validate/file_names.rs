//! Names of output files, which must be names everywhere.

use crate::diagnostics::{Code, Diagnostic, Place, is_control};

/// What a file system or a shell takes apart.
const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// The longest name, in bytes: most systems allow 255, and extensions and pages are added.
const MOST_BYTES: usize = 200;

/// Names of devices on Windows, whatever extension follows
/// (<https://learn.microsoft.com/windows/win32/fileio/naming-a-file>).
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Devices of which there are several: each of these followed by a digit.
const NUMBERED_DEVICES: [&str; 2] = ["COM", "LPT"];

/// Reports a name that some system cannot give to a file, or that a reader cannot see in full.
pub(super) fn check(place: Place, name: &str, diagnostics: &mut Vec<Diagnostic>) {
    let problem = if name.is_empty() {
        String::from("the name of a file cannot be empty")
    } else if let Some(c) = name.chars().find(|c| FORBIDDEN.contains(c)) {
        format!("the name of a file cannot hold `{c}`")
    } else if let Some(c) = name.chars().find(|c| is_unseen(*c)) {
        let code = u32::from(c);
        format!("the name of a file cannot hold the invisible character U+{code:04X}")
    } else if name.starts_with(['.', '-', ' ']) || name.ends_with(['.', ' ']) {
        format!("`{name}` cannot be the name of a file")
    } else if is_device(name) {
        format!("`{name}` is the name of a device on Windows and cannot be that of a file")
    } else if name.len() > MOST_BYTES {
        format!("the name of a file has at most {MOST_BYTES} characters")
    } else {
        return;
    };
    diagnostics.push(
        Diagnostic::error(Code::BadFileName, place, problem)
            .help("write a plain name; Folio adds the folder and the extension"),
    );
}

fn is_device(name: &str) -> bool {
    // `nul.old.pdf` and `nul .pdf` are the device as well.
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_uppercase();
    let is_numbered = |device: &&str| {
        let number = stem.strip_prefix(*device).unwrap_or_default();
        let mut number = number.chars();
        matches!(number.next(), Some('0'..='9' | '¹' | '²' | '³')) && number.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.iter().any(is_numbered)
}

/// Whether a character cannot be told from nothing or from a space: controls, what Unicode's
/// `Default_Ignorable_Code_Point` lists, blanks other than the space, and what stands for no
/// character.
pub(super) fn is_unseen(character: char) -> bool {
    is_control(character)
        || (character.is_whitespace() && character != ' ')
        || matches!(
            character,
            '\u{AD}'
                | '\u{34F}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{E000}'..='\u{F8FF}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFF}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{10FFFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(name: &str) -> bool {
        let mut found = Vec::new();
        check(Place::Nowhere, name, &mut found);
        assert!(
            found
                .iter()
                .all(|problem| problem.code == Code::BadFileName)
        );
        !found.is_empty()
    }

    #[test]
    fn names_that_some_system_cannot_give_are_refused() {
        for name in [
            "",
            " ",
            ".",
            "..",
            ".hidden",
            "-flag",
            " lead",
            "trail ",
            "trail.",
            "a/b",
            "a\\b",
            "a:b",
            "a*",
            "a?",
            "a\"b",
            "a<b",
            "a>b",
            "a|b",
            "a\0b",
            "a\nb",
            "a\tb",
            "a\u{7f}",
            "a\u{85}",
            "con",
            "CON",
            "Con",
            "prn",
            "AUX",
            "nul",
            "nul.old",
            "nul .old",
            "com1",
            "COM9",
            "com0",
            "lpt1",
            "LPT\u{b9}",
            "com\u{b2}",
            "conin$",
            "CONOUT$",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{200d}b",
            "a\u{2060}b",
            "a\u{feff}b",
            "a\u{ad}b",
            "a\u{a0}b",
            "a\u{3000}b",
            "a\u{2028}b",
            "a\u{fe0f}b",
            "a\u{e0041}b",
            "a\u{e000}b",
            "a\u{fffd}b",
            "\u{3164}",
        ] {
            assert!(is_refused(name), "{name:?}");
        }
        assert!(is_refused(&"x".repeat(201)));
    }

    #[test]
    fn plain_names_are_not() {
        for name in [
            "cv",
            "Ada Lovelace",
            "cv.2026",
            "a-b_c",
            "ada-cv-1",
            "Čapek",
            "C\u{30c}apek",
            "履歴書",
            "резюме",
            "سيرة",
            "console",
            "con-artist",
            "com",
            "com10",
            "lpt",
            "auxiliary",
            "null",
            "nul-1",
            "A&B (new)",
            "50%",
            "it's",
            "~ada",
            "#1",
        ] {
            assert!(!is_refused(name), "{name:?}");
        }
    }
}
