import type { FastifyRequest } from 'fastify';
import { copyMarked } from '../../domain/sends/copies.js';
import { partsOf } from '../../domain/sends/send-key.js';
import { keptAtLeast, optOut, type Consent, type Consenting } from '../consents.js';
import type { ServerDependencies } from '../dependencies.js';
import { wordsFor, wordsOf } from '../page-language.js';
import { HTML, UNSUBSCRIBE_PATH } from '../pages/layout.js';
import { askToUnsubscribe, ONE_CLICK, unsubscribed } from '../pages/unsubscribe-pages.js';
import { Problem } from '../problem.js';
import { ownerOfSend, type OwnerSources } from '../take-text.js';
import type { App } from '../validation.js';

/** Bytes: far more than a mail program posts. */
const BODY_LIMIT = 4 * 1024;

/**
 * The link that ends what nobody has to have (RFC 8058). Only a POST does it, at once, without a redirect, a cookie or a
 * question; whoever only looks, such as a scanner of links, changes nothing. It needs no key: the token is one.
 */
export function unsubscribeRoutes(app: App, dependencies: ServerDependencies): Promise<void> {
  // A mail program may post a form of either kind; there is one field to look for.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  app.get<{ Params: { token: string } }>(`${UNSUBSCRIBE_PATH}:token`, async (request, reply) => {
    await linked(dependencies, request);
    return reply.type(HTML).send(askToUnsubscribe(wordsOf(request)));
  });

  app.post<{ Params: { token: string } }>(
    `${UNSUBSCRIBE_PATH}:token`,
    { bodyLimit: BODY_LIMIT },
    async (request, reply) => {
      if (!isOneClick(request.body)) throw new Problem('malformed', { detail: 'This is no click to unsubscribe.' });
      const consent = await linked(dependencies, request);
      await keptAtLeast(optOut(dependencies, consent, false), request.log);
      return reply.type(HTML).send(unsubscribed(wordsOf(request)));
    },
  );
  return Promise.resolve();
}

/** `List-Unsubscribe=One-Click`, or the same field of a multipart form. */
function isOneClick(body: unknown): boolean {
  return typeof body === 'string' && body.includes(ONE_CLICK.field) && body.includes(ONE_CLICK.value);
}

/** Who says so, and of which address: the link names the copy of a message, and the ledger knows the rest. */
async function linked(deps: Unsubscribing, request: FastifyRequest<{ Params: { token: string } }>): Promise<Consent> {
  const mark = deps.unsubscribeLinks.read(request.params.token);
  const row = mark === undefined ? undefined : await deps.stores.sends.marked(mark);
  const copy = row && copyMarked(row, mark ?? '');
  const owner = row && (await ownerOfSend(deps, row.key));
  if (row === undefined || copy === undefined || owner === undefined) throw new Problem('not_found');
  const { tenant, customerId } = owner;
  request.words = await wordsFor(deps.stores, owner, {
    locale: row.locale,
    accepts: request.headers['accept-language'],
  });
  const { channel } = partsOf(row.key);
  const word = { at: deps.clock.now(), source: 'one_click', actor: 'customer' } as const;
  return { customers: [{ tenant, customerId }], channel, of: 'survey', word, addressHash: copy.addressHash };
}

type Unsubscribing = Pick<ServerDependencies, 'unsubscribeLinks' | 'clock'> &
  Consenting &
  OwnerSources & { readonly stores: Pick<ServerDependencies['stores'], 'customers' | 'programmes'> };
