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
  'agent_message',
  'callback_confirmation',
  'opt_out_confirmation',
] as const;
/** One of the message types. */
export type MessageType = (typeof messageTypes)[number];

/** What a promise is about: any news, a check that the repair held, the survey, or a call by a person. */
export type PromiseAbout = 'news' | 'check' | 'survey' | 'call';

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

/** Whether a message asks how it went: whoever does not want that has it spared, and hears of their case all the same. */
export function isSurvey(message: MessageType): boolean {
  return message === 'survey' || message === 'survey_reminder';
}
