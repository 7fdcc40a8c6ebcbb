import type { OpenCase } from '../case/recovery-case.js';

/**
 * Whether a score means recovered: at the protocol's target, and a point better than the score that started it
 * (product.md, metrics); nobody can do better than five.
 */
export function isGood(c: OpenCase, score: number): boolean {
  const baselines = c.incidents.filter((i) => !i.moot).map((i) => i.baseline ?? 0);
  return score >= Math.max(c.protocol.survey.target, Math.min(5, Math.max(0, ...baselines) + 1));
}

/** Whether a score opens the one second chance of a case; after that a person decides. */
export function earnsSecondChance(c: OpenCase, score: number): boolean {
  return !isGood(c, score) && !c.secondChanceUsed;
}

/** Whether a person has to decide how the case ends: a second low verdict, and no decision yet. */
export function awaitsDecision(c: OpenCase, score: number): boolean {
  return c.phase === 'open' && c.ending === undefined && c.secondChanceUsed && !isGood(c, score);
}
