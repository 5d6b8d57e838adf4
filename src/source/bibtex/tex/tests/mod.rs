//! Values as TeX prints them.

use unicode_normalization::UnicodeNormalization;

use super::accents::ACCENTS;
use super::commands::{ACTS, Meaning, meaning};
use super::symbols::{JOURNALS, LETTERS, SIGN_COMMANDS, SIGNS};
use super::*;
use crate::markup::math;
use crate::source::bibtex::markup;

mod properties;

fn text(value: &str) -> String {
    literal(&read(value).nodes)
}

fn marked_up(value: &str) -> String {
    markup::written(&read(value).nodes)
}

/// Every way to write a command with an argument that TeX takes for the same.
fn spellings(command: &str, argument: &str) -> Vec<String> {
    let is_word = command.ends_with(|c: char| c.is_ascii_alphabetic());
    let is_command = argument.starts_with('\\');
    let mut spellings = vec![
        format!("\\{command}{{{argument}}}"),
        format!("{{\\{command}{{{argument}}}}}"),
        format!("\\{command} {{{argument}}}"),
        format!("\\{command}{{{{{argument}}}}}"),
        format!("{{\\{command}{{{argument}}}{{}}}}"),
    ];
    // Without braces, a command ends where its letters do.
    let bare = if !is_word || is_command {
        format!("\\{command}{argument}")
    } else {
        format!("\\{command} {argument}")
    };
    spellings.extend([
        format!("{{{bare}}}"),
        format!("{{\\{command} {argument}}}"),
        format!("{{\\{command}\n{argument}}}"),
    ]);
    if is_command {
        spellings.push(format!("\\{command}{argument}{{}}"));
        spellings.push(format!("\\{command}{{{argument}{{}}}}"));
        spellings.push(format!("\\{command}{{{argument} }}"));
    } else {
        spellings.push(bare);
    }
    spellings
}

/// Base letters: how they are written, and what carries the accent.
fn bases() -> Vec<(String, String)> {
    let letters = ('a'..='z').chain('A'..='Z');
    let mut bases: Vec<(String, String)> =
        letters.map(|c| (c.to_string(), c.to_string())).collect();
    let commands = [
        ("i", "i"),
        ("j", "j"),
        ("I", "I"),
        ("ae", "æ"),
        ("AE", "Æ"),
        ("o", "ø"),
        ("O", "Ø"),
        ("aa", "å"),
        ("AA", "Å"),
        ("oe", "œ"),
        ("OE", "Œ"),
        ("l", "ł"),
        ("L", "Ł"),
        ("ss", "ß"),
    ];
    bases.extend(commands.map(|(name, letter)| (format!("\\{name}"), letter.to_owned())));
    bases
}

#[test]
fn accents_over_every_letter_in_every_spelling() {
    let mut checked = 0;
    for (command, mark, _) in ACCENTS {
        for (base, letter) in bases() {
            let composed: String = format!("{letter}{mark}").nfc().collect();
            for written in spellings(command, &base) {
                let value = format!("x{written}y");
                assert_eq!(
                    text(&value).nfc().collect::<String>(),
                    format!("x{composed}y"),
                    "{value:?}"
                );
                assert_eq!(read(&value).problems, [], "{value}");
                checked += 1;
            }
        }
    }
    assert!(checked > 10_000, "{checked}");
}

#[test]
fn letters_in_every_spelling() {
    for (name, letter) in LETTERS.iter().chain(SIGNS).chain(JOURNALS) {
        let letter = if letter.trim().is_empty() {
            " "
        } else {
            letter
        };
        for written in [
            format!("\\{name}{{}}"),
            format!("{{\\{name}}}"),
            format!("\\{name} "),
            format!("{{\\{name} }}"),
            format!("{{\\{name}{{}}}}"),
            format!("\\{name}\n"),
            format!("\\{name}{{}}{{}}"),
        ] {
            let value = format!("x{written}y");
            assert_eq!(text(&value), format!("x{letter}y"), "{value:?}");
            assert_eq!(read(&value).problems, [], "{value}");
        }
    }
}

#[test]
fn names_as_services_write_them() {
    for (written, printed) in [
        (r"Garc{\'\i}a", "García"),
        (r"Rodr\'\i guez", "Rodríguez"),
        (r"{\'\I}nigo", "Ínigo"),
        (r#"Na{\" \i}m"#, "Naïm"),
        (r"Mar{\~\i}n", "Marĩn"),
        (r"Ka\v\j ic", "Kaǰic"),
        (r"T{\H o}ke", "Tőke"),
        (r"S\o{}ren", "Søren"),
        (r"S{\o{}}ren", "Søren"),
        (r"{\relax Ch}arles", "Charles"),
        (r"Ya\u{g}\i z", "Yağız"),
        (r"Ng\^o", "Ngô"),
        (r"Nguy{\~{\^e}}n", "Nguyễn"),
        (r"Nguy\~\^en", "Nguyễn"),
        (r"{\t oo}", "o͡o"),
        (r"\'{}", "´"),
        (r"a\~{}b", "a~b"),
        (r"\c{s}\c c", "şç"),
        (r#"{\AA}ngstr{\"o}m"#, "Ångström"),
        (r"Erd{\H o}s, \'{E}", "Erdős, É"),
        ("O'Neil, `d'Arc', ''x''", "O'Neil, ‘d'Arc’, ”x”"),
    ] {
        assert_eq!(text(written), printed, "{written}");
    }
}

#[test]
fn commands_that_act() {
    for (written, printed) in [
        (r"{\it{italic}} and {\bf bold}", "*italic* and **bold**"),
        (r"{\em a \bf b} c", "*a **b*** c"),
        (r"{\rm a} {\sc B} {\sf c}", "a B c"),
        (r"\ce{H2O} and \ce{SO4^2-}", r"H$_{2}$O and SO$_{4}$$^{2-}$"),
        (r"z \ensuremath{\sim} 2", r"z $\sim$ 2"),
        (r"\(x^2\) and $$y$$", "$x^2$ and $y$"),
        (
            r"CO\textsubscript{2}, 1\textsuperscript{st}",
            "CO$_{2}$, 1st",
        ),
        (r"\MakeUppercase{ab} \lowercase{CD}", "AB cd"),
        (r"\enquote{a \enquote{b}}", "“a ‘b’”"),
        (r"\textcolor{red}{a} \foreignlanguage{french}{b}", "a b"),
        (r"{\noopsort{1973b}}1974", "1974"),
        (r"\texorpdfstring{$x$}{x}", "$x$"),
        (
            r"\href{https://a.example/x\_y}{site}",
            "[site](<https://a.example/x\\_y>)",
        ),
        (
            r"\url{www.a.example}",
            "[www.a.example](<https://www.a.example>)",
        ),
        (r"AC/\-DC \verb|a_b|", "AC/DC `a_b`"),
        (r"R\&D at 50\% {\textgreater} 3 \$", r"R&D at 50% \> 3 \$"),
        (r"The \alpha{} effect", r"The $\alpha$ effect"),
        (r"``Nested `single' quotes''", "“Nested ‘single’ quotes”"),
        (
            r"5{\textdegree}C, 10$^{\circ}$C, 20 $\mu$m",
            r"5°C, 10$^{\circ}$C, 20 $\mu$m",
        ),
    ] {
        assert_eq!(marked_up(written), printed, "{written}");
        assert_eq!(read(written).problems, [], "{written}");
    }
}

#[test]
fn html_is_markup() {
    for (written, printed) in [
        ("<i>Zea mays</i> &amp; friends", "*Zea mays* & friends"),
        ("<sup>13</sup>C and CO<sub>2</sub>", "$^{13}$C and CO$_{2}$"),
        (r"On $\less$i$\greater$Zea$\less$/i$\greater$", "On *Zea*"),
        (r"$<$i$>$a$<$/i$>$", "*a*"),
        (r"\&lt;b\&gt;a\&lt;/b\&gt;", "**a**"),
        (
            r"{\textless}i{\textgreater}a{\textless}/i{\textgreater}",
            "*a*",
        ),
        ("<jats:italic>a</jats:italic> <scp>DNA</scp>", "*a* DNA"),
        ("<span style=\"x: y\">a</span><br/>b", "a b"),
        (
            "a &#233; &#xe9; &eacute; &amp;lt; AT&amp;T; AT&T",
            r"a é é é \< AT&T; AT&T",
        ),
        (
            "a < b and c > d, <x>, <i>",
            r"a \< b and c \> d, \<x\>, \<i\>",
        ),
        ("<b>a <i>b</b> c</i>", r"**a \<i\>b** c\</i\>"),
    ] {
        assert_eq!(marked_up(written), printed, "{written}");
        assert_eq!(read(written).problems, [], "{written}");
    }
}

#[test]
fn what_is_not_understood_prints_and_is_told() {
    for (written, printed, place) in [
        (r"a \foo{b} c", "a b c", r"\foo"),
        (r"\sysname: fast", "sysname: fast", r"\sysname"),
        (r"{\myfont x}", "x", r"\myfont"),
        (r"\sysname{} is fast", "sysname is fast", r"\sysname"),
        ("Cheaper than $5 a day", r"Cheaper than \$5 a day", "$"),
        ("a {b", "a b", "{"),
        ("a } b", "a b", "}"),
        (r"a\", "a", r"\"),
        (r"$\foo{x}^2$ b", "x2 b", r"$\foo{x}^2$"),
        (r"$a & b$", "a & b", "$a & b$"),
        (r"T\footnote{n}", "T", r"\footnote{n}"),
        (r"T \cite[p. 3]{k}", "T", r"\cite[p. 3]{k}"),
        (r"\href{notes.pdf}{n}", "n", r"\href{notes.pdf}{n}"),
    ] {
        assert_eq!(marked_up(written), printed, "{written}");
        let problems = read(written).problems;
        assert_eq!(problems.len(), 1, "{written}: {problems:?}");
        assert_eq!(&written[problems[0].range.clone()], place, "{written}");
    }
    let money = read("between $5 and $10 a day");
    assert_eq!(literal(&money.nodes), "between $5 and $10 a day");
    assert_eq!(money.problems.len(), 2);
}

#[test]
fn characters_without_ink_go_and_misread_ones_are_repaired() {
    for (written, printed) in [
        ("a\u{200b}b\u{200e}c\u{feff}d\u{fe0f}e\u{ad}f", "abcdef"),
        ("a\u{f0001}b\u{f0002}c", "abc"),
        ("it\u{e2}\u{80}\u{99}s", "it’s"),
        ("it\u{92}s 5\u{96}6", "it’s 5–6"),
        ("caf\u{c3}\u{a9}", "caf\u{c3}\u{a9}"),
        ("\u{f062}-carotene 5\u{f0b0}C", "β-carotene 5°C"),
        ("é ñ ü Ω 漢", "é ñ ü Ω 漢"),
    ] {
        assert_eq!(text(written), printed, "{written:?}");
    }
    let problems = read("a\u{200b}$\u{2061}x$").problems;
    assert_eq!(problems.len(), 2);
}

#[test]
fn addresses_are_cleaned() {
    for (written, cleaned_up) in [
        (r"10.1007/978-3\_5", "10.1007/978-3_5"),
        (r"https://a.example/\~{}holt", "https://a.example/~holt"),
        (
            r"https://a.example/{\textasciitilde}holt",
            "https://a.example/~holt",
        ),
        (
            r"https://a.example/\textasciitilde holt/x",
            "https://a.example/~holt/x",
        ),
        (r"https://a.example/$\sim$holt", "https://a.example/~holt"),
        (
            r"\url{https://a.example/a\%20b\_c.pdf}",
            "https://a.example/a%20b_c.pdf",
        ),
        (
            r"https://a.example/?a=1\&b=2\#s",
            "https://a.example/?a=1&b=2#s",
        ),
        (
            r"https://a.example/?a=1&amp;b=2",
            "https://a.example/?a=1&b=2",
        ),
        (
            "10.1002/(SICI)1097&lt;1::AID-X&gt;3.0.CO;2-4",
            "10.1002/(SICI)1097<1::AID-X>3.0.CO;2-4",
        ),
        (
            "10.1002/(SICI)1097<1::AID-X>3.0.CO;2-4",
            "10.1002/(SICI)1097<1::AID-X>3.0.CO;2-4",
        ),
        ("https://a.example/a--b/{x}_y", "https://a.example/a--b/x_y"),
        ("https://a.example/\n\tb\u{200b}", "https://a.example/ b"),
    ] {
        assert_eq!(cleaned(written).0, cleaned_up, "{written}");
    }
}

#[test]
fn hostile_values_end() {
    let pieces = [
        "\\'",
        "\\emph",
        "{\\em ",
        "\\em\\bf",
        "<i>",
        "$",
        "\\(",
        "\\ce{",
        "&amp;",
        "{",
        "\\enquote",
        "\\verb|x",
        "\\cite[",
        "<sub>a</sub>",
        "`",
        "\\url{",
        "\\foo ",
    ];
    for piece in pieces {
        let value = piece.repeat(4_000);
        let read = read(&value);
        literal(&read.nodes);
        markup::written(&read.nodes);
        cleaned(&value);
    }
    let nested = format!("{}{}", "<i>".repeat(2_000), "</i>".repeat(2_000));
    markup::written(&read(&nested).nodes);
}

#[test]
fn names_of_commands_stand_in_one_table() {
    let mut names: Vec<String> = ACCENTS
        .iter()
        .map(|(name, _, _)| (*name).to_owned())
        .collect();
    let tables = [LETTERS, SIGNS, JOURNALS].concat();
    names.extend(tables.iter().map(|(name, _)| (*name).to_owned()));
    names.extend(
        ACTS.iter()
            .flat_map(|(_, names)| names.iter().map(|n| (*n).to_owned())),
    );
    names.extend(SIGN_COMMANDS.iter().map(|(sign, _)| sign.to_string()));
    for name in &names {
        assert!(meaning(name).is_some(), "{name}");
        assert_eq!(
            control_name(name),
            name,
            "a name of letters, or of one sign"
        );
        assert_eq!(
            names.iter().filter(|known| *known == name).count(),
            1,
            "{name}"
        );
    }
    assert_eq!(meaning("emph"), Some(Meaning::Emphasis));
}

/// What the documentation says of a meaning.
fn said(meaning: Meaning) -> &'static str {
    match meaning {
        Meaning::Prints(_) | Meaning::Accent(..) => "prints characters",
        Meaning::Emphasis => "emphasises its argument",
        Meaning::Strong => "emphasises its argument strongly",
        Meaning::Code => "sets its argument as program text",
        Meaning::EmphasisOn => "emphasises the rest of its group",
        Meaning::StrongOn => "emphasises the rest of its group strongly",
        Meaning::CodeOn => "sets the rest of its group as program text",
        Meaning::Look => "changes nothing; what it applies to prints",
        Meaning::Capitals => "prints its argument in capitals",
        Meaning::SmallLetters => "prints its argument in small letters",
        Meaning::Quotes => "puts its argument between quotation marks, which alternate",
        Meaning::Raised => "raises its argument; the ending of an ordinal stays on the line",
        Meaning::Lowered => "lowers its argument",
        Meaning::Address => "a link that shows its address",
        Meaning::Doi => "a link to a DOI",
        Meaning::Link => "a link with words",
        Meaning::Chemistry => "a substance: H₂O",
        Meaning::Formula | Meaning::FormulaUntil(_) => "a formula",
        Meaning::Verbatim => "program text between two equal signs",
        Meaning::First => "prints its first argument, not its second",
        Meaning::Silent(1) => "does not print, nor does its argument",
        Meaning::Silent(_) => "does not print, nor do its two arguments",
        Meaning::Remark => "is left out with its argument, with a warning",
    }
}

#[test]
fn the_documentation_has_the_tables() {
    let command = |name: &str| format!("`\\{}`", name.replace('|', "\\|"));
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let page = |name: &str, table: String| {
        crate::generated::assert_current_part("docs/bibtex.md", name, &table);
    };
    let mut table = "| Command | Over `e` | Over nothing |\n|---|---|---|\n".to_owned();
    for (name, mark, alone) in ACCENTS {
        let over: String = format!("e{mark}").nfc().collect();
        let name = if *name == "`" {
            "`` \\` ``".to_owned()
        } else {
            command(name)
        };
        let alone = if *alone == "`" { "`` ` ``" } else { alone };
        table.push_str(&row(&[name, over, alone.to_owned()]));
    }
    page("accents", table);
    for (name, entries) in [
        ("letters", LETTERS),
        ("signs", SIGNS),
        ("journals", JOURNALS),
    ] {
        let mut table = "| Command | Prints |\n|---|---|\n".to_owned();
        for (name, text) in entries {
            let shown = match *text {
                " " => "a space".to_owned(),
                "|" => "\\|".to_owned(),
                "`" => "`` ` ``".to_owned(),
                "<" | ">" | "*" | "_" | "~" | "\\" | "#" | "^" => format!("`{text}`"),
                _ => (*text).to_owned(),
            };
            table.push_str(&row(&[command(name), shown]));
        }
        page(name, table);
    }
    let mut table = "| Commands | Effect |\n|---|---|\n".to_owned();
    for (meaning, names) in ACTS {
        let names: Vec<String> = names.iter().map(|name| command(name)).collect();
        table.push_str(&row(&[names.join(" "), said(*meaning).to_owned()]));
    }
    page("commands that act", table);
    let mut table = "| Elements | Effect |\n|---|---|\n".to_owned();
    for (element, names) in super::html::ELEMENTS {
        let names: Vec<String> = names.iter().map(|name| format!("`<{name}>`")).collect();
        let effect = match element {
            super::html::Element::Emphasis => "emphasis",
            super::html::Element::Strong => "strong emphasis",
            super::html::Element::Raised => "raised",
            super::html::Element::Lowered => "lowered",
            super::html::Element::Code => "program text",
            super::html::Element::Look => "none; the content prints",
            super::html::Element::Break => "a space",
        };
        table.push_str(&row(&[names.join(" "), effect.to_owned()]));
    }
    page("elements", table);
}
