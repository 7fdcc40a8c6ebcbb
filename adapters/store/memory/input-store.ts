import type { Page } from '../../../ports/case-store.js';
import type { Dismissal, InputPage, InputRef, InputStore, StoredInput } from '../../../ports/input-store.js';
import { largestSweep } from '../case-record.js';
import { type InputState, inputStateOf, placeOfInput } from '../input-states.js';
import { pageOf, wanted } from '../pages.js';
import { atomically } from './atomically.js';

/** What customers wrote and did, in memory. */
export class MemoryInputStore implements InputStore {
  readonly #inputs = new Map<string, StoredInput>();

  put(input: StoredInput): Promise<'stored' | 'known'> {
    return atomically(() => {
      if (this.#inputs.has(keyOf(input))) return 'known';
      this.#inputs.set(keyOf(input), structuredClone(input));
      return 'stored';
    });
  }

  get(ref: InputRef): Promise<StoredInput | undefined> {
    return atomically(() => this.#inputs.get(keyOf(ref)));
  }

  these(tenant: string, inputIds: readonly string[]): Promise<readonly StoredInput[]> {
    return atomically(() => {
      const found = new Set(inputIds.map((inputId) => this.#inputs.get(keyOf({ tenant, inputId }))));
      return [...found].filter((one) => one !== undefined).sort(oldestFirst);
    });
  }

  heard(tenant: string, inputIds: readonly string[], heardAt: number): Promise<void> {
    return atomically(() => {
      for (const inputId of inputIds)
        this.#change({ tenant, inputId }, ['waiting'], (input) => ({ ...input, heardAt }));
    });
  }

  unheard(receivedBefore: number): Promise<readonly StoredInput[]> {
    return atomically(() =>
      [...this.#inputs.values()]
        .filter((input) => inputStateOf(input) === 'waiting' && input.receivedAt < receivedBefore)
        .sort(oldestFirst)
        .slice(0, largestSweep),
    );
  }

  unmatched(tenant: string, page: InputPage): Promise<Page<StoredInput>> {
    return atomically(() => {
      const asked = wanted(page);
      const { limit, from } = asked;
      const state = page.dismissed === true ? 'dismissed' : 'unmatched';
      const found = [...this.#inputs.values()]
        .filter((input) => input.tenant === tenant && inputStateOf(input) === state)
        .filter((input) => from === undefined || oldestFirst(input, { receivedAt: from.at, inputId: from.id }) < 0)
        .sort((a, b) => oldestFirst(b, a));
      return pageOf(found.slice(0, limit + 1), asked, placeOfInput);
    });
  }

  match(ref: InputRef, customerId: string): Promise<StoredInput | undefined> {
    const ofNobody = ['unmatched', 'dismissed'] as const;
    return atomically(() => this.#change(ref, ofNobody, ({ from: _, ...input }) => ({ ...input, customerId })));
  }

  dismiss(ref: InputRef, dismissed: Dismissal): Promise<StoredInput | undefined> {
    return atomically(() => this.#change(ref, ['unmatched'], (input) => ({ ...input, dismissed })));
  }

  #change(
    ref: InputRef,
    states: readonly InputState[],
    change: (input: StoredInput) => StoredInput,
  ): StoredInput | undefined {
    const known = this.#inputs.get(keyOf(ref));
    if (known === undefined || !states.includes(inputStateOf(known))) return undefined;
    const changed = change(known);
    this.#inputs.set(keyOf(ref), changed);
    return changed;
  }
}

type Placed = Pick<StoredInput, 'receivedAt' | 'inputId'>;

function oldestFirst(a: Placed, b: Placed): number {
  if (a.receivedAt !== b.receivedAt) return a.receivedAt - b.receivedAt;
  if (a.inputId === b.inputId) return 0;
  return a.inputId < b.inputId ? -1 : 1;
}

function keyOf({ tenant, inputId }: InputRef): string {
  return `${tenant}/${inputId}`;
}
