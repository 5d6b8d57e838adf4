//! The works of a CV: its publications, with those made one that are one.

use std::collections::HashMap;

use super::duplicates::{self, Twin};
use super::paper::Paper;
use super::roles::Role;
use super::{kinds, order, venue};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Cv, Publication, PublicationType};

/// One work.
#[derive(Debug, Clone)]
pub struct Work {
    /// Where it stands in the source.
    pub origin: String,
    /// Its place in the order of the file.
    pub place: usize,
    /// The keys and identifiers of the publications of the file that are it, as written.
    pub keys: Vec<String>,
    /// What is known about it.
    pub publication: Publication,
    /// What kind of output it is.
    pub kind: PublicationType,
    /// The year it is listed under.
    pub year: Option<u16>,
    /// Whether it has its place in time, and so a number.
    pub is_settled: bool,
    /// The publications of the file that name its people, by the order of [`Role::ALL`].
    pub(super) credited: [usize; 3],
}

/// Where a publication stands in the source.
pub fn origin(publications: &[Publication], index: usize) -> String {
    let known = publications
        .get(index)
        .and_then(|publication| publication.origin.clone());
    known.unwrap_or_else(|| format!("publications[{index}]"))
}

/// All works of a CV, in the order of lists.
///
/// An entry with `merge: KEY` becomes part of the entry of that key (a bibliography key, a DOI or an
/// arXiv identifier); with `settings.merge_preprints` a preprint becomes part of the paper published
/// from it.
pub(super) fn works(
    cv: &Cv,
    entries: &[Paper],
    twins: &[Twin],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Work> {
    let targets = targets(cv, entries, twins, problems);
    let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
    for (part, target) in targets.iter().enumerate() {
        if let Some(target) = target {
            parts.entry(*target).or_default().push(part);
        }
    }
    let whole = (0..entries.len()).filter(|index| targets[*index].is_none());
    let mut works: Vec<Work> = whole
        .map(|index| {
            let entry = &entries[index];
            let mut work = Work {
                origin: entry.origin.clone(),
                place: index,
                keys: keys(&cv.publications[index]),
                publication: cv.publications[index].clone(),
                kind: entry.kind,
                year: entry.year,
                is_settled: false,
                credited: [index; 3],
            };
            for part in parts.get(&index).into_iter().flatten() {
                work.adopt(&cv.publications[*part], *part);
            }
            work.is_settled = order::is_settled(&work.publication);
            work
        })
        .collect();
    works.sort_by(|first, second| order::compare(&first.publication, &second.publication));
    works
}

impl Work {
    /// Makes another publication of the file part of the work.
    fn adopt(&mut self, part: &Publication, place: usize) {
        self.keys.extend(keys(part));
        for role in Role::ALL {
            if role.people(&self.publication).is_empty() && !role.people(part).is_empty() {
                self.credited[role as usize] = place;
            }
        }
        duplicates::adopt(&mut self.publication, part);
        self.kind = kinds::kind(&self.publication);
        self.year = venue::year(&self.publication);
    }
}

/// For each publication, the one that it is part of.
fn targets(
    cv: &Cv,
    entries: &[Paper],
    twins: &[Twin],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let publications = &cv.publications;
    let mut targets: Vec<Option<usize>> = vec![None; publications.len()];
    if publications
        .iter()
        .any(|publication| publication.merge.is_some())
    {
        let names = names(publications);
        for (index, publication) in publications.iter().enumerate() {
            let Some(merge) = &publication.merge else {
                continue;
            };
            match names.get(&name(merge)) {
                Some(target) if *target != index => targets[index] = Some(*target),
                _ => {
                    let place = Place::Value(format!("{}.merge", entries[index].origin));
                    let message = format!("no other publication has the key `{merge}`");
                    problems.push(
                        Diagnostic::error(Code::UnknownPublication, place, message)
                            .help("write the `bib` key, the DOI or the arXiv identifier of the other entry"),
                    );
                }
            }
        }
    }
    if cv.settings.merge_preprints.is_some_and(|flag| flag.0) {
        for twin in twins.iter().filter(|twin| twin.is_preprint) {
            if targets[twin.later].is_none() && targets[twin.earlier].is_none() {
                let (published, preprint) = twin.published_first(entries);
                targets[preprint] = Some(published);
            }
        }
    }
    settle(&mut targets);
    targets
}

/// Follows chains to their end; a circle is cut open, so that none of its works is lost.
fn settle(targets: &mut [Option<usize>]) {
    for index in 0..targets.len() {
        let mut at = index;
        let mut steps = 0;
        while let Some(next) = targets[at] {
            at = next;
            steps += 1;
            if at == index || steps > targets.len() {
                targets[index] = None;
                break;
            }
        }
        if targets[index].is_some() {
            targets[index] = Some(at);
        }
    }
}

fn names(publications: &[Publication]) -> HashMap<String, usize> {
    let mut names = HashMap::new();
    for (index, publication) in publications.iter().enumerate() {
        for key in keys(publication) {
            names.entry(name(&key)).or_insert(index);
        }
    }
    names
}

/// What a publication is called by: its key, DOI and arXiv identifier, as written.
fn keys(publication: &Publication) -> Vec<String> {
    let keys = [
        &publication.key,
        &publication.bib,
        &publication.doi,
        &publication.arxiv,
    ];
    keys.into_iter().flatten().cloned().collect()
}

/// The places of works by the names of what they are made of.
pub(super) fn places(works: &[Work]) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for (at, work) in works.iter().enumerate() {
        for key in &work.keys {
            places.entry(name(key)).or_insert(at);
        }
    }
    places
}

/// The form in which a key, a DOI or an arXiv identifier is compared.
pub(super) fn name(text: &str) -> String {
    use crate::model::identifier;
    let arxiv = identifier::arxiv(text).map(|id| identifier::without_version(&id).to_owned());
    arxiv
        .or_else(|| identifier::doi(text).map(|doi| doi.to_lowercase()))
        .unwrap_or_else(|| text.trim().to_owned())
}
