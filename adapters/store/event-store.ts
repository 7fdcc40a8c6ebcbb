import mongoose, { type Connection, type Model } from 'mongoose';
import type { CustomerEvent, EventStore, KeptEvent } from '../../ports/event-store.js';
import { schemaOptions } from './schema-options.js';
import { inserted, untilDecided } from './writes.js';

interface EventDocument extends KeptEvent {
  /** `{tenant}/{id}`. */
  readonly _id: string;
}

const schema = new mongoose.Schema<EventDocument>(
  {
    _id: String,
    tenant: String,
    id: String,
    type: String,
    customerId: String,
    at: Number,
    because: String,
    reference: String,
    caseId: String,
    place: Number,
  },
  // `type` and `id` are names of its own to mongoose, unless told otherwise.
  { ...schemaOptions, typeKey: '$type', id: false },
).index({ tenant: 1, place: 1 }, { unique: true });

/** Events in the collection `events`; the unique place is what makes the order one without gaps. */
export class MongoEventStore implements EventStore {
  readonly #events: Model<EventDocument>;

  constructor(connection: Connection) {
    this.#events = connection.model<EventDocument>('Event', schema, 'events');
  }

  keep(event: CustomerEvent): Promise<'kept' | 'already'> {
    const _id = `${event.tenant}/${event.id}`;
    return untilDecided(`keeping event ${event.id}`, async () => {
      if ((await this.#events.exists({ _id })) !== null) return 'already';
      const place = (await this.#lastPlace(event.tenant)) + 1;
      // The next place after one that can be read: whoever else takes it at once makes this insert fail.
      return (await inserted(this.#events, { ...event, _id, place })) ? 'kept' : undefined;
    });
  }

  async after(tenant: string, from: { readonly place: number; readonly limit: number }): Promise<readonly KeptEvent[]> {
    return this.#events
      .find({ tenant, place: mongoose.trusted({ $gt: from.place }) })
      .sort({ place: 1 })
      .limit(from.limit)
      .select({ _id: 0 })
      .lean<KeptEvent[]>();
  }

  async #lastPlace(tenant: string): Promise<number> {
    const last = await this.#events
      .findOne({ tenant })
      .sort({ place: -1 })
      .select({ _id: 0, place: 1 })
      .lean<Pick<KeptEvent, 'place'>>();
    return last?.place ?? 0;
  }
}
