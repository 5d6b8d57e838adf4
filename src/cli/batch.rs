//! `folio batch`.

use std::io::{BufReader, IsTerminal};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::arguments::{Batch, Common, MessageFormat};
use super::build::request;
use super::reporting::print_report;
use super::{Failure, print};
use crate::batch::{self, Inputs, InputsError, Order, Summary, WorkerPool};
use crate::diagnostics::{self, printable, shown};
use crate::session::{self, Output};
use crate::source;

/// Most sources that the last lines of a run name.
const MOST_NAMED: usize = 20;

/// The arguments with which the program is a worker of a run.
const WORKER: [&str; 2] = ["batch", "--worker"];

pub(super) fn run(common: &Common, arguments: &Batch) -> Result<(), Failure> {
    if arguments.worker {
        // A terminal sends Ctrl-C to all processes of a run. A worker ends when the run has ended,
        // and not between two files; without a handler it ends all the same.
        let _ = ctrlc::set_handler(|| {});
        let orders = BufReader::new(std::io::stdin());
        return Ok(batch::serve(orders, std::io::stdout(), end)?);
    }
    if common.file != *"cv.yaml" {
        let message = "batch takes its files as arguments: `folio batch ada.yaml eve.yaml`";
        return Err(Failure::Usage(message.to_owned()));
    }
    let order = order(common, arguments)?;
    let start = Instant::now();
    let inputs = inputs(common, arguments)?;
    std::fs::create_dir_all(&common.output_dir).with_context(|| {
        let folder = shown(&common.output_dir);
        format!("the output folder `{folder}` cannot be made")
    })?;
    let program = std::env::current_exe().context("the program cannot find itself")?;
    let cores = std::thread::available_parallelism();
    let jobs = arguments.jobs.or(cores.ok()).map_or(1, NonZeroUsize::get);
    let pool = WorkerPool {
        program: (&program, &WORKER),
        order: &order,
        jobs,
        time_limit: Duration::from_secs(arguments.time_limit.into()),
    };
    let bar = progress_bar(common, arguments, inputs.len());
    let mut summary = Summary::new(jobs, arguments.shard);
    let mut results = Vec::new();
    let ended = pool.run(
        &inputs,
        || bar.inc(1),
        |mut finished| {
            summary.add(&inputs, &finished);
            results.append(&mut finished.results);
            bar.suspend(|| print_report(&arguments.reporting, &finished.report));
            ControlFlow::Continue(())
        },
    );
    bar.finish_and_clear();
    ended?;
    if arguments.reporting.message_format == MessageFormat::Sarif {
        print(diagnostics::sarif_log(results).as_bytes());
    }
    summary.end(start.elapsed());
    if let Some(file) = &arguments.summary {
        write(file, summary.json().into_bytes())?;
    }
    tell(common, &summary);
    match (summary.inaccessible, summary.failed + summary.crashed) {
        (0, 0) => Ok(()),
        (0, _) => Err(Failure::Source),
        (_, _) => Err(Failure::Inaccessible),
    }
}

/// Writes the summary: as a whole, unless what is there is a pipe, a device or a link.
fn write(file: &Path, bytes: Vec<u8>) -> anyhow::Result<()> {
    let is_plain = match std::fs::symlink_metadata(file) {
        Ok(metadata) => metadata.is_file(),
        Err(_) => true,
    };
    let name = file.file_name().filter(|_| is_plain);
    let Some(name) = name else {
        return std::fs::write(file, bytes)
            .with_context(|| format!("`{}` cannot be written", shown(file)));
    };
    let output = Output::text(name, bytes);
    session::replace(&source::folder_of(file), &[&output])?;
    Ok(())
}

/// Ends a worker whose run has ended.
#[expect(
    clippy::exit,
    reason = "what is being made may never end, and nobody is left to end it"
)]
fn end() {
    session::between_replacements(|| std::process::exit(3))
}

fn order(common: &Common, arguments: &Batch) -> Result<Order, Failure> {
    let request = request(&arguments.format, arguments.pages, arguments.theme.clone())?;
    Ok(Order {
        output_dir: common.output_dir.clone().into_os_string(),
        documents: session::each_once(&arguments.document),
        formats: request.formats,
        pages: request.pages,
        theme: request.options.theme,
        source_date_epoch: request.options.source_date_epoch,
        denies_warnings: arguments.reporting.denies_warnings(),
        form: arguments.reporting.form(common),
    })
}

fn inputs(common: &Common, arguments: &Batch) -> Result<Inputs, Failure> {
    let inputs = match Inputs::find(&arguments.paths, &common.output_dir) {
        Ok(inputs) => inputs,
        Err(error @ (InputsError::Nothing(_) | InputsError::SameFolder { .. })) => {
            return Err(Failure::Usage(error.to_string()));
        }
        Err(error @ InputsError::Folder(_)) => return Err(Failure::Environment(error.into())),
    };
    Ok(match arguments.shard {
        Some(shard) => inputs.part(shard),
        None => inputs,
    })
}

/// A bar on a terminal, where nothing else reads what is written; else one that draws nothing.
fn progress_bar(common: &Common, arguments: &Batch, length: usize) -> ProgressBar {
    let is_shown =
        !common.quiet && !arguments.reporting.uses_stdout() && std::io::stderr().is_terminal();
    let target = match is_shown {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::hidden(),
    };
    let bar = ProgressBar::with_draw_target(Some(length as u64), target);
    // The template is tested; without it the bar has its usual form.
    match style() {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn style() -> Result<ProgressStyle, indicatif::style::TemplateError> {
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} CVs, {per_sec}, {eta} left")?;
    Ok(style.progress_chars("━━ "))
}

/// Says what was done, and once more what was not.
fn tell(common: &Common, summary: &Summary) {
    let unbuilt: Vec<_> = summary.unbuilt().collect();
    if !unbuilt.is_empty() {
        common.tell("not built:");
        for line in unbuilt.iter().take(MOST_NAMED) {
            common.tell(&format!("  {}", printable(&line.source)));
        }
        if unbuilt.len() > MOST_NAMED {
            common.tell(&format!("  and {} more", unbuilt.len() - MOST_NAMED));
        }
    }
    let rate = match summary.built {
        0 => String::new(),
        _ => format!(", {:.1} CVs/s", summary.cvs_per_second),
    };
    common.tell(&format!(
        "{} built, {} failed, {} in {}, {:.1} s{rate}",
        counted(summary.built, "CV"),
        unbuilt.len(),
        counted(summary.files, "file"),
        shown(&common.output_dir),
        summary.seconds,
    ));
}

fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_has_its_template() {
        assert!(style().is_ok());
    }
}
