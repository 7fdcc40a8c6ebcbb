import type { Programme } from '../../ports/programme-store.js';

/** What a text of one locale calls the things that facts name by an id. */
export interface Wording {
  readonly brand: string;
  /** The team as a text names it; the id of one that the programme does not know. */
  team(id: string): string;
  /** The category in words. */
  category(id: string): string;
  /** The name of a reported fact in words. */
  fact(name: string): string;
}

/** The wording of a programme in one of its locales; what has no name there is called as the default locale calls it. */
export function wordingOf({ brand, teams, names = {} }: Programme, locale: string): Wording {
  const own = Object.hasOwn(names, locale) ? names[locale] : undefined;
  return {
    brand,
    team: (id) => named(own?.teams, id) ?? teams.find((team) => team.id === id)?.name ?? id,
    category: (id) => named(own?.categories, id) ?? spelt(id),
    fact: (name) => named(own?.facts, name) ?? spelt(name),
  };
}

/** Reporters choose their ids: one that is called `constructor` has no name either. */
function named(names: Readonly<Record<string, string>> | undefined, id: string): string | undefined {
  return names !== undefined && Object.hasOwn(names, id) ? names[id] : undefined;
}

function spelt(id: string): string {
  return id.replaceAll('_', ' ');
}
