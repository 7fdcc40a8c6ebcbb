import type { ReplyReading } from '../domain/case/case-events.js';
import type { Severity } from '../domain/case/incident.js';
import type { InputChannel, InputKind } from '../domain/contact/customer-words.js';
import type { Page } from './case-store.js';

/** Names an input; ids in ports include the tenant. */
export interface InputRef {
  readonly tenant: string;
  readonly inputId: string;
}

/** That a person needs nothing done about an input of nobody: who said so, when, and why. */
export interface Dismissal {
  readonly reason: string;
  readonly actor: string;
  readonly at: number;
}

/** What a customer wrote or did in answer to a message; instants are epoch milliseconds. */
export interface StoredInput extends InputRef {
  readonly kind: InputKind;
  readonly channel: InputChannel;
  readonly receivedAt: number;
  /** Whose it is; missing while nobody knows. */
  readonly customerId?: string;
  /** The case that it names; another one of the customer may be open by now. */
  readonly caseId?: string;
  readonly subject?: string;
  /** Without what it quotes; at most 32,000 characters. */
  readonly text?: string;
  /** Files that came with it, which are not kept. */
  readonly attachments?: number;
  /** From where it came; kept only where nobody knows whose it is. */
  readonly from?: string;
  readonly reading: ReplyReading;
  /** As grave as its wording is, by which rule of which programme. */
  readonly severity?: Severity;
  readonly rule?: string;
  readonly programme?: string;
  /** Somebody has found that nobody has to see to it. */
  readonly dismissed?: Dismissal;
  /** A machine answered (RFC 3834). */
  readonly automatic?: true;
  /** When a case, or whoever decided that none has to, took note of it. */
  readonly heardAt?: number;
}

/** Which page of inputs of nobody. */
export interface InputPage {
  readonly limit: number;
  readonly cursor?: string;
  /** Those that were dismissed; by default those that wait. */
  readonly dismissed?: boolean;
}

/** What customers wrote and did: stored first, told to a case then. */
export interface InputStore {
  /** Keeps an input; a repeat changes nothing. */
  put(input: StoredInput): Promise<'stored' | 'known'>;
  /** The input, or undefined. */
  get(ref: InputRef): Promise<StoredInput | undefined>;
  /** Those of these inputs of a tenant that are there, the oldest first. */
  these(tenant: string, inputIds: readonly string[]): Promise<readonly StoredInput[]>;
  /** Notes that these were heard; the first time stays. */
  heard(tenant: string, inputIds: readonly string[], at: number): Promise<void>;
  /** Inputs of known customers that came before this instant and were not heard, of all tenants, the oldest first; at most 1,000. */
  unheard(receivedBefore: number): Promise<readonly StoredInput[]>;
  /**
   * Inputs of which nobody knows whose they are, the newest first: those that wait for a person, or those that were dismissed;
   * `limit` at most 200. Rejects a cursor of others with `BadCursor`.
   */
  unmatched(tenant: string, page: InputPage): Promise<Page<StoredInput>>;
  /** Says whose an input of nobody is, also a dismissed one; undefined where there is none, or it is somebody's already. */
  match(ref: InputRef, customerId: string): Promise<StoredInput | undefined>;
  /** Says that nobody has to see to an unmatched input; undefined where there is none, or it waits for nobody already. */
  dismiss(ref: InputRef, dismissed: Dismissal): Promise<StoredInput | undefined>;
}
