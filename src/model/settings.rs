//! Settings: what holds for every document, and what one document selects and shows.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::forms::{Count, Flag, Many, Override, Text};
use super::layer::{Layer, layered};
use super::listing::PublicationOptions;
use super::options::SectionOptions;
use super::person::Personal;
use super::section::{Section, with_sections};

/// What holds for every document.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Settings {
    /// Language of labels, dates and headings, by its BCP 47 tag, such as `de` or `en-GB`; `en` when missing.
    pub language: Option<String>,
    /// Digits of dates, numbers and pages: `western` (0 to 9), or `native`, those of the language's own script, where it
    /// has some; `western` when missing.
    pub digits: Option<Digits>,
    /// Where fonts come from: `project`, the program and the folder `fonts/`, or `system`, which adds those of the machine;
    /// `project` when missing.
    pub fonts: Option<FontOrigin>,
    /// Paper size; `a4` when missing.
    pub paper: Option<PaperSize>,
    /// The date of the file, printed as "Updated …" and used as the date of the PDF.
    pub updated: Option<PartialDate>,
    /// Theme of the documents that name none.
    pub theme: Option<String>,
    /// What is other than the theme has it, in all documents.
    pub design: Design,
    /// Codes of warnings that are not reported.
    pub allow: Many<String>,
    /// Whether a preprint and the paper published from it are printed as one.
    pub merge_preprints: Option<Flag>,
    /// Words that stand out in texts of all documents, such as `Rust`.
    pub bold: Many<String>,
    /// Words in the place of Folio's, by the names in `docs/languages.md`, such as `section.experience: Work`.
    pub labels: BTreeMap<String, String>,
}

/// The digits in which numbers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Digits {
    /// 0 to 9.
    #[serde(alias = "latin", alias = "latn")]
    Western,
    /// Those of the language's own script, such as ٠ to ٩ in Arabic.
    Native,
}

/// Where fonts come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FontOrigin {
    /// From the program, and from the folder `fonts/` beside the file. Pages are the same on every machine.
    Project,
    /// Also from the machine.
    System,
}

/// A paper size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PaperSize {
    /// ISO 216 A4, 210 mm × 297 mm.
    A4,
    /// US Letter, 8.5 in × 11 in (215.9 mm × 279.4 mm).
    #[serde(alias = "us-letter")]
    Letter,
}

/// An output format.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A tagged, archival PDF.
    Pdf,
    /// One PNG picture a page.
    Png,
    /// One SVG drawing a page.
    Svg,
    /// Plain text in UTF-8.
    Txt,
    /// One self-contained LaTeX file.
    Tex,
    /// One self-contained page of the Web.
    Html,
    /// Markdown, as CommonMark and GitHub read it.
    Md,
    /// A document for Word, LibreOffice and Google Docs.
    Docx,
    /// The papers that the document shows, as BibLaTeX.
    Bib,
    /// The papers that the document shows, as CSL-JSON.
    CslJson,
    /// The papers that the document shows, as RIS.
    Ris,
    /// What the document shows, as JSON Resume.
    JsonResume,
    /// What the document shows, for RenderCV.
    #[serde(rename = "rendercv")]
    RenderCv,
}

impl Format {
    /// Whether its files show pages; text, LaTeX, the Web and Word have none of their own.
    pub fn has_pages(self) -> bool {
        match self {
            Self::Pdf | Self::Png | Self::Svg => true,
            Self::Txt
            | Self::Tex
            | Self::Html
            | Self::Md
            | Self::Docx
            | Self::Bib
            | Self::CslJson
            | Self::Ris
            | Self::JsonResume
            | Self::RenderCv => false,
        }
    }
}

macro_rules! document_settings {
    ($($(#[$doc:meta])* $section:ident $key:ident $options:ty { $($spec:tt)* })*) => {
        layered! {
            /// What one document selects and how it shows it.
            pub struct DocumentSettings {
                /// The document whose settings this one starts from.
                pub extends: Option<String>,
                /// `academic`, `resume` or `publications`, which say what kind of document it is, or a file of
                /// `templates/`, which only draws it.
                pub template: Option<String>,
                /// Looks: a theme such as `clear`, which `folio theme` lists, or a file of `templates/themes/`.
                pub theme: Option<String>,
                /// What is other than the theme has it.
                pub design: Design,
                /// The most pages the document may have.
                pub pages: Option<Count>,
                /// Takes untagged items and those with one of these tags.
                pub tags: Override<String>,
                /// Leaves out items with one of these tags.
                pub without: Override<String>,
                /// Leaves out these fields of the person (`phone`), or sections.
                pub hide: Many<String>,
                /// Prints these personal data, which no document does unasked.
                pub show: Many<Personal>,
                /// Words that stand out in the texts of this document, in place of those of `settings`.
                pub bold: Override<String>,
                /// Which sections, in what order.
                pub sections: Option<Many<String>>,
                /// Headings by section.
                pub titles: BTreeMap<String, String>,
                /// Headline of this document, in place of the person's. Takes inline markup.
                pub headline: Option<Text>,
                /// Language of this document, by its BCP 47 tag.
                pub language: Option<String>,
                /// Digits of dates, numbers and pages of this document: `western` or `native`.
                pub digits: Option<Digits>,
                /// Paper size of this document.
                pub paper: Option<PaperSize>,
                /// What is written: `pdf` when missing.
                pub formats: Override<Format>,
                /// Whether pages of the Web carry the fonts of the theme.
                pub embed_fonts: Option<Flag>,
                /// Most bullets an entry may have.
                pub max_highlights: Option<Count>,
                /// Leaves out entries that ended before this date. Undated entries stay.
                pub since: Option<PartialDate>,
                /// Name of the output file, without its extension; the document's name when missing.
                pub file: Option<String>,
                $($(#[$doc])* pub $key: $options,)*
                /// Which entries of sections of the user's own, by section.
                pub own_sections: BTreeMap<String, SectionOptions>,
            }
        }

        impl DocumentSettings {
            /// What the document takes of a section.
            pub fn options(&self, section: Section) -> SectionOptions {
                match section {
                    $(Section::$section => SectionOptions::from(&self.$key),)*
                }
            }
        }
    };
}
with_sections!(document_settings);

layered! {
    /// Looks that are other than the theme has them. Lengths are numbers in points, margins in millimetres, or
    /// have a unit: `10.5pt`, `18mm`, `0.8in`.
    pub struct Design {
        /// Colour of headings and links, in quotes: `"#8b0000"`.
        #[schemars(example = &"#8b0000")]
        pub accent: Option<String>,
        /// Colour of places and remarks, in quotes.
        #[schemars(example = &"#5a5a5a")]
        pub muted: Option<String>,
        /// Font of the text, and of headings where `heading_font` does not say otherwise.
        #[schemars(example = &"Libertinus Serif")]
        pub font: Option<String>,
        /// Font of the name, of headings and contact.
        #[schemars(example = &"Source Sans 3")]
        pub heading_font: Option<String>,
        /// Size of the text.
        #[schemars(example = &"10.5pt")]
        pub size: Option<String>,
        /// Distance from line to line; grows with `size` when missing.
        #[schemars(example = &"14pt")]
        pub leading: Option<String>,
        /// Space between entries.
        #[schemars(example = &"5pt")]
        pub gap: Option<String>,
        /// Size of the name.
        #[schemars(example = &"24pt")]
        pub name_size: Option<String>,
        /// All four margins.
        #[schemars(example = &"18mm")]
        pub margins: Option<String>,
        /// Greatest width of running text, in its size.
        #[schemars(example = &"46em")]
        pub measure: Option<String>,
        /// Where dates stand: `left`, `right`, `under` or `inline`.
        #[schemars(example = &"right")]
        pub date: Option<String>,
        /// How dates are written: `short` (Mar 2021), `long` (March 2021), `numeric` (03/2021) or `iso` (2021-03).
        #[schemars(example = &"long")]
        pub dates: Option<String>,
        /// How dates are set: `muted`, `plain` or `italic`.
        #[schemars(example = &"italic")]
        pub date_face: Option<String>,
        /// Whether the heading of an entry takes one line, `inline`, or two, `stacked`.
        #[schemars(example = &"stacked")]
        pub entry: Option<String>,
        /// Which part of a job or a degree comes first: `title` or `organization`.
        #[schemars(example = &"organization")]
        pub lead: Option<String>,
        /// What a paper begins with: `authors-first` or `title-first`.
        #[schemars(example = &"title-first")]
        pub paper: Option<String>,
        /// How titles of papers are set: `roman`, with the owner's name in bold, or `bold`, with it underlined.
        #[schemars(example = &"roman")]
        pub paper_title: Option<String>,
        /// Where name, headline and contact stand: `left` or `centered`.
        #[schemars(example = &"centered")]
        pub name_align: Option<String>,
        /// What stands between two contacts on a line: `stroke`, `bar` (`|`), `dot` (`·`) or `space`.
        #[schemars(example = &"dot")]
        pub contact_separator: Option<String>,
        /// Whether name and contact stand in a band of the accent.
        pub banner: Option<Flag>,
        /// Where the date of `settings.updated` stands: at the `foot` of the pages or under the `name`.
        #[schemars(example = &"name")]
        pub updated: Option<String>,
        /// Where the portrait of `person.photo` stands: `left`, `right` or `none`.
        #[schemars(example = &"right")]
        pub photo: Option<String>,
        /// Shape of the portrait: `rectangle`, `rounded` or `circle`.
        #[schemars(example = &"circle")]
        pub photo_shape: Option<String>,
        /// Width of the portrait, in millimetres.
        #[schemars(example = &"30mm")]
        pub photo_size: Option<String>,
        /// How links are seen: `colour`, `underline` or `plain`.
        #[schemars(example = &"underline")]
        pub links: Option<String>,
        /// The sign before what is listed: `disc` (`•`), `ring` (`◦`), `dash` (`–`) or `angle` (`›`).
        #[schemars(example = &"dash")]
        pub bullet: Option<String>,
        /// What is drawn around headings of sections: `rule-under`, `rule-beside`, `bar` or `boxed`.
        #[schemars(example = &"rule-beside")]
        pub heading: Option<String>,
        /// Where headings of sections stand: `left` or `centered`.
        #[schemars(example = &"centered")]
        pub heading_align: Option<String>,
        /// Whether headings of sections are in capitals.
        pub capitals: Option<Flag>,
        /// Whether they are in the small capitals of their font.
        pub small_caps: Option<Flag>,
        /// Thickness of the lines of headings of sections; 0 for none.
        #[schemars(example = &"0.5pt")]
        pub rule: Option<String>,
        /// What stands above the pages: `auto`, `none`, or a text with `{name}`, `{kind}`, `{page}`, `{pages}` and
        /// `{updated}`, which `|` takes apart into left and right.
        #[schemars(example = &"{name} | {kind}")]
        pub header: Option<String>,
        /// Whether it stands on the first page too.
        pub header_on_first_page: Option<Flag>,
        /// What stands below the pages, as `header`.
        #[schemars(example = &"{updated} | {page}/{pages}")]
        pub footer: Option<String>,
        /// Whether it stands on a document of one page too.
        pub footer_on_one_page: Option<Flag>,
        /// What stands in a second column.
        pub columns: DesignColumns,
    }
}

layered! {
    /// A second column of the page.
    pub struct DesignColumns {
        /// The sections that stand in it, under the contact; an empty list for one column.
        pub side: Option<Many<String>>,
    }
}

impl Design {
    /// What is said, by key.
    pub fn said(&self) -> Vec<(&'static str, String)> {
        // All of them: a forgotten one does not compile.
        let Self {
            accent,
            muted,
            font,
            heading_font,
            size,
            leading,
            gap,
            name_size,
            margins,
            measure,
            date,
            dates,
            date_face,
            entry,
            lead,
            paper,
            paper_title,
            name_align,
            contact_separator,
            banner,
            updated,
            photo,
            photo_shape,
            photo_size,
            links,
            bullet,
            heading,
            heading_align,
            capitals,
            small_caps,
            rule,
            header,
            header_on_first_page,
            footer,
            footer_on_one_page,
            columns: DesignColumns { side },
        } = self;
        let texts = [
            ("accent", accent),
            ("muted", muted),
            ("font", font),
            ("heading_font", heading_font),
            ("size", size),
            ("leading", leading),
            ("gap", gap),
            ("name_size", name_size),
            ("margins", margins),
            ("measure", measure),
            ("date", date),
            ("dates", dates),
            ("date_face", date_face),
            ("entry", entry),
            ("lead", lead),
            ("paper", paper),
            ("paper_title", paper_title),
            ("name_align", name_align),
            ("contact_separator", contact_separator),
            ("updated", updated),
            ("photo", photo),
            ("photo_shape", photo_shape),
            ("photo_size", photo_size),
            ("links", links),
            ("bullet", bullet),
            ("heading", heading),
            ("heading_align", heading_align),
            ("rule", rule),
            ("header", header),
            ("footer", footer),
        ];
        let texts = texts.into_iter();
        let texts = texts.filter_map(|(key, text)| Some((key, text.clone()?)));
        let flags = [
            ("banner", banner),
            ("capitals", capitals),
            ("small_caps", small_caps),
            ("header_on_first_page", header_on_first_page),
            ("footer_on_one_page", footer_on_one_page),
        ];
        let flags = flags.into_iter();
        let flags = flags.filter_map(|(key, flag)| Some((key, flag.as_ref()?.0.to_string())));
        // No key of a section has a comma.
        let side = side.as_ref().map(|side| ("columns", side.0.join(", ")));
        texts.chain(flags).chain(side).collect()
    }
}
