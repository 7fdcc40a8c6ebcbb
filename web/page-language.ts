import type { FastifyRequest } from 'fastify';
import { partsOf } from '../domain/sends/send-key.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { SurveyRef } from '../ports/survey-store.js';
import type { ServerDependencies } from './dependencies.js';
import { languages, wordsAccepted, wordsIn } from './pages/words/languages.js';
import type { PageWords } from './pages/words/page-words.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the pages say to the customer of this request, once it is known whose its link is. */
    words: PageWords | undefined;
  }
}

/** Where the language of a page is looked up. */
type Stores = Pick<ServerDependencies['stores'], 'customers' | 'programmes' | 'sends'>;

/** What tells the language of a page besides what is known of its customer. */
interface Asked {
  /** Of the message that the link was in, as the ledger has it. */
  readonly locale: string | undefined;
  /** `Accept-Language`. */
  readonly accepts: string | undefined;
}

/** The words of a page for nobody whom we know: what the browser asks for, or English. */
export function wordsOf({ words, headers }: Pick<FastifyRequest, 'words' | 'headers'>): PageWords {
  return words ?? wordsAccepted(headers['accept-language']) ?? languages.en;
}

/**
 * The words of a page for a customer: in the language of the message that their link was in, else their own, else what their
 * browser asks for, else that of the programme.
 */
export async function wordsFor(
  { customers, programmes }: Omit<Stores, 'sends'>,
  { tenant, customerId }: CustomerRef,
  { locale, accepts }: Asked,
): Promise<PageWords> {
  const sent = locale === undefined ? undefined : wordsIn(locale);
  if (sent !== undefined) return sent;
  const known = await customers.get({ tenant, customerId });
  const asked = (known && wordsIn(known.customer.locale)) ?? wordsAccepted(accepts);
  if (asked !== undefined) return asked;
  const current = await programmes.current(tenant);
  return (current && wordsIn(current.programme.defaultLocale)) ?? languages.en;
}

/** The locale in which the survey of this round, or its reminder, was last sent; undefined where the ledger does not say. */
export async function localeOfSurvey(
  { sends }: Pick<Stores, 'sends'>,
  { tenant, caseId, round }: SurveyRef,
): Promise<string | undefined> {
  const rows = await sends.ofCase(tenant, caseId);
  const asking = rows.filter(({ key, locale }) => {
    const { slot, message } = partsOf(key);
    return locale !== undefined && message.startsWith('survey') && slot.startsWith(`${round}/`);
  });
  return asking.reduce<(typeof asking)[number] | undefined>(
    (last, row) => (last === undefined || row.claimedAt >= last.claimedAt ? row : last),
    undefined,
  )?.locale;
}
