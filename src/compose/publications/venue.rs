//! Where a paper appeared, as it prints.

use super::terms;
use crate::document::{Inline, Inlines, plain_text};
use crate::model::{Publication, PublicationStatus, PublicationType, Scheme, VenueFields};
use crate::papers::names::normalised;
use crate::papers::venue::{is_hidden, is_named, year, year_in};
use crate::words::Labels;
use crate::words::dates;

/// Venue, volume, pages, publisher, year and status: `*Journal* 12(3), 101–119, 2025, in press`.
pub fn runs(
    publication: &Publication,
    kind: PublicationType,
    scheme: Scheme,
    labels: &Labels,
    editors: Option<Inlines>,
) -> Inlines {
    let mut out = Parts::default();
    let status =
        (labels.publication_status)(publication.status.unwrap_or(PublicationStatus::Published));
    let hidden = is_hidden(publication);
    if hidden {
        out.push(vec![Inline::text(super::marks::capitalised(status))]);
    }
    let empty = VenueFields::default();
    let fields = publication.venue.as_ref().filter(|_| !hidden);
    let fields = fields.map_or(&empty, |venue| &venue.0);
    out.push(name(fields, kind, scheme, labels, editors));
    let is_named = is_named(publication);
    let number = field(&publication.patent_number);
    let genre = field(&publication.genre)
        .map(|genre| terms::genre(&genre, labels))
        .filter(|genre| !out.contains(genre));
    match (&number, genre) {
        (Some(_), _) => {}
        (None, Some(genre)) => out.push(text(Some(genre))),
        (None, None) if !is_named && !hidden => {
            out.push(text(substitute(publication, kind, labels)));
        }
        (None, None) => {}
    }
    if let Some(number) = number {
        out.push(patent(publication, &number, labels));
    }
    out.push(text(field(&fields.track).map(|track| {
        let named = track.to_lowercase().contains("track");
        let words = labels
            .publication_word("track")
            .filter(|_| !named)
            .unwrap_or("{track}");
        words.replace("{track}", &track)
    })));
    let series = field(&fields.series);
    let numbered_series = series.is_some();
    out.push(text(series));
    let named = plain_text(&out.0);
    if !hidden {
        match volume(publication, kind, numbered_series, is_named, labels) {
            // A volume belongs to the name before it, without a comma.
            Some(Ok(volume)) if !out.is_empty() => out.append(&format!(" {volume}")),
            Some(Ok(volume) | Err(volume)) => out.push_words(Some(volume)),
            None => {}
        }
    }
    out.push(text(field(&fields.location)));
    let edition = field(&publication.edition);
    out.push(text(
        edition.map(|edition| terms::edition(&edition, labels)),
    ));
    let version = field(&publication.version);
    match version {
        Some(version) if version.starts_with(|first: char| first.is_ascii_digit()) => {
            out.push_words(Some(terms::version(&version, labels)));
        }
        version => out.push(text(version)),
    }
    let pages = field(&publication.pages).filter(|_| !hidden);
    out.push(
        pages
            .map(|pages| vec![Inline::no_break(page_range(&pages))])
            .unwrap_or_default(),
    );
    for name in [&publication.holder, &publication.institution] {
        out.push(text(field(name).filter(|name| !out.contains(name))));
    }
    let publisher = field(&publication.publisher).filter(|_| !hidden);
    out.push(text(publisher.filter(|name| !out.contains(name))));
    let date = date(publication, kind, labels);
    out.push(text(date.filter(|date| !contains_words(&named, date))));
    if let Some(original) = publication.original_date {
        let words = labels.publication_word("original").unwrap_or("{date}");
        out.push_words(Some(words.replace("{date}", &original.year.to_string())));
    }
    if !hidden && !status.is_empty() && !out.contains(status) {
        out.push_words(Some(status.to_owned()));
    }
    out.finish()
}

/// When it appeared: the words of the source, the day of what appears daily or weekly, else the year.
fn date(publication: &Publication, kind: PublicationType, labels: &Labels) -> Option<String> {
    let year = year(publication).map(|year| year.to_string());
    if let Some(period) = field(&publication.period) {
        let year = year.filter(|year| !contains_words(&period, year));
        return Some(match year {
            Some(year) => format!("{period}, {year}"),
            None => period,
        });
    }
    match publication.date {
        Some(date) if kind == PublicationType::Magazine => Some(dates::date(date, labels)),
        Some(date) if is_hidden(publication) => Some(date.year.to_string()),
        None if is_hidden(publication) => None,
        _ => year,
    }
}

/// "Patent US 7"; "US patent 7" where the genre names the office and the number does not.
fn patent(publication: &Publication, number: &str, labels: &Labels) -> Inlines {
    let genre = field(&publication.genre).map(|genre| terms::genre(&genre, labels));
    let has_office = number.starts_with(|first: char| first.is_alphabetic());
    match genre {
        Some(genre) if !has_office => vec![Inline::no_break(format!("{genre} {number}"))],
        genre => {
            let words = labels.publication_word("patent").unwrap_or("{number}");
            let printed = words.replace("{number}", number);
            // "Patent US 7" says already what the keys of offices say.
            let said = genre.filter(|genre| !genre.to_lowercase().contains("patent"));
            let said = said.map(|genre| Inline::text(format!("{genre}, ")));
            let number = Inline::no_break(printed);
            said.into_iter().chain([number]).collect()
        }
    }
}

fn name(
    fields: &VenueFields,
    kind: PublicationType,
    scheme: Scheme,
    labels: &Labels,
    editors: Option<Inlines>,
) -> Inlines {
    let (long, short) = (field(&fields.name), field(&fields.short));
    let printed = match scheme {
        Scheme::Short => short.or(long),
        Scheme::Full => match (long, short) {
            (Some(long), Some(short)) if !contains_words(&long, &short) => {
                Some(format!("{long} ({short})"))
            }
            (long, short) => long.or(short),
        },
    };
    let workshop = field(&fields.workshop);
    let linked = |name: String| match field(&fields.url) {
        Some(url) => Inline::Link {
            url,
            content: vec![Inline::emph(with_year_bound(&name))],
        },
        None => Inline::emph(with_year_bound(&name)),
    };
    let mut runs = Inlines::new();
    if kind == PublicationType::Chapter && printed.is_some() {
        let word = labels.publication_word("in").unwrap_or_default();
        runs.push(Inline::text(format!("{word} ")));
        if let Some(editors) = editors {
            runs.extend(editors);
            runs.push(Inline::text(", "));
        }
    }
    match (workshop, printed) {
        (Some(workshop), Some(host)) if !contains_words(&host, &workshop) => {
            let word = labels.publication_word("at").unwrap_or_default();
            runs.extend([
                linked(workshop),
                Inline::text(format!(" {word} ")),
                Inline::emph(with_year_bound(&host)),
            ]);
        }
        (_, Some(name)) | (Some(name), None) => runs.push(linked(name)),
        (None, None) => {}
    }
    runs
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

/// What prints for a venue where there is none.
fn substitute(publication: &Publication, kind: PublicationType, labels: &Labels) -> Option<String> {
    let word = |key| labels.publication_word(key).map(str::to_owned);
    match kind {
        PublicationType::Preprint if publication.publisher.is_none() => word("preprint"),
        PublicationType::Thesis => word("thesis"),
        _ => None,
    }
}

/// `12(3)`, where a journal or series has volumes; as an error what does not follow a name without a
/// comma: `vol. 2`, `no. 3`.
fn volume(
    publication: &Publication,
    kind: PublicationType,
    in_series: bool,
    is_named: bool,
    labels: &Labels,
) -> Option<Result<String, String>> {
    let (volume, issue) = (field(&publication.volume), field(&publication.issue));
    let words = |key: &str, number: &str| {
        let words = labels.publication_word(key);
        words.map_or_else(
            || number.to_owned(),
            |words| words.replace("{number}", number),
        )
    };
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
        (Some(volume), Some(issue)) if as_journal => Some(Ok(format!("{volume}({issue})"))),
        (Some(volume), None) if as_journal => Some(Ok(volume)),
        (None, Some(issue))
            if kind == PublicationType::Report
                && !is_named
                && field(&publication.genre).is_some() =>
        {
            Some(Ok(issue))
        }
        (volume, issue) => {
            let volume = volume.map(|volume| words("volume", &volume));
            let issue = issue.map(|issue| words("issue", &issue));
            let parts: Vec<String> = volume.into_iter().chain(issue).collect();
            (!parts.is_empty()).then(|| Err(parts.join(", ")))
        }
    }
}

/// Pages with en dashes between numbers: `101--119` becomes `101–119`.
pub fn page_range(pages: &str) -> String {
    let mut out = String::with_capacity(pages.len());
    for (at, range) in pages.split(',').enumerate() {
        let ends: Vec<&str> = range.split(['-', '–', '—']).map(str::trim).collect();
        let ends: Vec<&str> = ends.into_iter().filter(|end| !end.is_empty()).collect();
        if at > 0 {
            out.push_str(", ");
        }
        match ends[..] {
            [first, last]
                if [first, last].iter().all(|end| {
                    end.chars().any(|c| c.is_ascii_digit())
                        || end.chars().all(|c| "ivxlcIVXLC".contains(c))
                }) =>
            {
                out.push_str(&format!("{first}–{last}"));
            }
            _ => out.push_str(range.trim()),
        }
    }
    out
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

/// Runs joined by commas.
#[derive(Default)]
struct Parts(Inlines);

impl Parts {
    fn push(&mut self, runs: Inlines) {
        if plain_text(&runs).trim().is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(Inline::text(", "));
        }
        self.0.extend(runs);
    }

    /// Adds words of the language, with a capital where a sentence begins with them.
    fn push_words(&mut self, words: Option<String>) {
        let capital = |words: String| match self.0.is_empty() {
            true => super::marks::capitalised(&words),
            false => words,
        };
        self.push(text(words.map(capital)));
    }

    fn append(&mut self, text: &str) {
        self.0.push(Inline::text(text));
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn contains(&self, text: &str) -> bool {
        contains_words(&plain_text(&self.0), text)
    }

    fn finish(self) -> Inlines {
        self.0
    }
}
