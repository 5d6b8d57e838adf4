//! The tables of fields, section by section.

mod recognition;

use super::fields::{As, Field};
use crate::model::Section;
use As::{Address, Bullets, Items, Literal, Location, Markup, Prose, Remark, Words};
use recognition::*;

const URL: Field = (&["url", "website", "link", "href"], "url", Address);
const PLACE: Field = (&["location", "place"], "location", Location);
const BULLETS: Field = (
    &[
        "highlights",
        "achievements",
        "responsibilities",
        "bullets",
        "points",
        "tasks",
    ],
    "highlights",
    Bullets,
);
const SUMMARY: Field = (&["summary"], "summary", Prose);
const TEXT: Field = (&["summary", "description", "details"], "summary", Prose);
const TAGS: Field = (&["tags"], "tags", Items);
const NOTE: Field = (&["note", "notes", "comment"], "note", Markup);
const TOOLS: Field = (
    &[
        "keywords",
        "technologies",
        "stack",
        "tech_stack",
        "techStack",
        "tech",
        "skills",
        "tools",
    ],
    "technologies",
    Words,
);

const WORK: &[Field] = &[
    (
        &[
            "company",
            "organization",
            "employer",
            "name",
            "institution",
            "institute",
        ],
        "organization",
        Literal,
    ),
    (&["department", "unit", "team", "group"], "unit", Literal),
    (
        &[
            "position",
            "title",
            "role",
            "jobTitle",
            "job_title",
            "label",
        ],
        "title",
        Literal,
    ),
    PLACE,
    URL,
    SUMMARY,
    BULLETS,
    (&["description", "details"], "note", Markup),
    NOTE,
    TAGS,
    TOOLS,
];

const EDUCATION: &[Field] = &[
    (
        &[
            "institution",
            "school",
            "university",
            "name",
            "organization",
            "company",
        ],
        "institution",
        Literal,
    ),
    (
        &["degree", "studyType", "study_type", "position", "title"],
        "degree",
        Literal,
    ),
    (
        &[
            "area",
            "field",
            "major",
            "fieldOfStudy",
            "field_of_study",
            "label",
        ],
        "field",
        Literal,
    ),
    (&["grade", "gpa", "GPA"], "grade", Literal),
    (&["honors", "honours"], "honors", Items),
    (
        &["advisor", "advisors", "supervisor", "supervisors"],
        "advisors",
        Items,
    ),
    (&["thesis", "dissertation"], "thesis", Markup),
    (&["courses", "coursework"], "courses", Words),
    PLACE,
    URL,
    TEXT,
    BULLETS,
    NOTE,
    TAGS,
    (&["keywords", "department", "activities"], "note", Remark),
];

const PROJECT: &[Field] = &[
    (&["name", "title", "label", "company"], "name", Literal),
    (&["role", "roles", "position"], "role", Items),
    (&["description"], "description", Markup),
    (
        &[
            "technologies",
            "keywords",
            "stack",
            "tech_stack",
            "techStack",
            "tech",
            "tools",
            "skills",
        ],
        "technologies",
        Words,
    ),
    (
        &[
            "github",
            "githubUrl",
            "repository",
            "repo",
            "source",
            "code",
        ],
        "links.code",
        Address,
    ),
    (&["demo", "live"], "links.demo", Address),
    (&["stars", "metrics"], "metrics", Items),
    URL,
    PLACE,
    (&["summary", "details"], "summary", Prose),
    BULLETS,
    NOTE,
    TAGS,
    (&["entity", "organization"], "organization", Literal),
    (&["type"], "note", Remark),
];

const PUBLICATION: &[Field] = &[
    (&["title", "name", "label"], "title", Markup),
    (
        &[
            "venue",
            "journal",
            "publisher",
            "booktitle",
            "conference",
            "publication",
            "outlet",
        ],
        "venue",
        Literal,
    ),
    (&["volume"], "volume", Literal),
    (&["issue", "number"], "issue", Literal),
    (&["pages", "page"], "pages", Literal),
    (&["arxiv", "arXiv"], "arxiv", Literal),
    (&["pmid"], "pmid", Literal),
    (&["isbn", "ISBN"], "isbn", Literal),
    (&["pdf"], "links.pdf", Address),
    (&["code"], "links.code", Address),
    (&["awards", "award"], "awards", Items),
    URL,
    (
        &["summary", "description", "details"],
        "contribution",
        Markup,
    ),
    NOTE,
    TAGS,
    (
        &["location", "status", "highlights", "keywords"],
        "note",
        Remark,
    ),
];

const TALK: &[Field] = &[
    (&["title", "name", "label"], "title", Markup),
    (
        &[
            "event",
            "conference",
            "venue",
            "company",
            "institution",
            "organization",
            "details",
        ],
        "event",
        Markup,
    ),
    (&["with", "coauthors", "authors"], "with", Items),
    (&["slides"], "links.slides", Address),
    (&["video"], "links.video", Address),
    PLACE,
    URL,
    (
        &["summary", "description", "highlights", "position"],
        "summary",
        Prose,
    ),
    NOTE,
    TAGS,
];

const TEACHING: &[Field] = &[
    (
        &["course", "name", "title", "area", "label"],
        "course",
        Literal,
    ),
    (&["code", "number"], "code", Literal),
    (&["role", "position", "degree"], "role", Literal),
    (
        &[
            "institution",
            "company",
            "university",
            "school",
            "organization",
        ],
        "institution",
        Literal,
    ),
    (&["level"], "level", Literal),
    (&["terms", "semester", "semesters", "term"], "terms", Items),
    (&["students"], "students", Literal),
    PLACE,
    URL,
    TEXT,
    BULLETS,
    NOTE,
    TAGS,
];

const ADVISING: &[Field] = &[
    (
        &["name", "student", "title", "label", "company"],
        "name",
        Literal,
    ),
    (&["degree", "studyType"], "degree", Literal),
    (&["role", "position"], "role", Literal),
    (
        &["institution", "school", "university", "organization"],
        "institution",
        Literal,
    ),
    (&["thesis", "project", "topic", "area"], "thesis", Markup),
    (&["now", "placement"], "now", Literal),
    URL,
    (
        &["summary", "details", "highlights", "location"],
        "note",
        Remark,
    ),
    NOTE,
    TAGS,
];

/// The table of a section; of one of the user's own without a section.
pub(super) fn of(section: Option<Section>) -> &'static [Field] {
    match section {
        None => OWN,
        Some(section) => match section {
            Section::Summary => &[],
            Section::Interests => INTEREST,
            Section::Experience | Section::Volunteering => WORK,
            Section::Education => EDUCATION,
            Section::Grants => GRANT,
            Section::Awards => AWARD,
            Section::Publications => PUBLICATION,
            Section::Projects => PROJECT,
            Section::Talks => TALK,
            Section::Teaching => TEACHING,
            Section::Advising => ADVISING,
            Section::Service => SERVICE,
            Section::Memberships => MEMBERSHIP,
            Section::Media => MEDIA,
            Section::Certifications => CERTIFICATION,
            Section::Skills => SKILL,
            Section::Languages => LANGUAGE,
            Section::News => NEWS,
            Section::References => REFERENCE,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// The fields of entries of a section in the schema.
    fn schema_fields(section: Option<Section>) -> BTreeSet<String> {
        let root = crate::model::schema();
        let definition = match section {
            None => "CustomEntry".to_owned(),
            Some(section) => {
                let reference = &root["properties"][section.key()]["items"]["$ref"];
                let name = reference.as_str().unwrap().rsplit('/').next().unwrap();
                name.trim_end_matches("OrText").to_owned()
            }
        };
        let fields = |definition: &Value| -> BTreeSet<String> {
            let properties = definition["properties"].as_object();
            properties
                .into_iter()
                .flat_map(|map| map.keys().cloned())
                .collect()
        };
        fields(&root["definitions"][&definition])
    }

    #[test]
    fn every_row_of_a_table_names_a_field_of_its_section() {
        let sections = Section::ALL
            .iter()
            .copied()
            .filter(|one| *one != Section::Summary);
        for section in sections.map(Some).chain([None]) {
            let known = schema_fields(section);
            for (keys, to, how) in of(section) {
                let first = to.split('.').next().unwrap();
                assert!(
                    known.contains(first),
                    "{section:?} {keys:?} {to} {how:?}: {known:?}"
                );
            }
        }
    }
}
