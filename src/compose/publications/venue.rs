//! Where a paper appeared, as it prints.

use super::terms;
use crate::compose::phrases;
use crate::document::{Inline, Inlines, plain_text};
use crate::model::{Publication, PublicationType, VenueFields, VenueForm};
use crate::papers::Heading;
use crate::papers::names::normalised;
use crate::papers::venue::{is_hidden, is_named, year, year_in};
use crate::words::{Locale, Message};

/// Venue, volume, pages, publisher, year and status: `*Journal* 12(3), 101–119, 2025, in press`.
///
/// What the heading above the paper says is not said again: its kind, where it has no venue, and its year.
pub fn runs(
    publication: &Publication,
    kind: PublicationType,
    form: VenueForm,
    locale: &Locale,
    editors: Option<Inlines>,
    heading: Option<&Heading>,
) -> Inlines {
    let mut out = Parts::new(locale);
    let status = publication.status.and_then(Message::status);
    let status = status.map(|status| locale.word(status));
    let hidden = is_hidden(publication);
    if hidden {
        out.push_words(status.clone());
    }
    let empty = VenueFields::default();
    let fields = publication.venue.as_ref().filter(|_| !hidden);
    let fields = fields.map_or(&empty, |venue| &venue.0);
    let named_above = heading == Some(&Heading::Kind(kind)) && says_kind(fields, kind, locale);
    if !named_above {
        out.push(name(fields, kind, form, locale, editors));
    }
    let is_named = is_named(publication);
    let number = field(&publication.patent_number);
    let genre = field(&publication.genre)
        .map(|genre| locale.genre(&genre))
        .filter(|genre| !out.contains(genre));
    match (&number, genre) {
        (Some(_), _) => {}
        (None, Some(genre)) => out.push(text(Some(genre))),
        (None, None) if !is_named && !hidden && heading != Some(&Heading::Kind(kind)) => {
            out.push(text(substitute(publication, kind, locale)));
        }
        (None, None) => {}
    }
    if let Some(number) = number {
        out.push(patent(publication, &number, locale));
    }
    out.push(text(field(&fields.track).map(|track| {
        // Most tracks have English names, in whatever language a document is.
        let words = locale.pattern(Message::Track).words().to_lowercase();
        let lower = track.to_lowercase();
        match lower.contains("track") || lower.contains(words.trim()) {
            true => track,
            false => locale.fill(Message::Track, &[("track", &track)]),
        }
    })));
    let series = field(&fields.series);
    let numbered_series = series.is_some();
    out.push(text(series));
    let named = plain_text(&out.runs);
    if !hidden {
        match volume(publication, kind, numbered_series, is_named, locale) {
            // A volume belongs to the name before it, without a comma.
            Some(Ok(volume)) if !out.is_empty() => out.append_volume(&volume),
            Some(Ok(volume) | Err(volume)) => out.push_words(Some(volume)),
            None => {}
        }
    }
    out.push(text(field(&fields.location)));
    let edition = field(&publication.edition);
    out.push(text(
        edition.map(|edition| terms::edition(&edition, locale)),
    ));
    let version = field(&publication.version);
    match version {
        Some(version) if version.starts_with(|first: char| first.is_ascii_digit()) => {
            out.push_words(Some(terms::version(&version, locale)));
        }
        version => out.push(text(version)),
    }
    let pages = field(&publication.pages).filter(|_| !hidden);
    out.push(
        pages
            .map(|pages| vec![Inline::no_break(page_range(&pages, locale))])
            .unwrap_or_default(),
    );
    for name in [&publication.holder, &publication.institution] {
        out.push(text(field(name).filter(|name| !out.contains(name))));
    }
    let publisher = field(&publication.publisher).filter(|_| !hidden);
    out.push(text(publisher.filter(|name| !out.contains(name))));
    let is_said = |date: &String| match heading {
        Some(Heading::Year(year)) => *date == locale.numerals(year),
        _ => false,
    };
    let date = date(publication, kind, locale).filter(|date| !is_said(date));
    out.push(text(date.filter(|date| !contains_words(&named, date))));
    if let Some(original) = publication.original_date {
        let year = locale.numerals(original.year);
        out.push_words(Some(locale.fill(Message::Original, &[("date", &year)])));
    }
    out.push_words(status.filter(|status| !hidden && !out.contains(status)));
    out.finish()
}

/// When it appeared: the words of the source, the day of what appears daily or weekly, else the year.
fn date(publication: &Publication, kind: PublicationType, locale: &Locale) -> Option<String> {
    let year = year(publication).map(|year| locale.numerals(year));
    if let Some(period) = field(&publication.period) {
        let year = year.filter(|year| !contains_words(&period, year));
        return Some(match year {
            Some(year) => locale.parts(&[period, year]),
            None => period,
        });
    }
    match publication.date {
        Some(date) if kind == PublicationType::Magazine || date.term.is_some() => {
            Some(locale.date(date))
        }
        Some(date) if is_hidden(publication) => Some(locale.numerals(date.year)),
        None if is_hidden(publication) => None,
        _ => year,
    }
}

/// "Patent US 7"; "US patent 7" where the genre names the office and the number does not.
fn patent(publication: &Publication, number: &str, locale: &Locale) -> Inlines {
    let genre = field(&publication.genre).map(|genre| locale.genre(&genre));
    let has_office = number.starts_with(|first: char| first.is_alphabetic());
    match genre {
        Some(genre) if !has_office => {
            let values = [("genre", &genre[..]), ("number", number)];
            vec![Inline::no_break(
                locale.fill(Message::PatentOfGenre, &values),
            )]
        }
        genre => {
            let printed = locale.fill(Message::Patent, &[("number", number)]);
            // "Patent US 7" says already what the keys of offices say.
            let word = locale.word(Message::GenrePatent).to_lowercase();
            let said = genre.filter(|genre| !genre.to_lowercase().contains(&word));
            let comma = locale.between(Message::JoinParts);
            let said = said.map(|genre| Inline::text(genre + &comma));
            let number = Inline::no_break(printed);
            said.into_iter().chain([number]).collect()
        }
    }
}

fn name(
    fields: &VenueFields,
    kind: PublicationType,
    form: VenueForm,
    locale: &Locale,
    editors: Option<Inlines>,
) -> Inlines {
    let (long, short) = (field(&fields.name), field(&fields.short));
    let printed = match form {
        VenueForm::Short => short.or(long),
        VenueForm::Full => match (long, short) {
            (Some(long), Some(short)) if !contains_words(&long, &short) => {
                Some(long + &locale.aside(&short))
            }
            (long, short) => long.or(short),
        },
    };
    let workshop = field(&fields.workshop);
    let linked = |name: String| match &fields.url {
        Some(url) => Inline::Link {
            url: url.clone(),
            content: vec![Inline::emph(with_year_bound(&name))],
        },
        None => Inline::emph(with_year_bound(&name)),
    };
    let in_container = kind == PublicationType::Chapter && printed.is_some();
    let venue = match (workshop, printed) {
        (Some(workshop), Some(host)) if !contains_words(&host, &workshop) => {
            let host = Inline::emph(with_year_bound(&host));
            let values = [("workshop", vec![linked(workshop)]), ("venue", vec![host])];
            phrases::phrase(locale, Message::At, &values)
        }
        (_, Some(name)) | (Some(name), None) => vec![linked(name)],
        (None, None) => Inlines::new(),
    };
    match editors {
        _ if !in_container => venue,
        None => phrases::phrase(locale, Message::In, &[("venue", venue)]),
        Some(editors) => {
            let values = [("editors", editors), ("venue", venue)];
            phrases::phrase(locale, Message::InEdited, &values)
        }
    }
}

/// The name with its last word, if that is a year, kept on the line of the word before it.
fn with_year_bound(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((words, year)) if year.len() == 4 && year_in(year).is_some() => {
            format!("{words}\u{a0}{year}")
        }
        _ => name.to_owned(),
    }
}

/// Whether a venue is no more than the word for its kind: "Preprint".
fn says_kind(fields: &VenueFields, kind: PublicationType, locale: &Locale) -> bool {
    let word = locale.word(Message::Preprint).to_lowercase();
    let name = field(&fields.name).map(|name| name.to_lowercase());
    kind == PublicationType::Preprint && name.is_some_and(|name| name == word || name == "preprint")
}

/// What prints for a venue where there is none.
fn substitute(publication: &Publication, kind: PublicationType, locale: &Locale) -> Option<String> {
    let message = match kind {
        PublicationType::Preprint if publication.publisher.is_none() => Message::Preprint,
        PublicationType::Thesis => Message::Thesis,
        _ => return None,
    };
    Some(locale.word(message))
}

/// `12(3)`, where a journal or series has volumes; as an error what does not follow a name without a
/// comma: `vol. 2`, `no. 3`.
fn volume(
    publication: &Publication,
    kind: PublicationType,
    in_series: bool,
    is_named: bool,
    locale: &Locale,
) -> Option<Result<String, String>> {
    let (volume, issue) = (field(&publication.volume), field(&publication.issue));
    let words = |message, number: &str| locale.fill(message, &[("number", number)]);
    let as_journal = match kind {
        PublicationType::Journal
        | PublicationType::Magazine
        | PublicationType::Preprint
        | PublicationType::Other => is_named,
        PublicationType::Conference
        | PublicationType::Workshop
        | PublicationType::Demo
        | PublicationType::Tutorial => in_series,
        _ => false,
    };
    match (volume, issue) {
        (Some(volume), Some(issue)) if as_journal => {
            let values = [("volume", &volume[..]), ("issue", &issue)];
            Some(Ok(locale.fill(Message::VolumeIssue, &values)))
        }
        (Some(volume), None) if as_journal => Some(Ok(volume)),
        (None, Some(issue))
            if kind == PublicationType::Report
                && !is_named
                && field(&publication.genre).is_some() =>
        {
            Some(Ok(issue))
        }
        (volume, issue) => {
            let volume = volume.map(|volume| words(Message::Volume, &volume));
            let issue = issue.map(|issue| words(Message::Issue, &issue));
            let parts: Vec<String> = volume.into_iter().chain(issue).collect();
            (!parts.is_empty()).then(|| Err(locale.parts(&parts)))
        }
    }
}

/// Pages from one number to another as the language writes ranges: `101--119` becomes `101–119`.
pub fn page_range(pages: &str, locale: &Locale) -> String {
    let range = |range: &str| {
        let ends: Vec<&str> = range.split(['-', '–', '—']).map(str::trim).collect();
        let ends: Vec<&str> = ends.into_iter().filter(|end| !end.is_empty()).collect();
        match ends[..] {
            [first, last]
                if [first, last].iter().all(|end| {
                    end.chars().any(|c| c.is_ascii_digit())
                        || end.chars().all(|c| "ivxlcIVXLC".contains(c))
                }) =>
            {
                locale.number_range(first, last)
            }
            _ => range.trim().to_owned(),
        }
    };
    let ranges: Vec<String> = pages.split(',').map(range).collect();
    locale.list(&ranges)
}

/// The text of a field, with single blanks; none when nothing would print.
pub fn field(field: &Option<String>) -> Option<String> {
    field
        .as_deref()
        .map(normalised)
        .filter(|text| !text.is_empty())
}

fn text(text: Option<String>) -> Inlines {
    text.map(|text| vec![Inline::text(text)])
        .unwrap_or_default()
}

/// Whether a text holds words in their order, whatever their case and punctuation.
pub fn contains_words(text: &str, word: &str) -> bool {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
            .collect::<Vec<_>>()
    };
    let (text, word) = (words(text), words(word));
    text.windows(word.len().max(1)).any(|window| window == word)
}

/// Runs joined as parts of one statement.
struct Parts<'a> {
    locale: &'a Locale,
    runs: Inlines,
}

impl<'a> Parts<'a> {
    fn new(locale: &'a Locale) -> Self {
        Self {
            locale,
            runs: Inlines::new(),
        }
    }

    fn push(&mut self, runs: Inlines) {
        if plain_text(&runs).trim().is_empty() {
            return;
        }
        phrases::add(&mut self.runs, self.locale, Message::JoinParts, runs);
    }

    /// Adds words of the language, with a capital where a sentence begins with them.
    fn push_words(&mut self, words: Option<String>) {
        let capital = |words: String| match self.runs.is_empty() {
            true => self.locale.capitalised(&words),
            false => words,
        };
        self.push(text(words.map(capital)));
    }

    fn append_volume(&mut self, volume: &str) {
        let name = std::mem::take(&mut self.runs);
        let values = [("name", name), ("volume", vec![Inline::text(volume)])];
        self.runs = phrases::phrase(self.locale, Message::NamedVolume, &values);
    }

    fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    fn contains(&self, text: &str) -> bool {
        contains_words(&plain_text(&self.runs), text)
    }

    fn finish(self) -> Inlines {
        self.runs
    }
}
