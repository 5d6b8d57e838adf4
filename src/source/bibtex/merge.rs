//! Papers of bibliographies put beside, or under, those of `cv.yaml`.

use std::collections::HashMap;

use super::Read;
use crate::diagnostics::{Code, Diagnostic, Place, Spans, guess, is_sure};
use crate::model::Publication;

/// Adds the papers of bibliographies to those of `cv.yaml`.
///
/// An entry of `cv.yaml` with `bib: KEY` keeps its place and says only what differs: every field that it
/// leaves out comes from the bibliography, and the place of such a field is the one there (the spans
/// are returned by path). All other papers of the bibliographies follow, in the order of their
/// files.
pub fn merge(
    publications: &mut Vec<Publication>,
    bibliographies: Vec<Read>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(String, Spans)> {
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut keys: Vec<String> = Vec::new();
    let mut papers: Vec<Option<Publication>> = Vec::new();
    let mut spans: HashMap<String, Spans> = HashMap::new();
    for read in bibliographies {
        spans.extend(read.spans);
        for paper in read.publications {
            let key = paper.key.clone().unwrap_or_default();
            let origin = paper.origin.clone().unwrap_or_default();
            if by_key.contains_key(&key) {
                let place = Place::Key(origin);
                let message = format!(
                    "the key `{key}` is used in another bibliography; this entry is left out"
                );
                problems.push(Diagnostic::warning(Code::BadBibEntry, place, message));
                continue;
            }
            keys.push(key.clone());
            by_key.insert(key, papers.len());
            papers.push(Some(paper));
        }
    }
    let mut found = Vec::new();
    for (index, publication) in publications.iter_mut().enumerate() {
        let Some(key) = publication.bib.clone() else {
            continue;
        };
        let Some(slot) = by_key.get(key.trim()) else {
            let place = Place::Value(format!("publications[{index}].bib"));
            let message = format!("no bibliography has an entry with the key `{key}`");
            let near = guess(problems.len(), &key, keys.iter().map(String::as_str));
            let problem = Diagnostic::error(Code::UnknownBibKey, place, message);
            problems.push(match near {
                Some(closest) => {
                    let is_sure = is_sure(&key, closest, keys.iter().map(String::as_str));
                    let problem = problem.help(format!("did you mean `{closest}`?"));
                    match is_sure {
                        true => problem.rewrite(key.as_str(), closest),
                        false => problem,
                    }
                }
                None => problem,
            });
            continue;
        };
        let Some(paper) = papers.get_mut(*slot).and_then(Option::take) else {
            let place = Place::Value(format!("publications[{index}].bib"));
            let message = format!("another entry adds to `{key}` already");
            problems.push(Diagnostic::error(Code::RepeatedBibKey, place, message));
            continue;
        };
        let origin = paper.origin.clone().unwrap_or_default();
        for field in fill(publication, paper) {
            if let Some(place) = spans
                .get(&format!("{origin}.{field}"))
                .or_else(|| spans.get(&origin))
            {
                found.push((format!("publications[{index}].{field}"), place.clone()));
            }
        }
    }
    publications.extend(papers.into_iter().flatten());
    found.extend(spans);
    found.sort_by(|first, second| first.0.cmp(&second.0));
    found
}

/// Gives a publication what it leaves out; returns the names of the fields that were filled.
fn fill(mine: &mut Publication, mut theirs: Publication) -> Vec<&'static str> {
    let mut filled = Vec::new();
    if mine.date.is_some() || mine.period.is_some() {
        // A date of its own replaces that of the entry in all its parts.
        theirs.period = None;
        theirs.kept.remove("date");
    }
    macro_rules! take {
        ($($field:ident as $name:literal),* $(,)?) => {$(
            if mine.$field.is_none() && theirs.$field.is_some() {
                mine.$field = theirs.$field;
                filled.push($name);
            }
        )*};
    }
    macro_rules! take_list {
        ($($field:ident as $name:literal),* $(,)?) => {$(
            if mine.$field.is_empty() && !theirs.$field.is_empty() {
                mine.$field = theirs.$field;
                filled.push($name);
            }
        )*};
    }
    take! {
        title as "title", venue as "venue", r#type as "type", date as "date", status as "status",
        presentation as "presentation", volume as "volume", issue as "issue", pages as "pages",
        publisher as "publisher", edition as "edition", institution as "institution", doi as "doi",
        arxiv as "arxiv", openreview as "openreview", acl as "acl", dblp as "dblp", pmid as "pmid",
        isbn as "isbn", patent_number as "patent_number", selected as "selected",
        contribution as "contribution", citations as "citations", merge as "merge", url as "url",
        note as "note", priority as "priority", period as "period",
        collaboration as "collaboration", holder as "holder", genre as "genre",
        version as "version", title_addon as "title_addon", language as "language",
        original_date as "original_date",
    }
    take_list! {
        authors as "authors", editors as "editors", translators as "translators",
        awards as "awards", tags as "tags",
    }
    for (kind, url) in theirs.links {
        mine.links.entry(kind).or_insert(url);
    }
    mine.kept = theirs.kept;
    mine.key = theirs.key;
    mine.entry_type = theirs.entry_type;
    filled
}
