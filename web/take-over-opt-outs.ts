import { channels } from '../domain/contact/channels.js';
import { ownSubject } from '../domain/contact/opt-outs.js';
import type { CustomerRef } from '../ports/customer-store.js';
import { hashOn } from './consents.js';
import type { ServerDependencies } from './dependencies.js';

/** What taking over opt-outs needs of the world. */
export type OptOutSources = Pick<ServerDependencies, 'hashAddress'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'customers' | 'consents'>;
};

/**
 * Keeps for a customer themselves, with the same evidence, what was said against messages to an address that they have now:
 * whoever is first reported after their phone had texted STOP is not sold to by others either. A repeat changes nothing.
 */
export async function takeOverOptOuts(deps: OptOutSources, customer: CustomerRef): Promise<void> {
  const { customers, consents } = deps.stores;
  const record = await customers.get(customer);
  if (record === undefined) return;
  const had = channels.flatMap((channel) => {
    const hash = hashOn(deps, record.customer, channel);
    return hash === undefined ? [] : [{ channel, hash }];
  });
  const found = await consents.history(had.map(({ hash }) => hash));
  for (const { subject, of, words } of found.filter(({ stops }) => stops)) {
    const channel = had.find(({ hash }) => hash === subject)?.channel;
    const last = words.findLast(({ said }) => said === 'opt_out');
    if (channel === undefined || last === undefined) continue;
    const { said: _, ...word } = last;
    // Under a name, so that it is kept once and does not come back after the customer has reversed it.
    const ref = word.ref ?? `${subject}/${word.at}`;
    await consents.optOut(ownSubject(customer, channel), of, { ...word, ref });
  }
}
