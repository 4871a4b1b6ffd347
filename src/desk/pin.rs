//! PINs: only their argon2id hashes are kept.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};

use unicode_normalization::UnicodeNormalization;

use crate::domain::person::{Exposure, Pii};
use crate::domain::staff;
use crate::store::StoreError;

use super::Failure;

/// RELIABILITY 3: 64 MiB, three passes; a try costs a fifth of a second.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

fn argon() -> Result<Argon2<'static>, StoreError> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|e| StoreError::Io(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// A PIN as it counts, however the input method wrote it: full-width digits are digits. Blanks within it count.
fn folded(pin: &Pii<String>) -> String {
    crate::domain::clean::fold_width(pin.expose(&Exposure::granted()).trim()).nfc().collect()
}

/// The hash of a new PIN.
///
/// # Errors
/// A PIN that is too easy.
pub(super) fn hash_new(pin: &Pii<String>) -> Result<String, Failure> {
    let pin = folded(pin);
    staff::check_new_pin(&pin).map_err(Failure::from)?;
    let hash: PasswordHash =
        argon()?.hash_password(pin.as_bytes()).map_err(|e| StoreError::Io(format!("argon2: {e}")))?;
    Ok(hash.to_string())
}

/// Whether `pin` is the one that `hash` was made of.
pub(super) fn matches(pin: &Pii<String>, hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    let pin = folded(pin);
    argon().is_ok_and(|argon| argon.verify_password(pin.as_bytes(), &parsed).is_ok())
}
