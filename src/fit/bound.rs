//! Whether a document surely fits on its pages, told without a layout.
//!
//! The bound is high on purpose: every character is as wide as the widest in any embedded font, and
//! every run begins a line of its own. So it may fail to say that something fits; it never says so
//! of what does not.

use crate::arrange::{Arranged, arrange};
use crate::document::{Content, Dated, Document, Entry, Inline, Item, Legend, Lines, Paragraph};
use crate::model::Priority;
use crate::select::Priorities;
use crate::theme::{DatePlacement, Geometry, PT_PER_MM, Theme};

use super::{TIGHTEST, page_height};

/// How much of a page the bound may take of what is pinned, as what is cut is found by layouts that
/// are not foreseen here.
const SHARE: f64 = 0.85;

/// Widest of the columns beside the text that the templates make for short labels, in mm.
const NARROW_COLUMN_MM: f64 = 20.0;

/// How far a band behind the head reaches below it, in mm.
const BAND_MM: f64 = 5.0;

/// Most characters of the labels that fit into such a column.
const LONGEST_LABEL: usize = 9;

/// Whether a document surely keeps to `limit` pages, perhaps with less in it.
///
/// Meant for the embedded templates and themes; false when it cannot be told.
pub fn surely_fits(
    document: &Document,
    theme: &Theme,
    priorities: &Priorities,
    limit: usize,
) -> bool {
    if theme.columns.are_two() {
        return false;
    }
    let theme = theme.at_density(TIGHTEST);
    let page = page_height(&theme, document);
    let document = &arrange(document, &theme);
    let height = |all| {
        Bound {
            theme: &theme,
            priorities,
            width: Geometry::of(document, &theme).text_width_mm * PT_PER_MM,
            all,
        }
        .document(document)
    };
    limit > 0
        && (height(true).is_some_and(|height| height <= page)
            || height(false).is_some_and(|height| height <= page * SHARE))
}

struct Bound<'a> {
    theme: &'a Theme,
    priorities: &'a Priorities,
    /// Width between the margins, in pt.
    width: f64,
    /// Whether all of the document counts, and not only what is pinned.
    all: bool,
}

impl Bound<'_> {
    /// Height of a document, in pt; `None` when nothing can be said about it.
    fn document(&self, document: &Arranged) -> Option<f64> {
        let mut height = self.header(document)?;
        height += self.legend(document.legend.as_ref())?;
        for section in &document.sections {
            let theme = self.theme;
            let mut content = None;
            for group in &section.groups {
                // Cells beside each other, and pages that end where the file has it, are not foreseen here.
                if section.breaks || group.breaks || !group.columns.is_empty() {
                    return None;
                }
                let mut inside = None;
                for item in &group.items {
                    if let Some(item) = self.item(item)? {
                        *inside.get_or_insert(0.0) += item;
                    }
                }
                if let Some(inside) = inside {
                    let title = match &group.title {
                        Some(title) => {
                            let around = theme.leading_pt + 2.0 * self.gap();
                            self.lines(title, theme.size_pt, self.body_width())? + around
                        }
                        None => 0.0,
                    };
                    *content.get_or_insert(0.0) += inside + title;
                }
            }
            if let Some(content) = content {
                let size =
                    theme.size_pt * theme.heading_em * (1.0 + theme.heading_tracking_em * 2.0);
                let gaps = (theme.section_gap_em + theme.heading_gap_em) * theme.leading_pt;
                height += gaps + 6.0 + content;
                height += self.lines(&section.capitals, size, self.width)?;
                height += self.legend(section.legend.as_ref())?;
            }
        }
        Some(height)
    }

    fn header(&self, document: &Arranged) -> Option<f64> {
        let (header, theme) = (&document.header, self.theme);
        let names = [
            Some(&header.name),
            header.native_name.as_ref(),
            header.pronouns.as_ref(),
        ];
        let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
        let mut height = self.lines(&names.join("  "), theme.name_pt, self.width)? + 4.0;
        if theme.banner {
            height += BAND_MM * PT_PER_MM + theme.leading_pt * 2.0;
        }
        if !header.headline.is_empty() {
            height += self.runs(&header.headline, theme.headline_pt, self.width)? + 5.0;
        }
        if let Some(updated) = &header.updated {
            height += self.lines(updated, theme.contact_pt, self.width)? + 5.0;
        }
        if let Some(location) = &header.location {
            height += self.lines(location, theme.contact_pt, self.width)?;
        }
        for contact in &header.contacts {
            let text = format!(
                "{} {}",
                contact.label.as_deref().unwrap_or(""),
                contact.text
            );
            height += self.lines(&text, theme.contact_pt, self.width)?;
        }
        Some(height)
    }

    fn legend(&self, legend: Option<&Legend>) -> Option<f64> {
        let Some(legend) = legend else {
            return Some(0.0);
        };
        let mut height = self.theme.leading_pt * 1.1 + self.gap();
        for item in &legend.items {
            let text = format!("{} {}", flat(&item.mark)?, item.label);
            height += self.lines(&text, self.theme.note_pt, self.body_width())?;
        }
        Some(height)
    }

    /// Height of an item; `Some(None)` when it need not stay.
    fn item(&self, item: &Item<Lines>) -> Option<Option<f64>> {
        if !self.stays(item.origin())? {
            // What is pinned within holds what is around it.
            let bullets = match item {
                Item::Entry(entry) => self.bullets_of(entry),
                _ => Vec::new(),
            };
            let pinned = |bullet: &&Paragraph| {
                self.priorities.get(&bullet.origin) == Some(&Priority::Pinned)
            };
            if !bullets.iter().any(pinned) {
                return Some(None);
            }
        }
        let size = self.theme.size_pt;
        let height = match item {
            Item::Entry(entry) if entry.breaks => return None,
            Item::Entry(entry) => self.entry(entry)?,
            Item::Publication(paper) => {
                let label = [&paper.label, &paper.year].into_iter().flatten();
                let mut height = self.lines_of(&paper.content, self.body_width())?;
                for text in label {
                    // A longer one makes its column wider.
                    if text.chars().count() > LONGEST_LABEL {
                        return None;
                    }
                    height += self.lines(text, size, NARROW_COLUMN_MM * PT_PER_MM)?;
                }
                height + self.paragraphs(&paper.body)?
            }
            Item::Paragraph(paragraph) => self.runs(&paragraph.content, size, self.body_width())?,
            Item::Line(line) => {
                self.lines(&line.label, size, self.body_width())?
                    + self.runs(&line.content, size, self.body_width())?
            }
        };
        Some(Some(height + self.gap()))
    }

    fn bullets_of<'a>(&self, entry: &'a Entry<Lines>) -> Vec<&'a Paragraph> {
        let own = entry
            .positions
            .iter()
            .flat_map(|position| &position.highlights);
        own.chain(&entry.highlights).collect()
    }

    fn entry(&self, entry: &Entry<Lines>) -> Option<f64> {
        let mut height = self.dated(&entry.heading, entry.date.as_ref())?;
        height += self.paragraphs(&entry.body)?;
        for position in &entry.positions {
            height += self.dated(&position.heading, position.date.as_ref())? + 2.0 * self.gap();
            height += self.paragraphs(&position.body)?;
        }
        let mut stays = false;
        for bullet in self.bullets_of(entry) {
            if !bullet.is_subordinate() {
                stays = self.stays(&bullet.origin)?;
            }
            if stays {
                let depth = f64::from(bullet.depth + 1);
                let indent = 2.0 * self.theme.size_pt * depth;
                height += self.runs(
                    &bullet.content,
                    self.theme.size_pt,
                    self.body_width() - indent,
                )?;
            }
        }
        Some(height + self.gap())
    }

    fn dated(&self, heading: &Lines, date: Option<&Dated>) -> Option<f64> {
        let theme = self.theme;
        let mut width = self.body_width();
        let mut height = 0.0;
        if let Some(Dated { text: date, .. }) = date {
            height += match theme.date {
                DatePlacement::Left => self.lines(date, theme.date_pt, self.column())?,
                DatePlacement::Right => {
                    width = self.width - theme.gutter_mm * PT_PER_MM;
                    width -= extent(date)? * theme.date_pt;
                    self.line(theme.date_pt)
                }
                DatePlacement::Under | DatePlacement::Inline => {
                    self.lines(date, theme.date_pt, width)?
                }
            };
        }
        Some(height + self.lines_of(heading, width)? + self.gap())
    }

    /// Height of lines of the size of the text, each run on lines of its own.
    fn lines_of(&self, lines: &Lines, width: f64) -> Option<f64> {
        let runs = lines.runs().filter(|runs| !runs.is_empty());
        runs.map(|runs| self.runs(runs, self.theme.size_pt, width))
            .sum()
    }

    fn paragraphs(&self, paragraphs: &[Paragraph]) -> Option<f64> {
        paragraphs.iter().try_fold(0.0, |height, paragraph| {
            let own = self.runs(&paragraph.content, self.theme.size_pt, self.body_width())?;
            Some(height + own + self.gap())
        })
    }

    /// Whether something stays; `None` for what has no place by which a layout could find it.
    fn stays(&self, origin: &str) -> Option<bool> {
        let is_pinned = self.priorities.get(origin) == Some(&Priority::Pinned);
        (!origin.is_empty()).then_some(self.all || is_pinned)
    }

    /// Width of the column beside the text, in pt.
    fn column(&self) -> f64 {
        self.theme.date_column_mm.min(NARROW_COLUMN_MM) * PT_PER_MM
    }

    /// Least width of text beside the widest column, in pt.
    fn body_width(&self) -> f64 {
        let column = self.theme.date_column_mm.max(NARROW_COLUMN_MM) + self.theme.gutter_mm;
        let beside = self.width - column * PT_PER_MM;
        beside.min(self.theme.measure_em * self.theme.size_pt)
    }

    /// Space around an item, in pt.
    fn gap(&self) -> f64 {
        self.theme.leading_pt - self.theme.size_pt + self.theme.gap_pt
    }

    /// Height of a line, in pt: raised and lowered signs may make it higher.
    fn line(&self, size: f64) -> f64 {
        size.max(self.theme.size_pt) * 1.2 + self.theme.leading_pt - self.theme.size_pt
    }

    fn runs(&self, inlines: &[Inline], size: f64, width: f64) -> Option<f64> {
        self.lines(&flat(inlines)?, size, width)
    }

    /// Height of a text, in pt. Two lines that follow each other hold more than fits on one.
    fn lines(&self, text: &str, size: f64, width: f64) -> Option<f64> {
        let longest = text
            .split(' ')
            .map(extent)
            .try_fold(0.0, |longest, word| Some(f64::max(longest, word?)))?;
        let (longest, total) = (longest * size, (extent(text)? + 2.0) * size);
        let least = width - longest - size;
        if least <= 0.0 {
            return None;
        }
        Some((1.0 + (total / least).floor()) * self.line(size))
    }
}

/// The characters of runs, with what must not break joined by no-break spaces; `None` for formulas.
fn flat(inlines: &[Inline]) -> Option<String> {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Math { .. } => return None,
            Inline::NoBreak { content } => text.push_str(&flat(content)?.replace(' ', "\u{a0}")),
            inline => {
                text.push_str(inline.own_text().unwrap_or_default());
                text.push_str(&flat(inline.children())?);
            }
        }
    }
    Some(text)
}

/// Width of a text on one line, in its size; `None` when a character's is not known.
fn extent(text: &str) -> Option<f64> {
    text.chars()
        .try_fold(0.0, |width, c| Some(width + advance(c)?))
}

/// Width of a character, in its size: no embedded text font has a wider one, which a test of the
/// fonts checks.
pub(crate) fn advance(c: char) -> Option<f64> {
    Some(match c {
        '@' | 'W' => 1.1,
        'M' => 1.0,
        '%' | 'm' => 0.95,
        'H' | '&' => 0.85,
        'A'..='Z' | 'w' => 0.83,
        ' '..='~' => 0.66,
        '\u{a0}' => 0.66,
        '\u{a1}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}' => 1.4,
        '\u{2015}' | 'Ⅷ' => 2.2,
        '\u{2010}'..='\u{2027}' => 1.0,
        '\u{2030}'..='\u{22ff}' => 1.7,
        _ => return None,
    })
}
