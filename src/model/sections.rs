//! The entries of the sections other than publications.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::amount::Amount;
use super::date::{End, PartialDate, YearSpan};
use super::entry::{entry, other_fields};
use super::forms::{Many, Text, short_or_long};
use super::highlight::Highlights;
use super::named::Named;
use super::url::Url;

entry! {
    /// A job, or unpaid work.
    pub struct Experience {
        /// The employer. Required.
        #[schemars(required)]
        pub organization: Option<String>,
        /// The part of the employer, such as a department or a team.
        pub unit: Option<String>,
        /// What the person is called there; or use `positions` for more than one title.
        pub title: Option<String>,
        /// The titles held there, newest first.
        pub positions: Vec<Position>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Where it is.
        pub location: Option<String>,
        /// A sentence or two before the highlights. Takes inline markup.
        pub summary: Option<Text>,
        /// What the work was done with.
        pub technologies: Many<String>,
        /// What was done there, one bullet each. Takes inline markup.
        pub highlights: Highlights,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

/// One of several titles held at an employer.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Position {
    /// What the person was called. Required.
    #[schemars(required)]
    pub title: Option<String>,
    /// When it began.
    pub start: Option<PartialDate>,
    /// When it ended, or `present`.
    pub end: Option<End>,
    /// When, in words, for what dates do not say.
    pub period: Option<String>,
    /// Where it was, if not where the employer is.
    pub location: Option<String>,
    /// A sentence or two before the highlights. Takes inline markup.
    pub summary: Option<Text>,
    /// What was done, one bullet each. Takes inline markup.
    pub highlights: Highlights,
    /// Words that documents select by.
    pub tags: Many<String>,
    /// A web address for the position.
    pub url: Option<Url>,
}

entry! {
    date: Degree;
    /// A degree or a stay at a school.
    pub struct Education {
        /// The school. Required.
        #[schemars(required)]
        pub institution: Option<String>,
        /// The part of the school, such as a college or a department.
        pub unit: Option<String>,
        /// The degree, such as `PhD`.
        pub degree: Option<String>,
        /// The subject.
        pub field: Option<String>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When the degree was awarded.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// When the degree is expected.
        pub expected: Option<PartialDate>,
        /// The grade, or several.
        pub grade: Many<String>,
        /// Honours, such as `summa cum laude`.
        pub honors: Many<String>,
        /// The thesis.
        pub thesis: Option<Thesis>,
        /// Who advised the thesis.
        pub advisors: Many<String>,
        /// Courses worth naming.
        pub courses: Many<String>,
        /// Where it is.
        pub location: Option<String>,
        /// A sentence or two. Takes inline markup.
        pub summary: Option<Text>,
        /// What is worth saying, one bullet each. Takes inline markup.
        pub highlights: Highlights,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

/// A thesis: its title, or a map with its web address.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thesis(pub ThesisFields);

/// The long form of a thesis.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ThesisFields {
    /// The title. Takes inline markup. Required.
    #[schemars(required)]
    pub title: Option<Text>,
    /// Where it can be read.
    pub url: Option<Url>,
}

short_or_long!(
    Thesis,
    ThesisFields,
    "a thesis: its title or `{title, url}`",
    |text| Thesis(ThesisFields {
        title: Some(Text(text.to_owned())),
        url: None
    }),
    Thesis,
    |thesis| thesis.0.title.as_ref().map(|title| title.0.as_str()),
    thesis.0,
);

entry! {
    /// A project, such as open-source software.
    pub struct Project {
        /// The name. Required.
        #[schemars(required)]
        pub name: Option<String>,
        /// What the person is in it, or several such.
        pub role: Many<String>,
        /// For whom it was made, or with whom.
        pub organization: Option<String>,
        /// What it is. Takes inline markup.
        pub description: Option<Text>,
        /// What it is made with.
        pub technologies: Many<String>,
        /// Figures that show its reach, such as `12k stars`.
        pub metrics: Many<String>,
        /// Web addresses by kind.
        pub links: Named<Url>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Where it was.
        pub location: Option<String>,
        /// A sentence or two. Takes inline markup.
        pub summary: Option<Text>,
        /// What was done, one bullet each. Takes inline markup.
        pub highlights: Highlights,
    }
}

/// What kind of talk it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TalkKind {
    /// By invitation.
    Invited,
    /// A keynote.
    Keynote,
    /// A tutorial.
    Tutorial,
    /// A panel.
    Panel,
    /// A seminar.
    Seminar,
    /// A contributed talk.
    Contributed,
}

entry! {
    /// A talk.
    pub struct Talk {
        /// The title. Takes inline markup. Required where no `event` says what it was.
        #[schemars(required)]
        pub title: Option<Text>,
        /// Where it was given: the conference, the seminar. Takes inline markup.
        pub event: Option<Text>,
        /// What kind of talk it was.
        pub kind: Option<TalkKind>,
        /// The town.
        pub location: Option<String>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was given.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Who gave it together with the person.
        pub with: Many<String>,
        /// Web addresses by kind, such as `slides`.
        pub links: Named<Url>,
        /// A sentence or two. Takes inline markup.
        pub summary: Option<Text>,
    }
}

entry! {
    /// A course taught.
    pub struct Teaching {
        /// The course. Required.
        #[schemars(required)]
        pub course: Option<String>,
        /// Its number, such as `CS 101`.
        pub code: Option<String>,
        /// What the person was in it.
        pub role: Option<String>,
        /// The school.
        pub institution: Option<String>,
        /// For whom, such as `graduate`.
        pub level: Option<String>,
        /// When it was held, such as `Fall 2024`.
        pub terms: Many<String>,
        /// How many students took it.
        pub students: Option<String>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was.
        pub date: Option<PartialDate>,
        /// Where it was.
        pub location: Option<String>,
        /// A sentence or two. Takes inline markup.
        pub summary: Option<Text>,
        /// What is worth saying, one bullet each. Takes inline markup.
        pub highlights: Highlights,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// A person supervised.
    pub struct Advising {
        /// The person's name. Required.
        #[schemars(required)]
        pub name: Option<String>,
        /// The degree worked for.
        pub degree: Option<String>,
        /// What the owner of the CV was, such as `co-advisor`.
        pub role: Option<String>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was.
        pub date: Option<PartialDate>,
        /// The school.
        pub institution: Option<String>,
        /// The thesis.
        pub thesis: Option<Thesis>,
        /// Where the person is now.
        pub now: Option<String>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    date: Grant;
    /// A grant.
    pub struct Grant {
        /// What is funded. Takes inline markup. Required.
        #[schemars(required)]
        pub title: Option<Text>,
        /// Who funds it. Takes inline markup.
        pub funder: Option<Text>,
        /// The number of the grant.
        pub number: Option<String>,
        /// What the person is in it.
        pub role: Option<String>,
        /// How much: a text, or `{value, currency}`.
        pub amount: Option<Amount>,
        /// The person's share of it.
        pub share: Option<Amount>,
        /// How far it is, such as `awarded` or `pending`.
        pub status: Option<String>,
        /// Who holds it together with the person.
        pub with: Many<String>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was awarded.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// A sentence or two. Takes inline markup.
        pub summary: Option<Text>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// An honour or a prize.
    pub struct Award {
        /// The prize. Required.
        #[schemars(required)]
        pub title: Option<String>,
        /// Who gives it.
        pub issuer: Option<String>,
        /// How much: a text, or `{value, currency}`.
        pub amount: Option<Amount>,
        /// What it was given for. Takes inline markup.
        pub reason: Option<Text>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was given.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Where it was given.
        pub location: Option<String>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

/// What kind of service it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceKind {
    /// Area chair, senior area chair, meta-reviewer.
    AreaChair,
    /// Organiser of a conference or workshop.
    Organizer,
    /// Editor of a journal.
    Editor,
    /// Member of a committee.
    Committee,
    /// Reviewer.
    Reviewer,
    /// Anything else.
    Other,
}

entry! {
    /// Service to the field or the institution.
    pub struct Service {
        /// What the person was. Required.
        #[schemars(required)]
        pub role: Option<String>,
        /// For whom.
        pub organization: Option<String>,
        /// For which conference or journal. Takes inline markup.
        pub venue: Option<Text>,
        /// In which years: `[2019, 2021-2023]`.
        pub years: Many<YearSpan>,
        /// What kind of service it is.
        pub kind: Option<ServiceKind>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Where it was.
        pub location: Option<String>,
        /// A sentence or two. Takes inline markup.
        pub summary: Option<Text>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// Skills of one kind.
    pub struct Skill {
        /// The kind. Required.
        #[schemars(required)]
        pub name: Option<String>,
        /// The skills.
        pub keywords: Many<String>,
        /// How well, in words.
        pub level: Option<String>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// A language spoken.
    pub struct LanguageSkill {
        /// The language. Required.
        #[schemars(required)]
        pub name: Option<String>,
        /// How well, such as `native` or `C1`.
        pub level: Option<String>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// A certification or licence.
    pub struct Certification {
        /// What is certified. Required.
        #[schemars(required)]
        pub title: Option<String>,
        /// Who certifies it.
        pub issuer: Option<String>,
        /// Its number.
        pub number: Option<String>,
        /// When it was given.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Until when it is valid.
        pub expires: Option<PartialDate>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// Membership of a society.
    pub struct Membership {
        /// The society. Required.
        #[schemars(required)]
        pub organization: Option<String>,
        /// What the person is in it.
        pub role: Option<String>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Where it is.
        pub location: Option<String>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// An appearance in the press.
    pub struct Media {
        /// The headline. Takes inline markup. Required.
        #[schemars(required)]
        pub title: Option<Text>,
        /// The newspaper, station or podcast.
        pub outlet: Option<String>,
        /// Who wrote or made it.
        pub by: Option<String>,
        /// What it is, such as `interview`.
        pub kind: Option<String>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it appeared.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// A person who can be asked about the owner of the CV.
    pub struct Reference {
        /// The person's name. Required.
        #[schemars(required)]
        pub name: Option<String>,
        /// What the person is called.
        pub title: Option<String>,
        /// Where the person works.
        pub organization: Option<String>,
        /// E-mail address.
        pub email: Option<String>,
        /// Phone number.
        pub phone: Option<String>,
        /// What the person is to the owner of the CV, such as `doctoral advisor`.
        pub relation: Option<String>,
        /// What the person says of the owner of the CV. Takes inline markup.
        pub quote: Option<Text>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

entry! {
    /// A piece of news.
    pub struct News {
        /// What happened. Takes inline markup. Required.
        #[schemars(required)]
        pub text: Option<Text>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

other_fields!(ServiceKind, TalkKind, Thesis);
