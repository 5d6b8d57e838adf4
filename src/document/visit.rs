//! The one walk over a document, for all that read or change its texts.

use super::{Content, Document, Inlines, Item, LabelledLine, Legend, Paragraph, Section};

/// What a text of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A part of the header: name, contact.
    Header,
    /// The heading of a section.
    SectionTitle,
    /// The heading of a section in capitals.
    SectionCapitals,
    /// A subheading.
    GroupTitle,
    /// A mark or its meaning.
    Legend,
    /// The label of a paper, or its year where that stands apart.
    Beside,
    /// A date that stands apart.
    Date,
    /// The label of a line.
    Label,
    /// A heading of an entry.
    Heading,
    /// A paper.
    Publication,
    /// Running text under a heading or a paper, or alone.
    Paragraph,
    /// A bullet.
    Highlight,
}

macro_rules! walks {
    ($trait:ident, $visit:ident, $doc:literal, [$($mut:tt)?], $text:ty, $iter:ident, $runs:ident) => {
        #[doc = $doc]
        ///
        /// Texts come in the order of reading, each with the origin of the block that it stands in.
        pub trait $trait {
            /// A section of this id begins.
            fn section(&mut self, _id: &str) {}

            /// A text without looks.
            fn text(&mut self, what: What, origin: &str, text: & $($mut)? $text);

            /// A text of runs.
            fn runs(&mut self, what: What, origin: &str, runs: & $($mut)? Inlines);
        }

        impl<H: Content> Document<H> {
            /// Shows every text that prints, but those of running heads and feet.
            pub fn $visit(& $($mut)? self, visitor: &mut impl $trait) {
                let header = & $($mut)? self.header;
                let at = |field: &str| format!("{}.{field}", header.origin);
                let texts = [
                    (at("native_name"), & $($mut)? header.native_name),
                    (at("pronouns"), & $($mut)? header.pronouns),
                    (at("location"), & $($mut)? header.location),
                ];
                visitor.text(What::Header, &at("name"), & $($mut)? header.name);
                for (origin, text) in texts {
                    if let Some(text) = text {
                        visitor.text(What::Header, &origin, text);
                    }
                }
                visitor.runs(What::Header, &at("headline"), & $($mut)? header.headline);
                if let Some(text) = & $($mut)? header.updated {
                    visitor.text(What::Header, "settings.updated", text);
                }
                for contact in header.contacts.$iter() {
                    if let Some(label) = & $($mut)? contact.label {
                        visitor.text(What::Header, &contact.origin, label);
                    }
                    visitor.text(What::Header, &contact.origin, & $($mut)? contact.text);
                }
                if let Some(legend) = & $($mut)? self.legend {
                    legend.$visit("", visitor);
                }
                for section in self.sections.$iter() {
                    section.$visit(visitor);
                }
            }
        }

        impl Legend {
            fn $visit(& $($mut)? self, origin: &str, visitor: &mut impl $trait) {
                for item in self.items.$iter() {
                    visitor.runs(What::Legend, origin, & $($mut)? item.mark);
                    visitor.text(What::Legend, origin, & $($mut)? item.label);
                }
            }
        }

        impl<H: Content> Section<H> {
            fn $visit(& $($mut)? self, visitor: &mut impl $trait) {
                visitor.section(&self.id);
                let origin = self.origin.clone();
                visitor.text(What::SectionTitle, &origin, & $($mut)? self.title);
                visitor.text(What::SectionCapitals, &origin, & $($mut)? self.capitals);
                if let Some(legend) = & $($mut)? self.legend {
                    legend.$visit(&origin, visitor);
                }
                for group in self.groups.$iter() {
                    if let Some(title) = & $($mut)? group.title {
                        visitor.text(What::GroupTitle, &origin, title);
                    }
                    for item in group.items.$iter() {
                        item.$visit(visitor);
                    }
                }
            }
        }

        impl<H: Content> Item<H> {
            /// Shows every text of the item.
            pub fn $visit(& $($mut)? self, visitor: &mut impl $trait) {
                fn paragraphs(
                    what: What,
                    all: & $($mut)? [Paragraph],
                    visitor: &mut impl $trait,
                ) {
                    for paragraph in all {
                        visitor.runs(what, &paragraph.origin, & $($mut)? paragraph.content);
                    }
                }
                match self {
                    Item::Entry(entry) => {
                        for runs in entry.heading.$runs() {
                            visitor.runs(What::Heading, &entry.origin, runs);
                        }
                        if let Some(date) = & $($mut)? entry.date {
                            visitor.text(What::Date, &entry.origin, & $($mut)? date.text);
                        }
                        paragraphs(What::Paragraph, & $($mut)? entry.body, visitor);
                        paragraphs(What::Highlight, & $($mut)? entry.highlights, visitor);
                        for position in entry.positions.$iter() {
                            for runs in position.heading.$runs() {
                                visitor.runs(What::Heading, &position.origin, runs);
                            }
                            if let Some(date) = & $($mut)? position.date {
                                visitor.text(What::Date, &position.origin, & $($mut)? date.text);
                            }
                            paragraphs(What::Paragraph, & $($mut)? position.body, visitor);
                            paragraphs(What::Highlight, & $($mut)? position.highlights, visitor);
                        }
                    }
                    Item::Publication(paper) => {
                        let beside = [& $($mut)? paper.label, & $($mut)? paper.year];
                        for text in beside.into_iter().flatten() {
                            visitor.text(What::Beside, &paper.origin, text);
                        }
                        for runs in paper.content.$runs() {
                            visitor.runs(What::Publication, &paper.origin, runs);
                        }
                        paragraphs(What::Paragraph, & $($mut)? paper.body, visitor);
                    }
                    Item::Paragraph(paragraph) => {
                        let Paragraph { origin, content, .. } = paragraph;
                        visitor.runs(What::Paragraph, origin, content);
                    }
                    Item::Line(line) => {
                        let LabelledLine { origin, label, content } = line;
                        visitor.text(What::Label, origin, label);
                        visitor.runs(What::Paragraph, origin, content);
                    }
                }
            }
        }
    };
}

walks!(
    Visit,
    visit,
    "What reads the texts of a document.",
    [],
    str,
    iter,
    runs
);
walks!(
    VisitMut,
    visit_mut,
    "What changes the texts of a document.",
    [mut],
    String,
    iter_mut,
    runs_mut
);
