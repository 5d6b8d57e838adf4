//! The order of a document's sections.

use std::collections::HashMap;

use super::kinds::Recipe;
use crate::model::{CustomSection, Many, Named};

/// The keys of the sections in the document's order: those that it lists, else those of its kind.
pub(super) fn order(
    listed: Option<&Many<String>>,
    recipe: &Recipe,
    own: &Named<CustomSection>,
) -> Vec<String> {
    if let Some(listed) = listed {
        let mut seen = std::collections::HashSet::new();
        let once = listed.iter().filter(|key| seen.insert(*key));
        return once.cloned().collect();
    }
    let keys: Vec<&str> = recipe
        .sections
        .iter()
        .map(|section| section.key())
        .collect();
    let keys = match recipe.has_own_sections {
        true => with_own(&keys, own),
        false => keys,
    };
    keys.into_iter().map(str::to_owned).collect()
}

/// The sections of a template with the own ones in their places.
///
/// An own section stands after the one that it names, behind those that name the same one and come
/// before it in the file; each takes those that name it along. The others, in the order of the
/// file, stand before the references, or last where the template has none. So do those that name a
/// section that the template lacks, or stand in a circle, which `source` reports.
fn with_own<'a>(template: &[&'a str], own: &'a Named<CustomSection>) -> Vec<&'a str> {
    // An own section with the name of a known one is reported by `source`.
    let is_placed = |key: &str| template.contains(&key);
    let mut after: HashMap<&str, Vec<&str>> = HashMap::new();
    let mut free = Vec::new();
    for (key, section) in own.iter().filter(|(key, _)| !is_placed(key)) {
        match section.after.as_deref() {
            Some(before) if is_placed(before) || own.contains_key(before) => {
                after.entry(before).or_default().push(key);
            }
            _ => free.push(key),
        }
    }
    let mut order = Vec::new();
    let free_stand_before = template.iter().position(|key| *key == "references");
    for (at, key) in template.iter().enumerate() {
        if free_stand_before == Some(at) {
            place(std::mem::take(&mut free), &mut after, &mut order);
        }
        place(vec![*key], &mut after, &mut order);
    }
    place(free, &mut after, &mut order);
    // What is left stands in circles.
    for key in own.keys() {
        if let Some(rest) = after.remove(key) {
            place(rest, &mut after, &mut order);
        }
    }
    order
}

/// Places sections, each followed by those that stand after it. Not by recursion, as a chain may
/// be as long as the file.
fn place<'a>(
    keys: Vec<&'a str>,
    after: &mut HashMap<&'a str, Vec<&'a str>>,
    order: &mut Vec<&'a str>,
) {
    let mut waiting: Vec<&str> = keys.into_iter().rev().collect();
    while let Some(key) = waiting.pop() {
        order.push(key);
        waiting.extend(after.remove(key).into_iter().flatten().rev());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEMPLATE: [&str; 4] = ["summary", "awards", "talks", "references"];
    const OWN: [&str; 6] = ["f", "b", "e", "a", "d", "c"];

    fn placed(after: &[(&str, Option<&str>)]) -> Vec<String> {
        let own: Named<CustomSection> = after
            .iter()
            .map(|(key, after)| {
                let section = CustomSection {
                    after: after.map(str::to_owned),
                    ..CustomSection::default()
                };
                ((*key).to_owned(), section)
            })
            .collect();
        let order = with_own(&TEMPLATE, &own);
        order.into_iter().map(str::to_owned).collect()
    }

    /// A section and all that follow it, by the definition.
    fn family(key: &str, after: &[(&str, Option<&str>)]) -> Vec<String> {
        let children = after.iter().filter(|(_, before)| *before == Some(key));
        let families = children.flat_map(|(child, _)| family(child, after));
        std::iter::once(key.to_owned()).chain(families).collect()
    }

    #[test]
    fn own_sections_keep_the_order_of_the_file_and_may_name_each_other() {
        let awards = Some("awards");
        assert_eq!(
            placed(&[
                ("art", awards),
                ("concerts", Some("books")),
                ("books", awards),
                ("zines", None),
                ("films", None),
                ("last", Some("references")),
            ])
            .join(" "),
            "summary awards art books concerts talks zines films references last"
        );
        // A circle is reported elsewhere; nothing is lost all the same.
        assert_eq!(
            placed(&[("a", Some("b")), ("b", Some("a")), ("c", Some("c"))]).len(),
            7
        );
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_the_definition(
            // Each names one that comes earlier in `OWN`, one of the template, an unknown one or
            // none, so that there is no circle; then the file is shuffled.
            choices in prop::collection::vec(0_usize..12, OWN.len()),
            shuffled in Just(OWN.to_vec()).prop_shuffle(),
        ) {
            let names = |key: &str| {
                let at = OWN.iter().position(|own| *own == key).unwrap();
                match choices[at] {
                    choice if choice < at => Some(OWN[choice]),
                    choice @ 6..=9 => Some(TEMPLATE[choice - 6]),
                    10 => Some("volunteering"),
                    _ => None,
                }
            };
            let file: Vec<_> = shuffled.iter().map(|key| (*key, names(key))).collect();
            let is_free = |after: &Option<&str>| after.is_none_or(|after| after == "volunteering");
            let mut expected: Vec<String> = Vec::new();
            for key in TEMPLATE {
                if key == "references" {
                    let free = file.iter().filter(|(_, after)| is_free(after));
                    expected.extend(free.flat_map(|(key, _)| family(key, &file)));
                }
                expected.extend(family(key, &file));
            }
            prop_assert_eq!(placed(&file), expected);
        }
    }
}
