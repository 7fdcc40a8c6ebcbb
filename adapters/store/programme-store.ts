import { type Connection, type Model, Schema } from 'mongoose';
import { canonicalJson } from '../../domain/canonical-json.js';
import type { Programme, ProgrammeStore } from '../../ports/programme-store.js';
import { contentHash } from './content-hash.js';
import { schemaOptions } from './schema-options.js';
import { inserted, upserted } from './writes.js';

interface ProgrammeDocument {
  /** `{tenant}/{hash}`. */
  readonly _id: string;
  /** The programme as canonical JSON: the text that was hashed. */
  readonly content: string;
  readonly publishedAt: number;
}

interface CurrentDocument {
  /** The tenant. */
  readonly _id: string;
  readonly hash: string;
  readonly since: number;
}

const programmeSchema = new Schema<ProgrammeDocument>(
  { _id: String, content: String, publishedAt: Number },
  schemaOptions,
);
const currentSchema = new Schema<CurrentDocument>({ _id: String, hash: String, since: Number }, schemaOptions);

/** Programmes in the collection `programmes`; which one is current, in `current_programmes`. */
export class MongoProgrammeStore implements ProgrammeStore {
  readonly #programmes: Model<ProgrammeDocument>;
  readonly #current: Model<CurrentDocument>;
  /** By document key; never invalidated, since a hash never changes meaning. */
  readonly #known = new Map<string, Programme>();

  constructor(connection: Connection) {
    this.#programmes = connection.model<ProgrammeDocument>('Programme', programmeSchema, 'programmes');
    this.#current = connection.model<CurrentDocument>('CurrentProgramme', currentSchema, 'current_programmes');
  }

  async publish(tenant: string, programme: Programme, at: number): Promise<string> {
    const content = canonicalJson(programme);
    const hash = contentHash(content);
    // Kept first, made current second: a crash in between changes nothing that anyone sees.
    await inserted(this.#programmes, { _id: `${tenant}/${hash}`, content, publishedAt: at });
    const change = { $set: { hash, since: at } };
    await upserted(() => this.#current.updateOne({ _id: tenant }, change, { upsert: true }));
    return hash;
  }

  async current(tenant: string): Promise<{ readonly hash: string; readonly programme: Programme } | undefined> {
    const current = await this.#current.findOne({ _id: tenant }).lean<CurrentDocument>();
    const programme = current === null ? undefined : await this.byHash(tenant, current.hash);
    return current === null || programme === undefined ? undefined : { hash: current.hash, programme };
  }

  async byHash(tenant: string, hash: string): Promise<Programme | undefined> {
    const key = `${tenant}/${hash}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const document = await this.#programmes.findOne({ _id: key }).lean<ProgrammeDocument>();
    if (document === null) return undefined;
    const programme = JSON.parse(document.content) as Programme;
    this.#known.set(key, programme);
    return programme;
  }
}
