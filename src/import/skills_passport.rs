//! The Europass of 2012 to 2020: a `SkillsPassport` in XML or JSON, which say the same in two shapes. A list of XML
//! has its items in an element of its own, and a date of XML is in attributes; so parts are looked for by their names.

use super::dates::Time;
use super::draft::{Draft, Path};
use super::fields::{self, As};
use super::orcid::all;
use super::person;
use super::sections;
use super::text::Dialect;
use super::times;
use super::tree::{Node, Raw};
use crate::model::Section;

/// The five skills of the Common European Framework, with their words.
const SKILLS: [(&str, &str); 5] = [
    ("Listening", "listening"),
    ("Reading", "reading"),
    ("SpokenInteraction", "spoken interaction"),
    ("SpokenProduction", "spoken production"),
    ("Writing", "writing"),
];

/// Skills in words, with the headings of their sections.
pub(super) const SKILL_TEXTS: [(&str, &str); 6] = [
    ("Communication", "Communication skills"),
    ("Organisational", "Organisational skills"),
    ("JobRelated", "Job-related skills"),
    ("Computer", "Digital skills"),
    ("Driving", "Driving licence"),
    ("Other", "Other skills"),
];

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    let passport = root.get("SkillsPassport").unwrap_or(root);
    passport.get("LearnerInfo").is_some()
}

/// The text of an element: its own, or that of its label, else of its code.
fn word(node: Node) -> Option<Node> {
    match node.text() {
        Some(_) => Some(node),
        None => node
            .any(&["Label", "value", "Code", "Contact"])
            .and_then(|node| node.text().map(|_| node).or_else(|| word(node))),
    }
}

fn text_of<'a>(node: Node<'a>, keys: &[&str]) -> Option<(Node<'a>, &'a str)> {
    let found = word(node.at(keys)?)?;
    Some((found, found.text()?))
}

/// Reads a file.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = Dialect::Plain;
    let passport = root.get("SkillsPassport").unwrap_or(root);
    if let Some(language) = passport.any(&["Locale", "@locale"])
        && let Some(tag) = language.text()
    {
        person::language(draft, language, tag);
    }
    let Some(learner) = passport.get("LearnerInfo") else {
        return;
    };
    if let Some(identification) = learner.get("Identification") {
        self::identification(draft, identification);
    }
    if let Some(headline) = learner.get("Headline") {
        if let Some((text, _)) = text_of(headline, &["Description"]) {
            fields::place(
                draft,
                &Path::of("person"),
                text,
                "headline",
                As::Markup,
                false,
            );
        }
        headline.leave("it says what kind of headline it is");
    }
    for job in all(learner, "WorkExperience") {
        self::job(draft, job);
    }
    for school in all(learner, "Education") {
        self::school(draft, school);
    }
    if let Some(skills) = learner.get("Skills") {
        self::skills(draft, skills);
    }
    for achievement in all(learner, "Achievement") {
        self::achievement(draft, achievement);
    }
    for reference in all(learner, "ReferenceTo") {
        reference.leave("it names a document that was attached");
    }
    for part in ["DocumentInfo", "PrintingPreferences"] {
        if let Some(part) = passport.get(part) {
            part.leave("it is about how the portal shows a CV");
        }
    }
    for (key, node) in passport.entries() {
        if key.starts_with('@') {
            node.leave("it says which schema the file follows");
        }
    }
    for attachment in all(passport, "Attachment") {
        attachment.leave("Folio takes no attachments");
    }
}

fn identification(draft: &mut Draft, node: Node) {
    let person = Path::of("person");
    if let Some(name) = node.get("PersonName") {
        let parts = ["FirstName", "Surname"].map(|key| text_of(name, &[key]));
        person::name(draft, parts.into_iter().flatten());
        name.leave("a form of address does not print");
    }
    if let Some(contact) = node.get("ContactInfo") {
        place(draft, &person.key("location"), contact);
        for (key, field) in [("Email", "email"), ("Telephone", "phone")] {
            for one in all(contact, key) {
                if let Some(value) = word(one.get("Contact").unwrap_or(one)) {
                    person::contacts(draft, field, value);
                }
            }
        }
        for site in all(contact, "Website") {
            if let Some(value) = word(site.get("Contact").unwrap_or(site)) {
                person::website(draft, value, "website");
            }
        }
        for account in all(contact, "InstantMessaging") {
            let user = account.get("Contact").and_then(word);
            if let (Some(network), Some(user)) = (account.get("Use").and_then(word), user) {
                person::profile(draft, network, Some(user), None);
            }
        }
        contact.leave("it says what kind of address it is");
    }
    if let Some(private) = node.get("Demographics") {
        private.leave(super::person::PERSONAL);
    }
    for picture in ["Photo", "Signature"] {
        if let Some(picture) = node.get(picture) {
            picture.leave(person::PICTURE);
        }
    }
}

/// Puts the town and the country of an address below.
fn place(draft: &mut Draft, path: &Path, node: Node) {
    let Some(address) = all(node, "Address").into_iter().next() else {
        return;
    };
    let contact = address.get("Contact").unwrap_or(address);
    let parts = [
        text_of(contact, &["Municipality"]),
        text_of(contact, &["Country"]),
    ];
    let parts: Vec<(Node, &str)> = parts.into_iter().flatten().collect();
    let words: Vec<String> = parts
        .iter()
        .map(|(_, text)| person::country(text))
        .collect();
    let nodes: Vec<Node> = parts.iter().map(|(node, _)| *node).collect();
    if !words.is_empty() {
        draft.put(path, words.join(", "), &nodes);
    }
    if let Some(code) = contact.at(&["Country", "Code"]) {
        code.leave("the name of the country says it");
    }
    address.leave("street and postcode do not belong into a CV that is sent around; add them to `address` if you want them printed");
}

fn period(draft: &mut Draft, entry: &Path, node: Node) {
    let Some(period) = node.get("Period") else {
        return;
    };
    for (key, field) in [("From", "start"), ("To", "end")] {
        if let Some(date) = period.get(key)
            && let Some(Time::At(moment)) = times::time_of(date)
        {
            draft.date(&entry.key(field), moment, &[date]);
        }
    }
    if let Some(current) = period.get("Current") {
        match current.text() {
            Some("true") if !draft.has(&entry.key("end")) => {
                draft.put(&entry.key("end"), "present", &[current]);
            }
            _ => current.leave("the dates say the same"),
        }
    }
}

fn job(draft: &mut Draft, node: Node) {
    let entry = draft.next(&Path::of("experience"));
    if let Some((name, text)) = text_of(node, &["Employer", "Name"]) {
        draft.put(&entry.key("organization"), text, &[name]);
    }
    if let Some((title, text)) = text_of(node, &["Position"]) {
        draft.put(&entry.key("title"), text, &[title]);
    }
    period(draft, &entry, node);
    if let Some(employer) = node.get("Employer") {
        place(draft, &entry.key("location"), employer);
        site(draft, &entry, employer);
    }
    if let Some((text, _)) = text_of(node, &["Activities"]) {
        fields::place(draft, &entry, text, "summary", As::Prose, true);
    }
    if draft.has(&entry) {
        sections::require(draft, Some(Section::Experience), &entry);
    }
    node.leave("codes of trades and kinds of work do not print");
}

fn school(draft: &mut Draft, node: Node) {
    let entry = draft.next(&Path::of("education"));
    for (keys, field) in [
        (&["Organisation", "Name"][..], "institution"),
        (&["Title"], "degree"),
        (&["Field"], "field"),
    ] {
        if let Some((value, text)) = text_of(node, keys) {
            draft.put(&entry.key(field), text, &[value]);
        }
    }
    period(draft, &entry, node);
    if let Some(school) = node.get("Organisation") {
        place(draft, &entry.key("location"), school);
        site(draft, &entry, school);
    }
    if let Some((text, _)) = text_of(node, &["Activities"]) {
        fields::place(draft, &entry, text, "summary", As::Prose, true);
    }
    if draft.has(&entry) {
        sections::require(draft, Some(Section::Education), &entry);
    }
    node.leave("addresses, levels and codes of a school do not print");
}

/// Puts the web address of an employer or a school.
fn site(draft: &mut Draft, entry: &Path, node: Node) {
    if let Some(site) = all(node, "Website").into_iter().next()
        && let Some(address) = word(site.get("Contact").unwrap_or(site))
    {
        fields::place(draft, entry, address, "url", As::Address, false);
    }
}

fn skills(draft: &mut Draft, node: Node) {
    for tongue in all(node, "MotherTongue") {
        if let Some((name, text)) = text_of(tongue, &["Description"]) {
            let entry = draft.next(&Path::of("languages"));
            draft.put(&entry.key("name"), text, &[name]);
            draft.fill(&entry.key("level"), "native");
        }
        tongue.leave("the name of the language says it");
    }
    for language in all(node, "ForeignLanguage") {
        self::language(draft, language);
    }
    for (key, heading) in SKILL_TEXTS {
        let Some(skill) = node.get(key) else { continue };
        let text = text_of(skill, &["Description"]);
        let licences = all(skill, "Licence");
        let texts: Vec<Node> = match text {
            Some((text, _)) => vec![text],
            None => skill
                .get("Description")
                .map(Node::items)
                .unwrap_or_default()
                .into_iter()
                .chain(licences)
                .filter(|one| one.text().is_some())
                .collect(),
        };
        own(draft, heading, &texts);
        skill.leave("levels that somebody gives to their own skills do not print");
    }
}

fn language(draft: &mut Draft, node: Node) {
    let entry = draft.next(&Path::of("languages"));
    if let Some((name, text)) = text_of(node, &["Description"]) {
        draft.put(&entry.key("name"), text, &[name]);
    }
    let levels = node.get("ProficiencyLevel");
    let levels: Vec<(&str, Node, &str)> = SKILLS
        .iter()
        .filter_map(|(key, skill)| {
            let (node, level) = text_of(levels?, &[key])?;
            Some((*skill, node, level))
        })
        .collect();
    let level = match levels.first() {
        Some((_, _, first)) if levels.iter().all(|(_, _, level)| level == first) => {
            (*first).to_owned()
        }
        _ => levels
            .iter()
            .map(|(skill, _, level)| format!("{skill} {level}"))
            .collect::<Vec<_>>()
            .join(", "),
    };
    if !level.is_empty() {
        let nodes: Vec<Node> = levels.iter().map(|(_, node, _)| *node).collect();
        draft.put(&entry.key("level"), level, &nodes);
    }
    let certificates = all(node, "Certificate").into_iter();
    for title in certificates.filter_map(|one| word(one.get("Title").unwrap_or(one))) {
        fields::place(draft, &entry, title, "note", As::Remark, false);
    }
    if draft.has(&entry) {
        sections::require(draft, Some(Section::Languages), &entry);
    }
    node.leave("the name of the language says it");
}

fn achievement(draft: &mut Draft, node: Node) {
    let heading = text_of(node, &["Title"]);
    let texts: Vec<Node> = text_of(node, &["Description"])
        .map(|(text, _)| text)
        .into_iter()
        .collect();
    let title = heading.map_or("Achievements", |(_, text)| text);
    if let Some(id) = own(draft, title, &texts)
        && let Some((label, _)) = heading
    {
        let path = Path::of("sections").key(&id).key("title");
        let text = draft.text_at(&path).unwrap_or(title).to_owned();
        draft.put(&path, text, &[label]);
    }
    node.leave("the heading says it");
}

/// A section of one's own of some texts: their bullets are its entries, or they are its text.
fn own(draft: &mut Draft, heading: &str, texts: &[Node]) -> Option<String> {
    if texts.is_empty() {
        return None;
    }
    let id = sections::open_own(draft, heading, None)?;
    let path = Path::of("sections").key(&id);
    let mut paragraphs: Vec<String> = Vec::new();
    for text in texts {
        let prose = draft.dialect.prose(text.text().unwrap_or_default());
        if prose.bullets.is_empty() {
            paragraphs.push(prose.joined());
            continue;
        }
        for line in prose
            .paragraphs
            .into_iter()
            .chain(prose.bullets)
            .chain(prose.after)
        {
            let entry = draft.next(&path.key("entries"));
            draft.put(&entry.key("title"), line, &[*text]);
        }
    }
    if !paragraphs.is_empty() && draft.length(&path.key("entries")) == 0 {
        draft.put(
            &path.key("text"),
            super::text::joined(paragraphs.iter().map(String::as_str)),
            texts,
        );
    }
    Some(id)
}
