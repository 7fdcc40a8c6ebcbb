import { canonicalJson } from '../../../domain/canonical-json.js';
import type { Programme, ProgrammeStore } from '../../../ports/programme-store.js';
import { contentHash } from '../content-hash.js';
import { atomically } from './atomically.js';

/** Programmes in memory. */
export class MemoryProgrammeStore implements ProgrammeStore {
  readonly #programmes = new Map<string, Programme>();
  readonly #current = new Map<string, string>();

  publish(tenant: string, programme: Programme): Promise<string> {
    return atomically(() => {
      const hash = contentHash(canonicalJson(programme));
      this.#programmes.set(`${tenant}/${hash}`, structuredClone(programme));
      this.#current.set(tenant, hash);
      return hash;
    });
  }

  current(tenant: string): Promise<{ readonly hash: string; readonly programme: Programme } | undefined> {
    return atomically(() => {
      const hash = this.#current.get(tenant);
      const programme = hash === undefined ? undefined : this.#programmes.get(`${tenant}/${hash}`);
      return hash === undefined || programme === undefined ? undefined : { hash, programme };
    });
  }

  byHash(tenant: string, hash: string): Promise<Programme | undefined> {
    return atomically(() => this.#programmes.get(`${tenant}/${hash}`));
  }
}
