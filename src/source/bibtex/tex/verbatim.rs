//! Values that hold an address, a name of a file or an identifier: what TeX escapes in them, not what it
//! typesets.

use super::commands::{Meaning, meaning};
use super::{Problem, Trouble, html, invisible};

/// The characters of such a value: escapes, braces and `\url{…}` gone, blanks as single spaces.
pub fn cleaned(text: &str) -> (String, Vec<Problem>) {
    let mut out = String::with_capacity(text.len());
    let mut problems = Vec::new();
    let mut is_in_formula = false;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let start = at;
        let mut trouble = |range, trouble| problems.push(Problem { range, trouble });
        if let Some((characters, length)) = html::entity(rest) {
            out.push_str(&characters);
            at += length;
        } else if let Some(repair) = invisible::repair(rest) {
            at += repair.length;
            trouble(start..at, Trouble::Inkless(character));
            out.push_str(&repair.text);
        } else if character == '\\' {
            let name = super::control_name(&rest[1..]);
            at += 1 + name.len();
            match name {
                "" => {}
                "textasciitilde" | "~" | "sim" => out.push('~'),
                "^" => out.push('^'),
                "sp" => out.push(' '),
                // Names of files on Windows, and what escapes no letter.
                _ => match meaning(name) {
                    Some(Meaning::Prints(" ")) if name == ":" || name == ";" || name == "," => {
                        out.push_str(name);
                    }
                    Some(Meaning::Prints("")) if name == "/" => out.push('/'),
                    Some(Meaning::Prints(text)) => out.push_str(text),
                    Some(_) if name.chars().all(|c| c.is_ascii_alphabetic()) => {}
                    _ if name.chars().all(|c| c.is_ascii_alphabetic()) => {
                        trouble(start..at, Trouble::Unknown(name.to_owned()));
                        out.push_str(name);
                    }
                    _ => out.push_str(name),
                },
            }
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                // The blank after a command is part of it.
                at +=
                    text[at..].len() - text[at..].trim_start_matches([' ', '\t', '\n', '\r']).len();
            }
        } else {
            at += character.len_utf8();
            match character {
                '{' | '}' => {}
                // `$\sim$` and `$_$` stand for what is in them.
                '$' if is_in_formula => is_in_formula = false,
                '$' if rest.starts_with("$\\") || rest.starts_with("$_$") => {
                    is_in_formula = rest[1..].contains('$');
                }
                '$' if out.ends_with(['~', '_']) => {}
                _ if character.is_whitespace() => {
                    if !out.ends_with(' ') {
                        out.push(' ');
                    }
                }
                _ => out.push(character),
            }
        }
    }
    (out.trim().to_owned(), problems)
}
