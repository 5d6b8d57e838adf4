//! The order of publications: what is unfinished or undated first, then newest first.

use std::cmp::{Ordering, Reverse};

use super::venue;
use crate::model::{PartialDate, Publication, PublicationStatus};

/// The date a paper is sorted by: its own, else the year in its venue.
pub fn date(publication: &Publication) -> Option<PartialDate> {
    publication
        .date
        .or_else(|| venue::year(publication).map(PartialDate::year))
}

/// Whether a paper has its place in time, and so a number that stays: it is dated and at least
/// accepted.
pub fn is_settled(publication: &Publication) -> bool {
    !venue::is_hidden(publication) && date(publication).is_some()
}

/// Compares two papers for a list: unsettled ones first, the least finished leading, then newest first.
///
/// Papers that compare equal keep the order of the file.
pub fn compare(first: &Publication, second: &Publication) -> Ordering {
    fn key(publication: &Publication) -> (bool, u8, Reverse<Option<PartialDate>>) {
        let settled = is_settled(publication);
        let progress = if settled {
            0
        } else {
            progress(publication.status)
        };
        (settled, progress, Reverse(date(publication)))
    }
    key(first).cmp(&key(second))
}

fn progress(status: Option<PublicationStatus>) -> u8 {
    match status {
        Some(PublicationStatus::InPreparation) => 0,
        Some(PublicationStatus::UnderReview) => 1,
        Some(PublicationStatus::Accepted) => 2,
        Some(PublicationStatus::InPress) => 3,
        None | Some(PublicationStatus::Published) => 4,
    }
}
