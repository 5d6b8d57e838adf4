//! `folio explain`.

use super::arguments::Explain;
use super::{Failure, print};
use crate::diagnostics::{CODES, Code, closest, explained, printable};

pub(super) fn run(arguments: &Explain) -> Result<(), Failure> {
    let Some(name) = &arguments.code else {
        print(list().as_bytes());
        return Ok(());
    };
    match explained(name.trim()) {
        Some(code) => {
            print(explanation(code).as_bytes());
            Ok(())
        }
        None => Err(Failure::Usage(unknown(name))),
    }
}

fn list() -> String {
    let width = CODES.iter().map(|code| code.name.len()).max().unwrap_or(0);
    let lines = CODES
        .iter()
        .map(|code| format!("{:width$}  {}\n", code.name, code.summary));
    lines.collect()
}

fn explanation(code: &Code) -> String {
    let indented = |text: &str| -> String {
        let lines = text.lines().map(|line| match line {
            "" => "\n".to_owned(),
            _ => format!("    {line}\n"),
        });
        lines.collect()
    };
    format!(
        "{} ({}): {}\n\n{}\n\nWrong:\n\n{}\nRight:\n\n{}",
        code.name,
        code.severity.to_lowercase(),
        code.summary,
        code.explanation,
        indented(code.wrong.text),
        indented(code.right.text)
    )
}

fn unknown(name: &str) -> String {
    let mut message = format!("there is no code `{}`", printable(name));
    if let Some(near) = closest(name, CODES.iter().map(|code| code.name)) {
        message.push_str(&format!("; did you mean `{near}`?"));
    }
    message.push_str("\n  `folio explain` lists all codes");
    message
}
