//! One author's name: taken apart, and put together in another form.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::folding;
use crate::model::{AuthorFields, AuthorNames};

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Given names, or initials.
    pub given: String,
    /// Particle before the family name, such as `van der`.
    pub particle: String,
    /// Family name; the whole of a single name or of an organisation.
    pub family: String,
    /// Suffix, such as `Jr.`.
    pub suffix: String,
    /// The name in another script.
    pub native: Option<String>,
    /// Whether this is an organisation, never taken apart.
    pub organization: bool,
    /// Whether the source says which part is the family name.
    pub split_known: bool,
    /// The name as given, in natural order.
    written: String,
}

/// Words before a family name that belong to it, in the order of how people write them.
const PARTICLES: &[&str] = &[
    "af", "al", "av", "bin", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "di",
    "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "op", "st", "'t", "ten", "ter",
    "van", "vande", "vander", "vom", "von", "vor", "y", "zu", "zum", "zur",
];

/// Particles that are particles with a capital letter too: `Vincent Van Gogh`.
const CAPITAL_PARTICLES: &[&str] = &["Van", "Von", "De", "Del", "Della", "Dos", "Der", "Den"];

/// Family names that begin a Vietnamese name; those that are also given names elsewhere count only
/// together with Vietnamese letters.
const VIETNAMESE: &[&str] = &[
    "nguyen", "tran", "pham", "huynh", "phan", "hoang", "dang", "bui", "duong",
];

/// See [`VIETNAMESE`].
const VIETNAMESE_WITH_DIACRITICS: &[&str] = &[
    "le", "vu", "vo", "do", "ho", "ngo", "ly", "dinh", "truong", "trinh", "mai", "cao",
];

/// Words that make a name that of an organisation.
const ORGANISATIONS: &[&str] = &[
    "Collaboration",
    "Consortium",
    "Team",
    "Group",
    "Institute",
    "University",
    "Foundation",
    "Committee",
    "Initiative",
    "Network",
    "Organization",
    "Organisation",
    "Association",
    "Inc.",
    "Ltd",
    "GmbH",
    "Laboratory",
    "Project",
    "Community",
    "Contributors",
];

impl Name {
    /// Takes a name apart as people write it: `Ada M. Lovelace`, `Lovelace, Ada`, `Lovelace AM`,
    /// `van der Berg, Jan`, `King, Martin Luther, Jr.`, `{An Organisation}`, `张伟`.
    pub fn parse(text: &str) -> Self {
        let text = normalised(text);
        let trimmed = text
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'));
        if let Some(inner) = trimmed.filter(|inner| !inner.contains(['{', '}'])) {
            return Self::organization(inner);
        }
        let text: String = text.chars().filter(|c| !matches!(c, '{' | '}')).collect();
        let parts: Vec<&str> = text
            .split(',')
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
        match parts[..] {
            [] => Self::default(),
            [_] if is_organisation(&text) => Self::organization(&text),
            [one] => Self::natural(one),
            [name, suffix] if is_suffix(suffix) => Self {
                suffix: suffix.to_owned(),
                ..Self::natural(name)
            }
            .rewritten(),
            [family, given] => Self::family_first(family, given, ""),
            [family, given, suffix, ..] if is_suffix(suffix) => {
                Self::family_first(family, given, suffix)
            }
            [family, suffix, given, ..] if is_suffix(suffix) => {
                Self::family_first(family, given, suffix)
            }
            [family, given, ref rest @ ..] => {
                Self::family_first(family, &format!("{given} {}", rest.join(" ")), "")
            }
        }
    }

    /// The name of an organisation.
    pub fn organization(text: &str) -> Self {
        let family = normalised(text);
        let written = family.clone();
        Self {
            family,
            written,
            organization: true,
            split_known: true,
            ..Self::default()
        }
    }

    /// The name in a map.
    pub fn from_fields(fields: &AuthorFields) -> Self {
        let part = |part: &Option<String>| part.as_deref().map(normalised).unwrap_or_default();
        let native = fields
            .native
            .as_deref()
            .map(normalised)
            .filter(|name| !name.is_empty());
        let mut name = if let Some(organization) = &fields.organization {
            Self::organization(organization)
        } else if let Some(whole) = &fields.name {
            let mut name = Self::parse(whole);
            if !part(&fields.family).is_empty() {
                // The map says how the printed name is made up.
                (name.given, name.family) = (part(&fields.given), part(&fields.family));
                (name.particle, name.suffix) = (part(&fields.particle), part(&fields.suffix));
                name.split_known = true;
            }
            name
        } else {
            let (given, particle) = (part(&fields.given), part(&fields.particle));
            let (family, suffix) = (part(&fields.family), part(&fields.suffix));
            let split_known = !family.is_empty();
            Self {
                given,
                particle,
                family,
                suffix,
                split_known,
                ..Self::default()
            }
            .rewritten()
        };
        if name.written.is_empty() {
            name.written = native.clone().unwrap_or_default();
            name.family = name.written.clone();
        }
        name.native = native.filter(|native| *native != name.written);
        name
    }

    fn family_first(family: &str, given: &str, suffix: &str) -> Self {
        let words: Vec<&str> = family.split(' ').collect();
        let lower = words
            .iter()
            .take(words.len() - 1)
            .take_while(|word| is_particle(word))
            .count();
        // `Berg, Jan van der`: the particle may also stand after the given names.
        let mut given: Vec<&str> = given.split(' ').collect();
        let mut trailing = Vec::new();
        while given.len() > 1 && given.last().is_some_and(|word| is_particle(word)) {
            trailing.extend(given.pop());
        }
        trailing.reverse();
        trailing.extend(&words[..lower]);
        Self {
            given: given.join(" "),
            particle: trailing.join(" "),
            family: words[lower..].join(" "),
            suffix: suffix.to_owned(),
            split_known: true,
            ..Self::default()
        }
        .rewritten()
    }

    fn natural(text: &str) -> Self {
        let mut words: Vec<&str> = text.split(' ').collect();
        if words.len() > 1 && words.last().is_some_and(|word| is_homonym_number(word)) {
            words.pop();
        }
        let written = words.join(" ");
        let mut suffix = String::new();
        if words.len() > 2 && words.last().is_some_and(|word| is_suffix(word)) {
            suffix = words.pop().unwrap_or_default().to_owned();
        }
        let mut name = Self {
            suffix,
            written,
            ..Self::default()
        };
        let Some((last, before)) = words.split_last() else {
            return name;
        };
        let first = before.first().copied().unwrap_or_default();
        if before.is_empty() {
            name.family = (*last).to_owned();
        } else if is_initials(last) && !before.iter().any(|word| is_initials(word)) {
            // `Lovelace AM`, the order of medical indexes.
            let start = before.iter().take_while(|word| is_particle(word)).count();
            let start = start.min(before.len() - 1);
            name.given = (*last).to_owned();
            name.particle = before[..start].join(" ");
            name.family = before[start..].join(" ");
        } else if is_all_capitals(first) && !words[1..].iter().any(|word| is_all_capitals(word))
            || is_vietnamese_order(&words)
            || words.len() == 2 && folding::is_east_asian(first)
        {
            name.family = first.to_owned();
            name.given = words[1..].join(" ");
        } else {
            let start = family_start(&words);
            let length = words[start..words.len() - 1]
                .iter()
                .take_while(|word| is_particle(word))
                .count();
            name.given = words[..start].join(" ");
            name.particle = words[start..start + length].join(" ");
            name.family = words[start + length..].join(" ");
        }
        name
    }

    fn rewritten(mut self) -> Self {
        // In Chinese, Japanese and Korean the family name stands first, and nothing between the two.
        if folding::is_east_asian(&self.family) {
            self.written = format!("{}{}", self.family, self.given);
            return self;
        }
        let parts = [&self.given, &self.particle, &self.family, &self.suffix];
        let parts: Vec<&str> = parts.iter().map(|part| part.as_str()).collect();
        self.written = joined(&parts);
        self
    }

    /// Whether nothing would print.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// The name in a form, without the one in another script.
    pub fn print(&self, form: AuthorNames) -> String {
        let is_written = form == AuthorNames::AsGiven;
        if is_written || self.organization || self.given.is_empty() {
            return self.written.clone();
        }
        if folding::is_east_asian(&self.written) {
            return self.written.clone();
        }
        let initials = initials(&self.given);
        match form {
            AuthorNames::AsGiven => self.written.clone(),
            AuthorNames::Initials => {
                let initials = initials
                    .iter()
                    .map(|word| {
                        word.iter()
                            .map(|i| format!("{i}."))
                            .collect::<Vec<_>>()
                            .join("-")
                    })
                    .collect::<Vec<_>>()
                    .join(" ");
                joined(&[&initials, &self.particle, &self.family, &self.suffix])
            }
            AuthorNames::FamilyFirst => {
                let initials = initials.concat().concat();
                let suffix = self.suffix.trim_end_matches('.');
                joined(&[&self.particle, &self.family, &initials, suffix])
            }
        }
    }
}

/// The initials of given names: one list a word, with several where a word is hyphenated.
pub fn initials(given: &str) -> Vec<Vec<String>> {
    let mut words = Vec::new();
    for word in given
        .split(' ')
        .filter(|word| !word.starts_with(['(', '"', '“', '‘']))
    {
        if is_initials(word) && !word.contains(['.', '-', '‐', '‑']) {
            words.extend(word.chars().map(|letter| vec![letter.to_string()]));
            continue;
        }
        // `J.-P.` is one word with two initials, `Z.P.` is two words.
        for piece in word.replace(".-", "-").split('.') {
            let letters: Vec<String> = piece.split(['-', '‐', '‑']).filter_map(initial).collect();
            if !letters.is_empty() {
                words.push(letters);
            }
        }
    }
    words
}

/// The first letter of a word with what combines with it.
fn initial(word: &str) -> Option<String> {
    let start = word.find(char::is_alphabetic)?;
    let mut characters = word[start..].chars();
    let first = characters.next()?;
    Some(
        std::iter::once(first)
            .chain(characters.take_while(|c| is_combining_mark(*c)))
            .collect(),
    )
}

/// The place of the first word of particle and family name.
fn family_start(words: &[&str]) -> usize {
    let last = words.len() - 1;
    if words.iter().all(|word| begins_lower(word)) {
        return last;
    }
    let vietnamese = words
        .iter()
        .any(|word| VIETNAMESE.contains(&folding::folded(word).as_str()));
    (0..last)
        .find(|&at| {
            is_particle(words[at])
                || at > 0 && !vietnamese && CAPITAL_PARTICLES.contains(&words[at])
        })
        .unwrap_or(last)
}

fn is_particle(word: &str) -> bool {
    begins_lower(word) && !word.contains('(')
        || word.starts_with(['\'', '’']) && PARTICLES.contains(&word.replace('’', "'").as_str())
}

/// Whether a word is one of the particles, in whatever case.
pub fn is_known_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

fn begins_lower(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase)
}

fn is_suffix(word: &str) -> bool {
    let bare = word.trim_end_matches('.');
    matches!(
        bare,
        "Jr" | "jr" | "Sr" | "sr" | "II" | "III" | "IV" | "Junior" | "Senior"
    )
}

fn is_homonym_number(word: &str) -> bool {
    word.len() == 4 && word.starts_with('0') && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is initials: `A.`, `A.M.`, `J.-P.`, `AM`, `Z`.
pub fn is_initials(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let only = word
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '‐' | '‑'));
    let capital = letters.iter().all(|c| c.is_uppercase());
    let dotted = word.matches('.').count() >= letters.len();
    only && capital && !letters.is_empty() && (letters.len() <= 3 || dotted)
}

fn is_all_capitals(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3
        && word
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '-' | '\'' | '’'))
}

fn is_vietnamese_order(words: &[&str]) -> bool {
    let [first, .., last] = words else {
        return false;
    };
    let family = |word: &str| {
        let folded = folding::folded(word);
        let marked = words
            .iter()
            .any(|word| word.chars().any(is_vietnamese_letter));
        VIETNAMESE.contains(&folded.as_str())
            || marked && VIETNAMESE_WITH_DIACRITICS.contains(&folded.as_str())
    };
    words.len() > 2 && family(first) && !family(last)
}

/// Whether a letter is one that, of the languages in Latin letters, Vietnamese alone uses.
fn is_vietnamese_letter(letter: char) -> bool {
    matches!(
        letter,
        '\u{1ea0}'..='\u{1ef9}' | 'ơ' | 'ư' | 'Ơ' | 'Ư' | 'đ' | 'Đ' | 'ă' | 'Ă'
    )
}

fn is_organisation(text: &str) -> bool {
    let mut words = text.split(' ');
    text.contains(' ')
        && (text.starts_with("The ") || words.any(|word| ORGANISATIONS.contains(&word)))
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect();
    parts.join(" ")
}

/// A text in NFC with single spaces and none at its ends.
pub fn normalised(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    // Most names are.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        IsNormalized::Maybe | IsNormalized::No => text.nfc().collect(),
    }
}
