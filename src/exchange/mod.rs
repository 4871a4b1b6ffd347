//! Files in and out: price lists from xlsx, xls, ods and csv.

pub mod price_list;
