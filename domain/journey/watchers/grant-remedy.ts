import type { OpenCase } from '../../case/recovery-case.js';
import { automaticRemedy } from '../../remedy/automatic.js';
import type { Move, Part } from '../move.js';
import { record } from '../move.js';
import { MAX_REQUESTS } from '../../contact/outside-hours.js';
import { unresolved } from '../told.js';

/** The root cause of what nobody had to look into. */
const NOT_INVESTIGATED = 'not_investigated';

/** Straight through without an agent: a small failure with a known loss is made good at once and counts as resolved. */
export const grantRemedy: Part = (c) => {
  if (c.act !== undefined) return settleRemedy(c) ?? resolveByRemedy(c);
  const [only, ...more] = c.incidents;
  const remedy = only === undefined || more.length > 0 ? undefined : automaticRemedy(c.protocol, only);
  if (remedy === undefined || c.owner !== undefined || unresolved(c).length === 0) return undefined;
  return record({ type: 'act_requested', act: remedy.kind, amount: remedy.amount, request: 1 });
};

/** Asks again for a remedy whose fate is unknown, under its own key; after a few times a person has to look. */
export function settleRemedy(c: OpenCase): Move | undefined {
  if (c.act?.state !== 'unsettled') return undefined;
  const { act, amount, request } = c.act;
  if (request >= MAX_REQUESTS) return record({ type: 'act_failed', act, code: 'unknown_after_all_requests' });
  return record({ type: 'act_requested', act, amount, request: request + 1 });
}

/** Whether an automatic remedy is on its way, so that one message may soon say everything. */
export function remedyPending(c: OpenCase): boolean {
  return c.act !== undefined && c.act.state !== 'done' && c.act.state !== 'failed';
}

/** Whether nobody looked into this case: a remedy alone has made it good, and no text may claim work that was not done. */
export function madeGoodByRemedy(c: OpenCase): boolean {
  return c.act?.state === 'done' && c.cause === NOT_INVESTIGATED;
}

function resolveByRemedy(c: OpenCase): Move | undefined {
  const open = unresolved(c);
  const first = c.round.number === 1 && c.incidents.length === 1;
  if (c.act?.state !== 'done' || c.owner !== undefined || !first || open.length === 0) return undefined;
  return record({ type: 'resolved', incidents: open.map((i) => i.id), cause: NOT_INVESTIGATED });
}
