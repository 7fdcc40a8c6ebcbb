import mongoose, { type Connection, type Model } from 'mongoose';
import type { Page } from '../../ports/case-store.js';
import type { ContactLog, Leak, LoggedAs, LoggedContact } from '../../ports/contact-log.js';
import { type ContactDocument, contactModel } from './contact-document.js';
import type { ListPlace } from './cursor.js';
import { pageOf, wanted } from './pages.js';
import { sameContact } from './same-contact.js';
import { isDuplicateKey, untilDecided } from './writes.js';

/** Contacts in the collection `contacts`. */
export class MongoContactLog implements ContactLog {
  readonly #contacts: Model<ContactDocument>;

  constructor(connection: Connection) {
    this.#contacts = contactModel(connection);
  }

  async keep(contacts: readonly LoggedContact[]): Promise<readonly LoggedAs[]> {
    if (contacts.length === 0) return [];
    const stored = await untilDecided('keeping contacts', () => this.#insertNew(contacts));
    if (stored.size === contacts.length) return contacts.map(() => 'stored');
    const ids = contacts.filter((_, index) => !stored.has(index)).map(keyOf);
    const known = await this.#contacts
      .find({ _id: mongoose.trusted({ $in: ids }) })
      .select({ leaked: 0 })
      .lean<ContactDocument[]>();
    const byId = new Map(known.map(({ _id, ...contact }) => [_id, contact]));
    return contacts.map((contact, index) => {
      const before = byId.get(keyOf(contact));
      if (stored.has(index)) return 'stored';
      return before !== undefined && sameContact(before, contact) ? 'same' : 'different';
    });
  }

  async leaked(
    tenant: string,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<LoggedContact & { readonly leak: Leak }>> {
    const asked = wanted(page);
    const found = await this.#contacts
      .find({ tenant, leaked: true, ...(asked.from !== undefined && before(asked.from)) })
      .sort({ at: -1, contactId: -1 })
      .limit(asked.limit + 1)
      .select({ _id: 0, leaked: 0 })
      .lean<(LoggedContact & { readonly leak: Leak })[]>();
    return pageOf(found, asked, ({ at, contactId: id }) => ({ at, id }));
  }

  /** The places of those that were not there; undefined when somebody else kept one of them at the same time. */
  async #insertNew(contacts: readonly LoggedContact[]): Promise<ReadonlySet<number> | undefined> {
    const writes = contacts.map((contact) => ({
      updateOne: {
        filter: { _id: keyOf(contact) },
        update: { $setOnInsert: { ...contact, leaked: contact.leak !== undefined } },
        upsert: true,
      },
    }));
    try {
      const { upsertedIds } = await this.#contacts.bulkWrite(writes, { ordered: false });
      return new Set(Object.keys(upsertedIds).map(Number));
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }
}

function before({ at, id }: ListPlace): Record<string, unknown> {
  return { $or: [{ at: mongoose.trusted({ $lt: at }) }, { at, contactId: mongoose.trusted({ $lt: id }) }] };
}

function keyOf({ tenant, contactId }: LoggedContact): string {
  return `${tenant}/${contactId}`;
}
