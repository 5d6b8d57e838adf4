//! The parts beside text and styles: what the package holds, its properties, settings, running heads and feet.

use super::blocks::Block;
use super::properties::{BULLETS, twips_of_mm};
use super::runs::Referred;
use super::styles::Sheet;
use super::xml::{Attributes, Xml};
use super::{body, picture};
use crate::arrange::Arranged;
use crate::document::Meta;
use crate::theme::{Piece, Theme};
use crate::words::is_right_to_left;

/// The name space of what Word writes.
pub(super) const MAIN: (&str, &str) = (
    "xmlns:w",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
);
const MATH: (&str, &str) = (
    "xmlns:m",
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
);
const RELATIONS: (&str, &str) = (
    "xmlns:r",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
);
const PLACED: (&str, &str) = (
    "xmlns:wp",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
);
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// The language of a document as a BCP 47 tag.
fn tag(meta: &Meta) -> String {
    match &meta.region {
        Some(region) => format!("{}-{region}", meta.language),
        None => meta.language.clone(),
    }
}

/// Writes the language of a document.
pub(super) fn write_language(xml: &mut Xml, name: &'static str, meta: &Meta) {
    write_tag(xml, name, &tag(meta));
}

/// Writes a language, by its BCP 47 tag, at the place of its script as well: Word has one for each kind.
pub(super) fn write_tag(xml: &mut Xml, name: &'static str, tag: &str) {
    let mut attributes = vec![("w:val", tag)];
    match tag.split('-').next().unwrap_or(tag) {
        "ja" | "ko" | "zh" => attributes.push(("w:eastAsia", tag)),
        "hi" | "th" => attributes.push(("w:bidi", tag)),
        _ if is_right_to_left(tag) => attributes.push(("w:bidi", tag)),
        _ => {}
    }
    xml.empty(name, &attributes);
}

/// A part of the package beside the text: its name in `word/`, its kind, its id.
struct Side {
    file: &'static str,
    kind: &'static str,
    id: &'static str,
}

const SIDES: [Side; 6] = [
    side("styles.xml", "styles", "styles"),
    side("numbering.xml", "numbering", "numbering"),
    side("settings.xml", "settings", "settings"),
    side("fontTable.xml", "fontTable", "fonts"),
    side("header1.xml", "header", "head"),
    side("footer1.xml", "footer", "foot"),
];
/// The head of the first page, where it has one.
const FIRST_HEAD: Side = side("header2.xml", "header", "firstHead");
/// The foot of the first page, where it has one.
const FIRST_FOOT: Side = side("footer2.xml", "footer", "firstFoot");

const fn side(file: &'static str, kind: &'static str, id: &'static str) -> Side {
    Side { file, kind, id }
}

/// What a document consists of.
pub(super) struct Contents<'a> {
    pub(super) document: &'a Arranged,
    pub(super) theme: &'a Theme,
    /// The portrait as PNG.
    pub(super) portrait: Option<&'a [u8]>,
    /// Whether the document takes more than a page, so that pages have feet.
    pub(super) has_feet: bool,
}

impl Contents<'_> {
    /// Every file of the package by its name, in the order in which they stand there.
    pub(super) fn files(&self) -> Vec<(String, Vec<u8>)> {
        let portrait_mm = self.portrait.map(|_| self.theme.photo_height_mm());
        let sheet = Sheet::new(self.document, self.theme, portrait_mm);
        let meta = &self.document.meta;
        let mut referred = Referred::new(meta.right_to_left);
        let text = self.text(&sheet, &mut referred);
        let head = self.furniture("w:hdr", Block::Header, &mut referred);
        let foot = self.furniture("w:ftr", Block::Footer, &mut referred);
        let side = |side: &Side| match side.file {
            "styles.xml" => sheet.styles(&referred.looks()),
            "numbering.xml" => numbering(self.theme),
            "settings.xml" => settings(meta),
            "fontTable.xml" => super::fonts::table(self.theme),
            "header1.xml" | "header2.xml" => head.clone(),
            _ => foot.clone(),
        };
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), self.content_types()),
            ("_rels/.rels".to_owned(), package_relations()),
            ("docProps/core.xml".to_owned(), properties(meta)),
            ("word/document.xml".to_owned(), text),
            (
                "word/_rels/document.xml.rels".to_owned(),
                self.relations(&referred),
            ),
        ];
        files.extend(
            self.sides()
                .map(|part| (format!("word/{}", part.file), side(part))),
        );
        let mut files: Vec<(String, Vec<u8>)> = files
            .into_iter()
            .map(|(name, text)| (name, text.into_bytes()))
            .collect();
        if let Some(picture) = self.portrait {
            files.push(("word/media/portrait.png".to_owned(), picture.to_vec()));
        }
        files
    }

    /// The parts beside the text, in their order.
    fn sides(&self) -> impl Iterator<Item = &'static Side> {
        SIDES.iter().chain(self.sides_of_first_page())
    }

    /// What stands above and below the first page.
    fn sides_of_first_page(&self) -> impl Iterator<Item = &'static Side> {
        let head = self.theme.header_on_first_page.then_some(&FIRST_HEAD);
        let has_foot = self.has_feet || self.theme.footer_on_one_page;
        head.into_iter().chain(has_foot.then_some(&FIRST_FOOT))
    }

    fn text(&self, sheet: &Sheet, referred: &mut Referred) -> String {
        let mut xml = Xml::part();
        let names = [MAIN, MATH, RELATIONS, PLACED];
        xml.element("w:document", &names, |xml| {
            xml.element("w:body", &[], |xml| {
                let has_portrait = self.portrait.is_some();
                body::write(
                    xml,
                    referred,
                    self.document,
                    self.theme,
                    sheet,
                    has_portrait,
                );
                self.write_page(xml, sheet);
            });
        });
        xml.finish()
    }

    fn write_page(&self, xml: &mut Xml, sheet: &Sheet) {
        let (theme, geometry) = (self.theme, sheet.geometry());
        xml.element("w:sectPr", &[], |xml| {
            let references = [
                ("header", "w:headerReference"),
                ("footer", "w:footerReference"),
            ];
            for (kind, name) in references {
                let first = self.sides_of_first_page().map(|part| ("first", part));
                let all = SIDES.iter().map(|part| ("default", part)).chain(first);
                for (pages, part) in all.filter(|(_, part)| part.kind == kind) {
                    xml.empty(name, &[("w:type", pages), ("r:id", part.id)]);
                }
            }
            let [width, height] =
                [geometry.paper_width_mm, geometry.paper_height_mm].map(twips_of_mm);
            xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
            // Running heads and feet stand at seven tenths of the margins, as Typst has them.
            let note = theme.note_pt / crate::theme::PT_PER_MM;
            let furniture = |margin: f64| twips_of_mm((margin * 0.7 - note).max(0.0));
            xml.empty(
                "w:pgMar",
                &[
                    (
                        "w:top",
                        &twips_of_mm(theme.margin_top_mm - sheet.raised_mm()),
                    ),
                    ("w:right", &twips_of_mm(theme.margin_right_mm)),
                    ("w:bottom", &twips_of_mm(theme.margin_bottom_mm)),
                    ("w:left", &twips_of_mm(theme.margin_left_mm)),
                    ("w:header", &furniture(theme.margin_top_mm)),
                    ("w:footer", &furniture(theme.margin_bottom_mm)),
                    ("w:gutter", "0"),
                ],
            );
            xml.empty("w:titlePg", &[]);
            if self.document.meta.right_to_left {
                xml.empty("w:bidi", &[]);
            }
        });
    }

    /// What stands above or below the text of a page: at its left, in its middle, at its right.
    fn furniture(&self, name: &'static str, block: Block, referred: &mut Referred) -> String {
        let meta = &self.document.meta;
        let mut xml = Xml::part();
        xml.element(name, &[MAIN], |xml| {
            xml.element("w:p", &[], |xml| {
                xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", block.id()));
                let mut text = |xml: &mut Xml, text: &str| {
                    if !text.is_empty() {
                        referred.text(xml, text, Default::default());
                    }
                };
                let sides = match block {
                    Block::Header => self.theme.header.head(meta),
                    _ => self.theme.footer.foot(meta),
                };
                if sides.iter().all(Vec::is_empty) {
                    return;
                }
                for (at, side) in sides.iter().enumerate() {
                    if at > 0 {
                        xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
                    }
                    for piece in side {
                        let code = match piece {
                            Piece::Text(words) => {
                                text(xml, words);
                                continue;
                            }
                            Piece::Page => " PAGE ",
                            Piece::Pages => " NUMPAGES ",
                        };
                        xml.element("w:fldSimple", &[("w:instr", code)], |xml| {
                            text(xml, "1");
                        });
                    }
                }
            });
        });
        xml.finish()
    }

    fn content_types(&self) -> String {
        let mut xml = Xml::part();
        let space = format!("{PACKAGE}content-types");
        xml.element("Types", &[("xmlns", &space)], |xml| {
            let mut default = |extension, kind: &str| {
                xml.empty(
                    "Default",
                    &[("Extension", extension), ("ContentType", kind)],
                );
            };
            if self.portrait.is_some() {
                default("png", "image/png");
            }
            default(
                "rels",
                "application/vnd.openxmlformats-package.relationships+xml",
            );
            default("xml", "application/xml");
            let mut part = |name: &str, kind: &str| {
                xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
            };
            let properties = "application/vnd.openxmlformats-package.core-properties+xml";
            part("/docProps/core.xml", properties);
            part("/word/document.xml", &format!("{WORD}document.main+xml"));
            for side in self.sides() {
                let name = format!("/word/{}", side.file);
                part(&name, &format!("{WORD}{}+xml", side.kind));
            }
        });
        xml.finish()
    }

    fn relations(&self, referred: &Referred) -> String {
        relations(|xml| {
            for side in self.sides() {
                let kind = format!("{RELATION}{}", side.kind);
                relation(xml, side.id, &kind, side.file, &[]);
            }
            if self.portrait.is_some() {
                let kind = format!("{RELATION}image");
                relation(xml, picture::ID, &kind, "media/portrait.png", &[]);
            }
            let kind = format!("{RELATION}hyperlink");
            for (id, address) in referred.links() {
                relation(xml, &id, &kind, address, &[("TargetMode", "External")]);
            }
        })
    }
}

fn relations(content: impl FnOnce(&mut Xml)) -> String {
    let mut xml = Xml::part();
    let space = format!("{PACKAGE}relationships");
    xml.element("Relationships", &[("xmlns", &space)], content);
    xml.finish()
}

fn relation(xml: &mut Xml, id: &str, kind: &str, target: &str, more: Attributes) {
    let mut attributes = vec![("Id", id), ("Type", kind), ("Target", target)];
    attributes.extend(more);
    xml.empty("Relationship", &attributes);
}

fn package_relations() -> String {
    relations(|xml| {
        let text = format!("{RELATION}officeDocument");
        relation(xml, "document", &text, "word/document.xml", &[]);
        let properties = format!("{PACKAGE}relationships/metadata/core-properties");
        relation(xml, "properties", &properties, "docProps/core.xml", &[]);
    })
}

/// The properties of the document, those of the PDF.
fn properties(meta: &Meta) -> String {
    let mut xml = Xml::part();
    let space = format!("{PACKAGE}metadata/core-properties");
    let names = [
        ("xmlns:cp", space.as_str()),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let date = &meta.date;
    let date = format!(
        "{:04}-{:02}-{:02}T00:00:00Z",
        date.year, date.month, date.day
    );
    xml.element("cp:coreProperties", &names, |xml| {
        let mut text = |name, text: &str| {
            if !text.is_empty() {
                xml.element(name, &[], |xml| xml.text(text));
            }
        };
        text("dc:title", &meta.title);
        text("dc:subject", &meta.kind);
        text("dc:creator", &meta.author);
        text("cp:keywords", &meta.keywords.join(", "));
        text("dc:language", &tag(meta));
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], |xml| {
                xml.text(&date)
            });
        }
    });
    xml.finish()
}

fn settings(meta: &Meta) -> String {
    let mut xml = Xml::part();
    xml.element("w:settings", &[MAIN, MATH], |xml| {
        xml.value("w:defaultTabStop", "720");
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            // Word 2013 and later; without it Word opens the file as one of 2007.
            xml.empty(
                "w:compatSetting",
                &[
                    ("w:name", "compatibilityMode"),
                    ("w:uri", "http://schemas.microsoft.com/office/word"),
                    ("w:val", "15"),
                ],
            );
        });
        xml.element("m:mathPr", &[], |xml| {
            xml.empty("m:mathFont", &[("m:val", "Cambria Math")]);
        });
        write_language(xml, "w:themeFontLang", meta);
    });
    xml.finish()
}

/// The list of bullets: each level by its style.
fn numbering(theme: &Theme) -> String {
    let levels = [
        (Block::Bullet, theme.bullet),
        (Block::SubBullet, theme.bullet.under()),
    ];
    let mut xml = Xml::part();
    xml.element("w:numbering", &[MAIN], |xml| {
        xml.element("w:abstractNum", &[("w:abstractNumId", "0")], |xml| {
            xml.value("w:multiLevelType", "hybridMultilevel");
            for (level, (block, bullet)) in levels.into_iter().enumerate() {
                xml.element("w:lvl", &[("w:ilvl", &level.to_string())], |xml| {
                    xml.value("w:start", "1");
                    xml.value("w:numFmt", "bullet");
                    xml.value("w:pStyle", block.id());
                    xml.value("w:lvlText", bullet.sign().encode_utf8(&mut [0; 4]));
                    xml.value("w:lvlJc", "left");
                });
            }
        });
        xml.element("w:num", &[("w:numId", BULLETS)], |xml| {
            xml.value("w:abstractNumId", "0");
        });
    });
    xml.finish()
}
