import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { ReportedCustomer } from '../../domain/case/incident.js';
import type { Channel } from '../../domain/contact/channels.js';
import { addressField, type ContactChange } from '../../domain/contact/reachable.js';
import type { CorrectedCustomer, CustomerRecord, CustomerRef, CustomerStore } from '../../ports/customer-store.js';
import { corrected, reported } from './customer-changes.js';
import { spellings } from './spellings.js';
import { schemaOptions } from './schema-options.js';
import { inserted, untilDecided } from './writes.js';

interface CustomerDocument extends CustomerRef, Omit<ReportedCustomer, 'id'> {
  /** `{tenant}/{customerId}`. */
  readonly _id: string;
  readonly correctedAt?: CustomerRecord['correctedAt'];
  readonly replaced?: CustomerRecord['replaced'];
}

const schema = new Schema<CustomerDocument>(
  {
    _id: String,
    tenant: String,
    customerId: String,
    name: String,
    locale: String,
    timeZone: String,
    email: String,
    phone: String,
    tier: String,
    vulnerable: Boolean,
    correctedAt: Schema.Types.Mixed,
    replaced: Schema.Types.Mixed,
  },
  schemaOptions,
)
  // Over all documents, whenever they were written: whose phone or mailbox something comes from is looked up by these.
  .index({ phone: 1 })
  .index({ email: 1 });

/** Customers in the collection `customers`. */
export class MongoCustomerStore implements CustomerStore {
  readonly #customers: Model<CustomerDocument>;

  constructor(connection: Connection) {
    this.#customers = connection.model<CustomerDocument>('Customer', schema, 'customers');
  }

  async upsert(tenant: string, customer: ReportedCustomer, at: number): Promise<void> {
    const ref = { tenant, customerId: customer.id };
    await untilDecided('keeping a customer', async () => {
      const known = await this.get(ref);
      const after = reported(known, customer, at);
      const isKept = await (known === undefined
        ? inserted(this.#customers, documentOf(ref, after))
        : this.#replace(ref, { known, after }));
      return isKept || undefined;
    });
  }

  async get(ref: CustomerRef): Promise<CustomerRecord | undefined> {
    const document = await this.#customers.findOne({ _id: keyOf(ref) }).lean<CustomerDocument>();
    if (document === null) return undefined;
    const { _id, tenant, customerId, correctedAt, replaced, ...said } = document;
    return {
      customer: { id: customerId, ...said },
      ...(correctedAt !== undefined && { correctedAt }),
      ...(replaced !== undefined && { replaced }),
    };
  }

  async correct(ref: CustomerRef, change: ContactChange, at: number): Promise<CorrectedCustomer | undefined> {
    const { decided } = await untilDecided('correcting a customer', async () => {
      const known = await this.get(ref);
      if (known === undefined) return { decided: undefined };
      const after = corrected(known, change, at);
      if (after.changed.length === 0) return { decided: after };
      return (await this.#replace(ref, { known, after: after.record })) ? { decided: after } : undefined;
    });
    return decided;
  }

  async withAddress(channel: Channel, address: string): Promise<readonly CustomerRef[]> {
    return this.#customers
      .find({ [addressField(channel)]: mongoose.trusted({ $in: [...spellings(channel, address)] }) })
      .select({ _id: 0, tenant: 1, customerId: 1 })
      .sort({ tenant: 1, customerId: 1 })
      .lean<CustomerRef[]>();
  }

  async confirm(ref: CustomerRef, channel: Channel, at: number): Promise<CustomerRecord | undefined> {
    await this.#customers.updateOne({ _id: keyOf(ref) }, { $set: { [`correctedAt.${channel}`]: at } });
    return this.get(ref);
  }

  /** Writes what became of the customer that was read; false when another has changed an address in between. */
  async #replace(
    ref: CustomerRef,
    { known, after }: { readonly known: CustomerRecord; readonly after: CustomerRecord },
  ): Promise<boolean> {
    const { email = null, phone = null } = known.customer;
    const { _id, ...kept } = documentOf(ref, after);
    const gone = { ...(kept.email === undefined && { email: 1 }), ...(kept.phone === undefined && { phone: 1 }) };
    const change = { $set: kept, ...(Object.keys(gone).length > 0 && { $unset: gone }) };
    // Null finds a missing field too: whoever has read older addresses writes nothing.
    const { matchedCount } = await this.#customers.updateOne({ _id, email, phone }, change);
    return matchedCount === 1;
  }
}

function documentOf(ref: CustomerRef, { customer, correctedAt, replaced }: CustomerRecord): CustomerDocument {
  const { id: _, ...said } = customer;
  return {
    _id: keyOf(ref),
    ...ref,
    ...said,
    ...(correctedAt !== undefined && { correctedAt }),
    ...(replaced !== undefined && { replaced }),
  };
}

function keyOf({ tenant, customerId }: CustomerRef): string {
  return `${tenant}/${customerId}`;
}
