//! A document by hand that has one of everything that LaTeX output has to draw.
//!
//! Used by the unit tests of the renderer and by those that run TeX.

use super::document::*;
use super::markup::math;
use super::model::Url;

pub fn text(characters: &str) -> Inlines {
    vec![Inline::text(characters)]
}

fn paragraph(content: Inlines) -> Paragraph {
    Paragraph::new(String::new(), content)
}

fn paragraphs(texts: &[&str]) -> Vec<Paragraph> {
    texts
        .iter()
        .map(|characters| paragraph(text(characters)))
        .collect()
}

pub fn section(id: &str, title: &str, items: Vec<Item>) -> Section {
    Section {
        origin: String::new(),
        id: id.into(),
        title: title.into(),
        capitals: capitals(title, "en"),
        legend: None,
        is_beside: false,
        breaks: false,
        groups: vec![Group::new(None, items)],
    }
}

pub fn entry(date: Option<&str>, heading: Inlines, highlights: &[&str]) -> Entry {
    Entry {
        origin: String::new(),
        breaks: false,
        is_kept: false,
        hold: Hold::default(),
        heading: Parts::one(Role::Text, heading),
        date: date.map(Into::into),
        body: Vec::new(),
        positions: Vec::new(),
        highlights: paragraphs(highlights),
    }
}

fn job(title: &str, organisation: &str, place: &str) -> Inlines {
    vec![
        Inline::strong(title),
        Inline::text(format!(", {organisation}, ")),
        Inline::muted(place),
    ]
}

fn mark(symbol: &str) -> Inline {
    Inline::Mark {
        symbol: symbol.into(),
        raised: symbol == "#",
    }
}

fn owner(name: &str) -> Inline {
    Inline::Owner {
        content: text(name),
    }
}

fn formula(latex: &str, alt: &str) -> Inline {
    Inline::Math {
        latex: latex.into(),
        node: math::parse(latex).expect("a formula"),
        alt: alt.into(),
    }
}

fn paper(label: Option<&str>, year: &str, title: Inlines, venue: &str, doi: &str) -> Item {
    let mut content = vec![
        owner("Ada M. Lovelace"),
        mark("*"),
        Inline::text(", Charles Babbage"),
        mark("*"),
        Inline::text(", Emmy Noether"),
        mark("#"),
        mark("†"),
        Inline::text(". "),
    ];
    content.extend(title);
    content.extend([
        Inline::text(". "),
        Inline::emph(venue),
        Inline::text(format!(" 12(3), 101–119, {year}. ")),
        Inline::NoBreak {
            content: vec![Inline::link(
                url(&format!("https://doi.org/{doi}")),
                format!("doi:{doi}"),
            )],
        },
    ]);
    Item::Publication(PublicationItem {
        origin: String::new(),
        joins: None,
        hold: Hold::default(),
        label: label.map(Into::into),
        year: Some(year.into()),
        content: Parts::one(Role::Link, content),
        body: match year {
            "2026" => paragraphs(&["Designed the benchmark and led the analysis."]),
            _ => Vec::new(),
        },
    })
}

fn legend() -> Legend {
    let item = |mark: Inline, label: &str| LegendItem {
        mark: vec![mark],
        label: label.into(),
    };
    Legend {
        items: vec![
            item(owner("Name"), "author of this CV"),
            item(mark("*"), "equal contribution"),
            item(mark("#"), "corresponding author"),
            item(mark("†"), "supervised student"),
        ],
    }
}

fn url(address: &str) -> Url {
    Url::parse(address).unwrap()
}

fn contact(label: Option<&str>, printed: &str, address: &str) -> Contact {
    Contact {
        gap: " ",
        origin: String::new(),
        label: label.map(Into::into),
        text: printed.into(),
        url: Some(url(address)),
    }
}

/// A document without any section.
pub fn empty() -> Document {
    Document {
        version: VERSION,
        meta: Meta {
            name: "cv".into(),
            template: "academic".into(),
            title: "Ada M. Lovelace – Curriculum Vitae".into(),
            author: "Ada M. Lovelace".into(),
            kind: "Curriculum Vitae".into(),
            keywords: vec!["engines".into(), "C & D_E, 100%".into()],
            language: "en".into(),
            region: Some("GB".into()),
            right_to_left: false,
            digits: None,
            date: CalendarDate {
                year: 2026,
                month: 11,
                day: 22,
            },
            updated: Some("Updated 22 November 2026".into()),
            page_of: "Page {page} of {pages}".into(),
            paper: "a4",
        },
        header: Header {
            origin: "person".into(),
            name: "Ada M. Lovelace".into(),
            native_name: None,
            pronouns: None,
            headline: Vec::new(),
            updated: None,
            location: None,
            contacts: Vec::new(),
            photo: None,
        },
        legend: None,
        joins: Joins::default(),
        sections: Vec::new(),
    }
}

/// Addresses that a careless writer would corrupt.
pub const HOSTILE_URLS: [&str; 6] = [
    "https://example.org/a_b/c%20d?x=1&y=~z#frag_ment",
    "https://example.org/$HOME/{a}^b|c\\d",
    "https://example.org/über%20uns/\"q\"<r>`s`",
    "https://example.org/100%/a'b(c)[d]!*+,;=@:",
    "https://müller.example/%C3%A9%zz##",
    "mailto:ada+cv@example.org?subject=CV%20of%20A&body=50%",
];

/// Text that TeX would take for something else.
pub const HOSTILE_TEXTS: [&str; 10] = [
    "--flag ---x -- ``quoted'' ?`no !`no <<a>> ,,b'' \"straight\" it's",
    r"\input{/etc/hostname} ^^5cinput{/etc/hostname} \write18{ls} \directlua{os.exit()}",
    r"100% & #1 $x$ _under_ {brace} ~tilde^caret |bar| <tag> \\[2em] \\* \item[x] [y]",
    "}{ }}} {{{ \\end{document} \\par \\def\\x{} \\catcode`\\%=12 % comment",
    "a\n\n\nb\u{c}c\td \u{b}e\u{2028}f\u{2029}g",
    "–- -– —- ’’ ‘‘ ?‘ !‘ ‹‹ ›› ff fi fl ffi ffl",
    "[optional] at the start, and a ] at the end [",
    "zero\u{200b}width \u{202e}override\u{202c} \u{feff}bom \u{0}null \u{7f}delete",
    "@@ :: ;; ** ++ == // .. ((x)) A&B AT&T C# F# C++ 5% $5 a_b",
    "état élève naïve Ørsted Ångström Straße œuvre ¿qué? ¡sí! «oui» „ja“ “yes” ‘yes’ € £ § © ®",
];

/// Names and symbols that pdfLaTeX does not know by itself.
pub const NAMES: &str = "Đặng Thái Sơn, Nguyễn Thị Ánh, Łukasz Żółć, Ștefan Țepeș, Çağlar Işık, \
    Ģirts Ķēniņš, Jį Ųlė, Āryabhaṭa, Ḥasan, Lǚ Bù, Ǧ, ħ, x² ≥ y₁, a → b ↔ c, α-synuclein, Ω, ∞, ≈, \
    ≠, ★, ✓, ⅔, 10⁻³, an em dash — here… ½ × 3 ± 1, 5 °C, No‑break";

fn summary() -> Section {
    let content = vec![
        Inline::text("Builds "),
        Inline::strong("efficient engines"),
        Inline::text(" and proves that "),
        formula(r"O(n \log n)", "O(n log n)"),
        Inline::text(" steps are enough; see "),
        Inline::link(url("https://example.org/notes"), "her notes"),
        Inline::text(", the flag "),
        Inline::Code {
            text: "--punch-cards='all' | sort -u".into(),
        },
        Inline::text(", H"),
        Inline::Subscript { content: text("2") },
        Inline::text("O and the 21"),
        Inline::Superscript {
            content: text("st"),
        },
        Inline::text(
            " century. A paragraph of some length shows how the ragged right edge falls, and \
             that no word is ever divided.",
        ),
    ];
    section(
        "summary",
        "Summary",
        vec![Item::Paragraph(paragraph(content))],
    )
}

fn experience() -> Section {
    let mut several = entry(
        None,
        job("Analytical Engines Ltd", "Research", "London"),
        &["Reports to the board."],
    );
    several.body = paragraphs(&[
        "Makers of difference engines since 1832, with 3,400 engineers in four countries.",
    ]);
    several.positions = vec![
        PositionItem {
            origin: String::new(),
            hold: Hold::default(),
            heading: Parts::one(Role::Text, vec![Inline::strong("Principal Engineer")]),
            date: Some("May 2023 – present".into()),
            body: Vec::new(),
            highlights: paragraphs(&[
                "Lead the compiler for cards.",
                "Cut the cost of a carry by 40%.",
            ]),
        },
        PositionItem {
            origin: String::new(),
            hold: Hold::default(),
            heading: Parts::one(
                Role::Text,
                vec![
                    Inline::strong("Engineer"),
                    Inline::text(", "),
                    Inline::muted("Turin"),
                ],
            ),
            date: Some("Sept 2021 – Apr 2023".into()),
            body: Vec::new(),
            highlights: Vec::new(),
        },
    ];
    let entries = vec![
        entry(
            Some("2021 – present"),
            job(
                "Associate Professor",
                "University of Fjords",
                "Bergen, Norway",
            ),
            &[
                "Lead the Efficient Engines group (2 postdocs, 5 PhD students); third-party \
                 funding of €3.4M since 2021.",
                "Programme director, MSc Computational Mechanics (60 students a year).",
            ],
        ),
        several,
        entry(
            Some("expected September 2024 – December 2025"),
            job(
                "Visiting Scholar",
                "Institute of Difficult Affairs",
                "Paris, France",
            ),
            &[],
        ),
        entry(
            Some("2014 – 2017"),
            job("Postdoctoral Fellow", "Institute", "Paris"),
            &["Developed the first simulator."],
        ),
        entry(
            None,
            job("Member", "Royal Society of Engines & Friends", "London"),
            &[],
        ),
    ];
    section(
        "experience",
        "Experience",
        entries.into_iter().map(Item::Entry).collect(),
    )
}

fn publications() -> Section {
    let endless = "https://example.org/archive/of/very/long/addresses/2026/11/22/\
                   that-do-not-end-where-a-line-does.html";
    let unlabelled = PublicationItem {
        origin: String::new(),
        joins: None,
        hold: Hold::default(),
        label: None,
        year: None,
        content: Parts::one(
            Role::Link,
            vec![
                Inline::text("An address that no line can hold: "),
                Inline::NoBreak {
                    content: vec![Inline::link(url(endless), endless)],
                },
                Inline::text(" "),
                Inline::Code {
                    text: "0123456789abcdef".repeat(8),
                },
            ],
        ),
        body: Vec::new(),
    };
    let journal = vec![
        paper(
            Some("J12"),
            "2026",
            text("Efficient first-order flow in analytical engines"),
            "Journal of Difficult Affairs",
            "10.1000/jda.2025.101",
        ),
        paper(
            Some("J11"),
            "2025",
            vec![
                Inline::text("Offline affinity at "),
                formula(r"x_i^2 \geq \frac{1}{2}", "xᵢ² ≥ 1/2"),
            ],
            "Annals of Engines",
            "10.1000/ae_2023(1)<2>",
        ),
        paper(
            None,
            "2025",
            text("An undated preprint"),
            "arXiv",
            "10.48550/arXiv.2505.12340",
        ),
    ];
    let conference = vec![
        paper(
            Some("C2"),
            "2020",
            text("Punched-card type systems"),
            "Proc. Symposium on Cards",
            "10.1000/182",
        ),
        Item::Publication(unlabelled),
    ];
    let group = |title: &str, items| Group::new(Some(title.into()), items);
    Section {
        origin: String::new(),
        id: "publications".into(),
        title: "Publications".into(),
        capitals: "PUBLICATIONS".into(),
        legend: Some(legend()),
        is_beside: false,
        breaks: false,
        groups: vec![
            group("Journal articles", journal),
            group("Conference papers", conference),
        ],
    }
}

fn skills() -> Section {
    let line = |label: &str, content: &str| {
        Item::Line(LabelledLine {
            origin: String::new(),
            label: label.into(),
            content: text(content),
        })
    };
    section(
        "skills",
        "Skills",
        vec![
            line("Programming:", "Rust, C++, C#, Python, TeX & LaTeX, bash"),
            line("Natural languages:", "English, français, Tiếng Việt"),
        ],
    )
}

fn hostile() -> Section {
    let texts = HOSTILE_TEXTS
        .iter()
        .map(|characters| Item::Entry(entry(Some("2020–2021"), text(characters), &[characters])));
    let urls = HOSTILE_URLS.iter().map(|address| {
        let link = Inline::Strong {
            content: vec![Inline::link(url(address), "a link")],
        };
        Item::Entry(entry(None, vec![link], &[]))
    });
    section(
        "hostile",
        "100% “hostile” #text_with $igns",
        texts.chain(urls).collect(),
    )
}

/// A document with everything.
pub fn document() -> Document {
    let mut document = empty();
    document.header = Header {
        native_name: Some("Ада Лавлейс".into()),
        pronouns: Some("she/her".into()),
        headline: vec![
            Inline::text("Associate Professor of "),
            Inline::emph("Computational"),
            Inline::text(" Mechanics"),
        ],
        location: Some("Department of Engines, 1 Harbour Street, Bergen, Norway".into()),
        contacts: vec![
            contact(None, "ada@example.org", "mailto:ada@example.org"),
            contact(None, "+44 20 7946 0000", "tel:+442079460000"),
            contact(None, "ada.example.org/~ada", "https://ada.example.org/~ada"),
            contact(
                Some("ORCID"),
                "0000-0002-1825-0097",
                "https://orcid.org/0000-0002-1825-0097",
            ),
            contact(
                Some("Scholar"),
                "A_B-c%d",
                "https://scholar.example.org/citations?user=A_B-c%25d&hl=en",
            ),
        ],
        ..document.header
    };
    let people = Item::Paragraph(paragraph(text(NAMES)));
    document.sections = vec![
        summary(),
        experience(),
        publications(),
        skills(),
        section("people", "People & <symbols>", vec![people]),
        hostile(),
    ];
    document
}
