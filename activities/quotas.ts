import type { Incident, Severity } from '../domain/case/incident.js';
import { capacityApplies } from '../domain/protocol/capacity.js';
import type { Programme } from '../ports/programme-store.js';
import type { GrantInput } from './contract.js';
import type { Dependencies } from './dependencies.js';

/** Why a remedy is not granted: what may be spent this month is spent; a person has to look. */
export const GOODWILL_SPENT = 'goodwill_spent';

/** Whether the month's goodwill of the protocol has room for this remedy; once given, it stays given. */
export async function takeGoodwill(deps: Dependencies, key: string, input: GrantInput): Promise<boolean> {
  const { tenant, amount, goodwill } = input;
  if (goodwill === undefined || (await deps.vouchers.find(key)) !== undefined) return true;
  const month = utcDay(deps.clock.now()).slice(0, 7);
  const quota = `goodwill/${goodwill.protocol}/${month}`;
  return (
    (await deps.quotas.take({ tenant, quota, key, amount: amount.minor, limit: goodwill.perMonth.minor })) === 'taken'
  );
}

/**
 * Whether the day's capacity of the protocol has room for a case. What is grave or owed is not counted: nothing that could
 * fail stands in its way.
 */
export async function takeCapacity(
  deps: Dependencies,
  incident: Incident,
  asked: { readonly severity: Severity; readonly protocol: Programme['protocols'][number] },
): Promise<boolean> {
  const { name, casesPerDay } = asked.protocol;
  const { tenant, id: key, loss, repeatOf, leastSeverity } = incident;
  const limited = capacityApplies({ severity: asked.severity, ...(loss !== undefined && { loss }) });
  // Whoever writes to us is heard on any day.
  const hasWritten = repeatOf !== undefined || leastSeverity !== undefined;
  if (casesPerDay === undefined || !limited || hasWritten) return true;
  const quota = `cases/${name}/${utcDay(deps.clock.now())}`;
  return (await deps.quotas.take({ tenant, quota, key, amount: 1, limit: casesPerDay })) === 'taken';
}

function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
