//! `folio fit`, and the line on fitting that a build prints.

use std::fmt::Write;
use std::time::Duration;

use super::arguments::{Common, Fit, ReportForm, Reporting};
use super::build::request;
use super::project;
use super::reporting::show;
use super::{Failure, print};
use crate::diagnostics::{Sources, printable_json, printable_lines};
use crate::fit::{Exchange, ItemReport, Report};
use crate::session::{self, Built};

/// How a document can grow, with the height in lines of the page or in pages.
const GROWTHS: [&str; 3] = ["one more line", "half a page more", "one more page"];

pub(super) fn run(common: &Common, arguments: &Fit) -> Result<(), Failure> {
    let request = request(&[], arguments.pages, arguments.theme.clone())?;
    let (project, name) = project::open(common, &arguments.document)?;
    let limit = Duration::from_secs(arguments.time_limit.into());
    let (record, engine) = (project.record().ok_or(Failure::Source)?, &project.engine);
    let page = match session::fitted_within(limit, record, &name, engine, &request) {
        Ok(page) => page,
        Err(problems) => {
            show(common, &Reporting::default(), &problems, &project.sources);
            return Err(Failure::Source);
        }
    };
    let found = &page.fitted.report;
    let leading = page.fitted.theme.leading_pt;
    let heights = [leading, found.page_pt / 2.0, found.page_pt];
    let text = match arguments.message_format {
        ReportForm::Human => table(&name, found, &heights, &project.sources),
        ReportForm::Json => json(&name, found, &heights, &project.sources)?,
    };
    print(printable_lines(&text).as_bytes());
    Ok(())
}

/// "resume: 1 page, 97 % full, set tighter; 3 items left out (`folio fit resume` lists them)".
///
/// `None` for a document that is set as designed.
pub(super) fn short_report(built: &Built) -> Option<String> {
    let report = built.report.as_ref()?;
    let left_out = report.cut.as_ref().map_or(0, |cut| cut.left_out().len());
    if left_out == 0 && !report.is_tightened() {
        return None;
    }
    let mut line = format!("{}: {}", built.name, state(report));
    if left_out > 0 {
        let items = if left_out == 1 { "item" } else { "items" };
        let _ = write!(
            line,
            "; {left_out} {items} left out (`folio fit {}` lists them)",
            built.name
        );
    }
    Some(line)
}

pub(super) fn state(report: &Report) -> String {
    let pages = if report.pages == 1 { "page" } else { "pages" };
    let setting = match (report.is_tightened(), report.is_relaxed()) {
        (true, _) => format!("set tighter, {} pt", rounded(report.size_pt)),
        (_, true) => format!("set roomier, {} pt", rounded(report.size_pt)),
        _ => format!("set as designed, {} pt", rounded(report.size_pt)),
    };
    let beside = match report.has_pairs {
        true => ", short sections beside each other",
        false => "",
    };
    let last = if report.pages == 1 { "" } else { "the last " };
    format!(
        "{} {pages}, {last}{:.0} % full, {setting}{beside}",
        report.pages,
        report.fill * 100.0
    )
}

fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn line_of(sources: &Sources, origin: &str) -> Option<usize> {
    let spans = sources.locate(origin)?;
    Some(sources.line_column(spans.file, spans.value.start).0)
}

fn table(name: &str, report: &Report, heights: &[f64; 3], sources: &Sources) -> String {
    let mut out = format!("{name}: {}\n", state(report));
    let _ = writeln!(
        out,
        "density {:.2} (0 roomiest, 1 as designed, 2 tightest), {} layouts",
        report.density, report.layouts
    );
    let Some(cut) = &report.cut else {
        out.push_str("nothing is left out\n");
        return out;
    };
    out.push_str("\n       line  height  class   value  item\n");
    for item in cut.items() {
        let line = line_of(sources, &item.origin).map(|line| line.to_string());
        let _ = writeln!(
            out,
            "{}  {:>5}  {:>4.0} pt  {:<6}  {:>5}  {}",
            if item.kept { "kept" } else { "CUT " },
            line.unwrap_or_default(),
            item.height_pt,
            item.priority,
            item.value,
            shortened(&item.text)
        );
    }
    out.push('\n');
    for (growth, height) in GROWTHS.iter().zip(heights) {
        let Exchange { back, gone } = cut.with_more(*height);
        let _ = write!(out, "with {growth} would come back: {}", named(&back));
        if !gone.is_empty() {
            let _ = write!(out, "; in exchange for: {}", named(&gone));
        }
        out.push('\n');
    }
    out
}

/// Items by their beginnings; the first few of many.
fn named(items: &[ItemReport]) -> String {
    const MOST: usize = 4;
    if items.is_empty() {
        return "nothing".to_owned();
    }
    let first: Vec<String> = items
        .iter()
        .take(MOST)
        .map(|item| format!("“{}”", shortened(&item.text)))
        .collect();
    let more = items.len().saturating_sub(MOST);
    match more {
        0 => first.join(", "),
        more => format!("{}, and {more} more", first.join(", ")),
    }
}

/// The beginning of a text, for one column of a table.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

fn json(
    name: &str,
    report: &Report,
    heights: &[f64; 3],
    sources: &Sources,
) -> Result<String, Failure> {
    let placed = |item: ItemReport| -> anyhow::Result<serde_json::Value> {
        let line = line_of(sources, &item.origin);
        let mut value = serde_json::to_value(item)?;
        value["line"] = line.into();
        Ok(value)
    };
    let placed_all = |verdicts: Vec<ItemReport>| {
        verdicts
            .into_iter()
            .map(placed)
            .collect::<anyhow::Result<Vec<_>>>()
    };
    let cut = report.cut.as_ref();
    let items = placed_all(cut.map(|cut| cut.items()).unwrap_or_default())?;
    let mut back = serde_json::Map::new();
    for (growth, height) in GROWTHS.iter().zip(heights) {
        let origins = |items: Vec<ItemReport>| -> Vec<String> {
            items.into_iter().map(|item| item.origin).collect()
        };
        let exchange = cut.map(|cut| cut.with_more(*height));
        let (back_again, gone) = exchange
            .map(|Exchange { back, gone }| (back, gone))
            .unwrap_or_default();
        let value = serde_json::json!({"back": origins(back_again), "gone": origins(gone)});
        back.insert(growth.replace(' ', "_"), value);
    }
    let value = serde_json::json!({
        "document": name,
        "limit": report.limit,
        "pages": report.pages,
        "fill": report.fill,
        "density": report.density,
        "size_pt": report.size_pt,
        "beside": report.has_pairs,
        "layouts": report.layouts,
        "items": items,
        "with": back,
    });
    let mut text = serde_json::to_string_pretty(&value).map_err(anyhow::Error::from)?;
    text.push('\n');
    Ok(printable_json(text))
}
