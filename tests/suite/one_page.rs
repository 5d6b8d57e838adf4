//! The résumé of a working engineer on one page: nothing left out, and in a size that reads well.

use folio::fit;
use folio::model::PaperSize;
use folio::theme;

use super::project::{ENGINE, composed, fixture};

/// The smallest size of the text that one page may cost.
const LEAST_SIZE_PT: f64 = 9.5;

#[test]
fn a_resume_loses_nothing_and_stays_readable_in_every_theme_of_one_column() {
    let mut pages = 0;
    for paper in [PaperSize::A4, PaperSize::Letter] {
        let mut cv = fixture("swe");
        cv.settings.paper = Some(paper);
        for name in theme::names(None) {
            let (composed, theme) = composed(&cv, "resume", &name);
            let priorities = &composed.priorities;
            let fitted = fit::fit(&composed.document, &theme, priorities, &ENGINE, Some(1));
            let fitted = fitted.unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
            let report = &fitted.report;
            assert_eq!(report.pages, 1, "{name}, {paper:?}");
            assert!(
                report.cut.is_none(),
                "{name}, {paper:?}: something is left out"
            );
            assert!(
                report.size_pt >= LEAST_SIZE_PT,
                "{name}, {paper:?}: {} pt",
                report.size_pt
            );
            assert!(
                report.layouts <= 12,
                "{name}, {paper:?}: {} layouts",
                report.layouts
            );
            pages += 1;
        }
    }
    assert!(pages >= 8);
}
