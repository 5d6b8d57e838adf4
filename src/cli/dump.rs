//! `folio dump`.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;

use super::arguments::{Common, Dump, Reporting};
use super::build::options;
use super::project;
use super::reporting::show;
use super::{Failure, print};
use crate::arrange::arrange;
use crate::diagnostics::{has_errors, printable_json, shown};
use crate::session::{self, Output, Request};
use crate::theme::Look;

pub(super) fn run(common: &Common, arguments: &Dump) -> Result<(), Failure> {
    let request = Request {
        options: options(arguments.theme.clone())?,
        ..Request::default()
    };
    let plain = Reporting::default();
    let (project, name) = project::open(common, &arguments.document)?;
    let limit = Duration::from_secs(arguments.time_limit.into());
    let (record, engine) = (project.record().ok_or(Failure::Source)?, &project.engine);
    let (composed, theme) = match session::composed_within(limit, record, &name, engine, &request) {
        Ok(composed) => composed,
        Err(problems) => {
            show(common, &plain, &problems, &project.sources);
            return Err(Failure::Source);
        }
    };
    show(common, &plain, &composed.problems, &project.sources);
    if has_errors(&composed.problems) {
        return Err(Failure::Source);
    }
    let json = serde_json::to_string_pretty(&arrange(&composed.document, &theme))
        .map_err(anyhow::Error::from)?;
    let json = (printable_json(json) + "\n").into_bytes();
    let Some(folder) = &arguments.into else {
        print(&json);
        return Ok(());
    };
    let has = |family: &str| project.engine.has_family(family);
    let mut theme = serde_json::to_vec_pretty(&Look::of(&composed.document, &theme, &has))
        .map_err(anyhow::Error::from)?;
    theme.push(b'\n');
    let mut files = vec![
        ("document.json".to_owned(), json),
        ("theme.json".to_owned(), theme),
    ];
    files.extend(project.engine.templates());
    write(folder, files)?;
    let template = &composed.document.meta.template;
    common.tell(&format!(
        "typst compile --root {folder} --font-path fonts --ignore-system-fonts {folder}/{template}.typ",
        folder = shown(folder)
    ));
    Ok(())
}

fn write(folder: &Path, files: Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
    let outputs: Vec<Output> = files
        .into_iter()
        .map(|(file, bytes)| Output::text(file, bytes))
        .collect();
    session::replace(folder, &outputs.iter().collect::<Vec<_>>())
        .with_context(|| format!("the document cannot be dumped into `{}`", shown(folder)))?;
    Ok(())
}
