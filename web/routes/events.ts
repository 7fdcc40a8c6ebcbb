import type { KeptEvent } from '../../ports/event-store.js';
import { access, allow, callerOf } from '../access.js';
import { type EventItem, eventListQuery, type EventList } from '../api/event.js';
import type { ServerDependencies } from '../dependencies.js';
import type { App } from '../validation.js';

/** The feed of events, for systems that want to hear when something has come about. */
export function eventRoutes(app: App, { stores }: ServerDependencies): void {
  app.get(
    '/v1/events',
    { preParsing: allow(access.askContact), schema: { querystring: eventListQuery } },
    async (request) => {
      const { after: place, limit } = request.query;
      const found = await stores.events.after(callerOf(request).tenant, { place, limit });
      return { items: found.map(itemOf), next: String(found.at(-1)?.place ?? place) } satisfies EventList;
    },
  );
}

function itemOf({ tenant, id, type, customerId, at, because, reference, caseId }: KeptEvent): EventItem {
  return {
    specversion: '1.0',
    id,
    source: `urn:amends:${tenant}`,
    type: `amends.${type}`,
    time: new Date(at).toISOString(),
    subject: customerId,
    datacontenttype: 'application/json',
    data: { because, reference, caseId: caseId ?? null },
  };
}
