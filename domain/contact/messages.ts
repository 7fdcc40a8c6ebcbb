/** Everything that this system says to a customer. */
export const messageTypes = [
  'acknowledgement',
  'apology',
  'resolution',
  'resolved_at_once',
  'progress_update',
  'follow_up',
  'survey',
  'survey_reminder',
  'second_chance',
  'closing',
] as const;
/** One of the message types. */
export type MessageType = (typeof messageTypes)[number];

/** What a promise to write is about: any news, a check that the repair held, or the survey. */
export type PromiseAbout = 'news' | 'check' | 'survey';

/** What a message undertakes: the customer hears from us by a time that the sender fixes when it renders the text. */
export interface PromiseTerms {
  readonly about: PromiseAbout;
  /** The time aimed at; the text says this or `now + atLeast`, whichever is later. */
  readonly dueAt: number;
  /** Milliseconds; keeps a message that was delayed from promising a time in the past. */
  readonly atLeast: number;
  /** The next times, from `dueAt` on, at which the team is at work and may write; missing where that is any time. */
  readonly within?: readonly OpenSpan[];
}

/** Begin and end of a time that is open for something, epoch milliseconds. */
export type OpenSpan = readonly [from: number, until: number];
