//! Words about price lists: what is wrong in which cell, and what an import will do.

use super::texts;

texts! {
    GROSS_AREA = "建筑面积", "gross area";
    NET_AREA = "套内面积", "net area";
    LAYOUT = "户型", "layout";
    ORIENTATION = "朝向", "orientation";
    USAGE = "用途", "use";
    NO_UNITS = "文件里没有找到任何房源。请确认有房号、面积和单价的表头。", "No units found in the file. Check that it has headers for room, area and unit price.";
}
