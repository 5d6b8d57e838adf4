//! The lists of papers of a document, without gaps.

use crate::model::{
    Count, GroupBy, ListOrder, Numbering, PartialDate, PublicationList, PublicationOptions,
    PublicationScope, PublicationType, foreign_style,
};

/// One list of papers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperList {
    /// Where it stands in the file; none of the one list of a document that has no lists of its own.
    pub origin: Option<String>,
    /// Its heading, where the file gives one.
    pub title: Option<String>,
    /// Only these types; all when empty.
    pub types: Vec<PublicationType>,
    /// Only papers with one of these tags; all when empty.
    pub tags: Vec<String>,
    /// Only papers of these keys; all when empty.
    pub keys: Vec<String>,
    /// Which ones.
    pub only: PublicationScope,
    /// Most papers.
    pub limit: Option<Count>,
    /// Leaves out papers older than this date. Undated papers stay.
    pub since: Option<PartialDate>,
    /// In which order they stand.
    pub order: ListOrder,
    /// By what they are grouped.
    pub group: GroupBy,
    /// Which groups come first.
    pub groups: Vec<String>,
    /// How they are numbered.
    pub number: Numbering,
    /// Letters before the numbers, which then count within the list.
    pub prefix: Option<String>,
    /// The citation style that phrases them, by name or file; none for Folio's own.
    pub style: Option<String>,
}

/// The lists that a document says, else the one that its options are about.
///
/// `own_group` is what the file says of groups: what belongs to the kind of document says nothing of lists, which
/// have headings already.
pub(super) fn lists(
    said: &PublicationOptions,
    own_group: Option<GroupBy>,
    since: Option<PartialDate>,
    origin: &str,
) -> Vec<PaperList> {
    let number = said.number.unwrap_or(Numbering::None);
    let whole = PaperList {
        origin: None,
        title: None,
        types: said.types.to_vec(),
        tags: Vec::new(),
        keys: Vec::new(),
        only: said.only.unwrap_or(PublicationScope::All),
        limit: said.limit,
        since: said.since.or(since),
        order: said.order.unwrap_or(ListOrder::Newest),
        group: said.group.unwrap_or(GroupBy::None),
        groups: said.groups.to_vec(),
        number,
        prefix: None,
        style: foreign(said.style.as_deref()),
    };
    if said.lists.is_empty() {
        return vec![whole];
    }
    let group = own_group.unwrap_or(GroupBy::None);
    let lists = said.lists.iter().enumerate();
    let lists = lists.map(|(index, list)| one(list, &whole, group, format!("{origin}[{index}]")));
    lists.collect()
}

/// A list with what it does not say from the options beside it.
fn one(list: &PublicationList, whole: &PaperList, group: GroupBy, origin: String) -> PaperList {
    let or = |own: &[String], whole: &[String]| match own {
        [] => whole.to_vec(),
        own => own.to_vec(),
    };
    let prefix = list.prefix.clone();
    let number = match (list.number, &prefix, whole.number) {
        (Some(number), ..) => number,
        (None, Some(_), _) => Numbering::Continuous,
        (None, None, number) => number,
    };
    PaperList {
        origin: Some(origin),
        title: list.title.clone(),
        types: match &list.types[..] {
            [] => whole.types.clone(),
            types => types.to_vec(),
        },
        tags: list.tags.to_vec(),
        keys: list.keys.to_vec(),
        only: list.only.unwrap_or(whole.only),
        limit: list.limit.or(whole.limit),
        since: list.since.or(whole.since),
        order: list.order.unwrap_or(whole.order),
        group: list.group.unwrap_or(group),
        groups: or(&list.groups, &whole.groups),
        number,
        prefix,
        style: match &list.style {
            Some(style) => foreign(Some(style)),
            None => whole.style.clone(),
        },
    }
}

fn foreign(style: Option<&str>) -> Option<String> {
    style.and_then(foreign_style).map(str::to_owned)
}
