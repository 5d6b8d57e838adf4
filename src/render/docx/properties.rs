//! What styles say of paragraphs and of characters, written in the order that the schema has.

use super::xml::Xml;
use crate::theme::PT_PER_MM;

/// Points as twentieths of one, the unit of lengths.
pub(super) fn twips(pt: f64) -> String {
    format!("{}", (pt * 20.0).round() as i64)
}

/// Millimetres as twentieths of a point.
pub(super) fn twips_of_mm(mm: f64) -> String {
    twips(mm * PT_PER_MM)
}

/// Names of a family for each kind of script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fonts {
    /// For scripts of Europe.
    pub(super) western: String,
    /// For Chinese, Japanese, Korean.
    pub(super) east_asian: String,
    /// For scripts that run from right to left, or that combine their letters.
    pub(super) complex: String,
}

/// Where characters stand beside the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vertical {
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

/// What a style says of characters; what it leaves out is inherited.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Characters {
    pub(super) fonts: Option<Fonts>,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) small_caps: bool,
    /// Is no word of a language.
    pub(super) is_unchecked: bool,
    /// `#rrggbb`.
    pub(super) colour: Option<String>,
    pub(super) tracking_pt: f64,
    pub(super) size_pt: Option<f64>,
    /// The kind of the line under them.
    pub(super) underline: Option<&'static str>,
    pub(super) vertical: Option<Vertical>,
}

impl Characters {
    /// Writes them, if they say anything.
    pub(super) fn write(&self, xml: &mut Xml) {
        if *self == Self::default() {
            return;
        }
        xml.element("w:rPr", &[], |xml| self.write_each(xml));
    }

    /// Writes them without the element around them.
    pub(super) fn write_each(&self, xml: &mut Xml) {
        if let Some(fonts) = &self.fonts {
            xml.empty(
                "w:rFonts",
                &[
                    ("w:ascii", &fonts.western),
                    ("w:hAnsi", &fonts.western),
                    ("w:eastAsia", &fonts.east_asian),
                    ("w:cs", &fonts.complex),
                ],
            );
        }
        // Each twice: once more for scripts that run from right to left.
        for (is_set, names) in [
            (self.bold, ["w:b", "w:bCs"]),
            (self.italic, ["w:i", "w:iCs"]),
        ] {
            if is_set {
                names.iter().for_each(|name| xml.empty(name, &[]));
            }
        }
        if self.small_caps {
            xml.empty("w:smallCaps", &[]);
        }
        if self.is_unchecked {
            xml.empty("w:noProof", &[]);
        }
        if let Some(colour) = &self.colour {
            xml.value("w:color", &hexadecimal(colour));
        }
        if self.tracking_pt > 0.0 {
            xml.value("w:spacing", &twips(self.tracking_pt));
        }
        if let Some(size) = self.size_pt {
            let half_points = format!("{}", (size * 2.0).round() as i64);
            xml.value("w:sz", &half_points);
            xml.value("w:szCs", &half_points);
        }
        if let Some(line) = self.underline {
            xml.value("w:u", line);
        }
        match self.vertical {
            Some(Vertical::Superscript) => xml.value("w:vertAlign", "superscript"),
            Some(Vertical::Subscript) => xml.value("w:vertAlign", "subscript"),
            None => {}
        }
    }
}

/// What of the text after a tab stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Start,
    Middle,
    End,
}

/// A place that a tab leads to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tab {
    /// From where lines begin.
    pub(super) at_mm: f64,
    pub(super) stop: Stop,
}

/// A side of a paragraph, in the order of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Top,
    Left,
    Bottom,
    Right,
}

/// A line at a side of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    pub(super) side: Side,
    pub(super) thickness_pt: f64,
    /// Between it and the text: whole points, at most 31.
    pub(super) space_pt: u8,
    /// `#rrggbb`.
    pub(super) colour: String,
}

impl Rule {
    fn write(&self, xml: &mut Xml) {
        let name = match self.side {
            Side::Top => "w:top",
            Side::Left => "w:left",
            Side::Bottom => "w:bottom",
            Side::Right => "w:right",
        };
        let eighths = (self.thickness_pt * 8.0).round().clamp(2.0, 96.0) as i64;
        xml.empty(
            name,
            &[
                ("w:val", "single"),
                ("w:sz", &eighths.to_string()),
                ("w:space", &self.space_pt.to_string()),
                ("w:color", &hexadecimal(&self.colour)),
            ],
        );
    }
}

/// A colour, `#rrggbb`, as Word has it.
fn hexadecimal(colour: &str) -> String {
    colour.trim_start_matches('#').to_uppercase()
}

/// The distance of lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Distance {
    pub(super) pt: f64,
    /// Whether they come no further apart for what is higher than that.
    pub(super) is_exact: bool,
}

impl Distance {
    /// Its word in the file.
    pub(super) fn rule(self) -> &'static str {
        match self.is_exact {
            true => "exact",
            false => "atLeast",
        }
    }
}

/// What a style says of paragraphs; what it leaves out is inherited.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Paragraphs {
    /// Stands on the page of the next one.
    pub(super) stays_with_next: bool,
    /// Stands on one page.
    pub(super) stays_whole: bool,
    /// The level, from 0, of an item of the list of bullets.
    pub(super) bullet: Option<u8>,
    /// In the order of their sides.
    pub(super) rules: Vec<Rule>,
    /// The ground, `#rrggbb`.
    pub(super) ground: Option<String>,
    pub(super) tabs: Vec<Tab>,
    pub(super) before_pt: Option<f64>,
    pub(super) after_pt: Option<f64>,
    /// From baseline to baseline.
    pub(super) line: Option<Distance>,
    /// Where lines begin.
    pub(super) start_mm: f64,
    /// What is kept free where they end.
    pub(super) end_mm: f64,
    /// How much before the others the first line begins.
    pub(super) hanging_mm: f64,
    /// Whether lines stand in the middle.
    pub(super) is_centered: bool,
    /// The level of a heading, from 0.
    pub(super) outline: Option<u8>,
}

/// The list of bullets in `numbering.xml`.
pub(super) const BULLETS: &str = "1";

impl Paragraphs {
    /// Writes them, if they say anything.
    pub(super) fn write(&self, xml: &mut Xml) {
        if *self == Self::default() {
            return;
        }
        xml.element("w:pPr", &[], |xml| self.write_each(xml));
    }

    fn write_each(&self, xml: &mut Xml) {
        if self.stays_with_next {
            xml.empty("w:keepNext", &[]);
        }
        if self.stays_whole {
            xml.empty("w:keepLines", &[]);
        }
        if let Some(level) = self.bullet {
            xml.element("w:numPr", &[], |xml| {
                xml.value("w:ilvl", &level.to_string());
                xml.value("w:numId", BULLETS);
            });
        }
        if !self.rules.is_empty() {
            xml.element("w:pBdr", &[], |xml| {
                self.rules.iter().for_each(|rule| rule.write(xml));
            });
        }
        if let Some(ground) = &self.ground {
            let fill = hexadecimal(ground);
            xml.empty(
                "w:shd",
                &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", &fill)],
            );
        }
        if !self.tabs.is_empty() {
            xml.element("w:tabs", &[], |xml| {
                for tab in &self.tabs {
                    let alignment = match tab.stop {
                        Stop::Start => "left",
                        Stop::Middle => "center",
                        Stop::End => "right",
                    };
                    let at = twips_of_mm(tab.at_mm);
                    xml.empty("w:tab", &[("w:val", alignment), ("w:pos", &at)]);
                }
            });
        }
        self.write_spacing(xml);
        self.write_indent(xml);
        if self.is_centered {
            xml.value("w:jc", "center");
        }
        if let Some(level) = self.outline {
            xml.value("w:outlineLvl", &level.to_string());
        }
    }

    fn write_spacing(&self, xml: &mut Xml) {
        let given = [
            ("w:before", self.before_pt.map(twips)),
            ("w:after", self.after_pt.map(twips)),
            ("w:line", self.line.map(|line| twips(line.pt))),
            ("w:lineRule", self.line.map(|line| line.rule().to_owned())),
        ];
        write_given(xml, "w:spacing", &given);
    }

    fn write_indent(&self, xml: &mut Xml) {
        let some = |mm: f64| (mm > 0.0).then(|| twips_of_mm(mm));
        let given = [
            ("w:left", some(self.start_mm)),
            ("w:right", some(self.end_mm)),
            ("w:hanging", some(self.hanging_mm)),
        ];
        write_given(xml, "w:ind", &given);
    }
}

/// Writes an element with those of its attributes that are given, if any is.
fn write_given(xml: &mut Xml, name: &'static str, given: &[(&'static str, Option<String>)]) {
    let attributes: Vec<(&'static str, &str)> = given
        .iter()
        .filter_map(|(key, value)| Some((*key, value.as_deref()?)))
        .collect();
    if !attributes.is_empty() {
        xml.empty(name, &attributes);
    }
}
