//! Pictures: what is stored was encoded here, from pixels alone.
use super::Refusal;
use crate::platform::photos;

/// Pixels of the longer side: the small print of a receipt stays readable.
const LONGEST_SIDE: u32 = 2_400;

/// The picture as JPEG.
pub fn encode(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    match photos::document(bytes, LONGEST_SIDE) {
        Ok(made) => made.map_err(Refusal::of_picture),
        Err(error) => {
            tracing::error!(%error, "the picture of an attached file was not made");
            Err(Refusal::Damaged)
        }
    }
}
