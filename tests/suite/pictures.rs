//! The pictures of `docs/themes.md` and of the README, made of the YAML that stands above each.

use std::fs;
use std::path::Path;
use std::process::Command;

use folio::compose::Options;
use folio::model::{Cv, THEMES};
use folio::session::{self, Request};
use folio::source::{Environment, load_str};

use super::project::{ENGINE, fixtures};

/// Whose pages they are.
const CV: &str = include_str!("looks.yaml");

/// Where the pictures are.
fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images/looks")
}

/// The examples of the page that have a picture below them: its name, and what stands in the example.
fn examples() -> Vec<(String, String)> {
    let page = include_str!("../../docs/themes.md");
    let mut found = Vec::new();
    let mut example = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("```yaml\n") {
        let _ = before;
        let (block, after) = after.split_once("```").unwrap();
        block.clone_into(&mut example);
        if let Some(picture) = after.trim_start().strip_prefix("![") {
            let (_, address) = picture.split_once("](images/looks/").unwrap();
            let (name, _) = address.split_once(".png)").unwrap();
            found.push((name.to_owned(), example.clone()));
        }
        rest = after;
    }
    found
}

fn cv(settings: &str) -> Cv {
    let source = format!("{CV}\n{settings}");
    let loaded = load_str("cv.yaml", &source, &fixtures(), &Environment::default());
    assert!(
        !loaded.has_errors(),
        "{settings}: {:#?}",
        loaded.diagnostics
    );
    loaded.cv.unwrap()
}

/// The résumé as PDF.
fn pdf(cv: &Cv, theme: Option<&str>) -> Vec<u8> {
    let request = Request {
        options: Options {
            theme: theme.map(str::to_owned),
            ..Options::default()
        },
        ..Request::default()
    };
    let page = session::fitted(cv, "resume", &ENGINE, &request, &mut Vec::new()).unwrap();
    assert_eq!(page.fitted.layout.pages(), 1);
    page.fitted.layout.pdf().unwrap()
}

/// FNV-1a, 64 bits.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// All pictures: their names, their pages, and the arguments of `pdftoppm` that say how much of one is seen.
fn pages() -> Vec<(String, Vec<u8>, Vec<&'static str>)> {
    let shown = examples().into_iter().map(|(name, example)| {
        // What is seen of a foot stands at the end of the page.
        let from = if name == "footer" { "640" } else { "28" };
        let height = if name == "columns" { "420" } else { "230" };
        let crop = vec!["-r", "64", "-x", "0", "-y", from, "-W", "529", "-H", height];
        (name, pdf(&cv(&example), None), crop)
    });
    let plain = cv("");
    let themes = THEMES.into_iter().map(|theme| {
        let crop = vec!["-r", "32"];
        (format!("theme-{theme}"), pdf(&plain, Some(theme)), crop)
    });
    shown.chain(themes).collect()
}

#[test]
#[ignore = "runs pdftoppm (poppler) with FOLIO_UPDATE=1, and lays out each page in any case"]
fn the_pictures_are_those_of_the_examples_above_them() {
    let pages = pages();
    assert!(pages.len() > THEMES.len() + 10, "{}", pages.len());
    let listed: String = pages
        .iter()
        .map(|(name, pdf, _)| format!("{name} {:016x}\n", fingerprint(pdf)))
        .collect();
    let list = folder().join("pages.txt");
    if std::env::var_os("FOLIO_UPDATE").is_some() {
        let scratch = tempfile::tempdir().unwrap();
        for (name, pdf, crop) in &pages {
            let path = scratch.path().join("page.pdf");
            fs::write(&path, pdf).unwrap();
            let run = Command::new("pdftoppm")
                .args(crop)
                .args(["-png", "-singlefile"])
                .arg(&path)
                .arg(folder().join(name))
                .status()
                .unwrap();
            assert!(run.success());
        }
        fs::write(&list, &listed).unwrap();
    }
    let kept = fs::read_to_string(&list).unwrap_or_default();
    assert_eq!(
        kept, listed,
        "FOLIO_UPDATE=1 cargo test --test suite the_pictures -- --ignored makes them anew"
    );
    let mut weight = 0;
    for (name, ..) in &pages {
        weight += fs::metadata(folder().join(name).with_extension("png"))
            .unwrap()
            .len();
    }
    assert!(weight < 600_000, "{weight} bytes of pictures");
}
