//! Telephone numbers that a reader abroad cannot dial.

use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::phone::{NotDialled, tel_uri};
use crate::model::{AnyEntry, Cv, Placed};

pub(super) fn check(cv: &Cv, entries: &[Placed], notes: &mut Vec<Diagnostic>) {
    let own = cv.person.phone.placed("person.phone");
    let own = own.map(|(path, one)| (path, &one.text));
    let others = entries.iter().filter_map(|placed| {
        let AnyEntry::Reference(person) = placed.entry.typed() else {
            return None;
        };
        let phone = person.phone.as_ref()?;
        Some((format!("{}.phone", placed.path), phone))
    });
    for (path, phone) in own.chain(others) {
        let Err(why) = tel_uri(phone) else {
            continue;
        };
        if phone.trim().is_empty() {
            continue;
        }
        let help = match why {
            NotDialled::National => {
                "write it in international form, such as `+44 20 7946 0000`, which works from anywhere"
            }
            NotDialled::ExitCode => "write `+` in place of `00`",
            NotDialled::Digits(_) => {
                "a number in international form is `+`, country code and number"
            }
            NotDialled::Unclear => {
                "write one number for each item of a list, as `+44 20 7946 0000` or with `ext. 12` behind it"
            }
        };
        let note = Diagnostic::note(Code::PhoneForm, value(path), why.to_string()).help(help);
        let meant = phone
            .trim()
            .strip_prefix("00")
            .map(|rest| format!("+{rest}"));
        notes.push(match meant.filter(|meant| tel_uri(meant).is_ok()) {
            Some(meant) if matches!(why, NotDialled::ExitCode) => {
                note.rewrite(phone.as_str(), meant)
            }
            _ => note,
        });
    }
}
