import type { Programme } from '../ports/programme-store.js';

/** What of a programme lists filter by. */
interface Names {
  readonly team?: string;
  readonly protocol?: string;
}

/** Says which of these names a programme does not have, and which it has; undefined where it has them. */
export function unknownNames({ teams, protocols }: Programme, { team, protocol }: Names): string | undefined {
  const known = [
    { kind: 'team', name: team, all: teams.map(({ id }) => id) },
    { kind: 'protocol', name: protocol, all: protocols.map(({ name }) => name) },
  ];
  const notes = known.flatMap(({ kind, name, all }) =>
    name === undefined || all.includes(name)
      ? []
      : [`The current programme has no ${kind} of this name; it has ${all.join(', ')}.`],
  );
  return notes.length === 0 ? undefined : notes.join(' ');
}
