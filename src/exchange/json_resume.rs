//! JSON Resume 1.3, of a CV.
//!
//! What the format has a field for stands there, under its name for it; what it has none for and what reads well
//! all the same stands beside, under Folio's names, as its schema allows: sections of Folio's at the top, authors
//! and identifiers in publications. What is then still missing is told by reading the result again.

use crate::difference::Tree;
use crate::import::exchanged::{country_code, plain_source};
use crate::model::{
    Account, Authors, Cv, DateRange, Education, End, Experience, Highlight, NETWORKS, PartialDate,
    Project, Publication, Reference, Text, Url, address,
};
use crate::papers::Name;

/// Where the schema is.
const SCHEMA: &str =
    "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// Keys at the top that are the format's own.
const KEYS: [&str; 14] = [
    "$schema",
    "basics",
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
    "meta",
];

/// A map that is being made: what says nothing is left out.
#[derive(Default)]
struct Object(Vec<(String, Tree)>);

impl Object {
    fn put<T: Into<Tree>>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.0.push((key.to_owned(), value.into()));
        }
    }

    fn text(&mut self, key: &str, text: Option<&str>) {
        self.put(key, text.filter(|text| !text.is_empty()));
    }

    fn said(&mut self, key: &str, text: Option<&Text>) {
        self.put(
            key,
            text.filter(|text| !text.is_blank())
                .map(|text| plain_source(&text.0)),
        );
    }

    fn url(&mut self, key: &str, url: Option<&Url>) {
        self.put(key, url.map(Url::uri));
    }

    fn date(&mut self, key: &str, date: Option<PartialDate>) {
        self.put(key, date.map(PartialDate::iso));
    }

    fn list(&mut self, key: &str, items: impl IntoIterator<Item = Tree>) {
        let items: Vec<Tree> = items.into_iter().collect();
        self.put(key, (!items.is_empty()).then_some(Tree::List(items)));
    }

    fn words(&mut self, key: &str, words: &[String]) {
        self.list(key, words.iter().map(|word| Tree::from(word.as_str())));
    }

    fn bullets(&mut self, key: &str, bullets: &[Highlight]) {
        // The format knows no bullets under others: they follow them.
        let texts = bullets.iter().flat_map(|bullet| {
            let own = bullet.0.text.iter();
            own.chain(&bullet.0.highlights.0)
        });
        self.list(key, texts.map(|text| Tree::from(plain_source(&text.0))));
    }

    /// When something began and ended. An end alone is a date; what goes on has none.
    fn range(&mut self, range: DateRange) {
        self.date("startDate", range.start);
        let end = match range.end {
            Some(End::On(date)) => Some(date),
            Some(End::Present) => None,
            None => range.date,
        };
        self.date("endDate", end);
    }

    fn done(self) -> Option<Tree> {
        (!self.0.is_empty()).then_some(Tree::Map(self.0))
    }
}

/// What the format says of a CV.
pub(super) fn resume(cv: &Cv) -> Tree {
    let mut root = Object::default();
    root.text("$schema", Some(SCHEMA));
    root.put("basics", basics(cv));
    root.list(
        "work",
        cv.experience.iter().flat_map(|job| jobs(job, "name")),
    );
    root.list(
        "volunteer",
        cv.volunteering
            .iter()
            .flat_map(|job| jobs(job, "organization")),
    );
    root.list("education", cv.education.iter().map(school));
    root.list(
        "awards",
        cv.awards.iter().map(|award| {
            let mut out = Object::default();
            out.text("title", award.title.as_deref());
            out.date("date", award.date);
            out.text("awarder", award.issuer.as_deref());
            out.said("summary", award.reason.as_ref());
            out.text("location", award.location.as_deref());
            out.url("url", award.url.as_ref());
            out.said("note", award.note.as_ref());
            Tree::Map(out.0)
        }),
    );
    root.list(
        "certificates",
        cv.certifications.iter().map(|one| {
            let mut out = Object::default();
            out.text("name", one.title.as_deref());
            out.date("date", one.date);
            out.text("issuer", one.issuer.as_deref());
            out.url("url", one.url.as_ref());
            out.text("number", one.number.as_deref());
            out.date("expires", one.expires);
            out.said("note", one.note.as_ref());
            Tree::Map(out.0)
        }),
    );
    root.list("publications", cv.publications.iter().map(paper));
    root.list(
        "skills",
        cv.skills.iter().map(|skill| {
            let mut out = Object::default();
            out.text("name", skill.name.as_deref());
            out.text("level", skill.level.as_deref());
            out.words("keywords", &skill.keywords);
            out.url("url", skill.url.as_ref());
            out.said("note", skill.note.as_ref());
            Tree::Map(out.0)
        }),
    );
    root.list(
        "languages",
        cv.languages.iter().map(|language| {
            let mut out = Object::default();
            out.text("language", language.name.as_deref());
            out.text("fluency", language.level.as_deref());
            out.said("note", language.note.as_ref());
            Tree::Map(out.0)
        }),
    );
    root.list(
        "interests",
        cv.interests.iter().map(|interest| {
            let mut out = Object::default();
            out.text("name", interest.name.as_deref());
            out.words("keywords", &interest.keywords);
            Tree::Map(out.0)
        }),
    );
    root.list("references", cv.references.iter().map(reference));
    root.list("projects", cv.projects.iter().map(project));
    for (key, section) in others(cv) {
        root.put(&key, Some(section));
    }
    let mut meta = Object::default();
    meta.put(
        "lastModified",
        cv.settings
            .updated
            .filter(|date| date.day.is_some())
            .map(|date| format!("{date}T00:00:00")),
    );
    root.put("meta", meta.done());
    Tree::Map(root.0)
}

/// Sections that the format has none for, in the form of `cv.yaml`, without what is about documents.
fn others(cv: &Cv) -> Vec<(String, Tree)> {
    let mut others = Vec::new();
    for (key, list) in [
        ("talks", Tree::of(&cv.talks)),
        ("teaching", Tree::of(&cv.teaching)),
        ("advising", Tree::of(&cv.advising)),
        ("grants", Tree::of(&cv.grants)),
        ("service", Tree::of(&cv.service)),
        ("memberships", Tree::of(&cv.memberships)),
        ("media", Tree::of(&cv.media)),
        ("news", Tree::of(&cv.news)),
    ] {
        others.push((key.to_owned(), list));
    }
    for (id, own) in &cv.sections {
        let content = match &own.text {
            Some(text) if own.entries.is_empty() => Tree::from(plain_source(&text.0)),
            _ => Tree::of(own)
                .take("entries")
                .unwrap_or_else(|| Tree::List(Vec::new())),
        };
        others.push((id.to_owned(), content));
    }
    let is_free = |key: &str| !KEYS.contains(&key);
    others.retain(|(key, content)| {
        is_free(key) && !matches!(content, Tree::Map(entries) if entries.is_empty())
    });
    for (_, content) in &mut others {
        if let Tree::List(entries) = content {
            entries.iter_mut().for_each(without_selection);
        }
    }
    others
}

/// Takes away what documents select by.
fn without_selection(entry: &mut Tree) {
    entry.take("tags");
    entry.take("priority");
    if let Some(Tree::List(bullets)) = entry.get_mut("highlights") {
        for bullet in bullets {
            if let Some(text) = bullet.take("text") {
                *bullet = text;
            }
        }
    }
}

fn basics(cv: &Cv) -> Option<Tree> {
    let person = &cv.person;
    let mut out = Object::default();
    out.text("name", person.name.as_deref());
    out.said("label", person.headline.as_ref());
    out.text(
        "image",
        person
            .photo
            .as_ref()
            .and_then(|photo| photo.path.as_deref()),
    );
    // Its schema takes no others.
    let mut emails = person.email.iter().map(|one| one.text.as_str());
    out.text(
        "email",
        emails.next().filter(|one| address::mail(one).is_ok()),
    );
    out.text(
        "phone",
        person.phone.iter().next().map(|one| one.text.as_str()),
    );
    out.url("url", person.website.as_ref());
    out.said("summary", cv.summary.as_ref());
    out.put("location", person.location.as_deref().and_then(place));
    out.text("nativeName", person.native_name.as_deref());
    out.text("pronouns", person.pronouns.as_deref());
    out.list(
        "profiles",
        person.profiles.iter().map(|(key, account)| {
            let network = NETWORKS.iter().find(|network| network.key == key);
            let mut out = Object::default();
            out.text("network", Some(super::networks::title(key)));
            match account {
                Account::Name(user) => {
                    out.text("username", Some(user));
                    out.put(
                        "url",
                        network.map(|network| network.url(user).uri().to_owned()),
                    );
                }
                Account::Address(url) => out.url("url", Some(url)),
            }
            Tree::Map(out.0)
        }),
    );
    out.done()
}

/// A place in its parts: the country, where it is one, by its code.
fn place(written: &str) -> Option<Tree> {
    let mut out = Object::default();
    let parts: Vec<&str> = written.split(", ").collect();
    let country = parts.last().copied().and_then(country_code);
    match (&parts[..], country) {
        ([city, region @ .., _], Some(code)) => {
            out.text("city", Some(city));
            out.text("region", Some(&region.join(", ")));
            out.text("countryCode", Some(code));
        }
        ([_], Some(code)) => out.text("countryCode", Some(code)),
        ([city, region @ ..], None) => {
            out.text("city", Some(city));
            out.text("region", Some(&region.join(", ")));
        }
        ([], _) => {}
    }
    out.done()
}

/// A job; one for each title that was held there.
fn jobs(job: &Experience, organization: &str) -> Vec<Tree> {
    let head = |title: Option<&str>, location: Option<&str>, url: Option<&Url>| {
        let mut out = Object::default();
        out.text(organization, job.organization.as_deref());
        out.text("department", job.unit.as_deref());
        out.text("position", title);
        out.text("location", location.or(job.location.as_deref()));
        out.url("url", url.or(job.url.as_ref()));
        out
    };
    let range = |start, end| DateRange {
        start,
        end,
        date: None,
    };
    if job.positions.is_empty() {
        let mut out = head(job.title.as_deref(), None, None);
        out.range(range(job.start, job.end));
        out.said("description", job.note.as_ref());
        out.said("summary", job.summary.as_ref());
        out.bullets("highlights", &job.highlights);
        out.words("keywords", &job.technologies);
        return vec![Tree::Map(out.0)];
    }
    let positions = job.positions.iter().enumerate();
    positions
        .map(|(at, position)| {
            let mut out = head(
                position.title.as_deref(),
                position.location.as_deref(),
                position.url.as_ref(),
            );
            out.range(range(position.start, position.end));
            // What is said of the employer is said once.
            if at == 0 {
                out.said("description", job.note.as_ref());
                out.words("keywords", &job.technologies);
            }
            let of_job = job.summary.iter().filter(|_| at == 0);
            let said: Vec<&str> = of_job
                .chain(&position.summary)
                .map(|text| text.0.as_str())
                .collect();
            out.said("summary", Some(&Text(said.join("\n\n"))));
            let own = position.highlights.iter();
            let all: Vec<Highlight> = match at {
                0 => own.chain(job.highlights.iter()).cloned().collect(),
                _ => own.cloned().collect(),
            };
            out.bullets("highlights", &all);
            Tree::Map(out.0)
        })
        .collect()
}

fn school(school: &Education) -> Tree {
    let mut out = Object::default();
    out.text("institution", school.institution.as_deref());
    out.url("url", school.url.as_ref());
    out.text("area", school.field.as_deref());
    out.text("studyType", school.degree.as_deref());
    out.range(DateRange {
        start: school.start,
        end: school.end,
        date: school.date.or(school.expected),
    });
    let grades = school.grade.join(", ");
    out.text("score", Some(grades.as_str()));
    out.words("courses", &school.courses);
    out.text("location", school.location.as_deref());
    out.words("honors", &school.honors);
    let thesis = school
        .thesis
        .as_ref()
        .and_then(|thesis| thesis.0.title.as_ref());
    out.said("thesis", thesis);
    out.words("advisors", &school.advisors);
    out.said("summary", school.summary.as_ref());
    out.bullets("highlights", &school.highlights);
    out.said("note", school.note.as_ref());
    Tree::Map(out.0)
}

fn reference(reference: &Reference) -> Tree {
    let mut out = Object::default();
    out.text("name", reference.name.as_deref());
    out.said("reference", reference.quote.as_ref());
    out.text("position", reference.title.as_deref());
    out.text("organization", reference.organization.as_deref());
    out.text("email", reference.email.as_deref());
    out.text("phone", reference.phone.as_deref());
    out.text("relationship", reference.relation.as_deref());
    out.said("note", reference.note.as_ref());
    out.url("url", reference.url.as_ref());
    Tree::Map(out.0)
}

fn project(project: &Project) -> Tree {
    let mut out = Object::default();
    out.text("name", project.name.as_deref());
    out.said("description", project.description.as_ref());
    out.said("summary", project.summary.as_ref());
    out.bullets("highlights", &project.highlights);
    out.words("keywords", &project.technologies);
    out.range(DateRange {
        start: project.start,
        end: project.end,
        date: project.date,
    });
    out.url("url", project.url.as_ref());
    out.list(
        "roles",
        project.role.iter().map(|role| Tree::from(role.as_str())),
    );
    out.text("entity", project.organization.as_deref());
    out.words("metrics", &project.metrics);
    out.text("location", project.location.as_deref());
    out.said("note", project.note.as_ref());
    Tree::Map(out.0)
}

fn paper(paper: &Publication) -> Tree {
    let mut out = Object::default();
    out.said("name", paper.title.as_ref());
    match &paper.authors {
        Authors::Line(line) => out.text("authors", Some(line)),
        Authors::List(list) => out.list(
            "authors",
            list.iter().map(|author| {
                let author = &author.0;
                let name = author.name.clone().or_else(|| author.organization.clone());
                Tree::from(name.unwrap_or_else(|| {
                    Name::from_fields(author).print(crate::model::AuthorNames::AsGiven)
                }))
            }),
        ),
    }
    let venue = paper
        .venue
        .as_ref()
        .and_then(|venue| venue.0.name.as_deref());
    out.text("publisher", venue);
    out.date("releaseDate", paper.date);
    let doi = paper.doi.as_deref().and_then(crate::model::identifier::doi);
    let by_doi = doi.map(|doi| format!("https://doi.org/{doi}"));
    out.put(
        "url",
        paper
            .url
            .as_ref()
            .map(|url| url.uri().to_owned())
            .or(by_doi),
    );
    out.said("summary", paper.contribution.as_ref());
    let kind = paper.r#type.map(|kind| Tree::of(&kind));
    out.put("type", kind);
    out.put("status", paper.status.map(|status| Tree::of(&status)));
    out.text("volume", paper.volume.as_deref());
    out.text("issue", paper.issue.as_deref());
    out.text("pages", paper.pages.as_deref());
    out.text("doi", paper.doi.as_deref());
    out.text("arxiv", paper.arxiv.as_deref());
    out.text("pmid", paper.pmid.as_deref());
    out.text("isbn", paper.isbn.as_deref());
    out.words("awards", &paper.awards);
    out.said("note", paper.note.as_ref());
    Tree::Map(out.0)
}
