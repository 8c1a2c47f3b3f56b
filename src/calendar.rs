//! Names of the calendar, in English.
//!
//! In: nothing. Out: names in their order. Never: another language: the portal's own words are English.

/// January first.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
