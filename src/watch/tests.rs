use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::*;
use crate::diagnostics::Code;
use crate::model::Format;
use crate::render::typst::Engine;
use crate::session::{self, Request};
use crate::source;

const SOURCE: &str = "\
person:
  name: Ada Lovelace
summary: Computing researcher.
experience:
  - organization: Analytical Engines
    title: Engineer
publications:
  - title: Notes on the Engine
    authors: Ada Lovelace
    date: 1843
documents:
  cv: {formats: [pdf, txt]}
  resume: {formats: [pdf], sections: [experience]}
  publications: {formats: [pdf, bib], hide: [headline], sections: [publications]}
";

struct Desk {
    folder: TempDir,
    builder: Builder,
}

impl Desk {
    fn new(source: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("cv.yaml"), source).unwrap();
        let builder = Builder::new(order(folder.path()));
        Self { folder, builder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes the source and rebuilds; the documents made.
    fn edit(&mut self, source: &str) -> Rebuild {
        self.write("cv.yaml", source);
        self.builder.rebuild(&[self.path("cv.yaml")])
    }

    /// Whether the outputs are those of a build by a new process.
    fn assert_as_built(&self) {
        let cv = source::load(&self.path("cv.yaml")).unwrap().cv.unwrap();
        let engine = Engine::new(Some(self.folder.path()));
        let names = cv.document_names();
        for built in session::build(&cv, &names, &engine, &Request::default()) {
            assert!(!built.failed(), "{:?}", built.problems);
            for output in built.outputs {
                assert!(
                    session::same_as_written(&self.path("output"), &output),
                    "{} differs",
                    output.file.display()
                );
            }
        }
    }
}

fn order(folder: &Path) -> Order {
    Order {
        file: folder.join("cv.yaml"),
        output_dir: folder.join("output"),
        documents: Vec::new(),
        request: Request::default(),
        denies_warnings: false,
        time_limit: Duration::from_secs(300),
        timed_out: None,
        is_over: Arc::default(),
    }
}

fn is_current(rebuild: &Rebuild) -> bool {
    matches!(rebuild.status, Status::Current)
}

#[test]
fn only_what_changed_is_made_again() {
    let mut desk = Desk::new(SOURCE);
    let first = desk.builder.rebuild(&[]);
    assert!(is_current(&first), "{first:?}");
    assert_eq!(first.made, ["cv", "resume", "publications"]);
    assert_eq!(first.written.len(), 5);

    let again = desk.builder.rebuild(&[]);
    assert!(matches!(again.status, Status::Unchanged), "{again:?}");
    assert!(again.made.is_empty() && again.written.is_empty());

    let comment = desk.edit(&format!("# A comment.\n{SOURCE}"));
    assert!(is_current(&comment), "{comment:?}");
    assert!(comment.made.is_empty() && comment.written.is_empty());

    let title = desk.edit(&SOURCE.replace("title: Engineer", "title: Chief engineer"));
    assert_eq!(title.made, ["cv", "resume"]);
    assert_eq!(title.written.len(), 3);

    let priority = SOURCE.replace(
        "title: Engineer",
        "title: Chief engineer\n    priority: low",
    );
    // Only a document with a limit asks for priorities.
    assert_eq!(desk.edit(&priority).made, ["resume"]);
    desk.assert_as_built();
}

#[test]
fn bibliographies_are_written_again_when_only_their_data_changed() {
    let mut desk = Desk::new(SOURCE);
    desk.builder.rebuild(&[]);
    // Whether a paper is selected is not printed, but exported.
    let rebuild = desk.edit(&SOURCE.replace("date: 1843", "date: 1843\n    selected: true"));
    assert!(is_current(&rebuild), "{rebuild:?}");
    assert_eq!(rebuild.made, ["publications"]);
    let bib = fs::read_to_string(desk.path("output/publications.bib")).unwrap();
    assert!(bib.contains("selected"), "{bib}");
    desk.write("cv.yaml", SOURCE);
    desk.builder.rebuild(&[]);
    desk.assert_as_built();
}

#[test]
fn errors_keep_the_files_and_undoing_them_makes_nothing() {
    let mut desk = Desk::new(SOURCE);
    desk.builder.rebuild(&[]);
    let before = fs::read(desk.path("output/cv.pdf")).unwrap();
    for broken in [
        "person: [",
        "persn: {}\n",
        &SOURCE.replace("title: Engineer", "title: Engineer\n    start: 2021-13"),
        &SOURCE.replace("Computing researcher.", "\u{1F9FF} is in no font."),
    ] {
        let faulty = desk.edit(broken);
        assert!(matches!(faulty.status, Status::Faulty), "{faulty:?}");
        assert!(!faulty.problems.is_empty() && faulty.written.is_empty());
        assert_eq!(desk.builder.shown().len(), 3, "the last good pages stay");
    }
    assert_eq!(fs::read(desk.path("output/cv.pdf")).unwrap(), before);
    let mended = desk.edit(SOURCE);
    assert!(is_current(&mended), "{mended:?}");
    // Of the last mistake only a layout could tell, in the documents that show the summary. What was
    // never laid out otherwise is still there.
    assert!(!mended.made.contains(&"publications".to_owned()));
    desk.assert_as_built();
}

#[test]
fn nothing_is_written_until_all_documents_are_good_and_then_all_of_it() {
    let mut desk = Desk::new(SOURCE);
    desk.builder.rebuild(&[]);
    let old = fs::read(desk.path("output/cv.txt")).unwrap();
    let cv = SOURCE.replace("Computing", "Curious");
    let faulty = desk.edit(&cv.replace("resume: {", "resume: {theme: none, "));
    assert!(matches!(faulty.status, Status::Faulty), "{faulty:?}");
    assert_eq!(fs::read(desk.path("output/cv.txt")).unwrap(), old);
    let mended = desk.edit(&cv);
    assert!(is_current(&mended));
    let text = fs::read_to_string(desk.path("output/cv.txt")).unwrap();
    assert!(text.contains("Curious"), "{text}");
    desk.assert_as_built();
}

#[test]
fn missing_files_and_folders_in_their_place_are_survived() {
    let mut desk = Desk::new(SOURCE);
    desk.builder.rebuild(&[]);
    fs::remove_file(desk.path("cv.yaml")).unwrap();
    let missing = desk.builder.rebuild(&[]);
    assert!(matches!(missing.status, Status::Failed(_)), "{missing:?}");
    // Said once.
    assert!(matches!(
        desk.builder.rebuild(&[]).status,
        Status::Unchanged
    ));
    fs::create_dir(desk.path("cv.yaml")).unwrap();
    assert!(matches!(
        desk.builder.rebuild(&[]).status,
        Status::Failed(_)
    ));
    fs::remove_dir(desk.path("cv.yaml")).unwrap();
    fs::remove_dir_all(desk.path("output")).unwrap();
    let back = desk.edit(SOURCE);
    assert!(is_current(&back) && back.made.is_empty(), "{back:?}");
    assert_eq!(back.written.len(), 5, "a vanished folder is filled again");
    // A folder where a file belongs is a problem of the surroundings, and passes.
    fs::remove_file(desk.path("output/cv.pdf")).unwrap();
    fs::create_dir_all(desk.path("output/cv.pdf/in")).unwrap();
    assert!(matches!(desk.edit(SOURCE).status, Status::Failed(_)));
    fs::remove_dir_all(desk.path("output/cv.pdf")).unwrap();
    assert!(is_current(&desk.edit(SOURCE)));
    desk.assert_as_built();
}

#[test]
fn templates_themes_and_bibliographies_are_inputs() {
    let source = SOURCE.replace(
        "publications:\n  -",
        "bibliography: [papers.bib]\npublications:\n  -",
    );
    let mut desk = Desk::new(&source);
    let missing = desk.builder.rebuild(&[]);
    assert!(matches!(missing.status, Status::Faulty), "{missing:?}");
    let papers = desk.path("papers.bib");
    assert!(desk.builder.dependencies().files().contains(&papers));
    let paper = "@article{a, title={A Paper}, author={Ada Lovelace}, year={1842}}\n";
    desk.write("papers.bib", paper);
    assert!(is_current(&desk.builder.rebuild(&[])));
    desk.write("papers.bib", &paper.replace("A Paper", "Another Paper"));
    let changed = desk.builder.rebuild(&[papers]);
    assert_eq!(changed.made, ["cv", "publications"]);

    // A template of one's own in place of one of the program, and gone again.
    let own = include_str!("../../templates/resume.typ");
    desk.write("templates/resume.typ", own);
    let same = desk.builder.rebuild(&[desk.path("templates/resume.typ")]);
    assert!(same.made.is_empty(), "the same content: {same:?}");
    desk.write("templates/resume.typ", "#panic(\"not yet\")\n");
    let faulty = desk.builder.rebuild(&[desk.path("templates/resume.typ")]);
    assert!(matches!(faulty.status, Status::Faulty), "{faulty:?}");
    assert_eq!(faulty.made, ["resume"]);
    fs::remove_dir_all(desk.path("templates")).unwrap();
    let back = desk.builder.rebuild(&[desk.path("templates")]);
    assert!(is_current(&back) && back.made == ["resume"], "{back:?}");

    desk.write("templates/themes/clear.yaml", "accent: \"#7a1020\"\n");
    let theme = desk
        .builder
        .rebuild(&[desk.path("templates/themes/clear.yaml")]);
    assert_eq!(theme.made, ["resume"]);
    desk.assert_as_built();
}

#[test]
fn what_changes_while_the_source_is_broken_is_not_forgotten() {
    let mut desk = Desk::new(SOURCE);
    desk.builder.rebuild(&[]);
    for broken in ["person: [", &SOURCE.replace("cv: {", "cv: {theme: none, ")] {
        desk.edit(broken);
        let own = include_str!("../../templates/academic.typ");
        desk.write("templates/academic.typ", &format!("{own}\nMore.\n"));
        desk.builder.rebuild(&[desk.path("templates/academic.typ")]);
        assert_eq!(desk.edit(SOURCE).made, ["cv"]);
        desk.assert_as_built();
        fs::remove_dir_all(desk.path("templates")).unwrap();
        assert_eq!(desk.builder.rebuild(&[desk.path("templates")]).made, ["cv"]);
    }
}

#[test]
fn a_picture_is_an_input_of_the_documents_that_show_it() {
    let source = SOURCE.replace(
        "name: Ada Lovelace\n",
        "name: Ada Lovelace\n  photo: {path: ada.svg, alt: Ada}\n",
    );
    let mut desk = Desk::new(&source);
    let missing = desk.builder.rebuild(&[]);
    assert_eq!(missing.problems[0].code, Code::BadPhoto);
    let svg = include_str!("../../tests/fixtures/portrait.svg");
    desk.write("ada.svg", svg);
    let shown = desk.builder.rebuild(&[desk.path("ada.svg")]);
    assert!(is_current(&shown), "{shown:?}");
    assert!(
        desk.builder
            .dependencies()
            .files()
            .contains(&desk.path("ada.svg"))
    );
    desk.write("ada.svg", &svg.replace("<svg ", "<svg data-changed=\"1\" "));
    let changed = desk.builder.rebuild(&[desk.path("ada.svg")]);
    assert!(!changed.made.is_empty(), "{changed:?}");
    assert!(
        !changed.made.contains(&"publications".to_owned()),
        "{changed:?}"
    );
    let same = desk.builder.rebuild(&[desk.path("ada.svg")]);
    assert!(same.made.is_empty());
    desk.assert_as_built();
}

#[test]
fn a_font_of_the_projects_own_makes_everything_again() {
    let mut desk = Desk::new(SOURCE);
    desk.builder.rebuild(&[]);
    let font = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fonts/source-code-pro/SourceCodePro-Regular.otf");
    let font = fs::read(font).unwrap();
    let own = desk.path("fonts/Own.otf");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    fs::write(&own, &font).unwrap();
    assert_eq!(
        desk.builder.rebuild(std::slice::from_ref(&own)).made.len(),
        3
    );
    fs::write(&own, &font).unwrap();
    assert!(desk.builder.rebuild(&[own]).made.is_empty());
    desk.assert_as_built();
}

#[test]
fn documents_come_and_go_with_the_source() {
    let mut desk = Desk::new(SOURCE);
    desk.builder.rebuild(&[]);
    let more = desk.edit(&format!("{SOURCE}  short: {{extends: resume}}\n"));
    assert_eq!(more.made, ["short"]);
    assert_eq!(desk.builder.shown().len(), 4);
    assert!(desk.edit(SOURCE).made.is_empty());
    assert_eq!(desk.builder.shown().len(), 3);

    let mut order = order(desk.folder.path());
    order.documents = vec!["short".to_owned()];
    let mut builder = Builder::new(order);
    let unknown = builder.rebuild(&[]);
    assert!(matches!(unknown.status, Status::Faulty), "{unknown:?}");
    assert_eq!(unknown.problems[0].code, Code::UnknownDocument);
}

#[test]
fn formats_change_what_is_written() {
    let mut desk = Desk::new(SOURCE);
    desk.builder.rebuild(&[]);
    let more = desk.edit(&SOURCE.replace("[pdf, txt]", "[pdf, txt, tex]"));
    assert_eq!(more.made, ["cv"]);
    assert!(desk.path("output/cv.tex").is_file());
    let mut order = order(desk.folder.path());
    order.request.formats = vec![Format::Svg];
    let mut builder = Builder::new(order);
    assert!(is_current(&builder.rebuild(&[])));
    assert!(desk.path("output/cv-1.svg").is_file());
}

#[test]
fn after_any_sequence_of_edits_the_files_are_those_of_a_build() {
    let full = include_str!("../../tests/fixtures/full.yaml");
    let mut desk = Desk::new(full);
    desk.write("full.bib", include_str!("../../tests/fixtures/full.bib"));
    desk.write(
        "portrait.svg",
        include_str!("../../tests/fixtures/portrait.svg"),
    );
    let first = desk.builder.rebuild(&[]);
    assert!(is_current(&first), "{:?}", first.problems);
    let edits: [&dyn Fn(&str) -> String; 5] = [
        &|source| source.replacen("the ", "the very ", 3),
        &|source| source.replacen(". ", "; ", 2),
        &|source| source.replace("the very ", "the "),
        &|source| {
            source
                .lines()
                .filter(|line| !line.contains("priority"))
                .fold(String::new(), |text, line| text + line + "\n")
        },
        &|_| full.to_owned(),
    ];
    let mut source = full.to_owned();
    for edit in edits {
        source = edit(&source);
        let rebuild = desk.edit(&source);
        if is_current(&rebuild) {
            desk.assert_as_built();
        }
    }
    assert_eq!(source, full);
    desk.assert_as_built();
}

/// Waits for a wake that is not about nothing.
fn wakes(watcher: &mut Watcher) -> Vec<PathBuf> {
    match watcher.wait() {
        Wake::Changed(changed) => changed,
        Wake::Stopped => panic!("stopped"),
    }
}

#[test]
fn a_lookout_sees_every_way_of_saving() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("cv.yaml"), "a").unwrap();
    fs::create_dir(path("output")).unwrap();
    let dependencies = Dependencies::new(
        vec![path("cv.yaml"), path("new.bib")],
        vec![path("templates"), path("fonts")],
    );
    let mut watcher = Watcher::new();
    assert!(watcher.watch(dependencies.clone()));
    assert!(!watcher.watch(dependencies.clone()));

    // What is none of them wakes nobody: the next wake is about the source alone.
    fs::write(path("output/cv.pdf"), "%PDF").unwrap();
    fs::write(path("notes.txt"), "x").unwrap();
    fs::read(path("cv.yaml")).unwrap();
    fs::write(path("cv.yaml"), "b").unwrap();
    assert_eq!(wakes(&mut watcher), [path("cv.yaml")]);

    fs::write(path("cv.yaml.tmp"), "c").unwrap();
    fs::rename(path("cv.yaml.tmp"), path("cv.yaml")).unwrap();
    assert_eq!(wakes(&mut watcher), [path("cv.yaml")]);

    fs::rename(path("cv.yaml"), path("cv.yaml~")).unwrap();
    fs::write(path("cv.yaml"), "d").unwrap();
    assert_eq!(wakes(&mut watcher), [path("cv.yaml")]);

    fs::remove_file(path("cv.yaml")).unwrap();
    assert_eq!(wakes(&mut watcher), [path("cv.yaml")]);
    fs::write(path("cv.yaml"), "e").unwrap();
    assert_eq!(wakes(&mut watcher), [path("cv.yaml")]);

    fs::write(path("new.bib"), "e").unwrap();
    assert_eq!(wakes(&mut watcher), [path("new.bib")]);

    fs::create_dir_all(path("templates/lib")).unwrap();
    fs::write(path("templates/lib/parts.typ"), "e").unwrap();
    assert!(wakes(&mut watcher)[0].starts_with(path("templates")));
    assert!(
        watcher.watch(dependencies.clone()),
        "there is a new folder to watch"
    );
    fs::write(path("templates/lib/parts.typ"), "f").unwrap();
    let changed = wakes(&mut watcher);
    assert!(
        changed.contains(&path("templates/lib/parts.typ")),
        "{changed:?}"
    );

    watcher.stopper().stop();
    assert_eq!(watcher.wait(), Wake::Stopped);
}

#[test]
fn a_lookout_sees_the_file_behind_a_link_and_a_folder_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("home")).unwrap();
    fs::create_dir_all(path("store")).unwrap();
    fs::write(path("store/cv.yaml"), "a").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../store/cv.yaml", path("home/cv.yaml")).unwrap();
    #[cfg(not(unix))]
    fs::write(path("home/cv.yaml"), "a").unwrap();
    let dependencies = Dependencies::new(vec![path("home/cv.yaml")], Vec::new());
    let mut watcher = Watcher::new();
    watcher.watch(dependencies.clone());
    #[cfg(unix)]
    {
        fs::write(path("store/cv.yaml"), "b").unwrap();
        assert_eq!(wakes(&mut watcher), [path("home/cv.yaml")]);
    }
    fs::rename(path("home"), path("away")).unwrap();
    wakes(&mut watcher);
    watcher.watch(dependencies.clone());
    fs::rename(path("away"), path("home")).unwrap();
    wakes(&mut watcher);
    watcher.watch(dependencies);
    fs::remove_file(path("home/cv.yaml")).unwrap();
    fs::write(path("home/cv.yaml"), "c").unwrap();
    assert_eq!(wakes(&mut watcher), [path("home/cv.yaml")]);
}

#[test]
fn a_burst_of_saves_is_one_change_and_an_endless_one_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cv.yaml");
    fs::write(&file, "a").unwrap();
    let mut watcher = Watcher::new();
    watcher.watch(Dependencies::new(vec![file.clone()], Vec::new()));
    let burst = file.clone();
    let stopper = watcher.stopper();
    let count = Arc::new(AtomicUsize::new(0));
    let woken = Arc::clone(&count);
    let writer = std::thread::spawn(move || {
        // For as long as it takes on a busy machine until somebody was woken in between.
        for number in 0..10_000 {
            fs::write(&burst, number.to_string()).unwrap();
            std::thread::sleep(Duration::from_millis(2));
            if number >= 200 && woken.load(Ordering::Relaxed) > 1 {
                break;
            }
        }
        stopper.stop();
    });
    let start = Instant::now();
    let mut wakes = 0;
    while let Wake::Changed(changed) = watcher.wait() {
        assert_eq!(changed, std::slice::from_ref(&file));
        wakes += 1;
        count.fetch_add(1, Ordering::Relaxed);
    }
    writer.join().unwrap();
    let most = start.elapsed().as_millis() / 40 + 2;
    assert!(
        wakes > 1 && wakes <= most,
        "{wakes} wakes of at most {most}"
    );
}
