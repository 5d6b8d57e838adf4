//! Experience, education, projects, talks, teaching, advising.

use super::super::Composer;
use super::super::parts::{Builder, address};
use super::super::phrases;
use super::{add_text, entry, highlights};
use crate::document::{
    Entry, Hold, Inline, Inlines, Paragraph, PositionItem, Role, ends_sentence, plain_text,
};
use crate::markup::plain;
use crate::model::{Advising, Education, Experience, Project, Talk, Teaching, Text, Thesis};
use crate::select::SelectedEntry;
use crate::words::{Locale, Message};

pub(super) fn experience(
    composer: &mut Composer,
    selected: &SelectedEntry,
    job: &Experience,
) -> Entry {
    let (organization, unit) = (job.organization.as_deref(), job.unit.as_deref());
    let title = job.title.as_deref();
    // The title leads where there is one, else the employer; of an employer with positions, the employer.
    let parts = Builder::new(composer.locale);
    let parts = match title.is_some() && selected.positions.is_empty() {
        true => parts
            .text(Role::Title, title)
            .text(Role::Unit, unit)
            .text(Role::Organization, organization),
        false => parts
            .text(Role::Organization, organization)
            .text(Role::Title, title)
            .text(Role::Unit, unit),
    };
    let (date, times) = composer.times(job);
    let parts = parts
        .text(Role::Place, job.location.as_deref())
        .texts(Role::Time, &times)
        .url(job.url.as_ref())
        .links(&job.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, job.summary.as_ref(), "summary");
    technologies(composer, &mut entry, &job.technologies);
    for held in &selected.positions {
        let position = held.position;
        let (date, times) = composer.times(position);
        let heading = Builder::new(composer.locale)
            .text(Role::Title, position.title.as_deref())
            .text(Role::Place, position.location.as_deref())
            .texts(Role::Time, &times)
            .url(position.url.as_ref())
            .finish();
        let summary = position.summary.as_ref();
        let path = format!("{}.summary", held.path);
        entry.positions.push(PositionItem {
            origin: held.path.clone(),
            hold: Hold::default(),
            heading,
            date,
            body: summary.map_or_else(Vec::new, |text| composer.paragraphs(text, &path)),
            highlights: highlights(composer, &held.highlights),
        });
    }
    entry.highlights = highlights(composer, &selected.highlights);
    add_text(composer, &mut entry, job.note.as_ref(), "note");
    entry
}

pub(super) fn education(
    composer: &mut Composer,
    selected: &SelectedEntry,
    school: &Education,
) -> Entry {
    let degree = [school.degree.as_deref(), school.field.as_deref()];
    let degree = match degree {
        [Some(degree), Some(field)] => {
            let values = [("degree", degree), ("field", field)];
            composer.locale.fill(Message::DegreeInField, &values)
        }
        [degree, field] => degree.or(field).unwrap_or_default().to_owned(),
    };
    let (date, times) = composer.times(school);
    let parts = Builder::new(composer.locale)
        .text(Role::Degree, Some(&degree))
        .text(Role::Unit, school.unit.as_deref())
        .text(Role::Organization, school.institution.as_deref())
        .text(Role::Place, school.location.as_deref())
        .texts(Role::Time, &times)
        .url(school.url.as_ref())
        .links(&school.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, school.summary.as_ref(), "summary");
    thesis(
        composer,
        &mut entry,
        school.thesis.as_ref(),
        &school.advisors,
    );
    let honors: Vec<String> = school.honors.iter().map(|honor| plain(honor)).collect();
    let locale = composer.locale;
    let grades: Vec<String> = school.grade.iter().map(|grade| plain(grade)).collect();
    let grade = Some(locale.list(&grades)).filter(|grade| !grade.is_empty());
    let distinctions = match (honors.is_empty(), grade) {
        // A grade in words says by itself that it is one: "GPA 3.8".
        (true, Some(grade)) if has_word(&grade) => grade,
        (true, Some(grade)) => locale.labelled(&locale.word(Message::Grade), &grade),
        (false, Some(grade)) => locale.clauses(&[
            locale.list(&honors),
            match has_word(&grade) {
                true => grade,
                false => locale.fill(Message::GradeAside, &[("grade", &grade)]),
            },
        ]),
        (_, None) => locale.list(&honors),
    };
    add_line(&mut entry, "honors", locale.capitalised(&distinctions));
    if !school.courses.is_empty() {
        let courses = locale.list(&school.courses);
        let line = locale.labelled(&locale.word(Message::Courses), &courses);
        add_line(&mut entry, "courses", line);
    }
    entry.highlights = highlights(composer, &selected.highlights);
    add_text(composer, &mut entry, school.note.as_ref(), "note");
    entry
}

/// Whether a text has a word, of three letters at least.
fn has_word(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic());
    words.any(|word| word.chars().count() >= 3)
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
        let ends_sentence = ends_sentence(&plain_text(&title));
        let label = locale.label(&locale.word(Message::Thesis));
        let label = label + &locale.between(Message::JoinWords);
        content.push(Inline::text(label));
        content.push(Inline::Emph { content: title });
        if let Some(url) = thesis.and_then(|thesis| thesis.0.url.as_ref()) {
            let shown = vec![address(url)];
            phrases::add(&mut content, locale, Message::JoinParts, shown);
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
        let origin = format!("{}.{field}", entry.origin);
        entry.body.push(Paragraph::new(origin, content));
    }
}

/// Adds a literal line to the body, unless it is empty.
pub(super) fn add_line(entry: &mut Entry, field: &str, text: String) {
    let text = plain(&text);
    if !text.is_empty() {
        let origin = format!("{}.{field}", entry.origin);
        entry
            .body
            .push(Paragraph::new(origin, vec![Inline::text(text)]));
    }
}

pub(super) fn project(
    composer: &mut Composer,
    selected: &SelectedEntry,
    project: &Project,
) -> Entry {
    let (date, times) = composer.times(project);
    let parts = Builder::new(composer.locale)
        .text(Role::Project, project.name.as_deref())
        .list(Role::Function, &project.role)
        .text(Role::Organization, project.organization.as_deref())
        .text(Role::Place, project.location.as_deref())
        .list(Role::Metrics, &project.metrics)
        .texts(Role::Time, &times)
        .url(project.url.as_ref())
        .links(&project.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(
        composer,
        &mut entry,
        project.description.as_ref(),
        "description",
    );
    add_text(composer, &mut entry, project.summary.as_ref(), "summary");
    technologies(composer, &mut entry, &project.technologies);
    entry.highlights = highlights(composer, &selected.highlights);
    add_text(composer, &mut entry, project.note.as_ref(), "note");
    entry
}

/// "Technologies: Rust, SQL".
fn technologies(composer: &Composer, entry: &mut Entry, technologies: &[String]) {
    if !technologies.is_empty() {
        let words = composer.locale.list(technologies);
        let label = composer.locale.word(Message::Technologies);
        let line = composer.locale.labelled(&label, &words);
        add_line(entry, "technologies", line);
    }
}

pub(super) fn talk(composer: &mut Composer, selected: &SelectedEntry, talk: &Talk) -> Entry {
    let (date, times) = composer.times(talk);
    let title = title(composer, talk.title.as_ref(), &selected.path);
    let kind = talk.kind.map(|kind| composer.locale.word(kind.into()));
    let event = marked_up(composer, talk.event.as_ref(), &selected.path, "event");
    let with = with(composer, &talk.with);
    // A seminar that is called one is not called one twice.
    let is_said = |kind: &String| {
        let said = [&title, &event].map(|runs| plain_text(runs).to_lowercase());
        said.iter().any(|said| {
            said.split(|c: char| !c.is_alphanumeric())
                .any(|word| word == kind.to_lowercase())
        })
    };
    let kind = kind.filter(|kind| !is_said(kind));
    let parts = Builder::new(composer.locale)
        .runs(Role::Title, title)
        .runs(Role::Event, event)
        .text(Role::Place, talk.location.as_deref())
        .text(Role::Kind, kind.as_deref())
        .text(Role::Collaborators, with.as_deref())
        .texts(Role::Time, &times)
        .url(talk.url.as_ref())
        .links(&talk.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, talk.summary.as_ref(), "summary");
    add_text(composer, &mut entry, talk.note.as_ref(), "note");
    entry
}

/// A title that takes markup.
pub(super) fn title(composer: &mut Composer, title: Option<&Text>, path: &str) -> Inlines {
    marked_up(composer, title, path, "title")
}

/// A part of a heading that takes markup.
pub(super) fn marked_up(
    composer: &mut Composer,
    text: Option<&Text>,
    path: &str,
    field: &str,
) -> Inlines {
    let runs = text.map(|text| composer.runs(text, &format!("{path}.{field}")));
    runs.unwrap_or_default()
}

/// "with A and B".
pub(super) fn with(composer: &Composer, names: &[String]) -> Option<String> {
    let locale = composer.locale;
    let with = |names: &str| locale.fill(Message::With, &[("names", names)]);
    (!names.is_empty()).then(|| with(&locale.all(names)))
}

pub(super) fn teaching(
    composer: &mut Composer,
    selected: &SelectedEntry,
    course: &Teaching,
) -> Entry {
    let students = course.students.as_ref();
    let students = students.map(|count| students_in_words(composer.locale, count));
    let (date, times) = composer.times(course);
    let parts = Builder::new(composer.locale)
        .text(Role::Course, course.course.as_deref())
        .text(Role::Code, course.code.as_deref())
        .text(Role::Function, course.role.as_deref())
        .text(Role::Organization, course.institution.as_deref())
        .text(Role::Place, course.location.as_deref())
        .text(Role::Level, course.level.as_deref())
        .texts(Role::Time, &times)
        .text(Role::Audience, students.as_deref())
        .url(course.url.as_ref())
        .links(&course.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, course.summary.as_ref(), "summary");
    entry.highlights = highlights(composer, &selected.highlights);
    add_text(composer, &mut entry, course.note.as_ref(), "note");
    entry
}

/// "120 students"; where words say how many, as they say it.
fn students_in_words(locale: &Locale, written: &str) -> String {
    match written.trim().parse() {
        Ok(count) => locale.count(Message::Students, count),
        Err(_) => locale.fill(Message::StudentsWritten, &[("count", written)]),
    }
}

pub(super) fn advising(
    composer: &mut Composer,
    selected: &SelectedEntry,
    student: &Advising,
) -> Entry {
    let (date, times) = composer.times(student);
    let parts = Builder::new(composer.locale)
        .text(Role::Person, student.name.as_deref())
        .text(Role::Degree, student.degree.as_deref())
        .text(Role::Organization, student.institution.as_deref())
        .text(Role::Capacity, student.role.as_deref())
        .texts(Role::Time, &times)
        .url(student.url.as_ref())
        .links(&student.links);
    let mut entry = entry(&selected.path, parts, date);
    thesis(composer, &mut entry, student.thesis.as_ref(), &[]);
    if let Some(now) = &student.now {
        let label = composer.locale.word(Message::Now);
        let line = composer.locale.labelled(&label, now);
        add_line(&mut entry, "now", line);
    }
    add_text(composer, &mut entry, student.note.as_ref(), "note");
    entry
}
