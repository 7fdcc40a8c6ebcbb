import type { FrozenProtocol } from '../../domain/protocol/protocol.js';
import type { Programme } from '../../ports/programme-store.js';
import { aProtocol, DAY } from '../domain/support/builders.js';

/** A programme whose one protocol has the default numbers, but for these. */
export function aProgramme(protocol: Partial<FrozenProtocol> = {}): Programme {
  const { programme: _, ...numbers } = aProtocol(protocol);
  return {
    brand: 'Acme',
    defaultLocale: 'en',
    criteria: {
      maxAge: 90 * DAY,
      minConfidence: 0.5,
      scoreUpTo: 3,
      severityRules: [],
      defaultSeverity: 'medium',
    },
    protocols: [{ ...numbers, categories: [] }],
    teams: [{ id: 'care', name: 'the care team', ladder: numbers.ladder }],
    staff: [{ id: 's-104', name: 'Robin' }],
    templates: {},
    pace: 1,
  };
}
