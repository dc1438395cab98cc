//! Shapes of outlets.
use serde::Serialize;
use utoipa::ToSchema;

use crate::regions::Zone;

/// An outlet in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutletCard {
    pub code: String,
    pub name: String,
    /// Name of the regency or city.
    pub place: String,
    pub address: String,
    /// Seven opening times, Monday first; empty means closed.
    pub hours: Vec<String>,
    /// Telephone number of the outlet itself.
    pub whatsapp: String,
    /// Different goods on its shelves now.
    pub goods: usize,
    #[serde(skip)]
    pub zone: Zone,
}

/// An outlet on a page of its own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OutletView {
    pub code: String,
    pub name: String,
    /// The office that runs it.
    pub operator: String,
    pub place: String,
    pub address: String,
    pub directions: String,
    pub about: String,
    /// Telephone number of the outlet itself.
    pub whatsapp: String,
    /// Seven opening times, Monday first; empty means closed.
    pub hours: Vec<String>,
    #[serde(skip)]
    pub zone: Zone,
}
