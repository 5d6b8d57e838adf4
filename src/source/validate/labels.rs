//! Words of the file's own in the place of Folio's.

use super::value;
use crate::diagnostics::{Code, Diagnostic, Place, enumerated, guess};
use crate::model::Cv;
use crate::source::tree::{Step, path};
use crate::words::{LabelMistake, label_keys, read_label};

pub(super) fn check(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    let labels = &cv.settings.labels;
    if labels.is_empty() {
        return;
    }
    let keys = label_keys();
    for (key, words) in labels {
        let steps = ["settings", "labels", key].map(|key| Step::Key(key.to_owned()));
        let path = path(&steps);
        let Err(mistake) = read_label(key, words) else {
            continue;
        };
        let problem = match mistake {
            LabelMistake::Unknown => {
                let message = format!("Folio has no words of the name `{key}`");
                let problem = Diagnostic::error(Code::UnknownLabel, Place::Key(path), message);
                let known = || keys.iter().map(String::as_str);
                // People name the section alone.
                let section = format!("section.{key}");
                let near = known().find(|name| *name == section);
                match near.or_else(|| guess(diagnostics.len(), key, known())) {
                    Some(near) => problem.suggest(key, near, known()),
                    None => problem.help("docs/languages.md lists the names"),
                }
            }
            LabelMistake::Brace(what) => Diagnostic::error(Code::BadLabel, value(path), what)
                .help("braces stand around what is filled in, as in `{page} of {pages}`"),
            LabelMistake::Places(places) => {
                let message = format!("the words of `{key}` do not fill in what they should");
                let problem = Diagnostic::error(Code::BadLabel, value(path), message);
                match places[..] {
                    [] => problem.help("nothing is filled in here: write it without braces"),
                    _ => {
                        let places = places
                            .iter()
                            .map(|place| format!("{{{}}}", place.replace('|', "} or {")));
                        let places: Vec<String> = places.collect();
                        problem.help(format!(
                            "each of these stands in it once: {}",
                            enumerated(places)
                        ))
                    }
                }
            }
        };
        diagnostics.push(problem);
    }
}
