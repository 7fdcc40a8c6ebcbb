import { describe, expect, it } from 'vitest';
import { outcomeOf, sumOf, type Tried } from '../../../tools/chaos/trials/outcome.js';
import { faultCases } from '../../../tools/chaos/trials/right-fates.js';

function tried(wrong: number): Tried {
  const [fault] = faultCases;
  if (fault === undefined) throw new Error('there are no faults to be tried');
  const { first, end } = fault.none;
  const found = { first: { [first]: 3 }, end: { [end]: 3 - wrong, 'claimed, claims 9': wrong } };
  return { fault, evidence: false, messages: 3, found };
}

describe('the outcome of a trial', () => {
  it('is right where every message came to what is right, at first and in the end', () => {
    const { isRight, line, wrong } = outcomeOf(tried(0));
    expect([isRight, wrong]).toEqual([true, undefined]);
    expect(line).toContain(', evidence off: 3 of 3 right: ');
  });

  it('is wrong where one came to something else, and tells what was found', () => {
    const { isRight, line, wrong } = outcomeOf(tried(1));
    expect(isRight).toBe(false);
    expect(line).toContain(': 2 of 3 right: ');
    expect(wrong).toContain('"claimed, claims 9":1');
  });

  it('is counted in the last line of a run', () => {
    expect(sumOf([outcomeOf(tried(0)), outcomeOf(tried(2)), outcomeOf(tried(0))])).toBe('2 of 3 right');
  });
});
