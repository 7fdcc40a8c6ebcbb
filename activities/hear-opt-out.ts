import { decide } from '../domain/case/decide.js';
import { foldKnown } from '../domain/case/evolve.js';
import type { CaseStore } from '../ports/case-store.js';
import type { Clock } from '../ports/clock.js';
import type { ConsentStore, UntoldOptOut } from '../ports/consent-store.js';
import { tellOpenCase, type TellingSources } from './tell-open-case.js';

/** What telling a case of an opt-out works on. */
export interface OptOutSources extends TellingSources {
  readonly clock: Clock;
  readonly cases: Pick<CaseStore, 'unclosedOf' | 'get'>;
  readonly consents: Pick<ConsentStore, 'told'>;
}

/**
 * Tells the open case of an opt-out whose own telling it has not recorded; whether it was told now. What the case shows, or does
 * not have to hear, counts as told. Until then each repeat of this call tells it once more, which is harmless.
 */
export async function hearOptOut(deps: OptOutSources, untold: UntoldOptOut): Promise<boolean> {
  if (!(await isNews(deps, untold))) {
    await deps.consents.told(untold);
    return false;
  }
  const { channel, scope, confirm, actor } = untold;
  return tellOpenCase(deps, untold, () => ({ type: 'channel_stopped', channel, scope, confirm, actor }));
}

/** Whether it stands, and would still change the case that was open when it was said. */
async function isNews({ cases, clock }: OptOutSources, untold: UntoldOptOut): Promise<boolean> {
  const { channel, scope, confirm, actor, at, stands } = untold;
  const open = stands ? await cases.unclosedOf(untold) : undefined;
  if (open === undefined) return false;
  const stored = await cases.get(open);
  const c = stored && foldKnown(stored.journal);
  // Nothing of it is written down yet.
  if (c === undefined || c.phase === 'new') return true;
  // A case that opened later asks the store before it sends anything, and has nobody to confirm it to.
  if (c.openedAt > at) return false;
  const command = { type: 'channel_stopped', channel, scope, confirm } as const;
  return decide(c, { command, round: c.round.number, actor, now: clock.now() }).kind === 'accepted';
}
