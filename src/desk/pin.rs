//! PINs: only their argon2id hashes are kept.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};

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

/// The hash of a new PIN.
///
/// # Errors
/// A PIN that is too easy.
pub(super) fn hash_new(pin: &Pii<String>) -> Result<String, Failure> {
    let pin = pin.expose(&Exposure::granted());
    staff::check_new_pin(pin).map_err(Failure::from)?;
    let hash: PasswordHash =
        argon()?.hash_password(pin.as_bytes()).map_err(|e| StoreError::Io(format!("argon2: {e}")))?;
    Ok(hash.to_string())
}

/// Whether `pin` is the one that `hash` was made of.
pub(super) fn matches(pin: &Pii<String>, hash: &str) -> bool {
    let Ok(parsed) = PasswordHash::new(hash) else { return false };
    let pin = pin.expose(&Exposure::granted());
    argon().is_ok_and(|argon| argon.verify_password(pin.as_bytes(), &parsed).is_ok())
}
