import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frozenZone } from '../../../adapters/calendars/zones.js';
import { isOpen, lastOpen, nextClosed, nextOpen } from '../../../domain/time/daily-window.js';
import { localAt, type FrozenZone } from '../../../domain/time/zone.js';
import { MINUTE, HOUR, DAY } from '../../domain/support/builders.js';

const names = Intl.supportedValuesOf('timeZone');
/** The clocks of this world change on different days of spring and of autumn. */
const starts = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)] as const;
const HORIZON = 120 * DAY;
const contact = { from: 8 * 60, until: 20 * 60 };

/** The oracle: what the runtime itself says that clocks show, which no code of ours looks at. */
class Oracle {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    this.#format = new Intl.DateTimeFormat('en-GB', { timeZone, ...parts });
  }

  /** Milliseconds of the local day. */
  time(at: number): number {
    const [hours = 0, minutes = 0, seconds = 0] = this.#format.format(at).split(':').map(Number);
    return hours * HOUR + minutes * MINUTE + seconds * 1000 + (at % 1000);
  }

  open(at: number, { from, until } = contact): boolean {
    const time = this.time(at);
    return time >= from * MINUTE && time < until * MINUTE;
  }
}

const oracles = new Map<string, Oracle>();

function oracleOf(name: string): Oracle {
  const oracle = oracles.get(name) ?? new Oracle(name);
  oracles.set(name, oracle);
  return oracle;
}

function frozen(name: string, from: number): FrozenZone {
  const zone = frozenZone(name, { from, until: from + HORIZON });
  if (zone === undefined) throw new Error(`${name} is unknown`);
  return zone;
}

const windows = fc
  .record({ from: fc.integer({ min: 0, max: 23 * 60 }), length: fc.integer({ min: 60, max: 16 * 60 }) })
  .filter(({ from, length }) => from + length <= 24 * 60)
  .map(({ from, length }) => ({ from, until: from + length }));

const places = fc.constantFrom(...names);

describe.each(starts)('the clocks of every zone, frozen from %s on', (start) => {
  const changes = names.flatMap((name) =>
    frozen(name, start)
      .offsets.slice(1)
      .map(({ from }) => ({ name, at: from })),
  );

  it('show what the runtime says they show, on every change and a moment before and after it', () => {
    expect(changes.length).toBeGreaterThan(50);
    const wrong = changes.filter(({ name, at }) =>
      [-HOUR, -1, 0, 1, HOUR].some(
        (off) => localAt(frozen(name, start), at + off).ms !== oracleOf(name).time(at + off),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('show it at any instant of the horizon', () => {
    const inside = fc.integer({ min: start, max: start + HORIZON - 1 });
    fc.assert(
      fc.property(places, inside, (name, at) => localAt(frozen(name, start), at).ms === oracleOf(name).time(at)),
      { numRuns: 1_500 },
    );
  });

  it('open and close every window where the runtime says so, around each change too', () => {
    const nearChange = fc
      .constantFrom(...changes)
      .chain(({ name, at }) =>
        fc.record({ name: fc.constant(name), at: fc.integer({ min: at - DAY, max: at + DAY }) }),
      );
    const anywhere = fc.record({ name: places, at: fc.integer({ min: start + DAY, max: start + HORIZON - 4 * DAY }) });
    fc.assert(
      fc.property(fc.oneof(nearChange, anywhere), windows, ({ name, at }, window) => {
        const zones = [frozen(name, start)];
        const oracle = oracleOf(name);
        expect(isOpen(zones, window, at)).toBe(oracle.open(at, window));
        const opens = nextOpen(zones, window, at) ?? NaN;
        expect(oracle.open(opens, window)).toBe(true);
        expect(minutesBetween(at, opens).some((t) => oracle.open(t, window))).toBe(false);
        const closes = nextClosed(zones, window, at);
        expect(oracle.open(closes, window)).toBe(false);
        expect(minutesBetween(at, closes).every((t) => oracle.open(t, window))).toBe(true);
        const last = lastOpen(zones, window, at) ?? NaN;
        expect(oracle.open(last, window)).toBe(true);
        expect(minutesBetween(last + 1, at).some((t) => oracle.open(t, window))).toBe(false);
      }),
      { numRuns: 800 },
    );
  });
});

/** Instants of a span, the first and the last among them; its end is not. */
function minutesBetween(from: number, until: number): readonly number[] {
  const step = 7 * MINUTE;
  const between = Array.from({ length: Math.max(0, Math.ceil((until - from) / step)) }, (_, i) => from + i * step);
  return until > from ? [...between, until - 1] : between;
}

describe('several zones at once', () => {
  const three = fc.tuple(places, places, places);

  it('are open exactly where each of them is, from the earliest such instant on', () => {
    const [start] = starts;
    fc.assert(
      fc.property(three, fc.integer({ min: start, max: start + 100 * DAY }), (few, at) => {
        const zones = few.map((name) => frozen(name, start));
        const all = (t: number): boolean => few.every((name) => oracleOf(name).open(t));
        const opens = nextOpen(zones, contact, at);
        const before = minutesBetween(at, opens ?? at + 3 * DAY);
        expect(before.some(all)).toBe(false);
        expect(opens === undefined || all(opens)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('that have no hour in common never open, and nothing runs on and on for it', () => {
    const apart = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin'].map((name) => frozen(name, starts[0]));
    expect(nextOpen(apart, contact, starts[0])).toBeUndefined();
    expect(lastOpen(apart, contact, starts[0])).toBeUndefined();
  });
});
