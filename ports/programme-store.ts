import type { WordingRule } from '../domain/contact/grave-wording.js';
import type { TeamCalendar } from './calendars.js';
import type { ContactCaps } from '../domain/contact/caps.js';
import type { Criteria } from '../domain/protocol/criteria.js';
import type { FrozenProtocol } from '../domain/protocol/protocol.js';

/** A team as customers and ladders see it. */
export interface Team {
  readonly id: string;
  /** As messages name it, for example "the delivery team". */
  readonly name: string;
  /** Staff ids from the lowest rung up. */
  readonly ladder: readonly string[];
  /** The name of the calendar by which it works; without one it is always at work. */
  readonly calendar?: string;
}

/** A member of staff who may sign messages. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
}

/**
 * Sources of one text, all Liquid. An SMS is `text`. An e-mail is `subject` and `text`; the layout of a locale's mails
 * places it, as `body`, into its own `text` and into its `html` (compiled from MJML).
 */
export interface TemplateSource {
  readonly subject?: string;
  readonly html?: string;
  readonly text: string;
}

/** What the texts of one locale call things that a case knows by an id; what is not here keeps the name it has. */
export interface LocalNames {
  /** By team id. */
  readonly teams: Readonly<Record<string, string>>;
  /** By category. */
  readonly categories: Readonly<Record<string, string>>;
  /** By the name of a fact, as incidents are reported with it. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A checked programme, ready to be published: what a business tunes, as one document. */
export interface Programme {
  readonly brand: string;
  readonly defaultLocale: string;
  /** IANA zone that stands in where nothing tells that of a customer; UTC in programmes from before it was asked for. */
  readonly timeZone?: string;
  readonly criteria: Criteria;
  /** How often a customer may be contacted, by any sender; durations in milliseconds. */
  readonly contact?: ContactCaps;
  /** Protocols by name, without the hash, which is not known before publishing; `default` is always there. */
  readonly protocols: readonly (Omit<FrozenProtocol, 'programme' | 'staffed'> & {
    readonly categories: readonly string[];
    /** New cases a calendar day (UTC) beyond which what is neither grave nor owed is refused; without it there is no limit. */
    readonly casesPerDay?: number;
  })[];
  readonly teams: readonly Team[];
  /** When teams are at work, by the names that they use. */
  readonly calendars?: readonly TeamCalendar[];
  readonly staff: readonly StaffMember[];
  /** Keyed `locale/message/channel`, for example `en/apology/email`; the layout of mails is `locale/layout/email`. */
  readonly templates: Readonly<Record<string, TemplateSource>>;
  /** Names by locale, for locales that do not speak the language of `teams`. */
  readonly names?: Readonly<Record<string, LocalNames>>;
  /** What in a customer's words makes a case graver; nothing does where it is missing. */
  readonly wording?: readonly WordingRule[];
  /** Milliseconds of plan that pass in one millisecond; 1 outside demo and trials. Durations above are scaled already. */
  readonly pace: number;
}

/** Published programmes by content hash. */
export interface ProgrammeStore {
  /** Keeps the programme and makes it current for the tenant; the same content gives the same hash. */
  publish(tenant: string, programme: Programme, at: number): Promise<string>;
  /** The tenant's current programme, or undefined before the first publishing. */
  current(tenant: string): Promise<{ readonly hash: string; readonly programme: Programme } | undefined>;
  /** A programme by its hash; hashes never change meaning, so answers may be cached. */
  byHash(tenant: string, hash: string): Promise<Programme | undefined>;
}
