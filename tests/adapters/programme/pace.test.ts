import { describe, expect, it } from 'vitest';
import { milliseconds } from '../../../adapters/programme/duration.js';
import type { Programme } from '../../../ports/programme-store.js';
import { readProgramme } from '../../../app/read-programme.js';
import { shipped } from './edited.js';

async function paced(pace?: number): Promise<Programme> {
  const reading = await readProgramme(shipped, pace === undefined ? {} : { pace });
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults));
  return reading.programme;
}

/** Every number of a protocol that is a duration, by its path. */
function durations(value: unknown, path = ''): readonly (readonly [string, number])[] {
  if (typeof value === 'number') return isDuration(path) ? [[path, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => durations(inner, `${path}.${key}`));
}

function isDuration(path: string): boolean {
  return !/\.(at|shortAt|target|messageBudget|minor|casesPerDay|contactHours)(\.|$)/.test(path);
}

describe('a pace', () => {
  it('divides every duration of every protocol, and nothing else', async () => {
    const [plain, fast] = await Promise.all([paced(), paced(60)]);
    const expected = plain.protocols.flatMap((protocol) =>
      durations(protocol).map(([path, length]) => [path, Math.max(500, length / 60)]),
    );
    expect(fast.protocols.flatMap((protocol) => durations(protocol))).toEqual(expected);
    expect(expected.length).toBeGreaterThanOrEqual(6 * 18);
    expect(fast.criteria.maxAge).toBe(plain.criteria.maxAge / 60);
    expect([plain, fast].map(({ contact }) => contact?.survey)).toEqual([
      { most: 1, within: 30 * 24 * 3_600_000 },
      { most: 1, within: (30 * 24 * 3_600_000) / 60 },
    ]);
    expect(
      fast.protocols.map(({ survey, warnings, messageBudget, automaticRemedy }) => [
        survey.target,
        warnings.at,
        messageBudget,
        automaticRemedy,
      ]),
    ).toEqual(
      plain.protocols.map(({ survey, warnings, messageBudget, automaticRemedy }) => [
        survey.target,
        warnings.at,
        messageBudget,
        automaticRemedy,
      ]),
    );
    expect([plain.pace, fast.pace]).toEqual([1, 60]);
  });

  it('makes every hour one in which customers are written to and teams are at work', async () => {
    const [plain, fast] = await Promise.all([paced(), paced(60)]);
    expect(plain.protocols.map(({ contactHours }) => contactHours)).toEqual(
      Array.from({ length: 6 }, () => ({ from: 8 * 60, until: 20 * 60 })),
    );
    expect(plain.teams.every(({ calendar }) => calendar === 'service_desk')).toBe(true);
    expect(fast.protocols.filter((protocol) => 'contactHours' in protocol)).toEqual([]);
    expect(fast.teams.filter((team) => 'calendar' in team)).toEqual([]);
    expect(fast).not.toHaveProperty('calendars');
  });

  it('leaves nothing that has to be done shorter than 500 ms', async () => {
    const { protocols } = await paced(1_000_000_000);
    const all = protocols.flatMap((protocol) => durations(protocol));
    expect(new Set(all.filter(([path]) => path !== '.soon').map(([, length]) => length))).toEqual(new Set([500]));
  });

  it('leaves no rest that is too short to be shown, however fast it is', async () => {
    const { protocols } = await paced(1_000_000_000);
    expect(protocols.map(({ soon }) => soon)).toEqual(Array.from({ length: 6 }, () => 0));
  });

  it.each([0, 0.5, -1, Number.NaN, Number.POSITIVE_INFINITY])('of %s is refused', async (pace) => {
    await expect(readProgramme(shipped, { pace })).rejects.toThrow('The pace has to be 1 or more');
  });
});

describe('a folder that is none', () => {
  it('is refused as it is, not as a faulty programme', async () => {
    await expect(readProgramme(`${shipped}/nowhere`)).rejects.toThrow('ENOENT');
  });
});

describe('an ISO 8601 duration', () => {
  it.each([
    ['PT24H', 86_400_000],
    ['P14D', 1_209_600_000],
    ['P2W', 1_209_600_000],
    ['P1DT12H30M15S', 131_415_000],
    ['PT0S', 0],
    ['PT1.5H', 5_400_000],
    ['pt1h', 3_600_000],
  ])('%s is %i ms', (text, expected) => {
    expect(milliseconds(text)).toBe(expected);
  });

  it.each(['', 'P', 'PT', 'P1DT', '24H', 'P1Y', 'P1M', '-PT1H', 'PT1H ', 'PT1M2H'])('%j is none', (text) => {
    expect(milliseconds(text)).toBeUndefined();
  });
});
