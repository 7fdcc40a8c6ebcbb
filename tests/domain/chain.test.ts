import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../domain/canonical-json.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { GENESIS, chainOf } from '../../domain/case/chain.js';
import { evolve, fold, newCase } from '../../domain/case/evolve.js';
import { DAY, T0, anOpening } from './support/builders.js';
import { opened } from './support/journey.js';

const stamp = { actor: 'system', rules: 1 };
const journal: readonly CaseEvent[] = [
  { type: 'opening_requested', incidentId: 'inc-1', at: T0, ...stamp },
  { type: 'case_opened', ...anOpening(), at: T0, ...stamp },
  ...opened().until(DAY).journal,
];

/** The same value with the fields of every object in the opposite order, as a store may give it back. */
function reordered<T>(value: T): T;
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => reordered(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]: [string, unknown]) => [key, reordered(part)]),
  );
}

describe('the chain of a journal', () => {
  it('starts with sixteen zeros', () => {
    expect(chainOf([])).toBe('0'.repeat(16));
    expect(newCase.chain).toBe(GENESIS);
  });

  it('is the same in every release, since stores and running cases hold it', () => {
    expect(chainOf([{ type: 'resumed', at: T0, ...stamp }])).toBe('e861a8420bed5296');
  });

  it('is the same for a journal whose fields come back from a store in another order', () => {
    const back = journal.map((event) => reordered(event));
    expect(JSON.stringify(back)).not.toBe(JSON.stringify(journal));
    expect(chainOf(back)).toBe(chainOf(journal));
  });

  it('is the same for a field that is undefined and one that is left out', () => {
    expect(canonicalJson({ heard: undefined, score: 4 })).toBe(canonicalJson({ score: 4 }));
  });

  it.each(['at', 'actor', 'rules'] as const)('differs when one fact has another %s', (field) => {
    const changed = { at: T0 + 1, actor: 's-101', rules: 2 }[field];
    const other = journal.map((event, i) => (i === 3 ? { ...event, [field]: changed } : event));
    expect(chainOf(other)).not.toBe(chainOf(journal));
  });

  it('differs when two facts have changed places', () => {
    const [first, second, ...rest] = journal;
    expect(first && second && chainOf([second, first, ...rest])).not.toBe(chainOf(journal));
  });

  it('differs from where a journal differs, and in every fact after it', () => {
    const forked = journal.map((event, i) => (i === 4 ? { ...event, actor: 's-999' } : event));
    const states = (events: readonly CaseEvent[]) => events.map((_, i) => chainOf(events.slice(0, i + 1)));
    const same = states(forked).map((chain, i) => chain === states(journal)[i]);
    expect(same.slice(0, 4)).toEqual([true, true, true, true]);
    expect(same.slice(4)).not.toContain(true);
  });

  it('is carried by the case, fact by fact', () => {
    expect(fold(journal)).toMatchObject({ seq: journal.length, chain: chainOf(journal), at: journal.at(-1)?.at });
  });

  it('goes on from a case that was carried over, as if it had never been cut', () => {
    const half = fold(journal.slice(0, 5));
    expect(journal.slice(5).reduce(evolve, half)).toEqual(fold(journal));
  });
});
