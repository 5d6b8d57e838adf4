//! Which entries of bibliographies become papers of the CV.

use std::collections::BTreeSet;

use super::bibtex;
use crate::diagnostics::{Code, Diagnostic, Place, guess};
use crate::model::{BibliographyFields, BibliographyScope, Cv, GroupBy, Publication};
use crate::papers::{Presence, kind, presence};

/// Most entries that a note names.
const MOST_NAMED: usize = 3;

/// Papers with the owner that are enough for those without to be of others.
const SEVERAL: usize = 3;

/// Takes of the bibliographies what the CV asks for: `read[i]` is of the file that stands at `places[i]` of
/// `bibliography`.
pub(super) fn choose(
    cv: &Cv,
    read: &mut [bibtex::Read],
    places: &[usize],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let named = named(cv);
    let words = words(cv);
    for (found, at) in read.iter_mut().zip(places) {
        let Some(said) = cv.bibliography.get(*at) else {
            continue;
        };
        unknown_keys(&said.0, *at, found, diagnostics);
        chosen(&said.0, found, &named);
        for paper in &mut found.publications {
            let keywords = paper
                .keywords
                .iter()
                .filter(|word| words.contains(word.as_str()));
            let keywords: Vec<String> = keywords.cloned().collect();
            for word in keywords {
                if !paper.tags.contains(&word) {
                    paper.tags.0.push(word);
                }
            }
        }
    }
    of_others(cv, read, places, &named, diagnostics);
}

/// The keys of entries that the file names: those of `publications` and of lists.
fn named(cv: &Cv) -> BTreeSet<&str> {
    let publications = cv
        .publications
        .iter()
        .filter_map(|paper| paper.bib.as_deref());
    let lists = cv
        .documents
        .values()
        .flat_map(|document| document.publications.lists.iter());
    let keys = lists.flat_map(|list| list.keys.iter().map(String::as_str));
    publications.chain(keys).map(str::trim).collect()
}

/// The words that the file selects or groups by: a keyword is a tag where it is one of them, so that what a catalogue
/// says of the content chooses nothing.
fn words(cv: &Cv) -> BTreeSet<&str> {
    let mut words: BTreeSet<&str> = BTreeSet::new();
    for document in cv.documents.values() {
        let options = &document.publications;
        words.extend(
            document
                .tags
                .iter()
                .chain(document.without.iter())
                .map(String::as_str),
        );
        if options.group == Some(GroupBy::Tag) {
            words.extend(options.groups.iter().map(String::as_str));
        }
        for list in options.lists.iter() {
            let groups = list.groups.iter().chain(options.groups.iter());
            words.extend(list.tags.iter().chain(groups).map(String::as_str));
        }
    }
    words
}

/// Leaves out what the file says is not taken.
fn chosen(said: &BibliographyFields, found: &mut bibtex::Read, named: &BTreeSet<&str>) {
    let BibliographyFields {
        file: _,
        only,
        types,
        tags,
        without,
        keys,
    } = said;
    found.publications.retain(|paper| {
        let key = paper.key.as_deref().unwrap_or_default();
        let has_one_of = |list: &[String]| {
            let mut words = paper.tags.iter().chain(paper.keywords.iter());
            words.any(|word| list.contains(word))
        };
        named.contains(key)
            || *only != Some(BibliographyScope::Listed)
                && (types.is_empty() || types.contains(&kind(paper)))
                && (tags.is_empty() || has_one_of(tags))
                && !has_one_of(without)
                && (keys.is_empty() || keys.iter().any(|wanted| wanted.trim() == key))
    });
}

/// Keys of no entry.
fn unknown_keys(
    said: &BibliographyFields,
    at: usize,
    found: &bibtex::Read,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known: Vec<&str> = found
        .publications
        .iter()
        .filter_map(|paper| paper.key.as_deref())
        .collect();
    for (index, key) in said.keys.iter().enumerate() {
        if key.trim().is_empty() || known.contains(&key.trim()) {
            continue;
        }
        let place = Place::Value(format!("bibliography[{at}].keys[{index}]"));
        let message = format!("the bibliography has no entry with the key `{key}`");
        let problem = Diagnostic::error(Code::UnknownBibKey, place, message);
        diagnostics.push(match guess(diagnostics.len(), key, known.iter().copied()) {
            Some(near) => problem.suggest(key, near, known.iter().copied()),
            None => problem,
        });
    }
}

/// Leaves out the papers of others, where the owner is found in most, or where the file says so.
fn of_others(
    cv: &Cv,
    read: &mut [bibtex::Read],
    places: &[usize],
    named: &BTreeSet<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let papers = read.iter().flat_map(|found| &found.publications);
    let presences: Vec<Presence> = presence(&cv.person, papers);
    let count = |sought: Presence| presences.iter().filter(|found| **found == sought).count();
    let (with, without) = (count(Presence::Owner), count(Presence::Others));
    let is_sure = with >= SEVERAL && with > without;
    let mut presences = presences.into_iter();
    for (found, at) in read.iter_mut().zip(places) {
        let said = cv.bibliography.get(*at).and_then(|said| said.0.only);
        let is_asked = match said {
            Some(BibliographyScope::Own) => true,
            None => is_sure,
            Some(BibliographyScope::All | BibliographyScope::Listed) => false,
        };
        let mut left_out = Vec::new();
        found.publications.retain(|paper| {
            let is_of_others = presences.next() == Some(Presence::Others);
            let key = paper.key.as_deref().unwrap_or_default();
            let goes = is_asked && is_of_others && !named.contains(key);
            if goes {
                left_out.push(paper.clone());
            }
            !goes
        });
        // What is asked for is not to be told.
        if said.is_none() && !left_out.is_empty() {
            diagnostics.push(told(cv, *at, &left_out));
        }
    }
}

/// One note for all entries of a file that are left out as those of others.
fn told(cv: &Cv, at: usize, left_out: &[Publication]) -> Diagnostic {
    let name = cv.person.name.as_deref().unwrap_or_default();
    let file = cv
        .bibliography
        .get(at)
        .map(|one| one.file())
        .unwrap_or_default();
    let keys = left_out.iter().filter_map(|paper| paper.key.as_deref());
    let keys: Vec<String> = keys
        .take(MOST_NAMED)
        .map(|key| format!("`{key}`"))
        .collect();
    let mut keys = keys.join(", ");
    if left_out.len() > MOST_NAMED {
        keys.push_str(&format!(" and {} more", left_out.len() - MOST_NAMED));
    }
    let message = match left_out.len() {
        1 => format!("1 entry of `{file}` does not name {name} and is left out"),
        count => format!("{count} entries of `{file}` do not name {name} and are left out"),
    };
    let place = Place::Value(format!("bibliography[{at}]"));
    Diagnostic::note(Code::PapersOfOthers, place, message)
        .label(keys)
        .help("if one of its authors is the same person, add the name that stands there to `person.aliases`")
        .help(format!(
            "to take them all, write `{{file: {file}, only: all}}`; to be silent, `only: own`; \
             one alone, `- {{bib: KEY}}` in `publications`"
        ))
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::Diagnostic;
    use crate::source::{Environment, load_str};

    const BIB: &str = "
@article{looms, title={Looms}, author={Lovelace, Ada}, journal={A}, year={2020}, keywords={invited, Weaving}}
@article{cards, title={Cards}, author={Lovelace, A. and Babbage, C.}, journal={A}, year={2021}, tags={refereed}}
@inproceedings{gears, title={Gears}, author={Babbage, C. and Lovelace, Ada}, booktitle={B}, year={2022}, keywords={draft}}
@article{about, title={A Visit}, author={Somerville, Mary}, journal={Times}, year={2023}}
@article{group, title={Group}, author={Babbage, Charles and others}, journal={A}, year={2019}}
@misc{press, title={Press}, year={2018}}
@article{panel, title={Panel}, author={{Royal Society}}, journal={A}, year={2017}}
";

    /// The keys, or titles, of the papers of a CV with what is noted.
    fn taken(yaml: &str) -> (String, Vec<Diagnostic>) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.bib"), BIB).unwrap();
        let yaml = format!("person: {{name: Ada Lovelace}}\n{yaml}");
        let loaded = load_str("cv.yaml", &yaml, folder.path(), &Environment::default());
        let cv = loaded.cv.unwrap();
        let keys = cv.publications.iter().map(|paper| {
            let tags = paper.tags.join("+");
            let key = paper.key.clone().unwrap_or_default();
            if tags.is_empty() {
                key
            } else {
                format!("{key}:{tags}")
            }
        });
        (keys.collect::<Vec<_>>().join(" "), loaded.diagnostics)
    }

    #[test]
    fn the_file_says_which_entries_are_taken() {
        let all = "looms cards:refereed gears about group press panel";
        for (bibliography, expected) in [
            ("a.bib", "looms cards:refereed gears group press panel"),
            ("{file: a.bib, only: all}", all),
            (
                "{file: a.bib, only: own}",
                "looms cards:refereed gears group press panel",
            ),
            ("{file: a.bib, only: listed}", ""),
            ("{file: a.bib, only: all, types: [conference]}", "gears"),
            (
                "{file: a.bib, only: all, tags: [refereed, Weaving]}",
                "looms cards:refereed",
            ),
            (
                "{file: a.bib, only: all, without: [draft, invited]}",
                "cards:refereed about group press panel",
            ),
            (
                "{file: a.bib, only: all, keys: [cards, about]}",
                "cards:refereed about",
            ),
        ] {
            let (keys, _) = taken(&format!("bibliography: [{bibliography}]"));
            assert_eq!(keys, expected, "{bibliography}");
        }
    }

    #[test]
    fn what_the_file_names_is_always_taken() {
        let named = "publications: [{bib: about}, {bib: press, selected: true}]";
        let listed = "documents: {cv: {publications: {lists: [{title: T, keys: [gears]}]}}}";
        let (keys, found) = taken(&format!(
            "bibliography: [{{file: a.bib, only: listed}}]\n{named}\n{listed}"
        ));
        assert_eq!(keys, "about press gears");
        assert_eq!(found, []);
        let (keys, _) = taken(&format!("bibliography: a.bib\n{named}"));
        assert_eq!(keys, "about press looms cards:refereed gears group panel");
    }

    #[test]
    fn keywords_are_tags_where_the_file_names_them() {
        for document in [
            "{tags: [invited, refereed]}",
            "{without: [invited]}",
            "{publications: {lists: [{tags: [invited]}]}}",
            "{publications: {group: tag, groups: [invited]}}",
        ] {
            let (keys, _) = taken(&format!(
                "bibliography: [{{file: a.bib, keys: [looms]}}]\ndocuments: {{cv: {document}}}"
            ));
            assert_eq!(keys, "looms:invited", "{document}");
        }
    }

    #[test]
    fn papers_of_others_are_told_once_and_not_where_it_is_asked_for() {
        let codes = |yaml: &str| -> Vec<String> {
            let (_, found) = taken(yaml);
            found
                .iter()
                .map(|one| format!("{} {}", one.code, one.message))
                .collect()
        };
        assert_eq!(
            codes("bibliography: a.bib"),
            ["papers-of-others 1 entry of `a.bib` does not name Ada Lovelace and is left out"]
        );
        for asked in [
            "{file: a.bib, only: own}",
            "{file: a.bib, only: all}",
            "{file: a.bib, keys: [looms]}",
        ] {
            assert_eq!(
                codes(&format!("bibliography: [{asked}]")),
                [""; 0],
                "{asked}"
            );
        }
        // Whose papers they are is not known where few have the owner: then the name is to be looked at.
        assert_eq!(
            codes("bibliography: [{file: a.bib, keys: [looms, about]}]"),
            [""; 0]
        );
        assert_eq!(
            codes("bibliography: [{file: a.bib, keys: [loom]}]"),
            ["unknown-bib-key the bibliography has no entry with the key `loom`"]
        );
    }
}
