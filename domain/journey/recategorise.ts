import type { CaseFact } from '../case/case-events.js';
import type { OpenCase } from '../case/recovery-case.js';
import type { FrozenProtocol } from '../protocol/protocol.js';
import { allToldAt } from './told.js';

/**
 * The case moves to another category: its protocol counts from now on, for clocks that run too. What was said stays
 * said: promises keep their times, and where the solution was told, what follows it comes when that text said it would.
 */
export function recategorisedFacts(c: OpenCase, category: string, protocol: FrozenProtocol): readonly CaseFact[] {
  if (c.recategorising !== category) return [];
  const { followUpAfter, survey } = c.protocol;
  const told = allToldAt(c) !== undefined;
  return [{ type: 'recategorised', category, protocol: told ? { ...protocol, followUpAfter, survey } : protocol }];
}
