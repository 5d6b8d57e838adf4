//! The pictures of the book and of the README: drawn anew, of the YAML that stands above each, and compared.

mod picture;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use folio::compose::Options;
use folio::model::{Cv, THEMES};
use folio::session::{self, LaidOut, Request};
use folio::source::{Environment, load_str};
use rayon::prelude::*;

use self::picture::Picture;
use super::project::{ENGINE, fixture, fixtures};

/// Whose pages show the looks.
const LOOKS: &str = include_str!("looks.yaml");

/// Where the pictures are.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images")
}

/// The examples of a page that have a picture below them: what the picture is called, within `docs/images/`, and what
/// stands in the example.
fn examples(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (_, rest) in page
        .match_indices("```yaml\n")
        .map(|(at, fence)| page.split_at(at + fence.len()))
    {
        let (block, after) = rest.split_once("```").unwrap();
        if let Some(picture) = after.trim_start().strip_prefix("![") {
            let (_, address) = picture.split_once("](images/").unwrap();
            let (name, _) = address.split_once(".png)").unwrap();
            found.push((name.to_owned(), block.to_owned()));
        }
    }
    found
}

fn cv(source: &str) -> Cv {
    let loaded = load_str("cv.yaml", source, &fixtures(), &Environment::default());
    assert!(!loaded.has_errors(), "{source}: {:#?}", loaded.diagnostics);
    loaded.cv.unwrap()
}

fn laid_out(cv: &Cv, document: &str, theme: Option<&str>) -> LaidOut {
    let request = Request {
        options: Options {
            theme: theme.map(str::to_owned),
            ..Options::default()
        },
        ..Request::default()
    };
    session::fitted(cv, document, &ENGINE, &request, &mut Vec::new()).unwrap()
}

/// A document of one page.
fn page(cv: &Cv, document: &str, theme: Option<&str>, pixels_per_inch: f32) -> Picture {
    let page = laid_out(cv, document, theme);
    let layout = &page.fitted.layout;
    assert_eq!(layout.pages(), 1);
    Picture::of_page(layout, 0, pixels_per_inch)
}

/// What an example of settings makes of the head of a résumé.
fn of_settings(name: &str, example: &str) -> Picture {
    let drawn = page(&cv(&format!("{LOOKS}\n{example}")), "resume", None, 64.0);
    // What is seen of a foot stands at the end of the page.
    let top = if name.ends_with("/footer") { 640 } else { 28 };
    let height = if name.ends_with("/columns") { 420 } else { 230 };
    drawn.cut(0..drawn.width(), top..top + height)
}

/// What an academic CV prints of an example, on narrow lines; of sections without the name above them.
fn of_sections(example: &str) -> Picture {
    const NARROW: &str = "settings: {design: {margins: 45mm}}\n";
    const NAME: &str = "person: {name: Ada Lovelace}\n";
    /// Of 45 mm at 110 pixels an inch, with some white beside the text.
    const SIDE: usize = 195 - 10;
    let drawn = |source: &str| page(&cv(source), "cv", Some("scholar"), 110.0);
    let (whole, head) = match example.lines().any(|line| line.starts_with("person:")) {
        true => (drawn(&format!("{example}{NARROW}")), 0),
        false => {
            let head = drawn(&format!("{NAME}{NARROW}")).drawn().end;
            (drawn(&format!("{NAME}{example}{NARROW}")), head)
        }
    };
    let columns = SIDE..whole.width() - SIDE;
    let below = whole.cut(columns, head..whole.height());
    let rows = below.drawn();
    assert!(!rows.is_empty(), "{example}");
    below.cut(
        0..below.width(),
        rows.start.saturating_sub(10)..rows.end + 10,
    )
}

/// Three documents of one file, their first pages.
fn of_documents() -> Picture {
    let cv = fixture("prof");
    let pages: Vec<Picture> = ["cv", "resume", "publications"]
        .into_par_iter()
        .map(|document| Picture::of_page(&laid_out(&cv, document, None).fitted.layout, 0, 100.0))
        .collect();
    Picture::beside(&pages, 40, [0xee; 3], [0xcc; 3])
}

/// All pictures, and what they are called.
fn pictures() -> Vec<(String, Picture)> {
    let looks = examples(include_str!("../../../docs/themes.md"));
    let sections = examples(include_str!("../../../docs/write.md"));
    assert!(looks.len() > 10 && sections.len() > 10);
    let mut all: Vec<(String, Picture)> = looks
        .into_par_iter()
        .map(|(name, example)| {
            let picture = of_settings(&name, &example);
            (name, picture)
        })
        .collect();
    all.par_extend(sections.into_par_iter().map(|(name, example)| {
        let picture = of_sections(&example);
        (name, picture)
    }));
    let plain = cv(LOOKS);
    all.par_extend(THEMES.into_par_iter().map(|theme| {
        let picture = page(&plain, "resume", Some(theme), 32.0);
        (format!("looks/theme-{theme}"), picture)
    }));
    all.push(("documents".to_owned(), of_documents()));
    all
}

/// The files below a folder that end in `.png`, by their names without it.
fn files(folder: &Path) -> BTreeSet<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    let names = entries.filter_map(|entry| {
        let path = entry.unwrap().into_path();
        let inside = path.strip_prefix(folder).unwrap().to_str()?;
        inside
            .strip_suffix(".png")
            .map(|name| name.replace('\\', "/"))
    });
    names.collect()
}

#[test]
#[ignore = "draws some forty pages, which takes half a minute"]
fn the_pictures_are_those_of_the_examples_above_them() {
    let all = pictures();
    let path = |name: &str| folder().join(format!("{name}.png"));
    if std::env::var_os("FOLIO_UPDATE").is_some() {
        for (name, picture) in &all {
            // One that shows the same stays as it is.
            if picture.difference(&path(name)).is_some() {
                picture.write(&path(name));
            }
        }
    }
    let wrong: Vec<String> = all
        .iter()
        .filter_map(|(name, picture)| {
            Some(format!("{name}.png {}", picture.difference(&path(name))?))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{wrong:#?}: FOLIO_UPDATE=1 cargo test --test suite the_pictures -- --ignored makes them anew"
    );
    // There is no other, and all of them are light.
    let names: BTreeSet<String> = all.into_iter().map(|(name, _)| name).collect();
    assert_eq!(files(&folder()), names);
    let weights = names
        .iter()
        .map(|name| fs::metadata(path(name)).unwrap().len());
    let weight: u64 = weights.sum();
    assert!(weight < 900_000, "{weight} bytes of pictures");
}
