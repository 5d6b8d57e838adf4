//! What a page says, in the reading order of `render::text`.

use std::collections::HashMap;

use crate::arrange::Arranged;
use crate::document::{
    Contact, Dated, Entry, Group, Header, Item, LabelledLine, Legend, Lines, Origin, Paragraph,
    PositionItem, PublicationItem, Section, source_of,
};
use crate::theme::{DatePlacement, Theme};

use super::anchors::Anchors;
use super::companions::{Companions, PaperRecord};
use super::markup::Markup;
use super::{dates, inline};

/// What all parts of a page are written with.
pub(super) struct Body<'a> {
    pub(super) out: Markup,
    theme: &'a Theme,
    companions: &'a Companions,
    pub(super) anchors: Anchors,
    /// The anchors of papers, by their places in the source.
    pub(super) papers: HashMap<Origin, String>,
}

/// The elements of headings: those of a section's groups, and of entries in them.
#[derive(Clone, Copy)]
struct Level {
    entry: &'static str,
    position: &'static str,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        document: &Arranged,
        theme: &'a Theme,
        companions: &'a Companions,
        anchors: Anchors,
    ) -> Self {
        let from_right = document.meta.right_to_left;
        Self {
            out: Markup::read(from_right),
            theme,
            companions,
            anchors,
            papers: HashMap::new(),
        }
    }

    /// Name and contact.
    pub(super) fn header(&mut self, header: &Header) {
        self.out.class("header", "cv-header").line();
        if let (Some(photo), Some(picture)) = (&header.photo, &self.companions.picture) {
            let source = picture.data_url();
            let attributes = &[
                ("class", "cv-photo"),
                ("src", source.as_str()),
                ("alt", &photo.alt),
            ];
            self.out.open("img", attributes).line();
        }
        self.out.class("div", "cv-names");
        self.out.leaf("h1", &[("class", "cv-name")], &header.name);
        if let Some(native) = &header.native_name {
            let language = super::language::of_name(native);
            let mut attributes = vec![("class", "cv-native-name")];
            attributes.extend(language.map(|language| ("lang", language)));
            self.out.text(" ").leaf("span", &attributes, native);
        }
        if let Some(pronouns) = &header.pronouns {
            self.out
                .text(" ")
                .leaf("span", &[("class", "cv-pronouns")], pronouns);
        }
        self.out.close("div").line();
        if !header.headline.is_empty() {
            self.out.class("p", "cv-headline");
            inline::push(&mut self.out, &header.headline);
            self.out.close("p").line();
        }
        if let Some(updated) = &header.updated {
            let attributes = &[("class", "cv-updated")];
            self.out.leaf("p", attributes, updated).line();
        }
        if header.location.is_some() || !header.contacts.is_empty() {
            self.out.class("address", "cv-contacts");
            self.out.open("ul", &[]).line();
            if let Some(location) = &header.location {
                self.out
                    .leaf("li", &[("class", "cv-location")], location)
                    .line();
            }
            let sign = self.theme.contact_separator.sign();
            let mut is_first = header.location.is_none();
            for contact in &header.contacts {
                self.out.open("li", &[]);
                if let Some(sign) = sign.filter(|_| !is_first) {
                    self.out
                        .leaf(
                            "span",
                            &[("class", "cv-separator")],
                            sign.encode_utf8(&mut [0; 4]),
                        )
                        .text(" ");
                }
                is_first = false;
                if let Some(label) = &contact.label {
                    let begin = &[("class", "cv-label")][..];
                    self.out.in_own_direction(
                        || label.clone(),
                        |out| _ = out.leaf("span", begin, label),
                    );
                    self.out.text(contact.gap);
                }
                self.out
                    .in_own_direction(|| contact.text.clone(), |out| contact_item(out, contact));
                self.out.close("li").line();
            }
            self.out.close("ul").close("address").line();
        }
        self.out.close("header").line();
    }

    /// What stands between head and end of the page: sections at their anchors, `ids`, and what marks mean. Those of
    /// a second column come last.
    pub(super) fn text(&mut self, document: &Arranged, ids: &[String]) {
        let side = &self.theme.columns.side;
        let sections = document.sections.iter();
        let first_beside = sections
            .map(|section| side.contains(&section.id))
            .position(|is_beside| is_beside);
        if first_beside.is_some() {
            self.out.class("div", "cv-columns").line();
            self.out.class("div", "cv-text").line();
        }
        if let Some(legend) = &document.legend {
            self.legend(legend);
        }
        for (at, (section, id)) in document.sections.iter().zip(ids).enumerate() {
            if Some(at) == first_beside {
                self.out.close("div").line();
                self.out.class("div", "cv-aside").line();
            }
            self.section(section, id);
        }
        if first_beside.is_some() {
            self.out.close("div").close("div").line();
        }
    }

    /// What the marks mean.
    fn legend(&mut self, legend: &Legend) {
        self.out.class("p", "cv-legend");
        for (at, item) in legend.items.iter().enumerate() {
            if at > 0 {
                self.out.text(" ");
            }
            self.out.open("span", &[]);
            inline::push(&mut self.out, &item.mark);
            self.out.text(" ").text(&item.label).close("span");
        }
        self.out.close("p").line();
    }

    /// A section with its heading, at its anchor.
    pub(super) fn section(&mut self, section: &Section<Lines>, id: &str) {
        let title_id = format!("{id}-title");
        let attributes = &[
            ("id", id),
            (
                "class",
                match section.breaks {
                    true => "cv-section cv-break",
                    false => "cv-section",
                },
            ),
            ("aria-labelledby", title_id.as_str()),
        ];
        self.out.open("section", attributes).line();
        // A reader of screens spells what stands in capitals, and a search finds the title as it is; so the style
        // sheet makes the capitals, where it makes the same.
        let is_styled = super::language::is_plain_upper(
            &section.title,
            &section.capitals,
            &self.companions.language,
        );
        let (class, title) = match (self.theme.has_capitals(), is_styled) {
            (true, true) => ("cv-heading cv-capitals", &section.title),
            (true, false) => ("cv-heading", &section.capitals),
            (false, _) => ("cv-heading", &section.title),
        };
        self.out
            .leaf("h2", &[("id", &title_id), ("class", class)], title)
            .line();
        if let Some(legend) = &section.legend {
            self.legend(legend);
        }
        for group in &section.groups {
            self.group(group);
        }
        self.out.close("section").line();
    }

    fn group(&mut self, group: &Group<Lines>) {
        let level = match &group.title {
            Some(title) => {
                let class = match group.breaks {
                    true => "cv-group cv-break",
                    false => "cv-group",
                };
                self.out.class("div", class).line();
                self.out
                    .leaf("h3", &[("class", "cv-group-title")], title)
                    .line();
                Level {
                    entry: "h4",
                    position: "h5",
                }
            }
            None => Level {
                entry: "h3",
                position: "h4",
            },
        };
        if !group.columns.is_empty() {
            self.table(group);
        }
        let mut items = match group.columns.is_empty() {
            true => group.items.as_slice(),
            false => &[],
        };
        while let Some(first) = items.first() {
            let kind = std::mem::discriminant(first);
            let end = items
                .iter()
                .position(|item| std::mem::discriminant(item) != kind);
            let (same, rest) = items.split_at(end.unwrap_or(items.len()));
            self.items(same, group.labels_beside, level);
            items = rest;
        }
        if group.title.is_some() {
            self.out.close("div").line();
        }
    }

    /// Items of one kind that stand together.
    fn items(&mut self, items: &[Item<Lines>], labels_beside: bool, level: Level) {
        match items.first() {
            Some(Item::Entry(_)) => {
                let entries: Vec<&Entry<Lines>> = items
                    .iter()
                    .filter_map(|item| match item {
                        Item::Entry(entry) => Some(entry),
                        _ => None,
                    })
                    .collect();
                // Many headings of one line each are a list.
                if entries.iter().all(|entry| is_short(entry)) {
                    self.out.class("ul", "cv-list").line();
                    for entry in entries {
                        self.short_entry(entry);
                    }
                    self.out.close("ul").line();
                } else {
                    for entry in entries {
                        self.entry(entry, level);
                    }
                }
            }
            Some(Item::Publication(_)) => {
                self.out.class("ul", "cv-papers").line();
                for item in items {
                    if let Item::Publication(paper) = item {
                        self.paper(paper);
                    }
                }
                self.out.close("ul").line();
            }
            Some(Item::Line(_)) => {
                let class = match labels_beside {
                    true => "cv-lines cv-beside",
                    false => "cv-lines",
                };
                self.out.class("dl", class).line();
                for item in items {
                    if let Item::Line(line) = item {
                        self.labelled(line);
                    }
                }
                self.out.close("dl").line();
            }
            Some(Item::Paragraph(_)) => {
                for item in items {
                    if let Item::Paragraph(paragraph) = item {
                        self.paragraph("cv-paragraph", paragraph);
                    }
                }
            }
            None => {}
        }
    }

    fn entry(&mut self, entry: &Entry<Lines>, level: Level) {
        let class = match entry.breaks {
            true => "cv-entry cv-break",
            false => "cv-entry",
        };
        self.out.class("div", class).line();
        self.out.class("div", "cv-row").line();
        self.date_before(entry.date.as_ref());
        self.out.class("div", "cv-main").line();
        if !entry.heading.0.is_empty() || entry.date.is_some() {
            self.heading(level.entry, &entry.heading, entry.date.as_ref());
        }
        self.body(&entry.body);
        self.highlights(&entry.highlights);
        self.out.close("div").close("div").line();
        for position in &entry.positions {
            self.position(position, level);
        }
        self.out.close("div").line();
    }

    fn short_entry(&mut self, entry: &Entry<Lines>) {
        self.out.class("li", "cv-entry cv-row");
        self.date_before(entry.date.as_ref());
        self.out.class("div", "cv-main");
        self.heading("p", &entry.heading, entry.date.as_ref());
        self.out.close("div").close("li").line();
    }

    fn position(&mut self, position: &PositionItem<Lines>, level: Level) {
        self.out.class("div", "cv-row cv-position").line();
        self.date_before(position.date.as_ref());
        self.out.class("div", "cv-main").line();
        self.heading(level.position, &position.heading, position.date.as_ref());
        self.body(&position.body);
        self.highlights(&position.highlights);
        self.out.close("div").close("div").line();
    }

    /// A date in a column at the left, where the theme has it there.
    fn date_before(&mut self, date: Option<&Dated>) {
        if let Some(date) = date.filter(|_| self.theme.date == DatePlacement::Left) {
            self.date("div", date);
            self.out.line();
        }
    }

    pub(super) fn date(&mut self, element: &'static str, date: &Dated) {
        self.out.class(element, "cv-date");
        dates::push(&mut self.out, date);
        self.out.close(element);
    }

    /// The lines of a heading, with the date where it does not stand at the left.
    fn heading(&mut self, element: &'static str, heading: &Lines, date: Option<&Dated>) {
        let beside = date.filter(|_| {
            matches!(
                self.theme.date,
                DatePlacement::Right | DatePlacement::Inline
            )
        });
        let under = date.filter(|_| self.theme.date == DatePlacement::Under);
        if beside.is_some() {
            self.out.class("div", "cv-head");
        }
        if !heading.first().is_empty() {
            self.out.class(element, "cv-entry-title");
            inline::push(&mut self.out, heading.first());
            self.out.close(element);
        }
        if let Some(date) = beside {
            self.out.text(" ");
            self.date("div", date);
            self.out.close("div");
        }
        self.out.line();
        if let Some(date) = under {
            self.date("div", date);
            self.out.line();
        }
        for line in heading.further() {
            self.out.class("div", "cv-second").open("span", &[]);
            inline::push(&mut self.out, &line.content);
            self.out.close("span");
            if !line.end.is_empty() {
                self.out.text(" ").class("span", "cv-end");
                inline::push(&mut self.out, &line.end);
                self.out.close("span");
            }
            self.out.close("div").line();
        }
    }

    fn paper(&mut self, paper: &PublicationItem<Lines>) {
        let unknown = PaperRecord::default();
        let record = self.companions.papers.get(source_of(&paper.origin));
        let record = record.unwrap_or(&unknown);
        let id = self.anchors.of(&record.key);
        let mut attributes = vec![("id", id.as_str()), ("class", "cv-paper cv-row")];
        for (name, value) in [("data-year", &record.year), ("data-kind", &record.kind)] {
            if !value.is_empty() {
                attributes.push((name, value));
            }
        }
        self.out.open("li", &attributes).line();
        let year = match self.theme.date {
            DatePlacement::Left => paper.year.as_deref(),
            _ => None,
        };
        if paper.label.is_some() || year.is_some() {
            self.out.class("div", "cv-side");
            if let Some(label) = &paper.label {
                self.out.leaf("span", &[("class", "cv-label")], label);
            }
            if let Some(year) = year {
                self.out.text(" ").class("span", "cv-year");
                self.out
                    .leaf("time", &[("datetime", year)], year)
                    .close("span");
            }
            self.out.close("div").line();
        }
        self.out.class("div", "cv-main").line();
        let language = (!record.language.is_empty()).then_some(record.language.as_str());
        let lines = paper.content.0.iter().map(|line| &line.content);
        for content in lines {
            self.out.class("p", "cv-paper-line");
            inline::push_paper(&mut self.out, content, language);
            self.out.close("p").line();
        }
        self.body(&paper.body);
        self.out.close("div").close("li").line();
        // A paper of several lists is led to where it stands first.
        let source = source_of(&paper.origin).to_owned();
        self.papers.entry(source).or_insert(id);
    }

    fn labelled(&mut self, line: &LabelledLine) {
        self.out
            .class("div", "cv-row")
            .leaf("dt", &[], &line.label)
            .text(" ")
            .open("dd", &[]);
        inline::push(&mut self.out, &line.content);
        self.out.close("dd").close("div").line();
    }

    pub(super) fn body(&mut self, paragraphs: &[Paragraph]) {
        for paragraph in paragraphs {
            self.paragraph("cv-body", paragraph);
        }
    }

    fn paragraph(&mut self, class: &'static str, paragraph: &Paragraph) {
        self.out.class("p", class);
        inline::push(&mut self.out, &paragraph.content);
        self.out.close("p").line();
    }

    pub(super) fn highlights(&mut self, highlights: &[Paragraph]) {
        if highlights.is_empty() {
            return;
        }
        self.out.class("ul", "cv-highlights").line();
        let mut rest = highlights;
        while let Some((highlight, after)) = rest.split_first() {
            let own = after.iter().position(|one| !one.is_subordinate());
            let (under, next) = after.split_at(own.unwrap_or(after.len()));
            rest = next;
            self.out.open("li", &[]);
            inline::push(&mut self.out, &highlight.content);
            if !under.is_empty() {
                self.out.line().open("ul", &[]).line();
                for one in under {
                    self.out.open("li", &[]);
                    inline::push(&mut self.out, &one.content);
                    self.out.close("li").line();
                }
                self.out.close("ul").line();
            }
            self.out.close("li").line();
        }
        self.out.close("ul").line();
    }
}

/// A way to reach the person.
fn contact_item(out: &mut Markup, contact: &Contact) {
    match &contact.url {
        Some(url) => {
            let mut attributes = vec![("class", "cv-keep"), ("href", url.uri())];
            if is_profile(&contact.origin) {
                attributes.push(("rel", "me"));
            }
            out.leaf("a", &attributes, &contact.text);
        }
        None => {
            out.text(&contact.text);
        }
    }
}

/// Whether an entry is no more than its heading.
fn is_short(entry: &Entry<Lines>) -> bool {
    entry.body.is_empty() && entry.positions.is_empty() && entry.highlights.is_empty()
}

/// Whether a contact is a page of the person elsewhere (<https://microformats.org/wiki/rel-me>).
pub(super) fn is_profile(origin: &str) -> bool {
    origin.starts_with("person.profiles.") || origin == "person.website"
}
