//! What every slice stands on: database, clock, ids, money, words, search engine, files, languages.
//! No rule of the business is here, and no slice is known here.
pub mod amount_in_words;
pub mod attachments;
pub mod audit;
pub mod backup;
pub mod calendar;
pub mod changes;
pub mod clock;
pub mod dates;
pub mod db;
pub mod few;
pub mod files;
pub mod i18n;
pub mod ids;
pub mod limits;
pub mod listing;
pub mod mail;
pub mod money;
pub mod outbox;
pub mod params;
pub mod photos;
pub mod qr;
pub mod search;
pub mod sheets;
pub mod typeset;
pub mod words;
pub mod work_days;
