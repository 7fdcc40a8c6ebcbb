import type { CaseEvent, CaseEventType } from './case-events.js';
import { chained, GENESIS } from './chain.js';
import { foldClocks } from './fold-clocks.js';
import { foldIncidents, opened } from './fold-incidents.js';
import { foldMessages } from './fold-messages.js';
import { foldReaching } from './fold-reaching.js';
import { foldRounds } from './fold-rounds.js';
import { foldVoices } from './fold-voices.js';
import type { Folds } from './folds.js';
import type { NewCase, OpenCase, RecoveryCase } from './recovery-case.js';

/** A case before its first fact. */
export const newCase: NewCase = {
  phase: 'new',
  seq: 0,
  chain: GENESIS,
  // Always the first: a case adopts newer rules by a fact, which a replay under newer code finds in its history or not.
  rules: 1,
  at: 0,
  joining: [],
  refused: [],
};

const folds: Folds<CaseEventType> = {
  ...foldIncidents,
  ...foldMessages,
  ...foldClocks,
  ...foldRounds,
  ...foldReaching,
  ...foldVoices,
};

/** The case after one more fact. Pure; a fact that does not fit the phase changes nothing but the count. */
export function evolve(c: RecoveryCase, event: CaseEvent): RecoveryCase {
  const next = c.phase === 'new' ? begin(c, event) : goOn(c, event);
  return { ...next, seq: c.seq + 1, chain: chained(c.chain, event), at: event.at };
}

/** The case after a whole journal. */
export function fold(journal: readonly CaseEvent[], from: RecoveryCase = newCase): RecoveryCase {
  return journal.reduce(evolve, from);
}

/** The case after a journal that a later version may have written: facts of types that this one does not know are passed over. */
export function foldKnown(journal: readonly CaseEvent[]): RecoveryCase {
  return fold(journal.filter(({ type }) => Object.hasOwn(folds, type)));
}

function begin(c: NewCase, event: CaseEvent): RecoveryCase {
  if (event.type === 'opening_requested') return { ...c, opening: event.incidentId };
  if (event.type === 'case_opened') return opened(c, event);
  if (event.type === 'rules_adopted') return { ...c, rules: event.version };
  if (event.type !== 'incident_refused') return c;
  const { opening: _, ...rest } = c;
  return { ...rest, refused: [...c.refused, event.incidentId] };
}

function goOn<T extends CaseEventType>(c: OpenCase, event: CaseEvent<T>): OpenCase {
  return folds[event.type](c, event);
}
