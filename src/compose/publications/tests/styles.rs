//! Papers in citation styles: with their owner, marks, markup and links.

use proptest::prelude::*;

use super::*;
use crate::citation::KNOWN;

/// Papers of all kinds, with what a style has no place for.
const PAPERS: &str = r#"
person: {name: Ada Lovelace}
publications:
  - {title: "On *Apis mellifera* and $x^2$ in MLSys", authors: "Xin Chen*, Jan van der Berg, Ada Lovelace*#", type: journal,
     venue: {name: Journal of Engines, short: J. Eng.}, volume: "12", issue: "3", pages: 101--119, date: 2025-11,
     doi: "https://doi.org/10.1000/182", links: {code: "https://example.org/code"}, awards: [Best Paper]}
  - {title: "Is this a loom?", authors: "Lovelace, Ada; Zhu, Wei", type: conference, venue: {name: Conference on Engines 2024, short: ENGINES 2024,
     series: Lecture Notes, location: Vienna}, pages: 1-9, date: 2024, presentation: oral, editors: Charles Babbage}
  - {title: Looms at Work, authors: Ada Lovelace, type: workshop, venue: {name: Conference on Engines, workshop: Workshop on Looms}, date: 2024-05}
  - {title: Preprints of Looms, authors: "Wei Zhu, Ada Lovelace, et al.", type: preprint, arxiv: "2505.12345", date: 2025}
  - {title: A Chapter, authors: Ada Lovelace, editors: "Charles Babbage, Mary Somerville", type: chapter, venue: A Book, pages: 7-12,
     publisher: Press, edition: 2nd, date: 2020}
  - {title: The Book!, authors: Ada Lovelace, translators: Mary Somerville, type: book, publisher: Press, isbn: 978-3-16-148410-0, date: 2019}
  - {title: An Edited Book, editors: "Ada Lovelace#, Mary Somerville", type: book, publisher: Press, date: 2018}
  - {title: On Operations, authors: Ada Lovelace, type: thesis, institution: University of London, date: 2017}
  - {title: Machine, authors: Ada Lovelace, type: patent, patent_number: "US 7,654,321", holder: Engines Ltd, date: 2016}
  - {title: Report of the Year, authors: Ada Lovelace, type: report, genre: Technical report, institution: Engines Ltd, date: 2015}
  - {title: A Loom to See, authors: Ada Lovelace, type: demo, venue: Conference on Engines, date: 2015}
  - {title: How to Weave, authors: Ada Lovelace, type: tutorial, venue: Conference on Engines, date: 2014}
  - {title: Threads, authors: "{Loom Team}, Ada Lovelace", type: dataset, publisher: Zenodo, version: "2.1", doi: 10.5281/zenodo.1, date: 2013}
  - {title: loom, authors: Ada Lovelace, type: software, version: "3.0", url: "https://example.org/loom", date: 2012}
  - {title: Of Cards, authors: Ada Lovelace, type: magazine, venue: Engines Weekly, date: 2011-03-14}
  - {title: Something Else, authors: Ada Lovelace, type: other, venue: Somewhere, date: 2010}
  - {title: To Be Decided, authors: "Ada Lovelace, Wei Zhu", type: journal, venue: Secret, status: under-review}
  - {title: To Appear., authors: "Jan 't Hooft, Ada Lovelace", type: journal, venue: Annals, status: in-press, date: 2026}
"#;

/// Problems of a list that are about its style.
fn styled(cv: &Cv, options: &str) -> (Listing, Vec<Diagnostic>) {
    let (listing, problems) = listing(cv, &settings(options));
    let problems = problems.into_iter();
    let problems = problems.filter(|problem| problem.code == Code::BadStyle);
    (listing, problems.collect())
}

#[test]
fn works_of_every_kind_in_the_styles_that_people_ask_for() {
    let cv = cv(PAPERS);
    for style in KNOWN.iter().take(12).map(|style| style.name) {
        let (listing, problems) = styled(&cv, &format!("publications: {{style: {style}}}"));
        // Of Chicago's notes lists leave out what was only spoken.
        assert!(
            problems.is_empty() || style == "chicago-notes",
            "{style}: {problems:?}"
        );
        insta::assert_snapshot!(format!("style_{style}"), text(&listing));
    }
}

#[test]
fn folio_is_the_style_that_stands_without_one() {
    let cv = cv(PAPERS);
    let without = text(&listing(&cv, &settings("publications: {}")).0);
    let with = text(&listing(&cv, &settings("publications: {style: folio}")).0);
    assert_eq!(with, without);
}

#[test]
fn every_style_keeps_what_is_ours() {
    let cv = cv(PAPERS);
    let (mut unfollowed, mut untitled) = (String::new(), std::collections::BTreeSet::new());
    for style in KNOWN {
        let (listing, problems) = styled(&cv, &format!("publications: {{style: {}}}", style.name));
        for (item, publication) in items(&listing).iter().zip(sorted(&listing, &cv)) {
            let line = paper_line(item);
            let printed = plain_text(&line);
            let context = format!("{}: {printed}", style.name);
            assert_eq!(owners(item).len(), 1, "{context}");
            holds(&printed, &context);
            let title = publication.title.as_ref().unwrap();
            let title = plain_text(&crate::markup::runs(title, "", &mut Vec::new()));
            let title = title.trim_end_matches(['.', '?', '!']);
            if !printed.contains(title) {
                untitled.insert(style.name);
            }
            let doi = publication.doi.as_deref().unwrap_or_default();
            let doi = doi.trim_start_matches("https://doi.org/");
            if !doi.is_empty() {
                assert_eq!(printed.matches(doi).count(), 1, "{context}");
            }
            // What a style has no place for stands after it.
            for award in publication.awards.iter() {
                assert!(printed.contains(award), "{context}");
            }
        }
        for problem in &problems {
            unfollowed.push_str(&format!("{}: {:?}\n", style.name, problem.place));
        }
    }
    // Styles that would print a paper without one of its authors.
    insta::assert_snapshot!("styles_that_are_not_followed", unfollowed);
    // Styles of journals that give no titles of articles; none of those that people ask for.
    for style in &KNOWN[..12] {
        assert!(!untitled.contains(style.name), "{}", style.name);
    }
    insta::assert_snapshot!("styles_without_titles", format!("{untitled:#?}"));
}

/// The publications in the order of the list.
fn sorted<'a>(listing: &Listing, cv: &'a Cv) -> Vec<&'a crate::model::Publication> {
    let place = |origin: &str| -> usize {
        let digits = origin.trim_start_matches("publications[");
        digits.trim_end_matches(']').parse().unwrap()
    };
    let items = items(listing).into_iter();
    items
        .map(|item| &cv.publications[place(&item.origin)])
        .collect()
}

/// What no text of a style may hold.
fn holds(printed: &str, context: &str) {
    // The style of Brazil writes "Anais...".
    let printed = printed.replace("...", "…");
    for wrong in ["..", "?.", "!.", ",,", "( )", "()", " ,", "  ", "“”", ";,"] {
        assert!(!printed.contains(wrong), "`{wrong}` in {context}");
    }
    let private = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
    assert!(!printed.contains(private), "{context}");
}

#[test]
fn markup_formulas_and_marks_survive() {
    let cv = cv(PAPERS);
    let (listing, _) = styled(&cv, "publications: {style: apa}");
    let item = items(&listing)
        .into_iter()
        .find(|item| item.origin == "publications[0]")
        .unwrap();
    let line = format!("{:?}", paper_line(item));
    assert!(line.contains("Math {"), "{line}");
    assert!(line.contains("Emph { content: [Text { text: \"Apis mellifera\" }] }"));
    let printed = plain_text(&paper_line(item));
    assert!(
        printed
            .starts_with("Chen, X.*, van der Berg, J., & Lovelace, A.*# (2025). On Apis mellifera"),
        "{printed}"
    );
    assert!(
        printed.ends_with("https://doi.org/10.1000/182 Best Paper. code"),
        "{printed}"
    );
    // Italics in italics are upright.
    let (listing, _) = styled(&cv, "publications: {style: apa, types: [book]}");
    assert_eq!(items(&listing).len(), 2);
}

#[test]
fn a_style_of_a_file_is_used() {
    let mut cv = cv(PAPERS);
    let body = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title><id>t</id>
        <updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation>
        <bibliography><layout suffix="."><names variable="author"/><text variable="title" prefix=": "/></layout></bibliography></style>"#;
    cv.style_files.insert("own.csl".to_owned(), body.to_owned());
    let options = "publications: {style: own.csl, types: [thesis, patent]}";
    let (listing, problems) = styled(&cv, options);
    assert_eq!(problems, []);
    let printed: Vec<String> = items(&listing)
        .iter()
        .map(|item| plain_text(&paper_line(item)))
        .collect();
    assert_eq!(
        printed,
        ["Ada Lovelace: On Operations.", "Ada Lovelace: Machine."]
    );
    // A style that leaves the authors out is not followed, and it is said where.
    let without = body.replace(r#"<names variable="author"/>"#, "");
    cv.style_files.insert("own.csl".to_owned(), without);
    let (listing, problems) = styled(&cv, options);
    assert_eq!(problems.len(), 2);
    let places: Vec<String> = problems
        .iter()
        .map(|problem| format!("{:?}", problem.place))
        .collect();
    assert!(places[0].contains("publications["), "{places:?}");
    for item in items(&listing) {
        assert_eq!(owners(item).len(), 1);
    }
}

#[test]
fn each_list_has_its_own_style() {
    let cv = cv(PAPERS);
    let lists = "lists: [{types: [thesis]}, {types: [thesis], style: apa}, {types: [thesis], style: folio}]";
    let printed = |options: &str| -> Vec<String> {
        let (listing, problems) = styled(&cv, options);
        assert_eq!(problems, []);
        let items = items(&listing).into_iter();
        items.map(|item| plain_text(&paper_line(item))).collect()
    };
    let one = |style: &str| {
        printed(&format!(
            "publications: {{types: [thesis], style: {style}}}"
        ))
        .remove(0)
    };
    let [own, ieee, apa] = ["folio", "ieee", "apa"].map(one);
    assert!(own != ieee && ieee != apa && own != apa);
    // What a list does not say, it has from the options beside it.
    let without = printed(&format!("publications: {{{lists}}}"));
    assert_eq!(without, [own.clone(), apa.clone(), own.clone()]);
    let with = printed(&format!("publications: {{style: ieee, {lists}}}"));
    assert_eq!(with, [ieee, apa, own]);
}

fn paper() -> impl Strategy<Value = (Vec<String>, usize, String)> {
    let family = prop_oneof![
        Just("Zhu"),
        Just("van der Berg"),
        Just("O'Neill"),
        Just("García Márquez"),
        Just("王"),
        Just("Smith-Jones"),
    ];
    let given = prop_oneof![
        Just("Wei"),
        Just("J."),
        Just("Jean-Paul"),
        Just("Mary Ann"),
        Just("")
    ];
    let names = prop::collection::vec((family, given), 0..30);
    let kind = prop_oneof![
        Just("journal"),
        Just("conference"),
        Just("workshop"),
        Just("preprint"),
        Just("chapter"),
        Just("book"),
        Just("thesis"),
        Just("patent"),
        Just("report"),
        Just("demo"),
        Just("tutorial"),
        Just("dataset"),
        Just("software"),
        Just("magazine"),
        Just("other"),
    ];
    let title = "[A-Za-z][A-Za-z0-9é]{0,9}( [A-Za-z0-9é:]{1,8}){0,4}[A-Za-z][?!.]?";
    let mask = any::<u16>();
    (names, any::<prop::sample::Index>(), kind, title, mask).prop_map(
        |(names, owner, kind, title, mask)| {
            let mut names: Vec<String> = names
                .into_iter()
                .enumerate()
                .map(|(at, (family, given))| {
                    // Each is another person.
                    let letter =
                        |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap_or_default());
                    let tail = format!("{}{}", letter(at), letter(at / 26));
                    match given {
                        "" => format!("{{{family}{tail}}}"),
                        given => format!("{family}{tail}, {given}"),
                    }
                })
                .collect();
            let at = owner.index(names.len() + 1);
            names.insert(at, "Lovelace, Ada*".to_owned());
            let fields = [
                "date: 2025-11",
                "venue: Journal of Engines",
                "volume: '12'",
                "issue: '3'",
                "pages: 1-9",
                "doi: 10.1000/182",
                "publisher: Press",
                "url: https://example.org/x",
                "edition: 2nd",
                "version: '1.0'",
                "editors: Mary Somerville",
                "status: in-press",
                "isbn: 978-3-16-148410-0",
                "institution: University",
                "translators: Mary Somerville",
                "arxiv: '2505.12345'",
            ];
            let fields = fields
                .iter()
                .enumerate()
                .filter(|(bit, _)| mask & (1 << bit) != 0);
            let fields: String = fields.map(|(_, field)| format!(", {field}")).collect();
            let names_yaml = names
                .iter()
                .map(|name| format!("'{}'", name.replace('\'', "''")));
            let list = names_yaml.collect::<Vec<_>>().join(", ");
            let yaml = format!("{{title: '{title}', authors: [{list}], type: {kind}{fields}}}");
            (names, at, yaml)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_style_loses_what_is_ours((names, owner, yaml) in paper(), style in 0..KNOWN.len(), max in 1usize..40) {
        let cv = cv(&format!("person: {{name: Ada Lovelace}}\npublications: [{yaml}]"));
        let name = KNOWN[style].name;
        let (listing, problems) = styled(&cv, &format!("publications: {{style: {name}, max_authors: {max}}}"));
        // A style that leaves out authors of a kind of work is not followed: what is ours holds all the same.
        prop_assert!(problems.len() <= 1);
        let item = items(&listing)[0];
        let printed = plain_text(&paper_line(item));
        holds(&printed, &format!("{name}: {printed}"));
        prop_assert_eq!(owners(item).len(), 1, "{}: {}", name, printed);
        // The mark of the owner stands right after the name.
        let owner_text = &owners(item)[0];
        prop_assert!(printed.contains(&format!("{owner_text}*")), "{}: {}", name, printed);
        let kept = crate::papers::kept(names.len(), &[owner], Some(max));
        let mut from = 0;
        for (at, author) in names.iter().enumerate() {
            let family = author.trim_start_matches('{').trim_end_matches('}').split(',').next().unwrap();
            let family = family.rsplit(' ').next().unwrap();
            let found = printed.to_lowercase()[from..].find(&family.to_lowercase());
            match kept[at] {
                true => {
                    prop_assert!(found.is_some(), "{}: {} in {}", name, family, printed);
                    from += found.unwrap_or_default() + family.len();
                }
                false => prop_assert!(!printed.contains(family), "{}: {} in {}", name, family, printed),
            }
        }
        let title = &cv.publications[0].title.as_ref().unwrap().0;
        let title = title.trim_end_matches(['.', '?', '!']);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(style >= 12 || printed.contains(&title), "{}: {} in {}", name, title, printed);
        prop_assert!(printed.matches("10.1000/182").count() <= 1, "{}: {}", name, printed);
        if yaml.contains("10.1000/182") {
            prop_assert_eq!(printed.matches("10.1000/182").count(), 1, "{}: {}", name, printed);
        }
    }
}
