//! A document as LaTeX.
//!
//! One self-contained file of the `article` class and packages that every installation has. It
//! compiles with pdfLaTeX, XeLaTeX and LuaLaTeX, and says the same as the other renderers: the
//! text order of its PDF is the reading order of `render::text`. `docs/latex.md` describes it for
//! those who edit it.

mod body;
mod characters;
mod escape;
mod faces;
mod from_right;
mod inline;
mod look;
mod math;
mod paragraph;
mod preamble;
mod symbols;
mod tables;
mod url;
mod wrap;

#[cfg(test)]
#[path = "../../../tests/latex/sample.rs"]
mod sample;
#[cfg(test)]
mod tests;

use crate::arrange::arrange;
use crate::document::Document;
use crate::theme::Theme;

use self::escape::Needs;

const ONE_PAGE: &str = include_str!("one-page.tex");

#[cfg(test)]
use crate::{document, markup, model};

/// The characters beyond ASCII that every engine prints and that are read back from the PDF, in order.
///
/// Others need a font for their script with XeLaTeX and LuaLaTeX, and come out romanised with
/// pdfLaTeX.
pub fn characters() -> impl Iterator<Item = char> {
    characters::every_engine()
}

/// The document as one self-contained LaTeX file, on as many pages as it takes.
pub fn latex(document: &Document, theme: &Theme) -> String {
    written(document, theme, false)
}

/// The document as one self-contained LaTeX file that sets it tighter where it does not fit one page: fonts of TeX
/// may be wider than those that it was made to fit with.
pub fn latex_on_one_page(document: &Document, theme: &Theme) -> String {
    written(document, theme, true)
}

fn written(document: &Document, theme: &Theme, on_one_page: bool) -> String {
    let document = &arrange(document, theme);
    // The text comes first: it says which characters the preamble has to declare.
    let mut needs = Needs {
        from_right: document.meta.right_to_left,
        ..Needs::default()
    };
    let mut text = String::new();
    body::push_body(&mut text, document, theme, &mut needs);
    let mut out = String::with_capacity(text.len() + 16_000);
    preamble::push_preamble(&mut out, document, theme, &mut needs);
    if on_one_page {
        out.push_str(ONE_PAGE);
    }
    out.push_str("\n\\begin{document}\n");
    if document.meta.right_to_left {
        out.push_str("\\cvfromright\n");
    }
    out.push_str("\\cvbegin\n\n");
    if on_one_page {
        out.push_str("\\cvonepage{%\n\n");
    }
    out.push_str(&text);
    if on_one_page {
        out.push_str("}% end of the page\n");
    }
    out.push_str("\\cvend\n\\end{document}\n");
    out
}
