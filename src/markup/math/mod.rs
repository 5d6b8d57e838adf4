//! The subset of LaTeX math that titles and texts may use.
//!
//! Letters, digits and signs; `^`, `_` and primes; braces; the commands of [`commands()`]. Anything
//! else is an error. `docs/format.md` lists the commands; a test compares the list.

mod commands;
mod parse;
mod spoken;
mod written;

#[cfg(test)]
mod tests;

pub use commands::{arguments, command, commands, named};
pub(crate) use parse::DEEPEST;
pub use parse::parse;
pub use spoken::spoken;
pub use written::{Drawing, written, written_with};

/// A formula with each command that there is, by which renderers are tested.
pub fn samples() -> Vec<String> {
    let formula = |name: &str| {
        let word = name.ends_with(|c: char| c.is_ascii_alphabetic());
        let space = if word { " " } else { "" };
        match name {
            "not" => r"a\not= b".to_owned(),
            "text" | "mbox" | "hbox" => format!(r"x\{name}{{ if }}y"),
            _ if commands::BRACKETS.contains(&name) => format!("\\{name}(x)"),
            _ if commands::DECLARATIONS
                .iter()
                .any(|(known, _)| *known == name) =>
            {
                format!("x{{\\{name} X}}")
            }
            _ => match arguments(name) {
                Some(0) | None => format!("x\\{name}{space}y"),
                Some(1) => format!("x\\{name}{{X}}"),
                Some(_) => format!("\\{name}{{x}}{{2}}"),
            },
        }
    };
    commands().map(formula).collect()
}
