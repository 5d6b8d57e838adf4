//! The works of a CV: its publications, with those made one that are one.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{duplicates, kinds, order, venue};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Cv, Publication, PublicationType};

/// One work.
#[derive(Debug, Clone)]
pub struct Work<'a> {
    /// Where it stands in the source.
    pub origin: String,
    /// What is known about it.
    pub publication: Cow<'a, Publication>,
    /// What kind of output it is.
    pub kind: PublicationType,
    /// The year it is listed under.
    pub year: Option<u16>,
    /// Whether it has its place in time, and so a number.
    pub is_settled: bool,
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
pub fn works<'a>(cv: &'a Cv, problems: &mut Vec<Diagnostic>) -> Vec<Work<'a>> {
    let mut publications: Vec<Cow<Publication>> =
        cv.publications.iter().map(Cow::Borrowed).collect();
    let targets = targets(cv, problems);
    let mut part_of_other = vec![false; publications.len()];
    for (index, target) in targets.iter().enumerate() {
        if let Some(target) = target {
            let twin = publications[index].clone();
            duplicates::adopt(publications[*target].to_mut(), &twin);
            part_of_other[index] = true;
        }
    }
    let mut works: Vec<Work> = publications
        .into_iter()
        .enumerate()
        .filter(|(index, _)| !part_of_other[*index])
        .map(|(index, publication)| Work {
            origin: origin(&cv.publications, index),
            kind: kinds::kind(&publication),
            year: venue::year(&publication),
            is_settled: order::is_settled(&publication),
            publication,
        })
        .collect();
    works.sort_by(|first, second| order::compare(&first.publication, &second.publication));
    works
}

/// For each publication, the one that it is part of.
fn targets(cv: &Cv, problems: &mut Vec<Diagnostic>) -> Vec<Option<usize>> {
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
                    let place = Place::Value(format!("{}.merge", origin(publications, index)));
                    let message = format!("no other publication has the key `{merge}`");
                    problems.push(
                        Diagnostic::error("unknown-publication", place, message)
                            .help("write the `bib` key, the DOI or the arXiv identifier of the other entry"),
                    );
                }
            }
        }
    }
    if cv.settings.merge_preprints.is_some_and(|flag| flag.0) {
        for twin in duplicates::find(publications)
            .into_iter()
            .filter(|twin| twin.is_preprint)
        {
            if targets[twin.later].is_none() && targets[twin.earlier].is_none() {
                let (published, preprint) = twin.published_first(publications);
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
        let keys = [
            &publication.key,
            &publication.bib,
            &publication.doi,
            &publication.arxiv,
        ];
        for key in keys.into_iter().flatten() {
            names.entry(name(key)).or_insert(index);
        }
    }
    names
}

/// The form in which a key, a DOI or an arXiv identifier is compared.
fn name(text: &str) -> String {
    use crate::model::identifier;
    let arxiv = identifier::arxiv(text).map(|id| identifier::without_version(&id).to_owned());
    arxiv
        .or_else(|| identifier::doi(text).map(|doi| doi.to_lowercase()))
        .unwrap_or_else(|| text.trim().to_owned())
}
