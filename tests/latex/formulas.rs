//! Formulas as they are copied from the pages that TeX makes.

use folio::document::{Content, Document, Inline, Item};
use folio::markup;
use folio::markup::math::commands;
use folio::model::Text;
use folio::render::latex::latex;

use crate::compile::{ENGINES, assert_same, compatible, compile, printed, squeezed, theme};
use crate::{Dice, sample};

/// A formula as the source reads it, if it can be read.
fn formula(latex: &str) -> Option<Inline> {
    let mut problems = Vec::new();
    let text = Text(format!("${latex}$"));
    let mut runs = markup::runs(&text, "summary", &mut problems);
    let formula = runs.pop().filter(|_| problems.is_empty())?;
    matches!(formula, Inline::Math { .. }).then_some(formula)
}

/// A line for each command that a formula may have, in a form in which it can be read, and for signs that
/// have no command.
fn lines() -> Vec<Item> {
    let mut formulas = Vec::new();
    for command in commands() {
        let forms = [
            format!("a \\{command} b"),
            format!("a \\{command}= b"),
            format!("\\{command}{{x}}"),
            format!("\\{command}{{x}}{{y}}"),
            format!("\\{command}( x \\{}", command.replace("left", "right)")),
            format!("\\{command}( x )"),
        ];
        let forms: Vec<Inline> = forms.iter().filter_map(|form| formula(form)).collect();
        // It stands only with its other half.
        assert!(!forms.is_empty() || command == "right", "{command}");
        formulas.extend(forms.into_iter().map(|form| (command, form)));
    }
    for written in [
        "x'",
        "x''",
        "|x|",
        "a<b>c",
        "a-b+c*d/e",
        "x!",
        "[x]",
        "O(n \\log n)",
        "x_{10}^{n+1}",
    ] {
        formulas.push(("sign", formula(written).unwrap()));
    }
    formulas
        .into_iter()
        .map(|(name, formula)| {
            let runs = vec![
                Inline::text(format!("{name}: ")),
                formula,
                Inline::text(";"),
            ];
            Item::Entry(sample::entry(None, runs, &[]))
        })
        .collect()
}

fn document() -> Document {
    let mut document = sample::empty();
    document.sections = vec![sample::section("formulas", "Formulas", lines())];
    document
}

#[test]
#[ignore = "needs TeX and poppler"]
fn every_command_is_copied_as_the_text_has_it() {
    let document = document();
    for engine in ENGINES {
        for name in ["scholar", "clear"] {
            let job = format!("formulas-{name}");
            let pdf = compile(engine, &job, &latex(&document, &theme(name)));
            let found = compatible(&printed(&pdf, &document));
            let items = document.sections[0].groups[0].items.iter();
            for item in items {
                let Item::Entry(entry) = item else { continue };
                let expected = compatible(&squeezed(&entry.heading.text()));
                assert!(found.contains(&expected), "{engine} {name}: {expected}");
            }
            let expected = squeezed(&folio::render::text::text(&document, &theme(name)));
            assert_same(&found, &compatible(&expected), &format!("{engine} {name}"));
        }
    }
}

#[test]
#[ignore = "needs TeX"]
fn no_formula_that_the_source_takes_stops_tex() {
    // Words of formulas in any order, as long as the source takes them.
    let commands: Vec<String> = commands().map(|name| format!("\\{name}")).collect();
    let signs = [
        "{",
        "}",
        "^",
        "_",
        "'",
        "x",
        "N",
        "1",
        " ",
        "(",
        ")",
        "[",
        "]",
        "|",
        "<",
        ".",
        "+",
        "=",
        "/",
        "!",
        "≤",
        "α",
        "ü",
        "∑",
        "²",
        "\\left(",
        "\\right)",
        "\\frac{a}{b}",
        "\\sqrt[3]{x}",
        "\\text{if }",
        "{x}",
    ];
    let words: Vec<&str> = commands.iter().map(String::as_str).chain(signs).collect();
    let mut dice = Dice(11);
    let mut taken = Vec::new();
    let mut tried = 0;
    while taken.len() < 1_500 {
        tried += 1;
        let written: String = (0..1 + dice.roll(6))
            // Signs as often as commands, since they are what formulas break at.
            .map(|_| match dice.roll(2) {
                0 => signs[dice.roll(signs.len())],
                _ => words[dice.roll(words.len())],
            })
            .collect();
        taken.extend(
            formula(&written).map(|formula| Item::Entry(sample::entry(None, vec![formula], &[]))),
        );
    }
    println!("{} of {tried} are taken", taken.len());
    let mut document = sample::empty();
    document.sections = vec![sample::section("formulas", "Formulas", taken)];
    for engine in ENGINES {
        compile(engine, "formulas-any", &latex(&document, &theme("clear")));
    }
}
