//! Where and when a paper appeared.

use crate::model::{Publication, PublicationStatus, VenueFields};

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

/// Whether the name of what the work stands in prints.
pub fn is_named(publication: &Publication) -> bool {
    let fields = publication.venue.as_ref().map(|venue| &venue.0);
    let names = fields.map(|fields| [&fields.name, &fields.short, &fields.workshop]);
    let named = names.is_some_and(|names| {
        let mut names = names.into_iter().flatten();
        names.any(|name| !name.trim().is_empty())
    });
    named && !is_hidden(publication)
}
