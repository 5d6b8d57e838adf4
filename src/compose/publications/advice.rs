//! What there is to say of lists of papers: keys of none, lists of none, papers in none.

use crate::diagnostics::{Code, Diagnostic, Place, guess};
use crate::papers::WorkListing;
use crate::recipe::Resolved;

/// Most papers that a note names.
const MOST_NAMED: usize = 3;

/// Adds what there is to say of the papers that a document lists.
pub(super) fn tell(works: &WorkListing, settings: &Resolved, problems: &mut Vec<Diagnostic>) {
    if works.lacks_selection {
        let place = Place::Key("publications".to_owned());
        let message = "no publication is selected, so the document takes all of them";
        problems.push(
            Diagnostic::note(Code::NoneSelected, place, message)
                .help("mark the ones to show with `selected: true`"),
        );
    }
    let known = || {
        works
            .papers
            .works
            .iter()
            .flat_map(|work| &work.keys)
            .map(String::as_str)
    };
    for (path, key) in &works.unknown_keys {
        let message = format!("no publication has the key `{key}`");
        let place = Place::Value(path.clone());
        let problem = Diagnostic::error(Code::UnknownPublication, place, message);
        problems.push(match guess(problems.len(), key, known()) {
            Some(near) => problem.suggest(key, near, known()),
            None => problem
                .help("write the `bib` key, the DOI or the arXiv identifier of a publication"),
        });
    }
    for path in &works.empty_lists {
        let message = "no publication belongs to this list";
        problems.push(
            Diagnostic::note(Code::EmptyList, Place::Value(path.clone()), message)
                .help("it does not print; see `types`, `tags` and `only`"),
        );
    }
    if let Some(problem) = unlisted(works, settings) {
        problems.push(problem);
    }
}

/// One note for all papers that stand in no list.
fn unlisted(works: &WorkListing, settings: &Resolved) -> Option<Diagnostic> {
    let of_lists = settings
        .publications
        .lists
        .iter()
        .find_map(|list| list.origin.as_deref());
    // The lists are items of a value that is told about.
    let (lists, _) = of_lists?.rsplit_once('[')?;
    let names = works.unlisted.iter().filter_map(|at| {
        let work = works.papers.works.get(*at)?;
        let key = work.keys.first().map(|key| format!("`{key}`"));
        let title = || {
            work.publication
                .title
                .as_ref()
                .map(|title| format!("“{}”", title.0.trim()))
        };
        key.or_else(title)
    });
    let mut names: Vec<String> = names.collect();
    let count = names.len();
    names.truncate(MOST_NAMED);
    let mut named = names.join(", ");
    if count > MOST_NAMED {
        named.push_str(&format!(" and {} more", count - MOST_NAMED));
    }
    let message = match count {
        0 => return None,
        1 => "1 publication stands in none of the lists".to_owned(),
        _ => format!("{count} publications stand in none of the lists"),
    };
    let place = Place::Key(lists.to_owned());
    Some(
        Diagnostic::note(Code::UnlistedPublication, place, message)
            .label(named)
            .help("add a list for them, or leave them out by a tag: `without: [hidden]`"),
    )
}
