use proptest::prelude::*;

use super::*;

fn papers() -> impl Strategy<Value = Vec<String>> {
    let venue = prop_oneof![
        Just(""),
        Just("ICML 2024"),
        Just("Journal of A"),
        Just("Preprint"),
        Just("B Workshop"),
    ];
    let status = prop_oneof![
        Just("published"),
        Just("under-review"),
        Just("in-preparation"),
        Just("accepted"),
    ];
    let date = prop_oneof![
        Just(String::new()),
        (2000u16..2030).prop_map(|year| year.to_string())
    ];
    let tags = prop_oneof![Just("[]"), Just("[x]"), Just("[y, x]")];
    let paper = (venue, status, date, tags, 0usize..30, 0usize..30, any::<bool>()).prop_map(
        |(venue, status, date, tags, before, after, selected)| {
            let other = |n: usize| format!("Other{} Person", char::from(b'a' + (n % 26) as u8));
            let mut names: Vec<String> = (0..before).map(other).collect();
            names.push("Ada Lovelace*".to_owned());
            names.extend((0..after).map(other));
            let date = if date.is_empty() { date } else { format!(", date: {date}") };
            format!(
                "{{title: T, authors: '{}', venue: '{venue}', status: {status}, tags: {tags}, selected: {selected}{date}}}",
                names.join(", ")
            )
        },
    );
    prop::collection::vec(paper, 0..12)
}

fn options() -> impl Strategy<Value = String> {
    let group = prop_oneof![Just("type"), Just("year"), Just("tag"), Just("none")];
    let number = prop_oneof![Just("type"), Just("continuous"), Just("none")];
    let only = prop_oneof![Just("all"), Just("selected-first")];
    let names = prop_oneof![Just("as-given"), Just("initials"), Just("family-first")];
    (group, number, only, names, 0usize..30, any::<bool>()).prop_map(
        |(group, number, only, names, max, position)| {
            format!("publications: {{group: {group}, number: {number}, only: {only}, names: {names}, max_authors: {max}, author_position: {position}, counts: {position}}}")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_list_loses_a_paper_or_the_owner(papers in papers(), options in options()) {
        let cv = cv(&format!("person: {{name: Ada Lovelace}}\npublications: [{}]", papers.join(", ")));
        let (listing, problems) = listing(&cv, &settings(&options));
        prop_assert_eq!(problems, []);
        prop_assert_eq!(listing.count, papers.len());
        let mut origins: Vec<String> =
            items(&listing).iter().map(|item| item.origin.clone()).collect();
        origins.sort();
        origins.dedup();
        prop_assert_eq!(origins.len(), papers.len());
        for item in items(&listing) {
            prop_assert_eq!(owners(item).len(), 1);
        }
        for group in listing.lists.iter().flat_map(|list| &list.groups) {
            prop_assert!(!group.items.is_empty());
        }
        prop_assert_eq!(listing.legend.is_some(), !papers.is_empty());
    }

    #[test]
    fn any_text_is_a_list_of_authors(line in ".{0,60}", venue in ".{0,30}", title in "\\PC{0,20}") {
        let publication = crate::model::Publication {
            authors: crate::model::Authors::Line(line),
            venue: Some(crate::model::Venue(crate::model::VenueFields {
                name: Some(venue),
                ..Default::default()
            })),
            title: Some(crate::model::Text(title)),
            ..Default::default()
        };
        let cv = Cv { publications: vec![publication], ..Cv::default() };
        for names in ["as-given", "initials", "family-first"] {
            let settings = settings(&format!("publications: {{names: {names}, number: type}}"));
            prop_assert_eq!(listing(&cv, &settings).0.count, 1);
        }
    }
}
