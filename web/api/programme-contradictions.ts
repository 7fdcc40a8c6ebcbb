import { channels } from '../../domain/contact/channels.js';
import { messageTypes } from '../../domain/contact/messages.js';
import type { Programme } from '../../ports/programme-store.js';

/** A reference of a programme that leads nowhere, or to two places. */
export interface Contradiction {
  /** Keys and positions from the programme's root. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What would stall every case that is opened under a programme of which each part is in order. */
export function contradictionsOf(programme: Programme): readonly Contradiction[] {
  return [
    ...withoutDefault(programme),
    ...strangeTeams(programme),
    ...strangeCalendars(programme),
    ...strangersOnLadders(programme),
    ...claimedTwice(programme),
    ...missingTexts(programme),
  ];
}

function withoutDefault({ protocols }: Programme): Contradiction[] {
  if (protocols.some(({ name }) => name === 'default')) return [];
  return [{ path: ['protocols'], message: 'The protocol "default" is missing.' }];
}

function strangeTeams({ protocols, teams }: Programme): Contradiction[] {
  const known = new Set(teams.map(({ id }) => id));
  return protocols.flatMap(({ team }, at) =>
    known.has(team) ? [] : [{ path: ['protocols', at, 'team'], message: 'There is no such team.' }],
  );
}

function strangeCalendars({ teams, calendars = [] }: Programme): Contradiction[] {
  const known = new Set(calendars.map(({ name }) => name));
  return teams.flatMap(({ calendar }, at) =>
    calendar === undefined || known.has(calendar)
      ? []
      : [{ path: ['teams', at, 'calendar'], message: 'There is no such calendar.' }],
  );
}

function strangersOnLadders({ protocols, teams, staff }: Programme): Contradiction[] {
  const known = new Set(staff.map(({ id }) => id));
  return Object.entries({ protocols, teams }).flatMap(([list, owners]) =>
    owners.flatMap(({ ladder }, at) =>
      ladder.flatMap((id, rung) =>
        known.has(id) ? [] : [{ path: [list, at, 'ladder', rung], message: 'Nobody in staff has this id.' }],
      ),
    ),
  );
}

function claimedTwice({ protocols }: Programme): Contradiction[] {
  const claimed = new Set<string>();
  return protocols.flatMap(({ categories }, at) =>
    categories.flatMap((category, position) => {
      const first = !claimed.has(category);
      claimed.add(category);
      const path = ['protocols', at, 'categories', position];
      return first ? [] : [{ path, message: 'This category is claimed already.' }];
    }),
  );
}

function missingTexts({ defaultLocale, templates }: Programme): Contradiction[] {
  const texts = messageTypes.flatMap((message) => channels.map((channel) => `${message}/${channel}`));
  return [...texts, 'layout/email']
    .map((text) => `${defaultLocale}/${text}`)
    .filter((key) => !Object.hasOwn(templates, key))
    .map((key) => ({ path: ['templates', key], message: 'This text is missing in the default locale.' }));
}
