//! Many CVs in one run: each built as `folio build` does, into a folder of its own, by several
//! processes at once.
//!
//! [`Inputs`] says which files there are and where each goes, [`WorkerPool`] hands them out to worker
//! processes, in which [`serve`] makes one after the other with a [`Maker`].
//!
//! Workers are processes and not threads because nothing that happens in one can stop the others:
//! a page that a decoder of pictures cannot stand aborts the process it is in, whatever catches
//! panics. They are a little faster as well: nothing waits for the locks of a common cache
//! (`docs/scale.md`).

mod error;
mod inputs;
mod maker;
mod messages;
mod pool;
mod shard;
mod summary;
mod worker;

pub use error::Error;
pub use inputs::{Input, Inputs, InputsError};
pub use maker::Maker;
pub use messages::{File, Finished, Order, Outcome, Task};
pub use pool::WorkerPool;
pub use shard::Shard;
pub use summary::Summary;
pub use worker::serve;

#[cfg(test)]
mod tests;
