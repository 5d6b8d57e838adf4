//! Files of the repository that are made from the code, held against what the code makes.

use std::fs;
use std::path::Path;

/// Fails when a file of the repository is not `content`; with `FOLIO_UPDATE=1` in the environment,
/// writes it instead.
pub(crate) fn assert_current(path: &str, content: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("FOLIO_UPDATE").is_some() {
        fs::write(&file, content).unwrap();
        return;
    }
    assert!(
        fs::read_to_string(&file).is_ok_and(|found| found == content),
        "`{path}` is not current; write it again with `FOLIO_UPDATE=1 cargo test --lib`"
    );
}

/// Fails when a part of a page is not `content`: what stands between the comment `made from the code: NAME`
/// and the next comment `end`. With `FOLIO_UPDATE=1` in the environment, writes it instead.
pub(crate) fn assert_current_part(path: &str, name: &str, content: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let page = fs::read_to_string(&file).unwrap();
    let opening = format!("<!-- made from the code: {name} -->\n\n");
    let start = page.find(&opening).unwrap() + opening.len();
    let end = start + page[start..].find("\n<!-- end -->").unwrap();
    if std::env::var_os("FOLIO_UPDATE").is_some() {
        fs::write(
            &file,
            format!("{}{content}{}", &page[..start], &page[end..]),
        )
        .unwrap();
        return;
    }
    assert!(
        &page[start..end] == content,
        "`{path}` is not current in \"{name}\"; write it again with `FOLIO_UPDATE=1 cargo test --lib`"
    );
}
