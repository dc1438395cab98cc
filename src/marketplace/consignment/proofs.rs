//! Photos beside a payment or a loss, for the other side to look at. They may show a name or the number of an account, so
//! they are made anew like every photo, sealed, and shown to the two sides of the document and nobody else.
use uuid::Uuid;

pub use crate::identity::vault::photos::Owner;

use crate::{
    app::App,
    error::{Error, Result},
    identity::vault,
    platform::photos::{self, Refusal, Size},
};

/// Whether what was sent became a photo, and if not, why.
pub type Taken = std::result::Result<(), Refusal>;

/// Keeps what was sent as the photo of a document, in place of the one it may have. Whoever calls has seen to it that
/// the document may have it.
pub async fn take(app: &App, document: (Owner, Uuid), sent: Vec<u8>) -> Result<Taken> {
    let prepared = match photos::receive_as(sent, &[Size::Fallback]).await? {
        Ok(prepared) => prepared,
        Err(refusal) => return Ok(Err(refusal)),
    };
    for (_, photo) in prepared.files {
        vault::photos::put(&app.db, &app.keys, document, &photo, app.clock.now()).await?;
    }
    Ok(Ok(()))
}

/// The photo of a document, a JPEG.
///
/// # Errors
/// [`Error::NotFound`] for a document without one.
pub async fn show(app: &App, document: (Owner, Uuid)) -> Result<Vec<u8>> {
    let photo = vault::photos::get(&app.db, &app.keys, document).await?.ok_or(Error::NotFound)?;
    Ok(photo.to_vec())
}
