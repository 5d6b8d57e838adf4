//! The tables of recognition, service, skills, and of sections of the user's own.

use super::*;

pub(super) const GRANT: &[Field] = &[
    (&["title", "name", "label", "position"], "title", Markup),
    (
        &[
            "funder",
            "agency",
            "awarder",
            "issuer",
            "organization",
            "company",
            "institution",
        ],
        "funder",
        Markup,
    ),
    (
        &["number", "grant_number", "award_number"],
        "number",
        Literal,
    ),
    (&["role"], "role", Literal),
    (&["amount"], "amount", Literal),
    (&["status"], "status", Literal),
    (&["with"], "with", Items),
    URL,
    (
        &["summary", "description", "details", "highlights"],
        "summary",
        Prose,
    ),
    NOTE,
    TAGS,
    (&["location"], "note", Remark),
];

pub(super) const AWARD: &[Field] = &[
    (
        &["title", "name", "label", "position", "award", "bullet"],
        "title",
        Literal,
    ),
    (
        &[
            "awarder",
            "issuer",
            "organization",
            "company",
            "institution",
            "details",
        ],
        "issuer",
        Literal,
    ),
    (&["amount"], "amount", Literal),
    (
        &["summary", "description", "reason", "highlights"],
        "reason",
        Prose,
    ),
    PLACE,
    URL,
    NOTE,
    TAGS,
];

pub(super) const SERVICE: &[Field] = &[
    (
        &["role", "position", "name", "title", "label", "bullet"],
        "role",
        Literal,
    ),
    (
        &["organization", "company", "institution", "details"],
        "organization",
        Literal,
    ),
    (
        &["venue", "conference", "journal", "event"],
        "venue",
        Markup,
    ),
    PLACE,
    URL,
    (&["summary", "description", "highlights"], "summary", Prose),
    NOTE,
    TAGS,
];

pub(super) const SKILL: &[Field] = &[
    (&["name", "label", "title", "category"], "name", Literal),
    (
        &["keywords", "details", "items", "skills"],
        "keywords",
        Words,
    ),
    (&["level"], "level", Literal),
    NOTE,
    URL,
    TAGS,
    (&["summary", "description", "highlights"], "note", Remark),
];

pub(super) const LANGUAGE: &[Field] = &[
    (&["language", "name", "label", "title"], "name", Literal),
    (
        &["fluency", "level", "details", "proficiency", "summary"],
        "level",
        Literal,
    ),
    NOTE,
    TAGS,
    (&["keywords"], "note", Remark),
];

pub(super) const CERTIFICATION: &[Field] = &[
    (
        &[
            "name", "title", "label", "degree", "area", "position", "bullet",
        ],
        "title",
        Literal,
    ),
    (
        &[
            "issuer",
            "authority",
            "awarder",
            "organization",
            "institution",
            "company",
            "details",
        ],
        "issuer",
        Literal,
    ),
    (
        &["number", "license", "id", "credential_id"],
        "number",
        Literal,
    ),
    URL,
    NOTE,
    TAGS,
    (
        &["summary", "description", "highlights", "location"],
        "note",
        Remark,
    ),
];

pub(super) const MEMBERSHIP: &[Field] = &[
    (
        &[
            "organization",
            "company",
            "institution",
            "name",
            "title",
            "label",
            "bullet",
        ],
        "organization",
        Literal,
    ),
    (&["role", "position", "details"], "role", Literal),
    PLACE,
    URL,
    NOTE,
    TAGS,
    (&["summary", "description", "highlights"], "note", Remark),
];

pub(super) const MEDIA: &[Field] = &[
    (&["title", "name", "label", "bullet"], "title", Markup),
    (
        &[
            "outlet",
            "publisher",
            "company",
            "organization",
            "institution",
            "details",
        ],
        "outlet",
        Literal,
    ),
    (&["kind", "type"], "kind", Literal),
    URL,
    NOTE,
    TAGS,
    (
        &["summary", "description", "highlights", "location"],
        "note",
        Remark,
    ),
];

pub(super) const REFERENCE: &[Field] = &[
    (&["name", "label"], "name", Literal),
    (&["position", "title", "role", "jobTitle"], "title", Literal),
    (
        &["company", "organization", "institution"],
        "organization",
        Literal,
    ),
    (&["email"], "email", Literal),
    (&["phone"], "phone", Literal),
    (&["relationship", "relation"], "relation", Literal),
    (&["reference", "quote"], "quote", Prose),
    (
        &["summary", "details", "description", "highlights"],
        "note",
        Prose,
    ),
    URL,
    NOTE,
    TAGS,
];

pub(super) const INTEREST: &[Field] = &[
    (&["name", "label", "title", "bullet"], "name", Literal),
    (&["keywords", "details", "items"], "keywords", Words),
];

pub(super) const NEWS: &[Field] = &[
    (
        &["text", "title", "name", "label", "bullet", "summary"],
        "text",
        Markup,
    ),
    URL,
    NOTE,
    TAGS,
];

/// Fields of an entry of a section of the user's own.
pub(super) const OWN: &[Field] = &[
    (
        &[
            "title",
            "name",
            "label",
            "company",
            "institution",
            "organization",
            "bullet",
            "number",
            "reversed_number",
        ],
        "title",
        Markup,
    ),
    (
        &[
            "subtitle",
            "position",
            "role",
            "company",
            "institution",
            "organization",
            "awarder",
            "issuer",
            "publisher",
            "journal",
            "degree",
            "studyType",
            "level",
            "fluency",
        ],
        "subtitle",
        Literal,
    ),
    PLACE,
    URL,
    (
        &[
            "summary",
            "description",
            "details",
            "value",
            "area",
            "reference",
            "text",
        ],
        "summary",
        Prose,
    ),
    BULLETS,
    NOTE,
    TAGS,
    (
        &["keywords", "technologies", "authors", "items"],
        "note",
        Remark,
    ),
];
