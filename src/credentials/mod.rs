//! What people prove themselves with: passwords, of which an argon2id hash is kept; tokens, of which a SHA-256 is kept;
//! codes of a telephone, of which a salt is kept. None is ever stored or logged as it is. And the secret of the
//! installation.

pub mod password;
pub mod second_factor;
mod secret;
mod token;

pub use secret::{SHORTEST, Secret};
pub use token::Token;

use std::io;

use rand::TryRng as _;
use rand::rngs::SysRng;

/// Bytes of the system's chance.
fn chance<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}
