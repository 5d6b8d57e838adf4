//! `folio new`.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::Failure;
use super::arguments::{Common, DEFAULT_FILE, New};
use super::creating::{create, create_new};
use crate::diagnostics::{printable, shown};
use crate::model::DocumentKind;
use crate::schema;
use crate::source;
use crate::theme::is_name;
use crate::writer::Comment;

/// A file to start from.
const STARTER: &str = include_str!("new.yaml");

/// What a repository that holds nothing but a CV has beside it, in which names in double braces are filled in.
const WORKFLOW: &str = include_str!("repository/workflow.yml");
const IGNORED: &str = include_str!("repository/gitignore");
const README: &str = include_str!("repository/README.md");

/// A page design to start from.
const TEMPLATE: &str = include_str!("template.typ");

pub(super) fn run(common: &Common, arguments: &New) -> Result<(), Failure> {
    if let Some(name) = &arguments.template {
        return template(common, name);
    }
    if let Some(folder) = &arguments.repository {
        return repository(common, folder);
    }
    let path = arguments.path.as_deref().unwrap_or(&common.file);
    if !arguments.from.is_empty() {
        return super::import::begin(common, &arguments.from, path, comments());
    }
    create_new(path, STARTER, "folio new other.yaml")?;
    let build = match path == Path::new(DEFAULT_FILE) {
        true => "folio build".to_owned(),
        false => format!("folio -f {} build", shown(path)),
    };
    common.tell(&format!(
        "{}  written; fill it in, then build with `{build}`",
        shown(path)
    ));
    common.tell(
        "editors check it as you type after `mkdir -p schema && folio schema > schema/cv.schema.json`",
    );
    Ok(())
}

/// The comments of the file to start from, at their keys; the first, for the file as a whole, without what it says of
/// the example.
fn comments() -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    let mut section = "";
    for line in STARTER.lines().skip(1) {
        let bare = line.trim_start();
        if let Some(text) = bare.strip_prefix('#') {
            lines.push(text.strip_prefix(' ').unwrap_or(text));
            continue;
        }
        let level = line.len() - bare.len();
        let key = bare.split_once(':').map(|(key, _)| key);
        let path = match (level, key) {
            (0, None) => Some(String::new()),
            (0, Some(key)) => {
                section = key;
                Some(key.to_owned())
            }
            (2, Some(key)) if !key.starts_with('-') => Some(format!("{section}.{key}")),
            _ => None,
        };
        let text = std::mem::take(&mut lines).join("\n");
        let text = text.trim().to_owned();
        if let Some(path) = path.filter(|_| !text.is_empty()) {
            let text = match path.is_empty() {
                true => text.replacen(EXAMPLE, OWN, 1),
                false => text,
            };
            comments.push(Comment::new(path, text));
        }
    }
    comments
}

/// What the first comment says of the example, and what it says of one's own.
const EXAMPLE: &str = "Replace what is here, and delete what\nyou do not need: every section";
const OWN: &str = "Every section";

/// Writes a template beside the CV.
fn template(common: &Common, name: &str) -> Result<(), Failure> {
    if !is_name(name) {
        return Err(Failure::Usage(format!(
            "`{}` cannot name a template; take letters, digits, `-` and `_`: `folio new --template mine`",
            printable(name)
        )));
    }
    if DocumentKind::parse(name).is_some() {
        return Err(Failure::Usage(format!(
            "`{name}` is a template of Folio's; take another name: `folio new --template mine`"
        )));
    }
    let folder = source::folder_of(&common.file);
    let path = folder.join(format!("templates/{name}.typ"));
    if let Some(parent) = path.parent() {
        let cannot = || format!("`{}` cannot be made", shown(parent));
        std::fs::create_dir_all(parent).with_context(cannot)?;
    }
    let text = TEMPLATE.replace("NAME", name);
    create_new(&path, &text, "folio new --template other")?;
    common.tell(&format!(
        "{}  written; take it with `template: {name}` in a document, as in `mine: {{extends: resume, template: {name}}}`",
        shown(&path)
    ));
    Ok(())
}

/// Writes what a folder needs in which nothing but a CV is kept; what is there already stays as it is.
fn repository(common: &Common, folder: &Path) -> Result<(), Failure> {
    if common.file != Path::new(DEFAULT_FILE) {
        return Err(Failure::Usage(format!(
            "the file of a repository is called `{DEFAULT_FILE}`; leave `--file` out"
        )));
    }
    let mut kept = Vec::new();
    for (name, text) in files() {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)
                .with_context(|| format!("`{}` cannot be made", shown(parent)))?;
        }
        match create(&path, &text)? {
            true => common.tell(&format!("{}  written", shown(&path))),
            false => kept.push(path),
        }
    }
    tell_kept(common, &kept);
    common.tell(&format!(
        "\nnext: fill in {}, then `git add --all`, commit and push; every push builds the documents",
        shown(folder.join(DEFAULT_FILE))
    ));
    Ok(())
}

/// Says of what was there that it stays, and what it may lack for that.
fn tell_kept(common: &Common, kept: &[PathBuf]) {
    for path in kept {
        let lacks = match path.file_name().is_some_and(|name| name == ".gitignore") {
            true => "; `output/` belongs into it",
            false => "",
        };
        common.tell(&format!(
            "{}  is already there and stays as it is{lacks}",
            shown(path)
        ));
    }
}

/// The files of a repository, by their places in its folder.
fn files() -> [(&'static str, String); 5] {
    [
        (DEFAULT_FILE, STARTER.to_owned()),
        ("schema/cv.schema.json", schema::text()),
        (".github/workflows/cv.yml", filled(WORKFLOW)),
        (".gitignore", filled(IGNORED)),
        ("README.md", filled(README)),
    ]
}

/// A text with the addresses and the version of this program filled in.
fn filled(text: &str) -> String {
    let address = env!("CARGO_PKG_REPOSITORY");
    let repository = address.trim_start_matches("https://github.com/");
    text.replace("{{address}}", address)
        .replace("{{repository}}", repository)
        .replace("{{version}}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_in_braces_is_filled_in() {
        for (name, text) in files() {
            let text = text.replace("${{", "");
            assert!(!text.contains("{{"), "{name}: {text}");
        }
    }
}
