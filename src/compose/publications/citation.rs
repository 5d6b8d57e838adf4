//! From a paper to the runs that print: authors, title, venue, remarks, identifiers.

use std::collections::BTreeSet;

use super::marks::PrintedMarks;
use super::styled::{Chosen, styled};
use super::{links, roles, terms, venue};
use crate::compose::{joins, phrases};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{
    Hold, Inline, Inlines, Paragraph, Part, Parts, PublicationItem, Role, joined_texts, plain_text,
};
use crate::markup;
use crate::model::{Citations, PartialDate, Publication, Text};
use crate::papers::{Heading, Listed, MarkUse, Papers, People, Work, kept};
use crate::recipe::PaperOptions;
use crate::words::{Family, Locale, Message};

/// What all citations of a list share.
pub struct Style<'a> {
    /// The citation style that phrases the works; none for Folio's own way.
    pub chosen: Option<&'a Chosen>,
    /// The papers of the CV.
    pub papers: &'a Papers,
    /// The document's options.
    pub options: &'a PaperOptions,
    /// The language in which they are phrased.
    pub locale: &'a Locale,
    /// The document's language.
    pub document: &'a Locale,
    /// The marks as they print.
    pub marks: &'a PrintedMarks,
}

impl Style<'_> {
    fn shows(&self, part: &str) -> bool {
        self.options.show.contains(part)
    }

    /// The item of a paper. Marks that print are added to `used`.
    pub fn item(
        &self,
        work: &Work,
        listed: &Listed,
        heading: Option<&Heading>,
        used: &mut BTreeSet<MarkUse>,
        problems: &mut Vec<Diagnostic>,
    ) -> PublicationItem {
        let Work {
            publication,
            kind,
            origin,
            ..
        } = work;
        let mut parts = Parts::default();
        let mut said = Vec::new();
        let title = publication.title.as_ref().map(|title| {
            let origin = format!("{origin}.title");
            markup::runs(title, &origin, problems)
        });
        let styled = self.chosen.map(|chosen| {
            let title = title.clone().unwrap_or_default();
            let styled = styled(self, chosen, work, title, used);
            if styled.is_none() {
                problems.push(not_styled(chosen, origin));
            }
            styled
        });
        let mut add = |role, content: Inlines| {
            if !plain_text(&content).trim().is_empty() {
                parts.0.push(Part { role, content });
            }
        };
        let addon = publication.title_addon.as_ref().map(|text| {
            let origin = format!("{origin}.title_addon");
            markup::runs(text, &origin, problems)
        });
        match styled.flatten() {
            Some(styled) => {
                said = styled.said;
                add(Role::Citation, styled.content);
                add(Role::Subtitle, addon.unwrap_or_default());
                for sentence in styled.further {
                    add(Role::Contributors, sentence);
                }
                add(Role::Language, self.language(publication));
                add(Role::Status, self.status(publication));
            }
            None => {
                let credits = roles::credits(self, work, used);
                add(Role::Authors, credits.lead);
                add(Role::Title, title.unwrap_or_default());
                add(Role::Subtitle, addon.unwrap_or_default());
                for sentence in credits.further {
                    add(Role::Contributors, sentence);
                }
                add(Role::Language, self.language(publication));
                let scheme = self.options.venues;
                let editors = credits.container;
                let venue = venue::runs(publication, *kind, scheme, self.locale, editors, heading);
                add(Role::Venue, venue);
            }
        }
        add(Role::Honours, self.honours(publication));
        add(Role::Citations, self.citations(publication));
        let only = self.options.links.as_ref().map(|only| &only[..]);
        for link in links::runs(publication, only, said, self.locale) {
            parts.0.push(Part {
                role: Role::Link,
                content: link,
            });
        }
        PublicationItem {
            origin: listed.origin.clone(),
            hold: Hold::default(),
            label: listed.label.clone(),
            year: work.year.map(|year| self.locale.numerals(year)),
            joins: (!std::ptr::eq(self.locale, self.document)).then(|| joins(self.locale)),
            content: parts,
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
        let locale = self.locale;
        let comma = locale.between(Message::JoinItems);
        let ellipsis = locale.word(Message::Ellipsis);
        let mut out = Inlines::new();
        let mut after_gap = false;
        for (at, author) in list.authors.iter().enumerate() {
            let left_out = !kept[at] || list.gaps.contains(&at);
            if left_out && !after_gap {
                let gap = vec![Inline::text(&ellipsis)];
                phrases::add(&mut out, locale, Message::JoinItems, gap);
            }
            after_gap |= left_out;
            if !kept[at] {
                continue;
            }
            if !out.is_empty() {
                let words = || locale.between(Message::JoinWords);
                push_text(&mut out, &if after_gap { words() } else { comma.clone() });
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
                push_text(&mut out, &locale.aside(native));
            }
            if is_owner && position {
                let words = position_in_words(at + 1, list.authors.len(), locale);
                push_text(&mut out, &locale.aside(&words));
            }
        }
        if list.gaps.contains(&list.authors.len()) {
            out = match out.is_empty() {
                true => vec![Inline::text(locale.word(Message::Unnamed))],
                false => phrases::phrase(locale, Message::EtAl, &[("names", out)]),
            };
        }
        joined_texts(out)
    }

    /// "In German", of a work in another language than the document's.
    fn language(&self, publication: &Publication) -> Inlines {
        let written = venue::field(&publication.language);
        let Some(said) = written.and_then(|written| terms::languages(&written, self.document))
        else {
            return Inlines::new();
        };
        let values = [("language", &said[..])];
        vec![Inline::text(
            self.document.fill(Message::InLanguage, &values),
        )]
    }

    /// How far it has come, as a sentence, where that is not to have appeared.
    fn status(&self, publication: &Publication) -> Inlines {
        let status = publication.status.and_then(Message::status);
        let words = status.map(|status| self.locale.capitalised(&self.locale.word(status)));
        words
            .map(|words| vec![Inline::text(words)])
            .unwrap_or_default()
    }

    fn honours(&self, publication: &Publication) -> Inlines {
        let mut parts = Vec::new();
        if let Some(presentation) = publication.presentation.as_deref().map(str::trim)
            && self.shows("presentation")
            && !presentation.is_empty()
        {
            let known = Family::Presentation.message(&presentation.to_lowercase());
            parts.push(match known {
                Some(message) => self.locale.word(message),
                None => self.locale.capitalised(presentation),
            });
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
            vec![Inline::text(self.locale.list(&parts))]
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
        let mut text = self.locale.count(Message::Cited, count.0 as u64);
        // The day is of no interest.
        let date = as_of.map(|date| self.locale.date(PartialDate { day: None, ..date }));
        let said: Vec<&str> = source
            .as_deref()
            .into_iter()
            .chain(date.as_deref())
            .filter(|s| !s.is_empty())
            .collect();
        if !said.is_empty() {
            text.push_str(&self.locale.aside(&self.locale.parts(&said)));
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
                Some(Paragraph::new(origin, content))
            })
            .collect()
    }
}

fn not_styled(chosen: &Chosen, origin: &str) -> Diagnostic {
    let message = format!(
        "the style `{}` does not print this paper with each of its authors once",
        chosen.name
    );
    let place = Place::Value(origin.to_owned());
    Diagnostic::warning(Code::BadStyle, place, message)
        .label("it prints as with `style: folio`")
        .help("give it a `type` that the style knows, or choose another style")
}

fn push_text(out: &mut Inlines, text: &str) {
    if !text.is_empty() {
        out.push(Inline::text(text));
    }
}

/// "7th of 24".
pub(super) fn position_in_words(position: usize, total: usize, locale: &Locale) -> String {
    let values = [
        ("position", &locale.numerals(position)[..]),
        ("ordinal", &locale.ordinal(position as u64)),
        ("total", &locale.numerals(total)),
    ];
    locale.fill(Message::Position, &values)
}
