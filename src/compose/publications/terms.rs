//! Words of a citation that are keys or numbers in the source: editions, languages, versions.

use crate::words::{Family, Locale, Message};

/// An edition in words: `2` is "2nd ed.", `Second` is "Second ed.", `3e édition` stays.
pub fn edition(written: &str, locale: &Locale) -> String {
    const CALLED: [&str; 20] = [
        "ed", "eds", "edn", "edition", "editions", "édition", "éd", "edición", "edizione",
        "edição", "editie", "auflage", "aufl", "ausgabe", "utgave", "upplaga", "uppl", "printing",
        "version", "изд",
    ];
    let lower = written.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    if words.any(|word| CALLED.contains(&word)) {
        return written.to_owned();
    }
    let bare = written.trim_end_matches('.');
    let digits = bare.trim_end_matches(|c: char| !c.is_ascii_digit());
    // "2nd" is the number 2 in whatever language it prints.
    let is_number = |number: &u64| {
        let ordinals = [locale, Locale::default_language()].map(|one| one.ordinal(*number));
        digits.len() < 4 && (digits == bare || ordinals.iter().any(|ordinal| ordinal == bare))
    };
    match digits.parse::<u64>().ok().filter(is_number) {
        Some(number) => {
            let ordinal = locale.ordinal(number);
            let values = [("number", digits), ("ordinal", &ordinal)];
            locale.fill(Message::EditionNumbered, &values)
        }
        None => locale.fill(Message::EditionNamed, &[("edition", written)]),
    }
}

/// A version in words: `2.1` is "version 2.1", `v2.1` and `Release 2` stay.
pub fn version(written: &str, locale: &Locale) -> String {
    if !written.starts_with(|first: char| first.is_ascii_digit()) {
        return written.to_owned();
    }
    locale.fill(Message::Version, &[("version", written)])
}

/// Languages by their ISO 639-1 code, with the names that bibliographies use: those of ISO 639-2 and
/// of babel.
const LANGUAGES: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "eng",
            "english",
            "american",
            "british",
            "australian",
            "canadian",
            "newzealand",
            "usenglish",
            "ukenglish",
        ],
    ),
    (
        "de",
        &[
            "ger",
            "deu",
            "german",
            "ngerman",
            "austrian",
            "naustrian",
            "swissgerman",
        ],
    ),
    (
        "fr",
        &["fre", "fra", "french", "francais", "canadien", "acadian"],
    ),
    ("es", &["spa", "spanish"]),
    ("it", &["ita", "italian"]),
    (
        "pt",
        &["por", "portuguese", "portuges", "brazilian", "brazil"],
    ),
    ("nl", &["dut", "nld", "dutch"]),
    ("da", &["dan", "danish"]),
    ("sv", &["swe", "swedish"]),
    ("nb", &["no", "nor", "nob", "norwegian", "norsk", "nynorsk"]),
    ("fi", &["fin", "finnish"]),
    ("is", &["ice", "isl", "icelandic"]),
    ("pl", &["pol", "polish"]),
    ("cs", &["cze", "ces", "czech"]),
    ("sk", &["slo", "slk", "slovak"]),
    ("sl", &["slv", "slovene", "slovenian"]),
    ("hr", &["hrv", "croatian"]),
    ("sr", &["srp", "serbian"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("ro", &["rum", "ron", "romanian"]),
    ("bg", &["bul", "bulgarian"]),
    ("el", &["gre", "ell", "greek"]),
    ("ru", &["rus", "russian"]),
    ("uk", &["ukr", "ukrainian"]),
    ("tr", &["tur", "turkish"]),
    ("he", &["heb", "hebrew"]),
    ("ar", &["ara", "arabic"]),
    ("fa", &["per", "fas", "persian", "farsi"]),
    ("hi", &["hin", "hindi"]),
    ("zh", &["chi", "zho", "chinese"]),
    ("ja", &["jpn", "japanese"]),
    ("ko", &["kor", "korean"]),
    ("vi", &["vie", "vietnamese"]),
    ("id", &["ind", "indonesian"]),
    ("la", &["lat", "latin"]),
    ("ca", &["cat", "catalan"]),
    ("et", &["est", "estonian"]),
    ("lv", &["lav", "latvian"]),
    ("lt", &["lit", "lithuanian"]),
    ("eu", &["baq", "eus", "basque"]),
];

/// The ISO 639 code of a language by one of its names; none of one that is not known, or of several.
pub fn code(written: &str) -> Option<&'static str> {
    let lower = written.trim().to_lowercase();
    let key = lower.strip_prefix("lang").unwrap_or(&lower);
    // `de-CH`, `en_GB`: the region does not change the name.
    let key = match key.split_once(['-', '_']) {
        Some((language, _)) if language.len() <= 3 => language,
        _ => key,
    };
    let mut known = LANGUAGES.iter();
    let found = known.find(|(code, names)| *code == key || names.contains(&key));
    found.map(|(code, _)| *code)
}

/// The languages of a work in words, "German and Latin", without that of the document; none when that is
/// its only one.
pub fn languages(written: &str, locale: &Locale) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    for part in written.replace(" and ", ",").split([',', ';']) {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        match code(part) {
            Some(code) if code == locale.language() => {}
            Some(code) => {
                let known = Family::Language.message(code);
                out.push(known.map_or_else(|| part.to_owned(), |name| locale.word(name)));
            }
            None => out.push(part.to_owned()),
        }
    }
    (!out.is_empty()).then(|| locale.all(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> &'static Locale {
        Locale::default_language()
    }

    #[test]
    fn editions_have_ordinals_and_say_so_once() {
        for (written, printed) in [
            ("2", "2nd ed."),
            ("11", "11th ed."),
            ("3.", "3rd ed."),
            ("2nd", "2nd ed."),
            ("Second", "Second ed."),
            ("Revised", "Revised ed."),
            ("2nd ed.", "2nd ed."),
            ("2nd edition", "2nd edition"),
            ("3e édition", "3e édition"),
            ("2. Auflage", "2. Auflage"),
            ("2019", "2019 ed."),
        ] {
            assert_eq!(edition(written, english()), printed);
        }
        let german = Locale::for_tag("de").expect("German is there");
        for (written, printed) in [("2nd", "2. Aufl."), ("3", "3. Aufl."), ("3.", "3. Aufl.")] {
            assert_eq!(edition(written, german), printed);
        }
    }

    #[test]
    fn keys_are_words() {
        for (written, printed) in [
            ("phdthesis", "PhD thesis"),
            ("mathesis", "Master’s thesis"),
            ("techreport", "Technical report"),
            ("patentus", "US patent"),
            ("White paper", "White paper"),
        ] {
            assert_eq!(english().genre(written), printed);
        }
        assert_eq!(version("2.1", english()), "version 2.1");
        assert_eq!(version("v2.1", english()), "v2.1");
    }

    #[test]
    fn languages_but_that_of_the_document() {
        for (written, printed) in [
            ("german", Some("German")),
            ("ngerman", Some("German")),
            ("langgerman", Some("German")),
            ("de-CH", Some("German")),
            ("ger", Some("German")),
            ("latin and german", Some("Latin and German")),
            ("Klingon", Some("Klingon")),
            ("english", None),
            ("en-GB", None),
            ("english and french", Some("French")),
            ("", None),
        ] {
            assert_eq!(
                languages(written, english()).as_deref(),
                printed,
                "{written}"
            );
        }
        for (code, _) in LANGUAGES {
            assert!(Family::Language.message(code).is_some(), "{code}");
        }
    }
}
