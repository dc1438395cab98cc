//! The whole site: every address with its middleware. The server and the tests both call it, so an address cannot
//! work in one and be missing in the other.
use actix_web::{
    body::MessageBody,
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    middleware::{Compress, NormalizePath, from_fn},
    web,
};

use crate::{
    app::App,
    complaints, enterprises, funding,
    identity::{access::Policy, account, members, sign_in},
    jobs,
    marketplace::{consignment, enquiries, goods, outlets},
    moderation, network, operation,
    web::{
        Routes, api,
        areas::{Additions, Signals},
        errors,
        forms::LONGEST_FORM,
        middleware, public, session, style_guide,
    },
};

/// Every address of the site.
pub fn routes() -> Routes {
    let mut routes = Routes::default();
    public::routes(&mut routes);
    goods::pages::routes(&mut routes);
    goods::import::pages::routes(&mut routes);
    goods::manage::products::pages::routes(&mut routes);
    goods::manage::photos::pages::routes(&mut routes);
    goods::manage::papers::pages::routes(&mut routes);
    goods::manage::review::pages::routes(&mut routes);
    outlets::pages::routes(&mut routes);
    enquiries::pages::routes(&mut routes);
    jobs::pages::routes(&mut routes);
    jobs::applications::pages::routes(&mut routes);
    funding::register::pages::routes(&mut routes);
    funding::pages::routes(&mut routes);
    funding::proposals::exports::pages::routes(&mut routes);
    funding::proposals::pages::routes(&mut routes);
    funding::proposals::checks::pages::routes(&mut routes);
    funding::proposals::reviews::pages::routes(&mut routes);
    funding::proposals::recommendations::pages::routes(&mut routes);
    funding::proposals::batches::pages::routes(&mut routes);
    funding::proposals::milestones::pages::routes(&mut routes);
    funding::proposals::contents::pages::routes(&mut routes);
    funding::proposals::reopening::pages::routes(&mut routes);
    funding::proposals::visits::pages::routes(&mut routes);
    funding::proposals::decisions::pages::routes(&mut routes);
    funding::proposals::objections::pages::routes(&mut routes);
    funding::proposals::reversals::pages::routes(&mut routes);
    funding::proposals::numbers::pages::routes(&mut routes);
    funding::feeds::pages::routes(&mut routes);
    funding::notices::pages::routes(&mut routes);
    funding::papers::pages::routes(&mut routes);
    funding::awards::pages::routes(&mut routes);
    funding::documents::pages::routes(&mut routes);
    funding::outside::pages::routes(&mut routes);
    sign_in::pages::routes(&mut routes);
    account::pages::routes(&mut routes);
    members::pages::routes(&mut routes);
    enterprises::pages::routes(&mut routes);
    outlets::manage::pages::routes(&mut routes);
    consignment::pages::routes(&mut routes);
    jobs::employers::pages::routes(&mut routes);
    jobs::pledge::pages::routes(&mut routes);
    jobs::desk::pages::routes(&mut routes);
    jobs::desk::review::pages::routes(&mut routes);
    jobs::wages::pages::routes(&mut routes);
    jobs::skills::pages::routes(&mut routes);
    jobs::seekers::pages::routes(&mut routes);
    funding::office::pages::routes(&mut routes);
    funding::calls::desk::pages::routes(&mut routes);
    funding::calls::mandates::pages::routes(&mut routes);
    funding::holidays::pages::routes(&mut routes);
    network::pages::routes(&mut routes);
    complaints::pages::routes(&mut routes);
    moderation::pages::routes(&mut routes);
    operation::pages::routes(&mut routes);
    style_guide::routes(&mut routes);
    api::routes(&mut routes);
    goods::api::routes(&mut routes);
    outlets::api::routes(&mut routes);
    jobs::api::routes(&mut routes);
    funding::api::routes(&mut routes);
    funding::register::api::routes(&mut routes);
    routes
}

/// Every rule of access there is, for the document and the tests.
pub fn policies() -> Vec<Policy> {
    [
        crate::identity::policy::POLICIES,
        enterprises::policy::POLICIES,
        goods::manage::policy::POLICIES,
        outlets::policy::POLICIES,
        consignment::policy::POLICIES,
        enquiries::policy::POLICIES,
        jobs::employers::policy::POLICIES,
        jobs::pledge::policy::POLICIES,
        jobs::desk::policy::POLICIES,
        jobs::seekers::policy::POLICIES,
        jobs::applications::policy::POLICIES,
        funding::office::policy::POLICIES,
        funding::calls::desk::policy::POLICIES,
        funding::calls::mandates::policy::POLICIES,
        funding::proposals::policy::POLICIES,
        funding::awards::policy::POLICIES,
        moderation::policy::POLICIES,
    ]
    .concat()
}

/// What slices that enterprises know nothing of add to their home, in the order of its tiles.
const ENTERPRISE_HOME: Additions = Additions(&[
    goods::manage::products::pages::enterprise_home,
    consignment::pages::enterprise_home,
    funding::proposals::pages::enterprise_home,
    funding::awards::pages::enterprise_home,
]);

/// The slices that may have news for somebody.
const SIGNALS: Signals = Signals(&[jobs::seekers::pages::has_news]);

/// The router with everything around it.
pub fn site(
    app: web::Data<App>,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    actix_web::App::new()
        .app_data(app)
        .app_data(web::Data::new(ENTERPRISE_HOME))
        .app_data(web::Data::new(SIGNALS))
        .app_data(web::PayloadConfig::new(LONGEST_FORM))
        .configure(|site| routes().register(site))
        .default_service(web::to(errors::no_such_page))
        .wrap(from_fn(middleware::same_site))
        .wrap(from_fn(middleware::pace))
        .wrap(from_fn(session::sessions))
        .wrap(from_fn(middleware::error_faces))
        .wrap(from_fn(middleware::security_headers))
        .wrap(NormalizePath::trim())
        .wrap(Compress::default())
        .wrap(from_fn(middleware::log))
}
