import type { OpenCase } from '../case/recovery-case.js';
import { hasRoom } from './budget.js';
import { liveChannels, standing } from './steps.js';
import { says } from './says.js';

/**
 * Whether an automatic apology is still owed: one per customer and window (product.md, rule 3), counted over earlier
 * cases too. Asked when this case opened, so that a long case does not apologise again.
 */
export function apologyOwed(c: OpenCase): boolean {
  return c.lastApologyAt === undefined || c.openedAt - c.lastApologyAt > c.protocol.apologyWindow;
}

/** Whether the solution has to carry the apology: it is owed, and none may be on its way. */
export function apologyUnsaid(c: OpenCase): boolean {
  return apologyOwed(c) && !c.messages.some((m) => m.state === 'unsettled' && says(m, 'apology'));
}

/** Whether the apology is a message of its own; else the resolution carries it. */
export function apologyGoesAlone(c: OpenCase): boolean {
  const inThisCase = c.lastApologyAt !== undefined && c.lastApologyAt >= c.openedAt;
  return hasRoom(c, 'apology') && (apologyOwed(c) || inThisCase);
}

/** When the apology was over: said, alone or with the solution, or impossible to say. */
export function apologyOverAt(c: OpenCase): number | undefined {
  for (const m of c.messages) {
    const state = says(m, 'apology') ? standing(c, m) : undefined;
    if (state?.kind === 'over') return state.at;
  }
  return liveChannels(c).length === 0 ? c.openedAt : undefined;
}
