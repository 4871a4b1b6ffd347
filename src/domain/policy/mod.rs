//! House rules 参数: what may differ from site to site is a parameter with a default (RULES 4), never a constant
//! buried in a rule.

mod table;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use super::choice::Choice as Word;
use super::event::{Aggregate, Meta, events};
use super::refusal::Refusal;
use crate::say;
use crate::text::{Arg, Say, Text, cli, guest, people as words, sale};

pub use table::*;

/// What a parameter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Natural days.
    Days,
    /// Seconds.
    Seconds,
    /// Times, pieces, rows.
    Count,
    /// Whole yuan.
    Yuan,
    /// Hundredths.
    Percent,
    /// A time of the day, in minutes after midnight.
    Clock,
    /// One of these words; what is stored is its place.
    OneOf(&'static [Word]),
}

impl Measure {
    /// In words.
    pub const fn text(self) -> Text {
        match self {
            Self::Minutes => words::MINUTES,
            Self::Hours => words::HOURS,
            Self::Days => guest::DAYS,
            Self::Seconds => words::SECONDS,
            Self::Count => words::COUNT,
            Self::Yuan => sale::YUAN,
            Self::Percent => sale::PERCENT,
            Self::Clock => words::CLOCK,
            Self::OneOf(_) => words::SWITCH,
        }
    }
}

/// A parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Param {
    /// As typed and stored: `hold_min`.
    pub name: &'static str,
    /// In words.
    pub text: Text,
    /// What it counts.
    pub measure: Measure,
    /// Where nothing was set.
    pub default: i64,
    /// The least it may be.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
    /// Where it comes from.
    pub rule: &'static str,
}

impl Param {
    /// Reads a value as people write it: `30`, `9:00`, `cyclic`; `None` when it is none.
    pub fn read(&self, typed: &str) -> Option<i64> {
        let folded = super::clean::fold_width(typed).trim().to_lowercase();
        match self.measure {
            Measure::OneOf(positions) => {
                let is = |w: &Word| {
                    w.code == folded || w.text.zh == typed.trim() || w.text.en.to_lowercase() == folded
                };
                positions.iter().position(is).map(|at| at as i64)
            }
            Measure::Clock => {
                let (hours, minutes) = folded.split_once(':')?;
                let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
                (0..60).contains(&minutes).then_some(hours * 60 + minutes)
            }
            _ => folded.parse().ok(),
        }
    }

    /// A value as people read it.
    pub fn show(&self, value: i64) -> Arg {
        match self.measure {
            Measure::OneOf(positions) => usize::try_from(value)
                .ok()
                .and_then(|at| positions.get(at))
                .map_or_else(|| value.into(), |word| word.text.into()),
            Measure::Clock => format!("{:02}:{:02}", value / 60, value % 60).into(),
            _ => value.into(),
        }
    }

    /// What may be typed, for whoever typed something else.
    fn bounds(&self, typed: &str) -> Say {
        match self.measure {
            Measure::OneOf(positions) => {
                let known: Vec<Arg> = positions
                    .iter()
                    .map(|w| say!(cli::CODE_AND_TEXT, code = w.code, text = w.text).into())
                    .collect();
                say!(words::PARAM_ONE_OF, name = self.text, value = typed, known = known)
            }
            _ => say!(
                words::PARAM_BOUNDS,
                name = self.text,
                least = self.show(self.least),
                most = self.show(self.most),
                measure = self.measure.text(),
                value = typed
            ),
        }
    }
}

pub(super) const fn param(
    name: &'static str,
    text: Text,
    measure: Measure,
    default: i64,
    least: i64,
    most: i64,
    rule: &'static str,
) -> Param {
    Param { name, text, measure, default, least, most, rule }
}

/// The parameter of this name: `hold_min`, or its name in either language.
///
/// # Errors
/// None is called so; the answer lists them.
pub fn find_param(name: &str) -> Result<&'static Param, Refusal> {
    let folded = super::clean::fold_width(name).to_lowercase();
    let called = |p: &&Param| p.name == folded || p.text.zh == name || p.text.en.to_lowercase() == folded;
    PARAMS.iter().find(called).ok_or_else(|| {
        let known: Vec<Arg> = PARAMS.iter().map(|p| p.name.into()).collect();
        Refusal::new("RULES 4", say!(words::NO_SUCH_PARAM, name = name))
            .at("name")
            .typed(say!(words::KNOWN_PARAMS, names = known))
    })
}

events! {
    /// What happens to the house rules.
    PolicyEvent {
        /// A parameter got a value.
        "policy.set" v 1 => Set {
            /// Its name.
            name: String,
            /// What it was.
            from: i64,
            /// What it is now.
            to: i64,
            /// Why.
            reason: String,
        }
    }
}

/// The house rules of a project.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Policy {
    set: BTreeMap<String, i64>,
}

impl Policy {
    /// What a parameter is today.
    pub fn get(&self, param: &Param) -> i64 {
        self.set.get(param.name).copied().unwrap_or(param.default)
    }

    /// Sets a parameter to what was typed.
    ///
    /// # Errors
    /// No such parameter, or a value outside its bounds.
    pub fn decide_set(&self, name: &str, typed: &str, reason: &str) -> Result<Vec<PolicyEvent>, Refusal> {
        let param = find_param(name)?;
        let value = param.read(typed).filter(|value| (param.least..=param.most).contains(value));
        let Some(value) = value else {
            return Err(Refusal::new(param.rule, param.bounds(typed)).at("value"));
        };
        let from = self.get(param);
        if from == value {
            let same = say!(words::PARAM_SAME, name = param.text, value = param.show(value));
            return Err(Refusal::new(param.rule, same).at("value"));
        }
        Ok(vec![PolicyEvent::Set { name: param.name.to_owned(), from, to: value, reason: reason.to_owned() }])
    }
}

impl Aggregate for Policy {
    type Event = PolicyEvent;
    const KIND: &'static str = "policy";

    fn evolve(&mut self, event: &PolicyEvent, _: &Meta) {
        match event {
            PolicyEvent::Set { name, to, .. } => {
                self.set.insert(name.clone(), *to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_those_of_rules_4() {
        let policy = Policy::default();
        assert_eq!(policy.get(&HOLD_MIN), 30);
        assert_eq!(policy.get(&HOLD_RENEW), 1);
        assert_eq!(policy.get(&RESERVE_H), 24);
        assert_eq!(policy.get(&RESERVE_PER_CONSULTANT), 2);
    }

    #[test]
    fn whoever_walks_away_is_signed_out_after_ten_minutes_unless_the_house_says_otherwise() {
        let policy = Policy::default();
        assert_eq!(policy.get(&IDLE_LOCK_MIN), 10);
        for minutes in [1, 480] {
            assert!(policy.decide_set("idle_lock_min", &minutes.to_string(), "x").is_ok(), "{minutes}");
        }
        for minutes in [0, 481] {
            assert_eq!(
                policy.decide_set("idle_lock_min", &minutes.to_string(), "x").unwrap_err().field,
                Some("value")
            );
        }
    }

    #[test]
    fn a_parameter_goes_by_its_code_or_its_name_in_either_language() {
        for param in PARAMS {
            let wide: String =
                param.name.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
            for name in [param.name, param.text.zh, param.text.en, &param.text.en.to_uppercase(), &wide] {
                assert_eq!(find_param(name).map(|p| p.name), Ok(param.name), "{name}");
            }
        }
        let refused = find_param("锁房").unwrap_err();
        assert_eq!((refused.why.text, refused.field), (words::NO_SUCH_PARAM, Some("name")));
    }

    #[test]
    fn a_value_outside_its_bounds_is_refused_at_its_field() {
        let refused = Policy::default().decide_set("hold_min", "0", "x").unwrap_err();
        assert_eq!((refused.field, refused.why.text), (Some("value"), words::PARAM_BOUNDS));
        assert_eq!(Policy::default().decide_set("hold_mins", "5", "x").unwrap_err().field, Some("name"));
    }
}
