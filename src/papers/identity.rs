//! Who of the authors is the owner of the CV.

use super::authors::{AuthorEntry, AuthorList};
use super::folding::{folded, is_east_asian, transliterated};
use super::names::{Name, is_initials, is_known_particle};
use crate::model::Person;

/// The names under which the owner publishes, ready to compare.
#[derive(Debug, Clone, Default)]
pub struct Owner {
    names: Vec<Shape>,
    native: Vec<String>,
    /// The first letters of all words of the names: a name that fits has a word with one of them.
    initials: Vec<char>,
}

/// How well a name fits one of the owner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// One of two family names is left out.
    Partial,
    /// Initials and missing middle names allow it.
    Compatible,
    /// The same words.
    Same,
}

/// A name ready to compare.
#[derive(Debug, Clone, Default)]
struct Shape {
    /// Given names, word by word.
    given: Vec<Word>,
    /// Family name without particles.
    family: Word,
    suffix: String,
    /// Whether the source told family from given.
    split_known: bool,
    /// The name as one with two family names, where it may be one.
    double: Option<Double>,
    /// All words without particles, sorted, in both foldings.
    words: [Vec<String>; 2],
}

/// A name of two family names, as in Spanish and Portuguese, or with a hyphen.
#[derive(Debug, Clone)]
struct Double {
    given: Vec<Word>,
    /// The first family name, which stands for both where one is left out.
    first: Word,
    whole: Word,
    /// Whether the source says that both are family names.
    is_known: bool,
}

impl Double {
    /// How a name fits of which the family name is `family`: both of them, or the first. Of what only may be a
    /// family name, and where the owner has one alone, given names in full have to be the same.
    fn fit(&self, family: &Word, given: &[Word], is_strict: bool) -> Option<Fit> {
        let fit = || given_fit(self.given.iter().collect(), given.iter().collect());
        if self.whole.same(family) {
            return fit();
        }
        if !self.first.same(family) {
            return None;
        }
        let in_full = given.iter().chain(&self.given).all(|word| !word.1);
        let is_sure = self.is_known && !is_strict || in_full && fit() == Some(Fit::Same);
        (is_sure && fit().is_some()).then_some(Fit::Partial)
    }
}

/// A word in both foldings: diacritics dropped, umlauts written out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Word([String; 2], bool);

impl Word {
    fn new(text: &str) -> Self {
        let letters = |text: String| text.chars().filter(|c| c.is_alphanumeric()).collect();
        Self(
            [letters(folded(text)), letters(transliterated(text))],
            is_initials(text),
        )
    }

    fn is_empty(&self) -> bool {
        self.0[0].is_empty()
    }

    fn same(&self, other: &Self) -> bool {
        !self.is_empty() && self.0.iter().any(|mine| other.0.contains(mine))
    }

    /// Whether one is the other or its initial.
    fn compatible(&self, other: &Self) -> bool {
        let begins = |long: &Self, short: &Self| {
            short.1
                && long
                    .0
                    .iter()
                    .any(|long| short.0.iter().any(|short| long.starts_with(short)))
        };
        self.same(other) || begins(self, other) || begins(other, self)
    }
}

impl Shape {
    fn new(name: &Name) -> Self {
        let mut given = Vec::new();
        for word in name
            .given
            .split(' ')
            .filter(|word| !word.starts_with(['(', '"', '“']))
        {
            if is_initials(word) {
                let letters = word.chars().filter(|c| c.is_alphabetic());
                given.extend(letters.map(|letter| Word::new(&letter.to_string())));
            } else {
                given.extend(word.split(['-', '‐', '‑']).map(Word::new));
            }
        }
        given.retain(|word| !word.is_empty());
        let family: Vec<&str> = name.family.split(' ').collect();
        // The last word is the name itself: `Le` and `Do` are family names too.
        let particles = family[..family.len() - 1]
            .iter()
            .take_while(|word| is_known_particle(&folded(word)));
        let family = &family[particles.count()..];
        let mut words = [Vec::new(), Vec::new()];
        for word in name.given.split(' ').chain(family.iter().copied()) {
            let word = Word::new(word);
            for (all, folded) in words.iter_mut().zip(word.0) {
                if !folded.is_empty() {
                    all.push(folded);
                }
            }
        }
        words.iter_mut().for_each(|words| words.sort());
        let double = double(name, &given, family);
        Self {
            double,
            given,
            family: Word::new(&family.join(" ")),
            suffix: folded(&name.suffix).replace('.', ""),
            split_known: name.split_known,
            words,
        }
    }

    /// The first letters of its words, as a whole and in pieces, in both foldings.
    fn initials(&self) -> impl Iterator<Item = char> {
        let parts = self.given.iter().chain([&self.family]);
        let words = self.words.iter().flatten();
        let texts = parts.flat_map(|word| &word.0).chain(words);
        texts.filter_map(|text| text.chars().next())
    }

    /// The same name with its first word as the family name, if that may be meant.
    fn reversed(&self) -> Option<(&Word, Vec<&Word>)> {
        let (first, rest) = self.given.split_first()?;
        let given = rest.iter().chain(std::iter::once(&self.family)).collect();
        (!self.split_known).then_some((first, given))
    }

    fn fit(&self, other: &Self) -> Option<Fit> {
        let suffixes_differ =
            !self.suffix.is_empty() && !other.suffix.is_empty() && self.suffix != other.suffix;
        if suffixes_differ || self.given.is_empty() != other.given.is_empty() {
            return None;
        }
        let same_words = self
            .words
            .iter()
            .any(|mine| !mine.is_empty() && other.words.iter().any(|theirs| mine == theirs));
        if same_words {
            return Some(Fit::Same);
        }
        if self.family.same(&other.family) {
            let (mine, theirs) = (self.given.iter().collect(), other.given.iter().collect());
            return given_fit(mine, theirs);
        }
        // The other order: `Wang Zhi Peng` for `Zhipeng Wang`.
        let turned = |turned: &Self, straight: &Self| {
            let (family, given) = turned.reversed()?;
            let straight_given: Vec<&Word> = straight.given.iter().collect();
            let alike =
                given.len() == straight_given.len() || concat(&given) == concat(&straight_given);
            (alike && family.same(&straight.family)).then(|| given_fit(given, straight_given))?
        };
        turned(self, other)
            .or_else(|| turned(other, self))
            .or_else(|| {
                self.double
                    .as_ref()?
                    .fit(&other.family, &other.given, false)
            })
            .or_else(|| other.double.as_ref()?.fit(&self.family, &self.given, true))
    }
}

/// A name as one with two family names: both behind a comma, or with a hyphen; else its last two words may be.
fn double(name: &Name, given: &[Word], family: &[&str]) -> Option<Double> {
    let whole = family.join(" ");
    let is_hyphen = |c: char| matches!(c, ' ' | '-' | '‐' | '‑');
    if let Some((first, rest)) = whole.split_once(is_hyphen) {
        let double = Double {
            given: given.to_vec(),
            first: Word::new(first),
            whole: Word::new(&whole),
            is_known: true,
        };
        let is_double = !Word::new(rest).is_empty() && !double.first.is_empty();
        return is_double.then_some(double);
    }
    let (_, last) = name.given.rsplit_once(' ')?;
    let (first, rest) = given.split_last()?;
    let may_be = !name.split_known && !is_initials(last) && !last.contains(is_hyphen);
    may_be.then(|| Double {
        given: rest.to_vec(),
        first: first.clone(),
        whole: Word::new(&format!("{last} {whole}")),
        is_known: false,
    })
}

fn concat(words: &[&Word]) -> String {
    words.iter().map(|word| word.0[0].as_str()).collect()
}

fn given_fit(mine: Vec<&Word>, theirs: Vec<&Word>) -> Option<Fit> {
    for at in 0..2 {
        let whole = |words: &[&Word]| {
            words
                .iter()
                .map(|word| word.0[at].as_str())
                .collect::<String>()
        };
        if whole(&mine) == whole(&theirs) {
            return Some(Fit::Same);
        }
    }
    let (long, short) = match mine.len() >= theirs.len() {
        true => (&mine[..], &theirs[..]),
        false => (&theirs[..], &mine[..]),
    };
    // `R. Giskard` is also called `Giskard`: by a name in full, an initial before it may be missing.
    let initials = long.iter().take_while(|word| word.1).count();
    let begins = |from: usize| {
        let rest = long.get(from..).unwrap_or_default();
        let called = rest.first().zip(short.first());
        let is_same = called.is_some_and(|(long, short)| !long.1 && long.same(short));
        is_same && rest.len() >= short.len() && agree(rest, short)
    };
    (agree(long, short) || (1..=initials).any(begins)).then_some(Fit::Compatible)
}

/// Whether given names may be those of one person, word by word from the first.
///
/// An initial stands for any name that begins with it, unless more of the name contradicts: `Rosa` is
/// not `R. Giskard`, who would be called by the name in full.
fn agree(long: &[&Word], short: &[&Word]) -> bool {
    let pairs = || long.iter().zip(short);
    let in_full = |words: &[&Word]| words.iter().any(|word| !word.1);
    let rest = long.get(short.len()..).unwrap_or_default();
    let shares_a_name = || pairs().any(|(mine, theirs)| !mine.1 && mine.same(theirs));
    pairs().all(|(mine, theirs)| mine.compatible(theirs))
        && (!in_full(rest) || !in_full(short) || shares_a_name())
}

impl Owner {
    /// The owner by name, name in another script and aliases.
    pub fn new(person: &Person) -> Self {
        let written = person.name.iter().chain(person.aliases.iter());
        let names: Vec<Name> = written.map(|name| Name::parse(name)).collect();
        let native = person.native_name.iter().cloned();
        let native = native.chain(
            names
                .iter()
                .map(|name| name.print(crate::model::AuthorNames::AsGiven)),
        );
        let native = native
            .filter(|name| is_east_asian(name))
            .map(|name| compact(&name))
            .collect();
        let other_script = person.native_name.iter().map(|name| Name::parse(name));
        let names: Vec<Shape> = names
            .into_iter()
            .chain(other_script)
            .filter(|name| !name.is_empty())
            .map(|name| Shape::new(&name))
            .collect();
        let initials = names.iter().flat_map(Shape::initials).collect();
        Self {
            names,
            native,
            initials,
        }
    }

    /// Whether a name may fit, told by first letters alone: most names of others do not.
    ///
    /// Whatever makes two names fit, a family name, a first given name or all words: some word of
    /// the one begins as a word of the other. Only of ASCII is the first letter the folded one.
    fn may_fit(&self, name: &Name) -> bool {
        let words = || name.given.split(' ').chain(name.family.split(' '));
        let first = |word: &str| word.chars().find(char::is_ascii_alphanumeric);
        let is_known = |letter: char| self.initials.contains(&letter.to_ascii_lowercase());
        !words().all(str::is_ascii) || words().filter_map(first).any(is_known)
    }

    /// Somebody else, known by a name.
    pub fn named(name: &str) -> Self {
        Self::new(&Person {
            name: Some(name.to_owned()),
            ..Person::default()
        })
    }

    /// The places of the owner in a list of authors.
    ///
    /// `self: true` and `self: false` decide; else the best fit does: who has the owner's full name goes
    /// before who only has the initials.
    pub fn places(&self, list: &AuthorList) -> Vec<usize> {
        let said: Vec<usize> = places(list, |author| author.is_self == Some(true));
        if !said.is_empty() {
            return said;
        }
        self.best(list, |author| author.is_self.is_none())
    }

    /// The places of a list of authors where the name fits best, of those that may be taken.
    pub fn best(&self, list: &AuthorList, may_be: impl Fn(&AuthorEntry) -> bool) -> Vec<usize> {
        let fits: Vec<Option<Fit>> = list
            .authors
            .iter()
            .map(|author| match may_be(author) {
                true => self.fit(&author.name),
                false => None,
            })
            .collect();
        match fits.iter().flatten().max() {
            None => Vec::new(),
            best => fits
                .iter()
                .enumerate()
                .filter(|(_, fit)| fit.as_ref() == best)
                .map(|(at, _)| at)
                .collect(),
        }
    }

    /// Whether a name is one of the owner's.
    #[cfg(test)]
    pub fn is(&self, name: &Name) -> bool {
        self.fit(name).is_some()
    }

    fn fit(&self, name: &Name) -> Option<Fit> {
        if name.organization {
            // Braces keep a name together, also that of a person; only the whole name is the owner's.
            let person = Name::parse(&name.family);
            return (!person.organization)
                .then(|| self.fit(&person))
                .flatten()
                .filter(|fit| *fit == Fit::Same);
        }
        if name.native.is_none() && !self.may_fit(name) {
            return None;
        }
        let written = name.print(crate::model::AuthorNames::AsGiven);
        let native = name
            .native
            .as_deref()
            .or(is_east_asian(&written).then_some(written.as_str()));
        if let Some(native) = native.filter(|native| is_east_asian(native))
            && !self.native.is_empty()
        {
            // Two people who share a name in Latin letters differ in their own script.
            return self.native.contains(&compact(native)).then_some(Fit::Same);
        }
        if !self.may_fit(name) {
            return None;
        }
        let shape = Shape::new(name);
        self.names.iter().filter_map(|mine| mine.fit(&shape)).max()
    }
}

fn places(list: &AuthorList, is: impl Fn(&AuthorEntry) -> bool) -> Vec<usize> {
    list.authors
        .iter()
        .enumerate()
        .filter(|(_, author)| is(author))
        .map(|(at, _)| at)
        .collect()
}

fn compact(text: &str) -> String {
    folded(text).split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_that_fits_is_dismissed_by_its_first_letters() {
        let given = [
            "",
            "Ada",
            "A.",
            "AM",
            "A.-M.",
            "Ada Maria",
            "Jean-Pierre",
            "J.",
            "J.-P.",
            "Zhi Peng",
            "Zhipeng",
            "Øyvind",
            "Oeyvind",
            "(Al) Bert",
            "-Bo",
            "É.",
            "E.",
        ];
        let family = [
            "Lovelace",
            "King",
            "van der Berg",
            "Berg",
            "Garcia Marquez",
            "García Márquez",
            "Wang",
            "Müller",
            "Mueller",
            "O'Neil",
            "’t Hooft",
            "Le",
            "Ærø",
            "Ada",
            "-",
            "3rd",
        ];
        let names: Vec<Name> = given
            .iter()
            .flat_map(|given| {
                family.map(|family| [format!("{given} {family}"), format!("{family}, {given}")])
            })
            .flatten()
            .map(|name| Name::parse(&name))
            .filter(|name| !name.is_empty())
            .collect();
        let shapes: Vec<Shape> = names.iter().map(Shape::new).collect();
        let (mut fitting, mut dismissed) = (0, 0);
        for mine in &shapes {
            let owner = Owner {
                names: vec![mine.clone()],
                native: Vec::new(),
                initials: mine.initials().collect(),
            };
            for (name, shape) in names.iter().zip(&shapes) {
                let fits = mine.fit(shape).is_some();
                let may = owner.may_fit(name);
                assert!(may || !fits, "{mine:?}, {name:?}");
                fitting += usize::from(fits);
                dismissed += usize::from(!may);
            }
        }
        assert!(
            fitting > 1_000 && dismissed > 50_000,
            "{fitting}, {dismissed}"
        );
    }
}
