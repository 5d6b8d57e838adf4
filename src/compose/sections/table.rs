//! The columns of a table of entries.

use super::super::Composer;
use crate::document::{Column, Entry, Role};
use crate::words::Message;

/// What columns are headed, and by which parts each begins. Where what begins none stands, [`Column::cells`] says.
const COLUMNS: [(Message, &[Role]); 14] = [
    (Message::ColumnTitle, &[Role::Title]),
    (Message::ColumnProject, &[Role::Project]),
    (Message::ColumnCourse, &[Role::Course]),
    (Message::ColumnName, &[Role::Person]),
    (Message::ColumnStudent, &[Role::Person]),
    (Message::ColumnRole, &[Role::Function, Role::Capacity]),
    (Message::ColumnDegree, &[Role::Degree]),
    (Message::ColumnInstitution, &[Role::Organization]),
    (Message::ColumnIssuer, &[Role::Issuer]),
    (Message::ColumnFunder, &[Role::Funder]),
    (Message::ColumnOutlet, &[Role::Outlet]),
    (Message::ColumnEvent, &[Role::Event]),
    (Message::ColumnAmount, &[Role::Amount]),
    (Message::ColumnStatus, &[Role::Status]),
];

/// The columns of a table of some entries, in the order in which the entries say such things; none where they say one
/// thing alone, or where several titles at one employer have no row to stand in.
pub(super) fn columns<'a>(
    composer: &Composer,
    entries: impl Iterator<Item = &'a Entry>,
    are_students: bool,
) -> Vec<Column> {
    // By their places in the table above.
    let mut found: Vec<usize> = Vec::new();
    let mut has_dates = false;
    for entry in entries {
        if !entry.positions.is_empty() {
            return Vec::new();
        }
        has_dates |= entry.date.is_some();
        let mut before = None;
        for part in &entry.heading.0 {
            let known = COLUMNS.iter().position(|(message, roles)| {
                let is_other = match message {
                    Message::ColumnName => are_students,
                    Message::ColumnStudent => !are_students,
                    _ => false,
                };
                roles.contains(&part.role) && !is_other
            });
            let Some(known) = known else { continue };
            let at = found.iter().position(|one| *one == known);
            before = Some(at.unwrap_or_else(|| {
                let at = before.map_or(0, |before: usize| before + 1);
                found.insert(at, known);
                at
            }));
        }
    }
    let word = |message| composer.locale.word(message);
    let mut columns: Vec<Column> = found
        .into_iter()
        .map(|at| {
            let (message, roles) = COLUMNS[at];
            Column::new(roles, word(message))
        })
        .collect();
    if columns.is_empty() {
        return columns;
    }
    if has_dates {
        columns.push(Column::new(&[], word(Message::ColumnDates)));
    }
    if columns.len() < 2 {
        columns.clear();
    }
    columns
}
