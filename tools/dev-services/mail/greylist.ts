import type { FaultPick } from '../faults.js';
import type { SmtpFault } from './smtp-server.js';

/** Refuses the first try for each recipient with 450 and lets later ones pass (RFC 6647), for `failBy`. */
export function greylist(): FaultPick<string, SmtpFault> {
  const known = new Set<string>();
  return (recipient) => {
    if (known.has(recipient)) return undefined;
    known.add(recipient);
    return 450;
  };
}
