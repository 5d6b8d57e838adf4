//! Telephone numbers that a reader abroad cannot dial.

use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Cv;
use crate::model::phone::{NotDialled, tel_uri};

pub(super) fn check(cv: &Cv, notes: &mut Vec<Diagnostic>) {
    let several = cv.person.phone.len() > 1;
    let own = cv.person.phone.iter().enumerate().map(|(index, phone)| {
        let path = match several {
            true => format!("person.phone[{index}]"),
            false => "person.phone".to_owned(),
        };
        (path, phone)
    });
    let others = cv.references.iter().enumerate();
    let others = others.filter_map(|(index, person)| {
        let phone = person.phone.as_ref()?;
        Some((format!("references[{index}].phone"), phone))
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
