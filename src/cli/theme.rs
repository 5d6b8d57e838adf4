//! `folio theme`.

mod gallery;

use super::arguments::{Common, Show, Theme, ThemeCommand};
use super::{Failure, print};
use crate::diagnostics::{Sources, closest, enumerated, has_errors, human, printable_lines};
use crate::source;
use crate::theme::{self, About, Themes};

pub(super) fn run(common: &Common, arguments: &Theme) -> Result<(), Failure> {
    match &arguments.command {
        None | Some(ThemeCommand::List) => {
            list(common);
            Ok(())
        }
        Some(ThemeCommand::Show(arguments)) => show(common, arguments),
        Some(ThemeCommand::Gallery(arguments)) => gallery::run(common, arguments),
    }
}

/// The themes: a name, where dates stand, for whom it is.
fn list(common: &Common) {
    let all = theme::about(Some(&source::folder_of(&common.file)));
    let width = all.iter().map(|one| one.name.chars().count()).max();
    let width = width.unwrap_or_default();
    let line = |About {
                    name,
                    about,
                    date,
                    is_own,
                }: &About| {
        let date = date.map_or("has mistakes", theme::DatePlacement::word);
        let own = if *is_own { "(yours) " } else { "" };
        format!("{name:width$}  dates {date:6}  {own}{about}\n")
    };
    let lines: String = all.iter().map(line).collect();
    print(printable_lines(&lines).as_bytes());
    common.tell(
        "`folio theme gallery` shows your CV in each, `folio theme show NAME` prints one to copy",
    );
}

fn show(common: &Common, arguments: &Show) -> Result<(), Failure> {
    let folder = source::folder_of(&common.file);
    let known = theme::names(Some(&folder));
    if !known.contains(&arguments.name) {
        return Err(Failure::Usage(unknown(&arguments.name, &known)));
    }
    let mut sources = Sources::default();
    let themes = Themes::read(Some(&folder), &mut sources);
    let mut doubts = Vec::new();
    let (theme, problems) = match themes.get(&arguments.name, &mut doubts) {
        Ok(theme) => (Some(theme), doubts),
        Err(problems) => (None, problems),
    };
    super::console::say(&human(&problems, &sources, common.has_color()));
    match theme.filter(|_| !has_errors(&problems)) {
        Some(theme) => {
            print(theme.file().as_bytes());
            Ok(())
        }
        None => Err(Failure::Source),
    }
}

/// What is wrong with a name that no theme has.
fn unknown(name: &str, known: &[String]) -> String {
    let mut message = format!(
        "there is no theme `{}`",
        crate::diagnostics::printable(name)
    );
    if let Some(near) = closest(name, known.iter().map(String::as_str)) {
        message.push_str(&format!("; did you mean `{near}`?"));
    }
    message.push_str(&format!("\n  themes are {}", enumerated(known)));
    message
}
