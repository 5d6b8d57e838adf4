//! Titles in capitals, by the rules of their language.

use icu_casemap::CaseMapper;
use icu_locale_core::LanguageIdentifier;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// A title in capitals, as the language (an ISO 639 code) and its letters ask: `i` becomes `İ` in Turkish and
/// Azerbaijani, Greek loses its accents, `ß` becomes `SS` (Unicode's `SpecialCasing.txt` and CLDR).
///
/// Words with a capital inside stay as typed, since their capitals say something: mRNA, iPhone, pH, LaTeX.
pub fn capitals(title: &str, language: &str) -> String {
    let language = language_of(title, language);
    let greek = identifier("el");
    let mapper = CaseMapper::new();
    let mut out = String::with_capacity(title.len());
    let mut rest = title;
    while let Some(first) = rest.chars().next() {
        let in_word = is_of_word(first);
        let end = rest
            .find(|c| is_of_word(c) != in_word)
            .unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        if keeps_its_capitals(piece) {
            out.push_str(piece);
        } else if piece.chars().any(|c| c.script() == Script::Greek) {
            out.push_str(&mapper.uppercase_to_string(piece, &greek));
        } else {
            out.push_str(&mapper.uppercase_to_string(piece, &language));
        }
        rest = after;
    }
    out
}

/// The language whose rules hold: that of the document, but Turkish for letters that only Turkic languages
/// write, whatever language the labels around them are in.
fn language_of(title: &str, language: &str) -> LanguageIdentifier {
    match title.contains(['ı', 'İ']) && language != "az" {
        true => identifier("tr"),
        false => identifier(language),
    }
}

/// A language by its code; none in particular if it is not one.
fn identifier(code: &str) -> LanguageIdentifier {
    LanguageIdentifier::try_from_str(code).unwrap_or(LanguageIdentifier::UNKNOWN)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether a word has a capital after its first letter, and small letters too.
fn keeps_its_capitals(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn languages_have_their_own_capitals() {
        for (language, title, expected) in [
            ("en", "Research interests", "RESEARCH INTERESTS"),
            ("en", "Résumé & naïve questions", "RÉSUMÉ & NAÏVE QUESTIONS"),
            ("tr", "İlgi alanları", "İLGİ ALANLARI"),
            ("tr", "Yayınlar ve bildiriler", "YAYINLAR VE BİLDİRİLER"),
            ("tr", "Eğitim", "EĞİTİM"),
            ("az", "İş təcrübəsi", "İŞ TƏCRÜBƏSİ"),
            ("az", "Nəşrlər və çıxışlar", "NƏŞRLƏR VƏ ÇIXIŞLAR"),
            ("en", "İlgi alanları", "İLGİ ALANLARI"),
            ("el", "Δημοσιεύσεις", "ΔΗΜΟΣΙΕΥΣΕΙΣ"),
            ("en", "Ολυμπιακοί αγώνες", "ΟΛΥΜΠΙΑΚΟΙ ΑΓΩΝΕΣ"),
            ("el", "Μαΐου ευφυΐα", "ΜΑΪΟΥ ΕΥΦΥΪΑ"),
            ("de", "Größere Projekte", "GRÖSSERE PROJEKTE"),
            ("de", "Veröffentlichungen", "VERÖFFENTLICHUNGEN"),
            ("fr", "Activités d’enseignement", "ACTIVITÉS D’ENSEIGNEMENT"),
            ("nl", "ijveren", "IJVEREN"),
            ("lt", "Išsilavinimas", "IŠSILAVINIMAS"),
            ("hy", "Երևանի", "ԵՐԵՎԱՆԻ"),
            ("pl", "Doświadczenie", "DOŚWIADCZENIE"),
            ("ru", "Публикации", "ПУБЛИКАЦИИ"),
            ("zh", "论文 and more", "论文 AND MORE"),
            ("", "x", "X"),
            ("not a language", "x", "X"),
        ] {
            assert_eq!(capitals(title, language), expected, "{language}");
        }
    }

    #[test]
    fn words_with_capitals_inside_stay_as_typed() {
        for (title, expected) in [
            (
                "iPhone and macOS apps with pH 7 and mRNA",
                "iPhone AND macOS APPS WITH pH 7 AND mRNA",
            ),
            ("PhD students", "PhD STUDENTS"),
            ("LaTeX packages", "LaTeX PACKAGES"),
            ("CVs of PIs", "CVs OF PIs"),
            (
                "Talks at NeurIPS’s workshops",
                "TALKS AT NeurIPS’S WORKSHOPS",
            ),
            ("COVID-19 response", "COVID-19 RESPONSE"),
            ("Co-PI grants", "CO-PI GRANTS"),
            ("R&D", "R&D"),
            ("100 kHz", "100 kHz"),
            ("3D printing", "3D PRINTING"),
        ] {
            assert_eq!(capitals(title, "en"), expected);
        }
    }

    proptest! {
        #[test]
        fn capitals_stay_capitals(title in "\\PC{0,40}", language in "(en|tr|el|de|lt|nl)") {
            let once = capitals(&title, &language);
            // Greek keeps no accent to lose, Turkish no dot to gain.
            prop_assert_eq!(capitals(&once, &language), once);
        }

        #[test]
        fn words_of_ascii_are_those_of_ascii(title in "[A-Z]?[a-z]{1,9}( [A-Z]?[a-z]{1,9}){0,3}") {
            prop_assert_eq!(capitals(&title, "en"), title.to_ascii_uppercase());
        }
    }
}
