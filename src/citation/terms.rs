//! The words of a style: its own, those of the language, else the English ones.

use std::sync::OnceLock;

use hayagriva::archive;
use hayagriva::citationberg::taxonomy::{OtherTerm, Term};
use hayagriva::citationberg::{
    Date, DateForm, GrammarGender, Locale, LocaleCode, LocalizedTerm, TermForm,
};

/// The words of all languages, decoded once.
fn all() -> &'static [Locale] {
    static ALL: OnceLock<Vec<Locale>> = OnceLock::new();
    ALL.get_or_init(archive::locales)
}

/// The words that one document prints with one style, the nearest first.
#[derive(Debug)]
pub(super) struct Terms<'a> {
    locales: Vec<&'a Locale>,
}

impl<'a> Terms<'a> {
    /// `own` is what the style says itself; `language` the tag of the document.
    pub(super) fn new(own: &'a [Locale], language: &str) -> Self {
        let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
        let of = |locale: &Locale| locale.lang.as_ref().map(|lang| lang.0.clone());
        let exact =
            |locale: &&Locale| of(locale).is_some_and(|it| it.eq_ignore_ascii_case(language));
        let near = |locale: &&Locale| of(locale).is_some_and(|it| base(&it) == base(language));
        let mut locales: Vec<&Locale> = own.iter().filter(exact).collect();
        locales.extend(
            own.iter()
                .filter(|it| near(it) && !exact(it) && of(it).is_some_and(|it| !it.contains('-'))),
        );
        locales.extend(own.iter().filter(|it| it.lang.is_none()));
        let usual = LocaleCode(base(language)).fallback().map(|code| code.0);
        let is_usual = |locale: &&Locale| of(locale).is_some() && of(locale) == usual;
        let archived = all().iter();
        let found = archived.clone().find(exact);
        let found = found.or_else(|| archived.clone().find(is_usual));
        locales.extend(found.or_else(|| archived.clone().find(near)));
        locales.extend(
            archived
                .clone()
                .find(|it| of(it).as_deref() == Some("en-US")),
        );
        Self { locales }
    }

    fn find(&self, term: Term, form: TermForm) -> Option<&'a LocalizedTerm> {
        let mut form = Some(form);
        while let Some(wanted) = form {
            let mut locales = self.locales.iter();
            if let Some(found) = locales.find_map(|locale| locale.term(term, wanted)) {
                return Some(found);
            }
            form = wanted.fallback();
        }
        None
    }

    /// The word in the singular or plural; nothing where no language has it.
    pub(super) fn word(&self, term: impl Into<Term>, form: TermForm, plural: bool) -> &'a str {
        let found = self.find(term.into(), form);
        let word = found.and_then(|term| match plural {
            true => term.multiple(),
            false => term.single(),
        });
        word.unwrap_or_default()
    }

    /// The grammatical gender of a word.
    pub(super) fn gender(&self, term: impl Into<Term>) -> Option<GrammarGender> {
        self.find(term.into(), TermForm::Long)?.gender
    }

    /// The letters after a number: "st", "nd".
    pub(super) fn ordinal(&self, number: i32, gender: Option<GrammarGender>) -> &'a str {
        let mut locales = self.locales.iter();
        let lookup = locales.find_map(|locale| locale.ordinals());
        lookup
            .and_then(|lookup| lookup.lookup(number, gender))
            .unwrap_or_default()
    }

    /// "first", up to the tenth.
    pub(super) fn long_ordinal(&self, number: u8) -> &'a str {
        self.word(OtherTerm::LongOrdinal(number), TermForm::Long, false)
    }

    /// How dates are written.
    pub(super) fn date(&self, form: DateForm) -> Option<&'a Date> {
        let dates = self.locales.iter().flat_map(|locale| &locale.date);
        let mut dates = dates.filter(|date| date.form == Some(form));
        dates.next()
    }

    /// Whether full stops and commas stand inside quotation marks.
    pub(super) fn punctuation_in_quote(&self) -> bool {
        let mut options = self
            .locales
            .iter()
            .filter_map(|locale| locale.style_options);
        options
            .find_map(|options| options.punctuation_in_quote)
            .unwrap_or(false)
    }

    /// Whether only the first day of a month has an ordinal.
    pub(super) fn limits_day_ordinals(&self) -> bool {
        let mut options = self
            .locales
            .iter()
            .filter_map(|locale| locale.style_options);
        options
            .find_map(|options| options.limit_day_ordinals_to_day_1)
            .unwrap_or(false)
    }

    /// Whether the words are English, of which alone titles have capitals.
    pub(super) fn is_english(&self) -> bool {
        let mut languages = self
            .locales
            .iter()
            .filter_map(|locale| locale.lang.as_ref());
        languages.next().is_some_and(LocaleCode::is_english)
    }
}
