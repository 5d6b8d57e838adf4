//! Short sections beside each other: what is said in a line needs no width of a page.

use crate::document::{Item, Lines, Section, plain_text};

/// Most characters of a section's only item: two lines of half a page.
const LONGEST: usize = 90;

/// Most characters of a heading that stands in half a page.
const LONGEST_TITLE: usize = 28;

/// Has every second of two neighbours of one line each stand beside the first; what is read stays in its order.
pub(super) fn put_beside(sections: &mut [Section<Lines>]) {
    let mut at = 1;
    while at < sections.len() {
        if is_short(&sections[at - 1]) && is_short(&sections[at]) {
            sections[at].is_beside = true;
            at += 1;
        }
        at += 1;
    }
}

/// Whether a section has nothing but a short line under its heading.
fn is_short(section: &Section<Lines>) -> bool {
    let [group] = section.groups.as_slice() else {
        return false;
    };
    let [item] = group.items.as_slice() else {
        return false;
    };
    let count = |text: &str| text.chars().count();
    let length = match item {
        Item::Entry(entry) => {
            let is_one_line = entry.heading.0.len() == 1
                && entry.body.is_empty()
                && entry.positions.is_empty()
                && entry.highlights.is_empty();
            let date = entry.date.as_ref().map_or(0, |date| count(&date.text) + 1);
            is_one_line.then(|| count(&plain_text(entry.heading.first())) + date)
        }
        Item::Line(line) => Some(count(&line.label) + 1 + count(&plain_text(&line.content))),
        Item::Paragraph(text) => Some(count(&plain_text(&text.content))),
        Item::Publication(_) => None,
    };
    let holds = group.breaks || section.breaks;
    section.legend.is_none()
        && !holds
        && group.title.is_none()
        && group.columns.is_empty()
        && count(&section.title) <= LONGEST_TITLE
        && length.is_some_and(|length| length <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Group, Inline, Paragraph};

    fn section(id: &str, length: usize) -> Section<Lines> {
        let content = vec![Inline::text("x".repeat(length))];
        let origin = id.to_owned();
        Section {
            origin: origin.clone(),
            id: origin.clone(),
            title: id.to_owned(),
            capitals: id.to_uppercase(),
            legend: None,
            is_beside: false,
            breaks: false,
            groups: vec![Group::new(
                None,
                vec![Item::Paragraph(Paragraph::new(origin, content))],
            )],
        }
    }

    #[test]
    fn neighbours_of_a_line_stand_beside_each_other_two_by_two() {
        for (lengths, expected) in [
            (&[20, 20, 20][..], &[false, true, false][..]),
            (&[20, 20, 20, 20], &[false, true, false, true]),
            (&[400, 20, 20], &[false, false, true]),
            (&[20, 400, 20], &[false, false, false]),
            (&[20], &[false]),
            (&[], &[]),
        ] {
            let named = lengths.iter().enumerate();
            let mut sections: Vec<Section<Lines>> = named
                .map(|(at, length)| section(&format!("s{at}"), *length))
                .collect();
            put_beside(&mut sections);
            let beside: Vec<bool> = sections.iter().map(|one| one.is_beside).collect();
            assert_eq!(beside, expected, "{lengths:?}");
        }
        let mut twice = [section("one", 20), section("two", 20)];
        let more = twice[1].groups[0].items.clone();
        twice[1].groups[0].items.extend(more);
        put_beside(&mut twice);
        assert!(!twice[1].is_beside);
    }
}
