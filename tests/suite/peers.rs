//! What other programs make of bad input, and what Folio does: the tables of what RenderCV 2.8 and
//! YAMLResume 0.16 do, row by row.

use std::fs;

use super::cli::{outputs, project, run};

/// The place of an error, and its code.
type Place<'a> = (usize, usize, &'a str);

/// Errors of a build: each at its line and column, nothing else, and nothing written.
fn refused(row: &str, source: impl AsRef<[u8]>, expected: &[Place], words: &[&str]) {
    let folder = project("");
    fs::write(folder.path().join("cv.yaml"), source).unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["build", "--message-format", "json"]);
    assert_eq!((code, stderr.as_str()), (1, ""), "{row}: {stdout}");
    assert_eq!(outputs(folder.path()), [""; 0], "{row}");
    let found: Vec<serde_json::Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let places: Vec<(usize, usize, &str)> = found
        .iter()
        .map(|found| {
            let number = |key: &str| found["start"][key].as_u64().unwrap() as usize;
            (
                number("line"),
                number("column"),
                found["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(places, expected, "{row}");
    for word in words {
        assert!(stdout.contains(word), "{row}: {word}: {stdout}");
    }
}

/// A text that is taken, with what its document says.
fn accepted(row: &str, source: &str, printed: &[&str]) {
    let folder = project(source);
    let (code, _, stderr) = run(
        folder.path(),
        &["-q", "cv", "--format", "txt", "--deny", "warnings"],
    );
    assert_eq!((code, stderr.as_str()), (0, ""), "{row}");
    let text = fs::read_to_string(folder.path().join("output/cv.txt")).unwrap();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in printed {
        assert!(text.contains(words), "{row}: {words}: {text}");
    }
}

/// What a run says on the command line: its exit code and its words, which are few.
fn answered(row: &str, source: &str, arguments: &[&str], code: i32, words: &[&str]) {
    let folder = project(source);
    let (found, stdout, stderr) = run(folder.path(), arguments);
    assert_eq!((found, stdout.as_str()), (code, ""), "{row}: {stderr}");
    assert!(
        stderr.lines().count() < 20 && !stderr.contains("panicked"),
        "{row}: {stderr}"
    );
    assert_eq!(outputs(folder.path()), [""; 0], "{row}");
    for word in words {
        assert!(stderr.contains(word), "{row}: {word}: {stderr}");
    }
}

const ADA: &str = "person: {name: Ada Lovelace, email: ada@example.org}\n";

/// A file with an entry of a section, from the second line on.
fn with(more: &str) -> String {
    format!("{ADA}{more}")
}

fn refused_below(row: &str, more: &str, expected: &[Place], words: &[&str]) {
    refused(row, with(more), expected, words);
}

fn accepted_below(row: &str, more: &str, printed: &[&str]) {
    accepted(row, &with(more), printed);
}

#[test]
fn rendercv_keys() {
    // Says which key, not on which line, and not what was meant.
    let source =
        "person:\n  name: Ada\n  emial: ada@example.org\nexperiense:\n  - organization: X\n";
    refused(
        "unknown keys",
        source,
        &[(3, 3, "unknown-key"), (4, 1, "unknown-key")],
        &["did you mean `email`?", "did you mean `experience`?"],
    );
    // Exit 0, "Your CV is ready"; start and journal are silently missing.
    refused_below(
        "misspelt key inside an entry",
        "experience:\n  - organization: X\n    strat_date: 2020\npublications:\n  - title: T\n    authors: Ada\n    jounral: J\n",
        &[(4, 5, "unknown-key"), (8, 5, "unknown-key")],
        &["`start`"],
    );
    // A traceback, TypeError: expected string, got int.
    accepted_below(
        "number in a key that is there",
        "publications:\n  - {title: T, authors: Ada Lovelace, venue: J, volume: 12, date: 2020}\n",
        &["12"],
    );
    refused_below(
        "number in an extra key",
        "projects:\n  - name: P\n    amount: 50000\n",
        &[(4, 5, "unknown-key")],
        &["allowed keys"],
    );
}

#[test]
fn rendercv_dates() {
    // Names the path, not the line.
    refused_below(
        "month 13",
        "experience:\n  - {organization: X, start: 2020, end: 2021}\n  - {organization: Y, end: 2021-13}\n",
        &[(4, 28, "bad-date")],
        &["there is no month 13"],
    );
    // Refused there in words; a month of one digit is taken and printed as "2021-3".
    accepted_below(
        "dates in words and a month of one digit",
        "experience:\n  - {organization: X, start: 2020, end: March 2021}\nprojects:\n  - {name: P, date: 2021-3}\n",
        &["2020 – Mar 2021", "Mar 2021 P"],
    );
    // A good message there as well; here with both places.
    refused_below(
        "start after end",
        "experience:\n  - {organization: X, start: 2021, end: 2019}\n",
        &[(3, 41, "backwards-dates")],
        &["2021"],
    );
    // Prints "Jan 2021".
    accepted_below(
        "a year in quotes",
        "projects:\n  - {name: P, date: '2021'}\n",
        &["Projects 2021 P"],
    );
    // Both are "2 months"; Folio prints what was written, and reckons nothing.
    accepted_below(
        "two runs of months",
        "experience:\n  - {organization: X, start: 2021-01, end: 2021-02}\n  - {organization: Y, start: 2020-01, end: 2020-03}\n",
        &["Jan – Feb 2021", "Jan – Mar 2020"],
    );
}

#[test]
fn rendercv_syntax_and_types() {
    // A range of lines and half a sentence; a duplicate key is not named.
    refused(
        "tab",
        "person:\n\tname: Ada\n",
        &[(2, 1, "tab-indentation")],
        &["spaces"],
    );
    refused(
        "unclosed quote",
        "person:\n  name: \"Ada\n  location: London\n",
        &[(2, 9, "unclosed-quote")],
        &["never closed"],
    );
    refused(
        "duplicate key",
        "person:\n  name: Ada\n  name: Eve\n",
        &[(3, 3, "duplicate-key")],
        &["`name`", "first given here"],
    );
    // "custom theme folder .../clasic does not exist"; no list of themes.
    refused_below(
        "unknown theme",
        "settings: {theme: clasic}\n",
        &[(2, 19, "unknown-theme")],
        &["`classic`", "scholar"],
    );
    // A table of 80 columns that wraps to one word a line.
    accepted_below(
        "authors as a string",
        "publications:\n  - {title: T, authors: \"Charles Babbage, Ada Lovelace\", date: 2020}\n",
        &["Charles Babbage, Ada Lovelace"],
    );
    // "company: field is required", about the other type.
    accepted_below(
        "entries of several kinds in one section",
        "sections:\n  own:\n    title: Own\n    entries:\n      - {title: A, date: 2020}\n      - {title: B, subtitle: C, highlights: [D]}\n",
        &["A", "B, C", "D"],
    );
}

#[test]
fn rendercv_command_line() {
    // Tracebacks of some 60 lines.
    answered(
        "missing file",
        ADA,
        &["-f", "nope.yaml", "cv"],
        3,
        &["nope.yaml"],
    );
    answered(
        "unknown option",
        ADA,
        &["cv", "--cv.nmae", "X"],
        2,
        &["--cv.nmae"],
    );
    answered("bad number", ADA, &["cv", "--pages", "x"], 2, &["--pages"]);
    answered(
        "unknown theme",
        ADA,
        &["cv", "--theme", "klingon"],
        1,
        &["klingon", "scholar"],
    );
    refused_below(
        "unknown language",
        "settings: {language: klingon}\n",
        &[(2, 22, "unknown-language")],
        &["languages with words"],
    );
    // Exit code 1, and not a word.
    answered(
        "quiet",
        "person: {nmae: Ada}\n",
        &["-q", "build"],
        1,
        &["did you mean `name`?"],
    );
}

#[test]
fn rendercv_text_is_text() {
    // A traceback, `unknown variable: frag`, or run as code: a shared file is a program.
    accepted_below(
        "what Typst would run",
        r##"summary: >-
  See #word, https://a.com/x#frag, $$ about ten $$, #eval("1+1"), #read("/etc/hostname"), #sub[2].
"##,
        &[
            r##"See #word, https://a.com/x#frag, $$ about ten $$, #eval("1+1"), #read("/etc/hostname"), #sub[2]."##,
        ],
    );
    // Split into two bullets; a numbered item; a heading; gone.
    accepted_below(
        "what looks like markup",
        "experience:\n  - organization: X\n    highlights:\n      - Cut cost - saved 5 M\n      - + one\n      - = two\n      - less <c> more\n",
        &["• Cut cost - saved 5 M • + one • = two • less <c> more"],
    );
    // Flattened to one level, in its own sample too.
    refused_below(
        "nested highlights",
        "experience:\n  - organization: X\n    highlights:\n      - One:\n          - two\n      - - three\n",
        &[(5, 9, "wrong-type"), (7, 9, "wrong-type")],
        &[],
    );
    let folder = project(&with(
        "experience:\n  - organization: X\n    highlights:\n      - One\n        - two\n",
    ));
    let (code, _, stderr) = run(folder.path(), &["check", "--message-format", "short"]);
    assert_eq!(code, 0);
    assert!(
        stderr.starts_with("cv.yaml:6:9: warning[dash-in-text]"),
        "{stderr}"
    );
}

#[test]
fn rendercv_names_links_and_titles() {
    // `bold_keywords` writes "strong[Jane Doe]" into the foot and `**` into links and titles; here
    // the owner is found in the authors, and nowhere else does it leave a trace. HTML has no title.
    let source = with(
        "publications:\n  - {title: On Lovelace, authors: Ada Lovelace, date: 2020, links: {code: \"https://example.org/lovelace\"}}\n",
    );
    let folder = project(&source);
    let (code, stdout, stderr) = run(folder.path(), &["dump", "cv"]);
    assert_eq!(code, 0, "{stderr}");
    let dumped: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(dumped["meta"]["title"], "Ada Lovelace – Curriculum Vitae");
    assert_eq!(dumped["meta"]["author"], "Ada Lovelace");
    assert_eq!(stdout.matches("\"owner\"").count(), 1);
    assert!(stdout.contains("\"https://example.org/lovelace\""));
    // The link becomes https://doi.org/https://doi.org/10.1145/1234.
    let source = with(
        "publications:\n  - {title: T, authors: Ada Lovelace, date: 2020, doi: \"https://doi.org/10.1145/1234\"}\n",
    );
    let (code, stdout, _) = run(project(&source).path(), &["dump", "cv"]);
    assert_eq!(code, 0);
    assert!(
        stdout.contains("\"https://doi.org/10.1145/1234\""),
        "{stdout}"
    );
    assert!(!stdout.contains("doi.org/https"));
    // Taken as it is.
    refused_below(
        "something like a DOI",
        "publications:\n  - {title: T, authors: Ada Lovelace, date: 2020, doi: doi.org/10.1/x}\n",
        &[(3, 56, "bad-doi")],
        &["10."],
    );
    // The sample for "Jane Doe" keeps john.doe@email.com, and sets off "John Doe" in its papers.
    let folder = project("");
    fs::remove_file(folder.path().join("cv.yaml")).unwrap();
    assert_eq!(run(folder.path(), &["new"]).0, 0);
    let (code, _, stderr) = run(folder.path(), &["check", "--message-format", "short"]);
    assert!(code == 0 && !stderr.contains("note"), "{stderr}");
}

#[test]
fn yamlresume_syntax() {
    // The same line and column, and no more than that it is not allowed.
    refused(
        "tab",
        "person:\n  name: Ada\n\tlocation: London\n",
        &[(3, 1, "tab-indentation")],
        &["spaces"],
    );
    // "Nested mappings are not allowed in compact mappings."
    refused(
        "a second colon",
        "person:\n  name: Ada: Lovelace\n",
        &[(2, 12, "unquoted-text")],
        &["quote the text"],
    );
    refused(
        "a second colon in braces",
        "person: {name: Ada: Lovelace}\n",
        &[(1, 19, "unquoted-text")],
        &["Ada: Lovelace"],
    );
    // Points past the end of the file.
    refused(
        "unclosed quote",
        "person:\n  name: 'Ada\n",
        &[(2, 9, "unclosed-quote")],
        &["never closed"],
    );
    // "Map keys must be unique", without the key or the first place.
    refused(
        "duplicate key",
        "person: {name: Ada}\nsummary: One.\nsummary: Two.\n",
        &[(3, 1, "duplicate-key")],
        &["`summary`", "first given here"],
    );
    // No position.
    refused(
        "undefined alias",
        "person: {name: Ada}\nsummary: *b\n",
        &[(2, 10, "unknown-alias")],
        &["&b"],
    );
    // Passes silently.
    refused(
        "invalid UTF-8",
        b"person:\n  name: Ad\xE9\n",
        &[(2, 11, "not-utf8")],
        &["0xE9"],
    );
    // Points at 1:1, builds nothing, exits 0, or fails with a TypeError.
    refused("empty file", "", &[(1, 1, "empty-file")], &["person:"]);
    refused("scalar", "words\n", &[(1, 1, "wrong-type")], &["person:"]);
    refused("list", "- words\n", &[(1, 1, "wrong-type")], &["person:"]);
}

#[test]
fn yamlresume_values() {
    // One of seven degrees, and no PhD among them; exit code 0.
    accepted_below(
        "any degree",
        "education:\n  - {institution: University of London, degree: PhD}\n",
        &["PhD"],
    );
    // "startDate is required"; "startDate is invalid" for the epoch.
    accepted_below(
        "a year, and the day that is zero",
        "experience:\n  - {organization: X, start: 2020}\nprojects:\n  - {name: P, date: 1970-01-01}\n",
        &["2020", "1970"],
    );
    // "publisher is required" at 1:1.
    refused_below(
        "what an entry lacks",
        "publications:\n  - {title: T, authors: Ada Lovelace, date: 2020}\n  - authors: Ada Lovelace\n    date: 2021\n",
        &[(4, 5, "missing-field")],
        &["`title`"],
    );
    // Dropped without a word; exit code 0.
    refused(
        "unknown keys",
        "person: {name: Ada, emial: a@b.org}\neduction: []\neducation:\n  - {institution: X, gpa: 4}\n",
        &[
            (1, 21, "unknown-key"),
            (2, 1, "unknown-key"),
            (4, 22, "unknown-key"),
        ],
        &["`email`", "`education`", "`grade`"],
    );
    accepted_below(
        "keys that are there",
        "projects:\n  - {name: P, highlights: [A bullet.]}\npublications:\n  - {title: T, authors: Ada Lovelace, date: 2020, doi: 10.1145/1234}\n",
        &["• A bullet.", "Ada Lovelace", "DOI"],
    );
    // Not a word.
    refused_below(
        "an end before its start",
        "education:\n  - {institution: X, start: 2020-05, end: 2020-04}\n",
        &[(3, 43, "backwards-dates")],
        &[],
    );
    // "summary should be 16 characters or more."
    accepted_below("a short summary", "summary: short\n", &["short"]);
    // "Invalid discriminator value", then no file is written, and the exit code is 0.
    refused_below(
        "an engine of another name",
        "documents:\n  cv: {template: typst, formats: [odt]}\n",
        &[(3, 18, "unknown-template"), (3, 35, "unknown-value")],
        &["academic", "allowed values"],
    );
}

#[test]
fn yamlresume_files() {
    // Exit codes 2 and 4, with words as good as these.
    answered(
        "missing file",
        ADA,
        &["check", "-f", "no.yaml"],
        3,
        &["there is no file `no.yaml`"],
    );
    answered(
        "a file that is there",
        ADA,
        &["new"],
        3,
        &["`cv.yaml` is already there"],
    );
    // `validate` says "validation failed", and exits 0.
    answered(
        "a failed check",
        "person: {}\n",
        &["check"],
        1,
        &["error[missing-field]"],
    );
}
