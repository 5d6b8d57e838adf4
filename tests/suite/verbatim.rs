//! Text of the source is data: it prints as it stands, whatever it looks like.

use std::collections::HashSet;

use folio::compose::{Options, compose};
use folio::diagnostics::{Code, Place};
use folio::document::plain_text;
use folio::model::Cv;
use folio::render::text::text;
use folio::theme;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use unicode_normalization::UnicodeNormalization;

use super::contract::Dice;
use super::extraction::body_of;
use super::project::{ENGINE, THEMES, condensed, many};

const STRINGS: [&str; 18] = [
    "#read(\"/etc/passwd\")",
    "#emoji.face",
    "$5M–$6M",
    "@x",
    "_a_b",
    "<b>bold</b>",
    "&amp;",
    "https://a.b/x#frag_1",
    "100 %",
    "back\\slash and \\\\ two",
    "\"double\" 'single' `tick`",
    "--flag ---long",
    "?` !` << >>",
    "#set page(width: 1pt)",
    "*not bold* _not italic_",
    "= no heading",
    "// no comment /* none */",
    "\\u{41} ^^5c ~ {x} [y] (z)",
];

/// A CV that prints each string as an employer and, escaped, as a bullet.
fn cv_of(strings: &[String]) -> Cv {
    let jobs: Vec<serde_json::Value> = strings
        .iter()
        .map(|string| {
            let escape = |c: char| {
                c.is_ascii_punctuation()
                    .then_some('\\')
                    .into_iter()
                    .chain([c])
            };
            let escaped: String = string.chars().flat_map(escape).collect();
            serde_json::json!({"organization": string, "highlights": [escaped]})
        })
        .collect();
    let cv = serde_json::json!({"person": {"name": "Ada Lovelace"}, "experience": jobs});
    serde_json::from_value(cv).unwrap()
}

fn assert_verbatim(strings: &[String], theme: &str) {
    let cv = cv_of(strings);
    let options = Options {
        theme: Some(theme.to_owned()),
        ..Options::default()
    };
    let document = compose(&cv, "cv", &options).unwrap().document;
    let theme = theme::load(theme, None).unwrap();
    let layout = ENGINE.layout(&document, &theme).unwrap();
    let extracted = body_of(&layout.pdf().unwrap(), &document);
    // Each string stands twice, in order: the employer, then the bullet.
    let mut rest = extracted.as_str();
    for string in strings {
        for _ in 0..2 {
            let wanted = condensed(string);
            let at = rest
                .find(&wanted)
                .unwrap_or_else(|| panic!("`{string}` is not in: {:.300}", rest));
            rest = &rest[at + wanted.len()..];
        }
    }
}

#[test]
#[ignore = "runs pdftotext (poppler)"]
fn text_that_looks_like_a_language_prints_as_it_stands() {
    let strings: Vec<String> = STRINGS.iter().map(|string| (*string).to_owned()).collect();
    for theme in THEMES {
        assert_verbatim(&strings, theme);
    }
}

/// Characters that the bundled fonts cover: no control, format, separator, combining or
/// private-use characters. No letters written from right to left either: pdftotext puts a line
/// that has both directions into the order of the eye.
fn covered() -> Vec<char> {
    let planes = (0x20..0x3000)
        .chain(0xA640..0xABFF)
        .chain(0xFB00..0xFE00)
        .chain(0x1D400..0x1D800);
    let planes = planes
        .filter_map(char::from_u32)
        .filter(|c| !c.is_whitespace());
    planes
        .filter(|c| {
            ENGINE.covers(*c) && !matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}')
        })
        .collect()
}

#[test]
#[ignore = "runs pdftotext (poppler)"]
fn arbitrary_strings_of_covered_characters_come_back() {
    let covered = covered();
    assert!(covered.len() > 1_000, "{}", covered.len());
    let mut runner = TestRunner::deterministic();
    let strategy = proptest::collection::vec(proptest::sample::select(covered), 1..24)
        .prop_map(|characters| characters.into_iter().nfc().collect::<String>());
    for round in 0..8 {
        let strings: Vec<String> = (0..100)
            .map(|_| strategy.new_tree(&mut runner).unwrap().current())
            .collect();
        assert_verbatim(&strings, THEMES[round % THEMES.len()]);
    }
}

/// Letters beside which fonts draw others, alone or in a row.
const NEIGHBOURS: [&str; 22] = [
    "f", "ff", "fi", "fl", "ffi", "ffl", "fj", "fb", "fh", "fk", "ft", "tt", "Th", "ct", "st",
    "fı", "fȷ", "fĳ", "Qu", "gj", "ij", "rn",
];

/// Characters without a dot, with more than one part, or that stand for several.
const ODD: [&str; 24] = [
    "ı", "ȷ", "ĳ", "ǆ", "ǅ", "ŉ", "ſ", "ẞ", "ß", "ﬁ", "ﬂ", "ﬀ", "№", "℃", "Ⅳ", "㎏", "½", "ﬃ", "ʼ",
    "ᾳ", "ΐ", "ΰ", "ς", "Ǆ",
];

/// A string of letters with and without marks, precomposed and taken apart, and of what fonts join.
fn odd_string(dice: &mut Dice, covered: &[char]) -> String {
    let letter = |dice: &mut Dice| -> char {
        let range = [
            ('a', 'z'),
            ('A', 'Z'),
            ('0', '9'),
            ('\u{c0}', '\u{24f}'),
            ('\u{1e00}', '\u{1eff}'),
            ('\u{386}', '\u{3ce}'),
            ('\u{1f00}', '\u{1fff}'),
            ('\u{400}', '\u{45f}'),
        ][dice.between(0, 7)];
        let (first, last) = (u32::from(range.0) as usize, u32::from(range.1) as usize);
        char::from_u32(dice.between(first, last) as u32).unwrap_or('a')
    };
    let mut string = String::new();
    for _ in 0..dice.between(1, 7) {
        match dice.between(0, 9) {
            0 => string.push_str(dice.one_of(&NEIGHBOURS)),
            1 => string.push_str(dice.one_of(&ODD)),
            2 => string.push(covered[dice.between(0, covered.len() - 1)]),
            3 => string.extend(letter(dice).nfd()),
            4..=6 => {
                string.push(letter(dice));
                for _ in 0..dice.between(1, 3) {
                    let mark = match dice.between(0, 3) {
                        0 => dice.between(0x300, 0x36f),
                        _ => [
                            0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30a, 0x30c,
                            0x323, 0x327, 0x328, 0x331,
                        ][dice.between(0, 13)],
                    };
                    string.extend(char::from_u32(mark as u32));
                }
            }
            _ => string.push(letter(dice)),
        }
    }
    string
}

/// A CV with so many strings in each bullet.
fn packed(strings: &[String], each: usize) -> Cv {
    let escape = |string: &String| -> String {
        let escaped = |c: char| {
            c.is_ascii_punctuation()
                .then_some('\\')
                .into_iter()
                .chain([c])
        };
        string.chars().flat_map(escaped).collect()
    };
    let bullets: Vec<String> = strings
        .chunks(each)
        .map(|chunk| chunk.iter().map(escape).collect::<Vec<_>>().join(" "))
        .collect();
    let cv = serde_json::json!({
        "person": {"name": "Ada Lovelace"},
        "experience": [{"organization": "Engines", "highlights": bullets}],
    });
    serde_json::from_value(cv).unwrap()
}

/// The strings that fonts can set: of others a build tells where they stand.
fn printable(strings: Vec<String>) -> Vec<String> {
    let document = compose(&packed(&strings, 1), "cv", &Options::default())
        .unwrap()
        .document;
    let theme = theme::load("scholar", None).unwrap();
    let refused: HashSet<usize> = ENGINE
        .unprintable(&document, &theme)
        .iter()
        .filter_map(|problem| match &problem.place {
            Place::Character(path, _) => {
                path.rsplit_once('[')?.1.trim_end_matches(']').parse().ok()
            }
            _ => None,
        })
        .collect();
    let strings = strings.into_iter().enumerate();
    strings
        .filter(|(index, _)| !refused.contains(index))
        .map(|(_, string)| string)
        .collect()
}

/// The strings of which a PDF says something else than the text output.
fn differing(strings: &[String], theme_name: &str, each: usize) -> Vec<String> {
    let cv = packed(strings, each);
    let options = Options {
        theme: Some(theme_name.to_owned()),
        ..Options::default()
    };
    let document = compose(&cv, "cv", &options).unwrap().document;
    let theme = theme::load(theme_name, None).unwrap();
    let pdf = ENGINE
        .layout(&document, &theme)
        .and_then(|layout| layout.pdf());
    let same = pdf
        .as_ref()
        .is_ok_and(|pdf| body_of(pdf, &document) == condensed(&text(&document, &theme)));
    if same {
        return Vec::new();
    }
    if strings.len() == 1 {
        if let Err(problems) = pdf {
            // Said at its place, not printed as something else.
            let is_told = problems
                .iter()
                .all(|one| one.code == Code::NoGlyph && one.place != Place::Nowhere);
            assert!(is_told, "{}: {problems:#?}", strings[0].escape_unicode());
            return Vec::new();
        }
        return strings.to_vec();
    }
    let (left, right) = strings.split_at(strings.len() / 2);
    let mut found = differing(left, theme_name, each);
    // A few are enough to see what is wrong.
    if found.len() < 8 {
        found.extend(differing(right, theme_name, each));
    }
    found
}

#[test]
#[ignore = "runs pdftotext (poppler)"]
fn the_text_of_a_hundred_thousand_odd_strings_comes_back() {
    let covered = covered();
    let mut left = many();
    let mut round = 0;
    let mut found = Vec::new();
    while left > 0 {
        let mut dice = Dice(7_000 + round);
        let strings = (0..8_000)
            .map(|_| odd_string(&mut dice, &covered))
            .collect();
        let mut strings = printable(strings);
        assert!(strings.len() > 2_000, "{}", strings.len());
        strings.truncate(left);
        left -= strings.len();
        found.extend(differing(
            &strings,
            THEMES[round as usize % THEMES.len()],
            20,
        ));
        assert!(found.len() < 20, "{}", shown(&found));
        round += 1;
    }
    assert!(found.is_empty(), "{}", shown(&found));
}

fn shown(strings: &[String]) -> String {
    let shown = strings
        .iter()
        .map(|string| format!("{string} = {}", string.escape_unicode()));
    shown.collect::<Vec<_>>().join("\n")
}

/// Strings that once came back as something else.
#[test]
#[ignore = "runs pdftotext (poppler)"]
fn clusters_beside_ligatures_come_back() {
    let strings: Vec<String> = [
        "fı",
        "ﬁĳﬁ",
        "ﬀı",
        "\u{3c5}\u{308}\u{301}",
        " \u{323}\u{302}\u{302}\u{308}\u{301}",
    ]
    .map(str::to_owned)
    .to_vec();
    for theme in THEMES {
        assert_eq!(differing(&strings, theme, 2), [""; 0], "{theme}");
    }
}

#[test]
fn a_character_that_no_font_has_is_an_error_at_its_place() {
    for (string, character) in [
        ("A 張 B", '張'),
        ("smile 😀", '😀'),
        ("private \u{e001}", '\u{e001}'),
    ] {
        let cv = cv_of(&["fine".to_owned(), string.to_owned()]);
        let document = compose(&cv, "cv", &Options::default()).unwrap().document;
        let theme = theme::load("scholar", None).unwrap();
        let problems = ENGINE.layout(&document, &theme).err().unwrap_or_default();
        let at = |problem: &folio::diagnostics::Diagnostic| match &problem.place {
            Place::Character(path, c) => (path.clone(), *c),
            place => panic!("{place:?}"),
        };
        let places: Vec<_> = problems.iter().map(at).collect();
        assert!(
            places
                .iter()
                .any(|(path, c)| path.starts_with("experience[1]") && *c == character),
            "{string}: {places:?}"
        );
    }
}

#[test]
fn markup_of_the_source_never_reaches_typst_as_code() {
    let cv = cv_of(&["#panic()".to_owned()]);
    let document = compose(&cv, "cv", &Options::default()).unwrap().document;
    let theme = theme::load("scholar", None).unwrap();
    assert_eq!(ENGINE.layout(&document, &theme).unwrap().pages(), 1);
    assert_eq!(plain_text(&document.header.headline), "");
}
