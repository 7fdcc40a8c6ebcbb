import { type CappedPurpose, cappedPurposes, type MadeContact } from '../../../domain/contact/caps.js';
import type { Page } from '../../../ports/case-store.js';
import type { ContactLog, Leak, LoggedAs, LoggedContact } from '../../../ports/contact-log.js';
import { pageOf, wanted } from '../pages.js';
import { sameContact } from '../same-contact.js';
import { atomically } from './atomically.js';

type Leaked = LoggedContact & { readonly leak: Leak };

/** Contacts in memory. */
export class MemoryContactLog implements ContactLog {
  readonly #contacts = new Map<string, LoggedContact>();

  keep(contacts: readonly LoggedContact[]): Promise<readonly LoggedAs[]> {
    return atomically(() =>
      contacts.map((contact) => {
        const key = `${contact.tenant}/${contact.contactId}`;
        const known = this.#contacts.get(key);
        if (known !== undefined) return sameContact(known, contact) ? 'same' : 'different';
        this.#contacts.set(key, structuredClone(contact));
        return 'stored';
      }),
    );
  }

  leaked(tenant: string, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Leaked>> {
    return atomically(() => {
      const asked = wanted(page);
      const { limit, from } = asked;
      const found = [...this.#contacts.values()]
        .filter((contact): contact is Leaked => contact.tenant === tenant && contact.leak !== undefined)
        .filter((one) => from === undefined || latestFirst(one, { at: from.at, contactId: from.id }) > 0)
        .sort(latestFirst);
      return pageOf(found.slice(0, limit + 1), asked, ({ at, contactId: id }) => ({ at, id }));
    });
  }

  /** Contacts under caps that a customer had since this instant. */
  madeSince(tenant: string, customerId: string, since: number): readonly MadeContact[] {
    return [...this.#contacts.values()]
      .filter((one) => one.tenant === tenant && one.customerId === customerId && one.at >= since)
      .filter(({ purpose }) => cappedPurposes.includes(purpose as CappedPurpose))
      .map(({ purpose, at }) => ({ purpose, at }));
  }
}

type Placed = Pick<LoggedContact, 'at' | 'contactId'>;

function latestFirst(a: Placed, b: Placed): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.contactId === b.contactId) return 0;
  return a.contactId < b.contactId ? 1 : -1;
}
