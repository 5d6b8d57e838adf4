//! What a page does for those who have scripts: papers to choose from, and their entries to copy. Everything that it
//! says is there without.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::companions::Companions;
use crate::document::Origin;
use crate::words::{Locale, Message};

/// The one script of a page.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// The id of the element that holds what the script reads.
pub(super) const DATA: &str = "cv-data";

/// What the script reads.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    words: BTreeMap<&'static str, String>,
    /// Entries by anchor.
    bibtex: BTreeMap<&'a str, &'a str>,
}

/// What the script reads. `anchors` are those of the papers.
pub(super) fn data<'a>(
    anchors: &'a HashMap<Origin, String>,
    companions: &'a Companions,
) -> Data<'a> {
    let locale = Locale::of(&companions.language);
    let words = [
        ("filter", Message::PapersFilter),
        ("search", Message::PapersSearch),
        ("year", Message::PapersYear),
        ("kind", Message::PapersKind),
        ("all", Message::PapersAll),
        ("copy", Message::PapersCopy),
        ("copied", Message::PapersCopied),
    ];
    let bibtex = anchors.iter().filter_map(|(origin, anchor)| {
        let record = companions.papers.get(origin)?;
        Some((anchor.as_str(), record.bibtex.as_str()))
    });
    Data {
        words: words
            .map(|(key, message)| (key, locale.word(message)))
            .into(),
        bibtex: bibtex.collect(),
    }
}
