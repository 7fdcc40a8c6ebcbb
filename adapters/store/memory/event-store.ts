import type { CustomerEvent, EventStore, KeptEvent } from '../../../ports/event-store.js';
import { atomically } from './atomically.js';

/** Events in memory. */
export class MemoryEventStore implements EventStore {
  readonly #events = new Map<string, KeptEvent[]>();

  keep(event: CustomerEvent): Promise<'kept' | 'already'> {
    return atomically(() => {
      const known = this.#events.get(event.tenant) ?? [];
      if (known.some(({ id }) => id === event.id)) return 'already';
      this.#events.set(event.tenant, [...known, structuredClone({ ...event, place: known.length + 1 })]);
      return 'kept';
    });
  }

  after(tenant: string, from: { readonly place: number; readonly limit: number }): Promise<readonly KeptEvent[]> {
    return atomically(() => (this.#events.get(tenant) ?? []).slice(from.place, from.place + from.limit));
  }
}
