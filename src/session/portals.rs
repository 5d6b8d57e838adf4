//! Looks that are not for the portals of applicant tracking systems.

use super::Request;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{Cv, DocumentKind};
use crate::recipe::{Resolved, resolve};
use crate::render::typst::Engine;
use crate::theme::{DatePlacement, Theme};

/// What portals would make of the looks of documents, where that is little. What is wrong with their themes is
/// told where they are made.
pub fn not_for_portals(
    cv: &Cv,
    names: &[String],
    engine: &Engine,
    request: &Request,
) -> Vec<Diagnostic> {
    let of = |name: &String| {
        let settings = resolve(cv, name)?;
        let theme = request.options.theme.as_ref().unwrap_or(&settings.theme);
        let told = &mut Vec::new();
        let theme = engine.themes().get(theme, told).ok()?;
        let theme = theme.with_design(&settings.design, told).ok()?;
        doubt(cv, &settings, &theme)
    };
    names.iter().filter_map(of).collect()
}

fn doubt(cv: &Cv, settings: &Resolved, theme: &Theme) -> Option<Diagnostic> {
    let is_resume = settings.kind == DocumentKind::Resume;
    let (key, what, instead) = if theme.columns.are_two() {
        (
            "columns",
            "has two columns, which portals of applicant tracking systems read across",
            "send it to people; for portals make one in a theme of one column, such as `clear` or `plain`",
        )
    } else if is_resume && theme.date == DatePlacement::Left {
        (
            "date",
            "has its dates in a column of their own, which portals of applicant tracking systems part from the jobs",
            "for portals take `date: right`, or a theme such as `clear` or `plain`",
        )
    } else {
        return None;
    };
    let name = &settings.name;
    let said = settings.design.iter().find(|one| one.key == key);
    let own = cv.documents.get(name).and_then(|own| own.theme.as_ref());
    let place = match (said, own) {
        (Some(said), _) => said.origin.clone(),
        (None, Some(_)) => format!("documents.{name}.theme"),
        (None, None) => "settings.theme".to_owned(),
    };
    let message = format!("the look of the document `{name}` {what}");
    Some(Diagnostic::note(Code::NotForPortals, Place::Value(place), message).help(instead))
}
