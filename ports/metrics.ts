import type { CaseEvent } from '../domain/case/case-events.js';
import type { Channel } from '../domain/contact/channels.js';
import type { ContactDecision, ContactReason, Purpose } from '../domain/contact/decision.js';
import type { MessageType } from '../domain/contact/messages.js';
import type { SendResult } from '../domain/journey/results.js';
import type { Leak } from './contact-log.js';
import type { Applied, CaseGroup } from './case-store.js';

/**
 * How one attempt to send ended; `try_later` is a certain non-send that another attempt may mend, `waiting` one that has to
 * wait until it can be told what became of an earlier hand-over, `failed` a fault.
 */
export type AttemptResult = SendResult['kind'] | 'try_later' | 'waiting' | 'failed';

/** Something that has fallen out of every queue: nobody and nothing would take it up by itself. */
export type OrphanKind = 'incident_without_case' | 'incident_never_taken_up' | 'case_without_next_move' | 'parked';

/** What workers count; nothing personal and no id, since each name becomes a series that is kept. Never throws. */
export interface RecoveryMetrics {
  /** One attempt to send a message has ended. */
  attempted(attempt: {
    readonly message: MessageType;
    readonly channel: Channel;
    readonly result: AttemptResult;
  }): void;
  /** A projection was made; `facts` are the types of those that the read model took in, after a reset once more. */
  projected(result: Applied, facts: readonly CaseEvent['type'][]): void;
  /** A sweep has ended at this instant, having woken so many. */
  swept(woken: { readonly incidents: number; readonly cases: number; readonly at: number }): void;
  /** The open cases stand like this now. */
  counted(open: readonly CaseGroup[]): void;
  /** A customer was announced as free for promotion again. */
  released(): void;
  /** So many orphans of this kind are there now; 0 once there is none any more. */
  orphans(kind: OrphanKind, count: number): void;
}

/** What the web edge counts. Never throws. */
export interface RequestMetrics {
  /** A request was answered; `route` is the pattern and never the address, which may hold a token. */
  answered(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  /** Somebody asked whether a customer may be contacted, and was told so. */
  decided(asked: {
    readonly purpose: Purpose;
    readonly decision: ContactDecision['kind'];
    readonly reason: ContactReason;
  }): void;
  /** Another sender has reported a contact that was not known before. */
  contacted(contact: { readonly purpose: Purpose; readonly leak?: Leak }): void;
  /**
   * So many reports of a provider came through this door: `unknown` is about no message of the ledger, `outdated` about a
   * copy to an earlier address, and `skipped` of a type that says nothing to us.
   */
  reported(reports: {
    readonly source: string;
    readonly result: 'taken' | 'unknown' | 'outdated' | 'skipped';
    readonly count: number;
  }): void;
}
