//! The room that the head of a document takes.

use super::styles::Sheet;
use crate::theme::PT_PER_MM;

impl Sheet<'_> {
    /// What is free below the contacts: room for the portrait beside them, and what sets the legend off.
    pub(super) fn below_contacts(&self) -> f64 {
        let theme = self.theme;
        let legend = match self.document.legend {
            Some(_) => theme.leading_pt * 0.1 + theme.size_pt - theme.gap_pt,
            None => 0.0,
        };
        let portrait = self.portrait_mm.map_or(0.0, |height| {
            let header = &self.document.header;
            let letters: usize = header
                .contacts
                .iter()
                .map(|contact| contact.text.chars().count() + 6)
                .sum();
            // About half an em a letter; a line more or less shows little.
            let room = self.geometry.text_width_mm - theme.photo_mm - theme.gutter_mm;
            let lines = (letters as f64 * 0.5 * theme.contact_pt / (room * PT_PER_MM)).ceil();
            let headline = match header.headline.is_empty() {
                true => 0.0,
                false => self.line(theme.headline_pt).pt + 1.5,
            };
            let text = 1.1 * theme.name_pt + headline + lines * self.line(theme.contact_pt).pt;
            height * PT_PER_MM - text
        });
        legend.max(portrait).max(0.0)
    }
}
