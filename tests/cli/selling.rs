//! The forms and lists of a sale: subscriptions are made through the real program, and what stands on paper is held
//! against the vectors of RULES 1.16 and the rules of RULES 2, never against what the program printed before.

use calamine::{Data, Reader, Xlsx, open_workbook};
use roxmltree::{Document, Node, ParsingOptions};

use crate::office::Office;

/// RULES 1.16: numbers whose check digits are right.
const ZHANG: &str = "11010519491231002X";
const LI: &str = "110101199003074514";

/// A price list with round prices: 1,200,000 twice (the deposit vectors) and 3,000,000; staff for every step; two
/// guests with documents.
pub fn counter() -> Office {
    let office = Office::founded();
    let list = office.folder.path().join("list.csv");
    let rows = "栋号,单元,楼层,房号,建筑面积,套内面积,单价,总价,户型,朝向,用途\n\
                1,1,1,101,100,80,12000,1200000,三室两厅,南,住宅\n\
                1,1,1,102,100,80,30000,3000000,三室两厅,南,住宅\n\
                1,1,1,103,100,80,12000,1200000,三室两厅,南,住宅\n";
    std::fs::write(&list, rows).unwrap();
    office.run(&["import", "units", list.to_str().unwrap(), "--as", "李静"]).ok();
    office.act("李静", &["unit.release", "units=*", "permit=深房许字88号"]).ok();
    for (name, roles) in [
        ("王磊", "consultant"),
        ("赵敏", "consultant"),
        ("孙悦", "assistant"),
        ("钱会", "finance"),
        ("郑同", "contract"),
        ("何领", "leader"),
    ] {
        let (name, roles) = (format!("name={name}"), format!("roles={roles}"));
        office.act("李静", &["staff.add", &name, &roles, "pin=135790"]).ok();
    }
    let person = |name: &str, phone: &str, id: &str, marital: &str| {
        let words = [
            format!("name={name}"),
            format!("phone={phone}"),
            format!("id_no={id}"),
            format!("marital={marital}"),
            "address=科技路9号".to_owned(),
            "nationality=中国".to_owned(),
        ];
        let mut all = vec!["guest.identify"];
        all.extend(words.iter().map(String::as_str));
        office.act("王磊", &all).ok();
    };
    person("张三", "13812345678", ZHANG, "married");
    person("李四光", "13987654321", LI, "married");
    office
}

/// A subscription of 101 with a bank's loan of a million, up to and with the stamp.
pub fn sold() -> Office {
    let office = counter();
    enter(&office, "1-1-101", &["buyers=#1 60, #2 40", "plan=commercial_loan", "down=16.6%", "deposit=5万"]);
    go_on(&office, "RG-0001", "SP-0001");
    office
}

pub fn enter(office: &Office, unit: &str, more: &[&str]) {
    let unit = format!("unit={unit}");
    let mut words = vec!["deal.enter", &unit, "limit=passed"];
    words.extend(more);
    office.act("王磊/李静", &words).ok();
}

/// Signature, approval, the guest's signature, deposit, stamp.
pub fn go_on(office: &Office, deal: &str, application: &str) {
    let (of, app) = (format!("deal={deal}"), format!("application={application}"));
    office.act("王磊", &["deal.sign", &of]).ok();
    office.act("李静", &["application.approve", &app]).ok();
    office.act("王磊", &["deal.confirm", &of]).ok();
    office.act("钱会", &["deal.receive", &of, "method=card"]).ok();
    office.act("郑同", &["deal.stamp", &of]).ok();
}

pub fn print(office: &Office, args: &[&str]) -> String {
    let path = office.folder.path().join(format!("{}.html", uuid::Uuid::now_v7()));
    let mut all = vec!["print"];
    all.extend(args);
    all.extend(["--out", path.to_str().unwrap()]);
    office.run(&all).ok();
    std::fs::read_to_string(path).unwrap()
}

const SEEN: [&str; 4] = ["--reveal", "核对", "--as", "李静"];

pub fn seen(office: &Office, args: &[&str]) -> String {
    print(office, &[args, &SEEN].concat())
}

pub fn parse(html: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(html, options).unwrap_or_else(|e| panic!("{e}\n{html}"))
}

pub fn text(node: Node) -> String {
    let all: Vec<&str> = node.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect();
    all.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn by_id(document: &Document, id: &str) -> String {
    let node = document.descendants().find(|n| n.attribute("id") == Some(id));
    text(node.unwrap_or_else(|| panic!("no #{id}")))
}

/// Every value of a field, in order.
pub fn fields(node: Node, code: &str) -> Vec<String> {
    node.descendants().filter(|n| n.attribute("data-field") == Some(code)).map(text).collect()
}

pub fn field(node: Node, code: &str) -> String {
    fields(node, code).into_iter().next().unwrap_or_else(|| panic!("no {code}"))
}

/// The cells of a row of the plans.
fn cells(document: &Document, row: &str) -> Vec<String> {
    let row = document.descendants().find(|n| n.attribute("data-row") == Some(row)).unwrap();
    row.children().filter(|n| n.has_tag_name("td")).map(text).collect()
}

#[test]
fn a_subscription_form_has_a_sheet_a_copy_with_number_figures_and_capitals() {
    let office = sold();
    let html = seen(&office, &["subscription", "RG-0001"]);
    let document = parse(&html);
    let sheets: Vec<Node> = document.descendants().filter(|n| n.attribute("data-copy").is_some()).collect();
    assert_eq!(sheets.len(), 2, "the guest's and the assistant's (atlas 三.3)");
    for (sheet, (copy, keeper)) in
        sheets.iter().zip([("第 1 联, 共 2 联", "客户"), ("第 2 联, 共 2 联", "销售助理")])
    {
        assert_eq!(field(*sheet, "number"), "RGS-000001");
        assert_eq!(field(*sheet, "copy"), copy);
        assert_eq!(field(*sheet, "keeper"), format!("存执: {keeper}"));
        assert_eq!(fields(*sheet, "name"), ["张三", "李四光"]);
        assert_eq!(fields(*sheet, "id"), [ZHANG, LI]);
        assert_eq!(fields(*sheet, "share"), ["60%", "40%"]);
        assert_eq!(field(*sheet, "price"), "1,200,000.00");
        assert_eq!(field(*sheet, "price_capital"), "壹佰贰拾万元整");
        assert_eq!(field(*sheet, "deposit"), "50,000.00");
        assert_eq!(field(*sheet, "deposit_capital"), "伍万元整");
        assert_eq!(field(*sheet, "cap"), "240,000.00", "RULES 1.16: 20 % of 1,200,000");
        assert_eq!(field(*sheet, "unit_price"), "12,000.00");
        assert_eq!(
            (field(*sheet, "down"), field(*sheet, "loan")),
            ("200,000.00".into(), "1,000,000.00".into())
        );
        assert_eq!(field(*sheet, "down_left"), "150,000.00", "less the deposit");
        let all = text(*sheet);
        for part in [
            "1949-12-31",
            "女",
            "1990-03-07",
            "男",
            "深房许字88号",
            "100.00 平方米",
            "80.00 / 20.00",
            "SJ-000001",
        ] {
            assert!(all.contains(part), "{part}: {all}");
        }
        for article in [
            "第四百九十五条",
            "第五百八十六条",
            "第五百八十七条",
            "第五百八十八条",
            "第五百六十五条",
            "第四条",
        ] {
            assert!(all.contains(article), "{article}");
        }
    }
    assert!(html.contains("size: A4 portrait"));
}

#[test]
fn names_and_numbers_are_masked_until_a_logged_look() {
    let office = sold();
    let html = print(&office, &["subscription", "1-1-101"]);
    for private in ["张三", "李四光", ZHANG, LI, "13812345678", "科技路", "1949-12-31"] {
        assert!(!html.contains(private), "{private}");
    }
    let document = parse(&html);
    assert_eq!(fields(document.root(), "id")[0], "1101**********002X", "RULES 2");
    assert!(html.contains("姓名电话已隐去"));
    seen(&office, &["file", "RG-0001"]);
    let log = office.run(&["show", "log", "--type", "staff.revealed", "--format", "json"]).json();
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!((&last["payload"]["what"], &last["payload"]["rows"]), (&"file".into(), &2.into()));
    // A consultant sees their own guests only.
    let other = print(&office, &["file", "RG-0001", "--reveal", "x", "--as", "赵敏"]);
    assert!(!other.contains("张三") && other.contains("张*"));
}

/// RULES 1.16, the loan vectors.
#[test]
fn a_purchase_plan_has_three_ways_side_by_side_to_the_fen() {
    let office = counter();
    let html =
        print(&office, &["plan", "--unit", "1-1-102", "--guest", "#1", "--down", "40%", "--fund", "80万"]);
    let document = parse(&html);
    let root = document.root();
    assert_eq!(
        (field(root, "price"), field(root, "price_capital")),
        ("3,000,000.00".into(), "叁佰万元整".into())
    );
    assert_eq!(cells(&document, "down"), ["3,000,000.00", "1,200,000.00", "1,200,000.00"]);
    assert_eq!(cells(&document, "loan"), ["", "1,800,000.00", "1,800,000.00"]);
    // 组合贷 = the sum of two schedules: 1,000,000 at 3.5 % and 800,000 at 2.6 %, 30 years.
    assert_eq!(cells(&document, "instalments")[2], "7,693.17", "4,490.45 + 3,202.72");
    assert_eq!(cells(&document, "instalments_interest")[2], "969,539.25", "616,560.88 + 352,978.37");
    assert!(html.contains("张*") && !html.contains("张三"));

    // A deal whose bank loan is a million: the plan repeats it.
    let office = sold();
    let html = print(&office, &["plan", "RG-0001"]);
    let document = parse(&html);
    let bank = |row: &str| cells(&document, row)[1].clone();
    assert_eq!((bank("loan"), bank("down")), ("1,000,000.00".into(), "200,000.00".into()));
    assert_eq!((bank("instalments"), bank("instalments_interest")), ("4,490.45".into(), "616,560.88".into()));
    assert_eq!((bank("principal"), bank("principal_step")), ("5,694.44".into(), "8.10".into()));
    assert_eq!(
        (bank("principal_last"), bank("principal_interest")),
        ("2,785.88".into(), "526,458.33".into())
    );
    assert!(cells(&document, "loans")[2].contains("公积金可贷额度未知"));
    // RULES 1.15: a family's only home up to 140 square metres 1 %, registration 80.
    assert!(by_id(&document, "charges").contains("契税 1% 12,000.00"));
    // Two owners: 80 and 10 for the second certificate (RULES 1.15).
    assert!(by_id(&document, "charges").contains("不动产登记费 90.00"));
    assert_eq!(by_id(&document, "charges-total"), "12,090.00");
    let second = print(&office, &["plan", "RG-0001", "--holding", "further_home"]);
    assert!(by_id(&parse(&second), "charges").contains("契税 3% 36,000.00"));
    for (args, named) in [
        (&["plan"][..], "--unit"),
        (&["plan", "RG-0001", "--down", "x"], "--down"),
        (&["plan", "RG-0001", "--holding", "castle"], "--holding"),
    ] {
        let refused = office.run(&[&["print"], args].concat()).refused(2);
        assert!(refused.contains(named), "{refused}");
    }
    office.run(&["print", "plan", "--unit", "9-9-901"]).refused(1);
}

/// RULES 5 rows 3 and 4.
#[test]
fn wording_against_the_law_stands_beside_its_lawful_reading() {
    let office = sold();
    let html = seen(&office, &["commitment", "RG-0001"]);
    let document = parse(&html);
    let rows: Vec<(String, String)> = document
        .descendants()
        .filter(|n| n.has_tag_name("tr"))
        .filter_map(|row| {
            let cells: Vec<String> = row.children().filter(|n| n.has_tag_name("td")).map(text).collect();
            <[String; 2]>::try_from(cells).ok().map(|[clause, reading]| (clause, reading))
        })
        .collect();
    assert_eq!(rows.len(), 8, "the heading and seven clauses");
    for (wording, cites) in [
        (
            "所缴款项不予申请退回",
            &["第五百八十六条", "第五百八十七条", "第五百六十五条", "第四条", "240,000.00"][..],
        ),
        ("逾期定金自动放弃", &["第五百六十五条", "第五百八十七条", "第四条"]),
        ("有权自行至房管部门注销合同", &["共同办理", "第五百六十五条", "第十九条"]),
    ] {
        let (_, reading) = rows.iter().find(|(clause, _)| clause.contains(wording)).unwrap();
        for cited in cites {
            assert!(reading.contains(cited), "{wording}: {cited}: {reading}");
        }
    }
    assert!(rows[5].0.contains("参照第三条") && rows[5].0.contains("原文误作第二条"));
    let root = document.root();
    assert_eq!(field(root, "monthly"), "4,490.45", "RULES 1.16");
    assert_eq!(
        (field(root, "price"), field(root, "price_capital")),
        ("1,200,000.00".into(), "壹佰贰拾万元整".into())
    );
    assert!(by_id(&document, "advice").contains("不构成法律意见"));
}

#[test]
fn the_mortgage_notice_lists_papers_by_marital_status() {
    let office = sold();
    let html = seen(&office, &["mortgage", "RG-0001"]);
    let document = parse(&html);
    let married = by_id(&document, "married");
    for paper in ["身份证", "户口册", "结婚证", "收入证明", "征信", "银行流水"] {
        assert!(married.contains(paper), "RULES 1.10: {paper}");
    }
    assert!(by_id(&document, "single").contains("离婚证及离婚协议或离婚判决书"));
    assert_eq!(html.matches("data-marital=\"married\"").count(), 2);
    assert_eq!(field(document.root(), "income"), "8,980.90", "twice 4,490.45");
    let masked = print(&office, &["mortgage", "RG-0001"]);
    assert!(!masked.contains("data-marital") && !masked.contains("已婚: 按"), "nothing about a marriage");
}

#[test]
fn receipts_have_capitals_and_say_what_took_them_back() {
    let office = sold();
    let html = seen(&office, &["receipt", "SJ-000001"]);
    let document = parse(&html);
    assert_eq!(by_id(&document, "number"), "SJ-000001");
    let root = document.root();
    assert_eq!((field(root, "amount"), field(root, "capital")), ("50,000.00".into(), "伍万元整".into()));
    assert_eq!((field(root, "paid"), field(root, "missing")), ("50,000.00".into(), "0.00".into()));
    assert_eq!(fields(root, "name"), ["张三", "李四光"]);
    office.act("钱会/李静", &["receipt.void", "receipt=SJ-000001", "reason=金额录错"]).ok();
    assert!(print(&office, &["receipt", "1"]).contains("已由 SJ-000002 冲销"));
    let counter = print(&office, &["receipt", "SJ-000002"]);
    assert!(counter.contains("冲销收据: 冲销 SJ-000001") && counter.contains("退还定金"));
    office.run(&["print", "receipt", "SJ-9"]).refused(1);
}

#[test]
fn a_short_deposit_has_an_interim_form_first() {
    let office = counter();
    enter(&office, "1-1-103", &["guest=#1", "plan=one_payment", "deposit=5万", "now=2万", "rest_by=+2"]);
    let early = office.run(&["print", "interim", "RG-0001"]).refused(1);
    assert!(early.contains("RG-0001"), "no number is drawn yet: {early}");
    go_on(&office, "RG-0001", "SP-0001");
    let html = print(&office, &["interim", "RG-0001"]);
    let document = parse(&html);
    let root = document.root();
    assert_eq!(field(root, "number"), "LRG-000001");
    assert_eq!((field(root, "now"), field(root, "now_capital")), ("20,000.00".into(), "贰万元整".into()));
    assert_eq!(field(root, "rest"), "30,000.00");
    assert!(html.contains("<h1>临时认购书</h1>"));
    office.run(&["print", "subscription", "RG-0001"]).refused(1);
    office.act("钱会", &["deal.receive", "deal=RG-0001", "method=bank"]).ok();
    // A receipt says what it said when it was written, however often it is printed.
    for (receipt, paid, missing) in
        [("SJ-000001", "20,000.00", "30,000.00"), ("SJ-000002", "50,000.00", "0.00")]
    {
        let html = print(&office, &["receipt", receipt]);
        let document = parse(&html);
        let sums = (field(document.root(), "paid"), field(document.root(), "missing"));
        assert_eq!(sums, (paid.into(), missing.into()), "{receipt}");
    }
    office.act("郑同", &["deal.exchange", "deal=RG-0001"]).ok();
    assert!(print(&office, &["subscription", "RG-0001"]).contains("RGS-000001"));
    assert!(print(&office, &["interim", "RG-0001"]).contains("作废: 换正式认购书"));
}

#[test]
fn the_approval_sheet_has_the_discounts_in_their_order_with_evidence() {
    let office = counter();
    for (name, how, evidence) in [("满减", "off_total=20000", "政策2"), ("开盘", "percent=99%", "政策1")]
    {
        let (name, evidence) = (format!("name={name}"), format!("evidence={evidence}"));
        office.act("何领", &["discount.publish", &name, how, &evidence, "until=+30"]).ok();
    }
    enter(&office, "1-1-103", &["guest=#1", "plan=one_payment", "deposit=5万", "discounts=满减,开盘"]);
    office.act("王磊", &["deal.sign", "deal=RG-0001"]).ok();
    let html = print(&office, &["approval", "RG-0001"]);
    let document = parse(&html);
    let root = document.root();
    assert_eq!(by_id(&document, "number"), "SP-0001");
    // RULES 1.6: percentages first, then amounts. 1,200,000 x 99 % = 1,188,000; less 20,000 = 1,168,000.
    assert_eq!(fields(root, "off"), ["12,000.00", "20,000.00"]);
    assert_eq!(fields(root, "after"), ["1,188,000.00", "1,168,000.00"]);
    assert_eq!((field(root, "price"), field(root, "share")), ("1,168,000.00".into(), "97.3333%".into()));
    assert_eq!(field(root, "floor"), "1,140,000.00", "95 % of the list price");
    let price = by_id(&document, "price");
    assert!(price.find("政策1").unwrap() < price.find("政策2").unwrap(), "{price}");
    assert!(html.contains("壹佰壹拾陆万捌仟元整") && html.contains("未破底"));
    assert!(by_id(&document, "decided").contains("待审批, 等销售经理"));
}

#[test]
fn every_form_of_a_deal_is_chinese_well_formed_and_names_the_head_of_the_log() {
    let office = sold();
    office.act("王磊", &["deal.file", "deal=RG-0001"]).ok();
    let log = office.run(&["show", "log", "--last", "1", "--format", "json"]).json();
    let head = format!("日志头 {} {}", log[0]["seq"], &log[0]["hash"].as_str().unwrap()[..12]);
    for (args, title) in [
        (&["subscription", "RG-0001"][..], "认购书"),
        (&["approval", "RG-0001"], "认购审批单"),
        (&["file", "RG-0001"], "成交客户档案表"),
        (&["commitment", "RG-0001"], "购房承诺函"),
        (&["notice", "RG-0001"], "购房须知"),
        (&["mortgage", "RG-0001"], "按揭须知"),
        (&["plan", "RG-0001"], "置业计划书"),
        (&["signing", "RG-0001"], "客户签约须知"),
        (&["hand-over", "RG-0001"], "资料交接清单"),
        (&["receipt", "SJ-000001"], "定金收据"),
        (&["waiver", "RGS-000001", "--copy", "1"], "遗失声明"),
        (&["sales"], "销售表"),
    ] {
        let html = print(&office, args);
        let document = parse(&html);
        assert_eq!(document.root_element().attribute("lang"), Some("zh-CN"), "{title}");
        assert!(html.contains(&format!("<h1>{title}</h1>")), "{title}");
        assert!(by_id(&document, "foot").contains(&head), "{title}: {head}");
        assert!(html.contains("RG-0001"), "{title}");
        let cites = html.contains("民法典》") || html.contains("司法解释第") || html.contains("保护法》");
        assert_eq!(html.contains("不构成法律意见"), cites, "{title}");
        // A figure of the deal with its capitals.
        let capitals = html.contains("壹佰贰拾万元整") || html.contains("伍万元整");
        assert!(capitals || matches!(args[0], "mortgage" | "sales" | "waiver"), "{title}");
    }
    let file = seen(&office, &["file", "RG-0001"]);
    let document = parse(&file);
    assert_eq!(fields(document.root(), "id"), [ZHANG, LI]);
    assert!(file.contains("主产权人") && file.contains("共有人 1") && file.contains("已婚"));
    let notice = print(&office, &["notice", "RG-0001"]);
    assert_eq!(field(parse(&notice).root(), "cap"), "240,000.00");
    let waiver = print(&office, &["waiver", "RGS-000001", "--copy", "2"]);
    assert!(waiver.contains("第 2 联, 共 2 联") && waiver.contains("存执: 销售助理"));
    office.run(&["print", "waiver", "RGS-000001", "--copy", "3"]).refused(1);
    office.run(&["print", "waiver", "RGS-000009"]).refused(1);
    office.run(&["print", "notice", "RG-0009"]).refused(1);
}

#[test]
fn the_sales_sheet_sums_what_is_subscribed_apart_from_what_runs() {
    let office = sold();
    enter(&office, "1-1-102", &["guest=#1", "plan=one_payment", "deposit=20万"]);
    office.act("王磊", &["deal.file", "deal=RG-0001"]).ok();
    office.act("李静", &["deal.subscribe", "deal=RG-0001"]).ok();
    enter(&office, "1-1-103", &["guest=#2", "plan=one_payment", "deposit=5万"]);
    office.act("王磊", &["deal.withdraw", "deal=RG-0003", "reason=改选"]).ok();
    let html = print(&office, &["sales"]);
    let document = parse(&html);
    let sum = |which: &str| {
        let row = document.descendants().find(|n| n.attribute("data-sum") == Some(which)).unwrap();
        row.children().filter(|n| n.has_tag_name("td")).map(text).collect::<Vec<_>>()
    };
    assert_eq!(sum("subscribed"), ["1", "100.00", "1,200,000.00", "50,000.00"]);
    assert_eq!(sum("running"), ["1", "100.00", "3,000,000.00", "0.00"]);
    assert_eq!(sum("ended"), ["1", "100.00", "1,200,000.00", "0.00"]);
    assert!(html.contains("张*") && !html.contains("张三"));
    assert!(seen(&office, &["sales"]).contains("张三, 李四光"));
    assert!(print(&office, &["sales", "--from", "-2", "--to", "-1"]).contains("这一天没有记录"));
    office.run(&["print", "sales", "--from", "+0", "--to", "-1"]).refused(2);
}

#[test]
fn the_seller_comes_from_the_config_and_is_a_space_without() {
    let office = sold();
    let folder = office.folder.path().join("config/anchang");
    let config = folder.join("config.toml");
    let blank = print(&office, &["subscription", "RG-0001"]);
    assert!(!blank.contains("听澜置业") && blank.contains("<span class=\"fill long\"></span>"));
    std::fs::write(&config, "[seller]\nname = \"<听澜>置业\"\nsigning_place = \"一号厅\"\n").unwrap();
    let html = print(&office, &["subscription", "RG-0001"]);
    assert!(html.contains("&lt;听澜&gt;置业") && html.contains("一号厅"));
    for (text, named) in
        [("lang = \"zh\"\n[seller]\nnmae = \"x\"", "3"), ("[seller]\nname = 3", "2"), ("seller = \"x\"", "1")]
    {
        std::fs::write(&config, text).unwrap();
        let refused = office.run(&["show", "policy", "--lang", "en"]).refused(2);
        assert!(refused.contains(&format!("line {named}")), "{refused}");
    }
}

#[test]
fn an_office_has_its_own_rates() {
    let office = counter();
    let folder = office.folder.path().join("config/anchang");
    let rates = folder.join("rates.toml");
    let shipped = anchang::desk::rates::SHIPPED;
    let own = shipped
        .replace("# maintenance = 10000", "maintenance = 10000")
        .replace("bank = 35000", "bank = 39000");
    std::fs::write(&rates, own).unwrap();
    let html = print(&office, &["plan", "--unit", "1-1-101"]);
    let document = parse(&html);
    assert!(cells(&document, "loans")[1].contains("3.9%"));
    assert!(by_id(&document, "charges").contains("维修资金 10,000.00"), "100 yuan times 100 square metres");
    for (own, named) in [
        (shipped.replace("bank = 35000", "bankk = 35000"), "line 24"),
        (shipped.replace("full = 30000", "full = 3000000"), "line 6"),
        ("# nothing\n".to_owned(), "line 1"),
        (format!("{shipped}\n{}", &shipped[shipped.rfind("[[rates]]").unwrap()..]), "2025-05-20"),
    ] {
        std::fs::write(&rates, own).unwrap();
        let refused = office.run(&["show", "units"]).refused(2);
        assert!(refused.contains(named) && refused.contains("rates.toml"), "{named}: {refused}");
    }
}

#[test]
fn subscriptions_are_listed_with_who_is_next() {
    let office = sold();
    enter(&office, "1-1-102", &["guest=#1", "plan=one_payment", "deposit=20万"]);
    let deals = |args: &[&str]| {
        let all = office.run(&[&["show", "deals", "--format", "json"], args].concat()).json();
        all.as_array().unwrap().iter().map(|d| d["deal"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(deals(&[]), ["RG-0002", "RG-0001"]);
    assert_eq!(deals(&["--step", "sign"]), ["RG-0002"]);
    assert_eq!(deals(&["--step", "客户档案表"]), ["RG-0001"]);
    assert_eq!(deals(&["--waits-for", "consultant"]), ["RG-0002", "RG-0001"]);
    assert_eq!(deals(&["--waits-for", "finance"]), [""; 0]);
    assert_eq!(deals(&["--status", "withdrawn"]), [""; 0]);
    assert_eq!(deals(&["--status", "进行中", "--consultant", "王磊"]), ["RG-0002", "RG-0001"]);
    for (arg, value) in [("--status", "x"), ("--step", "x"), ("--waits-for", "x")] {
        assert!(office.run(&["show", "deals", arg, value]).refused(2).contains(arg));
    }
    let table = office.run(&["show", "deals", "--lang", "zh"]).ok();
    assert!(table.contains("张* 138****5678, 李* 139****4321") && table.contains("1,200,000.00"), "{table}");
    let full = office.run(&[&["show", "deals"][..], &SEEN].concat()).ok();
    assert!(full.contains("张三 13812345678"), "{full}");

    let deal = office.run(&["show", "deal", "1-1-101", "--format", "json"]).json();
    assert_eq!((&deal["next_step"], &deal["waits_for"]), (&"file".into(), &"consultant".into()));
    assert_eq!(deal["price"]["price_fen"], 120_000_000);
    assert_eq!(deal["plan"]["loans"][0]["first_fen"], 449_045, "RULES 1.16");
    assert_eq!(deal["account"][0]["amount_fen"], 5_000_000);
    assert_eq!(deal["papers"][1]["place"], "assistant");
    assert_eq!(deal["steps"].as_array().unwrap().len(), 11);
    let shown = office.run(&["show", "deal", "RG-0001", "--lang", "zh"]).ok();
    for part in ["下一步: 客户档案表", "RGS-000001", "收据 SJ-000001", "首月 4,490.45", "客户确认条款并签名"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("张三") && !shown.contains("1381234"));
    office.run(&["show", "deal", "RG-0077"]).refused(1);
}

#[test]
fn the_other_lists_of_a_sale() {
    let office = sold();
    office.act("何领", &["discount.publish", "name=开盘", "percent=99%", "evidence=政策1", "until=+30"]).ok();
    let special = [
        "unit=1-1-102",
        "guest=#1",
        "percent=97%",
        "evidence=批条7",
        "leader=何领",
        "given=contract",
        "until=+9",
    ];
    office.act("王磊", &[&["discount.special"][..], &special, &["reason=老业主"]].concat()).ok();
    let apps =
        |args: &[&str]| office.run(&[&["show", "applications", "--format", "json"], args].concat()).json();
    assert_eq!(apps(&[]).as_array().unwrap().len(), 2);
    let waits = apps(&["--waits-for", "manager"]);
    assert_eq!((&waits[0]["application"], &waits[0]["kind"]), (&"SP-0002".into(), &"discount".into()));
    assert_eq!(apps(&["--status", "同意"])[0]["application"], "SP-0001");
    let receipts = office.run(&["show", "receipts", "--deal", "RG-0001", "--format", "json"]).json();
    assert_eq!((&receipts[0]["amount_fen"], &receipts[0]["to"]), (&5_000_000.into(), &"deposit".into()));
    let papers = office.run(&["show", "papers", "--format", "json"]).json();
    assert_eq!((&papers[0]["paper"], &papers[0]["place"]), (&"RGS-000001".into(), &"guest".into()));
    let stock = office.run(&["show", "papers", "--stock", "--lang", "zh"]).ok();
    assert!(stock.contains("程序打印, 自动编号"), "{stock}");
    let given = office.run(&["show", "discounts", "--given", "--format", "json"]).json();
    assert_eq!((&given[0]["name"], &given[0]["taken"]), (&"开盘".into(), &0.into()));

    office.act("王磊", &["deal.file", "deal=RG-0001"]).ok();
    office.act("李静", &["deal.subscribe", "deal=RG-0001"]).ok();
    let due = office.run(&["show", "due", "--kind", "sign_by", "--lang", "zh"]).ok();
    assert!(due.contains("RG-0001 1-1-101 张* 138****5678") && due.contains("签约"), "{due}");
    let due = office.run(&["show", "due", "--kind", "sign_by", "--format", "json"]).json();
    assert_eq!((&due[0]["deal"], &due[0]["unit"]), (&"RG-0001".into(), &"1-1-101".into()));
}

#[test]
fn deals_receipts_and_applications_are_exported() {
    let office = sold();
    let sheet = |what: &str, args: &[&str]| {
        let path = office.folder.path().join(format!("{what}{}.xlsx", args.len()));
        let all = [&["export", what, "--out", path.to_str().unwrap(), "--lang", "zh"], args].concat();
        office.run(&all).ok();
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        range.rows().map(<[Data]>::to_vec).collect::<Vec<_>>()
    };
    let rows = sheet("deals", &["--as", "孙悦"]);
    let column = |name: &str| rows[0].iter().position(|h| *h == Data::String(name.into())).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1][column("成交总价")], Data::Float(1_200_000.0));
    assert_eq!(rows[1][column("已收定金")], Data::Float(50_000.0));
    assert_eq!(rows[1][column("认购人")], Data::String("张*, 李*".into()));
    assert_eq!(rows[1][column("进度")], Data::String("客户档案表".into()));
    let rows = sheet("receipts", &["--as", "李静", "--reveal", "对账"]);
    assert!(rows[1].contains(&Data::String("张三, 李四光".into())), "{rows:?}");
    assert!(rows[1].contains(&Data::Float(50_000.0)));
    let rows = sheet("applications", &["--as", "李静"]);
    assert!(rows[1].contains(&Data::String("SP-0001".into())), "{rows:?}");
    let log = office.run(&["show", "log", "--type", "staff.exported", "--format", "json"]).json();
    let whats: Vec<&str> =
        log.as_array().unwrap().iter().map(|e| e["payload"]["what"].as_str().unwrap()).collect();
    assert_eq!(whats, ["deals", "receipts", "applications"]);
    assert_eq!(log[1]["payload"]["masked"], false);
}
