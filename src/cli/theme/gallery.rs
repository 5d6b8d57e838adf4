//! `folio theme gallery`: one document in every theme, on a page of pictures.

use std::time::Duration;

use rayon::prelude::*;

use super::super::Failure;
use super::super::arguments::{Common, Gallery, Reporting};
use super::super::build::options;
use super::super::project;
use super::super::reporting::show;
use crate::diagnostics::{Diagnostic, Severity, shown};
use crate::model::Format;
use crate::render::html::escaped;
use crate::session::{self, Output, Request};
use crate::theme::{self, About};

/// The folder of the page and its pictures, in that of the outputs.
const FOLDER: &str = "gallery";

/// A document in one theme.
struct Look {
    about: About,
    outputs: Vec<Output>,
    /// How much of it had to go.
    left_out: usize,
    problems: Vec<Diagnostic>,
}

pub(in super::super) fn run(common: &Common, arguments: &Gallery) -> Result<(), Failure> {
    let (project, name) = project::open(common, &arguments.document)?;
    let record = project.record().ok_or(Failure::Source)?;
    let limit = Duration::from_secs(arguments.time_limit.into());
    let options = options(None)?;
    let look = |about: About| {
        let request = Request {
            formats: vec![Format::Pdf, Format::Png],
            pages: None,
            options: crate::compose::Options {
                theme: Some(about.name.clone()),
                ..options.clone()
            },
            fragment: false,
        };
        let names = [name.clone()];
        let built = session::build_within(limit, record.clone(), &names, &project.engine, &request);
        let mut built = built.into_iter();
        let built = built.next();
        let (outputs, report, problems) = built.map_or_else(Default::default, |built| {
            (built.outputs, built.report, built.problems)
        });
        Look {
            about,
            outputs,
            left_out: report
                .and_then(|report| Some(report.cut?.left_out().len()))
                .unwrap_or(0),
            problems,
        }
    };
    let themes = theme::about(project.engine.project());
    let looks: Vec<Look> = themes.into_par_iter().map(look).collect();
    let found: Vec<Diagnostic> = looks
        .iter()
        .flat_map(|look| look.problems.clone())
        .filter(|problem| problem.severity > Severity::Note)
        .collect();
    let found = project.judged(found, false, Severity::Warning);
    show(common, &Reporting::default(), &found, &project.sources);

    let mut files = vec![Output::text("index.html", page(&name, &looks).into_bytes())];
    for look in &looks {
        let theme = &look.about.name;
        for output in &look.outputs {
            let (end, is_first) = match output.format {
                Format::Pdf => ("pdf", true),
                _ => ("png", output.file.to_string_lossy().ends_with("-1.png")),
            };
            if is_first {
                files.push(Output {
                    file: format!("{theme}.{end}").into(),
                    ..output.clone()
                });
            }
        }
    }
    let folder = common.output_dir.join(FOLDER);
    session::replace(&folder, &files.iter().collect::<Vec<_>>())?;
    let shown_looks = looks.iter().filter(|look| !look.outputs.is_empty()).count();
    common.tell(&format!(
        "{}  `{name}` in {shown_looks} themes: open it in a browser",
        shown(folder.join("index.html"))
    ));
    match shown_looks {
        0 => Err(Failure::Source),
        _ => Ok(()),
    }
}

/// The page.
fn page(document: &str, looks: &[Look]) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{document} in every theme</title>\n{STYLE}\n<h1>{document} in every theme</h1>\n\
         <p>Take one by <code>theme: NAME</code> under <code>settings</code> or under a document in your \
         <code>cv.yaml</code>. A picture is the first page; click it for the whole PDF.</p>\n<main>\n",
        document = escaped(document)
    );
    for Look {
        about,
        outputs,
        left_out,
        ..
    } in looks
    {
        let name = escaped(&about.name);
        let what = escaped(&about.about);
        let Some(pages) = outputs.first().and_then(|output| output.pages) else {
            html.push_str(&format!(
                "<figure><p>It could not be made: <code>folio {} --theme {name}</code> says why.</p>\n\
                 <figcaption><b>{name}</b> {what}</figcaption></figure>\n",
                escaped(document)
            ));
            continue;
        };
        let plural = if pages == 1 { "page" } else { "pages" };
        let cut = match left_out {
            0 => String::new(),
            count => format!(", {count} left out to fit"),
        };
        html.push_str(&format!(
            "<figure><a href=\"{name}.pdf\"><img src=\"{name}.png\" alt=\"The first page in the theme {name}\" \
             loading=\"lazy\"></a>\n<figcaption><b>{name}</b> {pages} {plural}{cut}<br>{what}</figcaption></figure>\n"
        ));
    }
    html.push_str("</main>\n</html>\n");
    html
}

const STYLE: &str = "\
<style>
  :root { color-scheme: light dark; font: 16px/1.45 system-ui, sans-serif; }
  body { margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
  main { display: grid; gap: 2rem; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); }
  figure { margin: 0; }
  img { background: #fff; border: 1px solid #8888; width: 100%; }
  figcaption { margin-top: .4rem; }
</style>";
