//! Scripts that no font has, and where fonts of them are to be had.

use unicode_script::{Script, UnicodeScript};

/// Fonts for scripts: what people call the scripts, and a family that has them.
struct FontsOf {
    scripts: &'static [Script],
    /// As it stands before "characters".
    called: &'static str,
    family: &'static str,
    /// A package of Debian and Ubuntu.
    debian: &'static str,
    /// A package of npm with the files of the family, where there is one.
    npm: Option<&'static str>,
}

const CORE: &str = "fonts-noto-core";

macro_rules! fonts_of {
    ($($($script:ident)+, $called:literal, $family:literal, $debian:expr, $npm:expr;)*) => {
        &[$(FontsOf {
            scripts: &[$(Script::$script),+],
            called: $called,
            family: $family,
            debian: $debian,
            npm: $npm,
        }),*]
    };
}

/// Families of the Noto project, which are under the SIL Open Font License.
static FONTS: &[FontsOf] = fonts_of! {
    Han Hiragana Katakana Bopomofo Hangul, "Chinese, Japanese or Korean", "Noto Serif SC", "fonts-noto-cjk", Some("@expo-google-fonts/noto-serif-sc");
    Armenian, "Armenian", "Noto Serif Armenian", CORE, None;
    Bengali, "Bengali", "Noto Serif Bengali", CORE, Some("@expo-google-fonts/noto-serif-bengali");
    Devanagari, "Devanagari", "Noto Serif Devanagari", CORE, Some("@expo-google-fonts/noto-serif-devanagari");
    Ethiopic, "Ethiopic", "Noto Serif Ethiopic", CORE, None;
    Georgian, "Georgian", "Noto Serif Georgian", CORE, None;
    Gujarati, "Gujarati", "Noto Serif Gujarati", CORE, None;
    Gurmukhi, "Gurmukhi", "Noto Serif Gurmukhi", CORE, None;
    Kannada, "Kannada", "Noto Serif Kannada", CORE, None;
    Khmer, "Khmer", "Noto Serif Khmer", CORE, Some("@expo-google-fonts/noto-serif-khmer");
    Lao, "Lao", "Noto Serif Lao", CORE, None;
    Malayalam, "Malayalam", "Noto Serif Malayalam", CORE, None;
    Myanmar, "Burmese", "Noto Serif Myanmar", CORE, None;
    Sinhala, "Sinhala", "Noto Serif Sinhala", CORE, None;
    Tamil, "Tamil", "Noto Serif Tamil", CORE, None;
    Telugu, "Telugu", "Noto Serif Telugu", CORE, Some("@expo-google-fonts/noto-serif-telugu");
    Thai, "Thai", "Noto Serif Thai", CORE, None;
    Tibetan, "Tibetan", "Noto Serif Tibetan", CORE, Some("@expo-google-fonts/noto-serif-tibetan");
};

/// A script, or several that one font has, of which no font is there; ordered as in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ForeignScript(usize);

impl ForeignScript {
    /// The script of a character, when it is one of which the embedded fonts have nothing: of a sign that
    /// several scripts share, the first of them.
    pub(super) fn of(character: char) -> Option<Self> {
        let script = character.script();
        let place = |has: &dyn Fn(Script) -> bool| {
            let is_had = |fonts: &FontsOf| fonts.scripts.iter().any(|script| has(*script));
            FONTS.iter().position(is_had).map(Self)
        };
        if !matches!(script, Script::Common | Script::Inherited) {
            return place(&|one| one == script);
        }
        let shared = character.script_extension();
        if shared.is_common() || shared.is_inherited() {
            // Unicode counts punctuation of full width as common to all scripts.
            let is_wide = matches!(character, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}');
            return is_wide
                .then_some(())
                .and_then(|()| place(&|one| one == Script::Han));
        }
        place(&|one| shared.contains_script(one))
    }

    fn fonts(self) -> &'static FontsOf {
        // Made of places in the table alone.
        &FONTS[self.0]
    }

    /// What it is called, as it stands before "characters".
    pub(super) fn called(self) -> &'static str {
        self.fonts().called
    }

    /// How a font comes to be there, in a document of a language.
    pub(super) fn help(self, language: &str) -> String {
        let fonts = self.fonts();
        // Letters of several countries differ in form, and each has a family of its own.
        let of_country = |name: &str| match fonts.debian {
            CORE => name.to_owned(),
            _ => {
                let (upper, lower) = match language {
                    "ja" => ("JP", "jp"),
                    "ko" => ("KR", "kr"),
                    "zh-Hant" => ("TC", "tc"),
                    _ => ("SC", "sc"),
                };
                name.replace("SC", upper)
                    .replace("-sc", &format!("-{lower}"))
            }
        };
        let npm = fonts
            .npm
            .map(|package| format!(", or `npm pack {}`", of_country(package)));
        format!(
            "Put {}, or another font that has them, into a folder `fonts/` beside your `cv.yaml`: its files come with \
             `apt install {}`{}. Or take those of this machine: `settings: {{fonts: system}}`.",
            of_country(fonts.family),
            fonts.debian,
            npm.unwrap_or_default()
        )
    }
}

/// Whether a character, behind another one, is a joiner (U+200D) or a non-joiner (U+200C) in a script that is spelled with
/// them, as Persian and Hindi are (Unicode Standard Annex 31, section 2.3).
pub(super) fn is_spelling(before: char, character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}')
        && matches!(
            before.script(),
            Script::Arabic
                | Script::Syriac
                | Script::Mongolian
                | Script::Nko
                | Script::Devanagari
                | Script::Bengali
                | Script::Gurmukhi
                | Script::Gujarati
                | Script::Oriya
                | Script::Tamil
                | Script::Telugu
                | Script::Kannada
                | Script::Malayalam
                | Script::Sinhala
                | Script::Khmer
                | Script::Myanmar
                | Script::Tibetan
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Locale;

    #[test]
    fn joiners_belong_to_scripts_that_are_spelled_with_them() {
        for (before, character) in [
            ('ی', '\u{200c}'),
            ('\u{94d}', '\u{200d}'),
            ('ක', '\u{200d}'),
        ] {
            assert!(is_spelling(before, character), "{before}");
        }
        for (before, character) in [
            ('a', '\u{200c}'),
            (' ', '\u{200d}'),
            ('ی', '\u{200b}'),
            ('👩', '\u{200d}'),
        ] {
            assert!(!is_spelling(before, character), "{before}");
        }
    }

    #[test]
    fn characters_have_their_fonts() {
        let called = |character| ForeignScript::of(character).map(ForeignScript::called);
        for character in ['王', 'ひ', 'ー', '，', '・', '한', '。', '「'] {
            assert_eq!(
                called(character),
                Some("Chinese, Japanese or Korean"),
                "{character}"
            );
        }
        for (character, expected) in [
            ('ह', "Devanagari"),
            ('ก', "Thai"),
            ('ཀ', "Tibetan"),
            ('ក', "Khmer"),
        ] {
            assert_eq!(called(character), Some(expected), "{character}");
        }
        for character in ['a', 'é', 'ж', 'λ', 'ع', '،', 'א', '😀', '→', '“', '\u{301}']
        {
            assert_eq!(called(character), None, "{character}");
        }
    }

    #[test]
    fn every_language_writes_letters_that_are_embedded_or_whose_fonts_are_known() {
        for tag in Locale::tags() {
            let name = Locale::of(tag).name();
            for letter in name.chars().filter(|letter| letter.is_alphabetic()) {
                let is_embedded = matches!(
                    letter.script(),
                    Script::Latin
                        | Script::Greek
                        | Script::Cyrillic
                        | Script::Arabic
                        | Script::Hebrew
                );
                assert!(
                    is_embedded || ForeignScript::of(letter).is_some(),
                    "{tag}: {letter}"
                );
            }
        }
    }

    #[test]
    fn the_family_is_that_of_the_country() {
        let help = |language| {
            ForeignScript::of('直')
                .map(|script| script.help(language))
                .unwrap()
        };
        for (language, family) in [
            ("ja", "Noto Serif JP"),
            ("ko", "Noto Serif KR"),
            ("zh", "Noto Serif SC"),
            ("zh-Hant", "Noto Serif TC"),
            ("en", "Noto Serif SC"),
        ] {
            let help = help(language);
            assert!(help.starts_with(&format!("Put {family}, ")), "{help}");
        }
    }
}
