use super::*;
use crate::document::{Content, Parts, Role, plain_text};
use crate::theme::{Choice, EntryLayout, Lead, OwnerMark, PaperLayout, TitleFace};

fn joins() -> Joins {
    Joins {
        parts: ", ".into(),
        items: ", ".into(),
        sentences: " ".into(),
        stop: ".".into(),
    }
}

fn parts(said: &[(Role, &str)]) -> Parts {
    let part = |(role, text): &(Role, &str)| Part {
        role: *role,
        content: vec![Inline::text(*text)],
    };
    Parts(said.iter().map(part).collect())
}

const JOB: [(Role, &str); 4] = [
    (Role::Title, "Engineer"),
    (Role::Organization, "Engines"),
    (Role::Place, "Turin"),
    (Role::Time, "summers"),
];

/// Lines as text: `**` what leads, `(…)` asides, `|` before what stands at the end.
fn shown(lines: &Lines) -> Vec<String> {
    fn runs(all: &[Inline]) -> String {
        let one = |run: &Inline| match run {
            Inline::Strong { content } => format!("**{}**", runs(content)),
            Inline::Emph { content } => format!("*{}*", runs(content)),
            Inline::Muted { content } => format!("({})", runs(content)),
            run => match run.own_text() {
                Some(text) => text.to_owned(),
                None => runs(run.children()),
            },
        };
        all.iter().map(one).collect()
    }
    let line = |line: &crate::document::Line| match line.end.is_empty() {
        true => runs(&line.content),
        false => format!("{}|{}", runs(&line.content), runs(&line.end)),
    };
    lines.0.iter().map(line).collect()
}

fn heading(theme: &Theme, said: &[(Role, &str)]) -> Vec<String> {
    let joins = joins();
    let arranger = Arranger {
        theme,
        joins: &joins,
        stacks: false,
    };
    shown(&arranger.heading(&parts(said), false))
}

#[test]
fn tokens_say_on_which_line_and_in_which_order_parts_stand() {
    let theme = |entry, lead| Theme {
        entry,
        lead,
        ..Theme::default()
    };
    use EntryLayout::{Inline, Stacked};
    for (entry, lead, expected) in [
        (
            Inline,
            Lead::Title,
            &["**Engineer**, Engines, (Turin, summers)"][..],
        ),
        (
            Inline,
            Lead::Organization,
            &["**Engines**, Engineer, (Turin, summers)"],
        ),
        (
            Stacked,
            Lead::Title,
            &["**Engineer**", "*Engines*, (summers)|(Turin)"],
        ),
        (
            Stacked,
            Lead::Organization,
            &["**Engines**", "*Engineer*, (summers)|(Turin)"],
        ),
    ] {
        assert_eq!(heading(&theme(entry, lead), &JOB), expected);
    }
    let stacked = theme(Stacked, Lead::Organization);
    // Nothing would stand at the end of a second line, or in it.
    let without_place = [JOB[0], JOB[1]];
    assert_eq!(heading(&stacked, &without_place), ["**Engines**, Engineer"]);
    assert_eq!(
        heading(&stacked, &[JOB[0], JOB[2]]),
        ["**Engineer**, (Turin)"]
    );
    // What is long is running text.
    let place = "a town ".repeat(8);
    let far = [JOB[0], JOB[1], (Role::Place, place.trim())];
    assert_eq!(heading(&stacked, &far).len(), 1);
    // Who gives an award does not lead it.
    let award = [(Role::Title, "Medal"), (Role::Issuer, "Society")];
    assert_eq!(heading(&stacked, &award), ["**Medal**, Society"]);
    assert_eq!(heading(&stacked, &[(Role::Text, "Moved.")]), ["Moved."]);
    assert_eq!(heading(&stacked, &[(Role::Place, "Turin")]), ["(Turin)"]);
}

#[test]
fn of_positions_and_their_employer_what_leads_stands_out() {
    let joins = joins();
    // Who reads for six seconds looks for the employer of several titles as well.
    for lead in [Lead::Title, Lead::Organization] {
        let theme = Theme {
            lead,
            ..Theme::default()
        };
        let arranger = Arranger {
            theme: &theme,
            joins: &joins,
            stacks: false,
        };
        let heading = arranger.heading(&parts(&[JOB[1], JOB[2]]), false);
        assert_eq!(shown(&heading), ["**Engines**, (Turin)"]);
        let heading = arranger.position(&parts(&[JOB[0], JOB[2]]));
        assert_eq!(shown(&heading), ["***Engineer***, (Turin)"]);
    }
}

#[test]
fn papers_begin_with_their_authors_or_their_titles() {
    let said = [
        (Role::Authors, "A. Author"),
        (Role::Title, "What Is It?"),
        (Role::Venue, "Journal, 2026"),
        (Role::Link, "doi"),
        (Role::Link, "code"),
    ];
    let paper = |paper, paper_title| {
        let theme = Theme {
            paper,
            paper_title,
            ..Theme::default()
        };
        let joins = joins();
        let arranger = Arranger {
            theme: &theme,
            joins: &joins,
            stacks: false,
        };
        shown(&arranger.paper(&parts(&said)))
    };
    use PaperLayout::{AuthorsFirst, TitleFirst};
    for (layout, face, expected) in [
        (
            AuthorsFirst,
            TitleFace::Roman,
            &["A. Author. What Is It? Journal, 2026. doi, code"][..],
        ),
        (
            AuthorsFirst,
            TitleFace::Bold,
            &["A. Author. **What Is It?** Journal, 2026. doi, code"],
        ),
        (
            TitleFirst,
            TitleFace::Bold,
            &["**What Is It?**", "A. Author. Journal, 2026. doi, code"],
        ),
        (
            TitleFirst,
            TitleFace::Roman,
            &["What Is It?", "A. Author. Journal, 2026. doi, code"],
        ),
    ] {
        assert_eq!(paper(layout, face), expected);
    }
}

#[test]
fn the_owner_is_set_off_by_a_sign_that_is_not_the_titles() {
    for (paper_title, owner) in [
        (TitleFace::Roman, OwnerMark::Bold),
        (TitleFace::Bold, OwnerMark::Underline),
    ] {
        let theme = Theme {
            paper_title,
            ..Theme::default()
        };
        assert_eq!(theme.owner(), owner);
    }
}

/// Whatever the tokens, every part prints once, and is a run of its role.
#[test]
fn no_arrangement_loses_a_part_or_says_it_twice() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/full.yaml");
    let cv = crate::source::load(&path).unwrap().cv.unwrap();
    let composed = crate::compose::compose(&cv, "cv", &crate::compose::Options::default());
    let document = composed.unwrap().document;
    fn roles(runs: &[Inline], found: &mut Vec<(Role, String)>) {
        for run in runs {
            match run {
                Inline::Part { role, content } => found.push((*role, plain_text(content))),
                run => roles(run.children(), found),
            }
        }
    }
    let said = |parts: &Parts| -> Vec<(Role, String)> {
        let part = |part: &Part| (part.role, plain_text(&part.content));
        parts.0.iter().map(part).collect()
    };
    let printed = |lines: &Lines| {
        let mut found = Vec::new();
        lines.runs().for_each(|runs| roles(runs, &mut found));
        found
    };
    let (mut headings, mut papers) = (0, 0);
    for entry in EntryLayout::ALL.iter().map(|(entry, _)| *entry) {
        for lead in Lead::ALL.iter().map(|(lead, _)| *lead) {
            for paper in PaperLayout::ALL.iter().map(|(paper, _)| *paper) {
                let theme = Theme {
                    entry,
                    lead,
                    paper,
                    ..Theme::default()
                };
                let arranged = arrange(&document, &theme);
                let items = |section: usize| document.sections[section].groups.iter();
                for (at, section) in arranged.sections.iter().enumerate() {
                    let after = section.groups.iter().flat_map(|group| &group.items);
                    let before = items(at).flat_map(|group| &group.items);
                    for (before, after) in before.zip(after) {
                        let (mut said, mut printed) = match (before, after) {
                            (Item::Entry(before), Item::Entry(after)) => {
                                headings += 1;
                                (said(&before.heading), printed(&after.heading))
                            }
                            (Item::Publication(before), Item::Publication(after)) => {
                                papers += 1;
                                (said(&before.content), printed(&after.content))
                            }
                            _ => continue,
                        };
                        let key = |part: &(Role, String)| (format!("{:?}", part.0), part.1.clone());
                        // What stays together has other spaces.
                        printed
                            .iter_mut()
                            .for_each(|(_, text)| *text = text.replace('\u{a0}', " "));
                        said.iter_mut()
                            .for_each(|(_, text)| *text = text.replace('\u{a0}', " "));
                        said.sort_by_key(key);
                        printed.sort_by_key(key);
                        assert_eq!(said, printed);
                    }
                }
            }
        }
    }
    assert!(headings > 100 && papers > 50, "{headings} {papers}");
}
