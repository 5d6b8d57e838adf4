//! Rules of single sections.

use super::circles::circles;
use super::{section_names, unknown_name, value};
use crate::diagnostics::{Code, Diagnostic, Place, listed};
use crate::model::{Amount, AnyEntry, Cv, Placed, Section};

pub(super) fn check(cv: &Cv, entries: &[Placed], diagnostics: &mut Vec<Diagnostic>) {
    for Placed { path, entry, .. } in entries {
        if entry.is_said("title") && !entry.positions().is_empty() {
            diagnostics.push(
                Diagnostic::error(
                    Code::TitleAndPositions,
                    Place::Key(format!("{path}.title")),
                    "an entry has a title and positions",
                )
                .label("would not be printed")
                .related(
                    Place::Key(format!("{path}.positions")),
                    "each position has a title of its own",
                )
                .help("move the title into `positions`"),
            );
        }
    }
    for Placed { path, entry, .. } in entries {
        match entry.typed() {
            AnyEntry::Grant(grant) => {
                amount(format!("{path}.amount"), &grant.amount, diagnostics);
                amount(format!("{path}.share"), &grant.share, diagnostics);
            }
            AnyEntry::Award(award) => {
                amount(format!("{path}.amount"), &award.amount, diagnostics);
            }
            _ => {}
        }
    }
    own(cv, diagnostics);
}

fn own(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    let known = section_names(cv);
    let after = |id: &str| cv.sections.get(id)?.after.as_deref();
    for circle in circles(cv.sections.keys(), after) {
        diagnostics.push(circle_of(&circle));
    }
    for (id, section) in &cv.sections {
        let path = format!("sections.{id}");
        if Section::parse(id).is_some() {
            let message = format!("`{id}` is a section of its own, at the top level of the file");
            diagnostics.push(
                Diagnostic::error(Code::ReservedName, Place::Key(path.clone()), message)
                    .help("give the section another name, or move its entries to the top level"),
            );
        }
        if let Some(after) = section
            .after
            .as_deref()
            .filter(|after| !known.contains(after) && !after.is_empty())
        {
            diagnostics.push(unknown_name(
                diagnostics.len(),
                Code::UnknownSection,
                value(format!("{path}.after")),
                "section",
                after,
                &known,
            ));
        }
        if section.text.is_some() && !section.entries.is_empty() {
            diagnostics.push(
                Diagnostic::error(
                    Code::TextAndEntries,
                    Place::Key(format!("{path}.text")),
                    "a section has a text and entries",
                )
                .related(Place::Key(format!("{path}.entries")), "the entries")
                .help("write one of them, or make two sections"),
            );
        }
    }
}

/// Own sections that stand after each other have no place.
fn circle_of(circle: &[&str]) -> Diagnostic {
    let place = |id: &str| value(format!("sections.{id}.after"));
    let first = circle.first().copied().unwrap_or_default();
    let message = match circle {
        [only] => format!("the section `{only}` stands after itself"),
        _ => format!(
            "sections stand after each other in a circle: {}",
            listed(circle.iter().chain([&first]))
        ),
    };
    let diagnostic = Diagnostic::error(Code::AfterCycle, place(first), message)
        .help("remove one `after`, or name a section outside of the circle");
    circle.iter().skip(1).fold(diagnostic, |diagnostic, id| {
        diagnostic.related(place(id), "which stands after")
    })
}

/// The long form of an amount is digits and a currency by its code.
fn amount(path: String, amount: &Option<Amount>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(Amount {
        value: Some(digits),
        currency: Some(currency),
    }) = amount
    else {
        return;
    };
    let mut parts = digits.split('.');
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let valid = parts.next().is_some_and(is_digits)
        && parts.next().is_none_or(is_digits)
        && parts.next().is_none();
    if !valid && !digits.is_empty() {
        let message = format!("`{digits}` is not an amount in digits");
        let problem = Diagnostic::error(Code::BadAmount, value(format!("{path}.value")), message)
            .help("write digits without spaces or commas, such as `1500000` or `99.50`; or the amount as one text");
        diagnostics.push(match ungrouped(digits) {
            Some(meant) => problem.rewrite(digits.as_str(), meant),
            None => problem,
        });
    }
    if !currency.is_empty()
        && (currency.len() != 3 || !currency.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        let message = format!("`{currency}` is not the code of a currency");
        let place = value(format!("{path}.currency"));
        let problem = Diagnostic::error(Code::BadCurrency, place, message)
            .help("write the three letters of ISO 4217, such as `EUR`, `USD` or `GBP`");
        diagnostics.push(match code_of(currency) {
            Some(meant) => problem.rewrite(currency.as_str(), meant),
            None => problem,
        });
    }
}

/// The digits of a number in groups of three, where no comma or point of it may be that of decimals:
/// a comma alone may be.
fn ungrouped(written: &str) -> Option<String> {
    let groups: Vec<&str> = written
        .split([',', ' ', '\'', '’', '\u{a0}', '\u{202f}'])
        .collect();
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let (first, others) = groups.split_first()?;
    let is_grouped = (1..=3).contains(&first.len())
        && groups.iter().all(|group| is_digits(group))
        && others.iter().all(|group| group.len() == 3)
        && (others.len() > 1 || !written.contains(','));
    is_grouped.then(|| groups.concat())
}

/// The code of a currency that is written otherwise, where only one has that sign or name.
fn code_of(written: &str) -> Option<String> {
    let upper = written.trim().to_uppercase();
    Some(match upper.as_str() {
        "€" | "EURO" | "EUROS" => "EUR".to_owned(),
        code if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) => upper,
        _ => return None,
    })
}
