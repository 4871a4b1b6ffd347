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

/// What the pencil notes beside the sheet: since when, and why.
#[derive(Default)]
struct Notes {
    /// What somebody's place rests on.
    placed: Vec<(&'static str, String, String)>,
    /// Since when they have a guest or are away, in words; until when.
    busy: Vec<(&'static str, String, [String; 2], [String; 2])>,
    back: Vec<(&'static str, String)>,
    owed: Vec<(&'static str, String, [String; 2])>,
    door: String,
    gone: Vec<(&'static str, String)>,
}

impl Notes {
    fn place(&mut self, who: &'static str, zh: &str, en: &str) {
        self.placed.retain(|(name, ..)| *name != who);
        self.placed.push((who, zh.to_owned(), en.to_owned()));
    }

    /// Times of what came onto the sheet or went off it: of one person's turns the oldest goes first.
    fn keep(noted: &mut Vec<(&'static str, String)>, sheet: &[&'static str], now: &str) {
        for who in PEOPLE {
            let (had, has) =
                (noted.iter().filter(|n| n.0 == who).count(), sheet.iter().filter(|n| **n == who).count());
            if has < had {
                noted.remove(noted.iter().position(|n| n.0 == who).unwrap());
            }
            (had..has).for_each(|_| noted.push((who, now.to_owned())));
        }
    }

    /// Why a turn that passes now will be made up: what somebody is busy with.
    fn follow(&mut self, sheet: &Sheet, now: &str) {
        Self::keep(&mut self.back, &sheet.back, now);
        let mut owed: Vec<(&'static str, String)> =
            self.owed.iter().map(|(who, at, _)| (*who, at.clone())).collect();
        Self::keep(&mut owed, &sheet.owed, now);
        let why = |who: &str, at: &str| {
            let known = self.owed.iter().find(|(name, since, _)| *name == who && since == at);
            let busy =
                || self.busy.iter().find(|(name, ..)| *name == who).map(|(_, _, what, _)| what.clone());
            known.map(|(_, _, why)| why.clone()).or_else(busy).unwrap_or_default()
        };
        self.owed = owed.into_iter().map(|(who, at)| (who, at.clone(), why(who, &at))).collect();
    }
}

/// What somebody is told who asks why they stand there: the place, what it rests on, who is ahead and why
/// (RULES 1.1.1-1.1.5), with every time, in Chinese and in English.
fn reasons(sheet: &Sheet, notes: &Notes, who: &str) -> [String; 2] {
    if let Some((_, at)) = notes.gone.iter().find(|(name, _)| *name == who) {
        return [format!("{who} 已在 {at} 签退。"), format!("{who} went home at {at}.")];
    }
    let row = sheet.rows.iter().position(|(name, _)| *name == who).unwrap();
    let order = sheet.order();
    let count = sheet.owed.iter().chain(&sheet.back).filter(|name| **name == who).count();
    let Some(at) = order.iter().position(|name| *name == who) else {
        let made_up = sheet.busy.iter().find(|(name, _)| *name == who).unwrap().1;
        let (_, since, what, until) = notes.busy.iter().find(|(name, ..)| *name == who).unwrap();
        let keeps = if made_up {
            ["期间轮到的可补接 (规则 1.1.4)", "turns that pass meanwhile are made up (rule 1.1.4)"]
        } else {
            ["期间轮到的不补接 (规则 1.1.4)", "turns that pass meanwhile are lost (rule 1.1.4)"]
        };
        let owed = match count {
            0 => [String::new(), String::new()],
            count => [format!("; 现有待补接 {count} 次"), format!("; turns owed by now: {count}")],
        };
        return [
            format!("{who} {since} 起{}{}; {}{}。", what[0], until[0], keeps[0], owed[0]),
            format!("{who} {} since {since}{}; {}{}.", what[1], until[1], keeps[1], owed[1]),
        ];
    };
    let marks = |name: &str| sheet.rows.iter().find(|(row, _)| *row == name).map_or(0, |(_, marks)| *marks);
    let came_back = |name: &str| notes.back.iter().find(|(back, _)| *back == name).map(|(_, at)| at.clone());
    let is_owed = |name: &str| notes.owed.iter().find(|(owed, ..)| *owed == name);
    let basis = if sheet.door == Some(order[at]) {
        let since = &notes.door;
        [format!("{since} 起在门口位 (规则 1.1.2)"), format!("at the door since {since} (rule 1.1.2)")]
    } else if let Some(at) = came_back(who) {
        [
            format!("{at} 还轮, 优先 (规则 1.1.3)"),
            format!("a turn came back at {at} and goes first (rule 1.1.3)"),
        ]
    } else if let Some((_, at, busy)) = is_owed(who) {
        // While with a guest, or at lunch.
        let why = if busy[0].contains("午餐") {
            ["轮到时离岗: 午餐".to_owned(), "the turn passed while away: lunch".to_owned()]
        } else {
            let no: String = busy[0].chars().filter(char::is_ascii_digit).collect();
            [format!("轮到时正在接待第 {no} 组"), format!("the turn passed while with reception {no}")]
        };
        [
            format!("待补接 {count} 次, 最早 {at} ({}), 优先 (规则 1.1.5)", why[0]),
            format!(
                "turns owed: {count}, the first since {at} ({}); goes before the round (rule 1.1.5)",
                why[1]
            ),
        ]
    } else {
        let (round, row) = (marks(who) + 1, row + 1);
        let (_, zh, en) = notes.placed.iter().find(|(name, ..)| *name == who).unwrap();
        [
            format!("第 {round} 轮, 轮次表第 {row} 位, {zh}"),
            format!("round {round}, place {row} on the table, {en}"),
        ]
    };
    if at == 0 {
        return [format!("{who} 当值: {}。", basis[0]), format!("{who} is on duty: {}.", basis[1])];
    }
    let mut ahead: Vec<[String; 2]> = Vec::new();
    for other in order[..at].iter().take(4) {
        let [zh, en] = if sheet.door == Some(other) {
            ["在门口位".to_owned(), "at the door".to_owned()]
        } else if let Some(at) = came_back(other) {
            [format!("{at} 还轮优先"), format!("a turn came back at {at}")]
        } else if let Some((_, at, _)) = is_owed(other) {
            [format!("{at} 起待补接"), format!("owed a turn since {at}")]
        } else if marks(other) < marks(who) {
            let round = marks(other) + 1;
            [format!("第 {round} 轮还没接"), format!("has not had round {round} yet")]
        } else {
            ["同轮, 排位在前".to_owned(), "same round, earlier on the table".to_owned()]
        };
        ahead.push([format!("{other} ({zh})"), format!("{other} ({en})")]);
    }
    if at > 4 {
        ahead.push([format!("另有 {} 人", at - 4), format!("{} more", at - 4)]);
    }
    let joined = |lang: usize, comma: &str| {
        ahead.iter().map(|both| both[lang].clone()).collect::<Vec<_>>().join(comma)
    };
    let place = at + 1;
    [
        format!("{who} 排第 {place}: {}。在前: {}。", basis[0], joined(0, "、")),
        format!("{who} is number {place}: {}. Ahead: {}.", basis[1], joined(1, ", ")),
    ]
}

struct Saturday {
    office: Office,
    sheet: Sheet,
    names: Vec<(i64, &'static str)>,
    own: Vec<(&'static str, Session)>,
    guests: usize,
    calls: usize,
    notes: Notes,
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
        Self { office, sheet: Sheet::default(), names, own, guests: 0, calls: 0, notes: Notes::default() }
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
        self.notes.follow(&self.sheet, &self.office.now().local(480).clock());
        let order: Vec<&str> =
            roster.table().order(self.office.now()).iter().map(|place| self.name(place.who.0)).collect();
        assert_eq!(order, self.sheet.order(), "after {after} at {}", self.office.now().local(480));
        // Everybody can be told why, in both languages, word for word what the paper says.
        let names = self.office.desk.names().unwrap();
        self.office
            .desk
            .read_ctx(|ctx| {
                for member in &roster.table().members {
                    let say = names.fill(roster.explain(member.who, ctx).unwrap());
                    let [zh, en] = reasons(&self.sheet, &self.notes, self.name(member.who.0));
                    assert_eq!(say.in_lang(Lang::Zh), zh, "after {after}");
                    assert_eq!(say.in_lang(Lang::En), en, "after {after}");
                }
            })
            .unwrap();
    }

    /// Notes what happens from now on, in words, where somebody goes off the board.
    fn busy(&mut self, who: &'static str, made_up: bool, what: [&str; 2], until: [&str; 2]) {
        let now = self.office.now().local(480).clock();
        self.sheet.leaves(who, made_up);
        self.notes.busy.retain(|(name, ..)| *name != who);
        self.notes.busy.push((who, now, what.map(str::to_owned), until.map(str::to_owned)));
    }

    /// With the guest who is counted next.
    fn receives(&mut self, who: &'static str) {
        self.guests += 1;
        let no = self.guests;
        let what = [format!("接待第 {no} 组"), format!("has been with a guest (reception {no})")];
        self.busy(who, true, [&what[0], &what[1]], ["", ""]);
    }

    fn lunch(&mut self, who: &'static str, back: &str) {
        let until = [format!(", 预计 {back} 返岗"), format!(", expected back at {back}")];
        self.busy(who, true, ["离岗: 午餐", "has been away (lunch)"], [&until[0], &until[1]]);
    }

    fn at_the_door(&mut self, who: &'static str) {
        self.sheet.door = Some(who);
        self.notes.door = self.office.now().local(480).clock();
    }

    fn signs_in(&mut self, who: &'static str) {
        let at = self.office.now().local(480).clock();
        self.sheet.rows.push((who, 0));
        self.notes.place(who, &format!("{at} 签到 (规则 1.1.1)"), &format!("signed in at {at} (rule 1.1.1)"));
    }

    #[track_caller]
    fn guest(&mut self) -> &'static str {
        let expected = self.sheet.new_guest();
        self.sheet.busy.pop();
        // Whose turn passed is noted with what they are at, before anything else changes.
        self.notes.follow(&self.sheet, &self.office.now().local(480).clock());
        self.receives(expected);
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
    day.signs_in(PEOPLE[0]);
    day.agrees("own sign-in");
    for name in &PEOPLE[1..9] {
        day.office.later(1);
        day.signs_in(name);
        day.does(RECEPTION, "roster.sign_in", &format!("who={name}"));
    }
    day.clock("08:55");
    day.does(ASSISTANT, "roster.confirm", "");

    // The tenth is late and therefore last.
    day.clock("09:07");
    day.signs_in(PEOPLE[9]);
    day.notes.place(PEOPLE[9], "09:07 签到 (规则 1.1.1), 迟到", "signed in at 09:07 (rule 1.1.1), late");
    let late = day.does(RECEPTION, "roster.sign_in", &format!("who={}", PEOPLE[9]));
    assert!(late.says[0].in_lang(Lang::Zh).contains("迟到"));

    // At the door stands the first; the guest goes there, the next one writes the register and steps up.
    day.at_the_door("安东");
    day.does(RECEPTION, "roster.step_up", "");
    day.clock("09:15");
    assert_eq!(day.guest(), "安东");
    day.at_the_door("白兰");
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
    day.receives("丁香");
    day.does(RECEPTION, "roster.guest", &format!("kind=named; who=丁香; guest={known}"));
    day.clock("10:30");
    day.ends("丁香", "appointed");
    let row = day.sheet.rows.iter().position(|(name, _)| *name == "何倩").unwrap();
    day.sheet.rows[row].1 += 1;
    day.receives("何倩");
    day.does(RECEPTION, "roster.guest", "kind=named; who=何倩");
    day.clock("10:50");
    day.ends("何倩", "follow_up");

    // A returning guest keeps 陈晨 busy while the turn passes; it is made up.
    day.clock("11:00");
    day.receives("陈晨");
    day.does(RECEPTION, "roster.guest", "kind=returning; who=陈晨");
    day.stream("11:02", 4);
    day.clock("11:30");
    day.ends("陈晨", "bought");

    // Three researchers: one says so at the door, two turn out to be.
    day.clock("11:40");
    let first = day.sheet.order()[0];
    day.receives(first);
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
        day.lunch(name, "12:40");
        day.does(RECEPTION, "roster.away", &format!("kind=lunch; who={name}; back=12:40"));
    }
    day.stream("12:05", 7);
    day.clock("12:40");
    for name in &PEOPLE[..5] {
        day.sheet.is_free_again(name);
        day.does(RECEPTION, "roster.back", &format!("who={name}"));
    }
    for name in &PEOPLE[5..9] {
        day.lunch(name, "13:20");
        day.does(RECEPTION, "roster.away", &format!("kind=lunch; who={name}; back=+40"));
    }
    day.busy(PEOPLE[9], false, ["离岗: 私事", "has been away (private)"], ["", ""]);
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
    let last = ["13:30 返岗排队尾 (规则 1.1.4)", "last since coming back at 13:30 (rule 1.1.4)"];
    day.notes.place(PEOPLE[9], last[0], last[1]);
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
    for name in PEOPLE {
        let by = ["14:30 经理调整 (规则 1.1.5)", "put there by the manager at 14:30 (rule 1.1.5)"];
        day.notes.place(name, by[0], by[1]);
    }
    (day.notes.back, day.notes.owed) = (Vec::new(), Vec::new());
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
    let what =
        [format!("接待第 {} 组", day.guests), format!("has been with a guest (reception {})", day.guests)];
    day.busy("林可", true, [&what[0], &what[1]], ["", ""]);
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
        day.notes.gone.push((name, "18:10".to_owned()));
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
