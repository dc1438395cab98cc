//! Pages of consignment: placements with their terms, and goods on their way, for both sides. Both read the same rows;
//! the buttons are what the workflow allows whoever looks.
mod counter;
mod home;
mod labels;
mod maker;
pub mod money;
mod note;
mod offer;
mod outlet;
mod papers;
mod placement;
mod proof;
mod receive;
mod terms;
mod words;

use actix_web::{http::StatusCode, web as http};
use serde::Deserialize;

pub use home::{enterprise_home, outlet_home};

use super::{
    party::Party,
    policy::{MayKeepShop, MayManageShop, MayTrade},
};
use crate::{
    app::App,
    error::{Error, Invalid, Result},
    platform::{ids, params::Params},
    web::{FormView, Routes, Ui, Who, errors::Failure, session::Seat},
};

pub fn routes(routes: &mut Routes) {
    let maker = Who::may::<MayTrade>();
    routes.get("/saya/usaha/{code}/titipan", maker, home::maker);
    routes.get("/saya/usaha/{code}/titipan/ajukan", maker, placement::show_ask);
    routes.post("/saya/usaha/{code}/titipan/ajukan", maker, placement::ask);
    routes.get("/saya/usaha/{code}/titipan/kerja-sama/{item}", maker, placement::show_maker);
    routes.post("/saya/usaha/{code}/titipan/kerja-sama/{item}", maker, placement::submit_maker);
    routes.get("/saya/usaha/{code}/titipan/baru", maker, offer::show_new);
    routes.post("/saya/usaha/{code}/titipan/baru", maker, offer::submit_new);
    routes.get("/saya/usaha/{code}/titipan/{item}", maker, maker::show);
    routes.post("/saya/usaha/{code}/titipan/{item}", maker, maker::submit);
    routes.get("/saya/usaha/{code}/titipan/{item}/ubah", maker, offer::show_change);
    routes.post("/saya/usaha/{code}/titipan/{item}/ubah", maker, offer::submit_change);
    routes.get("/saya/usaha/{code}/titipan/{item}/surat-jalan", maker, maker::sheet);
    routes.get("/saya/usaha/{code}/titipan/{item}/surat-jalan.pdf", maker, maker::paper);
    let (shop, manager) = (Who::may::<MayKeepShop>(), Who::may::<MayManageShop>());
    routes.get("/gerai-kelola/{code}/titipan", shop, home::outlet);
    routes.get("/gerai-kelola/{code}/titipan/undang", manager, placement::show_invite);
    routes.post("/gerai-kelola/{code}/titipan/undang", manager, placement::invite);
    routes.get("/gerai-kelola/{code}/titipan/kerja-sama/{item}", manager, placement::show_outlet);
    routes.post("/gerai-kelola/{code}/titipan/kerja-sama/{item}", manager, placement::submit_outlet);
    routes.get("/gerai-kelola/{code}/titipan/{item}", shop, outlet::show);
    routes.post("/gerai-kelola/{code}/titipan/{item}", manager, outlet::submit);
    routes.get("/gerai-kelola/{code}/terima", shop, receive::show_code);
    routes.post("/gerai-kelola/{code}/terima", shop, receive::find);
    routes.get("/gerai-kelola/{code}/terima/{item}", shop, receive::show);
    routes.post("/gerai-kelola/{code}/terima/{item}", shop, receive::submit);
    routes.get("/gerai-kelola/{code}/label", shop, labels::show);
    routes.get("/gerai-kelola/{code}/label.pdf", shop, labels::sheet);
    counter::routes(routes);
    money::routes(routes);
}

/// The part of the address that names a document.
#[derive(Deserialize)]
struct Item {
    item: String,
}

type Parts = http::Path<Item>;

fn item(parts: &Parts) -> Result<String> {
    ids::read_document_code(&parts.item).ok_or(Error::NotFound)
}

/// Whoever sits here, for the enterprise.
async fn maker_of(app: &App, seat: &Seat) -> Result<Party> {
    Ok(Party::maker(&seat.may::<MayTrade>(app).await?))
}

/// Whoever sits here, for the outlet.
async fn shop_of(app: &App, seat: &Seat) -> Result<Party> {
    Ok(Party::shop(&seat.may::<MayKeepShop>(app).await?))
}

/// Whoever sits here, for the outlet, where only a manager may.
async fn manager_of(app: &App, seat: &Seat) -> Result<Party> {
    seat.may::<MayManageShop>(app).await?;
    shop_of(app, seat).await
}

/// A code of a document as it is shown: four and four.
fn shown(code: &str) -> String {
    match code.split_at_checked(4) {
        Some((first, rest)) => format!("{first}-{rest}"),
        None => code.to_owned(),
    }
}

/// A whole number as it was typed; None for anything else.
fn whole(typed: &str) -> Option<i32> {
    let digits: String = typed.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { digits.parse().ok() } else { None }
}

/// A key for one press of a button, made when its page is shown.
fn new_key() -> String {
    ids::new_file_key()
}

/// The key of the effect a form asks for. Bound to the document, so that a key of one form means nothing elsewhere; None
/// when the form carries none.
fn key_of(params: &Params, command: &str, code: &str) -> Option<String> {
    let key = params.get("kunci")?;
    let plain = key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| format!("{command}-{code}-{key}"))
}

/// What has to be mended on a form whose fields have numbers in their names.
#[derive(Debug, Default)]
struct Faults {
    list: Vec<(String, &'static str)>,
    /// Somebody else was quicker.
    conflict: bool,
}

impl Faults {
    fn one(field: &str, key: &'static str) -> Self {
        Self { list: vec![(field.to_owned(), key)], conflict: false }
    }

    fn add(&mut self, field: String, key: &'static str) {
        self.list.push((field, key));
    }

    /// Names a field as the page does.
    fn rename(&mut self, from: &str, to: &str) {
        for (field, _) in self.list.iter_mut().filter(|(field, _)| field == from) {
            to.clone_into(field);
        }
    }

    /// Takes in the faults of a line under the names its fields have on the form.
    fn of_line(&mut self, faults: Invalid, name: impl Fn(&str) -> String) {
        self.list.extend(faults.0.into_iter().map(|(field, key)| (name(field), key)));
    }

    fn finish(self) -> std::result::Result<(), Self> {
        if self.list.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The form as it was typed, with the words beside the fields, and the status of the answer.
    fn on(self, ui: &Ui, typed: &Params) -> (StatusCode, FormView) {
        let status = if self.conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        let form = FormView::typed(typed);
        (status, self.list.into_iter().fold(form, |form, (field, key)| form.fault(ui, &field, ui.t(key))))
    }
}

/// What came of an act: done, or what has to be mended. Other errors go on.
fn tried<T>(result: Result<T>) -> std::result::Result<std::result::Result<T, Faults>, Failure> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Error::Invalid(faults)) => {
            let mut all = Faults::default();
            all.of_line(faults, str::to_owned);
            Ok(Err(all))
        }
        Err(Error::Conflict) => Ok(Err(Faults { conflict: true, ..Faults::one("langkah", "fault-changed") })),
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_whole_and_codes_are_read_in_groups() {
        assert_eq!(whole("20"), Some(20));
        assert_eq!(whole("1.250"), Some(1_250));
        for wrong in ["", "-1", "1,5", "dua", "99999999999"] {
            assert_eq!(whole(wrong), None, "{wrong}");
        }
        assert_eq!(shown("7K2M9QPW"), "7K2M-9QPW");
    }

    #[test]
    fn a_key_is_bound_to_its_document() {
        let key = new_key();
        let params = Params::default().with("kunci", &key);
        assert_eq!(key_of(&params, "issue", "7K2M9QPW"), Some(format!("issue-7K2M9QPW-{key}")));
        for wrong in ["", "write-off-1", "x"] {
            assert_eq!(key_of(&Params::default().with("kunci", wrong), "issue", "7K2M9QPW"), None);
        }
    }
}
