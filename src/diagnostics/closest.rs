//! "Did you mean": the known word nearest to one that is unknown.

use std::fmt::Display;

/// The candidate that was probably meant, if one is near enough.
///
/// Near is a distance (Damerau–Levenshtein, so that swapped letters count once) of at most a
/// third of the word, or a difference in case, `-`, `_` and spaces only.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer words are no slips, and the distance takes quadratic time.
    if word.len() > 64 {
        return None;
    }
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let word = plain(word);
    let most = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

fn distance(word: &str, candidate: &str) -> usize {
    let distance = strsim::damerau_levenshtein(word, candidate);
    // A plural or singular is the commonest slip.
    if distance == 1
        && (word.strip_suffix('s') == Some(candidate) || candidate.strip_suffix('s') == Some(word))
    {
        return 0;
    }
    distance
}

/// The words as a list for a sentence: `` `a`, `b`, `c` ``.
pub fn listed(words: impl IntoIterator<Item = impl Display>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_nothing_else() {
        let keys = ["title", "organization", "highlights", "start", "end", "url"];
        assert_eq!(closest("tilte", keys), Some("title"));
        assert_eq!(closest("organisation", keys), Some("organization"));
        assert_eq!(closest("highlight", keys), Some("highlights"));
        assert_eq!(closest("Start", keys), Some("start"));
        assert_eq!(closest("company", keys), None);
        assert_eq!(closest("x", keys), None);
    }
}
