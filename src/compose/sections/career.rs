//! Experience, education, projects, talks, teaching, advising.

use super::super::Composer;
use super::super::heading::Heading;
use super::super::phrases;
use super::{add_text, entry, finished, highlights, taken};
use crate::document::{Entry, Inline, Inlines, Item, Paragraph, PositionItem};
use crate::markup::plain;
use crate::model::{Entry as _, Experience, Section, Text, Thesis};
use crate::words::{Locale, Message};

pub(super) fn experience(
    composer: &mut Composer,
    section: Section,
    jobs: &[Experience],
) -> Vec<Item> {
    let (options, key) = (composer.settings.options(section), section.key());
    let mut items = Vec::new();
    for (index, job) in taken(composer, jobs, options) {
        let origin = format!("{key}[{index}]");
        let (organization, unit) = (job.organization.as_deref(), job.unit.as_deref());
        let place = job.location.as_deref();
        // The first part is bold: the title where there is one, else the employer.
        let heading = match (&job.title, job.positions.is_empty()) {
            (Some(title), true) => Heading::new(composer.locale)
                .strong(Some(title))
                .text(unit)
                .text(organization),
            (title, _) => Heading::new(composer.locale)
                .strong(organization)
                .text(title.as_deref())
                .text(unit),
        };
        let times = composer.locale.times(job.times());
        let heading = heading
            .muted(place)
            .all_muted(&times.heading)
            .url(job.url.as_ref());
        let mut entry = entry(&origin, heading.finish(), times.beside);
        add_text(composer, &mut entry, job.summary.as_ref(), "summary");
        for (position_index, position) in job.positions.iter().enumerate() {
            let origin = format!("{origin}.positions[{position_index}]");
            let heading = Heading::new(composer.locale)
                .emph(position.title.as_deref())
                .muted(position.location.as_deref());
            let times = composer.locale.times(position.times());
            let heading = heading.all_muted(&times.heading).finish();
            let date = times.beside;
            let highlights = highlights(composer, &position.highlights, &origin, options);
            entry.positions.push(PositionItem {
                origin,
                heading,
                date,
                highlights,
            });
        }
        entry.highlights = highlights(composer, &job.highlights, &origin, options);
        add_text(composer, &mut entry, job.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

pub(super) fn education(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Education);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, school) in taken(composer, &cv.education, options) {
        let origin = format!("education[{index}]");
        let degree = [school.degree.as_deref(), school.field.as_deref()];
        let degree = match degree {
            [Some(degree), Some(field)] => {
                let values = [("degree", degree), ("field", field)];
                composer.locale.fill(Message::DegreeInField, &values)
            }
            [degree, field] => degree.or(field).unwrap_or_default().to_owned(),
        };
        let institution = school.institution.as_deref();
        let heading = match degree.is_empty() {
            true => Heading::new(composer.locale).strong(institution),
            false => Heading::new(composer.locale)
                .strong(Some(&degree))
                .text(institution),
        };
        let times = composer.locale.times(school.times());
        let heading = heading
            .muted(school.location.as_deref())
            .all_muted(&times.heading)
            .url(school.url.as_ref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, school.summary.as_ref(), "summary");
        thesis(
            composer,
            &mut entry,
            school.thesis.as_ref(),
            &school.advisors,
        );
        let honors: Vec<String> = school.honors.iter().map(|honor| plain(honor)).collect();
        let grade = school
            .grade
            .as_deref()
            .map(plain)
            .filter(|grade| !grade.is_empty());
        let locale = composer.locale;
        let distinctions = match (honors.is_empty(), grade) {
            (true, Some(grade)) => locale.labelled(&locale.word(Message::Grade), &grade),
            (false, Some(grade)) => locale.clauses(&[
                locale.list(&honors),
                locale.fill(Message::GradeAside, &[("grade", &grade)]),
            ]),
            (_, None) => locale.list(&honors),
        };
        add_line(&mut entry, "honors", distinctions);
        if !school.courses.is_empty() {
            let courses = locale.list(&school.courses);
            let line = locale.labelled(&locale.word(Message::Courses), &courses);
            add_line(&mut entry, "courses", line);
        }
        entry.highlights = highlights(composer, &school.highlights, &origin, options);
        add_text(composer, &mut entry, school.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

/// "Thesis: *Title*. Advisors: A, B", on one line.
fn thesis(
    composer: &mut Composer,
    entry: &mut Entry,
    thesis: Option<&Thesis>,
    advisors: &[String],
) {
    let locale = composer.locale;
    let mut content: Inlines = Vec::new();
    let title = thesis.and_then(|thesis| thesis.0.title.as_ref());
    if let Some(title) = title {
        let title = composer.runs(title, &format!("{}.thesis", entry.origin));
        let ends_sentence = crate::document::plain_text(&title).ends_with(['.', '?', '!']);
        let label = locale.label(&locale.word(Message::Thesis));
        let label = label + &locale.between(Message::JoinWords);
        content.push(Inline::text(label));
        content.push(Inline::Emph { content: title });
        if let Some(url) = thesis.and_then(|thesis| thesis.0.url.as_ref()) {
            let address = vec![super::super::heading::address(url)];
            phrases::add(&mut content, locale, Message::JoinParts, address);
        }
        if !advisors.is_empty() {
            let stop = if ends_sentence {
                String::new()
            } else {
                locale.stop()
            };
            content.push(Inline::text(stop + &locale.between(Message::JoinSentences)));
        }
    }
    if !advisors.is_empty() {
        let names: Vec<String> = advisors.iter().map(|name| plain(name)).collect();
        let word = locale.count(Message::Advisors, names.len() as u64);
        content.push(Inline::text(locale.labelled(&word, &locale.list(&names))));
    }
    if !content.is_empty() {
        let field = if title.is_some() {
            "thesis"
        } else {
            "advisors"
        };
        entry.body.push(Paragraph {
            origin: format!("{}.{field}", entry.origin),
            content,
        });
    }
}

/// Adds a literal line to the body, unless it is empty.
pub(super) fn add_line(entry: &mut Entry, field: &str, text: String) {
    let text = plain(&text);
    if !text.is_empty() {
        let origin = format!("{}.{field}", entry.origin);
        entry.body.push(Paragraph {
            origin,
            content: vec![Inline::text(text)],
        });
    }
}

pub(super) fn projects(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Projects);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, project) in taken(composer, &cv.projects, options) {
        let origin = format!("projects[{index}]");
        let times = composer.locale.times(project.times());
        let heading = Heading::new(composer.locale)
            .strong(project.name.as_deref())
            .text(project.role.as_deref())
            .muted(project.location.as_deref())
            .muted(
                (!project.metrics.is_empty())
                    .then(|| composer.locale.list(&project.metrics))
                    .as_deref(),
            )
            .all_muted(&times.heading)
            .url(project.url.as_ref())
            .links(&project.links)
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(
            composer,
            &mut entry,
            project.description.as_ref(),
            "description",
        );
        add_text(composer, &mut entry, project.summary.as_ref(), "summary");
        if !project.technologies.is_empty() {
            let words = composer.locale.list(&project.technologies);
            let label = composer.locale.word(Message::Technologies);
            let line = composer.locale.labelled(&label, &words);
            add_line(&mut entry, "technologies", line);
        }
        entry.highlights = highlights(composer, &project.highlights, &origin, options);
        add_text(composer, &mut entry, project.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

pub(super) fn talks(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Talks);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, talk) in taken(composer, &cv.talks, options) {
        let origin = format!("talks[{index}]");
        let times = composer.locale.times(talk.times());
        let title = strong_title(composer, talk.title.as_ref(), &origin);
        let kind = talk.kind.map(|kind| composer.locale.word(kind.into()));
        let with = with(composer, &talk.with);
        let heading = Heading::new(composer.locale)
            .part(title)
            .text(talk.event.as_deref())
            .muted(talk.location.as_deref())
            .muted(kind.as_deref())
            .muted(with.as_deref())
            .all_muted(&times.heading)
            .url(talk.url.as_ref())
            .links(&talk.links)
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, talk.summary.as_ref(), "summary");
        add_text(composer, &mut entry, talk.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

/// A title that takes markup, in bold.
pub(super) fn strong_title(composer: &mut Composer, title: Option<&Text>, origin: &str) -> Inlines {
    let runs = title.map(|title| composer.runs(title, &format!("{origin}.title")));
    match runs {
        Some(content) if !content.is_empty() => vec![Inline::Strong { content }],
        _ => Vec::new(),
    }
}

/// "with A and B".
pub(super) fn with(composer: &Composer, names: &[String]) -> Option<String> {
    let locale = composer.locale;
    let with = |names: &str| locale.fill(Message::With, &[("names", names)]);
    (!names.is_empty()).then(|| with(&locale.all(names)))
}

pub(super) fn teaching(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Teaching);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, course) in taken(composer, &cv.teaching, options) {
        let origin = format!("teaching[{index}]");
        let students = course.students.as_ref();
        let students = students.map(|count| students_in_words(composer.locale, count));
        let times = composer.locale.times(course.times());
        let heading = Heading::new(composer.locale)
            .strong(course.course.as_deref())
            .text(course.code.as_deref())
            .text(course.role.as_deref())
            .text(course.institution.as_deref())
            .muted(course.location.as_deref())
            .muted(course.level.as_deref())
            .all_muted(&times.heading)
            .muted(students.as_deref())
            .url(course.url.as_ref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, course.summary.as_ref(), "summary");
        entry.highlights = highlights(composer, &course.highlights, &origin, options);
        add_text(composer, &mut entry, course.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

/// "120 students"; where words say how many, as they say it.
fn students_in_words(locale: &Locale, written: &str) -> String {
    match written.trim().parse() {
        Ok(count) => locale.count(Message::Students, count),
        Err(_) => locale.fill(Message::StudentsWritten, &[("count", written)]),
    }
}

pub(super) fn advising(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::Advising);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, student) in taken(composer, &cv.advising, options) {
        let origin = format!("advising[{index}]");
        let times = composer.locale.times(student.times());
        let heading = Heading::new(composer.locale)
            .strong(student.name.as_deref())
            .text(student.degree.as_deref())
            .text(student.institution.as_deref())
            .muted(student.role.as_deref())
            .all_muted(&times.heading)
            .url(student.url.as_ref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        thesis(composer, &mut entry, student.thesis.as_ref(), &[]);
        if let Some(now) = &student.now {
            let label = composer.locale.word(Message::Now);
            let line = composer.locale.labelled(&label, now);
            add_line(&mut entry, "now", line);
        }
        add_text(composer, &mut entry, student.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}
