use proptest::prelude::*;

use super::*;

fn said(latex: &str) -> String {
    spoken(&parse(latex).unwrap_or_else(|message| panic!("{latex}: {message}")))
}

#[test]
fn formulas_are_spoken_as_typed_in_a_line() {
    assert_eq!(said(r"O(n \log n)"), "O(n log n)");
    assert_eq!(said("x^2"), "x²");
    assert_eq!(said("x_{10}^{n+1}"), "x₁₀ⁿ⁺¹");
    assert_eq!(said("x^{ab}"), "x^(ab)");
    assert_eq!(said(r"\frac{a}{b+c}"), "a/(b+c)");
    assert_eq!(said(r"\sqrt{2}"), "√(2)");
    assert_eq!(said(r"\alpha \leq \beta"), "α≤β");
    assert_eq!(said(r"\ell_2"), "ℓ₂");
    assert_eq!(said(r"\mathbb{R}^d"), "R^d");
    assert_eq!(said(r"\text{if }x"), "if x");
}

#[test]
fn what_is_outside_the_subset_is_named() {
    for (latex, word) in [
        (r"\input{x}", r"\input"),
        (r"\begin{matrix}", r"\begin"),
        ("{a", "`}`"),
        ("a}", "`}`"),
        ("x^", "after"),
        (r"\frac{a}", "lacks"),
        ("a & b", "`&`"),
        ("x^2^3", "two"),
    ] {
        let message = parse(latex).expect_err(latex);
        assert!(message.contains(word), "{latex}: {message}");
    }
}

#[test]
fn every_command_is_understood_and_written_again() {
    for formula in samples() {
        let node = parse(&formula).unwrap_or_else(|message| panic!("{formula}: {message}"));
        let again = written(&node);
        assert_eq!(parse(&again).as_ref(), Ok(&node), "{formula}: {again}");
    }
}

#[test]
fn commands_are_named_once() {
    let mut names: Vec<&str> = commands().collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn titles_of_papers_are_read() {
    for (latex, text) in [
        (r"{\rm Fe}_3{\rm O}_4", "Fe₃O₄"),
        (r"\mathrm{\Lambda}", "Λ"),
        (r"_\odot", "⊙"),
        (r"^{\rm 13}", "¹³"),
        (r"\frac12", "1/2"),
        (r"\text{for $n>3$ only}", "for n>3 only"),
        (r"\sqrt{s}=13\,\mathrm{TeV}", "√(s)=13TeV"),
        (r"\mathcal{O}(\alpha_s^2)", "O(α_s²)"),
        (r"\mathbb{Z}/p\mathbb{Z}", "Z/pZ"),
        (r"B^0_s \to \mu^+ \mu^-", "B_s⁰→μ⁺μ⁻"),
        (r"\rm Fe", "Fe"),
        (r"\cal{O}(n)", "O(n)"),
        (r"\displaystyle\sum\limits_{i} x", "∑_ix"),
        (r"a \not\in B", "a∉B"),
        (r"5\,\micron", "5μm"),
        (r"10^\circ", "10°"),
        (r"^'", "′"),
        (r"x^'", "x^′"),
        (r"\sqrt'", "√(′)"),
    ] {
        assert_eq!(said(latex), text, "{latex}");
    }
}

#[test]
fn deep_nesting_ends() {
    assert!(parse(&"{".repeat(10_000)).is_err());
    assert!(parse(&r"\sqrt".repeat(10_000)).is_err());
}

#[test]
fn the_documentation_lists_the_commands() {
    let mut table = "| Kind | Commands |\n|---|---|\n".to_owned();
    for (kind, names) in commands::groups() {
        let names: Vec<String> = names.iter().map(|name| shown(name)).collect();
        table.push_str(&format!("| {kind} | {} |\n", names.join(" ")));
    }
    crate::generated::assert_current_part("docs/format.md", "commands of formulas", &table);
}

/// A command as Markdown prints it in a table.
fn shown(name: &str) -> String {
    format!("`\\{}`", name.replace('|', "\\|"))
}

proptest! {
    #[test]
    fn no_formula_panics(latex in "[\\\\a-z{}^_'\\[\\]$ 0-9.é]{0,40}") {
        if let Ok(node) = parse(&latex) {
            spoken(&node);
        }
    }

    #[test]
    fn a_written_formula_is_read_as_the_same(
        parts in prop::collection::vec(prop::sample::select(pieces()), 0..8),
    ) {
        let latex = parts.concat();
        if let Ok(node) = parse(&latex) {
            let again = written(&node);
            let read = parse(&again);
            let same = read.as_ref().map(spoken);
            prop_assert_eq!(same, Ok(spoken(&node)), "{}: {}", latex, again);
        }
    }
}

/// Formulas, and pieces of such, to be put together.
fn pieces() -> Vec<String> {
    let mut pieces = samples();
    pieces.extend(["{", "}", "^", "_", "'", " ", "x", "12", "-", "{x y}"].map(str::to_owned));
    pieces
}
