//! Publications that stand twice in the file.

use std::collections::{HashMap, HashSet};

use super::authors::AuthorList;
use super::paper::Paper;
use super::{Role, folding, identifiers};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{AuthorNames, Cv, Publication, PublicationType, identifier};

/// Two entries of one work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twin {
    /// The place of the first in `publications`.
    pub earlier: usize,
    /// The place of the second.
    pub later: usize,
    /// What tells that they are one.
    pub evidence: Evidence,
    /// Whether exactly one of them is a preprint.
    pub is_preprint: bool,
}

/// What tells that two entries are one work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// The same DOI.
    Doi,
    /// The same arXiv identifier.
    Arxiv,
    /// The same identifier of OpenReview, the ACL Anthology, DBLP or PubMed.
    Identifier,
    /// The same title, at least half of the authors, and years at most two apart.
    Title,
}

impl Twin {
    /// The published one and the other one, for a twin of which one is a preprint.
    pub fn published_first(&self, entries: &[Paper]) -> (usize, usize) {
        if entries.get(self.earlier).is_some_and(is_preprint) {
            (self.later, self.earlier)
        } else {
            (self.earlier, self.later)
        }
    }
}

fn is_preprint(entry: &Paper) -> bool {
    entry.kind == PublicationType::Preprint
}

/// A publication with what was read of it.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    publication: &'a Publication,
    entry: &'a Paper,
}

/// Finds entries of one work: by DOI, arXiv identifier, other identifiers, then title, authors and year.
///
/// Each entry is paired with the first that it repeats. A paper and its workshop version are two
/// works, as are entries that already say what they are part of.
pub fn find(publications: &[Publication], entries: &[Paper]) -> Vec<Twin> {
    let candidates: Vec<Candidate> = publications
        .iter()
        .zip(entries)
        .map(|(publication, entry)| Candidate { publication, entry })
        .collect();
    let mut seen: HashMap<(u8, String), usize> = HashMap::new();
    let mut titles: HashMap<String, Vec<usize>> = HashMap::new();
    let mut twins = Vec::new();
    for (later, &candidate) in candidates.iter().enumerate() {
        let publication = candidate.publication;
        if publication.merge.is_some() {
            continue;
        }
        let title = publication
            .title
            .as_ref()
            .map(|title| folding::letters(&title.0));
        let title = title.filter(|title| !title.is_empty());
        let keys = keys(publication);
        let mut found: Option<(usize, Evidence)> = None;
        for (rank, key) in &keys {
            if let Some(&earlier) = seen.get(&(*rank, key.clone()))
                && may_be_one(candidates[earlier], candidate)
            {
                let evidence = [Evidence::Doi, Evidence::Arxiv]
                    .get(usize::from(*rank))
                    .copied();
                found = Some((earlier, evidence.unwrap_or(Evidence::Identifier)));
                break;
            }
        }
        if let (None, Some(title)) = (found, &title) {
            let same_title = titles.get(title).into_iter().flatten();
            let earlier = same_title.copied().find(|&earlier| {
                let earlier = candidates[earlier];
                may_be_one(earlier, candidate)
                    && years_are_near(earlier, candidate)
                    && !different_dois(earlier, candidate)
                    && share_authors(earlier, candidate)
            });
            found = earlier.map(|earlier| (earlier, Evidence::Title));
        }
        if let Some((earlier, evidence)) = found {
            let is_preprint = is_preprint(&entries[earlier]) != is_preprint(candidate.entry);
            twins.push(Twin {
                earlier,
                later,
                evidence,
                is_preprint,
            });
        }
        for key in keys {
            seen.entry(key).or_insert(later);
        }
        if let Some(title) = title {
            titles.entry(title).or_default().push(later);
        }
    }
    twins
}

/// Reports the entries of one work, each with both places. Twins that the settings make one are not
/// reported.
pub fn report(cv: &Cv, entries: &[Paper], twins: &[Twin], problems: &mut Vec<Diagnostic>) {
    let merged = cv.settings.merge_preprints.is_some_and(|flag| flag.0);
    for twin in twins {
        if merged && twin.is_preprint {
            continue;
        }
        let place = |at: usize, field: &str| {
            let origin = entries.get(at).map_or("", |entry| &entry.origin);
            Place::Value(format!("{origin}{field}"))
        };
        let what = match twin.evidence {
            Evidence::Doi => "has the DOI of an earlier one",
            Evidence::Arxiv => "has the arXiv identifier of an earlier one",
            Evidence::Identifier => "has an identifier of an earlier one",
            Evidence::Title => "has the title and the authors of an earlier one",
        };
        let advice = if twin.is_preprint {
            "remove one of them, write `merge:` with the key of the published one into the preprint, \
             or set `settings.merge_preprints: true`"
        } else {
            "remove one of them, or write `merge:` with the key of the other one"
        };
        problems.push(
            Diagnostic::warning(
                Code::DuplicatePublication,
                place(twin.later, ".title"),
                format!("this publication {what}"),
            )
            .related(place(twin.earlier, ".title"), "the earlier one")
            .help(advice),
        );
    }
}

/// Adds to a work what only its twin says: identifiers, links, honours, selection, tags, remarks.
///
/// Where, when and how it was published stays what the work itself says. Remarks of both stand one
/// after the other.
pub fn adopt(work: &mut Publication, twin: &Publication) {
    fn fill<T: Clone>(mine: &mut Option<T>, theirs: &Option<T>) {
        if mine.is_none() {
            mine.clone_from(theirs);
        }
    }
    // The DOI that arXiv registers is the preprint's, not the paper's.
    if work.doi.is_none() && identifiers::doi(twin).is_some() {
        work.doi.clone_from(&twin.doi);
    }
    if work.arxiv.is_none() {
        work.arxiv = identifiers::arxiv(twin);
    }
    fill(&mut work.openreview, &twin.openreview);
    fill(&mut work.acl, &twin.acl);
    fill(&mut work.dblp, &twin.dblp);
    fill(&mut work.pmid, &twin.pmid);
    fill(&mut work.isbn, &twin.isbn);
    fill(&mut work.url, &twin.url);
    fill(&mut work.presentation, &twin.presentation);
    fill(&mut work.collaboration, &twin.collaboration);
    for award in twin.awards.iter() {
        if !work.awards.contains(award) {
            work.awards.0.push(award.clone());
        }
    }
    for (kind, url) in &twin.links {
        work.links
            .entry(kind.clone())
            .or_insert_with(|| url.clone());
    }
    if twin.selected.is_some_and(|flag| flag.0) && work.selected.is_none() {
        work.selected = twin.selected;
    }
    for tag in twin.tags.iter() {
        if !work.tags.contains(tag) {
            work.tags.0.push(tag.clone());
        }
    }
    if work.contribution.is_none() {
        work.contribution.clone_from(&twin.contribution);
    }
    if work.citations.is_none() {
        work.citations.clone_from(&twin.citations);
    }
    match (&mut work.note, &twin.note) {
        (_, None) => {}
        (Some(mine), Some(theirs)) if mine.0.contains(theirs.0.trim()) => {}
        (Some(mine), Some(theirs)) if !mine.is_blank() => {
            let bare = mine.0.trim_end();
            let stop = if bare.ends_with(['.', '?', '!']) {
                ""
            } else {
                "."
            };
            mine.0 = format!("{bare}{stop} {}", theirs.0.trim());
        }
        (mine, theirs) => mine.clone_from(theirs),
    }
    for (mine, theirs) in [
        (&mut work.authors, &twin.authors),
        (&mut work.editors, &twin.editors),
        (&mut work.translators, &twin.translators),
    ] {
        if mine.is_empty() {
            mine.clone_from(theirs);
        }
    }
}

fn keys(publication: &Publication) -> Vec<(u8, String)> {
    let mut keys = Vec::new();
    keys.extend(identifiers::doi(publication).map(|doi| (0, doi.to_lowercase())));
    let arxiv = identifiers::arxiv(publication);
    keys.extend(arxiv.map(|id| (1, identifier::without_version(&id).to_lowercase())));
    let others = [
        &publication.openreview,
        &publication.acl,
        &publication.dblp,
        &publication.pmid,
    ];
    for (rank, id) in (2..).zip(others) {
        keys.extend(id.as_deref().map(|id| (rank, id.trim().to_lowercase())));
    }
    keys
}

/// A workshop version, a thesis or a dataset of the same title is a work of its own.
fn may_be_one(first: Candidate, second: Candidate) -> bool {
    let (first, second) = (first.entry.kind, second.entry.kind);
    let paper = |kind| {
        matches!(
            kind,
            PublicationType::Journal
                | PublicationType::Conference
                | PublicationType::Preprint
                | PublicationType::Other
        )
    };
    first == second || paper(first) && paper(second)
}

fn different_dois(first: Candidate, second: Candidate) -> bool {
    let same_kind = is_preprint(first.entry) == is_preprint(second.entry);
    let doi = |candidate: Candidate| identifiers::doi(candidate.publication);
    match (doi(first), doi(second)) {
        (Some(first), Some(second)) => same_kind && !first.eq_ignore_ascii_case(&second),
        _ => false,
    }
}

fn years_are_near(first: Candidate, second: Candidate) -> bool {
    match (first.entry.year, second.entry.year) {
        (Some(first), Some(second)) => first.abs_diff(second) <= 2,
        _ => true,
    }
}

fn share_authors(first: Candidate, second: Candidate) -> bool {
    let families = |candidate: Candidate| families(&candidate.entry.people(Role::Author).list);
    let (first, second) = (families(first), families(second));
    if first.is_empty() || second.is_empty() {
        return true;
    }
    let shared = first.intersection(&second).count();
    shared * 2 >= first.len().min(second.len())
}

/// The family names of authors, folded, enough to tell two lists apart.
fn families(people: &AuthorList) -> HashSet<String> {
    let names = people.authors.iter().map(|author| &author.name);
    names
        .map(|name| {
            if name.family.is_empty() {
                name.print(AuthorNames::AsGiven)
            } else {
                name.family.clone()
            }
        })
        .map(|name| folding::letters(&name))
        .filter(|name| !name.is_empty())
        .collect()
}
