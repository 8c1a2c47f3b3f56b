package line.skerry.booking

// --8<-- [start:hold]
fun capture(hold: Hold, payment: Payment, deck: Deck): Outcome = transaction {
    val places = hold.places
    when {
        !deck.carries(places) -> Outcome.Refunded(payment, reason = "no room left")
        hold.expired && !hold.extended -> Outcome.Refunded(payment, reason = "hold expired")
        else -> Outcome.Booked(deck.sell(places), payment.capture())
    }
}
// --8<-- [end:hold]
