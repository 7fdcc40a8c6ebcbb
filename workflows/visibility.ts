import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseView } from '../domain/case/case-view.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
import { lastWord } from '../domain/case/summary.js';
import { detailsOf } from '../domain/journey/details-of.js';
import { cardOf } from './card.js';
import { attributes } from './contract.js';

/** What the search attributes of a case say; nothing personal. */
interface Shown {
  readonly case: string;
  readonly stage: string;
  readonly severity: string;
  readonly owner: string | null;
  readonly slaState: string;
  readonly waitingFor: string;
  readonly dueAt: number | null;
}

/** Keeps the list and the card of the Temporal Web UI in line with the case: one upsert, of what has changed. */
export class Visibility {
  readonly #tenant: string;
  #shown: Partial<Shown> = { owner: null, dueAt: null };

  constructor(tenant: string) {
    this.#tenant = tenant;
  }

  /** Shows how a case ended on its card alone: lists tell closed runs by their status, and a card costs nothing. */
  close(c: OpenCase, view: CaseView): void {
    setCurrentDetails(cardOf(this.#tenant, c, view));
  }

  /** Shows the case; called at long rests only, since each upsert is an event and is billed. */
  show(c: OpenCase, view: CaseView): void {
    setCurrentDetails(cardOf(this.#tenant, c, view));
    const next = shownOf(c, view);
    const { dueAt, ...words } = next;
    const changed = (key: keyof Shown): boolean => next[key] !== this.#shown[key];
    const upserts = [
      ...wordKeys.filter(changed).map((key) => ({ key: attributes[key], value: words[key] })),
      ...(changed('dueAt') ? [{ key: attributes.dueAt, value: dueAt === null ? null : new Date(dueAt) }] : []),
    ];
    if (upserts.length > 0) upsertSearchAttributes(upserts);
    this.#shown = next;
  }
}

const wordKeys = ['case', 'stage', 'severity', 'owner', 'slaState', 'waitingFor'] as const;

function shownOf(c: OpenCase, view: CaseView): Shown {
  const dueTimes = [view.dueAt, view.decideBy, view.answerBy].filter((at) => at !== undefined);
  return {
    case: c.caseId,
    stage: view.stage,
    severity: view.severity,
    owner: view.owner ?? null,
    slaState: view.sla,
    waitingFor: mayHaveMissed(c, view) ? 'in_doubt' : view.waitingFor,
    dueAt: dueTimes.length === 0 ? null : Math.min(...dueTimes),
  };
}

/**
 * Whether somebody should ask the provider: nobody knows whether our last word arrived. A later message that was accepted
 * ends that, or one lost answer would cover for weeks what the case waits for; a hold and a decision cover it, since both
 * are in a person's hands already.
 */
function mayHaveMissed(c: OpenCase, { waitingFor }: CaseView): boolean {
  return waitingFor !== 'hold' && waitingFor !== 'decision' && lastWord(detailsOf(c))?.state === 'in_doubt';
}
