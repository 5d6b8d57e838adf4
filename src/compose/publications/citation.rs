//! From a paper to the runs that print: authors, title, venue, remarks, identifiers.

use std::collections::BTreeSet;

use super::marks::{PrintedMarks, capitalised};
use super::{links, roles, terms, venue};
use crate::diagnostics::Diagnostic;
use crate::document::{Inline, Inlines, Paragraph, PublicationItem, plain_text};
use crate::markup;
use crate::model::{Citations, Publication, Text};
use crate::papers::{MarkUse, Papers, People, Work, kept};
use crate::recipe::PaperOptions;
use crate::words::Labels;

/// What all citations of a list share.
pub struct Style<'a> {
    /// The papers of the CV.
    pub papers: &'a Papers,
    /// The document's options.
    pub options: &'a PaperOptions,
    /// The words of the document's language.
    pub labels: &'a Labels,
    /// The marks as they print.
    pub marks: &'a PrintedMarks,
}

/// Parts that print when a document does not say: all but counts of citations, which age.
const SHOWN: [&str; 4] = ["presentation", "awards", "note", "contribution"];

impl Style<'_> {
    fn shows(&self, part: &str) -> bool {
        match &self.options.show {
            Some(parts) => parts.iter().any(|shown| shown == part),
            None => SHOWN.contains(&part),
        }
    }

    /// The item of a paper. Marks that print are added to `used`.
    pub fn item(
        &self,
        work: &Work,
        label: Option<String>,
        used: &mut BTreeSet<MarkUse>,
        problems: &mut Vec<Diagnostic>,
    ) -> PublicationItem {
        let Work {
            publication,
            kind,
            origin,
            ..
        } = work;
        let mut sentences = Sentences::default();
        let credits = roles::credits(self, work, used);
        sentences.add(credits.lead);
        for (field, text) in [
            ("title", &publication.title),
            ("title_addon", &publication.title_addon),
        ] {
            if let Some(text) = text {
                sentences.add(markup::runs(text, &format!("{origin}.{field}"), problems));
            }
        }
        for sentence in credits.further {
            sentences.add(sentence);
        }
        sentences.add(self.language(publication));
        let scheme = self.options.venues;
        let editors = credits.container;
        sentences.add(venue::runs(
            publication,
            *kind,
            scheme,
            self.labels,
            editors,
        ));
        sentences.add(self.honours(publication));
        sentences.add(self.citations(publication));
        let only = self.options.links.as_ref().map(|only| &only[..]);
        sentences.close_with(links::runs(publication, only, self.labels));
        PublicationItem {
            origin: origin.clone(),
            label,
            year: work.year.map(|year| year.to_string()),
            content: sentences.runs,
            body: self.body(publication, origin, problems),
        }
    }

    /// The authors with the owner set off, the marks after the names, and what is left out.
    pub fn authors(&self, people: &People, used: &mut BTreeSet<MarkUse>) -> Inlines {
        let People {
            list,
            owner: owners,
        } = people;
        let max = self.options.max_authors.map(|count| count.0);
        let kept = kept(list.authors.len(), owners, max);
        let cut = kept.iter().any(|kept| !kept);
        let position = cut && !list.is_cut() && self.options.author_position;
        let mut out = Inlines::new();
        let mut after_gap = false;
        for (at, author) in list.authors.iter().enumerate() {
            let left_out = !kept[at] || list.gaps.contains(&at);
            if left_out && !after_gap {
                let gap = if out.is_empty() { "…" } else { ", …" };
                push_text(&mut out, gap);
            }
            after_gap |= left_out;
            if !kept[at] {
                continue;
            }
            if !out.is_empty() {
                push_text(&mut out, if after_gap { " " } else { ", " });
            }
            after_gap = false;
            let form = self.options.names;
            let name = Inline::text(author.name.print(form));
            let name = match &author.url {
                Some(url) => Inline::Link {
                    url: url.clone(),
                    content: vec![name],
                },
                None => name,
            };
            let is_owner = owners.contains(&at);
            out.push(if is_owner {
                Inline::Owner {
                    content: vec![name],
                }
            } else {
                name
            });
            for mark in &author.marks {
                out.push(self.marks.print(mark));
                used.insert(mark.clone());
            }
            if let Some(native) = &author.name.native {
                push_text(&mut out, &format!(" ({native})"));
            }
            if is_owner && position {
                let words = self
                    .labels
                    .publication_word("position")
                    .unwrap_or("{position}");
                let words = words
                    .replace("{position}", &(self.labels.ordinal)(at + 1))
                    .replace("{total}", &list.authors.len().to_string());
                push_text(&mut out, &format!(" ({words})"));
            }
        }
        if list.gaps.contains(&list.authors.len()) {
            let et_al = self.labels.publication_word("et-al").unwrap_or("…");
            let comma = if out.is_empty() { "" } else { ", " };
            push_text(&mut out, &format!("{comma}{et_al}"));
        }
        joined_texts(out)
    }

    /// "In German", of a work in another language than the document's.
    fn language(&self, publication: &Publication) -> Inlines {
        let written = venue::field(&publication.language);
        let Some(said) = written.and_then(|written| terms::languages(&written, self.labels)) else {
            return Inlines::new();
        };
        let words = self.labels.publication_word("in language");
        let words = words.unwrap_or("{language}");
        vec![Inline::text(words.replace("{language}", &said))]
    }

    fn honours(&self, publication: &Publication) -> Inlines {
        let mut parts = Vec::new();
        if let Some(presentation) = publication.presentation.as_deref().map(str::trim)
            && self.shows("presentation")
            && !presentation.is_empty()
        {
            let known = self.labels.publication_word(&presentation.to_lowercase());
            parts.push(known.map_or_else(|| capitalised(presentation), str::to_owned));
        }
        if self.shows("awards") {
            parts.extend(
                publication
                    .awards
                    .iter()
                    .map(|award| award.trim().to_owned()),
            );
        }
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() {
            Inlines::new()
        } else {
            vec![Inline::text(parts.join(", "))]
        }
    }

    fn citations(&self, publication: &Publication) -> Inlines {
        let Some(Citations {
            count: Some(count),
            as_of,
            source,
        }) = &publication.citations
        else {
            return Inlines::new();
        };
        if !self.shows("citations") {
            return Inlines::new();
        }
        let key = if count.0 == 1 { "cited-once" } else { "cited" };
        let words = self.labels.publication_word(key).unwrap_or("{count}");
        let mut text = words.replace("{count}", &count.0.to_string());
        let date = as_of.map(|date| match date.month {
            Some(month @ 1..=12) => {
                format!(
                    "{} {}",
                    self.labels.months_short[usize::from(month) - 1],
                    date.year
                )
            }
            _ => date.year.to_string(),
        });
        let said: Vec<&str> = source
            .as_deref()
            .into_iter()
            .chain(date.as_deref())
            .filter(|s| !s.is_empty())
            .collect();
        if !said.is_empty() {
            text.push_str(&format!(" ({})", said.join(", ")));
        }
        vec![Inline::text(text)]
    }

    fn body(
        &self,
        publication: &Publication,
        origin: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<Paragraph> {
        let parts: [(&str, &Option<Text>); 2] = [
            ("contribution", &publication.contribution),
            ("note", &publication.note),
        ];
        parts
            .into_iter()
            .filter(|(part, _)| self.shows(part))
            .filter_map(|(part, text)| {
                let text = text.as_ref().filter(|text| !text.is_blank())?;
                let origin = format!("{origin}.{part}");
                let content = markup::runs(text, &origin, problems);
                Some(Paragraph { origin, content })
            })
            .collect()
    }
}

fn push_text(out: &mut Inlines, text: &str) {
    if !text.is_empty() {
        out.push(Inline::text(text));
    }
}

/// Runs with neighbouring texts made one.
fn joined_texts(runs: Inlines) -> Inlines {
    let mut out = Inlines::with_capacity(runs.len());
    for run in runs {
        match (out.last_mut(), run) {
            (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
            (_, run) => out.push(run),
        }
    }
    out
}

/// Sentences with full stops where none ends them already.
#[derive(Default)]
struct Sentences {
    runs: Inlines,
}

impl Sentences {
    fn add(&mut self, sentence: Inlines) {
        if plain_text(&sentence).trim().is_empty() {
            return;
        }
        self.space();
        self.runs.extend(sentence);
        if !ends_sentence(&plain_text(&self.runs)) {
            self.runs.push(Inline::text("."));
        }
        self.runs = joined_texts(std::mem::take(&mut self.runs));
    }

    /// Adds identifiers and links, with commas between and nothing after them: a full stop would be copied
    /// with an address.
    fn close_with(&mut self, items: Vec<Inlines>) {
        for (at, item) in items.into_iter().enumerate() {
            if at == 0 {
                self.space();
            } else {
                self.runs.push(Inline::text(", "));
            }
            self.runs.extend(item);
        }
        self.runs = joined_texts(std::mem::take(&mut self.runs));
    }

    fn space(&mut self) {
        if !self.runs.is_empty() {
            self.runs.push(Inline::text(" "));
        }
    }
}

/// Whether a text ends as a sentence does, perhaps inside quotation marks.
fn ends_sentence(text: &str) -> bool {
    let bare = text
        .trim_end()
        .trim_end_matches(['"', '”', '’', '\'', '»', '“']);
    bare.ends_with(['.', '?', '!', '…', '。', '？', '！', '‽'])
}
