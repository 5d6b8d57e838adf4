//! The styles of paragraphs: their names, and which follows which.

/// A style of paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    Normal,
    /// The name.
    Title,
    /// What the person is or does.
    Subtitle,
    Contact,
    Legend,
    /// The heading of a section.
    Section,
    /// The heading of a group of items.
    Group,
    /// The heading of an entry with nothing below it.
    Entry,
    /// The heading of an entry or of a position: its level, from 2 on.
    Heading(u8),
    /// The second line of a heading.
    SecondLine,
    /// A date on a line of its own.
    DateLine,
    /// Running text by itself.
    Paragraph,
    /// Running text below a heading.
    Body,
    Bullet,
    /// A bullet under another.
    SubBullet,
    /// A name and what belongs to it.
    Line,
    /// The same, with the name beside the text.
    SideLine,
    Paper,
    /// What stands below the first line of a paper.
    PaperDetails,
    /// A cell of a table.
    Cell,
    /// The heading of a column.
    CellHeading,
    Header,
    Footer,
}

impl Block {
    /// All of them, in the order of the file.
    pub(super) const ALL: [Self; 25] = [
        Self::Normal,
        Self::Title,
        Self::Subtitle,
        Self::Section,
        Self::Entry,
        Self::Heading(2),
        Self::Heading(3),
        Self::Heading(4),
        Self::Group,
        Self::Body,
        Self::Bullet,
        Self::SubBullet,
        Self::Header,
        Self::Footer,
        Self::Contact,
        Self::Legend,
        Self::SecondLine,
        Self::DateLine,
        Self::Paragraph,
        Self::Line,
        Self::SideLine,
        Self::Paper,
        Self::PaperDetails,
        Self::Cell,
        Self::CellHeading,
    ];

    /// Its name: Word's own where it has one, by which it shows up in every language of Word.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Normal => "Normal",
            Self::Title => "Title",
            Self::Subtitle => "Subtitle",
            Self::Contact => "Folio Contact",
            Self::Legend => "Folio Legend",
            Self::Section => "heading 1",
            Self::Group => "Folio Group",
            Self::Entry => "Folio Entry",
            Self::Heading(2) => "heading 2",
            Self::Heading(3) => "heading 3",
            Self::Heading(_) => "heading 4",
            Self::SecondLine => "Folio Second Line",
            Self::DateLine => "Folio Date Line",
            Self::Paragraph => "Folio Paragraph",
            Self::Body => "Body Text",
            Self::Bullet => "List Bullet",
            Self::SubBullet => "List Bullet 2",
            Self::Line => "Folio Line",
            Self::SideLine => "Folio Side Line",
            Self::Paper => "Folio Paper",
            Self::PaperDetails => "Folio Paper Details",
            Self::Cell => "Folio Table Cell",
            Self::CellHeading => "Folio Table Heading",
            Self::Header => "header",
            Self::Footer => "footer",
        }
    }

    /// Its id.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Section => "Heading1",
            Self::Heading(2) => "Heading2",
            Self::Heading(3) => "Heading3",
            Self::Heading(_) => "Heading4",
            Self::Header => "Header",
            Self::Footer => "Footer",
            Self::Body => "BodyText",
            Self::Bullet => "ListBullet",
            Self::SubBullet => "ListBullet2",
            Self::Contact => "FolioContact",
            Self::Legend => "FolioLegend",
            Self::Group => "FolioGroup",
            Self::Entry => "FolioEntry",
            Self::SecondLine => "FolioSecondLine",
            Self::DateLine => "FolioDateLine",
            Self::Paragraph => "FolioParagraph",
            Self::Line => "FolioLine",
            Self::SideLine => "FolioSideLine",
            Self::Paper => "FolioPaper",
            Self::PaperDetails => "FolioPaperDetails",
            Self::Cell => "FolioTableCell",
            Self::CellHeading => "FolioTableHeading",
            Self::Normal | Self::Title | Self::Subtitle => self.name(),
        }
    }

    /// The style that it changes.
    pub(super) fn base(self) -> Option<Self> {
        match self {
            Self::Normal => None,
            Self::Heading(_) => Some(Self::Entry),
            Self::Paragraph => Some(Self::Body),
            Self::CellHeading => Some(Self::Cell),
            _ => Some(Self::Normal),
        }
    }

    /// The style of the paragraph that one writes after it.
    pub(super) fn next(self) -> Self {
        match self {
            Self::Title => Self::Subtitle,
            Self::Subtitle => Self::Contact,
            Self::Section | Self::Group => Self::Entry,
            Self::Heading(_) | Self::SecondLine | Self::DateLine => Self::Bullet,
            other => other,
        }
    }
}
