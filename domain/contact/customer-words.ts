/** What a customer can do in answer to a message. */
export const inputKinds = ['reply', 'call_me', 'settled', 'not_settled'] as const;
/** One of these. */
export type InputKind = (typeof inputKinds)[number];

/** Where they did it: in a mail, in a text, or on a page behind a link. */
export const inputChannels = ['email', 'sms', 'page'] as const;
/** One of these. */
export type InputChannel = (typeof inputChannels)[number];

/** Characters of a text that are kept, and of a subject: as much as a report may hold. */
export const LONGEST_TEXT = 32_000;
/** The same of a subject. */
export const LONGEST_SUBJECT = 200;
/** The same of a sender who matches nobody: 64 before the @ and 255 after it. */
export const LONGEST_SENDER = 320;

/** A text as words, without capitals, accents of typing, or punctuation: what phrases are looked for in. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .split(/[^\p{L}\p{N}']+/u)
    .filter((word) => word !== '' && word !== "'");
}

/** What the links of a message do: ask for a call, say that it is settled, say that it is not. */
export const linkActions = { call: 'call_me', yes: 'settled', no: 'not_settled' } as const satisfies Record<
  string,
  InputKind
>;
/** One of these. */
export type LinkAction = keyof typeof linkActions;
