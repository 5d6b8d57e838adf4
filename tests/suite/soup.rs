//! Generated inputs by the ten thousand (`FOLIO_INPUTS` says how many): texts with markup, entries of
//! bibliographies, options. No crash, nothing beyond the page, no word lost, no document without its
//! files.

use std::collections::HashSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use folio::compose::{Options, compose};
use folio::diagnostics::Severity;
use folio::model::{Cv, Format};
use folio::render::text::text;
use folio::session::{self, Request};
use folio::source::{Environment, load_str};
use folio::theme;
use serde_json::{Value, json};

use super::contract::Dice;
use super::filled::{allowed, filled, read, read_if_right, unique};
use super::overflow::{body, outside};
use super::project::{ENGINE, TEMPLATES, THEMES, condensed, document_of, many};

/// Fields that hold a part of an address, an identifier, or names in which marks mean something.
fn is_address(path: &str) -> bool {
    if ["authors", "editors", "translators"]
        .iter()
        .any(|names| path.contains(names))
    {
        return true;
    }
    let key = path.rsplit('.').next().unwrap_or_default();
    let key = key.split('[').next().unwrap_or_default();
    [
        "url",
        "website",
        "email",
        "doi",
        "links",
        "profiles",
        "dblp",
        "openreview",
    ]
    .contains(&key)
}

/// The paths of the texts that a CV of a template prints as they stand.
fn printed() -> HashSet<String> {
    let whole = filled(|number, _| unique(number));
    let composed = compose(&read(&whole.cv), "cv", &Options::default()).unwrap();
    let said = text(&composed.document, &theme::load("scholar", None).unwrap()).to_lowercase();
    let texts = whole.texts.into_iter();
    texts
        .filter(|(path, word)| said.contains(word) && !is_address(path))
        .map(|(path, _)| path)
        .collect()
}

/// Markup, whole and broken, around words that stand in the text.
fn soup(dice: &mut Dice, word: &str) -> String {
    let long = |part: &str, dice: &mut Dice| part.repeat(dice.between(20, 160));
    let mut soup = String::new();
    let at = dice.between(0, 3);
    for index in 0..4 {
        if index == at {
            soup.push_str(word);
            continue;
        }
        match dice.between(0, 40) {
            0 => soup.push_str("**a** "),
            1 => soup.push_str(" *b* c"),
            2 => soup.push_str("`d_e`"),
            3 => soup.push_str("[f g](https://a.example/x?y=1)"),
            4 => soup.push_str(" $5 and "),
            5 => soup.push_str("$x^2 + y_i$ "),
            6 => soup.push_str(r"$\frac{a}{b} \leq \sqrt{n}$"),
            7 => soup.push_str(" ** "),
            8 => soup.push_str("*`* "),
            9 => soup.push_str("] [x] (y) "),
            10 => soup.push_str("<https://b.example>"),
            11 => soup.push_str("\\* \\[ \\` \\\\ "),
            12 => soup.push_str(" <b> &amp; {x} #let "),
            13 => soup.push_str("\u{a0}no\u{a0}break\u{a0}"),
            14 => soup.push_str("e\u{301}\u{323}ı ﬁ Ǆ ΐ "),
            15 => soup.push_str(" — – … “q” "),
            16 => soup.push_str(&long("x", dice)),
            17 => soup.push_str(&long("W", dice)),
            18 => soup.push_str(&long("a**b**", dice)),
            19 => soup.push_str(&format!("`{}`", long("c", dice))),
            20 => soup.push_str(&long("./[(", dice)),
            21 => soup.push_str(&long("w\u{a0}", dice)),
            22 => soup.push_str("1. - # > "),
            23 => soup.push_str("%\\input{x}~^_& "),
            _ => soup
                .push_str(dice.one_of(&["ab ", " of the ", "and", " X", "9 ", ", ", ": ", "- "])),
        }
    }
    soup
}

/// Options of a document, some of which cannot be.
fn options(dice: &mut Dice) -> Value {
    let mut options = json!({"template": dice.one_of(&TEMPLATES)});
    let choices: [(&str, Value); 14] = [
        ("theme", json!(dice.one_of(&THEMES))),
        ("paper", json!(dice.one_of(&["a4", "letter", "a5"]))),
        ("pages", json!(dice.between(0, 12))),
        ("language", json!(dice.one_of(&["en", "en-GB", "xx"]))),
        (
            "hide",
            json!([dice.one_of(&["location", "awards", "publications", "no"])]),
        ),
        ("max_highlights", json!(dice.between(0, 3))),
        ("since", json!(dice.between(1999, 2030))),
        ("headline", json!("of a *document*")),
        (
            "sections",
            json!([
                "summary",
                "publications",
                "own",
                dice.one_of(&["skills", "awards"])
            ]),
        ),
        ("titles", json!({"skills": "What *else*"})),
        ("without", json!(["apart"])),
        ("extends", json!(dice.one_of(&["cv", "resume", "nobody"]))),
        (
            "publications",
            json!({"group": dice.one_of(&["type", "year", "none", "x"]), "number": dice.one_of(&["type", "all", "none"])}),
        ),
        (
            "publications",
            json!({"max_authors": dice.between(0, 4), "prefixes": {"journal": "Long prefix "}}),
        ),
    ];
    for _ in 0..dice.between(0, 3) {
        let (key, value) = &choices[dice.between(0, choices.len() - 1)];
        options[*key] = value.clone();
    }
    options
}

/// A bibliography of so many entries, some of them broken.
fn bibliography(dice: &mut Dice, entries: usize, first: usize) -> String {
    let mut bib = String::new();
    for index in 0..entries {
        let kind = dice.one_of(&[
            "article",
            "book",
            "inproceedings",
            "misc",
            "phdthesis",
            "online",
            "odd",
            "ARTICLE",
        ]);
        let word = unique(first + index);
        let title = match dice.between(0, 5) {
            0 => format!("{{{word}}} of {{\\'e}}t{{\\'\\i}} \\& $x_1$"),
            1 => format!("A \\emph{{{word}}} in \\unknown{{x}} 5\\% $"),
            2 => format!("{word} {}", "/.".repeat(dice.between(1, 90))),
            3 => format!(
                "{word} {{\\\"o}}\\o{{}} {}",
                "y".repeat(dice.between(1, 120))
            ),
            _ => format!("On {word}"),
        };
        let more = dice.one_of(&[
            "",
            "journal = {J. of $x$}, ",
            "month = may, ",
            "doi = {10.1000/a\\_b}, ",
            "url = {www.a.example/x\\%20y}, ",
            "note = {\\url{https://a.example} and $}, ",
            "publisher = nobody, ",
            "pages = {1--9, 12}, ",
            "editor = {A B and {C, D}}, ",
            "keywords = {a, b}, ",
        ]);
        let end = dice.one_of(&["}\n", "}\n", "}\n", "\n}\n% x\n", ", }\n"]);
        bib.push_str(&format!(
            "@{kind}{{k{index}, title = {{{title}}}, author = {{Ada Lovelace and {}}}, {more}year = {{{}}}{end}",
            dice.one_of(&["B. Holt", "{The Group}", "Cruz, Ana", "others", "A. {\\v S}im\\'on"]),
            dice.between(1990, 2026),
        ));
    }
    bib
}

/// Builds the documents of a CV: files for each without an error, and none for the others.
fn assert_built(what: &str, cv: &Cv, names: &[String]) {
    let request = Request {
        formats: vec![Format::Txt, Format::Tex, Format::Bib],
        ..Request::default()
    };
    for built in session::build(cv, names, &ENGINE, &request) {
        let has_error = built
            .problems
            .iter()
            .any(|one| one.severity == Severity::Error);
        assert_eq!(
            built.outputs.is_empty(),
            has_error,
            "{what}: {:#?}",
            built.problems
        );
        let is_empty = built
            .outputs
            .iter()
            .any(|output| output.format == Format::Txt && output.bytes.is_empty());
        assert!(!is_empty, "{what}");
    }
}

/// One round of texts, options and papers; how many inputs it was.
fn round(seed: u64, printed: &HashSet<String>) -> usize {
    let mut dice = Dice(seed);
    let what = format!("seed {seed}");
    let theme_name = THEMES[seed as usize % THEMES.len()];
    let theme = theme::load(theme_name, None).unwrap();
    let chosen = Options {
        theme: Some(theme_name.to_owned()),
        ..Options::default()
    };

    let mut whole = filled(|number, path| match is_address(path) {
        true => unique(number),
        false => soup(&mut dice, &unique(number)),
    });
    let mut dice = Dice(seed ^ 0xabcd);
    let inputs = whole.texts.len();
    whole.cv = allowed(&whole.cv);
    let cv = read(&whole.cv);
    let composed = compose(&cv, "cv", &chosen).unwrap();
    let found: Vec<_> = composed
        .problems
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .collect();
    assert!(found.is_empty(), "{what}: {found:#?}");
    let said = condensed(&text(&composed.document, &theme)).to_lowercase();
    for (number, (path, _)) in whole.texts.iter().enumerate() {
        let word = unique(number);
        assert!(
            !printed.contains(path) || said.contains(&word),
            "{what}: {path} {word}"
        );
    }
    let layout = ENGINE
        .layout(&composed.document, &theme)
        .unwrap_or_else(|problems| panic!("{what}: {problems:#?}"));
    assert_eq!(layout.errors(), [], "{what}");
    assert_eq!(layout.warnings(), [], "{what}");
    let outside = outside(&layout, &theme);
    assert!(outside.is_empty(), "{what}: {outside:#?}");
    let drawn = condensed(&body(&layout, &theme)).to_lowercase();
    for number in 0..inputs {
        let word = unique(number);
        assert!(
            !said.contains(&word) || drawn.contains(&word),
            "{what}: {word} is not drawn"
        );
    }

    // The same with options, which may be mistaken.
    let count = 1;
    let documents: serde_json::Map<String, Value> = (0..count)
        .map(|index| (format!("d{index}"), options(&mut dice)))
        .collect();
    let names: Vec<String> = documents.keys().cloned().collect();
    for key in [
        "service",
        "media",
        "teaching",
        "advising",
        "talks",
        "experience",
        "grants",
    ] {
        if dice.between(0, 1) == 0 {
            whole.cv.as_object_mut().unwrap().remove(key);
        }
    }
    whole.cv["documents"] = Value::Object(documents);
    if let Some(cv) = read_if_right(&whole.cv) {
        assert_built(&what, &cv, &names);
    }

    // Papers of a bibliography.
    let folder = tempfile::tempdir().unwrap();
    let entries = 400;
    std::fs::write(
        folder.path().join("p.bib"),
        bibliography(&mut dice, entries, 2000),
    )
    .unwrap();
    let source = json!({"person": {"name": "Ada Lovelace"}, "bibliography": ["p.bib"]}).to_string();
    let loaded = load_str("cv.yaml", &source, folder.path(), &Environment::default());
    assert!(!loaded.has_errors(), "{what}: {:#?}", loaded.diagnostics);
    let cv = loaded.cv.unwrap();
    let composed = compose(&cv, document_of("publications"), &chosen).unwrap();
    let layout = ENGINE
        .layout(&composed.document, &theme)
        .unwrap_or_else(|problems| panic!("{what}: {problems:#?}"));
    assert_eq!(layout.errors(), [], "{what}");
    assert_eq!(layout.warnings(), [], "{what}");
    let said = condensed(&text(&composed.document, &theme));
    let drawn = condensed(&body(&layout, &theme));
    for number in 2000..2000 + entries {
        let word = unique(number);
        assert!(
            said.contains(&word) && drawn.contains(&word),
            "{what}: paper {word}"
        );
    }
    inputs + count + entries
}

/// Rounds until there were so many inputs, on two threads; `FOLIO_SEED` says which is the first.
fn rounds(most: usize) {
    let printed = printed();
    assert!(printed.len() > 150, "{}", printed.len());
    let first = std::env::var("FOLIO_SEED").ok();
    let first = first.and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let (next, done) = (AtomicUsize::new(first), AtomicUsize::new(0));
    let failures = Mutex::new(Vec::new());
    let work = || {
        while done.load(Ordering::Relaxed) < most && failures.lock().unwrap().is_empty() {
            let seed = next.fetch_add(1, Ordering::Relaxed) as u64;
            match std::panic::catch_unwind(|| round(seed, &printed)) {
                Ok(inputs) => _ = done.fetch_add(inputs, Ordering::Relaxed),
                Err(_) => failures.lock().unwrap().push(seed),
            }
            folio::render::typst::forget_unused_since(4);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    println!(
        "{} inputs in {} rounds",
        done.into_inner(),
        next.into_inner() - first
    );
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "seeds {failures:?}");
}

#[test]
fn hundreds_of_inputs_lose_no_word_and_stay_on_the_page() {
    rounds(1);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_thousand_inputs_lose_no_word_and_stay_on_the_page() {
    rounds(many());
}
