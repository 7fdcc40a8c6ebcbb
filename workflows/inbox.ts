import type { AnswerSignal, CaseReport } from './contract.js';

/** Something that came in without anybody waiting for an answer. */
export type InboxItem =
  | { readonly kind: 'incident'; readonly incidentId: string }
  | { readonly kind: 'answer'; readonly answer: AnswerSignal }
  | { readonly kind: 'report'; readonly report: CaseReport }
  /** Somebody pressed cancel in the Temporal Web UI. */
  | { readonly kind: 'cancel' }
  /** A signal without what it has to carry; only an operator's hand can have sent it. */
  | { readonly kind: 'malformed'; readonly signal: string };

/** Whether a case that is just closing has to go on for it: a customer who writes is never left without an answer. */
export function reopens(item: InboxItem): boolean {
  if (item.kind !== 'report') return item.kind === 'incident' || item.kind === 'answer';
  const { report } = item;
  return report.type === 'customer_replied' ? report.reading === 'reply' : asksForPerson.includes(report.type);
}

const asksForPerson: readonly CaseReport['type'][] = ['call_me', 'not_settled'];

/** What has come in, in order; it is read only while the case can take it. */
export class Inbox {
  #items: readonly InboxItem[] = [];

  /** Whether anything is unread. */
  get empty(): boolean {
    return this.#items.length === 0;
  }

  /** Whether an incident is unread. */
  get holdsIncident(): boolean {
    return this.#items.some((item) => item.kind === 'incident');
  }

  /** Puts something in. */
  put(item: InboxItem): void {
    this.#items = [...this.#items, item];
  }

  /** Takes out the oldest item, or the oldest incident. */
  take(which: 'any' | 'incident'): InboxItem | undefined {
    const found = this.#items.find((item) => which === 'any' || item.kind === 'incident');
    this.#items = this.#items.filter((item) => item !== found);
    return found;
  }
}
