//! Words about price lists: what is wrong in which cell, and what an import will do.

use super::texts;

texts! {
    NO_UNITS = "文件里没有找到任何房源。请确认有房号、面积和单价的表头。", "No units found in the file. Check that it has headers for room, area and unit price.";
}
