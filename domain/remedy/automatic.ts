import type { CaseIncident } from '../case/incident.js';
import type { AutomaticRemedy, FrozenProtocol } from '../protocol/protocol.js';

/**
 * The remedy that needs no person: for a low severity with a known loss. A money loss above the protocol's limit, or in
 * another currency, is owed first and goes to a person; an unknown loss gets no automatic money at all.
 */
export function automaticRemedy(protocol: FrozenProtocol, incident: CaseIncident): AutomaticRemedy | undefined {
  const remedy = protocol.automaticRemedy;
  const { loss, severity } = incident;
  if (remedy === undefined || severity !== 'low' || loss === undefined) return undefined;
  if (loss.kind !== 'money') return remedy;
  const { amount } = loss;
  const within = amount?.currency === remedy.lossUpTo.currency && amount.minor <= remedy.lossUpTo.minor;
  return within ? remedy : undefined;
}
