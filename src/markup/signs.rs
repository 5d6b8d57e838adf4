//! Signs of emphasis that are plainly none: `2*3*4` and `__init__` print as they are written.
//!
//! CommonMark takes them for emphasis (0.31.2, "Emphasis and strong emphasis"), and a reader would see
//! `234` and `init`. What else stands within a word, such as `un*believ*able`, is emphasis here as well.

use unicode_normalization::char::is_combining_mark;

/// Whether a run of asterisks stands between two digits, and so multiplies.
pub fn between_digits(before: Option<char>, after: Option<char>) -> bool {
    [before, after]
        .iter()
        .all(|c| c.is_some_and(char::is_numeric))
}

/// Whether asterisks around `inner` multiply: both stand within a word, and there is a digit beside one of
/// them (`2*x*y`), a single letter between them (`a*b*c`), or more than one word (`a*b and c*d`).
///
/// `before` and `after` are the characters around both.
pub fn multiply(before: Option<char>, inner: &str, after: Option<char>) -> bool {
    let (first, last) = (inner.chars().next(), inner.chars().next_back());
    let beside = [before, first, last, after];
    if between_digits(before, first) || between_digits(last, after) {
        return true;
    }
    let are_within_words = beside.iter().all(|c| c.is_some_and(is_of_word));
    let letters = inner.chars().filter(|c| !is_combining_mark(*c)).count();
    are_within_words
        && (beside.iter().flatten().any(|c| c.is_numeric())
            || letters == 1
            || inner.contains(char::is_whitespace))
}

/// Whether two underscores on both sides of `inner` belong to a name of a program: `__init__`.
pub(super) fn are_of_name(before: Option<char>, inner: &str, after: Option<char>) -> bool {
    before != Some('_')
        && after != Some('_')
        && inner.contains(|c: char| c.is_ascii_alphanumeric())
        && inner.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Whether a character is part of a word. A mark belongs to its letter.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}
