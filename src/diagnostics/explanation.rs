//! What there is to say about each code.
//!
//! `docs/errors.md` has it: people read it as a page, the program reads it here.

use std::sync::LazyLock;

use super::{Code, word};

/// What a code means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What it is about: the heading that it stands under.
    pub group: &'static str,
    /// What it means, in a sentence.
    pub summary: &'static str,
    /// Why it is a problem and what helps, in Markdown.
    pub text: &'static str,
    /// What causes it.
    pub wrong: Example,
    /// What does not.
    pub right: Example,
}

/// A piece of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Example {
    /// Its language: `yaml` for a CV, of which `person` may be left out; else `text`.
    pub language: &'static str,
    /// What stands there.
    pub text: &'static str,
}

/// The page.
const PAGE: &str = include_str!("../../docs/errors.md");

/// The explanations in the order of the codes.
static EXPLANATIONS: LazyLock<Vec<Explanation>> = LazyLock::new(|| {
    let parts: Vec<(&str, Explanation)> = parts().collect();
    let of = |code: &Code| parts.iter().find(|(name, _)| *name == code.name());
    // A test says that there is one for each.
    let found = Code::ALL.iter().map(of);
    found
        .map(|part| part.map_or_else(Explanation::default, |(_, explanation)| *explanation))
        .collect()
});

/// What the page says of a code.
pub(super) fn of(code: Code) -> &'static Explanation {
    // There are as many as codes, in their order.
    &EXPLANATIONS[code as usize]
}

/// The parts of the page that are about codes.
fn parts() -> impl Iterator<Item = (&'static str, Explanation)> {
    PAGE.split("\n## ").skip(1).flat_map(|chapter| {
        let mut parts = chapter.split("\n### `");
        let group = parts.next().unwrap_or_default().trim();
        parts.filter_map(move |part| read(group, part))
    })
}

/// One part of the page, after the opening backtick of its heading; none for text in another form.
fn read(group: &'static str, part: &'static str) -> Option<(&'static str, Explanation)> {
    let (name, rest) = part.split_once("`\n\n**")?;
    let (_severity, rest) = rest.split_once(".** ")?;
    let (summary, rest) = rest.split_once("\n\n")?;
    let (text, rest) = rest.split_once("\n\nWrong:\n\n")?;
    let (wrong, right) = rest.split_once("\n\nRight:\n\n")?;
    let (wrong, right) = (example(wrong)?, example(right)?);
    let explanation = Explanation {
        group,
        summary,
        text,
        wrong,
        right,
    };
    Some((name, explanation))
}

fn example(fenced: &'static str) -> Option<Example> {
    let fenced = fenced
        .trim_end()
        .strip_prefix("```")?
        .strip_suffix("\n```")?;
    let (language, text) = fenced.split_once('\n')?;
    Some(Example { language, text })
}

/// How bad a problem of a code can be, in words: `Error`, `Error or warning`.
pub fn severities(code: Code) -> String {
    let words: Vec<&str> = code.severities().iter().map(|one| word(*one)).collect();
    let text = words.join(" or ");
    text[..1].to_uppercase() + &text[1..]
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::diagnostics::Reach;

    #[test]
    fn the_page_is_about_every_code_and_no_other() {
        let parts: Vec<(&str, Explanation)> = parts().collect();
        assert_eq!(parts.len(), PAGE.matches("\n### ").count());
        let mut names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        assert_eq!(names, Code::names().collect::<Vec<_>>());
        for (name, about) in parts {
            let code = Code::parse(name).unwrap();
            assert_eq!(code.explanation(), &about, "{name}");
            let head = format!("\n### `{name}`\n\n**{}.** ", severities(code));
            assert!(PAGE.contains(&head), "{head}");
            assert!(about.summary.ends_with('.'), "{name}");
            assert!(
                !about.text.is_empty() && !about.text.contains("```"),
                "{name}"
            );
            for example in [about.wrong, about.right] {
                assert!(["yaml", "text"].contains(&example.language), "{name}");
                assert!(
                    !example.text.is_empty() && !example.text.contains("```"),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn the_page_names_what_stops_one_document_only() {
        let of_one = Code::ALL
            .iter()
            .filter(|code| code.reach() == Reach::Document);
        let names: Vec<String> = of_one.map(|code| format!("`{code}`")).collect();
        let (last, others) = names.split_last().unwrap();
        assert_eq!(names.len(), 3, "the page says three");
        let head: Vec<&str> = PAGE.split_whitespace().collect();
        let sentence = format!(
            "Three stop only the documents that they are of, and the others are written: {} and {last}.",
            others.join(", ")
        );
        assert!(head.join(" ").contains(&sentence), "{sentence}");
    }

    /// The Rust files below a folder, but for those of tests.
    fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
            match path.is_dir() {
                _ if is_test => {}
                true => sources(&path, files),
                false if path.extension().is_some_and(|end| end == "rs") => files.push(path),
                false => {}
            }
        }
    }

    /// The codes with which a text of a program makes problems: those that are given to what makes
    /// one, not those that are asked for or that a table of limits has.
    fn made(text: &str) -> Vec<String> {
        const MAKERS: [&str; 6] = [
            "Diagnostic::error(",
            "Diagnostic::warning(",
            "Diagnostic::note(",
            "Diagnostic::new(",
            ".diagnostic(",
            "kind(",
        ];
        let code = text.split("#[cfg(test)]\nmod tests {").next();
        let lines = code.unwrap_or_default().lines();
        let code: Vec<&str> = lines
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let code = code.join("\n");
        let after = MAKERS.iter().flat_map(|maker| code.split(maker).skip(1));
        let named = after.filter_map(|after| after.trim_start().strip_prefix("Code::"));
        named
            .filter_map(|name| name.split(|c: char| !c.is_alphanumeric()).next())
            .map(str::to_owned)
            .collect()
    }

    /// Every code whose example is a CV is made in the tests of the examples (`tests/suite/check.rs`).
    /// The others take a folder, a large file or a failure of the machine: the program must have a line
    /// that makes each.
    #[test]
    fn every_code_is_made() {
        let mut files = Vec::new();
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut files,
        );
        let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
        let made: Vec<String> = texts.flat_map(|text| made(&text)).collect();
        assert!(made.len() > 100, "{made:?}");
        let unmade: Vec<&Code> = Code::ALL
            .iter()
            .filter(|code| code.explanation().wrong.language == "text")
            .filter(|code| !made.contains(&format!("{code:?}")))
            .collect();
        assert!(unmade.is_empty(), "no problem has the codes {unmade:?}");
    }

    #[test]
    fn a_code_that_is_only_asked_for_is_not_made() {
        let text = "if problem.code == Code::BadTex {\n\
            // Diagnostic::error(Code::Export, place)\n\
            Limit::new(\"a\", 1, \"\", Code::LargeBib);\n\
            Diagnostic::error(\n    Code::BadDoi, place)";
        assert_eq!(made(text), ["BadDoi"]);
    }
}
