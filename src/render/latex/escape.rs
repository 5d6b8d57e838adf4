//! Text of the user's as LaTeX that prints it and does nothing else.
//!
//! Every character with a meaning to TeX goes out as a command, every pair that fonts would join
//! to another sign is kept apart, and what an engine's fonts lack is noted for the preamble.

use std::collections::BTreeSet;

use crate::render::direction::{is_from_left, stretches};

use super::characters::{Class, Writing, class, composite, joins};
use super::faces::latin_only;

/// What the text needs from the preamble.
#[derive(Debug, Default)]
pub(super) struct Needs {
    /// Characters to declare: letters of other encodings, drawn letters and symbols.
    pub declared: BTreeSet<char>,
    /// Scripts that need another font.
    pub writings: BTreeSet<Writing>,
    /// Whether there are formulas.
    pub math: bool,
    /// Whether lines run from the right.
    pub from_right: bool,
    /// Whether some headings take a second line.
    pub second_lines: bool,
    /// Whether some entries have no heading.
    pub bare_entries: bool,
    /// Whether some entries are rows of a table.
    pub tables: bool,
    /// Whether the file has pages end somewhere.
    pub page_breaks: bool,
}

/// Words of more characters than this may break inside.
const LONG_WORD: usize = 30;

/// The longest stretch of a long word without a place to break.
const LONG_STRETCH: usize = 20;

/// The longest run in another script, in characters that are no marks, for which pdfLaTeX keeps the characters to be copied.
///
/// Such a run stays in one box, so a longer one would not fit the line.
const SHORT_RUN: usize = 12;

/// Appends text, escaped; on a line that runs from the right, with what runs from the left set apart.
pub(super) fn push_text(out: &mut String, text: &str, needs: &mut Needs) {
    if !needs.from_right {
        return push_plain(out, text, needs);
    }
    for (is_left, stretch) in stretches(text) {
        match is_left {
            true => push_left(out, needs, |out, needs| push_plain(out, stretch, needs)),
            false => push_plain(out, stretch, needs),
        }
    }
}

/// Appends something that runs from the left, though the line does not.
pub(super) fn push_left(
    out: &mut String,
    needs: &mut Needs,
    content: impl FnOnce(&mut String, &mut Needs),
) {
    let start = out.len();
    out.push_str(r"\cvleft{");
    // Within it nothing is to be set apart.
    needs.from_right = false;
    content(out, needs);
    needs.from_right = true;
    out.push('}');
    // A space stands between it and what comes before.
    let inside = start + r"\cvleft{".len();
    if out
        .get(inside..)
        .is_some_and(|inside| inside.starts_with(' '))
    {
        out.remove(inside);
        out.insert(start, ' ');
    }
}

/// Appends text, escaped, in whatever direction.
pub(super) fn push_plain(out: &mut String, text: &str, needs: &mut Needs) {
    let mut rest = text;
    while !rest.is_empty() {
        let is_space = |c: char| matches!(class(c), Class::Space) || c == ' ';
        let mut end = rest.find(is_space).unwrap_or(rest.len());
        // Words from right to left are one run together with the spaces between them.
        while starts_rtl(rest)
            && let Some(next) = rest.get(end + 1..)
            && starts_rtl(next)
        {
            end += 1 + next.find(is_space).unwrap_or(next.len());
        }
        let word = rest.get(..end).unwrap_or(rest);
        push_word(out, word, needs);
        rest = &rest[word.len()..];
        let after = rest.trim_start_matches(is_space);
        if after.len() < rest.len() {
            if !(out.ends_with(' ') || out.is_empty()) {
                out.push(' ');
            }
            rest = after;
        }
    }
}

/// Text, escaped.
pub(super) fn text(text: &str, needs: &mut Needs) -> String {
    let mut out = String::new();
    match needs.from_right && stands_for_itself(text) {
        true => push_left(&mut out, needs, |out, needs| push_plain(out, text, needs)),
        false => push_text(&mut out, text, needs),
    }
    out
}

/// A date, escaped: numbers alone have no direction that holds for what stands between them.
pub(super) fn date(text: &str, needs: &mut Needs) -> String {
    let mut out = String::new();
    push_text(&mut out, text, needs);
    out
}

/// Whether a text on a line that runs from the right is one that runs from the left, with all signs in it.
pub(super) fn stands_for_itself(text: &str) -> bool {
    is_from_left(text) && text.chars().any(char::is_alphanumeric)
}

/// Text for bookmarks and metadata, where nothing is drawn: hyperref encodes any character.
pub(super) fn pdf_text(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match class(c) {
            Class::Ascii => push_ascii(&mut out, c),
            Class::Space | Class::Replaced("~" | r"\,") if !out.ends_with(' ') => out.push(' '),
            Class::Space | Class::Replaced(_) | Class::Dropped => {}
            _ => push_apart(&mut out, c),
        }
    }
    out
}

fn push_word(out: &mut String, word: &str, needs: &mut Needs) {
    let clusters = clusters(word);
    let long = word.chars().count() > LONG_WORD;
    let mut stretch = 0;
    let mut at = 0;
    while let Some(cluster) = clusters.get(at) {
        at += 1;
        match cluster_class(cluster) {
            Class::Ascii => cluster.chars().for_each(|c| push_ascii(out, c)),
            Class::Plain => cluster.chars().for_each(|c| {
                needs.declared.extend(latin_only(c).map(|_| c));
                push_apart(out, c);
            }),
            Class::Letter(_) | Class::Drawn(_) | Class::Symbol(_) => {
                needs.declared.extend(cluster.chars());
                out.push_str(cluster);
            }
            Class::Replaced(replacement) => out.push_str(replacement),
            Class::Space | Class::Dropped => {}
            Class::Foreign(writing) => match composite(cluster) {
                Some(drawing) => {
                    out.push_str(&format!(r"\cvactual{{{}}}{{{drawing}}}", utf16(cluster)));
                }
                None => {
                    let mut run = (*cluster).to_owned();
                    while let Some(next) = clusters.get(at)
                        && (matches!(cluster_class(next), Class::Foreign(same) if same == writing)
                            || (*next == " " && writing.is_rtl()))
                        && composite(next).is_none()
                    {
                        run.push_str(next);
                        at += 1;
                    }
                    push_run(out, &run, writing, needs);
                }
            },
        }
        stretch += 1;
        if long && at < clusters.len() {
            let natural =
                cluster.ends_with(['/', '.', '?', '&', '=', ':', ';', '_', '@', '+', '#']);
            if stretch >= LONG_STRETCH || (natural && stretch > 3) {
                out.push_str(r"\cvbreak{}");
                stretch = 0;
            }
        }
    }
}

fn starts_rtl(text: &str) -> bool {
    matches!(text.chars().next().map(class), Some(Class::Foreign(writing)) if writing.is_rtl())
}

/// A character with the marks and joiners that follow it.
fn clusters(word: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = Vec::new();
    for (at, c) in word.char_indices() {
        if starts.is_empty() || !joins(c) {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(&start, end)| word.get(start..end))
        .collect()
}

fn cluster_class(cluster: &str) -> Class {
    let mut visible = cluster
        .chars()
        .filter(|&c| !matches!(class(c), Class::Dropped));
    match (visible.next(), visible.next()) {
        (None, _) => Class::Dropped,
        // Selectors and joiners after it print nothing.
        (Some(only), None) if cluster.chars().count() == 1 || is_latin(only) => class(only),
        (Some(first), _) => match class(first) {
            Class::Foreign(writing) => Class::Foreign(writing),
            _ => Class::Foreign(Writing::Other),
        },
    }
}

fn is_latin(c: char) -> bool {
    !matches!(class(c), Class::Foreign(_)) && !c.is_ascii_digit() && !matches!(c, '#' | '*')
}

/// A run in another script: `\cvscript{name}{characters}{their UTF-16 codes}{what pdfLaTeX prints}`.
fn push_run(out: &mut String, run: &str, writing: Writing, needs: &mut Needs) {
    needs.writings.insert(writing);
    let romanised = deunicode::deunicode_with_tofu(run, "?");
    // Marks make a run no wider.
    let codes = if run.chars().filter(|c| !joins(*c)).count() <= SHORT_RUN {
        utf16(run)
    } else {
        String::new()
    };
    out.push_str(r"\cvscript{");
    out.push_str(writing.name());
    out.push_str("}{");
    for c in run.chars() {
        if c.is_ascii() {
            push_ascii(out, c)
        } else {
            out.push(c)
        }
    }
    out.push_str("}{");
    out.push_str(&codes);
    out.push_str("}{");
    for (index, word) in romanised.split_ascii_whitespace().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        word.chars()
            .filter(char::is_ascii)
            .for_each(|c| push_ascii(out, c));
    }
    out.push('}');
}

/// The UTF-16 code units in hexadecimal, as a PDF wants them.
pub(super) fn utf16(text: &str) -> String {
    text.encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect()
}

fn push_ascii(out: &mut String, c: char) {
    let command = match c {
        '\\' => r"\textbackslash{}",
        '{' => r"\{",
        '}' => r"\}",
        '$' => r"\$",
        '&' => r"\&",
        '#' => r"\#",
        '%' => r"\%",
        '_' => r"\_",
        '^' => r"\textasciicircum{}",
        '~' => r"\textasciitilde{}",
        '<' => r"\textless{}",
        '>' => r"\textgreater{}",
        '|' => r"\textbar{}",
        '"' => r"\textquotedbl{}",
        '\'' => r"\textquotesingle{}",
        '`' => r"\textasciigrave{}",
        '[' => "{[}",
        ']' => "{]}",
        _ => return push_apart(out, c),
    };
    out.push_str(command);
}

/// Appends a character, apart from one before it with which a font would join it: `--` to a dash,
/// `,,` to a quotation mark, `?‘` to a Spanish one.
fn push_apart(out: &mut String, c: char) {
    const JOINING: [char; 9] = ['-', '–', ',', '‘', '’', '!', '?', '‹', '›'];
    if JOINING.contains(&c) && out.ends_with(JOINING) {
        out.push_str("{}");
    }
    out.push(c);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn escaped(input: &str) -> String {
        text(input, &mut Needs::default())
    }

    #[test]
    fn ascii_follows_the_table() {
        assert_eq!(
            escaped(r"a\b{c}$&#%_"),
            r"a\textbackslash{}b\{c\}\$\&\#\%\_"
        );
        assert_eq!(
            escaped("^~<>|"),
            r"\textasciicircum{}\textasciitilde{}\textless{}\textgreater{}\textbar{}"
        );
        assert_eq!(
            escaped("\"'`[x]"),
            r"\textquotedbl{}\textquotesingle{}\textasciigrave{}{[}x{]}"
        );
    }

    #[test]
    fn signs_are_kept_apart() {
        assert_eq!(
            escaped("--flag a,,b –- ?‘ it’s"),
            "-{}-flag a,{},b –{}- ?{}‘ it’s"
        );
        assert_eq!(escaped("state-of-the-art, 1–2"), "state-of-the-art, 1–2");
        let mut out = "-".to_owned();
        push_text(&mut out, "-", &mut Needs::default());
        assert_eq!(out, "-{}-", "across two runs");
    }

    #[test]
    fn spaces_and_controls_cannot_end_a_paragraph() {
        assert_eq!(escaped("a\n\nb\u{C}c\td\r\ne\u{2029}f"), "a b c d e f");
        assert_eq!(escaped("a\u{0}b\u{200B}c\u{202E}d\u{FEFF}"), "abcd");
        assert_eq!(escaped("12\u{A0}km co\u{AD}op"), r"12~km co\-op");
    }

    #[test]
    fn injections_are_text() {
        assert_eq!(
            escaped(r"^^5cinput{/etc/hostname}"),
            r"\textasciicircum{}\textasciicircum{}5cinput\{/etc/hostname\}"
        );
        assert_eq!(
            escaped(r"\directlua{x}%"),
            r"\textbackslash{}directlua\{x\}\%"
        );
        assert_eq!(
            escaped(r"\\[1em]"),
            r"\textbackslash{}\textbackslash{}{[}1em{]}"
        );
    }

    #[test]
    fn characters_beyond_t1_are_declared() {
        let mut needs = Needs::default();
        assert_eq!(text("Đặng ≥ ḥ é", &mut needs), "Đặng ≥ ḥ é");
        assert_eq!(needs.declared.iter().collect::<String>(), "Đḥặ≥");
        assert!(needs.writings.is_empty());
    }

    #[test]
    fn other_scripts_are_runs() {
        let mut needs = Needs::default();
        assert_eq!(
            text("Иван", &mut needs),
            r"\cvscript{cyrillic}{Иван}{041804320430043D}{Ivan}"
        );
        assert_eq!(
            text("张伟 A", &mut needs),
            r"\cvscript{cjk}{张伟}{5F204F1F}{Zhang Wei} A"
        );
        assert_eq!(
            text("#\u{FE0F}\u{20E3}", &mut needs),
            "\\cvscript{other}{\\#\u{FE0F}\u{20E3}}{0023FE0F20E3}{\\#}"
        );
        assert_eq!(needs.writings.len(), 3);
    }

    #[test]
    fn marks_without_a_letter_of_their_own_are_drawn() {
        assert_eq!(
            escaped("m\u{323}\u{302}"),
            r"\cvactual{006D03230302}{\d{\^{m}}}"
        );
        assert_eq!(
            escaped("m\u{302}3\u{301}x"),
            r"\cvactual{006D0302}{\^{m}}\cvactual{00330301}{\'{3}}x"
        );
    }

    #[test]
    fn long_words_may_break() {
        let url = "https://example.org/a/very/long/path/of/an/address";
        let broken = escaped(url);
        assert_eq!(broken.replace(r"\cvbreak{}", ""), url);
        assert!(broken.contains(r"\cvbreak{}"));
        assert!(escaped(&"x".repeat(200)).matches(r"\cvbreak{}").count() >= 9);
    }

    #[test]
    fn bookmarks_hold_any_character() {
        assert_eq!(pdf_text("张伟 & α\u{A0}– --"), r"张伟 \& α – -{}-");
    }

    /// The text without the commands that the escaper may write; a dot stands for each.
    fn without_commands(escaped: &str) -> String {
        let mut out = escaped.to_owned();
        for command in [
            r"\textbackslash{}",
            r"\textasciicircum{}",
            r"\textasciitilde{}",
            r"\textless{}",
            r"\textgreater{}",
            r"\textbar{}",
            r"\textquotedbl{}",
            r"\textquotesingle{}",
            r"\textasciigrave{}",
            r"\cvbreak{}",
            r"\{",
            r"\}",
            r"\$",
            r"\&",
            r"\#",
            r"\%",
            r"\_",
            r"\-",
            r"\,",
            "{[}",
            "{]}",
        ] {
            out = out.replace(command, "·");
        }
        // What keeps two signs apart is seen as such.
        out.replace("{}", "·")
    }

    proptest! {
        #[test]
        fn nothing_of_tex_is_left(input in "[ -~\\n\\r\\t\u{C}\u{B}é–’]*") {
            let escaped = escaped(&input);
            let left = without_commands(&escaped);
            let special = "\\{}$&#%_^~\"'`<>|";
            prop_assert!(!left.contains(|c| special.contains(c)), "{}", escaped);
            prop_assert!(!left.contains("--") && !left.contains(",,"));
            prop_assert!(!left.chars().any(char::is_control));
        }

        #[test]
        fn any_text_stays_balanced_and_printable(input in any::<String>()) {
            let escaped = escaped(&input);
            let mut depth = 0i32;
            let mut chars = escaped.chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => { chars.next(); }
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                prop_assert!(depth >= 0);
            }
            prop_assert_eq!(depth, 0);
            prop_assert!(!escaped.chars().any(char::is_control));
        }
    }
}
