//! What the words above a column, on a sheet or in a title mean.

use super::label::tidy;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Building,
    Section,
    Floor,
    Room,
    Value(Measure),
    Layout,
    Orientation,
    Usage,
    Status,
    /// A column that price lists have and nobody needs here.
    Other,
}

/// A number that price lists have for a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Measure {
    UnitPrice,
    Total,
    Gross,
    Net,
    Shared,
}

/// All measures, in the order of their numbers.
pub(super) const MEASURES: [Measure; 5] =
    [Measure::UnitPrice, Measure::Total, Measure::Gross, Measure::Net, Measure::Shared];

/// A header understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub column: Column,
    /// A price for net area 套内.
    pub net: bool,
    /// Whether the header says 万元 (`Some(true)`), 元 (`Some(false)`) or nothing.
    pub ten_thousands: Option<bool>,
    /// Which of several prices is the list price: asking 销售 before filed 备案 before discounted 折后.
    pub rank: u8,
}

fn any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.contains(w))
}

const UNIT_PRICE: &[&str] =
    &["单价", "均价", "元/㎡", "元/平", "元/m", "unitprice", "priceper", "price/", "/sqm", "/m2"];
const TOTAL: &[&str] =
    &["总价", "总额", "总房价", "总房款", "房款", "价款", "金额", "totalprice", "total", "amount"];
const PRICE: &[&str] = &["价格", "售价", "表价", "标价", "一口价", "挂牌价", "定价", "price"];
const AREA: &[&str] = &["面积", "建面", "套面", "公摊", "分摊", "area", "gfa", "sqm"];
const SHARED: &[&str] = &["公摊", "分摊", "共有", "shared", "common"];
const NET: &[&str] = &["套内", "户内", "使用", "室内", "实用", "净", "net", "inner", "usable", "套面"];

/// Whether a text says 万元 or 元; `None` where it says neither.
pub(super) fn ten_thousands(text: &str) -> Option<bool> {
    let text = tidy(text);
    // `万元/㎡` speaks of unit prices, and so does `元/㎡`: neither says how totals are written.
    if text.contains("万元") && !text.contains("万元/") || text.contains("(万)") {
        Some(true)
    } else {
        (text.contains('元') && !text.contains("元/")).then_some(false)
    }
}

/// The words of a header outside brackets, small and without blanks, and all of them.
fn words(text: &str) -> (String, String) {
    let full = tidy(text).to_lowercase();
    let mut depth = 0;
    let mut name = String::with_capacity(full.len());
    for c in full.chars() {
        match c {
            '(' | '[' | '【' | '〔' | '{' => depth += 1,
            ')' | ']' | '】' | '〕' | '}' => depth -= 1,
            '_' | '/' | '\\' | ':' | '*' if depth <= 0 => {}
            _ if depth <= 0 => name.push(c),
            _ => {}
        }
    }
    (if name.is_empty() { full.clone() } else { name }, full)
}

/// What a header says its column holds; `None` for what is no header.
pub(super) fn meaning(text: &str) -> Option<Meaning> {
    if text.len() > 90 {
        return None;
    }
    let (name, full) = words(text);
    if name.is_empty()
        || name.chars().count() > 16 && !name.is_ascii()
        || name.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let rank = if any(&full, &["折", "优惠", "成交", "实收", "底价"]) {
        0
    } else if any(&full, &["备案", "预售", "申报", "指导", "拟"]) {
        1
    } else {
        2
    };
    let net = any(&full, &["套内", "户内", "使用面积", "net"]);
    Some(Meaning { column: column(&name, &full)?, net, ten_thousands: ten_thousands(&full), rank })
}

fn column(name: &str, full: &str) -> Option<Column> {
    if any(
        name,
        &[
            "率", "系数", "层高", "总层", "序号", "备注", "首付", "贷款", "定金", "日期", "时间", "坐落",
            "座落", "项目", "楼盘", "小区", "套数", "装修", "说明",
        ],
    ) {
        return Some(Column::Other);
    }
    // `花园` alone is half of all project names.
    if any(name, &["赠送", "阳台", "花园", "露台"]) && name.contains("面积") {
        return Some(Column::Other);
    }
    if any(name, &["状态", "状况", "销控", "status"]) {
        return Some(Column::Status);
    }
    if let Some(measure) = value(name, full) {
        return Some(Column::Value(measure));
    }
    if any(name, &["户型", "房型", "格局", "layout"]) {
        return Some(Column::Layout);
    }
    if any(name, &["朝向", "orientation", "facing"]) {
        return Some(Column::Orientation);
    }
    if any(name, &["用途", "性质", "业态", "物业类", "房屋类", "产品类", "usage"]) || name == "use"
    {
        return Some(Column::Usage);
    }
    let room = any(
        name,
        &[
            "房号",
            "室号",
            "房间",
            "户号",
            "门牌",
            "户室",
            "房屋号",
            "房屋编",
            "房源",
            "套号",
            "room",
            "suite",
            "apartment",
            "unitno",
            "flatno",
        ],
    ) || matches!(name, "室" | "房" | "户" | "号" | "房屋" | "flat");
    if room {
        // `楼层/房号` stands in the corner of a matrix, above its floors.
        return Some(if name.contains('层') || name.contains("floor") {
            Column::Floor
        } else {
            Column::Room
        });
    }
    if any(name, &["单元", "梯号", "section", "entrance", "stair"])
        && !name.bytes().any(|b| b.is_ascii_digit())
        || name == "unit"
    {
        let sign = name.chars().next().is_some_and(|c| "一二三四五六七八九十".contains(c));
        return (!sign).then_some(Column::Section);
    }
    if matches!(
        name,
        "层" | "楼层"
            | "所在层"
            | "层数"
            | "层号"
            | "层次"
            | "所在楼层"
            | "楼层号"
            | "楼层数"
            | "名义层"
            | "自然层"
            | "实际层"
            | "物理层"
            | "floor"
            | "storey"
            | "level"
            | "层室"
            | "层户"
            | "floorno"
            | "名义楼层"
            | "实际楼层"
            | "floors"
    ) {
        return Some(Column::Floor);
    }
    let bare =
        ["名称", "号码", "编号", "号", "名"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let building = matches!(
        bare,
        "栋" | "幢" | "座" | "楼" | "building" | "block" | "tower" | "bldg" | "buildingno" | "buildingname"
    ) || [
        "楼栋",
        "楼幢",
        "栋座",
        "幢座",
        "楼座",
        "楼宇",
        "栋楼",
        "幢楼",
        "大楼",
        "号楼",
        "栋幢",
        "建筑物",
    ]
    .iter()
    .any(|end| bare.ends_with(end));
    (building && !name.bytes().any(|b| b.is_ascii_digit())).then_some(Column::Building)
}

/// The measure a header or a title speaks of.
fn value(name: &str, full: &str) -> Option<Measure> {
    if any(name, UNIT_PRICE) || any(full, &["元/㎡", "元/平", "元/m"]) && !any(name, TOTAL) {
        return Some(Measure::UnitPrice);
    }
    if any(name, TOTAL) || any(name, PRICE) || name.ends_with('价') && name.chars().count() <= 5 {
        return (!any(name, AREA)).then_some(Measure::Total);
    }
    if any(name, AREA) || matches!(name, "gross" | "net" | "usable" | "套内" | "户内" | "建筑") {
        return Some(if any(full, SHARED) {
            Measure::Shared
        } else if any(full, NET) {
            Measure::Net
        } else {
            Measure::Gross
        });
    }
    None
}

/// The only measure a title or the name of a sheet speaks of; `None` where it speaks of none or several (`单价总价表`).
pub(super) fn title_measure(text: &str) -> Option<Meaning> {
    let (_, full) = words(text);
    let unit = any(&full, UNIT_PRICE);
    let total = any(&full, TOTAL);
    let net = any(&full, NET);
    let area = any(&full, AREA);
    let measure = match (unit, total, area) {
        (true, false, _) if !area || net || any(&full, &["建筑面积单价"]) => Measure::UnitPrice,
        (false, true, false) => Measure::Total,
        (false, false, true) if any(&full, SHARED) => Measure::Shared,
        (false, false, true) if net => Measure::Net,
        (false, false, true) => Measure::Gross,
        _ => return None,
    };
    Some(Meaning { column: Column::Value(measure), net, ten_thousands: ten_thousands(&full), rank: 2 })
}

/// Whether a text marks a row of sums.
pub(super) fn is_sum(text: &str) -> bool {
    let text = tidy(text);
    any(&text, &["合计", "小计", "总计", "总套数", "平均", "均价", "汇总"])
        || matches!(text.to_lowercase().as_str(), "total" | "sum" | "subtotal" | "grandtotal" | "average")
}

/// Whether a text speaks of parking, which is sold by the space.
pub(super) fn is_parking(text: &str) -> bool {
    any(text, &["车位", "车库", "停车", "Parking", "parking"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_by_their_usual_names() {
        use Column::{Building, Floor, Layout, Orientation, Other, Room, Section, Status, Usage, Value};
        use Measure::{Gross, Net, Shared, Total, UnitPrice};
        for (texts, column) in [
            ("楼栋 栋号 幢号 幢 座 楼号 栋(座)号 楼栋名称 Building", Building),
            ("单元 单元号 Section", Section),
            ("楼层 层 所在层 楼层\\房号 层/室号 Floor", Floor),
            ("房号 室号 房间号 户号 Room", Room),
            ("建筑面积 建面 建筑面积(㎡) 预测建筑面积（平方米） 面积 Area", Value(Gross)),
            ("套内面积 户内面积 套内建筑面积(㎡) 建筑面积(套内)", Value(Net)),
            ("公摊 分摊面积 公摊面积(㎡)", Value(Shared)),
            ("单价 销售单价 预售单价 备案单价(元/㎡) 价格(元/㎡) UnitPrice", Value(UnitPrice)),
            ("总价 备案总价 总价(元) 总价（万元） 总房款 售价", Value(Total)),
            ("户型 房型", Layout),
            ("朝向", Orientation),
            ("用途 房屋用途 规划用途", Usage),
            ("销售状态", Status),
            ("序号 备注 公摊率 得房率(%) 层高(m) 总层数", Other),
        ] {
            for text in texts.split(' ') {
                assert_eq!(meaning(text).map(|m| m.column), Some(column), "{text}");
            }
        }
        for text in ["", "3栋", "1单元", "31", "31层", "松风明月花园3栋", "2024年6月"] {
            assert_eq!(meaning(text).map(|m| m.column), None, "{text}");
        }
        assert_eq!(meaning("总价(万元)").unwrap().ten_thousands, Some(true));
        assert!(meaning("套内单价").unwrap().net);
    }

    #[test]
    fn titles_speak_of_one_measure_or_of_none() {
        let measure = |text| title_measure(text).map(|m| m.column);
        for (text, expected) in [
            ("总价(元)", Measure::Total),
            ("附表2 单价表", Measure::UnitPrice),
            ("建筑面积", Measure::Gross),
            ("套内面积(㎡)", Measure::Net),
            ("Unit price", Measure::UnitPrice),
            ("Total price", Measure::Total),
            ("Area", Measure::Gross),
        ] {
            assert_eq!(measure(text), Some(Column::Value(expected)), "{text}");
        }
        for text in ["Sheet1", "单价总价表", "总价=单价x建筑面积", "价目表"] {
            assert_eq!(measure(text), None, "{text}");
        }
    }
}
