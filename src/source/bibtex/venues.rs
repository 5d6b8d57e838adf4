//! Where the work of an entry appeared.

use super::fields::Reader;
use super::links::Found;
use super::months;
use super::unread::beside;
use crate::model::{Venue, VenueFields};

impl Reader<'_> {
    /// The venue; addresses in its fields are taken as links.
    pub(super) fn venue(&self, found: &mut Found) -> Option<Venue> {
        let published = self.without_addresses("howpublished", found);
        let mut fields = VenueFields {
            name: self.venue_name(found),
            short: self.text(&["shortjournal", "abbr", "venueshort"]),
            series: self.text(&["series"]),
            track: self.text(&["track"]),
            workshop: self.text(&["workshop"]),
            location: self.text(&["eventlocation", "venue"]),
            url: self.venue_url(),
        };
        if fields.name.is_none() {
            fields.name = published;
        } else if let Some(published) = published.filter(|text| fields.name.as_ref() != Some(text))
        {
            self.fold("howpublished", beside("howpublished", "the venue"));
            self.keep("howpublished", published);
        }
        let at_acl = self
            .entry
            .peek("url")
            .is_some_and(|url| url.as_written().contains("aclanthology."));
        if fields.location.is_none() && at_acl {
            fields.location = self.text(&["address"]);
        }
        let from_dblp = self
            .entry
            .peek("bibsource")
            .is_some_and(|source| source.as_written().contains("dblp"));
        if (from_dblp || self.entry.key.starts_with("DBLP:"))
            && let Some((name, short, location)) = fields.name.as_deref().and_then(dblp_venue)
        {
            (fields.name, fields.short) = (Some(name), Some(short));
            fields.location = fields.location.or(location);
        }
        (fields != VenueFields::default()).then_some(Venue(fields))
    }

    /// The name of the venue with its subtitle; addresses in it are taken as links.
    fn venue_name(&self, found: &mut Found) -> Option<String> {
        let names = ["journaltitle", "journal", "booktitle", "eventtitle"];
        let name = names.into_iter().find(|name| self.is_said(name))?;
        let title = self.without_addresses(name, found)?;
        let subtitle = match name {
            "booktitle" => self.text(&["booksubtitle"]),
            "eventtitle" => None,
            _ => self.text(&["journalsubtitle"]),
        };
        Some(match subtitle {
            Some(subtitle) => format!("{}: {subtitle}", title.trim_end_matches(':')),
            None => title,
        })
    }
}

/// Takes apart the venues of DBLP: `Symposium on Cards, CARDS 2024, Turin, Italy, June 3-5, 2024`.
fn dblp_venue(text: &str) -> Option<(String, String, Option<String>)> {
    let parts: Vec<&str> = text.split(", ").collect();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let short = parts.iter().skip(1).position(|part| {
        part.rsplit_once(' ')
            .is_some_and(|(name, year)| is_year(year) && !name.contains(' '))
    })? + 1;
    let rest = match &parts[short + 1..] {
        [place @ .., day, year]
            if is_year(year)
                && months::month_number(day.split(' ').next().unwrap_or_default()).is_some() =>
        {
            place
        }
        rest => rest,
    };
    let location = Some(rest.join(", ")).filter(|place| !place.is_empty());
    Some((parts[..short].join(", "), parts[short].to_owned(), location))
}
