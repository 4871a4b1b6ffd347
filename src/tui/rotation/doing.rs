//! What each key does at the door: one key for each thing that happens there.

use super::super::App;
use super::super::app::Screen;
use super::super::form::{Form, Note, Purpose};
use super::super::run::{Masked, Print};
use super::super::widget::Scroll;
use super::super::window::{Entry, Found, Palette, Topic, Window};
use super::Row;
use crate::desk::{ACTIONS, Action, CommandId, Failure, Filled};
use crate::domain::day::Day;
use crate::domain::find::Needle;
use crate::domain::refusal::Refusal;
use crate::domain::roster::Arrival;
use crate::domain::roster::member::Reception;
use crate::domain::staff::StaffId;
use crate::say;
use crate::text::{Say, roster as roster_words, tui as words};

impl App {
    /// Somebody must be at the desk first; then what was asked for goes on.
    pub(in super::super) fn at_the_desk(&mut self, then: fn(&mut Self)) -> bool {
        if self.person.is_some() {
            return true;
        }
        self.change_person();
        self.once_signed_in = Some(Box::new(then));
        self.warn(words::SIGN_IN_FIRST);
        false
    }

    /// A guest comes in: which sort, and who would receive them.
    pub(in super::super) fn arrive(&mut self) {
        if self.at_the_desk(Self::arrive) {
            self.windows.push(Window::Palette(Palette { topic: Topic::Arrivals, ..Palette::default() }));
            self.search_palette();
        }
    }

    /// Whether somebody at the door is being asked what brings them.
    pub(in super::super) fn is_arriving(&self) -> bool {
        self.windows.iter().any(
            |window| matches!(window, Window::Palette(palette) if matches!(palette.topic, Topic::Arrivals)),
        )
    }

    /// Every sort of guest with who would receive them, and calls.
    pub(in super::super) fn arrivals(&self) -> Vec<Found> {
        let kinds = Arrival::ALL.iter().map(|kind| Entry::Arrival(*kind));
        kinds
            .chain([Entry::Call])
            .map(|entry| {
                let nobody = self.who_takes(entry).is_none() && !entry.names_somebody();
                let why = nobody.then(|| Say::from(roster_words::NOBODY_FREE));
                Found { entry, is_shut: why.is_some(), why }
            })
            .collect()
    }

    /// Who takes a guest of this sort, where the order says it.
    pub(in super::super) fn who_takes(&self, entry: Entry) -> Option<StaffId> {
        let table = self.rotation.roster.table();
        match entry {
            Entry::Call => table.call_order(self.at_the_door()).first().copied(),
            Entry::Arrival(Arrival::Channel) => table.channel_order(self.at_the_door()).first().copied(),
            Entry::Arrival(_) if !entry.names_somebody() => {
                table.order(self.at_the_door()).first().map(|place| place.who)
            }
            _ => None,
        }
    }

    /// A call comes in: it goes to whoever is next for calls, at once.
    pub(in super::super) fn take_call(&mut self) {
        if self.at_the_desk(Self::take_call) {
            self.do_now("roster.call", &[]);
        }
    }

    /// What was chosen of what comes in.
    pub(in super::super) fn came(&mut self, entry: Entry) {
        match entry {
            Entry::Call => self.do_now("roster.call", &[]),
            Entry::Arrival(kind) if entry.names_somebody() => {
                // A guest who comes back says whose guest they are.
                let first = if kind == Arrival::Returning { "guest" } else { "who" };
                self.fill_in("roster.guest", &[("kind", kind.code().to_owned())], first);
            }
            Entry::Arrival(kind) => self.do_now("roster.guest", &[("kind", kind.code().to_owned())]),
            Entry::Action(_) | Entry::Command(_) => {}
        }
    }

    /// Somebody signs in.
    pub(in super::super) fn rotation_sign_in(&mut self) {
        if self.at_the_desk(Self::rotation_sign_in) {
            if !self.rotation.roster.table().members.is_empty() && self.expected("").is_empty() {
                return self.tell(words::ALL_SIGNED_IN);
            }
            self.fill_in("roster.sign_in", &[], "who");
            self.look_for_offers();
        }
    }

    /// A few letters that call nobody who is still expected may call somebody who is in already.
    pub(in super::super) fn who_is_in(&self, failure: &Failure) -> Option<Refusal> {
        let Failure::Refused(refusal) = failure else { return None };
        let Some(Window::Form(form)) = self.windows.last() else { return None };
        let signs_in = matches!(form.purpose, Purpose::Act(action) if action.id == "roster.sign_in");
        if !signs_in || refusal.why.text != crate::text::people::NOBODY_CALLED {
            return None;
        }
        let needle = Needle::new(form.text("who"));
        let here = self.rotation.roster.table().members.iter().filter(|m| !m.left);
        let mut called = here.filter(|m| needle.finds(self.rotation.name(m.who)));
        let (only, None) = (called.next()?, called.next()) else { return None };
        let (who, at) = (self.rotation.name(only.who), only.signed_in.local(self.tz_min).brief(self.now));
        Some(Refusal::new("RULES 1.1.1", say!(roster_words::SIGNED_IN_ALREADY, who = who, at = at)).at("who"))
    }

    /// Before the table stands people sign in one after another: reception goes on with the next until it says Esc.
    pub(in super::super) fn next_signs_in(&mut self) {
        let table = self.rotation.roster.table();
        let over = table.confirmed.is_some() || self.person.as_ref().is_none_or(|me| me.roles.receives());
        if over || self.screen != Screen::Rotation || self.expected("").is_empty() {
            return;
        }
        let count = table.members.iter().filter(|m| !m.left).count();
        self.rotation_sign_in();
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.note = Some(Note::Hint(say!(words::SIGN_IN_NEXT, count = count).in_lang(self.lang)));
        }
    }

    /// The table stands.
    pub(in super::super) fn rotation_confirm(&mut self) {
        if self.at_the_desk(Self::rotation_confirm) {
            self.do_now("roster.confirm", &[]);
        }
    }

    /// Whoever is next steps up to the door.
    pub(in super::super) fn rotation_step_up(&mut self) {
        if self.at_the_desk(Self::rotation_step_up) {
            self.do_now("roster.step_up", &[]);
        }
    }

    /// The reception that is meant: the one chosen, one's own, or the only one; of several none is guessed.
    fn reception_meant(&self, of: &[(u32, StaffId)]) -> Option<u32> {
        let chosen = match self.rotation.row(self.at_the_door()) {
            Some(Row::Reception(no, _) | Row::Over(no, _)) => of.iter().find(|(n, _)| *n == no),
            _ => None,
        };
        let me = self.person.as_ref().map(|person| person.session.staff);
        let own = || of.iter().find(|(_, who)| Some(*who) == me);
        let only = || if let [only] = of { Some(only) } else { None };
        chosen.or_else(own).or_else(only).map(|(no, _)| *no)
    }

    /// A reception is over.
    pub(in super::super) fn rotation_end(&mut self) {
        if !self.at_the_desk(Self::rotation_end) {
            return;
        }
        let open: Vec<(u32, StaffId)> = self.rotation.roster.table().open().map(|r| (r.no, r.who)).collect();
        let left =
            self.rotation.rows(self.at_the_door()).into_iter().find(|row| matches!(row, Row::Left(..)));
        let left = left.filter(|_| open.is_empty());
        if let Some(Row::Left(day, no, _)) = self.chosen_left().or(left) {
            return self.end_of(day, no);
        }
        let outcome = ("outcome", "follow_up".to_owned());
        match self.reception_meant(&open) {
            Some(no) => self.fill_in("roster.end", &[("reception", no.to_string()), outcome], "outcome"),
            None => self.fill_in("roster.end", &[outcome], "reception"),
        }
    }

    fn chosen_left(&self) -> Option<Row> {
        self.rotation.row(self.at_the_door()).filter(|row| matches!(row, Row::Left(..)))
    }

    /// A reception of an earlier day is over: when, somebody says.
    fn end_of(&mut self, day: Day, no: u32) {
        let outcome = ("outcome", "follow_up".to_owned());
        self.fill_in("roster.end", &[("reception", no.to_string()), ("day", day.to_string()), outcome], "at");
    }

    /// The first reception of a day that is not over: today's on the board, an earlier one at once.
    pub(in super::super) fn end_first_of(&mut self, day: Day) {
        let open = self.desk.roster(day).ok().and_then(|roster| roster.table().open().next().map(|r| r.no));
        match open {
            Some(no) if day != self.desk.today() => self.end_of(day, no),
            _ => {
                self.show(Screen::Rotation);
                let rows = self.rotation.rows(self.at_the_door());
                let at = rows.iter().position(|row| matches!(row, Row::Reception(..)));
                self.rotation.stand_on(at.unwrap_or(0));
            }
        }
    }

    /// The register of a reception is written.
    pub(in super::super) fn rotation_register(&mut self) {
        if !self.at_the_desk(Self::rotation_register) {
            return;
        }
        let unwritten: Vec<(u32, StaffId)> = self.rotation.unwritten().map(|r| (r.no, r.who)).collect();
        let now = self.at_the_door();
        let newest = self.rotation.newest.filter(|newest| self.rotation.rows(now).contains(newest));
        let call = match (newest.or(self.rotation.row(now)), self.rotation.calls.as_slice()) {
            (Some(Row::Call(line, _)), _) => Some(line),
            (_, [(line, ..), ..]) if unwritten.is_empty() => Some(*line),
            _ => None,
        };
        if let Some(line) = call {
            return self.fill_in("guest.caller", &[("line", line.to_string())], "phone");
        }
        match self.reception_meant(&unwritten) {
            Some(no) => self.fill_in("roster.register", &[("reception", no.to_string())], "name"),
            None => self.fill_in("roster.register", &[], "reception"),
        }
    }

    /// Whoever is chosen goes away, or is back.
    pub(in super::super) fn rotation_away(&mut self) {
        if !self.at_the_desk(Self::rotation_away) {
            return;
        }
        let row = self.rotation.row(self.at_the_door());
        let who = row.map(|row| self.rotation.typed(row.who())).unwrap_or_default();
        match row {
            Some(Row::Absent(id)) if self.rotation.member(id).is_some_and(|m| m.away.is_some()) => {
                self.do_now("roster.back", &[("who", who)]);
            }
            Some(_) => self.fill_in("roster.away", &[("who", who)], "kind"),
            None => {}
        }
    }

    /// A turn comes back.
    pub(in super::super) fn rotation_restore(&mut self) {
        if !self.at_the_desk(Self::rotation_restore) {
            return;
        }
        let taken: Vec<(u32, StaffId)> = self.rotation.taken().map(|r| (r.no, r.who)).collect();
        let of_row = self.rotation.row(self.at_the_door()).map(Row::who);
        let own = taken.iter().find(|(_, who)| Some(*who) == of_row).map(|(no, _)| *no);
        match own.or_else(|| self.reception_meant(&taken)) {
            Some(no) => {
                let fields = [("reception", no.to_string()), ("reason", "research".to_owned())];
                self.fill_in("roster.restore", &fields, "reason");
            }
            None => self.fill_in("roster.restore", &[("reason", "research".to_owned())], "reception"),
        }
    }

    /// Why whoever is chosen stands there.
    pub(in super::super) fn rotation_explain(&mut self) {
        if let Some(row) = self.rotation.row(self.at_the_door()) {
            self.windows.push(Window::Explain { who: row.who(), scroll: Scroll::default() });
        }
    }

    /// The sheet of the day that is shown, with places to sign.
    pub(in super::super) fn print_rotation(&mut self) {
        self.print = Some(Print::Masked(Masked::Roster(self.rotation.day)));
    }

    /// Does an action at once, with these fields.
    pub(in super::super) fn do_now(&mut self, id: &str, fields: &[(&str, String)]) {
        let Some(action) = ACTIONS.find(id) else { return };
        let filled = match filled(action, fields) {
            Ok(filled) => filled,
            Err(refusal) => return self.warn_of(&refusal.into()),
        };
        if let Err(failure) = self.try_to(action, &filled, None, CommandId::new()) {
            self.warn_of(&failure);
        }
    }

    /// Who has to agree that a guest changes hands: the other of the two (RULES 1.1.6).
    pub(in super::super) fn who_agrees(&self, action: &Action) -> Option<String> {
        let Some(Window::Form(form)) = self.windows.last().filter(|_| action.id == "roster.transfer") else {
            return None;
        };
        let to = form.text("to").trim();
        if to != self.person.as_ref()?.name {
            return Some(to.to_owned());
        }
        let no = form.text("reception").trim_start_matches('#').parse().ok()?;
        Some(self.rotation.typed(self.rotation.roster.table().reception(no)?.who))
    }

    /// The form of an action about the line under the cursor: whom or which reception it is about stands there already,
    /// and another one can be typed over it.
    pub(in super::super) fn form_about_row(&self, action: &'static Action) -> Form {
        let mut form = Form::act(action, "", "");
        let row = self.rotation.row(self.at_the_door());
        // Who signs in, or receives, is nobody on the list yet.
        let about = !matches!(action.id, "roster.sign_in" | "roster.guest" | "roster.step_up");
        if let Some(row) = row.filter(|_| about) {
            form.preset("who", &self.rotation.typed(row.who()), String::new());
            if let Row::Reception(no, _) | Row::Over(no, _) = row {
                form.preset("reception", &no.to_string(), self.reception_in_words(no));
            }
        }
        if let Some(Row::Left(day, no, _)) = self.chosen_left().filter(|_| action.id == "roster.end") {
            form.preset("day", &day.to_string(), String::new());
            form.preset("reception", &no.to_string(), String::new());
        }
        self.ends_of_day(&mut form);
        // It is looked at before anything is done to somebody.
        form.focus = 0;
        form
    }

    /// A reception of today ends now; one of an earlier day says which day it belongs to, and when it was over.
    fn ends_of_day(&self, form: &mut Form) {
        let day = form.text("day").parse().ok();
        let Some(day) = day else {
            form.hide("day");
            return form.hide("at");
        };
        if let Ok(no) = form.text("reception").parse() {
            let meant = self.desk.roster(day).ok().and_then(|roster| roster.table().reception(no).cloned());
            let began = meant.as_ref().map(|r| r.at.local(self.tz_min).brief(self.now)).unwrap_or_default();
            let who = meant.map(|r| self.in_words(&r)).unwrap_or_default();
            form.means_that("reception", format!("{began} {who}"));
        }
        form.need("at");
    }

    /// Opens the form of an action with these fields filled in.
    fn fill_in(&mut self, id: &str, fields: &[(&str, String)], focus: &str) {
        let Some(action) = ACTIONS.find(id) else { return };
        let mut form = Form::act(action, "", "");
        for (name, text) in fields {
            let gloss = match (*name, text.parse::<u32>()) {
                ("reception", Ok(no)) => self.reception_in_words(no),
                ("line", Ok(line)) => self.call_in_words(line),
                _ => String::new(),
            };
            form.preset(name, text, gloss);
        }
        self.ends_of_day(&mut form);
        form.focus_on(focus);
        // What happens at the door is never half written: no draft of yesterday comes up.
        form.draft = None;
        self.windows.push(Window::Form(Box::new(form)));
    }

    /// Who took a call, and when: `王磊 14:02`.
    fn call_in_words(&self, line: u32) -> String {
        let of = self.rotation.calls.iter().find(|(l, ..)| *l == line);
        of.map(|(_, who, at)| format!("{} {}", self.rotation.name(*who), Day::clock(*at, self.tz_min)))
            .unwrap_or_default()
    }

    /// Who receives whom: `王磊 张* 首访`.
    pub(in super::super) fn reception_in_words(&self, no: u32) -> String {
        self.rotation.roster.table().reception(no).map(|r| self.in_words(r)).unwrap_or_default()
    }

    fn in_words(&self, r: &Reception) -> String {
        let guest = self.rotation.guest(r).unwrap_or_default();
        let text = format!("{} {} {guest}", self.rotation.name(r.who), r.kind.text().get(self.lang));
        text.trim_end().to_owned()
    }

    /// What stands beside a sort of guest: who would receive them.
    pub(in super::super) fn beside(&self, entry: Entry) -> String {
        match (entry, self.who_takes(entry)) {
            (Entry::Arrival(_) | Entry::Call, Some(who)) => {
                say!(words::GOES_TO, who = self.rotation.name(who)).in_lang(self.lang)
            }
            (Entry::Arrival(Arrival::Returning), None) => words::GOES_HOME.get(self.lang).to_owned(),
            (Entry::Arrival(_), None) => words::NAME_ONE.get(self.lang).to_owned(),
            _ => entry.beside(),
        }
    }
}

fn filled(action: &Action, fields: &[(&str, String)]) -> Result<Filled, Refusal> {
    let mut filled = Filled::new();
    for field in action.fields {
        if let Some((_, text)) = fields.iter().find(|(name, _)| *name == field.name) {
            filled.put(field, text)?;
        }
    }
    Ok(filled)
}
