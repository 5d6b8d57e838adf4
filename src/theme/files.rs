//! Themes as files: the embedded four and a project's own.

use std::io;
use std::path::Path;
use std::sync::LazyLock;

use serde_yaml::{Mapping, Value};

use super::{DatePlacement, Theme, colour};
use crate::diagnostics::{Diagnostic, Place, closest, enumerated};
use crate::files::{self, Unreadable};
use crate::reading;

/// The themes that are part of the program, by name.
const BUILT_IN: [(&str, &str); 4] = [
    (
        "scholar",
        include_str!("../../templates/themes/scholar.yaml"),
    ),
    ("clear", include_str!("../../templates/themes/clear.yaml")),
    (
        "classic",
        include_str!("../../templates/themes/classic.yaml"),
    ),
    ("plain", include_str!("../../templates/themes/plain.yaml")),
];

/// The key that names the theme whose tokens a file changes.
const EXTENDS: &str = "extends";

/// The themes that are part of the program, read once: each document of a run asks for one.
static BUILT_IN_THEMES: LazyLock<Vec<Theme>> = LazyLock::new(|| {
    let themes = BUILT_IN.iter().filter_map(|(name, text)| {
        let theme: Theme = serde_yaml::from_str(text).ok()?;
        Some(Theme {
            name: (*name).to_owned(),
            ..theme
        })
    });
    themes.collect()
});

/// One of the themes that are part of the program.
pub(super) fn built_in(name: &str) -> Option<Theme> {
    let mut themes = BUILT_IN_THEMES.iter();
    themes.find(|theme| theme.name == name).cloned()
}

/// The names of all themes: the embedded four, then a project's own in alphabetical order.
pub fn names(project: Option<&Path>) -> Vec<String> {
    let entries = project.map(|project| files::entries(project, Path::new("templates/themes")));
    let mut own: Vec<String> = entries
        .into_iter()
        .flatten()
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            let yaml = path.extension()?.to_str()? == "yaml";
            let known = BUILT_IN.iter().any(|(built_in, _)| *built_in == name);
            (yaml && is_name(&name) && !known).then_some(name)
        })
        .collect();
    own.sort();
    BUILT_IN
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .chain(own)
        .collect()
}

/// Reads a theme by name.
///
/// A project's `templates/themes/NAME.yaml` states all tokens or a few; the others come from the
/// theme it `extends`, else from the embedded theme of its name, else from `scholar`.
///
/// # Errors
/// When there is no such theme, or its file has faults: the first one, with the others as help.
/// The problem has no place; the caller knows where the theme was named.
pub fn load(name: &str, project: Option<&Path>) -> Result<Theme, Box<Diagnostic>> {
    if let Some(theme) = built_in(name)
        && project
            .is_none_or(|project| matches!(project.join(file_of(name)).try_exists(), Ok(false)))
    {
        return Ok(theme);
    }
    let mut problems = Vec::new();
    let tokens = tokens(name, project, &mut Vec::new(), &mut problems);
    let theme = tokens.and_then(|tokens| decode(name, tokens, &mut problems));
    let mut problems = problems.into_iter();
    match (problems.next(), theme) {
        (None, Some(theme)) => Ok(theme),
        (None, None) => Err(Box::new(problem(format!(
            "the theme `{name}` cannot be read"
        )))),
        (Some(mut first), _) => {
            first
                .help
                .extend(problems.map(|other| format!("Also: {}", other.message)));
            Err(Box::new(first))
        }
    }
}

/// The file of a theme in a project.
fn file_of(name: &str) -> String {
    format!("templates/themes/{name}.yaml")
}

/// The tokens of a theme, with those that it inherits.
fn tokens(
    name: &str,
    project: Option<&Path>,
    visited: &mut Vec<String>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Mapping> {
    let file = file_of(name);
    let text = match project
        .filter(|_| is_name(name))
        .map(|project| text_of(project, &file))
    {
        Some(Ok(text)) => text,
        Some(Err(Unreadable::Outside)) => {
            let message = format!("the theme {file} is outside of the folder of the CV");
            problems.push(problem(message).help(files::MOVE_INSIDE));
            return None;
        }
        Some(Err(Unreadable::Io(error))) if error.kind() != io::ErrorKind::NotFound => {
            problems.push(problem(format!("cannot read {file}: {error}")));
            return None;
        }
        _ => {
            let tokens = built_in_tokens(name);
            if tokens.is_none() {
                problems.push(unknown_theme(name, project));
            }
            return tokens;
        }
    };
    let mut own: Mapping = match serde_yaml::from_str::<Option<Mapping>>(&text) {
        Ok(own) => own.unwrap_or_default(),
        Err(error) => {
            let line = error
                .location()
                .map(|at| format!(":{}", at.line()))
                .unwrap_or_default();
            problems.push(
                problem(format!("{file}{line} is not a list of tokens: {error}"))
                    .help("A theme is a YAML map, such as `accent: \"#1f3a5f\"`."),
            );
            return None;
        }
    };
    visited.push(name.to_owned());
    let mut tokens = match own.remove(EXTENDS) {
        Some(Value::String(base)) if base != name => {
            if visited.contains(&base) {
                problems.push(problem(format!(
                    "{file}: the theme extends itself, by `{base}`"
                )));
                return None;
            }
            self::tokens(&base, project, visited, problems)?
        }
        Some(Value::String(_)) | None => {
            built_in_tokens(name).or_else(|| built_in_tokens(BUILT_IN[0].0))?
        }
        Some(_) => {
            problems.push(problem(format!(
                "{file}: `{EXTENDS}` must be the name of a theme"
            )));
            return None;
        }
    };
    merge(
        &mut tokens,
        own,
        &Source {
            file: &file,
            text: &text,
        },
        problems,
    );
    Some(tokens)
}

fn text_of(project: &Path, file: &str) -> Result<String, Unreadable> {
    let bytes = files::read_whole(project, Path::new(file), reading::MAX_TEMPLATE_BYTES)?;
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8").into())
}

fn built_in_tokens(name: &str) -> Option<Mapping> {
    let (_, text) = BUILT_IN.iter().find(|(built_in, _)| *built_in == name)?;
    serde_yaml::from_str(text).ok()
}

/// A theme's file, for messages.
struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

impl Source<'_> {
    /// File and line of a token.
    fn place(&self, token: &str) -> String {
        let line = self.text.lines().position(|line| {
            let line = line.trim_start().trim_start_matches(['{', ' ', '"']);
            line.strip_prefix(token)
                .is_some_and(|rest| rest.trim_start_matches('"').starts_with(':'))
        });
        match line {
            Some(line) => format!("{}:{}", self.file, line + 1),
            None => self.file.to_owned(),
        }
    }
}

/// Puts a file's own tokens over those that it inherits.
fn merge(base: &mut Mapping, own: Mapping, source: &Source<'_>, problems: &mut Vec<Diagnostic>) {
    for (key, value) in own {
        let Some(token) = key.as_str().map(str::to_owned) else {
            problems.push(problem(format!("{}: a token must be a word", source.file)));
            continue;
        };
        match (base.get_mut(&token), value) {
            (Some(Value::Mapping(inherited)), Value::Mapping(own)) => {
                merge(inherited, own, source, problems);
            }
            (Some(inherited), value) => *inherited = value,
            (None, _) => {
                let known: Vec<&str> = base.keys().filter_map(Value::as_str).collect();
                let mut unknown =
                    problem(format!("{}: unknown token `{token}`", source.place(&token)));
                if let Some(close) = closest(&token, known.iter().copied()) {
                    unknown = unknown.help(format!("Did you mean `{close}`?"));
                }
                problems.push(unknown.help(format!("Tokens are: {}.", enumerated(&known))));
            }
        }
    }
}

/// Turns tokens into a theme and checks their values.
fn decode(name: &str, tokens: Mapping, problems: &mut Vec<Diagnostic>) -> Option<Theme> {
    let mut theme: Theme = match serde_path_to_error::deserialize(Value::Mapping(tokens)) {
        Ok(theme) => theme,
        Err(error) => {
            let token = error.path().to_string();
            problems.push(problem(format!(
                "theme `{name}`: `{token}`: {}",
                error.into_inner()
            )));
            return None;
        }
    };
    theme.name = name.to_owned();
    problems.extend(
        faults(&theme)
            .into_iter()
            .map(|fault| problem(format!("theme `{name}`: {fault}"))),
    );
    Some(theme)
}

/// Values that no page can be set with.
fn faults(theme: &Theme) -> Vec<String> {
    let mut faults = Vec::new();
    let column = if theme.date == DatePlacement::Left {
        15.0
    } else {
        0.0
    };
    let ranges = [
        ("size_pt", theme.size_pt, 7.0, 20.0),
        (
            "leading_pt",
            theme.leading_pt,
            theme.size_pt,
            theme.size_pt * 3.0,
        ),
        ("gap_pt", theme.gap_pt, 0.0, 40.0),
        ("section_gap_em", theme.section_gap_em, 0.0, 10.0),
        ("heading_gap_em", theme.heading_gap_em, 0.0, 10.0),
        ("name_pt", theme.name_pt, 8.0, 60.0),
        ("name_weight", f64::from(theme.name_weight), 100.0, 900.0),
        ("headline_pt", theme.headline_pt, 7.0, 40.0),
        ("contact_pt", theme.contact_pt, 7.0, 20.0),
        ("date_pt", theme.date_pt, 7.0, 20.0),
        ("note_pt", theme.note_pt, 6.0, 20.0),
        ("margin_left_mm", theme.margin_left_mm, 5.0, 60.0),
        ("margin_right_mm", theme.margin_right_mm, 5.0, 60.0),
        ("margin_top_mm", theme.margin_top_mm, 5.0, 60.0),
        ("margin_bottom_mm", theme.margin_bottom_mm, 5.0, 60.0),
        ("date_column_mm", theme.date_column_mm, column, 60.0),
        ("gutter_mm", theme.gutter_mm, 0.0, 30.0),
        ("label_column_mm", theme.label_column_mm, 0.0, 40.0),
        ("measure_em", theme.measure_em, 20.0, 200.0),
        ("heading_em", theme.heading_em, 0.5, 4.0),
        (
            "heading_weight",
            f64::from(theme.heading_weight),
            100.0,
            900.0,
        ),
        ("heading_tracking_em", theme.heading_tracking_em, 0.0, 0.06),
        ("heading_rule_pt", theme.heading_rule_pt, 0.0, 10.0),
        ("floor.size_pt", theme.floor.size_pt, 7.0, 20.0),
        (
            "floor.leading_pt",
            theme.floor.leading_pt,
            theme.size_pt,
            theme.size_pt * 3.0,
        ),
        ("floor.gap_pt", theme.floor.gap_pt, 0.0, 40.0),
        (
            "floor.section_gap_em",
            theme.floor.section_gap_em,
            0.0,
            10.0,
        ),
        (
            "floor.heading_gap_em",
            theme.floor.heading_gap_em,
            0.0,
            10.0,
        ),
        ("floor.name_pt", theme.floor.name_pt, 8.0, 60.0),
        ("floor.margin_mm", theme.floor.margin_mm, 5.0, 60.0),
        (
            "roomy.leading_pt",
            theme.roomy.leading_pt,
            theme.size_pt,
            theme.size_pt * 3.0,
        ),
        ("roomy.gap_pt", theme.roomy.gap_pt, 0.0, 40.0),
        (
            "roomy.section_gap_em",
            theme.roomy.section_gap_em,
            0.0,
            10.0,
        ),
        (
            "roomy.heading_gap_em",
            theme.roomy.heading_gap_em,
            0.0,
            10.0,
        ),
    ];
    for (token, value, least, most) in ranges {
        if !(least..=most).contains(&value) {
            faults.push(format!(
                "`{token}: {value}` must be between {least} and {most}"
            ));
        }
    }
    for (token, value) in [("accent", &theme.accent), ("muted", &theme.muted)] {
        if colour::parse(value).is_none() {
            faults.push(format!(
                "`{token}: {value}` is not a colour such as `#1f3a5f`"
            ));
        }
    }
    for (token, fonts) in [
        ("body_fonts", &theme.body_fonts),
        ("head_fonts", &theme.head_fonts),
    ] {
        if fonts.is_empty() {
            faults.push(format!("`{token}` must name at least one family"));
        }
    }
    faults
}

fn unknown_theme(name: &str, project: Option<&Path>) -> Diagnostic {
    let names = names(project);
    let mut unknown = Diagnostic::error(
        "unknown-theme",
        Place::Nowhere,
        format!("there is no theme `{name}`"),
    );
    if let Some(close) = closest(name, names.iter().map(String::as_str)) {
        unknown = unknown.help(format!("Did you mean `{close}`?"));
    }
    unknown.help(format!("Themes are: {}.", enumerated(&names)))
}

/// A theme's name is a word, so that it cannot lead out of its folder.
fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

fn problem(message: String) -> Diagnostic {
    Diagnostic::error("bad-theme", Place::Nowhere, message)
}
