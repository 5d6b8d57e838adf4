//! The portrait, which floats at the top of the first page.

use super::xml::Xml;
use crate::theme::{PhotoPlacement, PhotoShape, Theme};

/// Radius of round corners, as in the templates.
const RADIUS_MM: f64 = 2.5;

/// The id by which the text refers to it.
pub(super) const ID: &str = "portrait";
/// The unit of DrawingML: 360,000 to a centimetre.
const EMU_PER_MM: f64 = 36_000.0;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

fn emu(mm: f64) -> String {
    format!("{}", (mm * EMU_PER_MM).round() as i64)
}

/// Writes a run with the portrait, so far below the margin, beside which the text of the header flows.
pub(super) fn write(xml: &mut Xml, alt: &str, down_mm: f64, theme: &Theme) {
    let (width, height) = (emu(theme.photo_mm), emu(theme.photo_height_mm()));
    let is_left = theme.photo == PhotoPlacement::Left;
    let gutter = emu(theme.gutter_mm.max(5.0));
    let (left, right) = match is_left {
        true => ("0", gutter.as_str()),
        false => (gutter.as_str(), "0"),
    };
    let anchor = [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", left),
        ("distR", right),
        ("simplePos", "0"),
        ("relativeHeight", "1"),
        ("behindDoc", "0"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "0"),
    ];
    xml.element("w:r", &[], |xml| {
        xml.element("w:drawing", &[], |xml| {
            xml.element("wp:anchor", &anchor, |xml| {
                xml.empty("wp:simplePos", &[("x", "0"), ("y", "0")]);
                // Where lines begin or end, whichever way they run.
                let side = if is_left { "left" } else { "right" };
                xml.element("wp:positionH", &[("relativeFrom", "margin")], |xml| {
                    xml.element("wp:align", &[], |xml| xml.text(side));
                });
                xml.element("wp:positionV", &[("relativeFrom", "margin")], |xml| {
                    xml.element("wp:posOffset", &[], |xml| xml.text(&emu(down_mm)));
                });
                xml.empty("wp:extent", &[("cx", &width), ("cy", &height)]);
                xml.empty(
                    "wp:effectExtent",
                    &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")],
                );
                xml.empty("wp:wrapSquare", &[("wrapText", "bothSides")]);
                xml.empty(
                    "wp:docPr",
                    &[("id", "1"), ("name", "Portrait"), ("descr", alt)],
                );
                xml.empty("wp:cNvGraphicFramePr", &[]);
                xml.element("a:graphic", &[("xmlns:a", DRAWING)], |xml| {
                    xml.element("a:graphicData", &[("uri", PICTURE)], |xml| {
                        write_picture(xml, &width, &height, theme);
                    });
                });
            });
        });
    });
}

fn write_picture(xml: &mut Xml, width: &str, height: &str, theme: &Theme) {
    let shape = match theme.photo_shape {
        PhotoShape::Rectangle => "rect",
        PhotoShape::Rounded => "roundRect",
        PhotoShape::Circle => "ellipse",
    };
    xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
        xml.element("pic:nvPicPr", &[], |xml| {
            xml.empty("pic:cNvPr", &[("id", "1"), ("name", "Portrait")]);
            xml.empty("pic:cNvPicPr", &[]);
        });
        xml.element("pic:blipFill", &[], |xml| {
            xml.empty("a:blip", &[("r:embed", ID)]);
            xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
        });
        xml.element("pic:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                xml.empty("a:ext", &[("cx", width), ("cy", height)]);
            });
            xml.element("a:prstGeom", &[("prst", shape)], |xml| {
                if theme.photo_shape != PhotoShape::Rounded {
                    return xml.empty("a:avLst", &[]);
                }
                // In hundred-thousandths of the shorter side, which is the width.
                let share = (RADIUS_MM / theme.photo_mm * 100_000.0).round() as i64;
                let formula = format!("val {share}");
                xml.element("a:avLst", &[], |xml| {
                    xml.empty("a:gd", &[("name", "adj"), ("fmla", &formula)]);
                });
            });
        });
    });
}
