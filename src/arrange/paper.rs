//! Papers: who, what, where.

use super::{Arranger, join, run};
use crate::document::{
    Inline, Inlines, Line, Lines, Part, Parts, Role, ends_sentence, joined_texts, plain_text,
};
use crate::theme::{DoiForm, PaperLayout, TitleFace};

impl Arranger<'_> {
    /// A paper: one sentence after the other, or its title on a line of its own above the others.
    pub(super) fn paper(&self, parts: &Parts) -> Lines {
        let title = parts.of(Role::Title);
        let lines = match title.filter(|_| self.theme.paper == PaperLayout::TitleFirst) {
            None => vec![self.sentences(parts.0.iter())],
            Some(title) => {
                let others = parts.0.iter().filter(|part| part.role != Role::Title);
                vec![vec![self.titled(title)], self.sentences(others)]
            }
        };
        let lines = lines.into_iter().filter(|runs| !runs.is_empty());
        Lines(
            lines
                .map(|content| Line {
                    content,
                    end: Inlines::new(),
                })
                .collect(),
        )
    }

    /// A part as a run; a title in the face of titles.
    fn titled(&self, part: &Part) -> Inline {
        match part.role == Role::Title && self.theme.paper_title == TitleFace::Bold {
            true => Inline::Strong {
                content: vec![run(part)],
            },
            false => run(part),
        }
    }

    /// Parts as sentences, with full stops where none ends them already; links come last, as a list
    /// with nothing after it: a full stop would be copied with an address.
    fn sentences<'a>(&self, parts: impl Iterator<Item = &'a Part>) -> Inlines {
        let joins = self.joins;
        let mut runs = Inlines::new();
        let mut in_links = false;
        let mut parts = parts.peekable();
        while let Some(part) = parts.next() {
            let is_link = part.role == Role::Link;
            // A style ends its words as it means to, unless more sentences follow.
            let is_last = parts.peek().is_none_or(|next| next.role == Role::Link);
            let is_ended = part.role == Role::Citation
                && (is_last || matches!(part.content.last(), Some(Inline::Link { .. })));
            let between = match is_link && in_links {
                true => &joins.items,
                false => &joins.sentences,
            };
            in_links = is_link;
            let mut one = self.titled(part);
            if is_link && self.theme.doi == DoiForm::Word {
                shorten_doi(&mut one);
            }
            join(&mut runs, between, vec![one]);
            if !is_link
                && !is_ended
                && !joins.stop.is_empty()
                && !ends_sentence(&plain_text(&part.content))
            {
                runs.push(Inline::text(&joins.stop));
            }
        }
        joined_texts(runs)
    }
}

/// The beginning of every DOI's address.
const DOI: &str = "https://doi.org/";

/// Has the link of a DOI print as a word; a DOI without a link keeps its number.
fn shorten_doi(run: &mut Inline) {
    match run {
        Inline::Link { url, content } if url.uri().starts_with(DOI) => {
            let text = plain_text(content);
            if text.starts_with("doi:") {
                *content = vec![Inline::text("DOI")];
            }
        }
        run => {
            if let Some(content) = run.children_mut() {
                content.iter_mut().for_each(shorten_doi);
            }
        }
    }
}
