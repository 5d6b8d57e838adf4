//! What a heading or a paper is made of: parts, each with what it is.

use serde::Serialize;

use super::inline::{Inline, Inlines, plain_text};
use crate::model::{End, PartialDate};

/// What a part says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The title of a job, a talk, a grant, an award, a paper.
    Title,
    /// What stands after a title of the user's own.
    Subtitle,
    /// The name of a project.
    Project,
    /// The name of a course.
    Course,
    /// The name of a person.
    Person,
    /// What somebody is or does there: a role, an office, a job title of somebody else.
    Function,
    /// What somebody did in it, as the last thing said: co-supervisor, principal investigator.
    Capacity,
    /// A degree with its field.
    Degree,
    /// An employer, a school, a society.
    Organization,
    /// A part of an organization.
    Unit,
    /// Who gave an award or a certificate.
    Issuer,
    /// Who pays for a grant.
    Funder,
    /// A newspaper, a programme.
    Outlet,
    /// A conference, a journal that somebody serves, where a talk was given.
    Event,
    /// The code of a course.
    Code,
    /// The number of a grant.
    Number,
    /// A sentence.
    Text,
    /// A town, a country.
    Place,
    /// When it was, where that is no date that stands apart.
    Time,
    /// How much it is used.
    Metrics,
    /// What kind of thing it is.
    Kind,
    /// Who took part.
    Collaborators,
    /// The level of a course; how well something is known.
    Level,
    /// How many listened.
    Audience,
    /// A sum of money.
    Amount,
    /// One's own share of it.
    Share,
    /// How far it has come.
    Status,
    /// The number of a certificate.
    Identifier,
    /// Until when it holds.
    Validity,
    /// How a person is known.
    Relation,
    /// A web address that prints.
    Address,
    /// A link that prints as its kind.
    Link,
    /// All that a citation style says of a paper.
    Citation,
    /// The authors of a paper, or its editors in their place.
    Authors,
    /// Others who took part in a paper.
    Contributors,
    /// The language of a paper.
    Language,
    /// Where a paper appeared, with volume, pages and date.
    Venue,
    /// How a paper was presented, and what it was awarded.
    Honours,
    /// How often a paper is cited.
    Citations,
}

impl Role {
    /// Whether it is said beside the point: a place, a remark. What somebody did in it, the sum of money and one's own
    /// share of it, the kind of a talk are the point.
    pub fn is_aside(self) -> bool {
        matches!(
            self,
            Self::Place
                | Self::Time
                | Self::Metrics
                | Self::Collaborators
                | Self::Level
                | Self::Audience
                | Self::Identifier
                | Self::Validity
                | Self::Relation
        )
    }
}

/// A part of a heading or of a paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Part {
    /// What it says.
    pub role: Role,
    /// The words, without what sets them off or stands between them and other parts.
    pub content: Inlines,
}

/// The parts of a heading or of a paper, in the order in which the language names them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Parts(pub Vec<Part>);

impl Parts {
    /// One part of a role.
    pub fn one(role: Role, content: Inlines) -> Self {
        Self(vec![Part { role, content }])
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first part of a role.
    pub fn of(&self, role: Role) -> Option<&Part> {
        self.0.iter().find(|part| part.role == role)
    }

    /// Whether there is a part of a role.
    pub fn has(&self, role: Role) -> bool {
        self.of(role).is_some()
    }
}

/// When something was: the words that print, and what they mean.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Dated {
    /// The words, in the document's language.
    pub text: String,
    /// When it was or began, as far as known.
    pub start: Option<PartialDate>,
    /// When it ended, where it took a time.
    pub end: Option<End>,
}

impl From<&str> for Dated {
    /// Words alone.
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}

/// One line of what was arranged.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Line {
    /// What stands where lines begin.
    pub content: Inlines,
    /// What stands where the line ends, apart from it.
    pub end: Inlines,
}

/// Parts on the lines where the theme has them, with what stands between them.
///
/// Each part is an [`Inline::Part`] of its role.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Lines(pub Vec<Line>);

impl Lines {
    /// The first line.
    pub fn first(&self) -> &[Inline] {
        self.0.first().map_or(&[], |line| &line.content)
    }

    /// The lines after the first.
    pub fn further(&self) -> &[Line] {
        self.0.get(1..).unwrap_or_default()
    }
}

/// What a heading or a paper consists of, before or after it was arranged.
pub trait Content {
    /// Its runs, in the order of reading.
    fn runs(&self) -> impl Iterator<Item = &Inlines>;

    /// Its runs, to change.
    fn runs_mut(&mut self) -> impl Iterator<Item = &mut Inlines>;

    /// The characters of all runs, one space between two of them.
    fn text(&self) -> String {
        let texts = self.runs().map(|runs| plain_text(runs));
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        texts.join(" ")
    }
}

impl Content for Parts {
    fn runs(&self) -> impl Iterator<Item = &Inlines> {
        self.0.iter().map(|part| &part.content)
    }

    fn runs_mut(&mut self) -> impl Iterator<Item = &mut Inlines> {
        self.0.iter_mut().map(|part| &mut part.content)
    }
}

impl Content for Lines {
    fn runs(&self) -> impl Iterator<Item = &Inlines> {
        self.0.iter().flat_map(|line| [&line.content, &line.end])
    }

    fn runs_mut(&mut self) -> impl Iterator<Item = &mut Inlines> {
        let lines = self.0.iter_mut();
        lines.flat_map(|line| [&mut line.content, &mut line.end])
    }
}
