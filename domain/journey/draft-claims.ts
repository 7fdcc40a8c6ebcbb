import type { OpenCase } from '../case/recovery-case.js';
import type { DraftType } from '../contact/written-text.js';
import { unresolved, untold } from './told.js';

/** What the text of this message says of a case that is not so, in a sentence for its writer; undefined where all fits. */
export function claimsAmiss(c: OpenCase, message: DraftType): string | undefined {
  const isOpen = unresolved(c).length > 0;
  switch (message) {
    case 'acknowledgement':
    case 'apology':
      return undefined;
    case 'progress_update':
      return isOpen ? undefined : 'It says that the case is not resolved yet, and everything in it is.';
    case 'resolution':
      return isOpen ? 'It says that the case is resolved, and something in it is open.' : undefined;
    case 'follow_up':
      if (isOpen) return 'It asks whether all is right now, and something in the case is open.';
      return untold(c).length > 0 ? 'It asks whether all is right now, and the solution has not been told.' : undefined;
    case 'second_chance':
      if (c.round.cause === 'second_chance') return undefined;
      return 'It says that the customer told us that it is not right yet, and in this round nobody did.';
  }
}
