//! Dates as styles write them.

use hayagriva::citationberg::taxonomy::OtherTerm;
use hayagriva::citationberg::{
    Affixes, Date, DateDayForm, DateMonthForm, DatePart, DatePartName, DateStrongAnyForm,
    Formatting, LongShortForm, TermForm, TextCase, ToAffixes, ToFormatting,
};

use super::item;
use super::render::{Renderer, cased, without_periods};
use super::runs::Piece;

/// One part of a date, as it is to be written.
struct Written {
    form: DateStrongAnyForm,
    formatting: Formatting,
    affixes: Affixes,
    strip_periods: bool,
    text_case: Option<TextCase>,
}

impl From<&DatePart> for Written {
    fn from(part: &DatePart) -> Self {
        Self {
            form: part.form(),
            formatting: part.to_formatting(),
            affixes: part.to_affixes(),
            strip_periods: part.strip_periods,
            text_case: part.text_case,
        }
    }
}

/// Whether a part says its form itself.
fn says_form(part: &DatePart) -> bool {
    // The field has no reader.
    serde_json::to_value(part).is_ok_and(|value| value.get("@form").is_some())
}

impl Renderer<'_> {
    pub(super) fn date(&self, element: &Date) -> Piece {
        let Some(variable) = element.variable else {
            return Piece::default();
        };
        let variable = variable.to_string();
        if self.is_taken(&variable) {
            return Piece::missing();
        }
        let Some(&date) = self.item.dates.get(&variable[..]) else {
            return Piece::missing();
        };
        self.take(&variable);
        let mut delimiter = element.delimiter.clone().unwrap_or_default();
        let parts: Vec<Written> = match element.form {
            None => element.date_part.iter().map(Written::from).collect(),
            Some(form) => {
                let Some(localised) = self.terms.date(form) else {
                    return Piece::missing();
                };
                if let Some(between) = &localised.delimiter {
                    delimiter.clone_from(between);
                }
                let shown = element.parts.unwrap_or_default();
                let parts = localised.date_part.iter().filter(|part| match part.name {
                    DatePartName::Year => true,
                    DatePartName::Month => shown.has_month(),
                    DatePartName::Day => shown.has_day(),
                });
                let written = parts.map(|part| {
                    let mut written = Written::from(part);
                    let mut own = element.date_part.iter();
                    if let Some(own) = own.find(|own| own.name == part.name) {
                        if says_form(own) {
                            written.form = own.form();
                        }
                        written.formatting = own.to_formatting().apply(written.formatting);
                        written.strip_periods |= own.strip_periods;
                        written.text_case = own.text_case.or(written.text_case);
                    }
                    written
                });
                written.collect()
            }
        };
        let mut out = Piece::default();
        for part in &parts {
            let Some(text) = self.date_part(part, date) else {
                continue;
            };
            let piece = Piece::words(text).formatted(part.formatting);
            out.push(
                &delimiter,
                piece.affixed(&part.affixes.prefix, &part.affixes.suffix),
            );
        }
        (out.asked, out.filled) = (true, true);
        // What stands between two parts has no place at the ends.
        if let Some(last) = out.runs.last_mut()
            && element.form.is_some()
        {
            let trimmed = last.text.trim_end_matches([' ', ',', '/', '-']).len();
            last.text.truncate(trimmed);
        }
        let out = match element.text_case {
            Some(case) => cased(out, case, self.terms.is_english()),
            None => out,
        };
        out.formatted(element.to_formatting())
            .affixed(&element.affixes.prefix, &element.affixes.suffix)
    }

    fn date_part(&self, part: &Written, (year, month, day): item::Date) -> Option<String> {
        let text = match part.form {
            DateStrongAnyForm::Year(LongShortForm::Long) => year.to_string(),
            DateStrongAnyForm::Year(LongShortForm::Short) => format!("{:02}", year % 100),
            DateStrongAnyForm::Month(form) => {
                let month = month?;
                let word = |form| {
                    let term = OtherTerm::month(month.checked_sub(1)?)?;
                    Some(self.terms.word(term, form, false).to_owned())
                };
                match form {
                    DateMonthForm::Long => word(TermForm::Long)?,
                    DateMonthForm::Short => word(TermForm::Short)?,
                    DateMonthForm::Numeric => month.to_string(),
                    DateMonthForm::NumericLeadingZeros => format!("{month:02}"),
                }
            }
            DateStrongAnyForm::Day(form) => {
                month?;
                let day = day?;
                match form {
                    DateDayForm::Ordinal if day == 1 || !self.terms.limits_day_ordinals() => {
                        let term = month.and_then(|month| OtherTerm::month(month.checked_sub(1)?));
                        let gender = term.and_then(|term| self.terms.gender(term));
                        format!("{day}{}", self.terms.ordinal(day.into(), gender))
                    }
                    DateDayForm::Numeric | DateDayForm::Ordinal => day.to_string(),
                    DateDayForm::NumericLeadingZeros => format!("{day:02}"),
                }
            }
        };
        let text = match part.strip_periods {
            true => without_periods(&text),
            false => text,
        };
        let piece = match part.text_case {
            Some(case) => cased(Piece::words(text), case, self.terms.is_english()),
            None => Piece::words(text),
        };
        Some(piece.text())
    }
}
