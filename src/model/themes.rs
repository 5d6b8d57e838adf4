//! The names of the themes that are part of the program.

/// Hands the names of the themes to a macro, in the order in which they are offered: each is a file of
/// `templates/themes/`, and a new one is a name more here.
macro_rules! with_themes {
    ($taker:ident) => {
        $taker! {
            "scholar" "clear" "classic" "plain" "crisp" "harvard" "axis" "banner" "sidebar" "ink"
        }
    };
}
pub(crate) use with_themes;

macro_rules! names {
    ($($name:literal)*) => {
        /// The names of the themes that are part of the program; the first stands under those that extend none.
        pub const THEMES: [&str; [$($name),*].len()] = [$($name),*];
    };
}
with_themes!(names);
