//! The styles of a theme: all looks stand here, so that a text which is copied into another file takes on
//! the looks of that one.

use std::collections::BTreeSet;

use super::blocks::Block;
use super::fonts::{fonts, reach};
use super::look;
use super::package::{self, MAIN};
use super::properties::{Characters, Distance, Fonts, Paragraphs, Stop, Tab, Vertical};
use super::runs::{Look, Script, Voice};
use super::xml::Xml;
use crate::arrange::Arranged;
use crate::document::Item;
use crate::theme::{
    Align, DateFace, DatePlacement, Geometry, LinkStyle, OwnerMark, PT_PER_MM, Theme,
};

/// By how much a font may open the lines of a theme.
const OPENED: f64 = 1.03;

/// Weights from here on are bold: Word knows two.
const BOLD: u16 = 600;

/// The looks of a document in a theme.
pub(super) struct Sheet<'a> {
    pub(super) document: &'a Arranged,
    pub(super) theme: &'a Theme,
    pub(super) geometry: Geometry,
    head: Fonts,
    /// How high the portrait is, if there is one.
    pub(super) portrait_mm: Option<f64>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(document: &'a Arranged, theme: &'a Theme, portrait_mm: Option<f64>) -> Self {
        Self {
            document,
            theme,
            geometry: look::geometry(document, theme),
            head: fonts(&theme.head_fonts, &document.meta),
            portrait_mm,
        }
    }

    pub(super) fn geometry(&self) -> Geometry {
        self.geometry
    }

    /// The distance of lines of a size: they leave as much between them as those of the text.
    ///
    /// A line grows with what is in it, so that nothing is cut off whatever is written later; but where a page was
    /// set so tight that the font by itself would open the lines again, they stand as close as they were set.
    pub(super) fn line(&self, size_pt: f64) -> Distance {
        let theme = self.theme;
        let (above, below) = reach(&theme.body_fonts);
        let own = (above + below) * theme.size_pt;
        Distance {
            pt: size_pt + theme.leading_pt - theme.size_pt,
            is_exact: own > theme.leading_pt * OPENED,
        }
    }

    /// How much higher the letters of the first line stand in the PDF, which counts lines from 0.75 em above
    /// the baseline on.
    pub(super) fn raised_mm(&self) -> f64 {
        let (above, _) = reach(&self.theme.head_fonts);
        ((above - 0.75) * self.theme.name_pt / PT_PER_MM).max(0.0)
    }

    /// How far the further lines of a paper stand in, and what its first line leads to there.
    fn hanging_of_papers(&self) -> (f64, Vec<Tab>) {
        let theme = self.theme;
        if self.geometry.axis_mm > 0.0 {
            return (self.geometry.axis_mm, self.beside());
        }
        let sections = self.document.sections.iter();
        let groups = sections.flat_map(|section| &section.groups);
        let labels = groups
            .flat_map(|group| &group.items)
            .filter_map(|item| match item {
                Item::Publication(paper) => paper.label.as_deref(),
                _ => None,
            });
        let Some(widest) = labels.map(|label| label.chars().count()).max() else {
            return (1.2 * theme.size_pt / PT_PER_MM, Vec::new());
        };
        // As in the templates: 0.62 em a character, and no more than a quarter of the page.
        let widest = 0.62 * theme.size_pt / PT_PER_MM * widest as f64;
        let most = self.geometry.text_width_mm / 4.0;
        let at_mm = theme.label_column_mm.max(widest.min(most)) + 2.0;
        (
            at_mm,
            vec![Tab {
                at_mm,
                stop: Stop::Start,
            }],
        )
    }

    /// Whether papers have a column of labels.
    pub(super) fn has_labels(&self) -> bool {
        !self.hanging_of_papers().1.is_empty()
    }

    /// The places of what stands beside the text, and of the text.
    fn beside(&self) -> Vec<Tab> {
        let Geometry {
            column_mm, axis_mm, ..
        } = self.geometry;
        if axis_mm == 0.0 {
            return Vec::new();
        }
        let tab = |at_mm, stop| Tab { at_mm, stop };
        vec![tab(column_mm, Stop::End), tab(axis_mm, Stop::Start)]
    }

    /// Where what ends a line stands.
    fn end_mm(&self) -> f64 {
        match self.theme.date {
            DatePlacement::Right => self.geometry.text_width_mm,
            _ => self.geometry.text_width_mm - self.geometry.slack_mm,
        }
    }

    fn paragraphs(&self, block: Block) -> Paragraphs {
        let theme = self.theme;
        let Geometry {
            axis_mm, slack_mm, ..
        } = self.geometry;
        let text = Paragraphs {
            start_mm: axis_mm,
            end_mm: slack_mm,
            ..Paragraphs::default()
        };
        let end_of_line = Tab {
            at_mm: self.end_mm(),
            stop: Stop::End,
        };
        let gap = Some(theme.gap_pt);
        let head_size = theme.size_pt * theme.heading_em;
        // What is left of the distances around a heading once lines have their own: the PDF counts a line from
        // 0.75 em above its baseline to 0.25 em below, Word from where the font ends. What follows a heading
        // brings a space along, and where that is more than the heading wants below, it takes less above.
        let (_, reach) = reach(&theme.body_fonts);
        let above = theme.leading_pt * (theme.section_gap_em - 1.0) + 1.25 * theme.size_pt
            - 0.25 * head_size;
        let below = theme.leading_pt * (theme.heading_gap_em - 1.0)
            + (0.75 + reach) * theme.size_pt
            + match theme.heading_rule_pt > 0.0 {
                true => 0.0,
                false => (0.25 - reach) * head_size,
            };
        let crowded = (theme.gap_pt - below).max(0.0);
        match block {
            Block::Normal => Paragraphs::default(),
            Block::Title => Paragraphs {
                // Pronouns may stand on a line of their own, and the name makes room for itself.
                line: Some(Distance {
                    is_exact: false,
                    ..self.line(theme.headline_pt)
                }),
                stays_with_next: true,
                ..self.head_paragraphs()
            },
            Block::Subtitle => Paragraphs {
                after_pt: Some(1.5),
                line: Some(self.line(theme.headline_pt)),
                stays_with_next: true,
                ..self.head_paragraphs()
            },
            Block::Contact => Paragraphs {
                after_pt: Some(self.below_contacts()),
                line: Some(self.line(theme.contact_pt)),
                ..self.head_paragraphs()
            },
            Block::Legend => Paragraphs {
                before_pt: gap,
                line: Some(self.line(theme.note_pt)),
                start_mm: axis_mm,
                stays_with_next: true,
                ..Paragraphs::default()
            },
            Block::Section => Paragraphs {
                stays_with_next: true,
                stays_whole: true,
                rules: look::rules_of_headings(theme),
                start_mm: look::heading_start_mm(theme, &self.geometry),
                is_centered: theme.heading_align == Align::Centered,
                before_pt: Some((above - crowded).max(0.0)),
                after_pt: Some((below - theme.gap_pt).max(0.0)),
                line: Some(self.line(head_size)),
                outline: Some(0),
                ..Paragraphs::default()
            },
            Block::Group => Paragraphs {
                stays_with_next: true,
                stays_whole: true,
                before_pt: Some((theme.leading_pt * 0.75 - theme.gap_pt * 0.6).max(0.0)),
                outline: Some(1),
                ..text
            },
            Block::Entry => Paragraphs {
                stays_whole: true,
                before_pt: gap,
                ..match theme.date {
                    DatePlacement::Left => Paragraphs {
                        tabs: self.beside(),
                        hanging_mm: axis_mm,
                        ..text
                    },
                    DatePlacement::Right => Paragraphs {
                        tabs: vec![end_of_line],
                        ..Paragraphs::default()
                    },
                    DatePlacement::Under | DatePlacement::Inline => text,
                }
            },
            Block::Heading(level) => Paragraphs {
                stays_with_next: true,
                before_pt: (level > 2).then_some(theme.gap_pt * 0.6),
                outline: Some(level - 1),
                ..Paragraphs::default()
            },
            Block::SecondLine => Paragraphs {
                stays_whole: true,
                tabs: vec![end_of_line],
                start_mm: axis_mm,
                end_mm: self.geometry.text_width_mm - self.end_mm(),
                ..Paragraphs::default()
            },
            Block::DateLine => Paragraphs {
                line: Some(self.line(theme.date_pt)),
                ..text
            },
            Block::Paragraph => Paragraphs {
                before_pt: gap,
                ..Paragraphs::default()
            },
            Block::Body => text,
            Block::Bullet | Block::SubBullet => {
                let width = theme.size_pt / PT_PER_MM;
                let level = u8::from(block == Block::SubBullet);
                Paragraphs {
                    bullet: Some(level),
                    start_mm: axis_mm + width * f64::from(level + 1),
                    hanging_mm: width,
                    ..text
                }
            }
            Block::Line => Paragraphs {
                before_pt: Some(theme.gap_pt * 0.4),
                ..text
            },
            Block::SideLine => Paragraphs {
                before_pt: Some(theme.gap_pt * 0.4),
                tabs: self.beside(),
                hanging_mm: axis_mm,
                ..text
            },
            Block::Paper => {
                let (hanging_mm, tabs) = self.hanging_of_papers();
                Paragraphs {
                    before_pt: gap,
                    tabs,
                    start_mm: hanging_mm,
                    hanging_mm,
                    ..text
                }
            }
            Block::PaperDetails => Paragraphs {
                start_mm: self.hanging_of_papers().0,
                ..text
            },
            Block::Cell => Paragraphs {
                before_pt: Some(theme.gap_pt * 0.3),
                ..Paragraphs::default()
            },
            Block::CellHeading => Paragraphs {
                stays_with_next: true,
                ..Paragraphs::default()
            },
            Block::Header | Block::Footer => Paragraphs {
                tabs: [(0.5, Stop::Middle), (1.0, Stop::End)]
                    .map(|(share, stop)| Tab {
                        at_mm: self.geometry.text_width_mm * share,
                        stop,
                    })
                    .into(),
                line: Some(self.line(theme.note_pt)),
                ..Paragraphs::default()
            },
        }
    }

    /// What the paragraphs of the head have in common.
    fn head_paragraphs(&self) -> Paragraphs {
        let theme = self.theme;
        Paragraphs {
            rules: look::edges_of_band(theme),
            ground: theme.banner.then(|| theme.accent.clone()),
            is_centered: theme.name_align == Align::Centered,
            ..Paragraphs::default()
        }
    }

    fn characters(&self, block: Block) -> Characters {
        let theme = self.theme;
        let head = Characters {
            fonts: Some(self.head.clone()),
            ..Characters::default()
        };
        match block {
            Block::Title => Characters {
                colour: theme.banner.then(|| look::WHITE.to_owned()),
                size_pt: Some(theme.name_pt),
                ..head
            },
            Block::Subtitle => Characters {
                colour: Some(look::ink_of_head(theme, &theme.accent)),
                size_pt: Some(theme.headline_pt),
                ..head
            },
            Block::Contact => Characters {
                colour: Some(look::ink_of_head(theme, &theme.muted)),
                size_pt: Some(theme.contact_pt),
                is_unchecked: true,
                ..head
            },
            Block::Legend | Block::Header | Block::Footer => Characters {
                colour: Some(theme.muted.clone()),
                size_pt: Some(theme.note_pt),
                ..head
            },
            Block::Section => {
                let size = theme.size_pt * theme.heading_em;
                Characters {
                    bold: theme.heading_weight >= BOLD,
                    small_caps: theme.heading_small_caps,
                    colour: Some(theme.accent.clone()),
                    tracking_pt: theme.heading_tracking_em * size,
                    size_pt: Some(size),
                    ..head
                }
            }
            Block::Group => Characters {
                bold: true,
                italic: theme.group_is_italic(),
                colour: Some(theme.accent.clone()),
                ..head
            },
            Block::CellHeading => Characters {
                bold: true,
                ..self.aside()
            },
            Block::DateLine => self.date(),
            _ => Characters::default(),
        }
    }

    /// Dates and labels that stand apart.
    fn aside(&self) -> Characters {
        Characters {
            fonts: Some(self.head.clone()),
            size_pt: Some(self.theme.date_pt),
            ..Characters::default()
        }
    }

    /// The date of a heading.
    fn date(&self) -> Characters {
        let face = self.theme.date_face;
        Characters {
            italic: face == DateFace::Italic,
            colour: (face == DateFace::Muted).then(|| self.theme.muted.clone()),
            ..self.aside()
        }
    }

    fn look(&self, look: Look) -> Characters {
        let theme = self.theme;
        match look.voice {
            Voice::Plain => {}
            Voice::Name => {
                return Characters {
                    bold: theme.name_weight >= BOLD,
                    ..Characters::default()
                };
            }
            Voice::NativeName | Voice::Pronouns => {
                return Characters {
                    colour: Some(look::ink_of_head(theme, &theme.muted)),
                    size_pt: Some(match look.voice {
                        Voice::Pronouns => theme.headline_pt,
                        _ => theme.name_pt * 0.66,
                    }),
                    ..Characters::default()
                };
            }
            Voice::Gap => {
                // Three blanks are as wide as what the page has between contacts.
                return Characters {
                    tracking_pt: 1.5,
                    ..Characters::default()
                };
            }
            Voice::Date => return self.date(),
            Voice::Year => return self.aside(),
            Voice::Label => {
                return Characters {
                    colour: Some(theme.muted.clone()),
                    ..self.aside()
                };
            }
            Voice::SideLabel => {
                return Characters {
                    fonts: Some(self.head.clone()),
                    bold: true,
                    size_pt: Some(theme.date_pt),
                    ..Characters::default()
                };
            }
        }
        let owner = look.is_owner.then(|| theme.owner());
        Characters {
            bold: look.is_strong || owner == Some(OwnerMark::Bold),
            italic: look.is_emphasised,
            // Dotted under links, as a line is under the owner's name.
            underline: match owner == Some(OwnerMark::Underline) {
                true => Some("single"),
                false if look.is_link && theme.links == LinkStyle::Underline => Some("dotted"),
                false => None,
            },
            fonts: look
                .is_code
                .then(|| fonts(std::slice::from_ref(&theme.mono_font), &self.document.meta)),
            size_pt: look.is_code.then_some(theme.size_pt * 0.9),
            is_unchecked: look.is_code,
            colour: match (
                look.is_link && theme.links == LinkStyle::Colour,
                look.is_muted,
            ) {
                (true, _) => Some(theme.accent.clone()),
                (false, true) => Some(theme.muted.clone()),
                (false, false) => None,
            },
            vertical: look.script.map(|script| match script {
                Script::Lowered => Vertical::Subscript,
                Script::Raised | Script::Mark => Vertical::Superscript,
            }),
            ..Characters::default()
        }
    }

    /// `styles.xml`: all styles of paragraphs, and those of characters that the text uses.
    pub(super) fn styles(&self, used: &BTreeSet<Look>) -> String {
        let mut xml = Xml::part();
        xml.element("w:styles", &[MAIN], |xml| {
            self.write_defaults(xml);
            for block in Block::ALL {
                self.write_block(xml, block);
            }
            let is_default = [
                ("w:type", "character"),
                ("w:default", "1"),
                ("w:styleId", DEFAULT),
            ];
            xml.element("w:style", &is_default, |xml| {
                xml.value("w:name", "Default Paragraph Font");
                xml.value("w:uiPriority", "1");
                xml.empty("w:semiHidden", &[]);
                xml.empty("w:unhideWhenUsed", &[]);
            });
            // Those that Word itself offers are there for whoever goes on writing.
            let mut looks: BTreeSet<Look> = Look::of_word().into_iter().collect();
            for look in used {
                looks.extend([*look, look.without_role()]);
            }
            looks.remove(&Look::default());
            for look in looks {
                self.write_look(xml, look);
            }
            xml.element(
                "w:style",
                &[
                    ("w:type", "numbering"),
                    ("w:default", "1"),
                    ("w:styleId", "NoList"),
                ],
                |xml| {
                    xml.value("w:name", "No List");
                    xml.value("w:uiPriority", "99");
                    xml.empty("w:semiHidden", &[]);
                    xml.empty("w:unhideWhenUsed", &[]);
                },
            );
        });
        xml.finish()
    }

    fn write_defaults(&self, xml: &mut Xml) {
        let theme = self.theme;
        xml.element("w:docDefaults", &[], |xml| {
            xml.element("w:rPrDefault", &[], |xml| {
                xml.element("w:rPr", &[], |xml| {
                    let body = Characters {
                        fonts: Some(fonts(&theme.body_fonts, &self.document.meta)),
                        size_pt: Some(theme.size_pt),
                        ..Characters::default()
                    };
                    body.write_each(xml);
                    package::write_language(xml, "w:lang", &self.document.meta);
                });
            });
            xml.element("w:pPrDefault", &[], |xml| {
                xml.element("w:pPr", &[], |xml| {
                    xml.empty("w:widowControl", &[]);
                    if self.document.meta.right_to_left {
                        xml.empty("w:bidi", &[]);
                    }
                    let distance = self.line(theme.size_pt);
                    let line = super::properties::twips(distance.pt);
                    xml.empty(
                        "w:spacing",
                        &[
                            ("w:before", "0"),
                            ("w:after", "0"),
                            ("w:line", &line),
                            ("w:lineRule", distance.rule()),
                        ],
                    );
                });
            });
        });
    }

    fn write_block(&self, xml: &mut Xml, block: Block) {
        let mut attributes = vec![("w:type", "paragraph")];
        if block == Block::Normal {
            attributes.push(("w:default", "1"));
        }
        if block.name().starts_with(FOLIO) {
            attributes.push(("w:customStyle", "1"));
        }
        attributes.push(("w:styleId", block.id()));
        xml.element("w:style", &attributes, |xml| {
            xml.value("w:name", block.name());
            if let Some(base) = block.base() {
                xml.value("w:basedOn", base.id());
            }
            if block.next() != block {
                xml.value("w:next", block.next().id());
            }
            xml.empty("w:qFormat", &[]);
            self.paragraphs(block).write(xml);
            self.characters(block).write(xml);
        });
    }

    fn write_look(&self, xml: &mut Xml, look: Look) {
        let (name, id) = (look.name(), look.id());
        let mut attributes = vec![("w:type", "character")];
        if name.starts_with(FOLIO) {
            attributes.push(("w:customStyle", "1"));
        }
        attributes.push(("w:styleId", &id));
        xml.element("w:style", &attributes, |xml| {
            xml.value("w:name", &name);
            let plain = look.without_role();
            // What says only what it is looks as it would without.
            let is_own = plain == look || plain == Look::default();
            let base = if is_own {
                DEFAULT.to_owned()
            } else {
                plain.id()
            };
            xml.value("w:basedOn", &base);
            xml.empty("w:qFormat", &[]);
            if is_own {
                self.look(look).write(xml);
            }
        });
    }
}

/// What names of styles that Word does not know begin with.
const FOLIO: &str = "Folio ";

/// The id of the style of characters that have none.
const DEFAULT: &str = "DefaultParagraphFont";
