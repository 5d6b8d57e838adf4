//! The same input gives the same bytes, wherever and whenever it is built.

use assert_cmd::Command;

use super::project::{ENGINE, composed, fixture, fixtures};

#[test]
fn two_layouts_in_one_process_give_the_same_bytes() {
    let cv = fixture("homepage");
    let (composed, theme) = composed(&cv, "cv", "scholar");
    let pdf = || {
        ENGINE
            .layout(&composed.document, &theme)
            .unwrap()
            .pdf()
            .unwrap()
    };
    assert!(pdf() == pdf());
}

#[test]
fn surroundings_do_not_change_the_bytes() {
    let build = |zone: &str, locale: &str, home: &std::path::Path| {
        let output = Command::new(env!("CARGO_BIN_EXE_folio"))
            .env_clear()
            .envs([("TZ", zone), ("LANG", locale), ("LC_ALL", locale)])
            .env("HOME", home)
            .current_dir(home)
            .arg("--file")
            .arg(fixtures().join("full.yaml"))
            .args(["cv", "--format", "pdf", "--stdout"])
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        output.stdout
    };
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = build("UTC", "C.UTF-8", one.path());
    let second = build("America/New_York", "tr_TR.UTF-8", other.path());
    assert!(first == second);
    // Nothing of the day of the build is in the file: its dates are those of the source.
    let text = String::from_utf8_lossy(&first);
    assert!(text.contains("/CreationDate"));
}
