//! Schema history. A migration that has been released is never edited.
pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261122_000001_public;
mod m20261122_000002_operations;
mod m20261122_000003_networks;
mod m20261122_000004_people;
mod m20261122_000005_consignment;
mod m20261122_000006_catalogue;
mod m20261122_000007_enquiries;
mod m20261122_000010_dispute_lines;
mod m20261122_000011_sealed_photos;
mod m20261122_000012_openings;
mod m20261122_000013_profiles;
mod m20261122_000014_applications;
mod m20261123_000015_complaints;
mod m20261123_000016_vocabulary;
mod m20261123_000017_eligibility;
mod m20261123_000018_grants;
mod m20261123_000020_checking;
mod m20261123_000021_reviews;
mod m20261123_000022_awards;
mod m20261123_000023_feeds;
mod m20261123_000024_decisions;
mod m20261123_000025_register;
mod m20261123_000026_outside;
mod m20261123_000027_milestones;
mod m20261123_000028_objections;
mod m20261123_000029_ledger_guards;
mod m20261124_000030_mandates;
mod tables;

/// All migrations in order.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_public::Migration),
            Box::new(m20261122_000002_operations::Migration),
            Box::new(m20261122_000003_networks::Migration),
            Box::new(m20261122_000004_people::Migration),
            Box::new(m20261122_000005_consignment::Migration),
            Box::new(m20261122_000006_catalogue::Migration),
            Box::new(m20261122_000007_enquiries::Migration),
            Box::new(m20261122_000010_dispute_lines::Migration),
            Box::new(m20261122_000011_sealed_photos::Migration),
            Box::new(m20261122_000012_openings::Migration),
            Box::new(m20261122_000013_profiles::Migration),
            Box::new(m20261122_000014_applications::Migration),
            Box::new(m20261123_000015_complaints::Migration),
            Box::new(m20261123_000016_vocabulary::Migration),
            Box::new(m20261123_000017_eligibility::Migration),
            Box::new(m20261123_000018_grants::Migration),
            Box::new(m20261123_000020_checking::Migration),
            Box::new(m20261123_000021_reviews::Migration),
            Box::new(m20261123_000022_awards::Migration),
            Box::new(m20261123_000023_feeds::Migration),
            Box::new(m20261123_000024_decisions::Migration),
            Box::new(m20261123_000025_register::Migration),
            Box::new(m20261123_000026_outside::Migration),
            Box::new(m20261123_000027_milestones::Migration),
            Box::new(m20261123_000028_objections::Migration),
            Box::new(m20261123_000029_ledger_guards::Migration),
            Box::new(m20261124_000030_mandates::Migration),
        ]
    }
}
