//! One language: its words, and how they are put together.

use std::collections::BTreeMap;

use icu_casemap::CaseMapper;
use icu_casemap::options::{LeadingAdjustment, TitlecaseOptions, TrailingCase};
use icu_locale_core::LanguageIdentifier;
use unicode_script::{Script, UnicodeScript};

use super::file::Lines;
use super::lists::{Beginnings, OtherAnd};
use super::message::{Counted, Family, Message};
use super::numbers::{Digits, Numerals};
use super::pattern::Pattern;
use super::plural::{Category, Rules};
use crate::model::{Term, TermName};

/// The words of one language, and its grammar as far as a CV needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Locale {
    tag: LanguageIdentifier,
    /// What the language is called in itself.
    name: String,
    /// The forms of every message, in the order of [`Message::ALL`].
    forms: Vec<Forms>,
    pub(super) months: Months,
    pub(super) terms: Terms,
    pub(super) digits: Digits,
    pub(super) numerals: Option<Numerals>,
    /// The currency of its country, which it writes with its sign.
    pub(super) own_money: Option<(String, Pattern)>,
    /// Whether it writes numbers in them.
    pub(super) writes_native_digits: bool,
    pub(super) and_between: Option<Pattern>,
    pub(super) other_and: Option<OtherAnd>,
    cardinals: Rules,
    ordinals: Rules,
}

/// The names of the months: alone with a year, and in a date with a day, for which some languages
/// have another case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Months {
    pub short: [String; 12],
    pub long: [String; 12],
    pub short_of_day: [String; 12],
    pub long_of_day: [String; 12],
    /// How the first day of a month is written, where that is not `1`.
    pub first_day: Option<String>,
}

/// The names of the parts of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    seasons: [String; 4],
    /// After "since" and "until", for which some languages have another case.
    seasons_of_day: [String; 4],
    quarters: [String; 4],
    /// What American English calls autumn, where the language has a word of its own for it.
    fall: Option<String>,
    summer_term: Option<String>,
    winter_term: Option<String>,
}

impl Terms {
    /// The name of a term, after "since" and "until" with `of_day`.
    pub(super) fn name(&self, term: Term, of_day: bool) -> &str {
        let own = match term {
            Term::Fall => &self.fall,
            Term::SummerTerm => &self.summer_term,
            Term::WinterTerm => &self.winter_term,
            _ => &None,
        };
        let names = match (term.name(), of_day) {
            (TermName::Quarter(_), _) => &self.quarters,
            (TermName::Season(_), false) => &self.seasons,
            (TermName::Season(_), true) => &self.seasons_of_day,
        };
        let (TermName::Season(at) | TermName::Quarter(at)) = term.name();
        let usual = || names.get(at).map_or("", String::as_str);
        own.as_deref().unwrap_or_else(usual)
    }
}

/// The forms of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Forms {
    other: Pattern,
    by_category: Vec<(Category, Pattern)>,
}

impl Forms {
    fn of(&self, category: Category) -> &Pattern {
        let mut named = self.by_category.iter();
        let found = named.find(|(of, _)| *of == category);
        found.map_or(&self.other, |(_, pattern)| pattern)
    }
}

/// Whether the places of a pattern are those of its message, each once.
pub(super) fn has_places(pattern: &Pattern, wanted: &[&str], may_lack: Option<&str>) -> bool {
    let places: Vec<&str> = pattern.places().collect();
    let known = |place: &&str| {
        wanted
            .iter()
            .any(|one| one.split('|').any(|name| name == *place))
    };
    let once = wanted.iter().all(|one| {
        let named = places
            .iter()
            .filter(|place| one.split('|').any(|name| name == **place));
        match named.count() {
            0 => may_lack == Some(*one),
            count => count == 1,
        }
    });
    once && places.iter().all(known)
}

/// What reading a file takes out of its lines, and what it misses there.
struct Reader<'a> {
    lines: Lines<'a>,
    mistakes: Vec<String>,
}

impl Reader<'_> {
    fn take(&mut self, key: &str) -> String {
        let words = self.lines.take(key);
        if words.is_none() {
            self.mistakes.push(format!("`{key}` is missing"));
        }
        words.unwrap_or_default().to_owned()
    }

    fn pattern(&mut self, key: &str, places: &[&str], may_lack: Option<&str>) -> Pattern {
        let words = self.take(key);
        let read = Pattern::read(&words).and_then(|pattern| {
            match has_places(&pattern, places, may_lack) {
                true => Ok(pattern),
                false => Err(format!("has not the places {places:?}")),
            }
        });
        read.unwrap_or_else(|mistake| {
            self.mistakes.push(format!("`{key}`: {mistake}"));
            Pattern::read("").unwrap_or_else(|_| unreachable!("nothing has no brace"))
        })
    }

    /// A sign, which may be one of the characters that patterns name.
    fn sign(&mut self, key: &str) -> String {
        self.pattern(key, &[], None).words()
    }

    fn number(&mut self, key: &str) -> usize {
        let words = self.take(key);
        words
            .parse()
            .ok()
            .filter(|number| *number > 0)
            .unwrap_or_else(|| {
                self.mistakes.push(format!("`{key}` is no number above 0"));
                1
            })
    }

    /// As many names as there are months or seasons.
    fn names<const COUNT: usize>(&mut self, key: &str) -> [String; COUNT] {
        let words = self.take(key);
        let names: Vec<String> = words
            .split(',')
            .map(|name| name.trim().to_owned())
            .collect();
        names.try_into().unwrap_or_else(|_| {
            self.mistakes.push(format!("`{key}` has not {COUNT} names"));
            [const { String::new() }; COUNT]
        })
    }

    /// Names in dates with a day, which are the same as alone where the file says nothing.
    fn names_of_day<const COUNT: usize>(
        &mut self,
        key: &str,
        alone: &[String; COUNT],
    ) -> [String; COUNT] {
        let is_there = self.lines.keys().any(|known| known == key);
        if is_there {
            self.names(key)
        } else {
            alone.clone()
        }
    }

    fn terms(&mut self) -> Terms {
        let seasons = self.names("seasons");
        let mut own = |key: &str| self.lines.take(key).map(str::to_owned);
        let (fall, summer_term, winter_term) =
            (own("season.fall"), own("term.summer"), own("term.winter"));
        Terms {
            seasons_of_day: self.names_of_day("seasons.of-day", &seasons),
            quarters: self.names("quarters"),
            seasons,
            fall,
            summer_term,
            winter_term,
        }
    }

    /// The digits of its own script, where the file has some.
    fn numerals(&mut self) -> Option<Numerals> {
        let key = "number.native";
        if !self.lines.keys().any(|known| known == key) {
            return None;
        }
        let written = self.take(key);
        let digits = Numerals::digits(&written);
        if digits.is_none() {
            self.mistakes.push(format!("`{key}` has not ten digits"));
        }
        Some(Numerals {
            digits: digits?,
            group: self.sign("number.native.group"),
            decimal: self.sign("number.native.decimal"),
            percent: self.sign("number.native.percent"),
        })
    }

    /// The currency of its country by its code, and how amounts of it are written, where the file says so.
    fn own_money(&mut self) -> Option<(String, Pattern)> {
        let code = self.lines.take("money.own-currency")?.to_owned();
        Some((code, self.pattern("money.own", &["amount"], None)))
    }

    /// What stands between things that "and" joins, where that is not what stands in other lists.
    fn and_between(&mut self) -> Option<Pattern> {
        let key = "join.and.between";
        let is_there = self.lines.keys().any(|known| known == key);
        is_there.then(|| self.pattern(key, Message::JoinAnd.places(), None))
    }

    /// The "and" of certain words, where the file has one.
    fn other_and(&mut self) -> Option<OtherAnd> {
        let (key, beginnings) = ("join.and.other", "join.and.other-before");
        if !self
            .lines
            .keys()
            .any(|known| [key, beginnings].contains(&known))
        {
            return None;
        }
        let pattern = self.pattern(key, Message::JoinAnd.places(), None);
        let read = Beginnings::read(&self.take(beginnings));
        let beginnings = read.unwrap_or_else(|mistake| {
            self.mistakes.push(format!("`{beginnings}`: {mistake}"));
            Beginnings::default()
        });
        Some(OtherAnd {
            pattern,
            beginnings,
        })
    }

    fn rules(&mut self, key: &str) -> Rules {
        let mut rules = Rules::default();
        for category in Category::ALL {
            if let Some(written) = self.lines.take(&format!("{key}.{}", category.key()))
                && let Err(mistake) = rules.add(category, written)
            {
                self.mistakes.push(mistake);
            }
        }
        rules
    }

    fn forms(&mut self, message: Message, cardinals: &Rules, ordinals: &Rules) -> Forms {
        let rules = match message.counted() {
            Counted::No => {
                return Forms {
                    other: self.pattern(message.key(), message.places(), None),
                    by_category: Vec::new(),
                };
            }
            Counted::Cardinal => cardinals,
            Counted::Ordinal => ordinals,
        };
        let mut forms = BTreeMap::new();
        for category in rules.categories() {
            let key = format!("{}.{}", message.key(), category.key());
            // "Cited once" needs no number, where the form is of one number alone.
            let numbers = (0..200).filter(|number| rules.category(*number) == category);
            let may_lack = (numbers.count() == 1).then_some("count");
            let pattern = self.pattern(&key, message.places(), may_lack);
            forms.insert(category, pattern);
        }
        let other = forms.remove(&Category::Other);
        Forms {
            other: other.unwrap_or_else(|| unreachable!("every language has `other`")),
            by_category: forms.into_iter().collect(),
        }
    }
}

impl Locale {
    /// Reads a language from its lines, those of its parents below them.
    ///
    /// # Errors
    /// Says all that is missing, unknown or unreadable.
    pub fn read(tag: LanguageIdentifier, lines: Lines) -> Result<Self, Vec<String>> {
        let mut reader = Reader {
            lines,
            mistakes: Vec::new(),
        };
        // Which tags a file is for is read before.
        reader.lines.take("also");
        let name = reader.take("name");
        let cardinals = reader.rules("plural");
        let ordinals = reader.rules("plural.ordinal");
        let short = reader.names("months.short");
        let long = reader.names("months.long");
        let months = Months {
            short_of_day: reader.names_of_day("months.short.of-day", &short),
            long_of_day: reader.names_of_day("months.long.of-day", &long),
            first_day: reader.lines.take("date.first-day").map(str::to_owned),
            short,
            long,
        };
        let terms = reader.terms();
        let digits = Digits {
            group: reader.sign("number.group"),
            decimal: reader.sign("number.decimal"),
            sizes: (
                reader.number("number.last-group"),
                reader.number("number.other-groups"),
            ),
            least: reader.number("number.least-digits"),
        };
        let numerals = reader.numerals();
        let own_money = reader.own_money();
        let and_between = reader.and_between();
        let other_and = reader.other_and();
        let forms = Message::ALL
            .iter()
            .map(|message| reader.forms(*message, &cardinals, &ordinals))
            .collect();
        let unknown = reader.lines.keys().map(|key| format!("`{key}` is unknown"));
        reader.mistakes.extend(unknown);
        if !reader.mistakes.is_empty() {
            return Err(reader.mistakes);
        }
        Ok(Self {
            tag,
            name,
            forms,
            months,
            terms,
            digits,
            numerals,
            own_money,
            writes_native_digits: false,
            and_between,
            other_and,
            cardinals,
            ordinals,
        })
    }

    /// Sets the words of a message, for numbers of a category where it counts something.
    pub(super) fn set(&mut self, message: Message, category: Option<Category>, pattern: Pattern) {
        let place = Message::ALL.iter().position(|one| *one == message);
        let Some(forms) = place.and_then(|place| self.forms.get_mut(place)) else {
            return;
        };
        let mut others = forms.by_category.iter_mut();
        match category {
            None | Some(Category::Other) => forms.other = pattern,
            Some(category) => {
                if let Some((_, own)) = others.find(|(of, _)| *of == category) {
                    *own = pattern;
                }
            }
        }
    }

    /// The words of a message as a file has them, with its places in braces.
    #[cfg(test)]
    pub(super) fn as_written(&self, message: Message) -> String {
        let place = Message::ALL.iter().position(|one| *one == message);
        let pieces = self.forms[place.unwrap()].other.pieces().iter();
        let pieces = pieces.map(|piece| match piece {
            super::pattern::Piece::Words(words) => words
                .replace('\u{a0}', "{nbsp}")
                .replace('\u{202f}', "{nnbsp}"),
            super::pattern::Piece::Place(name) => format!("{{{name}}}"),
        });
        pieces.collect()
    }

    /// Its BCP 47 tag.
    pub fn tag(&self) -> String {
        self.tag.to_string()
    }

    /// The ISO 639 code of its language.
    pub fn language(&self) -> &str {
        self.tag.language.as_str()
    }

    /// Its language with the script, where that tells it from others: `zh-Hans`, `pt` of `pt-BR`.
    pub fn language_and_script(&self) -> LanguageIdentifier {
        LanguageIdentifier {
            region: None,
            ..self.tag.clone()
        }
    }

    /// What it is called in itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The categories in which it counts things.
    pub fn categories(&self) -> Vec<Category> {
        self.cardinals.categories().collect()
    }

    /// The category in which it counts so many things.
    #[cfg(test)]
    pub(super) fn category(&self, number: u64) -> Category {
        self.cardinals.category(number)
    }

    fn forms(&self, message: Message) -> &Forms {
        // `read` makes one for each message, in this order.
        &self.forms[message as usize]
    }

    /// The pattern of a message.
    pub fn pattern(&self, message: Message) -> &Pattern {
        &self.forms(message).other
    }

    /// The pattern that goes with a number.
    pub fn form(&self, message: Message, number: u64) -> &Pattern {
        let rules = match message.counted() {
            Counted::Ordinal => &self.ordinals,
            _ => &self.cardinals,
        };
        self.forms(message).of(rules.category(number))
    }

    /// A message without places.
    pub fn word(&self, message: Message) -> String {
        debug_assert!(message.places().is_empty(), "{message:?} has places");
        self.pattern(message).words()
    }

    /// What a work calls itself, in words: BibLaTeX's localisation key `phdthesis` is "PhD thesis", and
    /// what is no key stays as it is written.
    pub fn genre(&self, written: &str) -> String {
        let written = written.trim();
        match Family::Genre.message(&written.to_lowercase()) {
            Some(message) => self.word(message),
            None => written.to_owned(),
        }
    }

    /// A message with `values` in its places.
    pub fn fill(&self, message: Message, values: &[(&str, &str)]) -> String {
        let pattern = self.pattern(message);
        debug_assert!(
            pattern
                .places()
                .all(|place| values.iter().any(|(name, _)| *name == place)),
            "{message:?} is not filled in"
        );
        pattern.fill(values)
    }

    /// A message about as many things as `number` says: "Cited 3 times".
    pub fn count(&self, message: Message, number: u64) -> String {
        let form = self.form(message, number);
        form.fill(&[("count", &self.numerals(number))])
    }

    /// What stands between two things that a join puts side by side.
    pub fn between(&self, join: Message) -> String {
        self.fill(join, &[("0", ""), ("1", "")])
    }

    /// "Courses:", before what it names.
    pub fn label(&self, label: &str) -> String {
        self.fill(Message::Label, &[("label", label)])
    }

    /// "Courses: Algebra, Logic".
    pub fn labelled(&self, label: &str, value: &str) -> String {
        let values = [self.label(label), value.to_owned()];
        self.joined(Message::JoinWords, &values)
    }

    /// A remark on what stands before it, with what divides the two: " (native)".
    pub fn aside(&self, remark: &str) -> String {
        self.fill(Message::Aside, &[("text", ""), ("remark", remark)])
    }

    /// What ends a sentence.
    pub fn stop(&self) -> String {
        self.fill(Message::Sentence, &[("text", "")])
    }

    /// "“Text”".
    pub fn quote(&self, text: &str) -> String {
        self.fill(Message::Quote, &[("text", text)])
    }

    /// Whether it has signs of its own between words and at the end of sentences, which texts in other scripts have not.
    pub fn has_own_signs(&self) -> bool {
        self.between(Message::JoinItems).trim() != "," || self.stop() != "."
    }

    /// Whether a text has letters of its script, which are those of its own name.
    pub fn shares_script_with(&self, text: &str) -> bool {
        let script = |letter: char| match letter.script() {
            // Japanese and Korean are written in Chinese characters as well.
            Script::Hiragana | Script::Katakana | Script::Hangul => Script::Han,
            script => script,
        };
        let letters = |text: &str| -> Vec<Script> {
            let letters = text.chars().filter(|c| c.is_alphabetic());
            letters.map(script).collect()
        };
        let own = letters(&self.name);
        letters(text).iter().any(|script| own.contains(script))
    }

    /// A text with a capital at its beginning, as the language writes it.
    pub fn capitalised(&self, text: &str) -> String {
        let mut options = TitlecaseOptions::default();
        options.leading_adjustment = Some(LeadingAdjustment::None);
        options.trailing_case = Some(TrailingCase::Unchanged);
        let mapper = CaseMapper::new();
        mapper
            .titlecase_segment_with_only_case_data_to_string(text, &self.tag, options)
            .into_owned()
    }
}
