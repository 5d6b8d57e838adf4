//! What people with long records could not say: each written in `cv.yaml`, and seen in the text, in LaTeX and on the
//! pages.

use std::fs;
use std::path::Path;

use folio::compose::{Options, compose};
use folio::diagnostics::Severity;
use folio::document::Document;
use folio::render::latex::latex;
use folio::render::text::text;
use folio::source::{Environment, load_str};
use folio::theme::{self, Theme};

use super::project::{ENGINE, condensed, output_of};

/// Something to say: what it is, how it is written, in which document, and what then stands there in this order.
struct Case {
    what: &'static str,
    yaml: &'static str,
    bib: &'static str,
    document: &'static str,
    shown: &'static [&'static str],
    absent: &'static [&'static str],
}

const NOTHING: Case = Case {
    what: "",
    yaml: "",
    bib: "",
    document: "cv",
    shown: &[],
    absent: &[],
};

const PAPERS: &str = "
publications:
  - {title: On Looms, authors: Ada Lovelace, type: journal, venue: Annals, date: 2021, tags: [refereed, invited]}
  - {title: On Cards, authors: Ada Lovelace, type: conference, venue: Symposium, date: 2020, tags: [refereed]}
  - {title: On Gears, authors: Ada Lovelace, type: conference, venue: Symposium, date: 2019, tags: [abstract]}
";

const CASES: &[Case] = &[
    Case {
        what: "awards over a time and in terms, a talk over a time, scattered days",
        yaml: "
awards:
  - {title: Fellowship, issuer: Society, start: 2014, end: 2016}
  - {title: Teaching Prize, period: \"Fall 2016, Spring 2020\"}
  - {title: Medal, date: Fall 2019}
talks:
  - {title: Hundreds of Talks, event: Tour, start: 2021, end: 2024}
  - {title: A Course, event: School, period: \"Apr 1, 3, 22, 2015\"}
",
        shown: &[
            "2014–2016",
            "Fall 2016, Spring 2020",
            "Fall 2019",
            "2021–2024",
            "Apr 1, 3, 22, 2015",
        ],
        ..NOTHING
    },
    Case {
        what: "a talk without a title, the author of a piece in the press, a second link of an entry",
        yaml: "
talks:
  - {event: Departmental Seminar, kind: seminar, location: Turin, date: 2020}
media:
  - {title: She Counts, by: Mira Holt, outlet: The Courier, date: 2021, url: 'https://courier.example.org/1',
     links: {video: 'https://courier.example.org/2'}}
",
        shown: &[
            "Departmental Seminar",
            "She Counts",
            "Mira Holt",
            "The Courier",
            "courier.example.org/1",
            "video",
        ],
        ..NOTHING
    },
    Case {
        what: "semesters as dates, in order, with the same words as elsewhere",
        yaml: "
teaching:
  - {course: Cards, start: Fall 2015, end: Spring 2017}
  - {course: Gears, terms: [Fall 2018, Fall 2019, Fall 2020]}
  - {course: Looms, start: WS 2019/20, end: WS 2019/20}
",
        shown: &[
            "Fall 2015 – Spring 2017",
            "Fall 2018–2020",
            "Winter 2019/20",
        ],
        ..NOTHING
    },
    Case {
        what: "what some countries require of the person, where the document asks, and a postal address",
        yaml: "
person:
  name: Ada Lovelace
  email: ada@example.org
  address: |
    12 Mill Street,
    London
  birth_date: 1815-12-10
  nationality: British
  marital_status: married
documents: {cv: {show: [nationality, birth_date]}}
",
        shown: &[
            "12 Mill Street, London",
            "Nationality: British",
            "Date of birth: 10 Dec 1815",
        ],
        absent: &["married"],
        ..NOTHING
    },
    Case {
        what: "paragraphs, and bullets under bullets",
        yaml: "
summary: >-
  The first paragraph
  goes on.

  The second one.
volunteering:
  - organization: Library
    highlights: |
      - Led the move.
        - Packed the books.
        - Carried them.
      - Wrote the catalogue.
",
        shown: &[
            "The first paragraph goes on.",
            "The second one.",
            "Led the move.",
            "Packed the books.",
            "Carried them.",
            "Wrote the catalogue.",
        ],
        ..NOTHING
    },
    Case {
        what: "lists with headings, order, membership and numbers of their own; a paper in two of them",
        yaml: "
documents:
  cv:
    publications:
      lists:
        - {title: Refereed contributions, tags: [refereed], prefix: R, order: oldest}
        - {title: Conference abstracts, tags: [abstract], prefix: A}
        - {title: Invited contributions, tags: [invited], number: none}
",
        shown: &[
            "Publications",
            "Refereed contributions",
            "R1",
            "On Cards",
            "R2",
            "On Looms",
            "Conference abstracts",
            "A1",
            "On Gears",
            "Invited contributions",
            "On Looms",
        ],
        ..NOTHING
    },
    Case {
        what: "the order of groups",
        yaml: "\ndocuments: {cv: {publications: {groups: [conference, journal]}}}\n",
        shown: &[
            "Conference papers",
            "C2",
            "On Cards",
            "C1",
            "On Gears",
            "Journal articles",
            "J1",
            "On Looms",
        ],
        ..NOTHING
    },
    Case {
        what: "numbers that run within the groups of tags",
        yaml: "\ndocuments: {cv: {publications: {group: tag, groups: [abstract, refereed], number: continuous}}}\n",
        shown: &[
            "Abstract", "1", "On Gears", "Refereed", "2", "On Looms", "1", "On Cards",
        ],
        ..NOTHING
    },
    Case {
        what: "which entries of a bibliography a CV shows, and articles about the owner",
        yaml: "
bibliography: [{file: papers.bib, only: listed}]
publications:
  - {bib: looms, note: Reprinted.}
",
        bib: BIB,
        shown: &["On Looms", "Annals", "Reprinted."],
        absent: &["On Cards", "A Visit", "On Wheels"],
        ..NOTHING
    },
    Case {
        what: "what others write about the owner, once the owner is found in most papers",
        yaml: "
bibliography: papers.bib
documents: {cv: {publications: {lists: [{title: Invited papers, tags: [invited]}, {title: The rest, types: [journal]}]}}}
",
        bib: BIB,
        shown: &["Invited papers", "On Looms", "The rest", "On Cards", "On Wheels"],
        absent: &["A Visit"],
        ..NOTHING
    },
    Case {
        what: "what people type",
        yaml: TYPED,
        shown: &[
            "Engineer",
            "Engines Ltd",
            "Turin",
            "Weaver",
            "example.org",
            "Rust, Go",
            "Tools: Git",
            "English, German",
        ],
        ..NOTHING
    },
    // Dates stand before titles in LaTeX, and behind them on the page.
    Case {
        what: "what people type of dates",
        yaml: TYPED,
        shown: &["Aug 2008 – present", "Mar 2006 – July 2008"],
        ..NOTHING
    },
    Case {
        what: "a bare web address in a text",
        yaml: "\nsummary: Her notes are at https://example.org/notes.\n",
        shown: &["notes are at", "https://example.org/notes."],
        ..NOTHING
    },
    Case {
        what: "advising by kind, teaching by institution, service by role with its venues in one line",
        yaml: "
advising:
  - {name: Charles Example, degree: PhD, start: 2020}
  - {name: Mary Example, degree: Master, date: 2021}
  - {name: George Example, degree: PhD, date: 2019}
teaching:
  - {course: Tables, institution: Turin, role: Lecturer, date: 2021}
  - {course: Looms, institution: London, role: Lecturer, date: 2020}
service:
  - {role: Reviewer, venue: Annals, years: [2019, 2021-2023]}
  - {role: Reviewer, venue: Memoirs, years: [2020]}
  - {role: Chair, organization: Society of Engines, start: 2018, end: 2020}
documents:
  cv: {advising: {group: degree}, teaching: {group: institution}, service: {merge: true}}
",
        shown: &[
            "Turin", "Tables", "Lecturer", "London", "Looms", "Lecturer", "PhD", "Charles Example", "George Example",
            "Master", "Mary Example", "Reviewer: Annals (2019, 2021–2023), Memoirs (2020)", "Chair", "Society of Engines",
        ],
        ..NOTHING
    },
    Case {
        what: "service under a heading for each role; grants by funder, talks by kind, awards by year",
        yaml: "
service:
  - {role: Referee, venue: Annals}
  - {role: Editor, venue: Memoirs}
  - {role: Referee, venue: Notes}
grants:
  - {title: Engines, funder: Royal Society, date: 2020}
  - {title: Wheels, funder: Royal Society, date: 2019}
awards:
  - {title: Medal, date: 2019}
  - {title: Prize, date: 2021}
talks:
  - {title: On Tables, kind: invited, event: Symposium, date: 2020}
documents:
  cv:
    service: {group: role, merge: true}
    grants: {group: funder}
    awards: {group: year}
    talks: {group: kind}
",
        shown: &[
            "Royal Society", "Engines", "Wheels", "2021", "Prize", "2019", "Medal", "Invited talk", "On Tables", "Symposium",
            "Referee", "Annals, Notes", "Editor", "Memoirs",
        ],
        ..NOTHING
    },
    Case {
        what: "own sections in the order of the file, and chains of `after` in any order",
        yaml: "
education: [{institution: University of Turin}]
sections:
  zeta: {title: Zeta, text: First.}
  campus: {title: Campus service, after: college, text: Third.}
  college: {title: College service, after: education, text: Second.}
  alpha: {title: Alpha, text: Last.}
",
        shown: &["Education", "College service", "Second.", "Campus service", "Third.", "Zeta", "First.", "Alpha", "Last."],
        ..NOTHING
    },
    Case {
        what: "own sections with the fields and the look of those of Folio, whatever their id",
        yaml: "
teaching: [{course: Tables, institution: Turin, date: 2021}]
sections:
  seminars:
    title: Seminars led
    kind: teaching
    after: teaching
    entries: [{course: Cards, code: EN 7, role: Lecturer, terms: [Fall 2018, Fall 2019], students: 12}]
  laboratory:
    title: Research experience
    kind: experience
    entries: [{organization: Laboratory of Engines, title: Visitor, start: 2019-06, end: 2019-09}]
  department:
    title: Service to the department
    kind: service
    entries: [{role: Reader, venue: Annals, years: [2019, 2021-2023]}]
  tools: {title: Tools, kind: skills, entries: [Git, {name: Languages, keywords: [Rust, Go]}]}
documents: {cv: {own_sections: {department: {merge: true}}}}
",
        shown: &[
            "Tables", "Turin", "Seminars led", "Cards", "EN 7", "Lecturer", "12 students",
            "Research experience", "Visitor", "Laboratory of Engines",
            "Service to the department", "Reader", "Annals", "Tools", "Git", "Languages: Rust, Go",
        ],
        ..NOTHING
    },
    Case {
        what: "a remark that several grants share, markup in who funds them and in what a talk was given at",
        yaml: "
marks: {collegium: {symbol: '§', label: Through the Collegium}}
grants:
  - {title: Engines, funder: I$^2$CNER, marks: collegium, date: 2021}
  - {title: Looms, funder: Royal Society, date: 2020}
  - {title: Cards, funder: Royal Society, marks: [collegium], date: 2019}
talks: [{title: On Looms, event: 'Days of *Cyclus*', date: 2019}]
",
        shown: &[
            "§ Through the Collegium", "Engines§", "CNER", "Looms", "Cards§", "Royal Society", "On Looms", "Days of Cyclus",
        ],
        absent: &["Looms§"],
        ..NOTHING
    },
    Case {
        what: "what an engineer could not say: a section of links, skills with levels in one line, courses by level, a \
               college, several grades, several titles with texts of their own",
        yaml: "
experience:
  - organization: Engines Ltd
    technologies: [Rust]
    positions:
      - {title: Lead, start: 2021, end: present, summary: Led the makers., url: 'https://engines.example.org'}
      - {title: Engineer, start: 2019, end: 2020, tags: [early]}
      - {title: Apprentice, start: 2018, end: 2018, tags: [left-out]}
education:
  - {institution: University of Turin, unit: College of Mills, degree: MSc, grade: [3.9 (major), 3.7], date: 2018}
skills:
  - {name: Programming, keywords: [Rust (expert), Go (good)]}
sections:
  coursework:
    title: Coursework
    kind: skills
    after: education
    entries:
      - {name: Graduate, keywords: [Compilers, Proofs]}
      - {name: Undergraduate, keywords: [Algebra]}
  links:
    title: Links
    entries:
      - {title: Questions answered, url: 'https://answers.example.org/ada'}
      - {title: Notes, url: 'https://notes.example.org'}
documents: {cv: {without: [left-out]}}
",
        shown: &[
            "Engines Ltd", "Technologies: Rust", "Lead", "engines.example.org", "Led the makers.", "Engineer",
            "MSc", "College of Mills", "University of Turin", "3.9 (major), 3.7",
            "Coursework", "Graduate: Compilers, Proofs", "Undergraduate: Algebra",
            "Programming: Rust (expert), Go (good)",
            "Links", "Questions answered", "answers.example.org/ada", "Notes", "notes.example.org",
        ],
        absent: &["Apprentice"],
        ..NOTHING
    },
    Case {
        what: "awards of those who are advised, who has a mark in every paper, and words that stand out",
        yaml: "
marks: {advisee: {symbol: '‡', label: Advised student, people: [Charles Example, Mary Ann Example]}}
advising: [{name: Mary Ann Example, degree: PhD, date: 2021, note: 'Prize of the *Society*, 2020'}]
publications:
  - {title: On Looms, authors: 'Ada Lovelace, C. Example, Mira Holt', venue: Annals, date: 2021}
  - {title: On Cards, authors: 'Example, M. A. and Lovelace, Ada', venue: Annals, date: 2020}
settings: {bold: [Society]}
",
        shown: &[
            "‡ Advised student", "C. Example‡", "Mira Holt", "M. A. Example‡",
            "Mary Ann Example", "Prize of the Society, 2020",
        ],
        absent: &["Mira Holt‡", "Lovelace‡"],
        ..NOTHING
    },
    Case {
        what: "figures of a researcher with their date, above the papers",
        yaml: "
person:
  name: Ada Lovelace
  email: ada@example.org
  metrics:
    values: {Citations: 3200, h-index: 24}
    source: Google Scholar
    url: https://scholar.example.org/ada
    as_of: 2026-11
",
        shown: &["Publications", "Citations: 3200, h-index: 24", "Google Scholar, Nov 2026", "On Looms"],
        ..NOTHING
    },
    Case {
        what: "e-mail addresses and phone numbers with labels",
        yaml: "
person:
  name: Ada Lovelace
  email: [ada@example.org, {College: ada@college.example}]
  phone: {Office: +44 20 7946 0000, Mobile: +44 20 7946 0001, Fax: +44 20 7946 0002}
documents: {cv: {hide: [phone.Mobile]}}
",
        shown: &[
            "ada@example.org",
            "College",
            "ada@college.example",
            "Office",
            "+44 20 7946 0000",
            "Fax",
            "+44 20 7946 0002",
        ],
        absent: &["Mobile", "0001"],
        ..NOTHING
    },
    Case {
        what: "two family names in a bibliography, with a hyphen and with the second left out",
        yaml: "
person: {name: Given Middle Family Second, email: given@example.org}
bibliography: papers.bib
",
        bib: "
@article{a, title={On Rivers}, author={Family-Second, G. M.}, journal={Annals}, year={2020}}
@article{b, title={On Towns}, author={Family, Given Middle and Other, A.}, journal={Annals}, year={2019}}
@article{c, title={On Roads}, author={Other, A. and Family Second, Given}, journal={Annals}, year={2018}}
@article{d, title={A Visit}, author={Other, A.}, journal={Times}, year={2021}}
",
        shown: &["J3", "On Rivers", "J2", "On Towns", "J1", "On Roads"],
        absent: &["A Visit"],
        ..NOTHING
    },
];

const TYPED: &str = "
experience:
  - {organization: Engines Ltd, address: Turin, title: Engineer, start: Aug 2008, end: Present}
  - {organization: Looms Ltd, title: Weaver, start: 2006/03, end: 07/2008, url: www.example.org}
skills: [Rust, Go, {name: Tools, keywords: [Git]}]
languages: [English, German]
";

const BIB: &str = "
@article{looms, title={On Looms}, author={Lovelace, Ada}, journal={Annals}, year={2020}, keywords={invited}}
@article{cards, title={On Cards}, author={Lovelace, A. and Babbage, C.}, journal={Annals}, year={2019}}
@article{wheels, title={On Wheels}, author={Babbage, C. and Lovelace, Ada}, journal={Annals}, year={2018}}
@article{about, title={A Visit}, author={Somerville, Mary}, journal={Times}, year={2021}}
";

/// The document of a case, which has no problem.
fn document(case: &Case) -> (Document, Theme) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("papers.bib"), case.bib).unwrap();
    let papers = if case.yaml.contains("bibliography:") || case.yaml.contains("publications:\n  -")
    {
        ""
    } else {
        PAPERS
    };
    let person = match case.yaml.contains("person:") {
        true => "",
        false => "person: {name: Ada Lovelace, email: ada@example.org}",
    };
    let yaml = format!("{person}{papers}{}", case.yaml);
    let loaded = load_str("cv.yaml", &yaml, folder.path(), &Environment::default());
    let is_bad = |severity: Severity| severity > Severity::Note;
    let found: Vec<_> = loaded
        .diagnostics
        .iter()
        .filter(|it| is_bad(it.severity))
        .collect();
    assert!(found.is_empty(), "{}: {found:#?}", case.what);
    let cv = loaded.cv.unwrap();
    let composed = compose(&cv, case.document, &Options::default()).unwrap();
    let found: Vec<_> = composed
        .problems
        .iter()
        .filter(|it| is_bad(it.severity))
        .collect();
    assert!(found.is_empty(), "{}: {found:#?}", case.what);
    (composed.document, theme::load("classic", None).unwrap())
}

/// LaTeX without its commands.
fn without_commands(tex: &str) -> String {
    let body = tex.split("\\begin{document}").nth(1).unwrap_or(tex);
    let mut out = String::new();
    let mut characters = body.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.peek() {
                Some(c) if c.is_ascii_alphabetic() => {
                    while characters.next_if(char::is_ascii_alphabetic).is_some() {}
                    out.push(' ');
                }
                _ => out.extend(characters.next()),
            },
            '{' | '}' => {}
            '~' => out.push(' '),
            c => out.push(c),
        }
    }
    out.replace("---", "—").replace("--", "–")
}

/// Asserts that a text has what a case shows, in its order, and not what is to be absent.
fn assert_shows(case: &Case, form: &str, found: &str) {
    let found = condensed(found);
    let mut rest = &found[..];
    for shown in case.shown {
        let shown = condensed(shown);
        let Some((_, after)) = rest.split_once(&shown) else {
            panic!("{} ({form}): `{shown}` is not in `{rest}`", case.what);
        };
        rest = after;
    }
    for absent in case.absent {
        assert!(
            !found.contains(&condensed(absent)),
            "{} ({form}): `{absent}` is in `{found}`",
            case.what
        );
    }
}

#[test]
fn what_could_not_be_said_stands_in_the_text_and_in_latex() {
    for case in CASES {
        let (document, theme) = document(case);
        assert_shows(case, "txt", &text(&document, &theme));
        assert_shows(case, "tex", &without_commands(&latex(&document, &theme)));
    }
}

#[test]
#[ignore = "runs pdftotext (poppler)"]
fn what_could_not_be_said_stands_on_the_pages() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    for case in CASES {
        let (document, theme) = document(case);
        let layout = ENGINE.layout(&document, &theme).unwrap();
        fs::write(&path, layout.pdf().unwrap()).unwrap();
        assert_shows(case, "pdf", &pdf_text(&path));
    }
}

fn pdf_text(path: &Path) -> String {
    output_of("pdftotext", &["-raw", path.to_str().unwrap(), "-"])
}
