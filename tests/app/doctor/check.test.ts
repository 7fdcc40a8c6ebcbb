import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeOf, examine, fault, ok, skipped, type Check, type Verdict } from '../../../app/doctor/check.js';

const check = (name: string, look: () => Promise<Verdict>, more: Partial<Check> = {}): Check => ({
  name,
  remedy: `mend ${name}`,
  look,
  ...more,
});
const fine = (name: string, more: Partial<Check> = {}): Check => check(name, () => Promise.resolve(ok('fine')), more);
const hanging = (name: string, more: Partial<Check> = {}): Check =>
  check(name, () => new Promise(() => undefined), more);

describe('an examination', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives a check that hangs up after five seconds, with its remedy, and finishes all others', async () => {
    const found = examine([hanging('slow'), fine('quick'), hanging('patient', { limit: 60_000 })]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await found).toEqual([
      { check: 'slow', state: 'fault', says: 'no answer within 5 seconds', remedy: 'mend slow' },
      { check: 'quick', state: 'ok', says: 'fine' },
      { check: 'patient', state: 'fault', says: 'no answer within 60 seconds', remedy: 'mend patient' },
    ]);
  });

  it('tells with each finding what is still under way', async () => {
    const told: (readonly string[])[] = [];
    const found = examine([hanging('slow'), fine('quick'), fine('top', { needs: ['quick'] })], (pending) => {
      told.push(pending);
    });
    await vi.advanceTimersByTimeAsync(5_000);
    await found;
    expect(told).toEqual([['slow', 'top'], ['slow'], []]);
  });

  it('waits for a check that answers within its time', async () => {
    const slow = check('slow', () => new Promise((resolve) => setTimeout(() => resolve(ok('late')), 4_999)));
    const found = examine([slow]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await found).toEqual([{ check: 'slow', state: 'ok', says: 'late' }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['a fault', () => Promise.resolve(fault('broken', 'mend it'))],
    ['skipped', () => Promise.resolve(skipped('not there'))],
    ['an error', () => Promise.reject(new Error('boom'))],
  ])('does not look at what needs a check that came to %s, and says so', async (_, look) => {
    const looked = vi.fn(() => Promise.resolve(ok('fine')));
    const found = await examine([check('base', look), check('top', looked, { needs: ['base'] })]);
    expect(found[1]).toEqual({ check: 'top', state: 'skipped', says: 'not looked at without: base' });
    expect(looked).not.toHaveBeenCalled();
  });

  it('looks at what needs a check that came to ok', async () => {
    const found = await examine([fine('base'), fine('top', { needs: ['base'] })]);
    expect(found.map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  it('tells the code of an error and never its message', async () => {
    const error = Object.assign(new Error('login of ada@customers.example failed'), { code: 'EAUTH' });
    const found = await examine([check('mail', () => Promise.reject(error))]);
    expect(found).toEqual([{ check: 'mail', state: 'fault', says: 'failed: EAUTH', remedy: 'mend mail' }]);
  });
});

describe('the code of an error', () => {
  it.each([
    ['its own', Object.assign(new Error('x'), { code: 14 }), '14'],
    [
      'its name for people before the number',
      Object.assign(new Error('x'), { code: 18, codeName: 'AuthenticationFailed' }),
      'AuthenticationFailed',
    ],
    [
      'the one of its cause',
      new Error('x', { cause: Object.assign(new Error('y'), { code: 'ECONNREFUSED' }) }),
      'ECONNREFUSED',
    ],
    [
      'none, where it is a text with an address in it',
      Object.assign(new Error('x'), { code: 'no route to a@b.example' }),
      undefined,
    ],
    ['none, where there is none', 'just a text', undefined],
  ])('is %s', (_, error, code) => {
    expect(codeOf(error)).toBe(code);
  });
});
