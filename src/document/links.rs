//! Links of a finished document.

use super::{Document, Inline, Inlines, Item, Legend, Paragraph, uri};

impl Document {
    /// Writes every address as [`uri`] says, so that all renderers have the same. A link without such an
    /// address becomes its words; what prints stays as it is.
    pub fn settle_links(&mut self) {
        for contact in &mut self.header.contacts {
            contact.url = contact.url.as_deref().and_then(uri);
        }
        settle(&mut self.header.headline);
        settle_legend(self.legend.as_mut());
        for section in &mut self.sections {
            settle_legend(section.legend.as_mut());
            for item in section.groups.iter_mut().flat_map(|group| &mut group.items) {
                match item {
                    Item::Entry(entry) => {
                        settle(&mut entry.heading);
                        settle_paragraphs(&mut entry.body);
                        settle_paragraphs(&mut entry.highlights);
                        for position in &mut entry.positions {
                            settle(&mut position.heading);
                            settle_paragraphs(&mut position.highlights);
                        }
                    }
                    Item::Publication(publication) => {
                        settle(&mut publication.content);
                        settle_paragraphs(&mut publication.body);
                    }
                    Item::Paragraph(paragraph) => settle(&mut paragraph.content),
                    Item::Line(line) => settle(&mut line.content),
                }
            }
        }
    }
}

fn settle_legend(legend: Option<&mut Legend>) {
    for item in legend.into_iter().flat_map(|legend| &mut legend.items) {
        settle(&mut item.mark);
    }
}

fn settle_paragraphs(paragraphs: &mut [Paragraph]) {
    for paragraph in paragraphs {
        settle(&mut paragraph.content);
    }
}

fn settle(runs: &mut Inlines) {
    if !runs.iter().any(|run| !run.children().is_empty()) {
        return;
    }
    for mut run in std::mem::take(runs) {
        match &mut run {
            Inline::Strong { content }
            | Inline::Emph { content }
            | Inline::Muted { content }
            | Inline::Owner { content }
            | Inline::Superscript { content }
            | Inline::Subscript { content }
            | Inline::NoBreak { content } => settle(content),
            Inline::Link { url, content } => {
                settle(content);
                match uri(url) {
                    Some(uri) => *url = uri,
                    None => {
                        runs.append(content);
                        continue;
                    }
                }
            }
            Inline::Text { .. }
            | Inline::Code { .. }
            | Inline::Math { .. }
            | Inline::Mark { .. } => {}
        }
        runs.push(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_settled_at_any_depth() {
        let mut runs = vec![
            Inline::text("a"),
            Inline::Strong {
                content: vec![
                    Inline::link("https://ü.example/ß", "ü.example/ß"),
                    Inline::link("javascript:x", "words"),
                ],
            },
        ];
        settle(&mut runs);
        assert_eq!(
            runs,
            [
                Inline::text("a"),
                Inline::Strong {
                    content: vec![
                        Inline::link("https://xn--tda.example/%C3%9F", "ü.example/ß"),
                        Inline::text("words"),
                    ],
                },
            ]
        );
    }
}
