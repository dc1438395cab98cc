//! The engine of access: rules are data in each slice's `policy.rs`, a decision is a pure function of them, and a
//! service that reads or writes what is not public demands the proof, which only this module makes.
use std::marker::PhantomData;

use uuid::Uuid;

use super::{
    actor::Actor,
    model::{Body, Office, Role},
};
use crate::{
    app::App,
    error::{Error, Result},
    platform::audit,
};

/// How the one who asks stands to the object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// The object is about the person.
    Own,
    /// Holds an office on the body that owns the object.
    Member,
    /// Looks after the body that owns the object.
    Admin,
    /// The other side of an agreement, a consignment, an application.
    Counterparty,
    /// Of the office to which the object was sent.
    InCharge,
    /// Took the object to work on it.
    Claimed,
    /// Companion of the enterprise that owns the object.
    Assigned,
    /// Staff of the network of the enterprise that owns the object.
    InNetwork,
    /// The owner released the object to the body of the one who asks.
    Released,
    /// None of these.
    Foreign,
}

/// What the rules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Allow,
    /// Answers as if the object were not there.
    Absent,
    NeedsFactor,
    NeedsFreshSignIn,
}

/// One line of a policy: whoever has the role and the relation may, while the object is in one of the states.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub role: Role,
    pub relation: Relation,
    /// Only those who hold one of these offices; empty: whatever gives the role.
    pub offices: &'static [Office],
    /// Empty: in every state.
    pub states: &'static [&'static str],
    /// Asks for a sign-in of at most five minutes ago.
    pub fresh: bool,
}

impl Rule {
    pub const fn new(role: Role, relation: Relation) -> Self {
        Self { role, relation, offices: &[], states: &[], fresh: false }
    }

    /// Of those who share a role only those who hold one of these offices.
    #[must_use]
    pub const fn held_as(mut self, offices: &'static [Office]) -> Self {
        self.offices = offices;
        self
    }

    #[must_use]
    pub const fn while_in(mut self, states: &'static [&'static str]) -> Self {
        self.states = states;
        self
    }

    #[must_use]
    pub const fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// Whether it is about somebody who stands so to the object.
    pub fn is_about(&self, role: Role, relation: Relation, office: Option<Office>) -> bool {
        let holds = self.offices.is_empty() || office.is_some_and(|office| self.offices.contains(&office));
        self.role == role && self.relation == relation && holds
    }
}

/// Something that can be done, with everybody who may. Implemented by empty types in the slices' `policy.rs`.
pub trait Action {
    const NAME: &'static str;
    const RULES: &'static [Rule];
}

/// An action and its rules, for the tables that documents and tests are made of.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    pub action: &'static str,
    pub rules: &'static [Rule],
}

impl Policy {
    pub const fn of<A: Action>() -> Self {
        Self { action: A::NAME, rules: A::RULES }
    }
}

/// What the rules need to know of an object.
#[derive(Clone, Debug, Default)]
pub struct Facts<'a> {
    pub object: Uuid,
    /// The person the object is about.
    pub about: Option<Uuid>,
    /// The body that owns it.
    pub owner: Option<Body>,
    /// The other side.
    pub counterparty: Option<Body>,
    /// The office it was sent to.
    pub in_charge: Option<Body>,
    /// Who took it.
    pub claimed_by: Option<Uuid>,
    pub state: &'a str,
}

impl Facts<'_> {
    /// The body itself is the object.
    pub fn body(body: Body) -> Self {
        Self { object: body.id, owner: Some(body), ..Self::default() }
    }

    /// The person is the object.
    pub fn person(person: Uuid) -> Self {
        Self { object: person, about: Some(person), ..Self::default() }
    }
}

/// Proof that somebody may do `A` to one object. Not copied, not made elsewhere; services take it by value and use
/// its object for the query, so that leave for one row cannot read another.
#[derive(Debug)]
pub struct Permit<A> {
    object: Uuid,
    body: Option<Body>,
    actor: Uuid,
    role: Role,
    action: PhantomData<A>,
}

impl<A: Action> Permit<A> {
    pub fn object(&self) -> Uuid {
        self.object
    }

    /// The body that owns the object.
    pub fn body(&self) -> Result<Body> {
        self.body.ok_or(Error::NotFound)
    }

    pub fn actor(&self) -> Uuid {
        self.actor
    }

    /// A line of the trail: whoever holds this leave does something to its object.
    pub fn event(&self, action: &'static str, object_kind: &'static str) -> audit::Event<'static> {
        audit::Event {
            actor: Some(self.actor),
            role: self.role.trail(),
            action,
            object_kind,
            object: Some(self.object),
            reason: None,
        }
    }

    /// In which role, for the trail.
    pub fn role(&self) -> Role {
        self.role
    }
}

/// The proof, or why not. A refusal leaves a line in the trail.
pub async fn permit<A: Action>(app: &App, actor: &Actor, facts: Facts<'_>) -> Result<Permit<A>> {
    let (decision, role) = check(A::RULES, actor, &facts);
    let error = match decision {
        Decision::Allow => {
            return Ok(Permit {
                object: facts.object,
                body: facts.owner,
                actor: actor.person(),
                role,
                action: PhantomData,
            });
        }
        Decision::Absent => Error::NotFound,
        Decision::NeedsFactor => Error::NeedsFactor,
        Decision::NeedsFreshSignIn => return Err(Error::NeedsFreshSignIn),
    };
    let event = audit::Event {
        actor: Some(actor.person()),
        role: role.trail(),
        action: A::NAME,
        object_kind: facts.owner.map_or("person", |body| body.kind.trail()),
        object: Some(facts.object),
        reason: None,
    };
    audit::refused(&app.db, app.clock.now(), event).await?;
    Err(error)
}

/// What the rules say of somebody and an object, and in which role.
pub fn check(rules: &[Rule], actor: &Actor, facts: &Facts<'_>) -> (Decision, Role) {
    let standings = standings(actor, facts);
    let mut answer = (Decision::Absent, standings.first().map_or(Role::Person, |(role, ..)| *role));
    for (role, relation, office) in standings {
        let fitting = rules.iter().filter(|rule| rule.is_about(role, relation, office));
        for rule in fitting.filter(|rule| rule.states.is_empty() || rule.states.contains(&facts.state)) {
            let decision = if role.needs_factor() && !actor.has_factor() {
                Decision::NeedsFactor
            } else if rule.fresh && !actor.is_fresh() {
                Decision::NeedsFreshSignIn
            } else {
                return (Decision::Allow, role);
            };
            answer = (decision, role);
        }
    }
    answer
}

/// Every role in which somebody stands to an object, with the relation and the office that gives it.
fn standings(actor: &Actor, facts: &Facts<'_>) -> Vec<(Role, Relation, Option<Office>)> {
    let mut found = Vec::new();
    for hat in actor.hats() {
        let mut stand = |relation| found.push((hat.office.role(), relation, Some(hat.office)));
        if facts.owner == Some(hat.body) {
            stand(own_relation(hat.office));
        }
        if facts.counterparty == Some(hat.body) {
            stand(Relation::Counterparty);
        }
        if facts.in_charge == Some(hat.body) {
            stand(Relation::InCharge);
            if facts.claimed_by == Some(actor.person()) {
                stand(Relation::Claimed);
            }
        }
        if hat.body == Body::PLATFORM {
            stand(Relation::Foreign);
        }
    }
    let relation = if facts.about == Some(actor.person()) { Relation::Own } else { Relation::Foreign };
    found.push((Role::Person, relation, None));
    found
}

fn own_relation(office: Office) -> Relation {
    if office.administers() { Relation::Admin } else { Relation::Member }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        identity::model::{BodyKind, Hat},
        platform::i18n::Lang,
    };

    fn actor(hats: &[(Office, Uuid)], factor: bool, fresh: bool) -> Actor {
        let hat = |(office, id): &(Office, Uuid)| Hat {
            membership: Uuid::from_u128(9),
            office: *office,
            body: Body { kind: office.kind(), id: *id },
            code: String::new(),
            name: String::new(),
            state: String::new(),
        };
        Actor {
            person: Uuid::from_u128(1),
            session: Uuid::from_u128(2),
            locale: Lang::Id,
            shared: false,
            fresh,
            factor,
            hats: hats.iter().map(hat).collect(),
        }
    }

    const OURS: Uuid = Uuid::from_u128(10);
    const THEIRS: Uuid = Uuid::from_u128(11);
    const RULES: &[Rule] = &[
        Rule::new(Role::EnterpriseAdmin, Relation::Admin),
        Rule::new(Role::OutletManager, Relation::Counterparty).while_in(&["signed"]),
        Rule::new(Role::Person, Relation::Own).fresh(),
    ];

    fn of_ours(state: &str) -> Facts<'_> {
        Facts {
            object: Uuid::from_u128(5),
            owner: Some(Body { kind: BodyKind::Enterprise, id: OURS }),
            counterparty: Some(Body { kind: BodyKind::Outlet, id: THEIRS }),
            state,
            ..Facts::default()
        }
    }

    /// Every office x own or other body x second factor x state: what the three rules say, told once more by hand.
    #[test]
    fn the_table_of_decisions_is_complete() {
        let mut cells = 0;
        for office in Office::ALL {
            for id in [OURS, THEIRS] {
                for factor in [true, false] {
                    for state in ["signed", "draft"] {
                        let (decision, _) = check(RULES, &actor(&[(*office, id)], factor, true), &of_ours(state));
                        let leads = matches!(office, Office::Lead | Office::Treasurer) && id == OURS;
                        let manages = *office == Office::OutletManager && id == THEIRS && state == "signed";
                        let expected = match (leads, manages, factor) {
                            (true, ..) | (_, true, true) => Decision::Allow,
                            (_, true, false) => Decision::NeedsFactor,
                            _ => Decision::Absent,
                        };
                        assert_eq!(decision, expected, "{office:?} {id} {factor} {state}");
                        cells += 1;
                    }
                }
            }
        }
        assert_eq!(cells, Office::ALL.len() * 8);
    }

    #[test]
    fn an_id_alone_is_not_the_body() {
        let same_id_other_kind = actor(&[(Office::Lead, OURS)], true, true);
        let facts = Facts { owner: Some(Body { kind: BodyKind::Outlet, id: OURS }), ..Facts::default() };
        assert_eq!(check(RULES, &same_id_other_kind, &facts).0, Decision::Absent);
    }

    #[test]
    fn a_sensitive_act_on_oneself_wants_a_fresh_sign_in() {
        let facts = Facts::person(Uuid::from_u128(1));
        assert_eq!(check(RULES, &actor(&[], false, false), &facts).0, Decision::NeedsFreshSignIn);
        assert_eq!(check(RULES, &actor(&[], false, true), &facts).0, Decision::Allow);
        let other = Facts::person(Uuid::from_u128(77));
        assert_eq!(check(RULES, &actor(&[], true, true), &other).0, Decision::Absent);
    }

    #[test]
    fn a_rule_can_name_the_office_among_those_that_share_a_role() {
        const LEADS: &[Rule] = &[Rule::new(Role::Officer, Relation::Member).held_as(&[Office::CallLead])];
        let facts = Facts::body(Body { kind: BodyKind::Agency, id: OURS });
        for office in BodyKind::Agency.offices() {
            let expected = if office == Office::CallLead { Decision::Allow } else { Decision::Absent };
            assert_eq!(check(LEADS, &actor(&[(office, OURS)], true, true), &facts).0, expected, "{office:?}");
            assert_eq!(check(LEADS, &actor(&[(office, THEIRS)], true, true), &facts).0, Decision::Absent);
        }
        let both = actor(&[(Office::Verifier, OURS), (Office::CallLead, OURS)], true, true);
        assert_eq!(check(LEADS, &both, &facts).0, Decision::Allow);
    }

    #[test]
    fn the_better_of_two_offices_counts() {
        let both = actor(&[(Office::OutletManager, THEIRS), (Office::Lead, OURS)], false, true);
        assert_eq!(check(RULES, &both, &of_ours("signed")), (Decision::Allow, Role::EnterpriseAdmin));
    }
}
