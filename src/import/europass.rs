//! Europass since 2020: the `Candidate` in XML, alone or attached to the PDF that the portal gives.

use super::dates::{self, Moment};
use super::draft::{Draft, Path};
use super::fields::{self, As};
use super::orcid::all;
use super::person;
use super::sections;
use super::skills_passport;
use super::tables;
use super::text::Dialect;
use super::tree::{Node, Raw};
use crate::model::Section;

/// Languages by their codes (ISO 639-2, bibliographic), as the portal writes them.
#[rustfmt::skip]
const LANGUAGES: &[(&str, &str)] = &[
    ("alb", "Albanian"), ("ara", "Arabic"), ("baq", "Basque"), ("bos", "Bosnian"), ("bul", "Bulgarian"), ("cat", "Catalan"),
    ("chi", "Chinese"), ("cze", "Czech"), ("dan", "Danish"), ("dut", "Dutch"), ("eng", "English"), ("est", "Estonian"),
    ("fin", "Finnish"), ("fre", "French"), ("ger", "German"), ("gle", "Irish"), ("glg", "Galician"), ("gre", "Greek"),
    ("heb", "Hebrew"), ("hin", "Hindi"), ("hrv", "Croatian"), ("hun", "Hungarian"), ("ice", "Icelandic"), ("ita", "Italian"),
    ("jpn", "Japanese"), ("kor", "Korean"), ("lav", "Latvian"), ("lit", "Lithuanian"), ("mac", "Macedonian"), ("mlt", "Maltese"),
    ("nor", "Norwegian"), ("per", "Persian"), ("pol", "Polish"), ("por", "Portuguese"), ("rum", "Romanian"), ("rus", "Russian"),
    ("slo", "Slovak"), ("slv", "Slovenian"), ("spa", "Spanish"), ("srp", "Serbian"), ("swe", "Swedish"), ("tur", "Turkish"),
    ("ukr", "Ukrainian"),
];

/// The five skills of the Common European Framework, by what their codes end with.
const SKILLS: [(&str, &str); 5] = [
    ("listening", "listening"),
    ("reading", "reading"),
    ("interaction", "spoken interaction"),
    ("speaking-production", "spoken production"),
    ("writing-production", "writing"),
];

/// Parts of a profile whose entries have a title, a text and dates, with the section that they go into; none for
/// a section of one's own, with its heading.
pub(super) const PARTS: &[(&str, Option<Section>, &str)] = &[
    ("ConferencesAndSeminars", Some(Section::Talks), ""),
    ("PublicationHistory", Some(Section::Publications), ""),
    ("Projects", Some(Section::Projects), ""),
    ("NetworksAndMemberships", Some(Section::Memberships), ""),
    ("VoluntaryWorks", Some(Section::Volunteering), ""),
    ("HonorsAndAwards", Some(Section::Awards), ""),
    ("CourseCertifications", Some(Section::Certifications), ""),
    ("Certifications", Some(Section::Certifications), ""),
    ("HobbiesAndInterests", None, "Hobbies and interests"),
    ("CreativeWorks", None, "Creative works"),
    (
        "SocialAndPoliticalActivities",
        None,
        "Social and political activities",
    ),
    (
        "ManagementAndLeadershipSkills",
        None,
        "Management and leadership",
    ),
    ("CommunicationAndInterpersonalSkills", None, "Communication"),
    ("OrganisationalSkills", None, "Organisation"),
    ("JobRelatedSkills", None, "Job-related skills"),
    ("Skills", None, "Digital skills"),
    ("EmploymentReferences", None, "Recommendations"),
    ("Licenses", None, "Driving licence"),
];

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    let candidate = root.get("Candidate").unwrap_or(root);
    skills_passport::is_one(root)
        || candidate.get("CandidatePerson").is_some()
        || candidate.get("CandidateProfile").is_some()
}

/// The text of an element.
fn word(node: Node) -> Option<Node> {
    match node.text() {
        Some(_) => Some(node),
        None => node.get("value").filter(|node| node.text().is_some()),
    }
}

/// The text of the first of some elements below.
fn text_of<'a>(node: Node<'a>, keys: &[&str]) -> Option<(Node<'a>, &'a str)> {
    keys.iter().find_map(|key| {
        let node = word(node.get(key)?)?;
        Some((node, node.text()?))
    })
}

/// Reads a file.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = Dialect::Plain;
    if root
        .get("SkillsPassport")
        .unwrap_or(root)
        .get("LearnerInfo")
        .is_some()
    {
        skills_passport::read(draft, root);
        return;
    }
    let candidate = root.get("Candidate").unwrap_or(root);
    for person in candidate
        .get("CandidatePerson")
        .map(Node::items)
        .unwrap_or_default()
    {
        self::person(draft, person);
    }
    for profile in candidate
        .get("CandidateProfile")
        .map(Node::items)
        .unwrap_or_default()
    {
        self::profile(draft, profile);
    }
    for part in ["RenderingInformation", "CandidateSupplier", "DocumentID"] {
        if let Some(node) = candidate.get(part) {
            node.leave("it is about how the portal shows a CV");
        }
    }
    for picture in ["Attachment", "EmbeddedData"]
        .iter()
        .flat_map(|name| all(candidate, name))
    {
        picture.leave(person::PICTURE);
    }
    for (key, node) in candidate.entries() {
        if key.starts_with('@') {
            node.leave("it says which schema the file follows");
        }
    }
}

fn person(draft: &mut Draft, node: Node) {
    if let Some(name) = node.get("PersonName") {
        let parts = ["GivenName", "FamilyName"].map(|key| text_of(name, &[key]));
        person::name(draft, parts.into_iter().flatten());
    }
    for one in node
        .get("Communication")
        .map(Node::items)
        .unwrap_or_default()
    {
        communication(draft, one);
    }
    for key in ["NationalityCode", "BirthDate", "GenderCode", "BirthPlace"] {
        if let Some(private) = node.get(key) {
            private.leave(person::PERSONAL);
        }
    }
    for language in node
        .get("PrimaryLanguageCode")
        .map(Node::items)
        .unwrap_or_default()
    {
        let Some(code) = word(language) else { continue };
        let entry = draft.next(&Path::of("languages"));
        let name = language_name(code.text().unwrap_or_default());
        draft.put(&entry.key("name"), name, &[code]);
        draft.fill(&entry.key("level"), "native");
        if let Some(kind) = language.get("@name") {
            kind.leave("it says whether the language was chosen or typed");
        }
    }
}

fn language_name(code: &str) -> String {
    let known = LANGUAGES
        .iter()
        .find(|(known, _)| code.eq_ignore_ascii_case(known));
    known.map_or_else(|| code.to_owned(), |(_, name)| (*name).to_owned())
}

fn communication(draft: &mut Draft, node: Node) {
    let person = Path::of("person");
    let channel = text_of(node, &["ChannelCode"]);
    let uri = text_of(node, &["URI"]);
    let other = text_of(node, &["OtherTitle", "UseCode"]);
    if let Some(address) = node.get("Address") {
        location(draft, &person.key("location"), address);
        address.leave("street and postcode do not belong into a CV that is sent around; add them to `address` if you want them printed");
    }
    match (channel.map(|(_, text)| text.to_lowercase()).as_deref(), uri) {
        (Some("email"), Some((uri, text))) => {
            let at = draft.next(&person.key("email"));
            draft.put(&at, text.trim_start_matches("mailto:"), &[uri]);
        }
        (Some("web"), Some((uri, text))) => person::address(draft, uri, text, "website"),
        (_, Some((uri, text))) => {
            let label = other.map_or("website", |(_, label)| label);
            let mut nodes = vec![uri];
            nodes.extend(other.map(|(node, _)| node));
            match super::text::web(text) {
                Some(_) => person::account(draft, &nodes, label, None, Some(text)),
                None => person::account(draft, &nodes, label, Some(text), None),
            }
        }
        (_, None) => {}
    }
    if let Some((number, text)) = text_of(node, &["DialNumber"]) {
        let country = text_of(node, &["CountryDialing"]);
        let code = country.map(|(_, code)| code.trim_start_matches('+'));
        let whole = match code {
            // A zero before the number is not dialled from abroad, except in Italy.
            Some(code) => format!(
                "+{code} {}",
                if code == "39" {
                    text
                } else {
                    text.trim_start_matches('0')
                }
            ),
            None => text.to_owned(),
        };
        let mut nodes = vec![number];
        nodes.extend(country.map(|(node, _)| node));
        let at = draft.next(&person.key("phone"));
        draft.put(&at, whole, &nodes);
    }
    node.leave("it says what kind of address it is");
}

/// Puts a town and a country.
fn location(draft: &mut Draft, path: &Path, node: Node) {
    let city = text_of(node, &["CityName", "City"]);
    let country = text_of(node, &["CountryCode", "Country"]);
    let mut words = Vec::new();
    let mut nodes = Vec::new();
    if let Some((node, text)) = city {
        words.push(text.to_owned());
        nodes.push(node);
    }
    if let Some((node, text)) = country {
        words.push(person::country(text));
        nodes.push(node);
    }
    if !words.is_empty() {
        draft.put(path, words.join(", "), &nodes);
    }
}

/// The date below an element such as `StartDate`, with its value.
fn moment<'a>(node: Node<'a>, name: &str) -> Option<(Node<'a>, Moment)> {
    let date = all(node, name).into_iter().next()?;
    let value = match word(date) {
        Some(value) => value,
        None => all(date, "FormattedDateTime").into_iter().find_map(word)?,
    };
    Some((value, dates::moment(value.text()?)?))
}

/// Puts the times of an entry. Two words say that it goes on.
fn period(draft: &mut Draft, entry: &Path, node: Node) {
    let start = moment(node, "StartDate");
    let end = moment(node, "EndDate");
    if let Some((value, moment)) = start {
        draft.date(&entry.key("start"), moment, &[value]);
    }
    if let Some((value, moment)) = end {
        draft.date(&entry.key("end"), moment, &[value]);
    }
    for flag in ["CurrentIndicator", "Ongoing"]
        .iter()
        .flat_map(|name| all(node, name))
    {
        match word(flag).and_then(|flag| Some((flag, flag.text()?))) {
            Some((flag, "true")) if end.is_none() => {
                draft.put(&entry.key("end"), "present", &[flag]);
            }
            Some((flag, _)) => flag.leave("the dates say the same"),
            None => {}
        }
    }
}

fn profile(draft: &mut Draft, node: Node) {
    if let Some(language) = node.get("@languageCode")
        && let Some(tag) = language.text()
    {
        person::language(draft, language, tag);
    }
    if let Some((summary, _)) = text_of(node, &["ExecutiveSummary"]) {
        sections::summary(draft, &[summary]);
    }
    for employer in all(node, "EmployerHistory") {
        self::employer(draft, employer);
    }
    for school in all(node, "EducationOrganizationAttendance") {
        self::school(draft, school);
    }
    for competency in all(node, "PersonCompetency") {
        self::competency(draft, competency);
    }
    for (name, section, heading) in PARTS {
        for part in node.get(name).map(Node::items).unwrap_or_default() {
            titled(draft, *section, heading, part);
        }
    }
    for others in node.get("Others").map(Node::items).unwrap_or_default() {
        let Some((title, text)) = text_of(others, &["Title"]) else {
            titled(draft, None, "Other", others);
            continue;
        };
        let Some(id) = sections::open_own(draft, text, None) else {
            continue;
        };
        let path = Path::of("sections").key(&id);
        let heading = draft.text_at(&path.key("title")).unwrap_or(text).to_owned();
        draft.put(&path.key("title"), heading, &[title]);
        for other in others.get("Other").map(Node::items).unwrap_or_default() {
            entry(draft, None, &path.key("entries"), other);
        }
    }
    if let Some(id) = node.get("ID") {
        id.leave("the portal keeps it for itself");
    }
}

fn employer(draft: &mut Draft, node: Node) {
    let organization = text_of(node, &["OrganizationName"]);
    for position in node
        .get("PositionHistory")
        .map(Node::items)
        .unwrap_or_default()
    {
        let entry = draft.next(&Path::of("experience"));
        if let Some((name, text)) = organization {
            draft.put(&entry.key("organization"), text, &[name]);
        }
        if let Some((title, text)) = text_of(position, &["PositionTitle"]) {
            draft.put(&entry.key("title"), text, &[title]);
        }
        if let Some((unit, text)) = text_of(node, &["Department"]) {
            draft.put(&entry.key("unit"), text, &[unit]);
        }
        period(draft, &entry, position);
        location(draft, &entry.key("location"), position);
        description(draft, &entry, position, true);
        if draft.has(&entry) {
            link(draft, &entry, node);
            sections::require(draft, Some(Section::Experience), &entry);
        }
        position.leave("codes of trades and kinds of work do not print");
    }
    node.leave("addresses and codes of an employer do not print");
}

fn school(draft: &mut Draft, node: Node) {
    let degree = node.get("EducationDegree");
    let entry = draft.next(&Path::of("education"));
    if let Some((name, text)) = text_of(node, &["OrganizationName"]) {
        draft.put(&entry.key("institution"), text, &[name]);
    }
    if let Some(degree) = degree {
        for (keys, field) in [
            (&["DegreeName"][..], "degree"),
            (&["FieldOfStudy"], "field"),
        ] {
            if let Some((value, text)) = text_of(degree, keys) {
                let is_code = field == "field" && text.chars().all(|c| c.is_ascii_digit());
                match is_code {
                    true => value.leave("it is a number of a classification of subjects"),
                    false => {
                        draft.put(&entry.key(field), text, &[value]);
                    }
                }
            }
        }
        let score = degree
            .get("FinalGrade")
            .and_then(|grade| text_of(grade, &["ScoreText"]));
        if let Some((score, text)) = score.or_else(|| text_of(degree, &["FinalGrade"])) {
            draft.put(&entry.key("grade"), text, &[score]);
        }
        if let Some((thesis, text)) = text_of(degree, &["Thesis"]) {
            let text = draft.dialect.prose(text).joined();
            draft.put(&entry.key("thesis"), text, &[thesis]);
        }
        if let Some((skills, _)) = text_of(degree, &["OccupationalSkillsCovered"]) {
            fields::place(draft, &entry, skills, "summary", As::Prose, true);
        }
        if let Some((credits, text)) = text_of(degree, &["NumberOfCredit", "NumberOfCredits"]) {
            let text = draft.dialect.markup(text);
            draft.append(
                &entry.key("note"),
                &text,
                &[credits],
                "there is no field of its own for it",
            );
        }
    }
    period(draft, &entry, node);
    location(draft, &entry.key("location"), node);
    for address in all(node, "Address") {
        location(draft, &entry.key("location"), address);
    }
    description(draft, &entry, node, true);
    if draft.has(&entry) {
        link(draft, &entry, node);
        sections::require(draft, Some(Section::Education), &entry);
    }
    node.leave("addresses, levels and codes of a school do not print");
}

/// Puts what stands in a description.
fn description(draft: &mut Draft, entry: &Path, node: Node, bullets: bool) {
    for text in node.get("Description").map(Node::items).unwrap_or_default() {
        if let Some(text) = word(text) {
            fields::place(draft, entry, text, "summary", As::Prose, bullets);
        }
    }
}

/// Puts the web address of an entry.
fn link(draft: &mut Draft, entry: &Path, node: Node) {
    let link = node
        .any(&["Link", "OrganizationWebsite", "WebAddress"])
        .and_then(word);
    if let Some(link) = link.or_else(|| all(node, "URI").into_iter().find_map(word)) {
        fields::place(draft, entry, link, "url", As::Address, false);
    }
}

/// A language with its five scores.
fn competency(draft: &mut Draft, node: Node) {
    let is_language = text_of(node, &["TaxonomyID"]).is_some_and(|(_, text)| text == "language");
    let Some((id, code)) = text_of(node, &["CompetencyID"]).filter(|_| is_language) else {
        node.leave("Folio has no place for it");
        return;
    };
    let entry = draft.next(&Path::of("languages"));
    draft.put(&entry.key("name"), language_name(code), &[id]);
    let mut scores: Vec<(&str, &str)> = Vec::new();
    let mut nodes = Vec::new();
    for dimension in node
        .get("CompetencyDimension")
        .map(Node::items)
        .unwrap_or_default()
    {
        let kind = text_of(dimension, &["CompetencyDimensionTypeCode"])
            .map(|(_, text)| text.to_lowercase());
        let score = all(dimension, "ScoreText").into_iter().find_map(word);
        let known = kind.and_then(|kind| SKILLS.iter().find(|(end, _)| kind.ends_with(end)));
        if let (Some((_, skill)), Some(score)) = (known, score)
            && let Some(text) = score.text()
        {
            scores.push((skill, text));
            nodes.push(score);
        }
    }
    let level = match scores.first() {
        Some((_, first)) if scores.iter().all(|(_, score)| score == first) => (*first).to_owned(),
        Some(_) => scores
            .iter()
            .map(|(skill, score)| format!("{skill} {score}"))
            .collect::<Vec<_>>()
            .join(", "),
        None => String::new(),
    };
    if !level.is_empty() {
        draft.put(&entry.key("level"), level, &nodes);
    }
    node.leave("it says which skill a level is of");
}

/// Places the entries of a part that have titles.
fn titled(draft: &mut Draft, section: Option<Section>, heading: &str, part: Node) {
    if !part.says_something() {
        return;
    }
    let list = match section {
        Some(section) => Path::of(section.key()),
        None => match sections::open_own(draft, heading, None) {
            Some(id) => Path::of("sections").key(&id).key("entries"),
            None => return,
        },
    };
    // An entry is whatever has a title below.
    fn entries<'a>(node: Node<'a>, found: &mut Vec<Node<'a>>) {
        if TITLES.iter().any(|key| node.get(key).is_some()) || node.text().is_some() {
            found.push(node);
            return;
        }
        node.items()
            .into_iter()
            .filter(|item| node.is_list() && item.says_something())
            .for_each(|item| entries(item, found));
        for (key, value) in node.entries() {
            if !key.starts_with('@') && value.says_something() {
                value
                    .items()
                    .into_iter()
                    .for_each(|item| entries(item, found));
            }
        }
    }
    let mut found = Vec::new();
    entries(part, &mut found);
    for node in found {
        entry(draft, section, &list, node);
    }
    part.leave("Folio has no place for it");
}

const TITLES: [&str; 8] = [
    "Title",
    "Name",
    "FormattedPublicationDescription",
    "OrganizationName",
    "LicenseName",
    "LicenseTypeCode",
    "CertificationName",
    "CompetencyID",
];

/// Places an entry that has a title, a text and dates.
fn entry(draft: &mut Draft, section: Option<Section>, list: &Path, node: Node) {
    let entry = draft.next(list);
    let (main, _) = sections::main_field(section);
    if node.text().is_some() {
        sections::add(draft, section, list, node, false);
        return;
    }
    if let Some((title, _)) = text_of(node, &TITLES) {
        let how = match section {
            Some(Section::Talks | Section::Publications) | None => As::Markup,
            Some(_) => As::Literal,
        };
        fields::place(draft, &entry, title, main, how, false);
    }
    let has = |field: &str| tables::of(section).iter().any(|(_, to, _)| *to == field);
    let (text, bullets) = match section {
        Some(Section::Awards) => ("reason", false),
        Some(Section::Publications) => ("contribution", false),
        _ if has("summary") => ("summary", fields::has_bullets(section)),
        _ => ("note", false),
    };
    for description in node.get("Description").map(Node::items).unwrap_or_default() {
        if let Some(description) = word(description) {
            fields::place(draft, &entry, description, text, As::Prose, bullets);
        }
    }
    let is_range = matches!(
        section,
        None | Some(Section::Projects | Section::Volunteering | Section::Memberships)
    );
    match is_range {
        true => period(draft, &entry, node),
        false => {
            let date = ["Date", "StartDate", "EndDate", "ReleaseDate", "IssuingDate"];
            if let Some((value, moment)) = date.iter().find_map(|name| moment(node, name)) {
                draft.date(&entry.key("date"), moment, &[value]);
            }
        }
    }
    if is_range
        && !draft.has(&entry.key("start"))
        && !draft.has(&entry.key("end"))
        && section != Some(Section::Volunteering)
        && let Some((value, moment)) = moment(node, "Date")
    {
        draft.date(&entry.key("date"), moment, &[value]);
    }
    if draft.has(&entry) {
        link(draft, &entry, node);
        sections::require(draft, section, &entry);
    }
}
