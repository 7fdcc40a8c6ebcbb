import type { OpenCase } from '../case/recovery-case.js';
import { madeGoodByRemedy } from './watchers/grant-remedy.js';

/**
 * When people's work on these incidents was finished, as a text may say it; undefined where a remedy alone made it good,
 * where some are open, and where they were finished at different times.
 */
export function workFinishedAt(c: OpenCase, incidents: readonly string[]): number | undefined {
  if (madeGoodByRemedy(c)) return undefined;
  const [first, ...more] = c.incidents.filter((i) => incidents.includes(i.id)).map((i) => i.resolvedAt);
  return more.every((at) => at === first) ? first : undefined;
}
