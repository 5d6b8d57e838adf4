//! Which languages there are.

use std::sync::OnceLock;

use icu_locale_core::LanguageIdentifier;

use super::file::Lines;
use super::locale::Locale;

/// A language file.
pub(super) struct LanguageFile {
    /// Its name without ending: a BCP 47 tag.
    pub tag: &'static str,
    /// What stands in it.
    pub text: &'static str,
    read: OnceLock<Locale>,
}

macro_rules! files {
    ($($tag:literal)*) => {
        /// The files of `locales/`, by tag. A test fails when one is not named here.
        pub(super) static FILES: [LanguageFile; [$($tag),*].len()] = [$(LanguageFile {
            tag: $tag,
            text: include_str!(concat!("locales/", $tag, ".txt")),
            read: OnceLock::new(),
        },)*];
    };
}

files! {
    "ar" "bg" "ca" "cs" "da" "de" "el" "en" "en-GB" "en-US" "es" "eu" "fa" "fi" "fr" "he" "hi"
    "hr" "hu" "id" "is" "it" "ja" "ko" "nb" "nl" "pl" "pt" "pt-BR" "ro" "ru" "sk" "sl" "sv" "tr"
    "uk" "vi" "zh-Hans" "zh-Hant"
}

impl LanguageFile {
    fn of(tag: &str) -> Option<&'static Self> {
        FILES.iter().find(|file| file.tag == tag)
    }

    /// The file of the language of a region or a script, which says only what differs from it.
    fn parent(&self) -> Option<&'static Self> {
        self.tag.rsplit_once('-').and_then(|(tag, _)| Self::of(tag))
    }

    /// Its lines, over those of its parents.
    pub(super) fn lines(&self) -> Result<Lines<'static>, Vec<String>> {
        let lines = Lines::read(self.text)?;
        match self.parent() {
            Some(parent) => Ok(lines.over(&parent.lines()?)),
            None => Ok(lines),
        }
    }

    /// The language in it.
    pub(super) fn locale(&self) -> Result<Locale, Vec<String>> {
        let tag = LanguageIdentifier::try_from_str(self.tag)
            .map_err(|error| vec![format!("`{}` is no BCP 47 tag: {error}", self.tag)])?;
        Locale::read(tag, self.lines()?)
    }

    /// The tags that the file says it is for beside its own, in the line below its name. Looked for without reading all of
    /// the file: languages are looked up for keys of `cv.yaml` too.
    fn also(&self) -> impl Iterator<Item = &'static str> {
        let mut lines = self.text.lines();
        let has_name = lines.any(|line| line.starts_with("name = "));
        let below = lines.next().filter(|_| has_name);
        let tags = below.and_then(|line| line.strip_prefix("also = "));
        tags.unwrap_or_default().split_whitespace()
    }

    fn loaded(&'static self) -> &'static Locale {
        self.read.get_or_init(|| {
            // A test reads every file, and they are part of the program.
            self.locale().expect("a test reads every language file")
        })
    }
}

/// The tags by which a file is known beside its own. They are read once: languages are looked up for
/// every document.
fn other_tags() -> &'static [(&'static str, &'static LanguageFile)] {
    static TAGS: OnceLock<Vec<(&'static str, &'static LanguageFile)>> = OnceLock::new();
    TAGS.get_or_init(|| {
        let tags = |file: &'static LanguageFile| file.also().map(move |tag| (tag, file));
        FILES.iter().flat_map(tags).collect()
    })
}

impl Locale {
    /// The language of a document that names none, or one without words, which `source` reports.
    pub const DEFAULT: &'static str = "en";

    /// The language of a BCP 47 tag, or of the tags above it: `en-GB-oxendict`, `en-GB`, `en`.
    pub fn for_tag(tag: &str) -> Option<&'static Self> {
        // BCP 47 divides by hyphens; others are mistakes that PDF viewers would not forgive.
        let tag = (!tag.contains('_')).then_some(tag)?;
        #[cfg(test)]
        if tag == PSEUDO {
            return Some(pseudo());
        }
        let tag = icu_locale_core::Locale::try_from_str(tag).ok()?.id;
        let whole = LanguageIdentifier {
            variants: Default::default(),
            ..tag
        };
        let of_script = LanguageIdentifier {
            region: None,
            ..whole.clone()
        };
        let of_region = LanguageIdentifier {
            script: None,
            ..whole.clone()
        };
        let language = LanguageIdentifier {
            script: None,
            ..of_script.clone()
        };
        let chain = [whole, of_script, of_region, language];
        let chain = chain.map(|tag| tag.to_string());
        let named = |tag: &String| {
            LanguageFile::of(tag).or_else(|| {
                let mut others = other_tags().iter();
                others.find(|(also, _)| also == tag).map(|(_, file)| *file)
            })
        };
        chain.iter().find_map(named).map(LanguageFile::loaded)
    }

    /// The language of a document, by its tag.
    pub fn of(tag: &str) -> &'static Self {
        Self::for_tag(tag).unwrap_or_else(Self::default_language)
    }

    /// The language of a document that names none.
    pub fn default_language() -> &'static Self {
        Self::for_tag(Self::DEFAULT).expect("a test reads the file of the default language")
    }

    /// The codes of all languages that Folio has words of, those by which a file is known as well.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let others = other_tags().iter().map(|(tag, _)| *tag);
        let tags = FILES.iter().map(|file| file.tag).chain(others);
        tags.map(|tag| tag.split('-').next().unwrap_or(tag))
    }

    /// The tags of all languages that Folio has words of.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|file| file.tag)
    }
}

/// The tag of a language of tests, in which every word is of one letter: what of a page is of others
/// stands in the file or in the code. `qps` is one of those that ISO 639 leaves to private use.
#[cfg(test)]
pub(super) const PSEUDO: &str = "qps";

#[cfg(test)]
fn pseudo() -> &'static Locale {
    use super::pattern::{Pattern, Piece};

    static LOCALE: OnceLock<Locale> = OnceLock::new();
    let masked = |words: &str| words.replace(char::is_alphabetic, "ж");
    let line = |line: &str| {
        let Some((key, words)) = line.split_once(" = ") else {
            return line.to_owned();
        };
        if key.starts_with("plural") {
            return line.to_owned();
        }
        let pattern = Pattern::read(words).unwrap();
        let pieces = pattern.pieces().iter().map(|piece| match piece {
            Piece::Words(words) => masked(words),
            Piece::Place(name) => format!("{{{name}}}"),
        });
        // Spaces at the ends, which a pattern names, are trimmed in a file.
        format!("{key} = {}", pieces.collect::<String>())
    };
    LOCALE.get_or_init(|| {
        let english = LanguageFile::of(Locale::DEFAULT).unwrap().text;
        let lines: Vec<String> = english.lines().map(line).collect();
        let tag = LanguageIdentifier::try_from_str(PSEUDO).unwrap();
        Locale::read(tag, Lines::read(&lines.join("\n")).unwrap()).unwrap()
    })
}
