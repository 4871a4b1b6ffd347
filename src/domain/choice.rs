//! Closed lists of choices: a code that is typed and stored, and its words.

use crate::text::Text;

/// One choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// As typed and stored: `own_use`.
    pub code: &'static str,
    /// In words; also accepted.
    pub text: Text,
}

/// Declares a closed list: stored by its code, typed by its code or its words.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $( $(#[$item_doc:meta])* $variant:ident = $code:literal, $text:expr; )* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $( $(#[$item_doc])* #[serde(rename = $code)] $variant, )* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];
            /// Each with its code and words.
            pub const CHOICES: &'static [$crate::domain::choice::Choice] =
                &[ $( $crate::domain::choice::Choice { code: $code, text: $text } ),* ];

            /// As stored.
            pub const fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )* }
            }

            /// In words.
            pub const fn text(self) -> $crate::text::Text {
                match self { $( Self::$variant => $text, )* }
            }

            /// The one with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $( $code => Some(Self::$variant), )* _ => None }
            }
        }
    };
}
pub(crate) use choices;
