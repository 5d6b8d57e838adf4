//! Tokens that take one of a few words.

use serde::Serialize;

use crate::words::DateStyle;

/// A token that takes one of a few words.
pub trait Choice: Copy + Sized + 'static {
    /// All that it may be, each with its word in a theme file.
    const ALL: &'static [(Self, &'static str)];
}

impl Choice for DateStyle {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Short, "short"),
        (Self::Long, "long"),
        (Self::Numeric, "numeric"),
        (Self::Iso, "iso"),
    ];
}

macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $key:literal,)* })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
        pub enum $name {
            $($(#[$about])* #[serde(rename = $key)] $variant,)*
        }

        impl Choice for $name {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $key)),*];
        }
    )* };
}

/// What sets the owner of the CV off among authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OwnerMark {
    /// Bold.
    Bold,
    /// A line under the name, where titles are bold.
    Underline,
}

impl PaperLayout {
    /// What sets the owner off: a sign that is not the title's.
    pub fn owner(self) -> OwnerMark {
        match self {
            Self::AuthorsFirst => OwnerMark::Bold,
            Self::TitleFirst => OwnerMark::Underline,
        }
    }
}

choices! {
    /// Where the date of an entry stands.
    DatePlacement {
        /// In a column at the left of the text.
        Left = "left",
        /// At the right end of the heading's line.
        Right = "right",
        /// On a line of its own under the heading.
        Under = "under",
        /// After the heading, on the same line.
        #[default]
        Inline = "inline",
    }

    /// On how many lines the heading of an entry stands.
    EntryLayout {
        /// All parts on one line.
        #[default]
        Inline = "inline",
        /// The part that leads on the first line, the others on a second one, at whose end the place or the sum of
        /// money stands; one line where there is neither.
        Stacked = "stacked",
    }

    /// Which part leads the heading of a job or of a degree.
    Lead {
        /// The title of the job, the degree.
        #[default]
        Title = "title",
        /// The employer, the school.
        Organization = "organization",
    }

    /// How the DOI of a paper prints.
    DoiForm {
        /// With its number: `doi:10.1000/182`.
        #[default]
        Number = "number",
        /// As a word that is linked, where links are seen.
        Word = "word",
    }

    /// What a paper begins with.
    PaperLayout {
        /// Its authors; all that is said of it is one paragraph.
        #[default]
        AuthorsFirst = "authors-first",
        /// Its title, on a line of its own.
        TitleFirst = "title-first",
    }
}
