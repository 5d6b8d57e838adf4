//! `folio explain`.

use super::arguments::Explain;
use super::{Failure, print};
use crate::diagnostics::{Code, closest, printable, severities};

pub(super) fn run(arguments: &Explain) -> Result<(), Failure> {
    let Some(name) = &arguments.code else {
        print(list().as_bytes());
        return Ok(());
    };
    match Code::parse(name.trim()) {
        Some(code) => {
            print(explanation(code).as_bytes());
            Ok(())
        }
        None => Err(Failure::Usage(unknown(name))),
    }
}

fn list() -> String {
    let width = Code::names().map(str::len).max().unwrap_or(0);
    let lines = Code::ALL
        .iter()
        .map(|code| format!("{code:width$}  {}\n", code.explanation().summary));
    lines.collect()
}

fn explanation(code: Code) -> String {
    let about = code.explanation();
    let indented = |text: &str| -> String {
        let lines = text.lines().map(|line| match line {
            "" => "\n".to_owned(),
            _ => format!("    {line}\n"),
        });
        lines.collect()
    };
    format!(
        "{code} ({}): {}\n\n{}\n\nWrong:\n\n{}\nRight:\n\n{}",
        severities(code).to_lowercase(),
        about.summary,
        about.text,
        indented(about.wrong.text),
        indented(about.right.text)
    )
}

fn unknown(name: &str) -> String {
    let mut message = format!("there is no code `{}`", printable(name));
    if let Some(near) = closest(name, Code::names()) {
        message.push_str(&format!("; did you mean `{near}`?"));
    }
    message.push_str("\n  `folio explain` lists all codes");
    message
}
