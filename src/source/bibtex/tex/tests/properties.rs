//! What holds of every value, and of every accent as TeX itself prints it.

use proptest::prelude::*;

use super::*;

/// What a value may be made of, sensible or not.
fn soup() -> Vec<String> {
    let mut soup: Vec<String> = [
        "{",
        "}",
        "$",
        "\\",
        "\\(",
        "\\)",
        "^",
        "_",
        "~",
        "'",
        "`",
        "\"",
        "-",
        "--",
        " ",
        "a",
        "B",
        "é",
        "5",
        "\\foo",
        "\\foo{x}",
        "<i>",
        "</i>",
        "<sub>",
        "</sub>",
        "&amp;",
        "&lt;",
        "$\\less$",
        "$\\greater$",
        "\\ ",
        "\\\\",
        "[",
        "]",
        "\u{200b}",
        "\u{92}",
        "\\emph",
        "\\url{",
        "\\href{",
        "\\'",
        "\\v",
        "\\i",
        "*",
        "#",
        "%",
        "\n",
        "{}",
        "\\verb|",
        "|",
        "\\ce{H2O}",
        "\\textsuperscript{",
        "\\begin{x}",
        "https://a.example/",
        "\\$",
        "\\{",
        "\\}",
        "\\alpha",
        "\\frac",
        "1",
        "\\noexpand",
        "\\the",
    ]
    .map(str::to_owned)
    .to_vec();
    let names = ACTS.iter().flat_map(|(_, names)| names.iter());
    soup.extend(names.map(|name| format!("\\{name}")));
    soup.extend(ACCENTS.iter().map(|(name, _, _)| format!("\\{name}")));
    soup
}

/// The soup, with links and looks of every kind.
fn linked() -> Vec<String> {
    let pieces = [
        "\\href{https://a.example/b_c}{",
        "\\href{https://a..example}{",
        "\\href{www.a.example}{",
        "\\href{ftp://a.example}{",
        "\\href{",
        "\\url{https://b.example/x\\_y&z}",
        "\\url{a/b.pdf}",
        "\\doi{10.1000/a b}",
        "\\emph{",
        "\\textbf{",
        "\\texttt{",
        "{\\em ",
        "}",
        "}",
        "}",
        "}",
        "{}",
        "2",
        "3",
        "x",
        "слово",
        "!",
        "*",
        "_",
        " ",
        "(",
        "`",
        "<",
        ">",
        "[",
        "]",
        "&amp;",
        "\\&",
    ];
    let mut pieces: Vec<String> = pieces
        .iter()
        .flat_map(|piece| [*piece; 6])
        .map(str::to_owned)
        .collect();
    pieces.extend(soup());
    pieces
}

/// Signs of TeX in a text that TeX would not have printed.
fn residue(value: &str, printed: &str) -> bool {
    // What prints these signs as such, in the soup.
    let prints =
        |sign: &str, by: &[&str]| by.iter().any(|by| value.contains(by)) || !printed.contains(sign);
    let code = ["\\verb", "\\begin"];
    !(prints("\\", &["\\textbackslash", "\\backslash", code[0]])
        && prints("{", &["\\{", code[0]])
        && prints("}", &["\\}", code[0]]))
}

/// What pdfLaTeX prints for each value, which has no blanks.
fn typeset(values: &[String]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut tex = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}
\input{glyphtounicode}\pdfgentounicode=1\pagestyle{empty}\parindent=0pt\begin{document}
"
    .to_owned();
    for value in values {
        tex.push_str(&format!("{value}\n\n"));
    }
    tex.push_str("\\end{document}\n");
    std::fs::write(folder.path().join("a.tex"), tex).expect("a file");
    let run = |program: &str, arguments: &[&str]| {
        let output = std::process::Command::new(program)
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect(program);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}");
        said
    };
    run(
        "pdflatex",
        &["-interaction=nonstopmode", "-halt-on-error", "a.tex"],
    );
    let printed = run("pdftotext", &["-raw", "-enc", "UTF-8", "a.pdf", "-"]);
    let lines = printed.lines().map(|line| line.trim().nfc().collect());
    lines.filter(|line: &String| !line.is_empty()).collect()
}

#[test]
#[ignore = "runs pdflatex and pdftotext"]
fn accents_and_letters_are_those_that_pdflatex_prints() {
    // The letters that fonts of the encoding T1 have as one character.
    const COMPOSED: &str = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸĂĄĆČĎĚĘĞĹĽŃŇŐŔŘŚŠŞŤŢŮŰŹŽŻİ\
        àáâãäåçèéêëìíîïñòóôõöùúûüýÿăąćčďěęğĺľńňőŕřśšşťţůűźžż";
    let mut values = Vec::new();
    for composed in COMPOSED.chars() {
        let parts: Vec<char> = composed.nfd().collect();
        let [letter, mark] = parts[..] else {
            panic!("{composed} is one letter and one mark");
        };
        let (command, _, _) = ACCENTS
            .iter()
            .find(|(_, known, _)| *known == mark)
            .expect("a command");
        let mut bases = vec![letter.to_string()];
        if letter == 'i' {
            bases.push("\\i".to_owned());
        }
        for base in bases {
            values.extend(spellings(command, &base));
        }
    }
    // `\I` and `\J` are not of TeX, `\ij` and `\DJ` have no character of their own there, and the rest other fonts.
    let others = ["I", "J", "ij", "IJ", "DJ", "textschwa", "textdong"];
    for (name, _) in LETTERS.iter().filter(|(name, _)| !others.contains(name)) {
        values.extend([
            format!("\\{name}{{}}"),
            format!("{{\\{name}}}"),
            format!("\\{name} "),
        ]);
    }
    let values: Vec<String> = values
        .iter()
        .map(|value| format!("x{}y", value.replace('\n', " ")))
        .collect();
    let printed = typeset(&values);
    assert_eq!(printed.len(), values.len());
    for (value, printed) in values.iter().zip(printed) {
        assert_eq!(text(value), printed, "{value}");
    }
    assert!(values.len() > 900, "{}", values.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn no_residue_of_tex_prints(parts in prop::collection::vec(prop::sample::select(soup()), 0..14)) {
        let value = parts.concat();
        let read = read(&value);
        let printed = literal(&read.nodes);
        prop_assert!(!residue(&value, &printed), "{:?} prints {:?}", value, printed);
        for problem in &read.problems {
            prop_assert!(value.get(problem.range.clone()).is_some(), "{:?}", value);
        }
        // A dollar sign that prints is one of the text, or told.
        let told = read.problems.iter().filter(|p| p.trouble == Trouble::Dollar).count();
        let meant = value.matches("\\$").count() + value.matches("\\verb").count() * 100
            + value.matches("\\textdollar").count();
        prop_assert!(printed.matches('$').count() <= told + meant, "{:?} prints {:?}", value, printed);
        let (address, _) = cleaned(&value);
        let braces = value.contains("\\{") || value.contains("\\}");
        prop_assert!(!address.contains(['{', '}']) || braces, "{:?} gives {:?}", value, address);
    }

    #[test]
    fn formulas_that_pass_are_those_of_the_cv(parts in prop::collection::vec(prop::sample::select(soup()), 0..14)) {
        fn check(nodes: &[Node]) {
            for node in nodes {
                match node {
                    Node::Math { latex, .. } => assert!(math::parse(latex).is_ok(), "{latex}"),
                    Node::Emph(inner) | Node::Strong(inner) | Node::Group(inner)
                    | Node::Link(inner, _) => check(inner),
                    _ => {}
                }
            }
        }
        check(&read(&parts.concat()).nodes);
    }

    #[test]
    fn markup_reads_what_a_value_means(parts in prop::collection::vec(prop::sample::select(linked()), 0..14)) {
        fn has_formula(nodes: &[Node]) -> bool {
            nodes.iter().any(|node| match node {
                Node::Math { .. } => true,
                Node::Emph(inner) | Node::Strong(inner) | Node::Group(inner) | Node::Link(inner, _) => has_formula(inner),
                Node::Text(_) | Node::Code(_) => false,
            })
        }
        let value = parts.concat();
        let nodes = read(&value).nodes;
        let written = markup::written(&nodes);
        let mut problems = Vec::new();
        let runs = crate::markup::runs(&crate::model::Text(written.clone()), "", &mut problems);
        // What cannot be linked is told where the value is read, and stops no document.
        prop_assert_eq!(problems, [], "{:?} {:?}", value, written);
        // Formulas are read out otherwise than they stand in a line.
        if !has_formula(&nodes) {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
            let printed = words(&crate::document::plain_text(&runs));
            prop_assert_eq!(printed, words(&literal(&nodes)), "{:?} {:?}", value, written);
        }
    }
}
