//! What was chosen, and why.

use serde::Serialize;

use super::candidates::{Candidate, Candidates};
use super::knapsack::{Choice, Height, Node};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::Document;
use crate::model::Priority;
use crate::theme::Theme;

/// What was done to keep a document on its pages.
#[derive(Debug)]
pub struct Report {
    /// The most pages allowed.
    pub limit: Option<usize>,
    /// The pages taken.
    pub pages: usize,
    /// The density, from 0 (roomiest) over 1 (as designed) to 2 (tightest).
    pub density: f64,
    /// Size of the body type, in pt.
    pub size_pt: f64,
    /// Whether short sections stand beside each other.
    pub has_pairs: bool,
    /// How full the last page is, from 0 to 1.
    pub fill: f64,
    /// Height of a page between its margins, in pt.
    pub page_pt: f64,
    /// How many layouts it took.
    pub layouts: usize,
    /// What was left out, if anything had to be.
    pub cut: Option<Cut>,
}

impl Report {
    /// Whether the page is set tighter than designed.
    pub fn is_tightened(&self) -> bool {
        self.density > super::DESIGNED
    }

    /// Whether the page is set roomier than designed.
    pub fn is_relaxed(&self) -> bool {
        self.density < super::DESIGNED
    }
}

/// A choice among the items of a document.
#[derive(Debug)]
pub struct Cut {
    pub(super) candidates: Candidates,
    pub(super) choice: Choice,
    pub(super) capacity: Height,
}

/// An item with what became of it.
#[derive(Debug, Clone, Serialize)]
pub struct ItemReport {
    /// Where it stands in the source.
    pub origin: String,
    /// How it begins.
    pub text: String,
    /// Its class.
    pub priority: &'static str,
    /// Its value within the class.
    pub value: u32,
    /// The height that it adds, in pt.
    pub height_pt: f64,
    /// Whether it stays.
    pub kept: bool,
}

impl Cut {
    /// All items in reading order.
    pub fn items(&self) -> Vec<ItemReport> {
        let mut ids = Vec::new();
        fn push(node: &Node, ids: &mut Vec<usize>) {
            ids.push(node.id);
            node.children.iter().for_each(|child| push(child, ids));
        }
        self.candidates
            .nodes()
            .for_each(|node| push(node, &mut ids));
        let items = ids
            .into_iter()
            .filter_map(|id| Some((id, self.candidates.items.get(&id)?)));
        items
            .map(|(id, item)| ItemReport::of(item, self.choice.kept.binary_search(&id).is_ok()))
            .collect()
    }

    /// The items that were left out.
    pub fn left_out(&self) -> Vec<ItemReport> {
        self.items().into_iter().filter(|item| !item.kept).collect()
    }

    /// The items that would come back with so much more height, in pt, and those that would go for
    /// them: the best choice of a longer page can be another one.
    pub fn with_more(&self, more_pt: f64) -> Exchange {
        let capacity = self.capacity + super::thousandths(more_pt);
        let kept = self.candidates.choose(capacity).map(|choice| choice.kept);
        let kept = kept.unwrap_or_else(|| self.choice.kept.clone());
        let only_in = |ids: &[usize], others: &[usize]| -> Vec<ItemReport> {
            let ids = ids.iter().filter(|id| others.binary_search(id).is_err());
            let items = ids.filter_map(|id| self.candidates.items.get(id));
            items.map(|item| ItemReport::of(item, false)).collect()
        };
        Exchange {
            back: only_in(&kept, &self.choice.kept),
            gone: only_in(&self.choice.kept, &kept),
        }
    }
}

/// What another height would change.
#[derive(Debug)]
pub struct Exchange {
    /// The items that would come back.
    pub back: Vec<ItemReport>,
    /// The items that would go for them.
    pub gone: Vec<ItemReport>,
}

impl ItemReport {
    fn of(item: &Candidate, kept: bool) -> Self {
        let priority = match item.priority {
            Priority::Low => "low",
            Priority::Normal => "normal",
            Priority::High => "high",
            Priority::Pinned => "pinned",
        };
        Self {
            origin: item.origin.clone(),
            text: item.text.clone(),
            priority,
            value: item.value,
            height_pt: item.height,
            kept,
        }
    }
}

/// The error for a document whose pinned content alone is too long.
pub(super) fn impossible(
    document: &Document,
    candidates: &Candidates,
    theme: &Theme,
    capacity: Height,
    limit: usize,
) -> Diagnostic {
    let over = (candidates.pinned_height() - capacity).max(0) as f64 / 1000.0;
    let lines = (over / theme.leading_pt).ceil().max(1.0);
    let name = &document.meta.name;
    let pages = if limit == 1 {
        "1 page".to_owned()
    } else {
        format!("{limit} pages")
    };
    let millimetres = over * 25.4 / 72.0;
    let mut problem = Diagnostic::error(
        Code::TooLong,
        Place::Value(format!("documents.{name}.pages")),
        format!(
            "the document `{name}` does not fit on {pages}: what must stay is {lines} {} \
             ({millimetres:.0} mm) too long at the tightest setting",
            if lines > 1.5 { "lines" } else { "line" },
        ),
    );
    let mut pinned: Vec<&Candidate> = candidates
        .items
        .values()
        .filter(|item| item.priority == Priority::Pinned)
        .collect();
    pinned.sort_by(|a, b| b.height.total_cmp(&a.height));
    for item in pinned.iter().take(3) {
        let lines = (item.height / theme.leading_pt).round();
        problem = problem.related(
            Place::Value(item.origin.clone()),
            format!("must stay: {lines} lines"),
        );
    }
    problem.help(
        "Give entries that may go `priority: low` (headings of experience and education stay unless they have one), \
         leave some out with `tags`, `limit` or `since`, or allow more `pages`.",
    )
}
