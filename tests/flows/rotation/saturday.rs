//! A whole Saturday through real actions: ten consultants, sixty guests, twenty-five calls, lunches, a late arrival, two
//! named guests, three researchers, a penalty, a reorder, a dispute. After every event the order is what a sheet of
//! paper at the reception would give ([`Sheet`]), kept here by the rules with a pencil.

use anchang::desk::{Done, Session};
use anchang::domain::moment::Millis;
use anchang::domain::person::Pii;
use anchang::text::Lang;

use super::sheet::Sheet;
use crate::office::{ASSISTANT, MANAGER, Office, RECEPTION};

const PEOPLE: [&str; 10] = ["安东", "白兰", "陈晨", "丁香", "方圆", "高山", "何倩", "金秋", "林可", "孟夏"];

/// The day, and a time on it.
const DAY: &str = "2026-12-05";
fn at(clock: &str) -> Millis {
    super::day::at(clock).plus_minutes(7 * 24 * 60)
}

/// How many times of day stand in a text.
fn clocks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |at: std::ops::Range<usize>| bytes[at].iter().all(u8::is_ascii_digit);
    (2..bytes.len().saturating_sub(2))
        .filter(|at| bytes[*at] == b':' && digits(at - 2..*at) && digits(at + 1..at + 3))
        .count()
}

/// What somebody is told who asks why they stand there, in parts that follow each other: the place, what it rests on,
/// who is ahead and why (RULES 1.1.1-1.1.5). `given`: the manager gave the order of the rows, not arrival.
fn reasons(sheet: &Sheet, given: bool, who: &str, zh: bool) -> Vec<String> {
    let say = |chinese: String, english: String| if zh { chinese } else { english };
    let words = |chinese: &str, english: &str| say(chinese.to_owned(), english.to_owned());
    let Some(row) = sheet.rows.iter().position(|(name, _)| *name == who) else {
        return vec![say(format!("{who} 已签退"), format!("{who} has gone home"))];
    };
    let order = sheet.order();
    let Some(at) = order.iter().position(|name| *name == who) else {
        let made_up = sheet.busy.iter().find(|(name, _)| *name == who).is_some_and(|(_, made_up)| *made_up);
        let what = if made_up {
            words("期间轮到的可补接 (规则 1.1.4)", "turns that pass meanwhile are made up (rule 1.1.4)")
        } else {
            words("期间轮到的不补接 (规则 1.1.4)", "turns that pass meanwhile are lost (rule 1.1.4)")
        };
        return vec![format!("{who} "), what];
    };
    let marks = |name: &str| sheet.rows.iter().find(|(row, _)| *row == name).map_or(0, |(_, marks)| *marks);
    let place = at + 1;
    let mut parts = if at == 0 {
        vec![say(format!("{who} 当值: "), format!("{who} is on duty: "))]
    } else {
        vec![say(format!("{who} 排第 {place}: "), format!("{who} is number {place}: "))]
    };
    if sheet.door == Some(order[at]) {
        parts.push(words("在门口位 (规则 1.1.2)", "(rule 1.1.2)"));
    } else if sheet.back.contains(&order[at]) {
        parts.push(words("还轮, 优先 (规则 1.1.3)", "goes first (rule 1.1.3)"));
    } else if sheet.owed.contains(&order[at]) {
        let count = sheet.owed.iter().filter(|name| **name == who).count();
        parts.push(say(
            format!("待补接 {count} 次, 优先 (规则 1.1.5)"),
            format!("{count} turn(s) to make up since"),
        ));
        parts.push(words("", "(rule 1.1.5)"));
    } else {
        let (round, row) = (marks(who) + 1, row + 1);
        parts.push(say(
            format!("第 {round} 轮, 轮次表第 {row} 位, "),
            format!("round {round}, place {row} on the table, "),
        ));
        if given {
            parts.push(words("经理调整 (规则 1.1.5)", "(rule 1.1.5)"));
        }
    }
    for other in order[..at].iter().take(4) {
        let why = if sheet.door == Some(other) {
            words("在门口位", "at the door")
        } else if sheet.back.contains(other) {
            words("还轮优先", "a turn came back at")
        } else if sheet.owed.contains(other) {
            words("补接优先", "a turn to make up since")
        } else if marks(other) < marks(who) {
            let (round, own) = (marks(other) + 1, marks(who) + 1);
            say(format!("第 {round} 轮, 本人第 {own} 轮"), format!("round {round}, not yet {own}"))
        } else {
            words("同轮, 排位在前", "same round, earlier on the table")
        };
        parts.push(format!("{other} ("));
        parts.push(why);
    }
    if at > 4 {
        parts.push(say(format!("另有 {} 人", at - 4), format!("{} more", at - 4)));
    }
    parts
}

struct Saturday {
    office: Office,
    sheet: Sheet,
    names: Vec<(i64, &'static str)>,
    own: Vec<(&'static str, Session)>,
    guests: usize,
    calls: usize,
    /// The manager gave the order.
    given: bool,
}

impl Saturday {
    fn new() -> Self {
        let mut office = Office::new();
        // A week after the office was founded: somebody looks at the calendar and says that the clock is right.
        office.clock.put(at("08:30"));
        office.done(MANAGER, "clock.confirm", "");
        let (mut names, mut own) = (Vec::new(), Vec::new());
        for name in PEOPLE {
            let pin = format!("sat-{name}-1928");
            let done =
                office.done(MANAGER, "staff.add", &format!("name={name}; roles=consultant; pin={pin}"));
            names.push((done.created.unwrap().trim_start_matches('#').parse().unwrap(), name));
            if name == "安东" || name == "陈晨" {
                own.push((name, office.desk.sign_in(name, &Pii::new(pin)).unwrap()));
            }
        }
        Self { office, sheet: Sheet::default(), names, own, guests: 0, calls: 0, given: false }
    }

    fn clock(&mut self, clock: &str) -> Millis {
        self.office.clock.put(at(clock));
        at(clock)
    }

    #[track_caller]
    fn does(&mut self, who: usize, action: &str, fields: &str) -> Done {
        let done = self.office.done(who, action, fields);
        self.agrees(action);
        done
    }

    fn name(&self, id: i64) -> &'static str {
        self.names.iter().find(|(n, _)| *n == id).unwrap().1
    }

    /// The board and the paper say the same.
    #[track_caller]
    fn agrees(&mut self, after: &str) {
        let roster = self.office.desk.roster(DAY.parse().unwrap()).unwrap();
        let order: Vec<&str> =
            roster.table().order(self.office.now()).iter().map(|place| self.name(place.who.0)).collect();
        assert_eq!(order, self.sheet.order(), "after {after} at {}", self.office.now().local(480));
        // Everybody can be told why, in both languages, and it is what the paper says.
        let names = self.office.desk.names().unwrap();
        self.office
            .desk
            .read_ctx(|ctx| {
                for member in &roster.table().members {
                    let say = names.fill(roster.explain(member.who, ctx).unwrap());
                    let who = self.name(member.who.0);
                    for (lang, parts) in [
                        (Lang::Zh, reasons(&self.sheet, self.given, who, true)),
                        (Lang::En, reasons(&self.sheet, self.given, who, false)),
                    ] {
                        let text = say.in_lang(lang);
                        let mut rest = text.as_str();
                        for part in &parts {
                            let at = rest.find(part.as_str());
                            assert!(at.is_some(), "{part:?} of {parts:?} in {text} after {after}");
                            rest = &rest[at.unwrap() + part.len()..];
                        }
                        assert!(!text.contains(['{', '#']) && (member.left || clocks(&text) > 0), "{text}");
                    }
                }
            })
            .unwrap();
    }

    #[track_caller]
    fn guest(&mut self) -> &'static str {
        let expected = self.sheet.new_guest();
        self.guests += 1;
        self.does(RECEPTION, "roster.guest", "kind=first");
        let roster = self.office.desk.roster(DAY.parse().unwrap()).unwrap();
        assert_eq!(self.name(roster.table().receptions.last().unwrap().who.0), expected);
        expected
    }

    #[track_caller]
    fn ends(&mut self, who: &'static str, outcome: &str) {
        self.sheet.is_free_again(who);
        if outcome == "research" {
            self.sheet.back.push(who);
        }
        self.does(RECEPTION, "roster.end", &format!("reception={who}; outcome={outcome}"));
    }

    /// So many new guests from a time on, two minutes apart, each gone before the next but one.
    #[track_caller]
    fn stream(&mut self, from: &str, count: usize) {
        let mut now = self.clock(from);
        let mut inside: Vec<&'static str> = Vec::new();
        for _ in 0..count {
            inside.push(self.guest());
            now = now.plus_minutes(2);
            self.office.clock.put(now);
            if inside.len() > 2 {
                let first = inside.remove(0);
                self.ends(first, "follow_up");
            }
        }
        for who in inside {
            self.ends(who, "follow_up");
        }
    }
}

#[test]
fn the_whole_day() {
    let mut day = Saturday::new();

    // Nine are there before nine; one signs in with their own PIN, the rest at the reception.
    day.clock("08:40");
    let (_, session) = day.own[0].clone();
    let (action, filled) = crate::office::fill("roster.sign_in", "").unwrap();
    day.office.desk.act(&session, action, &filled, None, anchang::desk::CommandId::new()).unwrap();
    day.sheet.rows.push((PEOPLE[0], 0));
    day.agrees("own sign-in");
    for name in &PEOPLE[1..9] {
        day.sheet.rows.push((name, 0));
        day.does(RECEPTION, "roster.sign_in", &format!("who={name}"));
    }
    day.clock("08:55");
    day.does(ASSISTANT, "roster.confirm", "");

    // The tenth is late and therefore last.
    day.clock("09:07");
    day.sheet.rows.push((PEOPLE[9], 0));
    let late = day.does(RECEPTION, "roster.sign_in", &format!("who={}", PEOPLE[9]));
    assert!(late.says[0].in_lang(Lang::Zh).contains("迟到"));

    // At the door stands the first; the guest goes there, the next one writes the register and steps up.
    day.sheet.door = Some("安东");
    day.does(RECEPTION, "roster.step_up", "");
    day.clock("09:15");
    assert_eq!(day.guest(), "安东");
    day.sheet.door = Some("白兰");
    day.does(RECEPTION, "roster.register", "name=孙先生; phone=13911110001");
    day.clock("09:20");
    assert_eq!(day.guest(), "白兰");
    day.ends("安东", "follow_up");
    day.ends("白兰", "follow_up");

    // Ten guests of an ordinary morning: the round goes on with the third, and begins again after the tenth.
    day.stream("09:30", 10);

    // Two guests ask for somebody: one has been here before with 丁香, the other nobody knows.
    day.clock("10:10");
    // She called yesterday's number this morning, and 丁香 took the call: that is the evidence.
    day.office.done(RECEPTION, "guest.call", "phone=13911110002; name=郑女士; consultant=丁香");
    let known = "13911110002";
    day.sheet.leaves("丁香", true);
    day.guests += 1;
    day.does(RECEPTION, "roster.guest", &format!("kind=named; who=丁香; guest={known}"));
    day.clock("10:30");
    day.ends("丁香", "appointed");
    day.guests += 1;
    let row = day.sheet.rows.iter().position(|(name, _)| *name == "何倩").unwrap();
    day.sheet.rows[row].1 += 1;
    day.sheet.leaves("何倩", true);
    day.does(RECEPTION, "roster.guest", "kind=named; who=何倩");
    day.clock("10:50");
    day.ends("何倩", "follow_up");

    // A returning guest keeps 陈晨 busy while the turn passes; it is made up.
    day.clock("11:00");
    day.sheet.leaves("陈晨", true);
    day.guests += 1;
    day.does(RECEPTION, "roster.guest", "kind=returning; who=陈晨");
    day.stream("11:02", 4);
    day.clock("11:30");
    day.ends("陈晨", "bought");

    // Three researchers: one says so at the door, two turn out to be.
    day.clock("11:40");
    let first = day.sheet.order()[0];
    day.sheet.leaves(first, true);
    day.guests += 1;
    day.does(RECEPTION, "roster.guest", "kind=research");
    day.clock("11:45");
    day.sheet.is_free_again(first);
    day.does(RECEPTION, "roster.end", &format!("reception={first}; outcome=research"));
    for clock in ["11:46", "11:52"] {
        day.clock(clock);
        let who = day.guest();
        day.office.later(4);
        day.ends(who, "research");
    }

    // Lunch in two halves. Of the second half one goes on a private errand instead: that is not made up.
    day.clock("12:00");
    for name in &PEOPLE[..5] {
        day.sheet.leaves(name, true);
        day.does(RECEPTION, "roster.away", &format!("kind=lunch; who={name}; back=12:40"));
    }
    day.stream("12:05", 7);
    day.clock("12:40");
    for name in &PEOPLE[..5] {
        day.sheet.is_free_again(name);
        day.does(RECEPTION, "roster.back", &format!("who={name}"));
    }
    for name in &PEOPLE[5..9] {
        day.sheet.leaves(name, true);
        day.does(RECEPTION, "roster.away", &format!("kind=lunch; who={name}; back=+40"));
    }
    day.sheet.leaves(PEOPLE[9], false);
    day.does(RECEPTION, "roster.away", &format!("kind=private; who={}", PEOPLE[9]));
    day.stream("12:45", 12);
    day.clock("13:30");
    for name in &PEOPLE[5..9] {
        day.sheet.is_free_again(name);
        day.does(RECEPTION, "roster.back", &format!("who={name}"));
    }
    day.sheet.is_free_again(PEOPLE[9]);
    // 孟夏 was last on the sheet anyway; the rounds that passed are lost.
    let lowest = day.sheet.rows[..9].iter().map(|(_, marks)| *marks).min().unwrap();
    day.sheet.rows[9].1 = day.sheet.rows[9].1.max(lowest);
    day.does(RECEPTION, "roster.back", &format!("who={}", PEOPLE[9]));

    // A penalty: 高山 did not ask whether the guest came for the first time.
    day.clock("13:40");
    let row = day.sheet.rows.iter().position(|(name, _)| *name == "高山").unwrap();
    day.sheet.rows[row].1 += 1;
    day.does(MANAGER, "roster.skip", "who=高山; penalty=did_not_ask");

    // Twenty-five calls go by an order of their own and take no turn. Everybody is free: two rounds and a half.
    day.clock("14:00");
    for i in 0..25 {
        day.calls += 1;
        day.does(RECEPTION, "roster.call", "");
        let roster = day.office.desk.roster(DAY.parse().unwrap()).unwrap();
        // The sheet for calls is in the order of arrival from the first call on.
        assert_eq!(day.name(roster.table().calls.last().unwrap().who.0), PEOPLE[i % 10]);
    }

    // The manager changes the order; from here on it is the one that he gave, and all begin the same round.
    day.clock("14:30");
    let reversed: Vec<&'static str> = PEOPLE.into_iter().rev().collect();
    let round = day.sheet.rows.iter().map(|(_, marks)| *marks).min().unwrap();
    day.sheet.rows = reversed.iter().map(|name| (*name, round)).collect();
    day.given = true;
    (day.sheet.back, day.sheet.owed) = (Vec::new(), Vec::new());
    day.does(MANAGER, "roster.reorder", &format!("order={}; reason=下午另行排序", reversed.join(",")));
    assert_eq!(day.sheet.order(), reversed);

    // A dispute: 孟夏 took a guest whom 林可 claims. Both agree, and the turn goes with the guest.
    day.clock("14:40");
    assert_eq!(day.guest(), "孟夏");
    day.clock("14:45");
    day.sheet.is_free_again("孟夏");
    day.sheet.back.push("孟夏");
    let row = day.sheet.rows.iter().position(|(name, _)| *name == "林可").unwrap();
    day.sheet.rows[row].1 += 1;
    day.sheet.leaves("林可", true);
    day.does(MANAGER, "roster.transfer", "reception=孟夏; to=林可; reason=林可先接过电话");
    day.clock("14:55");
    day.ends("林可", "follow_up");
    assert_eq!(day.sheet.order()[..2], ["孟夏", "金秋"]);

    // The rest of the day.
    day.stream("15:00", 60 - day.guests);
    day.clock("18:10");
    for name in PEOPLE {
        day.sheet.rows.retain(|(row, _)| *row != name);
        day.sheet.back.retain(|row| *row != name);
        day.sheet.owed.retain(|row| *row != name);
        day.does(RECEPTION, "roster.sign_out", &format!("who={name}"));
    }

    let roster = day.office.desk.roster(DAY.parse().unwrap()).unwrap();
    assert_eq!((roster.table().receptions.len(), roster.table().calls.len()), (60, 25));
    assert_eq!((day.guests, day.calls), (60, 25));
    // Sixty guests: three researchers, two named or returning who took no turn; the rest count.
    let new: u32 = roster.table().members.iter().map(|m| m.new).sum();
    assert_eq!(new, 60 - 3 - 2);
    assert!(day.office.desk.verify(&mut |_| ()).unwrap().findings.is_empty());
}
