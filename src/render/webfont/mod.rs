//! Fonts that a page of the Web carries: of each face the characters that the page needs, with their kerning and
//! ligatures, as WOFF2.

mod subset;
mod woff2;

use std::collections::BTreeSet;

use crate::panics::caught;

/// A face of a family as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Its family, as themes name it.
    pub family: String,
    /// Its weight, 100 to 900.
    pub weight: u16,
    /// Whether it is slanted.
    pub is_italic: bool,
    /// The file.
    pub data: Vec<u8>,
    /// Its place in a file of several.
    pub index: u32,
}

/// A face that a page carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebFont {
    /// Its family, as themes name it.
    pub family: String,
    /// Its weight, 100 to 900.
    pub weight: u16,
    /// Whether it is slanted.
    pub is_italic: bool,
    /// The font as WOFF2.
    pub woff2: Vec<u8>,
}

impl Face {
    /// As much of the face as these characters need; the same bytes for the same characters.
    ///
    /// # Errors
    /// Says why the font cannot be taken apart.
    pub fn for_the_web(&self, characters: &BTreeSet<char>) -> Result<WebFont, String> {
        // A font of the project's may be broken in ways that its reader does not expect.
        let tables = caught(|| subset::subset(&self.data, self.index, characters))??;
        Ok(WebFont {
            family: self.family.clone(),
            weight: self.weight,
            is_italic: self.is_italic,
            woff2: woff2::woff2(&tables),
        })
    }
}

#[cfg(test)]
mod tests;
