import type { Template } from 'liquidjs';
import type { Programme, ProgrammeStore } from '../../ports/programme-store.js';
import type { RenderRequest } from '../../ports/templates.js';
import { localeChain } from './locales.js';
import { TemplateError } from './template-error.js';

/** Where programmes are looked up; without `current` none stands in for another. */
export type ProgrammeSource = Pick<ProgrammeStore, 'byHash'> & Partial<Pick<ProgrammeStore, 'current'>>;

/** A programme with its templates parsed on first use. */
export interface Compiled {
  readonly programme: Programme;
  readonly parsed: Map<string, ParsedSource>;
}

/** The sources of one text, parsed. */
export interface ParsedSource {
  readonly subject?: Template[];
  readonly html?: Template[];
  readonly text: Template[];
}

/** The last few programmes stay compiled: cases in flight rarely span more. */
const KEPT = 8;

/** Published programmes, each read and parsed once, since it never changes under its hash. */
export class CompiledProgrammes {
  readonly #source: ProgrammeSource;
  readonly #cache = new Map<string, Promise<Compiled>>();

  constructor(source: ProgrammeSource) {
    this.#source = source;
  }

  /** The programme that has this text: the one that the case froze, or else the tenant's current one. Throws when it is not stored. */
  async speaking(request: RenderRequest): Promise<Compiled> {
    const { tenant } = request;
    const frozen = await this.#compiled(tenant, request.programme);
    if (foundIn(frozen.programme, request) !== undefined) return frozen;
    const current = await this.#source.current?.(tenant);
    return current === undefined ? frozen : this.#compiled(tenant, current.hash);
  }

  async #compiled(tenant: string, hash: string): Promise<Compiled> {
    const id = `${tenant}/${hash}`;
    const known = this.#cache.get(id) ?? this.#load(tenant, hash);
    this.#cache.delete(id);
    this.#cache.set(id, known);
    for (const oldest of [...this.#cache.keys()].slice(0, -KEPT)) this.#cache.delete(oldest);
    return known.catch((error: unknown) => {
      this.#cache.delete(id);
      throw error;
    });
  }

  async #load(tenant: string, hash: string): Promise<Compiled> {
    const programme = await this.#source.byHash(tenant, hash);
    if (programme === undefined) throw new TemplateError('programme_missing', `Programme ${hash} is not stored.`);
    return { programme, parsed: new Map() };
  }
}

/** The locale in which a programme has this text, or undefined where it has none in any that will do. */
export function foundIn({ defaultLocale, templates }: Programme, request: RenderRequest): string | undefined {
  const { locale, message, channel } = request;
  return localeChain(locale, defaultLocale).find((candidate) => `${candidate}/${message}/${channel}` in templates);
}
