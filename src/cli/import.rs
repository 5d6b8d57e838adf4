//! `folio import`.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::arguments::{Common, Import, ReportForm, Reporting};
use super::creating::create_new;
use super::reporting::show;
use super::{Failure, console, print};
use crate::diagnostics::{printable_lines, shown};
use crate::exchange;
use crate::import::{self, File, Format, Imported, Options};
use crate::reading;
use crate::writer::Comment;

/// Where the JSON Schema is, as `folio schema` is told to write it.
const SCHEMA: &str = "schema/cv.schema.json";

pub(super) fn run(
    common: &Common,
    arguments: &Import,
    output: Option<&Path>,
) -> Result<(), Failure> {
    if output.is_none() && arguments.message_format == ReportForm::Json {
        return Err(Failure::Usage(
            "the report in JSON goes to the standard output, so the CV must go into a file; add `-o cv.yaml`"
                .to_owned(),
        ));
    }
    let mut files = read_all(&arguments.files)?;
    if arguments.keep_bib {
        name_bibliographies(&mut files, output)?;
    }
    let options = Options {
        format: arguments.from.map(Format::from),
        schema: Some(SCHEMA.to_owned()),
        report: arguments.report,
        keep: arguments.keep_rest,
        ..Options::default()
    };
    let imported = imported(common, &files, &options)?;
    match output {
        Some(path) => create_new(path, &imported.text, "-o other.yaml")?,
        None => print(imported.text.as_bytes()),
    }
    tell(common, &files, &imported, output, arguments.message_format);
    Ok(())
}

/// Begins a `cv.yaml` with files of other formats, and comments as a new one has.
pub(super) fn begin(
    common: &Common,
    paths: &[PathBuf],
    output: &Path,
    comments: Vec<Comment>,
) -> Result<(), Failure> {
    let files = read_all(paths)?;
    let options = Options {
        schema: Some(SCHEMA.to_owned()),
        comments,
        ..Options::default()
    };
    let imported = imported(common, &files, &options)?;
    create_new(output, &imported.text, "folio new other.yaml --from …")?;
    tell(common, &files, &imported, Some(output), ReportForm::Human);
    Ok(())
}

fn read_all(paths: &[PathBuf]) -> anyhow::Result<Vec<File>> {
    paths.iter().map(|path| read(path.as_path())).collect()
}

fn imported(common: &Common, files: &[File], options: &Options) -> Result<Imported, Failure> {
    exchange::import(files, options).map_err(|unreadable| {
        let (problems, sources) = (&unreadable.problems, &unreadable.sources);
        show(common, &Reporting::default(), problems, sources);
        Failure::Source
    })
}

/// Says what was read, and what became of it.
fn tell(
    common: &Common,
    files: &[File],
    imported: &Imported,
    output: Option<&Path>,
    form: ReportForm,
) {
    for (file, format) in files.iter().zip(&imported.formats) {
        let from = format!("{} ({})", file.name, format.title());
        match output {
            Some(path) => common.tell(&format!("{}  written from {from}", shown(path))),
            None => common.tell(&format!("read {from}")),
        }
    }
    match form {
        ReportForm::Json => print(imported.report.json().as_bytes()),
        ReportForm::Human => console::say(&printable_lines(&imported.report.human())),
    }
    if let Some(path) = output {
        let path = shown(path);
        common.tell(&format!(
            "\nnext: `folio -f {path} check`, then `folio -f {path} build`"
        ));
    }
}

/// Says of each bibliography what `cv.yaml` calls it: its path from there, which leads down only.
fn name_bibliographies(files: &mut [File], output: Option<&Path>) -> Result<(), Failure> {
    let folder = output
        .and_then(Path::parent)
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    for file in files.iter_mut().filter(|file| file.name.ends_with(".bib")) {
        let path = absolute(Path::new(&file.name));
        let below = path
            .strip_prefix(absolute(folder))
            .ok()
            .and_then(Path::to_str);
        let Some(below) = below else {
            return Err(Failure::Usage(format!(
                "`{}` is not below the folder of `cv.yaml`, from where bibliographies are read; move it there, or leave `--keep-bib` away",
                shown(Path::new(&file.name))
            )));
        };
        file.bibliography = Some(below.replace('\\', "/"));
    }
    Ok(())
}

/// Reads a file, or those of a folder that are imported.
fn read(path: &Path) -> anyhow::Result<File> {
    let cannot = |path: &Path| format!("`{}` cannot be read", shown(path));
    let name = path.display().to_string();
    if !path.is_dir() {
        let bytes = reading::read(path, import::MAX_BYTES).with_context(|| cannot(path))?;
        return Ok(File::new(name, bytes));
    }
    let mut parts = Vec::new();
    for entry in path.read_dir().with_context(|| cannot(path))? {
        let entry = entry.with_context(|| cannot(path))?;
        let of_folder = entry.file_name().to_string_lossy().into_owned();
        if import::is_read_of_folder(&of_folder) {
            let path = entry.path();
            let bytes = reading::read(&path, import::MAX_BYTES).with_context(|| cannot(&path))?;
            parts.push((of_folder, bytes));
        }
    }
    parts.sort();
    if parts.is_empty() {
        anyhow::bail!(
            "nothing in `{}` is imported: it is no folder of LinkedIn's export, which has `Profile.csv` and the like in it",
            shown(path)
        );
    }
    Ok(File::folder(name, parts))
}
