import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemoryStores } from '../../../adapters/store/memory/open.js';
import { sendKey, slotOf } from '../../../domain/sends/send-key.js';
import type { FailureCode } from '../../../domain/failure-codes.js';
import type { SendRow } from '../../../domain/sends/send-row.js';
import { settleTaskId } from '../../../domain/tasks/task.js';
import type { ProviderReport, ProviderWord } from '../../../ports/provider-hooks.js';
import { marks } from '../../support/marks.js';
import { takeReport } from '../../../web/hooks/take-report.js';
import { aClaim } from '../../domain/support/sends.js';
import { putCase } from '../support/builders.js';
import { FakeRecoveries } from '../support/fake-recoveries.js';
import { noon } from '../support/server.js';

/** How a message of the journey stood when its provider began to report. */
type Start = 'claimed' | 'accepted' | 'in_doubt';
interface Message {
  readonly start: Start;
  readonly says: readonly { readonly kind: ProviderWord['kind']; readonly code: FailureCode; readonly after: number }[];
}

const codes: readonly FailureCode[] = ['unreachable_number', 'mailbox_full', 'opted_out', 'not_delivered'];
const message: fc.Arbitrary<Message> = fc.record({
  start: fc.constantFrom('claimed', 'accepted', 'in_doubt'),
  says: fc.array(
    fc.record({
      kind: fc.constantFrom('taken', 'taken', 'delivered', 'delivered', 'failed', 'complained'),
      code: fc.constantFrom(...codes),
      after: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
/** All events of a journey, and another order in which each of them comes up to ten times. */
const journeys = fc.array(message, { minLength: 1, maxLength: 4 }).chain((messages) => {
  const events = messages.flatMap(({ says }, about) => says.map((_, at) => ({ about, at })));
  const copies = fc.tuple(
    ...events.map((event) => fc.integer({ min: 1, max: 10 }).map((n) => Array<typeof event>(n).fill(event))),
  );
  const shuffled = copies.map((all) => all.flat()).chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
  return fc.record({ messages: fc.constant(messages), events: fc.constant(events), shuffled });
});
type Journey = typeof journeys extends fc.Arbitrary<infer T> ? T : never;

const key = (about: number): string =>
  sendKey(
    'acme',
    'order-1041-late',
    slotOf({ round: 1, message: 'progress_update', ordinal: about + 1, channel: 'sms' }),
  );

const claimOf = (about: number) =>
  aClaim({ key: key(about), claimedAt: noon - 10, deadlineAt: noon, addressHash: `a${about % 2}` });

type World = Awaited<ReturnType<typeof worldOf>>;

async function worldOf({ messages }: Journey) {
  const stores = openMemoryStores();
  await putCase(stores.cases);
  for (const [about, { start }] of messages.entries()) {
    const claim = claimOf(about);
    await stores.sends.claim(claim);
    if (start === 'accepted')
      await stores.sends.settle(claim.key, 1, { state: start, providerId: 'SM0', at: noon - 5 });
    if (start !== 'in_doubt') continue;
    await stores.sends.settle(claim.key, 1, { state: start, code: 'timed_out', at: noon - 5 });
    const task = { tenant: 'acme', caseId: 'order-1041-late', kind: 'settle_send', send: claim.key } as const;
    await stores.tasks.raise({ ...task, id: settleTaskId({ mark: claim.mark, generation: 1 }), raisedAt: noon - 5 });
  }
  const { hashAddress } = marks;
  return { stores, recoveries: new FakeRecoveries(), clock: { now: () => noon + 100 }, hashAddress };
}

function reportOf({ messages }: Journey, { about, at }: Journey['events'][number]): ProviderReport | undefined {
  const said = messages[about]?.says[at];
  if (said === undefined) return undefined;
  const { kind, code, after } = said;
  const told = { providerId: `e${at}`, at: noon + after };
  const word: ProviderWord = kind === 'failed' ? { kind, ...told, code } : { kind, ...told };
  return { mark: claimOf(about).mark, word };
}

/** Rows, stops and tasks after these events, and what the case heard. */
async function after(journey: Journey, events: Journey['events'], change: (world: World) => void = () => undefined) {
  const world = await worldOf(journey);
  change(world);
  for (const event of events) {
    const report = reportOf(journey, event);
    if (report !== undefined) await takeReport(world, { ...report, source: 'email_events' });
  }
  const { sends, addresses, tasks } = world.stores;
  return {
    rows: await sends.ofCase('acme', 'order-1041-late'),
    stops: [await addresses.stops('a0'), await addresses.stops('a1')],
    tasks: (await tasks.list({ tenant: 'acme' }, { limit: 200 })).items,
    told: world.recoveries.told,
  };
}

const heldOf = async (journey: Journey, events: Journey['events'], change?: (world: World) => void) => {
  const { told: _, ...held } = await after(journey, events, change);
  return held;
};

describe('all events of a journey, each up to ten times and in any order', () => {
  it('leave the rows, stops and tasks that they leave once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, async (journey) => {
        expect(await heldOf(journey, journey.shuffled)).toEqual(await heldOf(journey, journey.events));
      }),
      { numRuns: 500 },
    );
  });

  it('tell the case once of each message that failed, and of no other, and leave no task open that a report has settled', async () => {
    await fc.assert(
      fc.asyncProperty(journeys, async (journey) => {
        const { rows, tasks, told } = await after(journey, journey.shuffled);
        const failed = told.flatMap((news) =>
          news.type === 'delivery_failed' ? [`acme/order-1041-late/${news.slot}`] : [],
        );
        expect([...failed].sort()).toEqual(rows.filter(({ state }) => state === 'failed').map((row) => row.key));
        const open = tasks.filter(({ done }) => done === undefined).map(({ send }) => send);
        expect([...open].sort()).toEqual(rows.filter(({ state }) => state === 'in_doubt').map((row) => row.key));
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, (world: World) => void]>([
    [
      'the last report wins',
      ({ stores }) => {
        const { sends } = stores;
        const rows = new Map<string, SendRow['state']>();
        sends.report = async (mark, { kind }) => {
          const row = await sends.marked(mark);
          if (row !== undefined) rows.set(row.key, kind === 'taken' ? 'accepted' : kind);
          return row && { before: row, after: row };
        };
        const ofCase = sends.ofCase.bind(sends);
        sends.ofCase = async (...asked) =>
          (await ofCase(...asked)).map((row) => ({ ...row, state: rows.get(row.key) ?? row.state }));
      },
    ],
    [
      'a task ends in the words of the report that ended it',
      ({ stores }) => {
        let ended = 0;
        const done = stores.tasks.done.bind(stores.tasks);
        const report = stores.sends.report.bind(stores.sends);
        let last = '';
        stores.sends.report = (mark, said) => {
          last = said.kind;
          return report(mark, said);
        };
        stores.tasks.done = (ref, end) => done(ref, { ...end, note: `${last} ${++ended}` });
      },
    ],
  ])('the control: where %s, the same run finds it', async (_, change) => {
    const found = await fc.check(
      fc.asyncProperty(journeys, async (journey) => {
        const inOrder = await heldOf(journey, journey.events, change);
        expect(await heldOf(journey, journey.shuffled, change)).toEqual(inOrder);
      }),
      { numRuns: 500 },
    );
    expect(found.failed).toBe(true);
  });
});
