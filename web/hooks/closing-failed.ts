import { setTimeout as pause } from 'node:timers/promises';
import { partsOf } from '../../domain/sends/send-key.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import { hasHeardOf, unheardClosing } from '../../domain/tasks/unheard.js';
import type { ServerDependencies } from '../dependencies.js';
import { defaultReadPatience } from '../patience.js';

/** What looking after a failed closing message works on. */
export type ClosingSources = Pick<ServerDependencies, 'clock' | 'readPatience'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'cases' | 'tasks'>;
};

/** Milliseconds from look to look at a case which is just closing. */
const LOOK_EVERY = 50;

/**
 * Asks a person to tell the customer how the case ended, where the closing message of a closed case has failed; once. A case
 * closes the moment that message is taken, and while it does, it hears nothing and is not written down as closed: so an open
 * one is looked at again for a moment, until it has heard of the failure or is closed.
 */
export async function closingFailed(deps: ClosingSources, row: SendRow): Promise<void> {
  const { stores, clock, readPatience = defaultReadPatience.closing } = deps;
  const { tenant, caseId, slot, message } = partsOf(row.key);
  if (message !== 'closing') return;
  for (let waited = 0; waited <= readPatience; waited += LOOK_EVERY) {
    if (waited > 0) await pause(LOOK_EVERY);
    const found = await stores.cases.get({ tenant, caseId });
    const task = found && unheardClosing(row, found, clock.now());
    if (task !== undefined) await stores.tasks.raise(task);
    if (task !== undefined || found === undefined || hasHeardOf(found.journal, slot)) return;
  }
}
