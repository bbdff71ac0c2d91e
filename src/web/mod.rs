//! The dashboard over HTTP: reads points and figures, writes pages, pictures and tables. It computes no
//! indicator and starts no job.

mod assets;
mod checks;
mod clerk;
mod errors;
mod headers;
mod known_on;
mod pages;
mod reader;
mod reply;
mod visit;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, HttpResponse, HttpServer, Route, guard, web};
use tracing::Span;
use tracing_actix_web::{RootSpanBuilder, TracingLogger};

use crate::catalog::Catalog;
use crate::clock::Clock;
use crate::credentials::Secret;
use crate::domain::writing::Language;
use crate::openid::{self, Provider};
use crate::store::Store;
use crate::words;

use checks::Checks;
pub use clerk::{Clerk, Released};
use pages::account::{self, sign_in};
use pages::accounts;
use pages::{
    calendar, card, case, declare, desk, indicators, journal, launch, letters, method, national, plan,
    register, replies, revisions, structure, territory,
};

/// What every handler works with.
#[derive(Clone)]
pub struct Site {
    pub store: Store,
    pub catalog: Arc<Catalog>,
    pub clock: Clock,
    pub entrance: Entrance,
    /// That of the installation.
    pub secret: Secret,
    /// Through whom people may sign in, besides their passwords.
    pub provider: Option<Arc<Provider>>,
    /// Where it is found, for links that leave it; none where nobody set one.
    pub address: Option<String>,
    /// Who writes letters.
    pub clerk: Arc<dyn Clerk>,
}

/// How readers come in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entrance {
    /// Their cookies are sent over https only.
    pub is_https: bool,
    /// Another server stands before this one, and says in `X-Forwarded-For` who they are.
    pub is_behind_proxy: bool,
}

/// What the log says of a request: nothing of who asked.
struct Nobody;

impl RootSpanBuilder for Nobody {
    fn on_request_start(request: &ServiceRequest) -> Span {
        tracing::info_span!("request", method = %request.method(), path = told(request.path()))
    }

    fn on_request_end<B: MessageBody>(_: Span, outcome: &Result<ServiceResponse<B>, actix_web::Error>) {
        if let Ok(response) = outcome {
            tracing::debug!(status = response.status().as_u16(), "answered");
        }
    }
}

/// An address without what may be the token of a link: nothing else in our addresses is as long.
fn told(path: &str) -> String {
    let part = |part: &str| if part.len() > LONGEST_PART { "…".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Characters.
const LONGEST_PART: usize = 50;

/// Reading: GET, and HEAD for those who only ask.
fn read() -> Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// All addresses, French first; an English address is the French one under `/en`.
fn routes(config: &mut web::ServiceConfig) {
    config
        .route("/healthz", read().to(healthy))
        .route("/readyz", read().to(ready))
        .route("/assets/{version}/{name}", read().to(assets::asset))
        .service(
            web::scope("/en")
                .app_data(web::Data::new(Language::English))
                .wrap(from_fn(reader::identify))
                .configure(in_both_languages),
        )
        .service(
            web::scope("")
                .route(openid::RETURN, read().to(account::openid::back))
                .app_data(web::Data::new(Language::French))
                .wrap(from_fn(reader::identify))
                .configure(in_both_languages),
        );
}

fn in_both_languages(config: &mut web::ServiceConfig) {
    config
        .route("", read().to(national::page))
        .route("/", read().to(national::page))
        .route("/national/trajectory.csv", read().to(national::trajectory_csv))
        .route("/national/trajectory.svg", read().to(national::trajectory_svg))
        .route("/national/map.csv", read().to(national::map_csv))
        .route("/national/map.svg", read().to(national::map_svg))
        .route("/national/professions.csv", read().to(national::professions_csv))
        .route("/national/professions.svg", read().to(national::professions_svg))
        .route("/national/regions.csv", read().to(national::regions_csv))
        .route("/national/regions.svg", read().to(national::regions_svg))
        // Before the other files of an indicator.
        .route("/indicateurs/{id}/lineage.csv", read().to(revisions::lineage_csv))
        .route("/indicateurs", read().to(indicators::catalogue))
        .route("/indicateurs/catalogue.csv", read().to(indicators::catalogue_csv))
        .route("/indicateurs/{id}", read().to(indicators::page))
        .route("/indicateurs/{id}/{file}", read().to(indicators::file))
        .route("/register", read().to(register::page))
        .route("/register/regions.csv", read().to(register::regions_csv))
        .route("/register/queue.csv", read().to(register::queue_csv))
        .route("/plan", read().to(plan::page))
        .route("/plan/actions.csv", read().to(plan::actions_csv))
        .route("/territories", read().to(territory::index))
        .route("/territories/{code}", read().to(territory::page))
        .route("/territories/{code}/{file}", read().to(territory::file))
        .route("/structures/{finess}", read().to(structure::page))
        .route("/structures/{finess}/members", read().to(structure::members))
        .route("/structures/{finess}/holdings.json", read().to(structure::holdings))
        .route("/structures/{finess}/assessment", read().to(structure::assessment::page))
        .route("/structures/{finess}/echeancier", read().to(calendar::of_structure))
        .route("/structures/{finess}/echeancier.csv", read().to(calendar::of_structure))
        .route("/structures/{finess}/echeancier.ics", read().to(calendar::of_structure))
        .route("/suivi", read().to(desk::page))
        .route("/suivi", web::post().to(desk::bulk))
        .route("/suivi/lundi", read().to(desk::monday))
        .route("/suivi/comite", read().to(desk::committee))
        .route("/suivi/bilan", read().to(launch::page))
        .route("/suivi/absence", read().to(case::leave))
        .route("/suivi/absence", web::post().to(case::name_deputy))
        .route("/suivi/absence/fin", web::post().to(case::end_leave))
        .route("/suivi/{finess}", read().to(case::page))
        .route("/suivi/{finess}/courrier", read().to(case::overview))
        .route("/suivi/{finess}/courrier", web::post().to(case::release))
        .route("/suivi/{finess}/preuves.json", read().to(case::pack))
        .route("/suivi/{finess}/actes", web::post().to(case::act))
        .route("/comptes", read().to(accounts::page))
        .route("/comptes/confirmer", web::post().to(accounts::confirm))
        .route("/comptes/desactiver", web::post().to(accounts::disable))
        .route("/journal", read().to(journal::page))
        .route("/journal.csv", read().to(journal::csv))
        .route("/echeancier", read().to(calendar::page))
        .route("/echeancier.csv", read().to(calendar::csv))
        .route("/echeancier.ics", read().to(calendar::ics))
        .route("/echeancier/abonnement/{token}.ics", read().to(calendar::subscribed))
        .route("/courriers", read().to(letters::list))
        .route("/courriers/apercu", read().to(letters::preview))
        .route("/courriers/apercu/html", read().to(letters::preview_html))
        .route("/courriers/desabonnement/{token}", read().to(letters::unsubscribe))
        .route("/courriers/desabonnement/{token}", web::post().to(letters::unsubscribed))
        .route("/courriers/{id}", read().to(letters::one))
        .route("/courriers/{id}/html", read().to(letters::one_html))
        .route("/declarer", read().to(declare::page))
        .route("/declarer/{file}", read().to(declare::file))
        .route("/revisions", read().to(revisions::page))
        .route("/revisions.csv", read().to(revisions::csv))
        .route("/method", read().to(method::page))
        .route("/methode/risque", read().to(card::page))
        .route("/methode/risque.json", read().to(card::json))
        .route("/connexion", read().to(sign_in::page))
        .route("/connexion", web::post().to(sign_in::sent))
        .route("/connexion/openid", read().to(account::openid::depart))
        .route("/connexion/code", read().to(account::code::page))
        .route("/connexion/code", web::post().to(account::code::sent))
        .route("/deconnexion", web::post().to(account::sign_out))
        .route("/compte", read().to(account::page))
        .route("/compte/second-facteur", read().to(account::factor::page))
        .route("/compte/second-facteur", web::post().to(account::factor::begin))
        .route("/compte/second-facteur/confirmer", web::post().to(account::factor::confirm))
        .route("/compte/second-facteur/retirer", web::post().to(account::factor::remove))
        .route("/compte/agenda", read().to(calendar::subscription))
        .route("/compte/agenda", web::post().to(calendar::make))
        .route("/compte/agenda/fin", web::post().to(calendar::stop))
        .route("/compte/sessions", web::post().to(account::end_session))
        .route("/compte/mot-de-passe", web::post().to(account::change_password))
        .service(
            web::scope("/repondre/{token}")
                .app_data(reader::long_form_config())
                .wrap(headers::unlisted())
                .route("", read().to(replies::page))
                .route("", web::post().to(replies::sent))
                .route("/declaration/{table}", read().to(replies::declaration::page))
                .route("/declaration/{table}", web::post().to(replies::declaration::sent)),
        )
        .default_service(web::to(errors::not_found));
}

/// Serves until the process is told to stop, then finishes the requests in hand.
///
/// # Errors
/// The listener cannot be used.
pub fn serve(site: Site, listener: TcpListener) -> io::Result<()> {
    let forms_lead_to = site.provider.as_ref().map(|provider| provider.origin());
    let site = web::Data::new(site);
    let checks = web::Data::new(Checks::new());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(site.clone())
            .app_data(checks.clone())
            .app_data(errors::query_config())
            .app_data(reader::form_config())
            .wrap(headers::security(forms_lead_to.as_deref()))
            .wrap(Compress::default())
            .wrap(TracingLogger::<Nobody>::new())
            .configure(routes)
    })
    .workers(2)
    .shutdown_timeout(10)
    .listen(listener)?;
    actix_web::rt::System::new().block_on(server.run())
}

async fn healthy() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n")
}

/// Ready when the store answers.
async fn ready(site: web::Data<Site>) -> HttpResponse {
    let answered = web::block(move || {
        let conn = &mut *site.store.connection()?;
        crate::store::imports::any_simulated(conn)
    })
    .await;
    match answered {
        Ok(Ok(_)) => HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"),
        Ok(Err(error)) => {
            tracing::error!("not ready: {error}");
            HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body("not ready\n")
        }
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}
