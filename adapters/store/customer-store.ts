import { type Connection, type Model, Schema } from 'mongoose';
import type { ReportedCustomer } from '../../domain/case/incident.js';
import type { Channel } from '../../domain/contact/channels.js';
import type { ContactChange } from '../../domain/contact/reachable.js';
import type { CorrectedCustomer, CustomerRecord, CustomerRef, CustomerStore } from '../../ports/customer-store.js';
import { corrected } from './corrected.js';
import { schemaOptions } from './schema-options.js';
import { untilDecided, upserted } from './writes.js';

interface CustomerDocument extends CustomerRef, Omit<ReportedCustomer, 'id'> {
  /** `{tenant}/{customerId}`. */
  readonly _id: string;
  readonly correctedAt?: CustomerRecord['correctedAt'];
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
  },
  schemaOptions,
);

/** Customers in the collection `customers`. */
export class MongoCustomerStore implements CustomerStore {
  readonly #customers: Model<CustomerDocument>;

  constructor(connection: Connection) {
    this.#customers = connection.model<CustomerDocument>('Customer', schema, 'customers');
  }

  async upsert(tenant: string, customer: ReportedCustomer): Promise<void> {
    const { id: customerId, ...said } = customer;
    const change = { $set: { ...said }, $setOnInsert: { tenant, customerId } };
    await upserted(() => this.#customers.updateOne({ _id: keyOf({ tenant, customerId }) }, change, { upsert: true }));
  }

  async get(ref: CustomerRef): Promise<CustomerRecord | undefined> {
    const document = await this.#customers.findOne({ _id: keyOf(ref) }).lean<CustomerDocument>();
    if (document === null) return undefined;
    const { _id, tenant, customerId, correctedAt, ...said } = document;
    return {
      customer: { id: customerId, ...said },
      ...(correctedAt !== undefined && { correctedAt }),
    };
  }

  async correct(ref: CustomerRef, change: ContactChange, at: number): Promise<CorrectedCustomer | undefined> {
    const { decided } = await untilDecided('correcting a customer', async () => {
      const known = await this.get(ref);
      if (known === undefined) return { decided: undefined };
      const after = corrected(known, change, at);
      if (after.changed.length === 0) return { decided: after };
      const { email = null, phone = null } = known.customer;
      // Null finds a missing field too: whoever has read older addresses writes nothing.
      const { matchedCount } = await this.#customers.updateOne({ _id: keyOf(ref), email, phone }, changeTo(after));
      return matchedCount === 1 ? { decided: after } : undefined;
    });
    return decided;
  }

  async confirm(ref: CustomerRef, channel: Channel, at: number): Promise<CustomerRecord | undefined> {
    await this.#customers.updateOne({ _id: keyOf(ref) }, { $set: { [`correctedAt.${channel}`]: at } });
    return this.get(ref);
  }
}

function changeTo({ record: { customer, correctedAt } }: CorrectedCustomer): Record<string, unknown> {
  const { email, phone } = customer;
  const kept = { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }), correctedAt };
  const gone = { ...(email === undefined && { email: 1 }), ...(phone === undefined && { phone: 1 }) };
  return { $set: kept, ...(Object.keys(gone).length > 0 && { $unset: gone }) };
}

function keyOf({ tenant, customerId }: CustomerRef): string {
  return `${tenant}/${customerId}`;
}
