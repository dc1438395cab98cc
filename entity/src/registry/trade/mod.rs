//! Trade: legal papers and transactions of enterprises.
pub mod buyer_org;
pub mod capacity_commitment;
pub mod enquiry;
pub mod enquiry_contact;
pub mod enquiry_event;
pub mod enquiry_line;
pub mod enquiry_list;
pub mod enquiry_message;
pub mod enterprise_legal;
