//! The guest under the cursor in words: whose, on what evidence, what is to be done, what happened. Read when the cursor
//! moves or the file changes, never while drawing.

use super::super::App;
use super::super::window::Window;
use crate::desk::{GuestRow, LogFilter, Names, StoreError, event_in_words, verdict, whose};
use crate::domain::attribution::{Evidence, Standing};
use crate::domain::moment::Millis;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Lang, Say, guests_tui as words};

/// More events of a guest than this nobody scrolls through.
const MOST_HISTORY: i64 = 200;
/// More do not fit beside the list.
const BESIDE: i64 = 24;

/// How a line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// A title.
    Strong,
    /// Somebody has to do something about it.
    Alarm,
    /// It does not count any more.
    Faint,
    /// It was taken back.
    Struck,
}

/// What is said of a guest, a line each.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Who: number and masked name.
    pub title: String,
    /// The lines.
    pub lines: Vec<(String, Tone)>,
}

impl App {
    pub(in super::super) fn look_at_guest(&mut self) -> Result<(), StoreError> {
        let whole = self.windows.iter().any(|w| matches!(w, Window::Guest { .. }));
        self.guests.sheet = Sheet::default();
        let Some(id) = self.guests.here() else { return Ok(()) };
        let Some(row) = self.desk.guest(id)? else { return Ok(()) };
        let names = self.desk.names()?;
        let teller = Teller { names: &names, lang: self.lang, now: self.now, tz_min: self.tz_min };
        let attribution = self.desk.attribution_of(id)?;
        let mut lines = Vec::new();
        for sentence in verdict(&attribution) {
            let tone = if sentence.warns { Tone::Alarm } else { Tone::Plain };
            lines.push((teller.say(sentence.say), tone));
        }
        teller.facts(&row, &mut lines);
        if !attribution.evidence.is_empty() {
            lines.push((String::new(), Tone::Plain));
            lines.push((words::EVIDENCE.get(self.lang).to_owned(), Tone::Strong));
            for piece in &attribution.evidence {
                let counts = piece.standing == Standing::Live;
                let tone = if counts { Tone::Plain } else { Tone::Faint };
                lines.push((teller.evidence(piece), tone));
            }
        }
        lines.push((String::new(), Tone::Plain));
        lines.push((words::HISTORY.get(self.lang).to_owned(), Tone::Strong));
        let last = Some(if whole { MOST_HISTORY } else { BESIDE });
        let filter = LogFilter { stream: Some(format!("guest:{}", id.0)), last, ..LogFilter::default() };
        for event in self.desk.log(&filter)?.iter().rev() {
            let at = teller.time(Millis(event.wall));
            let what = teller.say(event_in_words(event)?);
            let who = names.staff(StaffId(event.actor)).unwrap_or_default();
            lines.push((format!("{at}  {what}  {who}").trim_end().to_owned(), Tone::Plain));
        }
        let title = teller.say(say!(words::NUMBERED, number = id.0, guest = id));
        drop(names);
        self.guests.sheet = Sheet { title, lines };
        Ok(())
    }

    /// Every piece of evidence on whose guest somebody is, a line each, and whether it counts.
    pub(in super::super) fn evidence_lines(
        &self,
        evidence: &[Evidence],
    ) -> Result<Vec<(String, bool)>, StoreError> {
        let names = self.desk.names()?;
        let teller = Teller { names: &names, lang: self.lang, now: self.now, tz_min: self.tz_min };
        Ok(evidence.iter().map(|e| (teller.evidence(e), e.standing == Standing::Live)).collect())
    }
}

/// Puts a guest into words.
struct Teller<'n, 's> {
    names: &'n Names<'s>,
    lang: Lang,
    now: Millis,
    tz_min: i32,
}

impl Teller<'_, '_> {
    fn say(&self, say: Say) -> String {
        self.names.fill(say).in_lang(self.lang)
    }

    fn time(&self, at: Millis) -> String {
        at.local(self.tz_min).brief(self.now)
    }

    /// What is to be done, and who belongs to them.
    fn facts(&self, row: &GuestRow, lines: &mut Vec<(String, Tone)>) {
        let guest = &row.guest;
        if let Some(who) = guest.consultant {
            let mut text = self.say(say!(words::REGISTERED_TO, who = who));
            if let Some(grade) = guest.grade {
                text = format!("{text}  {}", grade.text().get(self.lang));
            }
            lines.push((text, Tone::Plain));
        }
        if let Some(next) = guest.next {
            let days = next.day.until(crate::domain::day::Day::of(self.now, self.tz_min));
            lines.push(if next.at < self.now {
                let late = say!(words::NEXT_OVERDUE, day = next.day, who = next.by, days = days);
                (self.say(late), Tone::Alarm)
            } else {
                (self.say(say!(words::NEXT_CONTACT, day = next.day, who = next.by)), Tone::Plain)
            });
        }
        if let Some(agreed) = guest.appointment {
            let past = agreed.at < self.now;
            let (text, tone) =
                if past { (words::APPOINTMENT_PAST, Tone::Alarm) } else { (words::APPOINTMENT, Tone::Plain) };
            let at = agreed.at.local(self.tz_min).to_string();
            let at = at.get(..16).unwrap_or(&at);
            lines.push((self.say(say!(text, at = at, who = agreed.by)), tone));
        }
        for link in &guest.links {
            let family = say!(words::FAMILY, relation = link.relation.text(), guest = link.to);
            lines.push((self.say(family), Tone::Plain));
        }
        match guest.consent {
            None => lines.push((words::NOT_ASKED.get(self.lang).to_owned(), Tone::Faint)),
            Some(false) => lines.push((words::REFUSED.get(self.lang).to_owned(), Tone::Plain)),
            Some(true) => {}
        }
    }

    /// A piece of evidence: `11-28 10:12  来访  王磊  电话登记  有效  剩 10 天`.
    fn evidence(&self, piece: &Evidence) -> String {
        let left = piece.days_left.map(|days| self.say(say!(words::LEFT, days = days)));
        let relative = piece.relation.map(|relation| {
            self.say(say!(words::OF_RELATIVE, relation = relation.text(), guest = piece.guest))
        });
        let parts = [
            Some(self.time(piece.at)),
            Some(piece.kind.text().get(self.lang).to_owned()),
            Some(self.say(whose(&piece.whose))),
            Some(piece.ground.text().get(self.lang).to_owned()),
            Some(piece.standing.text().get(self.lang).to_owned()),
            left,
            relative,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
    }
}
