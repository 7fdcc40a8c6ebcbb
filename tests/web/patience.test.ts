import { describe, expect, it } from 'vitest';
import { inTime } from '../../web/patience.js';

const MINUTE = 60_000;

describe('a look in time or not at all', () => {
  it('that answers finds what it found, also where that is nothing', async () => {
    expect(await inTime(() => Promise.resolve('found'), MINUTE)).toBe('found');
    expect(await inTime(() => Promise.resolve(null), MINUTE)).toBeNull();
  });

  it('that never answers is given up', async () => {
    expect(await inTime(() => new Promise(() => undefined), 1)).toBeUndefined();
  });

  it.each([
    ['fails', () => Promise.reject(new Error('away'))],
    [
      'cannot even begin',
      () => {
        throw new Error('away');
      },
    ],
  ])('that %s finds nothing, and nobody hears why', async (_what, look) => {
    expect(await inTime<string>(look, MINUTE)).toBeUndefined();
  });
});
