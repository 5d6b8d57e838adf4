use super::*;
use crate::model::Format;

fn output(name: &str, text: &str) -> Output {
    Output {
        file: name.into(),
        format: if name.ends_with(".png") {
            Format::Png
        } else {
            Format::Txt
        },
        bytes: text.into(),
        pages: Some(1),
        elapsed: Duration::ZERO,
    }
}

fn replaced(folder: &Path, outputs: &[(&str, &str)]) -> Result<Replaced, Error> {
    let outputs: Vec<Output> = outputs
        .iter()
        .map(|(name, text)| output(name, text))
        .collect();
    replace(folder, &outputs.iter().collect::<Vec<_>>())
}

/// Names and texts of the files of a folder; folders have no text.
fn found(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            (entry.file_name().into_string().unwrap(), text)
        })
        .collect();
    files.sort();
    files
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

#[test]
fn all_files_are_replaced_and_pages_that_are_no_more_removed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/output");
    let files = [("a.txt", "1"), ("cv-1.png", "2"), ("lib/b.txt", "3")];
    let first = replaced(&path, &files).unwrap();
    assert_eq!(first.written.len(), 3);
    fs::write(path.join("cv-2.png"), "old").unwrap();
    fs::write(path.join("cv-3.png"), "old").unwrap();
    fs::write(path.join("cv-5.png"), "not one of ours").unwrap();
    let second = replaced(&path, &[("a.txt", "4"), ("cv-1.png", "5")]).unwrap();
    assert_eq!(
        second.removed,
        [path.join("cv-2.png"), path.join("cv-3.png")]
    );
    let expected = [
        ("a.txt", "4"),
        ("cv-1.png", "5"),
        ("cv-5.png", "not one of ours"),
        ("lib", ""),
    ];
    assert_eq!(found(&path), pairs(&expected));
    assert_eq!(found(&path.join("lib")), pairs(&[("b.txt", "3")]));
}

#[test]
fn a_folder_in_the_place_of_one_file_keeps_all_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let before = [
        ("a.txt", "1"),
        ("b.txt", ""),
        ("c.txt", "3"),
        ("cv-2.png", "4"),
    ];
    for (name, text) in before {
        match text {
            "" => fs::create_dir_all(folder.path().join(name).join("full")).unwrap(),
            text => fs::write(folder.path().join(name), text).unwrap(),
        }
    }
    let after = [
        ("a.txt", "x"),
        ("new.txt", "x"),
        ("cv-1.png", "x"),
        ("b.txt", "x"),
        ("c.txt", "x"),
    ];
    let error = format!("{:#}", replaced(folder.path(), &after).unwrap_err());
    assert_eq!(
        error.matches("folder stands in its place").count(),
        1,
        "{error}"
    );
    assert!(error.contains("b.txt` cannot be written"), "{error}");
    assert_eq!(found(folder.path()), pairs(&before));
}

#[test]
fn what_was_moved_is_put_back_when_a_later_move_fails() {
    for is_removal in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let before = [("a.txt", "1"), ("gone.png", "3"), ("z.txt", "4")];
        for (name, text) in before {
            fs::write(path(name), text).unwrap();
        }
        let mut failing = Change::to(&path("last.txt"), b"x").unwrap();
        if is_removal {
            failing = Change::removal(&path("missing.png"));
        } else {
            // As if somebody had made it after it was looked at.
            fs::create_dir(path("last.txt")).unwrap();
            fs::create_dir(path("last.txt/full")).unwrap();
        }
        let changes = vec![
            Change::to(&path("a.txt"), b"x").unwrap(),
            Change::to(&path("new.txt"), b"x").unwrap(),
            Change::removal(&path("gone.png")),
            failing,
            Change::to(&path("z.txt"), b"x").unwrap(),
        ];
        let error = format!("{:#}", carry_out(changes).unwrap_err());
        assert!(error.contains("cannot be written"), "{error}");
        let cause = if is_removal {
            "os error"
        } else {
            "folder stands in"
        };
        assert_eq!(error.matches(cause).count(), 1, "{error}");
        assert!(!error.contains(PREFIX), "{error}");
        let mut expected = pairs(&before);
        if !is_removal {
            expected.insert(2, ("last.txt".to_owned(), String::new()));
        }
        assert_eq!(found(folder.path()), expected);
    }
}

#[cfg(unix)]
#[test]
fn links_are_replaced_and_what_they_lead_to_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("out")).unwrap();
    fs::write(path("target"), "mine").unwrap();
    std::os::unix::fs::symlink("../target", path("out/a.txt")).unwrap();
    std::os::unix::fs::symlink("../nowhere", path("out/b.txt")).unwrap();
    replaced(&path("out"), &[("a.txt", "x"), ("b.txt", "y")]).unwrap();
    assert_eq!(
        found(&path("out")),
        pairs(&[("a.txt", "x"), ("b.txt", "y")])
    );
    assert!(!path("out/a.txt").is_symlink() && !path("nowhere").exists());
    assert_eq!(fs::read_to_string(path("target")).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn what_a_killed_run_left_is_removed_and_what_a_living_one_has_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let mine = [
        ".folio-notes.txt",
        ".folio-abc",
        ".folio-a_cdef",
        ".folio-old",
        "x.folio-abcdef",
    ];
    for name in mine.iter().chain(&[".folio-a1B2c3", ".folio-old-a1B2c3"]) {
        fs::write(folder.path().join(name), "x").unwrap();
    }
    fs::create_dir(folder.path().join(".folio-foldrs")).unwrap();
    let turn = Turn::take(folder.path(), PATIENCE).unwrap();
    assert!(turn.0.is_some());
    assert!(Turn::take(folder.path(), Duration::from_millis(20)).is_err());
    // Another run waits for its turn, and leaves alone what it cannot know to be dead.
    let waiting = folder.path().to_owned();
    let other = thread::spawn(move || replaced(&waiting, &[("a.txt", "1")]).unwrap());
    thread::sleep(Duration::from_millis(60));
    assert!(folder.path().join(".folio-a1B2c3").exists());
    assert!(!folder.path().join("a.txt").exists());
    drop(turn);
    other.join().unwrap();
    let mut expected: Vec<String> = mine.iter().map(|name| (*name).to_owned()).collect();
    expected.extend([".folio-foldrs".to_owned(), "a.txt".to_owned()]);
    expected.sort();
    let names: Vec<String> = found(folder.path())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, expected);
    Turn(None).sweep(folder.path());
    fs::write(folder.path().join(".folio-old-a1B2c3"), "x").unwrap();
    fs::write(folder.path().join(".folio-a1B2c3"), "x").unwrap();
    Turn(None).sweep(folder.path());
    assert_eq!(
        found(folder.path()).len(),
        expected.len() + 2,
        "too young, without a lock"
    );
}

#[test]
fn two_runs_into_one_folder_leave_the_files_of_one() {
    let folder = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        for run in 0..8 {
            let path = folder.path();
            scope.spawn(move || {
                for _ in 0..10 {
                    let text = run.to_string();
                    let names: Vec<String> = (0..6).map(|file| format!("{file}.txt")).collect();
                    let files: Vec<(&str, &str)> = names
                        .iter()
                        .map(|name| (name.as_str(), text.as_str()))
                        .collect();
                    replaced(path, &files).unwrap();
                }
            });
        }
    });
    let files = found(folder.path());
    assert_eq!(files.len(), 6, "{files:?}");
    assert!(
        files.iter().all(|(_, text)| *text == files[0].1),
        "{files:?}"
    );
}
