//! "Did you mean": the known word nearest to one that is unknown.

use std::fmt::Display;

/// Most names that a message lists.
pub(super) const MOST_LISTED: usize = 60;

/// Most candidates that are compared with a word.
pub(super) const MOST_COMPARED: usize = 1_000;

/// Most problems of a run for which it is looked what was meant.
pub(super) const MOST_GUESSED: usize = 100;

/// The candidate that was probably meant, after so many problems have been told; past some, nobody
/// looks for it any more.
pub fn guess<'a>(
    told: usize,
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    (told < MOST_GUESSED).then(|| closest(word, candidates))?
}

/// The candidate that was probably meant, if one is near enough.
///
/// Near is a distance (Damerau–Levenshtein, so that swapped letters count once) of at most a
/// third of the word, or a difference in case, `-`, `_` and spaces only. Of very many candidates the
/// first are looked at.
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
        .take(MOST_COMPARED)
        .map(|candidate| (distance(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= most && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Whether of all candidates `near` alone can have been meant by `word`, so that it may be written in
/// its place unasked.
///
/// A word of two or three letters, and one that differs in a number only, may well be a name of its
/// own.
pub fn is_sure<'a>(word: &str, near: &str, candidates: impl IntoIterator<Item = &'a str>) -> bool {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let without_digits = |text: &str| text.replace(|c: char| c.is_numeric(), "");
    let (slip, meant) = (plain(word), plain(near));
    let least = distance(&slip, &meant);
    let is_name = slip.chars().count() < 4 || without_digits(&slip) == without_digits(&meant);
    if least > 0 && is_name {
        return false;
    }
    let mut others = candidates.into_iter().filter(|other| *other != near);
    others.all(|other| distance(&slip, &plain(other)) > least)
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

/// The words as a list for a sentence: `` `a`, `b`, `c` ``; of a long list the beginning, and how
/// many more there are.
pub fn listed(words: impl IntoIterator<Item = impl Display>) -> String {
    cut(words, |word| format!("`{word}`"))
}

/// The words as [`listed`] gives them, without marks around each.
pub fn enumerated(words: impl IntoIterator<Item = impl Display>) -> String {
    cut(words, |word| word.to_string())
}

/// The first words as they are to be shown, and how many more there are.
fn cut<T>(words: impl IntoIterator<Item = T>, show: impl Fn(T) -> String) -> String {
    let mut words = words.into_iter();
    let shown: Vec<String> = words.by_ref().take(MOST_LISTED).map(show).collect();
    match words.count() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(listed(["a", "b"]), "`a`, `b`");
        let list = listed(0..20_000);
        assert!(list.ends_with("`59` and 19940 more"), "{list}");
    }

    #[test]
    fn what_could_mean_two_names_is_not_sure() {
        let keys = ["title", "titles", "start", "v1", "paper-1", "paper-2"];
        assert!(is_sure("strat", "start", keys));
        assert!(is_sure("Start", "start", keys));
        assert!(!is_sure("titel", "title", ["title", "tite"]));
        assert!(!is_sure("paper-3", "paper-1", keys));
        assert!(!is_sure("v2", "v1", keys));
        assert!(!is_sure("ul", "url", ["url"]));
    }

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
