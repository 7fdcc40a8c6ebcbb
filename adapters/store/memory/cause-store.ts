import type { CauseRecord, CauseRef, CauseStore } from '../../../ports/cause-store.js';
import { atomically } from './atomically.js';

/** Root causes in memory. */
export class MemoryCauseStore implements CauseStore {
  readonly #causes = new Map<string, CauseRecord>();

  say(record: CauseRecord): Promise<CauseRecord> {
    return atomically(() => {
      const known = this.#causes.get(keyOf(record));
      if (known?.state === record.state) return known;
      this.#causes.set(keyOf(record), structuredClone(record));
      return record;
    });
  }

  get(ref: CauseRef): Promise<CauseRecord | undefined> {
    return atomically(() => this.#causes.get(keyOf(ref)));
  }
}

function keyOf({ tenant, cause }: CauseRef): string {
  return `${tenant}/${cause}`;
}
