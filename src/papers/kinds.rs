//! What kind of output a publication is, said or guessed.
//!
//! One rule for `cv.yaml` and bibliographies: the `type`, then what the work says it is (the type
//! of its entry, its genre, the server it lies on), and only then what its fields suggest.

use super::entry_types::{GENRES, PLAIN};
use super::venue;
use crate::model::servers::{self, Server};
use crate::model::{Publication, PublicationStatus, PublicationType, VenueFields};

/// The type that a publication says it has, or the one its fields suggest.
///
/// What is still under review or being written is no article of a journal and no paper of a
/// conference, whatever it was sent to; only a `type` says otherwise.
pub fn kind(publication: &Publication) -> PublicationType {
    if let Some(said) = publication.r#type {
        return said;
    }
    let facts = Facts::of(publication);
    let kind = facts.said().unwrap_or_else(|| facts.suggested());
    match kind {
        PublicationType::Journal
        | PublicationType::Magazine
        | PublicationType::Conference
        | PublicationType::Workshop
        | PublicationType::Demo
        | PublicationType::Tutorial
            if facts.is_unpublished() =>
        {
            PublicationType::Preprint
        }
        kind => kind,
    }
}

/// Letters before numbers when a document declares none: J3, C12, W1, P2, Ch1, B1, T1, Pt1, R1, D1, Tu1,
/// Ds1, S1, M1, O1.
pub fn default_prefix(kind: PublicationType) -> &'static str {
    match kind {
        PublicationType::Journal => "J",
        PublicationType::Conference => "C",
        PublicationType::Workshop => "W",
        PublicationType::Preprint => "P",
        PublicationType::Chapter => "Ch",
        PublicationType::Book => "B",
        PublicationType::Thesis => "T",
        PublicationType::Patent => "Pt",
        PublicationType::Report => "R",
        PublicationType::Demo => "D",
        PublicationType::Tutorial => "Tu",
        PublicationType::Dataset => "Ds",
        PublicationType::Software => "S",
        PublicationType::Magazine => "M",
        PublicationType::Other => "O",
    }
}

/// Words of a venue that tell the type, the telling ones first.
const WORDS: &[(PublicationType, &[&str])] = &[
    (PublicationType::Workshop, &["workshop", "workshops"]),
    (
        PublicationType::Demo,
        &["demo", "demos", "demonstration", "demonstrations"],
    ),
    (PublicationType::Tutorial, &["tutorial", "tutorials"]),
    (
        PublicationType::Thesis,
        &["thesis", "dissertation", "habilitation"],
    ),
    (PublicationType::Magazine, &["magazine"]),
    (
        PublicationType::Journal,
        &[
            "journal",
            "transactions",
            "letters",
            "annals",
            "review",
            "reviews",
            "quarterly",
            "bulletin",
            "nature",
            "science",
            "pnas",
            "jmlr",
            "tmlr",
            "tacl",
            "jair",
            "archives",
            "acta",
            "zeitschrift",
        ],
    ),
    (PublicationType::Report, &["report", "reports"]),
    (
        PublicationType::Conference,
        &[
            "conference",
            "proceedings",
            "proc",
            "symposium",
            "meeting",
            "congress",
            "convention",
            "findings",
            "konferenz",
            "colloquium",
        ],
    ),
];

/// Sites with capitals in their names like those of conferences.
const SITES: &[&str] = &[
    "github",
    "gitlab",
    "bitbucket",
    "youtube",
    "linkedin",
    "researchgate",
    "slideshare",
    "wordpress",
    "cran",
    "pypi",
    "bbc",
    "cnn",
];

/// What is known of a work that bears on its kind.
struct Facts<'a> {
    publication: &'a Publication,
    /// The type of its entry, or nothing.
    entry: &'a str,
    /// The names of the venue, in one text.
    venue: String,
    /// The words of the venue, in lower case.
    words: Vec<String>,
}

fn filled(field: &Option<String>) -> bool {
    field.as_deref().is_some_and(|text| !text.trim().is_empty())
}

impl<'a> Facts<'a> {
    fn of(publication: &'a Publication) -> Self {
        let entry = publication.entry_type.as_ref();
        let fields = publication.venue.as_ref().map(|venue| &venue.0);
        let venue = fields.map(venue::all_names).unwrap_or_default();
        let words = venue
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        Self {
            publication,
            entry: entry.map_or("", |entry| entry.name.as_str()),
            venue,
            words,
        }
    }

    fn fields(&self) -> Option<&'a VenueFields> {
        self.publication.venue.as_ref().map(|venue| &venue.0)
    }

    fn is_unpublished(&self) -> bool {
        matches!(
            self.publication.status,
            Some(PublicationStatus::UnderReview | PublicationStatus::InPreparation)
        )
    }

    fn has_words(&self, known: &[&str]) -> bool {
        self.words.iter().any(|word| known.contains(&word.as_str()))
    }

    /// Whether the names of the venue say that it is of a kind.
    fn venue_says(&self, kind: PublicationType) -> bool {
        let mut of_kind = WORDS.iter().filter(|(of, _)| *of == kind);
        of_kind.any(|(_, words)| self.has_words(words))
    }

    /// The server that the work lies on, by the name of its venue or, where it has none, of who
    /// put it out.
    fn server(&self) -> Option<Server> {
        let publication = self.publication;
        let fields = self.fields();
        let mut names = fields
            .into_iter()
            .flat_map(|fields| [&fields.name, &fields.short]);
        let named = names.find_map(|name| servers::server(name.as_deref()?));
        if named.is_some() || !self.venue.is_empty() {
            return named;
        }
        let from = [&publication.publisher, &publication.institution];
        from.into_iter()
            .find_map(|name| servers::server(name.as_deref()?))
    }

    /// Whether an identifier says that the work lies on a preprint server and nothing says where
    /// else.
    fn only_on_server(&self) -> bool {
        let publication = self.publication;
        let by_entry = publication.entry_type.as_ref();
        let by_entry = by_entry
            .and_then(|entry| entry.server.as_deref())
            .is_some_and(|name| servers::server(name) == Some(Server::Preprints));
        let by_doi = publication.doi.as_deref().is_some_and(servers::registers);
        self.venue.is_empty() && (filled(&publication.arxiv) || by_doi || by_entry)
    }

    /// What the genre says.
    fn genre(&self) -> Option<PublicationType> {
        let genre = self.publication.genre.as_deref()?.to_lowercase();
        let is = |word: &&&str| {
            let mut found = genre.match_indices(**word);
            found.any(|(at, _)| {
                let before = genre[..at].chars().next_back();
                before.is_none_or(|before| !before.is_alphanumeric())
            })
        };
        let said = GENRES
            .iter()
            .find(|(_, words)| words.iter().any(|word| is(&word)));
        // German words have their kind at the end: `Diplomarbeit`, `Masterarbeit`.
        let is_german_thesis = || genre.ends_with("arbeit") || genre.ends_with("schrift");
        said.map(|(kind, _)| *kind)
            .or_else(|| is_german_thesis().then_some(PublicationType::Thesis))
    }

    /// What the work says it is.
    fn said(&self) -> Option<PublicationType> {
        let publication = self.publication;
        let entry = self.entry;
        let plain = PLAIN.iter().find(|(_, names)| names.contains(&entry));
        if let Some((kind, _)) = plain {
            return Some(*kind);
        }
        if filled(&publication.patent_number) {
            return Some(PublicationType::Patent);
        }
        let subtype = publication.entry_type.as_ref();
        let subtype = subtype.and_then(|entry| entry.subtype.as_deref());
        let subtype = subtype.map(str::to_lowercase).unwrap_or_default();
        if subtype.contains("newspaper") || subtype.contains("magazine") {
            return Some(PublicationType::Magazine);
        }
        let genre = self.genre();
        let server = self.server();
        match entry {
            "inproceedings" | "conference" => {
                if server == Some(Server::Preprints) {
                    return Some(PublicationType::Preprint);
                }
                return Some(self.presented());
            }
            "article" | "suppperiodical" | "review" => {
                let paperlike = [PublicationType::Preprint, PublicationType::Magazine];
                if let Some(genre) = genre.filter(|genre| paperlike.contains(genre)) {
                    return Some(genre);
                }
                // Who writes of an article in a repository means one that appeared nowhere else.
                if server.is_some() || self.only_on_server() {
                    return Some(PublicationType::Preprint);
                }
                return Some(self.article());
            }
            _ => {}
        }
        if let Some(genre) = genre {
            return Some(genre);
        }
        if server == Some(Server::Preprints) {
            return Some(PublicationType::Preprint);
        }
        match entry {
            "techreport" | "report" | "technicalreport" | "whitepaper" | "workingpaper" => {
                let alone = self.only_on_server() && !filled(&publication.institution);
                Some(match alone {
                    true => PublicationType::Preprint,
                    false => PublicationType::Report,
                })
            }
            "unpublished" => {
                // Reference managers write talks so.
                let talk = [
                    "talk",
                    "lecture",
                    "presentation",
                    "seminar",
                    "keynote",
                    "poster",
                ];
                let given = self.has_words(&talk)
                    || self.venue_says(PublicationType::Conference)
                    || self.venue_says(PublicationType::Workshop);
                Some(match given && !self.is_unpublished() {
                    true => PublicationType::Other,
                    false => PublicationType::Preprint,
                })
            }
            "preprint" => Some(PublicationType::Preprint),
            "manual" | "standard" => Some(match self.is_program() {
                true => PublicationType::Software,
                false => PublicationType::Other,
            }),
            "online" | "www" | "electronic" | "webpage" | "website" => {
                Some(match self.only_on_server() {
                    true => PublicationType::Preprint,
                    false => PublicationType::Other,
                })
            }
            _ => None,
        }
    }

    /// What is presented at a conference.
    fn presented(&self) -> PublicationType {
        let workshop = self.fields().is_some_and(|fields| filled(&fields.workshop));
        match () {
            () if workshop || self.venue_says(PublicationType::Workshop) => {
                PublicationType::Workshop
            }
            () if self.has_words(&["demonstration", "demonstrations"]) => PublicationType::Demo,
            () if self.venue_says(PublicationType::Tutorial) => PublicationType::Tutorial,
            () => PublicationType::Conference,
        }
    }

    /// What an entry is that calls itself an article.
    fn article(&self) -> PublicationType {
        let publication = self.publication;
        if self.venue_says(PublicationType::Magazine) {
            return PublicationType::Magazine;
        }
        if !self.venue.is_empty() {
            return PublicationType::Journal;
        }
        if self.is_unpublished() {
            return PublicationType::Preprint;
        }
        let numbers = [
            &publication.volume,
            &publication.issue,
            &publication.pages,
            &publication.doi,
            &publication.pmid,
        ];
        // Search engines call everything an article of which they know the title alone.
        match numbers.into_iter().any(filled) || publication.status.is_some() {
            true => PublicationType::Journal,
            false => PublicationType::Other,
        }
    }

    /// Whether a manual is that of a program, as R's `citation()` writes them.
    fn is_program(&self) -> bool {
        let publication = self.publication;
        let note = publication.note.as_ref().map(|note| note.0.to_lowercase());
        let note = note.unwrap_or_default();
        let words: Vec<&str> = note.split(|c: char| !c.is_alphanumeric()).collect();
        filled(&publication.version)
            || ["package", "software", "library", "module"]
                .iter()
                .any(|word| words.contains(word))
    }

    /// What the fields suggest where nothing says it.
    fn suggested(&self) -> PublicationType {
        let publication = self.publication;
        let workshop = self.fields().is_some_and(|fields| filled(&fields.workshop));
        if workshop {
            return PublicationType::Workshop;
        }
        let volume = filled(&publication.volume);
        let in_journal = volume && filled(&publication.issue);
        for (kind, _) in WORDS {
            // "Proceedings of the Academy 12(3)" is a journal, "Proceedings of a conference" is not;
            // "Scientific Reports 12" is one, "Report 12" is not.
            let by_number = *kind == PublicationType::Journal
                && (in_journal || volume && self.has_words(&["reports"]));
            let by_conference = *kind == PublicationType::Journal
                && !in_journal
                && self.venue_says(PublicationType::Conference);
            let by_report = *kind == PublicationType::Journal
                && !volume
                && self.has_words(&["report"])
                && self.has_words(&["technical", "research"]);
            if by_number || self.venue_says(*kind) && !by_conference && !by_report {
                return if by_number {
                    PublicationType::Journal
                } else {
                    *kind
                };
            }
        }
        // A page or a deposit that has a publisher or a number is no book for that.
        let is_loose = !self.entry.is_empty();
        if filled(&publication.isbn) {
            let part = filled(&publication.pages) || !publication.editors.is_empty();
            let part = part && !self.venue.is_empty() || filled(&publication.pages);
            return if part {
                PublicationType::Chapter
            } else {
                PublicationType::Book
            };
        }
        if looks_like_conference(&self.venue, is_loose) && !self.has_words(SITES) {
            return PublicationType::Conference;
        }
        let numbered = filled(&publication.volume) || filled(&publication.issue);
        if numbered && !(is_loose && self.venue.is_empty()) {
            return PublicationType::Journal;
        }
        match self.venue.is_empty() {
            true if self.only_on_server() || self.is_unpublished() => PublicationType::Preprint,
            true if is_loose => PublicationType::Other,
            true if filled(&publication.institution) => PublicationType::Report,
            true if filled(&publication.publisher) => PublicationType::Book,
            // Without authors and a venue, editors are those of a book.
            true if !publication.editors.is_empty() && publication.authors.is_empty() => {
                PublicationType::Book
            }
            _ => PublicationType::Other,
        }
    }
}

/// Whether a venue is an acronym, with or without a year: `EMNLP 2025`, `NeurIPS`, `ICML '25`.
fn looks_like_conference(name: &str, needs_year: bool) -> bool {
    let acronym = name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        capitals >= 2 && word.chars().any(char::is_alphabetic)
    });
    let has_year = venue::year_in(name).is_some();
    acronym && (has_year || !needs_year && name.split_whitespace().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::super::entry_types::WEIGHED;
    use super::*;
    use crate::model::EntryType;

    #[test]
    fn a_type_of_entry_that_is_listed_says_something() {
        let weighed = WEIGHED.iter().flat_map(|(names, _)| names.iter());
        let plain = PLAIN.iter().flat_map(|(_, names)| names.iter());
        for name in weighed.chain(plain) {
            let publication = Publication {
                entry_type: Some(EntryType {
                    name: (*name).to_owned(),
                    ..EntryType::default()
                }),
                ..Publication::default()
            };
            assert!(Facts::of(&publication).said().is_some(), "{name}");
        }
    }
}
