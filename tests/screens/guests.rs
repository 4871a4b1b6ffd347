//! The guest book 客户: how it looks, and a day with guests by keys alone.

use std::sync::OnceLock;

use anchang::domain::moment::Millis;
use anchang::domain::person::Pii;
use anchang::text::Lang;
use anchang::tui::term::{Input, Key, Mouse};
use anchang::tui::{App, Theme};
use tempfile::TempDir;

use crate::office::{self, Office, PIN, choose, sign_in_as, type_in};
use crate::paper;
use crate::pictures::{SIZES, photograph};

const RECEPTION: &str = "ming-9-9";
const ASSISTANT: &str = "ming-8-8";
const WANG: &str = "ming-1-王磊";
const ZHAO: &str = "ming-1-赵敏";

/// 2026-11-29 14:30 in China.
const AFTERNOON: Millis = Millis(1_795_827_600_000 + (24 * 60 + 330) * 60_000);

/// Two days with guests: visits, calls, follow-ups, a family, a channel's report that conflicts, lines half complete.
fn busy() -> Office {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let mut office = Office::new();
        office.done("staff.add", &format!("name=小何; roles=reception; pin={RECEPTION}"));
        office.done("staff.add", &format!("name=小周; roles=assistant; pin={ASSISTANT}"));
        office.done("staff.add", &format!("name=王磊; roles=consultant; pin={WANG}"));
        office.done("staff.add", &format!("name=赵敏; roles=consultant; pin={ZHAO}"));
        let sessions = |office: &Office| {
            [("小何", RECEPTION), ("王磊", WANG), ("赵敏", ZHAO)]
                .map(|(name, pin)| office.desk.sign_in(name, &Pii::new(pin.to_owned())).unwrap())
        };
        // 2026-11-28: a call, a visit of the caller's wife to somebody else.
        let [he, wang, zhao] = sessions(&office);
        office.done_by(&wang, "guest.call", "name=李四; phone=13911110001; source=online");
        let visit = "name=孙悦; phone=13911110002; source=passing_by; consultant=赵敏; witness=王磊";
        office.done_by(&he, "guest.visit", visit);
        office.later(30);
        office.done("guest.link", "guest=孙悦; to=李四; relation=spouse");
        let follow = "guest=孙悦; how=phone; reached=yes; content=下午再来看样板间; grade=a; next=+0";
        office.done_by(&zhao, "guest.follow_up", follow);
        // 2026-11-29, from nine on.
        office.clock.put(AFTERNOON.plus_minutes(-330));
        let [he, wang, zhao] = sessions(&office);
        let report = "name=周正; phone=13911110003; company=安居; broker=A07";
        office.done("guest.report", report);
        office.later(45);
        office.done_by(&he, "guest.visit", "guest=周正; source=channel; consultant=王磊; witness=赵敏");
        office.later(20);
        office.done_by(&he, "guest.visit", "name=单雄信; phone=13911110004; consultant=赵敏; witness=王磊");
        office.later(15);
        office.done_by(&he, "guest.visit", "source=passing_by; consultant=王磊");
        office.later(30);
        office.done_by(&zhao, "guest.call", "guest=单雄信; source=online");
        office.done_by(&wang, "guest.appoint", "guest=周正; day=+2; time=10:00; consultant=王磊");
        office.clock.put(AFTERNOON);
        office.into_file()
    });
    let office = Office::of(file);
    office.clock.put(AFTERNOON);
    office
}

fn open(lang: Lang) -> (App, TempDir) {
    let Office { desk, folder, .. } = busy();
    let mut app = office::app(desk, lang, Theme::colours());
    app.press(Key::F(6));
    (app, folder)
}

fn pictures(view: &str, sizes: &[(u16, u16)], prepare: impl Fn(&mut App)) {
    for lang in [Lang::Zh, Lang::En] {
        let (mut app, _folder) = open(lang);
        prepare(&mut app);
        photograph(view, &app, lang, sizes);
    }
}

fn screen(app: &App) -> String {
    paper::words(&paper::draw(app, (120, 36))).join("\n")
}

#[track_caller]
fn shows(app: &App, text: &str) {
    assert!(screen(app).contains(text), "no {text}:\n{}", screen(app));
}

#[track_caller]
fn hides(app: &App, text: &str) {
    assert!(!screen(app).contains(text), "{text}:\n{}", screen(app));
}

#[test]
fn the_list() {
    pictures("guests", &SIZES, |_| ());
}

#[test]
fn a_search_by_initials() {
    pictures("guests-search", &SIZES, |app| type_in(app, "zz"));
}

#[test]
fn a_guest_in_detail() {
    pictures("guests-detail", &SIZES, |app| {
        type_in(app, "sunyue");
        app.press(Key::Ctrl('d'));
    });
}

#[test]
fn the_registers() {
    pictures("guests-registers", &SIZES, |app| app.press(Key::Tab));
}

#[test]
fn the_registers_of_yesterday() {
    pictures("guests-yesterday", &SIZES[..1], |app| {
        app.press(Key::Tab);
        app.press(Key::Left);
    });
}

#[test]
fn a_visit_with_its_evidence() {
    pictures("guests-evidence", &SIZES, |app| {
        sign_in_as(app, "#1", PIN);
        choose(app, "guest.visit");
        app.press(Key::Ctrl('u'));
        type_in(app, "13911110003");
    });
}

#[test]
fn a_ruling_on_the_evidence() {
    pictures("guests-ruling", &SIZES, |app| {
        sign_in_as(app, "#1", PIN);
        type_in(app, "0003");
        app.press(Key::Ctrl('e'));
    });
}

#[test]
fn completing_a_line() {
    pictures("guests-complete", &SIZES, |app| {
        sign_in_as(app, "王磊", WANG);
        app.press(Key::Tab);
        app.press(Key::Enter);
    });
}

#[test]
fn nobody_is_found() {
    pictures("guests-nobody", &SIZES[..1], |app| type_in(app, "13900000009"));
}

#[test]
fn help_over_the_guests() {
    pictures("guests-help", &SIZES[..2], |app| app.press(Key::F(1)));
}

#[test]
fn without_colours() {
    let Office { desk, folder: _folder, .. } = busy();
    let mut app = office::app(desk, Lang::Zh, Theme::plain());
    app.press(Key::F(6));
    photograph("guests-plain", &app, Lang::Zh, &SIZES[1..2]);
    app.press(Key::Tab);
    photograph("guests-registers-plain", &app, Lang::Zh, &SIZES[..1]);
}
