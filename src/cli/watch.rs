//! `folio watch`.

#[cfg(unix)]
use std::ffi::OsString;
use std::path::{Path, PathBuf};
#[cfg(unix)]
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::Failure;
use super::arguments::{Common, Watch};
use super::build::{request, seconds};
use super::fit;
use super::project::unknown_document;
use super::reporting::show;
use crate::diagnostics::{Severity, shown, with_causes};
use crate::preview::{Preview, ShownDocument, State};
use crate::session::{self, Asked};
use crate::watch::{self, Builder, Order, Rebuild, Shown, Status, TimedOut, Watcher};

pub(super) fn run(common: &Common, arguments: &Watch) -> Result<(), Failure> {
    let order = Order {
        file: common.file.clone(),
        output_dir: common.output_dir.clone(),
        documents: session::each_once(&arguments.documents),
        request: request(&arguments.format, arguments.pages, arguments.theme.clone())?,
        denies_warnings: arguments.reporting.denies_warnings(),
        time_limit: Duration::from_secs(arguments.time_limit.into()),
        timed_out: arguments.timed_out.clone(),
        is_over: Arc::default(),
    };
    let mut watcher = Watcher::new();
    let (stopper, is_over) = (watcher.stopper(), Arc::clone(&order.is_over));
    // A layout that is being made is not waited for: it may go on without end.
    let stop = move || {
        is_over.store(true, Ordering::Relaxed);
        stopper.stop();
    };
    ctrlc::set_handler(stop).map_err(anyhow::Error::from)?;
    let preview = match arguments.serve || arguments.open || arguments.port.is_some() {
        true => Some(start_preview(common, arguments)?),
        false => None,
    };
    let named = order.documents.clone();
    let mut builder = Builder::new(order);
    let mut unknown = None;
    let mut is_first = true;
    // It was said by the process before.
    let mut is_known = arguments.timed_out.is_some();
    let stopper = watcher.stopper();
    watch::keep_current(&mut builder, &mut watcher, |builder, rebuild, changed| {
        let cause = match is_first {
            true => "first build".to_owned(),
            false => cause(changed, rebuild),
        };
        if std::mem::take(&mut is_first) {
            if !rebuild.known.is_empty()
                && let Err(missing) = Asked::of(&named, &rebuild.known).all()
            {
                // Most likely a slip on the command line, which no later save corrects.
                unknown = Some(unknown_document(&missing));
                stopper.stop();
                return;
            }
            if !is_known {
                common.tell(&format!("watching {}; Ctrl-C ends it", shown(&common.file)));
            }
        }
        if let Some(preview) = &preview {
            preview.show(state(common, builder, rebuild));
        }
        // Unless something was saved between the two.
        let is_same = builder.timed_out() == arguments.timed_out.as_ref();
        if !(std::mem::take(&mut is_known) && is_same) {
            tell(common, arguments, builder, rebuild, &cause);
        }
        if rebuild.timed_out
            && let Some(timed_out) = builder.timed_out()
        {
            replace(common, timed_out, preview.as_ref());
        }
    });
    match unknown {
        Some(message) => Err(Failure::Usage(message)),
        None => Ok(()),
    }
}

/// Puts another process in the place of this one, to end the threads that go on without end. It has
/// the same number, terminal and address of the preview.
#[cfg(unix)]
fn replace(common: &Common, timed_out: &TimedOut, preview: Option<&Preview>) {
    use std::os::unix::process::CommandExt;

    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let mut arguments = again(std::env::args_os().skip(1));
    arguments.push(format!("--timed-out={timed_out}").into());
    if let Some(preview) = preview {
        arguments.push(format!("--port={}", preview.port()).into());
    }
    let error = session::between_replacements(|| Command::new(program).args(arguments).exec());
    common.complain(&format!("the program cannot be started again: {error}"));
}

/// Elsewhere a thread without end goes on beside the others.
#[cfg(not(unix))]
fn replace(_: &Common, _: &TimedOut, _: Option<&Preview>) {}

/// The arguments of this process without what the next one is told anew: where the preview is, and
/// not to open it again.
#[cfg(unix)]
fn again(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut kept = Vec::new();
    let mut is_value = false;
    for argument in arguments {
        let text = argument.to_string_lossy();
        let is_told_anew = std::mem::replace(&mut is_value, text == "--port")
            || text == "--open"
            || ["--port", "--timed-out"].iter().any(|name| {
                text.strip_prefix(name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
            });
        if !is_told_anew {
            kept.push(argument);
        }
    }
    kept
}

fn start_preview(common: &Common, arguments: &Watch) -> Result<Preview, Failure> {
    let preview = Preview::start(arguments.port).map_err(|error| match arguments.port {
        Some(port) => anyhow::Error::from(error)
            .context(format!("the preview cannot be served at port {port}")),
        None => anyhow::Error::from(error).context("the preview cannot be served"),
    })?;
    let address = preview.address();
    if arguments.timed_out.is_none() {
        common.tell(&format!("preview at {address}"));
    }
    if arguments.open
        && let Err(error) = open::that_detached(&address)
    {
        // The link above does as well.
        common.complain(&format!("the browser cannot be opened: {error}"));
    }
    Ok(preview)
}

/// What the preview shows after a rebuild.
fn state(common: &Common, builder: &Builder, rebuild: &Rebuild) -> State {
    let documents = builder.shown().iter().map(|shown| ShownDocument {
        name: shown.name.clone(),
        note: fitting(shown),
        page: Arc::clone(&shown.page),
    });
    State {
        documents: documents.collect(),
        problems: rebuild.problems.clone(),
        sources: rebuild.sources.clone(),
        failure: match &rebuild.status {
            Status::Failed(error) => Some(with_causes(error)),
            _ => None,
        },
        source: common.file.display().to_string(),
        elapsed: rebuild.elapsed,
    }
}

/// Prints the problems and the one line of a rebuild.
fn tell(common: &Common, arguments: &Watch, builder: &Builder, rebuild: &Rebuild, cause: &str) {
    show(
        common,
        &arguments.reporting,
        &rebuild.problems,
        &rebuild.sources,
    );
    let took = seconds(rebuild.elapsed);
    match &rebuild.status {
        Status::Failed(error) => common.complain(&with_causes(error)),
        Status::Faulty if !rebuild.written.is_empty() => common.tell(&format!(
            "{cause}: {}; the other documents are written  {took}",
            count_of_errors(rebuild),
        )),
        Status::Faulty => common.tell(&format!(
            "{cause}: {}; {} stays as it is  {took}",
            count_of_errors(rebuild),
            folder(builder.output_dir()),
        )),
        Status::Unchanged => {}
        Status::Current if rebuild.made.is_empty() && rebuild.written.is_empty() => {
            common.tell(&format!("{cause}: changes no document  {took}"));
        }
        Status::Current => {
            common.tell(&format!("{cause}: {}  {took}", documents(builder, rebuild)));
        }
    }
}

/// What led to a rebuild: "cv.yaml, papers.bib".
fn cause(changed: &[PathBuf], rebuild: &Rebuild) -> String {
    const MOST: usize = 3;
    let plain = |path: &Path| shown(path.strip_prefix(".").unwrap_or(path));
    let mut names: Vec<String> = changed.iter().map(|path| plain(path)).collect();
    if names.is_empty() {
        // Nobody saw it happen: it was found by looking.
        names = rebuild.edited.iter().map(shown).collect();
    }
    if names.is_empty() {
        return "a file".to_owned();
    }
    match names.len().saturating_sub(MOST) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names[..MOST].join(", ")),
    }
}

/// "cv 2 pages · resume 1 page, 97 % full, set tighter, 9.6 pt, 3 items left out".
fn documents(builder: &Builder, rebuild: &Rebuild) -> String {
    let made = |shown: &&Shown| rebuild.made.contains(&shown.name);
    let lines: Vec<String> = builder.shown().iter().filter(made).map(document).collect();
    match lines[..] {
        [] => format!("{} written again", folder(builder.output_dir())),
        _ => lines.join(" · "),
    }
}

/// "resume 1 page, 97 % full, set tighter, 9.6 pt, 3 items left out".
fn document(shown: &Shown) -> String {
    format!("{} {}", shown.name, fitting(shown))
}

fn fitting(shown: &Shown) -> String {
    let report = &shown.page.fitted.report;
    let state = match report.limit {
        Some(_) => fit::state(report),
        None if report.pages == 1 => "1 page".to_owned(),
        None => format!("{} pages", report.pages),
    };
    match report.cut.as_ref().map_or(0, |cut| cut.left_out().len()) {
        0 => state,
        1 => format!("{state}, 1 item left out"),
        more => format!("{state}, {more} items left out"),
    }
}

fn count_of_errors(rebuild: &Rebuild) -> String {
    let errors = rebuild.problems.iter();
    match errors
        .filter(|problem| problem.severity == Severity::Error)
        .count()
    {
        1 => "1 error".to_owned(),
        more => format!("{more} errors"),
    }
}

fn folder(path: &Path) -> String {
    format!("{}/", shown(path).trim_end_matches('/'))
}
