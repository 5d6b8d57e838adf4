//! Fonts that have the letters of a language's own script: those of most themes lack them, or have them in few weights.

use std::borrow::Cow;

use super::Theme;

/// Families of one script, best first: those of the Noto project, then what systems bring with them.
struct Families {
    /// Languages that are written in it, by their tags.
    languages: &'static [&'static str],
    serif: &'static [&'static str],
    sans: &'static [&'static str],
    /// Whether its punctuation is as wide as its letters, so that what Latin letters have of it is another.
    has_wide_punctuation: bool,
}

const fn families(
    languages: &'static [&'static str],
    serif: &'static [&'static str],
    sans: &'static [&'static str],
) -> Families {
    Families {
        languages,
        serif,
        sans,
        has_wide_punctuation: false,
    }
}

/// By script; of letters that several countries write in forms of their own, by language.
static FAMILIES: &[Families] = &[
    families(&["ar", "fa"], &["Noto Naskh Arabic"], &["Noto Sans Arabic"]),
    families(&["he"], &["Noto Serif Hebrew"], &["Noto Sans Hebrew"]),
    Families {
        has_wide_punctuation: true,
        ..families(
            &["zh", "zh-Hans"],
            &[
                "Noto Serif CJK SC",
                "Noto Serif SC",
                "Source Han Serif SC",
                "Source Han Serif CN",
                "Songti SC",
                "STSong",
                "SimSun",
            ],
            &[
                "Noto Sans CJK SC",
                "Noto Sans SC",
                "Source Han Sans SC",
                "Source Han Sans CN",
                "PingFang SC",
                "Microsoft YaHei",
            ],
        )
    },
    Families {
        has_wide_punctuation: true,
        ..families(
            &["zh-Hant"],
            &[
                "Noto Serif CJK TC",
                "Noto Serif TC",
                "Source Han Serif TC",
                "Songti TC",
                "PMingLiU",
            ],
            &[
                "Noto Sans CJK TC",
                "Noto Sans TC",
                "Source Han Sans TC",
                "PingFang TC",
                "Microsoft JhengHei",
            ],
        )
    },
    Families {
        has_wide_punctuation: true,
        ..families(
            &["ja"],
            &[
                "Noto Serif CJK JP",
                "Noto Serif JP",
                "Source Han Serif",
                "Hiragino Mincho ProN",
                "Yu Mincho",
                "IPAexMincho",
            ],
            &[
                "Noto Sans CJK JP",
                "Noto Sans JP",
                "Source Han Sans",
                "Hiragino Sans",
                "Yu Gothic",
                "IPAexGothic",
            ],
        )
    },
    families(
        &["ko"],
        &[
            "Noto Serif CJK KR",
            "Noto Serif KR",
            "Source Han Serif K",
            "AppleMyungjo",
            "Batang",
        ],
        &[
            "Noto Sans CJK KR",
            "Noto Sans KR",
            "Source Han Sans K",
            "Apple SD Gothic Neo",
            "Malgun Gothic",
        ],
    ),
    families(
        &["hi"],
        &["Noto Serif Devanagari"],
        &["Noto Sans Devanagari", "Kohinoor Devanagari", "Nirmala UI"],
    ),
];

impl Theme {
    /// The theme as it suits the script of a language: letters that are joined, or as wide as a square, are not set apart
    /// in headings.
    pub fn in_language(mut self, tag: &str) -> Self {
        let language = tag.split('-').next().unwrap_or_default();
        let mut scripts = FAMILIES.iter();
        if scripts.any(|families| families.languages.contains(&language)) {
            self.heading_tracking_em = 0.0;
        }
        self
    }
}

/// Whether fonts draw letters as their tables have them for a language. Noto Naskh Arabic has the Arabic forms of three
/// digits there for Persian.
pub fn has_local_forms(language: &str) -> bool {
    language != "fa"
}

/// A theme whose first fonts are followed by the best that are there for the script of a language, and whether the
/// first then have no punctuation of that script. `has` says whether a family is there.
pub(super) fn with_script<'a>(
    theme: &'a Theme,
    language: &str,
    has: &dyn Fn(&str) -> bool,
) -> (Cow<'a, Theme>, bool) {
    let mut of_script = FAMILIES.iter();
    let Some(script) = of_script.find(|families| families.languages.contains(&language)) else {
        return (Cow::Borrowed(theme), false);
    };
    let best = |first: &str| {
        let (own, other) = match first.contains("Sans") {
            true => (script.sans, script.serif),
            false => (script.serif, script.sans),
        };
        own.iter().chain(other).find(|family| has(family))
    };
    let mut own = theme.clone();
    let mut is_there = false;
    for fonts in [&mut own.body_fonts, &mut own.head_fonts] {
        // A font that the file names for its script needs none beside it.
        let Some(family) = fonts.first().and_then(|first| best(first)) else {
            continue;
        };
        if fonts.first().is_some_and(|first| first != family) {
            fonts.retain(|one| one != family);
            fonts.insert(1, (*family).to_owned());
            is_there = true;
        }
    }
    (Cow::Owned(own), is_there && script.has_wide_punctuation)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme() -> Theme {
        Theme {
            body_fonts: ["Source Serif 4", "Source Sans 3"]
                .map(str::to_owned)
                .to_vec(),
            head_fonts: vec!["Source Sans 3".to_owned()],
            ..Theme::default()
        }
    }

    #[test]
    fn a_language_has_the_fonts_of_its_script_where_they_are() {
        let theme = theme();
        let there = [
            "Noto Serif SC",
            "Noto Serif CJK JP",
            "Noto Sans CJK JP",
            "Noto Sans Hebrew",
        ];
        let has = |family: &str| there.contains(&family);
        for (language, body, head, is_wide) in [
            (
                "ja",
                Some("Noto Serif CJK JP"),
                Some("Noto Sans CJK JP"),
                true,
            ),
            // Better without serifs than of another country.
            ("zh", Some("Noto Serif SC"), Some("Noto Serif SC"), true),
            (
                "he",
                Some("Noto Sans Hebrew"),
                Some("Noto Sans Hebrew"),
                false,
            ),
            ("ko", None, None, false),
            ("de", None, None, false),
        ] {
            let (own, has_wide) = with_script(&theme, language, &has);
            let second = |fonts: &[String], known: &[String]| {
                (fonts.len() > known.len()).then(|| fonts[1].clone())
            };
            let found = second(&own.body_fonts, &theme.body_fonts);
            assert_eq!(found.as_deref(), body, "{language}");
            let found = second(&own.head_fonts, &theme.head_fonts);
            assert_eq!(found.as_deref(), head, "{language}");
            assert_eq!(has_wide, is_wide, "{language}");
        }
    }

    #[test]
    fn a_font_that_is_first_stands_once() {
        let theme = Theme {
            body_fonts: vec!["Noto Serif SC".to_owned(), "Source Serif 4".to_owned()],
            ..Theme::default()
        };
        let (own, is_wide) = with_script(&theme, "zh", &|family| family == "Noto Serif SC");
        assert_eq!(own.body_fonts, theme.body_fonts);
        assert!(!is_wide);
    }
}
