//! The words that Folio adds, by language.

use crate::model::{PublicationStatus, PublicationType};

/// The words of one language.
///
/// One static table a language; a language is added by adding a table to [`Labels::for_tag`].
#[derive(Debug)]
pub struct Labels {
    /// ISO 639 code.
    pub language: &'static str,
    /// Names of the months, long.
    pub months: [&'static str; 12],
    /// Names of the months, as dates of entries use them.
    pub months_short: [&'static str; 12],
    /// "present".
    pub present: &'static str,
    /// "from {date}", for a start alone, of which the end is not known.
    pub from: &'static str,
    /// "until {date}", for an end alone.
    pub until: &'static str,
    /// "{date} (expected)".
    pub expected: &'static str,
    /// "Updated {date}".
    pub updated: &'static str,
    /// "Page {page} of {pages}".
    pub page_of: &'static str,
    /// Headings of sections by key.
    pub sections: &'static [(&'static str, &'static str)],
    /// Kinds of document by template.
    pub kinds: &'static [(&'static str, &'static str)],
    /// Other words by key.
    pub words: &'static [(&'static str, &'static str)],
    /// "Journal articles", by type.
    pub publication_groups: fn(PublicationType) -> &'static str,
    /// "in press", by status; empty for what is published.
    pub publication_status: fn(PublicationStatus) -> &'static str,
    /// The words of lists of publications by key; `{…}` stands for what is filled in.
    pub publication_words: &'static [(&'static str, &'static str)],
    /// "7th".
    pub ordinal: fn(usize) -> String,
}

impl Labels {
    /// The table for a BCP 47 tag, by its language part.
    pub fn for_tag(tag: &str) -> Option<&'static Self> {
        match tag.split('-').next()? {
            "en" => Some(&ENGLISH),
            _ => None,
        }
    }

    /// The table for the BCP 47 tag of a document; English for one without a table, which `source` reports.
    pub fn of(tag: &str) -> &'static Self {
        Self::for_tag(tag).unwrap_or(&ENGLISH)
    }

    /// The heading of a section.
    pub fn section<'a>(&'a self, key: &'a str) -> &'a str {
        lookup(self.sections, key)
    }

    /// Another word.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        lookup(self.words, key)
    }

    /// A word of lists of publications; none when the table has no such word.
    pub fn publication_word(&self, key: &str) -> Option<&'static str> {
        self.publication_words
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, word)| *word)
    }

    /// What kind of document a template makes.
    pub fn kind<'a>(&'a self, template: &'a str) -> &'a str {
        lookup(self.kinds, template)
    }
}

fn lookup<'a>(table: &'a [(&str, &'a str)], key: &'a str) -> &'a str {
    table
        .iter()
        .find(|(name, _)| *name == key)
        .map_or(key, |(_, word)| word)
}

/// The words of English, which stand in where a language has none.
pub static ENGLISH: Labels = Labels {
    language: "en",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    months_short: [
        "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
    ],
    present: "present",
    from: "from {date}",
    until: "until {date}",
    expected: "{date} (expected)",
    updated: "Updated {date}",
    page_of: "Page {page} of {pages}",
    sections: &[
        ("summary", "Summary"),
        ("interests", "Research interests"),
        ("experience", "Experience"),
        ("volunteering", "Volunteering"),
        ("education", "Education"),
        ("publications", "Publications"),
        ("projects", "Projects"),
        ("talks", "Talks"),
        ("teaching", "Teaching"),
        ("advising", "Advising"),
        ("grants", "Grants"),
        ("awards", "Awards"),
        ("service", "Service"),
        ("skills", "Skills"),
        ("languages", "Languages"),
        ("certifications", "Certifications"),
        ("memberships", "Memberships"),
        ("media", "Media"),
        ("references", "References"),
        ("news", "News"),
    ],
    kinds: &[
        ("academic", "Curriculum Vitae"),
        ("resume", "Résumé"),
        ("publications", "Publications"),
    ],
    words: &[
        ("Grade:", "Grade:"),
        ("grade", "grade"),
        ("courses:", "Courses:"),
        ("thesis:", "Thesis:"),
        ("advisor:", "Advisor:"),
        ("advisors:", "Advisors:"),
        ("technologies:", "Technologies:"),
        ("now:", "Now:"),
        ("own share", "own share"),
        ("students", "students"),
        ("with", "with"),
        ("invited talk", "invited talk"),
        ("keynote", "keynote"),
        ("tutorial", "tutorial"),
        ("panel", "panel"),
        ("seminar", "seminar"),
        ("contributed talk", "contributed talk"),
        ("valid until {date}", "valid until {date}"),
        ("awarded {date}", "awarded {date}"),
        ("expected {date}", "expected {date}"),
        ("selected publications", "Selected publications"),
    ],
    publication_groups: |kind| match kind {
        PublicationType::Journal => "Journal articles",
        PublicationType::Conference => "Conference papers",
        PublicationType::Workshop => "Workshop papers",
        PublicationType::Preprint => "Preprints",
        PublicationType::Chapter => "Book chapters",
        PublicationType::Book => "Books",
        PublicationType::Thesis => "Theses",
        PublicationType::Patent => "Patents",
        PublicationType::Report => "Reports",
        PublicationType::Demo => "Demonstrations",
        PublicationType::Tutorial => "Tutorials",
        PublicationType::Dataset => "Datasets",
        PublicationType::Software => "Software",
        PublicationType::Magazine => "Magazine and newspaper articles",
        PublicationType::Other => "Other publications",
    },
    publication_status: |status| match status {
        PublicationStatus::Published => "",
        PublicationStatus::Accepted => "to appear",
        PublicationStatus::InPress => "in press",
        PublicationStatus::UnderReview => "under review",
        PublicationStatus::InPreparation => "in preparation",
    },
    publication_words: &[
        ("et-al", "et al."),
        ("position", "{position} of {total}"),
        ("at", "at"),
        ("in", "In"),
        ("editor", "Ed."),
        ("editors", "Eds."),
        ("translator", "Trans."),
        ("translators", "Trans."),
        ("edited by", "Edited by {names}"),
        ("translated by", "Translated by {names}"),
        ("collaboration", "{name} Collaboration"),
        ("collaborations", "{name} Collaborations"),
        ("in language", "In {language}"),
        ("edition", "{edition} ed."),
        ("version", "version {version}"),
        ("original", "originally published {date}"),
        ("volume", "vol. {number}"),
        ("issue", "no. {number}"),
        ("track", "{track} track"),
        ("preprint", "Preprint"),
        ("thesis", "Thesis"),
        ("patent", "Patent {number}"),
        ("genre-bathesis", "Bachelor’s thesis"),
        ("genre-mathesis", "Master’s thesis"),
        ("genre-mastersthesis", "Master’s thesis"),
        ("genre-phdthesis", "PhD thesis"),
        ("genre-candthesis", "Cand. thesis"),
        ("genre-techreport", "Technical report"),
        ("genre-resreport", "Research report"),
        ("genre-software", "Computer software"),
        ("genre-datacd", "Data CD"),
        ("genre-audiocd", "Audio CD"),
        ("genre-patent", "Patent"),
        ("genre-patentde", "German patent"),
        ("genre-patenteu", "European patent"),
        ("genre-patentfr", "French patent"),
        ("genre-patentuk", "British patent"),
        ("genre-patentus", "US patent"),
        ("genre-patreq", "Patent request"),
        ("genre-patreqde", "German patent request"),
        ("genre-patreqeu", "European patent request"),
        ("genre-patreqfr", "French patent request"),
        ("genre-patrequk", "British patent request"),
        ("genre-patrequs", "US patent request"),
        ("language-en", "English"),
        ("language-de", "German"),
        ("language-fr", "French"),
        ("language-es", "Spanish"),
        ("language-it", "Italian"),
        ("language-pt", "Portuguese"),
        ("language-nl", "Dutch"),
        ("language-da", "Danish"),
        ("language-sv", "Swedish"),
        ("language-nb", "Norwegian"),
        ("language-fi", "Finnish"),
        ("language-is", "Icelandic"),
        ("language-pl", "Polish"),
        ("language-cs", "Czech"),
        ("language-sk", "Slovak"),
        ("language-sl", "Slovene"),
        ("language-hr", "Croatian"),
        ("language-sr", "Serbian"),
        ("language-hu", "Hungarian"),
        ("language-ro", "Romanian"),
        ("language-bg", "Bulgarian"),
        ("language-el", "Greek"),
        ("language-ru", "Russian"),
        ("language-uk", "Ukrainian"),
        ("language-tr", "Turkish"),
        ("language-he", "Hebrew"),
        ("language-ar", "Arabic"),
        ("language-fa", "Persian"),
        ("language-hi", "Hindi"),
        ("language-zh", "Chinese"),
        ("language-ja", "Japanese"),
        ("language-ko", "Korean"),
        ("language-vi", "Vietnamese"),
        ("language-id", "Indonesian"),
        ("language-la", "Latin"),
        ("language-ca", "Catalan"),
        ("language-et", "Estonian"),
        ("language-lv", "Latvian"),
        ("language-lt", "Lithuanian"),
        ("cited", "Cited {count} times"),
        ("cited-once", "Cited once"),
        ("oral", "Oral presentation"),
        ("spotlight", "Spotlight presentation"),
        ("poster", "Poster presentation"),
        ("keynote", "Keynote"),
        ("link-openreview", "OpenReview"),
        ("link-acl", "ACL Anthology"),
        ("link-dblp", "DBLP"),
        ("link-pdf", "PDF"),
        ("link-project", "project page"),
        ("link-blog", "blog post"),
        ("link-url", "online"),
        ("mark-equal", "Equal contribution"),
        ("mark-corresponding", "Corresponding author"),
        ("mark-student", "Supervised student"),
        ("group-selected", "Selected publications"),
        ("group-further", "Further publications"),
        ("group-untagged", "Other publications"),
        ("group-manuscripts", "Preprints and manuscripts"),
        ("group-unpublished", "Under review and in preparation"),
        ("group-forthcoming", "To appear"),
        ("group-undated", "Undated"),
    ],
    ordinal: |number| {
        let suffix = match (number % 10, number % 100) {
            (_, 11..=13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        format!("{number}{suffix}")
    },
};
