//! How much water is left under the keel.

/// Least water we plan with, in centimetres.
const MINIMUM: i32 = 60;

// --8<-- [start:propose]
/// What the water alone would have us do.
pub fn propose(level: Level, draught: i32, squat: i32) -> Proposal {
    let clearance = level.cm - draught - squat;
    let surely = clearance - 2 * level.sigma_cm;
    match () {
        () if surely >= MINIMUM => Proposal::Go,
        () if clearance >= MINIMUM => Proposal::Amber(Reason::UnsureTide),
        () => Proposal::Hold(Reason::NoWater { clearance }),
    }
}
// --8<-- [end:propose]
