import type { Channel } from '../domain/contact/channels.js';
import type { MessageType } from '../domain/contact/messages.js';
import type { Rendered } from './message-channel.js';

/** The facts that a text may name; instants are shown in the customer's zone and locale. */
export interface MessageFacts {
  readonly name?: string;
  /** The customer's reference of the case. */
  readonly reference: string;
  /** The incidents that the text speaks of, those that the customer reported before the others, oldest first; never empty. */
  readonly incidents: readonly {
    readonly subject?: string;
    readonly category: string;
    readonly reportedAt: number;
    /** We found it ourselves: no text may claim that it was reported to us. */
    readonly proactive?: true;
    /** The reference of the earlier case that the customer came back to: to them this is no new report. */
    readonly repeats?: string;
    readonly facts: Readonly<Record<string, string | number | boolean>>;
  }[];
  /** Message types carried besides the message's own. */
  readonly covers: readonly MessageType[];
  /** The message speaks of a later incident of a case that is under way. */
  readonly joined: boolean;
  /** The round after a low verdict; false in a round that a late join began. */
  readonly secondRound: boolean;
  readonly owner?: string;
  /** The id of the team; the text names it in its own language. */
  readonly team: string;
  readonly promiseDueAt?: number;
  readonly missedDueAt?: number;
  /** The time of a promised check or survey that this message puts off. */
  readonly withdrawnDueAt?: number;
  readonly resolvedAt?: number;
  readonly survey?: { readonly url: string; readonly expiresAt: number };
  /** Where the customer says that they do not want such messages any more. */
  readonly unsubscribeUrl?: string;
  /** Pages behind links: to ask for a call, and, where a solution was told, to say whether that settles it. */
  readonly links?: { readonly call: string; readonly yes?: string; readonly no?: string };
  readonly voucher?: { readonly code: string; readonly minor: number; readonly currency: string };
  /** What a person wrote, in the message that carries it. */
  readonly written?: { readonly subject?: string; readonly text: string };
  readonly outcome?: string;
  /** What the customer has said of the solution in the last round, besides what they answered to the survey. */
  readonly customerSaid?: 'settled' | 'not_settled';
}

/** Which text to render for whom. */
export interface RenderRequest {
  readonly tenant: string;
  /** Content hash of the programme. */
  readonly programme: string;
  readonly message: MessageType;
  readonly channel: Channel;
  /** BCP 47; falls back to the language, then to the programme's default. */
  readonly locale: string;
  /** IANA zone in which times are shown; UTC when unknown, and the text says so. */
  readonly timeZone?: string;
  readonly facts: MessageFacts;
}

/** Texts of a published programme. */
export interface Templates {
  /** The text; throws when the programme, locale or a variable is missing, which publishing rules out. */
  render(request: RenderRequest): Promise<Rendered>;
}

/** Texts of a published programme as a start for what a person writes. */
export interface Drafts {
  /** What the text says by itself, without greeting and signature; throws as `render` does. */
  draft(request: RenderRequest): Promise<string>;
}
