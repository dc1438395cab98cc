//! Which side somebody acts for. One person may not act on both sides of the same document.
use uuid::Uuid;

use super::policy::{MayKeepShop, MayMediate, MayTrade};
use crate::{
    error::{Error, Result},
    identity::{access::Permit, model::Role},
};

crate::words! {
    /// A side of a document.
    pub enum Side {
        Enterprise = "enterprise",
        Outlet = "outlet",
        /// The program, when a day has come, or whoever mediates.
        Platform = "platform",
    }
}

crate::words! {
    /// Who may press a button, as the tables of the workflows name them.
    pub enum Hand {
        /// Lead or treasurer of the enterprise.
        Maker = "maker",
        /// Looks after the outlet.
        Manager = "manager",
        /// Sells and counts at the outlet.
        Assistant = "assistant",
        /// The worker, when a day has come.
        System = "system",
        /// Of the office that runs the outlet, between the two sides.
        Mediator = "mediator",
    }
}

/// Somebody with leave to act for one side. Made from a proof only.
#[derive(Debug)]
pub struct Party {
    hand: Hand,
    body: Uuid,
    actor: Option<Uuid>,
}

impl Party {
    /// For the enterprise of the leave.
    pub fn maker(permit: &Permit<MayTrade>) -> Self {
        Self { hand: Hand::Maker, body: permit.object(), actor: Some(permit.actor()) }
    }

    /// For the outlet of the leave.
    pub fn shop(permit: &Permit<MayKeepShop>) -> Self {
        let hand = if permit.role() == Role::OutletManager { Hand::Manager } else { Hand::Assistant };
        Self { hand, body: permit.object(), actor: Some(permit.actor()) }
    }

    /// For a body of the demo world, which is written before anybody can sign in.
    pub(crate) fn of_demo(hand: Hand, body: Uuid) -> Self {
        Self { hand, body, actor: None }
    }

    /// The worker acts for nobody.
    pub(crate) fn system() -> Self {
        Self { hand: Hand::System, body: Uuid::nil(), actor: None }
    }

    /// For the office that runs an outlet. Whoever makes it has seen to it that the placement is of such an outlet.
    pub(super) fn mediator(permit: &Permit<MayMediate>) -> Self {
        Self { hand: Hand::Mediator, body: permit.object(), actor: Some(permit.actor()) }
    }

    pub fn hand(&self) -> Hand {
        self.hand
    }

    pub fn side(&self) -> Side {
        match self.hand {
            Hand::Maker => Side::Enterprise,
            Hand::Manager | Hand::Assistant => Side::Outlet,
            Hand::System | Hand::Mediator => Side::Platform,
        }
    }

    /// The enterprise or the outlet.
    pub fn body(&self) -> Uuid {
        self.body
    }

    pub fn actor(&self) -> Option<Uuid> {
        self.actor
    }

    /// Whether a placement is of this side; one that is not does not exist.
    pub(super) fn owns(&self, enterprise: Uuid, outlet: Uuid) -> Result<()> {
        let own = match self.side() {
            Side::Enterprise => enterprise == self.body,
            Side::Outlet => outlet == self.body,
            Side::Platform => true,
        };
        if own { Ok(()) } else { Err(Error::NotFound) }
    }
}
