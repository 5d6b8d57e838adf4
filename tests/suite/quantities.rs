//! Thousands of what there is usually one of: read, inherited, repeated and told in a time that grows
//! with their number alone, and in little memory.

use super::limits::{cv, folder, frugal, frugal_when_optimised};

#[test]
#[ignore = "takes long"]
fn messages_do_not_list_thousands_of_names() {
    let documents: String = (0..1_000)
        .map(|at| format!("  d{at}: {{extends: nope{at}}}\n"))
        .collect();
    let folder = folder(&[cv(format!("documents:\n{documents}"))]);
    let (exit, said) = frugal(folder.path(), &["build"]);
    assert_eq!(exit, 1);
    assert!(said.contains("`, and ") || said.contains(" more"), "{said}");
    assert!(said.len() < 2_000_000, "{}", said.len());
    let many: String = (0..5_000)
        .map(|at| format!("  d{at}: {{extends: nope{at}}}\n"))
        .collect();
    let folder = super::limits::folder(&[cv(format!("documents:\n{many}"))]);
    let (exit, said) = frugal(folder.path(), &["build"]);
    assert_eq!(exit, 1);
    assert!(said.contains("more than 1000 documents"));
}

/// A CV with so many items, each made from its number.
fn many(before: &str, count: usize, item: impl Fn(usize) -> String, after: &str) -> String {
    let items: String = (0..count).map(item).collect();
    format!("{before}{items}{after}")
}

#[test]
#[ignore = "takes long"]
fn thousands_of_problems_of_a_kind_are_told_in_linear_time() {
    const COUNT: usize = 8_000;
    let paper = |rest: &str| format!("  - {{title: T, date: 2000, authors: [{rest}]}}\n");
    for (what, code, text) in [
        (
            "tags of a document",
            "unmatched-tag",
            many(
                "interests: [A]\ndocuments:\n  cv:\n    tags: [",
                COUNT,
                |at| format!("t{at}, "),
                "]\n",
            ),
        ),
        (
            "tags of entries",
            "unmatched-tag",
            many(
                "skills:\n",
                COUNT / 10,
                |at| format!("  - {{name: A, tags: [a{at}]}}\n"),
                "",
            ) + &many(
                "documents:\n  cv:\n    without: [",
                COUNT,
                |at| format!("t{at}, "),
                "]\n",
            ),
        ),
        (
            "marks",
            "unknown-mark",
            many(
                "publications:\n",
                COUNT / 2,
                |at| paper(&format!("{{name: B, marks: [m{at}]}}")),
                "",
            ),
        ),
        (
            "marks after names",
            "unknown-mark",
            many("publications:\n", COUNT, |_| paper("Ada Lovelace#, B!"), ""),
        ),
        (
            "keys",
            "unknown-key",
            many("", COUNT, |at| format!("key{at}: x\n"), ""),
        ),
        (
            "labels",
            "bad-url",
            many(
                "publications:\n",
                COUNT,
                |at| {
                    format!(
                        "  - {{title: T{at}, date: 2000, authors: [B], links: {{l{at}: no}}}}\n"
                    )
                },
                "",
            ),
        ),
        (
            "titles",
            "unknown-section",
            many(
                "documents:\n  cv:\n    titles: {",
                COUNT,
                |at| format!("s{at}: T, "),
                "}\n",
            ),
        ),
        (
            "sections of one's own",
            "unknown-section",
            many(
                "sections:\n",
                COUNT,
                |at| format!("  s{at}: {{title: A, text: B, after: no{at}}}\n"),
                "",
            ),
        ),
        (
            "codes",
            "unknown-code",
            many(
                "settings: {allow: [",
                COUNT,
                |at| format!("c{at}, "),
                "]}\n",
            ),
        ),
        (
            "documents",
            "unknown-document",
            many(
                "documents:\n",
                20_000,
                |at| format!("  d{at}: {{extends: no{at}}}\n"),
                "",
            ),
        ),
        (
            "jobs at the same time",
            "career-overlap",
            many(
                "experience:\n",
                COUNT,
                // Half a year: what is held for long beside another job is so by design.
                |at| {
                    let times = [
                        "start: 2000-01, end: 2009-06",
                        "start: 2009-01, end: 2015-12",
                    ];
                    format!("  - {{organization: A{at}, title: B, {}}}\n", times[at % 2])
                },
                "",
            ),
        ),
        (
            "papers that stand twice",
            "duplicate-publication",
            many("publications:\n", COUNT, |_| paper("Ada Lovelace"), ""),
        ),
    ] {
        println!("{what}");
        let folder = folder(&[cv(text)]);
        let forms: &[&str] = match what {
            "codes" => &["short", "json", "human", "sarif", "github"],
            _ => &["short"],
        };
        for form in forms {
            let arguments = ["check", "publications", "--message-format", form];
            let (_, said) = frugal_when_optimised(folder.path(), &arguments);
            assert!(
                *form != "short" || said.contains(code),
                "{what}: {said:.300}"
            );
            assert!(!said.contains("panicked"), "{what}");
            assert!(said.len() < 10_000_000, "{what}: {}", said.len());
        }
    }
}

/// A bibliography that builds, or the problem that it has instead, told once.
fn bibliography(what: &str, bib: String, expected: Option<&str>) {
    println!("{what}");
    let files = [
        cv("bibliography: [a.bib]\n".to_owned()),
        ("a.bib", bib.into_bytes()),
    ];
    let folder = folder(&files);
    for command in ["check", "build"] {
        let arguments = [command, "cv", "--quiet", "--message-format", "short"];
        let (exit, said) = frugal_when_optimised(folder.path(), &arguments);
        let beginning: String = said.chars().take(300).collect();
        assert_eq!(exit != 0, expected.is_some(), "{what}: {beginning}");
        assert!(!said.contains("panicked"), "{what}: {beginning}");
        let Some(message) = expected else { continue };
        assert!(beginning.starts_with("a.bib:"), "{what}: {beginning}");
        assert!(
            beginning.contains("error[large-bib]: "),
            "{what}: {beginning}"
        );
        assert!(beginning.contains(message), "{what}: {beginning}");
        assert_eq!(said.matches("error[").count(), 1, "{what}: {beginning}");
    }
}

#[test]
#[ignore = "takes long"]
fn what_bibliographies_inherit_and_repeat_takes_little() {
    let chain = |length: usize| {
        let last = "@book{e0, title = {T}, author = {Ada Lovelace}, year = 2000}\n";
        (1..length).fold(last.to_owned(), |chain, at| {
            chain
                + &format!(
                    "@book{{e{at}, title = {{T{at}}}, crossref = {{e{}}}}}\n",
                    at - 1
                )
        })
    };
    for length in [300, 1_000, 30_000] {
        let what = format!("a chain of {length} by crossref");
        bibliography(&what, chain(length), Some("more than 16 levels"));
    }
    let mut circle = chain(1_000);
    circle.push_str("@book{c, title = {C}, crossref = {e999}, xdata = {c}}\n");
    bibliography("a chain and a circle", circle, Some("more than 16 levels"));
    let data = |bytes: usize| {
        format!(
            "@xdata{{x, author = {{Ada Lovelace}}, year = 2000, abstract = {{{}}}}}\n",
            "a ".repeat(bytes / 2)
        )
    };
    let fan = |count: usize| -> String {
        (0..count)
            .map(|at| format!("@book{{e{at}, title = {{T{at}}}, xdata = {{x}}}}\n"))
            .collect()
    };
    bibliography("a fan of xdata", data(20) + &fan(300), None);
    let what = "a long value that thousands inherit";
    let message = Some("more than 20000000 bytes");
    bibliography(what, data(90_000) + &fan(3_000), message);
    let named: String = (0..3_000).map(|at| format!("e{at}, ")).collect();
    let many = format!(
        "{}@book{{b, title = {{B}}, xdata = {{{named}}}}}\n",
        fan(3_000) + &data(20)
    );
    bibliography("a fan the other way", many, Some("more than 100 others"));

    let long = format!("@string{{s = {{{}}}}}\n", "x ".repeat(50_000));
    let repeated = format!("{long}@book{{a, title = {}}}\n", ["s"; 1_000].join(" # "));
    bibliography(
        "a long string in one value",
        repeated,
        Some("longer than 100000 bytes"),
    );
    let entries: String = (0..1_000)
        .map(|at| format!("@book{{a{at}, title = {{T{at}}}, abstract = s # {{}}}}\n"))
        .collect();
    let shorter = format!("@string{{s = {{{}}}}}\n", "x ".repeat(45_000));
    bibliography("a long string in many values", shorter + &entries, message);
    let doubled: String = (1..60)
        .map(|level| format!("@string{{s{level} = s{0} # s{0}}}\n", level - 1))
        .collect();
    let doubled = format!("@string{{s0 = {{ha}}}}\n{doubled}@book{{a, title = s59}}\n");
    bibliography(
        "strings of strings",
        doubled,
        Some("longer than 100000 bytes"),
    );
}

#[test]
#[ignore = "takes long"]
fn texts_as_long_as_they_may_be_are_read_in_linear_time() {
    // Ten texts, each of many lines.
    let lines = |line: &str| {
        let text = format!("        {line}\n").repeat(25);
        let items = format!("      - |\n{text}").repeat(10);
        cv(format!(
            "experience:\n  - organization: A\n    highlights:\n{items}"
        ))
    };
    let ticks = |most: usize| -> String {
        let runs = (0..).map(|at| "`".repeat(1 + at % most) + " a ");
        runs.scan(0, |length, run| {
            *length += run.len();
            (*length < 8_000).then_some(run)
        })
        .collect()
    };
    for (what, line) in [
        ("words", "word ".repeat(1_600)),
        ("long words", "w".repeat(8_000)),
        ("runs of backticks", ticks(50)),
        ("backticks, each run longer", ticks(500)),
        ("backticks that nothing closes", "`".repeat(8_000)),
        ("brackets", "[".repeat(8_000)),
        ("links that do not end", "[a](".repeat(2_000)),
        ("asterisks", "*a_ ".repeat(2_000)),
        ("signs of emphasis", "*".repeat(8_000)),
        ("dollars", "$a ".repeat(2_600)),
        ("pointed brackets", "<a ".repeat(2_600)),
        ("entities", "&amp".repeat(2_000)),
        ("backslashes", "\\".repeat(8_000)),
    ] {
        println!("{what}");
        let folder = folder(&[lines(&line)]);
        // Most of these signs are no markup and some are mistakes; this is about the time alone.
        let arguments = ["check", "--message-format", "short"];
        let (exit, said) = frugal_when_optimised(folder.path(), &arguments);
        let beginning: String = said.chars().take(300).collect();
        assert!(exit == 0 || exit == 1, "{what}: {exit} {beginning}");
        assert!(!said.contains("panicked"), "{what}: {beginning}");
        assert!(!said.contains("too-long-text"), "{what}: {beginning}");
    }
}
