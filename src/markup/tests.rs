//! That nothing written is lost without a word.

use proptest::prelude::*;

use super::runs;
use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::document::{Inline, plain_text};
use crate::model::{Text, Url};

fn read(text: &str) -> (Vec<Inline>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let runs = runs(&Text(text.to_owned()), "summary", &mut problems);
    (runs, problems)
}

/// What runs say beside the characters that print, and how many signs made them.
#[derive(Debug, Default)]
struct Said {
    hidden: String,
    emphasis: usize,
    links: usize,
    /// Links that show themselves, in `<…>` or bare.
    shown: usize,
    formulas: usize,
}

impl Said {
    fn of(runs: &[Inline]) -> Self {
        let mut said = Self::default();
        said.add(runs);
        said
    }

    fn add(&mut self, runs: &[Inline]) {
        for run in runs {
            match run {
                Inline::Emph { .. } => self.emphasis += 2,
                Inline::Strong { .. } => self.emphasis += 4,
                Inline::Link { url, content } => {
                    self.links += 1;
                    let words = plain_text(content);
                    let url = url.as_str();
                    match url.strip_prefix("mailto:").unwrap_or(url) == words {
                        true => self.shown += 1,
                        false => self.hidden.push_str(url),
                    }
                }
                Inline::Math { latex, .. } => {
                    self.formulas += 1;
                    self.hidden.push_str(latex);
                }
                _ => {}
            }
            self.add(run.children());
        }
    }
}

fn count(text: &str, signs: &str) -> usize {
    text.chars().filter(|c| signs.contains(*c)).count()
}

const PIECES: [&str; 40] = [
    "слово",
    "а",
    "б",
    "в ",
    " ",
    "2",
    "3",
    "*",
    "*",
    "**",
    "_",
    "__",
    "___",
    "!",
    "!",
    "[",
    "[",
    "]",
    "(",
    ")",
    "](https://a.org/п)",
    "](https://a.org \"т\")",
    "](https://a.org/а_б*в$г$ 'т!')",
    "](<https://a.org/ц",
    ">)",
    "](https://a..org)",
    "](ж)",
    "]()",
    "<https://a.org/ю*2*_>",
    "<ada@a.org>",
    "<b>",
    "<ф:х>",
    "`",
    "``",
    "$x*2$",
    "\\",
    "&amp;",
    "#~|",
    "м(м)",
    "?",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.max(2000)))]

    #[test]
    fn every_word_and_sign_prints_or_is_told(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12)
    ) {
        let source = pieces.concat();
        let (runs, problems) = read(&source);
        let messages: String = problems.iter().map(|problem| problem.message.as_str()).collect();
        // Long addresses are cut in messages.
        prop_assume!(!messages.contains('…'));
        let said = Said::of(&runs);
        let printed = plain_text(&runs);
        let all = format!("{printed}{}{messages}", said.hidden);
        for c in source.chars().filter(|c| !" *_`[]()<>\\$\"'".contains(*c)) {
            let sign = c.to_string();
            prop_assert!(count(&source, &sign) <= count(&all, &sign), "{source:?}: {c} in {all:?}");
        }
        // Formulas are read out in words, so their signs cannot be counted.
        if problems.is_empty() && said.formulas == 0 {
            let kept = format!("{printed}{}", said.hidden);
            let emphasis = count(&kept, "*_") + said.emphasis;
            prop_assert_eq!(count(&source, "*_"), emphasis, "{} {:?}", source, runs);
            if !source.contains("](<") {
                // What stands bare takes no signs; of all others each takes one at either end.
                let taken = |signs| count(&source, signs) - count(&kept, signs);
                for (open, close) in [("[", "]"), ("<", ">")] {
                    prop_assert_eq!(taken(open), taken(close), "{} {:?}", source, runs);
                }
                let links = taken("[<");
                prop_assert!(links <= said.links, "{} {:?}", source, runs);
                prop_assert!(links + said.shown >= said.links, "{} {:?}", source, runs);
            }
        }
    }
}

#[test]
fn signs_that_are_plainly_no_emphasis_print() {
    for text in [
        "2*3*4",
        "2**3 and 4**5",
        "2*x*y and x*2*y",
        "a*b*c",
        "a*b and c*d",
        "n×m*k*l",
        "х*у*я",
        "__init__",
        "call foo.__init__() and __main__.py",
        "__a_b__ and __all__",
        "1*2*3*4*5",
        "(2*3)*4*5",
    ] {
        let (runs, problems) = read(text);
        assert_eq!(problems, [], "{text}");
        assert_eq!(runs, [Inline::text(text)], "{text}");
    }
    for (text, words, emphasis) in [
        ("*2*3*4*", "2*3*4", 2),
        ("**2*3**", "2*3", 4),
        ("un*believ*able", "unbelievable", 2),
        ("m*RNA*s", "mRNAs", 2),
        ("*n*-type and *k*", "n-type and k", 4),
        ("__two words__", "two words", 4),
        ("**bold** and _italic_", "bold and italic", 6),
        ("___both___", "both", 6),
        ("[2*3*4](https://example.org/2*3*4)", "2*3*4", 0),
    ] {
        let (runs, problems) = read(text);
        assert_eq!(problems, [], "{text}");
        assert_eq!(plain_text(&runs), words, "{text}");
        assert_eq!(Said::of(&runs).emphasis, emphasis, "{text}");
    }
}

#[test]
fn addresses_are_what_was_written() {
    for (text, url, words) in [
        (
            "[a](https://a.org/?x&copy;=1&amp;y)",
            "https://a.org/?x&copy;=1&amp;y",
            "a",
        ),
        (r"[a](https://a.org/\(b\)\_c)", "https://a.org/(b)_c", "a"),
        (r"[a](<https://a.org/\&amp;b>)", "https://a.org/&amp;b", "a"),
        (
            "[a](https://a.org/$x$/2*3*4)",
            "https://a.org/$x$/2*3*4",
            "a",
        ),
        ("[a]( https://a.org/b_(c) )", "https://a.org/b_(c)", "a"),
        ("[*a* `]b`](https://a.org)", "https://a.org", "a ]b"),
        (
            "<https://a.org/$x$?2*3*4>",
            "https://a.org/$x$?2*3*4",
            "https://a.org/$x$?2*3*4",
        ),
        ("<ada@a.org>", "mailto:ada@a.org", "ada@a.org"),
        (
            "<tel:+442079460000>",
            "tel:+442079460000",
            "tel:+442079460000",
        ),
        (
            "[a](mailto:ada@a.org?subject=b)",
            "mailto:ada@a.org?subject=b",
            "a",
        ),
    ] {
        let (runs, problems) = read(text);
        assert_eq!(problems, [], "{text}");
        let [
            Inline::Link {
                url: found,
                content,
            },
        ] = &runs[..]
        else {
            panic!("{text}: {runs:?}");
        };
        assert_eq!(
            (found.as_str(), plain_text(content).as_str()),
            (url, words),
            "{text}"
        );
    }
}

#[test]
fn what_no_link_can_be_is_told_at_its_place() {
    for (text, message, part) in [
        (
            "see [here](notes)",
            "the link leads nowhere: `notes` is not a whole web address",
            "notes",
        ),
        ("[a]()", "the link has no address", "[a]()"),
        ("[a](<>)", "the link has no address", "[a](<>)"),
        (
            "[](https://a.org)",
            "the link to `https://a.org` has no words, and nobody would see it",
            "[](https://a.org)",
        ),
        (
            "[ ](https://a.org)",
            "the link to `https://a.org` has no words, and nobody would see it",
            "[ ](https://a.org)",
        ),
        (
            "![a](https://a.org)",
            "`![a](https://a.org)` is a picture, and a text holds none",
            "![a](https://a.org)",
        ),
        (
            "[a](ftp://a.org \"T\")",
            "the link to `ftp://a.org` leads nowhere: web addresses with `ftp:` are not supported",
            "ftp://a.org",
        ),
        (
            "<a+b:c>",
            "the link to `a+b:c` leads nowhere: web addresses with `a+b:` are not supported",
            "a+b:c",
        ),
        (
            "[$x$](<https://a b.org>)",
            "the link to `https://a b.org` leads nowhere: a web address holds no white space",
            "https://a b.org",
        ),
        (
            "[a](https://$x$..org)",
            "the link to `https://$x$..org` leads nowhere: `$x$..org` is not the name of a web server",
            "https://$x$..org",
        ),
    ] {
        let (runs, problems) = read(text);
        let error = problems
            .iter()
            .find(|problem| problem.severity == Severity::Error)
            .unwrap();
        assert_eq!(
            (error.code, error.message.as_str()),
            (Code::BadLink, message),
            "{text}"
        );
        assert_eq!(Said::of(&runs).links, 0, "{text}");
        let Place::Part { text: found, .. } = &error.place else {
            panic!("{error:?}");
        };
        assert_eq!(found, part, "{text}");
    }
    let (runs, problems) = read("[a](https://a.org \"A 'title'\")");
    assert_eq!(
        runs,
        [Inline::link(Url::parse("https://a.org").unwrap(), "a")]
    );
    assert_eq!(problems[0].code, Code::LinkTitle);
    assert_eq!(problems[0].severity, Severity::Warning);
    assert_eq!(
        problems[0].message,
        "the title of the link, \"A 'title'\", prints nowhere"
    );
}

#[test]
fn a_thousand_bad_links_are_told_without_much_ado() {
    let (_, problems) = read(&"[a](b) ".repeat(1000));
    assert_eq!(problems.len(), 1000);
    let exact = problems
        .iter()
        .filter(|problem| matches!(problem.place, Place::Part { .. }));
    assert_eq!(exact.count(), 50);
    let Place::Part { nth, .. } = &problems[9].place else {
        panic!("{problems:?}");
    };
    assert_eq!(*nth, 9);
}
