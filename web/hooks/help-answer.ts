import type { CustomerRef } from '../../ports/customer-store.js';
import type { ServerDependencies } from '../dependencies.js';
import { escaped } from '../pages/layout.js';

/** An answer that says nothing. */
export const noAnswer = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** What is said to whoever texts HELP; at most 160 letters of GSM-7 with a brand of up to thirty. */
const helps: Readonly<Record<string, (brand: string) => string>> = {
  en: (brand) =>
    `${brand}we text you about your case with us. Reply CALL to be called, STOP to end texts. Msg&data rates may apply.`,
  de: (brand) =>
    `${brand}Wir schreiben Ihnen zu Ihrem Fall bei uns. Antworten Sie ANRUF für einen Anruf, STOP für keine SMS mehr.`,
  es: (brand) => `${brand}le escribimos por su caso. Responda LLAMADA para que le llamemos, STOP para no recibir SMS.`,
};

/**
 * The fixed answer to HELP, in the brand and the language of whoever has the phone, as the answer to the provider's own request.
 * It is the one text that goes past the send ledger: rules ask for it whatever stops there are, it says nothing of a case, and a
 * repeat does no harm.
 */
export async function helpAnswer(deps: HelpSources, customers: readonly CustomerRef[]): Promise<string> {
  const [first] = customers;
  const tenants = [...new Set(customers.map(({ tenant }) => tenant))];
  const current = await Promise.all(tenants.map((tenant) => deps.stores.programmes.current(tenant)));
  const brands = [...new Set(current.flatMap((one) => one?.programme.brand ?? []))];
  const locale = first && (await deps.stores.customers.get(first))?.customer.locale;
  const help = helps[locale?.split('-')[0] ?? 'en'] ?? helps['en'];
  const text = help?.(brands.length === 0 ? '' : `${brands.join(', ')}: `) ?? '';
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Message>${escaped(text)}</Message></Response>`;
}

/** Where the answer finds brand and language. */
export interface HelpSources {
  readonly stores: Pick<ServerDependencies['stores'], 'customers' | 'programmes'>;
}
