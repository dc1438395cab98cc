//! Legal facts, transactions and operations, in rooms with readers of their own.
pub mod grants;
pub mod network;
pub mod ops;
pub mod trade;
pub mod work;
