//! Forms, lists and exports of changes before the contract, complaints and the close of a day, through the real program.
//! Figures are those of RULES 1.16; what the forms must have is RULES 1.5, 1.7, 1.8 and 3.1.

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::office::Office;
use crate::selling::{by_id, counter, enter, field, fields, go_on, parse, print, seen, sold, text};

/// A subscription of 101 at 1,200,000 that stands on the grid, with this deposit.
fn subscribed(deposit: &str) -> Office {
    let office = counter();
    let deposit = format!("deposit={deposit}");
    enter(&office, "1-1-101", &["buyers=#1 60, #2 40", "plan=one_payment", &deposit]);
    go_on(&office, "RG-0001", "SP-0001");
    to_grid(&office, "RG-0001");
    office
}

fn to_grid(office: &Office, deal: &str) {
    let of = format!("deal={deal}");
    office.act("王磊", &["deal.file", &of]).ok();
    office.act("李静", &["deal.subscribe", &of]).ok();
}

fn approve(office: &Office, application: &str, who: &[&str]) {
    let app = format!("application={application}");
    for who in who {
        office.act(who, &["application.approve", &app]).ok();
    }
}

/// Every copy of a form comes back.
fn recall(office: &Office, paper: &str) {
    for copy in ["copy=1", "copy=2"] {
        office.act("郑同", &["paper.recall", &format!("paper={paper}"), copy]).ok();
    }
}

const CUSTOMERS: [&str; 2] = ["张三", "李四光"];

#[test]
fn an_extension_form_has_every_field_of_rules_1_5() {
    let office = subscribed("5万");
    let blank = print(&office, &["extension", "1-1-101"]);
    let document = parse(&blank);
    assert!(by_id(&document, "decided").contains("销售经理"), "before it is asked for: a form to fill");
    assert!(!blank.contains("张三") && blank.contains("姓名电话已隐去"));
    let due = field(document.root(), "from");
    office
        .act("王磊", &["deal.extend", "deal=RG-0001", "days=5", "evidence=YQ-7", "reason=贷款预审未出"])
        .ok();
    let html = seen(&office, &["extension", "RG-0001"]);
    let document = parse(&html);
    let root = document.root();
    assert_eq!(by_id(&document, "number"), "SP-0002");
    assert_eq!(fields(root, "name"), CUSTOMERS);
    assert_eq!(field(root, "form_no"), "RGS-000001");
    assert_eq!(
        (field(root, "from"), field(root, "days"), field(root, "total")),
        (due, "5".into(), "5".into())
    );
    assert_eq!(
        (field(root, "deposit"), field(root, "deposit_paid")),
        ("50,000.00".into(), "50,000.00".into())
    );
    assert_eq!(
        (field(root, "price"), field(root, "paid"), field(root, "missing")),
        ("1,200,000.00".into(), "50,000.00".into(), "1,150,000.00".into())
    );
    assert_eq!(field(root, "paid_capital"), "伍万元整");
    for part in ["YQ-7", "贷款预审未出", "11010519491231002X", "100.00 平方米", "80.00 / 20.00", "✓ 首次"]
    {
        assert!(text(root).contains(part), "{part}");
    }
    assert!(by_id(&document, "state").contains("待审批"));
    assert!(text(root).contains("批准前不停止原签约期限的计算"), "RULES 1.5");
    // The answer says what was decided, and nothing else before it was.
    let waiting = print(&office, &["answer", "SP-0002"]);
    assert!(by_id(&parse(&waiting), "answer").contains("签约日仍为"));
    office.run(&["print", "sms", "RG-0001", "--kind", "extended"]).refused(1);
    approve(&office, "SP-0002", &["李静"]);
    office.act("孙悦", &["deal.put_off", "application=SP-0002"]).ok();
    let answer = seen(&office, &["answer", "SP-0002"]);
    let document = parse(&answer);
    assert!(by_id(&document, "answer").contains("已获批准"));
    assert_eq!(field(document.root(), "to"), field(parse(&html).root(), "to"));
    // The second one is no first; it is another form.
    let anew = print(&office, &["extension", "RG-0001", "--new"]);
    assert!(text(parse(&anew).root()).contains("✓ 非首次, 已延 1 次"));
    office.run(&["print", "swap", "SP-0002"]).refused(1);
    office.run(&["print", "extension", "SP-0099"]).refused(1);
    office.run(&["print", "extension", "RG-0099"]).refused(1);
}

#[test]
fn a_refused_extension_is_answered_with_its_reason_and_the_old_day() {
    let office = subscribed("5万");
    office.act("王磊", &["deal.extend", "deal=RG-0001", "days=5", "evidence=YQ-7", "reason=出差"]).ok();
    office.act("李静", &["application.refuse", "application=SP-0002", "reason=候补客户在等"]).ok();
    let html = print(&office, &["answer", "RG-0001"]);
    let document = parse(&html);
    let answer = by_id(&document, "answer");
    assert!(answer.contains("未获批准") && answer.contains("候补客户在等"), "{answer}");
    let due = office.run(&["show", "deal", "RG-0001", "--format", "json"]).json()["sign_by"].clone();
    assert_eq!(field(document.root(), "to"), due.as_str().unwrap());
}

#[test]
fn a_forfeiture_is_calculated_on_paper_as_in_rules_1_16() {
    // What was really paid counts, up to a fifth of the price: 240,000 of 1,200,000.
    let office = subscribed("24万");
    office
        .act(
            "王磊",
            &["deal.release", "deal=RG-0001", "cause=f1", "declaration=SM-1", "evidence=TD-1", "reason=放弃"],
        )
        .ok();
    let html = seen(&office, &["forfeit", "RG-0001"]);
    let document = parse(&html);
    let root = document.root();
    for (code, value) in [
        ("price", "1,200,000.00"),
        ("paid", "240,000.00"),
        ("cap", "240,000.00"),
        ("forfeitable", "240,000.00"),
        ("above", "0.00"),
        ("forfeit", "240,000.00"),
        ("forfeit_capital", "贰拾肆万元整"),
        ("back", "0.00"),
    ] {
        assert_eq!(field(root, code), value, "{code}");
    }
    assert!(by_id(&document, "law").contains("第五百八十七条"));
    let levels = by_id(&document, "decided");
    for role in ["销售经理", "财务", "公司领导"] {
        assert!(levels.contains(role), "{role}: {levels}");
    }
    assert!(by_id(&document, "recall").contains("RGS-000001 第 1 联, 共 2 联 客户"));
    assert!(by_id(&document, "recall").contains("SJ-000001"));
    assert!(text(root).contains("TD-1 SM-1") && text(root).contains("不构成法律意见"));
    approve(&office, "SP-0002", &["李静", "钱会", "何领"]);
    office.act("钱会", &["deal.settle", "application=SP-0002"]).ok();
    let voucher = seen(&office, &["voucher", "SJ-000002"]);
    let document = parse(&voucher);
    assert_eq!(field(document.root(), "amount"), "240,000.00");
    assert_eq!(field(document.root(), "capital"), "人民币贰拾肆万元整");
    assert!(by_id(&document, "moves").contains("定金 违约金收入"));
    office.run(&["print", "voucher", "SJ-000001"]).refused(1);
    // Afterwards the deposit is gone from the account, and not from the form.
    let after = seen(&office, &["forfeit", "SP-0002"]);
    assert_eq!(field(parse(&after).root(), "paid"), "240,000.00");
}

#[test]
fn the_sellers_own_fault_returns_the_deposit_twice() {
    // RULES 1.16: total 1,200,000, 50,000 paid: 100,000 back.
    let office = subscribed("5万");
    office
        .act("王磊", &["deal.release", "deal=RG-0001", "cause=f4", "evidence=TD-2", "reason=公示有误"])
        .ok();
    let html = seen(&office, &["release", "SP-0002"]);
    let document = parse(&html);
    let root = document.root();
    assert_eq!((field(root, "refund"), field(root, "on_top")), ("50,000.00".into(), "50,000.00".into()));
    assert_eq!(
        (field(root, "back"), field(root, "back_capital")),
        ("100,000.00".into(), "壹拾万元整".into())
    );
    assert!(text(root).contains("✓ F4 卖方原因") && text(root).contains("公示有误"));
    // Refunds and forfeitures are summed up for the day they were carried out.
    let list = office.folder.path().join("changes.xlsx");
    approve(&office, "SP-0002", &["李静", "钱会", "何领"]);
    office.act("钱会", &["deal.settle", "application=SP-0002"]).ok();
    // What is paid back is received by the buyer; what only moves within the office is no receipt.
    office.act("钱会", &["deal.pay_back", "deal=RG-0001", "method=bank"]).ok();
    let receipts = office.run(&["show", "receipts", "--lang", "zh"]).ok();
    let numbers: Vec<&str> = receipts.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let paid = seen(&office, &["receipt", numbers[numbers.len() - 1]]);
    assert!(paid.contains("<h1>退款收据</h1>") && paid.contains("<th>收款人</th>"), "{paid}");
    assert!(paid.contains("壹拾万元整") && !paid.contains("交款人") && !paid.contains("约定定金"), "{paid}");
    office.run(&["print", "receipt", numbers[numbers.len() - 2]]).refused(1);
    office.run(&["export", "changes", "--out", list.to_str().unwrap(), "--as", "孙悦", "--lang", "zh"]).ok();
    let mut book: Xlsx<_> = open_workbook(&list).unwrap();
    let rows: Vec<Vec<Data>> =
        book.worksheet_range_at(0).unwrap().unwrap().rows().map(<[Data]>::to_vec).collect();
    let column = |name: &str| rows[0].iter().position(|h| *h == Data::String(name.into())).unwrap();
    assert_eq!(rows.len(), 4, "one change and two sums");
    assert_eq!(rows[1][column("责任")], Data::String("F4 卖方原因".into()));
    let sum = rows.iter().find(|r| r[column("事项")] == Data::String("合计: 退定".into())).unwrap();
    assert_eq!(
        [sum[column("套数")].clone(), sum[column("成交总价")].clone(), sum[column("赔付")].clone()],
        [Data::Float(1.0), Data::Float(1_200_000.0), Data::Float(50_000.0)]
    );
    assert!(rows[1][column("认购人")] == Data::String("张*, 李*".into()), "masked: {:?}", rows[1]);
}

#[test]
fn a_swap_stands_side_by_side_with_its_difference_and_what_comes_back() {
    let office = subscribed("5万");
    enter(&office, "1-1-102", &["buyers=#1 60, #2 40", "plan=one_payment", "deposit=5万"]);
    office.act("王磊", &["deal.sign", "deal=RG-0002"]).ok();
    approve(&office, "SP-0002", &["李静"]);
    office.act("王磊", &["deal.confirm", "deal=RG-0002"]).ok();
    office.act("王磊", &["deal.swap", "deal=RG-0001", "to=RG-0002", "evidence=HF-1", "reason=换大"]).ok();
    let check = |html: &str| {
        let document = parse(html);
        let root = document.root();
        for (code, value) in [
            ("old_unit", "1-1-101"),
            ("new_unit", "1-1-102"),
            ("old_price", "1,200,000.00"),
            ("new_price", "3,000,000.00"),
            ("difference", "1,800,000.00"),
            ("difference_capital", "壹佰捌拾万元整"),
            ("over", "50,000.00"),
            ("rest", "0.00"),
        ] {
            assert_eq!(field(root, code), value, "{code}");
        }
        let back = by_id(&document, "recall");
        assert!(back.contains("RGS-000001") && back.contains("SJ-000001"), "{back}");
    };
    check(&print(&office, &["swap", "RG-0001"]));
    approve(&office, "SP-0003", &["李静", "何领"]);
    recall(&office, "RGS-000001");
    office.act("孙悦", &["deal.swap_over", "application=SP-0003"]).ok();
    check(&print(&office, &["swap", "SP-0003"]));
    // One voucher sheet has the three movements of the step.
    let voucher = print(&office, &["voucher", "SJ-000003"]);
    let document = parse(&voucher);
    assert_eq!(fields(document.root(), "amount"), ["50,000.00"; 3]);
    assert!(text(document.root()).starts_with("转账单") || voucher.contains("<h1>转账单</h1>"));
}

#[test]
fn a_rename_names_both_sides_and_the_receipts_are_exchanged() {
    let office = subscribed("5万");
    office
        .act("王磊", &["deal.buyers", "deal=RG-0001", "buyers=#2", "evidence=GX-1", "reason=更名给配偶"])
        .ok();
    let check = |html: &str| {
        let document = parse(html);
        assert_eq!(fields(document.root(), "before"), CUSTOMERS);
        assert_eq!(fields(document.root(), "after"), ["李四光"]);
        let back = by_id(&document, "recall");
        assert!(back.contains("RGS-000001") && !back.contains("RGS-000002"), "{back}");
        assert!(back.contains("SJ-000001") && !back.contains("SJ-000003"), "{back}");
    };
    check(&seen(&office, &["rename", "RG-0001"]));
    approve(&office, "SP-0002", &["李静", "何领"]);
    recall(&office, "RGS-000001");
    office.act("钱会", &["deal.rename", "application=SP-0002"]).ok();
    check(&seen(&office, &["rename", "SP-0002"]));
    let slip = print(&office, &["voucher", "SJ-000002"]);
    assert!(slip.contains("<h1>换票单</h1>"));
    assert_eq!(fields(parse(&slip).root(), "amount"), ["50,000.00"; 2]);
}

#[test]
fn another_pay_plan_is_printed_with_both_plans_and_the_signed_form_stays() {
    let office = subscribed("5万");
    // Before it is asked for: a form to fill.
    let blank = print(&office, &["pay-plan", "1-1-101"]);
    assert_eq!(field(parse(&blank).root(), "plan_before"), "一次性付款");
    let ask = ["deal.pay_plan", "deal=RG-0001", "plan=commercial_loan", "evidence=FK-1", "reason=资金周转"];
    office.act("王磊", &ask).ok();
    let check = |html: &str| {
        let document = parse(html);
        let root = document.root();
        assert_eq!(by_id(&document, "number"), "SP-0002");
        assert_eq!(fields(root, "name"), CUSTOMERS);
        assert_eq!(
            (field(root, "plan_before"), field(root, "plan_after")),
            ("一次性付款".into(), "商业贷款".into())
        );
        assert_eq!(field(root, "price_before"), "1,200,000.00 元");
        assert_eq!(
            (field(root, "down"), field(root, "down_left")),
            ("360,000.00".into(), "310,000.00".into())
        );
        assert_eq!((field(root, "paid"), field(root, "form_no")), ("50,000.00".into(), "RGS-000001".into()));
        assert!(by_id(&document, "rows_before").contains("1,200,000.00"));
        assert!(by_id(&document, "rows_after").contains("840,000.00"));
        for part in ["FK-1", "资金周转", "成交总价不变", "原件不收回", "不因本次变更顺延"]
        {
            assert!(text(root).contains(part), "{part}");
        }
    };
    check(&seen(&office, &["pay-plan", "RG-0001"]));
    approve(&office, "SP-0002", &["李静"]);
    let signed = seen(&office, &["subscription", "RG-0001"]);
    office.act("李静", &["deal.replan", "application=SP-0002"]).ok();
    check(&seen(&office, &["pay-plan", "SP-0002"]));
    // What was signed stays as it is; what is worked out anew is by the plan of now.
    let plan_of = |html: &str| text(parse(html).root()).contains("贷款 (商业贷款)");
    let stays = seen(&office, &["subscription", "RG-0001"]);
    assert_eq!((plan_of(&signed), plan_of(&stays)), (false, false));
    let shown = office.run(&["show", "deal", "RG-0001", "--format", "json"]).json();
    assert_eq!(shown["plan"]["kind"], "commercial_loan");
    assert_eq!(shown["papers_owed"], serde_json::json!([]), "the papers are not handed over yet");
}

#[test]
fn papers_that_are_left_out_stand_in_the_deal() {
    let office = subscribed("5万");
    office.act("孙悦", &["deal.archive", "deal=RG-0001", "place=A柜"]).ok();
    office.act("王磊", &["deal.papers", "deal=RG-0001", "papers=购房须知,bank_steps"]).ok();
    let told = office.run(&["show", "deal", "RG-0001", "--lang", "zh"]).ok();
    assert!(told.contains("还缺资料未交客户: 置业计划表"), "{told}");
    let shown = office.run(&["show", "deal", "RG-0001", "--format", "json"]).json();
    assert_eq!(shown["papers_owed"], serde_json::json!(["purchase_plan"]));
    assert_eq!(shown["handed"], serde_json::json!(["buyers_notice", "bank_steps"]));
}

#[test]
fn notices_that_may_not_go_out_yet_are_drafts() {
    let office = subscribed("5万");
    let demand = seen(&office, &["demand", "1-1-101"]);
    let document = parse(&demand);
    assert!(by_id(&document, "draft").contains("草稿"), "it is not overdue");
    assert_eq!(
        (field(document.root(), "cap"), field(document.root(), "cure_days")),
        ("240,000.00".into(), "3".into())
    );
    let rescission = seen(&office, &["rescission", "RG-0001"]);
    let document = parse(&rescission);
    assert!(by_id(&document, "draft").contains("催签通知还没有送达"));
    assert!(!rescission.contains("限期已过"), "nothing is claimed that is not so");
    assert_eq!(
        (field(document.root(), "forfeitable"), field(document.root(), "above")),
        ("50,000.00".into(), "0.00".into())
    );
    assert!(text(document.root()).contains("第五百六十五条"), "a rescission takes effect on arrival");
    office.run(&["print", "sms", "RG-0001", "--kind", "demand"]).refused(1);
}

#[test]
fn a_complaint_is_a_form_a_list_and_an_export() {
    let office = sold();
    let words = ["complaint.receive", "how=call", "what=<b>漏水</b>", "guest=#1", "unit=1-1-101"];
    office.act("王磊", &words).ok();
    let open = print(&office, &["complaint", "TS-0001"]);
    let document = parse(&open);
    assert_eq!(
        (field(document.root(), "name"), field(document.root(), "phone")),
        ("张*".into(), "138****5678".into())
    );
    assert_eq!(field(document.root(), "what"), "<b>漏水</b>", "as text, never as a tag");
    assert_eq!(field(document.root(), "closed"), "未结案");
    let show = |args: &[&str]| office.run(&[&["show", "complaints"], args].concat());
    let list = show(&["--format", "json"]).json();
    assert_eq!((&list[0]["state"], &list[0]["late"]), (&"received".into(), &false.into()));
    assert_eq!(list[0]["guest"], "张* 138****5678");
    office.act("李静", &["complaint.judge", "complaint=TS-0001", "department=works", "handler=王磊"]).ok();
    office.act("王磊", &["complaint.answer", "complaint=TS-0001", "answer=已通知工程"]).ok();
    office.act("王磊", &["complaint.close", "complaint=TS-0001", "verdict=satisfied", "note=致谢"]).ok();
    let closed = seen(&office, &["complaint", "TS-0001"]);
    let document = parse(&closed);
    assert_eq!(
        (field(document.root(), "name"), field(document.root(), "handler")),
        ("张三".into(), "王磊".into())
    );
    assert!(by_id(&document, "done").contains("答复: 已通知工程"));
    assert!(field(document.root(), "verdict") == "满意" && text(document.root()).contains("致谢"));
    assert_eq!(show(&["--open", "--format", "json"]).json(), serde_json::json!([]));
    assert!(show(&["--lang", "zh"]).ok().contains("满意"));
    let file = office.folder.path().join("c.csv");
    office
        .run(&["export", "complaints", "--out", file.to_str().unwrap(), "--as", "李静", "--lang", "zh"])
        .ok();
    let csv = std::fs::read_to_string(file).unwrap();
    assert!(csv.contains("TS-0001") && csv.contains("张*") && !csv.contains("张三"), "{csv}");
    office.run(&["print", "complaint", "TS-0009"]).refused(1);
    let sms = office.run(&["print", "sms", "TS-0001", "--kind", "complaint_closed", "--lang", "zh"]).ok();
    assert!(sms.contains("张") && sms.contains("TS-0001") && !sms.contains("张三"), "{sms}");
}

#[test]
fn a_day_is_shown_signed_printed_and_exported() {
    let office = subscribed("5万");
    let show = |args: &[&str]| office.run(&[&["show", "day"], args].concat());
    let open = show(&["--format", "json"]).json();
    let figures = &open["figures"];
    assert_eq!(
        [&figures["subscribed"], &figures["subscribed_fen"], &figures["deposits_fen"]],
        [1, 120_000_000, 5_000_000].map(serde_json::Value::from).each_ref()
    );
    assert_eq!(figures["received_fen"], serde_json::json!({ "card": 5_000_000 }));
    assert_eq!(
        (&open["signed"], figures["grid"]["subscribed"].as_i64()),
        (&serde_json::Value::Null, Some(1))
    );
    let before = print(&office, &["day"]);
    assert!(before.contains("尚未日结") && before.contains("尚未签字"));
    office.act("李静/钱会", &["day.close"]).ok();
    let log = office.run(&["show", "log", "--type", "day.closed", "--format", "json"]).json();
    let head = log[0]["payload"]["head"].as_str().unwrap().to_owned();
    let html = print(&office, &["day"]);
    let document = parse(&html);
    assert_eq!(by_id(&document, "standing"), "已日结");
    assert_eq!(field(document.root(), "head"), format!("{} {head}", log[0]["payload"]["head_seq"]));
    assert!(by_id(&document, "signed").contains("李静") && by_id(&document, "signed").contains("钱会"));
    let rows = by_id(&document, "figures");
    assert!(rows.contains("认购 (套) 1 100.00 平方米, 1,200,000.00 元"), "{rows}");
    assert!(by_id(&document, "money").contains("在手定金 50,000.00"));
    assert!(by_id(&document, "overdue").contains("没有逾期签约"));
    // What came after the signature is not on the signed sheet.
    office.act("王磊", &["deal.release", "deal=RG-0001", "cause=f3", "evidence=1", "reason=x"]).ok();
    approve(&office, "SP-0002", &["李静", "何领"]);
    office.act("钱会", &["deal.settle", "application=SP-0002"]).ok();
    let signed = show(&["--format", "json"]).json();
    assert_eq!(signed["figures"]["deposits_fen"], 5_000_000);
    assert_eq!((&signed["signed"]["by"], &signed["signed"]["with"]), (&"李静".into(), &"钱会".into()));
    let file = office.folder.path().join("day.xlsx");
    office.run(&["export", "day", "--out", file.to_str().unwrap(), "--as", "李静", "--lang", "zh"]).ok();
    let mut book: Xlsx<_> = open_workbook(&file).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let row = sheet.rows().find(|r| r[2] == Data::String("在手定金".into())).unwrap();
    assert_eq!(row[3], Data::Float(50_000.0));
    assert!(show(&["--lang", "zh"]).ok().contains("经理、财务签字"));
    assert!(show(&["--format", "csv"]).ok().starts_with("part,what,value,note\n"));
    show(&["+1"]).refused(1);
    show(&["soon"]).refused(2);
}

#[test]
fn an_offices_own_holidays_replace_the_shipped_ones_and_a_wrong_file_is_said() {
    let office = subscribed("5万");
    let config = office.folder.path().join("config/anchang");
    std::fs::create_dir_all(&config).unwrap();
    let own = config.join("holidays.toml");
    // A year that is not there is not counted in working days.
    std::fs::write(&own, "[[year]]\nyear = 1999\noff = []\nwork = []\n").unwrap();
    office.act("李静", &["policy.set", "name=day_count", "value=working", "reason=x"]).ok();
    let refused =
        office.act("王磊", &["deal.extend", "deal=RG-0001", "days=5", "evidence=1", "reason=x"]).refused(1);
    assert!(refused.contains("not entered"), "{refused}");
    std::fs::remove_file(&own).unwrap();
    for (text, named) in [
        ("[[year]]\nyear = 2027\noff = [[\"2027-05-05\", \"2027-05-01\"]]\nwork = []\n", "line 3"),
        ("[[year]]\nyear = 2027\noff = []\nwork = [\"2027-05-10\"]\n", "no Saturday or Sunday"),
        ("[[yaer]]\n", "line 1"),
        ("", "no [[year]]"),
    ] {
        std::fs::write(&own, text).unwrap();
        let refused = office.run(&["show", "due"]).refused(2);
        assert!(refused.contains("holidays.toml") && refused.contains(named), "{named}: {refused}");
    }
}

/// Overdue takes days, and the demo has lived through them.
#[test]
fn the_demo_has_every_rung_of_the_ladder_and_every_kind_of_change() {
    let office = Office::empty();
    let demo = office.folder.path().join("demo.db");
    let db = demo.to_str().unwrap();
    office.run(&["demo", "--no-ui", "--db", db]).ok();
    let on = |args: &[&str]| office.run(&[args, &["--db", db]].concat());
    let alerts = on(&["show", "alerts", "--days", "0", "--format", "json"]).json();
    let signing: Vec<&serde_json::Value> = alerts
        .as_array()
        .unwrap()
        .iter()
        .filter(|a| a["kind"] == "sign_by" || a["kind"] == "release")
        .collect();
    for action in [
        "deal.remind",
        "deal.notice",
        "deal.delivered",
        "deal.release",
        "application.approve",
        "deal.put_off",
        "paper.recall",
    ] {
        assert!(signing.iter().any(|a| a["action"] == action), "{action}");
    }
    assert!(on(&["show", "alerts"]).ok().lines().count() > signing.len());
    assert!(
        on(&["show", "alerts", "--format", "csv"])
            .ok()
            .starts_with("at,late,kind,unit,guest,owner,money_fen,action,next,why\n")
    );
    let apps = on(&["show", "applications", "--format", "json"]).json();
    let has = |kind: &str, status: &str| {
        apps.as_array().unwrap().iter().any(|a| a["kind"] == kind && a["status"] == status)
    };
    for (kind, status) in [
        ("extension", "pending"),
        ("extension", "approved"),
        ("extension", "executed"),
        ("extension", "refused"),
        ("release", "pending"),
        ("release", "executed"),
        ("swap", "executed"),
        ("buyers", "executed"),
    ] {
        assert!(has(kind, status), "{kind} {status}");
    }
    let deals = on(&["show", "deals", "--format", "json"]).json();
    for status in ["forfeited", "refunded", "swapped"] {
        assert!(deals.as_array().unwrap().iter().any(|d| d["status"] == status), "{status}");
    }
    let complaints = on(&["show", "complaints", "--format", "json"]).json();
    let states: Vec<&str> =
        complaints.as_array().unwrap().iter().filter_map(|c| c["state"].as_str()).collect();
    assert_eq!(states.len(), 3);
    for state in ["received", "judged", "satisfied"] {
        assert!(states.contains(&state), "{state}: {states:?}");
    }
    // The flows count what the alerts list.
    let flows = on(&["show", "flow", "--format", "json"]).json();
    let live = |flow: &str| {
        let found = flows.as_array().unwrap().iter().find(|f| f["flow"] == flow).unwrap();
        (found["live"].as_i64().unwrap(), found["overdue"].as_i64().unwrap())
    };
    assert!(live("release").0 >= 10 && live("release").1 >= 8, "{:?}", live("release"));
    assert_eq!(live("complaint").0, 2);
    let chart = on(&["show", "flow", "release", "--format", "mermaid", "--lang", "zh"]).ok();
    assert!(chart.starts_with("flowchart TD\n") && chart.contains("remind --> demand"), "{chart}");
    assert!(chart.contains("style rescind stroke:#c00"), "overdue is red: {chart}");
    let table = on(&["show", "flow", "extension", "--lang", "zh"]).ok();
    assert!(table.contains("申请延迟签约") && table.contains("deal.put_off"), "{table}");
    assert!(on(&["show", "flow", "extension", "--format", "csv"]).ok().starts_with("step,"));
    on(&["show", "flow", "nothing"]).refused(2);
    // Two days were not closed; the last closed one is there as it was signed.
    let day = on(&["show", "day", "-3", "--format", "json"]).json();
    assert_eq!((&day["signed"]["by"], &day["signed"]["with"]), (&"李静".into(), &"钱会".into()));
    assert!(on(&["show", "day", "-2", "--format", "json"]).json()["signed"].is_null());
    assert_eq!(day["figures"]["overdue"], day["overdue"].as_array().unwrap().len());
    // A demand on its way: what the form says of it is what was recorded.
    let sent = signing
        .iter()
        .find(|a| a["action"] == "deal.delivered" && a["next"].as_str().unwrap().contains("demand"))
        .unwrap();
    let unit = sent["unit"].as_str().unwrap();
    let demand = print(&office, &["demand", unit, "--db", db]);
    let document = parse(&demand);
    assert!(by_id(&document, "number").starts_with("CQ-") && !demand.contains("id=\"draft\""));
    assert!(field(document.root(), "late").parse::<i64>().unwrap() > 0);
    let sms = on(&["print", "sms", unit, "--kind", "demand", "--lang", "zh"]).ok();
    assert!(sms.contains(unit) && sms.contains("不代替书面通知"), "{sms}");
    let release = signing.iter().find(|a| a["action"] == "deal.release").unwrap();
    let forfeit = print(&office, &["forfeit", release["unit"].as_str().unwrap(), "--db", db]);
    let notices = by_id(&parse(&forfeit), "notices");
    assert!(
        notices.contains("催签通知书") && notices.contains("解除认购通知书") && notices.contains("EMS"),
        "{notices}"
    );
    on(&["verify"]).ok();
}
