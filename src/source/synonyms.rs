//! What other tools call the keys of a CV.

use crate::diagnostics::closest;

/// Keys of RenderCV, JSON Resume, YAMLResume and BibTeX, and of habit, with those of Folio. Where
/// a word can mean several, the first that the place has is offered.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("abstract", &["contribution", "summary"]),
    ("achievements", &["highlights", "awards"]),
    ("area", &["field"]),
    ("author", &["authors"]),
    ("basics", &["person"]),
    ("birthdate", &["birth_date"]),
    ("birthday", &["birth_date"]),
    ("birthplace", &["birth_place"]),
    ("booktitle", &["venue"]),
    ("bullets", &["highlights"]),
    ("certificates", &["certifications"]),
    ("citizenship", &["nationality"]),
    ("city", &["location"]),
    ("coauthors", &["authors", "with"]),
    ("color", &["accent"]),
    ("colour", &["accent"]),
    ("company", &["organization"]),
    ("conference", &["venue", "event"]),
    ("contact", &["person"]),
    ("cv", &["person"]),
    ("description", &["summary", "highlights", "note"]),
    ("details", &["highlights", "summary"]),
    ("employer", &["organization"]),
    ("employment", &["experience"]),
    ("end_date", &["end"]),
    ("gpa", &["grade"]),
    ("honours", &["honors", "awards"]),
    ("homepage", &["website", "url"]),
    ("institute", &["institution", "organization"]),
    ("items", &["entries", "keywords"]),
    ("jobs", &["experience"]),
    ("journal", &["venue"]),
    ("label", &["headline"]),
    ("lang", &["language"]),
    ("link", &["url", "links"]),
    ("major", &["field"]),
    ("number", &["issue"]),
    ("organiser", &["issuer"]),
    ("papers", &["publications"]),
    ("place", &["location"]),
    ("position", &["title", "role"]),
    ("presentations", &["talks"]),
    ("presented_at", &["event"]),
    ("release_date", &["date"]),
    ("school", &["institution"]),
    ("score", &["grade"]),
    ("service_roles", &["service"]),
    ("social_networks", &["profiles"]),
    ("start_date", &["start"]),
    ("students", &["advising"]),
    ("study_type", &["degree"]),
    ("supervisor", &["advisors"]),
    ("telephone", &["phone"]),
    ("tel", &["phone"]),
    ("tools", &["technologies"]),
    ("university", &["institution", "organization"]),
    ("volunteer", &["volunteering"]),
    ("work", &["experience"]),
    ("year", &["date"]),
];

/// The key of a place that another tool calls `word`, perhaps with a slip in it.
pub(super) fn own_word_for(word: &str, keys: &[&'static str]) -> Option<&'static str> {
    let near = closest(word, SYNONYMS.iter().map(|(foreign, _)| *foreign))?;
    let (_, own) = SYNONYMS.iter().find(|(foreign, _)| *foreign == near)?;
    own.iter().copied().find(|key| keys.contains(key))
}

/// The key of a place that another tool calls exactly `word`, when no other key of the place can be
/// meant by it.
pub(super) fn only_word_for(word: &str, keys: &[&'static str]) -> Option<&'static str> {
    let plain = |text: &str| text.replace(['_', '-'], "").to_lowercase();
    let same = |(foreign, _): &&(&str, _)| plain(foreign) == plain(word);
    let (_, own) = SYNONYMS.iter().find(same)?;
    let mut own = own.iter().copied().filter(|key| keys.contains(key));
    own.next().filter(|_| own.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translates_what_the_place_has() {
        let keys = ["organization", "start", "end", "title"];
        assert_eq!(own_word_for("company", &keys), Some("organization"));
        assert_eq!(own_word_for("startDate", &keys), Some("start"));
        assert_eq!(own_word_for("jounral", &["venue"]), Some("venue"));
        assert_eq!(own_word_for("journal", &keys), None);
    }

    #[test]
    fn names_only_keys_that_exist() {
        let schema = crate::model::schema().to_string();
        for (foreign, own) in SYNONYMS {
            for key in *own {
                assert!(
                    schema.contains(&format!("\"{key}\":{{")),
                    "{foreign}: {key}"
                );
            }
        }
    }
}
