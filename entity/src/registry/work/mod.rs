//! Work: employers behind their public face.
pub mod application;
pub mod application_event;
pub mod application_message;
pub mod application_view;
pub mod employer_check;
pub mod employer_pledge;
pub mod match_notice;
pub mod opening_desk;
pub mod opening_event;
pub mod opening_revision;
pub mod pledge_acceptance;
pub mod profile_block;
pub mod profile_item;
pub mod profile_province;
pub mod profile_skill;
pub mod skill_profile;
