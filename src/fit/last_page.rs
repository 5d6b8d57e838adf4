//! A last page too many, and how much tighter the pages before it take it in.
//!
//! What a step saves is foreseen from the lines and the spaces on the pages as designed, so that
//! most documents are laid out only once more; that layout decides.

use super::{Attempt, Bench, DESIGNED, Fitted, baselines, depth, fill, page_height};
use crate::diagnostics::Diagnostic;
use crate::document::Document;
use crate::render::typst::Measures;
use crate::theme::Theme;

/// A last page with fewer lines than this is avoided, if tightening can.
const FEWEST_LINES: usize = 4;

/// A last page less full than this is taken in or filled, if spaces can.
const FILLED: f64 = 0.25;

/// On a document of more pages than this, a last page that is rather empty is left as it is: it is a small
/// part of them, and they take long to set.
const MANY_PAGES: usize = 16;

/// How much roomier a document is set to fill its last page.
const ROOMIER_STEPS: [f64; 4] = [0.25, 0.5, 0.75, 1.0];

/// How much tighter a document is set to be rid of a last page of a few lines.
const STEPS: [f64; 6] = [0.0625, 0.125, 0.1875, 0.25, 0.5, 1.0];

/// A step of no more is not taken by halves.
const FINE_STEP: f64 = 0.125;

/// How much tighter a document is when gaps and leading have given all they can.
const SPACES_GIVE: f64 = 0.5;

/// Halvings of a foreseen density: less than a thousandth is left.
const HALVINGS: usize = 9;

/// What is kept free beyond what is foreseen, in leadings: once, as lines of other sizes give a
/// little less, and for each page between the first and the last two, which ends where a block does.
const RESERVE: f64 = 0.3;
const RESERVE_A_PAGE: f64 = 1.5;

impl Bench<'_> {
    /// A document that may take as many pages as it needs, without a last page of a few lines, and if spaces
    /// can help it without one that is less than a quarter full.
    ///
    /// # Errors
    /// When a layout fails.
    pub(super) fn without_limit(
        mut self,
        document: &Document,
        designed: Attempt,
    ) -> Result<Fitted, Vec<Diagnostic>> {
        let pages = designed.layout.pages();
        if let Some(last) = pages.checked_sub(1).filter(|last| *last > 0) {
            let measures = designed.layout.measure();
            let has_few_lines =
                baselines(&measures, &designed.theme, document, last).len() < FEWEST_LINES;
            let is_short =
                fill(&measures, &designed.theme, document) < FILLED && pages <= MANY_PAGES;
            let spaces = (has_few_lines || is_short)
                .then(|| Spaces::of(&measures, &designed.theme, document, last));
            if let Some(spaces) = spaces.as_ref() {
                let steps = match has_few_lines {
                    true => spaces.promising(),
                    false => spaces.sufficient(),
                };
                for &step in steps {
                    let attempt = self.layout(document, DESIGNED + step)?;
                    if attempt.layout.pages() < pages {
                        let before = STEPS.iter().rev().find(|other| **other < step);
                        let before = before.copied().unwrap_or_default();
                        // A coarse step may be tighter than need be.
                        if step - before > FINE_STEP {
                            let middle = DESIGNED + f64::midpoint(before, step);
                            let roomier = self.layout(document, middle)?;
                            if roomier.layout.pages() < pages {
                                return Ok(self.finish(document.clone(), roomier, None, None));
                            }
                        }
                        return Ok(self.finish(document.clone(), attempt, None, None));
                    }
                }
            }
            if let Some(spaces) = spaces.filter(|_| is_short) {
                for step in spaces.filling() {
                    let attempt = self.layout(document, DESIGNED - step)?;
                    let filled = fill(&attempt.layout.measure(), &attempt.theme, document);
                    if attempt.layout.pages() == pages && filled >= FILLED {
                        return Ok(self.finish(document.clone(), attempt, None, None));
                    }
                }
            }
        }
        Ok(self.finish(document.clone(), designed, None, None))
    }
}

/// The density at which a document is foreseen to take a page less; none where spaces alone are not
/// enough, as narrower margins and smaller type break lines elsewhere.
pub(super) fn foreseen(designed: &Attempt, document: &Document) -> Option<f64> {
    let last = designed
        .layout
        .pages()
        .checked_sub(1)
        .filter(|last| *last > 0)?;
    let measures = designed.layout.measure();
    let spaces = Spaces::of(&measures, &designed.theme, document, last);
    let (mut roomy, mut tight) = (0.0, SPACES_GIVE);
    if spaces.spare(tight) < 0.0 {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(roomy, tight);
        match spaces.spare(middle) >= 0.0 {
            true => tight = middle,
            false => roomy = middle,
        }
    }
    Some(DESIGNED + tight)
}

/// From one baseline to the next, in pt, by what the tokens of a theme do to it.
#[derive(Debug, Clone, Copy)]
enum Space {
    /// In the header, where no gap gives.
    Fixed(f64),
    /// Lines of a paragraph, and what is spaced by them.
    Line(f64),
    /// Items with a gap between them.
    Item(f64),
    /// Onto the heading of a section.
    Above(f64),
    /// From the heading of a section to what it heads.
    Below(f64),
}

impl Space {
    /// The space where the theme `from` is set as `to`.
    fn set(self, from: &Theme, to: &Theme) -> f64 {
        let (lead, new_lead) = (from.leading_pt, to.leading_pt);
        let ems = |height: f64, ems: f64, new_ems: f64| height - ems * lead + new_ems * new_lead;
        match self {
            Self::Fixed(height) => height,
            Self::Line(height) => height * new_lead / lead,
            // A theme without gaps has none to give.
            Self::Item(height) if from.gap_pt == 0.0 => height - lead + new_lead,
            Self::Item(height) => new_lead + (height - lead) * to.gap_pt / from.gap_pt,
            Self::Above(height) => ems(height, from.section_gap_em, to.section_gap_em),
            Self::Below(height) => ems(height, from.heading_gap_em, to.heading_gap_em),
        }
    }
}

/// The spaces of a document as designed.
struct Spaces<'a> {
    theme: &'a Theme,
    document: &'a Document,
    /// Down each page.
    pages: Vec<Vec<Space>>,
    /// From the last line before the last page to the first on it.
    joint: Space,
    /// What is free at the end of the page before the last, in pt.
    free: f64,
}

impl<'a> Spaces<'a> {
    fn of(measures: &Measures, theme: &'a Theme, document: &'a Document, last: usize) -> Self {
        // A section's items may have its label too, after it.
        let mut awaited: Vec<&str> = document.sections.iter().map(|part| &*part.id).collect();
        let headings: Vec<(usize, f64)> = measures
            .marks
            .iter()
            .filter(|mark| {
                let found = awaited.iter().position(|id| *id == mark.label);
                found.map(|at| awaited.remove(at)).is_some()
            })
            .map(|mark| (mark.page, mark.top))
            .collect();
        let first = headings.first().copied();
        let mut carried = false;
        let down = |page: usize| {
            // A heading's line is the first below the place where its block begins, which may be
            // the end of the page before.
            let mut below = headings.iter().filter(|(on, _)| *on == page).peekable();
            let lines = baselines(measures, theme, document, page);
            let heads: Vec<bool> = lines
                .iter()
                .map(|line| {
                    let begins = below.next_if(|(_, top)| top < line).is_some();
                    std::mem::take(&mut carried) || begins
                })
                .collect();
            carried = below.next().is_some();
            let spaces = lines
                .windows(2)
                .zip(heads.windows(2))
                .map(|(lines, heads)| {
                    let height = lines[1] - lines[0];
                    let in_header = first.is_none_or(|first| (page, lines[1]) < first);
                    match heads {
                        _ if in_header => Space::Fixed(height),
                        [_, true] => Space::Above(height),
                        [true, _] => Space::Below(height),
                        _ => plain(height, theme),
                    }
                });
            (spaces.collect(), heads.first() == Some(&true))
        };
        let (pages, headed): (Vec<_>, Vec<_>) = (0..=last).map(down).unzip();
        let joint = match headed.last() {
            Some(true) => Space::Above(theme.size_pt + theme.section_gap_em * theme.leading_pt),
            _ => Space::Item(theme.leading_pt + theme.gap_pt),
        };
        let free = page_height(theme, document) - depth(measures, theme, document, last - 1);
        Self {
            theme,
            document,
            pages,
            joint,
            free,
        }
    }

    /// The steps from the smallest on that is foreseen to be enough; the greatest at least.
    fn promising(&self) -> &'static [f64] {
        let enough = STEPS.iter().position(|step| self.spare(*step) >= 0.0);
        &STEPS[enough.unwrap_or(STEPS.len() - 1)..]
    }

    /// The steps of which spaces alone are foreseen to be enough.
    fn sufficient(&self) -> &'static [f64] {
        let (spaces, _) = STEPS.split_at(STEPS.partition_point(|step| *step <= SPACES_GIVE));
        let enough = spaces.iter().position(|step| self.spare(*step) >= 0.0);
        &spaces[enough.unwrap_or(spaces.len())..]
    }

    /// The roomier steps from the smallest on that is foreseen to fill the last page to a quarter; the greatest
    /// at least.
    fn filling(&self) -> &'static [f64] {
        let height = page_height(self.theme, self.document);
        let fills = |step: &f64| {
            let roomy = self.theme.at_density(DESIGNED - step);
            let set =
                |space: &Space| space.set(self.theme, &roomy) - space.set(self.theme, self.theme);
            let moved: f64 = self.pages.iter().flatten().map(set).sum();
            let last = self.pages.last().into_iter().flatten();
            let own: f64 = last.map(|space| space.set(self.theme, self.theme)).sum();
            own + moved >= height * FILLED
        };
        let enough = ROOMIER_STEPS.iter().position(fills);
        &ROOMIER_STEPS[enough.unwrap_or(ROOMIER_STEPS.len() - 1)..]
    }

    /// What is foreseen to be free beyond the reserve on a page less, when a document is set
    /// tighter, in pt; below zero when not all fits.
    fn spare(&self, step: f64) -> f64 {
        let tight = self.theme.at_density(DESIGNED + step);
        let Some((last, before)) = self.pages.split_last() else {
            return 0.0;
        };
        let height = |spaces: &[Space], theme: &Theme| -> f64 {
            let spaces = spaces.iter();
            spaces.map(|space| space.set(self.theme, theme)).sum()
        };
        let taller = page_height(&tight, self.document) - page_height(self.theme, self.document);
        let saved: f64 = before
            .iter()
            .map(|page| height(page, self.theme) - height(page, &tight) + taller)
            .sum();
        let between = before.iter().skip(1).map(|_| RESERVE_A_PAGE);
        let reserve = tight.leading_pt * (RESERVE + between.sum::<f64>());
        let needed = self.joint.set(self.theme, &tight) + height(last, &tight);
        self.free + saved - needed - reserve
    }
}

/// The space between two lines that are no headings of sections.
fn plain(height: f64, theme: &Theme) -> Space {
    let gap = height - theme.leading_pt;
    // Headings of groups stand apart by leadings.
    match gap > theme.leading_pt / 20.0 && gap < theme.gap_pt * 1.5 {
        true => Space::Item(height),
        false => Space::Line(height),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_themselves_as_designed_and_never_grow_when_set_tighter() {
        let scholar = Theme::built_in("scholar").unwrap();
        let without_gaps = Theme {
            gap_pt: 0.0,
            ..scholar.clone()
        };
        for theme in [scholar, without_gaps] {
            for space in [
                Space::Fixed(20.0),
                Space::Line(13.5),
                Space::Item(18.5),
                Space::Above(31.0),
                Space::Below(20.0),
            ] {
                let heights = [1.0, 1.125, 1.25, 1.5, 2.0]
                    .map(|density| space.set(&theme, &theme.at_density(density)));
                let (Space::Fixed(own)
                | Space::Line(own)
                | Space::Item(own)
                | Space::Above(own)
                | Space::Below(own)) = space;
                assert!((heights[0] - own).abs() < 1e-9, "{space:?}: {heights:?}");
                assert!(
                    heights.is_sorted_by(|a, b| a >= b),
                    "{space:?}: {heights:?}"
                );
            }
        }
    }
}
