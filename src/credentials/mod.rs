//! What people prove themselves with: passwords, of which an argon2id hash is kept, and tokens, of which a SHA-256 is
//! kept. Neither is ever stored or logged as it is.

pub mod password;
mod token;

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
