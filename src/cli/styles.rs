//! `folio styles`.

use super::arguments::Common;
use super::print;
use crate::citation::KNOWN;
use crate::model::OWN_STYLE;

/// The styles: what documents call each, what it is called, who uses it.
pub(super) fn run(common: &Common) {
    let own = (OWN_STYLE, "Folio", "what stands without a style");
    let known = KNOWN.iter();
    let known = known.map(|style| (style.name, style.title, style.field));
    let all: Vec<(&str, &str, &str)> = [own].into_iter().chain(known).collect();
    let width = |of: fn(&(&str, &str, &str)) -> usize| all.iter().map(of).max().unwrap_or_default();
    let (names, titles) = (
        width(|(name, _, _)| name.chars().count()),
        width(|(_, title, _)| title.chars().count()),
    );
    let lines: String = all
        .iter()
        .map(|(name, title, field)| format!("{name:names$}  {title:titles$}  {field}\n"))
        .collect();
    print(lines.as_bytes());
    common.tell(
        "write `publications: {style: NAME}` in a document; the path of a `.csl` file is a style too",
    );
}
