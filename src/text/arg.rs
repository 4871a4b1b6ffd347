//! What can stand in a blank of a sentence.

use super::{Lang, Say, Text};

/// A value for a blank.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Words that are the same in every language: a room number, an amount, a file name.
    Str(String),
    /// A line of the table, in the reader's language.
    Text(Text),
    /// A whole sentence within a sentence.
    Say(Box<Say>),
    /// Several things, joined by the language's comma.
    List(Vec<Arg>),
    /// A member of the staff by number; named by the room that knows names.
    Staff(i64),
    /// A guest by number; named, masked, by the room that knows names.
    Guest(i64),
}

impl Arg {
    /// The words for this value.
    pub fn in_lang(&self, lang: Lang) -> String {
        match self {
            Self::Str(text) => text.clone(),
            Self::Text(text) => text.get(lang).to_owned(),
            Self::Say(say) => say.in_lang(lang),
            Self::List(items) => {
                let comma = match lang {
                    Lang::Zh => "、",
                    Lang::En => ", ",
                };
                items.iter().map(|item| item.in_lang(lang)).collect::<Vec<_>>().join(comma)
            }
            Self::Staff(id) | Self::Guest(id) => format!("#{id}"),
        }
    }

    /// See [`Say::resolve`].
    pub(super) fn resolve(&mut self, name: &dyn Fn(&Arg) -> Option<String>) {
        match self {
            Self::Say(say) => say.resolve(name),
            Self::List(items) => items.iter_mut().for_each(|item| item.resolve(name)),
            Self::Staff(_) | Self::Guest(_) => {
                if let Some(found) = name(self) {
                    *self = Self::Str(found);
                }
            }
            Self::Str(_) | Self::Text(_) => {}
        }
    }
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Str(value.to_owned())
    }
}
impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Str(value)
    }
}
impl From<&String> for Arg {
    fn from(value: &String) -> Self {
        Self::Str(value.clone())
    }
}
impl From<Text> for Arg {
    fn from(value: Text) -> Self {
        Self::Text(value)
    }
}
impl From<Say> for Arg {
    fn from(value: Say) -> Self {
        Self::Say(Box::new(value))
    }
}
impl From<Vec<Arg>> for Arg {
    fn from(value: Vec<Arg>) -> Self {
        Self::List(value)
    }
}
macro_rules! numbers {
    ($($kind:ty),*) => { $( impl From<$kind> for Arg {
        fn from(value: $kind) -> Self { Self::Str(value.to_string()) }
    } )* };
}
numbers!(i32, i64, u16, u32, u64, usize);
