//! Calendars of deadlines at secret addresses: a program that keeps somebody's calendar asks for them without signing in.
//! They hold dates, one neutral sentence and the address of the site, so that whoever looks over a shoulder or finds the
//! address learns when something is due and nothing of what.
pub mod pages;
pub mod service;
