//! Running the installation: offices and outlets, invitations of founders, checks of employers, queues. No content of
//! anybody and no list of persons.
pub mod pages;
