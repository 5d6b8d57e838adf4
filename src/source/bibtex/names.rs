//! Where one name of a list ends and the next begins.
//!
//! BibTeX separates names with ` and ` alone (btxdoc, section 4). People also write commas, semicolons and ampersands;
//! such a list is read as it is meant where its shape says so.

/// A name in runs: the text, and whether braces protect it.
pub type Runs = Vec<(String, bool)>;

/// How a list of names was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// As BibTeX reads it.
    Plain,
    /// Otherwise, but there is one way only to understand it.
    Clear,
    /// In one of several ways in which it can be understood.
    Unclear,
}

/// A name by its characters, each with whether braces protect it.
type Piece = Vec<(char, bool)>;

/// Divides names that are not separated by ` and `.
pub fn separated(people: Vec<Runs>) -> (Vec<Runs>, Reading) {
    let mut reading = Reading::Plain;
    let mut pieces: Vec<Piece> = Vec::new();
    for runs in people {
        let piece: Piece = runs
            .iter()
            .flat_map(|(text, is_protected)| text.chars().map(|c| (c, *is_protected)))
            .collect();
        if text(&piece).trim().is_empty() {
            continue;
        }
        let at_semicolons: Vec<Piece> = divided(&piece, |at, c| (c == ';').then_some(at..at + 1))
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if at_semicolons.len() != 1 || at_semicolons[0].len() < trimmed(&piece).len() {
            reading = reading.max(Reading::Clear);
        }
        for part in at_semicolons {
            let (parts, said) = at_ampersands(part);
            reading = reading.max(said);
            for part in parts {
                let bare = without_outer_commas(&part);
                if bare.len() < part.len() {
                    reading = reading.max(Reading::Clear);
                }
                if !bare.is_empty() {
                    pieces.push(bare);
                }
            }
        }
    }
    let mut out: Vec<Piece> = Vec::new();
    for at in 0..pieces.len() {
        let others = pieces.iter().enumerate().filter(|(other, _)| *other != at);
        let mut others = others
            .map(|(_, piece)| piece)
            .filter(|piece| !is_others(&text(piece)));
        // Others that stand as `Given Family`, by which a comma can only separate.
        let are_plain = pieces.len() > 1
            && others.clone().next().is_some()
            && others.all(|piece| !piece.contains(&(',', false)) && is_full_name(&text(piece)));
        let (parts, said) = at_commas(&pieces[at], are_plain, pieces.len() == 1);
        reading = reading.max(said);
        out.extend(parts);
    }
    (out.iter().map(|piece| runs(piece)).collect(), reading)
}

/// The names as they are read, for messages: at most eight.
pub fn shown(people: &[Runs]) -> String {
    let name = |runs: &Runs| {
        let text: String = runs.iter().map(|(text, _)| text.as_str()).collect();
        format!(
            "`{}`",
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        )
    };
    let mut names: Vec<String> = people.iter().take(8).map(name).collect();
    if people.len() > 8 {
        names.push(format!("and {} more", people.len() - 8));
    }
    names.join(", ")
}

fn runs(piece: &[(char, bool)]) -> Runs {
    let mut runs = Runs::new();
    for (character, is_protected) in piece {
        match runs.last_mut() {
            Some((text, known)) if known == is_protected => text.push(*character),
            _ => runs.push((character.to_string(), *is_protected)),
        }
    }
    runs
}

fn text(piece: &[(char, bool)]) -> String {
    piece.iter().map(|(character, _)| *character).collect()
}

fn trimmed(piece: &[(char, bool)]) -> &[(char, bool)] {
    let is_blank = |(character, _): &(char, bool)| character.is_whitespace();
    let start = piece
        .iter()
        .position(|c| !is_blank(c))
        .unwrap_or(piece.len());
    let end = piece
        .iter()
        .rposition(|c| !is_blank(c))
        .map_or(start, |at| at + 1);
    &piece[start..end]
}

fn without_outer_commas(piece: &[(char, bool)]) -> Piece {
    let mut rest = trimmed(piece);
    while let Some((first, tail)) = rest
        .split_first()
        .filter(|(first, _)| **first == (',', false))
    {
        debug_assert_eq!(first.0, ',');
        rest = trimmed(tail);
    }
    while let Some((_, head)) = rest.split_last().filter(|(last, _)| **last == (',', false)) {
        rest = trimmed(head);
    }
    rest.to_vec()
}

/// Cuts a name at separators outside of braces; `separator` says which places one takes.
fn divided(
    piece: &[(char, bool)],
    separator: impl Fn(usize, char) -> Option<std::ops::Range<usize>>,
) -> Vec<Piece> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, (character, is_protected)) in piece.iter().enumerate() {
        if !is_protected && let Some(range) = separator(at, *character) {
            parts.push(trimmed(&piece[start..range.start]).to_vec());
            start = range.end;
        }
    }
    parts.push(trimmed(&piece[start..]).to_vec());
    parts
}

fn at_ampersands(piece: Piece) -> (Vec<Piece>, Reading) {
    let is_blank = |at: Option<usize>| {
        at.and_then(|at| piece.get(at))
            .is_some_and(|(c, _)| c.is_whitespace())
    };
    let parts = divided(&piece, |at, c| {
        let stands_alone = is_blank(at.checked_sub(1)) && is_blank(Some(at + 1));
        (c == '&' && stands_alone).then_some(at..at + 1)
    });
    if parts.len() == 1 {
        return (vec![piece], Reading::Plain);
    }
    let are_people = parts.iter().all(|part| {
        let text = text(part);
        let has_comma = text.contains(',');
        !is_organization(&text) && (has_comma || is_full_name(&text) || is_others(&text))
    });
    if are_people {
        (parts, Reading::Clear)
    } else {
        // `Johnson & Johnson`
        (vec![piece], Reading::Unclear)
    }
}

fn at_commas(piece: &Piece, others_are_plain: bool, is_alone: bool) -> (Vec<Piece>, Reading) {
    let whole = || vec![piece.clone()];
    let written = text(piece);
    let parts: Vec<Piece> = divided(piece, |at, c| (c == ',').then_some(at..at + 1))
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let texts: Vec<String> = parts.iter().map(|part| text(part)).collect();
    if written.contains('=') {
        return (whole(), Reading::Plain);
    }
    if parts.len() < 2 {
        // A group of braces is one name, whatever stands in it.
        let inner: Vec<&str> = written.split(',').map(str::trim).collect();
        let is_list = inner.len() > 1
            && inner.iter().all(|name| is_full_name(name))
            && !is_organization(&written);
        return (
            whole(),
            if is_list {
                Reading::Unclear
            } else {
                Reading::Plain
            },
        );
    }
    let is_cut = texts.last().is_some_and(|last| is_others(last));
    if let [first, second] = &texts[..] {
        let two = is_full_name(first) && (is_full_name(second) || is_others(second));
        return match () {
            () if is_suffix(second) => (whole(), Reading::Plain),
            () if is_cut => (parts, Reading::Clear),
            () if two && (begins_with_initial(first) || others_are_plain) => {
                (parts, Reading::Clear)
            }
            () if two && is_alone && !begins_with_particle(first) && !has_initial(second) => {
                (whole(), Reading::Unclear)
            }
            () => (whole(), Reading::Plain),
        };
    }
    if let [_, middle, _] = &texts[..]
        && is_suffix(middle)
    {
        return (whole(), Reading::Plain);
    }
    let names = &texts[..texts.len() - usize::from(is_cut)];
    let is_pair = |pair: &[String]| matches!(pair, [family, given] if is_initials(given) && !is_initials(family));
    let paired = |reading: Reading| {
        let (named, rest) = parts.split_at(names.len());
        let pairs = named
            .chunks(2)
            .map(|pair| pair.join(&[(',', false), (' ', false)][..]));
        (pairs.chain(rest.iter().cloned()).collect(), reading)
    };
    if names.len().is_multiple_of(2) && names.chunks(2).all(is_pair) {
        return paired(Reading::Clear);
    }
    if names
        .iter()
        .all(|name| is_full_name(name) && !is_organization(name))
    {
        return (parts, Reading::Clear);
    }
    let are_words = |name: &String| name.split_whitespace().count() == 1 || is_initials(name);
    if names.len().is_multiple_of(2) && names.iter().skip(1).step_by(2).all(are_words) {
        return paired(Reading::Unclear);
    }
    (parts, Reading::Unclear)
}

fn is_others(text: &str) -> bool {
    let bare: String = text
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    matches!(bare.as_str(), "others" | "etal" | "andothers" | "etalii") || text.trim() == "…"
}

fn is_suffix(text: &str) -> bool {
    let bare = text.trim().trim_end_matches('.').to_lowercase();
    matches!(
        bare.as_str(),
        "jr" | "sr"
            | "ii"
            | "iii"
            | "iv"
            | "v"
            | "phd"
            | "ph.d"
            | "md"
            | "m.d"
            | "esq"
            | "junior"
            | "senior"
    )
}

const PARTICLES: [&str; 28] = [
    "af", "al", "av", "bin", "da", "das", "de", "degli", "del", "dela", "della", "den", "der",
    "di", "dos", "du", "e", "el", "ibn", "la", "le", "ten", "ter", "van", "vom", "von", "y", "zu",
];

fn begins_with_particle(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    PARTICLES.contains(&first.to_lowercase().as_str())
}

/// Whether a text has the shape of a given and a family name.
fn is_full_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let fits = |word: &&str| {
        let begins_small = word.starts_with(char::is_lowercase);
        let is_number = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        PARTICLES.contains(word) || is_number || !begins_small && word.contains(char::is_alphabetic)
    };
    (2..=6).contains(&words.len()) && words.iter().all(fits)
}

fn is_initial(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let is_dotted =
        word.contains('.') && word.split(['.', '-']).all(|part| part.chars().count() <= 1);
    !letters.is_empty()
        && letters.iter().all(|c| !c.is_lowercase())
        && (is_dotted || letters.len() <= 1)
}

fn begins_with_initial(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(is_initial)
}

fn has_initial(text: &str) -> bool {
    text.split_whitespace().any(is_initial)
}

/// Whether a text is initials alone: `J.-H.`, `J H`, `JH`.
fn is_initials(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some()
        && words
            .all(|word| is_initial(word) || word.len() <= 3 && word.chars().all(char::is_uppercase))
}

/// Whether a text names a body and no person.
fn is_organization(text: &str) -> bool {
    const WORDS: [&str; 40] = [
        "academy",
        "agency",
        "association",
        "authority",
        "board",
        "center",
        "centre",
        "co",
        "collaboration",
        "college",
        "commission",
        "committee",
        "company",
        "consortium",
        "corp",
        "corporation",
        "council",
        "department",
        "federation",
        "foundation",
        "gmbh",
        "group",
        "hospital",
        "inc",
        "institute",
        "international",
        "lab",
        "laboratories",
        "laboratory",
        "llc",
        "ltd",
        "ministry",
        "national",
        "network",
        "office",
        "research",
        "society",
        "team",
        "union",
        "university",
    ];
    let lower = text.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(field: &str) -> String {
        // Braces in the field stand for protected groups.
        let people = field.split(" and ").map(|name| {
            let mut runs = Runs::new();
            for (at, run) in name.split(['{', '}']).enumerate() {
                runs.push((run.to_owned(), at % 2 == 1));
            }
            runs
        });
        let (people, reading) = separated(people.collect());
        let names: Vec<String> = people
            .iter()
            .map(|runs| {
                runs.iter()
                    .map(|(text, _)| text.as_str())
                    .collect::<String>()
                    .trim()
                    .to_owned()
            })
            .collect();
        let sign = match reading {
            Reading::Plain => "",
            Reading::Clear => "! ",
            Reading::Unclear => "? ",
        };
        format!("{sign}{}", names.join(" | "))
    }

    #[test]
    fn lists_are_read_as_they_are_meant() {
        for (field, expected) in [
            // As BibTeX has them.
            ("Park, Jun-Ho and Holt, M.", "Park, Jun-Ho | Holt, M."),
            (
                "van der Berg, Jan and de la Cruz, Jr., Ana",
                "van der Berg, Jan | de la Cruz, Jr., Ana",
            ),
            ("King, Jr., Martin Luther", "King, Jr., Martin Luther"),
            (
                "Martin Luther King, Jr. and Ana Cruz",
                "Martin Luther King, Jr. | Ana Cruz",
            ),
            (
                "García Márquez, Ana María and Holt, Mira",
                "García Márquez, Ana María | Holt, Mira",
            ),
            ("García Márquez, Ana M.", "García Márquez, Ana M."),
            ("van der Berg, Jan Piet", "van der Berg, Jan Piet"),
            ("{Black, White and Partners}", "Black, White | Partners"),
            (
                "{National Tank Board, Section B}",
                "National Tank Board, Section B",
            ),
            ("AT&T and Mira Holt", "AT&T | Mira Holt"),
            (
                "family=Berg, given=Jan, prefix=van den",
                "family=Berg, given=Jan, prefix=van den",
            ),
            ("PARK, JUN-HO and HOLT, MIRA", "PARK, JUN-HO | HOLT, MIRA"),
            ("Park JH and Holt MA", "Park JH | Holt MA"),
            ("Park, J H and Holt, M A", "Park, J H | Holt, M A"),
            // Clear.
            (
                "Park, Jun-Ho, and Holt, Mira",
                "! Park, Jun-Ho | Holt, Mira",
            ),
            (
                "Jun-Ho Park, Mira Holt, Ana Cruz",
                "! Jun-Ho Park | Mira Holt | Ana Cruz",
            ),
            (
                "Jun-Ho Park, Mira Holt, and Ana Cruz",
                "! Jun-Ho Park | Mira Holt | Ana Cruz",
            ),
            (
                "Jun-Ho Park, Mira Holt and Ana Cruz",
                "! Jun-Ho Park | Mira Holt | Ana Cruz",
            ),
            ("J. Park, M. Holt", "! J. Park | M. Holt"),
            (
                "J.-H. Park, M. A. Holt, A. Cruz",
                "! J.-H. Park | M. A. Holt | A. Cruz",
            ),
            (
                "Park, J., Holt, M. A., Cruz, A.",
                "! Park, J. | Holt, M. A. | Cruz, A.",
            ),
            (
                "Park, J., Holt, M., et al.",
                "! Park, J. | Holt, M. | et al.",
            ),
            ("Park, Jun-Ho & Holt, Mira", "! Park, Jun-Ho | Holt, Mira"),
            ("Jun-Ho Park & Mira Holt", "! Jun-Ho Park | Mira Holt"),
            (
                "Jun-Ho Park; Mira Holt; Ana Cruz",
                "! Jun-Ho Park | Mira Holt | Ana Cruz",
            ),
            ("Park, Jun-Ho; Holt, Mira;", "! Park, Jun-Ho | Holt, Mira"),
            (
                "Jan van der Berg, Ana de la Cruz, Mira Holt",
                "! Jan van der Berg | Ana de la Cruz | Mira Holt",
            ),
            // Not clear: told as read.
            ("Jun-Ho Park, Mira Holt", "? Jun-Ho Park, Mira Holt"),
            ("{Jun-Ho Park, Mira Holt}", "? Jun-Ho Park, Mira Holt"),
            ("Johnson & Johnson", "? Johnson & Johnson"),
            ("Park, Jun-Ho, Holt, Mira", "? Park, Jun-Ho | Holt, Mira"),
            ("Park, Holt, Cruz", "? Park | Holt | Cruz"),
        ] {
            assert_eq!(read(field), expected, "{field}");
        }
    }

    #[test]
    fn no_letter_of_a_name_is_lost() {
        use proptest::prelude::*;
        let names = prop::collection::vec("[A-Z][a-z]{1,5}( [A-Z]\\.)?( [A-Z][a-z]{1,6})?", 1..6);
        let separators = prop::sample::select(vec![" and ", ", ", "; ", " & ", ", and "]);
        proptest!(|(names in names, separator in separators)| {
            let field = names.join(separator);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let expected: String = names.iter().map(|name| letters(name)).collect();
            prop_assert_eq!(letters(&read(&field)), expected, "{}", field);
        });
    }
}
