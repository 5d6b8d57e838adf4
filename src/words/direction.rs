//! The direction in which a language is read.

/// Whether a language, by its BCP 47 tag, is written from right to left. As most languages are told by their code alone,
/// a script that the tag names is not asked.
pub fn is_right_to_left(language: &str) -> bool {
    let code = language.split('-').next().unwrap_or(language);
    matches!(code, "ar" | "fa" | "he" | "ur" | "ps" | "yi" | "dv" | "ckb")
}
