//! Pages of applications: sending one, the applicant's side, the recruiters' side.
mod apply;
mod mine;
mod recruiter;
mod shown;

use futures_util::future::LocalBoxFuture;

use super::{
    policy::{MayReadApplications, MayUseOwnApplication},
    views,
};
use crate::{
    app::App,
    error::{Error, Result},
    identity::model::Office,
    web::{
        Routes, Ui, Who,
        areas::{Addition, TaskRow},
        session::Seat,
    },
};

pub fn routes(routes: &mut Routes) {
    let own = Who::may::<MayUseOwnApplication>();
    let recruiter = Who::may::<MayReadApplications>();
    routes.get("/lowongan/{code}/lamar", Who::SignedIn, apply::show);
    routes.post("/lowongan/{code}/lamar", Who::SignedIn, apply::submit);
    routes.get("/saya/kerja/lamaran", Who::SignedIn, mine::list);
    routes.get("/saya/kerja/lamaran/{item}", own, mine::show);
    routes.post("/saya/kerja/lamaran/{item}", own, mine::act);
    routes.get("/perekrut/{code}/pelamar", recruiter, recruiter::openings);
    routes.get("/perekrut/{code}/lowongan/{item}/pelamar", recruiter, recruiter::list);
    routes.get("/perekrut/{code}/lowongan/{item}/pelamar/unduh", recruiter, recruiter::download);
    routes.get("/perekrut/{code}/pelamar/{item}", recruiter, recruiter::show);
    routes.post("/perekrut/{code}/pelamar/{item}", recruiter, recruiter::act);
}

/// The home of an employer, for those who may read applications: looking after an employer alone adds nothing.
pub fn employer_home<'a>(app: &'a App, ui: &'a Ui, seat: &'a Seat) -> LocalBoxFuture<'a, Result<Addition, Error>> {
    Box::pin(async move {
        let is_recruiter = |hat: &crate::identity::model::Hat| hat.body == seat.body && hat.office == Office::Recruiter;
        if !seat.actor.hats().iter().any(is_recruiter) {
            return Ok(Addition::default());
        }
        let permit = seat.may::<MayReadApplications>(app).await?;
        let url = format!("{}/pelamar", seat.base);
        let mut tasks = Vec::new();
        if views::service::may_read(app, &permit).await? && views::service::count_new(app, &permit).await? > 0 {
            tasks.push(TaskRow::new(ui, "task-applicants", "task-applicants-why", url.clone()));
        }
        Ok(Addition { tasks, tiles: vec![(url, "users", "tile-applicants", "tile-applicants-text")] })
    })
}
