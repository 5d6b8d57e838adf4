//! What every stage takes, at 30, 500 and 5,000 publications.

use std::hint::black_box;
use std::path::Path;
use std::sync::LazyLock;

use divan::{Bencher, counter::ItemsCount};
use folio::arrange::arrange;
use folio::fit;
use folio::model::{Cv, Format};
use folio::render::latex;
use folio::render::typst::Engine;
use folio::session::{self, Request};
use folio::source::{self, Environment, Loaded};
use folio::theme;
use folio::{compose, document::Document, theme::Theme};
use typst::comemo;

use crate::papers;

const SIZES: [usize; 3] = [30, 500, 5_000];

static ENVIRONMENT: LazyLock<Environment> = LazyLock::new(|| Environment {
    themes: theme::names(None),
    templates: Engine::new(None).template_names(),
    languages: Vec::new(),
});

/// A CV from its text.
pub(crate) fn load(text: &str, folder: &Path) -> Loaded {
    source::load_str("cv.yaml", text, folder, &ENVIRONMENT)
}

pub(crate) fn cv(text: &str, folder: &Path) -> Cv {
    load(text, folder).cv.expect("a CV that can be read")
}

pub(crate) fn composed(cv: &Cv, name: &str) -> (Document, Theme) {
    let options = compose::Options::default();
    let composed = compose::compose(cv, name, &options).expect("a document of the CV");
    let theme = composed.settings.theme.as_str();
    let theme = theme::load(theme, None).expect("a theme of the program");
    (composed.document, theme)
}

fn list(count: usize) -> (Document, Theme) {
    composed(&cv(&papers::yaml(count), Path::new(".")), "publications")
}

#[divan::bench(args = SIZES, max_time = 4)]
fn load_yaml(bencher: Bencher, count: usize) {
    let text = papers::yaml(count);
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| load(black_box(&text), Path::new(".")));
}

#[divan::bench(args = SIZES, max_time = 4)]
fn load_bib(bencher: Bencher, count: usize) {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    std::fs::write(folder.path().join("papers.bib"), papers::bib(count)).expect("a writable file");
    let text = "person: {name: Ada Lovelace}\nbibliography: [papers.bib]\n";
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| load(black_box(text), folder.path()));
}

#[divan::bench(args = SIZES, max_time = 4)]
fn compose(bencher: Bencher, count: usize) {
    let cv = cv(&papers::yaml(count), Path::new("."));
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| composed(black_box(&cv), "publications"));
}

#[divan::bench(args = SIZES, max_time = 4)]
fn serialise(bencher: Bencher, count: usize) {
    let (document, theme) = list(count);
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| serde_json::to_vec(&arrange(black_box(&document), &theme)));
}

#[divan::bench(args = SIZES, max_time = 15)]
fn typeset(bencher: Bencher, count: usize) {
    let (document, theme) = list(count);
    let engine = Engine::new(None);
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| engine.layout(black_box(&document), &theme).map(drop));
}

#[divan::bench(args = SIZES, max_time = 15)]
fn pdf(bencher: Bencher, count: usize) {
    let (document, theme) = list(count);
    let layout = Engine::new(None).layout(&document, &theme);
    let layout = layout.expect("a document without problems");
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| layout.pdf());
}

#[divan::bench(args = SIZES, max_time = 4)]
fn tex(bencher: Bencher, count: usize) {
    let (document, theme) = list(count);
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| latex::latex(black_box(&document), &theme));
}

/// One page of a long list: most of it has to be left out.
#[divan::bench(args = [30, 500], max_time = 15)]
fn fit_one_page(bencher: Bencher, count: usize) {
    let cv = cv(&papers::yaml(count), Path::new("."));
    let (document, theme) = composed(&cv, "publications");
    let (engine, priorities) = (Engine::new(None), priorities(&cv, "publications"));
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| fit::fit(&document, &theme, &priorities, &engine, Some(1)).map(drop));
}

/// From the text of the file to the bytes of PDF and LaTeX.
#[divan::bench(args = SIZES, max_time = 15)]
fn whole_build(bencher: Bencher, count: usize) {
    let text = papers::yaml(count);
    bencher
        .counter(ItemsCount::new(count))
        .with_inputs(|| comemo::evict(0))
        .bench_values(|()| {
            let cv = cv(black_box(&text), Path::new("."));
            let request = Request {
                formats: vec![Format::Pdf, Format::Tex],
                ..Request::default()
            };
            let names = ["publications".to_owned()];
            session::build(&cv, &names, &Engine::new(None), &request)
        });
}

/// What of a document is kept when a page is full.
fn priorities(cv: &Cv, name: &str) -> folio::select::Priorities {
    let selection = folio::select::select(cv, name).expect("the document is there");
    selection.priorities()
}
