import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseEventType } from '../../domain/case/case-events.js';
import { evolve } from '../../domain/case/evolve.js';
import type { OpenCase } from '../../domain/case/recovery-case.js';
import { tellOn } from '../../domain/journey/tell-on.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import { DAY, HOUR } from './support/builders.js';
import { atNight } from './support/hours.js';
import { opened, type Journey, type World } from './support/journey.js';
import { RESOLVE } from './support/pasts.js';
import { aRow } from './support/sends.js';

const ofMessages: readonly CaseEventType[] = [
  'message_requested',
  'message_accepted',
  'message_skipped',
  'message_withdrawn',
  'promise_made',
  'promise_kept',
];
const states = { message_accepted: 'accepted', message_skipped: 'skipped', message_withdrawn: 'withdrawn' } as const;

/** The rows of the ledger that senders leave in this journey. */
function rowsOf(journal: readonly CaseEvent[]): readonly SendRow[] {
  return journal.flatMap((asked, place) => {
    if (asked.type !== 'message_requested') return [];
    const end = journal.slice(place).find((e) => Object.hasOwn(states, e.type) && 'slot' in e && e.slot === asked.slot);
    const state = end === undefined ? 'claimed' : states[end.type as keyof typeof states];
    const made = journal.find((e) => e.type === 'promise_made' && e.slot === asked.slot);
    const promised = made?.type === 'promise_made' ? { promiseDueAt: made.dueAt } : {};
    const code = end?.type === 'message_skipped' ? { code: end.reason } : {};
    const ended = end === undefined ? {} : { settledAt: end.at };
    const key = `acme/inc-1/${asked.slot}`;
    return [aRow(state, { key, request: asked.request, claimedAt: asked.at, ...promised, ...code, ...ended })];
  });
}

/** The case after so many facts. */
function after(start: Journey, journal: readonly CaseEvent[]): OpenCase {
  return journal.reduce((c, event) => {
    const next = evolve(c, event);
    return next.phase === 'new' ? c : next;
  }, start.state);
}

/** The facts up to the first that is not of a message. */
function onlyMessages(since: readonly CaseEvent[]): readonly CaseEvent[] {
  const end = since.findIndex(({ type }) => !ofMessages.includes(type));
  return end === -1 ? since : since.slice(0, end);
}

const plain = opened();
const night = opened(atNight());
const spared: World = {
  send: ({ message }) => (message === 'survey' ? { kind: 'skipped', reason: 'unsubscribed' } : { kind: 'accepted' }),
};

describe('a case told on by its ledger', () => {
  it.each([
    ['by day', plain, {}],
    ['by night, in hours of contact', night, {}],
    ['of a customer who wants no survey', plain, spared],
  ] as const)(
    'is the case that its run knows, wherever only facts of messages are not shown yet: %s',
    (_w, start, world) => {
      const j = start
        .until(2 * HOUR, world)
        .does(RESOLVE)
        .until(20 * DAY, world);
      // What a message comes to is shown with it or not at all.
      const places = j.journal.flatMap(({ type }, place) => (type.startsWith('message_') ? [place] : []));
      let told = 0;
      for (const place of places) {
        const hidden = onlyMessages(j.journal.slice(place));
        const known = j.journal.slice(0, place + hidden.length);
        const found = tellOn(after(start, j.journal.slice(0, place)), rowsOf(known));
        expect({ ...found.case, chain: '' }).toEqual({ ...after(start, known), chain: '' });
        told += found.events.length;
      }
      expect(told).toBeGreaterThan(20);
    },
  );

  const resolved = plain
    .until(2 * HOUR)
    .does(RESOLVE)
    .until(3 * HOUR);
  const checked = resolved.until(4 * DAY);
  const rows = rowsOf(checked.journal);
  const FOLLOW_UP = '1/follow_up/1/email';

  it('knows what is on its way, and nothing of how it ends before the ledger does', () => {
    const flying = rows.map((row) => (row.key.endsWith(FOLLOW_UP) ? aRow('claimed', { ...without(row) }) : row));
    expect(tellOn(resolved.state, flying).events).toMatchObject([{ type: 'message_requested', slot: FOLLOW_UP }]);
  });

  it('is as it was shown where the ledger knows nothing more', () => {
    const before = rowsOf(resolved.journal);
    expect(tellOn(resolved.state, before)).toEqual({ case: resolved.state, events: [] });
  });

  it('says nothing of a message that the rules do not want at that time', () => {
    const held = resolved.does({ type: 'hold', reason: 'courier', until: resolved.now + 3 * DAY });
    expect(tellOn(held.state, rows).events).toEqual([]);
  });

  it('allows for a sender whose clock is behind by two seconds, and no more', () => {
    const behind = (by: number) =>
      rows.map((row) => (row.key.endsWith(FOLLOW_UP) ? { ...row, claimedAt: row.claimedAt - by } : row));
    expect(tellOn(resolved.state, behind(2_000)).case.messages.map(({ slot }) => slot)).toContain(FOLLOW_UP);
    expect(tellOn(resolved.state, behind(2_001)).events).toEqual([]);
  });

  it.each([
    ['was asked for twice', { request: 2 }],
    ['only a later version knows', { key: 'acme/inc-1/1/thank_you/1/email' }],
    ['only a later version can send', { key: 'acme/inc-1/1/follow_up/1/whatsapp' }],
  ])('says nothing of a message that %s, and nothing of what came after it', (_what, change) => {
    const long = rowsOf(resolved.until(10 * DAY).journal);
    const odd = long.map((row) => (row.key.endsWith(FOLLOW_UP) ? { ...row, ...change } : row));
    expect(odd.length).toBeGreaterThan(rows.length);
    expect(tellOn(resolved.state, odd).events).toEqual([]);
  });

  it('says nothing of what was in doubt or refused for now: that shows itself', () => {
    for (const state of ['in_doubt', 'rejected'] as const) {
      const doubtful = rows.map((row) => (row.key.endsWith(FOLLOW_UP) ? { ...row, state } : row));
      expect(tellOn(resolved.state, doubtful).events.map(({ type }) => type)).toEqual(['message_requested']);
    }
  });
});

function without({ settledAt: _s, promiseDueAt: _p, ...row }: SendRow): Partial<SendRow> {
  return { key: row.key, request: row.request, claimedAt: row.claimedAt };
}
