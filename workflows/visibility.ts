import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseView } from '../domain/case/case-view.js';
import { cardOf } from './card.js';
import { attributes } from './contract.js';

/** What the search attributes of a case say; nothing personal. */
interface Shown {
  readonly stage: string;
  readonly severity: string;
  readonly owner: string | null;
  readonly slaState: string;
  readonly waitingFor: string;
  readonly dueAt: number | null;
}

/** Keeps the list and the card of the Temporal Web UI in line with the case; one upsert, and only when something changed. */
export class Visibility {
  #shown: Shown | undefined;

  /** Shows the case; called at long rests only, since each upsert is an event and is billed. */
  show(caseId: string, view: CaseView): void {
    setCurrentDetails(cardOf(caseId, view));
    const next = shownOf(view);
    if (JSON.stringify(next) === JSON.stringify(this.#shown)) return;
    const first = this.#shown === undefined;
    this.#shown = next;
    upsertSearchAttributes([
      ...(first ? [{ key: attributes.case, value: caseId }] : []),
      { key: attributes.stage, value: next.stage },
      { key: attributes.severity, value: next.severity },
      { key: attributes.owner, value: next.owner },
      { key: attributes.slaState, value: next.slaState },
      { key: attributes.waitingFor, value: next.waitingFor },
      { key: attributes.dueAt, value: next.dueAt === null ? null : new Date(next.dueAt) },
    ]);
  }
}

function shownOf(view: CaseView): Shown {
  const { stage, severity, sla, waitingFor, inDoubt } = view;
  return {
    stage,
    severity,
    owner: view.owner ?? null,
    slaState: sla,
    waitingFor: inDoubt > 0 && waitingFor === 'provider' ? 'in_doubt' : waitingFor,
    dueAt: view.dueAt ?? null,
  };
}
