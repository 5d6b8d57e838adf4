//! LinkedIn's export of one's data: a folder or an archive of tables.

use super::dates::Time;
use super::draft::{Draft, Path};
use super::fields::{self, As, Field};
use super::person;
use super::sections;
use super::text::Dialect;
use super::times;
use super::titles;
use super::tree::{Node, Raw};
use super::works;
use super::{File, Unreadable, archive, reading};
use crate::model::Section;

/// Tables that are entries of a section, with their columns. The columns of times are read besides.
pub(super) const TABLES: &[(&str, Section, &[Field])] = &[
    (
        "Positions.csv",
        Section::Experience,
        &[
            (&["Company Name"], "organization", As::Literal),
            (&["Title"], "title", As::Literal),
            (&["Location"], "location", As::Location),
            (&["Description"], "summary", As::Prose),
        ],
    ),
    (
        "Volunteering.csv",
        Section::Volunteering,
        &[
            (&["Company Name"], "organization", As::Literal),
            (&["Role"], "title", As::Literal),
            (&["Description"], "summary", As::Prose),
            (&["Cause"], "note", As::Remark),
        ],
    ),
    (
        "Education.csv",
        Section::Education,
        &[
            (&["School Name"], "institution", As::Literal),
            (&["Notes"], "summary", As::Prose),
            (&["Activities"], "note", As::Remark),
        ],
    ),
    (
        "Languages.csv",
        Section::Languages,
        &[
            (&["Name"], "name", As::Literal),
            (&["Proficiency"], "level", As::Literal),
        ],
    ),
    (
        "Projects.csv",
        Section::Projects,
        &[
            (&["Title"], "name", As::Literal),
            (&["Description"], "summary", As::Prose),
            (&["Url"], "url", As::Address),
        ],
    ),
    (
        "Certifications.csv",
        Section::Certifications,
        &[
            (&["Name"], "title", As::Literal),
            (&["Authority"], "issuer", As::Literal),
            (&["License Number"], "number", As::Literal),
            (&["Url"], "url", As::Address),
        ],
    ),
    (
        "Publications.csv",
        Section::Publications,
        &[
            (&["Name"], "title", As::Markup),
            (&["Publisher"], "venue", As::Literal),
            (&["Description"], "contribution", As::Markup),
            (&["Url"], "url", As::Address),
        ],
    ),
    (
        "Patents.csv",
        Section::Publications,
        &[
            (&["Title"], "title", As::Markup),
            (
                &["Patent Number", "Number", "Application Number"],
                "patent_number",
                As::Literal,
            ),
            (&["Issuer"], "institution", As::Literal),
            (&["Description"], "contribution", As::Markup),
            (&["Status"], "note", As::Remark),
            (&["Url"], "url", As::Address),
        ],
    ),
    (
        "Organizations.csv",
        Section::Memberships,
        &[
            (&["Name"], "organization", As::Literal),
            (&["Position"], "role", As::Literal),
            (&["Description"], "note", As::Remark),
        ],
    ),
    (
        "Honors.csv",
        Section::Awards,
        &[
            (&["Title"], "title", As::Literal),
            (&["Issuer"], "issuer", As::Literal),
            (&["Description"], "reason", As::Markup),
        ],
    ),
    (
        "Recommendations_Received.csv",
        Section::References,
        &[
            (&["Company"], "organization", As::Literal),
            (&["Job Title"], "title", As::Literal),
            (&["Text"], "quote", As::Prose),
        ],
    ),
];

/// Tables that become sections of one's own, each with a heading, and the columns of title and text.
const OWN: &[(&str, &str, &str, &str)] = &[
    ("Courses.csv", "Courses", "Name", "Number"),
    ("Test Scores.csv", "Test scores", "Name", "Score"),
];

const OTHERS: [&str; 5] = [
    "Profile.csv",
    "Profile Summary.csv",
    "Skills.csv",
    "Email Addresses.csv",
    "PhoneNumbers.csv",
];

/// Whether a file of the export is read. It also holds what is of other people: messages, connections, invitations.
pub(super) fn is_read(name: &str) -> bool {
    canonical(name).is_some()
}

/// The name of a table as it is known here; exporters write blanks and low lines, and older ones "Honors & Awards".
fn canonical(name: &str) -> Option<&'static str> {
    let bare = |name: &str| -> String {
        let name = name.to_lowercase();
        let name = name.strip_suffix(".csv").unwrap_or(&name);
        name.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let bare_name = bare(name);
    if !name.to_lowercase().ends_with(".csv") {
        return None;
    }
    let known = TABLES.iter().map(|(name, ..)| *name);
    let known = known
        .chain(OWN.iter().map(|(name, ..)| *name))
        .chain(OTHERS);
    let bare_name = match bare_name.as_str() {
        "honorsawards" | "honorsandawards" => "honors",
        "volunteeringexperiences" | "volunteerexperiences" => "volunteering",
        "recommendations" => "recommendationsreceived",
        other => other,
    };
    known.into_iter().find(|name| bare(name) == bare_name)
}

/// The tables of a folder, of an archive, or of one file, as a map of lists of rows.
///
/// # Errors
/// When the archive or a table is broken.
pub(super) fn raw(file: &File) -> Result<Raw, Unreadable> {
    let unreadable = |message: String, help: &str| {
        let mut sources = crate::diagnostics::Sources::default();
        let id = sources.add(&file.name, "");
        reading::unreadable(sources, id, message, help)
    };
    const AGAIN: &str = "download the archive again, or unpack it and name the folder";
    let unpacked = match file.bytes.starts_with(archive::SIGNATURE) {
        true => {
            archive::read(&file.bytes, is_read).map_err(|message| unreadable(message, AGAIN))?
        }
        false => Vec::new(),
    };
    let one = (file.name.clone(), file.bytes.clone());
    let parts: &[(String, Vec<u8>)] = match (unpacked.is_empty(), file.parts.is_empty()) {
        (false, _) => &unpacked,
        (true, false) => &file.parts,
        (true, true) if file.bytes.starts_with(archive::SIGNATURE) => &[],
        (true, true) => std::slice::from_ref(&one),
    };
    let mut tables = Vec::new();
    for (name, bytes) in parts {
        let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let Some(known) = canonical(base) else {
            continue;
        };
        let (sources, id) = reading::text(name, bytes)?;
        let text = sources
            .file(id)
            .map(|(_, text)| text.to_owned())
            .unwrap_or_default();
        let rows = rows(&text).map_err(|message| {
            reading::unreadable(sources, id, message, "it is no table as LinkedIn writes it")
        })?;
        tables.push((known.to_owned(), Raw::List(rows)));
    }
    if tables.is_empty() {
        let help = "an export has `Profile.csv`, `Positions.csv` and the like in it";
        return Err(unreadable(
            "nothing in it is a table of LinkedIn’s export".to_owned(),
            help,
        ));
    }
    // What is said of the person comes first, whatever order the files have.
    tables.sort_by_key(|(name, _)| (name != "Profile.csv", name.clone()));
    Ok(Raw::Map(tables))
}

/// The rows of a table, as maps by its head.
fn rows(text: &str) -> Result<Vec<Raw>, String> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let cells = record.iter().enumerate().map(|(at, cell)| {
            let column = head.get(at).map_or_else(
                || format!("column {}", at + 1),
                |name| name.trim().to_owned(),
            );
            (column, Raw::word(cell))
        });
        rows.push(Raw::Map(cells.collect()));
    }
    Ok(rows)
}

/// Reads the tables.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = Dialect::Plain;
    for (name, table) in root.entries() {
        for row in table.items() {
            match name {
                "Profile.csv" => profile(draft, row),
                "Profile Summary.csv" => {
                    if let Some(summary) = row.any(&["Profile Summary", "Summary"]) {
                        sections::summary(draft, &[summary]);
                    }
                }
                "Email Addresses.csv" => address(draft, row),
                "PhoneNumbers.csv" => {
                    if let Some(number) = row.get("Number") {
                        person::contacts(draft, "phone", number);
                    }
                    row.leave("of a telephone the number is printed");
                }
                "Skills.csv" => skill(draft, row),
                name => entry(draft, name, row),
            }
        }
    }
}

fn profile(draft: &mut Draft, row: Node) {
    let person = Path::of("person");
    let names: Vec<Node> = ["First Name", "Last Name"]
        .iter()
        .filter_map(|key| row.get(key))
        .collect();
    let name: Vec<&str> = names.iter().filter_map(|node| node.text()).collect();
    if !name.is_empty() {
        draft.put(&person.key("name"), name.join(" "), &names);
    }
    const FIELDS: &[Field] = &[
        (&["Headline"], "headline", As::Markup),
        (&["Geo Location"], "location", As::Literal),
    ];
    fields::fill(draft, &person, row, FIELDS, false);
    if let Some(summary) = row.get("Summary") {
        sections::summary(draft, &[summary]);
    }
    if let Some(sites) = row.get("Websites") {
        for site in sites
            .text()
            .unwrap_or_default()
            .trim_matches(['[', ']'])
            .split(',')
        {
            let (label, url) = match site.split_once(':') {
                Some((label, url)) if !url.starts_with("//") => (label.trim(), url),
                _ => ("website", site),
            };
            person::address(draft, sites, url, &label.to_lowercase());
        }
    }
    if let Some(handles) = row.get("Twitter Handles") {
        let list = handles.text().unwrap_or_default().trim_matches(['[', ']']);
        if let Some(first) = list
            .split(',')
            .map(str::trim)
            .find(|handle| !handle.is_empty())
        {
            draft.put(
                &person.key("profiles").key("x"),
                first.trim_start_matches('@'),
                &[handles],
            );
        }
    }
    for key in [
        "Address",
        "Zip Code",
        "Birth Date",
        "Maiden Name",
        "Instant Messengers",
    ] {
        if let Some(node) = row.get(key) {
            node.leave(
                "it does not belong into a CV that is sent around; add it if you want it printed",
            );
        }
    }
    row.leave("it says how LinkedIn sorts people");
}

fn address(draft: &mut Draft, row: Node) {
    if let Some(address) = row.get("Email Address") {
        person::contacts(draft, "email", address);
    }
    row.leave("of an e-mail address the address is printed");
}

/// Skills stand in one row, since LinkedIn knows no groups of them.
fn skill(draft: &mut Draft, row: Node) {
    let Some((node, name)) = row.get("Name").and_then(|node| Some((node, node.text()?))) else {
        return;
    };
    let entry = Path::of("skills").item(0);
    draft.fill(&entry.key("name"), "Skills");
    let at = draft.next(&entry.key("keywords"));
    draft.put(&at, name, &[node]);
}

fn entry(draft: &mut Draft, table: &str, row: Node) {
    if let Some((_, heading, title, text)) = OWN.iter().find(|(name, ..)| *name == table) {
        let section = Path::of("sections").key(&titles::slug(heading));
        draft.fill(&section.key("title"), heading);
        let entry = draft.next(&section.key("entries"));
        let columns: [Field; 2] = [(&[], "title", As::Markup), (&[], "subtitle", As::Literal)];
        for (column, (_, to, how)) in [title, text].into_iter().zip(columns) {
            if let Some(value) = row.get(column) {
                fields::place(draft, &entry, value, to, how, false);
            }
        }
        return;
    }
    let Some((_, section, columns)) = TABLES.iter().find(|(name, ..)| *name == table) else {
        return;
    };
    let entry = draft.next(&Path::of(section.key()));
    if table == "Education.csv" {
        degree(draft, &entry, row);
    }
    if table == "Recommendations_Received.csv" {
        let names: Vec<Node> = ["First Name", "Last Name"]
            .iter()
            .filter_map(|key| row.get(key))
            .collect();
        let name: Vec<&str> = names.iter().filter_map(|node| node.text()).collect();
        if !name.is_empty() {
            draft.put(&entry.key("name"), name.join(" "), &names);
        }
        row.get("Status")
            .into_iter()
            .chain(row.get("Creation Date"))
            .for_each(|node| {
                node.leave("it says how far LinkedIn is with it");
            });
    }
    if table == "Publications.csv"
        && let Some(url) = row.get("Url").filter(|_| row.get("Name").is_some())
    {
        works::put_address(draft, &entry, url);
    }
    fields::fill(
        draft,
        &entry,
        row,
        columns,
        fields::has_bullets(Some(*section)),
    );
    if !draft.has(&entry) {
        return;
    }
    if table == "Patents.csv" {
        draft.fill(&entry.key("type"), "patent");
    }
    times(draft, &entry, *section, row);
    sections::require(draft, Some(*section), &entry);
}

/// A degree and its subject stand in one cell, divided by the last comma.
fn degree(draft: &mut Draft, entry: &Path, row: Node) {
    let Some((node, text)) = row
        .get("Degree Name")
        .and_then(|node| Some((node, node.text()?)))
    else {
        return;
    };
    match text.rsplit_once(", ") {
        Some((degree, field)) => {
            draft.put(&entry.key("degree"), degree.trim(), &[node]);
            draft.put(&entry.key("field"), field.trim(), &[node]);
        }
        None => {
            draft.put(&entry.key("degree"), text, &[node]);
        }
    }
}

/// Places the times of a row. Nothing in the column of the end means that it goes on.
fn times(draft: &mut Draft, entry: &Path, section: Section, row: Node) {
    let start = row.any(&["Started On", "Start Date"]);
    let end = row.any(&["Finished On", "End Date"]);
    let date = row.any(&[
        "Published On",
        "Issued On",
        "Issue Date",
        "Filing Date",
        "Date",
    ]);
    let moment = |node: Node| match times::time_of(node)? {
        Time::At(moment) => Some(moment),
        Time::Present | Time::Span(..) | Time::Expected(_) => None,
    };
    let put = |draft: &mut Draft, field: &str, node: Option<Node>| {
        let Some(node) = node else { return };
        match moment(node) {
            Some(moment) => {
                draft.date(&entry.key(field), moment, &[node]);
            }
            None => node.leave("it is no date that Folio reads"),
        }
    };
    if section == Section::Certifications {
        put(draft, "date", start);
        put(draft, "expires", end);
        return;
    }
    if date.is_some() {
        put(draft, "date", date);
    }
    let is_moment = start.and_then(Node::text).is_some()
        && start.and_then(Node::text) == end.and_then(Node::text);
    if is_moment && section == Section::Projects {
        // The page asks for an end, and who knows only a date writes it twice.
        let nodes: Vec<Node> = [start, end].into_iter().flatten().collect();
        if let Some(moment) = start.and_then(moment) {
            draft.date(&entry.key("date"), moment, &nodes);
        }
        return;
    }
    put(draft, "start", start);
    put(draft, "end", end);
    let goes_on = matches!(
        section,
        Section::Experience | Section::Volunteering | Section::Memberships | Section::Projects
    );
    if goes_on && end.is_none() && draft.has(&entry.key("start")) {
        draft.fill(&entry.key("end"), "present");
        draft.open_ends += 1;
    }
}
