//! Paper and lists: a day is played, printed and exported through the real program.

use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use roxmltree::{Document, Node, ParsingOptions};

use crate::office::Office;

/// A name that wants to be a tag and a formula.
const ODD: &str = "<b>=1+1";

fn today(office: &Office) -> String {
    let head = office.run(&["show", "log", "--last", "1", "--format", "json"]).json();
    head[0]["at"].as_str().unwrap()[..10].to_owned()
}

/// A morning at the counter: two consultants, one guest each, a call, lunch, a penalty, the registers half filled.
fn played() -> Office {
    let office = Office::open();
    office.act("李静", &["staff.add", "name=周倩", "roles=reception", "pin=135790"]).ok();
    // Whenever the test runs, it is working time.
    office.act("李静", &["policy.set", "name=work_start", "value=0:00", "reason=x"]).ok();
    office.act("李静", &["policy.set", "name=work_end", "value=24:00", "reason=x"]).ok();
    for who in ["王磊", "赵敏"] {
        office.act("周倩", &["roster.sign_in", &format!("who={who}")]).ok();
    }
    office.act("孙悦", &["roster.confirm"]).ok();
    office.act("周倩", &["roster.guest", "kind=first"]).ok();
    office.act("赵敏", &["roster.register", "reception=1", "name=曾国藩", "phone=13812345678"]).ok();
    office.act("王磊", &["roster.end", "reception=1", "outcome=follow_up"]).ok();
    office.act("周倩", &["roster.guest", "kind=first"]).ok();
    office.act("王磊", &["roster.away", "kind=lunch"]).ok();
    office.act("李静", &["roster.skip", "who=赵敏", "penalty=did_not_ask"]).ok();
    office
        .act(
            "周倩",
            &["guest.visit", &format!("name={ODD}"), "phone=13987654321", "source=网络", "consultant=赵敏"],
        )
        .ok();
    office
        .act(
            "赵敏",
            &[
                "guest.complete",
                "guest=13987654321",
                "consent=yes",
                "sex=male",
                "occupation=@boss",
                "total=120万",
            ],
        )
        .ok();
    office.act("王磊", &["guest.call", "phone=13811112222", "name=钱学森", "source=短信"]).ok();
    office
}

fn print(office: &Office, args: &[&str]) -> String {
    let path = office.folder.path().join(format!("{}.html", uuid()));
    let mut all = vec!["print"];
    all.extend(args);
    all.extend(["--out", path.to_str().unwrap()]);
    office.run(&all).ok();
    std::fs::read_to_string(path).unwrap()
}

fn uuid() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// The forms are well-formed, so that what stands where can be asked.
fn parse(html: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(html, options).unwrap_or_else(|e| panic!("{e}\n{html}"))
}

fn by_id<'a>(document: &'a Document, id: &str) -> Node<'a, 'a> {
    document.descendants().find(|n| n.attribute("id") == Some(id)).unwrap_or_else(|| panic!("no #{id}"))
}

fn text(node: Node) -> String {
    let all: Vec<&str> = node.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect();
    all.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn field(node: Node, code: &str) -> String {
    node.descendants().find(|n| n.attribute("data-field") == Some(code)).map(text).unwrap()
}

fn bodies<'a>(table: Node<'a, 'a>) -> Vec<Node<'a, 'a>> {
    table.children().filter(|n| n.has_tag_name("tbody")).collect()
}

#[test]
fn the_rotation_sheet_has_the_columns_of_rules_3_1_and_what_happened() {
    let office = played();
    let html = print(&office, &["roster", "--lang", "zh"]);
    let document = parse(&html);
    assert!(html.contains("size: A4 landscape") && html.contains("display: table-header-group"));
    assert_eq!(document.root_element().attribute("lang"), Some("zh-CN"));
    let table = by_id(&document, "roster");
    let heads: Vec<String> = table.descendants().filter(|n| n.has_tag_name("th")).map(text).collect();
    assert_eq!(
        heads,
        [
            "序",
            "姓名",
            "签到时刻",
            "当前位/状态",
            "第 1 轮",
            "第 2 轮",
            "第 3 轮",
            "第 4 轮",
            "第 5 轮",
            "第 6 轮",
            "补接",
            "罚轮",
            "离岗 (事由, 起止)",
            "新/老/电",
            "备注",
            "签字"
        ]
    );
    let people = bodies(table);
    assert_eq!(people.len(), 2);
    let (wang, zhao) = (text(people[0]), text(people[1]));
    for part in ["1 王磊", "曾 5678", "首访", "占用本轮", "待跟进", "赵敏", "午餐"] {
        assert!(wang.contains(part), "{part}: {wang}");
    }
    for part in ["2 赵敏", "未登记", "未问首访", "1 轮"] {
        assert!(zhao.contains(part), "{part}: {zhao}");
    }
    for private in ["曾国藩", "13812345678", "138****5678"] {
        assert!(!html.contains(private), "{private}");
    }
    let order = text(by_id(&document, "order"));
    assert!(order.contains("孙悦: 确认轮次: 王磊、赵敏"), "{order}");
    assert!(text(by_id(&document, "fairness")).contains("新客 2 组, 人均 1.0"));
    let foot = text(by_id(&document, "foot"));
    let log = office.run(&["show", "log", "--last", "1", "--format", "json"]).json();
    let head = format!("日志头 {} {}", log[0]["seq"], &log[0]["hash"].as_str().unwrap()[..12]);
    assert!(foot.contains(&head) && foot.contains("带客轮班表") && foot.contains("松风明月"), "{foot}");
    assert!(html.contains("销售助理签字") && html.contains("销售经理签字"));
    let en = print(&office, &["roster"]);
    assert!(en.contains("rotation sheet") && en.contains("round 6") && !en.contains("销售"), "{en}");
    let empty = print(&office, &["roster", "--day", "-1"]);
    assert!(empty.contains("nothing on this day"));
}

#[test]
fn what_was_corrected_is_folded_out_of_the_sheet_and_named_below() {
    let office = played();
    let skipped = office.run(&["show", "log", "--type", "roster.turn_skipped", "--format", "json"]).json();
    let event = format!("event={}", skipped[0]["seq"]);
    office.act("李静/孙悦", &["roster.correct", &event, "reason=误记"]).ok();
    let html = print(&office, &["roster"]);
    let document = parse(&html);
    assert!(!text(by_id(&document, "roster")).contains("did not ask"));
    assert!(text(by_id(&document, "corrections")).contains("误记"));
}

#[test]
fn whoever_has_more_than_six_receptions_goes_on_below() {
    let office = played();
    for _ in 0..6 {
        office.act("周倩", &["roster.guest", "kind=returning", "who=赵敏"]).ok();
    }
    let html = print(&office, &["roster"]);
    let document = parse(&html);
    let lines = |body: &Node| body.children().filter(|n| n.has_tag_name("tr")).count();
    let people = bodies(by_id(&document, "roster"));
    assert_eq!(people.iter().map(lines).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn the_registers_are_masked_complete_and_escaped() {
    let office = played();
    let html = print(&office, &["visits", "--lang", "zh"]);
    let document = parse(&html);
    for private in ["曾国藩", "13812345678", "13987654321", ODD, "@boss", "1,200,000", "<b>"] {
        assert!(!html.contains(private), "{private}");
    }
    let lines = bodies(by_id(&document, "register"));
    let odd = lines.iter().find(|l| field(**l, "phone") == "139****4321").unwrap();
    assert_eq!(field(*odd, "name"), "<*", "one character and no tag");
    assert_eq!((field(*odd, "kind"), field(*odd, "source")), ("首次".into(), "网络".into()));
    assert_eq!((field(*odd, "consultant"), field(*odd, "consent")), ("赵敏".into(), "是".into()));
    assert_eq!(field(*odd, "sex"), "性别: 已填", "that it was answered, not what");
    assert_eq!(field(*odd, "age"), "年龄段: 缺");
    assert_eq!(field(*odd, "grade"), "缺");
    assert!(odd.attribute("class").unwrap().contains("incomplete"));
    assert!(text(*odd).ends_with("缺 19 项"), "{}", text(*odd));
    assert!(text(by_id(&document, "hand-in")).contains("助理尚未收取"));
    assert!(text(by_id(&document, "confirms")).contains("赵敏 1 0"));
    assert!(html.contains("姓名电话已隐去"));

    let calls = print(&office, &["calls", "--lang", "zh"]);
    let document = parse(&calls);
    let call = bodies(by_id(&document, "register"))[0];
    assert_eq!((field(call, "phone"), field(call, "name")), ("138****2222".into(), "钱*".into()));
    assert_eq!((field(call, "came"), field(call, "consultant")), ("否".into(), "王磊".into()));
    assert!(calls.contains("约访时间") && calls.contains("接听人"));
}

#[test]
fn the_hand_in_stands_on_the_paper() {
    let office = played();
    office.act("赵敏", &["book.confirm"]).ok();
    office.act("孙悦", &["book.collect", "note=都在"]).ok();
    office.act("李静", &["book.archive"]).ok();
    let html = print(&office, &["visits"]);
    let document = parse(&html);
    let steps = text(by_id(&document, "hand-in"));
    assert!(steps.contains("Collected by 孙悦.") && steps.contains("Archived by 李静."), "{steps}");
    assert!(text(by_id(&document, "register")).contains("confirmed "));
}

#[test]
fn a_reveal_is_logged_and_shows_a_consultant_their_own_guests_only() {
    let office = played();
    office.act("王磊", &["guest.visit", "guest=13811112222"]).ok();
    let html = print(&office, &["visits", "--reveal", "call back", "--as", "赵敏"]);
    let document = parse(&html);
    let lines = bodies(by_id(&document, "register"));
    let odd = lines.iter().find(|l| field(**l, "phone") == "13987654321").unwrap();
    assert_eq!(field(*odd, "name"), ODD);
    assert!(html.contains("&lt;b&gt;=1+1"), "escaped");
    assert_eq!(field(*odd, "sex"), "sex: male");
    assert_eq!(field(*odd, "total"), "accepted total: 1,200,000.00");
    assert_eq!(field(*odd, "occupation"), "occupation: @boss");
    assert!(!html.contains("钱学森"), "a guest of 王磊");
    let log = office.run(&["show", "log", "--type", "staff.revealed", "--format", "json"]).json();
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["payload"]["what"], &last["payload"]["reason"]),
        (&"visits".into(), &"call back".into())
    );
    assert_eq!(last["payload"]["rows"], 1);
    let all = print(&office, &["visits", "--reveal", "audit", "--as", "李静"]);
    assert!(all.contains("钱学森") && all.contains("unmasked personal data"));
    // Whoever may not see gets nothing, and that is logged.
    let path = office.folder.path().join("no.html");
    office
        .run(&["print", "visits", "--reveal", "x", "--as", "周倩", "--out", path.to_str().unwrap()])
        .refused(5);
    assert!(!path.exists());
}

#[test]
fn a_ruling_is_printed_with_its_evidence_and_reason() {
    let office = played();
    office.act("王磊", &["guest.visit", "guest=13987654321", "named=王磊"]).ok();
    let before = print(&office, &["ruling", "13987654321", "--lang", "zh"]);
    assert!(before.contains("经理尚未裁定"));
    office
        .act(
            "李静",
            &["guest.rule", "guest=13987654321", "consultant=赵敏", "second=王磊", "reason=同一天接待"],
        )
        .ok();
    let html = print(&office, &["ruling", "13987654321", "--lang", "zh"]);
    let document = parse(&html);
    let rows: Vec<String> = by_id(&document, "evidence")
        .descendants()
        .filter(|n| n.has_tag_name("tr"))
        .skip(1)
        .map(text)
        .collect();
    assert!(rows[0].contains("电话登记") && rows[0].contains("RULES 1.2 (1)"), "{rows:?}");
    assert!(rows.last().unwrap().contains("经理裁定") && rows.last().unwrap().contains("据此"), "{rows:?}");
    let ruling = text(by_id(&document, "ruling"));
    for part in ["赵敏 50%、王磊 50%", "同一天接待", "RULES 1.2 (1)", "李静"] {
        assert!(ruling.contains(part), "{part}: {ruling}");
    }
    assert!(text(by_id(&document, "advice")).contains("不构成法律意见"));
    assert!(!html.contains("13987654321") && html.contains("139****4321"));
    office.run(&["print", "ruling", "nobody"]).refused(2);
}

/// Where somebody stands is read at a glance: its column keeps its width, and no heading breaks within a word.
#[test]
fn the_rotation_sheet_leaves_room_for_where_everybody_stands() {
    let office = played();
    for lang in ["zh", "en"] {
        let html = print(&office, &["roster", "--lang", lang]);
        let document = parse(&html);
        let state =
            |n: &Node| n.attribute("class").is_some_and(|class| class.split(' ').any(|c| c == "state"));
        let cells = by_id(&document, "roster").descendants().filter(state).count();
        assert_eq!(cells, 1 + 2, "the heading and two people: {html}");
        for rule in ["#roster .state { min-width: 19mm; }", "#roster th { overflow-wrap: normal; }"] {
            assert!(html.contains(rule), "{rule}");
        }
    }
}

/// RULES 3.1 客户跟踪表: 次, 日期, 方式, 接通?, 内容, 等级, 下次日期.
#[test]
fn how_a_guest_was_followed_up_is_printed() {
    let office = played();
    let follow = |fields: &[&str]| {
        office.act("赵敏", &[&["guest.follow_up", "guest=13987654321"], fields].concat()).ok();
    };
    follow(&["how=phone", "reached=yes", "content=想看高区", "grade=b", "next=+3"]);
    follow(&["how=微信", "reached=no", "content=未回 <b>"]);
    let html = print(&office, &["follow-ups", "13987654321", "--lang", "zh"]);
    let document = parse(&html);
    let rows: Vec<Vec<String>> = by_id(&document, "contacts")
        .descendants()
        .filter(|n| n.has_tag_name("tr"))
        .map(|row| row.children().filter(roxmltree::Node::is_element).map(text).collect())
        .collect();
    assert_eq!(rows[0], ["次", "日期", "方式", "接通", "内容", "等级", "下次日期", "跟进人"]);
    let next = chrono::Local::now().date_naive() + chrono::Days::new(3);
    assert_eq!(
        (rows[1][0].as_str(), &rows[1][2..]),
        ("1", &["电话", "是", "想看高区", "B 级", &next.to_string(), "赵敏"].map(str::to_owned)[..])
    );
    // Nobody was reached: the grade stays, and there is no next date.
    assert_eq!(rows[2][2..], ["微信", "否", "未回 <b>", "B 级", "", "赵敏"].map(str::to_owned));
    assert!(html.contains("未回 &lt;b&gt;") && !html.contains("13987654321") && html.contains("139****4321"));
    assert_eq!(rows.len(), 1 + 12, "what is left is for the pen");
    office.run(&["print", "follow-ups", "nobody"]).refused(2);
}

/// Whoever turned out to be the same stays one history, over every step of a chain of mergers.
#[test]
fn the_follow_ups_of_a_chain_of_mergers_stand_on_one_sheet_in_the_order_of_their_days() {
    let office = played();
    let phones = ["13700000001", "13700000002", "13700000003"];
    for phone in phones {
        let visit = [format!("name=客{}", &phone[10..]), format!("phone={phone}"), "source=网络".to_owned()];
        let visit: Vec<&str> = visit.iter().map(String::as_str).collect();
        office.act("周倩", &[&["guest.visit", "consultant=赵敏"], visit.as_slice()].concat()).ok();
    }
    let follow = |phone: &str, said: &str| {
        let fields = [format!("guest={phone}"), format!("content={said}")];
        office
            .act("赵敏", &["guest.follow_up", &fields[0], "how=phone", "reached=yes", &fields[1], "grade=b"])
            .ok();
    };
    let merge = |one: &str, into: &str| {
        let fields = [format!("guest={one}"), format!("into={into}")];
        office.act("孙悦", &["guest.merge", &fields[0], &fields[1], "reason=同一人"]).ok();
    };
    follow(phones[2], "第三个先说");
    follow(phones[0], "第一个再说");
    merge(phones[0], phones[1]);
    follow(phones[1], "合并后说");
    merge(phones[1], phones[2]);
    follow(phones[2], "最后说");
    let sheet = |typed: &str| {
        let html = print(&office, &["follow-ups", typed, "--lang", "zh"]);
        let document = parse(&html);
        let rows = by_id(&document, "contacts").descendants().filter(|n| n.has_tag_name("tr"));
        let rows: Vec<Vec<String>> =
            rows.map(|row| row.children().filter(Node::is_element).map(text).collect()).collect();
        rows[1..].iter().map(|row| row[4].clone()).filter(|said| !said.is_empty()).collect::<Vec<_>>()
    };
    let all = ["第三个先说", "第一个再说", "合并后说", "最后说"];
    assert_eq!(sheet(phones[2]), all);
    // The number that the guest gave first finds the same sheet.
    assert_eq!(sheet(phones[0]), all);
}

#[test]
fn without_a_file_a_paper_goes_to_the_folder_of_papers_and_says_where() {
    let office = played();
    let said = office.run(&["print", "roster", "--no-open"]).ok();
    assert!(said.contains("Open it in a browser"), "{said}");
    let folder = office.folder.path().join("data/anchang/prints");
    let first: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(first.len(), 1);
    assert!(said.contains(first[0].to_str().unwrap()));
    // No display here either: only the place is said.
    office.run(&["print", "roster"]).ok();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2, "the first one is left alone");
    let out = office.folder.path().join("x.html");
    std::fs::write(&out, "mine").unwrap();
    office.run(&["print", "roster", "--out", out.to_str().unwrap()]).refused(4);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "mine");
}

#[test]
fn an_office_has_its_own_template() {
    let office = played();
    let forms = office.folder.path().join("config/anchang/forms");
    std::fs::create_dir_all(&forms).unwrap();
    let own = "<html lang=\"{{ lang }}\">{% for p in sheet.people %}<p>{{ p.name }}</p>{% endfor %}{% include \"foot.html\" %}</html>";
    std::fs::write(forms.join("roster.html"), own).unwrap();
    let html = print(&office, &["roster"]);
    assert!(html.contains("<p>王磊</p><p>赵敏</p>") && html.contains("id=\"foot\""), "{html}");
    // A name that is misspelt is no blank on a form, and nobody gets around the escaping.
    for (own, named) in
        [("a\n{{ sheet.persons }}", "line 2"), ("{{ sheet.day|safe }}", "line 1"), ("{% for", "roster.html")]
    {
        std::fs::write(forms.join("roster.html"), own).unwrap();
        let refused = office.run(&["print", "roster"]).refused(2);
        assert!(refused.contains(named), "{refused}");
    }
}

fn export(office: &Office, what: &str, file: &Path, args: &[&str]) -> crate::office::Answer {
    let mut all = vec!["export", what, "--out", file.to_str().unwrap()];
    all.extend(args);
    office.run(&all)
}

fn sheet(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn lists_go_out_masked_counted_and_logged() {
    let office = played();
    let csv = office.folder.path().join("visits.csv");
    let said = export(&office, "visits", &csv, &["--as", "孙悦", "--lang", "zh"]).ok();
    assert!(said.contains("已导出 2 行"), "{said}");
    let bytes = std::fs::read(&csv).unwrap();
    assert_eq!(&bytes[..3], b"\xEF\xBB\xBF");
    let text = String::from_utf8(bytes).unwrap();
    for private in ["曾国藩", "13812345678", ODD, "@boss"] {
        assert!(!text.contains(private), "{private}");
    }
    assert!(
        text.contains("138****5678")
            && text.starts_with("\u{FEFF}日期,客户编号,序,到访时刻,首次/多次,同行,姓名"),
        "{text}"
    );
    let log = office.run(&["show", "log", "--type", "staff.exported", "--format", "json"]).json();
    let day = today(&office);
    assert_eq!(
        log[0]["payload"],
        serde_json::json!({"what": "visits", "from": day, "to": day, "rows": 2, "masked": true})
    );
    export(&office, "visits", &csv, &["--as", "孙悦"]).refused(4);
    export(&office, "visits", &office.folder.path().join("x.pdf"), &["--as", "孙悦"]).refused(2);
    let again = office.run(&["show", "log", "--type", "staff.exported", "--format", "json"]).json();
    assert_eq!(again.as_array().unwrap().len(), 1, "a refused export is no export");
}

#[test]
fn a_revealed_list_is_escaped_in_csv_and_text_in_a_workbook() {
    let office = played();
    let csv = office.folder.path().join("v.csv");
    export(&office, "visits", &csv, &["--as", "李静", "--reveal", "audit"]).ok();
    let text = std::fs::read_to_string(&csv).unwrap();
    assert!(text.contains("'@boss") && text.contains(ODD) && text.contains("1200000.00"), "{text}");
    let xlsx = office.folder.path().join("v.xlsx");
    export(&office, "visits", &xlsx, &["--as", "李静", "--reveal", "audit"]).ok();
    let rows = sheet(&xlsx);
    let column = |name: &str| rows[0].iter().position(|h| *h == Data::String(name.into())).unwrap();
    let odd = rows.iter().find(|r| r[column("phone")] == Data::String("13987654321".into())).unwrap();
    assert_eq!(odd[column("name")], Data::String(ODD.into()));
    assert_eq!(odd[column("occupation")], Data::String("@boss".into()));
    assert_eq!(odd[column("accepted total")], Data::Float(1_200_000.0));
    let log = office.run(&["show", "log", "--type", "staff.exported", "--format", "json"]).json();
    assert_eq!(log[0]["payload"]["masked"], false);
    let kinds = office.run(&["show", "log", "--type", "staff.revealed", "--format", "json"]).json();
    assert_eq!(kinds.as_array().unwrap().len(), 2);
}

#[test]
fn calls_and_the_rotation_are_lists_too() {
    let office = played();
    let calls = office.folder.path().join("c.xlsx");
    export(&office, "calls", &calls, &["--as", "孙悦", "--from", "-7"]).ok();
    let rows = sheet(&calls);
    assert_eq!(rows.len(), 2);
    assert!(rows[1].contains(&Data::String("138****2222".into())));
    let roster = office.folder.path().join("r.xlsx");
    export(&office, "roster", &roster, &["--as", "孙悦"]).ok();
    let rows = sheet(&roster);
    assert_eq!((rows.len(), rows[0].len()), (3, 17));
    assert!(rows[1].contains(&Data::String("曾 5678".into())), "{:?}", rows[1]);
    assert_eq!(rows[1][1], Data::Float(1.0));
}

#[test]
fn who_may_export_and_how_much() {
    let office = played();
    office.act("李静", &["policy.set", "name=export_limit_rows", "value=1", "reason=x"]).ok();
    let file = office.folder.path().join("v.csv");
    let refused = export(&office, "visits", &file, &["--as", "孙悦"]).refused(6);
    assert!(refused.contains("Manager"), "{refused}");
    assert!(!file.exists());
    export(&office, "visits", &file, &["--as", "孙悦", "--approve", "王磊"]).refused(1);
    assert!(!file.exists());
    export(&office, "visits", &file, &["--as", "孙悦", "--approve", "李静"]).ok();
    let log = office.run(&["show", "log", "--type", "staff.exported", "--format", "json"]).json();
    assert_eq!(log[0]["approved_by"], "李静");
    // The manager alone, and one call is within the limit for the assistant.
    export(&office, "visits", &office.folder.path().join("m.csv"), &["--as", "李静"]).ok();
    export(&office, "calls", &office.folder.path().join("c.csv"), &["--as", "孙悦"]).ok();
    // A consultant or reception never; that is logged.
    for who in ["王磊", "周倩"] {
        export(&office, "calls", &office.folder.path().join("d.csv"), &["--as", who]).refused(5);
    }
    let denied = office.run(&["show", "log", "--type", "staff.denied", "--format", "json"]).json();
    assert_eq!(denied.as_array().unwrap().len(), 2);
    office
        .run(&["export", "visits", "--from", "+0", "--to", "-1", "--as", "李静", "--out", "z.csv"])
        .refused(2);
}
