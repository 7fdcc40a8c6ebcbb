import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type {
  CustomerRun,
  GrantInput,
  GrantResult,
  JoinCaseInput,
  JoinResult,
  LookResult,
  OpenResult,
} from '../activities/contract.js';
import type { Activities } from '../activities/create-activities.js';
import type { MessageOrder } from '../domain/case/case-events.js';
import type { Money } from '../domain/case/incident.js';
import type { OpenCase, RecoveryCase } from '../domain/case/recovery-case.js';
import type { FrozenProtocol } from '../domain/protocol/protocol.js';
import { inFlight } from '../domain/journey/in-flight.js';
import type { Effect } from '../domain/journey/in-flight.js';
import type { SendResult } from '../domain/journey/results.js';
import { records, remedies, timeIsUp } from './retry-policies.js';
import { send } from './send.js';

/** What came of an effect. */
export type EffectResult =
  | { readonly kind: 'open'; readonly incidentId: string; readonly result: OpenResult }
  | { readonly kind: 'join'; readonly incidentId: string; readonly result: JoinResult }
  | { readonly kind: 'send'; readonly order: MessageOrder; readonly result: SendResult }
  | { readonly kind: 'act'; readonly result: GrantResult | { readonly kind: 'unsettled' } }
  | { readonly kind: 'recategorise'; readonly category: string; readonly result: FrozenProtocol }
  | { readonly kind: 'look'; readonly round: number; readonly result: LookResult }
  | { readonly kind: 'task'; readonly task: string };

/** The recovery that effects belong to. */
export interface EffectsHost {
  readonly run: CustomerRun;
  readonly shield: CancellationScope;
  readonly case: RecoveryCase;
  /** Takes what came of an effect. */
  settle(result: EffectResult): void;
  /** Takes an error that no rule foresees; the next workflow task fails loudly with it. */
  fail(error: unknown): void;
}

const { openCase, joinCase, lookForAnswer, protocolOf, raiseTask } = proxyActivities<Activities>(records);
const { grantRemedy } = proxyActivities<Activities>(remedies);

/** Effects follow facts: what is in flight and not running starts; what is running and no longer wanted is cancelled. */
export class Effects {
  readonly #host: EffectsHost;
  readonly #running = new Map<string, CancellationScope>();
  readonly #slow = new Set<string>();
  #leaving = false;

  constructor(host: EffectsHost) {
    this.#host = host;
  }

  /** Whether nothing runs. */
  get idle(): boolean {
    return this.#running.size === 0;
  }

  /** Whether a message takes so long that the case has to be shown and its clocks watched meanwhile. */
  get slow(): boolean {
    return this.#slow.size > 0;
  }

  /** Starts nothing more: this run is about to hand the case on. */
  leave(): void {
    this.#leaving = true;
  }

  /** Brings what runs in line with the facts. */
  follow(): void {
    for (const effect of inFlight(this.#host.case)) {
      if (!this.#running.has(effect.key) && !this.#leaving) this.#start(effect);
      if (effect.kind === 'send' && !effect.wanted) this.#running.get(effect.key)?.cancel();
    }
  }

  #start(effect: Effect): void {
    const { shield } = this.#host;
    // Its parent is the shield, whoever starts it: what starts within a cancelled scope would be cancelled too.
    const scope = new CancellationScope({ cancellable: true, parent: shield });
    this.#running.set(effect.key, scope);
    scope
      .run(() => this.#perform(effect))
      .then(
        (result) => shield.run(async () => this.#end(effect, () => this.#host.settle(result))),
        (error: unknown) => shield.run(async () => this.#end(effect, () => this.#host.fail(error))),
      )
      .catch((error: unknown) => this.#host.fail(error));
  }

  #end(effect: Effect, tell: () => void): void {
    this.#slow.delete(effect.key);
    // It counts as running until its result is told: a fact recorded just before the result would start it again.
    tell();
    this.#running.delete(effect.key);
    this.follow();
  }

  async #perform(effect: Effect): Promise<EffectResult> {
    const { run, case: c } = this.#host;
    if (effect.kind === 'open') {
      const { incidentId } = effect;
      return { kind: 'open', incidentId, result: await openCase({ ...run, incidentId }) };
    }
    if (c.phase === 'new') throw new Error(`effect ${effect.key} before the case is open`);
    return this.#performOpen(effect, c);
  }

  async #performOpen(effect: Exclude<Effect, { kind: 'open' }>, c: OpenCase): Promise<EffectResult> {
    const { run, shield } = this.#host;
    const { tenant } = run;
    const { caseId } = c;
    switch (effect.kind) {
      case 'join': {
        const { incidentId } = effect;
        const { programme, channels } = c.protocol;
        const input = { ...run, caseId, incidentId, programme, channels, ...hoursOf(c) };
        return { kind: 'join', incidentId, result: await joinCase(input) };
      }
      case 'send': {
        const { order, key } = effect;
        const slow = (): unknown => this.#slow.add(key);
        const current = (): OpenCase => (this.#host.case.phase === 'new' ? c : this.#host.case);
        return { kind: 'send', order, result: await send({ run, current, order, shield, slow }) };
      }
      case 'act':
        return { kind: 'act', result: await granted(() => grantRemedy(grantOf(tenant, c, effect.amount))) };
      case 'recategorise': {
        const { category } = effect;
        const { programme } = c.protocol;
        return { kind: 'recategorise', category, result: await protocolOf({ tenant, programme, category }) };
      }
      case 'look': {
        const { round } = effect;
        return { kind: 'look', round, result: await lookForAnswer({ tenant, caseId, round }) };
      }
      case 'task': {
        const { task, dueAt, asks: kind } = effect;
        await raiseTask({ tenant, caseId, task, dueAt, kind });
        return { kind: 'task', task };
      }
    }
  }
}

/** What the case knows of its customer's clocks, so that a later report can tell otherwise. */
function hoursOf({ hours }: OpenCase): Pick<JoinCaseInput, 'hours'> {
  return hours === undefined ? {} : { hours: { zones: hours.zones.map(({ zone }) => zone), until: hours.until } };
}

function grantOf(tenant: string, { caseId, protocol }: OpenCase, amount: Money): GrantInput {
  const { name, goodwillPerMonth: perMonth } = protocol;
  return { tenant, caseId, amount, ...(perMonth !== undefined && { goodwill: { protocol: name, perMonth } }) };
}

/** Whether a time-out granted the remedy, only asking again under its key can tell. */
async function granted(ask: () => Promise<GrantResult>): Promise<GrantResult | { readonly kind: 'unsettled' }> {
  try {
    return await ask();
  } catch (error) {
    if (timeIsUp(error)) return { kind: 'unsettled' };
    throw error;
  }
}
