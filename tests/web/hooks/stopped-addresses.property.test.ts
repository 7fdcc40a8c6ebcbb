import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dependencies } from '../../../activities/dependencies.js';
import type { Channel } from '../../../domain/contact/channels.js';
import type { ProviderWord } from '../../../ports/provider-hooks.js';
import { marks } from '../../support/marks.js';
import { takeReport } from '../../../web/hooks/take-report.js';
import { aSend, Desk } from '../../activities/support/desk.js';
import { refused, tryLater } from '../../support/fake-channel.js';
import { FakeRecoveries } from '../support/fake-recoveries.js';

/** What closes an address: a report on an earlier message, or the provider's refusal of this one. */
type Closing = 'hard_bounce' | 'complaint' | 'opted_out' | 'refused';
type Step =
  | { readonly kind: 'send'; readonly channel: Channel; readonly ordinal: number; readonly held: boolean }
  | { readonly kind: 'close'; readonly by: Closing; readonly ordinal: number };

const ordinal = fc.integer({ min: 1, max: 5 });
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('send'),
        channel: fc.constantFrom('email', 'sms'),
        ordinal,
        held: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('close'),
        by: fc.constantFrom('hard_bounce', 'complaint', 'opted_out', 'refused'),
        ordinal,
      }),
    },
  ),
  { minLength: 6, maxLength: 14 },
) satisfies fc.Arbitrary<Step[]>;

const customer = { id: 'cust-1', locale: 'en', email: 'ada@customers.example', phone: '+12025550143' };

const channelOf = (by: Closing): Channel => (by === 'opted_out' ? 'sms' : 'email');

function wordOf(by: Exclude<Closing, 'refused'>, at: number): ProviderWord {
  const told = { providerId: 'p', at };
  if (by === 'complaint') return { kind: 'complained', ...told };
  return { kind: 'failed', ...told, code: by === 'opted_out' ? 'opted_out' : 'bad_address' };
}

/** Plays the steps, then tries again whatever is still waiting; says what was sent to an address that was closed by then. */
async function sentInSpite(steps: readonly Step[], replaced: Partial<Dependencies> = {}) {
  const desk = new Desk(replaced);
  const programme = await desk.publish();
  await desk.reported({ customer });
  const closed = new Set<Channel>();
  const wrong: string[] = [];
  const waiting = new Map<string, () => Promise<void>>();

  const send = async (channel: Channel, ordinal: number): Promise<void> => {
    const before = desk.inbox.length;
    const order = aSend(programme, { channel, ordinal });
    const name = `${channel} ${ordinal}`;
    waiting.set(name, () => send(channel, ordinal));
    try {
      await desk.run(() => desk.activities.deliver(order));
      waiting.delete(name);
    } catch {
      // Asked to come back later: it stays scheduled.
    }
    if (closed.has(channel) && desk.inbox.length > before) wrong.push(name);
  };

  const close = async (by: Closing, ordinal: number): Promise<void> => {
    const channel = channelOf(by);
    if (by === 'refused') {
      desk.email.next('inc-1', refused);
      const before = desk.inbox.length;
      await send(channel, ordinal + 10);
      if (desk.inbox.length === before) closed.add(channel);
      return;
    }
    const sent = desk.inbox.filter(({ key }) => key.endsWith(`/${channel}`));
    const about = sent[ordinal % Math.max(1, sent.length)];
    if (about === undefined) return;
    const deps = {
      stores: { ...desk.stores, ...replaced },
      recoveries: new FakeRecoveries(),
      clock: { now: () => desk.now },
      hashAddress: marks.hashAddress,
    };
    await takeReport(deps, { mark: about.mark, word: wordOf(by, desk.now), source: 'test' });
    closed.add(channel);
  };

  for (const step of steps) {
    desk.now += 60_000;
    if (step.kind === 'close') await close(step.by, step.ordinal);
    else {
      if (step.held) desk[step.channel].next('inc-1', tryLater);
      await send(step.channel, step.ordinal);
    }
  }
  desk.now += 60_000;
  const scheduled = [...waiting.keys()].filter((name) => [...closed].some((channel) => name.startsWith(channel)));
  for (const again of [...waiting.values()]) await again();
  return { wrong, closed: closed.size, sent: desk.inbox.length, scheduled: scheduled.length };
}

describe('after a hard bounce, a complaint, an opt-out or a refusal of the address', () => {
  it('nothing more is sent there, over a thousand random sequences, not even what was scheduled before', async () => {
    const seen = { closed: 0, sent: 0, scheduled: 0 };
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const { wrong, closed, sent, scheduled } = await sentInSpite(sequence);
        seen.closed += closed;
        seen.sent += sent;
        seen.scheduled += scheduled;
        expect(wrong).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
    // What no run reaches is not tested.
    expect(seen.closed).toBeGreaterThan(500);
    expect(seen.sent).toBeGreaterThan(1_500);
    expect(seen.scheduled).toBeGreaterThan(100);
  });

  it('the control: where nobody keeps stops, the same run finds a message that was sent in spite', async () => {
    const nothing = () => Promise.resolve();
    const addresses = {
      stop: nothing,
      lift: nothing,
      stops: () => Promise.resolve([]),
      stopsOf: () => Promise.resolve([]),
    };
    const found = await fc.check(
      fc.asyncProperty(steps, async (sequence) => (await sentInSpite(sequence, { addresses })).wrong.length === 0),
      { numRuns: 200 },
    );
    expect(found.failed).toBe(true);
  });
});
