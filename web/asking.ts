import type { CaseRef } from '../ports/case-store.js';
import type { ServerDependencies } from './dependencies.js';

/** Who asks, and about what; the words of the report itself stay out of the page. */
export interface Asking {
  /** The brand of the current programme. */
  readonly brand: string;
  /** The reference by which the customer knows the case. */
  readonly reference: string;
}

/**
 * Who asks and about which case, from what a link names: nothing of it is in the link itself. Undefined while one of the two
 * is not known.
 */
export async function askingOf(
  { programmes, cases }: Pick<ServerDependencies['stores'], 'programmes' | 'cases'>,
  { tenant, caseId }: CaseRef,
): Promise<Asking | undefined> {
  const [current, found] = await Promise.all([programmes.current(tenant), cases.get({ tenant, caseId })]);
  if (current === undefined || found === undefined) return undefined;
  return { brand: current.programme.brand, reference: found.view.reference };
}
