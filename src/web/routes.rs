//! The addresses of the site, told once: the router, `tanggui routes` and the tests read the same list.
use actix_web::{FromRequest, Handler, Resource, Responder, guard, web};

use crate::identity::access::{Action, Policy};

/// Addresses and what answers them.
#[derive(Default)]
pub struct Routes {
    list: Vec<Address>,
    resources: Vec<(&'static str, Resource)>,
}

/// One address.
#[derive(Clone, Copy, Debug)]
pub struct Address {
    pub pattern: &'static str,
    pub method: &'static str,
    pub who: Who,
}

/// Who gets an answer at an address.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    /// Anyone, and everyone the same.
    Everyone,
    /// Anyone; part of signing in, out or up.
    SigningIn,
    /// Whoever is signed in, about themselves.
    SignedIn,
    /// Whom the rules of an action allow.
    May(Policy),
}

impl Who {
    /// Whom the rules of `A` allow.
    pub const fn may<A: Action>() -> Self {
        Self::May(Policy::of::<A>())
    }
}

impl Routes {
    /// Answers GET, and HEAD with the same headers.
    pub fn get<F, Args>(&mut self, pattern: &'static str, who: Who, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let route = web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler);
        self.list.push(Address { pattern, method: "GET", who });
        self.add(pattern, route);
    }

    pub fn post<F, Args>(&mut self, pattern: &'static str, who: Who, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.list.push(Address { pattern, method: "POST", who });
        self.add(pattern, web::post().to(handler));
    }

    /// Every address, in the order of the slices.
    pub fn list(&self) -> &[Address] {
        &self.list
    }

    /// Hands everything to the router.
    pub fn register(self, site: &mut web::ServiceConfig) {
        for (_, resource) in self.resources {
            site.service(resource);
        }
    }

    fn add(&mut self, pattern: &'static str, route: actix_web::Route) {
        match self.resources.iter().position(|(known, _)| *known == pattern) {
            Some(at) => {
                let (_, resource) = self.resources.remove(at);
                self.resources.insert(at, (pattern, resource.route(route)));
            }
            None => self.resources.push((pattern, web::resource(pattern).route(route))),
        }
    }
}
