//! `:smile:` and `:material-account:`.
//!
//! In: a short code. Out: the character, or for an icon a labelled placeholder the theme may fill.
//! Never: an image from somewhere else; a guess: an unknown code stays as written.

/// Names that EmojiOne has and GitHub spells otherwise.
const ALIASES: &[(&str, &str)] = &[
    ("thumbup", "+1"),
    ("thumbdown", "-1"),
    ("thumbs_up", "+1"),
    ("slight_smile", "slightly_smiling_face"),
    ("slightly_smiling", "slightly_smiling_face"),
    ("thinking", "thinking_face"),
    ("hugging", "hugs"),
    ("rofl", "rofl"),
    ("check_mark_button", "white_check_mark"),
    ("cross_mark", "x"),
    ("pencil", "memo"),
    ("heart_exclamation", "heavy_heart_exclamation"),
    ("construction_site", "building_construction"),
    ("tools", "hammer_and_wrench"),
    ("hammer_pick", "hammer_and_pick"),
    ("information", "information_source"),
    ("no_entry_symbol", "no_entry_sign"),
    ("octagonal_sign", "stop_sign"),
    ("magnifying_glass", "mag"),
    ("light_bulb", "bulb"),
    ("idea", "bulb"),
    ("mailbox_closed", "mailbox_closed"),
    ("robot_face", "robot"),
    ("party", "tada"),
    ("nerd", "nerd_face"),
    ("upside_down", "upside_down_face"),
    ("stuck_out_tongue", "stuck_out_tongue"),
    ("cowboy", "cowboy_hat_face"),
    ("warning_sign", "warning"),
    ("person_raising_hand", "raising_hand"),
    ("gear_wheel", "gear"),
    ("wave_hand", "wave"),
    ("shaking_hands", "handshake"),
    ("exploding_head", "exploding_head"),
    ("heart_eyes", "heart_eyes"),
    ("man_technologist", "man_technologist"),
    ("worker", "construction_worker"),
    ("keycap_one", "one"),
    ("point_right_tone1", "point_right"),
    ("cloud_rain", "cloud_with_rain"),
    ("thunder_cloud_rain", "cloud_with_lightning_and_rain"),
    ("bell_symbol", "bell"),
    ("card_box", "card_file_box"),
    ("file_cabinet", "file_cabinet"),
    ("dividers", "card_index_dividers"),
    ("notepad_spiral", "spiral_notepad"),
    ("calendar_spiral", "spiral_calendar"),
    ("paperclips", "paperclips"),
    ("pen_ballpoint", "pen"),
    ("pen_fountain", "fountain_pen"),
    ("crayon", "crayon"),
    ("frowning2", "frowning_face"),
    ("shield", "shield"),
    ("oil", "oil_drum"),
    ("rosette", "rosette"),
    ("military_medal", "medal_military"),
    ("medal", "medal_sports"),
    ("first_place", "1st_place_medal"),
    ("second_place", "2nd_place_medal"),
    ("third_place", "3rd_place_medal"),
    ("rolling_eyes", "roll_eyes"),
    ("money_mouth", "money_mouth_face"),
    ("zipper_mouth", "zipper_mouth_face"),
    ("head_bandage", "face_with_head_bandage"),
    ("thermometer_face", "face_with_thermometer"),
    ("ledger", "ledger"),
    ("compression", "clamp"),
    ("regional_indicator_a", "a"),
    ("heavy_check_mark", "heavy_check_mark"),
    ("ballot_box_with_check", "ballot_box_with_check"),
];

/// The character of a short code, without its colons.
pub(super) fn character(code: &str) -> Option<&'static str> {
    let found = emojis::get_by_shortcode(code).or_else(|| {
        let (_, known) = ALIASES.iter().find(|(alias, _)| *alias == code)?;
        emojis::get_by_shortcode(known)
    });
    let found = found.or_else(|| {
        // `man_shrugging` here is `shrugging_man` there; skin tones are left out.
        let bare = code.split("_tone").next().unwrap_or(code);
        let person = ["man", "woman"].into_iter().find_map(|who| {
            let rest = bare.strip_prefix(who)?.strip_prefix('_')?;
            emojis::get_by_shortcode(&format!("{rest}_{who}"))
        });
        person.or_else(|| (bare != code).then(|| emojis::get_by_shortcode(bare)).flatten())
    });
    let found = found.or_else(|| {
        let country = code.strip_prefix("flag_").filter(|country| country.len() == 2)?;
        let flag: String = country
            .bytes()
            .filter(u8::is_ascii_lowercase)
            .filter_map(|byte| char::from_u32(0x1f1e6 + u32::from(byte - b'a')))
            .collect();
        emojis::get(&flag)
    });
    found.map(emojis::Emoji::as_str)
}

/// Whether a short code names an icon of the sets that Material brings.
pub(super) fn is_icon(code: &str) -> bool {
    ["material-", "fontawesome-", "octicons-", "simple-"]
        .iter()
        .any(|set| code.starts_with(set) && code.len() > set.len())
}
