//! Events: what is stored for ever. A (type, version) pair never changes its meaning; a changed shape is a new version
//! and an upcaster from the old one.

use serde::{Serialize, de::DeserializeOwned};

use super::due::Due;
use super::moment::Millis;
use super::staff::StaffId;

/// What the log knows of an event besides its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meta {
    /// Its place in the log.
    pub seq: i64,
    /// When it happened: what the computer's clock said, or, while that cannot be trusted, where time was frozen.
    pub at: Millis,
    /// The office clock's offset from UTC, minutes.
    pub tz_min: i32,
    /// Who did it; [`StaffId::SYSTEM`] for the program itself.
    pub actor: StaffId,
    /// Whose PIN confirmed it.
    pub approver: Option<StaffId>,
}

/// A stored event that this program cannot read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A type or version that a newer program wrote.
    #[error("unknown event {0} v{1}")]
    Unknown(String, u16),
    /// A body that is not what its version says.
    #[error("event {0}: {1}")]
    Body(String, String),
}

/// All events of one aggregate.
pub trait EventSet: Sized {
    /// Every (type, version) that this set writes today.
    const KINDS: &'static [(&'static str, u16)];
    /// `unit.held`
    fn kind(&self) -> (&'static str, u16);
    /// The body as JSON.
    fn encode(&self) -> String;
    /// Reads a stored body.
    ///
    /// # Errors
    /// [`Unreadable`] for an unknown type or version, or a damaged body.
    fn decode(kind: &str, version: u16, payload: &str) -> Result<Self, Unreadable>;
}

/// Something with an identity whose state is the fold of its events.
pub trait Aggregate: Default + Clone + PartialEq + Serialize + DeserializeOwned {
    /// Its events.
    type Event: EventSet + Clone;
    /// The first part of its stream's name: `unit` in `unit:3-1-1203`.
    const KIND: &'static str;
    /// Takes one event in. Total: a stored event never fails.
    fn evolve(&mut self, event: &Self::Event, meta: &Meta);
    /// Its live deadlines.
    fn dues(&self) -> Vec<Due> {
        Vec::new()
    }
}

/// Declares the events of an aggregate: one block an event with its stored name and version.
macro_rules! events {
    ($(#[$doc:meta])* $set:ident { $(
        $(#[$event_doc:meta])* $name:literal v $version:literal => $variant:ident { $(
            $(#[$field_doc:meta])* $field:ident : $ty:ty
        ),* $(,)? }
    )* }) => {
        $(#[$doc])*
        // Events live for the length of one action; boxing the large ones would only hide them.
        #[allow(clippy::large_enum_variant)]
        #[derive(Debug, Clone, PartialEq)]
        pub enum $set { $(
            $(#[$event_doc])*
            $variant { $( $(#[$field_doc])* $field: $ty ),* },
        )* }

        impl $crate::domain::event::EventSet for $set {
            const KINDS: &'static [(&'static str, u16)] = &[ $(($name, $version)),* ];

            fn kind(&self) -> (&'static str, u16) {
                match self { $( Self::$variant { .. } => ($name, $version) ),* }
            }

            fn encode(&self) -> String {
                match self { $(
                    Self::$variant { $($field),* } => {
                        #[derive(serde::Serialize)]
                        struct Body<'a> { $($field: &'a $ty,)* #[serde(skip)] life: std::marker::PhantomData<&'a ()> }
                        let body = Body { $($field,)* life: std::marker::PhantomData };
                        serde_json::to_string(&body).unwrap_or_default()
                    }
                )* }
            }

            fn decode(kind: &str, version: u16, payload: &str) -> Result<Self, $crate::domain::event::Unreadable> {
                use $crate::domain::event::Unreadable;
                match (kind, version) {
                    $( ($name, $version) => {
                        #[derive(serde::Deserialize)]
                        struct Body { $($field: $ty),* }
                        let Body { $($field),* } = serde_json::from_str(payload)
                            .map_err(|e| Unreadable::Body(kind.to_owned(), e.to_string()))?;
                        Ok(Self::$variant { $($field),* })
                    } )*
                    _ => Err(Unreadable::Unknown(kind.to_owned(), version)),
                }
            }
        }
    };
}
pub(crate) use events;
