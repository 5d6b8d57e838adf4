//! Whose papers they are: the name that most of them have, where nothing else says it.

use std::collections::BTreeMap;

use super::draft::{Draft, Path};
use super::works;
use crate::model::{AuthorNames, Authors, Publication};
use crate::papers::{Name, letters};

/// How a name is compared: the letters of the family name and of the first initial.
fn key(name: &Name) -> Option<(String, Option<char>)> {
    let family = letters(&name.family);
    let initial = letters(&name.given).chars().next();
    (!family.is_empty()).then_some((family, initial))
}

/// Names the owner where the source does not: the name that most papers have, in its longest form. Its other forms
/// become aliases.
pub(super) fn name<'a>(draft: &mut Draft, papers: impl Iterator<Item = &'a Publication>) {
    let person = Path::of("person");
    let path = person.key("name");
    if draft.has(&path) {
        return;
    }
    let mut counts: BTreeMap<(String, Option<char>), (usize, Vec<String>)> = BTreeMap::new();
    let mut all = 0;
    for paper in papers {
        all += 1;
        let Authors::List(authors) = &paper.authors else {
            continue;
        };
        for author in authors {
            let name = match &author.0.name {
                Some(written) => Name::parse(written),
                None => Name::from_fields(&author.0),
            };
            let Some(key) = key(&name) else { continue };
            let (count, forms) = counts.entry(key).or_default();
            *count += 1;
            let printed = name.print(AuthorNames::AsGiven);
            if forms.len() < MOST_FORMS && !forms.contains(&printed) {
                forms.push(printed);
            }
        }
    }
    let most = counts.into_values().max_by_key(|(count, _)| *count);
    let most = most.filter(|(count, _)| *count > 1 || all == 1);
    let mut forms = most.map(|(_, forms)| forms).unwrap_or_default();
    forms.sort_by_key(|form| std::cmp::Reverse(form.chars().count()));
    let mut forms = forms.into_iter();
    let (name, comment) = match forms.next() {
        Some(name) => (name, "the name that most papers have; is it yours?"),
        None => (
            "—".to_owned(),
            "the source does not say whose CV it is; write your name",
        ),
    };
    draft.fill(&path, &name);
    draft.comment(&path, comment);
    for form in forms {
        works::alias(draft, &form);
    }
}

/// Most forms of a name that are remembered.
const MOST_FORMS: usize = 5;
