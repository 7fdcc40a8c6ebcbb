import type { CaseFact, MessageOrder, Slot } from '../case/case-events.js';
import type { ContactKind } from '../case/dialogue.js';
import type { OpenCase, PromiseRecord } from '../case/recovery-case.js';
import type { MessageType, PromiseAbout } from '../contact/messages.js';
import { isAside, says } from './says.js';

/** The part of a message that decides what becomes of earlier promises. */
export type Saying = Pick<MessageOrder, 'message' | 'covers' | 'round' | 'promise' | 'withdrawnDueAt'>;

/** Which messages keep which promise, if they come in time. */
const keptBy: Readonly<Record<PromiseAbout, readonly MessageType[] | 'any'>> = {
  news: 'any',
  check: ['follow_up', 'survey', 'second_chance'],
  survey: ['survey', 'second_chance'],
  // Only a person who calls keeps it.
  call: [],
};

/** What a message that has gone out does to the promises that were open: it keeps them, or it changes the plan. */
export function promisesMet(c: OpenCase, order: Saying & Pick<MessageOrder, 'slot'>, now: number): readonly CaseFact[] {
  return c.promises
    .filter((p) => p.state === 'open')
    .flatMap((p): readonly CaseFact[] => {
      if (p.dueAt >= now && keeps(order, p)) return [{ type: 'promise_kept', id: p.id, slot: order.slot }];
      // What was promised after its text was written it does not speak of.
      const isSaid = c.rules < 4 || speaksOf(order, p);
      return givesNotice(order, p) && isSaid ? [{ type: 'promise_withdrawn', id: p.id, slot: order.slot }] : [];
    });
}

/** What becomes of a promise when the message that ended it did not arrive: another one has ended it as well, or it is owed. */
export function promiseLeft(c: OpenCase, promise: PromiseRecord, lost: Slot): CaseFact {
  const { id, madeAt, dueAt } = promise;
  const spoken = contactSlots(c).find((one) => one.at > madeAt && one.at <= dueAt);
  if (promise.about === 'news' && spoken !== undefined) return { type: 'promise_kept', id, slot: spoken.slot };
  const since = c.messages.filter((m) => m.state === 'accepted' && m.slot !== lost && m.slot !== promise.slot);
  const later = since.filter(({ endedAt = 0 }) => endedAt > madeAt);
  const keeper = later.find((m) => (m.endedAt ?? 0) <= dueAt && keeps(m, promise));
  if (keeper !== undefined) return { type: 'promise_kept', id, slot: keeper.slot };
  const mover = later.find((m) => givesNotice(m, promise) && speaksOf(m, promise));
  if (mover !== undefined) return { type: 'promise_withdrawn', id, slot: mover.slot };
  return { type: 'promise_reopened', id, slot: lost };
}

/** The contacts of people who spoke to the customer, under the names that promises know them by. */
function contactSlots({ contacts }: OpenCase): readonly { readonly at: number; readonly slot: Slot }[] {
  return contacts.flatMap(({ kind, spokeTo, at }, i) => (spokeTo ? [{ at, slot: contactSlot(i + 1, kind) }] : []));
}

/** The name under which the n-th contact of a person keeps a promise. */
export function contactSlot(ordinal: number, kind: ContactKind): Slot {
  return `contact/${ordinal}/${kind}`;
}

/**
 * The latest time of a promised check or survey that a message puts off without promising another: its text has to say
 * so. A closing message says that nothing more comes.
 */
export function withdrawnDueAt(c: OpenCase, saying: Saying): number | undefined {
  if (saying.message === 'closing') return undefined;
  const times = c.promises
    .filter((p) => p.state === 'open' && !keeps(saying, p) && givesNotice(saying, p))
    .filter((p) => saying.promise?.about !== p.about)
    .map((p) => p.dueAt);
  return times.length === 0 ? undefined : Math.max(...times);
}

function keeps(saying: Saying, promise: PromiseRecord): boolean {
  const types = keptBy[promise.about];
  return types === 'any' ? !isAside(saying) : types.some((type) => says(saying, type));
}

/** Whether the text of a message says that it ends a promise: it was kept when some texts were written. */
function speaksOf(m: Saying, { about, dueAt }: PromiseRecord): boolean {
  return m.message === 'closing' || m.promise?.about === about || (m.withdrawnDueAt ?? 0) >= dueAt;
}

/** The last message ends what was still promised; one of a later round, or with the same promise anew, changes the plan. */
function givesNotice(saying: Saying, promise: PromiseRecord): boolean {
  const moves = saying.round > promise.round && !isAside(saying) && saying.message !== 'agent_message';
  const changes = moves || saying.promise?.about === promise.about;
  if (saying.message === 'closing') return true;
  // A call is owed whatever else is planned; one that is asked for again takes the place of the first.
  return promise.about === 'call' ? saying.promise?.about === 'call' : changes && promise.about !== 'news';
}
