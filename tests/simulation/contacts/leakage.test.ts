import { describe, expect, it } from 'vitest';
import type { ContactFacts } from '../../../domain/contact/decision.js';
import type { ContactLook } from '../../../ports/contact-look.js';
import { decideContacts } from '../../../web/decide-contacts.js';
import { liveContacts } from './campaign.js';
import { Life } from './life.js';
import type { Step } from './sequence.js';

/** `npm run simulate -- --contacts 10000` lives through as many as one likes, with a new seed each time. */
const SEQUENCES = 120;
const seed = 602;

const words = (broken: unknown): string => (broken === undefined ? 'every rule held' : JSON.stringify(broken));

describe('promotion, over random reports, verdicts, closings, refusals and cool-offs', () => {
  it('never reaches a customer whom a recovery keeps it from, and always one who is free and of whom all is known', async () => {
    const { seen, broken } = await liveContacts({ seed, sequences: SEQUENCES });
    expect(words(broken)).toBe('every rule held');
    // Not by asking seldom, nor by refusing always.
    expect(seen.asked).toBeGreaterThan(4 * SEQUENCES);
    expect(seen.allowed).toBeGreaterThan(SEQUENCES);
    expect(seen.released).toBeGreaterThan(SEQUENCES / 2);
  }, 60_000);

  /** The look as it is, of which something is taken away. */
  const without = (isLeftOut: (lease: ContactFacts['leases'][number]) => boolean) => {
    return ({ contacts }: { readonly contacts: ContactLook }): ContactLook => ({
      past: (...asked) => contacts.past(...asked),
      of: async (...asked) =>
        (await contacts.of(...asked)).map(({ leases, ...facts }) => {
          return { ...facts, leases: leases.filter((one) => !isLeftOut(one)) };
        }),
    });
  };

  it.each([
    ['there is no lease', () => true],
    ['the lease begins with the case and not with the report', ({ caseId }) => caseId === undefined],
    ['a closed case lifts it', ({ open, caseId }) => caseId !== undefined && !open],
    ['an unhappy end lifts it', ({ lease }) => lease.kind === 'held' && lease.because === 'unhappy'],
    ['a cool-off is none', ({ lease }) => lease.kind === 'ends' && lease.because === 'cool_off'],
  ] satisfies readonly (readonly [string, Parameters<typeof without>[0]])[])(
    'leaks where %s: the control',
    async (_mutant, isLeftOut) => {
      const { broken } = await liveContacts({ seed, sequences: SEQUENCES, look: without(isLeftOut), shrinks: false });
      expect(broken?.rules).toContain('leak: allowed while promotion has to stay away');
    },
    60_000,
  );

  it('is refused for no reason where a lease never ends: the control of the other side', async () => {
    const look = ({ contacts }: { readonly contacts: ContactLook }): ContactLook => ({
      past: (...asked) => contacts.past(...asked),
      of: async (...asked) =>
        (await contacts.of(...asked)).map(({ leases }) => ({
          leases: leases.map((one) => ({ ...one, lease: { kind: 'held', because: 'unhappy' } as const })),
        })),
    });
    const { broken } = await liveContacts({ seed, sequences: SEQUENCES, look, shrinks: false });
    expect(broken?.rules).toContain('lost: refused though it may be');
  }, 60_000);

  it('is refused for no reason where a good word does not lift a refused report: the control of that', async () => {
    const look = ({ contacts }: { readonly contacts: ContactLook }): ContactLook => ({
      past: (...asked) => contacts.past(...asked),
      of: async (tenant, ids, since) => {
        const past = await contacts.past(tenant, ids);
        const refused = past.map(({ reports }) => reports.flatMap((one) => one.refused ?? []));
        const found = await contacts.of(tenant, ids, since);
        return found.map(({ leases }, index) => {
          const more = (refused[index] ?? []).map(({ lease }) => ({ lease, reference: 'refused', open: false }));
          return { leases: [...leases, ...more] };
        });
      },
    });
    const { broken } = await liveContacts({ seed, sequences: SEQUENCES, look, shrinks: false });
    expect(broken?.rules).toContain('lost: refused though it may be');
  }, 60_000);
});

describe('a customer', () => {
  const lived = async (...steps: readonly Step[]): Promise<Life> => {
    const life = new Life();
    await life.live(steps);
    return life;
  };
  const days = (count: number): Step => ({ kind: 'pass', minutes: count * 24 * 60 });

  it('who was unhappy at closing is still refused promotion on day 60, and nobody announces anything', async () => {
    const life = await lived(
      { kind: 'report', qualifies: true },
      { kind: 'take_up', reopens: false },
      { kind: 'abort' },
      days(60),
      { kind: 'project' },
      { kind: 'ask' },
    );
    expect(life.journals.flat().find(({ type }) => type === 'case_closed')).toMatchObject({ outcome: 'not_recovered' });
    expect(life.asked.map(({ allowed }) => allowed)).toEqual([false, false]);
    expect(await life.desk.stores.events.after('acme', { place: 0, limit: 9 })).toEqual([]);
  });

  it('whom nobody has ever seen is allowed: a thousand of a thousand, beside one in a recovery', async () => {
    const { desk } = await lived({ kind: 'report', qualifies: true }, { kind: 'take_up', reopens: false });
    const edge = { clock: { now: () => desk.now }, stores: desk.stores };
    const questions = Array.from({ length: 1_000 }, (_, n) => ({
      customerId: `never-${n}`,
      purpose: 'marketing' as const,
    }));
    const inRecovery = { customerId: 'cust-1', purpose: 'marketing' } as const;
    const answers = await decideContacts(edge, 'acme', [...questions, inRecovery]);
    expect(answers.filter(({ reason }) => reason === 'no_open_recovery')).toHaveLength(1_000);
    expect(answers.at(-1)).toMatchObject({ decision: 'suppress' });
  });
});
