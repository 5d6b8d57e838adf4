//! What stays together on a line: numbers and what they count, initials and particles of names, the last words of a
//! paragraph, a paper's last words and its first link, the halves of short compounds and of compounds in titles and names.
//!
//! Spaces become no-break spaces; breaks at hyphens are kept off by runs that stay together.

use crate::document::{Inline, Inlines, Role, VisitMut, What};

/// Signs and units that follow a number after a space.
const UNITS: [&str; 48] = [
    "%", "‰", "°C", "°F", "K", "s", "ms", "µs", "μs", "ns", "min", "h", "m", "mm", "cm", "km",
    "nm", "µm", "μm", "g", "mg", "kg", "t", "l", "ml", "A", "V", "W", "kW", "MW", "GW", "kWh", "J",
    "eV", "Hz", "kHz", "MHz", "GHz", "kB", "KB", "MB", "GB", "TB", "PB", "GiB", "pt", "px", "dB",
];

/// Words between given and family names, which belong to the latter.
const PARTICLES: [&str; 24] = [
    "van", "von", "der", "den", "ter", "ten", "zu", "zum", "zur", "de", "del", "della", "di", "da",
    "dos", "das", "du", "la", "le", "bin", "ibn", "af", "av", "el",
];

/// Words before a number that say what it is of.
const COUNTERS: [&str; 8] = ["vol.", "no.", "pp.", "p.", "ch.", "Nr.", "Bd.", "Vol."];

/// Most characters of what spaces join, so that lines are not ragged for it.
const LONGEST: usize = 28;

/// Least characters of a paragraph that may have a second line.
const ONE_LINE: usize = 60;

/// Most characters of a last word that should not stand alone, and of the one before it.
const RUNT: usize = 13;
const BEFORE_RUNT: usize = 14;

/// Most characters of a remark in parentheses that stays with what it is on: "(C1)".
const REMARK: usize = 5;

/// Most characters of a link that stays with the words before it, and of a word that it stays with.
const LINK: usize = 14;

/// Most characters of a compound that does not break at its hyphen, and of a half that is too short to stand alone.
const COMPOUND: usize = 24;
const HALF: usize = 3;

/// Joins what belongs together, in running text and headings.
pub(super) struct Bonds;

impl VisitMut for Bonds {
    fn text(&mut self, _what: What, _origin: &str, _text: &mut String) {}

    fn runs(&mut self, _what: What, _origin: &str, runs: &mut Inlines) {
        join_compounds(runs, false);
        join_words(runs);
    }
}

/// Whether a hyphen parts two halves of a name or of a title, which breaks nowhere.
fn is_whole(run: &Inline) -> bool {
    match run {
        Inline::Strong { .. } => true,
        Inline::Part { role, .. } => matches!(
            role,
            Role::Title | Role::Authors | Role::Contributors | Role::Person | Role::Collaborators
        ),
        _ => false,
    }
}

/// Keeps compounds together, all of them with `wholly`, else those with a half that is too short.
fn join_compounds(runs: &mut Inlines, wholly: bool) {
    let mut at = 0;
    while at < runs.len() {
        let run = &mut runs[at];
        let within = wholly || is_whole(run);
        match run {
            Inline::Text { text } if text.contains('-') => {
                let parts = parted(text, wholly);
                let count = parts.len();
                if count > 1 || matches!(parts.first(), Some(Inline::NoBreak { .. })) {
                    runs.splice(at..=at, parts);
                    at += count;
                    continue;
                }
            }
            // A name in a box breaks nowhere.
            Inline::NoBreak { .. } | Inline::Owner { .. } => {}
            run => {
                if let Some(content) = run.children_mut() {
                    join_compounds(content, within);
                }
            }
        }
        at += 1;
    }
}

/// A text as runs, with its compounds in runs that stay together.
fn parted(text: &str, wholly: bool) -> Inlines {
    let mut runs = Inlines::new();
    let mut start = 0;
    let mut at = 0;
    for word in text.split_inclusive([' ', '\u{a0}']) {
        let compound = word.trim_end_matches([' ', '\u{a0}']);
        if is_compound(compound, wholly) {
            if start < at {
                runs.push(Inline::text(&text[start..at]));
            }
            runs.push(Inline::no_break(compound));
            start = at + compound.len();
        }
        at += word.len();
    }
    if start < text.len() {
        runs.push(Inline::text(&text[start..]));
    }
    runs
}

/// Whether a word has a hyphen at which it should not break.
fn is_compound(word: &str, wholly: bool) -> bool {
    let Some((first, last)) = word.split_once('-') else {
        return false;
    };
    let letters = |half: &str| half.chars().filter(|c| c.is_alphanumeric()).count();
    // An address breaks elsewhere.
    let is_address = || {
        word.contains(['/', '@', '\u{200b}'])
            || word.trim_end_matches(['.', ',', ')']).contains('.')
    };
    let is_range = first.ends_with(|c: char| c.is_ascii_digit())
        && last.starts_with(|c: char| c.is_ascii_digit());
    let (first, last) = (letters(first), letters(last));
    first > 0
        && last > 0
        && (wholly || is_range || first <= HALF || last <= HALF)
        && word.chars().count() <= COMPOUND
        && !is_address()
}

/// A word, which may be made of several runs.
#[derive(Default)]
struct Word {
    text: String,
    /// Whether it begins in a link that ends a paper or a heading.
    is_link: bool,
    /// Whether it begins in the run of the space before it.
    is_within: bool,
}

impl Word {
    fn length(&self) -> usize {
        self.text.chars().count()
    }
}

/// A run of characters; of what is none, the characters that stand for it.
enum Leaf<'a> {
    Text(&'a mut String, bool),
    Other(&'a str),
}

fn leaves<'a>(runs: &'a mut [Inline], is_link: bool, into: &mut Vec<Leaf<'a>>) {
    for run in runs {
        let is_link = is_link
            || matches!(
                run,
                Inline::Part {
                    role: Role::Link,
                    ..
                }
            );
        match run {
            Inline::Text { text } => into.push(Leaf::Text(text, is_link)),
            Inline::Code { text } => into.push(Leaf::Other(text)),
            Inline::Math { alt, .. } => into.push(Leaf::Other(alt)),
            Inline::Mark { symbol, .. } => into.push(Leaf::Other(symbol)),
            run => {
                if let Some(content) = run.children_mut() {
                    leaves(content, is_link, into);
                }
            }
        }
    }
}

/// Joins words by no-break spaces.
fn join_words(runs: &mut [Inline]) {
    let mut all = Vec::new();
    leaves(runs, false, &mut all);
    let mut joints: Vec<(usize, usize)> = Vec::new();
    let (mut before, mut word) = (Word::default(), Word::default());
    let mut pending: Option<(usize, usize)> = None;
    let (mut length, mut chain) = (0, 0);
    for (index, leaf) in all.iter().enumerate() {
        let (text, is_link) = match leaf {
            Leaf::Text(text, is_link) => (&text[..], *is_link),
            Leaf::Other(text) => {
                word.text.push_str(&text.replace(' ', "\u{a0}"));
                continue;
            }
        };
        let mut at = 0;
        for (nth, piece) in text.split(' ').enumerate() {
            if nth > 0 {
                let joint = pending.take();
                chain = joined(joint, &before, &word, chain, &mut joints, stay);
                length += word.text.len() + 1;
                std::mem::swap(&mut before, &mut word);
                word.text.clear();
                // A space at the beginning of a link belongs before it.
                pending = Some((index, at - 1)).filter(|_| !is_link || before.is_link);
                word.is_within = !piece.is_empty();
            }
            if word.text.is_empty() {
                word.is_link = is_link;
            }
            word.text.push_str(piece);
            at += piece.len() + 1;
        }
    }
    let is_long = length + word.text.len() >= ONE_LINE;
    joined(
        pending,
        &before,
        &word,
        chain,
        &mut joints,
        |before, word| stay(before, word) || is_long && is_runt(before, word),
    );
    // From the end on, so that places before stay where they are.
    for (leaf, at) in joints.into_iter().rev() {
        if let Some(Leaf::Text(text, _)) = all.get_mut(leaf) {
            text.replace_range(at..=at, "\u{a0}");
        }
    }
}

/// Notes the space between two words where they stay together; returns how long what is joined there is.
fn joined(
    joint: Option<(usize, usize)>,
    before: &Word,
    word: &Word,
    chain: usize,
    joints: &mut Vec<(usize, usize)>,
    stay: impl Fn(&Word, &Word) -> bool,
) -> usize {
    let Some(joint) = joint else {
        return word.length();
    };
    // Most words are none of those that may stay with another.
    let longer = chain + 1 + word.length();
    match longer <= LONGEST && stay(before, word) {
        true => {
            joints.push(joint);
            longer
        }
        false => word.length(),
    }
}

/// Whether no line ends between two words.
fn stay(before: &Word, word: &Word) -> bool {
    let (first, second) = (before.text.as_str(), word.text.as_str());
    let Some(initial) = first.chars().next() else {
        return false;
    };
    if second.is_empty() {
        return false;
    }
    if word.is_link && word.length() <= LINK {
        // Links that follow each other end a paper; the first stays with its year.
        let is_year = first
            .trim_end_matches(['.', ','])
            .ends_with(|c: char| c.is_ascii_digit());
        return before.length() <= LINK && (before.is_link || is_year);
    }
    let bare = |text: &str| {
        text.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != '%')
            .to_owned()
    };
    if first.ends_with(|c: char| c.is_ascii_digit()) {
        return UNITS.contains(&bare(second).as_str()) || is_count(first) && is_counted(second);
    }
    let is_number = second.starts_with(|c: char| c.is_ascii_digit());
    if is_number && COUNTERS.contains(&first) {
        return true;
    }
    if first == "…"
        || is_remark(second) && word.length() <= REMARK && first.ends_with(char::is_alphabetic)
    {
        return true;
    }
    // What ends a run, such as a list of authors, belongs to what is before it.
    if !word.is_within {
        return false;
    }
    if first.ends_with(':') {
        return true;
    }
    let begins_large = second.starts_with(char::is_uppercase);
    if initial.is_uppercase() && PARTICLES.contains(&second) {
        return true;
    }
    let is_initial = initial.is_uppercase()
        && matches!(first.strip_suffix('.').unwrap_or(first).chars().count(), 1)
        && initial.is_alphabetic();
    begins_large && (is_initial || PARTICLES.contains(&first))
}

/// Whether a word is a remark in parentheses, by itself.
fn is_remark(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', ';']);
    bare.starts_with('(') && bare.ends_with(')')
}

/// Whether a word is a number of things, and no year.
fn is_count(word: &str) -> bool {
    let digits = word.trim_start_matches(['(', '~', '≈', '+', '>', '<']);
    let is_number = digits
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let is_year = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    is_number && !is_year
}

/// Whether a word may be what a number counts: "students".
fn is_counted(word: &str) -> bool {
    let letters = word.chars().take_while(|c| c.is_alphabetic()).count();
    word.starts_with(char::is_lowercase) && (3..=14).contains(&letters)
}

/// Whether the last word of a paragraph is too short for a line of its own, and the one before it not too long.
fn is_runt(before: &Word, word: &Word) -> bool {
    // A name with its year is no single word; a number with its unit looks like one.
    let is_one =
        !word.text.contains('\u{a0}') || word.text.starts_with(|c: char| c.is_ascii_digit());
    is_one && word.length() <= RUNT && before.length() <= BEFORE_RUNT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Url;

    fn joined(mut runs: Inlines) -> String {
        Bonds.runs(What::Highlight, "", &mut runs);
        shown(&runs)
    }

    /// Joined words with `~`, runs that stay together in brackets.
    fn shown(runs: &[Inline]) -> String {
        let show = |run: &Inline| match run {
            Inline::NoBreak { content } => format!("[{}]", shown(content)),
            Inline::Text { text } => text.replace('\u{a0}', "~"),
            run => shown(run.children()),
        };
        runs.iter().map(show).collect()
    }

    #[test]
    fn numbers_stay_with_their_units_and_what_they_count() {
        for (text, expected) in [
            (
                "from 180 ms to 22 ms at 40 million",
                "from 180~ms to 22~ms at 40~million",
            ),
            ("fell by 99.7 %.", "fell by 99.7~%."),
            ("from 4.2 s to 0.9 s.", "from 4.2~s to 0.9~s."),
            ("(3 TB a day)", "(3~TB a day)"),
            ("in 2023 s.t. it", "in 2023 s.t. it"),
            ("8 ", "8 "),
            ("room 8 at ten", "room 8 at ten"),
            ("graduate, about 60 students", "graduate, about 60~students"),
            (
                "found 1,200 concurrency bugs",
                "found 1,200~concurrency bugs",
            ),
            ("in 2024 students came", "in 2024 students came"),
            ("Systems 12 Papers", "Systems 12 Papers"),
            ("vol. 3, no. 4", "vol.~3, no.~4"),
        ] {
            assert_eq!(joined(vec![Inline::strong(text)]), expected);
        }
    }

    #[test]
    fn names_stay_with_their_initials_and_particles() {
        for (text, expected) in [
            ("Z Zhou, F. Borisyuk", "Z~Zhou, F.~Borisyuk"),
            ("Ludwig van Beispiel", "Ludwig~van~Beispiel"),
            ("Advisors: Ada Lovelace", "Advisors:~Ada Lovelace"),
            ("the la carte", "the la carte"),
            ("a, b, … Abolfazl", "a, b, …~Abolfazl"),
            ("English (C2), Swedish (C1)", "English~(C2), Swedish~(C1)"),
        ] {
            assert_eq!(joined(vec![Inline::text(text)]), expected);
        }
    }

    #[test]
    fn no_short_word_ends_a_paragraph_alone() {
        let long = "It cut the time that a night of tests takes for all of the teams of the";
        for (end, expected) in [
            (" office to a day.", "office to a~day."),
            (" largest department.", "largest~department."),
            (
                " otherwise incomparable day.",
                "otherwise incomparable~day.",
            ),
            (" electroencephalography.", "the electroencephalography."),
            (
                " electroencephalographical day.",
                "electroencephalographical day.",
            ),
        ] {
            let found = joined(vec![Inline::text(long.to_owned() + end)]);
            assert!(found.ends_with(expected), "{found}");
        }
        assert_eq!(joined(vec![Inline::text("One day.")]), "One day.");
    }

    #[test]
    fn short_links_stay_with_the_year_and_with_each_other() {
        let link = |text: &str| Inline::Part {
            role: Role::Link,
            content: vec![Inline::link(
                Url::parse("https://example.org").unwrap(),
                text,
            )],
        };
        let runs = |links: &[&str]| {
            let mut runs = vec![Inline::text("Journal 5(2), 100–131, 2025. ")];
            for (at, one) in links.iter().enumerate() {
                if at > 0 {
                    runs.push(Inline::text(", "));
                }
                runs.push(link(one));
            }
            joined(runs)
        };
        assert_eq!(runs(&["DOI"]), "Journal 5(2), 100–131, 2025.~DOI");
        assert_eq!(
            runs(&["PDF", "code"]),
            "Journal 5(2), 100–131, 2025.~PDF,~code"
        );
        // Many do not fit on one line.
        assert_eq!(
            runs(&["DOI", "arXiv:2504.99990", "OpenReview", "DBLP", "code"]),
            "Journal 5(2), 100–131, 2025.~DOI, arXiv:2504.99990, OpenReview,~DBLP,~code"
        );
    }

    #[test]
    fn compounds_break_where_both_halves_can_stand_alone() {
        for (run, expected) in [
            (
                Inline::text("a vision-language model"),
                "a vision-language model",
            ),
            (
                Inline::text("a log-structured store, post-training, co-author"),
                "a [log-structured] store, post-training, [co-author]",
            ),
            (
                Inline::strong("Reasoning-Aware Compression"),
                "[Reasoning-Aware] Compression",
            ),
            (
                Inline::text("lethe-db.example.org/a-b"),
                "lethe-db.example.org/a-b",
            ),
            (Inline::text("2019-2021"), "[2019-2021]"),
            (Inline::text("– - -"), "– - -"),
        ] {
            assert_eq!(joined(vec![run]), expected);
        }
    }
}
