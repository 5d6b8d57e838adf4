//! The codes of problems.

/// A kind of problem: its code, which never changes, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The code, such as `unknown-key`.
    pub name: &'static str,
    /// What it means, in a line.
    pub summary: &'static str,
}

const fn code(name: &'static str, summary: &'static str) -> Code {
    Code { name, summary }
}

/// The codes of problems that reading a source finds, in alphabetical order.
pub const CODES: &[Code] = &[
    code("alias-cycle", "an alias stands inside of what it repeats"),
    code(
        "bad-acl",
        "a text is not an identifier of the ACL Anthology",
    ),
    code("bad-amount", "an amount is not written in digits"),
    code("bad-arxiv", "a text is not an arXiv identifier"),
    code("bad-currency", "a text is not the code of a currency"),
    code("bad-date", "a text is not a date"),
    code("bad-doi", "a text is not a DOI"),
    code("bad-email", "a text is not an e-mail address"),
    code(
        "bad-escape",
        "a backslash in double quotes is followed by something without a meaning",
    ),
    code("bad-file-name", "a name cannot be the name of a file"),
    code(
        "bad-indentation",
        "a line is indented so that it belongs to nothing above it",
    ),
    code(
        "bad-isbn",
        "a text is not an ISBN, or its check digit is wrong",
    ),
    code("bad-key", "a key is missing or is no text"),
    code("bad-openreview", "a text is not a forum of OpenReview"),
    code(
        "bad-orcid",
        "a text is not an ORCID iD, or its check digit is wrong",
    ),
    code("bad-pmid", "a text is not a PubMed identifier"),
    code("bad-url", "a text is not a web address"),
    code("backwards-dates", "something ends before it begins"),
    code("comment-in-text", "a part of a text is read as a comment"),
    code(
        "control-character",
        "the file holds a character that cannot be printed",
    ),
    code("duplicate-key", "a map has the same key twice"),
    code("empty-file", "the file holds nothing"),
    code("empty-item", "an item of a list has no text"),
    code("extends-cycle", "documents extend each other in a circle"),
    code("merge-key", "a map has a merge key"),
    code("missing-field", "a required key is missing or has no value"),
    code("name-twice", "an author has a whole name and parts of one"),
    code("not-utf8", "the file is not encoded as UTF-8"),
    code("null-value", "a plain `null` looks like a text and is none"),
    code("out-of-range", "a number is too small or too large"),
    code("reserved-name", "a name belongs to a command or a section"),
    code("same-file", "two documents write the same file"),
    code("same-symbol", "two marks have the same symbol"),
    code(
        "several-documents",
        "the file holds more than one YAML document",
    ),
    code("tab-indentation", "a line is indented with a tab"),
    code("text-and-entries", "a section has a text and entries"),
    code("title-and-positions", "an entry has a title and positions"),
    code("too-deep", "lists and maps stand in each other too deep"),
    code("too-large", "the file is too large"),
    code(
        "too-many-problems",
        "there are more problems than are listed",
    ),
    code("unclosed-bracket", "a list or map in brackets does not end"),
    code("unclosed-quote", "a quote does not end"),
    code("unknown-alias", "an alias repeats nothing"),
    code("unknown-code", "a code of problems does not exist"),
    code("unknown-document", "a document does not exist"),
    code("unknown-key", "a key does not exist at its place"),
    code("unknown-language", "there are no labels in a language"),
    code("unknown-mark", "a mark is not declared"),
    code(
        "unknown-network",
        "an account is on a network whose addresses are not known",
    ),
    code("unknown-section", "a section or field does not exist"),
    code("unknown-template", "a template does not exist"),
    code("unknown-theme", "a theme does not exist"),
    code("unknown-value", "a value is not one of those allowed"),
    code(
        "unmatched-tag",
        "a document selects by a tag that nothing has",
    ),
    code("unquoted-text", "a text must be quoted"),
    code("unused-tag", "no document selects by a tag"),
    code(
        "wrong-type",
        "a value is of another type than its place takes",
    ),
    code("yaml-syntax", "the file is not YAML"),
    code("yaml-tag", "a value has a YAML tag"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique() {
        let mut names: Vec<&str> = CODES.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CODES.len());
    }
}
