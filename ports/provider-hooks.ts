import type { SendReport } from '../domain/sends/send-row.js';

/** What a provider says of one message; a complaint is about the sender, and moves no message. */
export type ProviderWord =
  SendReport | { readonly kind: 'complained'; readonly providerId: string; readonly at: number };

/** A provider's word, and the copy of a message that it is about. */
export interface ProviderReport {
  /** Undefined where nothing in the report names a message of ours. */
  readonly mark: string | undefined;
  readonly word: ProviderWord;
}

/** A request of a provider as it came in; nothing of it is believed before its signature is. */
export interface HookRequest {
  /** Path and query, byte for byte. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** What a signed request says: nothing of it, where the signature is not its provider's or it cannot be read. */
export type HookReading =
  { readonly kind: 'reports'; readonly reports: readonly ProviderReport[] } | { readonly kind: 'forged' | 'malformed' };

/** A text that somebody sent to our number. */
export interface ReceivedText {
  /** The provider's id of it: the same text may be told of more than once. */
  readonly providerId: string;
  /** The phone that it came from, E.164. */
  readonly from: string;
  readonly body: string;
  /** When we heard of it, epoch milliseconds. */
  readonly at: number;
  /** The provider has taken it as this, and has answered it: it will take no text to that phone, or takes them again. */
  readonly handled?: 'stop' | 'start' | 'help';
}

/** What a signed request says that tells of a text; `no_phone` where it came from something that nobody can answer. */
export type TextReading =
  { readonly kind: 'text'; readonly text: ReceivedText } | { readonly kind: 'no_phone' | 'forged' | 'malformed' };

/** Reads what an SMS provider posts. */
export interface SmsHook {
  /** Reads a status callback. */
  read(request: HookRequest): HookReading;
  /** Reads a text that somebody sent to us. */
  readText(request: HookRequest): TextReading;
}

/** A mail that somebody wrote to us. */
export interface InboundMail {
  /** The sender's address, as it is written there. */
  readonly from?: string;
  readonly messageId?: string;
  /** Marks of our messages that it answers, the likeliest first. */
  readonly marks: readonly string[];
  readonly subject?: string;
  /** With what it quotes; made from its HTML where it has no text. */
  readonly text: string;
  /** Files that came with it. */
  readonly attachments: number;
  /** A machine answered (RFC 3834). */
  readonly automatic: boolean;
}

/** Reads what the provider of e-mail, or whoever keeps the mailbox for bounces, posts. */
export interface EmailHook {
  /** Whether the request was signed with one of the secrets, not more than five minutes ago. */
  isSigned(request: HookRequest): boolean;
  /** Reads a mail whose poster is believed; undefined where it is none. */
  readMail(request: HookRequest): Promise<InboundMail | undefined>;
  /** Reads a bounce (RFC 3464) whose signature is believed; `malformed` where it is none. */
  readBounce(request: HookRequest): Promise<HookReading>;
}
