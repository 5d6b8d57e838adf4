//! Where a paper appeared, as it prints.

use super::names::normalised;
use crate::compose::labels::Labels;
use crate::document::{Inline, Inlines, plain_text};
use crate::model::{Publication, PublicationStatus, PublicationType, Scheme, VenueFields};

/// The year of a paper: of its date, else the one in its venue.
pub fn year(publication: &Publication) -> Option<u16> {
    let written = || {
        publication
            .venue
            .as_ref()
            .and_then(|venue| year_in(&all_names(&venue.0)))
    };
    publication.date.map(|date| date.year).or_else(written)
}

/// The last year, 1900 to 2099, that stands alone in a text.
pub fn year_in(text: &str) -> Option<u16> {
    let numbers = text.split(|c: char| !c.is_alphanumeric()).rev();
    let mut years = numbers
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok());
    years.find(|year| (1900..2100).contains(year))
}

/// Everything that the venue is called, for finding words and years in it.
pub fn all_names(fields: &VenueFields) -> String {
    let parts = [
        &fields.name,
        &fields.short,
        &fields.workshop,
        &fields.series,
    ];
    let parts: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
    parts.join(" ").trim().to_owned()
}

/// Whether a status keeps the venue to itself: naming the target of a paper under review breaks
/// anonymity and claims what is not decided.
pub fn is_hidden(publication: &Publication) -> bool {
    matches!(
        publication.status,
        Some(PublicationStatus::UnderReview | PublicationStatus::InPreparation)
    )
}

/// Venue, volume, pages, publisher, year and status: `*Journal* 12(3), 101–119, 2025, in press`.
pub fn runs(
    publication: &Publication,
    kind: PublicationType,
    scheme: Scheme,
    labels: &Labels,
    editors: Option<String>,
) -> Inlines {
    let mut out = Parts::default();
    let status =
        (labels.publication_status)(publication.status.unwrap_or(PublicationStatus::Published));
    if is_hidden(publication) {
        out.push(vec![Inline::text(super::marks::capitalised(status))]);
        let year = publication.date.map(|date| date.year.to_string());
        out.push(text(field(&publication.period).or(year)));
        return out.finish();
    }
    let empty = VenueFields::default();
    let fields = publication.venue.as_ref().map_or(&empty, |venue| &venue.0);
    out.push(name(fields, kind, scheme, labels, editors.as_deref()));
    if fields.name.is_none() && fields.short.is_none() && fields.workshop.is_none() {
        out.push(text(substitute(publication, kind, labels)));
    }
    if let Some(number) = field(&publication.patent_number) {
        let words = labels.publication_word("patent").unwrap_or("{number}");
        out.push(vec![Inline::no_break(words.replace("{number}", &number))]);
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
    let volume = volume(publication, labels);
    match volume {
        // A volume belongs to the name before it, without a comma.
        Some(Ok(volume)) if numbered_series || !out.is_empty() => out.append(&format!(" {volume}")),
        Some(Ok(volume) | Err(volume)) => out.push(text(Some(volume))),
        None => {}
    }
    out.push(text(field(&fields.location)));
    out.push(text(field(&publication.edition).map(|edition| {
        let named = edition.to_lowercase().contains("ed");
        let words = labels
            .publication_word("edition")
            .filter(|_| !named)
            .unwrap_or("{edition}");
        words.replace("{edition}", &edition)
    })));
    let pages = field(&publication.pages);
    out.push(
        pages
            .map(|pages| vec![Inline::no_break(page_range(&pages))])
            .unwrap_or_default(),
    );
    let institution = field(&publication.institution);
    out.push(text(institution.filter(|name| !out.contains(name))));
    let publisher = field(&publication.publisher);
    out.push(text(publisher.filter(|name| !out.contains(name))));
    let year = year(publication).map(|year| year.to_string());
    let year = field(&publication.period).or(year);
    out.push(text(year.filter(|year| !contains_word(&named, year))));
    if !status.is_empty() && !out.contains(status) {
        out.push(text(Some(status.to_owned())));
    }
    out.finish()
}

fn name(
    fields: &VenueFields,
    kind: PublicationType,
    scheme: Scheme,
    labels: &Labels,
    editors: Option<&str>,
) -> Inlines {
    let (long, short) = (field(&fields.name), field(&fields.short));
    let printed = match scheme {
        Scheme::Short => short.or(long),
        Scheme::Full => match (long, short) {
            (Some(long), Some(short)) if !contains_word(&long, &short) => {
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
        let editors = editors
            .map(|editors| format!("{editors}, "))
            .unwrap_or_default();
        runs.push(Inline::text(format!("{word} {editors}")));
    }
    match (workshop, printed) {
        (Some(workshop), Some(host)) if !host.contains(&workshop) => {
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

/// `12(3)`; as an error what does not follow a name without a comma: `no. 3`.
fn volume(publication: &Publication, labels: &Labels) -> Option<Result<String, String>> {
    match (field(&publication.volume), field(&publication.issue)) {
        (Some(volume), Some(issue)) => Some(Ok(format!("{volume}({issue})"))),
        (Some(volume), None) => Some(Ok(volume)),
        (None, Some(issue)) => {
            let words = labels.publication_word("issue").unwrap_or("{issue}");
            Some(Err(words.replace("{issue}", &issue)))
        }
        (None, None) => None,
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

fn field(field: &Option<String>) -> Option<String> {
    field
        .as_deref()
        .map(normalised)
        .filter(|text| !text.is_empty())
}

fn text(text: Option<String>) -> Inlines {
    text.map(|text| vec![Inline::text(text)])
        .unwrap_or_default()
}

fn contains_word(text: &str, word: &str) -> bool {
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

    fn append(&mut self, text: &str) {
        self.0.push(Inline::text(text));
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn contains(&self, text: &str) -> bool {
        plain_text(&self.0)
            .to_lowercase()
            .contains(&text.to_lowercase())
    }

    fn finish(self) -> Inlines {
        self.0
    }
}
