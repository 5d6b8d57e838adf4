//! What TeX makes of the LaTeX: no complaint, the same text, the same links.
//!
//! These tests need pdflatex, xelatex, lualatex, pdftotext and qpdf, so `cargo test` leaves them
//! out: `cargo test --test latex -- --ignored` runs them.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it counted"
)]

use std::fs;
use std::path::{Path, PathBuf};

use folio::document;
use folio::document::{Document, Inline, Inlines, Item, Section};
use folio::markup;
use folio::markup::math;
use folio::model;
use folio::render::latex::{characters, latex};
use folio::render::text::text;
use folio::source::{Environment, load_str};
use folio::theme::DatePlacement;

#[path = "latex/addresses.rs"]
mod addresses;
#[path = "latex/compile.rs"]
mod compile;
#[path = "latex/formulas.rs"]
mod formulas;
#[path = "latex/layout.rs"]
mod layout;
#[path = "suite/project.rs"]
#[allow(
    dead_code,
    reason = "it is shared with other tests, which use the rest"
)]
mod project;
#[path = "latex/sample.rs"]
mod sample;
#[path = "latex/uris.rs"]
mod uris;

use addresses::addresses;
use compile::*;

#[test]
#[ignore = "needs TeX"]
fn formulas_compile_in_every_engine() {
    for engine in ENGINES {
        compile(
            engine,
            "formulas",
            &latex(&sample::document(), &theme("scholar")),
        );
    }
}

#[test]
#[ignore = "needs TeX"]
fn every_command_of_formulas_compiles_in_every_engine() {
    let formulas: Vec<Inline> = math::samples().iter().map(|latex| formula(latex)).collect();
    let mut document = sample::empty();
    let items = formulas
        .chunks(12)
        .map(|few| Item::Entry(sample::entry(None, few.to_vec(), &[])))
        .collect();
    document.sections = vec![sample::section("formulas", "Formulas", items)];
    let tex = latex(&document, &theme("scholar"));
    // All are drawn: none was left to its text.
    assert_eq!(tex.matches(r"\(").count(), formulas.len());
    for engine in ENGINES {
        compile(engine, "commands", &tex);
    }
}

fn formula(latex: &str) -> Inline {
    let node = math::parse(latex).unwrap();
    Inline::Math {
        latex: latex.to_owned(),
        alt: math::spoken(&node),
        node,
    }
}

#[test]
#[ignore = "needs TeX"]
fn every_theme_says_the_same_with_pdflatex() {
    for name in THEMES {
        assert_says_the_same("pdflatex", name, &sample::document(), &theme(name));
    }
}

#[test]
#[ignore = "needs TeX"]
fn every_placement_of_dates_says_the_same_in_every_engine() {
    for engine in ENGINES {
        for (name, placement) in [
            ("left", DatePlacement::Left),
            ("right", DatePlacement::Right),
            ("under", DatePlacement::Under),
            ("inline", DatePlacement::Inline),
        ] {
            let mut theme = theme("scholar");
            theme.date = placement;
            assert_says_the_same(engine, name, &sample::document(), &theme);
        }
    }
}

/// Packages of Debian that `names` install with what they depend on, recommendations not counted.
fn with_dependencies(names: &[&str]) -> Vec<String> {
    let listed = project::output_of(
        "dpkg-query",
        &["-W", "-f", "${Package}\\t${Pre-Depends}, ${Depends}\\n"],
    );
    let installed: std::collections::HashMap<&str, &str> = listed
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let mut found: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let mut at = 0;
    while let Some(name) = found.get(at).cloned() {
        at += 1;
        let depends = installed.get(name.as_str()).copied().unwrap_or_default();
        for one in depends.split([',', '|']) {
            let one = one.trim().split([' ', ':']).next().unwrap_or_default();
            if installed.contains_key(one) && !found.iter().any(|known| known == one) {
                found.push(one.to_owned());
            }
        }
    }
    found
}

#[test]
#[ignore = "needs TeX, and Debian's list of packages"]
fn every_fixture_says_the_same_with_pdflatex_which_reads_nothing_beyond_a_bare_installation() {
    let packages = with_dependencies(&["texlive-latex-base", "lmodern"]);
    let arguments: Vec<&str> = ["-L"]
        .into_iter()
        .chain(packages.iter().map(String::as_str))
        .collect();
    let files = project::output_of("dpkg", &arguments);
    let files: std::collections::HashSet<&str> = files.lines().collect();
    let mut read = std::collections::BTreeSet::new();
    // pdfTeX asks for a virtual font of every font and, as there is none, for the table of other names of
    // fonts (fonts/map/fontname/texfonts.map), where some package has one. A bare installation has none:
    // what it says is not needed, so only the maps of outlines are to be found.
    let maps = "$TEXMF/fonts/map/{pdftex,dvips}//";
    let environment = [("TEXFONTMAPS", maps)];
    let mut see = |pdf: PathBuf| {
        let record = fs::read_to_string(pdf.with_extension("fls")).unwrap();
        for line in record.lines() {
            let Some(path) = line.strip_prefix("INPUT /") else {
                continue;
            };
            let path = fs::canonicalize(format!("/{path}")).unwrap();
            // What an installation makes of the packages' files: formats, maps, its settings.
            if !["/var/lib/texmf/", "/etc/texmf/"]
                .iter()
                .any(|made| path.starts_with(made))
            {
                read.insert(path);
            }
        }
    };
    project::for_every_page_design(|name, composed, theme| {
        let name = name.replace('/', "-");
        let (document, environment) = (&composed.document, &environment);
        see(assert_says_the_same_in(
            "pdflatex",
            &name,
            document,
            theme,
            environment,
        ));
    });
    let tex = latex(&sample::document(), &theme("scholar"));
    see(compile_in("pdflatex", "bare-sample", &tex, &environment));
    assert!(read.len() > 50, "{read:?}");
    // A font that the theme names may be there as well; the file does without it.
    let optional = ["sourceserifpro", "sourcesanspro", "libertinus-type1"];
    let beyond: Vec<_> = read
        .iter()
        .map(|path| path.to_string_lossy())
        .filter(|path| !files.contains(path.as_ref()))
        .filter(|path| !optional.iter().any(|family| path.contains(family)))
        .collect();
    assert!(beyond.is_empty(), "{beyond:#?}\nnot in {packages:?}");
}

#[test]
#[ignore = "needs TeX and poppler"]
fn a_portrait_is_drawn_where_it_is_found() {
    let mut document = sample::document();
    document.header.photo = Some(document::PhotoView {
        path: "portrait.png".into(),
        alt: "Portrait".into(),
        orientation: 1,
    });
    for engine in ENGINES {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("latex-photo-{engine}"));
        let _ = fs::remove_dir_all(&folder);
        // Without the picture the file compiles all the same.
        assert_says_the_same(engine, "photo", &document, &theme("scholar"));
        let pdf = folder.join("cv.pdf");
        let pictures =
            |pdf: &Path| project::output_of("pdfimages", &["-list", &pdf.to_string_lossy()]);
        assert_eq!(pictures(&pdf).lines().count(), 2, "{engine}");
        let stem = folder.join("portrait");
        let (from, to) = (pdf.to_string_lossy(), stem.to_string_lossy());
        project::output_of(
            "pdftoppm",
            &["-png", "-r", "30", "-f", "1", "-singlefile", &from, &to],
        );
        assert_says_the_same(engine, "photo", &document, &theme("scholar"));
        assert!(pictures(&pdf).lines().count() > 2, "{engine}");
    }
}

#[test]
#[ignore = "needs TeX"]
fn a_page_contract_shows_the_same_selection_on_one_page() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("cv.yaml");
    let of = |name: &str| project::fixture(name);
    for (file, cv, themes, engines) in [
        ("full", of("full"), &THEMES[..], &ENGINES[..1]),
        ("swe", of("swe"), &THEMES[..], &ENGINES[..1]),
        ("own", project::load(&own), &["clear"][..], &ENGINES[..]),
        ("full", of("full"), &["scholar"][..], &ENGINES[1..]),
    ] {
        for theme in themes {
            let mut request = folio::session::Request {
                pages: Some(1),
                ..Default::default()
            };
            request.options.theme = Some((*theme).to_owned());
            let mut found = Vec::new();
            let page =
                folio::session::fitted(&cv, "resume", &project::ENGINE, &request, &mut found)
                    .unwrap_or_else(|problems| panic!("{file}: {problems:?}"));
            let (document, theme) = (&page.fitted.document, &page.fitted.theme);
            // LaTeX sets two columns one after the other, which take more than a page.
            if !theme.columns.side.is_empty() {
                continue;
            }
            for engine in engines {
                let name = format!("contract-{file}-{}", theme.name);
                let count = pages_on_one_page(engine, &name, document, theme);
                assert_eq!(count, 1, "{name}, {engine}");
            }
        }
    }
}

#[test]
#[ignore = "needs TeX"]
fn the_full_fixture_and_the_first_cv_say_the_same_in_every_engine() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("cv.yaml");
    for (file, cv) in [
        ("full", project::fixture("full")),
        ("own", project::load(&own)),
    ] {
        for (name, theme) in [
            ("cv", "scholar"),
            ("resume", "clear"),
            ("publications", "classic"),
        ] {
            let (composed, theme) = project::composed(&cv, name, theme);
            for engine in ENGINES {
                assert_says_the_same(
                    engine,
                    &format!("{file}-{name}"),
                    &composed.document,
                    &theme,
                );
            }
        }
    }
}

/// The words of a language, around the texts of the example, with the engines that can set its letters.
#[test]
#[ignore = "needs TeX, poppler and the fonts of fonts-noto-core and fonts-noto-cjk"]
fn every_language_says_the_same_with_the_engines_that_have_its_letters() {
    const ROMAN: [&str; 8] = ["de", "fr", "es", "pl", "cs", "tr", "vi", "hu"];
    const OTHERS: [&str; 7] = ["ru", "uk", "el", "bg", "zh", "ja", "ko"];
    const FROM_RIGHT: [&str; 3] = ["ar", "he", "fa"];
    for (tags, engines) in [
        (&FROM_RIGHT[..], &["lualatex"][..]),
        (&ROMAN, &["pdflatex"]),
        (&OTHERS, &["xelatex", "lualatex"]),
    ] {
        for tag in tags {
            let mut cv = project::fixture("full");
            cv.settings.language = Some((*tag).to_owned());
            let (composed, theme) = project::composed(&cv, "cv", "scholar");
            assert_eq!(composed.document.meta.language, *tag);
            for engine in engines {
                assert_says_the_same(engine, tag, &composed.document, &theme);
            }
        }
    }
}

/// The words of these pages are compared elsewhere; here digits of Persian keep their order, and letters are joined: four
/// that are take less room than the same four apart.
#[test]
#[ignore = "needs TeX and poppler"]
fn digits_of_persian_keep_their_order_and_letters_are_joined() {
    let yaml = "person: {name: مریم}\nsettings: {language: fa, digits: native}\n\
                news: [{text: سسسس, date: 2021}, {text: \"س\u{200c}س\u{200c}س\u{200c}س\", date: 2019}]\n";
    let loaded = load_str("cv.yaml", yaml, Path::new(""), &Environment::default());
    let (composed, theme) = project::composed(&loaded.cv.unwrap(), "cv", "clear");
    let pdf = compile("lualatex", "joined-fa", &latex(&composed.document, &theme));
    let said = pages(&pdf).concat();
    assert!(said.contains("۲۰۲۱") && said.contains("۲۰۱۹"), "{said}");
    let boxes = project::output_of("pdftotext", &["-bbox", pdf.to_str().unwrap(), "-"]);
    // Of each line the least and the greatest place; every letter is a word to poppler.
    let mut lines: Vec<(String, f64, f64)> = Vec::new();
    for word in boxes.lines().filter(|line| line.contains(['س', 'ﺱ'])) {
        let of = |key: &str| word.split(key).nth(1).unwrap().split('"').nth(1).unwrap();
        let (from, to): (f64, f64) = (of("xMin").parse().unwrap(), of("xMax").parse().unwrap());
        match lines.iter_mut().find(|(line, ..)| line == of("yMin")) {
            Some((_, least, most)) => (*least, *most) = (least.min(from), most.max(to)),
            None => lines.push((of("yMin").to_owned(), from, to)),
        }
    }
    let widths: Vec<f64> = lines.iter().map(|(_, from, to)| to - from).collect();
    assert_eq!(widths.len(), 2, "{boxes}");
    assert!(widths[0] * 1.15 < widths[1], "{widths:?}");
}

#[test]
#[ignore = "needs TeX and poppler"]
fn every_engine_says_the_same_however_parts_are_arranged() {
    let cv = project::fixture("full");
    for name in ["scholar", "clear", "plain"] {
        let (composed, theme) = project::composed(&cv, "cv", name);
        for (index, arranged) in project::arrangements(&theme).iter().enumerate() {
            let tex = latex(&composed.document, arranged);
            assert_eq!(tex.contains("\\cvsecondline{"), index > 0, "{name}");
            for engine in ENGINES {
                let job = format!("arranged-{name}-{index}");
                assert_says_the_same(engine, &job, &composed.document, arranged);
            }
        }
    }
}

#[test]
#[ignore = "needs TeX and qpdf"]
fn links_are_exact_in_every_engine() {
    let mut expected = vec![
        "mailto:ada@example.org",
        "tel:+442079460000",
        "https://ada.example.org/~ada",
        "https://orcid.org/0000-0002-1825-0097",
        "https://scholar.example.org/citations?user=A_B-c%25d&hl=en",
        "https://example.org/notes",
        "https://doi.org/10.1000/jda.2025.101",
        "https://doi.org/10.1000/ae_2023(1)%3C2%3E",
        "https://doi.org/10.48550/arXiv.2505.12340",
        "https://doi.org/10.1000/182",
        "https://example.org/archive/of/very/long/addresses/2026/11/22/that-do-not-end-where-a-line-does.html",
        "https://example.org/a_b/c%20d?x=1&y=~z#frag_ment",
        "https://example.org/$HOME/%7Ba%7D%5Eb%7Cc%5Cd",
        "https://example.org/%C3%BCber%20uns/%22q%22%3Cr%3E%60s%60",
        "https://example.org/100%25/a'b(c)%5Bd%5D!*+,;=@:",
        "https://xn--mller-kva.example/%C3%A9%25zz#%23",
        "mailto:ada+cv@example.org?subject=CV%20of%20A&body=50%25",
    ];
    // TeX gets a dollar sign by its code: the same address to everyone who follows it.
    let expected_of = |url: &str| url.replace('$', "%24").into_bytes();
    expected.sort_unstable();
    let expected: Vec<Vec<u8>> = expected.into_iter().map(expected_of).collect();
    for engine in ENGINES {
        let pdf = compile(
            engine,
            "links",
            &latex(&sample::document(), &theme("scholar")),
        );
        let mut found = addresses(&pdf);
        found.sort();
        found.dedup();
        let mut expected = expected.clone();
        expected.sort();
        let show = |urls: &[Vec<u8>]| -> Vec<String> {
            urls.iter()
                .map(|url| String::from_utf8_lossy(url).into_owned())
                .collect()
        };
        assert_eq!(show(&found), show(&expected), "{engine}");
    }
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn string(&mut self, alphabet: &[char]) -> String {
        (0..4 + self.roll(30))
            .map(|_| alphabet[self.roll(alphabet.len())])
            .collect()
    }
}

fn document_of(strings: &[String], wrap: impl Fn(Inlines) -> Inline) -> Document {
    let items = strings
        .iter()
        .map(|string| {
            let runs = vec![wrap(sample::text(string))];
            Item::Entry(sample::entry(Some("Q"), runs, &[string]))
        })
        .collect();
    let mut document = sample::empty();
    document.sections = vec![sample::section("strings", "Strings", items)];
    document
}

#[test]
#[ignore = "needs TeX"]
fn random_strings_come_back_verbatim_from_every_engine() {
    let mut dice = Dice(20_261_122);
    let ascii: Vec<char> = (' '..='~').collect();
    let punctuation: Vec<char> = ascii
        .iter()
        .copied()
        .filter(|c| !c.is_ascii_alphanumeric())
        .collect();
    let all: Vec<char> = ascii.iter().copied().chain(characters()).collect();
    let mut strings: Vec<String> = sample::HOSTILE_TEXTS
        .iter()
        .map(|s| (*s).to_owned())
        .collect();
    for alphabet in [&punctuation, &ascii, &all] {
        strings.extend((0..150).map(|_| dice.string(alphabet)));
    }
    let document = document_of(&strings, |content| Inline::Strong { content });
    let runs = ENGINES
        .map(|engine| (engine, "random", &[][..]))
        .into_iter();
    let with_fonts =
        ["xelatex", "lualatex"].map(|engine| (engine, "random-fonts", &[OWN_FONTS][..]));
    for (engine, name, environment) in runs.chain(with_fonts) {
        let tex = latex(&document, &theme("scholar"));
        let pdf = compile_in(engine, name, &tex, environment);
        let expected = squeezed(&text(&document, &theme("scholar")));
        assert_same(
            &printed(&pdf, &document),
            &expected,
            &format!("{engine} {name}"),
        );
    }
}

type Wrap = fn(Inlines) -> Inline;

#[test]
#[ignore = "needs TeX"]
fn every_character_comes_back_in_every_style() {
    for engine in ENGINES {
        assert_every_character_comes_back(engine, &["scholar", "clear"], &[]);
    }
}

fn assert_every_character_comes_back(engine: &str, themes: &[&str], environment: &[(&str, &str)]) {
    let all: Vec<char> = characters().collect();
    let strings: Vec<String> = all.iter().map(|c| format!("a{c}b")).collect();
    let strings: Vec<String> = strings.chunks(12).map(|chunk| chunk.join(" ")).collect();
    let styles: [(&str, Wrap); 4] = [
        ("bold", |content| Inline::Strong { content }),
        ("italic", |content| Inline::Emph { content }),
        ("mono", |content| Inline::Code {
            text: document::plain_text(&content),
        }),
        ("raised", |content| Inline::Superscript { content }),
    ];
    for (style, wrap) in styles {
        for name in themes {
            let document = document_of(&strings, wrap);
            let fonts = if environment.is_empty() { "" } else { "-fonts" };
            let pdf = compile_in(
                engine,
                &format!("{style}-{name}{fonts}"),
                &latex(&document, &theme(name)),
                environment,
            );
            let found = printed(&pdf, &document);
            let lost: Vec<_> = all
                .iter()
                .filter(|c| !found.contains(&squeezed(&format!("a{c}b"))))
                .collect();
            assert!(lost.is_empty(), "{engine} {style} {name}: {lost:?}");
            let expected = squeezed(&text(&document, &theme(name)));
            assert_same(&found, &expected, &format!("{engine} {style} {name}"));
        }
    }
}

/// The fonts of Folio's PDFs as an installation of TeX finds them, with the folder for the environment.
const OWN_FONTS: (&str, &str) = ("OSFONTDIR", concat!(env!("CARGO_MANIFEST_DIR"), "/fonts//"));

#[test]
#[ignore = "needs TeX and poppler"]
fn the_fonts_of_the_theme_are_used_where_they_are_installed() {
    for engine in ["xelatex", "lualatex"] {
        for (name, family) in [
            ("scholar", "SourceSerif4-Regular"),
            ("clear", "SourceSans3-Regular"),
            ("classic", "LibertinusSerif"),
        ] {
            let (document, theme) = (sample::document(), theme(name));
            let job = format!("fonts-{name}");
            let pdf = assert_says_the_same_in(engine, &job, &document, &theme, &[OWN_FONTS]);
            let fonts = project::output_of("pdffonts", &[&pdf.to_string_lossy()]);
            assert!(fonts.contains(family), "{engine} {name}: {fonts}");
        }
    }
}

#[test]
#[ignore = "needs TeX"]
fn every_character_comes_back_in_the_fonts_of_the_theme() {
    for engine in ["xelatex", "lualatex"] {
        assert_every_character_comes_back(engine, &["scholar", "clear", "classic"], &[OWN_FONTS]);
    }
}

/// One section with one line of text.
fn line(characters: &str) -> Document {
    let mut document = sample::empty();
    let section: Section = sample::section(
        "line",
        "Line",
        vec![Item::Entry(sample::entry(
            None,
            sample::text(characters),
            &[],
        ))],
    );
    document.sections = vec![section];
    document
}

#[test]
#[ignore = "needs TeX and a font with Greek and Cyrillic"]
fn greek_and_cyrillic_are_exact() {
    let document = line("Αθηνά Παπαδοπούλου, Иван Петрович Ёлкин, Ψ");
    for engine in ENGINES {
        assert_says_the_same(engine, "greek", &document, &theme("scholar"));
    }
}

#[test]
#[ignore = "needs TeX"]
fn letters_with_any_marks_are_copied_as_they_are() {
    // On digits, on letters that no accent of TeX takes, several on one, many in a row.
    let marks = [
        '\u{300}', '\u{302}', '\u{308}', '\u{30D}', '\u{323}', '\u{330}', '\u{338}',
    ];
    let mut dice = Dice(13);
    let words: Vec<String> = ["1", "0", "a", "m", "S", "q", "i", "Σ", "ß", "<", "|", "#"]
        .iter()
        .flat_map(|base| (0..4).map(move |_| *base))
        .map(|base| {
            let count = 1 + dice.roll(4);
            let chain: String = (0..count).map(|_| marks[dice.roll(marks.len())]).collect();
            format!("x{base}{chain}y")
        })
        .collect();
    let row: String = "amqpxv"
        .chars()
        .flat_map(|c| [c, '\u{302}', '\u{330}'])
        .collect();
    let document = line(&format!("{} {row}{row}.", words.join(" ")));
    for engine in ENGINES {
        assert_says_the_same(engine, "marks", &document, &theme("scholar"));
    }
}

#[test]
#[ignore = "needs TeX"]
fn other_scripts_compile_with_every_engine() {
    let document = line(
        "张伟 (Zhang Wei), 田中さくら, 김민준, שלום עולם, محمد علي, สวัสดี, नमस्ते, 🎉 👩‍🔬 ☃, m̂̂ ə, \u{1F1F3}\u{1F1F4}",
    );
    for engine in ENGINES {
        // Fonts differ from machine to machine; that it compiles must not.
        compile(engine, "scripts", &latex(&document, &theme("scholar")));
    }
}

#[test]
#[ignore = "needs TeX"]
fn the_same_file_gives_the_same_bytes() {
    let tex = latex(&sample::document(), &theme("clear"));
    for engine in ["pdflatex", "lualatex"] {
        let first = fs::read(compile(engine, "again", &tex)).unwrap();
        let second = fs::read(compile(engine, "again", &tex)).unwrap();
        assert!(first == second, "{engine}");
    }
}
