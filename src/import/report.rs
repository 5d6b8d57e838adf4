//! What an import has to say: what was placed, what should be looked at, what was left out and why.

use std::collections::HashMap;

use serde_json::json;

use super::ledger::{Fate, Leaf};
use crate::diagnostics::printable;

/// What became of values, in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// They stand in the CV, and should be looked at.
    Doubt,
    /// They have no place in it.
    LeftOut,
    /// They stand in the CV as the source has them, and `folio check` finds them wrong.
    Wrong,
}

impl Outcome {
    const fn name(self) -> &'static str {
        match self {
            Self::Doubt => "doubt",
            Self::LeftOut => "left-out",
            Self::Wrong => "wrong",
        }
    }
}

/// A line of the report: values of one part of a file with which the same happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What happened.
    pub outcome: Outcome,
    /// The file.
    pub file: String,
    /// The path in the source of the value, or of the part in which all the values are; of what is wrong, in
    /// the CV.
    pub path: String,
    /// The paths of all the values.
    pub paths: Vec<String>,
    /// The value, or the first of them, shortened.
    pub value: String,
    /// Where they stand in the CV.
    pub places: Vec<String>,
    /// Why.
    pub reason: String,
}

/// A value of a file, and where it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounted {
    /// The file.
    pub file: String,
    /// Its path in the file.
    pub path: String,
    /// Its text as the file has it.
    pub text: String,
    /// Paths in the CV.
    pub places: Vec<String>,
    /// Why it has none, or should be looked at.
    pub reason: Option<String>,
}

impl Accounted {
    pub(super) fn new(file: &str, leaf: &Leaf, fate: &Fate) -> Self {
        let (places, reason) = match fate {
            Fate::Placed { paths, doubt } => (paths.clone(), doubt.clone()),
            Fate::Left(reason) => (Vec::new(), Some(reason.clone())),
            Fate::Untold => (Vec::new(), None),
        };
        Self {
            file: file.to_owned(),
            path: leaf.path.clone(),
            text: leaf.text.clone(),
            places,
            reason,
        }
    }
}

/// What an import has to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Values that say something.
    pub values: usize,
    /// Values that stand in the CV.
    pub placed: usize,
    /// What should be looked at, in the order of the files.
    pub lines: Vec<Line>,
    /// What holds for a file as a whole, a sentence each.
    pub remarks: Vec<String>,
}

/// Most characters of a value that a line shows.
const SHOWN: usize = 40;

impl Report {
    /// Adds what became of the leaves of a file.
    pub(super) fn add(&mut self, file: &str, leaves: Vec<(Leaf, Fate)>) {
        let first = self.lines.len();
        for (leaf, fate) in leaves {
            if leaf.text.trim().is_empty() {
                continue;
            }
            self.values += 1;
            let (outcome, reason, places) = match fate {
                Fate::Placed { doubt: None, .. } => {
                    self.placed += 1;
                    continue;
                }
                Fate::Placed {
                    paths,
                    doubt: Some(doubt),
                } => {
                    self.placed += 1;
                    (Outcome::Doubt, doubt, paths)
                }
                Fate::Left(reason) => (Outcome::LeftOut, reason, Vec::new()),
                // A closed ledger has no such lines.
                Fate::Untold => (
                    Outcome::LeftOut,
                    super::ledger::NO_PLACE.to_owned(),
                    Vec::new(),
                ),
            };
            let line = Line {
                outcome,
                file: file.to_owned(),
                path: leaf.path.clone(),
                paths: vec![leaf.path],
                value: shortened(&leaf.text),
                places,
                reason,
            };
            match self.lines[first..].last_mut() {
                Some(last) if joins(last, &line) => {
                    last.path = common(&last.path, &line.path);
                    last.paths.extend(line.paths);
                }
                _ => self.lines.push(line),
            }
        }
    }

    /// How many values were left out.
    pub fn left_out(&self) -> usize {
        let lines = self
            .lines
            .iter()
            .filter(|line| line.outcome == Outcome::LeftOut);
        lines.map(|line| line.paths.len()).sum()
    }

    /// How many values should be looked at.
    pub fn doubts(&self) -> usize {
        let lines = self
            .lines
            .iter()
            .filter(|line| line.outcome == Outcome::Doubt);
        lines.map(|line| line.paths.len()).sum()
    }

    /// The report for people, a line each.
    pub fn human(&self) -> String {
        let mut out = format!(
            "{} of {} values placed, {} with a doubt, {} left out\n",
            self.placed,
            self.values,
            self.doubts(),
            self.left_out()
        );
        for remark in &self.remarks {
            out.push_str(&format!("note: {remark}\n"));
        }
        for (outcome, heading) in [
            (Outcome::Wrong, "wrong in the source, and left as it was"),
            (Outcome::Doubt, "please look at"),
            (Outcome::LeftOut, "left out"),
        ] {
            let lines: Vec<&Line> = self
                .lines
                .iter()
                .filter(|line| line.outcome == outcome)
                .collect();
            if !lines.is_empty() {
                out.push_str(&format!("\n{heading}:\n"));
            }
            // Values that are left out for one reason stand in one line; which come first decides the order.
            let mut groups: Vec<(&Line, Vec<&Line>)> = Vec::new();
            let mut places: HashMap<(&str, &str), usize> = HashMap::new();
            for line in lines {
                let key = (line.file.as_str(), line.reason.as_str());
                match places.get(&key).filter(|_| outcome != Outcome::Wrong) {
                    Some(at) => groups[*at].1.push(line),
                    None => {
                        places.insert(key, groups.len());
                        groups.push((line, Vec::new()));
                    }
                }
            }
            for (line, same) in groups {
                out.push_str(&format!("  {}\n", line.sentence(&same)));
            }
        }
        out
    }

    /// The report for programs: a JSON object a line.
    pub fn json(&self) -> String {
        let mut out = String::new();
        let mut push = |value: serde_json::Value| out.push_str(&format!("{value}\n"));
        for line in &self.lines {
            push(json!({
                "type": "value",
                "outcome": line.outcome.name(),
                "file": line.file,
                "path": line.path,
                "paths": line.paths,
                "value": line.value,
                "places": line.places,
                "reason": line.reason,
            }));
        }
        for remark in &self.remarks {
            push(json!({"type": "remark", "reason": remark}));
        }
        push(json!({
            "type": "summary",
            "values": self.values,
            "placed": self.placed,
            "doubts": self.doubts(),
            "left_out": self.left_out(),
        }));
        out
    }

    /// The report as paragraphs of comments.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        self.human()
            .trim_end()
            .split("\n\n")
            .map(str::to_owned)
            .collect()
    }
}

impl Line {
    /// What happened, in a sentence, to this and to values of which the same is said.
    fn sentence(&self, same: &[&Self]) -> String {
        let path = printable(&self.path);
        if !same.is_empty() {
            let all = || std::iter::once(self).chain(same.iter().copied());
            let count: usize = all().map(|line| line.paths.len()).sum();
            let with_place = |line: &Self| match line.places.as_slice() {
                [] => printable(&line.path).to_string(),
                places => format!(
                    "{} → {}",
                    printable(&line.path),
                    printable(&places.join(" + "))
                ),
            };
            let mut paths: Vec<String> = all().take(MOST_PATHS).map(with_place).collect();
            if same.len() >= MOST_PATHS {
                paths.push("…".to_owned());
            }
            return format!("{} ({count} values): {}", paths.join(", "), self.reason);
        }
        let what = match self.paths.len() {
            1 => format!("{path} \"{}\"", printable(&self.value)),
            count => format!("{path} ({count} values)"),
        };
        let what = match self.places.as_slice() {
            [] => what,
            places if self.outcome == Outcome::Doubt => {
                format!("{what} → {}", printable(&places.join(", ")))
            }
            _ => what,
        };
        match self.outcome {
            Outcome::Wrong => format!("{path}: {}", self.reason),
            _ => format!("{what}: {}", self.reason),
        }
    }
}

/// Most paths that are shown of values of which the same is said.
const MOST_PATHS: usize = 4;

/// Whether two lines say the same of one part of a file.
fn joins(last: &Line, next: &Line) -> bool {
    let same =
        last.outcome == next.outcome && last.reason == next.reason && last.places == next.places;
    let root = |path: &str| path.split(['.', '[']).next().unwrap_or_default().to_owned();
    same && root(&last.path) == root(&next.path) && {
        let shared = common(&last.path, &next.path);
        // Values of one entry, and parts that are left out whole.
        !shared.is_empty()
            && (shared != root(&shared) || !next.reason.starts_with("Folio has no place"))
    }
}

/// The path that two paths begin with.
fn common(one: &str, other: &str) -> String {
    let mut end = 0;
    let pairs = one.char_indices().zip(other.chars());
    for ((at, a), b) in pairs {
        if a != b {
            break;
        }
        if "[.".contains(a) {
            end = at;
        }
        if a == ']' {
            end = at + 1;
        }
        if at + a.len_utf8() == one.len().min(other.len()) {
            let is_whole = |text: &str| {
                text.get(at + a.len_utf8()..)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            if is_whole(one) && is_whole(other) {
                end = at + a.len_utf8();
            }
        }
    }
    one[..end].to_owned()
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() > SHOWN {
        true => line.chars().take(SHOWN - 1).chain(['…']).collect(),
        false => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_share_whole_steps() {
        assert_eq!(
            common("design.page.size", "design.page.margin"),
            "design.page"
        );
        assert_eq!(common("work[0].a", "work[1].a"), "work");
        assert_eq!(common("work[0].a", "work[0].b"), "work[0]");
        assert_eq!(common("locale", "locale.months"), "locale");
        assert_eq!(common("loc", "locale"), "");
        assert_eq!(common("aé.b", "aé.c"), "aé");
    }
}
