//! A document that has everything, made by hand.

use super::*;

pub(super) fn text(text: &str) -> Inline {
    Inline::text(text)
}

pub(super) fn paragraph(origin: &str, content: Vec<Inline>) -> Paragraph {
    Paragraph::new(origin.to_owned(), content)
}

pub(super) fn entry(
    origin: &str,
    title: &str,
    place: &str,
    date: Option<&str>,
    bullets: &[&str],
) -> Item {
    let highlights = bullets
        .iter()
        .enumerate()
        .map(|(index, bullet)| {
            paragraph(&format!("{origin}.highlights[{index}]"), vec![text(bullet)])
        })
        .collect();
    Item::Entry(Entry {
        origin: origin.to_owned(),
        breaks: false,
        is_kept: false,
        hold: Hold::default(),
        heading: Parts::one(
            Role::Text,
            vec![Inline::strong(title), text(", "), Inline::muted(place)],
        ),
        date: date.map(Dated::from),
        body: Vec::new(),
        positions: Vec::new(),
        highlights,
    })
}

pub(super) fn section(id: &str, title: &str, groups: Vec<Group>) -> Section {
    Section {
        origin: id.to_owned(),
        id: id.to_owned(),
        title: title.to_owned(),
        capitals: title.to_uppercase(),
        legend: None,
        is_beside: false,
        breaks: false,
        groups,
    }
}

pub(super) fn group(title: Option<&str>, items: Vec<Item>) -> Group {
    Group::new(title.map(str::to_owned), items)
}

pub(super) fn symbol(text: &str) -> MathNode {
    MathNode::Symbol {
        text: text.to_owned(),
    }
}

/// A formula that has every kind of node.
pub(super) fn formula() -> Inline {
    let styles = [
        "bold",
        "blackboard",
        "calligraphic",
        "upright",
        "italic",
        "sans",
        "mono",
    ];
    let mut items: Vec<MathNode> = styles
        .into_iter()
        .map(|style| MathNode::Styled {
            style,
            body: Box::new(symbol("R")),
        })
        .collect();
    items.extend([
        MathNode::Upright {
            text: "log".to_owned(),
            operator: true,
        },
        MathNode::Upright {
            text: "if".to_owned(),
            operator: false,
        },
        MathNode::Space { em: 0.5 },
        symbol("12"),
        symbol("≤"),
        MathNode::Attach {
            base: Box::new(symbol("x")),
            top: Some(Box::new(symbol("2"))),
            bottom: Some(Box::new(symbol("i"))),
        },
        MathNode::Root {
            radicand: Box::new(symbol("x")),
            index: Some(Box::new(symbol("3"))),
        },
        MathNode::Root {
            radicand: Box::new(symbol("y")),
            index: None,
        },
        MathNode::Fraction {
            numerator: Box::new(symbol("1")),
            denominator: Box::new(MathNode::Row { items: Vec::new() }),
        },
        MathNode::Accent {
            accent: '\u{302}',
            base: Box::new(symbol("x")),
        },
    ]);
    Inline::Math {
        latex: "…".to_owned(),
        node: MathNode::Row { items },
        alt: "every kind of node".to_owned(),
    }
}

/// A paper with marks, an identifier and a link.
pub(super) fn paper(number: usize, label: Option<String>) -> Item {
    let mark = |symbol: &str, raised| Inline::Mark {
        symbol: symbol.to_owned(),
        raised,
    };
    let content = vec![
        Inline::Owner {
            content: vec![text("Ada Lovelace")],
        },
        mark("*", false),
        text(", Charles Babbage"),
        mark("#", true),
        text(". Efficient first-order flow in analytical engines. "),
        Inline::emph("Journal of Difficult Affairs"),
        text(" 12(3), "),
        Inline::no_break("101–119"),
        text(". "),
        Inline::NoBreak {
            content: vec![Inline::link(
                Url::parse("https://doi.org/10.1000/182").unwrap(),
                "doi:10.1000/182",
            )],
        },
    ];
    Item::Publication(PublicationItem {
        origin: format!("publications[{number}]"),
        joins: None,
        hold: Hold::default(),
        label,
        year: Some("2026".to_owned()),
        content: Parts::one(Role::Link, content),
        body: Vec::new(),
    })
}

pub(super) fn header() -> Header {
    let contact = |text: &str, label: Option<&str>, url: Option<&str>| Contact {
        gap: " ",
        origin: "person.email".to_owned(),
        label: label.map(str::to_owned),
        text: text.to_owned(),
        url: url.map(|url| Url::parse(url).unwrap()),
    };
    Header {
        origin: "person".to_owned(),
        name: "Ada Lovelace".to_owned(),
        native_name: Some("Ада Лавлейс".to_owned()),
        pronouns: Some("she/her".to_owned()),
        headline: vec![text("Computing researcher")],
        updated: None,
        location: Some("London".to_owned()),
        contacts: vec![
            contact("ada@example.org", None, Some("mailto:ada@example.org")),
            contact(
                "0000-0002-1825-0097",
                Some("ORCID"),
                Some("https://orcid.org/x"),
            ),
            contact("+44 20 7946 0000", None, None),
        ],
        photo: None,
    }
}

/// A document with every part that there is.
pub(super) fn sample(template: &str) -> Document {
    let legend = Legend {
        items: vec![LegendItem {
            mark: vec![Inline::Mark {
                symbol: "#".to_owned(),
                raised: true,
            }],
            label: "Corresponding author".to_owned(),
        }],
    };
    let mut job = match entry(
        "experience[1]",
        "Engines Ltd",
        "London",
        None,
        &["Two patents."],
    ) {
        Item::Entry(entry) => entry,
        _ => unreachable!("an entry"),
    };
    job.body = vec![paragraph(
        "experience[1].summary",
        vec![text("A maker of engines.")],
    )];
    job.positions = vec![PositionItem {
        origin: "experience[1].positions[0]".to_owned(),
        hold: Hold::default(),
        heading: Parts::one(Role::Text, vec![Inline::strong("Engineer")]),
        date: Some("Jan 2014 – Apr 2018".into()),
        body: Vec::new(),
        highlights: vec![paragraph(
            "experience[1].positions[0].highlights[0]",
            vec![text("Cut.")],
        )],
    }];
    let prose = vec![
        text("Systems in "),
        formula(),
        text(" time, with "),
        Inline::Code {
            text: "vllm".to_owned(),
        },
        Inline::Superscript {
            content: vec![text("2")],
        },
        Inline::Subscript {
            content: vec![text("0")],
        },
        text(" and #read(\"/etc/passwd\") $x$ @y *z* _w_ <b> &amp; \\ ~ `c` -- ... \"q\" 'r'"),
    ];
    let line = LabelledLine {
        origin: "skills[0]".to_owned(),
        label: "Languages:".to_owned(),
        content: vec![text("Rust, C++")],
    };
    let papers = |prefix: &str, count: usize| {
        (1..=count)
            .rev()
            .map(|n| paper(n, Some(format!("{prefix}{n}"))))
            .collect()
    };
    let mut publications = section(
        "publications",
        "Publications",
        vec![
            group(Some("Journal articles"), papers("J", 12)),
            group(Some("Unlabelled"), vec![paper(1, None)]),
        ],
    );
    publications.legend = Some(legend.clone());
    Document {
        version: VERSION,
        meta: Meta {
            name: "cv".to_owned(),
            template: template.to_owned(),
            title: "Ada Lovelace – Curriculum Vitae".to_owned(),
            author: "Ada Lovelace".to_owned(),
            kind: "Curriculum Vitae".to_owned(),
            keywords: vec!["engines".to_owned()],
            language: "en".to_owned(),
            region: Some("GB".to_owned()),
            right_to_left: false,
            digits: None,
            date: CalendarDate {
                year: 2026,
                month: 11,
                day: 22,
            },
            updated: Some("Updated 22 November 2026".to_owned()),
            page_of: "Page {page} of {pages}".to_owned(),
            paper: "a4",
        },
        header: header(),
        legend: Some(legend),
        joins: Joins::default(),
        sections: vec![
            section(
                "summary",
                "Profile",
                vec![group(
                    None,
                    vec![Item::Paragraph(paragraph("summary", prose))],
                )],
            ),
            section(
                "experience",
                "Experience",
                vec![group(
                    None,
                    vec![
                        entry(
                            "experience[0]",
                            "Professor",
                            "Bergen",
                            Some("2021 – present"),
                            &["Lead a group.", "Direct a programme."],
                        ),
                        Item::Entry(job),
                    ],
                )],
            ),
            section(
                "skills",
                "Skills",
                vec![group(None, vec![Item::Line(line)])],
            ),
            publications,
        ],
    }
}
