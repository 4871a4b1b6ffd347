//! What a key, a paste or a reader does: a command of the table, or typing into what is on top.

use super::App;
use super::app::Screen;
use super::command::{self, Cmd};
use super::form::{Note, Purpose};
use super::grid::filter::Filter;
use super::term::{Input, Key};
use super::widget::Scroll;
use super::window::{Question, Then, Window};
use crate::text::{Lang, tui as words};

impl App {
    /// Takes one input in; `now_ms` is on a clock that never goes back.
    pub fn take(&mut self, input: Input, now_ms: u64) {
        let writing = match self.windows.last() {
            Some(Window::Form(form)) => form.line().is_some_and(|line| !line.is_secret()),
            _ => false,
        };
        match input {
            // What was drawn where is not so any more.
            Input::Resize => self.hits.borrow_mut().clear(),
            Input::Paste(text) => self.paste(&text),
            Input::Mouse(what, x, y) => self.mouse(what, x, y),
            Input::Han(c) => {
                self.burst.typed(c, now_ms);
                self.write(c);
            }
            // In a field what was written stands as it was written: the log keeps it for ever.
            Input::Folded(Key::Char(plain), c) if self.context().takes_letters() => {
                self.burst.typed(plain, now_ms);
                self.write(c);
            }
            Input::Key(key @ Key::Char(c)) => {
                self.burst.typed(c, now_ms);
                self.press(key);
            }
            Input::Key(Key::Enter | Key::Tab) if writing => {
                let key = if let Input::Key(key) = input { key } else { Key::Tab };
                let line = self.burst.line(now_ms);
                let read = self.burst.ended(now_ms);
                if !line.is_empty() && self.card_read(&line) {
                    return self.look_for_offers();
                }
                match read {
                    Some(read) => self.scanned(&read),
                    None => self.press(key),
                }
            }
            Input::Key(key) | Input::Folded(key, _) => {
                self.burst.broken();
                self.press(key);
            }
        }
    }

    /// A reader or scanner has typed this into the focused field: it goes where it belongs, and its Enter sends nothing.
    fn scanned(&mut self, read: &str) {
        if let Some(Window::Form(form)) = self.windows.last_mut()
            && !matches!(form.purpose, Purpose::SignIn | Purpose::Unlock { .. } | Purpose::Approve { .. })
        {
            form.put_where_it_belongs(read);
            self.tell(crate::say!(words::SCANNED, count = read.chars().count()));
            self.look_for_offers();
        } else {
            self.press(Key::Enter);
        }
    }

    /// A key: a command of the table, or typing.
    pub fn press(&mut self, key: Key) {
        let context = self.context();
        let typed = context.takes_letters() && matches!(key, Key::Char(_));
        if let Some(cmd) = command::find(key, context).filter(|_| !typed) {
            self.run(cmd);
        } else {
            self.toast = None;
            self.type_in(key);
        }
        self.look_for_offers();
    }

    /// Does a command, or says why it cannot be done now.
    pub(super) fn run(&mut self, cmd: &Cmd) {
        self.toast = None;
        if !self.arrives_first(cmd) {
            return;
        }
        match (cmd.enabled)(self) {
            Ok(()) => (cmd.run)(self),
            Err(why) => self.warn(why),
        }
    }

    /// Whoever types a room and goes on means that room: the cursor is there before anything is done. Answers whether
    /// to go on.
    fn arrives_first(&mut self, cmd: &Cmd) -> bool {
        let waits = self.windows.is_empty() && self.screen == Screen::Grid && !self.grid.typed.is_empty();
        let stays = ["unit.detail", "leave", "help", "language", "quit"].contains(&cmd.id);
        !waits || stays || self.jump()
    }

    /// A key that no command has: part of a room number, of a field, of what is looked for.
    fn type_in(&mut self, key: Key) {
        match self.windows.last_mut() {
            None if self.screen == Screen::Guests => self.edit_search(key),
            None if self.screen == Screen::Deals => self.edit_deal_search(key),
            None if self.screen == Screen::Alerts => self.edit_alert_search(key),
            None if self.screen != Screen::Grid => {}
            None => match key {
                Key::Char(c) if self.grid.typed.len() < 16 && (c.is_ascii_alphanumeric() || c == '-') => {
                    self.grid.typed.push(c);
                }
                Key::Backspace => drop(self.grid.typed.pop()),
                _ => {}
            },
            Some(Window::Form(form)) => form.edit(key),
            Some(Window::Palette(palette)) => {
                if palette.typed.write(key) {
                    self.search_palette();
                }
            }
            Some(Window::Question(question)) => {
                let answer = match key {
                    Key::Left | Key::Right | Key::Up | Key::Down => {
                        question.yes = !question.yes;
                        None
                    }
                    Key::Char(c) => yes_or_no(c),
                    _ => None,
                };
                self.answer_with(answer);
            }
            Some(_) => {}
        }
    }

    /// A Han character: written where something is written, a hint anywhere else.
    pub fn write(&mut self, c: char) {
        // A building may have a Chinese name: 商业12-1-101.
        let of_a_room =
            self.screen == Screen::Grid && (!self.grid.typed.is_empty() || self.begins_a_building(c));
        let searching = self.is_searching();
        match self.windows.last_mut() {
            Some(Window::Form(form)) => form.write(c),
            Some(Window::Palette(palette)) => {
                palette.typed.insert(c);
                self.search_palette();
            }
            Some(Window::Question(_)) if yes_or_no(c).is_some() => self.answer_with(yes_or_no(c)),
            None if of_a_room => self.grid.typed.push(c),
            None if searching => self.edit_search(Key::Char(c)),
            None if self.screen == Screen::Deals => self.edit_deal_search(Key::Char(c)),
            None if self.screen == Screen::Alerts => self.edit_alert_search(Key::Char(c)),
            _ => self.warn(words::CHINESE_INPUT),
        }
        self.look_for_offers();
    }

    fn begins_a_building(&self, c: char) -> bool {
        self.grid.buildings.iter().any(|building| building.name.starts_with(c))
    }

    /// Several characters at once. Whatever is no character of a line is left out.
    pub fn paste(&mut self, text: &str) {
        let text = one_line(text);
        if let Some(Window::Form(form)) = self.windows.last_mut() {
            form.paste(&text);
            return self.look_for_offers();
        }
        for c in text.chars() {
            match self.windows.last_mut() {
                Some(Window::Palette(palette)) => palette.typed.insert(c),
                Some(_) => {}
                None => self.type_in(Key::Char(c)),
            }
        }
        self.search_palette();
        self.look_for_offers();
    }

    /// Leaves the program; not without a word about what is half typed.
    pub(super) fn quit(&mut self) {
        self.keep_draft();
        match self.windows.last() {
            // Asked whether to leave, the same key once more is an answer.
            Some(Window::Question(question)) if question.then == Then::Quit => {
                self.quit = true;
                return;
            }
            // Whoever leaves does not want what was asked about.
            Some(Window::Question(_)) => drop(self.windows.pop()),
            _ => {}
        }
        let kept =
            |window: &Window| matches!(window, Window::Form(form) if form.dirty && form.draft.is_some());
        let dirty = self.windows.iter().any(kept);
        if dirty {
            let text = words::QUIT_DIRTY.into();
            self.windows.push(Window::Question(Question { text, yes: false, then: Then::Quit }));
        } else {
            self.quit = true;
        }
    }

    fn answer_with(&mut self, answer: Option<bool>) {
        let (Some(yes), Some(Window::Question(question))) = (answer, self.windows.last_mut()) else { return };
        question.yes = yes;
        self.answer();
    }

    /// Answers the question on top.
    pub(super) fn answer(&mut self) {
        let Some(Window::Question(question)) = self.windows.last() else { return };
        let (yes, then) = (question.yes, question.then);
        self.windows.pop();
        match (yes, then) {
            (false, _) => {}
            (true, Then::Quit) => self.quit = true,
            (true, Then::Send) => self.send_for_good(),
            (true, Then::Ask) => self.ask_and_send(),
        }
    }

    /// Leaves one level: a window, a typed room number, marks, the past, the board.
    pub(super) fn back(&mut self) {
        let at_a_past_door = self.screen == Screen::Rotation && self.past().is_some();
        match self.windows.last_mut() {
            Some(Window::Form(form)) if form.offer.is_some() => form.offer = None,
            Some(Window::Form(form)) if form.is_entry() => self.leave_entry(),
            Some(Window::Form(form)) if form.dirty => {
                form.dirty = false;
                // Once more, and what was typed is gone.
                form.note = Some(Note::Wrong(words::LEAVE_FORM.get(self.lang).to_owned()));
            }
            Some(Window::Palette(palette)) if !palette.typed.text().is_empty() => {
                palette.typed.set("");
                self.search_palette();
            }
            Some(_) => self.leave_window(),
            None if self.screen == Screen::Guests && self.guests.in_registers && self.guests.for_close => {
                self.show(Screen::Close);
            }
            None if self.screen == Screen::Guests && self.guests.in_registers => self.other_view(),
            None if self.screen == Screen::Guests => self.forget_search(),
            None if self.screen == Screen::Deals => self.forget_deal_search(),
            None if self.screen == Screen::Alerts => self.forget_alert_search(),
            None if matches!(self.screen, Screen::Close | Screen::Flows) => self.show(Screen::Alerts),
            None if self.screen == Screen::Sale => self.leave_sale(),
            None if at_a_past_door => self.now_again(),
            None if self.screen != Screen::Grid => {}
            None if !self.grid.typed.is_empty() => self.grid.typed.clear(),
            None if !self.grid.marks.is_empty() => self.grid.marks.clear(),
            None if self.grid.as_of.is_some() => self.now_again(),
            None if self.grid.board => self.toggle_board(),
            None if !self.grid.filter.is_empty() => {
                self.grid.filter = Filter::default();
                self.read_again();
            }
            None => {}
        }
    }

    fn leave_window(&mut self) {
        if let Some(Window::Form(form)) = self.windows.pop() {
            self.drop_draft(&form);
            self.once_signed_in = None;
            // Whoever does not give the PIN is not at the desk any more.
            if matches!(form.purpose, Purpose::Unlock { .. }) {
                if let Some((person, parked)) = self.locked.take() {
                    self.put_aside(person.session.staff, parked);
                }
                self.leave_seat();
            }
        }
    }

    pub(super) fn scroll(&mut self, lines: i32) {
        if let Some(scroll) = self.windows.last_mut().and_then(Window::scroll) {
            scroll.by(lines);
        }
    }

    pub(super) fn open_help(&mut self) {
        if matches!(self.windows.last(), Some(Window::Help { .. })) {
            self.windows.pop();
        } else {
            let about = self.context();
            self.windows.push(Window::Help { about, scroll: Scroll::default() });
        }
    }

    pub(super) fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.tell(if self.mouse { words::MOUSE_ON } else { words::MOUSE_OFF });
    }

    pub(super) fn toggle_language(&mut self) {
        self.lang = match self.lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        self.reload_later();
    }
}

/// What was pasted as one line: whatever ends a line or stands between columns is a blank, other signs that cannot be
/// seen are left out.
pub(super) fn one_line(text: &str) -> String {
    let ends = |c: char| matches!(c, '\n' | '\r' | '\t');
    let parts = text.split(ends).map(|part| part.chars().filter(|c| !c.is_control()).collect::<String>());
    let parts: Vec<String> = parts.filter(|part| !part.trim().is_empty()).collect();
    parts.join(" ").trim().to_owned()
}

/// An answer by its letter or its character.
fn yes_or_no(c: char) -> Option<bool> {
    match c {
        'y' | 'Y' | '是' => Some(true),
        'n' | 'N' | '否' => Some(false),
        _ => None,
    }
}
