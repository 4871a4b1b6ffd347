//! Files in and out: price lists from xlsx, xls, ods and csv; lists to xlsx and csv.

pub mod price_list;
pub mod table;
