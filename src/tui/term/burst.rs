//! A card reader or scanner types like a person, only faster, and ends with Enter (TERMINAL 3.6). What it typed is
//! recognised afterwards, so that nobody's typing waits for it.

/// The least that is a burst.
const LEAST: usize = 8;
/// The longest pause within one.
const PAUSE_MS: u64 = 30;
/// How soon its Enter comes.
const ENTER_MS: u64 = 120;

/// Watches what is typed.
#[derive(Debug, Default)]
pub struct Burst {
    typed: String,
    /// Everything typed without a pause, names and addresses too.
    line: String,
    last_ms: u64,
}

impl Burst {
    /// A character was typed, `now_ms` on a clock that never goes back. Full-width ones were folded. Cards hold digits
    /// and an X; anything else ends a burst: a pasted path keeps its Enter.
    pub fn typed(&mut self, c: char, now_ms: u64) {
        if now_ms.saturating_sub(self.last_ms) > PAUSE_MS {
            self.line.clear();
        }
        self.line.push(c);
        let of_a_card = c.is_ascii_digit() || matches!(c, 'X' | 'x');
        if !of_a_card || now_ms.saturating_sub(self.last_ms) > PAUSE_MS {
            self.typed.clear();
        }
        if of_a_card {
            self.typed.push(c);
        }
        self.last_ms = now_ms;
    }

    /// Enter or Tab was pressed: answers what a reader typed just before it, if one did.
    pub fn ended(&mut self, now_ms: u64) -> Option<String> {
        let typed = std::mem::take(&mut self.typed);
        let soon = now_ms.saturating_sub(self.last_ms) <= ENTER_MS;
        (soon && typed.len() >= LEAST).then_some(typed)
    }

    /// The whole line that was typed without a pause just before Enter; empty where a person typed. Asked before
    /// [`Burst::ended`].
    pub fn line(&mut self, now_ms: u64) -> String {
        let line = std::mem::take(&mut self.line);
        let soon = now_ms.saturating_sub(self.last_ms) <= ENTER_MS;
        if soon && line.chars().count() >= LEAST { line } else { String::new() }
    }

    /// Any other key.
    pub fn broken(&mut self) {
        self.line.clear();
        self.typed.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(burst: &mut Burst, text: &str, from: u64, gap: u64) -> u64 {
        text.chars().fold(from, |at, c| {
            burst.typed(c, at);
            at + gap
        })
    }

    #[test]
    fn a_reader_is_known_by_its_speed_and_its_enter() {
        let mut burst = Burst::default();
        let end = type_in(&mut burst, "11010519491231002X", 1_000, 12);
        assert_eq!(burst.ended(end + 20).as_deref(), Some("11010519491231002X"));
        assert_eq!(burst.ended(end + 21), None, "once");
    }

    #[test]
    fn a_person_is_slower_or_types_less() {
        let mut burst = Burst::default();
        let end = type_in(&mut burst, "13812341234", 1_000, 80);
        assert_eq!(burst.ended(end), None, "by hand");
        let end = type_in(&mut burst, "314159", 9_000, 5);
        assert_eq!(burst.ended(end), None, "a short one");
        let end = type_in(&mut burst, "13812341234", 20_000, 5);
        assert_eq!(burst.ended(end + 400), None, "Enter came much later");
        let end = type_in(&mut burst, "1381234", 30_000, 5);
        burst.typed('张', end);
        assert_eq!(burst.ended(end + 5), None, "no reader types Han characters");
    }

    #[test]
    fn what_was_typed_by_hand_before_is_no_part_of_it() {
        let mut burst = Burst::default();
        let end = type_in(&mut burst, "ab", 1_000, 200);
        let end = type_in(&mut burst, "13812341234", end + 500, 8);
        assert_eq!(burst.ended(end).as_deref(), Some("13812341234"));
    }
}
