import type { CaseEvent, CaseEventType, MessageOrder } from '../../../domain/case/case-events.js';
import type { IncidentInCase, MessageRecord, OpenCase } from '../../../domain/case/recovery-case.js';
import type { Channel } from '../../../domain/contact/channels.js';
import type { MessageType } from '../../../domain/contact/messages.js';
import type { Run } from '../trace.js';

/** A fact of one of these types, with the case before and after it. */
export interface Seen<T extends CaseEventType> {
  readonly event: CaseEvent<T>;
  readonly index: number;
  readonly before: OpenCase | undefined;
  readonly after: OpenCase | undefined;
}

/** All facts of one type, oldest first. */
export function seen<T extends CaseEventType>(run: Run, type: T): readonly Seen<T>[] {
  const all = indexed.get(run) ?? index(run);
  return (all.get(type) ?? []) as readonly Seen<T>[];
}

type Index = ReadonlyMap<CaseEventType, readonly Seen<CaseEventType>[]>;

/** A journal is searched many times: once by each invariant and for each fact that it looks at. */
const indexed = new WeakMap<Run, Index>();

function index(run: Run): Index {
  const all = new Map<CaseEventType, Seen<CaseEventType>[]>();
  run.journal.forEach((event, i) => {
    const same = all.get(event.type) ?? [];
    same.push({ event, index: i, before: caseAt(run, i - 1), after: caseAt(run, i) });
    all.set(event.type, same);
  });
  indexed.set(run, all);
  return all;
}

/** The open or closed case after the fact of this index. */
function caseAt(run: Run, index: number): OpenCase | undefined {
  const state = run.states[index];
  return state === undefined || state.phase === 'new' ? undefined : state;
}

/** The case at the end of a run; undefined when every incident was refused. */
export function lastCase(run: Run): OpenCase | undefined {
  return caseAt(run, run.states.length - 1);
}

/** Whether a message says this, itself or among what it covers. */
export function speaksOf(order: Pick<MessageOrder, 'message' | 'covers'>, type: MessageType): boolean {
  return order.message === type || order.covers.includes(type);
}

/** Whether somebody has asked for a message in so many words, so that no gate and no decision keeps it back. */
export function isAskedFor({ message }: Pick<MessageOrder, 'message'>): boolean {
  return message === 'agent_message' || isAside({ message });
}

/** Whether a message is about messages or calls, and tells nothing of what went wrong. */
export function isAside({ message }: Pick<MessageOrder, 'message'>): boolean {
  return message === 'callback_confirmation' || message === 'opt_out_confirmation';
}

/** Whether a message went out, or may have. */
export function wentOut(m: MessageRecord): boolean {
  return m.state === 'accepted' || m.state === 'in_doubt';
}

/** Whether the customer heard this of an incident since then, from a message or a person, or what should have said it came to its end. */
export function heard(c: OpenCase, incident: IncidentInCase, what: { type: MessageType; since: number }): boolean {
  const { type, since } = what;
  const tries = c.messages.filter(
    (m) => speaksOf(m, type) && m.incidents.includes(incident.id) && m.requestedAt >= since,
  );
  const asked = Math.max(since, incident.joinedAt);
  if (c.reaches.some((r) => r.state === 'reached' && r.requestedAt >= asked)) return true;
  return isInVain(c, tries) || tries.some((m) => wentOut(m) || ended(c, m));
}

/** The texts of people that came to their end untold, as long as nobody has spoken to the customer since, or tried in vain. */
export function unsaid(c: OpenCase): readonly string[] {
  return c.ending === undefined ? c.texts.filter((text) => isUnsaid(c, text)).map(({ text }) => text) : [];
}

function isUnsaid(c: OpenCase, { ordinal, at }: OpenCase['texts'][number]): boolean {
  const tries = c.messages.filter((m) => m.message === 'agent_message' && m.ordinal === ordinal);
  if (tries.some((m) => wentOut(m) || m.state === 'requested' || (m.state === 'unsettled' && !isSpent(m))))
    return false;
  if (!isInVain(c, tries) && !tries.some((m) => ended(c, m))) return false;
  const overAt = Math.max(at, ...tries.map((m) => m.endedAt ?? 0));
  const words = [
    ...c.contacts.filter(({ spokeTo }) => spokeTo).map((one) => one.at),
    ...c.reaches
      .filter(({ state }) => state === 'reached' || state === 'not_reached')
      .map(({ endedAt = 0 }) => endedAt),
    ...c.asks.filter(({ state }) => state === 'called').map(({ endedAt = 0 }) => endedAt),
  ];
  return words.every((one) => one <= overAt);
}

/** The channels that no bad address has closed. */
export function channelsLeft(c: OpenCase): readonly Channel[] {
  return c.reachableBy.filter((channel) => !isClosed(c, channel));
}

/** The most often that one slot may be asked for. Stated here again, so that a change of the rule is seen. */
export const MAX_REQUESTS = 5;

/** How many requests may meet the end of the hours of contact. Stated here again. */
export const MAX_NIGHTS = 7;

/** What closes a channel for every message: it is about the address. */
const aboutTheAddress: readonly (string | undefined)[] = ['bad_address', 'mailbox_refused', 'opted_out'];

/** Whether each channel is closed, has refused this, or was tried too often. */
function isInVain(c: OpenCase, tries: readonly MessageRecord[]): boolean {
  return c.reachableBy.every(
    (channel) =>
      isClosed(c, channel) || tries.some((m) => isRefusal(c, m, channel) || (m.channel === channel && isSpent(m))),
  );
}

/** Whether this ends a message on all channels: it is left out for a reason of its own, or may have arrived. */
function ended(c: OpenCase, m: MessageRecord): boolean {
  if (m.state === 'skipped' && m.code !== 'outside_hours') return !aboutTheAddress.includes(m.code);
  // Before the fourth version of the rules no other channel was tried after one of them had been too often.
  return isSpent(m) && (m.state === 'unsettled' || c.rules < 4);
}

/** Whether one channel has been tried too often. */
function isSpent(m: MessageRecord): boolean {
  const { nights = 0 } = m;
  if (m.state === 'skipped') return m.code === 'outside_hours' && nights + 1 >= MAX_NIGHTS;
  return !isRefused(m) && m.state !== 'requested' && m.request - nights >= MAX_REQUESTS;
}

function isRefused({ state, code }: MessageRecord): boolean {
  return state === 'rejected' || state === 'undelivered' || (state === 'skipped' && aboutTheAddress.includes(code));
}

/** A refusal at the address that the customer has still. */
function isRefusal(c: OpenCase, m: MessageRecord, channel: Channel): boolean {
  const since = c.corrected[channel] ?? 0;
  return m.channel === channel && isRefused(m) && m.requestedAt >= since;
}

/** A bad address closes its channel for every message. */
function isClosed(c: OpenCase, channel: Channel): boolean {
  if (c.stopped[channel] !== undefined) return true;
  return c.messages.some((m) => isRefusal(c, m, channel) && aboutTheAddress.includes(m.code));
}
