//! What reference managers and databases write into `note` of what has no field in their format: no reader of a list
//! of papers is told by it.

/// Labels that begin such a line, as Zotero, Mendeley, Scopus and the ADS write them, with those that are told apart
/// from a sentence wherever they stand.
const LABELS: &[(&str, bool)] = &[
    ("Publisher", true),
    ("\\_eprint", true),
    ("_eprint", true),
    ("Section", false),
    ("Num Pages", true),
    ("Number of Volumes", true),
    ("Publication Title", true),
    ("Container-title", true),
    ("Conference Name", true),
    ("Journal Abbreviation", true),
    ("Series Title", true),
    ("Event Place", true),
    ("Event-place", true),
    ("ISSN", true),
    ("Citation Key", true),
    ("Google-Books-ID", true),
    ("ADS Bibcode", true),
    ("Bibcode", true),
    ("Read\\_Status", true),
    ("Read_Status", true),
    ("tex.ids", true),
    ("original-date", true),
    ("Query date", true),
    ("Export Date", true),
    ("CODEN", true),
    ("Page Version ID", true),
    ("From Duplicate", false),
];

/// A carriage return that was once an entity, as databases leave it behind.
const RETURNS: [&str; 5] = [
    "{\\&}{\\#}xD;",
    "{\\&}\\#xD;",
    "\\&\\#xD;",
    "\\&#xD;",
    "&#xD;",
];

/// A remark without what a program wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// What is left, as written.
    pub(super) kept: String,
    /// What the parts that went are about.
    pub(super) labels: Vec<&'static str>,
}

/// A remark without what a program wrote; none where all of it is a person's.
pub(super) fn cut(written: &str) -> Option<Cut> {
    let mut text = written.to_owned();
    for entity in RETURNS {
        text = text.replace(entity, "\n");
    }
    let mut labels = Vec::new();
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        let line = match line.trim().strip_prefix("xD;") {
            Some(rest) => {
                labels.push("xD;");
                rest
            }
            None => line,
        };
        let mut end = line.len();
        if let Some((at, label)) = first_label(line) {
            labels.push(label);
            end = at;
        }
        let own = line[..end].trim().trim_end_matches(';').trim_end();
        if !own.is_empty() {
            kept.push(own);
        }
    }
    let is_changed = !labels.is_empty() || text != written;
    is_changed.then(|| Cut {
        kept: kept.join("\n"),
        labels,
    })
}

/// Where the first part of a line begins that a program wrote, and what it is about.
fn first_label(line: &str) -> Option<(usize, &'static str)> {
    let start = line.len() - line.trim_start().len();
    if is_count_of_citations(line.trim()) {
        return Some((start, "Cited By"));
    }
    let found = LABELS.iter().filter_map(|(label, is_sure)| {
        let at = line.match_indices(label).find(|(at, _)| {
            let is_apart = line[..*at].ends_with(|c: char| c.is_whitespace() || c == ';');
            let has_colon = line[at + label.len()..].starts_with(':')
                || *label == "From Duplicate" && line[at + label.len()..].starts_with(' ');
            has_colon && (*at == start || *is_sure && is_apart)
        })?;
        Some((at.0, *label))
    });
    found.min_by_key(|(at, _)| *at)
}

/// `Cited By :12`, `cited By 12; Export Date: …`: what Scopus counts.
fn is_count_of_citations(line: &str) -> bool {
    let words = "cited by";
    let begins = line
        .get(..words.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(words));
    let rest = line.get(words.len()..).unwrap_or_default();
    let count = rest.trim_start_matches([' ', ':']);
    let rest = count.trim_start_matches(|c: char| c.is_ascii_digit());
    begins && rest.len() < count.len() && (rest.is_empty() || rest.starts_with(';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_goes_and_what_people_write_stays() {
        for (written, kept) in [
            ("Publisher: Elsevier", Some("")),
            (
                "Publisher: Taylor \\& Francis\n\\_eprint: https://doi.org/10.1/2",
                Some(""),
            ),
            (
                "Best paper award.\nPublisher: Elsevier",
                Some("Best paper award."),
            ),
            (
                "Best paper award. Publisher: Elsevier",
                Some("Best paper award."),
            ),
            (
                "Section: Research\nWith an appendix",
                Some("With an appendix"),
            ),
            ("Num Pages: 12; ISSN: 1234-5678", Some("")),
            ("xD;", Some("")),
            ("xD; Reprinted", Some("Reprinted")),
            (
                "Reprinted{\\&}{\\#}xD;in Turin",
                Some("Reprinted\nin Turin"),
            ),
            ("Cited By :12", Some("")),
            ("cited By 3; Export Date: 4 May 2020", Some("")),
            ("ADS Bibcode: 2012Ann", Some("")),
            ("Cited by 12 patents", None),
            ("The publisher: a friend", None),
            ("In a Section: the third", None),
            ("PMID: 12345678", None),
            ("Reprinted.", None),
        ] {
            let found = cut(written).map(|cut| cut.kept);
            assert_eq!(found.as_deref(), kept, "{written}");
        }
    }
}
