import { type OptOutClass, optOutReasons } from '../../../domain/contact/opt-outs.js';
import type {
  CaseToTell,
  ConsentHistory,
  ConsentStore,
  ConsentWord,
  UntoldOptOut,
} from '../../../ports/consent-store.js';
import { largestSweep } from '../case-record.js';
import {
  confirmedBy,
  counts,
  historyOf,
  isHeard,
  isSaid,
  NEVER_STOPPED,
  optedInAfter,
  optedOutAfter,
  stoppedAnew,
  untoldOf,
} from '../stopped.js';
import type { KeptStops } from './address-store.js';
import { atomically } from './atomically.js';

/** Opt-outs in memory, among the stops of addresses. */
export class MemoryConsentStore implements ConsentStore {
  readonly #stops: KeptStops;

  constructor(stops: KeptStops) {
    this.#stops = stops;
  }

  optOut(subject: string, of: OptOutClass, given: ConsentWord & { readonly tells?: CaseToTell }): Promise<void> {
    return atomically(() => {
      const { tells, ...word } = given;
      const reason = optOutReasons[of];
      const key = `${subject}/${reason}`;
      const known = this.#stops.get(key);
      if (known !== undefined && isSaid(known, word)) return;
      const heard = optedOutAfter(known ?? {}, word);
      const { at, source } = heard;
      const change = known === undefined ? { at, source } : stoppedAnew(known, heard);
      const news = tells && { untold: { ...tells, at } };
      const said = [...(known?.said ?? []), heard];
      this.#stops.set(key, { reason, at, source, ...known, ...change, said, addressHash: subject, ...news });
    });
  }

  optIn(subject: string, of: OptOutClass, word: ConsentWord): Promise<void> {
    return atomically(() => {
      const reason = optOutReasons[of];
      const key = `${subject}/${reason}`;
      const { source } = word;
      const known = this.#stops.get(key) ?? { addressHash: subject, reason, at: NEVER_STOPPED, source };
      if (isHeard(known.lifts, word)) return;
      this.#stops.set(key, { ...known, lifts: [...(known.lifts ?? []), optedInAfter(known, word)] });
    });
  }

  history(subjects: readonly string[]): Promise<readonly ConsentHistory[]> {
    return atomically(() =>
      [...this.#stops.entries()]
        .filter(([, { addressHash }]) => subjects.includes(addressHash))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([, kept]) => historyOf(kept.addressHash, kept) ?? []),
    );
  }

  untold(saidBefore: number): Promise<readonly UntoldOptOut[]> {
    return atomically(() =>
      [...this.#stops.values()]
        .flatMap(untoldOf)
        .filter(({ at }) => at < saidBefore)
        .sort((a, b) => a.at - b.at)
        .slice(0, largestSweep),
    );
  }

  told({ subject, scope, at }: Pick<UntoldOptOut, 'subject' | 'scope' | 'at'>): Promise<void> {
    return atomically(() => {
      const key = `${subject}/${optOutReasons[scope]}`;
      const known = this.#stops.get(key);
      if (known?.untold?.at !== at) return;
      const { untold: _, ...heard } = known;
      this.#stops.set(key, heard);
    });
  }

  takeConfirmation(addressHash: string, key: string): Promise<boolean> {
    return atomically(() => {
      const id = `${addressHash}/${optOutReasons.all}`;
      const known = this.#stops.get(id);
      if (known === undefined || !counts(known)) return false;
      const taken = confirmedBy(known);
      if (taken !== undefined) return taken === key;
      this.#stops.set(id, { ...known, confirmation: { key, at: known.at } });
      return true;
    });
  }
}
