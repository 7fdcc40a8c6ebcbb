import { foldKnown } from '../domain/case/evolve.js';
import { mayArrive } from '../domain/case/may-be-read.js';
import { says } from '../domain/journey/says.js';
import type { StoredCase } from '../ports/case-store.js';
import type { StoredText } from '../ports/text-store.js';
import type { Written } from './api/written-text.js';
import type { ServerDependencies } from './dependencies.js';
import { invalid } from './validation.js';

/** Keeps a text before the case hears of it, so that nothing is lost. Throws an `invalid` problem when another one has its id. */
export async function keepText(
  { stores }: Pick<ServerDependencies, 'stores'>,
  { tenant, caseId, view }: StoredCase,
  text: StoredText,
): Promise<void> {
  // From a closed case nothing is sent, so nothing new is kept; what it once sent is here already.
  if (view.stage === 'closed') return;
  if ((await stores.texts.put({ tenant, caseId, ...text })) !== 'different') return;
  throw invalid([
    { field: 'text', reason: 'Another text has come under this request id; give this one an id of its own.' },
  ]);
}

/** What seems amiss in a text to this customer. */
export async function warningsOn(
  { stores, lint }: Pick<ServerDependencies, 'stores' | 'lint'>,
  { tenant, customerId, journal }: StoredCase,
  { text, subject }: Written,
): Promise<readonly string[]> {
  const known = await stores.customers.get({ tenant, customerId });
  const c = foldKnown(journal);
  const apologised = c.phase !== 'new' && c.messages.some((m) => says(m, 'apology') && mayArrive(m));
  const { locale = '' } = known?.customer ?? {};
  return lint.warningsOn({ text, locale, apologised, ...(subject !== undefined && { subject }) });
}
