//! What a document lists: which works, in which groups and order, with which labels.

use std::sync::Arc;

use super::grouping::{self, WorkGroup};
use super::numbering;
use super::record::Papers;
use super::selection::{is_selected, selected};
use super::work::Work;
use crate::model::PublicationScope;
use crate::recipe::Resolved;

/// The works that a document lists.
///
/// Every output of a document is made from one listing, so that all show the same works.
#[derive(Debug, Clone, Default)]
pub struct WorkListing {
    /// The papers of the CV, in whose works the places are.
    pub papers: Arc<Papers>,
    /// The works by group; empty when the document takes none.
    pub groups: Vec<WorkGroup>,
    /// Whether the works were chosen by hand, so that others may be missing.
    pub is_selection: bool,
    /// Whether only selected works were asked for and none is.
    pub lacks_selection: bool,
    /// The labels of all works of the CV, such as `J12`.
    labels: Vec<Option<String>>,
}

impl WorkListing {
    /// The listing of a document.
    pub fn new(papers: &Arc<Papers>, settings: &Resolved) -> Self {
        let works = &papers.works;
        let options = &settings.publications;
        let wants_selection = options.only == PublicationScope::Selected;
        let is_selection = wants_selection && works.iter().any(is_selected);
        Self {
            papers: Arc::clone(papers),
            groups: grouping::groups(works, &selected(works, settings), settings),
            is_selection,
            lacks_selection: wants_selection && !works.is_empty() && !is_selection,
            labels: numbering::labels(works, options),
        }
    }

    /// The works of a group of the listing, each with its label.
    pub fn members<'a>(
        &'a self,
        group: &'a WorkGroup,
    ) -> impl Iterator<Item = (&'a Work, Option<&'a str>)> {
        let label = |at: usize| self.labels.get(at)?.as_deref();
        let members = group.members.iter();
        members.filter_map(move |&at| Some((self.papers.works.get(at)?, label(at))))
    }

    /// All works of the listing in its order.
    pub fn works(&self) -> impl Iterator<Item = &Work> {
        let groups = self.groups.iter();
        groups.flat_map(|group| self.members(group).map(|(work, _)| work))
    }
}
