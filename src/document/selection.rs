//! A document with some of its items left out.

use std::collections::BTreeSet;

use super::{Document, Inline, Inlines, Item, Legend, Origin, Paragraph, Visit, What, plain_text};

impl Document {
    /// The document without the items and bullets of these origins.
    ///
    /// Groups and sections that become empty go with them, and so do the lines of a legend whose
    /// mark no longer occurs, and keywords that no longer stand on the page.
    pub fn without(&self, left_out: &BTreeSet<Origin>) -> Self {
        let mut document = self.clone();
        let bullets = |bullets: &mut Vec<Paragraph>| {
            let mut is_kept = true;
            bullets.retain(|bullet| {
                // What stands under a bullet stays and goes with it.
                if !bullet.is_subordinate() {
                    is_kept = !left_out.contains(&bullet.origin);
                }
                is_kept
            });
        };
        for group in document
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.groups)
        {
            group.items.retain(|item| !left_out.contains(item.origin()));
            for item in &mut group.items {
                if let Item::Entry(entry) = item {
                    bullets(&mut entry.highlights);
                    for position in &mut entry.positions {
                        bullets(&mut position.highlights);
                    }
                }
            }
        }
        for section in &mut document.sections {
            section.groups.retain(|group| !group.items.is_empty());
            let items = section.groups.iter().flat_map(|group| &group.items);
            let marks = marks(items);
            retain_legend(&mut section.legend, &marks);
        }
        document
            .sections
            .retain(|section| !section.groups.is_empty());
        let groups = document.sections.iter().flat_map(|section| &section.groups);
        let marks = marks(groups.flat_map(|group| &group.items));
        retain_legend(&mut document.legend, &marks);
        document.retain_shown_keywords();
        document
    }

    /// Takes out the keywords that the document does not print among the interests: what it leaves
    /// out must not leave it by way of the metadata.
    pub(crate) fn retain_shown_keywords(&mut self) {
        let sections = self.sections.iter().filter(|one| one.origin == "interests");
        let items = sections
            .flat_map(|section| &section.groups)
            .flat_map(|group| &group.items);
        let shown: Vec<String> = items
            .filter_map(|item| match item {
                Item::Line(line) => Some(line.label.clone()),
                Item::Paragraph(paragraph) => Some(plain_text(&paragraph.content)),
                Item::Entry(_) | Item::Publication(_) => None,
            })
            .collect();
        let keywords = &mut self.meta.keywords;
        keywords.retain(|keyword| shown.iter().any(|text| text.contains(keyword)));
    }
}

fn marks<'a>(items: impl Iterator<Item = &'a Item>) -> BTreeSet<String> {
    struct Found(BTreeSet<String>);
    impl Visit for Found {
        fn text(&mut self, _what: What, _origin: &str, _text: &str) {}

        fn runs(&mut self, _what: What, _origin: &str, runs: &Inlines) {
            fn push(runs: &[Inline], found: &mut BTreeSet<String>) {
                for run in runs {
                    if let Inline::Mark { symbol, .. } = run {
                        found.insert(symbol.clone());
                    }
                    push(run.children(), found);
                }
            }
            push(runs, &mut self.0);
        }
    }
    let mut found = Found(BTreeSet::new());
    items.for_each(|item| item.visit(&mut found));
    found.0
}

fn retain_legend(legend: &mut Option<Legend>, marks: &BTreeSet<String>) {
    let occurs = |runs: &[Inline]| {
        runs.iter()
            .any(|run| matches!(run, Inline::Mark { symbol, .. } if marks.contains(symbol)))
    };
    if let Some(present) = legend {
        present.items.retain(|item| occurs(&item.mark));
        if present.items.is_empty() {
            *legend = None;
        }
    }
}
