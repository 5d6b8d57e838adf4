//! Web addresses, e-mail addresses and accounts.

use super::identifiers::{self, Wrong};
use super::value;
use crate::diagnostics::{Code, Diagnostic, Edit, Place, closest, is_sure, listed};
use crate::model::known_networks;
use crate::model::{Account, AnyEntry, Cv, Labelled, Placed, Url, address};

/// A text in the place of a web address that is none, at a path.
pub(in crate::source) fn unlinkable(path: String, text: &str) -> Option<Diagnostic> {
    let wrong = Url::parse(text).err()?;
    Some(Wrong::from(wrong).diagnostic(Code::BadUrl, value(path), text.trim()))
}

pub(super) fn check(cv: &Cv, entries: &[Placed], diagnostics: &mut Vec<Diagnostic>) {
    for (path, address) in cv.person.email.placed("person.email") {
        if !is_taken_for_a_label(address) {
            mail(path, &address.text, diagnostics);
        }
    }
    // One of a value is enough: the others are of the same map.
    for (field, all, example) in [
        ("email", &cv.person.email, "Work: ada@example.org"),
        ("phone", &cv.person.phone, "Mobile: +44 7700 900000"),
    ] {
        let place = format!("person.{field}");
        let mut taken = all
            .placed(&place)
            .filter(|(_, one)| is_taken_for_a_label(one));
        diagnostics.extend(taken.next().map(|(path, one)| label(path, one, example)));
    }
    profiles(cv, diagnostics);
    for Placed { path, entry, .. } in entries {
        if let AnyEntry::Reference(reference) = entry.typed()
            && let Some(address) = &reference.email
        {
            mail(format!("{path}.email"), address, diagnostics);
        }
    }
}

/// Whether a label is the word for what stands there, as in `{number: …, label: …}`.
fn is_taken_for_a_label(one: &Labelled) -> bool {
    const WORDS: [&str; 7] = [
        "address", "label", "name", "number", "text", "type", "value",
    ];
    one.label
        .as_deref()
        .is_some_and(|label| WORDS.contains(&label))
}

fn label(path: String, one: &Labelled, example: &str) -> Diagnostic {
    let written = one.label.as_deref().unwrap_or_default();
    let message = format!("`{written}` would print as the label of `{}`", one.text);
    Diagnostic::error(Code::UnknownKey, Place::Key(path), message)
        .label("not a key here")
        .help(format!(
            "write the label and what it is of: `{{{example}}}`"
        ))
}

fn profiles(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    for (network, account) in &cv.person.profiles {
        let path = format!("person.profiles.{network}");
        let is_known = known_networks().any(|known| known == network);
        let (account, is_address) = match account {
            Account::Address(url) => (url.as_str(), true),
            Account::Name(name) => (name.as_str(), false),
        };
        if account.trim().is_empty() {
            continue;
        }
        let is_meant_as_address = account.contains("://");
        if is_meant_as_address && !is_address {
            diagnostics.extend(unlinkable(path.clone(), account));
        } else if !is_address && !is_known {
            let message = format!("`{network}` is not a network whose addresses are known");
            let problem = Diagnostic::error(Code::UnknownNetwork, value(path.clone()), message)
                .label("expected a web address, such as `https://…`")
                .help(format!("user names work for {}", listed(known_networks())));
            diagnostics.push(match closest(network, known_networks()) {
                Some(near)
                    if is_sure(network, near, known_networks())
                        && !cv.person.profiles.keys().any(|other| other == near) =>
                {
                    let edit = Edit::Text {
                        old: network.to_owned(),
                        new: near.to_owned(),
                    };
                    let key = Place::Key(path.clone());
                    problem.fix(format!("write `{near}`"), key, edit)
                }
                _ => problem,
            });
        }
        if network == "orcid" {
            if let Err(wrong) = identifiers::orcid(account) {
                diagnostics.push(wrong.diagnostic(Code::BadOrcid, value(path), account));
            }
        } else if is_known
            && !is_meant_as_address
            && let Err(wrong) = address::user_name(network, account)
        {
            diagnostics.push(Wrong::from(wrong).diagnostic(
                Code::BadUserName,
                value(path),
                account,
            ));
        }
    }
}

fn mail(path: String, address: &str, diagnostics: &mut Vec<Diagnostic>) {
    let address = address.trim();
    if address.is_empty() {
        return;
    }
    if let Err(wrong) = Url::mail(address) {
        diagnostics.push(Wrong::from(wrong).diagnostic(Code::BadEmail, value(path), address));
    }
}
