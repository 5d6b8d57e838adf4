//! Numbers, ranges of pages, and the words before them.

use hayagriva::citationberg::taxonomy::{NumberOrPageVariable, OtherTerm};
use hayagriva::citationberg::{
    Label, LabelPluralize, Number, NumberForm, PageRangeFormat, TermForm, ToAffixes, ToFormatting,
};

use super::render::{Renderer, cased};
use super::runs::Piece;

/// Whether a text is what styles call numeric: numbers, perhaps with letters before or after them, perhaps several.
pub(super) fn is_numeric(text: &str) -> bool {
    let words = text.split([' ', ',', '&', '-', '–', '—']);
    let mut words = words.filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| {
            let digits = word.chars().filter(char::is_ascii_digit).count();
            digits > 0 && word.chars().all(char::is_alphanumeric)
        })
}

/// Whether a text names several numbers.
fn is_plural(text: &str) -> bool {
    // A comma within a number divides its thousands.
    let parts = text
        .split(", ")
        .flat_map(|part| part.split(['-', '–', '—', '&']));
    let numbers = parts.filter(|part| part.chars().any(|c| c.is_ascii_digit()));
    numbers.count() > 1
}

impl Renderer<'_> {
    /// The text of a number: pages as ranges of the style.
    pub(super) fn number_text(&self, variable: &str) -> Option<String> {
        if variable == "page-first" {
            let pages = self.item.text("page")?;
            let first = pages.split(['-', '–', '—', ',']).next()?;
            return Some(first.trim().to_owned());
        }
        let text = self.item.text(variable)?;
        Some(match variable {
            "page" => self.pages(text),
            "number" | "version" => text.to_owned(),
            _ if is_numeric(text) => text.replace(['-', '—'], "–"),
            _ => text.to_owned(),
        })
    }

    fn pages(&self, text: &str) -> String {
        let format = self.style.settings.page_range_format;
        let between = self
            .terms
            .word(OtherTerm::PageRangeDelimiter, TermForm::Long, false);
        let between = match between {
            "" => "–",
            word => word,
        };
        let one = |range: &str| {
            let ends: Vec<&str> = range.split(['-', '–', '—']).map(str::trim).collect();
            let ends: Vec<&str> = ends.into_iter().filter(|end| !end.is_empty()).collect();
            let [first, last] = ends[..] else {
                return range.trim().to_owned();
            };
            let numbered = |end: &str| end.ends_with(|c: char| c.is_ascii_digit());
            let mut out = String::new();
            let written = match format {
                Some(format) if numbered(first) && numbered(last) => {
                    PageRangeFormat::format(format, &mut out, first, last, Some(between)).is_ok()
                }
                _ => false,
            };
            match written {
                true => out,
                false => format!("{first}{between}{last}"),
            }
        };
        let ranges: Vec<String> = text.split(',').map(one).collect();
        ranges.join(", ")
    }

    pub(super) fn number(&self, element: &Number) -> Piece {
        let variable = variable_name(element.variable);
        if variable == "citation-number" {
            return Piece::default();
        }
        if self.is_taken(&variable) {
            return Piece::missing();
        }
        let Some(text) = self.number_text(&variable) else {
            return Piece::missing();
        };
        self.take(&variable);
        let number = text.parse::<i32>().ok().filter(|number| *number > 0);
        let text = match (element.form, number) {
            (NumberForm::Ordinal, Some(number)) => {
                let gender = self.terms.gender(element.variable);
                format!("{number}{}", self.terms.ordinal(number, gender))
            }
            (NumberForm::LongOrdinal, Some(number)) => {
                let word = u8::try_from(number)
                    .ok()
                    .filter(|number| *number <= 10)
                    .map(|number| self.terms.long_ordinal(number))
                    .filter(|word| !word.is_empty());
                match word {
                    Some(word) => word.to_owned(),
                    None => {
                        let gender = self.terms.gender(element.variable);
                        format!("{number}{}", self.terms.ordinal(number, gender))
                    }
                }
            }
            (NumberForm::Roman, Some(number)) if number < 4000 => roman(number),
            _ => text,
        };
        let piece = Piece::value(text);
        let piece = match element.text_case {
            Some(case) => cased(piece, case, self.terms.is_english()),
            None => piece,
        };
        let affixes = element.to_affixes();
        piece
            .formatted(element.to_formatting())
            .affixed(&affixes.prefix, &affixes.suffix)
    }

    pub(super) fn label(&self, element: &Label) -> Piece {
        let variable = variable_name(element.variable);
        let Some(text) = self
            .number_text(&variable)
            .filter(|_| !self.is_taken(&variable))
        else {
            return Piece::default();
        };
        let label = &element.label;
        let plural = match label.plural {
            LabelPluralize::Always => true,
            LabelPluralize::Never => false,
            LabelPluralize::Contextual if variable.starts_with("number-of-") => {
                text.parse::<u64>().map_or(true, |count| count > 1)
            }
            LabelPluralize::Contextual => is_plural(&text),
        };
        let word = self.terms.word(element.variable, label.form, plural);
        self.labelled(word, label)
    }
}

fn variable_name(variable: NumberOrPageVariable) -> String {
    match variable {
        NumberOrPageVariable::Page(page) => page.to_string(),
        NumberOrPageVariable::Number(number) => number.to_string(),
    }
}

/// A number from 1 to 3999 in small Roman numerals.
fn roman(mut number: i32) -> String {
    const SIGNS: [(i32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}
