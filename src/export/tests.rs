use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::compose::publications::list;
use crate::diagnostics::Sources;
use crate::document::{Inline, Item, plain_text};
use crate::model::{Cv, Publication, Url};
use crate::papers::Papers;
use crate::recipe::Resolved;
use crate::source::bibtex;

const PAPERS: &str = r##"
person: {name: Ada Lovelace}
marks:
  equal: {symbol: "*", label: Same}
  boss: {symbol: "‡", label: Boss}
publications:
  - title: "On *E. coli* & $O(n \\log n)$: 100 % {real} #1 a_b -- “x”"
    authors: [Ada Lovelace*, {given: Jan, particle: van der, family: Berg, suffix: Jr., native: 张伟, url: "https://a.b/~c", marks: boss}, {organization: Black and White Ltd}, et al.]
    venue: {name: Journal of Engines, short: JE, url: "https://je.example.org"}
    date: 2025-11-04
    volume: "12"
    issue: "3"
    pages: 101-119
    doi: 10.1000/a_b(1)
    arxiv: "2505.12345"
    links: {code: "https://example.org/a_b?c=1&d=%20", other-thing: "https://example.org/x#y"}
    selected: true
    awards: [Best Paper, Another]
    presentation: oral
    note: A **note** with [link](https://example.org).
    contribution: What it does.
    tags: [a, b]
    citations: {count: 12, as_of: 2025-11, source: Scholar}
  - {title: Under Way, authors: 'Ada Lovelace; Nguyễn Văn An', status: under-review, venue: Secret Venue, date: 2026}
  - {title: Gears, authors: A. Lovelace and C. Babbage, venue: {name: ICML 2024, workshop: Workshop on Gears, track: Demos, location: Turin, series: LNE}, type: workshop, isbn: '978-3-16-148410-0'}
  - {title: Thesis, authors: Ada Lovelace, type: thesis, venue: PhD thesis, institution: University, date: 1843}
  - {title: Chapter, authors: Ada Lovelace, type: chapter, venue: A Book, editors: George Boole, publisher: Press, edition: 2nd, date: 1850}
  - {title: Gizmo, authors: Ada Lovelace, patent_number: US 12, date: 2020}
  - {title: Code, authors: Ada Lovelace, type: software, url: "https://example.org/s", date: 2021}
  - {title: Else, authors: Ada Lovelace, type: other, venue: Somewhere, openreview: aBc, acl: P19-1001, dblp: x/y, pmid: '12', status: in-press}
"##;

fn cv(yaml: &str) -> Cv {
    serde_yaml::from_str(yaml).expect("a CV")
}

fn settings() -> Resolved {
    let said: crate::model::DocumentSettings = serde_yaml::from_str(
        "publications: {group: type, number: type, show: [presentation, awards, note, contribution, citations]}",
    )
    .expect("settings");
    Resolved::bare(&said)
}

fn english() -> &'static Locale {
    Locale::default_language()
}

fn works(cv: &Cv) -> WorkListing {
    WorkListing::new(&Papers::new(cv).into(), &settings())
}

fn written(cv: &Cv, format: BibliographyFormat) -> String {
    bibliography(&works(cv), english(), format)
}

fn printed(cv: &Cv) -> Vec<String> {
    let listing = list(
        &works(cv),
        &settings(),
        &cv.style_files,
        english(),
        &mut Vec::new(),
    );
    let groups = listing.lists.iter().flat_map(|list| &list.groups);
    let items = groups.flat_map(|group| &group.items);
    let mut lines: Vec<String> = items
        .filter_map(|item| match item {
            Item::Publication(item) => {
                let body: Vec<String> = item.body.iter().map(|p| plain_text(&p.content)).collect();
                Some(format!(
                    "{:?} {} {body:?}",
                    item.label,
                    plain_text(&crate::arrange::paper_line(item))
                ))
            }
            _ => None,
        })
        .collect();
    lines.push(format!("{:?}", listing.legend));
    // Links count too, not only what prints.
    lines.push(format!("{:?}", items_of(&listing)));
    lines
}

fn items_of(listing: &crate::compose::publications::Listing) -> Vec<crate::document::Inlines> {
    let groups = listing.lists.iter().flat_map(|list| &list.groups);
    let items = groups.flat_map(|group| &group.items);
    let bodies = items.filter_map(|item| match item {
        Item::Publication(item) => Some(item.body.iter().map(|p| p.content.clone())),
        _ => None,
    });
    bodies.flatten().collect()
}

fn reread(cv: &Cv) -> Cv {
    let file = Sources::default().add("out.bib", "");
    let read = bibtex::read(file, "out.bib", &written(cv, BibliographyFormat::BibLatex));
    assert_eq!(read.diagnostics, []);
    Cv {
        publications: read.publications,
        ..cv.clone()
    }
}

#[test]
fn what_is_written_reads_the_same() {
    for yaml in [
        PAPERS,
        include_str!("../compose/publications/tests/homepage.yaml"),
    ] {
        let first = cv(yaml);
        let second = reread(&first);
        assert_eq!(printed(&first), printed(&second));
        assert_eq!(printed(&second), printed(&reread(&second)));
    }
}

#[test]
fn members_and_order_are_the_same_in_every_format() {
    let cv = cv(PAPERS);
    let keys = |text: &str, before: &str, after: char| -> Vec<String> {
        text.lines()
            .filter_map(|line| {
                Some(
                    line.trim()
                        .strip_prefix(before)?
                        .split(after)
                        .next()?
                        .to_owned(),
                )
            })
            .collect()
    };
    let bib = written(&cv, BibliographyFormat::BibLatex);
    let bib: Vec<String> = bib
        .lines()
        .filter(|line| line.starts_with('@'))
        .filter_map(|line| Some(line.split_once('{')?.1.trim_end_matches(',').to_owned()))
        .collect();
    assert_eq!(bib.len(), 8);
    assert_eq!(
        keys(
            &written(&cv, BibliographyFormat::CslJson),
            "\"id\": \"",
            '"'
        ),
        bib
    );
    assert_eq!(
        keys(&written(&cv, BibliographyFormat::Ris), "ID  - ", '\r'),
        bib
    );
    for format in [
        BibliographyFormat::BibLatex,
        BibliographyFormat::CslJson,
        BibliographyFormat::Ris,
    ] {
        assert!(!written(&cv, format).contains("Secret Venue"));
    }
    assert!(written(&cv, BibliographyFormat::Ris).starts_with("TY  - "));
}

#[test]
fn the_formats() {
    let mut cv = cv(PAPERS);
    cv.publications.truncate(1);
    assert_snapshot!(written(&cv, BibliographyFormat::BibLatex), @r##"
@article{lovelace2025coli,
  title = {{On \emph{E. coli} \& $O(n \log n)$: 100 \% \{real\} \#1 a\_b -{}- “x”}},
  author = {Ada Lovelace and van der Berg, Jr., Jan and {Black and White Ltd} and others},
  author+an = {1=self,equal;2=boss},
  author+an:native = {2="张伟"},
  author+an:url = {2="https://a.b/\textasciitilde{}c"},
  journaltitle = {Journal of Engines},
  shortjournal = {JE},
  venueurl = {https://je.example.org},
  date = {2025-11-04},
  volume = {12},
  number = {3},
  pages = {101-119},
  presentation = {oral},
  award = {Best Paper; Another},
  doi = {10.1000/a_b(1)},
  eprint = {2505.12345},
  eprinttype = {arxiv},
  link-code = {https://example.org/a_b?c=1&d=%20},
  link-other-thing = {https://example.org/x#y},
  contribution = {What it does.},
  note = {A \textbf{note} with \href{https://example.org}{link}.},
  selected = {true},
  tags = {a, b},
  citations = {12},
  citationsdate = {2025-11},
  citationssource = {Scholar},
  category = {journal},
}
"##);
    assert_snapshot!(written(&cv, BibliographyFormat::CslJson), @r##"
[
  {
    "DOI": "10.1000/a_b(1)",
    "URL": "https://arxiv.org/abs/2505.12345",
    "author": [
      {
        "family": "Lovelace",
        "given": "Ada"
      },
      {
        "family": "Berg",
        "given": "Jan",
        "non-dropping-particle": "van der",
        "suffix": "Jr."
      },
      {
        "literal": "Black and White Ltd"
      }
    ],
    "container-title": "Journal of Engines",
    "container-title-short": "JE",
    "id": "lovelace2025coli",
    "issue": "3",
    "issued": {
      "date-parts": [
        [
          2025,
          11,
          4
        ]
      ]
    },
    "keyword": "a, b",
    "note": "oral; Best Paper; Another",
    "page": "101-119",
    "title": "On <i>E. coli</i> & O(n log n): 100 % {real} #1 a_b -- “x”",
    "type": "article-journal",
    "volume": "12"
  }
]
"##);
    assert_snapshot!(written(&cv, BibliographyFormat::Ris).replace('\r', ""), @r##"
TY  - JOUR
ID  - lovelace2025coli
TI  - On E. coli & O(n log n): 100 % {real} #1 a_b -- “x”
AU  - Lovelace, Ada
AU  - van der Berg, Jan, Jr.
AU  - Black and White Ltd
PY  - 2025
DA  - 2025/11/04/
JO  - Journal of Engines
JA  - JE
VL  - 12
IS  - 3
SP  - 101
EP  - 119
DO  - 10.1000/a_b(1)
UR  - https://arxiv.org/abs/2505.12345
KW  - a
KW  - b
N1  - oral
N1  - Best Paper
N1  - Another
ER  -
"##);
}

/// Runs in which no look stands within itself: a bibliography says each once.
fn flat(runs: &[Inline], is_emph: bool, is_strong: bool) -> Vec<Inline> {
    let mut out = Vec::new();
    for run in runs {
        match run {
            Inline::Emph { content } => {
                let content = flat(content, true, is_strong);
                match is_emph {
                    true => out.extend(content),
                    false => out.push(Inline::Emph { content }),
                }
            }
            Inline::Strong { content } => {
                let content = flat(content, is_emph, true);
                match is_strong {
                    true => out.extend(content),
                    false => out.push(Inline::Strong { content }),
                }
            }
            Inline::Link { url, content } => out.push(Inline::Link {
                url: url.clone(),
                content: flat(content, is_emph, is_strong),
            }),
            other => out.push(other.clone()),
        }
    }
    out
}

/// Runs with neighbours of one kind joined, by which they can be compared.
fn joined(runs: &[Inline]) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for run in runs {
        let run = match run {
            Inline::Emph { content } => Inline::Emph {
                content: joined(content),
            },
            Inline::Strong { content } => Inline::Strong {
                content: joined(content),
            },
            Inline::Link { url, content } => Inline::Link {
                url: url.clone(),
                content: joined(content),
            },
            other => other.clone(),
        };
        match (out.last_mut(), run) {
            (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
            (Some(Inline::Emph { content }), Inline::Emph { content: more })
            | (Some(Inline::Strong { content }), Inline::Strong { content: more }) => {
                content.extend(more);
                *content = joined(content);
            }
            (_, run) => out.push(run),
        }
    }
    out
}

fn title(cv: &Cv) -> Vec<Inline> {
    let listing = works(cv);
    let papers = listed(&listing, english());
    joined(&flat(
        &papers.first().expect("one paper").title,
        false,
        false,
    ))
}

fn titled(title: &str) -> Cv {
    let publication = Publication {
        title: Some(crate::model::Text(title.to_owned())),
        authors: crate::model::Authors::Line("Ada Lovelace".into()),
        ..Default::default()
    };
    Cv {
        publications: vec![publication],
        ..Cv::default()
    }
}

#[test]
fn program_text_and_emphasis_survive_bibliographies() {
    for written in [
        "The `folio --all` command",
        "`` a`b ``, `\\`, `{x}`, `~/#1_%$&^`, `--`, `''`",
        "*E. coli* and **bold *both* of it**, ***all*** of ***it* here**",
        "un*frigging*believable, (*x*), “*y*”: **z**!",
        "$O(n)$-time, $x_1$ and $\\alpha^{2}$; costs $5",
        "*$k$NN* [words *here*](https://example.org/a_b?x=1&copy=2#y), \\*no\\* `*no*`",
        "Wow![a](https://example.org)",
    ] {
        let written = written.replace("\\\\", "\\");
        let first = titled(&written);
        let second = reread(&first);
        assert_eq!(title(&first), title(&second), "{written}");
    }
}

#[test]
fn csl_json_has_tags_and_ris_is_plain() {
    let cv = titled("*E. coli* **and** `a<i>b` <b> $x^2$");
    let csl = written(&cv, BibliographyFormat::CslJson);
    assert!(
        csl.contains("\"title\": \"<i>E. coli</i> <b>and</b> a<\u{2060}i>b <\u{2060}b> x²\""),
        "{csl}"
    );
    let ris = written(&cv, BibliographyFormat::Ris);
    assert!(ris.contains("TI  - E. coli and a<i>b <b> x²\r\n"), "{ris}");
}

/// A piece of a title, as it is written in `cv.yaml`.
fn piece() -> impl Strategy<Value = String> {
    let escape = |text: String| -> String {
        text.chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .flat_map(|c| {
                c.is_ascii_punctuation()
                    .then_some('\\')
                    .into_iter()
                    .chain([c])
            })
            .collect()
    };
    let words = "[a-zA-Zéø0-9](\\p{L}|\\p{N}|[ -~“”’–…≥]){0,8}".prop_map(escape);
    let code = "[!-_a-~é]([ -_a-~é]{0,8}[!-_a-~é])?".prop_map(|text| format!("`{text}`"));
    let math = prop::sample::select(vec![
        "$x$",
        "$O(n \\log n)$",
        "$x_{1}^{2}$",
        "$\\frac{a}{b}$",
        "$50\\%$",
        "$f''\\,x$",
        "$\\text{if } x \\leq 1$",
    ])
    .prop_map(str::to_owned);
    let leaf = prop_oneof![4 => words, 2 => code, 1 => math].boxed();
    let wrapped = (
        leaf.clone(),
        leaf.clone(),
        prop::sample::select(vec!["*", "**", "***", "_", "__"]),
    )
        .prop_map(|(a, b, sign)| format!("{sign}{a} {b}{sign}"));
    let link = leaf
        .clone()
        .prop_map(|text| format!("[{text}](https://example.org/a_b?c=%20&d#e)"));
    prop_oneof![5 => leaf, 3 => wrapped, 1 => link]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_rich_title_survives(
        pieces in prop::collection::vec((piece(), prop::sample::select(vec!["", " ", ", ", "-"])), 1..6),
    ) {
        let mut written = String::new();
        for (piece, space) in pieces {
            // Emphasis of one word in two kinds, side by side, is more than markup can say twice.
            if written.ends_with(['*', '_']) && piece.starts_with(['*', '_']) {
                written.push(' ');
            }
            written.push_str(&piece);
            written.push_str(space);
        }
        let first = titled(&written);
        let second = reread(&first);
        prop_assert_eq!(title(&first), title(&second), "{}", written);
    }

    #[test]
    fn any_text_survives(title in "[a-zA-Z0-9 \\\\{}%&#_^~'`\"éø–-]{1,30}", name in "[A-Z][a-zé]{1,6} [A-Z][a-zß'-]{1,8}") {
        let mut plain = String::new();
        for character in title.chars() {
            if character.is_ascii_punctuation() {
                plain.push('\\');
            }
            plain.push(character);
        }
        let publication = Publication {
            title: Some(crate::model::Text(format!("T{plain}"))),
            authors: crate::model::Authors::Line(name),
            venue: Some(crate::model::Venue(crate::model::VenueFields {
                name: Some(format!("Venue {title}")),
                ..Default::default()
            })),
            ..Default::default()
        };
        let first = Cv { publications: vec![publication], ..Cv::default() };
        prop_assert_eq!(printed(&first), printed(&reread(&first)));
    }
}

#[test]
fn dois_are_written_bare_and_no_backslash_is_doubled() {
    let cv = cv("
person: {name: Ada Lovelace}
publications:
  - {title: 'A \"b\" <c|', authors: Ada Lovelace, doi: 'https://doi.org/10.5555/a_b'}
  - {title: B, authors: Ada Lovelace, doi: 'doi:10.5555/a{b}\\c', url: 'https://example.org/{x}\\y%20z'}
");
    let bib = written(&cv, BibliographyFormat::BibLatex);
    assert!(bib.contains("  doi = {10.5555/a_b},\n"), "{bib}");
    assert!(
        bib.contains("  url = {https://doi.org/10.5555/a%7Bb%7D%5Cc},\n"),
        "{bib}"
    );
    assert!(
        bib.contains("title = {{A \"b\" \\textless{}c\\textbar{}}},"),
        "{bib}"
    );
    assert!(!bib.contains("textquotedbl"), "{bib}");
    let read = bibtex::read(Sources::default().add("o.bib", ""), "o.bib", &bib);
    assert_eq!(read.publications[1].doi.as_deref(), Some("10.5555/a{b}\\c"));
}

#[test]
fn what_a_bibliography_says_beyond_print_is_written_again() {
    let text = "@article{a, title={T}, author={Lovelace, Ada}, journal={J}, date={2012-21}, issn={1234-5678}, \
        chapter={3}, origdate={1843}, language={French}, collaboration={TANK}, version={2}, \
        titleaddon={Review of \\emph{X}}, translator={Boole, George}, type={Letter}}";
    let file = Sources::default().add("r.bib", "");
    let read = bibtex::read(file, "r.bib", text);
    assert_eq!(read.diagnostics, []);
    let cv = Cv {
        publications: read.publications,
        ..cv("person: {name: Ada Lovelace}")
    };
    let again = reread(&cv);
    let bare = |cv: &Cv| {
        let mut paper = cv.publications[0].clone();
        (paper.origin, paper.r#type) = (None, None);
        // What prints of names is compared elsewhere.
        paper.authors = Default::default();
        paper.translators = Default::default();
        paper
    };
    assert_eq!(bare(&cv), bare(&again));
    assert!(written(&cv, BibliographyFormat::BibLatex).contains("translator = {Boole, George}"));
}

/// An address or a DOI, with what people put into them.
fn tail() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9]([a-zA-Z0-9_~%&#?=+:;,@!*'()/.<>$|^-]|%20|--|é|ü){0,20}[a-zA-Z0-9]"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_address_and_doi_survives(url in tail(), doi in tail(), link in tail()) {
        let below = |host: &str, tail: &str| {
            let mut tail = tail.replace(['<', '>', '|'], "");
            // `$_$` and `$~$` are how files of others write these signs.
            if tail.contains(['_', '~']) {
                tail = tail.replace('$', "");
            }
            Url::parse(&format!("https://{host}/{tail}")).unwrap()
        };
        let (url, link) = (below("example.org", &url), below("example.net", &link));
        let publication = Publication {
            title: Some(crate::model::Text("T".into())),
            url: Some(url),
            doi: Some(format!("10.5555/{doi}")),
            links: [("code".to_owned(), link)].into(),
            ..Default::default()
        };
        let first = Cv { publications: vec![publication], ..Cv::default() };
        let text = written(&first, BibliographyFormat::BibLatex);
        let file = Sources::default().add("out.bib", "");
        let read = bibtex::read(file, "out.bib", &text);
        let (mine, theirs) = (&first.publications[0], &read.publications[0]);
        prop_assert_eq!(&mine.url, &theirs.url, "{}", text);
        prop_assert_eq!(&mine.doi, &theirs.doi, "{}", text);
        prop_assert_eq!(&mine.links, &theirs.links, "{}", text);
    }
}
