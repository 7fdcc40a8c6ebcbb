/**
 * The first minute of a send, far above what a queue and a provider take: milliseconds. It runs without an alarm, which
 * spares a timer a message, and speaks of the case as it was when the message was asked for. A send that is not over by
 * then is told of the case anew, and tried on for as long as the message is worth sending, with the alarm set.
 */
export const FIRST_MINUTE = 60_000;
