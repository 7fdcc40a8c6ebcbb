import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseView } from '../domain/case/case-view.js';
import type { OpenCase } from '../domain/case/recovery-case.js';
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
  #shown: Partial<Shown> = { owner: null, dueAt: null };

  /** Shows how a case ended on its card alone: lists tell closed runs by their status, and a card costs nothing. */
  close(c: OpenCase, view: CaseView): void {
    setCurrentDetails(cardOf(c.caseId, view, detailsOf(c)));
  }

  /** Shows the case; called at long rests only, since each upsert is an event and is billed. */
  show(c: OpenCase, view: CaseView): void {
    setCurrentDetails(cardOf(c.caseId, view, detailsOf(c)));
    const next = shownOf(c.caseId, view);
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

function shownOf(caseId: string, view: CaseView): Shown {
  const { stage, severity, sla, waitingFor, inDoubt } = view;
  return {
    case: caseId,
    stage,
    severity,
    owner: view.owner ?? null,
    slaState: sla,
    waitingFor: inDoubt > 0 && waitingFor === 'provider' ? 'in_doubt' : waitingFor,
    dueAt: view.dueAt ?? null,
  };
}
