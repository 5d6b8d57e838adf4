//! The files of services, each damaged in thousands of ways.

use super::*;

const FILES: [(&str, &str); 8] = [
    ("acl", include_str!("acl.bib")),
    ("arxiv", include_str!("arxiv.bib")),
    ("dblp", include_str!("dblp.bib")),
    ("mendeley", include_str!("mendeley.bib")),
    ("openreview", include_str!("openreview.bib")),
    ("scholar", include_str!("scholar.bib")),
    ("website", include_str!("website.bib")),
    ("zotero", include_str!("zotero.bib")),
];

/// Numbers that are the same on every run (xorshift64*, Vigna 2016).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D);
        (number >> 33) as usize % bound.max(1)
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    /// A place in a text, between two characters.
    fn place(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (at..=text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or_default()
    }

    /// A place within a value.
    fn within_value(&mut self, text: &str) -> usize {
        let opens: Vec<usize> = text
            .match_indices(['{', '"'])
            .map(|(at, _)| at + 1)
            .collect();
        opens[self.below(opens.len())]
    }
}

const SIGNS: [&str; 20] = [
    "{", "}", "\"", ",", "=", "#", "@", "%", "\\", "$", "~", " ", "\n", "é", "(", ")", "&", "-",
    "\u{200b}", "1",
];

const COMMANDS: [&str; 24] = [
    "\\foo",
    "\\foo{bar}",
    "{\\foo bar}",
    "\\'e",
    "{\\'\\i}",
    "\\\"{o}",
    "{\\o}",
    "\\o{}",
    "\\textbf{x}",
    "\\emph{x}",
    "{\\it x}",
    "$x$",
    "$\\alpha$",
    "$",
    "\\&",
    "\\%",
    "\\_",
    "~",
    "``x''",
    "---",
    "\\url{https://example.org/x_y}",
    "\\href{https://example.org}{x}",
    "\\textasciitilde{}",
    "\\ce{H2O}",
];

const FIELDS: [&str; 22] = [
    "month = sep # \"~3\",",
    "month = {Oct/Nov},",
    "year = {2010 [submitted]},",
    "date = {2012-21},",
    "date = {2017~},",
    "author = {A B, C D, E F},",
    "author = {Park, J & Holt, M},",
    "author = {A B; C D},",
    "url = {www.example.org},",
    "doi = {10.5555/a\\_b},",
    "howpublished = {\\url{https://example.org}},",
    "note = {In press},",
    "pubstate = {forthcoming},",
    "foo = {bar},",
    "crossref = {nobody},",
    "xdata = {nobody},",
    "eprint = {x},",
    "isbn = {1},",
    "selected = {maybe},",
    "title = {Again},",
    "publisher = nobody,",
    "abstract = {a $ alone},",
];

fn damaged(text: &str, numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    for _ in 0..1 + numbers.below(2) {
        match numbers.below(8) {
            // A character away, put in, or another.
            0 => {
                let at = numbers.place(&text);
                if let Some(character) = text[at..].chars().next() {
                    text.replace_range(at..at + character.len_utf8(), "");
                }
            }
            1 => {
                let at = numbers.place(&text);
                text.insert_str(at, numbers.of(&SIGNS));
            }
            2 => {
                let at = numbers.place(&text);
                if let Some(character) = text[at..].chars().next() {
                    text.replace_range(at..at + character.len_utf8(), numbers.of(&SIGNS));
                }
            }
            // A line away, twice, or in another place.
            3..=5 => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                let line = lines.remove(numbers.below(lines.len()));
                match numbers.below(3) {
                    0 => {}
                    1 => {
                        let at = numbers.below(lines.len() + 1);
                        lines.insert(at, line);
                    }
                    _ => {
                        let at = numbers.below(lines.len() + 1);
                        lines.insert(at, line);
                        lines.insert(at, line);
                    }
                }
                text = lines.concat();
            }
            6 => {
                let at = numbers.within_value(&text);
                text.insert_str(at, numbers.of(&COMMANDS));
            }
            _ => {
                let heads: Vec<usize> = text.match_indices(",\n").map(|(at, _)| at + 2).collect();
                if !heads.is_empty() {
                    text.insert_str(heads[numbers.below(heads.len())], numbers.of(&FIELDS));
                }
            }
        }
    }
    text
}

/// Every text of a paper, as it prints.
fn texts(paper: &Publication) -> Vec<String> {
    let marked_up = [
        &paper.title,
        &paper.note,
        &paper.contribution,
        &paper.title_addon,
    ];
    let runs =
        |text: &crate::model::Text| plain_text(&crate::markup::runs(text, "", &mut Vec::new()));
    let mut out: Vec<String> = marked_up.into_iter().flatten().map(runs).collect();
    let plain = [
        &paper.volume,
        &paper.issue,
        &paper.pages,
        &paper.publisher,
        &paper.institution,
        &paper.edition,
        &paper.presentation,
        &paper.collaboration,
        &paper.holder,
        &paper.genre,
        &paper.version,
        &paper.language,
        &paper.period,
    ];
    out.extend(plain.into_iter().flatten().cloned());
    if let Some(crate::model::Venue(venue)) = &paper.venue {
        let fields = [&venue.name, &venue.short, &venue.series, &venue.location];
        out.extend(fields.into_iter().flatten().cloned());
    }
    for people in [&paper.authors, &paper.editors] {
        if let crate::model::Authors::List(list) = people {
            for crate::model::Author(author) in list {
                let parts = [
                    &author.name,
                    &author.given,
                    &author.family,
                    &author.organization,
                ];
                out.extend(parts.into_iter().flatten().cloned());
            }
        }
    }
    out
}

/// What is wrong with how a damaged file was read; none if nothing is.
fn fault(original: &Read, text: &str) -> Option<String> {
    let read = read(file(), "refs.bib", text);
    let heads = |text: &str| text.matches('@').count();
    let is_lost = read.publications.len() < original.publications.len();
    // A line that held a whole entry may be gone: then nothing of it is left to tell of.
    if is_lost && read.diagnostics.is_empty() && heads(text) > 0 {
        return Some("an entry is lost without a word".to_owned());
    }
    // What TeX prints by a command of its own is no residue.
    let printed_by = |sign: char| match sign {
        '\\' => text.contains("\\textbackslash") || text.contains("\\backslash"),
        '{' | '}' => text.contains("\\{") || text.contains("\\}"),
        _ => text.contains('$'),
    };
    for printed in read.publications.iter().flat_map(texts) {
        if let Some(sign) = printed
            .chars()
            .find(|c| matches!(c, '\\' | '{' | '}' | '$'))
            && !printed_by(sign)
        {
            return Some(format!("`{sign}` is left in `{printed}`"));
        }
    }
    // A dollar sign that stays is told of, or was escaped.
    let has_dollar = read
        .publications
        .iter()
        .flat_map(texts)
        .any(|printed| printed.contains('$'));
    // `\url` prints what it holds.
    let is_printed = text.contains("\\$") || text.contains("\\url{");
    if has_dollar && !is_printed && read.diagnostics.is_empty() {
        return Some("a dollar sign is left without a word".to_owned());
    }
    for problem in &read.diagnostics {
        if let Place::Span { range, .. } = &problem.place
            && text.get(range.clone()).is_none()
        {
            return Some(format!("{range:?} is no place in the file"));
        }
    }
    None
}

fn damage(name: &str, text: &str, times: u64) {
    let original = read(file(), "refs.bib", text);
    for seed in 1..=times {
        let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let damaged = damaged(text, &mut numbers);
        if let Some(fault) = fault(&original, &damaged) {
            panic!("{name}, {seed}: {fault}\n{damaged}");
        }
    }
}

#[test]
fn damaged_files_lose_nothing_unsaid() {
    for (name, text) in FILES {
        damage(name, text, 60);
    }
}

#[test]
fn a_value_without_end_is_told() {
    let text = "@article{a,\n author = {Ada and\n title = {T}\n},\n title = {U}\n}";
    let read = read(file(), "refs.bib", text);
    let messages: Vec<_> = read
        .diagnostics
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert!(
        messages
            .iter()
            .any(|message| message.contains("looks like a field")),
        "{messages:?}"
    );
}

#[test]
#[ignore = "takes a minute"]
fn files_damaged_in_ten_thousand_ways_lose_nothing_unsaid() {
    std::thread::scope(|scope| {
        for (name, text) in FILES {
            scope.spawn(move || damage(name, text, 10_000));
        }
    });
}
