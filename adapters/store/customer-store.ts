import { type Connection, type Model, Schema } from 'mongoose';
import type { ReportedCustomer } from '../../domain/case/incident.js';
import type { CustomerRecord, CustomerRef, CustomerStore } from '../../ports/customer-store.js';
import { schemaOptions } from './schema-options.js';
import { upserted } from './writes.js';

interface CustomerDocument extends CustomerRef, Omit<ReportedCustomer, 'id'> {
  /** `{tenant}/{customerId}`. */
  readonly _id: string;
  readonly lastApologyAt?: number;
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
    lastApologyAt: Number,
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
    const { _id, tenant, customerId, lastApologyAt, ...said } = document;
    const customer = { id: customerId, ...said };
    return lastApologyAt === undefined ? { customer } : { customer, lastApologyAt };
  }

  async apologised(ref: CustomerRef, at: number): Promise<void> {
    await this.#customers.updateOne({ _id: keyOf(ref) }, { $max: { lastApologyAt: at } });
  }
}

function keyOf({ tenant, customerId }: CustomerRef): string {
  return `${tenant}/${customerId}`;
}
