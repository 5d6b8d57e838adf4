//! Tokens that take one of a few words.

use serde::Serialize;

use crate::words::DateStyle;

/// A token that takes one of a few words.
pub trait Choice: Copy + PartialEq + Sized + 'static {
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

impl OwnerMark {
    /// The weight of the owner's name (CSS, OpenType: 100 to 900); none where it is that of the text.
    pub fn weight(self) -> Option<u16> {
        match self {
            Self::Bold => Some(700),
            Self::Underline => None,
        }
    }
}

impl TitleFace {
    /// What sets the owner off: a sign that is not the title's.
    pub(super) fn owner(self) -> OwnerMark {
        match self {
            Self::Roman => OwnerMark::Bold,
            Self::Bold => OwnerMark::Underline,
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

    /// How a date beside a heading is set.
    DateFace {
        /// In the muted colour.
        Muted = "muted",
        /// As the text.
        #[default]
        Plain = "plain",
        /// In italics.
        Italic = "italic",
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

    /// How the title of a paper is set.
    TitleFace {
        /// As the text around it; the owner's name is bold.
        #[default]
        Roman = "roman",
        /// In bold; the owner's name is underlined.
        Bold = "bold",
    }

    /// Where it stands when the record was last changed.
    UpdatedPlace {
        /// At the foot of the pages.
        #[default]
        Foot = "foot",
        /// Under the name, and not at the foot as well.
        Name = "name",
    }

    /// Where a text stands between the margins.
    Align {
        /// It begins at the left.
        #[default]
        Left = "left",
        /// It stands in the middle.
        Centered = "centered",
    }

    /// What stands between two ways to reach the person on one line; nothing stands at a line's end.
    Separator {
        /// A thin line, which no copied address has beside it.
        #[default]
        Stroke = "stroke",
        /// `|` as text.
        Bar = "bar",
        /// `·` as text.
        Dot = "dot",
        /// Nothing but space.
        Space = "space",
    }

    /// Where the portrait stands.
    PhotoPlacement {
        /// Nowhere.
        #[default]
        None = "none",
        /// Left of name and contact.
        Left = "left",
        /// Right of them.
        Right = "right",
    }

    /// The shape of the portrait.
    PhotoShape {
        /// Upright, 38 high where it is 30 wide.
        #[default]
        Rectangle = "rectangle",
        /// The same, with round corners.
        Rounded = "rounded",
        /// Round.
        Circle = "circle",
    }

    /// What is drawn around the headings of sections.
    HeadingStyle {
        /// A line under them.
        #[default]
        RuleUnder = "rule-under",
        /// A line behind the words, to the end of the text.
        RuleBeside = "rule-beside",
        /// A bar before the words, as wide as the column of dates.
        Bar = "bar",
        /// A line above and one below.
        Boxed = "boxed",
    }

    /// The colour of the lines of headings.
    RuleTone {
        /// The accent, made lighter.
        #[default]
        Light = "light",
        /// The accent.
        Full = "full",
    }

    /// Where headings of sections and their lines begin.
    HeadingAxis {
        /// At the margin.
        #[default]
        Margin = "margin",
        /// Where text begins.
        Text = "text",
    }

    /// The sign before what is listed.
    Bullet {
        /// `•`
        #[default]
        Disc = "disc",
        /// `◦`
        Ring = "ring",
        /// `–`
        Dash = "dash",
        /// `›`
        Angle = "angle",
    }

    /// How links are seen.
    LinkStyle {
        /// By the accent.
        #[default]
        Colour = "colour",
        /// By a thin line under them, in the colour of the text.
        Underline = "underline",
        /// Not at all.
        Plain = "plain",
    }
}

impl DatePlacement {
    /// Its word in a theme file.
    pub fn word(self) -> &'static str {
        let known = Self::ALL.iter().find(|(choice, _)| *choice == self);
        known.map_or("", |(_, word)| word)
    }
}

impl Bullet {
    /// The sign.
    pub fn sign(self) -> char {
        match self {
            Self::Disc => '•',
            Self::Ring => '◦',
            Self::Dash => '–',
            Self::Angle => '›',
        }
    }

    /// The bullet under this one.
    pub fn under(self) -> Self {
        match self {
            Self::Dash => Self::Disc,
            Self::Disc | Self::Ring | Self::Angle => Self::Dash,
        }
    }
}

impl Separator {
    /// The sign, where it is text.
    pub fn sign(self) -> Option<char> {
        match self {
            Self::Bar => Some('|'),
            Self::Dot => Some('·'),
            Self::Stroke | Self::Space => None,
        }
    }
}

impl PhotoShape {
    /// Height in widths.
    pub fn proportion(self) -> f64 {
        match self {
            Self::Rectangle | Self::Rounded => 38.0 / 30.0,
            Self::Circle => 1.0,
        }
    }
}
