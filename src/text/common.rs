//! Words that every room uses.

use super::texts;

texts! {
    YES = "是", "yes";
    NO = "否", "no";
    RULE = "规则", "rule";
}
