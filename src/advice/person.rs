//! What a reader needs to answer.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::Cv;

pub(super) fn check(cv: &Cv, notes: &mut Vec<Diagnostic>) {
    if cv
        .person
        .email
        .iter()
        .all(|address| address.text.trim().is_empty())
    {
        let place = Place::Key("person".to_owned());
        notes.push(
            Diagnostic::note(Code::MissingEmail, place, "the CV has no e-mail address")
                .help("add `email`; a document that should not show it says `hide: [email]`"),
        );
    }
}
