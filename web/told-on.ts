import { foldKnown } from '../domain/case/evolve.js';
import { tellOn } from '../domain/journey/tell-on.js';
import type { SendRow } from '../domain/sends/send-row.js';
import type { StoredCase } from '../ports/case-store.js';

/** A stored case with the facts of messages that its run has not shown yet, as the ledger tells them; `seq` stays what is stored. */
export function toldOn(stored: StoredCase, sends: readonly SendRow[]): StoredCase {
  const c = foldKnown(stored.journal);
  // Who does not know all facts of a later version cannot say what follows from them.
  if (c.phase !== 'open' || c.seq !== stored.seq) return stored;
  return { ...stored, journal: [...stored.journal, ...tellOn(c, sends).events] };
}
