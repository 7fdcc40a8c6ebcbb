import type { CaseItem } from '../../web/api/case.js';
import { Api, ApiError } from './api.js';
import type { Part } from './cast.js';
import type { Actor, ApiKeys } from './keys.js';
import type { Log } from '../dev-services/index.js';
import { staffAct, type StaffAct } from './staff-script.js';

/** What the staff of the demo works with. */
export interface StaffSettings {
  readonly url: string;
  readonly keys: ApiKeys;
  /** The parts of each customer, by customer id. */
  readonly partsOf: (customerId: string) => readonly Part[];
  readonly pace: number;
  readonly say: Log;
}

/** The people of the bank: they look at the case list and give commands over HTTP, one at a time a case. */
export class Staff {
  readonly #settings: StaffSettings;
  readonly #done = new Map<string, Set<string>>();
  readonly #busy = new Set<string>();

  constructor(settings: StaffSettings) {
    this.#settings = settings;
  }

  /** Acts on what the list shows; commands run beside the caller. */
  see(items: readonly CaseItem[]): void {
    for (const item of items) {
      const done = this.#done.get(item.caseId) ?? new Set();
      this.#done.set(item.caseId, done);
      const { partsOf, pace } = this.#settings;
      const next = staffAct({ item, parts: partsOf(item.customerId), done, now: Date.now(), pace });
      if (next === undefined || this.#busy.has(item.caseId)) continue;
      this.#busy.add(item.caseId);
      void this.#give(item, next, done).finally(() => this.#busy.delete(item.caseId));
    }
  }

  async #give({ caseId, view }: CaseItem, { actor, command }: StaffAct, done: Set<string>): Promise<void> {
    try {
      await this.#apiOf(actor).command(caseId, command);
      done.add(command.requestId);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // No answer yet: the same request goes out again at the next look, under the same id.
      if (error.passing) return;
      done.add(command.requestId);
      this.#settings.say(`  ${view.reference}: ${actor} was refused ${command.type}: ${error.message}`);
    }
  }

  #apiOf(actor: Actor): Api {
    const { url, keys } = this.#settings;
    return new Api(url, keys.of[actor]);
  }
}
