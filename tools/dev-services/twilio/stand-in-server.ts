import { createHash, timingSafeEqual } from 'node:crypto';
import formBody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { apiErrors, refuse } from './api-error.js';
import { createMessage, type CreateMessageState } from './create-message.js';
import { toResource, type SmsMessage } from './message.js';
import { readPage, type Page } from './read-request.js';
import type { Account } from './status-callback.js';
import { addTextRoute, type PhoneTexts } from './inbound-text.js';

/** What the server works on. */
export interface StandInState extends CreateMessageState, Account {
  readonly texts: PhoneTexts;
  readonly messages: readonly SmsMessage[];
  /** The messages that a list may show already. */
  listed(): readonly SmsMessage[];
}

type Form = Readonly<Record<string, string>>;

/** Builds the HTTP server of the stand-in; it does not listen. */
export function buildStandInServer(state: StandInState): FastifyInstance {
  const server = fastify({ logger: false, forceCloseConnections: true });
  void server.register(formBody);
  server.setNotFoundHandler((_request, reply) => refuse(reply, apiErrors.notFound));
  server.get('/_stand-in/messages', () => state.messages);
  addTextRoute(server, state.texts);
  void server.register(
    (api, _options, done) => {
      api.addHook('onRequest', async (request, reply) => {
        if (!isAuthentic(request, state)) await refuse(reply, apiErrors.unauthenticated);
      });
      const account = `/${state.accountSid}`;
      api.get(`${account}.json`, () => ({ sid: state.accountSid, status: 'active' }));
      void api.register(
        (own, _, added) => {
          addMessageRoutes(own, state);
          added();
        },
        { prefix: account },
      );
      done();
    },
    { prefix: '/2010-04-01/Accounts' },
  );
  return server;
}

function addMessageRoutes(api: FastifyInstance, state: StandInState): void {
  const { accountSid } = state;
  api.post<{ Body?: Form }>('/Messages.json', (request, reply) => createMessage(request.body ?? {}, reply, state));
  api.get<{ Querystring: Form }>('/Messages.json', ({ query }) =>
    pageResource(readPage(state.listed(), query), accountSid),
  );
  api.get<{ Params: { file: string } }>('/Messages/:file', (request, reply) => {
    const message = state.messages.find(({ sid }) => `${sid}.json` === request.params.file);
    return message === undefined ? refuse(reply, apiErrors.notFound) : toResource(message, accountSid);
  });
}

function isAuthentic(request: FastifyRequest, { accountSid, authToken }: Account): boolean {
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  return timingSafeEqual(sha256(request.headers.authorization ?? ''), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function pageResource({ messages, page, pageSize, hasNext }: Page, accountSid: string): unknown {
  const uri = (index: number) => `/2010-04-01/Accounts/${accountSid}/Messages.json?PageSize=${pageSize}&Page=${index}`;
  return {
    first_page_uri: uri(0),
    uri: uri(page),
    next_page_uri: hasNext ? uri(page + 1) : null,
    previous_page_uri: page === 0 ? null : uri(page - 1),
    page,
    page_size: pageSize,
    start: page * pageSize,
    end: page * pageSize + Math.max(messages.length - 1, 0),
    messages: messages.map((message) => toResource(message, accountSid)),
  };
}
