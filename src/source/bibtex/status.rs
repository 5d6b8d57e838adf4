//! How far a paper has come, as remarks and venues say it in words.

use crate::model::PublicationStatus;

/// What a remark says beside a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The status.
    pub status: PublicationStatus,
    /// Where, when it names a place: `submitted to J. Tanks` names `J. Tanks`.
    pub target: Option<String>,
}

/// Phrases of statuses, the longest first where one begins another.
const PHRASES: &[(&str, PublicationStatus)] = &[
    ("submitted for publication", PublicationStatus::UnderReview),
    ("submitted for review", PublicationStatus::UnderReview),
    ("submitted", PublicationStatus::UnderReview),
    ("under submission", PublicationStatus::UnderReview),
    ("under review", PublicationStatus::UnderReview),
    ("under revision", PublicationStatus::UnderReview),
    ("under consideration", PublicationStatus::UnderReview),
    ("in submission", PublicationStatus::UnderReview),
    ("in review", PublicationStatus::UnderReview),
    ("in revision", PublicationStatus::UnderReview),
    ("revise and resubmit", PublicationStatus::UnderReview),
    ("revise & resubmit", PublicationStatus::UnderReview),
    ("in preparation", PublicationStatus::InPreparation),
    ("inpreparation", PublicationStatus::InPreparation),
    ("under preparation", PublicationStatus::InPreparation),
    ("in prep", PublicationStatus::InPreparation),
    ("work in progress", PublicationStatus::InPreparation),
    ("in progress", PublicationStatus::InPreparation),
    ("conditionally accepted", PublicationStatus::UnderReview),
    ("accepted for publication", PublicationStatus::Accepted),
    ("accepted", PublicationStatus::Accepted),
    ("to appear", PublicationStatus::Accepted),
    ("to be published", PublicationStatus::Accepted),
    ("forthcoming", PublicationStatus::Accepted),
    ("in press", PublicationStatus::InPress),
    ("inpress", PublicationStatus::InPress),
    ("prepublished", PublicationStatus::InPress),
    ("published", PublicationStatus::Published),
];

/// Words before a phrase that add nothing to it.
const BEFORE: [&str; 8] = [
    "manuscript ",
    "article ",
    "paper ",
    "work ",
    "draft ",
    "currently ",
    "preprint, ",
    "is ",
];

/// Words between a phrase and the place.
const TO: [&str; 8] = [
    "to",
    "at",
    "in",
    "by",
    "for",
    "with",
    "the journal",
    "journal",
];

/// The status that a remark names, when it says nothing else: `In press.`, `Manuscript in preparation`,
/// `submitted to J. Tanks`.
pub fn said(text: &str) -> Option<Said> {
    let text = text.trim().trim_matches(['(', ')', '[', ']']).trim();
    let words = text.trim_end_matches('.').trim_end();
    // Hyphens and lines stand for blanks, byte by byte, so that places stay the same.
    let lower = words.to_ascii_lowercase().replace(['-', '_'], " ");
    let mut rest = lower.as_str();
    while let Some(shorter) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let (phrase, status) = PHRASES
        .iter()
        .find(|(phrase, _)| {
            rest.strip_prefix(phrase)
                .is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
        })
        .copied()?;
    let from = words.len() - rest.len() + phrase.len();
    let target = words.get(from..).unwrap_or_default();
    let target = target.trim_start_matches(['.', ',', ':', ';', ' ']);
    if target.is_empty() {
        return Some(Said {
            status,
            target: None,
        });
    }
    // Whatever else follows is a remark of its own: `accepted on 3 May`, `submitted, 12 pages`.
    let place = TO.iter().find_map(|word| {
        let lower = target.to_ascii_lowercase();
        let tail = lower.strip_prefix(word)?;
        tail.starts_with(' ')
            .then(|| target.get(word.len()..).unwrap_or_default().trim())
    })?;
    let is_place = place.starts_with(|first: char| first.is_uppercase())
        && status != PublicationStatus::Published;
    is_place.then(|| Said {
        status,
        target: Some(place.to_owned()),
    })
}

/// The status that a text names without a place.
pub fn alone(text: &str) -> Option<PublicationStatus> {
    said(text)
        .filter(|said| said.target.is_none())
        .map(|said| said.status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_that_are_statuses() {
        for (text, status, target) in [
            ("submitted", PublicationStatus::UnderReview, None),
            ("Submitted.", PublicationStatus::UnderReview, None),
            ("(under review)", PublicationStatus::UnderReview, None),
            (
                "Manuscript in preparation",
                PublicationStatus::InPreparation,
                None,
            ),
            ("in-preparation", PublicationStatus::InPreparation, None),
            ("In prep.", PublicationStatus::InPreparation, None),
            (
                "submitted to J. Tanks",
                PublicationStatus::UnderReview,
                Some("J. Tanks"),
            ),
            (
                "Under review at Nature",
                PublicationStatus::UnderReview,
                Some("Nature"),
            ),
            (
                "Accepted to ICML 2027",
                PublicationStatus::Accepted,
                Some("ICML 2027"),
            ),
            (
                "To appear in Memoirs",
                PublicationStatus::Accepted,
                Some("Memoirs"),
            ),
            (
                "In Press, at Memoirs",
                PublicationStatus::InPress,
                Some("Memoirs"),
            ),
            ("forthcoming", PublicationStatus::Accepted, None),
        ] {
            let target = target.map(str::to_owned);
            assert_eq!(said(text), Some(Said { status, target }), "{text}");
        }
        for text in [
            "",
            "Accepted on 3 May",
            "Submitted, 12 pages",
            "Unpublished manuscript",
            "In the press",
            "Published in Memoirs",
            "Acceptedly",
            "in prépress",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
