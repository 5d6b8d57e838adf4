//! The tokens of a theme: one table of what a file may say, in which unit and within which bounds.

use std::borrow::Cow;

use super::{
    Align, Bullet, Choice, DateFace, DatePlacement, DoiForm, EntryLayout, HeadingAxis,
    HeadingStyle, Lead, LinkStyle, PaperLayout, PhotoPlacement, PhotoShape, RuleTone, Running,
    Separator, Theme, TitleFace, UpdatedPlace, colour,
};
use crate::diagnostics::{closest, enumerated, is_sure};
use crate::source::{Content, Node};
use crate::words::DateStyle;

/// The unit of a number, as its key names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Points of 1/72 inch.
    Pt,
    /// Millimetres.
    Mm,
    /// Relative to the size of the text.
    Em,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::Pt => "pt",
            Self::Mm => "mm",
            Self::Em => "em",
        }
    }

    /// How many of this unit there are in one of another; none where a length cannot be so written.
    fn of(self, other: &str) -> Option<f64> {
        const PT_PER_MM: f64 = 72.0 / 25.4;
        let in_pt = match other {
            "pt" => 1.0,
            "mm" => PT_PER_MM,
            "cm" => 10.0 * PT_PER_MM,
            "in" => 72.0,
            "em" if self == Self::Em => return Some(1.0),
            _ => return None,
        };
        match self {
            Self::Pt => Some(in_pt),
            Self::Mm => Some(in_pt / PT_PER_MM),
            Self::Em => None,
        }
    }
}

/// What a token takes, and where it goes.
enum Kind {
    Number {
        unit: Unit,
        least: f64,
        most: f64,
        slot: fn(&mut Theme) -> &mut f64,
    },
    Weight(fn(&mut Theme) -> &mut u16),
    Flag(fn(&mut Theme) -> &mut bool),
    Colour(fn(&mut Theme) -> &mut String),
    Font(fn(&mut Theme) -> &mut String),
    Fonts(fn(&mut Theme) -> &mut Vec<String>),
    Choice {
        /// The words that it may be.
        keys: fn() -> Vec<&'static str>,
        /// Sets it by its word; false for other words.
        set: fn(&mut Theme, &str) -> bool,
        /// Its word.
        word: fn(&Theme) -> &'static str,
    },
    Running(fn(&mut Theme) -> &mut Running),
    Sections(fn(&mut Theme) -> &mut Vec<String>),
}

/// The words of a token.
fn keys<T: Choice>() -> Vec<&'static str> {
    T::ALL.iter().map(|(_, key)| *key).collect()
}

/// Sets a token by its word.
fn choose<T: Choice>(slot: &mut T, word: &str) -> bool {
    let known = T::ALL.iter().find(|(_, key)| *key == word);
    known.is_some_and(|(choice, _)| {
        *slot = *choice;
        true
    })
}

/// The word of a choice.
fn word<T: Choice>(chosen: T) -> &'static str {
    let known = T::ALL.iter().find(|(choice, _)| *choice == chosen);
    known.map_or("", |(_, key)| key)
}

/// A token that takes one of a few words: its key, what it sets, its type, its field.
macro_rules! choice {
    ($key:literal, $about:literal, $type:ty, $field:ident) => {
        token(
            $key,
            $about,
            Kind::Choice {
                keys: keys::<$type>,
                set: |theme, word| choose(&mut theme.$field, word),
                word: |theme| word(theme.$field),
            },
        )
    };
}

/// A token: a key of a theme file.
pub(super) struct Token {
    /// The key; of a token within a map with the map's key before it, as in `floor.size_pt`.
    pub(super) key: &'static str,
    /// What it sets.
    pub(super) about: &'static str,
    kind: Kind,
}

/// What is wrong with a value, in words for the message and for the caret.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<&'static str>,
    /// What was surely meant, where anything was.
    pub(super) meant: Option<String>,
}

const fn number(
    key: &'static str,
    about: &'static str,
    unit: Unit,
    least: f64,
    most: f64,
    slot: fn(&mut Theme) -> &mut f64,
) -> Token {
    let kind = Kind::Number {
        unit,
        least,
        most,
        slot,
    };
    Token { key, about, kind }
}

const fn token(key: &'static str, about: &'static str, kind: Kind) -> Token {
    Token { key, about, kind }
}

/// All tokens, in the order in which theme files write them.
#[rustfmt::skip]
pub(super) const TOKENS: &[Token] = {
    use Unit::{Em, Mm, Pt};
    &[
        token("body_fonts", "Families of running text, the first that is there", Kind::Fonts(|theme| &mut theme.body_fonts)),
        token("head_fonts", "Families of name, headings and contact", Kind::Fonts(|theme| &mut theme.head_fonts)),
        token("mono_font", "Family of program text", Kind::Font(|theme| &mut theme.mono_font)),
        token("math_font", "Family of formulas", Kind::Font(|theme| &mut theme.math_font)),
        number("size_pt", "Size of running text", Pt, 7.0, 20.0, |theme| &mut theme.size_pt),
        number("leading_pt", "Distance from baseline to baseline", Pt, 7.0, 60.0, |theme| &mut theme.leading_pt),
        number("gap_pt", "Space between entries, added to the leading", Pt, 0.0, 40.0, |theme| &mut theme.gap_pt),
        number("section_gap_em", "Space above the heading of a section, in leadings", Em, 0.0, 10.0, |theme| &mut theme.section_gap_em),
        number("heading_gap_em", "Space below it, in leadings", Em, 0.0, 10.0, |theme| &mut theme.heading_gap_em),
        number("name_pt", "Size of the name", Pt, 8.0, 60.0, |theme| &mut theme.name_pt),
        token("name_weight", "Weight of the name", Kind::Weight(|theme| &mut theme.name_weight)),
        number("headline_pt", "Size of the headline", Pt, 7.0, 40.0, |theme| &mut theme.headline_pt),
        number("contact_pt", "Size of address and contact", Pt, 7.0, 20.0, |theme| &mut theme.contact_pt),
        number("date_pt", "Size of dates and labels apart from the text", Pt, 7.0, 20.0, |theme| &mut theme.date_pt),
        number("note_pt", "Size of legends, running heads and feet", Pt, 6.0, 20.0, |theme| &mut theme.note_pt),
        choice!("name_align", "Where name, headline and contact stand", Align, name_align),
        choice!("contact_separator", "What stands between two contacts on a line: a thin line, `|` or `·` as text, or space alone", Separator, contact_separator),
        token("banner", "Whether name and contact stand in white in a band of the accent, at the head of the first page", Kind::Flag(|theme| &mut theme.banner)),
        choice!("updated", "Where the date of `settings.updated` stands: at the foot of the pages, or under the name", UpdatedPlace, updated),
        choice!("photo", "Where the portrait stands, in every document that does not hide it", PhotoPlacement, photo),
        choice!("photo_shape", "Shape of the portrait, which is cut to it", PhotoShape, photo_shape),
        number("photo_mm", "Width of the portrait, on a full page down to two thirds of it", Mm, 10.0, 60.0, |theme| &mut theme.photo_mm),
        number("margin_left_mm", "Left margin", Mm, 5.0, 60.0, |theme| &mut theme.margin_left_mm),
        number("margin_right_mm", "Right margin", Mm, 5.0, 60.0, |theme| &mut theme.margin_right_mm),
        number("margin_top_mm", "Top margin", Mm, 5.0, 60.0, |theme| &mut theme.margin_top_mm),
        number("margin_bottom_mm", "Bottom margin", Mm, 5.0, 60.0, |theme| &mut theme.margin_bottom_mm),
        choice!("date", "Where dates stand: in a column at the left, at the right end of the line, under the heading, or after it", DatePlacement, date),
        choice!("dates", "How dates are written: `Mar 2021`, `March 2021`, in numbers as the language has them, or by ISO 8601", DateStyle, dates),
        choice!("date_face", "How they are set: in the muted colour, as the text, or in italics", DateFace, date_face),
        choice!("entry", "Whether the heading of an entry takes one line, or two with the place at the end of the second", EntryLayout, entry),
        choice!("lead", "Which part of a job or a degree comes first, in bold", Lead, lead),
        choice!("paper", "What a paper begins with; a title that comes first has a line of its own", PaperLayout, paper),
        choice!("paper_title", "How titles of papers are set: as the text, with the owner's name in bold, or in bold, with that name underlined", TitleFace, paper_title),
        choice!("doi", "Whether the DOI of a paper prints with its number, or as a linked word", DoiForm, doi),
        number("date_column_mm", "Greatest width of the column of dates at the left, which is as wide as they are", Mm, 0.0, 60.0, |theme| &mut theme.date_column_mm),
        number("gutter_mm", "Space between that column and the text", Mm, 0.0, 30.0, |theme| &mut theme.gutter_mm),
        number("label_column_mm", "Least width of the column of labels of papers, where dates do not stand at the left", Mm, 0.0, 40.0, |theme| &mut theme.label_column_mm),
        number("measure_em", "Greatest width of running text, in its size: about 2.2 characters an em", Em, 20.0, 200.0, |theme| &mut theme.measure_em),
        token("accent", "Colour of headings and links", Kind::Colour(|theme| &mut theme.accent)),
        token("muted", "Colour of places, remarks and labels", Kind::Colour(|theme| &mut theme.muted)),
        choice!("links", "How links are seen: in the accent, by a dotted line under them, or not at all", LinkStyle, links),
        choice!("bullet", "The sign before what is listed: `•`, `◦`, `–` or `›`", Bullet, bullet),
        choice!("heading_style", "What is drawn around headings of sections: a line under or beside the words, a bar before them, or a line above and one below", HeadingStyle, heading_style),
        choice!("heading_align", "Where headings of sections stand", Align, heading_align),
        choice!("heading_axis", "Where they and their lines begin: at the margin, or where the text begins", HeadingAxis, heading_axis),
        token("heading_upper", "Whether headings of sections are in capitals", Kind::Flag(|theme| &mut theme.heading_upper)),
        token("heading_small_caps", "Whether they are in the small capitals of their font instead, which readers get as written", Kind::Flag(|theme| &mut theme.heading_small_caps)),
        number("heading_em", "Size of headings, relative to the text", Em, 0.5, 4.0, |theme| &mut theme.heading_em),
        token("heading_weight", "Weight of headings", Kind::Weight(|theme| &mut theme.heading_weight)),
        // Wider letter spacing is read as spaces when text is taken from a PDF.
        number("heading_tracking_em", "Letter spacing of headings", Em, 0.0, 0.06, |theme| &mut theme.heading_tracking_em),
        number("heading_rule_pt", "Thickness of the lines of headings; 0 for none", Pt, 0.0, 10.0, |theme| &mut theme.heading_rule_pt),
        choice!("heading_rule_tone", "Their colour: the accent, or a lighter tone of it", RuleTone, heading_rule_tone),
        token("header", "What stands above the pages: `auto`, `none`, or a text such as `{name} | {kind}`", Kind::Running(|theme| &mut theme.header)),
        token("header_on_first_page", "Whether it stands on the first page too", Kind::Flag(|theme| &mut theme.header_on_first_page)),
        token("footer", "What stands below the pages: `auto`, `none`, or a text such as `{updated} | {page}/{pages}`", Kind::Running(|theme| &mut theme.footer)),
        token("footer_on_one_page", "Whether it stands on a document of one page too", Kind::Flag(|theme| &mut theme.footer_on_one_page)),
        token("columns.side", "Sections of a second column at the right, under the contact; `[]` for one column", Kind::Sections(|theme| &mut theme.columns.side)),
        number("columns.side_mm", "Width of that column", Mm, 30.0, 90.0, |theme| &mut theme.columns.side_mm),
        number("columns.space_mm", "Space between the columns", Mm, 3.0, 30.0, |theme| &mut theme.columns.space_mm),
        number("columns.side_pt", "Size of the text in it", Pt, 7.0, 20.0, |theme| &mut theme.columns.side_pt),
        token("columns.ends", "Whether the text takes the whole width below its end, in documents of several pages", Kind::Flag(|theme| &mut theme.columns.ends)),
        number("floor.size_pt", "Size of running text; never below 9", Pt, 7.0, 20.0, |theme| &mut theme.floor.size_pt),
        number("floor.leading_pt", "Distance from baseline to baseline", Pt, 7.0, 60.0, |theme| &mut theme.floor.leading_pt),
        number("floor.gap_pt", "Space between entries, added to the leading", Pt, 0.0, 40.0, |theme| &mut theme.floor.gap_pt),
        number("floor.section_gap_em", "Space above the heading of a section, in leadings", Em, 0.0, 10.0, |theme| &mut theme.floor.section_gap_em),
        number("floor.heading_gap_em", "Space below it, in leadings", Em, 0.0, 10.0, |theme| &mut theme.floor.heading_gap_em),
        number("floor.name_pt", "Size of the name", Pt, 8.0, 60.0, |theme| &mut theme.floor.name_pt),
        number("floor.margin_mm", "Every margin; never below 12", Mm, 5.0, 60.0, |theme| &mut theme.floor.margin_mm),
        number("roomy.leading_pt", "Distance from baseline to baseline", Pt, 7.0, 60.0, |theme| &mut theme.roomy.leading_pt),
        number("roomy.gap_pt", "Space between entries, added to the leading", Pt, 0.0, 40.0, |theme| &mut theme.roomy.gap_pt),
        number("roomy.section_gap_em", "Space above the heading of a section, in leadings", Em, 0.0, 10.0, |theme| &mut theme.roomy.section_gap_em),
        number("roomy.heading_gap_em", "Space below it, in leadings", Em, 0.0, 10.0, |theme| &mut theme.roomy.heading_gap_em),
    ]
};

impl Token {
    /// The token of a key.
    pub(super) fn of(key: &str) -> Option<&'static Self> {
        TOKENS.iter().find(|token| token.key == key)
    }

    /// Puts a value of a file into a theme.
    ///
    /// # Errors
    /// When the value is none that the token takes; the theme is as it was.
    pub(super) fn set(&self, theme: &mut Theme, value: &Node) -> Result<(), Fault> {
        match &self.kind {
            Kind::Number {
                unit,
                least,
                most,
                slot,
            } => *slot(theme) = self.number(value, *unit, *least..=*most)?,
            Kind::Weight(slot) => {
                let weight = value.text().and_then(|text| text.parse().ok());
                *slot(theme) = weight
                    .filter(|weight| (100..=900).contains(weight))
                    .ok_or_else(|| Fault {
                        meant: value.text().and_then(weight_of).map(str::to_owned),
                        ..self.fault(value, "a weight from 100 to 900, such as 600")
                    })?;
            }
            Kind::Flag(slot) => {
                *slot(theme) = match value.text() {
                    Some("true") => true,
                    Some("false") => false,
                    other => {
                        return Err(Fault {
                            meant: other.and_then(flag_of).map(str::to_owned),
                            ..self.fault(value, "`true` or `false`")
                        });
                    }
                };
            }
            Kind::Colour(slot) => {
                let colour = value.text().filter(|text| colour::parse(text).is_some());
                let colour = colour.ok_or_else(|| Fault {
                    meant: value
                        .text()
                        .map(|text| format!("#{text}"))
                        .filter(|text| colour::parse(text).is_some()),
                    help: value
                        .is_null()
                        .then_some("write it in quotes: without them `#` begins a comment"),
                    ..self.fault(value, "a colour such as `\"#1f3a5f\"`")
                })?;
                colour.clone_into(slot(theme));
            }
            Kind::Font(slot) => {
                let family = value.text().filter(|_| !value.is_blank());
                let family = family.ok_or_else(|| self.fault(value, "the name of a font"))?;
                family.clone_into(slot(theme));
            }
            Kind::Fonts(slot) => {
                let families: Option<Vec<String>> = match &value.content {
                    Content::List { items, .. } => items.iter().map(family).collect(),
                    _ => family(value).map(|family| vec![family]),
                };
                *slot(theme) = families
                    .filter(|families| !families.is_empty())
                    .ok_or_else(|| self.fault(value, "a list of fonts, such as `[Lato, Arial]`"))?;
            }
            Kind::Running(slot) => {
                let text = value.text().filter(|_| !value.is_null());
                let text = text.ok_or_else(|| self.fault(value, "a text in quotes"))?;
                *slot(theme) = Running::parse(text.trim()).map_err(|(wrong, meant)| Fault {
                    message: format!("`{}` cannot be read", self.key),
                    label: wrong,
                    help: None,
                    meant,
                })?;
            }
            Kind::Sections(slot) => {
                let sections: Option<Vec<String>> = match &value.content {
                    Content::List { items, .. } => items.iter().map(family).collect(),
                    _ => value.text().filter(|_| !value.is_null()).map(|text| {
                        let keys = text.split(',').map(str::trim);
                        keys.filter(|key| !key.is_empty())
                            .map(str::to_owned)
                            .collect()
                    }),
                };
                *slot(theme) = sections.ok_or_else(|| {
                    self.fault(value, "a list of sections, such as `[skills, languages]`")
                })?;
            }
            Kind::Choice { keys, set, .. } => {
                let text = value.text().unwrap_or_default();
                if !set(theme, text) {
                    let keys = keys();
                    let fault = self.fault(value, &enumerated(&keys));
                    return Err(match closest(text, keys.iter().copied()) {
                        Some(close) => Fault {
                            label: format!("did you mean `{close}`?"),
                            meant: is_sure(text, close, keys).then(|| close.to_owned()),
                            ..fault
                        },
                        None => fault,
                    });
                }
            }
        }
        Ok(())
    }

    /// The value of a theme, as a file writes it.
    pub(super) fn written(&self, theme: &Theme) -> String {
        let theme = &mut theme.clone();
        let quoted =
            |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        let family = |name: &str| {
            let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
            match name.starts_with(char::is_alphabetic) && name.chars().all(plain) {
                true => name.to_owned(),
                false => quoted(name),
            }
        };
        let list = |all: &[String]| {
            let all: Vec<String> = all.iter().map(|one| family(one)).collect();
            format!("[{}]", all.join(", "))
        };
        match &self.kind {
            Kind::Number { slot, .. } => slot(theme).to_string(),
            Kind::Weight(slot) => slot(theme).to_string(),
            Kind::Flag(slot) => slot(theme).to_string(),
            Kind::Colour(slot) => quoted(slot(theme)),
            Kind::Font(slot) => family(slot(theme)),
            Kind::Fonts(slot) | Kind::Sections(slot) => list(slot(theme)),
            Kind::Running(slot) => match slot(theme) {
                Running::Text(text) => quoted(text),
                other => other.written().to_owned(),
            },
            Kind::Choice { word, .. } => word(theme).to_owned(),
        }
    }

    /// The words that it may be, if it takes one of a few.
    #[cfg(test)]
    pub(super) fn words(&self) -> Option<Vec<&'static str>> {
        match self.kind {
            Kind::Choice { keys, .. } => Some(keys()),
            _ => None,
        }
    }

    /// What it takes, in words.
    pub(super) fn takes(&self) -> String {
        match self.kind {
            Kind::Number {
                unit, least, most, ..
            } => format!("{least} to {most} {}", unit.name()),
            Kind::Weight(_) => "100 to 900".to_owned(),
            Kind::Flag(_) => "`true`, `false`".to_owned(),
            Kind::Colour(_) => "`\"#rrggbb\"`".to_owned(),
            Kind::Font(_) => "a family".to_owned(),
            Kind::Fonts(_) => "a list of families".to_owned(),
            Kind::Sections(_) => "a list of sections".to_owned(),
            Kind::Running(_) => "`auto`, `none`, a text".to_owned(),
            Kind::Choice { keys, .. } => {
                let keys = keys().into_iter().map(|key| format!("`{key}`"));
                keys.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn number(
        &self,
        value: &Node,
        unit: Unit,
        bounds: std::ops::RangeInclusive<f64>,
    ) -> Result<f64, Fault> {
        let text = value.text().map(str::trim).unwrap_or_default();
        let name = unit.name();
        let expected = match unit {
            Unit::Em => format!("a number of {name}, such as 1.5"),
            _ => format!("a length, such as 10 or `\"10{name}\"`"),
        };
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number = digits.trim_end().parse::<f64>().ok();
        let factor = match &text[digits.len()..] {
            "" => Some(1.0),
            written => unit.of(written),
        };
        let number = number
            .zip(factor)
            .map(|(number, factor)| number * factor)
            // Neither is `inf` read, which has no digits, nor what is too large to be a number.
            .filter(|number| number.is_finite())
            .ok_or_else(|| Fault {
                meant: decimal(text),
                ..self.fault(value, &expected)
            })?;
        if !bounds.contains(&number) {
            let (least, most) = bounds.into_inner();
            return Err(Fault {
                message: format!("`{}` is out of bounds", self.key),
                label: format!("must be between {least} and {most} {name}"),
                help: None,
                meant: None,
            });
        }
        Ok(number)
    }

    fn fault(&self, value: &Node, expected: &str) -> Fault {
        let key = self.key;
        let message = match &value.content {
            _ if value.is_null() => format!("`{key}` has no value"),
            Content::Scalar { text, .. } => format!("`{key}` cannot be `{}`", shortened(text)),
            Content::List { items, .. } if items.is_empty() => format!("`{key}` is empty"),
            Content::List { .. } => format!("`{key}` cannot be a list"),
            Content::Map { .. } => format!("`{key}` cannot be a map"),
        };
        Fault {
            message,
            label: format!("expected {expected}"),
            help: None,
            meant: None,
        }
    }
}

/// A number that is written with a comma for its point.
fn decimal(text: &str) -> Option<String> {
    let (whole, part) = text.split_once(',')?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_digits(whole) && is_digits(part)).then(|| format!("{whole}.{part}"))
}

/// The number of a weight that is called by its name, as OpenType and CSS do.
fn weight_of(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "light" => "300",
        "regular" | "normal" => "400",
        "medium" => "500",
        "semibold" | "semi-bold" => "600",
        "bold" => "700",
        "black" => "900",
        _ => return None,
    })
}

/// A flag that is written in another word for it.
fn flag_of(text: &str) -> Option<&'static str> {
    Some(match text.to_lowercase().as_str() {
        "true" | "yes" | "on" => "true",
        "false" | "no" | "off" => "false",
        _ => return None,
    })
}

/// The name of a font family.
fn family(node: &Node) -> Option<String> {
    let name = node.text().filter(|_| !node.is_blank());
    name.map(|name| name.trim().to_owned())
}

/// A text, or its beginning where it is longer than a message should be.
fn shortened(text: &str) -> Cow<'_, str> {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// The maps that tokens stand in, such as `floor`.
pub(super) fn maps() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    let maps = TOKENS
        .iter()
        .filter_map(|token| Some(token.key.split_once('.')?.0));
    maps.filter(move |map| std::mem::replace(&mut last, map) != *map)
}

/// The keys that may stand in a map (`""` for the whole file).
pub(super) fn keys_in(map: &str) -> Vec<&'static str> {
    match map {
        "" => {
            let own = TOKENS.iter().map(|token| token.key);
            own.filter(|key| !key.contains('.')).chain(maps()).collect()
        }
        map => {
            let split = TOKENS.iter().filter_map(|token| token.key.split_once('.'));
            split
                .filter(|(own, _)| *own == map)
                .map(|(_, key)| key)
                .collect()
        }
    }
}

/// The table of `docs/themes.md`.
#[cfg(test)]
pub(super) fn table() -> String {
    let mut table = String::from("| Token | What it sets | Takes |\n|---|---|---|\n");
    for token in TOKENS {
        let takes = token.takes();
        let Token { key, about, .. } = token;
        table.push_str(&format!("| `{key}` | {about} | {takes} |\n"));
    }
    table
}
