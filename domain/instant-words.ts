import { durationWords } from './duration-words.js';

/** An instant to the minute, in UTC since it is read everywhere: "2026-03-02 12:00 UTC". */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** An instant as seen from `now`: "in 3 h", "20 min ago". */
export function fromNow(at: number, now: number): string {
  return at >= now ? `in ${durationWords(at - now)}` : `${durationWords(now - at)} ago`;
}
