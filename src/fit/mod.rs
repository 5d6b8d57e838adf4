//! The page contract: at most so many pages, kept or explained.
//!
//! First the density of the page gives: gaps and the portrait, then leading, then margins, then size, each within
//! the bounds of the theme. Then sections of a line each stand beside each other. Only then content goes, class by class, and of a class the least that
//! makes the rest fit. What is chosen is always verified by a layout.

mod backfill;
mod bound;
mod candidates;
mod knapsack;
mod last_page;
mod report;

use std::collections::BTreeSet;

use crate::arrange::{Arranged, arrange};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{Document, Origin};
use crate::render::typst::{Engine, Layout, Measures};
use crate::theme::{Geometry, PT_PER_MM, Theme};

pub use crate::select::Priorities;
#[cfg(test)]
pub(crate) use bound::advance;
pub use bound::surely_fits;
pub use candidates::Candidate;
use candidates::{Candidates, Taker, endless, thousandths};
use knapsack::{Choice, Height};
pub use report::{Cut, Exchange, ItemReport, Report};

/// The densities of [`Theme::at_density`]: roomiest, as designed, tightest.
const ROOMIEST: f64 = 0.0;
const DESIGNED: f64 = 1.0;
const TIGHTEST: f64 = 2.0;

/// Most steps towards the roomiest density.
const STEPS: usize = 5;

/// Steps that are foreseen and do not just halve what is left.
const FORESEEN_STEPS: usize = 3;

/// Densities that are nearer to each other look the same.
const FINEST: f64 = 1.0 / 32.0;

/// A page with less free than these lines is full.
const FULL_TO_LINES: f64 = 0.5;

/// A last page less full than this is relaxed.
const FULL_ENOUGH: f64 = 0.85;

/// Times as many pages as allowed from which no embedded theme makes a document fit by its density
/// alone: its bounds let a page hold less than three times as much.
const HOPELESS: usize = 8;

/// Most layouts that one document may cost.
const MOST_LAYOUTS: usize = 12;

/// Layouts that are kept for the density once something was left out.
const LAST_STEPS: usize = 3;

/// Headings whose tops are no further apart stand beside each other, in pt.
const SAME_HEIGHT_PT: f64 = 1.0;

/// Slack for sums of lengths that Typst adds in another order, in thousandths of a point.
const ROUNDING: Height = 20;

/// A document on the pages that it may take.
pub struct Fitted {
    /// What is shown.
    pub document: Document,
    /// The theme, at the density that was chosen.
    pub theme: Theme,
    /// The pages.
    pub layout: Layout,
    /// What was done.
    pub report: Report,
}

/// Lays a document out on at most `limit` pages, or on as many as it takes.
///
/// # Errors
/// When the document cannot be laid out, or when what must stay does not fit.
pub fn fit(
    document: &Document,
    theme: &Theme,
    priorities: &Priorities,
    engine: &Engine,
    limit: Option<usize>,
) -> Result<Fitted, Vec<Diagnostic>> {
    let mut bench = Bench {
        engine,
        theme,
        is_one_page: limit == Some(1),
        pairs: false,
        layouts: 0,
    };
    let designed = bench.layout(document, DESIGNED)?;
    let limit = match limit {
        // No page can hold nothing at all; the check of the source reports `pages: 0`.
        Some(limit) => limit.max(1),
        None => return bench.without_limit(document, designed),
    };
    if designed.layout.pages() <= limit {
        let relaxed = bench.relaxed(document, designed)?;
        return Ok(bench.finish(document.clone(), relaxed, Some(limit), None));
    }
    let mut too_roomy = TooRoomy::of(&designed, document, limit);
    // Of most documents a little tighter is enough.
    if designed.layout.pages() == limit + 1
        && let Some(density) = last_page::foreseen(&designed, document)
    {
        let attempt = bench.layout(document, density)?;
        if attempt.layout.pages() <= limit {
            let best = bench.roomiest(document, too_roomy, attempt, limit)?;
            return Ok(bench.finish(document.clone(), best, Some(limit), None));
        }
        too_roomy = TooRoomy::of(&attempt, document, limit);
    }
    let mut pages = designed.layout.pages();
    // Its pages may be hundreds, which are needed no more.
    drop(designed);
    let is_built_in = Theme::built_in(&theme.name).as_ref() == Some(theme);
    if !is_built_in || pages / limit < HOPELESS {
        let tightest = bench.layout(document, TIGHTEST)?;
        pages = tightest.layout.pages();
        if pages <= limit {
            let best = bench.roomiest(document, too_roomy, tightest, limit)?;
            return Ok(bench.finish(document.clone(), best, Some(limit), None));
        }
        if let Some(paired) = bench.paired(document)? {
            pages = paired.layout.pages();
            if pages <= limit {
                let best = bench.roomiest(document, TooRoomy::designed(), paired, limit)?;
                return Ok(bench.finish(document.clone(), best, Some(limit), None));
            }
        }
    }
    bench.cut(document, priorities, limit, pages)
}

/// A layout at a density.
struct Attempt {
    density: f64,
    theme: Theme,
    layout: Layout,
}

/// A density at which a document does not fit.
struct TooRoomy {
    density: f64,
    /// Height of what stands beyond the pages, if it was laid out, in pt.
    excess_pt: Option<f64>,
}

impl TooRoomy {
    /// What was found not to fit, without a layout that says by how much.
    fn designed() -> Self {
        Self {
            density: DESIGNED,
            excess_pt: None,
        }
    }

    fn of(attempt: &Attempt, document: &Document, limit: usize) -> Self {
        let Attempt { theme, layout, .. } = attempt;
        Self {
            density: attempt.density,
            excess_pt: Some(excess(&layout.measure(), theme, document, limit)),
        }
    }
}

/// Lays out and counts.
struct Bench<'a> {
    engine: &'a Engine,
    theme: &'a Theme,
    /// Whether the document may have one page alone.
    is_one_page: bool,
    /// Whether sections of a line each stand beside each other.
    pairs: bool,
    layouts: usize,
}

impl Bench<'_> {
    fn layout(&mut self, document: &Document, density: f64) -> Result<Attempt, Vec<Diagnostic>> {
        self.layouts += 1;
        let theme = self.at(density);
        let layout = self.engine.layout(document, &theme)?;
        Ok(Attempt {
            density,
            theme,
            layout,
        })
    }

    /// The theme at a density.
    fn at(&self, density: f64) -> Theme {
        let mut theme = Theme {
            pairs: self.pairs,
            ..self.theme.at_density(density)
        };
        // What stands beside a short column is its page.
        theme.columns.ends &= !self.is_one_page;
        theme
    }

    /// The tightest layout with sections of a line each beside each other, and so from now on; none where there
    /// are no such neighbours, or where the template does not put them there.
    fn paired(&mut self, document: &Document) -> Result<Option<Attempt>, Vec<Diagnostic>> {
        self.pairs = true;
        let arranged = arrange(document, &self.at(TIGHTEST));
        if arranged.sections.iter().any(|one| one.is_beside) {
            let attempt = self.layout(document, TIGHTEST)?;
            if stand_beside(&attempt.layout.measure(), &arranged) {
                return Ok(Some(attempt));
            }
        }
        self.pairs = false;
        Ok(None)
    }

    /// The roomiest layout of at most `limit` pages between `roomy`, which is known not to fit, and
    /// a tight one that fits.
    ///
    /// What is free on the one and stands beyond the pages of the other tells where between them
    /// the page is full (false position). It tells less where other things give there, so later
    /// steps halve.
    fn roomiest(
        &mut self,
        document: &Document,
        roomy: TooRoomy,
        tight: Attempt,
        limit: usize,
    ) -> Result<Attempt, Vec<Diagnostic>> {
        let mut best = tight;
        let mut too_roomy = roomy;
        for step in 0..STEPS {
            let lines = free(&best, document, limit) / best.theme.leading_pt;
            let range = best.density - too_roomy.density;
            if self.layouts >= MOST_LAYOUTS || lines < FULL_TO_LINES || range < FINEST {
                break;
            }
            let share = match too_roomy.excess_pt {
                Some(excess) if step < FORESEEN_STEPS => {
                    let excess = excess / best.theme.leading_pt;
                    ((lines - FULL_TO_LINES / 2.0) / (lines + excess)).clamp(0.1, 0.9)
                }
                _ => 0.5,
            };
            let attempt = self.layout(document, best.density - range * share)?;
            if attempt.layout.pages() <= limit {
                best = attempt;
            } else {
                too_roomy = TooRoomy::of(&attempt, document, limit);
            }
        }
        Ok(best)
    }

    /// A document whose last page is rather empty, set roomier on as many pages.
    fn relaxed(
        &mut self,
        document: &Document,
        designed: Attempt,
    ) -> Result<Attempt, Vec<Diagnostic>> {
        let pages = designed.layout.pages();
        if fill(&designed.layout.measure(), &designed.theme, document) >= FULL_ENOUGH {
            return Ok(designed);
        }
        let roomiest = self.layout(document, ROOMIEST)?;
        if roomiest.layout.pages() <= pages {
            return Ok(roomiest);
        }
        let roomiest = TooRoomy::of(&roomiest, document, pages);
        self.roomiest(document, roomiest, designed, pages)
    }

    /// Leaves out what is worth least, at the tightest setting, then sets the rest roomier.
    fn cut(
        mut self,
        document: &Document,
        priorities: &Priorities,
        limit: usize,
        pages_before: usize,
    ) -> Result<Fitted, Vec<Diagnostic>> {
        let theme = self.at(TIGHTEST);
        self.layouts += 1;
        let measures = endless(self.engine, document, &theme)?.measure();
        let Some(candidates) =
            Taker::new(&measures, &theme, priorities).take(&arrange(document, &theme))
        else {
            return Err(vec![cannot_measure(document, pages_before, limit)]);
        };
        let page = page_height(&theme, document);
        let mut capacity =
            thousandths(page) * pages(limit) - offset(&candidates, &theme) + ROUNDING;
        let impossible = |capacity| {
            Err(vec![report::impossible(
                document,
                &candidates,
                &theme,
                capacity,
                limit,
            )])
        };
        let Some(mut choice) = candidates.choose(capacity) else {
            return impossible(capacity);
        };
        let mut shown = document.without(&left_out(&candidates, &choice));
        let mut attempt = self.layout(&shown, TIGHTEST)?;
        // The sum of the parts can differ from the whole: pages end where blocks do, and a column
        // can become narrower. The excess is taken off until the layout holds.
        while attempt.layout.pages() > limit {
            let excess = excess(&attempt.layout.measure(), &attempt.theme, document, limit);
            capacity = choice.height.min(capacity) - thousandths(excess).max(1_000);
            match candidates.choose(capacity) {
                Some(next) if self.layouts < MOST_LAYOUTS - 1 => choice = next,
                _ => return impossible(capacity),
            }
            shown = document.without(&left_out(&candidates, &choice));
            attempt = self.layout(&shown, TIGHTEST)?;
        }
        (choice, attempt) = self.backfill(document, &candidates, choice, attempt, limit)?;
        shown = document.without(&left_out(&candidates, &choice));
        let best = self.roomiest(&shown, TooRoomy::designed(), attempt, limit)?;
        let cut = Cut {
            candidates,
            choice,
            capacity,
        };
        Ok(self.finish(shown, best, Some(limit), Some(cut)))
    }

    /// Puts items back one by one where the layout has room after all, best first.
    fn backfill(
        &mut self,
        document: &Document,
        candidates: &Candidates,
        mut choice: Choice,
        mut attempt: Attempt,
        limit: usize,
    ) -> Result<(Choice, Attempt), Vec<Diagnostic>> {
        let mut refused = BTreeSet::new();
        // Of the layouts that are left, some are for the density.
        while self.layouts + LAST_STEPS < MOST_LAYOUTS {
            let rooms = Rooms::of(&attempt, document, limit);
            let room = |after: Option<usize>| {
                let item = after.and_then(|id| candidates.items.get(&id));
                thousandths(rooms.from(item.map(|item| item.origin.as_str()))) + ROUNDING
            };
            let Some(more) = backfill::best_addition(candidates, &choice, &refused, room) else {
                break;
            };
            let shown = document.without(&left_out(candidates, &more));
            let tried = self.layout(&shown, TIGHTEST)?;
            if tried.layout.pages() <= limit {
                (choice, attempt) = (more, tried);
            } else {
                refused.extend(
                    more.kept
                        .into_iter()
                        .filter(|id| choice.kept.binary_search(id).is_err()),
                );
            }
        }
        Ok((choice, attempt))
    }

    fn finish(
        self,
        document: Document,
        attempt: Attempt,
        limit: Option<usize>,
        cut: Option<Cut>,
    ) -> Fitted {
        let fill = fill(&attempt.layout.measure(), &attempt.theme, &document);
        let report = Report {
            limit,
            pages: attempt.layout.pages(),
            density: attempt.density,
            size_pt: attempt.theme.size_pt,
            has_pairs: self.pairs,
            fill,
            page_pt: page_height(&attempt.theme, &document),
            layouts: self.layouts,
            cut,
        };
        Fitted {
            document,
            theme: attempt.theme,
            layout: attempt.layout,
            report,
        }
    }
}

/// Whether sections stand beside those before them, where they were arranged to.
fn stand_beside(measures: &Measures, document: &Arranged) -> bool {
    let mark = |id: &str| measures.marks.iter().find(|mark| mark.label == id);
    document.sections.windows(2).any(|two| {
        let marks = (mark(&two[0].id), mark(&two[1].id));
        let (Some(left), Some(right)) = marks else {
            return false;
        };
        let is_level = (left.top - right.top).abs() < SAME_HEIGHT_PT;
        two[1].is_beside && left.page == right.page && is_level
    })
}

fn pages(limit: usize) -> Height {
    Height::try_from(limit).unwrap_or(Height::MAX / 1_000_000)
}

/// The origins of what does not stay.
fn left_out(candidates: &Candidates, choice: &Choice) -> BTreeSet<Origin> {
    let gone = candidates
        .items
        .iter()
        .filter(|(id, _)| choice.kept.binary_search(id).is_err());
    gone.map(|(_, item)| item.origin.clone()).collect()
}

/// Height of what stands above the first section, without the margin.
fn offset(candidates: &Candidates, theme: &Theme) -> Height {
    candidates.above - thousandths(margin_top(theme))
}

fn margin_top(theme: &Theme) -> f64 {
    theme.margin_top_mm * PT_PER_MM
}

/// Height of the paper, in pt.
fn paper_height(theme: &Theme, document: &Document) -> f64 {
    Geometry::of(document, theme).paper_height_mm * PT_PER_MM
}

/// Height between the margins, in pt.
fn page_height(theme: &Theme, document: &Document) -> f64 {
    paper_height(theme, document) - (theme.margin_top_mm + theme.margin_bottom_mm) * PT_PER_MM
}

/// Whether text stands between the margins, and not in a running head or foot.
fn in_body(top: f64, bottom: f64, theme: &Theme, document: &Document) -> bool {
    let end = paper_height(theme, document) - theme.margin_bottom_mm * PT_PER_MM;
    top >= margin_top(theme) - 1.0 && bottom <= end + 1.0
}

/// Lowest text of a page, from its top margin, in pt.
fn depth(measures: &Measures, theme: &Theme, document: &Document, page: usize) -> f64 {
    let texts = measures.texts.iter().filter(|text| text.page == page);
    let body = texts.filter(|text| in_body(text.top, text.bottom, theme, document));
    body.map(|text| text.bottom)
        .fold(margin_top(theme), f64::max)
        - margin_top(theme)
}

/// What is free of `limit` pages after the last line, in pt.
fn free(attempt: &Attempt, document: &Document, limit: usize) -> f64 {
    let Attempt { theme, layout, .. } = attempt;
    let height = page_height(theme, document);
    let last = layout.pages().saturating_sub(1);
    let empty = limit.saturating_sub(last + 1);
    height * (empty + 1) as f64 - depth(&layout.measure(), theme, document, last)
}

/// How full the last page is, from 0 to 1.
fn fill(measures: &Measures, theme: &Theme, document: &Document) -> f64 {
    let last = measures
        .texts
        .iter()
        .map(|text| text.page)
        .max()
        .unwrap_or(0);
    depth(measures, theme, document, last) / page_height(theme, document)
}

/// The baselines of the lines of a page in reading order, in pt from the top of the paper.
///
/// What is raised or lowered within a line belongs to it.
fn baselines(measures: &Measures, theme: &Theme, document: &Document, page: usize) -> Vec<f64> {
    let texts = measures.texts.iter().filter(|text| text.page == page);
    let body = texts.filter(|text| in_body(text.top, text.bottom, theme, document));
    let mut all: Vec<f64> = body.map(|text| text.baseline).collect();
    all.sort_by(f64::total_cmp);
    let mut lines: Vec<f64> = Vec::new();
    for baseline in all {
        match lines.last_mut() {
            Some(line) if baseline - *line < theme.size_pt / 2.0 => *line = baseline,
            _ => lines.push(baseline),
        }
    }
    lines
}

/// Height of what stands beyond the last page allowed, in pt.
fn excess(measures: &Measures, theme: &Theme, document: &Document, limit: usize) -> f64 {
    let last = measures
        .texts
        .iter()
        .map(|text| text.page)
        .max()
        .unwrap_or(0);
    (limit..=last)
        .map(|page| depth(measures, theme, document, page))
        .sum()
}

/// The height that is free on each page.
struct Rooms {
    /// By page, in pt.
    free: Vec<f64>,
    /// The page on which each labelled block begins.
    pages: std::collections::HashMap<String, usize>,
}

impl Rooms {
    fn of(attempt: &Attempt, document: &Document, limit: usize) -> Self {
        let Attempt { theme, layout, .. } = attempt;
        let measures = layout.measure();
        let height = page_height(theme, document);
        let free = (0..limit.max(layout.pages()))
            .map(|page| height - depth(&measures, theme, document, page))
            .collect();
        let pages = measures
            .marks
            .into_iter()
            .map(|mark| (mark.label, mark.page))
            .collect();
        Self { free, pages }
    }

    /// The most that is free on a page from the one on which an item stands.
    fn from(&self, origin: Option<&str>) -> f64 {
        let page = origin
            .and_then(|origin| self.pages.get(origin))
            .copied()
            .unwrap_or(0);
        self.free.iter().skip(page).copied().fold(0.0, f64::max)
    }
}

fn cannot_measure(document: &Document, pages: usize, limit: usize) -> Diagnostic {
    let name = &document.meta.name;
    Diagnostic::error(
        Code::TooLong,
        Place::Value(format!("documents.{name}.pages")),
        format!("the document `{name}` takes {pages} pages, and {limit} are allowed"),
    )
    .help(format!(
        "The template `{}` gives its items no labels, so Folio cannot measure what to leave out; \
         shorten the document, or label each item with its origin.",
        document.meta.template
    ))
}
