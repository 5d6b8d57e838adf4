//! The files of fonts, for pages of the Web that carry them.

use typst::text::{FontStretch, FontStyle, FontVariant, FontWeight};

use super::fonts::Fonts;
use super::{Engine, Layout};
use crate::render::webfont::Face;

/// A face as a page wants it: a family, a weight, and whether it is slanted.
pub type Wanted = (String, u16, bool);

impl Fonts {
    /// The faces that come closest to those that are wanted, each once; none of a family that is not there.
    fn faces(&self, wanted: &[Wanted]) -> Vec<Face> {
        let mut taken = Vec::new();
        let mut faces = Vec::new();
        for (family, weight, is_italic) in wanted {
            let style = match is_italic {
                true => FontStyle::Italic,
                false => FontStyle::Normal,
            };
            let weight = FontWeight::from_number(*weight);
            let variant = FontVariant::new(style, weight, FontStretch::NORMAL);
            let Some(index) = self.book().select(&family.to_lowercase(), variant) else {
                continue;
            };
            if taken.contains(&index) {
                continue;
            }
            taken.push(index);
            let Some(font) = self.font(index) else {
                continue;
            };
            let variant = font.info().variant;
            faces.push(Face {
                family: family.clone(),
                weight: variant.weight.to_number(),
                is_italic: variant.style != FontStyle::Normal,
                data: font.data().to_vec(),
                index: font.index(),
            });
        }
        faces
    }
}

impl Engine {
    /// The faces of the fonts that come closest to those that are wanted, each once; none of a family that is not
    /// there.
    pub fn faces(&self, wanted: &[Wanted]) -> Vec<Face> {
        self.shared.fonts.faces(wanted)
    }
}

impl Layout {
    /// The faces of the fonts of its pages, as [`Engine::faces`] has them.
    pub fn faces(&self, wanted: &[Wanted]) -> Vec<Face> {
        self.world.engine().faces(wanted)
    }
}
