//! When an entry was: its dates into the fields that its section has for them.

use super::dates::{self, Moment, Time};
use super::draft::{Draft, Path};
use super::tree::Node;
use crate::model::{End, PartialDate, Section};

/// Keys under which formats say when something was.
const START: &[&str] = &[
    "startDate",
    "startdate",
    "start_date",
    "start",
    "from",
    "begin",
    "started",
];
const END: &[&str] = &[
    "endDate", "enddate", "end_date", "end", "to", "until", "finished",
];
const DATE: &[&str] = &[
    "date",
    "releaseDate",
    "release_date",
    "year",
    "time",
    "dates",
    "issued",
    "published",
];
const EXPIRES: &[&str] = &["expires", "expirationDate", "expiration_date", "validUntil"];

/// The keys, with the fields that their values go into.
#[cfg(test)]
pub(super) const ALL: [(&[&str], &str); 4] = [
    (START, "start"),
    (END, "end"),
    (DATE, "date"),
    (EXPIRES, "expires"),
];

/// The fields that a section has for times.
struct Clock {
    range: bool,
    date: bool,
    /// A field for times in words.
    words: Option<&'static str>,
}

fn clock(section: Option<Section>) -> Clock {
    let period = Some("period");
    let (range, date, words) = match section {
        None => (true, true, period),
        Some(section) => match section {
            Section::Experience | Section::Volunteering => (true, false, period),
            Section::Education
            | Section::Grants
            | Section::Projects
            | Section::Service
            | Section::Memberships
            | Section::Advising
            | Section::Awards
            | Section::Talks
            | Section::Media
            | Section::News => (true, true, period),
            Section::Teaching => (true, true, Some("terms[0]")),
            Section::Publications | Section::Certifications => (false, true, period),
            Section::Summary
            | Section::Interests
            | Section::Skills
            | Section::Languages
            | Section::References => (false, false, None),
        },
    };
    Clock { range, date, words }
}

const ONE_DATE: &str = "there is one date only: it is the beginning and the end";
const BEGINNING: &str = "the section has one date: of the time it was for, the beginning";
const AHEAD: &str = "it was said to be expected then";
const NO_DATE: &str = "it is no date that Folio reads; it stands as a remark";

/// What a value says of a time: a text, or a map of year, month and day.
pub(super) fn time_of(node: Node) -> Option<Time> {
    if let Some(text) = node.text() {
        return dates::read(text);
    }
    if !node.is_map() {
        return None;
    }
    let number = |keys: &[&str]| {
        let part = node.any(keys)?;
        let part = part.get("value").unwrap_or(part);
        let digits = part.text()?.trim_start_matches('-');
        digits.parse::<u16>().ok()
    };
    let month = || {
        let word = node.any(&["month", "Month"])?.text()?;
        let dated = dates::moment(&format!("{word} 2000"))?;
        dated.date.month.map(u16::from)
    };
    let year = number(&["year", "Year", "@year"])?;
    let moment = dates::dated(
        year,
        number(&["month", "Month", "@month"]).or_else(month),
        number(&["day", "Day", "@day"]),
        None,
    )?;
    Some(Time::At(moment))
}

impl Draft {
    /// A date as it is written here.
    fn written(&self, moment: Moment) -> Moment {
        let date = moment.date;
        match (date.month, date.day) {
            (Some(_), Some(1)) if self.first_days_mean_months => Moment {
                date: PartialDate { day: None, ..date },
                ..moment
            },
            _ => moment,
        }
    }

    /// Puts a date.
    pub(super) fn date(&mut self, path: &Path, moment: Moment, from: &[Node]) -> bool {
        let Moment { date, doubt } = self.written(moment);
        match doubt {
            Some(doubt) => {
                let written: Vec<&str> = from.iter().filter_map(|node| node.text()).collect();
                self.comment(path, format!("was \"{}\"", written.join(" ")));
                self.doubt(path, date.to_string(), from, doubt)
            }
            None => self.put(path, date.to_string(), from),
        }
    }

    fn present(&mut self, path: &Path, from: &[Node]) -> bool {
        self.put(path, "present", from)
    }
}

/// Places what an entry says of its times. With `open`, a beginning without an end means that it goes on.
pub(super) fn place(
    draft: &mut Draft,
    entry: &Path,
    section: Option<Section>,
    node: Node,
    open: bool,
) {
    let clock = clock(section);
    if let Some(expires) = node
        .any(EXPIRES)
        .filter(|_| section == Some(Section::Certifications))
    {
        match time_of(expires) {
            Some(Time::At(moment)) => {
                draft.date(&entry.key("expires"), moment, &[expires]);
            }
            _ => remark(draft, entry, expires),
        }
    }
    if !clock.range && !clock.date {
        return;
    }
    // A date beside a beginning and an end says when it was, in the words that its writer prefers.
    for key in DATE {
        if let Some(date) = node.get(key) {
            one(draft, entry, section, &clock, date);
        }
    }
    let (start, end) = (node.any(START), node.any(END));
    // A certificate that ends is valid until then.
    if section == Some(Section::Certifications)
        && let Some(node) = end
        && (start.is_some() || draft.has(&entry.key("date")))
        && let Some(Time::At(moment)) = time_of(node)
    {
        draft.date(&entry.key("expires"), moment, &[node]);
    }
    if !clock.range {
        let is_open = |part: &Node| {
            part.leaves()
                .iter()
                .any(|leaf| part.ledger.is_untold(*leaf))
        };
        for part in [start, end].into_iter().flatten().filter(is_open) {
            one(draft, entry, section, &clock, part);
        }
        return;
    }
    let is_said = |draft: &Draft, field| draft.has(&entry.key(field));
    if is_said(draft, "date")
        || is_said(draft, "start")
        || is_said(draft, "end")
        || is_said(draft, "expected")
    {
        for part in [start, end].into_iter().flatten() {
            part.leave("the date beside it says when it was");
        }
        return;
    }
    if let Some(node) = start {
        match time_of(node) {
            Some(Time::At(moment) | Time::Expected(moment)) => {
                draft.date(&entry.key("start"), moment, &[node]);
            }
            Some(span @ Time::Span(..)) => {
                spread(draft, entry, &clock, node, span);
            }
            Some(Time::Present) | None => remark(draft, entry, node),
        }
    }
    match end {
        Some(node) => match time_of(node) {
            Some(Time::Expected(moment)) if section == Some(Section::Education) => {
                draft.date(&entry.key("expected"), moment, &[node]);
            }
            Some(time) => match time.end() {
                Some((End::On(date), doubt)) => {
                    // An end alone is a date.
                    let field = match start.is_none() && clock.date {
                        true => "date",
                        false => "end",
                    };
                    draft.date(&entry.key(field), Moment { date, doubt }, &[node]);
                }
                Some((End::Present, _)) => {
                    draft.present(&entry.key("end"), &[node]);
                }
                None if start.is_none() => {
                    spread(draft, entry, &clock, node, time);
                }
                None => remark(draft, entry, node),
            },
            None => remark(draft, entry, node),
        },
        None if open && is_said(draft, "start") && !is_said(draft, "end") => {
            draft.fill(&entry.key("end"), "present");
            draft.open_ends += 1;
        }
        None => {}
    }
}

/// Places a time that stands where nobody expects one, such as in the place's argument. False where it is none that
/// the section has a field for.
pub(super) fn place_misplaced(
    draft: &mut Draft,
    entry: &Path,
    section: Option<Section>,
    node: Node,
) -> bool {
    let clock = clock(section);
    if !clock.range && !clock.date {
        return false;
    }
    let is_time = matches!(
        time_of(node),
        Some(Time::At(_) | Time::Expected(_) | Time::Span(..))
    );
    if is_time {
        one(draft, entry, section, &clock, node);
    }
    is_time
}

/// Places the one date that an entry has.
fn one(draft: &mut Draft, entry: &Path, section: Option<Section>, clock: &Clock, node: Node) {
    let (date, end) = (entry.key("date"), entry.key("end"));
    match time_of(node) {
        Some(Time::At(moment)) if clock.date => {
            draft.date(&date, moment, &[node]);
            if matches!(section, Some(Section::Publications | Section::Advising)) {
                keep_words(draft, entry, moment, node);
            }
        }
        Some(Time::At(moment)) => {
            // A job that was on a date.
            draft.date(&entry.key("start"), moment, &[node]);
            let date = draft.written(moment).date.to_string();
            if moment.doubt.is_some() {
                draft.put(&end, date, &[node]);
            } else {
                draft.doubt(&end, date, &[node], ONE_DATE);
            }
        }
        Some(Time::Expected(moment)) if section == Some(Section::Education) => {
            draft.date(&entry.key("expected"), moment, &[node]);
        }
        Some(Time::Expected(moment)) => {
            let field = if clock.date { "date" } else { "end" };
            let date = draft.written(moment).date.to_string();
            draft.doubt(&entry.key(field), date, &[node], AHEAD);
        }
        Some(Time::Present) if clock.range => {
            draft.present(&end, &[node]);
        }
        Some(span @ Time::Span(..)) => spread(draft, entry, clock, node, span),
        Some(Time::Present) | None => match clock.words {
            // Words without a number are a time where times have names.
            Some(field)
                if matches!(
                    section,
                    Some(Section::Publications | Section::Advising | Section::Teaching)
                ) || node
                    .text()
                    .is_some_and(|text| text.contains(|c: char| c.is_ascii_digit())) =>
            {
                let (text, _) = draft.dialect.literal(node.text().unwrap_or_default());
                let path = match field {
                    "terms[0]" => draft.next(&entry.key("terms")),
                    field => entry.key(field),
                };
                // What stands in words already is kept as a remark.
                if draft.has(&path) {
                    remark(draft, entry, node);
                } else if !text.is_empty() {
                    draft.put(&path, text, &[node]);
                }
            }
            _ => remark(draft, entry, node),
        },
    }
}

/// Keeps the words beside the year that was read from them.
fn keep_words(draft: &mut Draft, entry: &Path, moment: Moment, node: Node) {
    if let (Some(_), Some(text)) = (moment.doubt, node.text()) {
        draft.put(&entry.key("period"), text, &[node]);
    }
}

/// Places a beginning and an end that stand in one text.
fn spread(draft: &mut Draft, entry: &Path, clock: &Clock, node: Node, span: Time) {
    let Time::Span(start, finish) = span else {
        return;
    };
    if !clock.range {
        let date = draft.written(start).date.to_string();
        if let Some(text) = node.text() {
            draft.comment(&entry.key("date"), format!("was \"{text}\""));
        }
        draft.doubt(&entry.key("date"), date, &[node], BEGINNING);
        return;
    }
    draft.date(&entry.key("start"), start, &[node]);
    match finish {
        Some(finish) => draft.date(&entry.key("end"), finish, &[node]),
        None => draft.present(&entry.key("end"), &[node]),
    };
}

/// Keeps what is no date as a remark.
fn remark(draft: &mut Draft, entry: &Path, node: Node) {
    let Some(text) = node.text() else { return };
    // A link in the column of dates is that of the entry.
    let (_, link) = draft.dialect.literal(text);
    if let Some(link) = link.filter(|_| !draft.has(&entry.key("url"))) {
        draft.put(&entry.key("url"), link, &[node]);
        return;
    }
    let text = draft.dialect.markup(text);
    let note = entry.key("note");
    match draft.has(&note) {
        true => node.leave("it is no date that Folio reads"),
        false => {
            draft.doubt(&note, text, &[node], NO_DATE);
        }
    }
}
