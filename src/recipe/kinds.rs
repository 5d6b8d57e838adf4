//! The kinds of document.

use crate::model::{
    Count, DocumentKind, GroupBy, Many, Numbering, PublicationOptions, PublicationScope, Section,
    VenueForm,
};

/// What a kind of document is made of.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// Its sections, in their order.
    pub sections: &'static [Section],
    /// Whether sections of the user's own stand among them.
    pub has_own_sections: bool,
    /// The theme that is designed for it.
    pub theme: &'static str,
    /// The most pages of the default document of the kind.
    pub pages: Option<Count>,
    /// Whether each group of papers is a section of its own.
    pub groups_are_sections: bool,
    /// What it lists of publications, as options of a document.
    pub publications: fn() -> PublicationOptions,
}

/// The whole record, in the order of the table of sections.
static ACADEMIC: Recipe = Recipe {
    sections: Section::ALL,
    has_own_sections: true,
    theme: "scholar",
    pages: None,
    groups_are_sections: false,
    publications: by_type,
};

static RESUME: Recipe = Recipe {
    sections: &[
        Section::Summary,
        Section::Experience,
        Section::Projects,
        Section::Publications,
        Section::Education,
        Section::Skills,
        Section::Awards,
        Section::Certifications,
        Section::Languages,
        Section::Volunteering,
        Section::Interests,
    ],
    has_own_sections: true,
    theme: "clear",
    pages: Some(Count(1)),
    groups_are_sections: false,
    publications: || PublicationOptions {
        only: Some(PublicationScope::Selected),
        group: Some(GroupBy::None),
        number: Some(Numbering::None),
        max_authors: Some(Count(8)),
        venues: Some(VenueForm::Short),
        links: Some(Many(["doi", "arxiv", "code"].map(str::to_owned).to_vec())),
        show: Some(Many(["presentation", "awards"].map(str::to_owned).to_vec())),
        ..PublicationOptions::default()
    },
};

static PUBLICATIONS: Recipe = Recipe {
    sections: &[Section::Publications],
    has_own_sections: false,
    theme: "classic",
    pages: None,
    groups_are_sections: true,
    publications: by_type,
};

fn by_type() -> PublicationOptions {
    PublicationOptions {
        group: Some(GroupBy::Type),
        number: Some(Numbering::Type),
        ..PublicationOptions::default()
    }
}

impl Recipe {
    /// The recipe of a kind.
    pub fn of(kind: DocumentKind) -> &'static Self {
        match kind {
            DocumentKind::Academic => &ACADEMIC,
            DocumentKind::Resume => &RESUME,
            DocumentKind::Publications => &PUBLICATIONS,
        }
    }
}
