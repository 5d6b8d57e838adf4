//! What does not fit, said in the words of the person who wrote it.

mod wrong_type;

use super::decode::Misfit;
use super::quoting::{is_quoted, quoted, with_quoting};
use super::shape::Shape;
use super::synonyms::{only_word_for, own_word_for};
use super::tree::{Content, Node, Pair, Step, Style, path, written};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, closest, listed};
use crate::model::{End, OwnEntries, PartialDate, YearSpan};

/// Of maps with several keys that must be there, those that a text alone is meant for.
const MAIN_KEYS: [&str; 2] = ["path", "symbol"];

/// A file being judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judge<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// The file.
    pub(super) file: FileId,
    /// Its tree.
    pub(super) root: &'a Node,
}

/// What stands after a comma of a text in braces is read as a key.
pub(super) fn comma_in_braces(diagnostic: Diagnostic) -> Diagnostic {
    diagnostic
        .label("a comma within braces begins a new key")
        .help("quote the text that holds the comma: `{text: \"one, two\"}`")
}

fn is_list(node: &Node) -> bool {
    matches!(node.content, Content::List { .. })
}

/// Whether a map in a place of this shape was meant as a text: a text may stand there, and none of
/// its keys is one of the place or near to one.
pub(super) fn is_text_read_as_map(node: &Node, shape: &Shape) -> bool {
    let entries = node.entries();
    if entries.is_empty() || !shape.takes_text() {
        return false;
    }
    let keys = shape.keys();
    entries.iter().all(|entry| {
        // Most keys are right, and need not be compared with all others.
        !keys.contains(&entry.key.as_str())
            && closest(&entry.key, keys.iter().copied()).is_none()
            && if node.is_flow() {
                entry.value.is_null()
            } else {
                entry.value.text().is_some() || is_list(&entry.value) && entries.len() == 1
            }
    })
}

/// Where a key belongs that stands at the top level, in the settings or in a document: the path of a map of settings.
fn place_of_settings(key: &str, parents: &[Step]) -> Option<Vec<&'static str>> {
    let is_key = |step: &Step, name: &str| matches!(step, Step::Key(key) if key == name);
    let has = |path: &[&str]| {
        let shape = path
            .iter()
            .fold(Shape::root(), |shape, name| shape.key(name));
        shape.keys().contains(&key)
    };
    let in_document = matches!(parents, [documents, _] if is_key(documents, "documents"));
    let in_settings = matches!(parents, [only] if is_key(only, "settings"));
    match parents {
        [] if has(&["settings"]) => Some(vec!["settings"]),
        [] if has(&["settings", "design"]) => Some(vec!["settings", "design"]),
        _ if (in_document || in_settings) && has(&["settings", "design"]) => Some(vec!["design"]),
        _ => None,
    }
}

/// A key within maps in braces.
fn nested(path: &[&str], key: &str) -> String {
    let before: String = path
        .iter()
        .enumerate()
        .map(|(at, name)| match at {
            0 => format!("{name}: "),
            _ => format!("{{{name}: "),
        })
        .collect();
    let after = "}".repeat(path.len());
    format!("{before}{{{key}: …{after}")
}

/// The section of Folio whose entries have most of the keys of an entry of a section of the user's own.
fn kind_of(parents: &[Step], entry: &Node) -> Option<&'static str> {
    let [Step::Key(sections), _, Step::Key(entries), Step::Index(_)] = parents else {
        return None;
    };
    if sections != "sections" || entries != "entries" {
        return None;
    }
    let written: Vec<&str> = entry
        .entries()
        .iter()
        .map(|pair| pair.key.as_str())
        .collect();
    let known = |kind: &str| {
        let keys = Shape::root().key(kind).child(&Step::Index(0)).keys();
        written.iter().filter(|key| keys.contains(key)).count()
    };
    // Of equals the first, which is the more usual section.
    let kinds = OwnEntries::KINDS.iter().rev();
    let kind = kinds.max_by_key(|kind| known(kind))?;
    (known(kind) == written.len()).then_some(kind)
}

impl Judge<'_> {
    fn value(&self, node: &Node) -> Place {
        Place::Span {
            file: self.file,
            range: node.span.clone(),
        }
    }

    fn key(&self, steps: &[Step]) -> Place {
        match self.root.key_span(steps) {
            Some(range) => Place::Span {
                file: self.file,
                range,
            },
            None => Place::Key(path(steps)),
        }
    }

    fn written(&self, node: &Node) -> &str {
        self.text.get(node.span.clone()).unwrap_or_default()
    }

    /// A key that the place does not have.
    pub(super) fn unknown_key(&self, steps: &[Step]) -> Diagnostic {
        let Some((Step::Key(key), parents)) = steps.split_last() else {
            return Diagnostic::error(Code::UnknownKey, Place::Value(path(steps)), "unknown key");
        };
        let shape = Shape::at(parents);
        let keys = shape.keys();
        let parent = self.root.at(parents);
        if let Some(node) = parent.filter(|_| self.is_text_read_as_map(parents)) {
            return self.text_read_as_map(steps, node);
        }
        let wheres = match parents.last() {
            None => String::from("at the top level"),
            Some(Step::Key(name)) => format!("in `{}`", written(name)),
            Some(Step::Index(_)) => format!("in an entry of `{}`", name_of(parents)),
        };
        let diagnostic = Diagnostic::error(
            Code::UnknownKey,
            self.key(steps),
            format!("unknown key `{key}` {wheres}"),
        );
        let empty_in_braces = parent.is_some_and(Node::is_flow)
            && self
                .root
                .at(steps)
                .is_some_and(|value| value.is_null() && value.span.is_empty());
        if empty_in_braces {
            return self.quoting_comma(comma_in_braces(diagnostic), parent, key);
        }
        let is_there = |key: &str| parent.is_some_and(|parent| has_key(parent, key));
        let own = only_word_for(key, &keys).filter(|own| !is_there(own));
        if let Some(own) = own.filter(|_| !keys.contains(&key.as_str())) {
            return diagnostic
                .label(format!("Folio calls this `{own}`"))
                .rewrite(key, own);
        }
        if let Some(near) = closest(key, keys.iter().copied()) {
            return match is_there(near) {
                true => diagnostic.label(format!("did you mean `{near}`?")),
                false => diagnostic.suggest(key, near, keys),
            };
        }
        if let Some(own) = own_word_for(key, &keys) {
            let diagnostic = diagnostic.label(format!("Folio calls this `{own}`"));
            return match only_word_for(key, &keys) == Some(own) && !is_there(own) {
                true => diagnostic.rewrite(key, own),
                false => diagnostic,
            };
        }
        if key == "date" && keys.contains(&"start") && keys.contains(&"end") {
            return diagnostic
                .label("not a key here")
                .help("write `start` and `end`; either may stand alone");
        }
        if parents.is_empty() && Shape::root().key("person").keys().contains(&key.as_str()) {
            return diagnostic.label("belongs into `person`").help(format!(
                "move it below `person:` and indent it by two spaces: `  {key}: …`"
            ));
        }
        if let Some(place) = place_of_settings(key, parents) {
            let within = place.last().copied().unwrap_or_default();
            return diagnostic
                .label(format!("belongs into `{within}`"))
                .help(format!("write it there: `{}`", nested(&place, key)));
        }
        if let Some(kind) = parent.and_then(|parent| kind_of(parents, parent)) {
            return diagnostic
                .label("not a key here")
                .help(format!(
                    "for entries like those of `{kind}`, write `kind: {kind}` beside `entries:`"
                ))
                .help(format!("allowed keys: {}", listed(&keys)));
        }
        let diagnostic = diagnostic
            .label("not a key here")
            .help(format!("allowed keys: {}", listed(&keys)));
        if parents.is_empty() {
            diagnostic.help("sections of your own go into `sections`")
        } else {
            diagnostic
        }
    }

    /// `- Cut cost: by half` where a text may stand: YAML made a map of it.
    fn text_read_as_map(&self, steps: &[Step], node: &Node) -> Diagnostic {
        let written = self.written(node);
        let key = self.key(steps);
        if node.is_flow() {
            let problem = Diagnostic::error(
                Code::UnquotedText,
                self.value(node),
                "a text that begins with `{` is read as a map",
            )
            .help(format!("quote the text: `{}`", quoted(written)));
            return with_quoting(problem, self.file, node.span.start, written);
        }
        if let [entry] = node.entries()
            && is_list(&entry.value)
        {
            return Diagnostic::error(Code::WrongType, key, "a text has no list below it")
                .label("read as a key")
                .help("write each line as an item of its own, in the column of the others");
        }
        let problem = Diagnostic::error(
            Code::UnquotedText,
            key,
            "a text that holds `: ` is read as a map",
        )
        .label("read as a key")
        .help(format!("quote the text: `{}`", quoted(written)))
        .help("or write it as a block: `>-`, and the text indented on the next line");
        match is_quoted(written) {
            true => problem,
            false => with_quoting(problem, self.file, node.span.start, written),
        }
    }

    /// Adds the edit that quotes a text in braces, of which what stands after a comma was read as
    /// the key `bare`.
    pub(super) fn quoting_comma(
        &self,
        problem: Diagnostic,
        parent: Option<&Node>,
        bare: &str,
    ) -> Diagnostic {
        let entries = parent.map(Node::entries).unwrap_or_default();
        let is_bare = |entry: &Pair| entry.value.is_null() && entry.value.span.is_empty();
        let Some(at) = entries.iter().position(|entry| entry.key == bare) else {
            return problem;
        };
        let before = entries[..at].iter().rposition(|entry| !is_bare(entry));
        let Some(first) = before.map(|at| &entries[at].value).filter(|value| {
            matches!(
                &value.content,
                Content::Scalar {
                    style: Style::Plain,
                    ..
                }
            )
        }) else {
            return problem;
        };
        let rest = entries[at..].iter().take_while(|entry| is_bare(entry));
        let end = rest.last().map_or(first.span.end, |last| last.key_span.end);
        let range = first.span.start..end;
        let written = self.text.get(range.clone()).unwrap_or_default();
        with_quoting(problem, self.file, range.start, written)
    }

    /// Whether an unknown key means that a text was read as a map, which is then said once.
    pub(super) fn is_text_read_as_map(&self, parents: &[Step]) -> bool {
        let node = self.root.at(parents);
        node.is_some_and(|node| is_text_read_as_map(node, &Shape::at(parents)))
    }

    /// A value, or a key that the user chooses, that does not fit.
    pub(super) fn misfit(&self, misfit: &Misfit) -> Diagnostic {
        let steps = &misfit.steps;
        let Some(node) = self.root.at(steps) else {
            return Diagnostic::error(
                Code::WrongType,
                Place::Value(path(steps)),
                misfit.message.clone(),
            );
        };
        if misfit.is_key {
            return self.key_misfit(misfit);
        }
        let shape = Shape::at(steps);
        let name = name_of(steps);
        if node.is_blank() && matches!(steps.last(), Some(Step::Index(_))) {
            return self.empty_item(node, &name);
        }
        let Some(text) = node.text() else {
            return self.wrong_type(steps, node, &shape);
        };
        match shape.title() {
            Some("Date") => self.bad_date(node, text.parse::<PartialDate>().err(), false),
            Some("End date") => self.bad_date(node, text.parse::<End>().err(), true),
            Some("Years") => {
                let message = text
                    .parse::<YearSpan>()
                    .err()
                    .unwrap_or_else(|| format!("`{text}` is not a year"));
                let (message, label) = split(&message);
                with_help(
                    Diagnostic::error(Code::BadDate, self.value(node), message),
                    label,
                )
            }
            _ if !shape.words().is_empty() => self.unknown_word(node, text, &name, &shape.words()),
            _ if shape.takes("boolean") && !shape.takes("string") => {
                let diagnostic = Diagnostic::error(
                    Code::WrongType,
                    self.value(node),
                    format!("`{name}` is `true` or `false`, found `{text}`"),
                );
                match text.to_lowercase().as_str() {
                    "yes" | "on" | "y" | "1" | "true" => diagnostic
                        .label("did you mean `true`?")
                        .rewrite(text, "true"),
                    "no" | "off" | "n" | "0" | "false" => diagnostic
                        .label("did you mean `false`?")
                        .rewrite(text, "false"),
                    _ => diagnostic.label("expected `true` or `false`"),
                }
            }
            _ if shape.takes("integer") && !shape.takes("string") => Diagnostic::error(
                Code::WrongType,
                self.value(node),
                format!("`{name}` is a whole number, found `{text}`"),
            )
            .label("expected digits only, such as `1`"),
            _ => self.wrong_type(steps, node, &shape),
        }
    }

    fn key_misfit(&self, misfit: &Misfit) -> Diagnostic {
        let (place, name) = (self.key(&misfit.steps), name_of(&misfit.steps));
        let parent = name_of(
            misfit
                .steps
                .split_last()
                .map_or(&[], |(_, parents)| parents),
        );
        // The decoder lists the words in backticks after "expected".
        let words: Vec<&str> = misfit
            .message
            .rsplit_once(", expected ")
            .map(|(_, words)| words.split('`').skip(1).step_by(2).collect())
            .unwrap_or_default();
        let diagnostic = Diagnostic::error(
            Code::UnknownKey,
            place,
            format!("unknown key `{name}` in `{parent}`"),
        );
        match closest(&name, words.iter().copied()) {
            Some(near) => diagnostic.suggest(&name, near, words),
            None => diagnostic
                .label("not a key here")
                .help(format!("allowed keys: {}", listed(words))),
        }
    }

    fn unknown_word(
        &self,
        node: &Node,
        text: &str,
        name: &str,
        words: &[&'static str],
    ) -> Diagnostic {
        let diagnostic = Diagnostic::error(
            Code::UnknownValue,
            self.value(node),
            format!("`{text}` is not a value of `{name}`"),
        );
        match closest(text, words.iter().copied()) {
            Some(near) => diagnostic.suggest(text, near, words.iter().copied()),
            None => diagnostic.label("not one of the allowed values"),
        }
        .help(format!("allowed values: {}", listed(words)))
    }

    fn bad_date(&self, node: &Node, message: Option<String>, is_end: bool) -> Diagnostic {
        let text = node.text().unwrap_or_default();
        let message = message.unwrap_or_else(|| format!("`{text}` is not a date"));
        let (message, allowed) = split(&message);
        let diagnostic = Diagnostic::error(Code::BadDate, self.value(node), message);
        let diagnostic = match meant_date(text, is_end) {
            // A year in place of a season says less than what was written.
            Some(meant) if meant.len() == 4 => diagnostic.label(format!("did you mean `{meant}`?")),
            Some(meant) => diagnostic
                .label(format!("did you mean `{meant}`?"))
                .rewrite(text, meant),
            None => diagnostic,
        };
        with_help(diagnostic, allowed)
    }

    /// An item of a list in which nothing stands.
    pub(super) fn empty_item(&self, node: &Node, name: &str) -> Diagnostic {
        let diagnostic = Diagnostic::error(
            Code::EmptyItem,
            self.value(node),
            format!("an item of `{name}` is empty"),
        );
        if node.span.is_empty() || node.text().is_some_and(|text| text.trim().is_empty()) {
            diagnostic
                .label("nothing stands here")
                .help("write something, or remove the item")
        } else {
            diagnostic
                .label("means that there is no value")
                .help(format!(
                    "if it is a text, quote it: `{}`",
                    quoted(self.written(node))
                ))
        }
    }
}

fn has_key(map: &Node, key: &str) -> bool {
    map.entries().iter().any(|entry| entry.key == key)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The message and what follows its semicolon: what is allowed.
fn split(message: &str) -> (&str, Option<&str>) {
    match message.split_once("; ") {
        Some((message, allowed)) => (message, Some(allowed)),
        None => (message, None),
    }
}

fn with_help(diagnostic: Diagnostic, help: Option<&str>) -> Diagnostic {
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The key that a value belongs to: `highlights` of `experience[0].highlights[2]`.
pub(super) fn name_of(steps: &[Step]) -> String {
    let name = steps.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(written(key).to_owned()),
        Step::Index(_) => None,
    });
    name.unwrap_or_else(|| String::from("the file"))
}

/// The date that somebody meant who wrote it in another form.
fn meant_date(text: &str, is_end: bool) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let lower = text.trim().to_lowercase();
    if is_end
        && matches!(
            lower.as_str(),
            "now" | "today" | "current" | "ongoing" | "present" | "-" | "to date" | "today's"
        )
    {
        return Some(String::from("present"));
    }
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    let month = |part: &str| {
        let number = part.parse::<u8>().ok().filter(|_| part.len() <= 2);
        let named = (part.len() >= 3)
            .then(|| MONTHS.iter().position(|name| part.starts_with(name)))
            .flatten();
        number
            .or(named.map(|index| index as u8 + 1))
            .filter(|month| (1..=12).contains(month))
    };
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    // About, and what may be a term: the year is what a date can say.
    const ABOUT: [&str; 19] = [
        "spring", "summer", "autumn", "fall", "winter", "term", "semester", "early", "mid", "late",
        "about", "around", "ca", "circa", "c", "q1", "q2", "q3", "q4",
    ];
    let is_season = |part: &&str| ABOUT.contains(part);
    if let Some(year) = parts.iter().find(|part| is_year(part))
        && parts.len() > 1
        && parts.iter().all(|part| part == year || is_season(part))
        && year.parse::<PartialDate>().is_ok()
    {
        return Some((*year).to_owned());
    }
    let date = match parts[..] {
        [year, rest] | [rest, year] if is_year(&year) => format!("{year}-{:02}", month(rest)?),
        // Year, month, day; other orders of numbers are ambiguous.
        [year, m, day] if is_year(&year) => {
            format!("{year}-{:02}-{:02}", month(m)?, day.parse::<u8>().ok()?)
        }
        [day, m, year] | [m, day, year]
            if is_year(&year) && m.starts_with(|c: char| c.is_alphabetic()) =>
        {
            format!("{year}-{:02}-{:02}", month(m)?, day.parse::<u8>().ok()?)
        }
        _ => return None,
    };
    date.parse::<PartialDate>().is_ok().then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_dates_in_other_forms() {
        for (written, meant) in [
            ("2021-3", "2021-03"),
            ("March 2021", "2021-03"),
            ("Sept. 2021", "2021-09"),
            ("03/2021", "2021-03"),
            ("2021/03/14", "2021-03-14"),
            ("14 March 2021", "2021-03-14"),
            ("March 14, 2021", "2021-03-14"),
            ("Summer 2009", "2009"),
            ("Q3 2020", "2020"),
            ("c. 1998", "1998"),
        ] {
            assert_eq!(
                meant_date(written, false).as_deref(),
                Some(meant),
                "{written}"
            );
        }
        assert_eq!(meant_date("Now", true).as_deref(), Some("present"));
        for unclear in ["Now", "soon", "03/04/2021", "2021-13", "2021-02-30", ""] {
            assert_eq!(meant_date(unclear, false), None, "{unclear}");
        }
    }
}
