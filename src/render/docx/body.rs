//! The text: one paragraph for each line of `render::text`, in the same order.

use unicode_segmentation::UnicodeSegmentation;

use super::blocks::Block;
use super::picture;
use super::properties::twips;
use super::runs::{Look, Referred, Voice, kept};
use super::styles::Sheet;
use super::xml::Xml;
use crate::arrange::Arranged;
use crate::document::{
    Dated, Entry, Group, Header, Hold, Inline, Item, Legend, LegendItem, Line, Lines, Paragraph,
    PhotoView, PublicationItem, Section,
};
use crate::render::html::language::of_name;
use crate::theme::{DatePlacement, Geometry, PT_PER_MM, Theme};

/// What stands between contacts, as in `render::text`.
const APART: &str = "   ";

/// Writes all paragraphs; the portrait floats beside the first.
pub(super) fn write(
    xml: &mut Xml,
    referred: &mut Referred,
    document: &Arranged,
    theme: &Theme,
    sheet: &Sheet,
    has_portrait: bool,
) {
    let mut body = Body {
        xml,
        referred,
        theme,
        geometry: sheet.geometry(),
        is_exact: sheet.line(theme.size_pt).is_exact,
        has_labels: sheet.has_labels(),
        is_right_to_left: document.meta.right_to_left,
        begins_page: false,
        is_in_table: false,
    };
    let portrait = document.header.photo.as_ref().filter(|_| has_portrait);
    let portrait = portrait.map(|photo| (photo, sheet.raised_mm()));
    body.header(&document.header, portrait);
    if let Some(legend) = &document.legend {
        body.legend(legend);
    }
    for section in &document.sections {
        body.section(section);
    }
    let last = document.sections.last().and_then(|one| one.groups.last());
    if last.is_some_and(|group| !group.columns.is_empty()) {
        // Word wants a paragraph after a table.
        body.paragraph(Block::Cell, false, |_| {});
    }
}

pub(super) struct Body<'a> {
    pub(super) xml: &'a mut Xml,
    referred: &'a mut Referred,
    pub(super) theme: &'a Theme,
    pub(super) geometry: Geometry,
    /// Whether lines do not grow with what is in them.
    is_exact: bool,
    /// Whether papers have a column of labels.
    has_labels: bool,
    pub(super) is_right_to_left: bool,
    /// Whether the next paragraph begins a page.
    begins_page: bool,
    /// Whether paragraphs stand in a table, from whose edge they are measured.
    pub(super) is_in_table: bool,
}

/// What is written of a paragraph: its parts, one after the other.
pub(super) struct Parts<'a, 'b> {
    xml: &'a mut Xml,
    referred: &'b mut Referred,
}

impl Parts<'_, '_> {
    pub(super) fn text(&mut self, text: &str, voice: Voice) {
        self.looking(text, Look::of(voice));
    }

    fn looking(&mut self, text: &str, look: Look) {
        if !text.is_empty() {
            self.referred.text(self.xml, text, look);
        }
    }

    pub(super) fn runs(&mut self, runs: &[Inline]) {
        self.referred.runs(self.xml, runs);
    }

    /// Runs that stay on one line.
    fn kept_runs(&mut self, runs: &[Inline]) {
        self.referred.kept_runs(self.xml, runs);
    }

    fn tab(&mut self) {
        self.referred.tab(self.xml);
    }

    fn line_break(&mut self) {
        self.referred.line_break(self.xml);
    }

    /// What stands beside the text, up to where the text begins: something at the left end of the
    /// column, something at its right end.
    fn beside(&mut self, left: &str, right: &str, voices: [Voice; 2]) {
        let [left_voice, right_voice] = voices;
        self.text(left, left_voice);
        self.tab();
        self.text(right, right_voice);
        self.tab();
    }
}

impl Body<'_> {
    /// A paragraph in a style. Some things no style can know, and so they are said here: that it stays on
    /// the page of the next one, that it begins a page, and that a formula in it needs more room than lines have.
    pub(super) fn paragraph(
        &mut self,
        block: Block,
        stays_with_next: bool,
        parts: impl FnOnce(&mut Parts),
    ) {
        self.written(block, stays_with_next, false, parts);
    }

    /// A paragraph of a cell, at the end of its lines or where they begin.
    pub(super) fn aligned_paragraph(
        &mut self,
        block: Block,
        is_at_end: bool,
        parts: impl FnOnce(&mut Parts),
    ) {
        self.written(block, false, is_at_end, parts);
    }

    fn written(
        &mut self,
        block: Block,
        stays_with_next: bool,
        is_at_end: bool,
        parts: impl FnOnce(&mut Parts),
    ) {
        let mut text = Xml::piece();
        parts(&mut Parts {
            xml: &mut text,
            referred: self.referred,
        });
        let is_tall = self.referred.take_tall() && self.is_exact;
        let begins_page = std::mem::take(&mut self.begins_page);
        let is_in_table = self.is_in_table;
        self.xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", block.id());
                if stays_with_next {
                    xml.empty("w:keepNext", &[]);
                }
                if begins_page {
                    xml.empty("w:pageBreakBefore", &[]);
                }
                if is_tall {
                    xml.empty("w:spacing", &[("w:lineRule", "atLeast")]);
                }
                if is_in_table && matches!(block, Block::Bullet | Block::SubBullet) {
                    let width = self.theme.size_pt;
                    let depth = 1.0 + f64::from(u8::from(block == Block::SubBullet));
                    let (start, hanging) = (twips(width * depth), twips(width));
                    xml.empty("w:ind", &[("w:left", &start), ("w:hanging", &hanging)]);
                }
                if is_at_end {
                    // Words of ISO 29500's transitional form that every reader knows.
                    xml.value("w:jc", "right");
                }
            });
            xml.push(&text);
        });
    }

    fn header(&mut self, header: &Header, portrait: Option<(&PhotoView, f64)>) {
        let theme = self.theme;
        self.paragraph(Block::Title, false, |parts| {
            if let Some((photo, down_mm)) = portrait {
                picture::write(parts.xml, &photo.alt, down_mm, theme);
            }
            parts.text(&header.name, Voice::Name);
            if let Some(name) = &header.native_name {
                // Word knows languages, and no script whose language is unknown.
                let language = of_name(name).filter(|tag| !tag.starts_with("und"));
                parts.text(APART, Voice::NativeName);
                let look = Look::of(Voice::NativeName);
                parts
                    .referred
                    .text_in(parts.xml, &kept(name), look, language);
            }
            if let Some(pronouns) = &header.pronouns {
                parts.text(APART, Voice::Pronouns);
                parts.text(&kept(pronouns), Voice::Pronouns);
            }
        });
        if !header.headline.is_empty() {
            self.paragraph(Block::Subtitle, false, |parts| parts.runs(&header.headline));
        }
        if let Some(updated) = &header.updated {
            self.paragraph(Block::Contact, false, |parts| {
                parts.text(&kept(updated), Voice::Plain);
            });
        }
        if header.location.is_none() && header.contacts.is_empty() {
            return;
        }
        self.paragraph(Block::Contact, false, |parts| {
            let mut is_first = true;
            let mut gap = |parts: &mut Parts| {
                if !std::mem::take(&mut is_first) {
                    match theme.contact_separator.sign() {
                        Some(sign) => parts.text(&format!(" {sign} "), Voice::Plain),
                        None => parts.text(APART, Voice::Gap),
                    }
                }
            };
            if let Some(location) = &header.location {
                gap(parts);
                parts.text(&kept(location), Voice::Plain);
            }
            for contact in &header.contacts {
                gap(parts);
                if let Some(label) = &contact.label {
                    let gap = contact.gap.replace(' ', "\u{a0}");
                    parts.text(&(kept(label) + &gap), Voice::Plain);
                }
                // On a band all is white.
                let look = match &contact.url {
                    Some(_) if !theme.banner => Look::link(),
                    _ => Look::default(),
                };
                let address = contact.url.as_ref().map(|url| url.uri());
                parts.referred.linked(parts.xml, address, |referred, xml| {
                    referred.text(xml, &kept(&contact.text), look);
                });
            }
        });
    }

    fn legend(&mut self, legend: &Legend) {
        self.paragraph(Block::Legend, false, |parts| {
            for (at, LegendItem { mark, label }) in legend.items.iter().enumerate() {
                if at > 0 {
                    parts.text(APART, Voice::Gap);
                }
                parts.runs(mark);
                parts.text(&format!("\u{a0}{}", kept(label)), Voice::Plain);
            }
        });
    }

    fn section(&mut self, section: &Section<Lines>) {
        let title = match self.theme.has_capitals() {
            true => &section.capitals,
            false => &section.title,
        };
        self.begins_page |= section.breaks;
        self.paragraph(Block::Section, false, |parts| {
            parts.text(title, Voice::Plain);
        });
        if let Some(legend) = &section.legend {
            self.legend(legend);
        }
        for group in &section.groups {
            self.group(group);
        }
    }

    fn group(&mut self, group: &Group<Lines>) {
        self.begins_page |= group.breaks;
        let level = match &group.title {
            Some(title) => {
                self.paragraph(Block::Group, false, |parts| {
                    parts.text(title, Voice::Plain);
                });
                3
            }
            None => 2,
        };
        if !group.columns.is_empty() {
            self.table(group);
            return;
        }
        let count = group.items.len();
        for (at, item) in group.items.iter().enumerate() {
            // No single line of a group stands alone on a page, at neither end of the group.
            let takes_next = count > 1 && (at == 0 || at + 2 == count);
            match item {
                Item::Entry(entry) => self.entry(entry, level, takes_next),
                Item::Publication(paper) => self.paper(paper),
                Item::Paragraph(paragraph) => {
                    self.paragraph(Block::Paragraph, false, |parts| {
                        parts.runs(&paragraph.content);
                    });
                }
                Item::Line(line) if group.labels_beside => {
                    self.paragraph(Block::SideLine, takes_next, |parts| {
                        parts.beside("", &line.label, [Voice::SideLabel; 2]);
                        parts.runs(&line.content);
                    });
                }
                Item::Line(line) => self.paragraph(Block::Line, takes_next, |parts| {
                    parts.looking(&line.label, Look::strong());
                    parts.text(" ", Voice::Plain);
                    parts.runs(&line.content);
                }),
            }
        }
    }

    fn entry(&mut self, entry: &Entry<Lines>, level: u8, takes_next: bool) {
        let is_bare =
            entry.body.is_empty() && entry.positions.is_empty() && entry.highlights.is_empty();
        let block = match is_bare {
            true => Block::Entry,
            false => Block::Heading(level),
        };
        let (heading, date) = (&entry.heading, entry.date.as_ref());
        self.begins_page |= entry.breaks;
        if !heading.0.is_empty() || date.is_some() {
            self.heading(block, heading, date, !is_bare || takes_next);
        }
        let has_bullets = !entry.highlights.is_empty();
        let has_positions = !entry.positions.is_empty();
        let hold = entry.hold;
        let is_last = !has_bullets && !has_positions;
        self.paragraphs(Block::Body, &entry.body, hold, is_last);
        self.paragraphs(Block::Bullet, &entry.highlights, hold, !has_positions);
        let count = entry.positions.len();
        for (at, position) in entry.positions.iter().enumerate() {
            let is_bare = position.is_bare();
            let block = match is_bare {
                true => Block::Entry,
                false => Block::Heading(level + 1),
            };
            // The last position does not stand alone on a page with its heading.
            let mut after = entry.positions.iter().skip(at + 1);
            let has_bare_after =
                matches!((after.next(), after.next()), (Some(last), None) if last.is_bare());
            let is_held = has_bare_after || hold == Hold::Whole && at + 1 < count;
            let (heading, date) = (&position.heading, position.date.as_ref());
            self.heading(block, heading, date, !is_bare || is_held);
            let is_last = position.highlights.is_empty() && !is_held;
            self.paragraphs(Block::Body, &position.body, position.hold, is_last);
            self.paragraphs(Block::Bullet, &position.highlights, position.hold, !is_held);
        }
    }

    /// A heading with its date where the theme has it; `is_followed` when it stands with what follows.
    fn heading(&mut self, block: Block, lines: &Lines, date: Option<&Dated>, is_followed: bool) {
        let date = date.map_or("", |date| &date.text);
        let further = lines.further();
        let is_beside = self.theme.date == DatePlacement::Left && self.geometry.axis_mm > 0.0;
        let is_under = self.theme.date == DatePlacement::Under && !date.is_empty();
        let is_at_end = self.theme.date == DatePlacement::Right;
        // About half an em a letter, and the gutter is free as well.
        let width = date.graphemes(true).count() as f64 * 0.5 * self.theme.date_pt / PT_PER_MM;
        let is_long = is_beside && width > self.geometry.axis_mm;
        let stays = !further.is_empty() || is_under || is_followed;
        // Headings stay with what follows by their style.
        let stays_by_itself = stays && !matches!(block, Block::Heading(_));
        self.paragraph(block, stays_by_itself, |parts| {
            if is_long {
                // The heading begins on the next line, where text begins.
                parts.text(date, Voice::Date);
                parts.line_break();
            } else if is_beside {
                parts.beside("", date, [Voice::Date; 2]);
            }
            parts.runs(lines.first());
            if !is_beside && !is_under && !date.is_empty() {
                match is_at_end {
                    true => parts.tab(),
                    false => parts.text(" ", Voice::Gap),
                }
                parts.text(&kept(date), Voice::Date);
            }
        });
        if is_under {
            self.date_line(date, !further.is_empty() || is_followed);
        }
        for (at, line) in further.iter().enumerate() {
            self.second_line(line, is_followed || at + 1 < further.len());
        }
    }

    fn date_line(&mut self, date: &str, stays: bool) {
        self.paragraph(Block::DateLine, stays, |parts| {
            parts.text(date, Voice::Plain);
        });
    }

    fn second_line(&mut self, line: &Line, stays: bool) {
        self.paragraph(Block::SecondLine, stays, |parts| {
            parts.runs(&line.content);
            if !line.end.is_empty() {
                parts.tab();
                parts.kept_runs(&line.end);
            }
        });
    }

    fn paper(&mut self, paper: &PublicationItem<Lines>) {
        let label = paper.label.as_deref().unwrap_or_default();
        let is_left = self.theme.date == DatePlacement::Left;
        let year = paper.year.as_deref().filter(|_| is_left);
        let year = year.unwrap_or_default();
        let further = paper.content.further();
        let is_beside = self.geometry.axis_mm > 0.0;
        let stays = !further.is_empty() || paper.hold == Hold::Whole && !paper.body.is_empty();
        let has_labels = self.has_labels;
        self.paragraph(Block::Paper, stays, |parts| {
            match (label, year) {
                (label, year) if is_beside => {
                    // What stands alone stands close to the text.
                    let [voice, right] = [Voice::Label, Voice::Year];
                    match year.is_empty() {
                        true => parts.beside("", label, [voice, voice]),
                        false => parts.beside(label, year, [voice, right]),
                    }
                }
                // One without a label stands where the others do.
                ("", _) if !has_labels => {}
                (label, _) => {
                    parts.text(label, Voice::Label);
                    parts.tab();
                }
            }
            parts.runs(paper.content.first());
        });
        let count = further.len();
        for (at, line) in further.iter().enumerate() {
            let is_last = at + 1 == count && paper.body.is_empty();
            let stays = paper.hold == Hold::Whole && !is_last;
            self.paragraph(Block::PaperDetails, stays, |parts| {
                parts.runs(&line.content)
            });
        }
        self.paragraphs(Block::PaperDetails, &paper.body, paper.hold, true);
    }

    /// Paragraphs of one item, of which a page may not end between any two, or not near their ends;
    /// `is_last` when nothing of the item follows them.
    pub(super) fn paragraphs(
        &mut self,
        block: Block,
        all: &[Paragraph],
        hold: Hold,
        is_last: bool,
    ) {
        let count = all.len();
        for (at, paragraph) in all.iter().enumerate() {
            let stays = match (hold, block) {
                (Hold::Whole, _) => at + 1 < count || !is_last,
                (Hold::Ends, Block::Bullet) => at == 0 || at + 2 == count,
                (_, Block::Bullet) => false,
                // The last of some paragraphs does not stand alone.
                _ => at + 2 == count,
            };
            let block = match paragraph.is_subordinate() {
                true => Block::SubBullet,
                false => block,
            };
            self.paragraph(block, stays, |parts| parts.runs(&paragraph.content));
        }
    }
}
