//! What may be left out of a document, what it is worth and how high it is.

use std::collections::{BTreeMap, HashMap};

use crate::arrange::Arranged;
use crate::document::{Content, Document, Item, Lines, Origin, Paragraph, plain_text};
use crate::model::Priority;
use crate::render::typst::{Engine, Layout, Measures};
use crate::select::Priorities;
use crate::theme::Theme;

use super::knapsack::{self, CLASSES, Choice, Height, Node, Worth};

/// What may be left out, as a tree, with the items by id.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// The sections of the text.
    pub text: Vec<Node>,
    /// Those of a second column beside it.
    pub side: Vec<Node>,
    /// How much less the text takes where sections stand beside each other; of two columns, how much less stands
    /// above the text than above both columns put one below the other, and above the second column.
    pub relief: [Height; 2],
    /// The items and bullets, by id; headings of sections and groups have none.
    pub items: BTreeMap<usize, Candidate>,
    /// Height of what stands above the first section, in thousandths of a point.
    pub above: Height,
}

impl Candidates {
    /// All sections.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.text.iter().chain(&self.side)
    }

    /// The columns, each with how much more it holds than both below the other.
    fn columns(&self) -> [(&[Node], Height); 2] {
        let [text, side] = self.relief;
        [(&self.text, text), (&self.side, side)]
    }

    /// The best that fits into a height in each column; `None` if what is pinned is higher.
    pub(super) fn choose(&self, capacity: Height) -> Option<Choice> {
        let [text, side] = self
            .columns()
            .map(|(nodes, relief)| knapsack::select(nodes, capacity + relief));
        let (mut text, side) = (text?, side?);
        if self.side.is_empty() {
            text.height -= self.relief[0];
            return Some(text);
        }
        text.kept.extend(side.kept);
        text.kept.sort_unstable();
        let [own, beside] = self.relief;
        text.height = (text.height - own).max(side.height - beside);
        for (sum, value) in text.value.iter_mut().zip(side.value) {
            *sum += value;
        }
        Some(text)
    }

    /// The height of what must stay, of the higher column.
    pub(super) fn pinned_height(&self) -> Height {
        let heights = self
            .columns()
            .map(|(nodes, relief)| knapsack::pinned_height(nodes) - relief);
        heights[0].max(heights[1])
    }
}

/// An item or a bullet.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Where it stands in the source.
    pub origin: Origin,
    /// How it begins.
    pub text: String,
    /// Its class.
    pub priority: Priority,
    /// Its value within its class, before ties are settled.
    pub value: u32,
    /// The height that it adds, in pt.
    pub height: f64,
}

/// Takes a document apart, measured on an endless page.
pub(super) struct Taker<'a> {
    priorities: &'a Priorities,
    tops: HashMap<&'a str, f64>,
    measures: &'a Measures,
    /// Space between items, in pt.
    space: f64,
    /// Space between lines, in pt.
    inner: f64,
    /// The sections of a second column.
    side: &'a [String],
    candidates: Candidates,
    next: usize,
}

impl<'a> Taker<'a> {
    pub(super) fn new(
        measures: &'a Measures,
        theme: &'a Theme,
        priorities: &'a Priorities,
    ) -> Self {
        let mut tops = HashMap::new();
        for mark in &measures.marks {
            // An item comes before what stands inside it under the same origin.
            tops.entry(mark.label.as_str()).or_insert(mark.top);
        }
        let inner = theme.leading_pt - theme.size_pt;
        Self {
            priorities,
            tops,
            measures,
            space: inner + theme.gap_pt,
            inner,
            side: &theme.columns.side,
            candidates: Candidates::default(),
            next: 0,
        }
    }

    /// The candidates of a document; `None` if something of it is not found on the page, as with
    /// a template of the user's that labels nothing.
    pub(super) fn take(mut self, document: &Arranged) -> Option<Candidates> {
        let end = self
            .measures
            .texts
            .iter()
            .map(|text| text.bottom)
            .fold(0.0, f64::max);
        let mut above = None;
        let mut last_bottom: f64 = 0.0;
        for (at, section) in document.sections.iter().enumerate() {
            let top = *self.tops.get(section.id.as_str())?;
            if above.is_none() {
                last_bottom = self.bottom_before(top);
                above = Some(last_bottom);
            }
            let next_section = document.sections.get(at + 1);
            let section_end = match next_section {
                Some(next) => *self.tops.get(next.id.as_str())?,
                None => end + 1.0,
            };
            let origins: Vec<&Origin> = section
                .groups
                .iter()
                .flat_map(|group| group.items.iter().map(Item::origin))
                .collect();
            let first_top = *self.tops.get(origins.first()?.as_str())?;
            let id = self.id();
            let mut node = Node {
                id,
                height: thousandths(first_top - last_bottom - self.space),
                worth: None,
                children: Vec::new(),
            };
            let mut index = 0;
            let mut group_bottom: Option<f64> = None;
            for group in &section.groups {
                let mut children = Vec::new();
                let group_top = *self.tops.get(group.items.first()?.origin().as_str())?;
                for item in &group.items {
                    index += 1;
                    let top = *self.tops.get(item.origin().as_str())?;
                    let until = match origins.get(index) {
                        Some(next) => *self.tops.get(next.as_str())?,
                        None => section_end,
                    };
                    let bottom = self.bottom_before(until);
                    children.push(self.item(item, index - 1, top, bottom)?);
                    last_bottom = bottom;
                }
                match &group.title {
                    Some(_) => {
                        // The first subheading's height is part of its section's.
                        let height =
                            group_bottom.map_or(0.0, |bottom| group_top - bottom - self.space);
                        let id = self.id();
                        node.children.push(Node {
                            id,
                            height: thousandths(height),
                            worth: None,
                            children,
                        });
                    }
                    None => node.children.extend(children),
                }
                group_bottom = Some(last_bottom);
            }
            match self.side.contains(&section.id) {
                true => self.candidates.side.push(node),
                false => self.candidates.text.push(node),
            }
        }
        let above = above.unwrap_or(0.0);
        self.candidates.above = thousandths(above);
        if self.side.is_empty() {
            // Of two sections beside each other, the lower one takes no height.
            let heights: Vec<Height> = self.candidates.text.iter().map(full).collect();
            let beside = heights
                .windows(2)
                .zip(document.sections.iter().skip(1))
                .filter(|(_, right)| right.is_beside);
            self.candidates.relief[0] = beside.map(|(two, _)| two[0].min(two[1])).sum();
        } else {
            let top = |label: &str| self.tops.get(label).copied();
            let start = top(&document.header.origin)?;
            let contact = top(&document.header.contact_label()).unwrap_or(above);
            let (name, contact) = (contact - start, above - contact);
            self.candidates.relief = [contact, name.min(contact)].map(thousandths);
        }
        Some(self.candidates)
    }

    fn priority(&self, origin: &str) -> Priority {
        let given = self.priorities.get(origin).copied();
        given.unwrap_or(Priority::Normal)
    }

    fn id(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// The lowest text that begins above `y`.
    fn bottom_before(&self, y: f64) -> f64 {
        let above = self.measures.texts.iter().filter(|text| text.baseline < y);
        above.map(|text| text.bottom).fold(0.0, f64::max)
    }

    fn item(&mut self, item: &Item<Lines>, index: usize, top: f64, bottom: f64) -> Option<Node> {
        let origin = item.origin();
        let priority = self.priority(origin);
        let mut height = bottom - top + self.space;
        let mut children = Vec::new();
        let text = match item {
            Item::Entry(entry) => {
                let own = entry.positions.iter().map(|position| &position.highlights);
                for bullets in own.chain([&entry.highlights]) {
                    let own = bullets.iter().enumerate();
                    for (at, bullet) in own.filter(|(_, bullet)| !bullet.is_subordinate()) {
                        let (node, bullet_height) =
                            self.bullet(bullets, at, bullet, index, bottom)?;
                        height -= bullet_height;
                        children.push(node);
                    }
                }
                entry.heading.text()
            }
            Item::Publication(publication) => publication.content.text(),
            Item::Paragraph(paragraph) => plain_text(&paragraph.content),
            Item::Line(line) => format!("{} {}", line.label, plain_text(&line.content)),
        };
        // Earlier entries are worth more: they are the recent ones.
        let value = 400 * 12 / (12 + u32::try_from(index).unwrap_or(u32::MAX).min(1_000));
        let worth = self.worth(origin, priority, value);
        let id = self.id();
        let candidate = Candidate {
            origin: origin.clone(),
            text,
            priority,
            value,
            height,
        };
        self.candidates.items.insert(id, candidate);
        Some(Node {
            id,
            height: thousandths(height),
            worth: Some(worth),
            children,
        })
    }

    fn bullet(
        &mut self,
        bullets: &[Paragraph],
        at: usize,
        bullet: &Paragraph,
        entry: usize,
        entry_bottom: f64,
    ) -> Option<(Node, f64)> {
        let top = *self.tops.get(bullet.origin.as_str())?;
        let mut after = bullets.iter().skip(at + 1);
        let bottom = match after.find(|bullet| !bullet.is_subordinate()) {
            Some(next) => self.bottom_before(*self.tops.get(next.origin.as_str())?),
            // What follows the last bullet begins at the next block, or the entry ends.
            None => {
                let following = self
                    .measures
                    .marks
                    .iter()
                    .filter(|mark| mark.top > top + 0.01);
                let next = following.map(|mark| mark.top).fold(f64::INFINITY, f64::min);
                self.bottom_before(next.min(entry_bottom))
            }
        };
        let height = bottom - top + self.inner;
        let priority = self.priority(&bullet.origin);
        // Earlier bullets of earlier entries are worth more.
        let before = bullets.iter().take(at);
        let at = before.filter(|bullet| !bullet.is_subordinate()).count();
        let places = u32::try_from(at + 1).unwrap_or(u32::MAX).min(1_000);
        let entries = u32::try_from(entry).unwrap_or(u32::MAX).min(1_000);
        let value = (300 * 6 / (5 + places) * 10 / (10 + entries)).max(1);
        let worth = self.worth(&bullet.origin, priority, value);
        let id = self.id();
        let candidate = Candidate {
            origin: bullet.origin.clone(),
            text: plain_text(&bullet.content),
            priority,
            value,
            height,
        };
        self.candidates.items.insert(id, candidate);
        Some((
            Node {
                id,
                height: thousandths(height),
                worth: Some(worth),
                children: Vec::new(),
            },
            height,
        ))
    }

    /// The worth of an item. Ties between sets of equal value are settled by a fingerprint of the
    /// origins, so that what is chosen in one class never depends on what there is in a lower one.
    fn worth(&self, origin: &str, priority: Priority, value: u32) -> Worth {
        let class = match priority {
            Priority::Pinned => return Worth::Pinned,
            Priority::High => 0,
            Priority::Normal => 1,
            Priority::Low => CLASSES - 1,
        };
        Worth::Class(
            class,
            u128::from(value.max(1)) << 72 | u128::from(fingerprint(origin) >> 4),
        )
    }
}

/// The height of a node with all that is in it.
fn full(node: &Node) -> Height {
    node.height + node.children.iter().map(full).sum::<Height>()
}

/// FNV-1a, 64 bits (draft-eastlake-fnv): the same on every machine and in every version.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// A length in thousandths of a point.
#[expect(
    clippy::cast_possible_truncation,
    reason = "lengths on paper are far below 2^53"
)]
pub(super) fn thousandths(pt: f64) -> Height {
    (pt * 1000.0).round() as Height
}

/// Lays a document out on one page without an end, to measure it.
pub(super) fn endless(
    engine: &Engine,
    document: &Document,
    theme: &Theme,
) -> Result<Layout, Vec<crate::diagnostics::Diagnostic>> {
    let theme = Theme {
        endless: true,
        ..theme.clone()
    };
    engine.layout(document, &theme)
}
