//! Page plan and theme to bytes.
//!
//! In: one planned page, the catalog and documents, the theme. Out: one HTML file.
//! Never: shows a template anything but a typed context; builds HTML by hand.
