//! Tightening and relaxing a theme within its bounds.

use super::Theme;

/// No body text is set smaller than this, whatever a theme says.
const LEAST_SIZE_PT: f64 = 9.0;
/// No margin is narrower than this, whatever a theme says.
const LEAST_MARGIN_MM: f64 = 12.0;
/// No small text (contact, dates, legends, feet) is set smaller than this.
const LEAST_SMALL_PT: f64 = 8.0;

/// No page makes lines longer than this to hold more, in the size of the text; a theme may.
const LONGEST_MEASURE_EM: f64 = 52.0;
/// The part of its width that a portrait keeps at least.
const SMALLEST_PHOTO: f64 = 0.65;
/// How much of the second quarter the measure takes, where it grows.
const MEASURE_SHARE: f64 = 1.0 / 3.0;

impl Theme {
    /// The theme set tighter or roomier.
    ///
    /// `density` runs from 0.0 (roomiest) over 1.0 (as designed) to 2.0 (tightest); values beyond
    /// are taken as the nearest of these. On the way to 2.0 one thing gives at a time, a quarter of
    /// the way each: gaps and the portrait, then the measure and the leading, then margins, then size.
    pub fn at_density(&self, density: f64) -> Self {
        let density = if density.is_nan() {
            1.0
        } else {
            density.clamp(0.0, 2.0)
        };
        if density < 1.0 {
            self.relaxed(1.0 - density)
        } else {
            self.tightened(density - 1.0)
        }
    }

    fn relaxed(&self, amount: f64) -> Self {
        let mut theme = self.clone();
        let grow = |from: f64, to: f64| from + (to - from).max(0.0) * amount;
        theme.gap_pt = grow(self.gap_pt, self.roomy.gap_pt);
        theme.leading_pt = grow(self.leading_pt, self.roomy.leading_pt);
        theme.section_gap_em = grow(self.section_gap_em, self.roomy.section_gap_em);
        theme.heading_gap_em = grow(self.heading_gap_em, self.roomy.heading_gap_em);
        theme
    }

    fn tightened(&self, amount: f64) -> Self {
        let mut theme = self.clone();
        // What part of its way each of the four has gone.
        let part = |stage: f64| (amount * 4.0 - stage).clamp(0.0, 1.0);
        let shrink = |from: f64, to: f64, part: f64| from - (from - to).max(0.0) * part;

        let gaps = part(0.0);
        theme.gap_pt = shrink(self.gap_pt, self.floor.gap_pt, gaps);
        theme.section_gap_em = shrink(self.section_gap_em, self.floor.section_gap_em, gaps);
        theme.heading_gap_em = shrink(self.heading_gap_em, self.floor.heading_gap_em, gaps);

        // A portrait as high as the lines beside it pushes no text down.
        theme.photo_mm = shrink(self.photo_mm, self.photo_mm * SMALLEST_PHOTO, gaps);

        // Lines become as long as still reads well before they come closer.
        let second = part(1.0);
        let growth = (LONGEST_MEASURE_EM - self.measure_em).max(0.0);
        let share = if growth > 0.0 { MEASURE_SHARE } else { 0.0 };
        if growth > 0.0 {
            theme.measure_em += growth * (second / share).min(1.0);
        }
        let closer = ((second - share) / (1.0 - share)).max(0.0);
        let leading = shrink(self.leading_pt, self.floor.leading_pt, closer);

        let margin = self.floor.margin_mm.max(LEAST_MARGIN_MM);
        for side in [
            &mut theme.margin_left_mm,
            &mut theme.margin_right_mm,
            &mut theme.margin_top_mm,
            &mut theme.margin_bottom_mm,
        ] {
            *side = shrink(*side, margin, part(2.0));
        }

        let sizes = part(3.0);
        theme.size_pt = shrink(self.size_pt, self.floor.size_pt.max(LEAST_SIZE_PT), sizes);
        let scale = theme.size_pt / self.size_pt;
        theme.leading_pt = leading * scale;
        theme.name_pt = shrink(self.name_pt, self.floor.name_pt, sizes);
        for size in [
            &mut theme.headline_pt,
            &mut theme.contact_pt,
            &mut theme.date_pt,
            &mut theme.note_pt,
        ] {
            *size = shrink(*size, LEAST_SMALL_PT.max(*size * scale), 1.0);
        }
        let side = &mut theme.columns.side_pt;
        *side = shrink(*side, LEAST_SIZE_PT.max(*side * scale), 1.0);
        theme
    }
}
