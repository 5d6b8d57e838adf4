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
