//! What fields mean: addresses, persons, dates, and what becomes of every field.

use std::collections::BTreeMap;

use super::*;
use crate::model::{Author, AuthorFields, Authors, PublicationStatus};
use crate::source::bibtex::table::{self, Use};
use crate::source::bibtex::{limits, names};

fn papers(text: &str) -> BTreeMap<String, Publication> {
    let read = read(file(), "refs.bib", text);
    read.publications
        .into_iter()
        .map(|paper| (paper.key.clone().unwrap_or_default(), paper))
        .collect()
}

/// What is told of a file: the code, the text at the place, and the message.
fn told(text: &str) -> Vec<String> {
    let problems = read(file(), "refs.bib", text).diagnostics;
    let line = |problem: &Diagnostic| {
        let Place::Span { range, .. } = &problem.place else {
            panic!("a place in the file")
        };
        let found = text[range.clone()].lines().next().unwrap_or_default();
        format!("{} [{found}] {}", problem.code, problem.message)
    };
    problems.iter().map(line).collect()
}

/// The addresses of a paper, by their kinds.
fn links(paper: &Publication) -> Vec<String> {
    let own = paper.url.iter().map(|url| format!("url {url}"));
    let links = paper
        .links
        .iter()
        .map(|(kind, url)| format!("{kind} {url}"));
    own.chain(links).collect()
}

#[test]
fn dois_are_bare() {
    let text = include_str!("cases/doi.bib");
    let papers = papers(text);
    for (key, doi) in [
        ("a", "10.5555/0016-7606(1978)89<663:EOFMSS>2.0.CO;2"),
        ("b", "10.5555/978-3-540-24777-7_12"),
        ("c", "10.5555/S0896-6273(03)00148-X"),
        ("d", "10.5555/j.x.2006.01"),
        ("e", "10.5555/j.y.2006.01"),
    ] {
        assert_eq!(papers[key].doi.as_deref(), Some(doi), "{key}");
        assert_eq!(links(&papers[key]), [""; 0], "{key}");
    }
    assert_eq!(told(text), [""; 0]);
}

#[test]
fn every_address_is_a_link() {
    let text = include_str!("cases/addresses.bib");
    let papers = papers(text);
    for (key, expected) in [
        ("a", &["url https://example.org/my_file.pdf"][..]),
        ("b", &["url https://example.org/a%20b.pdf"]),
        ("c", &["url https://example.org/~holt/x"]),
        ("d", &["url https://example.org/~holt/x"]),
        ("e", &["url https://example.org/x?a=1&b=2#sec"]),
        ("f", &["url https://example.org/x_y?a=1&b=2"]),
        ("g", &["url https://example.org/z"]),
        ("h", &["url https://example.org/wiki/Zürich_(Stadt)"]),
        (
            "i",
            &["url https://example.org/a", "website https://example.org/b"],
        ),
        ("j", &["Project-page https://example.org/soft"]),
        ("k", &["url https://example.org/av"]),
        ("l", &["url https://www.example.org/l"]),
        ("m", &["url https://example.org/m"]),
    ] {
        let paper = &papers[key];
        assert_eq!(links(paper), expected, "{key}");
        assert_eq!((&paper.venue, &paper.note), (&None, &None), "{key}");
    }
    assert_eq!(told(text), [""; 0]);
    let printed = printed(&cv(papers.into_values().collect()));
    assert!(
        printed.contains("Url href. 2010. Project page\n"),
        "{printed}"
    );
}

#[test]
fn what_is_no_address_is_told() {
    for (fields, message, expected) in [
        ("url={none}", "`none` is not a web address", &[][..]),
        ("url={javascript:alert(1)}", "is not a web address", &[]),
        (
            "url={https://example.org/a b.pdf}",
            "`b.pdf` beside the address is not read",
            &["url https://example.org/a"],
        ),
        (
            "url={https://exa..mple/}",
            "is not the name of a web server",
            &[],
        ),
        ("doi={see the web}", "is not a DOI", &[]),
        (
            "doi={https://example.org/x}",
            "is not a DOI; it is read as an address",
            &["url https://example.org/x"],
        ),
        (
            "doi={10.5555/a, 10.5555/b}",
            "is more than one DOI",
            &["second-DOI https://doi.org/10.5555/b"],
        ),
        ("eprint={abc}", "is not an arXiv identifier", &[]),
        ("pmid={abc}", "is not a PubMed identifier", &[]),
        ("isbn={12}", "is not an ISBN", &[]),
        ("pdf={looms.pdf}", "`pdf` makes no link where", &[]),
        (
            "url={https://doi.org/10.5555/b}, doi={10.5555/a}",
            "",
            &["url https://doi.org/10.5555/b"],
        ),
        (
            "eprinttype={jstor}, eprint={123}",
            "",
            &["JSTOR https://www.jstor.org/stable/123"],
        ),
        (
            "howpublished={GitHub, available at \\url{https://example.org/g}}",
            "",
            &["url https://example.org/g"],
        ),
        (
            "note={See \\url{https://example.org/a_b} for \\emph{code}.}",
            "",
            &[],
        ),
        (
            "code={\\url{https://example.org/c\\_d}}",
            "",
            &["code https://example.org/c_d"],
        ),
        (
            "link-Other={www.example.org}",
            "",
            &["Other https://www.example.org"],
        ),
        ("url={example.org}", "", &["url https://example.org"]),
        ("isbn={{978-3-16-148410-0}}", "", &[]),
        (
            "isbn={978-3-16-148410-0 (print), 0-306-40615-2}",
            "the first number prints alone",
            &[],
        ),
    ] {
        let text = format!("@misc{{k, title={{T}}, {fields}}}");
        let said = told(&text);
        let is_told = match message {
            "" => said.is_empty(),
            _ => said.len() == 1 && said[0].contains(message),
        };
        assert!(is_told, "{fields}: {said:?}");
        assert_eq!(links(&papers(&text)["k"]), expected, "{fields}");
    }
    let note =
        papers("@misc{k, title={T}, note={See \\url{https://example.org/a_b} for \\emph{code}.}}");
    let note = note["k"].note.clone().expect("a note").0;
    assert_eq!(
        note,
        r"See [https://example.org/a\_b](<https://example.org/a\_b>) for *code*."
    );
    // What makes no link is exported all the same.
    let kept = papers("@misc{k, title={T}, url={https://exa..mple/}}");
    assert_eq!(kept["k"].kept["url"], "https://exa..mple/");
    let venue = papers(
        "@misc{k, title={T}, howpublished={GitHub, available at \\url{https://example.org/g}}}",
    );
    assert_eq!(
        venue["k"]
            .venue
            .clone()
            .and_then(|venue| venue.0.name)
            .as_deref(),
        Some("GitHub")
    );
}

fn persons(paper: &Publication) -> Vec<String> {
    let Authors::List(list) = &paper.authors else {
        panic!("a list")
    };
    let shown = |Author(author): &Author| match author {
        AuthorFields {
            name: Some(name), ..
        } => name.clone(),
        AuthorFields {
            organization: Some(name),
            ..
        } => format!("{{{name}}}"),
        AuthorFields {
            given,
            particle,
            family,
            ..
        } => {
            let parts = [given, particle, family].into_iter().flatten();
            parts.map(String::as_str).collect::<Vec<_>>().join(" ")
        }
    };
    list.iter().map(shown).collect()
}

#[test]
fn authors_are_persons() {
    let text = include_str!("cases/authors.bib");
    let papers = papers(text);
    for (key, expected) in [
        ("a", "Park, Jun-Ho; Holt, M.; {Air and Ground Study Team}"),
        (
            "b",
            "Park, J.-H.; {Marine and Coastal Board}; van der Berg, Jan; de la Cruz, Jr., Ana",
        ),
        ("c", "Jun-Ho Park; Dora E. Dunning; others"),
        ("d", "PARK, JUN-HO; HOLT, MIRA"),
        ("e", "Park, J H; Holt, M A"),
        ("f", "Park JH; Holt MA"),
        ("h", "Jun-Ho Park; Jan van den Berg"),
        ("i", "Park, Jun-Ho; Holt, Mira"),
        ("j", "Jun-Ho Park; Mira Holt; Ana Cruz"),
        ("k", "Park, Jun-Ho; Holt, Mira"),
    ] {
        assert_eq!(persons(&papers[key]).join("; "), expected, "{key}");
    }
    assert_eq!(persons(&papers["g"]).len(), 4);
    let said = told(text);
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(
        said[1].contains("they read as `Jun-Ho Park`, `Mira Holt`, `Ana Cruz`"),
        "{said:?}"
    );
    // The owner of the CV is found in every form of her name.
    let mut holt: Cv = serde_yaml::from_str("person: {name: Mira Holt}").expect("a CV");
    holt.publications = papers.into_values().collect();
    let settings = Resolved::bare(&DocumentSettings::default());
    let papers = Papers::new(&holt).into();
    let works = WorkListing::new(&papers, &settings);
    let locale = Locale::default_language();
    let (files, mut problems) = (&holt.style_files, Vec::new());
    let listing = publications::list(&works, &settings, files, locale, &mut problems);
    let owners = format!("{:?}", listing.lists).matches("Owner").count();
    assert_eq!(owners, 7);
}

#[test]
fn years_and_what_stands_beside_them() {
    let text = include_str!("cases/dates.bib");
    let papers = papers(text);
    for (key, expected) in [
        ("a", "2001-05"),
        ("b", "2002-05"),
        ("c", "2003-12-09"),
        ("d", "2004-08 =2004-08/2004-09"),
        ("e", "2005-09"),
        ("f", "2006-04"),
        ("g", "2007-05-03"),
        ("h", "2008-03 =2008-03/2008-06"),
        ("i", "InPress"),
        ("j", "2010 UnderReview"),
        ("k", "Accepted"),
        ("l", "2012-spring"),
        ("m", "2013-spring"),
        ("n", ""),
        ("o", "2015-06-03 =2015-06-03/2015-06-05"),
        ("p", "2016-10 =2016-10/2016-11"),
        ("q", "2017 [c. 2017] =2017~"),
        ("r", "2018 InPress"),
        ("s", "UnderReview"),
        ("t", "2020 InPreparation"),
        ("u", "2021 [2021/2022] =2021/2022"),
        ("v", "2021-05-04"),
        ("w", "1999 [c. 1999] =1999~"),
        ("x", "Accepted"),
    ] {
        let paper = &papers[key];
        let mut said: Vec<String> = Vec::new();
        said.extend(paper.date.map(|date| date.to_string()));
        said.extend(paper.period.as_ref().map(|period| format!("[{period}]")));
        said.extend(paper.kept.get("date").map(|edtf| format!("={edtf}")));
        said.extend(paper.status.map(|status| format!("{status:?}")));
        assert_eq!(said.join(" "), expected, "{key}");
    }
    // A name given without braces is no string, and is a month all the same.
    assert_eq!(told(text), [""; 0]);
    let told =
        told("@article{a, title={T}, year={2023, (SCIE Q1)}, month={noon}, pubstate={lost}}");
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(
        told.iter().all(|line| line.starts_with("bad-bib-field")),
        "{told:?}"
    );
}

#[test]
fn a_status_in_place_of_a_date_prints() {
    let printed =
        imported("@article{a, author={Holt, Mira}, title={T}, journal={J}, date={2012-21}}");
    assert!(printed.contains("J, Spring\u{a0}2012"), "{printed}");
}

/// A value that a field can hold.
fn value(name: &str) -> &'static str {
    match name {
        "doi" => "10.5555/x",
        "eprint" | "arxiv" | "arxivid" => "2505.12345",
        "eprinttype" | "archiveprefix" => "pubmed",
        "date" | "year" | "citationsdate" | "origdate" => "2019",
        "month" => "may",
        "day" => "3",
        "pubstate" | "status" => "inpress",
        "isbn" => "978-3-16-148410-0",
        "pmid" | "pubmed" | "citations" => "12",
        "acl" => "P19-1001",
        "selected" => "true",
        "keywords" => "selected",
        "category" => "book",
        "entrysubtype" => "magazine",
        "crossref" => "whole",
        "xdata" => "data",
        "url" | "html" | "venueurl" => "https://example.org/q",
        name if name.starts_with("link-") => "https://example.org/q",
        name if table::LINKS
            .iter()
            .any(|(_, fields)| fields.contains(&name)) =>
        {
            "https://example.org/q"
        }
        name if name.contains("+an") => "1=me",
        _ => "Quux",
    }
}

/// Fields beside which a field means something.
fn beside(name: &str) -> (&'static str, &'static str) {
    match name {
        "subtitle" => ("article", "journal={J}"),
        "month" => ("article", "year={2018}"),
        "day" => ("article", "year={2018}, month={may}"),
        "journalsubtitle" => ("article", "journal={J}"),
        "booksubtitle" => ("incollection", "booktitle={B}"),
        "address" => (
            "inproceedings",
            "booktitle={B}, url={https://aclanthology.org/P19-1001/}",
        ),
        "location" => ("patent", "number={1}"),
        "eprinttype" | "archiveprefix" => ("misc", "eprint={12}"),
        "citationsdate" | "citationssource" => ("misc", "citations={3}"),
        "editor+an*" => ("book", "editor={Boole, George}"),
        "translator+an*" => ("book", "translator={Boole, George}"),
        "entrysubtype" => ("article", "journal={J}"),
        "number" | "issue" => ("article", "journal={J}"),
        _ => ("misc", "note={N}"),
    }
}

#[test]
fn every_field_of_the_table_is_what_it_says() {
    for (names, known) in table::FIELDS {
        for name in *names {
            let (kind, others) = beside(name);
            let field = name.replace('*', "");
            let field = if *name == "link-*" { "link-x" } else { &field };
            let paper = |more: &str| {
                let title = if *name == "title" { "" } else { "title={T}, " };
                let others = if others.starts_with(&format!("{field}=")) {
                    String::new()
                } else {
                    format!("{others}, ")
                };
                let author = if *name == "author" {
                    ""
                } else {
                    "author={Lovelace, Ada}, "
                };
                let text = format!(
                    "@{kind}{{k, {title}{author}{others}{more}}}\n\
                     @proceedings{{whole, title={{W}}, year={{2001}}}}\n@xdata{{data, series={{S}}}}"
                );
                let read = read(file(), "r.bib", &text);
                let notes: Vec<_> = read
                    .diagnostics
                    .iter()
                    .map(|problem| problem.message.clone())
                    .collect();
                let paper = read
                    .publications
                    .into_iter()
                    .find(|paper| paper.key.as_deref() == Some("k"));
                (paper, notes)
            };
            let (without, _) = paper("");
            let (with, notes) = paper(&format!("{field}={{{}}}", value(name)));
            let kept = with
                .as_ref()
                .and_then(|paper| paper.kept.get(field).cloned());
            assert_eq!(notes, [""; 0], "{name}");
            match known {
                Use::Read(_) => assert_ne!(with, without, "{name} is not read"),
                Use::Kept => assert_eq!(kept.as_deref(), Some(value(name)), "{name} is not kept"),
                Use::Unprinted(_) => assert_eq!(with, without, "{name} is read"),
            }
        }
    }
    let unknown = told("@misc{a, title={T}, foo={x}, bar={y}}\n@misc{b, title={T}, foo={x}}");
    assert_eq!(
        unknown,
        ["unread-bib-field [foo] fields that are not known do not print: `bar`, `foo` (2 times)"]
    );
}

#[test]
fn the_page_shows_the_tables() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/bibtex.md");
    let mut page = std::fs::read_to_string(&path).expect("the page");
    let rows = |(what, number, unit): &(&str, usize, &str)| {
        let digits = number.to_string();
        let groups: Vec<&str> = digits
            .as_bytes()
            .rchunks(3)
            .rev()
            .map(|group| std::str::from_utf8(group).unwrap_or_default())
            .collect();
        format!("| {what} | {} {unit} |\n", groups.join(","))
    };
    let limits = limits::TABLE.iter().map(rows).collect::<String>();
    for (heading, table) in [
        ("## Fields", table::documented()),
        (
            "## Limits",
            format!("| What | At most |\n|---|---|\n{limits}"),
        ),
    ] {
        let section = page.find(heading).unwrap_or_else(|| panic!("no {heading}"));
        let start = section + page[section..].find("\n| ").expect("a table") + 1;
        let end = start
            + page[start..]
                .find("\n\n")
                .map_or(page.len() - start, |end| end + 1);
        if std::env::var_os("FOLIO_UPDATE").is_some() {
            page.replace_range(start..end, &table);
            std::fs::write(&path, &page).expect("the page");
            continue;
        }
        assert_eq!(
            page[start..end],
            table,
            "write it again with `FOLIO_UPDATE=1 cargo test --lib`"
        );
    }
}

#[test]
fn fields_beside_others_are_told_once() {
    let text = "@techreport{a, title={T}, institution={I}, school={S}}\n\
        @techreport{b, title={U}, institution={I}, school={S}, year={2020}, date={2020-05}}\n\
        @article{c, title={V}, journal={J}, howpublished={H}, publisher={P}, organization={P}}";
    assert_eq!(
        told(text),
        [
            "unread-bib-field [S] `school` does not print beside `institution` (in 2 entries)",
            "unread-bib-field [2020] `year` does not print beside other fields",
            "unread-bib-field [H] `howpublished` does not print beside the venue",
        ]
    );
    assert_eq!(
        papers(text)["a"].kept.get("school").map(String::as_str),
        Some("S")
    );
}

#[test]
fn a_file_without_entries_is_told() {
    for text in ["", "root:x:0:0", "person: {name: Ada}\n"] {
        let said = told(text);
        assert!(
            said.len() == 1 && said[0].contains("holds no entry"),
            "{said:?}"
        );
    }
    assert_eq!(told("@comment{x}"), told(""));
    let glued = "x@article{a, title={T}}";
    assert_eq!(papers(glued).len(), 1);
    assert!(told("article{a,\n title={T}\n}")[0].contains("stands outside of one"));
}

fn codes(text: &str) -> Vec<(&'static str, String)> {
    let problems = read(file(), "r.bib", text).diagnostics;
    problems
        .into_iter()
        .map(|problem| (problem.code.name(), problem.message))
        .collect()
}

#[test]
fn what_inherits_is_filled_once_and_not_for_ever() {
    // A chain deeper than the limit, and one that is not.
    let chain = |length: usize| -> String {
        (0..length)
            .map(|at| match at + 1 == length {
                true => format!("@book{{e{at}, title={{T}}, publisher={{P}}}}\n"),
                false => format!("@book{{e{at}, title={{T}}, crossref={{e{}}}}}\n", at + 1),
            })
            .collect()
    };
    let found = papers(&chain(limits::ANCESTORS + 1));
    assert_eq!(found["e0"].publisher.as_deref(), Some("P"));
    let found = codes(&chain(1000));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "large-bib");
    assert!(
        found[0]
            .1
            .contains("more than 16 levels, and so do 982 others"),
        "{found:?}"
    );
    // A fan of three thousand.
    let mut fan = "@xdata{x, publisher={P}, address={A}}\n".to_owned();
    for at in 0..3000 {
        fan.push_str(&format!("@book{{e{at}, title={{T{at}}}, xdata={{x}}}}\n"));
    }
    let found = papers(&fan);
    assert_eq!(found.len(), 3000);
    assert!(
        found
            .values()
            .all(|paper| paper.publisher.as_deref() == Some("P"))
    );
    // Too many parents.
    let many: Vec<String> = (0..200).map(|at| format!("x{at}")).collect();
    let mut text = format!("@book{{e, title={{T}}, xdata={{{}}}}}\n", many.join(","));
    text.extend(
        many.iter()
            .map(|key| format!("@xdata{{{key}, note={{N}}}}\n")),
    );
    assert!(codes(&text)[0].1.contains("more than 100 others"));
    // A long value that many inherit.
    let mut text = format!("@xdata{{x, abstract={{{}}}}}\n", "a ".repeat(50_000));
    for at in 0..1000 {
        text.push_str(&format!("@book{{e{at}, title={{T}}, xdata={{x}}}}\n"));
    }
    assert_eq!(codes(&text)[0].0, "large-bib");
    // A circle, and one that leads to it.
    let text = "@book{a, title={A}, crossref={b}}@book{b, title={B}, crossref={a}}\
        @book{c, title={C}, crossref={a}, publisher={P}}";
    let found = codes(text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(papers(text).len(), 3);
}

#[test]
fn what_strings_make_has_a_limit() {
    let long = format!("@string{{s = {{{}}}}}\n", "x ".repeat(45_000));
    let repeated = format!("{long}@book{{a, title=s # s # s}}");
    let found = codes(&repeated);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "large-bib");
    assert!(found[0].1.contains("longer than 100000 bytes"), "{found:?}");
    let mut fan = long.clone();
    for at in 0..1000 {
        fan.push_str(&format!("@book{{a{at}, title={{T}}, abstract=s}}\n"));
    }
    assert!(codes(&fan)[0].1.contains("more than 20000000 bytes"));
    let mut laughs = "@string{s0 = {ha}}\n".to_owned();
    for level in 1..60 {
        laughs.push_str(&format!("@string{{s{level} = s{0} # s{0}}}\n", level - 1));
    }
    laughs.push_str("@article{a, title=s59, year={2020}}");
    assert_eq!(codes(&laughs)[0].0, "large-bib");
    // A thousand parts and more are one text to its end.
    let parts = vec!["s"; 1500].join(" # ");
    let text = format!("@string{{s = {{ab}}}}@book{{a, title={parts} # {{end}}}}");
    let title = papers(&text)["a"].title.clone().expect("a title").0;
    assert_eq!(title.len(), 3003);
    assert!(title.ends_with("end"));
    // An unknown one is told once.
    let text = "@book{a, title={A}, publisher=press}@book{b, title={B}, publisher=press}";
    assert_eq!(codes(text).len(), 1);
    assert!(codes(text)[0].1.ends_with("(2 times)"));
}

#[test]
fn names_shown_in_messages_are_few() {
    let people = vec![vec![("A B".to_owned(), false)]; 20];
    assert!(names::shown(&people).ends_with("and 12 more"));
    assert_eq!(PublicationStatus::InPress, PublicationStatus::InPress);
}
